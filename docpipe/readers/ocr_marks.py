"""A point or a comma inside a number that no model read: `99,9` is 999 to all three where the type is set close. The ink tells: a small mark low between digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from PIL import Image

    from docpipe.readers.ocr_seen import Seen

_NUMBER = lazy(r"([(«]{0,2})(\d[\d.,]{0,20}\d)([).,;:»%]{0,3})")
_RUN = re.compile(rb"\x01+")
_CLOSE = lazy(r"\d\d")
_DECIMAL = lazy(r"\d+[.,]\d+|\d\d?\.\d\d\.(?:(?:19|20)\d\d|\d\d)")
"""What a number with the mark must look like: one mark, or a date."""

_DARK = 0.5
"""Ink is darker than the middle between the darkest and the lightest of a word."""

_LOW, _BELOW, _TALL = 0.6, 0.08, 0.75
_LEAST, _WIDEST = 0.12, 0.4
"""In heights of a digit: where a mark begins, how far a comma goes down, how high a digit is at least; how large a mark is."""


_NARROW = 0.55
"""As wide, in its heights, as a 1 is at most."""


class _Piece(NamedTuple):
    left: int
    right: int
    top: int
    bottom: int


def lost(grey: Image.Image, seen: Sequence[Seen]) -> dict[int, str]:
    """The places of numbers with more marks between their digits than were read, each with the reading that has them; numbers whose digits touch are left.

    >>> from PIL import Image
    >>> lost(Image.new("L", (90, 40), 255), [])
    {}
    """
    return {at: other for at, one in enumerate(seen) if (other := _other(grey, one)) is not None}


def shown(grey: Image.Image, word: Seen) -> bool:
    """Whether the ink has a mark at each place where one was read between digits, and at no other."""
    number = _NUMBER.fullmatch(word.text)
    printed = _printed(grey, word, number, len(number[2])) if number else None
    return number is not None and printed is not None and printed.replace(",", ".") == number[2].replace(",", ".")


def is_narrow(grey: Image.Image, word: Seen) -> bool:
    """Whether all its ink hangs together from left to right and is as narrow as a 1, no 4 and no two digits."""
    pieces = _pieces(grey, word, 1)
    return len(pieces) == 1 and pieces[0].right - pieces[0].left <= _NARROW * (pieces[0].bottom - pieces[0].top)


def _other(grey: Image.Image, word: Seen) -> str | None:
    number = _NUMBER.fullmatch(word.text)
    if number is None or not _CLOSE.search(number[2]):
        return None
    printed = _printed(grey, word, number, len(number[2]) + 1)
    return (
        number[1] + printed + number[3] if printed is not None and _DECIMAL.fullmatch(printed) and len(printed) > len(number[2]) else None
    )


def _printed(grey: Image.Image, word: Seen, number: re.Match[str], least: int) -> str | None:
    """The number's digits with the marks that the ink has between them; None where there are other pieces, or fewer than `least`."""
    pieces = _within(_pieces(grey, word, least), number[1].count("("), sum(map(number[3].count, ")%")))
    tall = _tall(pieces)
    digits = list(filter(str.isdecimal, number[2]))
    if not tall:
        return None
    inner = pieces[tall[0] : tall[-1] + 1]
    high = max(one.bottom - one.top for one in inner)
    base = sorted(pieces[at].bottom for at in tall)[len(tall) // 2]
    marks = [one for one in inner if _is_mark(one, base - high, high)]
    if len(inner) - len(marks) != len(digits):
        return None
    read = iter(digits)
    return "".join(("," if one.bottom > base + _BELOW * high else ".") if one in marks else next(read) for one in inner)


def _within(pieces: list[_Piece], before: int, after: int) -> list[_Piece]:
    """The pieces without the brackets and the sign of per cent around them."""
    for _ in range(after):
        tall = _tall(pieces)
        pieces = pieces[: tall[-1]] if tall else []
    return pieces[before:]


def _tall(pieces: Sequence[_Piece]) -> list[int]:
    """Where the digits are."""
    tallest = max((one.bottom - one.top for one in pieces), default=0)
    return [at for at, one in enumerate(pieces) if one.bottom - one.top >= _TALL * tallest]


def _is_mark(one: _Piece, top: float, tall: int) -> bool:
    wide, high = one.right - one.left, one.bottom - one.top
    return one.top >= top + _LOW * tall and _LEAST * tall <= wide <= _WIDEST * tall and high >= _LEAST * tall


def _pieces(grey: Image.Image, word: Seen, least: int) -> list[_Piece]:
    """The word's ink between columns without any, from left to right; nothing where there are fewer than `least`."""
    from PIL import Image as Pillow

    left, top = max(0, int(word.left) - 1), max(0, int(word.top) - 1)
    right, bottom = min(grey.width, int(word.right) + 2), min(grey.height, int(word.bottom) + 2)
    if right <= left or bottom <= top:
        return []
    shades = grey.crop((left, top, right, bottom)).tobytes()
    dark = min(shades) + round(_DARK * (max(shades) - min(shades)))
    ink = Pillow.frombytes("L", (right - left, bottom - top), shades.translate(b"\xff" * dark + bytes(256 - dark)))
    runs = [run.span() for run in _RUN.finditer(bytes(ink.getprojection()[0]))]
    if len(runs) < least:
        return []
    boxes = [(start, end, ink.crop((start, 0, end, ink.height)).getbbox()) for start, end in runs]
    return [_Piece(start, end, box[1], box[3]) for start, end, box in boxes if box]
