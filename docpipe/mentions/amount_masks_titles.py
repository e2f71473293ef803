"""Figures inside titles, and those that only order: numbers of lists, of pages, of enclosures, of steps that were announced."""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from docpipe.language import predicates
from docpipe.language.alphabets import UPPER
from docpipe.mentions.amount_masks_ground import words
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.mentions.amount_masks_ground import Ground

_QUOTED = lazy(r"«(?P<a>[^«»\n]{1,160})»|\"(?P<b>[^\"\n]{1,160})\"")
_LONGEST_TITLE, _SHORT_SPEECH, _FEW = 14, 6, 3
_SPEECH_END = lazy(r"[.!?…]$")
_SPOKEN_AFTER = lazy(r" ?[,.!?]? ?(?:–|деді|деп|дейді|деген пікір|said|says)")
_SAID = lazy(r", –| ?,? ?(?:– )?(?:деді|дейді|said|says|отметил|сказал|заявил)")
_LIST = lazy(r"(?:^|(?<=\n))[ \t*_>«-]{0,9}\(?(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})(?:\.?\)(?=[\s\w])|\.(?=\s|[^\W\d])|(?=[ ][–-][ ]?бап))")
_POINT = lazy(rf"(?:^|(?<=\n))[ \t]{{0,9}}(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?=[ ][{UPPER}A-Z])")
_INLINE = lazy(
    rf"(?=\d)(?:(?<=[;:,.(«] )(?P<number>\d{{1,2}})\)(?=\s?\w)|(?<=[;.!?»] )(?P<dotted>\d{{1,2}})\.(?= [{UPPER}A-Z])|(?<=[;:,] \()(?P<bracketed>\d{{1,2}})\)(?= [^\W\d])|(?<=: )(?P<first>1)[.)](?= [^\W\d])|(?<=[:;.] «)(?P<quoted>\d{{1,3}})\.(?= [{UPPER}])|(?<=[^\W\d] )(?P<within>\d{{1,2}})\)(?= [^\W\d])"
    rf"|(?<=[;:.] )(?P<levelled>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\.(?= [^\W\d]))"
)
_PAGE = lazy(r"(?:^|(?<=\n))[ \t]{0,40}[–-] ?(?P<number>\d{1,4}) ?[–-][ \t]{0,40}(?=\n|$)")
_LONE = lazy(r"[ \t]{0,80}(\d{1,4})[ \t]{0,80}")
_LAST_LINE = lazy(r"(?:^|\n)[ \t]{0,40}(\d{1,4})[ \t]{0,40}\n?$")
_SHEETS = lazy(
    r"(?:-?х|-?ти|-?и)? ?(?:\([^)\n]{1,20}\) ?)?(?:лист(?:ах|е)|л\.|экз(?:\.|емпляр\w{0,3})?|страниц(?:ах|е)|стр\.|парақта|бетте|данада|данамен|sheets?|copies|pages?)(?!\w)"
)
_ON = lazy(r"(?<!\w)(?:на|в|по|on|in)[ ]$|(?<!\w)(?:л\.|листах|парақта|стр\.|бетте),? (?:в )?$")
_SHEETS_WORDS = lazy(
    r"(?<!\w)(?:на|в) [а-яё]{3,14}(?: [а-яё]{3,10})? (?:листах|экземплярах|экз)|(?<!\w)[а-яәғқңөұүһі]{2,9} (?:парақта|данада|бетте)(?!\w)"
)
_ENCLOSED = lazy(r"(?:^|(?<=\n))[ \t*_]{0,9}(?:приложени[ея]|қосымша(?:лар)?|enclosures?|прил\.)[ \t]{0,3}:[^\n]{1,300}")
_RANGE = lazy(r"(?P<first>\d{1,3})[ ]?[–-][ ]?(?P<last>\d{1,3})")
_ANNOUNCED = lazy(
    r"(?P<list>\d{1,3}[ ]?[–-][ ]?\d{1,3})(?:-?(?:й|го|му|th|st|nd|rd|ші|шы))?[ -](?:steps?|шаг\w{0,3}|қадам\w{0,6}|пункт\w{0,3}|тармақ\w{0,6})|(?:шаг(?:и|ов|ам|ах)|steps|пункт(?:ы|ов|ам|ах)) (?P<behind>\d{1,3}[ ]?[–-][ ]?\d{1,3})"
)
_BRACKETED = lazy(r"\((\d{1,3})\)")
_REACH = 1500


def find(ground: Ground) -> Iterator[tuple[str, Span]]:
    """Rule and place of each figure in a title or in front of an item, a page, a sheet."""
    yield from _titles(ground)
    yield from (("named", Span(*match.span())) for match in ground.find(_names()))
    for pattern, rule in ((_LIST, "list-number"), (_POINT, "list-number"), (_INLINE, "list-number"), (_PAGE, "page-number")):
        for match in ground.passage.finditer(pattern):
            if not _in_bracket(ground, match):
                yield rule, Span(*match.span(match.lastgroup or 0))
    yield from _lone_pages(ground)
    yield from _sheets(ground)
    yield from _announced(ground)


# ---------------------------------------------------------------- titles
def _titles(ground: Ground) -> Iterator[tuple[str, Span]]:
    for match in ground.passage.finditer(_QUOTED):
        inner = match["a"] or match["b"]
        short = inner[0].isupper() and len(inner.split()) <= _FEW  # «Жеті жарғы»
        if (short or any(sign.isdigit() for sign in inner)) and _is_title(ground, match, inner):
            yield "title", Span(*match.span())


def _is_title(ground: Ground, match: re.Match[str], inner: str) -> bool:
    """A title is short, begins with a capital or a figure, has no predicate and no end of a sentence, and nobody says it."""
    count = len(inner.split())
    if count > _LONGEST_TITLE or _SPEECH_END.search(inner) or _money().search(inner.lower()):
        return False
    if ground.after(_SAID, match.end()):
        return False
    if count <= _FEW:
        return True
    behind_colon = ground.text[max(0, match.start() - 2) : match.start()] == ": " and count > _SHORT_SPEECH
    spoken = ground.after(_SPOKEN_AFTER, match.end()) is not None
    return not (inner[0].islower() or behind_colon or spoken or predicates.has(inner, ground.passage.language))


@cache
def _money() -> re.Pattern[str]:
    return lazy(words("speech", "figures"))


@cache
def _names() -> re.Pattern[str]:
    return lazy(rf"(?<!\w)(?:{words('speech', 'names')}|{words('speech', 'sayings')})(?!\w)")


# ---------------------------------------------------------------- lists, pages
def _in_bracket(ground: Ground, match: re.Match[str]) -> bool:
    """True where the bracket behind the number closes one that was opened before it: `(всего 208)`."""
    if ground.text[match.end() - 1 : match.end()] != ")":
        return False
    floor = max(ground.passage.span.start, match.start(match.lastgroup or 0) - 400)
    before = ground.text[
        ground.text.rfind("\n", floor, match.start()) + 1 if "\n" in ground.text[floor : match.start()] else floor : match.start(
            match.lastgroup or 0
        )
    ]
    return before.count("(") > before.count(")") and not before.rstrip(" ").endswith("(")


def _lone_pages(ground: Ground) -> Iterator[tuple[str, Span]]:
    """A line that is a number alone, first or last of a page."""
    start, end = ground.passage.span
    breaks = [at for at in range(start, end) if ground.passage.packet[at] == "\f"] if "\f" in ground.passage.packet[start:end] else []
    for at in breaks:
        if (match := _LAST_LINE.search(ground.text, max(start, at - 90), at)) is not None:
            yield "page-number", Span(*match.span(1))
        following = ground.text.find("\n", at + 1, end)
        if following > 0 and (match := _LONE.fullmatch(ground.text[at + 1 : following])):
            yield "page-number", Span(at + 1 + match.start(1), at + 1 + match.end(1))


def _sheets(ground: Ground) -> Iterator[tuple[str, Span]]:
    """Sheets, pages and copies of what is enclosed: `на 12 листах`, `12 парақта, 2 данада`."""
    yield from (("enclosed", Span(*match.span())) for pattern in (_ENCLOSED, _SHEETS_WORDS) for match in ground.find(pattern))
    for token in ground.tokens:
        match = ground.after(_SHEETS, token.end)
        if match and (match.group().strip().startswith(("парақта", "бетте", "данада", "данамен")) or ground.before(_ON, token.start, 14)):
            yield "sheets", token


# ---------------------------------------------------------------- steps that were announced
def _announced(ground: Ground) -> Iterator[tuple[str, Span]]:
    """`шаги 28–34 … (29) … (30)`: a bracketed number of a range announced before it in the same paragraph is one of them."""
    announced = list(ground.find(_ANNOUNCED))
    for match, following in zip_longest(announced, announced[1:]):
        limits = _RANGE.search(match["list"] or match["behind"])
        if limits is None:
            continue
        limit = min(match.end() + _REACH, following.start() if following else ground.passage.span.end)
        end = ground.text.find("\n\n", match.end(), limit)
        for one in _BRACKETED.finditer(ground.text, match.end(), end if end > 0 else limit):
            if int(limits["first"]) <= int(one[1]) <= int(limits["last"]):
                yield "announced", Span(*one.span(1))
