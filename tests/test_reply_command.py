"""`docpipe reply` and `docpipe templates` as they are called: the sample as it is shipped, what stops a letter, serial letters, nothing overwritten."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docpipe.reply.values import LANGUAGES
from tests.replies import SAMPLE

FILES = ["reply-kk.docx", "reply-kk.pdf", "reply-ru.docx", "reply-ru.pdf", "reply.json"]


def docpipe(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [Path(sys.executable).with_name("docpipe"), *map(str, words)], capture_output=True, text=True, check=False, timeout=230
    )
    assert done.returncode == code, done.stderr
    return done


def test_the_sample_is_answered_as_it_is_shipped(tmp_path: Path) -> None:
    call: tuple[str | Path, ...] = (
        "reply",
        SAMPLE / "packet.pdf",
        "-t",
        "reply",
        "--data",
        SAMPLE / "answer.toml",
        "--on",
        "2023-10-27",
        "-o",
        tmp_path,
    )
    done = docpipe(*call)
    assert [Path(line).name for line in done.stdout.splitlines()] == FILES
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    assert "the answer is due by 2023-10-30" in done.stderr
    account = json.loads((tmp_path / "reply.json").read_text("utf-8"))
    assert (account["draft"], account["due"], account["unanswered"], account["proposed"]) == (True, "2023-10-30", [], [])
    assert [one for one in account["findings"] if one["severity"] != "note"] == []
    assert all(one["source"]["kind"] for one in account["values"])
    (tmp_path / "reply-kk.docx").write_bytes(b"edited by a clerk")
    assert "reply-kk.docx would be overwritten" in docpipe(*call, code=2).stderr
    assert (tmp_path / "reply-kk.docx").read_bytes() == b"edited by a clerk"


def test_what_is_missing_stops_the_letter_and_nothing_is_written(tmp_path: Path) -> None:
    done = docpipe("reply", SAMPLE / "packet.txt", "-t", "interim", "--final", "-o", tmp_path / "out", code=10)
    assert all(name in done.stderr for name in ("until", "reason", "number", "addressee.ru", "signatory"))
    assert done.stdout == ""
    assert not (tmp_path / "out").exists()


def test_serial_letters_come_in_folders_of_their_own_and_one_bad_row_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("number;folder;template\n09-1;a;acknowledgement\n09-2;b;acknowledgement\n;c;nonsense\n", "utf-8")
    done = docpipe(
        "reply",
        SAMPLE / "packet.txt",
        "--data",
        SAMPLE / "answer.toml",
        "--many",
        tmp_path / "list.csv",
        "-o",
        tmp_path,
        "--lang",
        "ru",
        code=2,
    )
    assert [json.loads((tmp_path / one / "reply.json").read_text("utf-8"))["number"] for one in "ab"] == ["09-1", "09-2"]
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["reply-ru.docx", "reply-ru.pdf", "reply.json"]
    assert "There is no template nonsense" in done.stderr
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reply", SAMPLE / "packet.txt"), "kind of letter is not named"),
        (("reply", SAMPLE / "packet.txt", "-t", "../reply"), "There is no template"),
        (("reply", "nowhere.pdf", "-t", "reply"), "There is no such file"),
        (("reply", SAMPLE / "packet.txt", "-t", "reply", "--data", SAMPLE / "packet.pdf"), "neither TOML, YAML nor JSON"),
        (("reply", SAMPLE / "packet.txt", "-t", "reply", "--lang", "de"), "Letters are written in kk and ru"),
        (("reply", SAMPLE / "packet.txt", "-t", "reply", "--on", "tomorrow"), "is no date"),
    ],
)
def test_wrong_calls_are_told(words: tuple[str | Path, ...], said: str) -> None:
    assert said in docpipe(*words, code=2).stderr


def test_templates_are_listed_with_their_fields() -> None:
    told = {one["name"]: one for one in map(json.loads, docpipe("templates", "--lang", "kk", "--json").stdout.splitlines())}
    assert told["interim"]["title"] == "Аралық жауап"
    assert {one["name"]: one["optional"] for one in told["interim"]["fields"]} | {"until": False, "reason": False, "number": True} == {
        one["name"]: one["optional"] for one in told["interim"]["fields"]
    }
    assert all(one["languages"] == list(LANGUAGES) for one in told.values())
    assert "\n  until – " in docpipe("templates", "--lang", "ru").stdout
