"""Pages that hold both languages side by side: read one after the other, over several pages, ruled or not, and what only looks like it."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

import pytest

from docpipe.layout import sides
from docpipe.layout.compose import compose
from docpipe.model.text import Box, Page, Reading, Word
from docpipe.pipeline import extract
from docpipe.readers import read

if TYPE_CHECKING:
    from docpipe.model import record

STYLE = "@page{size:A4;margin:20mm 15mm}p{margin:0;text-align:justify;text-indent:8mm}table{width:100%;border-collapse:collapse}td{width:50%;vertical-align:top;padding:0 5.4pt}"
KAZAKH = (
    "<p>ҚАЗАҚСТАН РЕСПУБЛИКАСЫ БАЛЫҚ ШАРУАШЫЛЫҒЫ МИНИСТРЛІГІ</p><p>БҰЙРЫҚ</p><p>2024 жылғы 16 қаңтар № 14-ж/қ</p><br><p>Міндетті жүктеу туралы</p><br>",
    (
        "<p>Көл шаруашылығы департаментінің директоры Т.С. Аманжоловтың еңбек демалысына байланысты 2024 жылғы 21 қаңтардан 24 қаңтарды қоса алғанда "
        "оның міндетін атқару директордың орынбасары Л.М. Есеноваға жүктелсін.</p>"
    ),
    "<p>Осы бұйрықтың орындалуын бақылау аппарат басшысына жүктелсін және бұйрық қол қойылған күнінен бастап күшіне енеді.</p>",
    "<br><p>Министр М. Қарабаев</p>",
)
RUSSIAN = (
    "<p>МИНИСТЕРСТВО РЫБНОГО ХОЗЯЙСТВА РЕСПУБЛИКИ КАЗАХСТАН</p><p>ПРИКАЗ</p><p>16 января 2024 года № 14-ж/қ</p><br><p>О возложении обязанностей</p><br>",
    (
        "<p>В связи с трудовым отпуском директора Департамента озёрного хозяйства Аманжолова Т.С. с 21 по 24 января 2024 года исполнение его обязанностей "
        "возложить на заместителя директора Есенову Л.М.</p>"
    ),
    "<p>Контроль за исполнением настоящего приказа возложить на руководителя аппарата, приказ вступает в силу со дня его подписания.</p>",
    "<br><p>Министр М. Карабаев</p>",
)


@cache
def printed(size: int, *, ruled: bool, rows: bool, repeated: int = 1) -> bytes:
    weasyprint = pytest.importorskip("weasyprint")
    kazakh, russian = ((one[0], one[1], *one[2:3] * repeated, one[3]) for one in (KAZAKH, RUSSIAN))
    pairs = list(zip(kazakh, russian, strict=True)) if rows else [("".join(kazakh), "".join(russian))]
    body = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in pairs)
    style = f"{STYLE}body{{font:{size}pt 'PT Serif'}}td{{border:{int(ruled)}px solid}}"
    return bytes(weasyprint.HTML(string=f"<style>{style}</style><table>{body}</table>").write_pdf())


def told(data: bytes) -> list[record.Document]:
    return list(extract([("order.pdf", data)]).documents)


@pytest.mark.parametrize("rows", [False, True], ids=["one row", "a row a paragraph"])
@pytest.mark.parametrize("ruled", [False, True], ids=["bare", "ruled"])
@pytest.mark.parametrize("size", [10, 12])
def test_each_language_is_a_document(*, size: int, ruled: bool, rows: bool) -> None:
    found = told(printed(size, ruled=ruled, rows=rows))
    assert [(one.kind, one.language) for one in found] == [("order", "kk"), ("order", "ru")]
    assert [(one.number and one.number.value, one.date and one.date.value) for one in found] == [("14-ж/қ", "2024-01-16")] * 2
    assert [one.title and one.title.value for one in found] == ["Міндетті жүктеу туралы", "О возложении обязанностей"]
    assert [(laid.person.surname, laid.from_, laid.to) for one in found for laid in one.assignments] == [
        ("Есенова", "2024-01-21", "2024-01-24")
    ] * 2
    assert [one.signatory and one.signatory.surname for one in found] == ["Қарабаев", "Карабаев"]
    assert [one.counterpart for one in found] == ["2", "1"]


def test_columns_run_on_over_pages() -> None:
    data = printed(12, ruled=False, rows=False, repeated=14)
    assert len(read(data, "order.pdf").pages) > 1
    found = told(data)
    assert [(one.kind, one.language, one.pages) for one in found] == [("order", "kk", (1, 2)), ("order", "ru", (1, 2))]
    assert [one.signatory and one.signatory.surname for one in found] == ["Қарабаев", "Карабаев"]


def placed(*lines: tuple[float, float, str]) -> Page:
    words: list[Word] = []
    for left, y, text in lines:
        x = left
        for part in text.split():
            words.append(Word(part, Box(x, y, x + 5.0 * len(part), y + 12)))
            x += 5.0 * (len(part) + 1)
    return Page(1, "layer", 595, 842, tuple(words))


LEFT = ("Департамент ауылдық", "кітапханаларда тегін заң көмегін", "көрсету кестесін бекітті және оны", "тұрғындарға таныстыруды сұрайды.")
RIGHT = ("Департамент утвердил", "график оказания бесплатной помощи", "в сельских библиотеках и просит", "ознакомить с ним всех жителей.")


def columns(left: tuple[str, ...], right: tuple[str, ...], gap: float = 8.0) -> list[tuple[float, float, str]]:
    across = 60 + 5.0 * max(map(len, left)) + gap
    lines = [(60.0, 100 + 14.0 * at, text) for at, text in enumerate(left * 3)]
    return [*lines, *((across, 100 + 14.0 * at, text) for at, text in enumerate(right * 3))]


def test_a_narrow_gutter_is_enough_between_languages() -> None:
    text = compose([Reading("x.pdf", "", 0, "application/pdf", (placed(*columns(LEFT, RIGHT)),))]).text
    assert text.index("Департамент утвердил") > text.rindex("сұрайды.")


def test_one_language_in_two_columns_is_left_to_the_gutters() -> None:
    assert sides.cut(placed(*columns(RIGHT, RIGHT))) is None


def test_a_name_below_both_columns_belongs_to_the_post_beside_it() -> None:
    lines = [*columns(LEFT, RIGHT), (60.0, 300.0, "Басшы / Руководитель"), (400.0, 300.0, "Д. Сынақов")]
    cut = sides.cut(placed(*lines))
    assert cut is not None
    assert [word.text for word in cut[1][1].words] == ["Басшы", "/", "Руководитель", "Д.", "Сынақов"]


def test_a_table_of_figures_with_names_in_both_languages_is_read_by_rows() -> None:
    kazakh, russian = (
        ("кітапханалар саны және олардың", "жөнделген мектептердің үлесі"),
        ("число библиотек и их доля", "доля отремонтированных школ"),
    )
    lines = [(60.0, 100 + 14.0 * at, text) for at, text in enumerate(kazakh * 6)]
    lines += [(240.0, 100 + 14.0 * at, text) for at, text in enumerate(russian * 6)]
    lines += [(480.0, 100 + 14.0 * at, str(120 + at)) for at in range(12)]
    assert sides.cut(placed(*lines)) is None


def test_time_grows_with_the_words() -> None:
    lines = columns(LEFT, RIGHT)
    page = placed(*[(x, y + 200 * copy, text) for copy in range(40) for x, y, text in lines])
    started = time.process_time()
    sides.cut(page)
    assert time.process_time() - started < 2
