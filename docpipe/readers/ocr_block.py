"""A small block that stands by itself, a column of a letterhead, read again where a word in it is unsure or as high as two lines.

Columns whose lines stand at different heights lead the engine astray: two lines of one column are taken for one line beside the other column's.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from docpipe.readers import ocr_closer

if TYPE_CHECKING:
    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.scan import Ready

_UNSURE, _LEAST_SURE = 70.0, 50.0
_TALL, _PICTURE, _MOST = 1.8, 3.0, 6
_WORDS, _LINES = 16, 8
_LETTERS, _WIDEST = 5, 0.55
_APART, _BELOW = 1.6, 1.1
_BETTER, _AS_GOOD, _FAR = 1.05, 0.9, 20.0


def reread(page: Ready, seen: Sequence[Seen]) -> list[Seen]:
    """The same words; those of such a block as they are read when it is looked at alone, where that is the surer reading."""
    high = median([one.bottom - one.top for one in seen] or [0])
    found, left, done = list(seen), _MOST, set[int]()
    for one in seen:
        if not left:
            break
        if id(one) in done or not _letters(one) or (one.confidence >= _UNSURE and one.bottom - one.top < _TALL * high):
            continue
        block = _around(one, found, high)
        done |= {id(each) for each in block}
        if _is_small(block, page.image.width, high):
            left -= 1
            found = _read_again(page, block, found)
    return found


def without_arms(seen: Sequence[Seen]) -> list[Seen]:
    """The words without such as a picture was taken for, the arms of a letterhead: a sign or two as high as several lines beside it.

    A number of three digits is none.
    """
    high = median(one.bottom - one.top for one in seen) if seen else 0
    return [one for one in seen if one.bottom - one.top < _PICTURE * high or _is_word(one.text) or _lines(one, seen) < 2]


def _is_word(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1 or sum(map(str.isdigit, text)) > 2


def _lines(picture: Seen, seen: Sequence[Seen]) -> int:
    """How many lines lie beside it."""
    return len({one.line for one in seen if one is not picture and picture.top < (one.top + one.bottom) / 2 < picture.bottom})


def _read_again(page: Ready, block: list[Seen], seen: list[Seen]) -> list[Seen]:
    again = ocr_closer.block(page, block, 1 + max(one.line for one in seen))
    if not is_better(again, block):
        return seen
    inside = {id(one) for one in block}
    at = next(at for at, one in enumerate(seen) if id(one) in inside)
    return [*seen[:at], *again, *(one for one in seen[at:] if id(one) not in inside)]


def is_better(again: Sequence[Seen], block: Sequence[Seen]) -> bool:
    """Every word is read surely: more of it than before, or the worst word far better and the rest hardly worse."""
    if _worst(again) < _UNSURE:
        return False
    gained = _weight(again) / max(_weight(block), 1.0)
    return gained > _BETTER or (gained > _AS_GOOD and _worst(again) > _worst(block) + _FAR)


def _around(one: Seen, seen: Sequence[Seen], high: float) -> list[Seen]:
    """The words that hang together with this one, each less than a line or a wide blank from the next; in their order."""
    edge, inside = [one], {id(one)}
    while edge and len(inside) <= _WORDS:
        top, bottom = min(each.top for each in edge) - _BELOW * high, max(each.bottom for each in edge) + _BELOW * high
        near = [other for other in seen if other.top < bottom and other.bottom > top and id(other) not in inside]
        edge = [other for other in near if any(_beside(other, each, high) for each in edge)]
        inside |= {id(each) for each in edge}
    return [each for each in seen if id(each) in inside]


def _beside(one: Seen, other: Seen, high: float) -> bool:
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return across < _APART * high and down < (_BELOW * high if across < 0 else 0)


def _is_small(block: Sequence[Seen], width: float, high: float) -> bool:
    """A few short lines without figures: of two guesses at a figure none is the better."""
    left, right = min(one.left for one in block), max(one.right for one in block)
    top, bottom = min(one.top for one in block), max(one.bottom for one in block)
    if any(character.isdigit() for one in block for character in one.text):
        return False
    return (
        len(block) <= _WORDS
        and sum(map(_letters, block)) >= _LETTERS
        and right - left < _WIDEST * width
        and bottom - top < 2 * _LINES * high
    )


def _weight(seen: Sequence[Seen]) -> float:
    """How much is read surely, in letters."""
    return sum(_letters(one) * (one.confidence - _LEAST_SURE) for one in seen)


def _worst(seen: Sequence[Seen]) -> float:
    return min((one.confidence for one in seen if _letters(one)), default=0.0)


def _letters(one: Seen) -> int:
    return sum(map(str.isalnum, one.text))
