"""What people read: every code has its sentence and its rule in three languages; values, sides and reasons are told; texts are marked."""

from __future__ import annotations

import ast
import re
import runpy
from string import Formatter

import pytest

from docpipe import pipeline
from docpipe.bitext.paragraphs import Paragraph
from docpipe.model import record
from docpipe.readers import read
from docpipe.reports import gaps, messages, page, values
from docpipe.reports.facts import Fact, facts
from docpipe.reports.findings import Told, told
from docpipe.reports.marks import Hit, marked, stretches
from docpipe.reports.messages import LANGUAGES, words
from docpipe.reports.sentences import rule, sentence
from tests.conftest import ROOT

LOCALE = ROOT / "docpipe" / "reports" / "locale"
CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
NO_CODES = {"less-exact", "gone-year", "half-year"}
"""Words of this shape in the checks that no finding bears."""

KK = "Қазақстан Республикасының Қаржы министрлігі\n2024 жылғы 5 ақпан № 12-3/45\n\nЖылына 1430 адам жұмысқа орналасты.\n\nМинистр А. Қалиев\n"
RU = "Министерство финансов Республики Казахстан\n5 февраля 2024 года № 12-3/45\n\nЗа год трудоустроено 1 431 человек.\n\nМинистр А. Калиев\n"


def codes() -> set[str]:
    """Every code that a check may give to a finding."""
    found: set[str] = set()
    for path in (ROOT / "docpipe" / "checks").rglob("*.py"):
        constants = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant))
        found |= {node.value for node in constants if isinstance(node.value, str) and CODE.fullmatch(node.value)}
    return found - NO_CODES


def checked(*texts: str) -> record.Packet:
    """The texts as the files of one packet."""
    return pipeline.extract([(f"{at}.txt", text.encode()) for at, text in enumerate(texts)])


def document(number: str, language: record.Language, other: str | None) -> record.Document:
    return record.Document(id=number, source=0, kind="letter", language=language, span=(0, 9), counterpart=other)


PAIR = (document("1", "kk", "2"), document("2", "ru", "1"))


def finding(
    code: str, *said: str | float | None, at: tuple[str, ...] = ("1", "2"), kind: record.FindingKind = "disagreement"
) -> record.Finding:
    where = tuple(record.Where(document=one, span=(0, 1)) for one in at)
    return record.Finding(code=code, kind=kind, severity="error", where=where, values=said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentence_and_its_rule(language: str) -> None:
    say = words(language).say
    known = say["messages"].keys() | say["reasons"].keys()
    assert sorted(codes() - known) == []
    assert sorted(codes() & say["messages"].keys() - say["rules"].keys()) == []


def test_the_page_of_findings_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "findings_page.py"))["page"]()
    assert (ROOT / "docs" / "findings.md").read_text("utf-8") == made, "python docs/findings_page.py > docs/findings.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_stands_twice(language: str) -> None:
    entries = re.findall(r'^(?:msgctxt "(.*)"\n)?msgid "(.+)"', (LOCALE / f"{language}.po").read_text("utf-8"), re.MULTILINE)
    assert [entry for entry in set(entries) if entries.count(entry) > 1] == []


@pytest.mark.parametrize("context", sorted(key for key, value in words("ru").say.items() if isinstance(value, dict)))
def test_the_three_catalogues_say_the_same_things_with_the_same_values(context: str) -> None:
    tables = {language: words(language).say[context] for language in LANGUAGES}
    if context not in {"units", "qualifiers"}:
        assert tables["kk"].keys() == tables["ru"].keys() == tables["en"].keys()
    for key in tables["ru"]:
        blanks = {frozenset(name for _, name, _, _ in Formatter().parse(table[key]) if name) for table in tables.values() if key in table}
        assert len(blanks) == 1, key


def test_a_side_is_named_by_its_language() -> None:
    said = {language: sentence(finding("amount-differs", 1430.0, 1431.0), PAIR, language).replace("\xa0", " ") for language in LANGUAGES}
    assert said["ru"].endswith("в казахской версии – 1 430, в русской версии – 1 431")
    assert said["kk"].endswith("қазақ тіліндегі нұсқасында – 1 430, орыс тіліндегі нұсқасында – 1 431")
    assert said["en"].endswith("in the Kazakh version – 1,430, in the Russian version – 1,431")


def test_documents_that_are_no_versions_of_each_other_are_named_by_number() -> None:
    apart = (document("1", "ru", None), document("3", "ru", None))
    assert sentence(finding("surname-differs", "Кожаев", "Кожаяев", at=("1", "3")), apart, "ru").endswith(
        "в документе 1 – Кожаев, в документе 3 – Кожаяев"
    )


def test_what_one_version_lacks_is_said_of_the_right_one() -> None:
    assert sentence(finding("date-missing", None, "2024-02-05", at=("2",)), PAIR, "ru").endswith(
        "в казахской версии – нет, в русской версии – 5 февраля 2024 г."
    )
    assert sentence(finding("date-missing", "2024-02-05", None, at=("1",)), PAIR, "ru").endswith(
        "в казахской версии – 5 февраля 2024 г., в русской версии – нет"
    )


def test_a_place_of_the_other_version_changes_nothing() -> None:
    lacking = finding("body-missing", None, "МВД", at=("2", "1"))
    assert sentence(lacking, PAIR, "ru").endswith("в казахской версии – нет, в русской версии – МВД")
    assert "только в русской версии" in sentence(finding("paragraph-missing", "Абзац.", None, "Абзац.", at=("2", "1")), PAIR, "ru")


def test_the_likelier_side_is_told_with_its_reason() -> None:
    told_why = sentence(finding("order-date-differs", "2021-07-12", "2021-04-12", "2021-07-12", "duties"), PAIR, "ru")
    assert told_why.endswith("вероятнее 12 июля 2021 г.: она ближе к сроку исполнения обязанностей")


def test_codes_among_the_values_are_told_in_words() -> None:
    assert "процентные пункты, в русской версии – проценты" in sentence(finding("unit-differs", "pp", "%", 4.5), PAIR, "ru")
    assert "төмендеді" in sentence(finding("direction-differs", "up", "down", 7.0), PAIR, "kk")


def test_what_a_document_says_is_no_pattern() -> None:
    assert "{0} {x}" in sentence(finding("surname-differs", "{0} {x}", "{"), PAIR, "ru")


def test_a_finding_of_no_known_code_is_told_all_the_same() -> None:
    assert sentence(finding("new-thing", 5, kind="form"), PAIR, "en") == "new-thing: 5"
    assert rule(finding("new-thing", kind="form"), "en") == words("en").say["rules"]["form"]


@pytest.mark.parametrize(("language", "said"), [("ru", "31 февраля 2024 г."), ("kk", "2024 жылғы 31 ақпан"), ("en", "31 February 2024")])
def test_a_date_that_cannot_be_is_told_as_it_is_printed(language: str, said: str) -> None:
    assert values.told("2024-02-31", language) == said


@pytest.mark.parametrize("value", ["3-14/2024-05", "352-пк", "2024-13-40", "12.05.2024", "2024"])
def test_what_is_no_date_stays_as_it_is(value: str) -> None:
    assert values.told(value, "ru") == value


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LC_ALL": "kk_KZ.UTF-8", "LANG": "en_US.UTF-8"}, "kk"),
        ({"LC_MESSAGES": "en_GB"}, "en"),
        ({"DOCPIPE_LANG": "en", "LC_ALL": "kk_KZ.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "ru"),
        ({"LANG": "ruslan"}, "ru"),
        ({"LC_ALL": "C.UTF-8"}, "ru"),
        ({}, "ru"),
    ],
)
def test_the_language_is_that_of_the_surroundings(environ: dict[str, str], language: str) -> None:
    assert messages.language(None, environ) == language
    assert messages.language("kk", environ) == "kk"


def test_so_many_of_something() -> None:
    assert [words("ru").counted("errors", number) for number in (1, 2, 5, 21)] == ["1 ошибка", "2 ошибки", "5 ошибок", "21 ошибка"]
    assert words("kk").counted("errors", 5) == "5 қате"


def test_what_was_not_compared_is_said() -> None:
    packet = checked(KK)
    assert list(gaps.gaps(packet, ["b.pdf"], "ru")) == [
        "b.pdf: файл не прочитан",
        "док. 1 (письмо, на казахском): версия на другом языке не найдена, проверено только само по себе",
    ]
    assert not list(gaps.gaps(checked(KK, RU), [], "ru"))


def cut(text: str, spots: list[Fact], hits: list[Hit]) -> list[str]:
    """Stretches as a reader sees them: `{findings|text with (facts)}`."""
    shown = []
    for one in stretches(text, Paragraph((0, len(text)), text), spots, hits):
        inside = "".join(f"({piece.text})" if piece.facts else piece.text for piece in one.pieces)
        shown.append(f"{{{'+'.join(str(hit.finding.number) for hit in one.hits)}|{inside}}}" if one.hits else inside)
    return shown


def test_a_paragraph_is_cut_where_findings_and_facts_begin_and_end() -> None:
    text = "от 5 мая 2024 года № 7"
    day, number = Fact((3, 18), "date", "", sure=True), Fact((21, 22), "number", "", sure=True)
    one, two = (Told(at, "disagreement", "error", "", "", sure=True, places=()) for at in (1, 2))
    assert cut(text, [day, number], []) == ["от (5 мая 2024 года) № (7)"]
    assert cut(text, [day], [Hit((3, 8), one, "p1-1")]) == ["от ", "{1|(5 мая)}", "( 2024 года) № 7"]
    assert cut(text, [], [Hit((3, 8), one, "p1-1"), Hit((5, 13), two, "p2-1")]) == ["от ", "{1|5 }", "{1+2|мая}", "{2| 2024}", " года № 7"]


def test_a_place_that_goes_on_over_paragraphs_has_its_name_once() -> None:
    own = [Paragraph((0, 5), "aaaaa"), Paragraph((6, 11), "bbbbb")]
    one = Told(1, "disagreement", "warning", "", "", sure=True, places=())
    found = marked(own, [], [Hit((0, 11), one, "p1-1")])
    assert [[hit.name for hit in found.hits[at]] for at in (0, 1)] == [["p1-1"], [""]]


def test_facts_are_told_in_words() -> None:
    said = {fact.kind: fact.told for one in checked(RU).documents for fact in facts(one, "ru")}
    assert said["number"] == "номер: 12-3/45"
    assert said["date"] == "дата: 5 февраля 2024 г."
    assert said["figure"].replace("\xa0", " ").startswith("показатель: 1 431")


def test_gravest_first_and_where_it_stands() -> None:
    packet = checked(KK, RU)
    shown = told(packet, "ru")
    assert [one.severity for one in shown] == sorted((one.severity for one in shown), key=["error", "warning", "note"].index)
    first = shown[0]
    assert [place.at for place in first.places] == ["док. 1", "док. 2"]
    assert "[1430 адам]" in first.places[0].quote


def test_the_page_shows_every_text_as_text() -> None:
    hostile = '<script>alert(1)</script> & "кавычки" <img src=x onerror=alert(1)> </style>'
    files = [("<b>a.txt", KK.encode()), ("b.txt", RU.replace("человек.", f"человек. {hostile}").encode())]
    readings = [read(data, name) for name, data in files]
    packet, folded = pipeline.studied(readings)
    html = page.html(page.Checked(packet, folded, readings, [data for _, data in files], ["<i>gap</i>"]), "ru")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<b>a" not in html
    assert "<i>gap" not in html
    assert html.count("<script>") == html.count("</script>") == html.count("</style>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert not re.search(r"(?:src|href)=\"(?!#|data:image/jpeg;base64,)", html)
