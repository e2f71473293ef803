"""The calendar of working days, and terms that are counted on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from docpipe import pipeline
from docpipe.archive import reckoning
from docpipe.vocabulary import table
from docpipe.vocabulary.workdays import ends, is_working, known, later, legal, months_later

APPEAL = {"working_days": 15, "to_working_day": True}


def free(first: str, last: str) -> list[str]:
    """The days off that are no Saturday or Sunday, and the Saturdays and Sundays that are none."""
    day, found = date.fromisoformat(first), []
    while day <= date.fromisoformat(last):
        if is_working(day) != (day.weekday() < 5):
            found.append(f"{day}{'' if day.weekday() < 5 else ' worked'}")
        day += timedelta(days=1)
    return found


def test_a_year_as_the_ministry_of_labour_published_it() -> None:
    assert free("2022-01-01", "2022-12-31") == [
        "2022-01-03",  # both days of New Year fell on a weekend
        "2022-01-04",
        "2022-01-07",
        "2022-03-05 worked",
        "2022-03-07",
        "2022-03-08",
        "2022-03-21",
        "2022-03-22",
        "2022-03-23",
        "2022-05-02",
        "2022-05-09",
        "2022-05-10",  # for the 7th, a Saturday; the 9th is a holiday itself
        "2022-07-06",  # Kurban-ait, on a Saturday, moves nothing
        "2022-08-27 worked",
        "2022-08-29",
        "2022-08-30",
        "2022-10-22 worked",
        "2022-10-24",
        "2022-10-25",
        "2022-12-16",  # the 17th is no holiday any more
    ]


def test_holidays_come_and_go() -> None:
    assert free("2021-12-01", "2021-12-31") == ["2021-12-01", "2021-12-16", "2021-12-17"]
    assert free("2021-10-20", "2021-10-30") == []
    assert free("2025-08-25", "2025-09-05") == ["2025-09-01"]
    assert free("2026-08-25", "2026-09-05") == []
    assert free("2027-03-10", "2027-03-20") == ["2027-03-15"]


def test_the_first_day_of_kurban_ait_is_free_and_moves_nothing() -> None:
    assert free("2023-06-20", "2023-06-30") == ["2023-06-28"]
    assert free("2024-06-10", "2024-06-20") == []
    assert {day.year for day in table("holidays")["kurban_ait"]["days"]} == set(range(2019, 2028))


def test_a_moved_day_is_a_weekday_and_one_works_for_it_on_a_day_off() -> None:
    for row in table("holidays")["moved"]:
        assert row["off"].weekday() < 5
        assert not is_working(row["off"])
        assert is_working(row["worked"])
        assert abs((row["off"] - row["worked"]).days) < 10
        assert row["source"]


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2024-08-01", "2024-08-22"),
        ("2024-03-04", "2024-03-29"),  # Women's Day, Nauryz, and Monday the 25th for Saturday the 23rd
        ("2024-12-20", "2025-01-15"),  # over New Year, with the moved 3 January; the 5th, a Sunday, is worked
        ("2023-06-29", "2023-07-21"),  # 1 July worked, 6 and 7 July free
        ("2024-08-03", "2024-08-23"),  # came on a Saturday
    ],
)
def test_fifteen_working_days(received: str, last: str) -> None:
    assert ends(date.fromisoformat(received), APPEAL) == date.fromisoformat(last)


@pytest.mark.parametrize(("received", "last"), [("2024-01-31", "2024-02-29"), ("2023-10-02", "2023-11-02"), ("2024-12-31", "2025-01-31")])
def test_a_month(received: str, last: str) -> None:
    assert months_later(date.fromisoformat(received), 1) == date.fromisoformat(last)


def test_an_inquiry_is_due_on_the_day_itself_though_it_be_a_day_off() -> None:
    received = date(2024, 5, 9)
    assert legal("deputy-inquiry-one-month", received) == date(2024, 6, 9)
    assert ends(received, {"months": 1, "to_working_day": True}) == date(2024, 6, 10)


def test_of_a_stamp_with_a_day_that_no_calendar_has_nothing_is_counted() -> None:
    packet = pipeline.extract(
        [("a.txt", "ДЕПУТАТСКИЙ ЗАПРОС\n\nКіріс № 14-5512\n30.02.2024\n\nПросим ответить.\n\nДепутат    А. Омаров\n".encode())]
    )
    (one,) = packet.documents
    assert one.reply_due is not None
    assert (one.reply_due.date, one.reply_due.rule) == (None, "deputy-inquiry-one-month")


def test_a_rule_holds_since_its_day() -> None:
    assert legal("appeal-15-working-days", date(2021, 6, 30)) is None
    assert legal("appeal-15-working-days", date(2021, 7, 1)) == date(2021, 7, 26)
    assert legal("no-such-rule", date(2024, 1, 1)) is None


def test_every_rule_has_its_source_and_its_first_day() -> None:
    for row in table("terms")["rule"]:
        assert row["source"]
        assert isinstance(row["since"], date)
        assert {"months", "working_days"} & row.keys()


def test_years_whose_moved_days_are_not_known_are_said() -> None:
    assert known(date(2019, 1, 1), date(2025, 12, 31))
    assert not known(date(2018, 12, 31), date(2019, 1, 10))
    assert not known(date(2025, 12, 31), date(2026, 1, 10))


def test_a_working_day_later_is_a_working_day() -> None:
    day = date(2019, 1, 1)
    while day.year < 2026:
        assert is_working(later(day, 1))
        assert later(later(day, 1), 1) == later(day, 2)
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("told", "term"),
    [
        ("в течение 10 рабочих дней", {"working_days": 10}),
        ("в течение 5 календарных дней", {"days": 5}),
        ("в 3-дневный срок", {"days": 3}),
        ("в трехдневный срок", {"days": 3}),
        ("в пятидневный срок", {"days": 5}),
        ("в десятидневный срок", {"days": 10}),
        ("в двухнедельный срок", {"days": 14}),
        ("в месячный срок", {"months": 1}),
        ("в двухмесячный срок", {"months": 2}),
        ("10 жұмыс күні ішінде", {"working_days": 10}),
        ("5 күндік мерзімде", {"days": 5}),
        ("3 күн ішінде", {"days": 3}),
        ("в течение трёх рабочих дней", {"working_days": 3}),
        ("не позднее 5 рабочих дней", {"working_days": 5}),
        ("в течение трех (3) рабочих дней", {"working_days": 3}),
        ("в течение 10-ти календарных дней", {"days": 10}),
        ("в двадцатипятидневный срок", {"days": 25}),
        ("в шестидесятидневный срок", {"days": 60}),
        ("в течение двадцати пяти дней", {"days": 25}),
        ("в течение месяца", {"months": 1}),
        ("в течение недели", {"days": 7}),
        ("бір ай мерзімде", {"months": 1}),
        ("үш жұмыс күні ішінде", {"working_days": 3}),
        ("5 (бес) жұмыс күні ішінде", {"working_days": 5}),
        ("жиырма бес күн ішінде", {"days": 25}),
        ("он күндік мерзімде", {"days": 10}),
        ("екі апта ішінде", {"days": 14}),
        ("в 1,5-месячный срок", None),
        ("в полуторамесячный срок", None),
        ("в течение полутора месяцев", None),
        ("бір жарым ай ішінде", None),
        ("1,5 ай ішінде", None),
        ("в течение 5-7 рабочих дней", None),
        ("бес-алты күн ішінде", None),
        ("в течение 5 (шести) дней", None),
        ("в течение 1 месяца и 10 дней", None),
        ("1 ай 15 күн ішінде", None),
        ("в течение 3 банковских дней", None),
        ("в течение 24 часов", None),
        ("через 5 дней", None),
        ("в многодневный срок", None),
        ("весьма срочно", None),
        ("өте шұғыл", None),
        ("2024-03-11", None),
        ("2024", None),
        ("", None),
    ],
)
def test_a_term_told_by_its_length(told: str, term: dict[str, int] | None) -> None:
    assert reckoning.length(told) == term


def test_the_earliest_known_day_counts() -> None:
    received = date(2024, 3, 4)
    both = reckoning.last_day(["deputy-inquiry-one-month"], ["2024-03-20", "2024-03-25"], date(2024, 3, 1), received)
    assert (both.day, both.rule) == (date(2024, 3, 20), "stated")
    later_one = reckoning.last_day(["deputy-inquiry-one-month"], ["2024-05-01"], date(2024, 3, 1), received)
    assert (later_one.day, later_one.rule) == (date(2024, 4, 4), "deputy-inquiry-one-month")
    before = reckoning.last_day([], ["2024-02-01"], date(2024, 3, 1), received)
    assert before.day is None
    unknown = reckoning.last_day(["appeal-15-working-days"], ["в 3-дневный срок"], None, None)
    assert (unknown.day, unknown.rule) == (None, "appeal-15-working-days")
    assert not reckoning.last_day(["appeal-15-working-days"], [], None, date(2026, 3, 4)).calendar_known
