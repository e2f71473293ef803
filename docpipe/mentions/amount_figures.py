"""Numbers in figures: `3 267`, `1.234.567`, `2,6`, `-3,1`, `1541-і`, `3-х`; not `5-тармақ`, `2-й`, `ЭКСПО-2017`, `010000`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from docpipe.mentions.amount_terms import LETTER, Term
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.trace import note
from docpipe.vocabulary import table

_GROUPS = r"\d{1,3}(?:[ '\u00b7]\d{3})++(?!\d)|\d{1,3}(?:,\d{3}){2,6}+(?!\d)|\d{1,3}(?:\.\d{3}){2,6}+(?!\d)"
_ENGLISH = lazy(rf"(?:\d{{1,3}}(?:,\d{{3}})++(?!\d)|{_GROUPS}|\d{{1,15}}+)(?:[.,]\d{{1,9}}+)?", re.ASCII)
_OTHER = lazy(rf"(?:{_GROUPS}|\d{{1,15}}+)(?:[.,]\d{{1,9}}+|-00(?=[ ]?(?:тенге|теңге|тг|руб)))?", re.ASCII)
_CHAIN = lazy(r"[\d.,/:]*\d", re.ASCII)
_CONTINUES = lazy(r"[.,/:]\d|\d", re.ASCII)
_THOUSANDS = lazy(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_MEASURED = lazy(r"[ ]{0,2}(?:%|проц|пайыз|млн|млрд|трлн|тыс|мың|миллион|миллиард|кг|км|т\b|га\b|м\b|г\b|л\b|ц\b)")
_POSSESSED = r"(?:[ае]?у)?с?[ыі](?:н(?:[ыі]ң|[ае]|да(?:ғы)?|де(?:гі)?|[ае]н)?|мен)?"
_CASES = (
    r"(?:[ае]у)?(?:[дтн][ыі]ң?|[ғгқк][ае]|[дтн][ае]н|[дт][ае](?:ғы|гі)?|[мбп]ен|[дт][ае]й|л[ае][пғ]\w{0,4}|[ғг][ыі])|[ае]у|ла[пғ]|ле[пг]"
)
_KAZAKH = lazy(rf"[-–](?:{_POSSESSED}|{_CASES})(?![{LETTER}\d])")
_GLUED_LONGER = lazy(rf"(?!лет|жыл|год|ші|шы|th|st|nd|rd)[{LETTER}]{{4,30}}+(?![\d-])")
_GLUED = lazy(rf"(?:{_CASES})(?![{LETTER}\d])")
_RUSSIAN = lazy(rf"[ ]?-[ ]?(?:х|ти|ть|и|ми|мя|емя|тью|ью|ю|ух|ех|ёх|та|ста|ро)(?![{LETTER}\d])")
_ORDINAL = lazy(rf"[ ]?[-–]?[ ]?(?:[ыі]?н?(?:ші|шы))(?:с[ыі]\w{{0,4}}|[дтн]\w{{1,4}}|л[еа]р\w{{0,6}})?(?![{LETTER}\d])")
_LIKE = lazy(r"[-–]?[дт][ае]й")
_SIGNED = lazy(r"[(\[\t«]\Z|[ ]\Z")
_SCALED_BEFORE = lazy(r"(?:тыс\.?|мың|мл(?:н|рд)\.?|трлн\.?|(?:милли|трилли)(?:он|ард)\w{0,3})[ ]\Z")
_OWN_SIGN = lazy(r"[–-] (?P<minus>- ?|–(?=\Z)|\([–-]\) ?)\Z")
_MAY_BE_BELOW = lazy(
    r"(?<!\w)(?:сальдо|дефицит|баланс|убыт|результат)[^.;:\d]{0,80} (?:размере|составил[аои]?|составляет) (?P<minus>[–-])\Z", re.IGNORECASE
)
"""`сальдо – -280 934`, `дефицит – (-) 12 345`: a dash and the figure's own sign, no empty cells; `сальдо в размере -412`, but `зарплата составила -310` lacks a blank."""
_AFTER_SIGN = lazy(r"\d{1,9}[.,]\d|\d[\d ]{0,9}[ ]?(?:%|п\.?[ ]?п|проц|пайыз)", re.ASCII)


def scan(text: str, language: str, hidden: list[tuple[int, int]], offset: int = 0) -> list[Term]:
    """The numbers in figures, in order; none that touches a hidden place (`hidden` is in order and free of overlaps).

    `offset` is where the text begins in the packet, for the notes.

    >>> [str(one.raw) for one in scan("1541-і, 2-й, 3 267 және 2,6", "kk", [])]
    ['1541', '3267', '2.6']
    """
    pattern = _ENGLISH if language == "en" else _OTHER
    found: list[Term] = []
    at, place = 0, 0
    while match := pattern.search(text, at):
        start, end = match.span()
        while place < len(hidden) and hidden[place][1] <= start:
            place += 1
        if place < len(hidden) and hidden[place][0] < end:
            at = max(hidden[place][1], start + 1)
            continue
        term, at = _term(text, match, language)
        if term is not None:
            found.append(term)
        else:
            note("amount", "ordinal-name-or-chain", (start + offset, end + offset), won=False)
    return found


def _term(text: str, match: re.Match[str], language: str) -> tuple[Term | None, int]:
    """The number at a match, if it is one, and where to look on."""
    start, end = match.span()
    if _CONTINUES.match(text, end):
        chain = _CHAIN.match(text, start)
        return None, max(end, chain.end() if chain else end)
    if _breaks_off(text, start) or (match.group()[0] == "0" and match.group()[1:2].isdigit() and not is_rest(text, start, end)):
        return None, end
    ended = _ending(text, end, language)
    if ended is None:
        return None, end
    raw, step = _read(match.group(), language, text, end)
    sign = _sign(text, start)
    raw = raw if sign in ("", "+") else -raw
    about = "about" if _LIKE.fullmatch(text, end, ended) else "exact"
    start -= len(sign)
    return Term(start, ended, start, ended, raw, step=step, qualifier=about), ended


def is_rest(text: str, start: int, end: int) -> bool:
    """`1 трлн 086 млрд`, `20 тыс. 050 тенге`: three digits that go on after a scale may begin with nought."""
    return end - start == len("086") and bool(_SCALED_BEFORE.search(text, max(0, start - 14), start))


def _breaks_off(text: str, start: int) -> bool:
    """Whether what stands glued before the first digit makes it a piece of something else."""
    if not start:
        return False
    one, two = text[start - 1], text[start - 2] if start > 1 else " "
    if one in "-–":
        return (two.isalpha() and not _total(text, start - 1, one)) or two in "/.,+"
    if one in ".,":
        return two.isdigit() or (one == "." and not text[max(0, start - 5) : start - 1].isalpha()) or two == " "
    if one == "+":
        return two not in " (\t\n"
    return one.isalnum() or one in "_/\\№#@^*" or (one == ":" and two.isdigit())


def _total(text: str, dash: int, sign: str) -> bool:
    """Whether a dash glued to a word sets a count apart (`барлығы–208`) and joins no name (`экспо-2017`)."""
    return sign == "–" or text[max(0, dash - 10) : dash].endswith(tuple(table("units")["words"]["total"]))


def _sign(text: str, start: int) -> str:
    """`+`, `-`, `минус `, or nothing: a dash is a minus only after a blank or bracket and before a decimal or a percentage."""
    if own := _OWN_SIGN.search(text, max(0, start - 16), start) or _MAY_BE_BELOW.search(text, max(0, start - 120), start):
        return own["minus"]
    if text[max(0, start - 6) : start] in ("минус ", "minus "):
        return text[start - 6 : start]
    sign = text[start - 1 : start].replace("–", "-")
    if sign not in ("+", "-") or not sign or (start > 1 and not _SIGNED.search(text, start - 2, start - 1)):
        return ""
    if sign == "-" and (start == 1 or (text[start - 2] == " " and not _AFTER_SIGN.match(text, start))):
        return ""
    return sign


def _ending(text: str, end: int, language: str) -> int | None:
    """Where the number ends with the ending of its case; None where what follows makes it an ordinal, a name or an adjective."""
    follows = text[end : end + 2]
    if not follows[:1]:
        return end
    if language != "en" and _ORDINAL.match(text, end):
        return None
    if follows[0] in "-–" and follows[1:].isalpha():
        return _hyphened(text, end, language)
    if follows[0] == " " and (spaced := _RUSSIAN.match(text, end)) and language == "ru" and follows[1:] == "-":
        return spaced.end()
    if not follows[0].isalpha():
        return end
    if glued := _GLUED.match(text, end) if language == "kk" else None:
        return glued.end()
    return end if _glued_word(text, end) else None


def _hyphened(text: str, end: int, language: str) -> int | None:
    if language == "kk" and (match := _KAZAKH.match(text, end)):
        return match.end()
    if language != "en" and (match := _RUSSIAN.match(text, end)):
        adjective = _made().match(text, match.end())
        return match.end() if _cardinal(text, end, match.group()) and not adjective else None
    if language != "kk" and (match := _KAZAKH.match(text, end)) and len(match.group()) > 2:
        return match.end()
    if _adjective().match(text, end) or (text[end] == "–" and language == "ru"):
        return end
    return None


def _cardinal(text: str, end: int, ending: str) -> bool:
    """`3-х` is three, `90-х` are the nineties, `5-х` the fifth ones."""
    return not ending.endswith("-х") or (text[end - 1] in "234" and text[max(0, end - 2) : end] not in ("12", "13", "14"))


@cache
def _made() -> re.Pattern[str]:
    """An adjective that the number is a part of: `3-х летний`, `5-ти-дневный`."""
    return compiled(rf"(?:-[{LETTER}]|[ ]?(?:{'|'.join(table('units')['words']['made'])})[{LETTER}])")


@cache
def _adjective() -> re.Pattern[str]:
    """What may be glued by a hyphen and is a unit all the same: `500-кратного`, `20-процентная`, `5-пайыздық`, `10-fold`."""
    return compiled(r"-(?:кратн|процентн|пайызды|миллион|миллиард|fold|percent)")


def _glued_word(text: str, at: int) -> bool:
    """A scale, a unit or a longer word that has lost its blank."""
    from docpipe.mentions.amount_units import after

    return bool(_glued_scale().match(text, at) or _GLUED_LONGER.match(text, at) or after().match(text, at))


@cache
def _glued_scale() -> re.Pattern[str]:
    from docpipe.language.numerals_scale import pattern

    return compiled(pattern())


def _read(printed: str, language: str, text: str, end: int) -> tuple[Decimal, Decimal]:
    """The number that the figures say, and its rounding as printed."""
    digits = printed.replace("-", ".").replace(" ", "").replace("'", "").replace("\u00b7", "")
    points, commas = digits.count("."), digits.count(",")
    if points > 1 or (points and commas and digits.rfind(",") > digits.rfind(".")):
        digits, points = digits.replace(".", ""), 0
    if commas > 1 or (commas and (points or _english_thousands(digits, language))):
        digits = digits.replace(",", "")
    elif points and language != "en" and _THOUSANDS.fullmatch(digits) and not _MEASURED.match(text, end):
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".")
    decimals = len(digits) - digits.index(".") - 1 if "." in digits else 0
    return Decimal(digits), Decimal(1).scaleb(-decimals)


def _english_thousands(digits: str, language: str) -> bool:
    return language == "en" and bool(re.fullmatch(r"\d{1,3},\d{3}", digits))
