"""Dates told from the document, the year of an undated one, and properties that hold on any text."""

from __future__ import annotations

import random
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe.language.passage import Passage
from docpipe.mentions.dates import DateMention, anchor, find, resolve_all, untold
from docpipe.mentions.dates_words import any_of, traces
from docpipe.vocabulary import table


def dates(text: str, day: str | None = None, year: int | None = None) -> list[str]:
    return [_said(one) for one in resolve_all(find(Passage.of(text, "ru")), day, year)]


def _said(one: DateMention) -> str:
    return one.value or f"{one.start or ''}..{one.end or ''}"


IN_2023 = [
    ("за 6 месяцев т.г.", "2023-01-01..2023-06-30"),
    ("ағымдағы жылғы 6 ай", "2023-01-01..2023-06-30"),
    ("первого полугодия текущего года", "2023-01-01..2023-06-30"),
    ("өткен жылдың екінші жартыжылдығында", "2022-07-01..2022-12-31"),
    ("в IV квартале прошлого года", "2022-10-01..2022-12-31"),
    ("в прошлом году", "2022"),
    ("былтыр", "2022"),
    ("биылғы", "2023"),
    ("в следующем году", "2024"),
    ("позапрошлого года", "2021"),
    ("the current year", "2023"),
    ("December last year", "2022-12"),
    ("last December", "2022-12"),
    ("в октябре т.г.", "2023-10"),
    ("с января по март т.г.", "2023-01..2023-03"),
    ("ағымдағы жылғы 5 қазанда", "2023-10-05"),
    ("5 октября прошлого года", "2022-10-05"),
    ("14 июля", "2023-07-14"),
    ("до 15 ноября", "..2023-11-15"),
    ("31 шілдеге дейін", "..2023-07-31"),
    ("с 5 октября по 20 ноября", "2023-10-05..2023-11-20"),
    ("с 28 декабря по 12 января", "2023-12-28..2024-01-12"),
    ("с 14 июля по 31 включительно", "2023-07-14..2023-07-31"),
    ("с начала года", "2023-01-01.."),
    ("жыл басынан бері", "2023-01-01.."),
    ("до конца года", "..2023-12-31"),
    ("за последние три года", "2021..2023"),
    ("соңғы 2 жылда", "2022..2023"),
]


@pytest.mark.parametrize(("text", "said"), IN_2023)
def test_the_year_is_enough(text: str, said: str) -> None:
    assert dates(text, None, 2023) == [said]
    assert dates(text, "2023-10-05", None) == [said]


ON_5_MARCH_2024 = [
    ("сегодня", "2024-03-05"),
    ("вчера", "2024-03-04"),
    ("ертең", "2024-03-06"),
    ("бүгінгі таңда", "2024-03-05"),
    ("в текущем месяце", "2024-03"),
    ("өткен айда", "2024-02"),
    ("с 1 по 15 число", "2024-03-01..2024-03-15"),
    ("по 31 включительно", "..2024-03-31"),
    ("на прошлой неделе", "2024-02-26..2024-03-03"),
]


@pytest.mark.parametrize(("text", "said"), ON_5_MARCH_2024)
def test_the_day_is_needed(text: str, said: str) -> None:
    assert dates(text, "2024-03-05", None) == [said]
    assert dates(text, None, 2024) == []
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Теплоход вышел 14 июля, сегодня вернулся", ["14 июля"]),
        ("сведения подать до 1 ноября", ["до 1 ноября"]),
        ("съезд прошёл 5–7 декабря", ["5–7 декабря"]),
        ("третий квартал, в июле, за 6 месяцев, 14 июля 2023 года", ["июле"]),
    ],
)
def test_a_day_or_month_whose_year_nothing_tells_stays_a_mention(text: str, said: list[str]) -> None:
    found = find(Passage.of(text, "ru"))
    assert [text[slice(*one.span)] for one in untold(found, None, None)] == said
    assert untold(found, None, 2023) == []


def test_a_date_whose_value_is_told_by_nothing_tells_no_year() -> None:
    found = find(Passage.of("90-жылдары, б.з.б. V ғасырда және қыркүйекте болды", "kk"))
    assert anchor(found) is None
    assert [one.rule for one in untold(found, None, None)] == ["decade-alone", "before-our-era", "month"]


def test_a_year_just_begun_is_not_among_the_last_ones() -> None:
    assert dates("за последние два года", "2026-01-08") == ["2024..2025"]


def test_an_impossible_day_of_the_document_still_tells_its_year() -> None:
    assert dates("в прошлом году; сегодня", "2023-02-31") == ["2022"]


def test_what_is_told_from_the_document_says_so() -> None:
    relative = [one.relative for one in find(Passage.of("5 октября 2023 года; т.г.; 5 октября", "ru"))]
    assert relative == [False, True, True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("в четвёртом квартале выявлено 402 нарушения", "2022-10-01..2022-12-31"),
        ("в четвёртом квартале будет выявлено больше", "2023-10-01..2023-12-31"),
        ("екінші жартыжылдықта 41 мың тонна өндірілді", "2022-07-01..2022-12-31"),
        ("план утверждён 28 декабря", "2022-12-28"),
        ("приказ подписан 9 января", "2023-01-09"),
        ("за 11 месяцев построено 40 школ", "2022-01-01..2022-11-30"),
        ("два года назад", "2021"),
        ("екі ай бұрын", "2022-11"),
        ("за отчётный год", "2022"),
        ("в начале года, до 10 числа", "..2023-01-10"),
        ("мектеп 10 қыркүйекте ашылады", "2023-09-10"),
        ("тізім 5 қазанда жарияланады", "2023-10-05"),
        ("жол 10 қыркүйекте жөнделеді", "2023-09-10"),
        ("мектеп 10 қыркүйекте ашылды", "2022-09-10"),
        ("комиссия 5 қазанда шешім қабылдады", "2022-10-05"),
        ("сот 5 қазанда істі қарады", "2022-10-05"),
        ("халық 5 қазанда әкімді сайлады", "2022-10-05"),
    ],
)
def test_what_is_over_is_not_after_the_document(text: str, said: str) -> None:
    assert dates(text, "2023-01-20") == [said]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("В 2022 году рост, в 2021 году спад", 2022),
        ("План на 2019–2025 годы утверждён 5 июня 2019 года, на 11.06.2021 исполнен", 2021),
        ("2021 жылы бекітілген, 2025 жылға дейін", 2021),
        ("В 2023 году начато, к 2030 году завершится", 2023),
        ("На 2024 год предусмотрено", 2024),
        ("В прошлом году", None),
        ("Начиная с января 2023 года запускается система; за 2022 год проведено 30 проверок", 2022),
        ("За 2022 год 3, в 2022 году 4, план 2022 года, итоги 2022 года, в 2022 году, во II квартале 2023 года начнутся", 2022),
        ("", None),
    ],
)
def test_the_likely_year_of_an_undated_document(text: str, year: int | None) -> None:
    assert anchor(find(Passage.of(text, "ru"))) == year


def test_a_passage_is_not_left() -> None:
    text = "от 05.10.2023 № 5 и от 06.10.2023 № 6"
    passage = Passage.of(text, "ru").within(15, len(text))
    assert [(one.value, text[slice(*one.span)]) for one in find(passage)] == [("2023-10-06", "06.10.2023")]


def test_every_phrase_of_the_vocabulary_leaves_a_trace() -> None:
    words = table("time_words")
    phrases = [phrase for row in words["relative"] for phrase in row["phrases"]]
    said = [phrase.replace("~", "ого").replace("…", "") for phrase in phrases]
    assert [phrase for phrase in said if not traces().search(phrase)] == []
    months = [form for row in table("months")["month"] for form in [row["kk"], *row["ru"], *row["en"]]]
    assert [form for form in months if not traces().search(form)] == []
    assert re.fullmatch(any_of(["т.г."]), "т.г.")


WORDS = (
    "05 5 31 12 2023 20 21 1999 «5» «__» ____ . , - – ( ) № / : % \n \t "
    "октября июля мая қазан маусымның желтоқсаннан айының October may "
    "года г. гг. жылғы жылдың ж. т.г. с.г. А.Ж. месяцев мес. ай квартал І II тоқсан полугодие "
    "с по до на от к в и мен аралығында дейін бастап бері between from to since by last this year "
    "сегодня кеше прошлого өткен последние соңғы три года число включительно начала конца басынан соңына"
)
PIECES = WORDS.split(" ")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["", " ", "  "]))
def test_any_order_of_its_words_is_read(pieces: list[str], blank: str) -> None:
    check(blank.join(pieces))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    check(text)


def test_shuffled_letters_of_a_letter() -> None:
    random_ = random.Random(7)  # noqa: S311
    for _ in range(300):
        check(" ".join(random_.choices(PIECES, k=60)))


def check(text: str) -> None:
    found = find(Passage.of(text, "ru"))
    spans = [one.span for one in found]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    for one in resolve_all(found, "2023-10-05", None):
        assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", point) for point in (one.value, one.start, one.end) if point)


@pytest.mark.parametrize(
    "unit", [" ", "7", "2021 ", "Т.Г. ", "_", '«"', "5 и ", "жыл ", "2021 жылғы ", "1.", "№ ", "8 (", "қазанның ", "5-", "с 5 по "]
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        passage = Passage.of((unit * (length // len(unit) + 1))[:length], "ru")
        start = time.process_time()
        find(passage)
        return time.process_time() - start

    seconds(1_000)
    small, large = max(seconds(10_000), 0.02), seconds(80_000)
    assert large < 40 * small + 1
