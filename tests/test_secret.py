"""A document marked secret: its file is kept, and nothing that it says, whenever it is found out."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docpipe import pipeline
from docpipe.archive import bag, due, indexing, listing, originals, search, store
from docpipe.archive.filters import Filters
from docpipe.archive.index import indexed
from docpipe.archive.outcome import Outcome, deflated
from docpipe.archive.store import Archive
from docpipe.cli import group
from docpipe.errors import UNSAFE, Secret, WrongCall
from tests.archives import archive, place, put, read, server

__all__ = ["archive", "place", "server"]
OPEN = "МИНИСТЕРСТВО ФИНАНСОВ\n\n№ 5 от 03.02.2024\n\nАкимат города Семей\n\nПросим до 15 февраля 2024 года сообщить о кукурузе.\n\nМинистр    А. Омаров\n"
MARKED = OPEN.replace("ФИНАНСОВ\n", "ФИНАНСОВ\n\nСЕКРЕТНО\nЭкз. № 1\n")


def test_a_secret_document_leaves_no_word(archive: Archive) -> None:
    kept = put(archive, MARKED.encode(), read(MARKED))
    last = store.latest(archive, kept.sha256)
    assert last is not None
    assert (last.state, last.code) == ("quarantined", "E_SECRET")
    assert store.record(archive, kept.sha256) is None
    assert search.search(archive, "кукуруза") == []
    assert originals.read_true(archive.originals, kept.sha256) == MARKED.encode()


def test_what_is_found_secret_later_is_not_told_any_more(archive: Archive) -> None:
    kept = put(archive, OPEN.encode(), read(OPEN))
    assert len(search.search(archive, "кукуруза")) == len(due.demands(archive, date(2024, 2, 10))) == 1
    store.keep(archive, kept, [], read(MARKED), {"docpipe": "newer"})
    assert search.search(archive, "кукуруза") == []
    assert due.demands(archive, date(2024, 2, 10)) == []
    assert store.record(archive, kept.sha256) is None
    assert [(one.code, one.documents) for one in listing.listed(archive, Filters(state="quarantined"))] == [("E_SECRET", [])]
    store.keep(archive, kept, [], read(OPEN), {"docpipe": "newest"})
    assert json.loads(store.record(archive, kept.sha256) or "")["documents"][0]["kind"] == "letter"


def test_what_another_try_finds_secret_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(MARKED)
    place = ["--archive", str(tmp_path / "archive")]
    small = {"DOCPIPE_MAX_BYTES": "10"}
    assert "why: E_SIZE 1" in CliRunner().invoke(group, ["ingest", str(tmp_path / "letter.txt"), *place], env=small).stderr
    done = CliRunner().invoke(group, ["retry", *place, "--jobs", "1"], env=dict.fromkeys(small))
    assert f"docpipe: {hashlib.sha256(MARKED.encode()).hexdigest()}: The document is marked secret" in done.stderr
    assert "why: E_SECRET 1" in done.stderr


def test_what_an_older_docpipe_has_told_of_a_secret_document_is_hidden(archive: Archive, tmp_path: Path) -> None:
    packet = pipeline.extract([("letter.txt", MARKED.encode())])
    whole = Outcome("done", media_type="text/plain", record=deflated(packet.model_dump_json(by_alias=True)), index=indexed(packet))
    kept = put(archive, MARKED.encode(), whole)
    archive.write(indexing.again)
    assert store.record(archive, kept.sha256) is None
    assert [(one.code, one.documents) for one in listing.listed(archive)] == [("E_SECRET", [])]
    with pytest.raises(WrongCall):
        bag.write(archive, Filters(), tmp_path / "bag", restricted=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "letter.txt").write_text(MARKED)
    return tmp_path


def said(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(group, [*words, "--archive", str(folder / "archive")], standalone_mode=False)


def test_ingest_says_at_once_what_to_do(folder: Path) -> None:
    done = said(folder, "ingest", str(folder / "in"), "--jobs", "1")
    assert done.return_value == 10
    assert "letter.txt: The document is marked secret" in done.stderr
    assert "why: E_SECRET 1" in done.stderr
    files = [path for path in (folder / "archive").rglob("*") if path.is_file() and "originals" not in path.parts]
    for word in ("кукуруз", "Омаров", "Семей", "омаров", "семе"):
        assert [path.name for path in files if word.encode() in path.read_bytes()] == []
    digest = hashlib.sha256(MARKED.encode()).hexdigest()
    shown = said(folder, "show", digest)
    assert isinstance(shown.exception, Secret)
    assert (shown.exception.exit_code, shown.stdout) == (UNSAFE, "")
    assert said(folder, "show", digest, "--original").stdout_bytes == MARKED.encode()
    assert said(folder, "status").return_value == 10
