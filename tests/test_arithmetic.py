r"""Documents and what the arithmetic check says of them: `arithmetic.txt`.

A block is a text (`⏎` line end, `⇥` tab) and below it one line a finding: code, severity, values, and `@2` where it has two places; or
`nothing`.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docpipe import pipeline
from docpipe.checks import arithmetic
from docpipe.checks.arithmetic import reckon
from docpipe.cli import view
from docpipe.model import record
from docpipe.reports.messages import words

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).with_name("arithmetic.txt")
START = re.compile(r"(?:kk|ru|en): (?P<text>.*)")


def cases() -> Iterator[tuple[str, list[str]]]:
    """Each text with the lines below it."""
    found: list[tuple[str, list[str]]] = []
    for line in CASES.read_text("utf-8").splitlines():
        if match := START.fullmatch(line):
            found.append((match["text"].replace("⏎", "\n").replace("⇥", "\t"), []))
        elif line.startswith("    "):
            found[-1][1].append(line.strip())
    yield from found


def said(finding: record.Finding) -> str:
    """A finding as the case file writes it."""
    places = [f"@{len(finding.where)}"] if len(finding.where) > 1 and finding.code in ("change-differs", "share-differs") else []
    return " ".join([finding.code, finding.severity, *map(str, finding.values), *places])


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(*case, id=case[0][:60]) for case in cases()])
def test_case(text: str, wanted: list[str]) -> None:
    packet = pipeline.extract([("case.txt", text.encode())])
    found = [said(one) for one in packet.findings if one.kind == "arithmetic"]
    assert found == [line for line in wanted if line != "nothing"]


def test_there_are_as_many_innocent_texts_as_wrong_ones() -> None:
    innocent = [text for text, wanted in cases() if wanted == ["nothing"]]
    assert len(innocent) >= len(list(cases())) / 2


def figure(text: str, at: int, **more: object) -> record.Statistic:
    """A statistic of a record made by hand."""
    return record.Statistic.model_validate({"text": text, "span": (at, at + len(text)), **more})


def document(text: str, *figures: record.Statistic) -> record.Document:
    return record.Document(id="1", source=0, kind="report", language="ru", span=(0, len(text)), statistics=figures)


def test_a_range_upside_down() -> None:
    text = "Цена составит от 7 до 5 тенге."
    [found] = arithmetic.check([document(text, figure("от 7 до 5 тенге", 14, low=7, high=5, unit="KZT"))], text)
    assert (found.code, found.severity, found.values) == ("range-upside-down", "error", (7, 5))


def test_a_percentage_as_printed_is_right_where_the_rounding_allows_it() -> None:
    printed = figure("7,9 %", 0, value=7.9, unit="%", step=0.1)
    assert reckon.fits(printed, reckon.Interval(7.902, 7.902))
    assert not reckon.fits(printed, reckon.Interval(7.98, 7.98))
    assert not reckon.fits(figure("0,1 %", 0, value=0.1, unit="%", step=0.1), reckon.Interval(0.178, 0.178))


def test_things_counted_one_by_one_are_exact_and_round_numbers_are_not() -> None:
    assert reckon.rounding(figure("1710", 0, value=1710)) == 0
    assert reckon.rounding(figure("120 000", 0, value=120000)) == 1000
    assert reckon.rounding(figure("7,9", 0, value=7.9, unit="km", step=0.1)) == 0.1


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_finding_has_its_sentence(language: str) -> None:
    codes = {line.split()[0] for _, wanted in cases() for line in wanted if line != "nothing"} | {"range-upside-down"}
    assert codes <= words(language).say["messages"].keys()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_view_shows_figures_and_findings_with_their_reckoning(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPIPE_LANG", language)
    text = "Число нарушений снизилось с 1500 до 900, или на 60 %. Возмещено свыше 2,6 млрд тенге.\n"
    shown = view.render(pipeline.extract([("a.txt", text.encode())])).splitlines()
    assert any(("1,500 → 900" if language == "en" else "1 500 → 900") in line and "60" in line and "40" in line for line in shown)
    money = {"kk": "2 600 000 000  теңге", "ru": "2 600 000 000  тенге", "en": "2,600,000,000  tenge"}[language]
    assert any(money in line and "2,6 млрд тенге" in line for line in shown)
    assert any("[60 %]" in line for line in shown)
    assert max(map(len, shown)) <= 160


def true_sentences(seed: int) -> Iterator[str]:
    """Sentences of all kinds, each rightly reckoned and rounded."""
    lot = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(8):
        old, new, whole = lot.randint(200, 9000), lot.randint(200, 9000), lot.randint(300, 5000)
        part = lot.randint(30, whole - 1)
        rest = whole - part
        rate, word = abs(new / old - 1) * 100, "выросло" if new > old else "снизилось"
        yield f"Число обращений {word} с {old} до {new}, или на {rate:.1f} %.".replace(".", ",")[:-1] + "."
        yield f"Из {whole} дел рассмотрено {part} дел ({part / whole * 100:.0f} %)."
        yield f"Всего {whole} объектов, в том числе {part} школ и {rest} больниц."
        yield f"{whole} істің ішінде {part} іс ({part / whole * 100:.0f} %) қаралды."
        yield f"План – {whole} млн тенге, освоено {part} млн тенге, исполнение – {part / whole * 100:.1f} %.".replace(".", ",")[:-1] + "."


@pytest.mark.parametrize("seed", range(6))
def test_what_is_right_is_not_doubted(seed: int) -> None:
    text = "Отчёт о работе\n\n" + "\n\n".join(true_sentences(seed)) + "\n"
    packet = pipeline.extract([("a.txt", text.encode())])
    assert len(packet.documents[0].statistics) > 60
    assert [said(one) for one in packet.findings if one.kind == "arithmetic"] == []
