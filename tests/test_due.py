"""What wants an answer: when it is due, what it is counted from, and what alone ends it; on both databases."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy
from click.testing import CliRunner, Result

from docpipe.archive import due, journal, store, tables
from docpipe.archive.due import Demand
from docpipe.archive.filters import Filters
from docpipe.archive.place import named
from docpipe.archive.store import Archive
from docpipe.cli import group
from docpipe.errors import ArchiveUnavailable, WrongCall
from tests.archives import archive, place, put, read, server

__all__ = ["archive", "place", "server"]
ASKED_RU = """МАЖИЛИС ПАРЛАМЕНТА
РЕСПУБЛИКИ КАЗАХСТАН

4 марта 2024 года № ДС-77
{stamp}
Министру финансов
Республики Казахстан
Омарову А.С.

ДЕПУТАТСКИЙ ЗАПРОС

Уважаемый Арман Серикович!

Жители сел сообщают, что мост через реку не отремонтирован. Прошу ответить, когда будут выделены средства на ремонт моста?

Депутат Мажилиса     Б. Сатов
"""
ASKED_KK = """ҚАЗАҚСТАН РЕСПУБЛИКАСЫ
ПАРЛАМЕНТІНІҢ МӘЖІЛІСІ

2024 жылғы 4 наурыз № ДС-77

Қазақстан Республикасының
Қаржы министрі
А.С. Омаровқа

ДЕПУТАТТЫҚ САУАЛ

Құрметті Арман Серікұлы!

Ауыл тұрғындары өзен көпірінің жөнделмегенін айтады. Осыған байланысты көпірді жөндеуге қаражат қашан бөлінетінін сұраймын?

Мәжіліс депутаты     Б. Сатов
"""
APPEAL = """Министерство финансов
Республики Казахстан

ОБРАЩЕНИЕ

11 марта 2024 года № ЗТ-2024-115

Прошу сообщить, в каком порядке возвращается излишне уплаченный налог.

Г. Тлеуова
"""
LETTER = """МИНИСТЕРСТВО ФИНАНСОВ
РЕСПУБЛИКИ КАЗАХСТАН

{head}

Мажилис Парламента
Республики Казахстан

На № ДС-77 от 4 марта 2024 года

{body}

Вице-министр     К. Ли

Исп. Цой А., 75-11-12
"""
ANSWER = LETTER.format(head="2 апреля 2024 года № 09-2/611", body="Министерство сообщает, что на ремонт моста выделены средства.")
PUT_OFF = LETTER.format(
    head="18 марта 2024 года № 09-2/500", body="Промежуточный ответ\n\nМинистерство сообщает, что срок рассмотрения продлен."
)
DRAFT = "Проект\n\n" + LETTER.format(
    head="20 марта 2024 года № 09-2/501", body="Министерство сообщает, что на ремонт моста выделены средства."
)
OTHER = LETTER.format(head="2 апреля 2024 года № 1", body="Министерство сообщает о мосте.").replace("от 4 марта", "от 5 марта")
ON = date(2024, 4, 2)


def sent(archive: Archive, text: str) -> str:
    """The text as a file in the archive; its digest."""
    return put(archive, text.encode(), read(text)).sha256


def asked(stamp: str = "") -> str:
    return ASKED_RU.format(stamp=f"\nВх. № 14-90\n{stamp}\n" if stamp else "")


def only(archive: Archive, *, on: date = ON, closed: bool = False) -> Demand:
    [found] = due.demands(archive, on, closed=closed)
    return found


def received(archive: Archive, sha256: str, day: date | None, number: str | None = None) -> Demand:
    found = journal.receive(archive, sha256, None, day, number)
    assert found is not None
    return found


def test_an_inquiry_with_a_stamp_is_due_a_month_after_receipt(archive: Archive) -> None:
    sent(archive, asked("05.03.2024"))
    found = only(archive)
    assert (found.received, found.incoming, found.recorded) == ("2024-03-05", "14-90", False)
    assert (found.due, found.rule, found.days_left, found.group) == ("2024-04-05", "deputy-inquiry-one-month", 3, "soon")
    assert (found.number, found.date, found.addressed) == ("ДС-77", "2024-03-04", "Министр финансов Республики Казахстан")
    assert [only(archive, on=day).group for day in (date(2024, 4, 1), date(2024, 4, 5), date(2024, 4, 6))] == ["later", "soon", "overdue"]


def test_an_inquiry_without_a_stamp_has_no_last_day_until_its_receipt_is_recorded(archive: Archive) -> None:
    sha256 = sent(archive, asked())
    found = only(archive)
    assert (found.received, found.due, found.days_left, found.group, found.rule) == (
        None,
        None,
        None,
        "unknown",
        "deputy-inquiry-one-month",
    )
    assert received(archive, sha256, date(2024, 3, 7), "14-91").due == "2024-04-07"
    assert (only(archive).incoming, only(archive).recorded) == ("14-91", True)
    assert received(archive, sha256, date(2024, 3, 6)).due == "2024-04-06"
    assert received(archive, sha256, None).group == "unknown"
    with pytest.raises(WrongCall, match="No receipt"):
        journal.receive(archive, sha256, None, None)


@pytest.mark.parametrize("stamp", ["01.02.2024", "05.03.2042"])
def test_a_stamp_of_before_the_letter_or_of_after_today_is_no_receipt(archive: Archive, stamp: str) -> None:
    sha256 = sent(archive, asked(stamp))
    assert only(archive).group == "unknown"
    assert received(archive, sha256, date(2024, 3, 5)).due == "2024-04-05"


def test_an_appeal_has_fifteen_working_days(archive: Archive) -> None:
    sha256 = sent(archive, APPEAL)
    found = received(archive, sha256, date(2024, 3, 11), "ЗТ-2024-115")
    assert (found.due, found.rule, found.calendar_known) == ("2024-04-04", "appeal-15-working-days", True)
    assert not received(archive, sha256, date(2026, 3, 11)).calendar_known


def test_the_versions_and_copies_of_an_inquiry_are_one_demand(archive: Archive) -> None:
    stamped = sent(archive, asked("05.03.2024"))
    kazakh, both = sent(archive, ASKED_KK), sent(archive, ASKED_KK + "\n\n" + asked())
    found = only(archive)
    assert {sha256 for sha256, _ in found.versions} == {stamped, kazakh, both}
    assert found.due == "2024-04-05"
    assert journal.close(archive, kazakh, None, ON, "09-2/611").closed == "2024-04-02"
    assert due.demands(archive, ON) == []


def test_another_number_day_deputy_or_chamber_is_another_demand(archive: Archive) -> None:
    others = (("ДС-77", "ДС-78"), ("4 марта", "6 марта"), ("Сатов", "Ибраев"), ("МАЖИЛИС", "СЕНАТ"))
    for text in (asked(), *(asked().replace(*other) for other in others)):
        sent(archive, text)
    assert len(due.demands(archive, ON)) == 5


def test_the_restricted_stand_out(archive: Archive) -> None:
    sent(archive, "Для служебного пользования\nЭкз. № 2\n\n" + asked("05.03.2024"))
    assert only(archive).restricted


def test_only_a_registered_final_answer_ends_a_demand(archive: Archive) -> None:
    sha256 = sent(archive, asked("05.03.2024"))
    for text in (PUT_OFF, DRAFT, ANSWER, OTHER):
        sent(archive, text)
    found = only(archive)
    assert found.closed is None
    assert {(one.number, one.date, one.interim) for one in found.answers} == {
        ("09-2/500", "2024-03-18", True),
        ("09-2/501", "2024-03-20", True),
        ("09-2/611", "2024-04-02", False),
    }
    for number, day in (("09-2/500", date(2024, 3, 18)), ("№ 09-2 / 501", date(2024, 3, 20))):
        with pytest.raises(WrongCall, match="draft or an interim"):
            journal.close(archive, sha256, None, day, number)
    ended = journal.close(archive, sha256, None, ON, "09-2/611")
    assert (ended.closed, ended.closed_by) == ("2024-04-02", "09-2/611")
    assert due.demands(archive, ON) == []
    assert only(archive, closed=True).closed_by == "09-2/611"


def test_no_answer_is_older_than_what_it_answers(archive: Archive) -> None:
    sha256 = sent(archive, asked())
    with pytest.raises(WrongCall, match="written after that day, on 2024-03-04"):
        journal.close(archive, sha256, None, date(2024, 3, 3), "1")
    assert journal.close(archive, sha256, None, date(2024, 3, 4), "1").closed == "2024-03-04"
    journal.close(archive, sha256, None, None)
    # a person knows better than what was read
    journal.receive(archive, sha256, None, date(2024, 3, 1))
    assert journal.close(archive, sha256, None, date(2024, 3, 2), "1").closed == "2024-03-02"


def test_what_cannot_be_is_refused(archive: Archive) -> None:
    sha256, answer = sent(archive, asked("05.03.2024")), sent(archive, ANSWER)
    with pytest.raises(WrongCall, match="came in after that day"):
        journal.close(archive, sha256, None, date(2024, 3, 4), "1")
    with pytest.raises(WrongCall, match="still to come"):
        journal.close(archive, sha256, None, date(2999, 1, 1), "1")
    with pytest.raises(WrongCall, match="still to come"):
        journal.receive(archive, sha256, None, date(2999, 1, 1), "1")
    with pytest.raises(WrongCall, match="wants an answer"):
        journal.close(archive, answer, None, ON, "1")
    with pytest.raises(WrongCall, match="no such document"):
        journal.receive(archive, sha256, "9", ON, "1")
    with pytest.raises(WrongCall, match="wants an answer"):
        journal.receive(archive, answer, None, None)
    with pytest.raises(WrongCall, match="not closed"):
        journal.close(archive, sha256, None, None)
    journal.close(archive, sha256, None, ON, "1")
    with pytest.raises(WrongCall, match="closed already"):
        journal.close(archive, sha256, None, ON, "1")
    with pytest.raises(WrongCall, match="answered before"):
        journal.receive(archive, sha256, None, date(2024, 4, 3))


def test_a_mistake_is_corrected_and_nothing_that_was_said_is_lost(archive: Archive) -> None:
    sha256 = sent(archive, asked("05.03.2024"))
    journal.close(archive, sha256, None, ON, "09-2/611")
    assert journal.close(archive, sha256, None, None).closed is None
    assert only(archive).group == "soon"
    journal.close(archive, sha256, None, ON, "09-2/612")
    one = tables.closing.c
    rows = archive.read(lambda connection: connection.execute(sqlalchemy.select(one.day, one.number, one.who).order_by(one.id)).all())
    assert [(row.day, row.number) for row in rows] == [("2024-04-02", "09-2/611"), (None, None), ("2024-04-02", "09-2/612")]
    assert all(row.who for row in rows)


def test_two_inquiries_in_a_file_are_closed_apart(archive: Archive) -> None:
    sha256 = sent(archive, asked() + "\n\n\f" + asked().replace("ДС-77", "ДС-78"))
    assert len(due.demands(archive, ON)) == 2
    with pytest.raises(WrongCall, match="More than one document"):
        journal.close(archive, sha256, None, ON, "1")
    journal.close(archive, sha256, "2", ON, "1")
    assert only(archive).number == "ДС-77"


def test_a_closing_holds_where_another_reading_numbers_the_documents_anew(archive: Archive) -> None:
    text = asked() + "\n\n\f" + asked().replace("ДС-77", "ДС-78")
    kept = put(archive, text.encode(), read(text))
    journal.close(archive, kept.sha256, "1", ON, "1")
    turned = asked().replace("ДС-77", "ДС-78") + "\n\n\f" + asked()
    store.keep(archive, kept, [], read(turned), {"docpipe": "newer"})
    assert only(archive).number == "ДС-78"


def test_what_was_not_read_as_a_demand_is_one_when_a_person_says_so(archive: Archive) -> None:
    """A scan that was read badly must not be lost: no term can be reckoned, so it is shown until it is closed."""
    sha256 = sent(archive, "Ауыл тұрғындарынан\n\nКөпір туралы\n\nКөпір жөнделмеген.\n")
    assert due.demands(archive, ON) == []
    found = received(archive, sha256, date(2024, 3, 5), "14-95")
    assert (found.received, found.incoming, found.due, found.group) == ("2024-03-05", "14-95", None, "unknown")
    assert only(archive).sha256 == sha256
    journal.close(archive, sha256, None, ON, "09-2/620")
    assert due.demands(archive, ON) == []
    journal.close(archive, sha256, None, None)
    assert journal.receive(archive, sha256, None, None) is None
    assert due.demands(archive, ON, closed=True) == []


def test_filters_choose(archive: Archive) -> None:
    sent(archive, asked("05.03.2024"))
    sent(archive, APPEAL)
    assert [one.number for one in due.demands(archive, ON, filters=Filters(kind="inquiry"))] == ["ДС-77"]
    assert [one.number for one in due.demands(archive, ON, filters=Filters(number="зт 2024 115"))] == ["ЗТ-2024-115"]
    assert [one.group for one in due.demands(archive, ON)] == ["soon", "unknown"]


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """An archive with an inquiry, an appeal, and an answer."""
    made = store.opened(named(str(tmp_path / "archive")), make=True)
    for text in (asked("05.03.2024"), APPEAL, ANSWER):
        sent(made, text)
    made.close()
    return str(tmp_path / "archive")


def said(folder: str, *words: str) -> Result:
    return CliRunner().invoke(group, [*words, "--archive", folder], standalone_mode=False)


def test_due_tells_the_overdue_first_and_the_unknown_last(folder: str) -> None:
    done = said(folder, "due", "--on", "2024-04-08")
    first, last = done.stdout.splitlines()
    assert first.startswith("2024-04-05 -3 days ")
    assert "answered by № 09-2/611 of 2024-04-02?" in first
    assert last.startswith("unknown receipt unknown ")
    assert done.return_value == 10
    assert said(folder, "due", "--on", "2024-04-05").return_value == 0
    [row] = [json.loads(line) for line in said(folder, "due", "--json", "--kind", "inquiry", "--on", "2024-04-08").stdout.splitlines()]
    assert (row["group"], row["due"], row["days_left"], row["answers"][0]["number"]) == ("overdue", "2024-04-05", -3, "09-2/611")


def test_no_archive_is_made_by_asking(tmp_path: Path) -> None:
    for words in (["due"], ["receive", "abcd", "--on", "2024-03-11"], ["close", "abcd", "--number", "1", "--on", "2024-03-11"]):
        assert isinstance(said(str(tmp_path / "none"), *words).exception, ArchiveUnavailable)
    assert list(tmp_path.iterdir()) == []


def test_receive_and_close_as_a_clerk_calls_them(folder: str) -> None:
    inquiry, appeal = (json.loads(line) for line in said(folder, "due", "--json").stdout.splitlines())
    told = said(folder, "receive", appeal["sha256"][:8], "--on", "2024-03-11", "--number", "ЗТ-115")
    assert told.stdout.startswith("2024-04-04 ")
    assert said(folder, "receive", appeal["sha256"][:8], "--on", "2024-03-01").stderr.endswith("dated 2024-03-11, after that day\n")
    assert (
        "closed 2024-04-02 № 09-2/611"
        in said(folder, "close", inquiry["sha256"][:8] + "/1", "--number", "09-2/611", "--on", "2024-04-02").stdout
    )
    assert len(said(folder, "due", "--all").stdout.splitlines()) == 2
    assert len(said(folder, "due").stdout.splitlines()) == 1
    for wrong in (
        ["close", inquiry["sha256"], "--number", "1", "--on", "2024-04-02"],
        ["close", inquiry["sha256"], "--number", "1"],
        ["close", inquiry["sha256"], "--undo", "--number", "1"],
        ["close", "ffffffff", "--number", "1", "--on", "2024-04-02"],
        ["receive", inquiry["sha256"]],
        ["receive", inquiry["sha256"], "--on", "2024-04"],
        ["receive", inquiry["sha256"], "--on", "2024-04-02", "--undo"],
        ["due", "--on", "yesterday"],
    ):
        assert isinstance(said(folder, *wrong).exception, WrongCall), wrong
