"""Orders: their heads in any arrangement, both languages on one form, lists in rows, and texts that are no orders at all."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from docpipe import pipeline
from docpipe.model.trace import listening

if TYPE_CHECKING:
    from docpipe.model import record

NAME = "МИНИСТЕРСТВО РЫБНОГО ХОЗЯЙСТВА\nРЕСПУБЛИКИ КАЗАХСТАН"
BOTH = f"ҚАЗАҚСТАН РЕСПУБЛИКАСЫ\nБАЛЫҚ ШАРУАШЫЛЫҒЫ МИНИСТРЛІГІ\n\n{NAME}"
BODY = "Возложить на Саурбаева Т.К., заместителя директора, исполнение обязанностей директора с 3 по 7 июня 2024 года."
STRIPS = [
    "ПРИКАЗ\n\n31 мая 2024 года № 12-л/с\nгород Актау",
    "ПРИКАЗ\n\n№ 12-л/с от 31 мая 2024 года\n\nгород Актау",
    "ПРИКАЗ\n\n№ 12-л/с                         31 мая 2024 года\nгород Актау",
    "ПРИКАЗ\n\nгород Актау                      31 мая 2024 года        № 12-л/с",
    "ПРИКАЗ\n№ 12-л/с\n\nгород Актау                      31 мая 2024 года",
    "ПРИКАЗ № 12-л/с\n31.05.2024г.\nгород Актау",
    "П Р И К А З\n\n«31» мая 2024 г.\n№ 12-л/с\nгород Актау",
    "БҰЙРЫҚ                           ПРИКАЗ\n\n2024 жылғы 31 мамыр              № 12-л/с\nАқтау қаласы                     город Актау",
    "БҰЙРЫҚ\nПРИКАЗ\n\n2024 жылғы «31» мамыр № 12-л/с\n\nАқтау қаласы\nгород Актау",
]
ROWS = (
    "На период отпусков возложить исполнение обязанностей:\n"
    "№\tОтсутствует\tДолжность\tПериод\tИсполняет\n"
    "1\tБаймуратов А.А.\tдиректор департамента\tс 3 по 14 июня 2024 года\tКаримова Д.Е.\n"
    "2\tЛебедев И.И.\tруководитель управления\tс 10 по 28 июня 2024 года\tОспанов Т.Т."
)


def order(strip: str, body: str = BODY, name: str = NAME) -> list[record.Document]:
    text = f"{name}\n\n{strip}\n\nО возложении обязанностей\n\n{body}\n\nМинистр                     К. Дауренов\n"
    return list(pipeline.extract([("order.txt", text.encode())]).documents)


@pytest.mark.parametrize("strip", STRIPS, ids=range(len(STRIPS)))
def test_the_strip_is_read_in_any_arrangement(strip: str) -> None:
    [one] = order(strip, name=BOTH)
    assert one.number
    assert one.date
    assert one.place
    assert one.title
    assert one.signatory
    read = (one.kind, one.number.value, one.date.value, one.place.value, one.title.value, one.signatory.surname)
    assert read == ("order", "12-л/с", "2024-05-31", "город Актау", "О возложении обязанностей", "Дауренов")
    [laid] = one.assignments
    assert (laid.person.surname, laid.acting_for, laid.order_number, laid.order_date) == ("Саурбаев", "директор", "12-л/с", "2024-05-31")


@pytest.mark.parametrize("signature", ["", "Министр                     К. Дәуренов\n\n"], ids=["one signature", "two"])
def test_one_form_serves_both_languages(signature: str) -> None:
    kazakh = (
        "Міндетті жүктеу туралы\n\nМенің демалысыма байланысты 2024 жылғы 3-7 маусым аралығында менің міндеттерімді атқару "
        "вице-министр Т.К. Сәуірбаевқа жүктелсін.\n\n"
    )
    russian = "В связи с моим отпуском с 3 по 7 июня 2024 года исполнение моих обязанностей возложить на вице-министра Саурбаева Т.К."
    strip = f"БҰЙРЫҚ ПРИКАЗ\n\n2024 жылғы 31 мамыр № 12-ж/қ\n\nАқтау қаласы\nгород Актау\n\n{kazakh}{signature}".rstrip("\n")
    found = order(strip, russian, BOTH)
    assert [(one.kind, one.language) for one in found] == [("order", "kk"), ("order", "ru")]
    for one in found:
        [laid] = one.assignments
        assert (laid.from_, laid.to, laid.acting_for, laid.order_number, laid.order_date) == (
            "2024-06-03",
            "2024-06-07",
            "Министр",
            "12-ж/қ",
            "2024-05-31",
        )
        assert one.signatory
        assert one.issuer
        assert one.place
    assert [one.place.value for one in found if one.place] == ["Ақтау қаласы", "город Актау"]


def test_rows_of_a_list() -> None:
    [one] = order(STRIPS[0], ROWS)
    read = [(laid.person.surname, laid.acting_for, laid.from_, laid.to) for laid in one.assignments]
    assert read == [
        ("Каримова", "директор департамента", "2024-06-03", "2024-06-14"),
        ("Оспанов", "руководитель управления", "2024-06-10", "2024-06-28"),
    ]


def test_what_is_no_duty_says_why() -> None:
    with listening() as notes:
        order(STRIPS[0], "Обязанности секретаря комиссии возложить на Саурбаева Т.К.")
    assert [(one.rule, one.won) for one in notes if one.kind == "assignment"] == [("another-task", False)]


PIECES = [
    "возложить ", "на ", "исполнение обязанностей ", "директора ", "Саурбаева Т.К. ", "с 3 по 7 июня 2024 года ", "а также ", ": ", ";\n", ".\n", "\n1. ", "\n\n",
    "назначить ", "и.о. ", "врио ", "его обязанности ", "моих обязанностей ", "на период отпуска ", "Ким Анну ", "– ", ", ", "\t", "поручить ", "Цой А.А. ",
    "міндетін атқару ", "жүктелсін ", "м.а. болып ", "тағайындалсын ", "басшының ", "оның ", "Т. Сәуірбаевқа ", "2024 жылғы 3-7 маусым аралығында ", "ал ",
]  # fmt: skip


def test_any_jumble_of_an_orders_words_is_read() -> None:
    chance = random.Random(11)  # noqa: S311 - the same texts in every run
    for _ in range(60):
        for one in order(STRIPS[0], "Приказываю:\n" + "".join(chance.choices(PIECES, k=40))):
            for laid in one.assignments:
                assert laid.person.surname
                assert laid.text.strip()


@pytest.mark.parametrize(
    "piece",
    [BODY + "\n", "возложить исполнение обязанностей директора на ", "обязанностей: ", "1) директора – на Ли А.А.;\n"],
    ids=range(4),
)
def test_time_grows_with_the_length(piece: str) -> None:
    def seconds(size: int) -> float:
        begun = time.process_time()
        order(STRIPS[0], "Возложить исполнение обязанностей:\n" + piece * (size // len(piece)))
        return time.process_time() - begun

    seconds(2_000)
    assert seconds(40_000) < 8 * seconds(10_000) + 1
