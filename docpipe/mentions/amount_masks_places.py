"""Numbers of houses, flats and offices: `ул. Абая, 15`, `Мәңгілік Ел даңғылы, 8`, `проспект Иманова, д. 3, кв. 12`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.mentions.amount_masks_ground import words
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.mentions.amount_masks_ground import Ground

_HOUSE = r"\d{1,4}(?:[ ]?/[ ]?\d{1,4}){0,2}[а-дa-d]?(?!\w)"


def find(ground: Ground) -> Iterator[tuple[str, Span]]:
    """Rule and place of each number of a house that a street's name is before."""
    for pattern in (_street(), _street_behind()):
        for match in ground.find(pattern):
            named = match.groupdict().get("named")
            if named is not None:
                yield "name-of-a-street", Span(*match.span("named"))
            if match["house"] and not ground.counts(match.end("house")) and _leads(ground, match):
                yield "house", Span(*match.span("house"))


def _leads(ground: Ground, match: re.Match[str]) -> bool:
    """A comma, a word for the house or the street's own name with its capital stands right before the number."""
    return match["comma"] is not None or match["word"] is not None or bool(_CAPITAL.search(ground.text, max(0, match.start("house") - 30), match.start("house")))


_CAPITAL = re.compile(rf"(?<![\w])[{UPPER}A-Z][{LOWER}{UPPER}A-Za-z-]{{1,28}} $|»[ ]?$")


@cache
def _street() -> re.Pattern[str]:
    name = r"(?:[^\d\n.;:()]|(?<=\b\w)\.){2,40}?"
    number = rf"(?P<comma>,)?[ ]{{0,2}}(?P<word>{words('before', 'house')})?[ ]?№?[ ]?(?P<house>{_HOUSE})"
    return re.compile(rf"(?<!\w){words('before', 'street')}[ ]?(?:(?P<named>\d{{1,3}}(?:-\w{{1,2}})?(?=[ ][^\W\d])))?{name}{number}")


@cache
def _street_behind() -> re.Pattern[str]:
    number = rf"(?P<comma>,)?[ ]{{0,2}}(?P<word>{words('before', 'house')})?[ ]?№?[ ]?(?P<house>{_HOUSE})"
    return re.compile(rf"(?<!\w){words('before', 'street_behind')}{number.replace('(?P<comma>,)?', '(?P<comma>,|(?=[ ]))?')}")
