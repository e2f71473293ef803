"""English words that were copied without their blanks: `morethan2.5thousand`.

Only paragraphs that are measurably glued are touched: words of no lexicon that fall apart into words of it. English only; names
are protected by `repair.toml`. Blanks missing between a number and a word in Russian or Kazakh are the style of the house.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from docpipe.language import lexicon
from docpipe.language.repair_edit import Edit, edit
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_LINE = lazy(r"[^\n\r\f]++")
_CHUNK = lazy(r"[A-Za-z\d](?:[^\s*_\\]*[A-Za-z\d])?")
_ADDRESS = lazy(r"://|www\.|@|\.(?:kz|ru|com|org|net|gov|info|edu|int)\b", re.IGNORECASE)
_PART = lazy(r"['’](?:s|t|re|ve|ll|d|m)(?![a-z])|[A-Za-z]+|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|.", re.DOTALL)
_CAMEL = lazy(r"(?<=[a-z])(?=[A-Z][a-z])")
_ORDINAL = lazy(r"(?:st|nd|rd|th|s)$")
_LONGEST_RUN, _LONGEST_CHUNK = 400, 4_000
_PROOF_OF_TEXT, _PROOF_OF_LINE = (3, 50), (2, 20)


class _Chunk(NamedTuple):
    """A stretch without blanks, with blanks put in; `strong` where a word of no lexicon fell apart around a small word."""

    start: int
    end: int
    after: str
    strong: bool


def find(text: str) -> Iterator[Edit]:
    """Glued stretches of English with their blanks.

    >>> [found.after for found in find("The numberofthefarms and thevolumeofgrain grew")]
    ['number of the farms', 'the volume of grain']
    """
    lines = [(len(m[0].split()), [*_chunks(text, *m.span())]) for m in _LINE.finditer(text) if _is_english(m[0])]
    strong = sum(chunk.strong for _, chunks in lines for chunk in chunks)
    proven = _is_glued(strong, sum(words for words, _ in lines), *_PROOF_OF_TEXT)
    for words, chunks in lines:
        if proven or _is_glued(sum(chunk.strong for chunk in chunks), words, *_PROOF_OF_LINE):
            yield from (edit(chunk.start, chunk.end, chunk.after, "glued") for chunk in chunks)


def _is_glued(strong: int, words: int, least: int, one_in: int) -> bool:
    """True where at least so many stretches, and one in so many, prove that blanks are missing."""
    return strong >= least and strong * one_in >= words


def _is_english(line: str) -> bool:
    """True where most letters are Latin and there are some."""
    latin = sum(map(len, re.findall(r"[A-Za-z]++", line)))
    return latin >= 8 and latin * 3 >= 2 * sum(map(str.isalpha, line))


def _chunks(text: str, start: int, end: int) -> Iterator[_Chunk]:
    """The stretches of a line that change."""
    for m in _CHUNK.finditer(text, start, end):
        if 2 < len(m[0]) < _LONGEST_CHUNK and not _ADDRESS.search(m[0]) and not (m[0].isalpha() and lexicon.known(m[0])):
            after, strong = _spaced(m[0])
            if after != m[0]:
                yield _Chunk(*m.span(), after, strong)


def _spaced(chunk: str) -> tuple[str, bool]:
    """The chunk with blanks, and whether it proves that words were glued."""
    words: list[str] = []
    strong = False
    for m in _PART.finditer(chunk):
        pieces = _words_of(m[0]) if m[0][0].isalpha() and m[0].isascii() else [m[0]]
        strong |= len(pieces) > 1 and _proves(pieces)
        for piece in pieces:
            apart = bool(words) and (piece is not pieces[0] or _apart(words, piece, chunk, m.end()))
            words += [" ", piece] if apart else [piece]
    return "".join(words), strong


def _words_of(run: str) -> list[str]:
    """The words in a run of letters: itself where it is a word, a name or cannot be told."""
    if lexicon.known(run) or len(run) > _LONGEST_RUN or run.isupper() or len(run) < 4:
        return [run]
    words: list[str] = []
    for piece in _CAMEL.split(run):
        words += [piece] if lexicon.known(piece) else _fell_apart(piece)
    return words


def _fell_apart(run: str) -> list[str]:
    """The run split into words that may stand beside each other, or whole."""
    words = list(lexicon.split(run))
    if len(words) == 1 or not all(map(lexicon.acceptable, words)) or "".join(words) != run:
        return [run]
    lone = len(words) == 2 and (words[0].lower() in table("repair")["english"]["prefixes"] or "a" in words)
    return [run] if lone else words


def _proves(words: list[str]) -> bool:
    """True where small words stand between longer ones, or there are so many that no other reading is possible."""
    small = [word for word in words if word.lower() in lexicon.function_words()]
    return len(words) > len(small) > 0 or len(words) > 3


def _apart(words: list[str], piece: str, chunk: str, end: int) -> bool:
    """True where a blank is missing between what stands already and `piece`, the parts being of different kinds."""
    last = words[-1]
    if piece[0].isdigit():
        return _before_number(words, piece)
    if piece[0] in "“(«":
        return last[-1].isalnum() and len(chunk) - end > 3
    return piece[0].isalpha() and piece.isascii() and _before_word(words, piece)


def _before_word(words: list[str], word: str) -> bool:
    """True where a blank is missing between a number or a sign and the word."""
    last = words[-1]
    if last[-1].isdigit():
        return _after_number(word)
    if last[0] in "'’" and len(last) > 1:
        return word[0].isupper()
    if last == ".":
        return _sentence_ends(words, word)
    return last in ",;!?%”»:" or (last == ")" and len(word) > 2)


def _before_number(words: list[str], number: str) -> bool:
    """`June` | `14`, `jobs,` | `682`, `people.` | `2089`, `14,` | `2016`; not `COVID19`, `Tele2`, `10:30`, `12,5`."""
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if last in ",.;:!?" and before:
        if last == "," and before.isdigit():
            return len(before) <= 2 and len(number) == 4
        return (before[-1].isalpha() and len(before) > 2) or before[-1] in "%)”"
    low = last.lower()
    return (
        last.isalpha()
        and last.isascii()
        and (low in lexicon.function_words() or low in _months() or (last.islower() and lexicon.known(last)))
    )


def _after_number(word: str) -> bool:
    """`185` | `businesses`, `12` | `mln`; not `28th`, `5G`, `3D`."""
    low = word.lower()
    if len(low) < 2 or _ORDINAL.fullmatch(low):
        return False
    return low in lexicon.function_words() or low in table("repair")["english"]["abbreviations"] or (len(low) > 3 and lexicon.known(low))


def _sentence_ends(words: list[str], piece: str) -> bool:
    """`country.` | `They`, `mln.` | `tenge`; not `U.S`, `N.Surname`, `file.name`."""
    before = words[-2] if len(words) > 1 else ""
    if before.lower() in table("repair")["english"]["abbreviations"]:
        return True
    ended = len(before) > 2 or before[-1:].isdigit() or before[-1:] in "%)”"
    return bool(before) and ended and piece[0].isupper() and len(piece) > 1


def _months() -> list[str]:
    months: list[str] = table("repair")["english"]["months"]
    return months
