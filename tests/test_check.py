"""`docpipe check` as a clerk calls it, and its page as a clerk uses it: in a real Chromium, by keys alone, and on paper."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest

from docpipe import pipeline
from docpipe.cli import check
from docpipe.model import record
from docpipe.readers import read
from docpipe.reports import page
from tests.chromium import Tab
from tests.conftest import ROOT

DOCPIPE = Path(sys.executable).with_name("docpipe")
PRINTED = ROOT / "samples" / "letter-justice-2024" / "packet.pdf"

KK = """Қазақстан Республикасының
Қаржы министрлігі
2024 жылғы 5 ақпан № 12-3/45

Семей қаласының әкімі
Е.Б. Жүнісовке

2024 жылғы 12 қаңтардағы № 7-1 хатқа

Құрметті Ерлан Болатұлы!

Бағдарлама бойынша 2023 жылы 1430 адам жұмысқа орналасты, оған 3,2 млрд теңге бөлінді.

Жұмыс 2024 жылғы 20 наурызға дейін аяқталады.

Вице-министр А. Қалиев

Орынд.: М. Цой
Тел.: 74-07-55
"""
RU = """Министерство финансов
Республики Казахстан
5 февраля 2024 года № 12-3/45

Акиму города Семей
Жунусову Е.Б.

На письмо от 12 января 2024 года № 7-1

Уважаемый Ерлан Болатович!

По программе в 2023 году трудоустроено 1 431 человек, на это выделено 3,2 млн тенге.

Работа будет завершена до 20 марта 2024 года.

Вице-министр А. Калиев

Исп.: М. Цой
Тел.: 74-07-55
"""
AGREES = RU.replace("1 431", "1 430").replace("млн", "млрд")


def docpipe(*arguments: object, given: bytes = b"", cwd: Path | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", **environ}
    done = subprocess.run(
        [DOCPIPE, "check", *map(str, arguments)], input=given, capture_output=True, cwd=cwd, env=environment, check=False, timeout=200
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter in two files, its Russian version with two faults and without any."""
    made = tmp_path_factory.mktemp("letters")
    for name, text in (("kk.txt", KK), ("ru.txt", RU), ("agrees.txt", AGREES)):
        (made / name).write_text(text, "utf-8")
    (made / "bad.pdf").write_bytes(b"%PDF-1.7\n")
    return made


def test_two_files_are_one_packet_and_their_versions_are_compared(folder: Path) -> None:
    done = docpipe("kk.txt", "ru.txt", "--lang", "ru", cwd=folder)
    assert done.returncode == 10
    assert done.stderr == ""
    assert re.search(r"^1  ОШИБКА ", done.stdout, re.MULTILINE)
    assert "[1430 адам]" in done.stdout
    assert "[1 431 человек]" in done.stdout
    assert done.stdout.splitlines()[-1] == "2 ошибки"
    assert max(map(len, done.stdout.splitlines())) <= 140


def test_where_all_agrees_that_is_said(folder: Path) -> None:
    done = docpipe("kk.txt", "agrees.txt", cwd=folder, LC_ALL="kk_KZ.UTF-8")
    assert done.returncode == 0
    assert "Ескерту жоқ" in done.stdout


def test_the_language_comes_from_the_locale_unless_it_is_named(folder: Path) -> None:
    assert "What was noticed" in docpipe("kk.txt", "ru.txt", cwd=folder, LANG="en_GB.UTF-8").stdout
    assert "Не байқалды" in docpipe("kk.txt", "ru.txt", "--lang", "kk", cwd=folder, LANG="en_GB.UTF-8").stdout


def test_each_takes_the_files_apart(folder: Path) -> None:
    done = docpipe("kk.txt", "ru.txt", "--each", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.count("Что не сравнивалось") == done.stdout.count("сравнить было не с чем") == 2


def test_json_is_one_record_a_packet_on_a_line(folder: Path) -> None:
    [line] = docpipe("kk.txt", "ru.txt", "--json", cwd=folder).stdout.splitlines()
    record = json.loads(line)
    assert [source["name"] for source in record["sources"]] == ["kk.txt", "ru.txt"]
    assert [one["counterpart"] for one in record["documents"]] == ["2", "1"]
    assert "amount-differs" in {one["code"] for one in record["findings"]}
    assert len(docpipe("kk.txt", "ru.txt", "--json", "--each", cwd=folder).stdout.splitlines()) == 2


def test_standard_input() -> None:
    done = docpipe("-", "--json", given=f"{KK}\f{RU}".encode())
    assert json.loads(done.stdout)["sources"][0]["name"] == "stdin"


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(folder: Path) -> None:
    done = docpipe("bad.pdf", "kk.txt", "agrees.txt", cwd=folder)
    assert done.returncode == 10
    assert done.stderr.startswith("docpipe: bad.pdf: ")
    assert done.stderr.count("\n") == 1
    assert "bad.pdf: файл не прочитан" in done.stdout
    assert docpipe("nowhere.txt", "kk.txt", cwd=folder).returncode == 2


def test_nothing_is_told_where_nothing_could_be_read(folder: Path) -> None:
    done = docpipe("bad.pdf", "--html", "bad.html", cwd=folder)
    assert (done.returncode, done.stdout) == (10, "")
    assert not (folder / "bad.html").exists()


@pytest.mark.parametrize(
    "arguments",
    [("kk.txt", "--html", "-"), ("kk.txt", "--html", "."), ("kk.txt", "--html", "kk.txt"), ("kk.txt", "ru.txt", "--each", "--html", "a")],
)
def test_a_page_that_cannot_be_is_refused_before_anything_is_read(folder: Path, arguments: tuple[str, ...]) -> None:
    done = docpipe(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert (folder / "kk.txt").read_text("utf-8") == KK


def test_a_document_cannot_write_to_the_terminal() -> None:
    assert "\x1b" not in docpipe("-", given=KK.replace("№ 12-3/45", "№ 12-3/45\x1b[2J").encode()).stdout


def test_the_page_is_written_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "old.html").write_text("old")
    monkeypatch.setattr(page, "html", lambda *_: "\ud800")
    with pytest.raises(UnicodeEncodeError):
        check.command.main([str(folder / "kk.txt"), "--html", str(folder / "old.html")], standalone_mode=False)
    assert (folder / "old.html").read_text() == "old"


@pytest.fixture(scope="module")
def letter(folder: Path) -> Path:
    """The page of the letter with two faults."""
    docpipe("kk.txt", "ru.txt", "--html", "letter.html", "--lang", "ru", cwd=folder)
    return folder / "letter.html"


def settled(tab: Tab, expression: str) -> bool:
    """Whether something comes true within two seconds."""
    for _ in range(40):
        if tab.ask(expression):
            return True
        time.sleep(0.05)
    return False


ACTIVE = "document.activeElement"


def test_findings_are_walked_through_by_keys_alone(tab: Tab, letter: Path) -> None:
    tab.open(letter)
    tab.press("Tab")
    assert tab.ask(f"{ACTIVE}.className") == "skip"
    tab.press("j", "j")
    assert tab.ask(f"{ACTIVE}.closest('.finding').id") == "f2"
    assert tab.ask("[...document.querySelectorAll('.hit.on')].map(one => one.dataset.f.trim()).join()") == "2,2"
    tab.press("k")
    assert tab.ask(f"{ACTIVE}.closest('.finding').id") == "f1"
    tab.press("Enter")
    assert tab.ask(f"{ACTIVE}.textContent").startswith("1430 адам")
    tab.press("Escape")
    assert tab.ask(f"{ACTIVE}.closest('.finding').id") == "f1"
    tab.press("ArrowDown")
    assert tab.ask(f"{ACTIVE}.closest('.finding').id") == "f2"
    assert tab.faults == []


def test_a_place_leads_to_its_finding_and_back(tab: Tab, letter: Path) -> None:
    tab.open(letter, 800, 500)
    tab.ask("document.querySelector('[lang=ru] .hit[data-f~=\"2\"]').click()")
    assert tab.ask(f"{ACTIVE}.closest('.finding').id") == "f2"
    tab.ask("document.querySelector('#f1 .places li:nth-child(2) a').click()")
    assert tab.ask(f"{ACTIVE}.textContent").startswith("1 431 человек")
    seen = f"(() => {{ const at = {ACTIVE}.getBoundingClientRect(); return at.top > 0 && at.bottom < innerHeight; }})()"
    assert settled(tab, seen)


def test_severities_are_hidden_and_shown(tab: Tab, letter: Path) -> None:
    tab.open(letter)
    tab.ask("document.querySelector('input[data-severity=error]').click()")
    assert tab.ask("[...document.querySelectorAll('.finding')].filter(one => !one.hidden && one.dataset.severity === 'error').length") == 0
    assert tab.ask("document.querySelectorAll('.hit.error:not(.off)[data-f]').length") == 0
    tab.press("j")
    tab.ask("document.querySelector('input[data-severity=error]').click()")
    assert tab.ask("document.querySelectorAll('.hit.off').length") == 0


def test_both_versions_stand_side_by_side_and_no_width_is_overrun(tab: Tab, letter: Path) -> None:
    for width in (1400, 800, 400):
        tab.open(letter, width)
        assert tab.ask("document.documentElement.scrollWidth") <= width
        places = tab.ask("['kk', 'ru'].map(one => document.querySelector(`.cell[lang=${one}] .hit`).getBoundingClientRect().left)")
        assert (places[0] < places[1]) == (width > 560)


def test_everything_that_is_used_has_a_name(tab: Tab, letter: Path) -> None:
    tab.open(letter)
    nameless = "[...document.querySelectorAll('a[href], button, input, nav, aside, section')].filter(one => !(one.textContent.trim() || one.getAttribute('aria-label') || one.labels?.length || one.ariaHidden))"
    assert tab.ask(f"{nameless}.map(one => one.outerHTML.slice(0, 80))") == []
    assert tab.ask("document.documentElement.lang") == "ru"
    assert tab.ask(
        "[...document.querySelectorAll('[id]')].length === new Set([...document.querySelectorAll('[id]')].map(one => one.id)).size"
    )


def test_no_script_of_a_document_runs_and_nothing_is_fetched(tab: Tab, folder: Path) -> None:
    hostile = "<img src=x onerror='document.title=1'><script>document.title=2</script><style>*{display:none}</style>"
    (folder / "hostile.txt").write_text(RU.replace("Республики Казахстан", f"Республики Казахстан {hostile}"), "utf-8")
    docpipe("kk.txt", "hostile.txt", "--html", "hostile.html", cwd=folder)
    tab.open(folder / "hostile.html")
    assert tab.ask("document.title").startswith("Проверка документов")
    assert tab.ask("document.querySelectorAll('img, iframe, link').length") == 0
    assert "onerror" in tab.ask("document.querySelector('.cell[lang=ru]').parentElement.parentElement.textContent")
    assert tab.ask("fetch('https://example.kz').then(() => 'fetched', () => 'refused')") == "refused"


def test_the_list_to_sign_is_printed(tab: Tab, letter: Path) -> None:
    tab.open(letter)
    paper = pypdfium2.PdfDocument(tab.printed())
    text = paper[0].get_textpage().get_text_range()
    assert len(paper) == 1
    assert (round(paper[0].get_width()), round(paper[0].get_height())) == (595, 842)
    for said in ("Проверено", "Подпись, дата", "1 431", "☐", "Проверил(а):"):
        assert said in text.replace("\xa0", " ")
    assert "Уважаемый" not in text


def test_pages_are_shown_where_there_is_paper(tab: Tab, folder: Path) -> None:
    done = docpipe(PRINTED, folder / "kk.txt", "--html", "paper.html", cwd=folder)
    assert done.stderr == ""
    tab.open(folder / "paper.html")
    assert tab.ask("document.querySelectorAll('.sheet').length") == len(pypdfium2.PdfDocument(PRINTED))
    assert settled(tab, "[...document.querySelectorAll('.sheet img')].every(one => (one.loading = 'eager') && one.naturalWidth > 500)")


def test_a_finding_on_paper_brings_up_its_pages(tab: Tab, tmp_path: Path) -> None:
    reading = read(PRINTED.read_bytes(), "packet.pdf")
    packet, folded = pipeline.studied([reading])
    number = packet.documents[0].number
    assert number
    assert number.boxes
    where = record.Where(document=packet.documents[0].id, span=number.span, page=number.page, boxes=number.boxes)
    unsure = record.Finding(code="digit-unsure", kind="legibility", severity="warning", where=(where,), values=("7", "1", None))
    marked = packet.model_copy(update={"findings": (unsure,)})
    html = page.html(page.Checked(marked, folded, [reading], [PRINTED.read_bytes()], []), "kk")
    (tmp_path / "paper.html").write_text(html, "utf-8")
    tab.open(tmp_path / "paper.html")
    tab.press("j")
    assert tab.ask("!document.getElementById('paper').hidden && document.querySelectorAll('#paper .box.on').length") == 1
    box = "(() => { const at = document.querySelector('#paper .box.on rect').getBoundingClientRect(), view = document.querySelector('#paper .view').getBoundingClientRect(); return at.top > view.top && at.bottom < view.bottom; })()"
    assert settled(tab, box)
    tab.press("Escape")
    assert tab.ask("document.getElementById('paper').hidden") is True
    assert tab.faults == []
