"""Names and phrases led back to the nominative, by the grammar of both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe.language import kazakh, kazakh_names, russian, russian_names
from docpipe.language.names import Gender, Name, gender_of_patronymic, is_initials, is_patronymic

PEOPLE: list[tuple[Gender, str]] = [
    ("m", "Омаров Асет Ерланович"), ("m", "Байжан Нуржан Талгатұлы"), ("f", "Кусаинова Гульшара Нуршаевна"), ("m", "Цай Сергей Павлович"),
    ("f", "Цай Виктория Олеговна"), ("m", "Тен Вадим Юрьевич"), ("f", "Хегай Марина Львовна"), ("m", "Лавриненко Юрий Иванович"),
    ("m", "Мельник Олег Тарасович"), ("f", "Мельник Оксана Тарасовна"), ("m", "Бондарь Игорь Никитич"), ("f", "Вишневская Любовь Саввична"),
    ("m", "Вишневский Савелий Маркович"), ("m", "Седых Кирилл Ефимович"), ("m", "Гоголадзе Давид Ираклиевич"), ("m", "Хан Герман Борисович"),
    ("m", "Ашимбай Маулен Болатханулы"), ("f", "Закиева Динара Болатовна"), ("f", "Ахметова-Ли Сауле Ерлановна"), ("m", "Балакирев-Ким Эдуард Петрович"),
    ("m", "Райымбек Шыңғыс Тоқтарұлы"), ("f", "Әбенова Ләззат Сейітқызы"), ("m", "Мұсабай Есен Ғалымұлы"), ("m", "Белый Андрей Лукич"),
    ("m", "Кулибаба Лука Фомич"), ("f", "Перепечина Наталия Евгеньевна"), ("m", "Жумагали Аскар Куанышевич"), ("m", "Бердыев Лев Ильич"),
]  # fmt: skip


@pytest.mark.parametrize("case", ["nom", "gen", "dat", "acc", "ins"])
@pytest.mark.parametrize(("gender", "printed"), PEOPLE)
def test_full_name_there_and_back(gender: Gender, printed: str, case: str) -> None:
    surname, given_name, patronymic = printed.split()
    forms = russian_names.declined(Name(surname, given_name, patronymic, gender=gender), case)
    for order in ([forms.surname, forms.given, forms.patronymic], [forms.given, forms.patronymic, forms.surname]):
        found = russian_names.nominative([part for part in order if part])
        assert found is not None
        assert (found.surname, found.given, found.patronymic, found.gender) == (surname, given_name, patronymic, gender)


@pytest.mark.parametrize(
    ("tokens", "case", "surname"),
    [
        ("Омарову А.Е.", None, "Омаров"), ("Омаровой А.Е.", None, "Омарова"), ("Омарова А.Е.", "gen", "Омаров"), ("Омарова А.Е.", "nom", "Омарова"),
        ("А.Е. Киму", None, "Ким"), ("А.Е. Ким", "dat", "Ким"), ("Толстому А.Е.", None, "Толстой"), ("Садовничему А.Е.", None, "Садовничий"),
        ("Седых А.Е.", "dat", "Седых"), ("Гриценко А.Е.", "dat", "Гриценко"), ("Тлеуберды А.Е.", "gen", "Тлеуберды"), ("Омаровым А.Е.", None, "Омаров"),
        ("ОМАРОВУ А.Е.", None, "Омаров"), ("Скляру А.Е.", "dat", "Скляр"), ("Муканову-Ли А.Е.", "dat", "Муканов-Ли"), ("Досжану А.Е.", None, "Досжан"),
    ],
)  # fmt: skip
def test_surname_with_initials(tokens: str, case: str | None, surname: str) -> None:
    found = russian_names.nominative(tokens.split(), case=case)
    assert found is not None
    assert found.surname == surname
    assert found.initials == "А.Е."


def test_no_ending_is_forced_on_a_name_that_has_none() -> None:
    found = russian_names.nominative(["Смагулу", "Б.С."], case="dat")
    assert found is not None
    assert found.surname == "Смагул"


@pytest.mark.parametrize(
    ("form", "bare"),
    [
        ("Омаровқа", "Омаров"), ("Әлиевтің", "Әлиев"), ("Әлиевке", "Әлиев"), ("Мұратәлиевтен", "Мұратәлиев"), ("Тілеубердіге", "Тілеуберді"),
        ("Тілеуберді", "Тілеуберді"), ("Айдын", "Айдын"), ("Дастан", "Дастан"), ("Дастанға", "Дастан"), ("Досжан", "Досжан"), ("Серіктен", "Серік"),
        ("Мұратұлына", "Мұратұлы"), ("Серікқызының", "Серікқызы"), ("Серікқызы", "Серікқызы"), ("Фарида", "Фарида"), ("Фаридаға", "Фарида"),
        ("Бапиға", "Бапи"), ("Иса", "Иса"), ("Исаны", "Иса"), ("Жүсіптің", "Жүсіп"), ("Сүлейменге", "Сүлеймен"), ("Сүлеймен", "Сүлеймен"),
        ("Бегалыға", "Бегалы"), ("Қанатпен", "Қанат"), ("Смирноваға", "Смирнова"), ("Путинге", "Путин"), ("Айгүлден", "Айгүл"),
    ],
)  # fmt: skip
def test_kazakh_name_back(form: str, bare: str) -> None:
    assert kazakh_names.bare(form)[0] == bare


@pytest.mark.parametrize(
    ("form", "kept"),
    [
        ("кодексінің", "кодексі"), ("Заңына", "Заңы"), ("министрлігінен", "министрлігі"), ("министрлігін", "министрлігі"), ("қағидаларында", "қағидалары"),
        ("облысының", "облысы"), ("кеңесінің", "кеңесі"), ("орнына", "орны"), ("төрағасымен", "төрағасы"), ("басқармасынан", "басқармасы"),
        ("министрге", "министр"), ("хаттың", "хат"), ("қаулыға", "қаулы"), ("ІІМ-нің", "ІІМ"), ("клубының", "клубы"), ("бұйрығымен", "бұйрығы"),
    ],
)  # fmt: skip
def test_kazakh_case_comes_off_and_possessive_stays(form: str, kept: str) -> None:
    assert kazakh.without_case(form) == kept


@given(
    st.sampled_from(["бұйрық", "мекеме", "заң", "Қожаев", "халық", "мектеп", "қала", "министрлік", "сот", "Әлиев", "ауыл"]),
    st.sampled_from(kazakh.CASES),
    st.booleans(),
)
def test_kazakh_there_and_back(word: str, case: str, possessed: bool) -> None:  # noqa: FBT001
    assert kazakh.nominative(kazakh.inflect(word, case, possessed=possessed)) == word


def test_a_lexicon_decides_where_it_is_given() -> None:
    assert kazakh.nominative("Нұрдан", known={"Нұрдан"}.__contains__) == "Нұрдан"
    assert kazakh.nominative("Нұрдан", known={"Нұр"}.__contains__) == "Нұр"


@pytest.mark.parametrize(
    ("phrase", "nominative"),
    [
        ("Первого вице-министра сельского хозяйства", "Первый вице-министр сельского хозяйства"),
        ("Ответственному секретарю, члену коллегии", "Ответственный секретарь, член коллегии"),
        ("Государственной инспекцией в агропромышленном комплексе", "Государственная инспекция в агропромышленном комплексе"),
        ("исполняющей обязанности руководителя", "исполняющая обязанности руководителя"),
        ("Трудового кодекса Республики Казахстан", "Трудовой кодекс Республики Казахстан"),
        ("Заместителю Премьер-Министра – Министру финансов", "Заместитель Премьер-Министра – Министр финансов"),
        ("МИНИСТРУ ФИНАНСОВ", "МИНИСТР ФИНАНСОВ"),
        ("Уполномоченному по правам ребенка", "Уполномоченный по правам ребенка"),
        ("И.о. министра", "И.о. министра"),
        ("Правила пользования", "Правила пользования"),
    ],
)
def test_russian_phrase(phrase: str, nominative: str) -> None:
    assert russian.nominative_phrase(phrase) == nominative


def test_one_of_many() -> None:
    assert russian.nominative_phrase("Депутатам Сената, членам фракции", number="sing") == "Депутат Сената, член фракции"
    assert kazakh.nominative_phrase("Сенат депутаттарына, фракция мүшелеріне", number="sing") == "Сенат депутаты, фракция мүшесі"


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("Ерланович", "m"),
        ("Ерлановне", "f"),
        ("Мұратұлына", "m"),
        ("Муратовнаға", "f"),
        ("Серикулы", "m"),
        ("Ильич", "m"),
        ("Омаров", None),
    ],
)
def test_patronymics(word: str, gender: str | None) -> None:
    assert gender_of_patronymic(word) == gender
    assert is_patronymic(word) == (gender is not None)


@given(st.text(max_size=30))
def test_no_text_raises(text: str) -> None:
    kazakh.nominative_phrase(text)
    kazakh.nominative(text)
    kazakh_names.bare(text)
    russian.nominative_phrase(text)
    russian.nominative_phrase(text, number="sing")
    russian_names.nominative(text.split())
    is_initials(text)
