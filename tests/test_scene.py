"""Sentences of paragraphs that are full of abbreviations; headings, and lists with what opens them."""

from __future__ import annotations

import pytest

from docpipe.figures import scene, scene_sentences
from docpipe.language.passage import Passage
from docpipe.layout import documents, lines
from docpipe.mentions.survey import survey
from docpipe.model.text import Span

SENTENCES = {
    "ru": [
        "В 2023 г. построено 5 школ. | Из них 2 в г. Алматы на ул. Абая.",
        "Выделено 25 млн. тенге. | В т.ч. 5 тыс. долл. США из бюджета.",
        "Охвачено 12 тыс. | Кроме того, 3 тыс. детей и др. | Также 5 школ.",
        "Площадь – 300 кв.м. | Ремонт завершен. | 25 школ готовы.",
        "Отчет за 2022 г. | По итогам т.г. работа продолжена.",
        "Об этом сообщил А. Б. Сериков. | Вопрос решен.",
        "Об этом сообщил Сериков А.Б. на совещании.",
        "1. Построить 5 школ. | Срок – май.",
        "1.2. Принять меры по ст.ст. 5, 6 и п. 3 ч. 2 ст. 12.",
        "Рост составил 5,2%. | 12 объектов сданы.",
        "Дата: 05. 12. 2021 года, всего 25 дел.",
        "Что сделано? | Сдано 5 домов! | Работа идет… | Ждем итогов.",
        "«Открыто 5 школ.» | Министр доволен.",
        "Построено 5 школ.Открыто 3 больницы.",
        "Использовано 3 га и т.д. | Остальное – пашня.",
        "Привлечено 5 ед. техники, 12 чел. и 3 шт. оборудования.",
        "Тел. 72-30-74, каб. 305, им. Абая, проф. Ахметов.",
        "За 6 мес. 2023 г. рост – 5 проц. | Это на 2 п.п. выше.",
        "Закуплено 5 т. зерна, 3 л. масла. | Итого 12 тыс. 300 тенге.",
        "Работы ведет ТОО «Құрылыс-2». | Оно сдало 5 домов.",
    ],
    "kk": [
        "2023 ж. 5 мектеп салынды. | Оның 2-уі Алматы қ. орналасқан.",
        "25 млн. теңге бөлінді. | Оның ішінде 5 мыңы т.б. шығындарға.",
        "12 мың адам қамтылды. | 25 мектеп жөнделді.",
        "Ә.М. Серіков атап өтті. | Жұмыс жалғасуда.",
        "Ж. Серікұлы баяндады.",
        "1. Қаржы бөлінсін. | Мерзімі – мамыр.",
        "Ағымдағы ж. 9 айында 5 нысан салынды және т.б. | Жұмыс жүріп жатыр.",
        "5 га жер берілді. | 3 км жол салынды.",
    ],
    "en": [
        "In 2023, 5.2 mln. tenge was paid. | Of these, 3 went to Mr. Serikov.",
        "The meeting began at 10 a.m. and covered 5 issues. | 12 people spoke.",
        "Exports rose by 3%. | 25 firms took part, e.g. Altyn Ltd. in Astana.",
    ],
}


@pytest.mark.parametrize(("language", "marked"), [(language, one) for language, rows in SENTENCES.items() for one in rows])
def test_sentences(language: str, marked: str) -> None:
    glued = marked == "Построено 5 школ.Открыто 3 больницы."
    text = marked.replace("| ", "")
    found = [text[one.start : one.end] for one in scene_sentences.of(Passage.of(text, language), Span(0, len(text)))]
    assert found == (["Построено 5 школ.", "Открыто 3 больницы."] if glued else marked.split(" | "))


def shown(text: str, language: str) -> dict[str, tuple[str | None, str | None]]:
    """Each paragraph's first words with those of its heading and of the line that opens its list."""
    [sheet] = documents.split(lines.split(text), 0)
    laid = scene.lay(sheet, survey(Passage.of(text, language)), None)
    heads = [" ".join(text[one.span.start : one.span.end].split()[:3]) for one in laid.paragraphs]
    return {
        head: (None if one.heading is None else heads[one.heading], None if one.intro is None else heads[one.intro])
        for head, one in zip(heads, laid.paragraphs, strict=True)
    }


REPORT = """Отчет о работе с обращениями граждан за 2023 год

За отчетный период в министерство поступило 1 250 обращений физических и юридических лиц.

1. Рассмотрение обращений

Рассмотрено 1 100 обращений, из них:
– удовлетворено 400;
– разъяснено 650.

Остальные обращения находятся на рассмотрении в структурных подразделениях.

2. Личный прием

2.1. Прием министра

Министром принято 25 граждан по вопросам жилья, пенсий и земельных отношений.

В Мангистауской области:

Принято 12 граждан, направлено 5 запросов в местные исполнительные органы.
"""


def test_headings_and_lists() -> None:
    found = shown(REPORT, "ru")
    assert found["За отчетный период"] == ("Отчет о работе", None)
    assert found["Рассмотрено 1 100"] == ("1. Рассмотрение обращений", None)
    assert found["– удовлетворено 400;"] == ("1. Рассмотрение обращений", "Рассмотрено 1 100")
    assert found["– разъяснено 650."] == ("1. Рассмотрение обращений", "Рассмотрено 1 100")
    assert found["Остальные обращения находятся"] == ("1. Рассмотрение обращений", None)
    assert found["2. Личный прием"] == ("Отчет о работе", None)
    assert found["Министром принято 25"] == ("2.1. Прием министра", None)
    assert found["Принято 12 граждан,"] == ("В Мангистауской области:", None)


TABLE = """Сведения о ремонте дорог местного значения в регионах

Работы велись в двух регионах республики с марта по октябрь текущего года.

Таблица 1. Ремонт дорог по регионам

Регион	План, км	Факт, км
Область Абай	120	115
Акмолинская область
Всего	240	230

По итогам работ отремонтировано 345 километров дорог, закуплено 12 машин.
"""


def test_a_caption_and_rows_of_a_table_govern_nothing() -> None:
    found = shown(TABLE, "ru")
    assert found["По итогам работ"] == ("Сведения о ремонте", None)


KAZAKH = """Ауылда дәрігерлік көмекті дамыту туралы ақпарат

ЖАҢА НЫСАНДАР

2023 жылы ауылдық жерлерде мынадай нысандар салынды:
Ақмола облысы – 12 нысан
Жамбыл облысы – 15 нысан
Абай облысы – 3 нысан

Кадр мәселесі

Ауылдық ұйымдарда 12 940 дәрігер жұмыс істейді, тағы 1 086 маман жетіспейді.
"""


def test_a_list_without_marks() -> None:
    found = shown(KAZAKH, "kk")
    assert found["Жамбыл облысы –"] == ("ЖАҢА НЫСАНДАР", "2023 жылы ауылдық")
    assert found["Абай облысы –"] == ("ЖАҢА НЫСАНДАР", "2023 жылы ауылдық")
    assert found["Ауылдық ұйымдарда 12"] == ("Кадр мәселесі", None)


LETTER = """Министерство труда рассмотрело запрос и сообщает следующее о выплате пособий гражданам республики.

Пособия получают 12 тыс. семей, на выплаты направлено 5 млрд тенге из бюджета.

Приложение: на 12 листах в 2 экз.

С уважением,

Вице-министр    А. Сериков

Исп.: Садыкова А.
Тел.: 72-30-74
"""


def test_what_speaks_of_the_letter_is_no_paragraph() -> None:
    assert list(shown(LETTER, "ru")) == ["Министерство труда рассмотрело", "Пособия получают 12"]
