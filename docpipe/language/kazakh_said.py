"""How figures and abbreviations are said in Kazakh: the words of a number, and the endings that figures and letters take behind a hyphen.

Source: Қазақ тілінің орфографиялық ережелері (2018): an ending follows what is heard last, `5-ке`, `2021-ге`, `ІІМ-ге`.
"""

from __future__ import annotations

from functools import cache

from docpipe.language import kazakh
from docpipe.vocabulary import table

_VOWELS = frozenset("аоуеиіыёұүәөэюя")
_READ_OUT = 5
_LATIN = str.maketrans("aeiouyqbcdfghjklmnprstvwxz", "аеіоуықбкдфгхжклмнпрстввсз")


def words(number: int) -> str:
    """A whole number in words.

    >>> words(25_380_000), words(1_100), words(-6)
    ('жиырма бес миллион үш жүз сексен мың', 'бір мың жүз', 'минус алты')
    """
    if number < 0:
        return f"минус {words(-number)}"
    if not number:
        return _row("words", "zero")
    top = next((scale for scale in sorted(_round(), reverse=True) if scale <= number), 1)
    if top == 1:
        return _below_thousand(number)
    rest = number % top
    return " ".join((words(number // top), _row("scale", str(top)), *([words(rest)] if rest else [])))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    said = [_row("numbers", str(hundreds))] if hundreds > 1 else []
    said += ["жүз"] if hundreds else []
    return " ".join([*said, *(_row("numbers", str(part)) for part in (rest // 10 * 10, rest % 10) if part)])


def _row(kind: str, key: str) -> str:
    return str(table("numerals")["kk"][kind][key]).split()[0]


def ordinal(number: int) -> str:
    """A number in order, in words.

    >>> ordinal(5), ordinal(20), ordinal(21), ordinal(40), ordinal(300), ordinal(2000)
    ('бесінші', 'жиырмасыншы', 'жиырма бірінші', 'қырқыншы', 'үш жүзінші', 'екі мыңыншы')
    """
    said = words(number)
    before, _, last = said.removeprefix("бір ").rpartition(" ") if number in _round() else said.rpartition(" ")
    return f"{before} {_ordinals().get(last) or _in_order(last)}".strip()


@cache
def _round() -> frozenset[int]:
    """A thousand, a million: the thousandth is no one-thousandth."""
    return frozenset(int(scale) for scale in table("numerals")["kk"]["scale"])


@cache
def _ordinals() -> dict[str, str]:
    rows = table("numerals")["kk"]
    return {words(int(value)).rpartition(" ")[2]: form for value, form in rows["ordinals"].items()}


def _in_order(word: str) -> str:
    """The rule that the rows follow, for миллиард, триллион, нөл."""
    return word + ("інші" if kazakh.is_soft(word) else "ыншы")


def ordinal_figure(number: int) -> str:
    """A number in order, in figures.

    >>> ordinal_figure(5), ordinal_figure(6), ordinal_figure(20), ordinal_figure(100)
    ('5-ші', '6-шы', '20-шы', '100-ші')
    """
    return f"{number}-{ordinal(number)[-2:]}"


def figure(number: int, case: str, *, possessed: bool = False, printed: str | None = None) -> str:
    """A number in figures with the ending of a case behind a hyphen; `possessed`: so many of them. `printed`: how the figures are written.

    >>> figure(219, "dat"), figure(2021, "dat"), figure(5, "abl"), figure(56, "nom", possessed=True), figure(40, "nom", possessed=True)
    ('219-ға', '2021-ге', '5-тен', '56-сы', '40-ы')
    """
    shown, last = printed or str(number), words(number).rpartition(" ")[2]
    ending = _of_them(last, case) if possessed else kazakh.inflect(last, case)[len(last) :]
    return f"{shown}-{ending}" if ending else shown


def _of_them(word: str, case: str) -> str:
    """The possessive and the case together: сына, ының; the vowel that falls out before it (қырқы) is not seen."""
    owned = kazakh.possessive(word)
    own = len("сы") if owned[-2] == "с" and owned[:-2] == word else len("ы")
    return kazakh.inflect_possessed(owned, case)[len(owned) - own :]


def heard(word: str) -> str:
    """A word in Latin letters, or in any, as the rules of endings hear it: lower-case and Cyrillic, as long as it was.

    >>> heard("Otan"), heard("NATO")
    ('отан', 'нато')
    """
    return word.lower().translate(_LATIN)


def abbreviation(letters: str, case: str) -> str:
    """An abbreviation, or a word in Latin letters, with the ending of a case behind a hyphen: by the name of its last letter, or as a word.

    >>> abbreviation("ІІМ", "dat"), abbreviation("АҚШ", "abl"), abbreviation("ҚР", "gen"), abbreviation("ЖШС", "dat")
    ('ІІМ-ге', 'АҚШ-тан', 'ҚР-ның', 'ЖШС-ге')
    >>> abbreviation("ТҮРКСОЙ", "dat"), abbreviation("NATO", "dat"), abbreviation("Google", "dat"), abbreviation("ӘҚБтК", "gen")
    ('ТҮРКСОЙ-ға', 'NATO-ға', 'Google-ге', 'ӘҚБтК-нің')
    """
    rows = table("said")
    whole, last = heard(letters), letters[-1:].lower()
    said = rows["whole"].get(letters) or (whole if letters.isascii() or _read_out(letters) else rows["letters"].get(last, last))
    ending = kazakh.inflect(said, case)[len(said) :]
    return f"{letters}-{ending}" if ending else letters


def _read_out(letters: str) -> bool:
    """Whether an abbreviation is long enough, and has vowels enough, to be read as a word: ЮНЕСКО, ТҮРКСОЙ."""
    return len(letters) >= _READ_OUT and letters.isupper() and sum(letter in _VOWELS for letter in letters.lower()) > 1
