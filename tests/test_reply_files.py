"""The files of a letter: the same words in Word and in PDF, archival, tagged, with annexes counted; whatever the values and templates hold."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from docx.shared import Pt
from PIL import Image

from docpipe import pipeline
from docpipe.errors import DocpipeError, UnknownType
from docpipe.reply import drafting, filters_numbers, folders, jinja, letter, pdf, templates, texts, word
from docpipe.reply.data import clean
from docpipe.reply.drafting import Drafted
from docpipe.reply.sheet import Block
from tests.conftest import ROOT
from tests.replies import asked, pdf_text, request, sample, squeezed, word_text

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.fixture(scope="module")
def drafted() -> dict[str, Drafted]:
    """The sample's letter, drafted once."""
    return {one.language: one for one in drafting.render(letter.build(request(), asked()))}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A ministry's own folder, in force for the test."""
    monkeypatch.setenv("DOCPIPE_TEMPLATES", str(tmp_path))
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    """What is kept of templates from letter to letter."""
    for one in (templates.named, texts._environment, pdf._environment, pdf._style, pdf._arms, word._layout, word._environment):  # noqa: SLF001
        one.cache_clear()


def template(folder: Path, text: str, name: str = "own") -> None:
    """A template of the ministry's own, the same text in both languages."""
    (folder / name).mkdir()
    for language in ("kk", "ru"):
        (folder / name / f"{language}.txt.j2").write_text(text, "utf-8")


def body(text: str, folder: Path) -> str:
    template(folder, text)
    made = letter.build(request(template="own"), asked())
    return "\n".join(one.text.replace("\N{NO-BREAK SPACE}", " ") for one in drafting.render(made)[1].sheet.blocks)


def test_word_and_pdf_say_the_same(drafted: dict[str, Drafted]) -> None:
    for one in drafted.values():
        assert word_text(one.docx) == pdf_text(one.pdf)


def test_a_letter_is_read_back_as_it_was_meant(drafted: dict[str, Drafted]) -> None:
    [kazakh], [russian] = (pipeline.extract([("reply.pdf", drafted[one].pdf)]).documents for one in ("kk", "ru"))
    for one in (kazakh, russian):
        assert (one.number and one.number.value, one.date and one.date.value) == ("09-2-14/3187-И", "2023-10-27")
        assert [(reply.number, reply.date) for reply in one.in_reply_to] == [("ДС-304", "2023-09-29")]
        assert one.signatory is not None
        assert one.signatory.acting
    assert [one.surname for one in kazakh.addressees] == ["Жұмаділова", "Досмағамбет"]
    assert [one.surname for one in russian.addressees] == ["Жумадилова", "Досмагамбет"]
    assert russian.issuer is not None
    assert russian.issuer.name == "Министерство здравоохранения Республики Казахстан"


def test_the_pdf_is_archival_tagged_and_says_its_language(drafted: dict[str, Drafted]) -> None:
    for language, one in drafted.items():
        with pikepdf.open(io.BytesIO(one.pdf)) as opened:
            with opened.open_metadata() as told:
                assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "B")
            assert str(opened.Root.Lang) == language
            assert opened.Root.MarkInfo.Marked
            assert opened.Root.OutputIntents
            fonts = [font.DescendantFonts[0] for page in opened.pages for font in page.Resources.Font.values()]
            assert all({"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()) for font in fonts)
            assert all("Serif" in str(font.BaseFont) for font in fonts)


def test_the_font_has_every_kazakh_letter() -> None:
    told = sample()
    told["answer"][0]["kk"] = " ".join(KAZAKH)
    [one] = drafting.render(letter.build(request(told, languages=("kk",)), asked()))
    assert " ".join(KAZAKH) in pdf_text(one.pdf)
    with pikepdf.open(io.BytesIO(one.pdf)) as opened:
        assert all("Serif" in str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values())


def test_pages_are_numbered_from_the_second_and_the_signature_is_not_alone() -> None:
    told = sample()
    for lines in (34, 36, 38, 40):
        told["answer"][2]["ru"] = "Слово за словом, строка за строкой. " * lines
        [one] = drafting.render(letter.build(request(told, languages=("ru",)), asked()))
        pages = [squeezed(page) for page in page_texts(one.pdf)]
        assert not re.match(r"1 ", pages[0])
        assert all(re.search(rf"(^{at} | {at}$)", page) for at, page in enumerate(pages[1:], 2))
        assert "строка за строкой" in pages[-1]
        assert "Байжигитов" in pages[-1]


def page_texts(data: bytes) -> list[str]:
    import pypdfium2

    opened = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in opened]
    finally:
        opened.close()


def test_the_same_letter_gives_the_same_bytes(drafted: dict[str, Drafted]) -> None:
    again = {one.language: one for one in drafting.render(letter.build(request(), asked()))}
    assert all((again[one].pdf, again[one].docx) == (drafted[one].pdf, drafted[one].docx) for one in drafted)


def test_a_draft_takes_no_more_pages_than_the_final_letter(drafted: dict[str, Drafted]) -> None:
    final = {one.language: one.pages for one in drafting.render(letter.build(request(final=True), asked()))}
    assert {language: one.pages for language, one in drafted.items()} == final == {"kk": 1, "ru": 1}


def test_no_line_ends_between_a_figure_and_its_ending(drafted: dict[str, Drafted]) -> None:
    page = pdf.html(drafted["kk"].sheet)
    bound = ("251-і", "19-ы", "46-дан", "58-ге", "ДС-304")
    assert [whole for whole in bound if not re.search(rf'<span class="unbroken">[^<]*{whole}[^<]*</span>', page)] == []
    with zipfile.ZipFile(io.BytesIO(drafted["kk"].docx)) as package:
        body = package.read("word/document.xml").decode()
    ends = [whole.split("-") for whole in bound]
    assert [(one, other) for one, other in ends if f'{one}</w:t><w:noBreakHyphen/><w:t xml:space="preserve">{other}' not in body] == []


def test_lines_are_full_before_what_is_held_together(drafted: dict[str, Drafted]) -> None:
    told = "Министерство транспорта Республики Казахстан направляет для рассмотрения в пределах Вашей компетенции депутатский запрос"
    short = []
    for more in range(8):
        text = filters_numbers.bound(f"{told}{'и' * more} № ДС-87 от 11 марта 2024 года о состоянии переправ.")
        page, _ = pdf.written(replace(drafted["ru"].sheet, addressee=(), blocks=(Block("text", text),)))
        lines = [line for line in printed_lines(page) if squeezed(line) in squeezed(text)]
        short += [line for line in lines[:-1] if len(line) < 45]
        assert len(lines) > 1
    assert short == []


def test_columns_are_as_wide_as_their_words_where_these_fit(drafted: dict[str, Drafted]) -> None:
    head = ("Аудан", "Қазандық саны", "Тозуы, %", "Жөндеуге бөлінген қаражат, млн теңге")
    block = Block("table", rows=(head, *((f"Қала\N{NO-BREAK SPACE}№\N{NO-BREAK SPACE}{at}", "3", "41", "23,5") for at in range(10, 15))))
    page, _ = pdf.written(replace(drafted["kk"].sheet, blocks=(block,)))
    assert [at for at in range(10, 15) if f"Қала № {at}" not in pdf_text(page)] == []
    assert block.whole
    assert not Block("table", rows=(("а" * 30, "б" * 30),)).whole


def printed_lines(page: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(page)
    try:
        return str(opened[0].get_textpage().get_text_range()).splitlines()
    finally:
        opened.close()


def test_the_hyphen_that_binds_a_figure_is_read_as_a_hyphen(drafted: dict[str, Drafted]) -> None:
    for language, bound in (("kk", ("олардың 19-ы", "46-дан 58-ге", "№ДС-304", "74-26-18")), ("ru", ("№ ДС-304", "74-26-18"))):
        for file in ("docx", "pdf"):
            text = squeezed(pipeline.extract([(f"letter.{file}", getattr(drafted[language], file))]).text)
            assert [one for one in bound if one not in text] == [], (language, file)


def test_annexes_are_set_with_the_letter_and_their_sheets_counted(tmp_path: Path) -> None:
    written = docx.Document()
    for at in range(90):
        written.add_paragraph(f"Абзац номер {at} приложения.")
    table = written.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Регион", "1 163"
    written.save(str(tmp_path / "a.docx"))
    (tmp_path / "t.csv").write_text("Регион;Введено\nАбай;12\n", "utf-8")
    told = {**sample(), "annex": [{"kk": "t.csv", "ru": "a.docx", "title": {"kk": "Кесте", "ru": "Сведения"}}]}
    kazakh, russian = drafting.render(letter.build(request(told, folder=tmp_path), asked()))
    assert (kazakh.sheets, kazakh.sheet.enclosure) == (1, "Қосымша: 1 парақта.")
    assert russian.sheets == russian.pages - 2 > 1
    assert russian.sheet.enclosure == f"Приложение на {russian.sheets} листах."
    assert "Абзац номер 89 приложения." in pdf_text(russian.pdf)
    assert "Введено" in word_text(kazakh.docx)
    assert word_text(kazakh.docx) == pdf_text(kazakh.pdf)
    [document] = [one for one in pipeline.extract([("r.pdf", russian.pdf)]).documents if one.kind == "letter"]
    assert document.enclosure is not None
    assert document.enclosure.sheets == russian.sheets


def test_an_annexed_pdf_goes_page_for_page_and_the_letter_is_no_pdfa_any_more(tmp_path: Path, drafted: dict[str, Drafted]) -> None:
    (tmp_path / "a.pdf").write_bytes(drafted["ru"].pdf)
    told = {**sample(), "annex": "a.pdf"}
    [one] = drafting.render(letter.build(request(told, folder=tmp_path, languages=("ru",)), asked()))
    assert one.sheets == drafted["ru"].pages
    with pikepdf.open(io.BytesIO(one.pdf)) as opened, opened.open_metadata() as told_of:
        assert len(opened.pages) == one.pages + one.sheets
        assert not [name for name in told_of if "pdfa" in name]
    with zipfile.ZipFile(io.BytesIO(one.docx)) as package:
        assert sum("media/" in name for name in package.namelist()) == one.sheets + 1


def test_an_annex_that_would_lose_something_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "p.png")
    written = docx.Document()
    written.add_picture(str(tmp_path / "p.png"))
    written.save(str(tmp_path / "a.docx"))
    with pytest.raises(UnknownType, match="pictures"):
        drafting.render(letter.build(request({**sample(), "annex": "a.docx"}, folder=tmp_path), asked()))
    with pytest.raises(UnknownType, match="neither DOCX"):
        letter.build(request({**sample(), "annex": "p.png"}, folder=tmp_path), asked())


def test_spreadsheets_are_annexed_as_tables(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate((["Өңір", "Жоспар", "Факт"], ["Абай", 12.5, None], [None, "=1+1", 7])):
            sheet.write_row(at, 0, row) if at < 2 else [sheet.write_string(at, 1, "=1+1"), sheet.write_number(at, 2, 7)]
    told = {**sample(), "annex": "t.xlsx"}
    [one] = drafting.render(letter.build(request(told, folder=tmp_path, languages=("kk",)), asked()))
    [table] = one.sheet.annex
    assert table.rows == (("Өңір", "Жоспар", "Факт"), ("Абай", "12,5", ""), ("", "=1+1", "7"))


HOSTILE = (
    "<script>alert(1)</script>",
    "</w:t></w:r></w:p><w:p>",
    "&lt;b&gt; &amp; &#123;",
    "{{ 7*7 }} {% raw %} {# x #} {_{ }_} {_% %_}",
    "]]><!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
    "<img src=file:///etc/passwd> url(http://example.org/x)",
    "${jndi:ldap://x} %s %(a)s {0.__class__}",
    "=HYPERLINK(1) @SUM(1) +1 -1",
    "ӘҒҚҢӨҰҮҺІ ё — «» “” ‘’ №",
    "A" * 300,
    "\\n \\x41 \\u0041",
    "# x > y ! z",
)
_SIGNS = "аәғқңөұүһі{}%#<>&'\"/\\.,:;!?()[]|~^$@*+=-–—_№ \u200b\u2060𝔸日"


def hostile(seed: int, count: int) -> list[str]:
    """Values of all sorts: known ones, and signs thrown together."""
    dice = random.Random(seed)  # noqa: S311 - the same values each time
    found = ["".join(dice.choice(_SIGNS) for _ in range(dice.randint(1, 40))) for _ in range(count - len(HOSTILE))]
    return [*HOSTILE, *found]


def test_values_of_any_kind_come_back_as_they_were() -> None:
    values = [" ".join(one.split()) for one in hostile(7, 150) if one.split()]
    told = sample()
    told["answer"][0]["ru"] = "\n\n".join(f"Начало {one} конец" for one in values)
    [one] = drafting.render(letter.build(request(told, languages=("ru",)), asked()))
    there = word_text(one.docx)
    assert [value for value in values if f"Начало {value} конец" not in there] == []
    assert "49" not in there
    assert "root:" not in pdf_text(one.pdf)
    opened = docx.Document(io.BytesIO(one.docx))
    assert sum(paragraph.style is not None and paragraph.style.name == "Letter text" for paragraph in opened.paragraphs) >= len(values)
    with pikepdf.open(io.BytesIO(one.pdf)) as found:
        assert len(found.pages) == one.pages


def test_control_signs_become_one_that_can_be_printed() -> None:
    assert clean("a\x00b\x1bc\ud800") == "a\ufffdb\ufffdc\ufffd"
    assert clean("a\x0bb\u2028c\r\nd") == "a\nb\nc\nd"


ESCAPES = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ request.application.__globals__ }}",
    "{{ ()|attr('__class__') }}",
    "{{ ''|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ '%s'|format(''.__class__) }}{{ '{0.__class__}'.format(1) }}",
    "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "{{ ministry.__class__.__init__.__globals__ }}",
    "{{ signatory.model_config }}{{ signatory.model_dump() }}",
    "{{ signatory.parse_file('/etc/passwd') }}",
    "{{ stat._notes.known }}",
    "{{ stat.__call__.__globals__ }}",
    "{{ day.replace.__self__.__class__ }}",
    "{{ answers.append(1) }}{{ {}.update({'a': 1}) }}",
    "{% include '../../../etc/passwd' %}",
    "{% import '/etc/passwd' as p %}{{ p }}",
    "{% for c in [].__class__.__base__.__subclasses__() %}{{ c }}{% endfor %}",
    "{{ joiner.__init__.__globals__ }}{{ namespace.__init__ }}",
    "{{ [1]|map(attribute='__class__')|list }}",
    "{{ (1).__class__ }}{{ dict.__base__ }}",
    "{{ ministry|attr('_' ~ '_class_' ~ '_') }}",
    "{{ undefined_thing.x }}",
    "{{ 'a' * 10**9 }}",
    "{{ ['a'] * 1000000000 }}",
    "{{ 'a' | center(1000000000) }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ 9 ** 9 ** 9 }}",
)


@pytest.mark.parametrize("payload", ESCAPES)
def test_no_template_gets_out(payload: str, own: Path) -> None:
    template(own, f"Начало. {payload} Конец.")
    with pytest.raises(DocpipeError) as caught:
        drafting.render(letter.build(request(template="own"), asked()))
    assert caught.value.exit_code in {2, 10}
    assert "root:" not in str(caught.value)


def test_a_layout_with_a_mistake_is_named(own: Path) -> None:
    template(own, "Начало.")
    (own / "letter.html.j2").write_text("{% if %}", "utf-8")
    with pytest.raises(texts.TemplateFault, match=r"letter\.html\.j2"):
        drafting.render(letter.build(request(template="own"), asked()))


def test_what_templates_may_do_they_can(own: Path) -> None:
    assert (
        body("{{ day | long }}: {{ ['б', 'а'] | sort | join(', ') | upper }} {{ 3 | agree('депутат') }}", own)
        == "27 октября 2023 года: А, Б 3 депутата"
    )


def test_a_tag_at_the_end_of_a_line_draws_no_paragraph_into_a_note(own: Path) -> None:
    assert (
        body(
            "> Примечание{% if day %} о дне{% endif %}\n\n{% if day %}\nОтвет.\n{% endif %}\n\n# Раздел{% if day %}{% endif %}\n\nКонец.",
            own,
        )
        == "Ответ.\nРаздел\nКонец."
    )


def test_a_template_that_leaves_out_an_answer_makes_no_letter(own: Path) -> None:
    template(own, "{% for answer in answers %}> {{ answer.paragraphs[0] }}{% endfor %}")
    (own / "own" / "template.toml").write_text("answers = true\n", "utf-8")
    with pytest.raises(texts.TemplateFault, match="leaves out an answer"):
        drafting.render(letter.build(request(template="own"), asked()))


def test_a_template_asks_for_figures_too(own: Path) -> None:
    from docpipe.reply.figures import Query

    template(own, "{% for year in ('2022', '2023') %}Построено {{ stat('объектов', period=year) }}.\n\n{% endfor %}")
    assert drafting.queries(letter.build(request(template="own"), asked())) == (Query("объектов", "2022"), Query("объектов", "2023"))


def test_a_template_that_never_ends_is_ended(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from docpipe.reply import making

    template(own, "{% for a in 'а'.ljust(99999) %}{% for b in 'б'.ljust(99999) %}{% if a == b %}{{ a }}{% endif %}{% endfor %}{% endfor %}")
    monkeypatch.setenv("DOCPIPE_DOCUMENT_SECONDS", "8")
    with making.makers(1) as pool, pytest.raises(DocpipeError) as caught:
        making.begun(pool, letter.build(request(template="own"), asked()), {}).result()
    assert caught.value.code == "E_TIMEOUT"


def test_a_layout_fetches_nothing(own: Path) -> None:
    page = (ROOT / "templates" / "letters" / "letter.html.j2").read_text("utf-8")
    (own / "letter.html.j2").write_text(page.replace("{{ sheet.strip }}", '{{ sheet.strip }}<img src="file:///etc/passwd">'), "utf-8")
    with pytest.raises(pdf.Fetched):
        drafting.render(letter.build(request(languages=("ru",)), asked()))


def test_a_restyled_word_layout_comes_first(own: Path) -> None:
    layout = docx.Document(str(folders.path("letter.docx")))
    layout.styles["Letter text"].font.size = Pt(11)
    layout.save(str(own / "letter.docx"))
    [one] = drafting.render(letter.build(request(languages=("ru",)), asked()))
    assert docx.Document(io.BytesIO(one.docx)).styles["Letter text"].font.size == Pt(11)


def test_braces_in_values_are_no_tags_in_word() -> None:
    assert "{" not in str(jinja.for_word("{{ a }}"))
