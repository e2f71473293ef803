"""Figures that their own shape or the signs around them show to be no amounts: `72-30-74`, `10:30`, `АИ-92`, `3-й`, `9-сынып`, `№ 5`, `[3]`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.mentions.amount_figures import is_rest
from docpipe.mentions.amount_masks_ground import words
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.mentions.amount_masks_ground import Ground

_MEMBER = r"\d{1,4}"
_CODE = lazy(r"0\d{1,20}|\d{1,9}(?:-\d{1,9}){2,9}|\d{1,6}:\d{1,6}(?:[:–-]\d{1,6}){0,6}(?: \d{3})?|24/7")
_BLANK = lazy(r" ?_{2,}")
_GROUPS = lazy(r"\d{1,3}(?:[.,]\d{3}){2,}(?:[.,]\d{1,2})?")
_DOTTED = lazy(r"\d{1,6}(?:\.\d{1,6}){2,9}")
_SIGN = lazy(r"(?:№{1,2}|(?<!\w)n[oº°]?\.?|§{1,2}|#)[ ]?$")
_NAME = lazy(r"(?P<word>[^\W_][^\W_-]{0,30}|[»\"])-(?P<blank>)$")
_ORDINAL = lazy(
    r"-?(?:ші|шы|нші|ншы|інші|ыншы)(?:с[іы]|ден|дан|ге|ға|де|да|н[іы]|нің|ның|лік|лық|лер|лар)?(?!\w)"
    r"|-(?:ый|ой|й|ая|яя|я|ое|ее|ье|е|го|ого|его|му|ому|ему|м|ым|ом|х|ых|ую|ю|ей|ые|ыми)(?!\w)|(?:st|nd|rd|th)(?!\w)"
)
_SHORT_CARDINAL = lazy(r"-х(?!\w)|-м {1,2}\w{2,30}[ая]м(?!\w)|-ю {1,2}\w{2,30}[ая]ми(?!\w)")
_ADJECTIVE = lazy(r"-?(?:х|ти|ми|и)[ -](?:комнатн|этажн|летн|дневн|местн|сторонн|уровнев|часов|месячн|годичн|звездочн|звёздочн)")
_SHORT_PART = lazy(r"-(?:б|т|тт|бб|тар)\.")
_WHICH = lazy(r"-х (?:класс|год|курс|этаж|квартал|полугоди|групп)")
_JOINED = lazy(rf"-(?P<noun>[{LOWER}a-z]{{2,40}})")
_KAZAKH_ENDING = lazy(
    r"(?:[сн]?[ыі])?(?:[нтд][ыі]ң?|н?[гқғк][ае]|н?[дт][ае]н?|н[ае]н?|[мбп]ен|[ае]|н)?(?:[ғг][ыі])?|[дт][ае]й|[дтл][ае]п|[еа]?у(?:[іы]н?(?:ің|ың|е|а|ен|ан|де|да)?)?|ын[ае]|ін[ае]"
)
_RUSSIAN_ENDING = lazy(r"ти|ть|ми|мя|ух|ех|х|ью|и|ка|ое")
_LETTER = lazy(rf"[{UPPER}A-Z](?!\w)|-(?!МРП|АЕК)[{UPPER}A-Z]{{1,4}}(?!\w)| ?«[{UPPER}A-Z]»|[абвде](?= ?(?:,|\.\n|\)|$))")
_AGE_SIGN = lazy(r"\+(?! ?[\w(])")
_COORDINATE = lazy(r" ?°(?! ?[cсf])| ?[′″']\d| ?° ?\d")
_URL = lazy(
    r"(?=[\w+-]{0,60}+[.:@])(?:(?:https?://|www\.)[^\s<>»\"]{1,300}|[\w.+-]{1,60}@[\w.-]{1,60}|[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.(?:kz|ru|com|org|net|pdf|docx?|xlsx?|rtf|zip|jpe?g|png|tiff?|html?)(?![\w])(?:/[^\s<>»\"]{0,200})?)"
)
_DIMENSION = lazy(r"[xх×*](?=\d)")
_IBAN = lazy(r"(?<!\w)kz ?\d{2}(?: ?[a-z0-9]{3,4}){4,5}(?!\w)")
_PLATE = lazy(
    r"(?<![\w.,])(?:\d{3} ?(?P<series>[A-ZАВСЕНКМОРТХУ]{2,3}) ?(?:0\d|1\d|2[01])|[A-ZА-Я] ?\d{3} ?[A-ZА-Я]{2,3}(?: ?\d{2,3})?)(?![\w])"
)
_VERSION = lazy(rf"(?<!\w)[{UPPER}A-Z][\w»\"]{{1,30}} (?P<number>[1-9]\.0)(?![\d,])")
_MIXED = lazy(rf"(?<!\w)(?:[{UPPER}A-Z]{{1,6}}|[A-Z][a-z]{{2,8}})\d[{UPPER}A-Z\d]{{0,30}}(?!\w)(?:[/+-]\d{{1,9}}){{0,3}}")
_MODEL = lazy(
    r"(?<![\w-])(?:[A-Z][A-Za-z-]{1,20}|i[A-Z][a-z]{2,8}) (?P<number>\d{1,4})(?= (?:ұшағ|лайнер[іл]|тікұшағ|смартфон[ыі]|телефон[ыі]|планшет[іы]|жүйес|нұсқас|моделі|автомобилі|автокөліг|көліг|ракетас|танк[іы]))"
)
_CAMEL = lazy(r"(?<![\w-])i[A-Z][a-z]{2,8} (?P<number>\d{1,2})(?![\d.,]*\d)(?! ?(?:млн|мың|тыс|%))")
_NO_SERIES = frozenset({"МРП", "АЕК", "USD", "EUR", "RUB", "МВТ", "КВТ", "РК", "МВ"})
_POSTCODE = lazy(r"(?<!\d)\d{6},? {0,2}(?=(?:г\.|город|қ\.|астана|алматы|шымкент|нұр-сұлтан|нур-султан|\w{3,20} қаласы|\w{3,20} облысы|республика казахстан|қазақстан))|(?:индекс(?:і|ы)?:? {0,2})\d{6}")  # fmt: skip
_IDENTITY = lazy(r"(?<![\d ])\d{12}(?![\d])(?! ?(?:тенге|теңге|тг|kzt|%|долл|евро|руб))")
_TELEPHONE = lazy(
    r"(?:\+\d{1,3}[ (-]{0,2}\d{2,4}\)?(?:[ -]?\d{2,4}){2,4}|(?<![\d.,])8[ (-]{1,2}\d{3,4}\)?[ -]{1,2}\d{2,3}[ -]?\d{2}[ -]?\d{2}(?!\d)|\(\d{4,5}\)[ ]?\d{2}[ -]?\d{2}[ -]?\d{2}(?!\d)|(?<!\d)8?7[07]\d{8}(?!\d)"
    r")(?: ?[,;/] ?\d{2,3}[ -]\d{2}[ -]\d{2}(?!\d)){0,4}"
)
_POST = lazy(r"(?<!\d)(?<!\d )(?<!\w)км \d{1,4}(?:[–-]\d{1,4}| пк ?\d{1,2}|\+\d{2,4}(?:[–-]\d{1,4}\+\d{2,4})?)(?!\w)")
_PAGES = lazy(
    r"(?<!\w)p\. \d{1,3} of \d{1,3}(?!\w)|\(\d{1,3} pages?\)|(?<!\w)(?:grades|classes) \d{1,2} (?:to|and|through) \d{1,2}(?!\w)|(?<!\w)(?:ver|v)\. ?\d{1,2}\.\d{1,2}"
)
_TITLED_YEAR = lazy(r"(?<!\w)[A-ZА-Я]{3,8} (?:19|20)\d\d(?![\w.,]*\d)(?! (?:тыс|млн|тенге|чел|million|people))")
_CLASSES = lazy(r"(?<!\w)\d{1,2} \(\d{1,2}\)(?: -?\w{1,3})? (?:класс|сынып)")
_FOOTNOTE = lazy(r"\[\d{1,3}(?:[,–-] ?\d{1,3}){0,6}\]")
_COUNTED = ("ов", "ев", "ей", "ий", "ек", "ок", "ин", "ол", "иц", "ых", "их", "лар", "лер", "дар", "дер", "тар", "тер")
_INSIDE = lazy(r"[^\W_][,»\"]? {1,2}[«\"]?$")
_FEW_LETTERS = 4
_CARDINALS_IN_X = frozenset("234")


def find(ground: Ground) -> Iterator[tuple[str, Span]]:
    """Rule and place of each figure that is told by its shape."""
    for token in ground.tokens:
        rule = _alone(ground, token) or _led(ground, token) or _followed(ground, token)
        if rule:
            yield rule, Span(ground.backward(token.start) if rule in _SHARED else token.start, _end(ground, token, rule))
    for rule, pattern in (
        ("url", _URL),
        ("telephone", _TELEPHONE),
        ("account", _IBAN),
        ("postcode", _POSTCODE),
        ("identity", _IDENTITY),
        ("footnote", _FOOTNOTE),
        ("road-post", _POST),
        ("pages", _PAGES),
        ("classes", _CLASSES),
    ):
        yield from ((rule, Span(*match.span())) for match in ground.find(pattern))
    yield from (("version", Span(*match.span("number"))) for match in ground.passage.finditer(_VERSION) if not ground.counts(match.end()))
    for pattern in (_MODEL, _CAMEL):
        yield from (("model", Span(*match.span("number"))) for match in ground.passage.finditer(pattern))
    yield from (("titled-year", Span(*match.span())) for match in ground.passage.finditer(_TITLED_YEAR))
    yield from (("mixed", Span(*match.span())) for match in ground.passage.finditer(_MIXED))
    yield from (("plate", Span(*match.span())) for match in ground.passage.finditer(_PLATE) if match["series"] not in _NO_SERIES)


_SHARED = frozenset({"ordinal", "joined"})


def _end(ground: Ground, token: Span, rule: str) -> int:
    return ground.onward(token.end) if rule == "number-sign" else token.end


def _alone(ground: Ground, token: Span) -> str | None:
    said = ground.said(token)
    if (_CODE.fullmatch(said) and not is_rest(ground.low, *token)) or (_DOTTED.fullmatch(said) and not _GROUPS.fullmatch(said)):
        return "shape"
    return None


def _led(ground: Ground, token: Span) -> str | None:
    """By what stands right before it."""
    sign = ground.text[token.start - 1 : token.start] if token.start > ground.passage.span.start else ""
    if ground.before(_SIGN, token.start, 4):
        return "number-sign"
    if sign == "-" and (match := _NAME.search(ground.text, max(ground.passage.span.start, token.start - 32), token.start)):
        return "name" if _is_name(ground, match["word"], token) else None
    if sign and sign in "xх×" and ground.text[token.start - 2 : token.start - 1].isdigit():
        return "dimension"
    return None


def _is_name(ground: Ground, word: str, token: Span) -> bool:
    """Whether a word joined to a figure by a hyphen is a name with it: АИ-92, Т-72, ЭКСПО-2017; in `мужчин-15` the hyphen is a dash."""
    low = word.lower()
    if low in ("всего", "итого", "барлығы", "жалпы", "из", "бары", "total") or word.isdigit():
        return False
    if word in '»"' or word.isupper() or word.isascii() or low in _makes():
        return True
    if not word[0].isupper():
        return False
    if len(word) < _FEW_LETTERS or not low.endswith(_COUNTED):
        return True
    return bool(_INSIDE.search(ground.text, max(0, token.start - len(word) - 6), token.start - len(word) - 1))


def _followed(ground: Ground, token: Span) -> str | None:
    """By what is joined to its end."""
    end = token.end
    if ground.after(_ADJECTIVE, end):
        return "joined"
    if ground.after(_ORDINAL, end):
        return None if _is_cardinal(ground, token) else "ordinal"
    if ground.passage.language == "kk" and ground.after(_SHORT_PART, end):
        return "joined"
    if match := _JOINED.match(ground.low, end, ground.passage.span.end):
        return "joined" if _is_noun(match["noun"]) else None
    for rule, pattern in (("blank", _BLANK), ("age-sign", _AGE_SIGN), ("coordinate", _COORDINATE), ("dimension", _DIMENSION)):
        if ground.after(pattern, end):
            return rule
    letter = _LETTER.match(ground.text, end, ground.passage.span.end)
    money = letter and letter.group() in "MBK" and ground.text[max(0, token.start - 2) : token.start].strip()[-1:] in "$€£¥₸"
    return "with-letter" if letter and not money else None


def _is_cardinal(ground: Ground, token: Span) -> bool:
    """`3-х лет`, `3-м семьям`, `5-ю сотрудниками` are how many; `90-х`, `3-м квартале`, `5-ю школу` are which."""
    match = ground.after(_SHORT_CARDINAL, token.end) if not ground.after(_WHICH, token.end) else None
    if match is None or not match.group().startswith("-х"):
        return match is not None
    said = ground.said(token)
    return said[-1] in _CARDINALS_IN_X and said[-2:-1] != "1"


def _is_noun(noun: str) -> bool:
    """Whether what a hyphen joins is a noun or an adjective of its own: `9-сынып`, `30-градусный`; not an ending, a scale or a unit."""
    if _KAZAKH_ENDING.fullmatch(noun) or _RUSSIAN_ENDING.fullmatch(noun):
        return False
    return not _hyphened().match(noun)


@cache
def _hyphened() -> re.Pattern[str]:
    return lazy(words("units", "hyphened"))


@cache
def _makes() -> frozenset[str]:
    return frozenset({"топ", "top", "миг", "ил", "ту", "су", "covid", "ковид"})
