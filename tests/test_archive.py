"""What the archive keeps and finds again, the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
import tempfile
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from docpipe import errors
from docpipe.archive import acting, engine, listing, migrations, originals, search, store, tables
from docpipe.archive.filters import Filters
from docpipe.archive.outcome import Outcome
from docpipe.archive.place import Place, named
from docpipe.archive.snippet import snippet
from docpipe.archive.store import Archive
from tests.archives import MADE_WITH, archive, filled, folder, place, put, read, read_bytes, samples, server
from tests.conftest import ROOT

__all__ = ["archive", "place", "server"]
BAD = Outcome("quarantined", "E_CORRUPT")


def queries() -> list[tuple[str, set[str]]]:
    """What is searched for, and the packets of which one must be among the first five."""
    lines = (ROOT / "tests" / "searches.txt").read_text("utf-8").splitlines()
    rows = [re.split(r"\s{2,}", line, maxsplit=1) for line in lines if line and not line.startswith("#")]
    return [(query, set(wanted.split())) for query, wanted in rows]


def test_inflected_and_misspelt_words_are_found(archive: Archive) -> None:
    folders = filled(archive)
    missed = []
    for query, wanted in queries():
        found = list(dict.fromkeys(folders[hit.sha256] for hit in search.search(archive, query)))
        if not wanted & set(found[:5]):
            missed.append((query, found))
    assert len(queries()) == 17
    assert missed == []
    assert search.search(archive, "синхрофазотрон") == []
    assert search.search(archive, "«»") == []


def test_filters_narrow_a_search(archive: Archive) -> None:
    folders = filled(archive)

    def found(query: str, **asked: str) -> set[str]:
        return {folders[hit.sha256] for hit in search.search(archive, query, Filters(**asked))}

    assert found("министр", kind="order") == {"order-acting-2023", "order-acting-2024", "order-acting-variants"}
    assert found("министр", kind="order", until="2023") >= {"order-acting-2023"}
    assert "order-acting-2024" not in found("министр", kind="order", until="2023")
    assert found("министр", number="214 ж-қ") == {"order-acting-2023"}
    assert found("министр", person="Байжигитов") == {"order-acting-2023", "letter-health-2023"}
    assert found("министр", issuer="юстиция") == set()
    assert found("министр", issuer="Әділет министрлігі") == {"letter-justice-2024"}
    assert found("министр", state="quarantined") == set()
    assert {hit.paper.language for hit in search.search(archive, "министр", Filters(language="kk"))} == {"kk"}


def test_a_snippet_shows_the_words() -> None:
    text = samples()["letter-shared-2022"].decode()
    assert "СТЕПНЫХ ПОЖАРОВ" in snippet(text, ("степн", "пожар")).shown(str.upper)


def test_acting_duties_are_a_timeline(archive: Archive) -> None:
    filled(archive)
    [duty] = acting.timeline(archive, post="денсаулық сақтау министрінің", since="2023-10-30", until="2023-10-30")
    assert (duty.person, duty.since, duty.until, duty.order_number) == (
        "Байжигитов Нурлан Серикович",
        "2023-10-23",
        "2023-11-05",
        "214-ж/қ",
    )
    assert len(duty.posts) == 2
    assert acting.timeline(archive, post="министр", since="2023-11-06", until="2023-11-06") == []
    assert len(acting.timeline(archive)) == 6


def test_gaps_and_overlaps_are_told() -> None:
    def duty(person: str, since: str, until: str | None) -> acting.Duty:
        return acting.Duty(person, person, None, ("министр",), None, since, until, "1", None, None, person)

    first, second = duty("А", "2024-01-01", "2024-01-10"), duty("Б", "2024-01-10", "2024-01-20")
    third, open_end = duty("В", "2024-01-23", None), duty("Г", "2024-02-01", "2024-02-05")
    found = [(one.kind, one.since, one.until) for one in acting.between([first, second, third, open_end])]
    assert found == [
        ("overlap", "2024-01-10", "2024-01-10"),
        ("gap", "2024-01-21", "2024-01-22"),
        ("overlap", "2024-02-01", "2024-02-05"),
    ]
    assert list(acting.between([first, duty("Б", "2024-01-11", None)])) == []


def test_a_reading_is_kept_once_and_older_ones_stay(archive: Archive) -> None:
    text = samples()["letter-shared-2022"].decode()
    kept = store.keep_original(archive, io.BytesIO(text.encode()))
    assert store.latest(archive, kept.sha256) is None
    assert store.keep(archive, kept, ["a.txt"], BAD, MADE_WITH)
    assert not store.keep(archive, kept, ["b.txt"], read(text), MADE_WITH)
    assert store.record(archive, kept.sha256) is None
    assert store.keep(archive, kept, [], read(text), {"docpipe": "newer"})
    assert json.loads(store.record(archive, kept.sha256) or "")["schema"] == "docpipe/1"
    [row] = listing.listed(archive)
    assert (row.state, row.names, len(row.documents)) == ("done", ["a.txt", "b.txt"], 2)
    assert [(one.state, one.files) for one in listing.counts(archive)] == [("done", 1)]
    with archive.engine.connect() as connection:
        assert connection.execute(sqlalchemy.select(sqlalchemy.func.count()).select_from(tables.extraction)).scalar() == 2


@pytest.mark.parametrize("table", ["file", "arrival", "extraction", "receipt", "closing"])
def test_rows_are_only_added(archive: Archive, table: str) -> None:
    kept = put(archive, b"x", BAD)
    with archive.engine.begin() as connection:
        for journal in (tables.receipt, tables.closing):
            connection.execute(sqlalchemy.insert(journal).values(sha256=kept.sha256, day="2024-03-11", since="now"))
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET sha256 = sha256"):  # noqa: S608 - the tests' own words
        with pytest.raises(sqlalchemy.exc.DBAPIError), archive.engine.begin() as connection:
            connection.exec_driver_sql(statement)
    assert len(list(listing.listed(archive))) == 1


def test_a_secret_document_is_kept_and_not_found(archive: Archive) -> None:
    put(
        archive,
        b"x",
        read(
            "МИНИСТЕРСТВО ФИНАНСОВ\n\nСЕКРЕТНО\nЭкз. № 1\n\n№ 5 от 03.02.2024\n\nАкимат города Семей\n\nКукуруза перечислена.\n\nМинистр    А. Омаров\n"
        ),
    )
    assert search.search(archive, "кукуруза") == []


def test_the_migrations_make_the_tables(archive: Archive) -> None:
    with archive.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": lambda _o, name, *_: not str(name).startswith("search")})
        found = [one for one in compare_metadata(context, tables.metadata) if "search" not in str(one)]
    assert found == []
    assert ScriptDirectory(str(Path(migrations.__file__).parent)).get_current_head() == tables.HEAD


def test_an_archive_of_the_first_tables_opens_and_its_index_is_made_again(place: Place) -> None:
    (place.file or folder(place)).parent.mkdir(parents=True, exist_ok=True)
    data = samples()["inquiry-health-2023"]
    digest, outcome = hashlib.sha256(data).hexdigest(), read_bytes(data)
    older = sqlalchemy.create_engine(place.url)
    with older.begin() as connection:
        migrations.upgrade(connection, "0001")
        connection.execute(sqlalchemy.insert(tables.file).values(sha256=digest, size=len(data), since="then"))
        reading = {"sha256": digest, "versions": "v", "attempt": 1, "made_with": "{}", "at": "then"}
        reading |= {"state": "done", "findings": 0, "record": outcome.record}
        connection.execute(sqlalchemy.insert(tables.extraction).values(**reading))
        stale = {"sha256": digest, "at": "1", "kind": "other", "language": "kk", "words": "кукуруза"}
        connection.execute(sqlalchemy.insert(tables.document).values(**stale))
    older.dispose()
    archive = store.opened(place)
    try:
        assert search.search(archive, "кукуруза") == []
        assert {hit.paper.kind for hit in search.search(archive, "сауал")} == {"inquiry"}
        columns = (tables.document.c.counterpart, tables.document.c.marks, tables.document.c.stamp_date, tables.demand.c.rule)
        query = sqlalchemy.select(*columns).join_from(tables.document, tables.demand).order_by(tables.document.c.at)
        rule = "deputy-inquiry-one-month"
        assert archive.read(lambda connection: list(map(tuple, connection.execute(query)))) == [
            ("2", "control", "2023-10-02", rule),
            ("1", None, None, rule),
        ]
    finally:
        archive.close()


def test_an_archive_of_a_newer_docpipe_is_left_alone(place: Place) -> None:
    made = store.opened(place, make=True)
    with made.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    made.close()
    with pytest.raises(errors.ArchiveUnavailable, match="newer docpipe"):
        store.opened(place)


def test_no_archive_is_made_by_looking_for_one(tmp_path: Path) -> None:
    with pytest.raises(errors.ArchiveUnavailable, match="no archive"):
        store.opened(named(str(tmp_path / "nowhere")))
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_archive_is_said(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_bytes(b"a letter, not a database. " * 400)
    with pytest.raises(errors.ArchiveUnavailable, match="damaged"):
        store.opened(named(str(tmp_path)), make=True)


def test_a_database_that_is_away_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.setenv("DOCPIPE_ARCHIVE_SECONDS", "1")
    with pytest.raises(errors.ArchiveUnavailable, match="does not answer") as error:
        store.opened(named(f"postgresql://clerk:hush@/letters?host={tmp_path}"), make=True)
    assert "hush" not in str(error.value)


def test_a_commit_is_on_the_disk(tmp_path: Path) -> None:
    made = engine.opened(named(str(tmp_path)), make=True)
    with made.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")}
    made.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_an_error_of_the_database_shows_no_value(archive: Archive) -> None:
    with pytest.raises(sqlalchemy.exc.DBAPIError) as error, archive.engine.begin() as connection:
        connection.execute(sqlalchemy.insert(tables.arrival), [{"sha256": "f" * 64, "name": "Қожаев", "since": "now"}])
    assert "Қожаев" not in str(error.value)


def test_originals_are_read_only_and_for_their_owner(archive: Archive) -> None:
    kept = put(archive, b"letter", BAD)
    found = originals.path(folder(archive), kept.sha256)
    assert stat.S_IMODE(found.stat().st_mode) == 0o400
    assert {stat.S_IMODE(one.stat().st_mode) for one in (found.parent, folder(archive))} == {0o700}
    assert [one.name for one in folder(archive).iterdir()] == [kept.sha256[:2]]


def test_an_original_that_is_there_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    originals.prepare(tmp_path)
    first = originals.keep(tmp_path, io.BytesIO(b"letter"))
    made: list[str] = []
    copy = tempfile.mkstemp

    def noted(**asked: Any) -> tuple[int, str]:
        made.append(asked["prefix"])
        return copy(**asked)

    monkeypatch.setattr(tempfile, "mkstemp", noted)
    assert originals.keep(tmp_path, io.BytesIO(b"letter")) == first
    assert made == []
    # half a copy is none
    path = originals.path(tmp_path, first.sha256)
    path.chmod(0o600)
    path.write_bytes(b"let")
    assert originals.keep(tmp_path, io.BytesIO(b"letter")) == first
    assert (len(made), path.read_bytes()) == (1, b"letter")


def test_what_can_be_read_only_once_is_kept(tmp_path: Path) -> None:
    class _Once(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    originals.prepare(tmp_path)
    for _ in range(2):
        kept = originals.keep(tmp_path, _Once(b"letter"))
        assert originals.path(tmp_path, kept.sha256).read_bytes() == b"letter"


def test_every_flipped_bit_is_found(archive: Archive) -> None:
    kept = [put(archive, f"letter {number}".encode(), BAD) for number in range(40)]
    assert store.verify(archive).sound
    for number, one in enumerate(kept):
        found = originals.path(folder(archive), one.sha256)
        data = bytearray(found.read_bytes())
        data[number % len(data)] ^= 1 << number % 8
        found.chmod(0o600)
        found.write_bytes(data)
    assert store.verify(archive).changed == tuple(sorted(one.sha256 for one in kept))


def test_what_is_missing_and_what_nobody_knows_is_found(archive: Archive) -> None:
    lost, _ = put(archive, b"one", BAD), put(archive, b"two", BAD)
    originals.path(folder(archive), lost.sha256).unlink()
    stray = store.keep_original(archive, io.BytesIO(b"three"))
    (folder(archive) / "note.txt").write_text("x")
    found = store.verify(archive)
    assert (found.changed, found.missing) == ((), (lost.sha256,))
    assert set(found.untracked) == {"note.txt", f"{stray.sha256[:2]}/{stray.sha256}"}
