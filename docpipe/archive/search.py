"""Full text: a query in Kazakh or Russian, in any form and spelling, and the documents that hold its words.

First the words as they stand, without their endings, and surnames by what their spellings share; where that finds little, words that a slip
sets apart; where even that finds nothing, documents that hold some of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docpipe.archive import tables
from docpipe.archive.filters import Filters, conditions
from docpipe.archive.words import NAME, fold, near, stem, words
from docpipe.language.correspondence import skeleton
from docpipe.language.skeleton import bones

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from docpipe.archive.store import Archive

_FEW = 5
_MOST_WORDS, _MOST_NEAR, _MOST_LOOKED_AT = 12, 24, 4000
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. `sha256` is its file's, `at` its id in the record; `words` are the folded words or beginnings that were looked for."""

    sha256: str
    at: str
    kind: str
    language: str
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the query: what it may stand as, whole or as a beginning."""

    whole: tuple[str, ...]
    begins: str | None


def search(archive: Archive, query: str, filters: Filters | None = None, limit: int = 20) -> list[Hit]:
    """The documents found, the best first, `limit` at most; none for a query without words."""
    asked = _asked(query)
    if not asked:
        return []
    chosen = filters or Filters()
    return archive.read(lambda connection: _stages(connection, asked, chosen, limit))


def _asked(query: str) -> list[tuple[str, str]]:
    """The words of the query, each as typed and folded."""
    return [(query[start:end], word) for word, start, end in words(query)][:_MOST_WORDS]


def _stages(connection: Connection, asked: Sequence[tuple[str, str]], filters: Filters, limit: int) -> list[Hit]:
    strict = [_strict(typed, word) for typed, word in asked]
    found: dict[tuple[str, str], Hit] = {}

    def add(wanted: Sequence[_Word], *, every: bool) -> None:
        for hit in _hits(connection, wanted, filters, limit, every=every):
            found.setdefault((hit.sha256, hit.at), hit)

    add(strict, every=True)
    if len(found) < min(_FEW, limit):
        wide = [_wide(connection, one, word) for one, (_, word) in zip(strict, asked, strict=True)]
        add(wide, every=True)
        if not found and len(wide) > 1:
            add(wide, every=False)
    return list(found.values())[:limit]


def _strict(typed: str, word: str) -> _Word:
    """The word and its beginning; a capital may begin a surname, which has a skeleton."""
    name = skeleton(typed) if typed[0].isupper() and len(word) > 3 else ""
    cut = stem(word)
    return _Word((word, *([NAME + name] if name else [])), None if word.isdigit() else cut)


def _wide(connection: Connection, strict: _Word, word: str) -> _Word:
    """Also words of the archive that a slip sets apart from this one, and its surname where it has no capital."""
    if word.isdigit() or len(word) <= 4:
        return strict
    name = skeleton(word)
    near_by = _near(connection, word)
    return replace(strict, whole=tuple(dict.fromkeys((*strict.whole, *([NAME + name] if name else []), *near_by))))


def _near(connection: Connection, word: str) -> list[str]:
    """Words that begin alike or have the same consonants, and differ by a slip."""
    looked_at = {*_range(connection, "word", word[:3]), *(_range(connection, "bones", bones(stem(word))) if bones(stem(word)) else ())}
    return sorted((one for one in looked_at if near(word, one)), key=lambda one: (abs(len(one) - len(word)), one))[:_MOST_NEAR]


def _range(connection: Connection, column: str, beginning: str) -> Iterable[str]:
    from sqlalchemy import select

    by = tables.word.c[column]
    query = select(tables.word.c.word).where(by >= beginning, by < beginning + _LAST).limit(_MOST_LOOKED_AT)
    return connection.execute(query).scalars().all()


def _hits(connection: Connection, wanted: Sequence[_Word], filters: Filters, limit: int, *, every: bool) -> list[Hit]:
    one = tables.document.c
    columns = (one.sha256, one.at, one.kind, one.language, one.number, one.date, one.issuer, one.title)
    sought = tuple(
        dict.fromkeys(word for each in wanted for word in (*each.whole, each.begins or "") if word and not word.startswith(NAME))
    )
    dialect: Callable[..., Select[Any]] = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    query = dialect(columns, wanted, every=every).where(*conditions(filters)).limit(limit)
    return [replace(Hit(*row), words=sought) for row in connection.execute(query)]


def _sqlite(columns: Sequence[Any], wanted: Sequence[_Word], *, every: bool) -> Select[Any]:
    """FTS5: every word of `words` is letters and digits, so quoting it is enough."""
    from sqlalchemy import column, func, literal_column, select, table

    def alternatives(one: _Word) -> str:
        return "(" + " OR ".join([*(f'"{word}"' for word in one.whole), *([f'"{one.begins}"*'] if one.begins else [])]) + ")"

    index = table("search", column("rowid"))
    asked = (" AND " if every else " OR ").join(map(alternatives, wanted))
    joined = index.join(tables.document, tables.document.c.id == index.c.rowid)
    match = literal_column("search", type_=tables.document.c.words.type).op("MATCH")(asked)
    return select(*columns).select_from(joined).where(match).order_by(func.bm25(literal_column("search")), tables.document.c.date.desc())


def _postgresql(columns: Sequence[Any], wanted: Sequence[_Word], *, every: bool) -> Select[Any]:
    """A tsquery written out, so that no parser of the server's locale comes between."""
    from sqlalchemy import cast, func, literal_column, select
    from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

    def alternatives(one: _Word) -> str:
        return "(" + " | ".join([*(f"'{word}'" for word in one.whole), *([f"'{one.begins}':*"] if one.begins else [])]) + ")"

    asked = cast((" & " if every else " | ").join(map(alternatives, wanted)), TSQUERY)
    index: Any = literal_column("document.search", type_=TSVECTOR)
    rank = func.ts_rank(index, asked, 1)
    return (
        select(*columns)
        .select_from(tables.document)
        .where(index.op("@@")(asked))
        .order_by(rank.desc(), tables.document.c.date.desc().nulls_last())
    )


def snippet(text: str, sought: Sequence[str], width: int = 160) -> str:
    """The stretch of the text with most of the words in it, blanks as one; its beginning where none stands there.

    >>> snippet("Прошу выделить средства на школу.", ("средс",), 24)
    '…выделить средства на…'
    """
    beginnings = tuple({stem(fold(word)) for word in sought})
    places = [(start, word) for word, start, _ in words(text) if word.startswith(beginnings)] if beginnings else []
    best = max(places, key=lambda place: len({word for at, word in places if place[0] <= at < place[0] + width}), default=(0, ""))[0]
    start = max(best - width // 4, 0)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    if start and start < best - width // 2:
        start = best
    end = text.find(" ", start + width - width // 6)
    end = len(text) if end < 0 or end > start + 2 * width else end
    return ("…" if start else "") + " ".join(text[start:end].split()) + ("…" if end < len(text) else "")
