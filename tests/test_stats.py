"""The figures of an archive: as rows, picked for a letter, in files that other programs open."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection, select

from docpipe import pipeline
from docpipe.archive import figure_rows, listing, narrowing, statistics, store, tables
from docpipe.archive.figure_rows import Row
from docpipe.archive.filters import Filters, conditions
from docpipe.archive.originals import Kept
from docpipe.archive.outcome import Outcome
from docpipe.archive.place import Place, named
from docpipe.archive.store import Archive, Entry
from docpipe.cli import group
from docpipe.cli.stats import NAMES
from docpipe.errors import NoSpace, ProgramMissing, WrongCall
from docpipe.model.record import Packet
from docpipe.reports import spreadsheet
from docpipe.reports.spreadsheet import WRITERS, Column
from tests.archives import MADE_WITH, archive, filled, folder, place, put, read, read_bytes, samples, server

__all__ = ["archive", "place", "server"]
SIGNS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "＝",
    "＋",
    "－",
    "＠",
    "x;=",
    "x\t+",
    "x,-",
    "x|@",
    "x; =",
    "x\n=",
    "''=",
    "\ufeff=",
)
TAILS = ("1+1", 'HYPERLINK("http://x.example","ә")', "cmd|' /C calc'!A0", 'WEBSERVICE("http://x.example")', "SUM(A1:A9)*Қ")
PAYLOADS = [sign + tail + end for sign in SIGNS for tail in TAILS for end in ("", " ", '"', ";=1", "\t")]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The samples, in a folder."""
    made = store.opened(named(str(tmp_path_factory.mktemp("full") / "archive")), make=True)
    filled(made)
    yield made
    made.close()


@cache
def packets() -> dict[str, Packet]:
    return {name: pipeline.extract([("letter.txt", data)]) for name, data in samples().items()}


def said(archive: Archive, *given: str) -> Result:
    return CliRunner().invoke(group, ["stats", *given, "--archive", str(folder(archive).parent)], standalone_mode=False)


def shown(rows: list[Row]) -> list[tuple[float | None, str]]:
    return [(row.value, row.text) for row in rows]


def test_every_figure_is_told_once_with_its_place(archive: Archive) -> None:
    """On both databases: the rows, and the other versions that they name, are all figures of the records."""
    filled(archive)
    rows = list(statistics.rows(archive, restricted=True))
    told = sum(1 + (row.also is not None) for row in rows)
    assert told == sum(len(document.statistics) for packet in packets().values() for document in packet.documents)
    assert len({row.id for row in rows}) == len(rows)
    texts = {row.sha256: json.loads(store.record(archive, row.sha256) or "")["text"] for row in rows}
    assert all(texts[row.sha256][slice(*row.span)] == row.text for row in rows)
    assert {row.part_of for row in rows if row.part_of} <= {row.id for row in rows}


def test_what_two_versions_say_differently_stays_two_rows() -> None:
    text = samples()["letter-shared-2022"].decode()
    rows = [one.row for one in figure_rows.said(pipeline.extract([("letter.txt", text.encode())]), "0" * 64, {"1", "2"})]
    assert {(row.language, row.also) for row in rows} == {("kk", "ru")}
    packet = pipeline.extract([("letter.txt", text.replace("380 человек", "830 человек").encode())])
    rows = [one.row for one in figure_rows.said(packet, "0" * 64, {"1", "2"})]
    differ = [row for row in rows if row.also is None]
    assert [(row.value, row.language) for row in differ] == [(380, "kk"), (830, "ru")]
    assert all("amount-differs" in [one.code for one in row.grave] for row in differ)


def test_numbers_are_exact_and_periods_are_days(full: Archive) -> None:
    rows = {row.value: row for row in statistics.rows(full, query="доходы областного бюджета")}
    assert repr(rows[214.6e9].value) == "214600000000"
    share = rows[102.7]
    assert (share.value, share.unit, share.since, share.until) == (102.7, "%", "2024-01-01", "2024-12-31")


def test_a_restricted_document_keeps_its_whole_file_back(full: Archive) -> None:
    packet = packets()["letter-forms-2024"]
    assert statistics.left_out(full) == len(packet.documents)
    kept_back = sum(len(document.statistics) for document in packet.documents)
    assert len(list(statistics.rows(full, restricted=True))) - len(list(statistics.rows(full))) == kept_back > 0
    assert statistics.pick(full, "очередь сократилась") == []
    assert [row.text for row in statistics.pick(full, "очередь сократилась", restricted=True)] == ["14,2 тыс. детей"]
    assert "4 documents left out" in said(full, "--json").stderr
    assert said(full, "--json", "--include-restricted").stderr == ""


ASKED = (
    "доходы бюджета",
    "степных пожаров",
    "пожар өрт",
    "за год",
    "на",
    "жыл",
    "министр суд",
    "облыс 2021",
    "чегоникогданебыло бюджет",
    "бюджет",
)


@pytest.mark.parametrize("few", [0, 1, 2000])
def test_the_index_keeps_no_figure_back(archive: Archive, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """However few documents are named one by one: what is looked at is what has the words."""
    monkeypatch.setattr(narrowing, "_FEW", few)
    filled(archive)
    every = list(statistics._figures(archive, lambda _: []))  # noqa: SLF001 - all, with their words
    for query in ASKED:
        wanted = [one.row.id for one in every if statistics._is_about(one, statistics._asked(query))]  # noqa: SLF001
        assert [row.id for row in statistics.rows(archive, query=query, restricted=True)] == wanted, query
    assert statistics.left_out(archive, query="бюджет") <= statistics.left_out(archive)
    for filters in (Filters(issuer="Министерство"), Filters(kind="report", language="ru"), Filters(person="Омаров"), Filters(issuer="суд")):
        files = {one.sha256 for one in listing.listed(archive, filters)}
        assert {row.sha256 for row in statistics.rows(archive, filters, restricted=True)} <= files
        assert files == set(archive.read(partial(looked_at, filters=filters)))


def looked_at(connection: Connection, filters: Filters) -> Iterator[str]:
    """The files of all documents that the filters let through, one after the other."""
    return iter(connection.execute(select(tables.document.c.sha256).where(*conditions(filters))).scalars().all())


@pytest.mark.parametrize(
    ("query", "asked", "best"),
    [
        ("степные пожары", {}, (46, "46 дала өрті")),
        ("дала өрті", {"language": "ru"}, (46, "46 степных пожаров")),
        ("степных пожаров", {"period": "2021"}, (71, "71 оқиға")),
        ("осмотрено детей", {"period": "2022", "region": "Қостанай облысы"}, (2600, "2 600")),
        ("осмотрено детей", {"period": "2022-01/2022-06", "region": "Костанайская область"}, (1310, "1 310")),
        ("балалар қаралды", {"region": "Қостанай облысы", "language": "kk"}, (2600, "2 600")),
        ("саженцы", {"region": "Abai region"}, (29500000, "29.5 million")),
        ("саженцы", {"region": "Абай облысы", "language": "ru"}, (29500000, "29,5 млн")),
    ],
)
def test_a_figure_is_picked_in_either_language(full: Archive, query: str, asked: dict[str, str], best: tuple[float, str]) -> None:
    assert shown(statistics.pick(full, query, **asked))[:1] == [best]  # type: ignore[arg-type]


def test_nothing_is_picked_for_another_year_region_or_word(full: Archive) -> None:
    assert statistics.pick(full, "осмотрено детей", period="2021") == []
    assert statistics.pick(full, "осмотрено детей", region="Костанай") == [], "the city is not its region"
    assert statistics.pick(full, "осмотрено детей", region="Алматинская область") == []
    assert statistics.pick(full, "осмотрено спутников") == []
    assert statistics.pick(full, "") == []
    for period in ("2023-13", "тамыз", "2023-02-30", "/"):
        with pytest.raises(WrongCall):
            statistics.pick(full, "осмотрено детей", period=period)


def test_a_figure_that_cannot_be_right_says_so(full: Archive) -> None:
    rows = [row for row in statistics.rows(full, Filters(kind="report")) if row.grave]
    assert {one.code for row in rows for one in row.grave} == {"sum-differs", "change-differs", "share-differs"}
    assert (226393, "226 393") in shown(rows)


def test_filters_and_words_choose(full: Archive) -> None:
    assert {row.language for row in statistics.rows(full, Filters(language="kk"))} == {"kk"}
    assert {row.number for row in statistics.rows(full, Filters(number="ДС-304"))} == {"ДС-304"}
    assert shown(list(statistics.rows(full, query="степных пожаров 2021"))) == [(71, "71 оқиға")]
    assert list(statistics.rows(full, Filters(until="2000"))) == []


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    """Ten times the files, not twice the memory; what held them all would."""

    def peak(files: int, work: Callable[[Archive], object]) -> int:
        made = store.opened(named(str(tmp_path / f"{work.__name__}{files}")), make=True)
        outcome = read_bytes(samples()["letter-shared-2022"])
        store.keep_all(made, [Entry(Kept(f"{at:064x}", 1), [f"{at}"], outcome, MADE_WITH) for at in range(files)])
        work(made)
        tracemalloc.start()
        work(made)
        reached = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        made.close()
        return reached

    def streamed(made: Archive) -> object:
        return sum(1 for _ in statistics.rows(made))

    def hoarded(made: Archive) -> object:
        return list(statistics.rows(made))

    assert peak(150, streamed) < 2 * peak(15, streamed)
    assert peak(150, hoarded) > 2 * peak(15, hoarded), "this measurement sees nothing"


def written(archive: Archive, target: Path, *given: str) -> Path:
    assert said(archive, "-o", str(target), *given).return_value == 0
    return target


def test_a_workbook_has_numbers_days_and_text(full: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPIPE_LANG", "kk")
    sheet = openpyxl.load_workbook(written(full, tmp_path / "out.xlsx"))["Sheet1"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:4] == ["Мәні", "Төменгі шегі", "Жоғарғы шегі", "Өлшем бірлігі"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:AB{sheet.max_row}")
    rows = list(statistics.rows(full))
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [row.value for row in rows]
    of = {name: at for at, name in enumerate(NAMES)}
    for cells, row in zip(sheet.iter_rows(min_row=2), rows, strict=True):
        assert cells[of["period_from"]].value == (datetime.fromisoformat(row.since) if row.since else None)
        assert cells[of["date"]].is_date or row.date is None
        assert cells[of["value"]].number_format == (
            "General" if row.value is None else "#,##0" if row.value == int(row.value) else "#,##0.0#########"
        )
    assert {cells[of["unit"]].value for cells in sheet.iter_rows(min_row=2)} >= {"теңге", "ш. м", "%"}


def test_data_files_say_what_the_rows_say(full: Archive, tmp_path: Path) -> None:
    rows = list(statistics.rows(full))
    lines = [json.loads(line) for line in written(full, tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert lines == [json.loads(line) for line in said(full, "--json").stdout.splitlines()]
    assert [(line["value"], line["text"], line["file"]) for line in lines] == [(row.value, row.text, row.sha256) for row in rows]
    data = written(full, tmp_path / "out.csv").read_bytes()
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert data.startswith("\ufeffvalue,".encode())
    assert [float(line["value"]) if line["value"] else None for line in table] == [row.value for row in rows]
    assert "214600000000" in data.decode()
    frame = pyarrow.parquet.read_table(written(full, tmp_path / "out.parquet"))
    assert [str(kind) for kind in frame.schema.types][:4] == ["double", "double", "double", "string"]
    assert frame["period_from"].to_pylist() == [row.since and date.fromisoformat(row.since) for row in rows]
    assert frame["value"].to_pylist() == [row.value for row in rows]
    assert frame["label"].to_pylist() == [row.label for row in rows]


COLUMNS = [Column("label", "Не туралы", "text"), Column("value", "Мәні", "number")]


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    """Payloads at the beginning of a cell, and where a program that cuts at other signs lets one begin."""
    assert len(set(PAYLOADS)) >= 500
    for ending in (".xlsx", ".csv"):
        with (tmp_path / f"x{ending}").open("wb") as file:
            WRITERS[ending](file, COLUMNS, [(payload, -1.5) for payload in PAYLOADS], tmp_path)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist())
    cells = list(openpyxl.load_workbook(tmp_path / "x.xlsx")["Sheet1"].iter_rows(min_row=2))
    assert {row[0].data_type for row in cells} == {"s"}
    assert {(row[1].data_type, row[1].value) for row in cells} == {("n", -1.5)}
    text = (tmp_path / "x.csv").read_text("utf-8-sig")
    for sign in ",;\t|":
        begun = [cell.lstrip() for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign) for cell in row]
        assert [cell for cell in begun if cell.startswith(tuple("=+-@＝＋－＠")) and not cell.startswith("-1.5")] == []


def test_strange_text_and_more_rows_than_a_sheet_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "_SHEET_ROWS", 2)
    rows = [("a\0b\x08\ud800\u202e", 0.1 + 0.2), ("_x0041_ <b>&", 1e15), ("я" * 40_000, 1898), ("Ә", None)]
    for ending in WRITERS:
        with (tmp_path / f"x{ending}").open("wb") as file:
            WRITERS[ending](file, [*COLUMNS, Column("day", "Күні", "day")], [(*row, "1898-05-01") for row in rows], tmp_path)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert [sheet.max_row for sheet in book][:2] == [3, 3]
    assert [cell.value for cell in book["Sheet1"]["A"]][1:] == ["ab", "_x005F_x0041_ <b>&"], "as Excel is told that it is no escape"
    assert len(book["Sheet2"]["A2"].value) == 32_767
    assert book["Sheet1"]["C2"].value == "1898-05-01"
    assert pyarrow.parquet.read_table(tmp_path / "x.parquet")["day"].to_pylist()[0] == date(1898, 5, 1)


def test_a_full_disk_ends_with_5_and_leaves_the_old_file(full: Archive, tmp_path: Path) -> None:
    """On a small file system of its own, which only root can make."""
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24k", "none", tmp_path], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no file system can be mounted here (this test needs root)")
    try:
        for ending in (*WRITERS, ".png"):
            target = tmp_path / f"old{ending}"
            target.write_text("old")
            failed = said(full, "--chart" if ending == ".png" else "-o", str(target))
            assert isinstance(failed.exception, NoSpace), (ending, failed.exception)
            assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(f"old{ending}", "old")]
            target.unlink()
    finally:
        subprocess.run(["umount", "-l", tmp_path], check=False)


def test_what_is_wrong_with_a_call_is_said(full: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in (["-o", "x.ods"], ["-o", "x"], ["--chart", "x.pdf"], ["--chart", str(tmp_path / "x.svg"), "синхрофазотрон"]):
        assert isinstance(said(full, *wrong).exception, WrongCall)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    failed = said(full, "-o", str(tmp_path / "x.parquet"))
    assert isinstance(failed.exception, ProgramMissing)
    assert failed.exception.exit_code == 3
    assert list(tmp_path.iterdir()) == []


def test_a_clerk_sees_what_where_and_what_is_doubtful(full: Archive) -> None:
    lines = said(full, "степные", "пожары").stdout.splitlines()
    assert lines[2].startswith("46 өрт")
    assert "№ 08-11/2640, 2022-08-17" in lines[3]
    assert "!sum-differs" in said(full, "ввод", "жилья").stdout


def test_a_file_without_a_record_is_passed_over(place: Place) -> None:
    made = store.opened(place, make=True)
    put(made, b"%PDF-1.7 cut off", Outcome("quarantined", "E_CORRUPT"))
    put(made, b"second", read("Выделено 5 млн. тенге.\n"), "second.txt")
    assert shown(list(statistics.rows(made))) == [(5_000_000, "5 млн. тенге")]
    made.close()
