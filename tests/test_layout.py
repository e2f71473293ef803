"""How a file becomes documents, and lines become the parts of a letter, however it was wrapped and spaced."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docpipe import pipeline
from docpipe.layout import ahead, documents, kinds, lines, roles, strips

if TYPE_CHECKING:
    from collections.abc import Callable

LETTER = """\
МИНИСТЕРСТВО ВОДНОГО ХОЗЯЙСТВА
РЕСПУБЛИКИ КАЗАХСТАН

14 мая 2024 года № 5-1/771

Акиму Северной области
Токаренко В.П.

На исх. № 2-8/90 от 29 апреля 2024 года

Уважаемый Виктор Павлович!

Министерство изучило расчёты по плотине и согласно с ними. Работы начнутся в июле, когда спадёт вода в верхнем течении реки.

Приложение: на 3 листах.

Вице-министр            Д. Оспанова

Исп. Ким Р.
74-11-02
"""


def parts(text: str) -> list[list[tuple[str, str]]]:
    return [[(part.role, part.segment.text) for part in sheet.parts] for sheet in documents.split(lines.split(text), 0)]


def header(text: str) -> tuple[object, ...]:
    [document] = pipeline.extract([("letter.txt", text.encode())]).documents
    assert document.number
    assert document.date
    assert document.enclosure
    assert document.signatory
    assert document.executor
    return (
        document.kind, document.number.value, document.date.value, [one.surname for one in document.addressees],
        [(one.number, one.date) for one in document.in_reply_to], [one.given for one in document.salutation],
        document.enclosure.sheets, document.signatory.surname, document.executor.surname, document.executor.phone,
    )  # fmt: skip


@pytest.mark.parametrize(
    "form",
    [str, lambda text: re.sub(r"\n+", "\n", text), lambda text: re.sub(r"\n+", "\n\n", text), lambda text: text.replace(" и ", "\nи ")],
    ids=["as typed", "no blank lines", "a blank line after each", "wrapped"],
)
def test_blank_lines_and_wrapping_change_no_header(form: Callable[[str], str]) -> None:
    assert header(form(LETTER)) == (
        "letter", "5-1/771", "2024-05-14", ["Токаренко"], [("2-8/90", "2024-04-29")], ["Виктор"], 3, "Оспанова", "Ким", "74-11-02",
    )  # fmt: skip


def test_a_reference_over_several_lines_is_one() -> None:
    every = lines.split("По поручению Премьер-Министра\nРеспублики Казахстан от 3 мая 2024 года\n№ 11-4/55\nМинистерство сообщает")
    assert ahead.reply(every, 0) == 3
    assert ahead.reply(lines.split("Әділет министрлігіне\n2024 жылғы 3 мамырдағы\n№ 11-4/55 хатқа"), 0) == 0


@pytest.mark.parametrize("line", ["№ 7-2/15 14.05.2024", "20__ ж. «__» ______ № _____", "2024 жылғы 14 мамыр", "05-12/ЗТ-2024-118"])
def test_a_strip(line: str) -> None:
    assert strips.holds(line)


@pytest.mark.parametrize(
    "line", ["72-30-74", "2024 жылғы 14 мамырдағы № 5 хатқа", "приказ от 14 мая 2024 года № 5", "1 204", "№ п/п", "010000, 8"]
)
def test_no_strip(line: str) -> None:
    assert not strips.holds(line)


@pytest.mark.parametrize("line", ["тел. 75-34-02, вн. 226", "8 (7172) 98-34-15", "74-11-02", "2704-591, вн. 1140"])
def test_a_telephone(line: str) -> None:
    assert roles.is_phone(line)


@pytest.mark.parametrize("line", ["Министр 75", "от 14 мая", "А. Ким"])
def test_no_telephone(line: str) -> None:
    assert not roles.is_phone(line)


@pytest.mark.parametrize(
    "line",
    ["Уважаемые граждане могут получить сведения в центре. Приём ведётся ежедневно.", "С уважением к труду пахаря написана эта книга."],
)
def test_a_sentence_is_no_greeting_and_no_closing(line: str) -> None:
    [only] = lines.split(line)
    assert roles.cue(only) not in ("salutation", "closing")


def test_one_form_for_two_versions() -> None:
    text = (
        "СОТ ӘКІМШІЛІГІ\nСУДЕБНАЯ АДМИНИСТРАЦИЯ\n\n03.06.2024 № 8-1/44\n\nБас прокуратураға\n\nКеліссөздің жобасына ескертулеріміз жоқ екенін хабарлаймыз.\n\n"
        "В Генеральную прокуратуру\n\nСообщаем, что замечаний к проекту соглашения не имеется.\n\nБасшы / Руководитель          А. Юсупов\n"
    )
    first, second = pipeline.extract([("form.txt", text.encode())]).documents
    assert (first.language, second.language, first.counterpart, second.counterpart) == ("kk", "ru", "2", "1")
    assert first.signatory
    assert second.number
    assert (first.signatory.surname, second.number.value) == ("Юсупов", "8-1/44")


def test_an_addressee_below_the_signatures_begins_the_other_version() -> None:
    text = (
        "ПАРЛАМЕНТ СЕНАТЫ\n\n2024 жылғы 4 наурыз № 7-31д\n\nПремьер-Министр\nО.А. Сүлейменге\n\nДЕПУТАТТЫҚ САУАЛ\n\nҚұрметті Олжас Абайұлы!\n\n"
        "Ауылдарда мектептер неге жабылады және бұл мәселе қашан шешіледі?\n\nҚұрметпен,\nСенат депутаттары\n      А. Қуанов\n      Л. Жақсыбек\n\n\n"
        "Премьер-Министру\nРеспублики Казахстан\nСулеймену О.А.\n\nДЕПУТАТСКИЙ ЗАПРОС\n\nУважаемый Олжас Абаевич!\n\n"
        "Почему в сёлах закрываются школы и когда этот вопрос будет решён?\n\nС уважением,\nдепутаты Сената\n      А. Куанов\n      Л. Жаксыбек\n"
    )
    first, second = pipeline.extract([("asked.txt", text.encode())]).documents
    assert [one.surname for one in first.signatories] == ["Қуанов", "Жақсыбек"]
    assert [one.surname for one in second.addressees] == ["Сулеймен"]


def test_the_other_version_without_number_and_executor_is_a_letter() -> None:
    text = (
        "БАҒА АГЕНТТІГІ\n\n2024 жылғы 21 ақпан № 5-1/61\n\nАппараттардың басшыларына\n\nАгенттік 2024 жылғы 12 наурызда 140 адамға семинар өткізетінін хабарлайды.\n\n"
        "Төраға орынбасары        Е. Қанатов\n\n\nРуководителям аппаратов\n\nАгентство сообщает, что 12 марта 2024 года проведёт семинар для 140 человек.\n\n"
        "Заместитель председателя        Е. Канатов\n"
    )
    first, second = pipeline.extract([("both.txt", text.encode())]).documents
    assert (first.kind, second.kind, second.counterpart) == ("letter", "letter", "1")
    assert second.number
    assert second.number.value == "5-1/61"


@pytest.mark.parametrize(
    "line",
    [
        "К пункту 14 поручения Главы государства от 1 сентября 2023 г. № 11-23/4409",
        "На пункты 2.3 и 5 протокола от 12.05.2024 № 14",
        "Мемлекет басшысының 2023 жылғы 1 қыркүйектегі № 11-23/4409 тапсырмасының 14-тармағына",
        "2024 жылғы 12 мамырдағы № 14 хаттаманың 2.3 және 5-тармақтарына",
    ],
)
def test_a_point_of_a_paper_is_answered(line: str) -> None:
    assert roles.is_reply(line)


def test_what_an_annex_belongs_to_is_no_registration() -> None:
    text = (
        LETTER
        + "\nПриложение\nк письму Министерства\nот 14 мая 2024 года № 5-1/771\n\nРасчёты по плотине\n\nОбъём воды достигает семи миллионов кубометров в год, и весной он растёт.\n"
    )
    letter, annex = pipeline.extract([("annex.txt", text.encode())]).documents
    assert (annex.kind, annex.annex_to, annex.number, annex.date) == ("annex", letter.id, None, None)
    assert annex.title
    assert annex.title.value == "Расчёты по плотине"


def test_a_press_release_says_what_it_is() -> None:
    [sheet] = documents.split(
        lines.split(
            "ПРЕСС-РЕЛИЗ\n\nОткрыт новый мост\n\nг. Семей, 5 мая 2024 года\n\nМост через реку открыт для движения, сообщает акимат."
        ),
        0,
    )
    assert kinds.of(sheet, "", []) == "press_release"


@pytest.mark.parametrize(
    "line", ["Аб вг\n", "Министру финансов\n", "2023 жылғы\n", "№ 5/5\n\n"], ids=["short", "address", "years", "strips"]
)
def test_time_grows_with_the_lines(line: str) -> None:
    def took(count: int) -> float:
        start = time.process_time()
        documents.split(lines.split(line * count), 0)
        return time.process_time() - start

    took(500)
    assert took(6000) < 6 * took(2000) + 2


def headed() -> dict[str, tuple[list[list[str]], str]]:
    """The cases of `heads.txt` by name: what each document must be, and the text."""
    found = {}
    for piece in (Path(__file__).parent / "heads.txt").read_text("utf-8").split("\n== ")[1:]:
        told, text = piece.strip("\n").split("\n\n", 1)
        name, *rows = told.split("\n")
        found[name] = ([re.split(r"\s\|\s", row) for row in rows], text + "\n")
    return found


FORMS: dict[str, Callable[[str], str]] = {
    "as typed": str,
    "no blank lines": lambda text: re.sub(r"\n+", "\n", text),
    "pages": lambda text: text.replace("\n\n\n", "\n\f"),
    "one blank line": lambda text: text.replace("\n\n\n", "\n\n"),
}


@pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name in headed() for form in FORMS if form != "no blank lines" or not name.endswith(", spaced")]
)
def test_a_word_for_its_kind_begins_a_document(name: str, form: str) -> None:
    wanted, text = headed()[name]
    packet = pipeline.extract([("heads.txt", FORMS[form](text).encode())])
    found = [
        [
            one.kind,
            one.language,
            " ".join(packet.text[slice(*one.span)].split())[: len(row[2])],
            "-" if row[3] == "-" or not one.title else one.title.value,
        ]
        for one, row in zip(packet.documents, [*wanted, *[["", "", "", "-"]] * 9], strict=False)
    ]
    assert found == wanted


def test_an_addressee_that_reads_like_a_sentence_stands_before_the_salutation() -> None:
    text = LETTER.replace("Акиму Северной области\nТокаренко В.П.\n\nНа исх. № 2-8/90 от 29 апреля 2024 года\n", "")
    head = "на письмо от 5 апреля 2024 года № 2-8/90\n\nУполномоченному по правам человека в Республике Казахстан\nТокаренко В.П.\n"
    found = parts(text.replace("№ 5-1/771\n", "№ 5-1/771\n" + head))
    assert len(found) == 1
    assert ("address", "Уполномоченному по правам человека в Республике Казахстан Токаренко В.П.") in found[0]


def test_an_office_in_capitals_heads_the_other_version() -> None:
    first = "ЕҢБЕК МИНИСТРІ\n\n27.05.2024 ж. № 7-2/304\n\nЖұмыстардың толық көлемде аяқталғанын хабарлаймын.\n\nМинистр      С. Олжа\n\nОрын.: Т. Есімі, 74-00-00\n"
    other = "МИНИСТР ТРУДА\nРЕСПУБЛИКИ КАЗАХСТАН\n\n27.05.2024 г. № 7-2/304\n\nСообщаю, что работы завершены в полном объёме.\n\nМинистр      С. Олжа\n"
    found = parts(first + "\n" + other)
    assert [one[0] for one in found] == [("letterhead", "ЕҢБЕК МИНИСТРІ"), ("letterhead", "МИНИСТР ТРУДА РЕСПУБЛИКИ КАЗАХСТАН")]
