"""Numbers of houses, flats and offices: `ул. Абая, 15`, `Мәңгілік Ел даңғылы, 8`, `проспект Иманова, д. 3, кв. 12`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language import predicates
from docpipe.mentions.amount_masks_ground import words
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.mentions.amount_masks_ground import Ground

_HOUSE = r"\d{1,4}(?:[ ]?/[ ]?\d{1,4}){0,2}[а-дa-d]?(?!\w|[.,]\d)"


def find(ground: Ground) -> Iterator[tuple[str, Span]]:
    """Rule and place of each number of a house that a street's name is before."""
    if ground.passage.language == "en":
        yield from (("house", Span(*match.span("house"))) for match in ground.passage.finditer(_ENGLISH))
    yield from (("name-of-a-street", Span(*match.span("named"))) for match in ground.passage.finditer(_JUBILEE))
    for pattern in (_street(), _street_behind()):
        for match in ground.find(pattern):
            named = match.groupdict().get("named")
            if named is not None:
                yield "name-of-a-street", Span(*match.span("named"))
            if match["house"] and not ground.counts(match.end("house")) and _leads(ground, match):
                yield "house", Span(*match.span("house"))


def _leads(ground: Ground, match: re.Match[str]) -> bool:
    """A comma, a word for the house or nothing but the street's own name, which has a capital, stands before the number."""
    name = ground.text[match.start("name") : match.end("name")].strip() if "name" in match.groupdict() else None
    if name is None or match["word"] is not None:
        return True
    if match["comma"] is not None:
        return name[:1].isupper() or name.startswith(("им.", "имени", "«")) or match["named"] is not None
    return name[:1].isupper() and len(name.split()) <= _LONGEST_NAME and not predicates.has(name, ground.passage.language)


_LONGEST_NAME = 3
_JUBILEE = lazy(r"(?<![\w,.])(?P<named>\d{2} (?:лет|жыл)) (?!Казахстан|Қазақстан)[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{3,20}(?=[,)»]| и )")
_ENGLISH = lazy(
    r"(?<![\w.,])(?P<house>\d{1,4}(?:/\d{1,3})?),? (?:[A-Z][\w'-]{1,20} ){1,3}(?:[Ss]treet|[Aa]venue|[Aa]ve\.|[Ss]tr?\.|[Rr]oad|[Ll]ane|[Bb]oulevard)"
)


@cache
def _street() -> re.Pattern[str]:
    name = r"(?P<name>(?:[^\d\n.;:()]|(?<=\b\w)\.|(?<=\bим)\.){2,40}?)"
    number = rf"(?P<comma>,)?[ ]{{0,2}}(?P<word>{words('before', 'house')})?[ ]?№?[ ]?(?P<house>{_HOUSE})"
    return lazy(rf"(?<!\w){words('before', 'street')}[ ]?(?:(?P<named>\d{{1,3}}(?:-\w{{1,2}})?(?=[ ][^\W\d])))?{name}{number}")


@cache
def _street_behind() -> re.Pattern[str]:
    number = rf"(?P<comma>,)?[ ]{{0,2}}(?P<word>{words('before', 'house')})?[ ]?№?[ ]?(?P<house>{_HOUSE})"
    return lazy(rf"(?<!\w){words('before', 'street_behind')}{number.replace('(?P<comma>,)?', '(?P<comma>,|(?=[ ]))?')}")
