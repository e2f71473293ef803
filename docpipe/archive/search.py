"""Full text: a query in Kazakh or Russian, in any form and spelling, and the documents that hold its words.

First the words without their endings, figures however they are written, surnames by what their spellings share; where that finds little, shorter
beginnings; where it finds nothing, words that a slip sets apart, and then documents that hold some of the words. Where very many hold them all, the
newest are ranked.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docpipe.archive import tables
from docpipe.archive.candidates import Index
from docpipe.archive.filters import Filters
from docpipe.archive.listing import PAPER, Paper
from docpipe.archive.query import Query, parsed, sought, widened
from docpipe.archive.ranking import Ranking
from docpipe.archive.spelling import near_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from docpipe.archive.store import Archive

_FEW, _RANKED, _TITLED = 5, 200, 50
_READ = 10_000
"""So many letters of a document are looked at to rank it, its facets first."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, of the file with this digest. `words` are the folded words, beginnings and facets that were looked for."""

    sha256: str
    paper: Paper
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """Ids of documents, each with what it is worth beside its words: less where only some of them are there."""

    query: Query
    ids: dict[int, None]
    weights: tuple[float, ...] | None = None


def search(archive: Archive, query: str, filters: Filters | None = None, limit: int = 20) -> list[Hit]:
    """The documents found, the best first, `limit` at most; none for a query without words."""
    asked = parsed(query)
    if not asked.words:
        return []
    chosen = filters or Filters()
    return archive.read(lambda connection: _best(connection, asked, chosen, limit))


def _best(connection: Connection, asked: Query, filters: Filters, limit: int) -> list[Hit]:
    index = Index(connection, filters)
    hits: dict[int, Hit] = {}
    for found in _stages(index, asked, limit):
        for number, hit in _ranked(connection, found, limit):
            hits.setdefault(number, hit)
    return list(hits.values())[:limit]


def _stages(index: Index, asked: Query, limit: int) -> Iterable[_Found]:
    """Always narrower ones first; a wider one only where little was found, slips only where nothing was."""
    most = max(_RANKED, limit)
    strict, every = index.newest(asked.words, most, asked.phrases)
    ids = dict.fromkeys(strict)
    if not every:
        ids |= dict.fromkeys(_foremost(index, asked))
    yield _Found(asked, ids)
    if len(ids) >= min(_FEW, limit) or asked.phrases:
        return
    wide = replace(asked, words=tuple(widened(one, () if ids else near_words(index.connection, one.folded)) for one in asked.words))
    found, _ = index.newest(wide.words, most)
    yield _Found(wide, dict.fromkeys(found))
    if not ids and not found and len(wide.words) > 1:
        yield _some(index, wide, most)


def _foremost(index: Index, asked: Query) -> list[int]:
    """Documents of the number that was typed, and those that have the words in their title, however old they are."""
    titled, _ = index.newest([one.title() for one in asked.words], _TITLED)
    numbered = [replace(asked.words[0], whole=(number,), begins=()) for number in asked.numbers]
    return [*titled, *(one for word in numbered for one in index.newest([word], _TITLED)[0])]


def _some(index: Index, wide: Query, most: int) -> _Found:
    """Documents with some of the words; a word that few have weighs more."""
    share = max(most // len(wide.words), _TITLED)
    each = [index.newest([one], share)[0] for one in wide.words]
    weights = tuple(1 / math.log2(len(found) + 2) if found else 1.0 for found in each)
    return _Found(wide, dict.fromkeys(number for found in each for number in found), weights)


def _ranked(connection: Connection, found: _Found, limit: int) -> list[tuple[int, Hit]]:
    """The documents, the best first."""
    ranking = Ranking.by(found.query, found.weights)
    scores = {number: (ranking.score(words), date or "", number) for number, date, words in _words(connection, list(found.ids))}
    best = sorted(scores, key=scores.__getitem__, reverse=True)[:limit]
    return list(_hits(connection, best, sought(found.query)))


def _words(connection: Connection, ids: Sequence[int]) -> Iterable[tuple[int, str | None, str]]:
    from sqlalchemy import func, select

    one = tables.document.c
    for start in range(0, len(ids), _AT_ONCE):
        query = select(one.id, one.date, func.substr(one.words, 1, _READ)).where(one.id.in_(ids[start : start + _AT_ONCE]))
        yield from map(tuple, connection.execute(query).all())


def _hits(connection: Connection, ids: Sequence[int], words: tuple[str, ...]) -> Iterable[tuple[int, Hit]]:
    from sqlalchemy import select

    one = tables.document.c
    rows = {row[0]: row for row in connection.execute(select(one.id, one.sha256, *PAPER).where(one.id.in_(ids)))}
    return ((number, Hit(rows[number][1], Paper(*rows[number][2:]), words)) for number in ids)
