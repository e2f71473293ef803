"""The abbreviations of a document: where each is introduced (`(далее – УИС)`, `(бұдан әрі – ҚАЖ)`), where used, whether its words are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    import re

    from docpipe.bitext.paragraphs import Paragraph
    from docpipe.checks.text.ground import Ground

Span = tuple[int, int]
_SHORT = lazy(rf"(?<![\w№/.&+-])(?P<short>[{UPPER}]{{2,8}})(?:[-–][{LOWER}]{{1,8}})?(?![\w/&+]|[-–]\w|\.\w)")
_GIVEN = lazy(
    r"(?:\(|, )[\s*]{0,3}(?:в дальнейшем|далее(?: по тексту)?|бұдан (?:әрі|былай)|ары қарай|одан әрі|сокращ[её]нно|қысқаша)"
    r"(?: (?:именуется|именуемый|именуемая|именуемое|мәтін бойынша))?[\s*]{0,3}[–:-]{0,2}[\s*]{0,3}(?P<names>[^();\n]{1,80})[);]",
)
_NAME = lazy(rf"(?<!\w)(?P<short>[{UPPER}]{{2,8}})(?![\w/&+]|[-–]\w)")
_NAMED = lazy(rf"(?:^|[\s(])(?:[{UPPER}]\.\s?){{1,2}}$")
_BEHIND = lazy(rf"\s{{0,2}}(?:№|\d|[{UPPER}]\.)")
_FIRM = lazy(r"(?:ТОО|АО|НАО|ИП|ЖШС|АҚ|КеАҚ|КЕАҚ|ЖК|ЧК|ООО|ПК|НК|ҰК)\s{1,2}$")
_LEFT = lazy(r"(?:[–:,«\"*-]|далее|әрі|былай|қарай| и| или|және|немесе)[\s*]{0,3}$")
_RIGHT = lazy(r"[\s*»\"]{0,3}(?:[),;]|(?:и|или|және|немесе) )")
_ROMAN = frozenset("ІХ")
_NEAR = 120
_WORD = lazy(r"[^\W\d_]+")
_BINDING = frozenset(("и", "в", "по", "на", "с", "о", "об", "для", "при", "из", "және", "мен", "бен", "пен"))


@dataclass(frozen=True, slots=True)
class Reading:
    """Each abbreviation with its places: where it is introduced, where it is used; `parts` are those that are introduced beside others (`МВД РК`)."""

    given: dict[str, list[Span]]
    used: dict[str, list[Span]]
    parts: set[str]


def read(ground: Ground) -> Reading:
    """The abbreviations of the running text. Names in quotation marks, numbers, people's names and what is printed beside a figure are none."""
    seen = Reading({}, {}, set())
    for paragraph in ground.running:
        names = {
            name.start(): name for given in _GIVEN.finditer(paragraph.text) for name in _NAME.finditer(paragraph.text, *given.span("names"))
        }
        for name in names.values():
            if _stands_alone(paragraph.text, name):
                _add(seen.given, paragraph, name)
            else:
                seen.parts.add(name["short"])
        for match in _SHORT.finditer(paragraph.text):
            if match.start() not in names and _counts(paragraph, match):
                _add(seen.used, paragraph, match)
    return seen


def _stands_alone(text: str, name: re.Match[str]) -> bool:
    """True where nothing but the dash, a mark or a comma stands on either side of a name that is introduced."""
    return bool(_LEFT.search(text[max(0, name.start() - 12) : name.start()]) and _RIGHT.match(text, name.end()))


def _add(places: dict[str, list[Span]], paragraph: Paragraph, match: re.Match[str]) -> None:
    start, end = match.span("short")
    places.setdefault(match["short"], []).append((paragraph.span[0] + start, paragraph.span[0] + end))


def _counts(paragraph: Paragraph, match: re.Match[str]) -> bool:
    if _ROMAN.issuperset(match["short"]):
        return False
    before = paragraph.text[max(0, match.start() - _NEAR) : match.start()]
    if before.rfind("«") > before.rfind("»") or before.endswith('"') or _NAMED.search(before[-8:]) or _FIRM.search(before[-6:]):
        return False
    return not _BEHIND.match(paragraph.text, match.end())


def is_bracketed(short: str, ground: Ground) -> bool:
    """True where the abbreviation alone stands in brackets, behind words of its own."""
    return any(f"({short})" in paragraph.text for paragraph in ground.paragraphs)


def is_explained(short: str, ground: Ground) -> bool:
    """True where words with these initials stand in the document, the first with a capital or beside the abbreviation in brackets."""
    for paragraph in ground.paragraphs:
        words = [(match[0], match.start()) for match in _WORD.finditer(paragraph.text)]
        for kept in (words, [word for word in words if word[0].lower() not in _BINDING]):
            if _has_initials(short, kept, paragraph.text):
                return True
    return False


def _has_initials(short: str, words: list[tuple[str, int]], text: str) -> bool:
    initials = "".join(word[0].upper() for word, _ in words)
    at = initials.find(short)
    while at >= 0:
        start = words[at][1]
        end = words[at + len(short) - 1]
        around = text[max(0, start - len(short) - 4) : start] + text[end[1] + len(end[0]) : end[1] + len(end[0]) + len(short) + 4]
        if words[at][0][0].isupper() or short in around:
            return True
        at = initials.find(short, at + 1)
    return False
