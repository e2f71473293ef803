"""The page on a run or an archive: what it counts, what it never shows, and how it behaves in a real browser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from docpipe import pipeline
from docpipe.archive import overview, store
from docpipe.archive.outcome import Outcome
from docpipe.archive.place import Place, named
from docpipe.archive.store import Archive
from docpipe.batch import report
from docpipe.batch.tally import Tally
from docpipe.cli import group
from docpipe.errors import WrongCall
from docpipe.reports.messages import LANGUAGES, words
from tests.archives import archive, filled, place, put, read, samples, server
from tests.chromium import Tab

__all__ = ["archive", "place", "server"]
TODAY = date(2024, 4, 13)
HOSTILE = (
    '<img src=x onerror="document.title=1">.pdf',
    '"><script>document.title=2</script>.docx',
    "'-alert(1)-'.pdf",
    "</style><style>*{display:none}</style>.png",
    "{{ 7 * 7 }}{% include 'check.css' %}.txt",
    "javascript:document.title=3",
    "\u202efdp.exe",
    "х" * 300 + ".pdf",
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The samples; files with hostile names that could not be read; one that was read in part."""
    made = store.opened(named(str(tmp_path_factory.mktemp("full") / "archive")), make=True)
    filled(made)
    for at, name in enumerate(HOSTILE):
        put(made, b"%d" % at, Outcome("quarantined", ("E_CORRUPT", "E_ENCRYPTED", "E_SECRET", "E_UNHEARD_OF")[at % 4]), name)
    put(made, b"half", Outcome("partial", None, "application/pdf", 9, 1), "half.pdf")
    yield made
    made.close()


@pytest.fixture(scope="module")
def page(full: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a run, in Russian."""
    made = tmp_path_factory.mktemp("page") / "page.html"
    tally = Tally(files=1 + len(HOSTILE) + len(samples()) + 3, done=len(samples()), partial=1, quarantined=len(HOSTILE), known=3, absent=2)
    made.write_text(report.html(full, TODAY, "ru", tally=tally), "utf-8")
    return made


def test_what_is_seen_at_one_look(archive: Archive) -> None:
    """The same on both databases."""
    filled(archive)
    put(archive, b"bad", Outcome("quarantined", "E_CORRUPT"), "bad.pdf")
    seen = overview.overview(archive, date.today())  # noqa: DTZ011 - files came today by this machine's clock
    assert seen.states == {"done": len(samples()), "quarantined": 1}
    assert [(one.name, one.code) for one in seen.quarantined.first] == [("bad.pdf", "E_CORRUPT")]
    assert [one.name for one in seen.restricted.first] == ["letter-forms-2024.txt"]
    assert {one.name for one in seen.gravest.first} == {"report-figures-2024.txt", "report-figures-2024-kk.txt"}
    assert seen.errors == {"arithmetic": 4}
    assert seen.kinds["inquiry", "kk"] == 1
    assert sum(seen.arrivals.values()) == len(samples()) + 1
    assert overview.overview(archive, TODAY, since="2999").states == {}


def test_one_version_alone_is_told_only_where_two_are_expected(place: Place) -> None:
    packet = pipeline.extract([("order.txt", samples()["order-acting-2024"])])
    russian = next(one for one in packet.documents if one.language == "ru")
    alone = packet.text[slice(*russian.span)].replace("507", "901")
    made = store.opened(place, make=True)
    put(made, samples()["order-acting-2024"], read(samples()["order-acting-2024"].decode()), "both.txt")
    assert overview.overview(made, TODAY).unpaired.number == 0
    put(made, samples()["letter-justice-2024"], read(samples()["letter-justice-2024"].decode()), "kazakh alone.txt")
    assert overview.overview(made, TODAY).unpaired.number == 0, "a letter may be in the state language alone"
    put(made, alone.encode(), read(alone), "russian order.txt")
    assert [one.name for one in overview.overview(made, TODAY).unpaired.first] == ["russian order.txt"]
    kazakh = packet.text[slice(*next(one for one in packet.documents if one.language == "kk").span)].replace("507", "901")
    put(made, kazakh.encode(), read(kazakh), "kazakh order.txt")
    assert overview.overview(made, TODAY).unpaired.number == 0, "each version in a file of its own"
    made.close()


def test_files_in_are_the_sum_of_their_piles(full: Archive) -> None:
    tally = Tally(files=20, done=9, partial=1, quarantined=7, known=3)
    told = re.sub(r"<[^>]+>|\s+", " ", report.html(full, TODAY, "en", tally=tally).partition('class="sum"')[2].partition("</p>")[0])
    assert re.findall(r"\d+", told) == ["20", "9", "1", "7", "3"]
    whole = re.sub(r"<[^>]+>", " ", report.html(full, TODAY, "en").partition('class="sum"')[2].partition("</p>")[0])
    assert re.findall(r"\d+", whole) == [str(len(samples()) + len(HOSTILE) + 1), str(len(samples())), "1", str(len(HOSTILE))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_and_nothing_restricted_is_told(full: Archive, language: str) -> None:
    text = report.html(full, TODAY, language)
    [hidden] = overview.overview(full, TODAY).restricted.first
    assert words(language).say["overview"]["unpaired"] in text
    assert hidden.paper
    assert f"№ {hidden.paper.number}" in text
    assert str(hidden.paper.issuer) not in text
    assert samples()["inquiry-health-2023"].decode().splitlines()[60] not in text


def test_what_belongs_to_a_restricted_document_is_not_told_either(archive: Archive) -> None:
    data = samples()["report-figures-2024"]
    whole = read(data.decode())
    first = whole.index[0].document
    annex = replace(whole.index[0], document={**first, "at": "9", "marks": "restricted"})
    kept = put(archive, data, whole, "a.txt")
    assert str(first["title"]) in report.html(archive, TODAY, "ru")
    store.keep(archive, kept, [], replace(whole, index=(*whole.index, annex)), {"docpipe": "newer"})
    told = report.html(archive, TODAY, "ru")
    assert kept.sha256[:12] in told
    assert str(first["title"]) not in told


def test_the_catalogues_say_what_to_do_about_every_code() -> None:
    from docpipe import errors

    of_files = {one.code for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.DocpipeError)}
    for language in LANGUAGES:
        say = words(language).say
        assert set(say["codes"]) == set(say["code_hints"]) == of_files - {"E_USAGE", "E_SPACE", "E_ARCHIVE", "E_CLUSTER"}


def test_no_name_of_a_file_does_anything(tab: Tab, page: Path) -> None:
    tab.open(page)
    assert tab.faults == []
    assert tab.ask("document.title") == "Отчёт о приёме файлов, 13 апреля 2024 г."
    assert tab.ask("document.querySelectorAll('img, iframe, link, object, .lists style, .lists script, [onerror], [style]').length") == 0
    shown = set(tab.ask("[...document.querySelectorAll('#quarantined .file')].map(one => one.textContent)"))
    assert shown == {name.replace("\u202e", "") for name in HOSTILE}
    assert tab.ask("fetch('https://example.kz').then(() => 'fetched', () => 'refused')") == "refused"


def test_every_number_opens_its_list_and_the_list_is_so_long(tab: Tab, page: Path) -> None:
    tab.open(page)
    tiles = tab.ask("[...document.querySelectorAll('.tile')].map(one => [one.hash.slice(1), +one.querySelector('b').textContent])")
    assert dict(tiles) == {"overdue": 1, "soon": 1, "unknown": 0, "restricted": 1, "unpaired": dict(tiles)["unpaired"], "unread": 2}
    for key, number in tiles:
        tab.ask(f"document.getElementById('{key}').open = false")
        tab.ask(f"document.querySelector('.tile[href=\"#{key}\"]').click()")
        tab.ask("new Promise(done => setTimeout(done, 50))")
        assert tab.ask(f"document.getElementById('{key}').open")
        assert tab.ask("document.activeElement.closest('details').id") == key
        assert tab.ask(f"document.querySelectorAll('#{key} tbody tr').length") == number


@pytest.mark.parametrize("width", [1400, 800, 400])
def test_no_width_is_overrun_and_it_is_drawn(tab: Tab, page: Path, width: int) -> None:
    tab.open(page, width)
    tab.ask("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert tab.ask("document.documentElement.scrollWidth") <= width
    assert len(Image.open(io.BytesIO(tab.picture())).convert("RGB").getcolors(1 << 24) or ()) > 50
    assert tab.ask("[...document.querySelectorAll('.tiles, .account, .plots')].every(one => one.getBoundingClientRect().height > 40)")


def test_days_ahead_are_counted_on_the_calendar(tab: Tab, page: Path) -> None:
    tab.open(page)
    days = tab.ask("[...document.querySelectorAll('.calendar td')].map(one => [one.textContent.trim(), one.className.trim()])")
    assert len(days) == 35
    assert [text for text, look in days if "today" in look] == ["13"]
    assert [text.split() for text, look in days if "some" in look] == [["15", "1"]]
    assert all("off" in days[at][1] for at in (5, 6)), "a weekend"


def test_all_lists_are_printed(tab: Tab, page: Path) -> None:
    tab.open(page)
    paper = pypdfium2.PdfDocument(tab.printed())
    text = " ".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert (round(paper[0].get_width()), round(paper[0].get_height())) == (595, 842)
    for said in (
        "Просрочено",
        "ДС-304",
        "30.10.2023",
        "Повреждён или обрезан",
        "Больше всего ошибок",
        "Нет версии на другом языке",
        "half.pdf",
    ):
        assert said in " ".join(text.split()), said


def called(*given: str) -> Result:
    return CliRunner().invoke(group, list(given), standalone_mode=False)


def test_a_run_and_an_archive_have_their_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPIPE_LANG", "en")
    archive, target = str(tmp_path / "archive"), tmp_path / "out" / "page.html"
    letter = tmp_path / "letter.txt"
    letter.write_bytes(samples()["letter-shared-2022"])
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 cut off")
    assert called("ingest", str(letter), str(bad), "--archive", archive, "--jobs", "1", "--report", str(target)).return_value == 10
    first = target.read_text("utf-8")
    assert "Report of an intake" in first
    assert "bad.pdf" in first
    assert called("ingest", str(letter), "--archive", archive, "--jobs", "1", "--report", str(target)).return_value == 0
    assert "bad.pdf" not in target.read_text("utf-8"), "it came in an earlier run"
    assert called("status", "--archive", archive, "--report", str(target)).return_value == 10
    assert "The archive at a glance" in target.read_text("utf-8")
    assert "bad.pdf" in target.read_text("utf-8")
    for wrong in (["status", "--report", "x.txt"], ["ingest", "x", "--watch", "--report", "x.html"], ["status", "--report", str(tmp_path)]):
        assert isinstance(called(*wrong, "--archive", archive).exception, WrongCall)
