"""What somebody types, taken apart: words with what they may stand as, phrases in quotation marks, numbers of documents, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from docpipe.archive import facets
from docpipe.archive.words import beginning, stems, words
from docpipe.language.correspondence import skeleton
from docpipe.model.lazy import lazy

_MOST_WORDS = 12
_SHORTEST, _NUMBER = 3, 24
_PHRASE = lazy(r'"([^"]+)"|“([^”]+)”')
_DECIMAL = lazy(r"(?<![\w.,])[0-9]{1,12}[.,][0-9]{1,6}(?![\w.,])")
_SCALED = lazy(r"[0-9][ \u00a0]?[^\W\d_]{3}")
_CHUNK = lazy(r"\S*[0-9]\S*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query: the words that it may stand as, and what a word may begin with that stands for it."""

    folded: str
    whole: tuple[str, ...]
    begins: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    def title(self) -> Word:
        """The same word, in a title."""
        return Word(self.folded, tuple(facets.TITLE + one for one in self.whole), tuple(facets.TITLE + one for one in self.begins))


@dataclass(frozen=True, slots=True)
class Query:
    """The words, all of them, with those of the phrases; the phrases, folded; the numbers that a document may bear."""

    words: tuple[Word, ...]
    phrases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def parsed(text: str) -> Query:
    """The query taken apart.

    >>> [(one.whole, one.begins) for one in parsed("электрондық білезік").words]
    [(('електрондык',), ('електрон',)), (('билезик',), ('билезик', 'билезиг'))]
    >>> parsed('"ішкі істер" № 352-пк').phrases, parsed("№ 352-пк").numbers, parsed("келді 3 267 адам").words[0].whole
    (('ишки истер',), ('zn352пк',), ('3267', 'zf3267'))
    """
    phrases = [[word for word, _, _ in words(match[1] or match[2])] for match in _PHRASE.finditer(text)]
    exact = [Word(word, (word,)) for phrase in phrases for word in phrase]
    rest = _PHRASE.sub(" ", text)
    free = list(_numbered(rest, list(_figures(rest, list(_words(rest))))))
    numbers = (facets.NUMBER + key for key in (facets.number_key(rest), *(key for _, _, key in _keys(rest))) if any(map(str.isdigit, key)))
    found = dict.fromkeys([*exact, *(word for word, _, _ in free)])
    return Query(tuple(found)[:_MOST_WORDS], tuple(" ".join(one) for one in phrases if len(one) > 1), tuple(dict.fromkeys(numbers)))


_Placed = tuple[Word, int, int]


def _words(text: str) -> Iterator[_Placed]:
    """Every word by itself; figures with blanks between their thousands are one."""
    grouped = [(match.start(), match.end(), "".join(match[0].split())) for match in facets.GROUPED.finditer(text)]
    for start, end, digits in grouped:
        yield _word(digits, digits), start, end
    for word, start, end in words(text):
        if not any(first <= start < last for first, last, _ in grouped):
            yield _word(text[start:end], word), start, end


def _word(typed: str, word: str) -> Word:
    """A capital may begin a surname, which is found in all its spellings."""
    if word.isdecimal():
        return Word(word, (word, facets.figure(int(word))) if len(word) < _NUMBER else (word,))
    name = typed[0].isupper() and len(word) > _SHORTEST
    whole = (word, *((facets.name(typed),) if name else ()))
    return Word(word, whole, stems(word) if len(word) >= _SHORTEST else ())


def _figures(text: str, found: list[_Placed]) -> Iterator[_Placed]:
    """What is told by several words, `153 млн`, may stand as the figure that it is."""
    told = [(match.start(), match.end(), Decimal(match[0].replace(",", "."))) for match in _DECIMAL.finditer(text)]
    if _SCALED.search(text):
        told += _scaled(text)
    for word, start, end in found:
        values = dict.fromkeys(facets.figure(value) for first, last, value in told if first <= start < last)
        yield _or(word, values), start, end


def _scaled(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Figures with the word for thousands or millions behind them."""
    from docpipe.language.passage import Passage
    from docpipe.mentions import amounts

    for language in ("ru", "kk"):
        for one in amounts.find(Passage.of(text, language)):
            behind = re.match(r"[\d.,\s]*[^\W\d_]+", text[one.span.start : one.span.end])
            if one.value is not None and one.value >= 1000 and behind:
                yield one.span.start, one.span.start + behind.end(), Decimal(str(one.value))


def _numbered(text: str, found: list[_Placed]) -> Iterator[_Placed]:
    """Pieces of what may be the number of a document."""
    keys = list(_keys(text))
    for word, start, end in found:
        yield _or(word, {facets.NUMBER + key: None for first, last, key in keys if first <= start < last}), start, end


def _keys(text: str) -> Iterator[tuple[int, int, str]]:
    """What looks like the number of a document, by itself or as the whole query."""
    whole = facets.number_key(text)
    if len(whole) <= _NUMBER and any(map(str.isdigit, whole)) and len(text.split()) <= _SHORTEST:
        yield 0, len(text), whole
    for match in _CHUNK.finditer(text):
        key = facets.number_key(match[0])
        if not key.isdigit() or len(re.findall(r"[^\W_]+", match[0])) > 1:
            yield match.start(), match.end(), key


def _or(word: Word, more: dict[str, None]) -> Word:
    return replace(word, whole=tuple(dict.fromkeys((*word.whole, *more)))) if more else word


def widened(word: Word, near: tuple[str, ...]) -> Word:
    """Also what less of the word begins, words that a slip sets apart from it, and its surname where it has no capital."""
    if word.folded.isdigit() or len(word.folded) <= _SHORTEST or not word.begins:
        return word
    name = facets.NAME + skeleton(word.folded)
    whole = dict.fromkeys((*word.whole, *([name] if len(name) > len(facets.NAME) + 1 else []), *near))
    return replace(word, whole=tuple(whole), begins=tuple(dict.fromkeys((*word.begins, beginning(word.folded)))), near=near)


def sought(query: Query) -> tuple[str, ...]:
    """What to look for in the text of what was found: folded words, beginnings, facets."""
    return tuple(dict.fromkeys(one for word in query.words for one in (*word.whole, *word.begins)))
