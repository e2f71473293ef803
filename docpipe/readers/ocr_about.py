"""A nought alone that is the preposition о: `сведения 0 ходе`, `запрос 0 состоянии`. Models do not tell the two, what is declined behind it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.readers.ocr_seen import Seen

_LOCATIVE = lazy(r"[а-яё]{2,30}(?:ах|ях|ии)[,.;:»)]{0,2}")
"""After a number stands a genitive, never one of these."""

_TELLS = lazy(
    r"[«(]?(?:запрос|вопрос|закон|приказ|сведени|информаци|справк|отч[её]т|положени|решени|договор|соглашени|уведомлени|заявлени|доклад|"
    r"постановлени|распоряжени|предложени|обращени|сообщени|сообща)[а-яё]{0,4}"
)
_ITS_CASE = lazy(r"(?!(?:теңге|тенге|не|ни|же|ли|или|уже|ещё|еще|все|лишь)(?![а-яё]))[а-яё]{1,30}(?:[еиую]|ах|ях|[ое]м|[ое]й|[ыи]х)")


def mended(seen: Sequence[Seen]) -> list[Seen]:
    """The words with the preposition: before a locative, or behind a noun that tells what something is about, before a word in its case.

    >>> from docpipe.readers.ocr_seen import Seen
    >>> words = (Seen(text, 92, 0, 0, 9, 9, 0) for text in ("запрос", "0", "состоянии"))
    >>> [one.text for one in mended(list(words))]
    ['запрос', 'о', 'состоянии']
    """
    found = list(seen)
    for at, before, word, after in _noughts(seen):
        told = before is not None and _TELLS.fullmatch(before.text.lower()) and _ITS_CASE.fullmatch(after.text)
        if _LOCATIVE.fullmatch(after.text) or told:
            found[at] = replace(word, text="о")
    return found


def doubted(seen: Sequence[Seen]) -> set[int]:
    """The places of noughts between words in capitals, a title's: `СВЕДЕНИЯ 0 ХОДЕ`."""
    return {at for at, before, _, after in _noughts(seen) if before is not None and _is_big(before) and _is_big(after)}


def _noughts(seen: Sequence[Seen]) -> Iterator[tuple[int, Seen | None, Seen, Seen]]:
    """The place of each with the word before it, itself, and the word behind it."""
    for at, (word, after) in enumerate(pairwise(seen)):
        if word.text == "0":
            yield at, seen[at - 1] if at else None, word, after


def _is_big(word: Seen) -> bool:
    return len(word.text) > 1 and word.text.isalpha() and word.text.isupper()
