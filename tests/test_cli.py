"""The commands as a clerk calls them: what goes to standard output, what to standard error, which code they end with."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.makers import pdf_of, shown, stream

DOCPIPE = Path(sys.executable).with_name("docpipe")
LETTER = ROOT / "samples" / "letter-justice-2024" / "packet.txt"


def docpipe(*arguments: object, given: bytes = b"", cwd: Path | None = None, lang: str = "ru") -> subprocess.CompletedProcess[bytes]:
    environment = {"PATH": "/usr/bin:/bin", "DOCPIPE_LANG": lang, "PYTHONUTF8": "1"}
    return subprocess.run([DOCPIPE, *map(str, arguments)], input=given, capture_output=True, cwd=cwd, env=environment, check=False)


def test_one_file_prints_the_record() -> None:
    done = docpipe("extract", LETTER)
    record = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stderr == b""
    assert record["schema"] == "docpipe/1"
    assert record["documents"][0]["kind"] == "letter"


def test_several_files_are_written_and_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("хат.txt", "a/хат.txt"):
        (tmp_path / name).write_bytes(LETTER.read_bytes())
    done = docpipe("extract", tmp_path / "хат.txt", tmp_path / "a" / "хат.txt", "-o", tmp_path / "out")
    assert done.returncode == 0
    assert done.stdout == b""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["хат-2.json", "хат.json"]
    assert done.stderr.decode().count("\n") == 2


def test_standard_input() -> None:
    done = docpipe("extract", "-", given=LETTER.read_bytes())
    assert json.loads(done.stdout)["sources"][0]["name"] == "stdin"


def test_a_date_that_cannot_be_ends_with_ten() -> None:
    text = "МИНИСТЕРСТВО ФИНАНСОВ\n\n№ 5 от 31.02.2024\n\nАкимат города Семей\n\nДеньги перечислены полностью и в срок.\n\nМинистр    А. Омаров\n"
    done = docpipe("extract", "-", given=text.encode())
    assert done.returncode == 10
    [error] = [finding for finding in json.loads(done.stdout)["findings"] if finding["severity"] == "error"]
    assert (error["code"], error["values"]) == ("date-impossible", ["2024-02-31"])


def test_one_bad_file_hinders_no_other(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "good.txt").write_bytes(LETTER.read_bytes())
    done = docpipe("extract", "bad.pdf", "good.txt", "-o", "out", cwd=tmp_path)
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 10
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.json"]
    assert lines[0].startswith("docpipe: bad.pdf: ")
    assert len(lines) == 2


def test_no_such_file() -> None:
    done = docpipe("extract", "nowhere.txt")
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().count("\n") == 1
    assert "Traceback" not in done.stderr.decode()


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    done = docpipe("extract", LETTER, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()


def test_the_view_is_told_in_the_readers_language() -> None:
    told = {lang: docpipe("extract", "--table", LETTER, lang=lang).stdout.decode() for lang in ("kk", "ru", "en")}
    assert "Кімге" in told["kk"]
    assert "Кому" in told["ru"]
    assert "Signed by" in told["en"]
    assert all("Сәдуақасова Г." in view for view in told.values())


def test_a_document_cannot_write_to_the_terminal() -> None:
    done = docpipe("extract", "--table", "-", given="Отчёт \x1b[2J\n\nШколы отремонтированы полностью и в срок.\n".encode())
    assert b"\x1b" not in done.stdout


def test_explain_names_the_rules() -> None:
    told = docpipe("explain", LETTER, "--at", "2024 ж. 2 сәуір").stdout.decode()
    assert "won  date: " in told
    assert "document 1: letter, kk" in told


def test_explain_needs_a_place_that_there_is() -> None:
    assert docpipe("explain", LETTER, "--at", "не стоит там").returncode == 2
    assert docpipe("explain", LETTER, "--at", "99999999").returncode == 2


def test_standard_input_that_is_closed() -> None:
    for command in (["extract", "-"], ["check", "-"], ["explain", "-", "--at", "0"]):
        done = subprocess.run(["sh", "-c", 'exec "$@" <&-', "sh", DOCPIPE, *command], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "Standard input is closed" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_record_does_not_take_the_place_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("Dear colleagues")
    done = docpipe("extract", "a.json", "-o", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert (tmp_path / "a.json").read_text() == "Dear colleagues"


@pytest.mark.parametrize("name", ["pipe", "я" * 300])
def test_what_is_no_ordinary_file_is_not_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of([stream(shown("Dear colleagues"))]))
    os.mkfifo(tmp_path / "pipe")
    for command in (["extract", "a.pdf", "--pdf", name], ["check", "a.pdf", "--html", name]):
        done = docpipe(*command, cwd=tmp_path)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
        assert b"name" in done.stderr
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "pipe"]
