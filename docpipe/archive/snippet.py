"""The stretch of a document that shows what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from docpipe.archive import facets
from docpipe.archive.words import words

_WIDTH = 160


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text, and the words in it that were looked for; offsets are those of the text."""

    text: str
    span: tuple[int, int]
    found: tuple[tuple[int, int], ...]

    def shown(self, mark: Callable[[str], str] = str) -> str:
        """The stretch on one line, what was found passed through `mark`."""
        start, end = self.span
        pieces, at = [], start
        for first, last in self.found:
            pieces += [" ".join(f"|{self.text[at:first]}|".split())[1:-1], mark(self.text[first:last])]
            at = last
        pieces.append(" ".join(f"|{self.text[at:end]}|".split())[1:-1])
        return ("…" if start else "") + "".join(pieces).strip() + ("…" if end < len(self.text) else "")


def snippet(text: str, sought: Sequence[str], width: int = _WIDTH) -> Snippet:
    """The stretch of the text with most of what is sought in it: words, beginnings, facets; its beginning where none stands there.

    >>> snippet("Прошу выделить средства на школу.", ("средств",), 24).shown(str.upper)
    '…выделить СРЕДСТВА на…'
    """
    places = list(_places(text, sought))
    best = max(places, key=lambda place: _worth(places, place[0], width), default=(0, 0, ""))[0]
    start = max(best - width // 4, 0)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    if start and start < best - width // 2:
        start = best
    end = text.find(" ", start + width - width // 6)
    end = len(text) if end < 0 or end > start + 2 * width else end
    return Snippet(text, (start, end), tuple((first, last) for first, last, _ in places if start <= first and last <= end))


def _worth(places: Sequence[tuple[int, int, str]], start: int, width: int) -> int:
    return len({word for first, _, word in places if start <= first < start + width})


def _places(text: str, sought: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where something that is sought stands, and which."""
    starts = tuple(one for one in sought if not one.startswith(facets.MARK))
    names = {one for one in sought if one.startswith(facets.NAME)}
    figures = {one for one in sought if one.startswith(facets.FIGURE)}
    grouped = [(match.start(), match.end()) for match in facets.GROUPED.finditer(text)] if figures else []
    for start, end in grouped:
        if (told := facets.figure(int("".join(text[start:end].split())))) in figures:
            yield start, end, told
    for word, start, end in words(text):
        if any(first <= start < last for first, last in grouped):
            continue
        if (found := _found(word, text[start:end], starts, names)) is not None:
            yield start, end, found


def _found(word: str, printed: str, starts: Sequence[str], names: set[str]) -> str | None:
    found = next((one for one in starts if word == one or (len(one) > 2 and not one.isdigit() and word.startswith(one))), None)
    if found is None and names and printed[0].isupper() and (name := facets.name(printed)) in names:
        return name
    return found
