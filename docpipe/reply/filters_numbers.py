"""Filters for numbers: nouns that agree with them, sheets and copies, amounts in figures and in words, what comes first and second."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from docpipe.errors import WrongCall
from docpipe.language import kazakh_phrases, kazakh_said, russian
from docpipe.language.name_forms import HARD
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_GROUPED = 10_000
_MOST = 10**15
_UPPER = "[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]"
_BOUND = (  # the blank behind what is in brackets holds
    lazy(r"([^\W\d_]) (?=№)"),
    lazy(r"(№|(?<!\w)[вкосуияВКОСУИЯ]) (?=\S)"),
    lazy(r"(?<![\w.-])(\d{1,3}) (?=\d{3}(?!\d))"),
    lazy(r"(?<=\u00a0)(\d{3}) (?=\d{3}(?!\d))"),
    lazy(r"(?<![\w./-])(?<!№\u00a0)(\d[\d\u00a0]{0,20}(?:,\d{1,6})?) (?=[^\W\d_]|%)"),
    lazy(rf"((?<!\w){_UPPER}\.) (?={_UPPER}(?:\.|[^\W\d_A-Z]{{2}}))"),
    lazy(rf"((?<!\w){_UPPER}[^\W\d_]{{1,40}}) (?={_UPPER}\.(?:\s?{_UPPER}\.)?(?!\s?{_UPPER}[^\W\d_]))"),
)


def _number(value: Any) -> Decimal:
    try:
        told = Decimal(str(getattr(value, "value", value)).replace(",", "."))
    except InvalidOperation as error:
        raise _no_number() from error
    if not told.is_finite() or abs(told) >= _MOST:
        raise _no_number()
    return told


def _no_number() -> WrongCall:
    return WrongCall("What should be a number is none, or too large", "Write it in figures: 25380000 or 25.4")


def number(value: Any, *, language: str = "ru") -> str:
    r"""A number in figures as both languages write it: groups of three from ten thousand, with bound blanks; a comma before decimals.

    >>> number(25_380_000), number(1430), number(25.4), number(-12_500)
    ('25\xa0380\xa0000', '1430', '25,4', '-12\xa0500')
    """
    del language
    told = _number(value)
    whole, _, part = f"{abs(told):f}".partition(".")
    if len(whole) > len(str(_GROUPED)) - 1:
        whole = f"{int(whole):,}".replace(",", HARD)
    part = part.rstrip("0")
    return ("-" if told < 0 else "") + whole + ("," + part if part else "")


def percent(value: Any, *, language: str = "ru") -> str:
    r"""A share in per cent.

    >>> percent(25.4), percent(18)
    ('25,4\xa0%', '18\xa0%')
    """
    return f"{number(value, language=language)}{HARD}%"


def money(value: Any, scale: str = "", *, language: str) -> str:
    r"""A sum of tenge; `scale`: `тыс`, `млн`, `млрд`, `трлн` (or `мың`) says in what it is counted.

    >>> money(25_380_000, language="ru"), money(25_400_000, "млн", language="kk"), money(5_000, "тыс", language="kk")
    ('25\xa0380\xa0000\xa0тенге', '25,4\xa0млн\xa0теңге', '5\xa0мың\xa0теңге')
    """
    unit = "теңге" if language == "kk" else "тенге"
    if not scale:
        return f"{number(value)}{HARD}{unit}"
    words = table("replies")["scale"]
    row = next((row for row in words if scale.rstrip(".") in row.values()), None)
    if row is None:
        raise WrongCall("A sum is counted in a scale that is not known", "Scales: " + ", ".join(row["ru"] for row in words))
    return f"{number(_number(value).scaleb(-row['zeros']))}{HARD}{row[language]}{HARD}{unit}"


def counted(value: Any, noun: str, case: str = "nom", *, language: str) -> str:
    """A number with what it counts; adjectives may stand before the noun. In Kazakh the noun stays one, and takes the case.

    >>> [counted(n, "депутат", language="ru") for n in (21, 22, 25)], counted(22, "депутат", language="kk")
    (['21 депутат', '22 депутата', '25 депутатов'], '22 депутат')
    >>> counted(2, "новый закон", language="ru"), counted(5, "год", language="ru"), counted(21, "депутат", "dat", language="ru")
    ('2 новых закона', '5 лет', '21 депутату')
    """
    told = _number(value)
    shown = number(told)
    if language == "kk":
        return f"{shown} {kazakh_phrases.declined(noun, case)}"
    return f"{shown} {russian.counted_phrase(noun, _agreement(told), case)}"


def _agreement(told: Decimal) -> str:
    """Which form a number asks for: one, few (2 to 4), many, or the genitive singular that decimals take."""
    if told != int(told):
        return "part"
    last, teens = abs(int(told)) % 10, 10 < abs(int(told)) % 100 < 20
    if last == 1 and not teens:
        return "one"
    return "few" if 2 <= last <= 4 and not teens else "many"


def sheets(value: Any, *, language: str) -> str:
    """On how many sheets an annex is.

    >>> [sheets(n, language="ru") for n in (1, 21, 12)], sheets(12, language="kk")
    (['на 1 листе', 'на 21 листе', 'на 12 листах'], '12 парақта')
    """
    whole = _whole(value)
    return f"{whole} парақта" if language == "kk" else f"на {whole} {'листе' if _agreement(Decimal(whole)) == 'one' else 'листах'}"


def copies(value: Any, *, language: str) -> str:
    """In how many copies.

    >>> copies(2, language="ru"), copies(2, language="kk")
    ('в 2 экз.', '2 данада')
    """
    return f"{_whole(value)} данада" if language == "kk" else f"в {_whole(value)} экз."


def annex(value: Any, number_of_copies: Any = None, *, language: str) -> str:
    """The line that says what is enclosed.

    >>> annex(12, language="ru"), annex(5, 2, language="kk"), annex(5, 2, language="ru")
    ('Приложение на 12 листах', 'Қосымша: 5 парақта, 2 данада', 'Приложение на 5 листах в 2 экз.')
    """
    told = "Қосымша: " if language == "kk" else "Приложение "
    more = "" if number_of_copies is None else (", " if language == "kk" else " ") + copies(number_of_copies, language=language)
    return told + sheets(value, language=language) + more


def _whole(value: Any) -> int:
    told = _number(value)
    if told != int(told) or told < 1:
        raise WrongCall("Sheets and copies are counted in whole numbers from one", "Give how many there are")
    return int(told)


def words(value: Any, gender: str = "m", *, language: str) -> str:
    """A whole number in words; `gender` of what is counted, for Russian: `m`, `f`, `n`.

    >>> words(25_380_000, language="ru"), words(21, "f", language="ru")
    ('двадцать пять миллионов триста восемьдесят тысяч', 'двадцать одна')
    >>> words(25_380_000, language="kk")
    'жиырма бес миллион үш жүз сексен мың'
    """
    told = _number(value)
    if told != int(told):
        raise WrongCall("Only whole numbers are written in words", "Round it, or write it in figures")
    if language == "kk":
        return kazakh_said.words(int(told))
    from num2words import num2words

    return str(num2words(int(told), lang="ru", gender=gender))


def money_in_words(value: Any, *, language: str) -> str:
    r"""A sum of whole tenge in figures and in words, as contracts and payments want it.

    >>> money_in_words(1_002, language="ru"), money_in_words(5_000, language="kk")
    ('1002 (одна тысяча два) тенге', '5000 (бес мың) теңге')
    """
    return f"{number(value)} ({words(value, language=language)}) {'теңге' if language == 'kk' else 'тенге'}"


def ordinal(value: Any, gender: str = "m", case: str = "nom", *, language: str) -> str:
    """Which one in order, in words.

    >>> ordinal(5, language="ru"), ordinal(3, "f", "gen", language="ru"), ordinal(5, language="kk"), ordinal(20, language="kk")
    ('пятый', 'третьей', 'бесінші', 'жиырмасыншы')
    """
    if language == "kk":
        return kazakh_said.ordinal(_whole(value))
    return _russian_ordinal(_whole(value), gender, case)


@lru_cache(maxsize=65536)
def _russian_ordinal(value: int, gender: str, case: str) -> str:
    from num2words import num2words

    theirs = {"nom": "n", "gen": "g", "dat": "d", "acc": "a", "ins": "i", "loc": "p"}
    return str(num2words(value, lang="ru", to="ordinal", gender=gender, case=theirs[case], animate=False))


def ordinal_figure(value: Any, ending: str = "й", *, language: str) -> str:
    """Which one in order, in figures; `ending` for Russian.

    >>> ordinal_figure(5, language="kk"), ordinal_figure(6, language="kk"), ordinal_figure(5, language="ru"), ordinal_figure(5, "го", language="ru")
    ('5-ші', '6-шы', '5-й', '5-го')
    """
    return kazakh_said.ordinal_figure(_whole(value)) if language == "kk" else f"{_whole(value)}-{ending}"


def of_them(value: Any, case: str = "nom", *, language: str) -> str:
    """So many of those spoken of: `1541-і қанағаттандырылды`, `из них 1541`.

    >>> of_them(1541, language="kk"), of_them(56, language="kk"), of_them(1541, language="ru")
    ('1541-і', '56-сы', 'из них 1541')
    """
    shown = number(value)
    return kazakh_said.figure(_whole(value), case, possessed=True, printed=shown) if language == "kk" else f"из них {shown}"


def bound(text: Any, *, language: str = "ru") -> str:
    r"""A text with bound blanks where no line should break: figures and what they count, № and its number, initials and surname, short prepositions.

    >>> bound("К письму № ДС-231 от 17 июня 2021 года в 2 экз.")
    'К\xa0письму\xa0№\xa0ДС-231 от 17\xa0июня 2021\xa0года в\xa02\xa0экз.'
    >>> bound("Смагулову Б. С., М.Ш. Ахметжановқа")
    'Смагулову\xa0Б.\xa0С., М.Ш.\xa0Ахметжановқа'
    """
    del language
    whole = str(text)
    for rule in _BOUND:
        whole = rule.sub(rf"\1{HARD}", whole)
    return whole
