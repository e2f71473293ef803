"""What a reply is made of: values with their sources, what is missing named at once, who may sign, figures of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from docpipe.archive import store
from docpipe.archive.place import named
from docpipe.archive.store import Archive
from docpipe.errors import Secret
from docpipe.reply import drafting, figures, letter, texts
from docpipe.reply.inquiry import day_of
from docpipe.reply.letter import Letter
from docpipe.reply.values import Incomplete
from tests.archives import put, read_bytes
from tests.replies import DAY, SAMPLE, asked, request, sample, word_text

MINISTER = {"kk": "Қуандықов Әділхан Тоқтарұлы", "ru": "Куандыков Адильхан Токтарович"}
PREMIER = """Мажилис Парламента Республики Казахстан

12 марта 2024 года № ДС-41

Премьер-Министру
Республики Казахстан
Оспанову К.Б.

ДЕПУТАТСКИЙ ЗАПРОС

О состоянии сельских дорог

Просим ответить:
1. Сколько километров дорог отремонтировано в 2023 году?

Депутат Мажилиса          А. Темирова
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive with the order on acting duties and a letter full of figures."""
    made = store.opened(named(str(tmp_path_factory.mktemp("archive"))), make=True)
    for name in ("order-acting-2023", "letter-health-2023"):
        data = (SAMPLE.parent / name / "packet.txt").read_bytes()
        put(made, data, read_bytes(data), f"{name}.txt")
    yield made
    made.close()


def without(*names: str) -> dict[str, Any]:
    """The sample's data without these."""
    return {name: value for name, value in sample().items() if name not in names}


def missing(*arguments: Any) -> dict[str, str]:
    """What a letter is not made for, with the hints."""
    with pytest.raises(Incomplete) as caught:
        letter.build(*arguments)
    assert caught.value.exit_code == 10
    return {one.name: one.hint for one in caught.value.missing}


def body(made: Letter, language: str) -> list[str]:
    return [
        one.text.replace("\N{NO-BREAK SPACE}", " ") for one in drafting.render(made)[made.request.languages.index(language)].sheet.blocks
    ]


def test_every_value_says_where_it_comes_from() -> None:
    made = letter.build(request(called=frozenset({"on"})), asked())
    found = {(one.name, one.language): one for one in made.values}
    number = found["inquiry_number", None]
    assert (number.value, number.source.kind, number.source.document, number.source.text) == ("ДС-304", "inquiry", "1", "ДС-304")
    assert number.source.span is not None
    assert asked().packet.text[slice(*number.source.span)] == "ДС-304"
    assert found["day", None].source.kind == "call"
    assert (found["number", None].source.kind, found["number", None].source.file) == ("data", "answer.toml")
    assert found["ministry", "ru"].value.name == "Министерство здравоохранения Республики Казахстан"
    assert found["question_2", "ru"].source.document == "2"
    assert all(one.source.kind for one in made.values)


def test_addressees_are_declined_and_greeted_in_both_languages() -> None:
    made = letter.build(request(), asked())
    plain = {lang: [line.replace("\N{NO-BREAK SPACE}", " ") for line in made.get("addressee", lang)] for lang in ("kk", "ru")}
    assert plain["kk"] == ["Қазақстан Республикасы", "Парламенті Мәжілісінің депутаттары", "С.Қ. Жұмаділоваға,", "Е.Б. Досмағамбетке"]
    assert plain["ru"] == ["Депутатам Мажилиса Парламента", "Республики Казахстан", "Жумадиловой С.К.,", "Досмагамбету Е.Б."]
    assert made.get("salutation", "kk") == "Құрметті Сәуле Қанатқызы, Ерлан Бекұлы!"
    assert made.get("salutation", "ru") == "Уважаемые Сауле Канатовна, Ерлан Бекович!"
    assert made.get("due") == date(2023, 10, 30)


def test_what_is_missing_is_named_all_at_once() -> None:
    told = without("addressee", "signatory", "number")
    del told["answer"][1]["ru"]
    found = missing(request(told, final=True), asked())
    assert set(found) == {"addressee.ru", "answer 2.ru", "number", "signatory"}
    assert "Досмагамбет Е." in found["addressee.ru"]


def test_a_template_says_which_of_its_fields_are_missing() -> None:
    assert {"reason", "until"} <= set(missing(request(template="interim"), asked()))
    assert "reason.ru" in missing(request({**sample(), "until": date(2023, 11, 30), "reason": {"kk": "қажеттігіне"}}, "interim"), asked())
    assert "INQUIRY" in missing(request())


def test_an_unanswered_question_is_said_and_stops_a_final_letter() -> None:
    told = sample()
    del told["answer"][1]
    made = letter.build(request(told), asked())
    assert made.warnings.count("question 2 has no answer") == 1
    assert [one.answered for one in made.get("answers", "kk")] == [True, False, True]
    assert set(missing(request(told, final=True), asked())) == {"answer 2.kk", "answer 2.ru"}


def test_an_answer_to_what_was_not_asked_is_no_answer() -> None:
    told = sample()
    told["answer"].append({"question": 7, "kk": "x", "ru": "x"})
    assert "answer 7" in missing(request(told), asked())


def test_one_language_asks_nothing_of_the_other() -> None:
    told = sample()
    for one in told["answer"]:
        del one["kk"]
    assert letter.build(request(told, languages=("ru",)), asked()).get("answers", "ru")
    assert "answer 1.kk" in missing(request(told), asked())


def test_a_name_of_one_language_is_proposed_in_the_other_and_said() -> None:
    told = sample()
    del told["addressee"][0]["ru"], told["executor"]["ru"]
    told["addressee"][0]["kk"] = "Темірбекова Әсел Нұрланқызы"
    made = letter.build(request(told), asked())
    proposed = {(one.name, one.language): one.value for one in made.values if one.proposed}
    assert set(proposed) == {("person_1", "ru"), ("executor", "ru")}
    assert proposed["person_1", "ru"].surname == "Темирбекова"


def test_without_an_archive_nobody_is_known_to_be_allowed_to_sign() -> None:
    assert "no archive was asked" in missing(request(without("signatory")), asked())["signatory"]
    assert "no archive was asked" in missing(request({**without("signatory"), "minister": MINISTER}), asked())["signatory"]


def test_who_acts_by_an_order_signs_in_both_languages(archive: Archive) -> None:
    made = letter.build(request({**without("signatory"), "minister": MINISTER}), asked(), archive)
    assert made.get("signatory", "kk").surname == "Байжігітов"
    assert made.get("signatory", "ru").surname == "Байжигитов"
    assert made.get("signatory_post", "ru") == ("И.о. министра",)
    told = made.get("authority")
    assert (told["how"], told["acting"], told["order"]["number"]) == ("order", True, "214-ж/қ")
    assert next(one for one in made.values if one.name == "signatory").source.kind == "archive"


def test_on_other_days_the_minister_signs_where_the_data_name_one(archive: Archive) -> None:
    made = letter.build(request({**without("signatory"), "minister": MINISTER}, on=date(2023, 11, 6)), asked(), archive)
    assert (made.get("signatory", "ru").surname, made.get("signatory_post", "kk")) == ("Куандыков", ("Министр",))
    assert "no order lays the post" in missing(request(without("signatory"), on=date(2023, 11, 6)), asked(), archive)["signatory"]
    past = {**MINISTER, "to": date(2023, 1, 1)}
    assert "signatory" in missing(request({**without("signatory"), "minister": past}, on=date(2023, 11, 6)), asked(), archive)


def test_two_who_hold_the_post_settle_nothing(tmp_path: Path) -> None:
    text = (SAMPLE.parent / "order-acting-2023" / "packet.txt").read_text("utf-8")
    second = text.replace("Байжигитова Нурлана", "Кимова Олега").replace("Байжігітов Нұрлан", "Кимов Олег").replace("214-ж/қ", "219-ж/қ")
    made = store.opened(named(str(tmp_path)), make=True)
    for one in (text, second):
        put(made, one.encode(), read_bytes(one.encode()))
    try:
        why = missing(request(without("signatory")), asked(), made)["signatory"]
        assert "two hold the post on 2023-10-27" in why
        assert "219-ж/қ" in why
        assert letter.build(request({**sample(), "signatory": "Н. Байжігітов", "official": [official()]}), asked(), made).get("authority")
    finally:
        made.close()


def official() -> dict[str, Any]:
    return {"kk": "Байжігітов Нұрлан", "ru": "Байжигитов Нурлан", "post": {"kk": "Бірінші вице-министр", "ru": "Первый вице-министр"}}


def test_who_is_named_by_hand_signs_and_the_account_says_what_the_orders_say(archive: Archive) -> None:
    told = {**without("signatory"), "signatory": "А. Куандыков", "minister": MINISTER}
    made = letter.build(request(told), asked(), archive)
    assert made.get("signatory", "kk").surname == "Қуандықов"
    assert "Байжигитов signs" in made.get("authority")["timeline"]
    assert any("named by hand" in one for one in made.warnings)
    assert "holds no post" in missing(request({**without("signatory"), "signatory": "О. Кимов"}), asked(), archive)["signatory"]


def test_a_rank_stands_under_the_post(archive: Archive) -> None:
    told = {**without("signatory"), "minister": {**MINISTER, "rank": {"kk": "полиция генерал-майоры", "ru": "генерал-майор полиции"}}}
    made = letter.build(request(told, on=date(2023, 11, 6)), asked(), archive)
    assert [one.sheet.post for one in drafting.render(made)] == [
        ("Министр", "полиция генерал-майоры"),
        ("Министр", "генерал-майор полиции"),
    ]


def test_figures_come_from_the_archive_with_their_place(archive: Archive) -> None:
    told = sample()
    call = '{{ stat("республиканского бюджета выделено") }}'
    told["answer"][0] = {"question": 1, "kk": f"Осы мақсатқа {call} бөлінді.", "ru": f"На эти цели выделено {call}."}
    made = letter.build(request(told), asked(), archive)
    known, lacking = figures.picked(archive, drafting.queries(made))
    assert lacking == []
    [figure] = known.values()
    assert (figure.source.kind, figure.source.text) == ("archive", "146,4 млрд теңге")
    kazakh, russian = drafting.render(made, known)
    assert "Осы мақсатқа 146,4 млрд теңге бөлінді." in word_text(kazakh.docx)
    assert "На эти цели выделено 146,4 млрд тенге." in word_text(russian.docx)


FIGURES = """Информация о ремонте школ

В 2023 году отремонтировано более 300 школ. Построено 40 спортзалов, в 2023 году открыто 7 бассейнов.
"""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("построено космодромов", "the archive has no such figure"),
        ("введено объектов", "several figures fit"),
        ("отремонтировано школ", "is not one exact figure"),
    ],
)
def test_a_figure_that_is_not_sure_stops_the_letter(archive: Archive, words: str, why: str) -> None:
    put(archive, FIGURES.encode(), read_bytes(FIGURES.encode()))
    found, lacking = figures.picked(archive, [figures.Query(words)])
    assert found == {}
    assert why in lacking[0].hint


def test_a_figure_with_an_open_finding_stops_the_letter(tmp_path: Path) -> None:
    data = "Из 80 школ отремонтировано 20 школ, или 35 %.".encode()
    made = store.opened(named(str(tmp_path)), make=True)
    put(made, data, read_bytes(data))
    try:
        [lacking] = figures.picked(made, [figures.Query("35 школ")])[1]
        assert "35 %" in lacking.hint
        assert "has an open finding: share" in lacking.hint
    finally:
        made.close()


def test_without_an_archive_there_is_no_figure() -> None:
    assert [one.hint for one in figures.picked(None, [figures.Query("объектов")])[1]] == ["there is no archive"]


def test_an_inquiry_to_the_prime_minister_is_answered_to_the_governments_office() -> None:
    told = {**without("addressee"), "ministry": "mt", "answer": [{"question": 1, "kk": "412 км.", "ru": "412 км."}]}
    told["addressee"] = [{"kk": "Темірова Айнұр Болатқызы", "ru": "Темирова Айнур Болатовна"}]
    made = letter.build(request(told, on=date(2024, 3, 20)), asked(PREMIER))
    assert made.get("addressee", "kk") == ("Қазақстан Республикасы", "Үкіметінің Аппаратына")
    assert made.get("addressee", "ru") == ("Аппарат Правительства", "Республики Казахстан")
    assert made.get("salutation", "ru") is None
    assert "поступивший на имя Премьер-Министра" in body(made, "ru")[0]
    assert "Министерство транспорта" in body(made, "ru")[0]
    assert "ministry.code" in missing(request({**told, "ministry": None}, on=date(2024, 3, 20)), asked(PREMIER))


def test_an_inquiry_of_a_day_that_no_calendar_has_is_of_no_day() -> None:
    read = asked("ДЕПУТАТСКИЙ ЗАПРОС\n\n№ 5 от 30.02.2024\n\nПросим ответить.\n\nДепутат    А. Омаров\n")
    assert [one.date.value for one in read.versions.values() if one.date] == ["2024-02-30"]
    assert day_of(read) is None


def test_a_secret_inquiry_is_not_answered_here() -> None:
    text = PREMIER.replace("ДЕПУТАТСКИЙ ЗАПРОС", "Совершенно секретно\nЭкз. № 1\n\nДЕПУТАТСКИЙ ЗАПРОС")
    if not any(mark.kind == "secret" for one in asked(text).versions.values() for mark in one.marks):
        pytest.fail("the inquiry of this test is not read as secret")
    with pytest.raises(Secret):
        letter.build(request({**sample(), "ministry": "mt"}), asked(text))


def test_signs_that_are_not_seen_are_said() -> None:
    told = sample()
    told["answer"][0]["ru"] = "Построено \u200b398 объектов."
    assert any("not seen" in one for one in letter.build(request(told), asked()).warnings)


def test_what_was_not_read_surely_is_said() -> None:
    from dataclasses import replace

    from docpipe.model.record import Finding, Where

    sure = asked()
    number = sure.versions["kk"].number
    assert number is not None
    doubt = Finding(code="doubtful-number", kind="legibility", severity="warning", where=(Where(document="1", span=number.span),))
    read_badly = replace(sure, packet=sure.packet.model_copy(update={"findings": (doubt,)}))
    assert "inquiry_number was not read surely: ДС-304" in letter.build(request(), read_badly).warnings
    assert not any("not read surely" in one for one in letter.build(request(), sure).warnings)


def test_texts_of_values_begin_no_paragraph_and_are_no_template() -> None:
    told = sample()
    told["answer"][0]["ru"] = "# не заголовок {{ 7 * 7 }} {% if %} > и не примечание"
    told["answer"][1]["ru"] = "первый абзац\n\n> второй"
    found = body(letter.build(request(told), asked()), "ru")
    assert "# не заголовок {{ 7 * 7 }} {% if %} > и не примечание" in found
    assert found[found.index("первый абзац") + 1] == "> второй"


def test_the_working_copy_shows_questions_and_sources(archive: Archive) -> None:
    told = sample()
    told["answer"][0]["ru"] = 'Выделено {{ stat("республиканского бюджета выделено") }}.'
    made = letter.build(request(told, notes=True), asked(), archive)
    known, _ = figures.picked(archive, drafting.queries(made))
    sheet = drafting.render(made, known)[1].sheet
    assert any(one.kind == "note" and "Сколько медицинских объектов" in one.text for one in sheet.blocks)
    assert sheet.notes[0] == "Источники"
    assert "146,4 млрд теңге" in sheet.notes[1]
    plain = drafting.render(letter.build(request(told), asked(), archive), known)[1].sheet
    assert (plain.notes, [one for one in plain.blocks if one.kind == "note"]) == ((), [])


def test_all_templates_are_described_and_ask_for_what_they_describe() -> None:
    from docpipe.reply import templates

    names = {one.name: one for one in templates.every()}
    assert set(names) == {"reply", "interim", "forwarding", "refusal", "acknowledgement", "acting-order"}
    for one in names.values():
        assert set(one.title) == {"kk", "ru", "en"}
        assert one.languages == ("kk", "ru")
        asks = {language: texts.asks_for(one.name, language) - templates.GIVEN for language in one.languages}
        assert asks["kk"] == asks["ru"]
        assert all(field.about for language in ("kk", "ru", "en") for field in one.fields(language))


def test_the_day_decides_which_ministry_there_is() -> None:
    assert (
        letter.build(request({**sample(), "ministry": "mp"}, on=DAY), asked())
        .get("ministry", "ru")
        .name.startswith("Министерство просвещения")
    )
    assert "no ministry mon on 2023-10-27" in missing(request({**sample(), "ministry": "mon"}, on=DAY), asked())["ministry.code"]


def test_a_letter_of_a_body_is_answered_to_the_body() -> None:
    text = (SAMPLE.parent / "letter-justice-2024" / "packet.txt").read_text("utf-8")
    told = {**without("addressee", "answer", "ministry"), "text": {"kk": "Иә.", "ru": "Да."}}
    made = letter.build(request(told, on=date(2024, 4, 4)), asked(text))
    assert made.get("addressee", "kk") == ("Қазақстан Республикасының", "Әділет министрлігіне")
    assert made.get("addressee", "ru") == ("Министерство юстиции", "Республики Казахстан")
    assert made.get("salutation", "kk") is None
    assert made.get("ministry", "ru").name == "Министерство финансов Республики Казахстан"
    assert made.get("reference", "kk") == "2024 жылғы 2 сәуірдегі №3-7/1846 хатқа"


def test_a_letter_of_an_akimat_is_answered_in_both_languages_whoever_signed_it() -> None:
    text = "АКИМАТ\nАТЫРАУСКОЙ\nОБЛАСТИ\n\nИсх. № 9-11/846 от 14.05.2024\n\nМинистерство просвещения\nРеспублики Казахстан\n\n"
    text += "Просим включить строительство новой школы в план на 2025 год.\n\nЗаместитель акима области\nЯрош В.Н.\n"
    told = {**without("addressee", "answer", "ministry"), "text": {"kk": "Иә.", "ru": "Да."}}
    made = letter.build(request(told, on=date(2024, 6, 10)), asked(text))
    assert made.get("addressee", "kk") == ("Атырау облысының әкімдігіне",)
    assert made.get("addressee", "ru") == ("Акимат Атырауской области",)


def test_a_post_may_be_a_list_of_its_lines() -> None:
    told = sample()
    told["signatory"] = {**told["signatory"], "post": {"kk": ["Бірінші", "вице-министр"], "ru": ["Первый", "вице-министр"]}}
    assert letter.build(request(told), asked()).get("signatory_post", "ru") == ("Первый", "вице-министр")


def test_an_inquiry_in_kazakh_alone_is_answered_in_both_with_names_proposed() -> None:
    text = (SAMPLE / "packet.txt").read_text("utf-8").partition("Тел.: 55-01-46")[0]
    told = sample()
    for one in told["addressee"]:
        del one["ru"]
    made = letter.build(request(told), asked(text))
    assert made.get("inquiry", "ru").about == ""
    assert {(one.name, one.language) for one in made.values if one.proposed} == {("person_1", "ru"), ("person_2", "ru")}
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in made.get("addressee", "ru")][2:] == [
        "Жумадиловой С.К.,",
        "Досмагамбету Е.Б.",
    ]


def test_names_behind_printed_initials_are_proposed_where_the_other_language_tells_them() -> None:
    told = sample()
    for one in told["addressee"]:
        del one["ru"]
    made = letter.build(request(told), asked())
    assert made.get("salutation", "ru") == "Уважаемые Сауле Канатовна, Ерлан Бекович!"
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in made.get("addressee", "ru")][2:] == [
        "Жумадиловой С.К.,",
        "Досмагамбету Е.Б.",
    ]
    assert {(one.name, one.language) for one in made.values if one.proposed} == {("person_1", "ru"), ("person_2", "ru")}


def test_the_heading_that_an_inquiry_lacks_in_a_language_may_be_told() -> None:
    text = (SAMPLE / "packet.txt").read_text("utf-8").partition("Тел.: 55-01-46")[0]
    told = {**sample(), "about": {"kk": "Басқа туралы", "ru": "О первой помощи на селе"}}
    made = letter.build(request(told), asked(text))
    assert made.get("inquiry", "ru").about == "о первой помощи на селе"
    assert made.get("inquiry", "kk").about == "«Ауыл тұрғындарына алғашқы медициналық көмектің қолжетімділігі туралы»"


def test_a_letter_is_forwarded_to_the_body_with_a_copy_to_who_asked() -> None:
    made = letter.build(request({**sample(), "to": "mf"}, "forwarding"), asked())
    kazakh, russian = (one.sheet for one in drafting.render(made))
    assert kazakh.addressee == ("Қазақстан Республикасының", "Қаржы министрлігіне")
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in russian.copies] == [
        "Копия: депутатам Мажилиса",
        "Жумадиловой С.К.,",
        "Досмагамбету Е.Б.",
    ]
    assert (kazakh.reference, kazakh.salutation) == ("", "")


def test_the_ground_in_law_is_named_in_both_languages_or_not_at_all() -> None:
    told = {**sample(), "to": "mf", "basis": {"kk": "Кодекстің 65-бабына", "ru": "статье 65 Кодекса"}}
    kazakh, russian = (
        one.sheet.blocks[0].text.replace("\N{NO-BREAK SPACE}", " ")
        for one in drafting.render(letter.build(request(told, "forwarding"), asked()))
    )
    assert "депутаттық сауалды Кодекстің 65-бабына сәйкес құзыретіңіз шегінде" in kazakh
    assert "Казахстан согласно статье 65 Кодекса направляет" in russian
    without_russian = {**told, "basis": {"kk": "Кодекстің 65-бабына"}}
    with pytest.raises(Incomplete, match=r"basis\.ru"):
        letter.build(request(without_russian, "forwarding"), asked())
    assert "to.code" in missing(request(template="forwarding"), asked())


def test_an_order_needs_no_inquiry_and_reads_back_as_the_duty_that_it_lays() -> None:
    from docpipe import pipeline

    told = {
        **without("addressee", "answer"),
        "ministry": "mz",
        "number": "214-ж/қ",
        "since": date(2023, 12, 25),
        "until": date(2024, 1, 8),
        "reason": {"kk": "Менің кезекті еңбек демалысыма", "ru": "моего очередного трудового отпуска"},
        "person": {"kk": "Байжігітов Нұрлан Серікұлы", "ru": "Байжигитов Нурлан Серикович"},
        "person_post": {
            "kk": "Қазақстан Республикасының Денсаулық сақтау бірінші вице-министрі",
            "ru": "первый вице-министр здравоохранения Республики Казахстан",
        },
    }
    drafted = drafting.render(letter.build(request(told, "acting-order", final=True, on=date(2023, 12, 20))))
    for one in drafted:
        [document] = pipeline.extract([("order.pdf", one.pdf)]).documents
        [duty] = document.assignments
        assert (duty.from_, duty.to, duty.order_number) == ("2023-12-25", "2024-01-08", "214-ж/қ")
        assert duty.person.surname in {"Байжігітов", "Байжигитов"}
