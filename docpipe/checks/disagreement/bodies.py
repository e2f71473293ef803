"""Bodies of the state in the running text: another ministry, court or agency than in the other version; one that a list lacks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docpipe.bitext import bodies, posts
from docpipe.checks.disagreement.bead_places import Placed, bead_at, doubtful, rests
from docpipe.checks.disagreement.differ import differ
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.bead_places import Rest
    from docpipe.model.record import Document, Finding

_CAPITALS = lazy(r"(?<![\w-])[А-ЯЁӘҒҚҢӨҰҮҺІ]{3,8}(?!\w)")
_LIST = 300
_LISTED = 2
"""So many bodies in common make the rest of a sentence a list of them."""


def find(pair: Versions) -> Iterator[Finding]:
    """An error for a body in place of another (a warning for its name of other years), a warning for one that a list of them lacks."""
    sides = [list(_of_side(pair, at)) for at in (0, 1)]
    spared = [_spared(document) for document in (pair.left, pair.right)]
    said = cache(lambda at: _codes(pair, at))
    for rest in rests(*sides):
        left = [one for one in rest.left if not _inside(one, spared[0])]
        right = [one for one in rest.right if not _inside(one, spared[1])]
        if len(rest.left) == len(rest.right) == len(left) == len(right) == 1:
            yield from _differs(pair, left[0], right[0])
        elif len(rest.shared) >= _LISTED and not (rest.left and rest.right):
            yield from _missing(pair, rest, left + right, said)


def _of_side(pair: Versions, at: int) -> Iterator[Placed]:
    """The bodies named on a side, abbreviations of several meanings too: so much the less is missing on it."""
    document, place = (pair.left, pair.right)[at], bead_at(pair, at)
    for one in bodies.named(pair.text, document.language, *document.span):
        yield Placed(one.code, (one.start, one.end), place(one.start))


def _spared(document: Document) -> list[tuple[tuple[int, int], frozenset[str] | None]]:
    """Where bodies are compared otherwise: as issuers of acts, in the head, in the posts of people."""
    found: list[tuple[tuple[int, int], frozenset[str] | None]] = [(one.span, None) for one in document.references if one.issuer]
    found += [(one.span, None) for one in (document.issuer, *document.in_reply_to, *document.registrations) if one]
    people = (*document.addressees, *document.copies_to, *document.signatories, *document.people)
    for one in people:
        if one.post or one.organisation:
            said = bodies.read(one.organisation or "", document.language).codes
            codes = said.union(*(office.bodies for office in posts.read(one.post or "", document.language)))
            found.append(((one.span[0] - 250, one.span[1] + 100), codes))
    return found


def _inside(one: Placed, spared: list[tuple[tuple[int, int], frozenset[str] | None]]) -> bool:
    return any(start <= one.span[0] < end and (codes is None or one.code in codes) for (start, end), codes in spared)


def _differs(pair: Versions, one: Placed, other: Placed) -> Iterator[Finding]:
    codes = one.code or "", other.code or ""
    if bodies.within(*codes):
        return
    severity = "warning" if bodies.renamed(*codes) or doubtful(pair, one.bead) else "error"
    values = [_name(one.code, pair.left.language), _name(other.code, pair.right.language)]
    yield differ("body-differs", severity, [(pair.left, one.span), (pair.right, other.span)], values)  # type: ignore[arg-type]


def _missing(pair: Versions, rest: Rest, alone: list[Placed], said: Callable[[int], frozenset[str | None]]) -> Iterator[Finding]:
    at = 0 if rest.left else 1
    document, other = ((pair.left, pair.right), (pair.right, pair.left))[at]
    span = pair.spans(pair.beads[rest.bead])[1 - at]
    for one in alone:
        if (
            span is not None
            and _bracketed(pair.text, one.span)
            and one.code not in said(1 - at)
            and not _unknown(pair.text[slice(*span)], other.language)
        ):
            name = _name(one.code, document.language)
            yield differ("body-missing", "warning", [(document, one.span), (other, span)], [name, None] if at == 0 else [None, name])


def _bracketed(text: str, span: tuple[int, int]) -> bool:
    """Whether it stands in a list in brackets: in running text a body may be called anything."""
    opened, closed = text.rfind("(", max(0, span[0] - _LIST), span[0]), text.rfind(")", max(0, span[0] - _LIST), span[0])
    return opened > closed and text.find(")", span[1], span[1] + _LIST) >= 0


def _unknown(text: str, language: str) -> bool:
    """Whether an abbreviation stands there of which it is not known what it means: МТЗСН for МТСЗН."""
    return any(not bodies.abbreviation(one[0], language) for one in _CAPITALS.finditer(text))


def _codes(pair: Versions, at: int) -> frozenset[str | None]:
    """All that a side names."""
    document = (pair.left, pair.right)[at]
    return frozenset(one.code for one in bodies.named(pair.text, document.language, *document.span, doubtful=True))


def _name(code: str | None, language: str) -> str | None:
    rows: list[dict[str, Any]] = [*table("bodies")["body"], *table("bodies")["office"]]
    return next((str(row[language]) for row in rows if row["code"] == code), code)
