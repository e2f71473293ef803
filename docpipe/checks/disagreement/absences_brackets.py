"""Brackets with words in them that one version of a paragraph lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.bitext.align import beads
from docpipe.bitext.features import tokens
from docpipe.bitext.lexicon import keys
from docpipe.bitext.paragraphs import cut
from docpipe.checks.disagreement.absences_nearby import sentence_nearby
from docpipe.checks.disagreement.absences_told import told
from docpipe.language.alphabets import LOWER, UPPER
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docpipe.bitext.align import Bead
    from docpipe.bitext.features import Scale
    from docpipe.bitext.paragraphs import Paragraph
    from docpipe.bitext.versions import Versions
    from docpipe.model import record

_BRACKET = lazy(r"\((?P<inside>[^()]{1,600}(?:\([^()]{1,200}\)[^()]{0,400}){0,4})\)")
_DEFINES = lazy(r"(?i)\W{0,3}(?:бұдан\s{1,3}(?:әрі|былай)|далее|hereinafter)")
_LETTERS = lazy(r"[^\W\d_]")
_FIGURE = lazy(r"\d[\d,]")
_WORD = lazy(r"[^\s-]+")
_FEWEST_LETTERS = 3
_NAMED = lazy(rf"(?<![\w.])[{UPPER}][{LOWER}]{{3,30}}(?!\w)")
_INITIAL = lazy(rf"(?<!\w)[{UPPER}]\.")
_SAID, _KNOWN, _ROOM = 0.45, 2.0, 0.5
_NAME, _KEPT = 2.0, 3


def suspected(pair: Versions, bead: Bead) -> bool:
    """True where one side has more brackets than the other."""
    counts = [sum(paragraph.text.count("(") for paragraph in side) for side in pair.sides(bead)]
    return counts[0] != counts[1]


def find(pair: Versions, bead: Bead, scale: Scale) -> Iterator[record.Finding]:
    """A warning for each bracket of a bead that the other side has neither in brackets nor without."""
    spans = [list(_spans(pair, bead, side)) for side in (0, 1)]
    if len(spans[0]) == len(spans[1]):
        return
    side = 0 if len(spans[0]) > len(spans[1]) else 1
    documents = (pair.left, pair.right)
    said = [[scale.features(at, one) for one in cut(documents[at], spans[at], pair.text)] for at in (0, 1)]
    found = beads(said[0], said[1])
    lone = [ids[0] for one in found for ids in ((one.left, one.right)[side],) if not (one.left and one.right) and ids]
    for at in lone:
        place = spans[side][at]
        absent = _worded(pair.text[slice(*place)]) and _absent(pair, bead, scale, side, place)
        if absent and not sentence_nearby(pair, bead, side, place):
            yield told(pair, "bracket-missing", side, place, _place(pair, bead, 1 - side))


def _spans(pair: Versions, bead: Bead, side: int) -> Iterator[tuple[int, int]]:
    """What stands in brackets, without them; where an abbreviation is defined is none."""
    for paragraph in pair.sides(bead)[side]:
        for match in _BRACKET.finditer(paragraph.text):
            if not _DEFINES.match(match["inside"]):
                yield paragraph.span[0] + match.start("inside"), paragraph.span[0] + match.end("inside")


def _worded(inside: str) -> bool:
    return len(_WORD.findall(inside)) > 1 and (len(_LETTERS.findall(inside)) >= _FEWEST_LETTERS or _FIGURE.search(inside) is not None)


def _absent(pair: Versions, bead: Bead, scale: Scale, side: int, inside: tuple[int, int]) -> bool:
    """True where the other version says nowhere in the paragraph what only the bracket says; where that is little, where it is shorter too."""
    sides = pair.sides(bead)
    (bracket,) = cut((pair.left, pair.right)[side], [inside], pair.text)
    around = _keys(one.text if not _holds(one, inside) else _without(pair, one, inside) for one in sides[side])
    there = _keys(one.text for one in sides[1 - side]).union("#" + fact.replace(".", ",") for one in sides[1 - side] for fact in one.facts)
    telling = [
        (one.token, one.weight)
        for one in scale.features(side, bracket).tokens
        if around.isdisjoint(one.token) and len(one.token[0]) > len("~а") and _comparable(one.token, scale, 1 - side)
    ]
    telling += [(name, _NAME) for name in _names(pair.text[slice(*inside)])]
    weight = sum(weight for _, weight in telling)
    if weight < _KNOWN:
        lengths = [sum(len(one.text) for one in here) for here in sides]
        return lengths[side] - lengths[1 - side] >= _ROOM * (inside[1] - inside[0])
    return sum(weight for token, weight in telling if not there.isdisjoint(token)) <= _SAID * weight


def _comparable(token: tuple[str, ...], scale: Scale, side: int) -> bool:
    """True for figures, and for words that the other version has somewhere: its having them not here says something."""
    return token[0][0] == "#" or any(key in scale.counts[side] for key in token)


def _names(inside: str) -> Iterator[tuple[str, ...]]:
    """The keys of proper names, as short as an adjective keeps them: Жарма, в Жарминском."""
    for match in _NAMED.finditer(inside):
        if match.start() or _INITIAL.search(inside):
            yield from ((_bones(key),) for key in keys(match[0])[1:] if key[0] == "'" and keys(match[0])[0][0] == "~")


def _bones(key: str) -> str:
    return key[: len("'") + _KEPT]


def _holds(paragraph: Paragraph, inside: tuple[int, int]) -> bool:
    return paragraph.span[0] <= inside[0] < paragraph.span[1]


def _without(pair: Versions, paragraph: Paragraph, inside: tuple[int, int]) -> str:
    return pair.text[paragraph.span[0] : inside[0]] + pair.text[inside[1] : paragraph.span[1]]


def _keys(texts: Iterable[str]) -> frozenset[str]:
    said = frozenset(key for text in texts for token in tokens(text) for key in token)
    return said | {_bones(key) for key in said if key[0] == "'"}


def _place(pair: Versions, bead: Bead, side: int) -> tuple[int, int]:
    paragraphs = pair.sides(bead)[side]
    return paragraphs[0].span[0], paragraphs[-1].span[1]
