"""Digits that were read unsurely and that both other models read otherwise, alike and surely; and the г. that became a fifth digit of a year.

Far from a vote: a first reading that is sure of itself stands, whatever the others say. All words mended here stay in doubt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.ocr_strip import Reread

UNSURE = 90.0
"""A first reading as sure as this stands."""

_NEAR_SURE, _FAR_SURE = 90.0, 60.0
_PLAIN = lazy(r"[\d.,:;()%/«»–-]{1,40}")
_RUN = lazy(r"\d+")
_NUMBER = lazy(r".{0,40}?\d|[|!\]\[]{2,4}$")
"""One stroke alone may be the rule of a table, and letters may be a Roman number."""

_LIKE_DAY = lazy(r"[«\"“][ОOоo0-3ІI|l][ОOоoбЗз\d][»\"”]")
_DAY = lazy(r"\W{0,2}(0[1-9]|[12]\d|3[01])\W{0,2}")
_PETITION = lazy(r"(№?)3З?(Т-(?:19|20)\d\d-\d{1,9}[,.;:)»]{0,2})")
_COMPANY = lazy(r"([«(]?)[ТT](?:[0ОO]0|0[ОO])([»).,:;]?)")
_STROKE = lazy(r"\|?(\d{1,9})\|?")
_YEAR = lazy(r"([(«]{0,2}(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d)2(\.[),.;:»]{0,3})")


def agreed(word: Seen, near: Reread | None, far: Reread | None) -> Seen | None:
    """The word as both others read it; None where it stands. Words with letters stand: `eng` cannot read them, nor `rus` the Kazakh ones.

    So does a mark between digits that the others passed over.
    """
    if near is None or far is None or word.confidence >= UNSURE or near.confidence < _NEAR_SURE or far.confidence < _FAR_SURE:
        return None
    theirs, ours = _RUN.findall(near.text), _RUN.findall(word.text)
    if len(theirs) < len(ours) and "".join(theirs) == "".join(ours):
        return None
    if not _NUMBER.match(word.text):
        return None
    if theirs != _RUN.findall(far.text) or theirs == ours or not theirs or not _PLAIN.fullmatch(near.text):
        return None
    return replace(word, text=near.text, confidence=min(word.confidence, far.confidence))


def without_stroke(word: Seen, far: Reread | None) -> Seen | None:
    """The number without an upright stroke beside it, where `eng` surely reads the number alone: `11|` is 11; None where it may be a digit."""
    found = _STROKE.fullmatch(word.text)
    if found is None or "|" not in word.text or far is None or far.confidence < _NEAR_SURE or far.text != found[1]:
        return None
    return replace(word, text=far.text, confidence=min(word.confidence, far.confidence))


def with_day(word: Seen, far: Reread | None) -> Seen | None:
    """The word with the day of a month for letters that look like it, as `eng` reads it: «Об» is «06», «ОЗ» is «03»; None where there is no such thing."""
    day = _DAY.fullmatch(far.text) if far is not None and may_be_day(word) and far.confidence >= _FAR_SURE else None
    return (
        replace(word, text=f"{word.text[0]}{day[1]}{word.text[-1]}", confidence=min(word.confidence, far.confidence))
        if far and day
        else None
    )


def may_be_day(word: Seen) -> bool:
    """Whether it is two signs in quotation marks that may be the day of a month, not both digits."""
    return bool(_LIKE_DAY.fullmatch(word.text)) and not _DAY.fullmatch(word.text)


def with_petition(word: Seen) -> Seen:
    """The word with the letters of a petition's number, `ЗТ-2024-118`, where its З was read as a 3: before the Т no digit stands.

    >>> from docpipe.readers.ocr_seen import Seen
    >>> with_petition(Seen("№3Т-2024-118", 86, 0, 0, 90, 30, 0)).text
    '№ЗТ-2024-118'
    """
    found = _PETITION.fullmatch(word.text)
    return replace(word, text=f"{found[1]}З{found[2]}") if found else word


def with_company(word: Seen) -> Seen:
    """The word `ТОО`, a company's kind, where its letters were read as noughts: no number begins with a letter and has nothing but noughts.

    >>> from docpipe.readers.ocr_seen import Seen
    >>> with_company(Seen("Т00", 90, 0, 0, 90, 30, 0)).text, with_company(Seen("«ТО0»", 90, 0, 0, 90, 30, 0)).text
    ('ТОО', '«ТОО»')
    """
    found = _COMPANY.fullmatch(word.text)
    return replace(word, text=f"{found[1]}ТОО{found[2]}") if found else word


def with_year(word: Seen) -> Seen | None:
    """The word with `г.` where it was read as a 2 behind the year of a date; None where there is no such thing.

    >>> from docpipe.readers.ocr_seen import Seen
    >>> with_year(Seen("11.06.20212.),", 86, 0, 0, 90, 30, 0)).text
    '11.06.2021г.),'
    """
    found = _YEAR.fullmatch(word.text)
    return replace(word, text=f"{found[1]}г{found[2]}") if found else None
