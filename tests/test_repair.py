"""Repair: every step can be taken back, places stay true, glued paragraphs come apart where the blanks were."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe.language.repair import mend, undo
from docpipe.model.trace import listening

SCRAPS = [
    "**", "*", "_", "\\_", "## ", "  \n", "\r\n", "\n", "\n\n", "\f", "\n\f", "2\n\f", "- 3 -", "20 21 жылғы", "20 21 года", "на учёте 1\n569 лиц", "инфор-\nмация", "әлеуметтік-\nқұқықтық",
    "cәуір", "memlekет", " o ", "A.Б. Сериков", "[текст](http://a.kz)", "<https://a.kz>", "numberofthefarms", "in2015the", "Версия для печатиPDF", "\u200b", "\ufffe", "\xad", "и\u0306",
    "ІІ тоқсан", "COVID-19-дан", " ", "слово ", "word ", "«", "»", "5*3", "|", "&nbsp;", "<br>", "\ufeff",
]  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=4)), max_size=30).map("".join))

REPORT = """The ministry of agriculture presented the results of the harvest in the northern regions of the country.
More than 40 percent of the farms received support from the state budget and the regional funds.
Since 2019 the number of cases has decreased by 12 percent, which is less than in the same period of 2018.
On 14 March 2020 the commission approved the plan of measures for the development of rural schools.
The project helps citizens to start their own business. It was launched in Mangystau, Zhambyl and Kyzylorda regions.
In 2021 about 300 doctors were employed in the villages; 25 hospitals have been repaired within the framework of the program.
Special attention is paid to the protection of the rights of children and persons with special needs.
"""


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_undo_gives_the_text_before(text: str) -> None:
    mended = mend(text)
    assert undo(mended.text, mended.repairs) == text
    at = 0
    for step in mended.repairs:
        assert at <= step.span[0] <= step.span[1]
        assert mended.text[slice(*step.span)] == step.after != step.before
        at = step.span[1]


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_places_move_in_order(text: str) -> None:
    mended = mend(text)
    places = [mended.moved(offset) for offset in range(len(text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(mended.text)
    touched = {i for start, step in zip(mended.starts, mended.repairs, strict=True) for i in range(start, start + len(step.before))}
    assert all(mended.text[places[i]] == text[i] for i in range(len(text)) if i not in touched)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_digits_stay_what_they_are(text: str) -> None:
    kept = [step for step in mend(text).repairs if step.rule in {"broken-year", "broken-number", "mixed-alphabet", "glued", "hyphenation"}]
    assert all(re.findall(r"\d", step.before) == re.findall(r"\d", step.after) for step in kept)


def test_a_place_inside_a_changed_word_stays_at_its_letter() -> None:
    text = "The numberofthefarms and thevolumeofgrain"
    mended = mend(text)
    assert mended.text == "The number of the farms and the volume of grain"
    for word in ("number", "farms", "volume", "grain"):
        at = text.index(word)
        assert mended.text[mended.moved(at) : mended.moved(at + len(word) - 1) + 1] == word


def test_what_was_done_and_what_came_too_late_is_noted() -> None:
    with listening() as notes:
        mend("в 20 21 году, cәуір\n")
    assert [(note.rule, note.won) for note in notes] == [("broken-year", True), ("mixed-alphabet", True)]


def test_a_clean_text_is_left_alone() -> None:
    text = "Министерство юстиции сообщает.\n\nӘділет министрлігі хабарлайды.\n\nThe ministry of justice reports.\n"
    assert mend(text).text == text
    assert mend(text).repairs == ()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_glued_paragraphs_come_apart(seed: int, share: float) -> None:
    rng = random.Random(seed)  # noqa: S311
    glued = re.sub(" ", lambda _: "" if rng.random() < share else " ", REPORT)
    wanted, got = REPORT.split(), mend(glued).text.split()
    assert sum(word in got for word in wanted) / len(wanted) >= 0.97


@pytest.mark.parametrize(
    "scrap",
    [
        "*a ",
        "_",
        "\\_",
        "\r\n",
        "2\n\f",
        "Стр\n\f",
        "инфор-\nмация ",
        " o ",
        "A.Б. ",
        "[a](b ",
        "&a",
        "inthe",
        "PDF",
        " ",
        "1 ",
        "1\n234 лиц ",
    ],
)
def test_repair_takes_time_as_the_text_is_long(scrap: str) -> None:
    def seconds(size: int) -> float:
        text = scrap * (size // len(scrap))
        start = time.process_time()
        mend(text)
        return time.process_time() - start

    mend(scrap)
    assert seconds(60_000) < 40 * seconds(5_000) + 2
