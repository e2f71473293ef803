"""The grammar of whole numbers in words: hundreds, tens and ones make a group, a word of scale closes it."""

from __future__ import annotations

from docpipe.language.numerals_hits import Hit

Value = int | float
_HUNDREDS, _TENS, _ONES, _FULL = 3, 2, 1, 0
_NO_LIMIT = 10**15
_ONE_AND_A_HALF = 1.5
_SHORT = ("тыс", "млн", "млрд", "трлн")


def size(value: Value) -> int:
    """The place that a number takes: 1 for ones, 2 for ten to ninety-nine, 3 for hundreds, 4 above."""
    return _ONES if value < 10 else _TENS if value < 100 else _HUNDREDS if value < 1000 else 4


def follows(hits: list[Hit], at: int) -> bool:
    """Whether the word at `at` can belong to the same number as the one before it."""
    before, hit = hits[at - 1].word, hits[at]
    if before.last or hit.join == "":
        return False
    if hit.join == "-":
        return (before.role == "number" and size(before.value) == _TENS and size(hit.word.value) == _ONES) or before.role == "half-of"
    if hit.join == "and":
        return before.role in ("times", "scale") and hit.word.role == "number"
    if hit.join in ("with", "half"):
        return hit.word.role == "half"
    if hit.join == "dot":
        return before.role == "scale" and hits[at - 1].text in _SHORT and hit.word.role == "number"
    if hit.join == "over":
        return before.role == "number" and hit.word.role == "scale"
    if hit.join == "a":
        return before.role in ("half-of", "half")
    return hit.join == " " and not (before.case == "oblique" and hit.word.case == "direct")


def whole(hits: list[Hit], at: int) -> tuple[int, Value | None]:
    """Where the number that begins at `at` ends, and its value; None where none begins.

    A group that cannot be added is left for the next number: `екі мың үш мың` is two thousand, then three thousand.
    """
    total: Value = 0
    limit, end = _NO_LIMIT, at
    while end < len(hits):
        after, value = group(hits, end, first=end == at)
        scale = _scale(hits, after, first=after == at, limit=limit)
        if scale and not (hits[end].join == "and" and total):
            total += (1 if value is None else value) * scale
            limit, end = scale, after + 1
            end, total = _half_of_scale(hits, end, scale, total)
            continue
        if value is None or (total and not _may_close(hits, end, after)):
            break
        return after, total + value
    return (end, total) if end > at else (at, None)


def _half_of_scale(hits: list[Hit], end: int, scale: int, total: Value) -> tuple[int, Value]:
    """`миллион жарым`: a million and a half."""
    if end < len(hits) and hits[end].word.role == "half" and hits[end].join == " " and follows(hits, end) and hits[end - 1].text != "half":
        return end + 1, total + scale / 2
    return end, total


def _may_close(hits: list[Hit], start: int, after: int) -> bool:
    """Whether a group with no word of scale may end the number that began before it."""
    if after < len(hits) and hits[after].word.role == "scale" and hits[after].join == " ":
        return False
    return hits[start].join != "," or any(hit.word.role == "times" for hit in hits[start:after])


def _scale(hits: list[Hit], at: int, *, first: bool, limit: int) -> int:
    """The word of scale at `at`, 0 where none may stand there."""
    if at >= len(hits) or hits[at].word.role != "scale" or hits[at].word.value >= limit:
        return 0
    return int(hits[at].word.value) if first or follows(hits, at) else 0


def group(hits: list[Hit], at: int, *, first: bool = True) -> tuple[int, Value | None]:
    """Where the hundreds, tens and ones that begin at `at` end, and their value; None where none begin."""
    value: Value | None = None
    room, end = _HUNDREDS, at
    fallback: tuple[int, Value] | None = None
    while end < len(hits) and ((first and end == at) or _continues(hits, end, at)):
        step = _step(value, room, hits[end])
        if step is None:
            return fallback if fallback and hits[end].word.role == "times" else (end, value)
        fallback = (end, value) if value is not None else None
        value, room = step
        end += 1
    return end, value


def _continues(hits: list[Hit], end: int, at: int) -> bool:
    if end == at and hits[end].join == ",":
        return hits[end - 1].word.role == "scale"
    return follows(hits, end)


def _step(value: Value | None, room: int, hit: Hit) -> tuple[Value, int] | None:
    """The group with one more word, and the room that is left in it; None where the word does not fit."""
    word = hit.word
    if word.role == "times":
        return _times(value, word.value)
    if word.role == "half" and value:
        return (value + word.value, _FULL) if value == int(value) else None
    if word.role in ("zero", "half-of", "halves") or hit.text == "half":
        return (word.value, _FULL) if value is None else None
    if word.role != "number" or room < size(word.value) or (value is not None and word.value == _ONE_AND_A_HALF):
        return None
    left = _FULL if word.full else size(word.value) - 1
    return (value or 0) + word.value, left


def _times(value: Value | None, by: Value) -> tuple[Value, int] | None:
    if value is None:
        return by, _TENS
    return (value * by, _TENS) if 0 < value < 20 else None
