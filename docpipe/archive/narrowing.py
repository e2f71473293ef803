"""Conditions on documents with what the full-text index knows: where few documents fit, which ones these are, so that no other is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docpipe.archive import candidates, tables
from docpipe.archive.filters import Filters, conditions, wanted
from docpipe.archive.query import Word

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

_FEW = 2000
"""So many documents are named one by one."""


def few(connection: Connection, filters: Filters) -> list[int] | None:
    """Documents beside which the filters let none through; None where these are many, or the filters ask for nothing that the index knows."""
    words = [Word("", whole, begins) for whole, begins in wanted(filters)]
    return _few(connection, words) if words else None


def narrowed(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of the filters on the table of documents."""
    found = few(connection, filters)
    return [*([] if found is None else [tables.document.c.id.in_(found)]), *conditions(filters)]


def having(connection: Connection, begins: Sequence[str]) -> list[ColumnElement[bool]]:
    """Documents of files that have, for each of the beginnings, a word that begins so, in whichever of their documents."""
    long = [one for one in begins if len(one) >= candidates.SHORTEST]
    rare = {one: found for one in long if (found := _few(connection, [_word(one)])) is not None}
    if rare or not long:
        # of few files the words themselves are looked at
        return [*map(_of_files_with, rare.values()), *(_spelt(connection, one) for one in begins if one not in rare)]
    candidates.prepare(connection)
    asked = (candidates.every(connection, [_word(one)]) for one in long)
    return [*map(_of_files_with, asked), *(_spelt(connection, one) for one in begins if one not in long)]


def _word(start: str) -> Word:
    return Word("", (), (start,))


def _few(connection: Connection, words: Sequence[Word]) -> list[int] | None:
    """All documents that have the words; None where these are many."""
    candidates.prepare(connection)
    found = list(connection.execute(candidates.every(connection, words).limit(_FEW + 1)).scalars())
    candidates.release(connection)
    return found if len(found) <= _FEW else None


def _of_files_with(ids: Sequence[int] | Select[tuple[int]]) -> ColumnElement[bool]:
    """Documents of the files that these documents are in."""
    from sqlalchemy import select

    one = tables.document.c
    return one.sha256.in_(select(one.sha256).where(one.id.in_(ids)))


def _spelt(connection: Connection, start: str) -> ColumnElement[bool]:
    """Documents of files of which a document has a word that begins so, looked for in the words themselves."""
    from sqlalchemy import select

    other = tables.document.alias("beside")
    held = candidates.spells(connection, f" {start}", other)
    return select(other.c.id).where(other.c.sha256 == tables.document.c.sha256, held).exists()
