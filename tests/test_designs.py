"""PDFs of other designs than the samples': their reading order, and what stands in their heads and tails."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from docpipe.layout.compose import compose
from docpipe.pipeline import extract
from docpipe.readers import read

PAGE = "@page{size:A4;margin:20mm 15mm 20mm 30mm}body{font:14pt 'PT Serif';line-height:1.15}p{margin:0}"

RULED_HEAD = """
<style>@page{@bottom-center{content:counter(page)}}
.head{display:flex;text-align:center;font-weight:bold;font-size:12pt}.head div{flex:1}.head .arms{flex:0 0 25mm}
.contacts{display:flex;font-size:8pt;border-top:1.5pt solid #0057a6;margin-top:3mm}.contacts div{flex:1}.contacts .right{text-align:right}
.to{margin-left:50%;margin-top:6mm}.text p{text-indent:1.25cm;text-align:justify}.text{margin-top:5mm}
.sign{display:flex;justify-content:space-between;font-weight:bold;margin-top:8mm}.by{font-size:9pt;margin-top:12mm}</style>
<div class="head"><div>ҚАЗАҚСТАН РЕСПУБЛИКАСЫ<br>МӘДЕНИЕТ ЖӘНЕ СПОРТ<br>МИНИСТРЛІГІ</div>
<div class="arms"><svg width="60" height="60"><circle cx="30" cy="30" r="28" fill="#0aa"/></svg></div>
<div>МИНИСТЕРСТВО<br>КУЛЬТУРЫ И СПОРТА<br>РЕСПУБЛИКИ КАЗАХСТАН</div></div>
<div class="contacts"><div>010000, Астана қаласы, Мәңгілік Ел даңғылы, 8<br>тел.: 8 (7172) 74-01-02, e-mail: kense@example.kz</div>
<div class="right">010000, город Астана, проспект Мәңгілік Ел, 8<br>тел.: 8 (7172) 74-01-02, e-mail: kense@example.kz</div></div>
<p style="font-size:11pt;margin-top:4mm">№ 04-11/518 от 12 мая 2023 года</p>
<div class="to">Акиму Павлодарской области<br>Образцову Б.К.</div>
<p style="margin-top:4mm">На № 2-14/77 от 28 апреля 2023 года</p>
<div class="text"><p>Министерство культуры и спорта, рассмотрев обращение акимата о ремонте сельских библиотек Павлодарской области,
сообщает следующее.</p><p>В республиканском бюджете на 2024 год предусмотрены средства на закупку книг для всех районных библиотек области,
а ремонт зданий относится к компетенции местных исполнительных органов.</p></div>
<div class="sign"><span>Вице-министр</span><span>Е. Тестаев</span></div><p class="by">Исп.: Ермекова А.К.<br>Тел.: 74-01-15</p>
"""

RIGHT_BLOCK = """
<style>@page{@top-right{content:counter(page) " / " counter(pages)}}
table{width:100%;border-collapse:collapse}td{vertical-align:top;width:50%}.head td{text-align:center;font-weight:bold;font-size:11pt}
.small{font-size:8.5pt}.text p{text-indent:1cm;margin-top:6pt}.sign td{padding-top:10mm}.sign .name{text-align:right;vertical-align:bottom}</style>
<table class="head"><tr><td>«АЙМАҚ ЖОЛДАРЫ»<br>ЖАУАПКЕРШІЛІГІ ШЕКТЕУЛІ<br>СЕРІКТЕСТІГІ</td><td>ТОВАРИЩЕСТВО С ОГРАНИЧЕННОЙ<br>ОТВЕТСТВЕННОСТЬЮ<br>«АЙМАҚ ЖОЛДАРЫ»</td></tr></table>
<table class="small"><tr><td>080000, Тараз қаласы, Төле би даңғылы, 35<br>тел.: 8 (7262) 45-00-11</td><td>080000, город Тараз, проспект Толе би, 35<br>тел.: 8 (7262) 45-00-11</td></tr></table>
<table style="margin-top:6mm"><tr><td>2022 жылғы 3 наурыз<br>№ 17-09/206</td><td>Қазақстан Республикасы<br>Индустрия министрлігінің<br>Көлік комитетінің төрағасы<br>Қ.С. Үлгібаевқа</td></tr></table>
<p style="margin-top:6mm">2022 жылғы 21 ақпандағы № 05-2/914 хатқа</p>
<p style="text-align:center;margin-top:6mm">Құрметті Қанат Серікұлы!</p>
<div class="text"><p>Серіктестік облыстық маңызы бар жолдардың жөндеу кестесін қарап, оны толық қолдайтынын және қажетті материалдарды
белгіленген мерзімде жеткізетінін хабарлайды.</p><p>Жұмыстар көктемгі су тасқыны аяқталған соң басталады, учаскелердің тізбесі
хатқа қоса беріліп отыр.</p></div><p style="margin-top:6pt">Қосымша: 3 парақта.</p>
<table class="sign"><tr><td>Бас директордың<br>бірінші орынбасары</td><td class="name">Ж. Сынақов</td></tr></table>
<p class="small" style="margin-top:10mm">Орынд.: Н. Мысалова<br>Тел.: 45-00-19</p>
"""

TWO_COLUMNS = """
<style>.name{text-align:center;font-weight:bold;font-size:12pt}.strip{display:flex;margin:5mm 0}.strip div{flex:1}
.pair{display:flex;gap:9mm;font-size:11pt}.pair div{flex:1}.pair p{text-indent:6mm;text-align:justify;margin-bottom:3pt}
.sign{display:flex;justify-content:space-between;margin-top:9mm;font-weight:bold}.foot{position:fixed;bottom:-12mm;font-size:7pt}</style>
<div class="foot">Үлгі нысан 4 · Типовая форма 4</div>
<div class="pair name"><div>ӘДІЛЕТ ДЕПАРТАМЕНТІ<br>ҚОСТАНАЙ ОБЛЫСЫ</div><div>ДЕПАРТАМЕНТ ЮСТИЦИИ<br>КОСТАНАЙСКОЙ ОБЛАСТИ</div></div>
<div class="strip"><div>2023 жылғы 8 маусым</div><div>№ 9-4/311</div></div>
<div class="pair"><div><p>Департамент аудандық кітапханаларда тегін заң көмегін көрсету кестесін бекітті және оны тұрғындарға таныстыруды сұрайды.</p>
<p>Кеңес беру әр бейсенбіде өтеді, алдын ала жазылу талап етілмейді, барлық қызмет тегін.</p></div>
<div><p>Департамент утвердил график оказания бесплатной юридической помощи в районных библиотеках и просит ознакомить с ним жителей.</p>
<p>Консультации проходят каждый четверг, предварительная запись не требуется, все услуги бесплатны.</p></div></div>
<div class="sign"><span>Басшы / Руководитель</span><span>Д. Сынақов</span></div>
"""
DESIGNS = {"ruled": RULED_HEAD, "right": RIGHT_BLOCK, "columns": TWO_COLUMNS}


@cache
def printed(name: str) -> bytes:
    weasyprint = pytest.importorskip("weasyprint")
    return bytes(weasyprint.HTML(string=f"<style>{PAGE}</style>{DESIGNS[name]}").write_pdf())


@cache
def text(name: str) -> str:
    return compose([read(printed(name), f"{name}.pdf")]).text


@cache
def documents(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(extract([(f"{name}.pdf", printed(name))]).to_json())["documents"]
    return found


def in_order(read_text: str, *pieces: str) -> list[str]:
    """The pieces in the order in which the text has them, those that it lacks left out."""
    flat = " ".join(read_text.split())
    return sorted((piece for piece in pieces if piece in flat), key=flat.index)


ORDER = {
    "ruled": (
        "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ МӘДЕНИЕТ ЖӘНЕ СПОРТ МИНИСТРЛІГІ", "МИНИСТЕРСТВО КУЛЬТУРЫ И СПОРТА РЕСПУБЛИКИ КАЗАХСТАН",
        "010000, Астана қаласы, Мәңгілік Ел даңғылы, 8 тел.", "010000, город Астана, проспект Мәңгілік Ел, 8 тел.", "№ 04-11/518 от 12 мая 2023 года",
        "Акиму Павлодарской области Образцову Б.К.", "На № 2-14/77", "сообщает следующее.", "В республиканском бюджете", "Вице-министр Е. Тестаев", "Исп.: Ермекова А.К. Тел.: 74-01-15",
    ),
    "right": (
        "«АЙМАҚ ЖОЛДАРЫ» ЖАУАПКЕРШІЛІГІ ШЕКТЕУЛІ СЕРІКТЕСТІГІ", "ТОВАРИЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ «АЙМАҚ ЖОЛДАРЫ»",
        "080000, Тараз қаласы, Төле би даңғылы, 35 тел.", "080000, город Тараз, проспект Толе би, 35 тел.", "2022 жылғы 3 наурыз № 17-09/206",
        "Қазақстан Республикасы Индустрия министрлігінің Көлік комитетінің төрағасы Қ.С. Үлгібаевқа", "2022 жылғы 21 ақпандағы", "Құрметті Қанат Серікұлы!", "Жұмыстар көктемгі",
        "Қосымша: 3 парақта.", "Бас директордың бірінші орынбасары Ж. Сынақов", "Орынд.: Н. Мысалова",
    ),
    "columns": (
        "ӘДІЛЕТ ДЕПАРТАМЕНТІ ҚОСТАНАЙ ОБЛЫСЫ", "ДЕПАРТАМЕНТ ЮСТИЦИИ КОСТАНАЙСКОЙ ОБЛАСТИ", "2023 жылғы 8 маусым № 9-4/311", "Департамент аудандық", "барлық қызмет тегін.",
        "Департамент утвердил график", "все услуги бесплатны.", "Басшы / Руководитель Д. Сынақов",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DESIGNS)
def test_reading_order(name: str) -> None:
    assert in_order(text(name), *ORDER[name]) == list(ORDER[name])


def test_a_ruled_letterhead_above_contacts_in_two_columns() -> None:
    (letter,) = documents("ruled")
    assert (letter["kind"], letter["language"], letter["number"]["value"], letter["date"]["value"]) == (
        "letter",
        "ru",
        "04-11/518",
        "2023-05-12",
    )
    assert letter["issuer"]["name"] == "Министерство культуры и спорта Республики Казахстан"
    assert [(one["surname"], one["initials"]) for one in letter["addressees"]] == [("Образцов", "Б.К.")]
    assert [(one["number"], one["date"]) for one in letter["in_reply_to"]] == [("2-14/77", "2023-04-28")]
    assert (letter["signatory"]["surname"], letter["signatory"]["post"]) == ("Тестаев", "Вице-министр")
    assert (letter["executor"]["surname"], letter["executor"]["phone"]) == ("Ермекова", "74-01-15")


def test_an_addressee_on_the_right_half_beside_the_number() -> None:
    (letter,) = documents("right")
    assert (letter["kind"], letter["language"], letter["number"]["value"], letter["date"]["value"]) == (
        "letter",
        "kk",
        "17-09/206",
        "2022-03-03",
    )
    assert [(one["surname"], one["initials"]) for one in letter["addressees"]] == [("Үлгібаев", "Қ.С.")]
    assert [(one["number"], one["date"]) for one in letter["in_reply_to"]] == [("05-2/914", "2022-02-21")]
    assert [(one["given"], one["patronymic"]) for one in letter["salutation"]] == [("Қанат", "Серікұлы")]
    assert letter["enclosure"]["sheets"] == 3
    assert (letter["signatory"]["surname"], letter["executor"]["surname"]) == ("Сынақов", "Мысалова")


def test_two_languages_side_by_side_are_read_one_after_the_other() -> None:
    found = documents("columns")
    assert [one["language"] for one in found] == ["kk", "ru"]
    assert (found[0]["number"]["value"], found[0]["date"]["value"]) == ("9-4/311", "2023-06-08")
    assert "\t" not in text("columns").split("9-4/311")[1].split("Басшы")[0]
