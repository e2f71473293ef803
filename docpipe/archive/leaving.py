"""What may leave the machine: nothing secret ever; what is restricted, or was never read and so may be, only where somebody asks for it.

A container may leave only if all that was in it may.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from docpipe.archive import tables
from docpipe.errors import Secret

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from docpipe.archive.listing import Listed
    from docpipe.archive.store import Archive

Reason = Literal["secret", "restricted", "unread"]
_GRAVEST_FIRST: tuple[Reason, ...] = ("secret", "restricted", "unread")
_SHORT = 12
"""So much of its digest stands for a container whose name nobody knew when its members came."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The files that stay, by the reason, and the names of what they came in."""

    files: dict[str, Reason]
    around: dict[str, Reason]

    def reason(self, one: Listed) -> Reason | None:
        """Why the file stays; None where it may leave."""
        found = {self.files.get(one.sha256), *(self.around.get(name) for name in (*one.names, one.sha256[:_SHORT]))}
        return next((reason for reason in _GRAVEST_FIRST if reason in found), None)


def kept(archive: Archive) -> Kept:
    """What stays, of the whole archive."""
    files: dict[str, Reason] = {}
    around: dict[str, Reason] = {}
    for reason, query in _queries():
        for sha256, name in archive.read(partial(_rows, query)):
            files.setdefault(sha256, reason)
            for folder in _around(name or ""):
                around.setdefault(folder, reason)
    return Kept(files, around)


def _rows(query: Select[tuple[str, str | None]], connection: Connection) -> list[tuple[str, str | None]]:
    return [(row.sha256, row.name) for row in connection.execute(query)]


def _around(name: str) -> Iterator[str]:
    """All that a member's name may say it came in.

    >>> list(_around("in/a.zip/b.eml/c.pdf"))
    ['in/a.zip/b.eml', 'in/a.zip', 'in']
    """
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _queries() -> Iterator[tuple[Reason, Select[tuple[str, str | None]]]]:
    """The files and their names, by the reason, gravest first."""
    from sqlalchemy import and_, func, or_, select

    one, paper, arrival = tables.extraction.c, tables.document.c, tables.arrival.c
    newest = one.id.in_(select(func.max(one.id)).group_by(one.sha256))
    read = select(one.sha256).where(one.record.is_not(None))
    whole = and_(one.state == "done", one.code.is_(None))
    chosen: tuple[tuple[Reason, Select[tuple[str]]], ...] = (
        ("secret", select(one.sha256).where(one.code == Secret.code)),
        ("restricted", select(paper.sha256).where(paper.marks.contains("restricted"))),
        ("unread", select(one.sha256).where(newest, or_(one.state == "quarantined", ~whole), one.sha256.not_in(read))),
    )
    for reason, files in chosen:
        yield reason, select(tables.file.c.sha256, arrival.name).outerjoin(tables.arrival).where(tables.file.c.sha256.in_(files))
