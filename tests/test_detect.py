"""Kazakh, Russian or English: alone, among neighbours, the same every time, and soon."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe.language.detect import of_line, of_lines

ALONE = {
    "kk": """Министрдің м.а.
Бас прокурордың орынбасары
Көшірмесі: тізім бойынша
полиция полковнигі
полиция генерал-майоры
2023 ж. 5 қазан
Жоспар туралы
Орындаушы А. Маратов
Наурыз айында облыстарда барлау басталды
Eңбек және халықты әлеуметтiк қорғау
Жауапты хатшы
Алматы қ.
Аппарат басшысы
«О пробации» Заңының нормаларына сәйкес
Сауда және интеграция министрлігі
COVID-19 бойынша ахуал
Ерлан Сметов Парижде алтын алды
Комбайншы Иван Шевченко 900 тонна бидай бастырды
Парламент депутаты Сапаров""",
    "ru": """Приказ Министра от 12 мая № 40/НҚ
В рамках проекта «Жастар тәжірибесі» трудоустроено 300 человек
Директор Департамента
Копия: по списку
Исп. Әбдірахманов Қ.
г. Астана
ТОО «Қазақ тілі»
И.о. министра
О результатах проверки
Заслушав доклад
Ақмола, Қостанай и Павлодарская области
Акимату Ақсуского района
СОГЛАСОВАНО
Итого
проспект Қабанбай батыра, 19
Заключены договоры о поставке SIM-карт
Певица дала интервью Катерине Вершининой
Депутаты предложили отмену
Здесь живёт Дархан Сатыбалды""",
    "en": """Astana, 24 November 2023
Press release
Minister of Health
The word "Қоғам" means society
8 May 2019 Версия для печатиВерсия для печатиPDFPDF""",
    "None": """М.
Б.Сейдахметов
Е. Сериков
№ 352
8 (7172) 72-30-74
kense@energo.gov.kz
https://gov.kz/memleket
Министр
ІІ
III
2021
PDF
    """,
}


@pytest.mark.parametrize(("wanted", "line"), [(language, line) for language, lines in ALONE.items() for line in lines.split("\n")])
def test_a_line_alone(wanted: str, line: str) -> None:
    assert str(of_line(line)) == wanted


def test_neighbours_decide_what_cannot_be_told_alone() -> None:
    lines = ["Осы бұйрық күшіне енеді.", "", "Министр", "Е. Сериков", "", "", "", "№ 12", "Настоящий приказ вводится в действие."]
    assert of_lines(lines) == ["kk"] * 6 + ["ru"] * 3


def test_a_text_without_letters_has_a_language_all_the_same() -> None:
    assert of_lines([]) == []
    assert of_lines(["", "12"]) == ["ru", "ru"]


def test_two_columns_in_one_text() -> None:
    text = "МИНИСТЕРСТВО ЮСТИЦИИ\nӘДІЛЕТ МИНИСТРЛІГІ\n\nСіздің хатыңызға жауап ретінде мынаны хабарлаймыз."
    assert of_lines(text.split("\n")) == ["ru", "kk", "kk", "kk"]


@settings(deadline=None)
@given(st.lists(st.text()))
def test_every_line_has_a_language(lines: list[str]) -> None:
    assert set(of_lines(lines)) <= {"kk", "ru", "en"}
    assert len(of_lines(lines)) == len(lines)


def test_the_profile_is_what_the_sentences_give() -> None:
    profile = json.loads(files("docpipe.language").joinpath("profiles", "kk.json").read_text("utf-8"))
    assert profile["name"] == "kk"
    assert {"ің", "ның", " жә"} <= profile["freq"].keys()


def test_the_same_answer_every_time_and_no_profile_unless_needed() -> None:
    program = (
        "import sys; from docpipe.language.detect import of_line; of_line('О проверке'); print('langdetect' in sys.modules);"
        "print(of_line('Маман даяр ету амалдары жасалмады'), of_line('Поставка мазута школам сорвана'))"
    )
    out = {subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout for _ in range(2)}
    assert out == {"False\nkk ru\n"}
