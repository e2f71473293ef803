"""What a chancery wants to see of its archive at one look: what is restricted, unpaired, unread, wrong; how much came, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from docpipe.archive import tables
from docpipe.archive.filters import is_latest
from docpipe.archive.listing import PAPER, Paper

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

    from docpipe.archive.store import Archive

_BOTH, _STATE = ("inquiry", "order"), "letter"
"""Kinds that are written in both languages; and the one that may be written in the state language alone, in Russian beside it only."""
_DAYS, _DIGITS = 30, 3


@dataclass(frozen=True, slots=True)
class Seen:
    """A file, the name under which it came first, and what of it is meant: a document, the code of an error, how many errors were found in it.

    `restricted` where any document of the file is: what belongs to it says the same.
    """

    sha256: str
    name: str
    paper: Paper | None = None
    code: str | None = None
    findings: int = 0
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """So many, and the first of them."""

    number: int
    first: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts and lists. `states` and `codes` count files, `kinds` documents by kind and language, `arrivals` files by the day on this machine's clock, `errors` findings by kind."""

    states: dict[str, int]
    codes: dict[str, int]
    quarantined: Listed
    partial: Listed
    restricted: Listed
    unpaired: Listed
    gravest: Listed
    errors: dict[str, int]
    kinds: dict[tuple[str, str], int]
    arrivals: dict[date, int]


def overview(archive: Archive, today: date, *, since: str | None = None, most: int = 200) -> Overview:
    """The archive, or with `since` (UTC, ISO) what was read since then; lists with `most` entries. All as it was at one moment."""
    return archive.read(lambda connection: _overview(connection, today, since, most))


def _overview(connection: Connection, today: date, since: str | None, most: int) -> Overview:
    read = [is_latest(), *([tables.extraction.c.at >= since] if since else [])]
    states = _states(connection, read)
    return Overview(
        states=_summed((state, number) for state, _, number in states),
        codes=_summed((code, number) for _, code, number in states if code),
        quarantined=_files(connection, [*read, tables.extraction.c.state == "quarantined"], most),
        partial=_files(connection, [*read, tables.extraction.c.state == "partial"], most),
        restricted=_documents(connection, [*read, tables.document.c.marks.contains("restricted")], most),
        unpaired=_documents(connection, [*read, *_unpaired()], most),
        gravest=_files(connection, [*read, tables.extraction.c.findings > 0], most, papers=True),
        errors=_errors(connection, read),
        kinds=_kinds(connection, read),
        arrivals=_arrivals(connection, today),
    )


def _summed(pairs: Any) -> dict[str, int]:
    total: Counter[str] = Counter()
    for name, number in pairs:
        total[name] += number
    return dict(total)


def _states(connection: Connection, read: Sequence[ColumnElement[bool]]) -> list[tuple[str, str | None, int]]:
    from sqlalchemy import func, select

    one = tables.extraction.c
    query = select(one.state, one.code, func.count()).where(*read).group_by(one.state, one.code)
    return [tuple(row) for row in connection.execute(query)]


def _files(connection: Connection, chosen: Sequence[ColumnElement[bool]], most: int, *, papers: bool = False) -> Listed:
    """Files by what is wrong with them, the most errors first; with `papers` each with its first document."""
    from sqlalchemy import func, select

    one, document = tables.extraction.c, tables.document.c
    number = connection.execute(select(func.count()).select_from(tables.extraction).where(*chosen)).scalar() or 0
    query = select(one.sha256, one.code, one.findings).where(*chosen).order_by(one.findings.desc(), one.code, one.id).limit(most)
    rows = connection.execute(query).all()
    shas = [row.sha256 for row in rows]
    names = _names(connection, shas)
    first: dict[str, Paper] = {}
    for sha256, *paper in (
        connection.execute(select(document.sha256, *PAPER).where(document.sha256.in_(shas)).order_by(document.id)) if papers else ()
    ):
        first.setdefault(sha256, Paper(*paper))
    hidden = _restricted(connection, shas)
    seen = (Seen(one, names.get(one, ""), first.get(one), code, findings, one in hidden) for one, code, findings in rows)
    return Listed(number, tuple(seen))


def _documents(connection: Connection, chosen: Sequence[ColumnElement[bool]], most: int) -> Listed:
    """Documents, the newest first."""
    from sqlalchemy import func, select

    one = tables.document.c
    joined = tables.document.join(tables.extraction, tables.extraction.c.sha256 == one.sha256)
    number = connection.execute(select(func.count()).select_from(joined).where(*chosen)).scalar() or 0
    query = select(one.sha256, *PAPER).select_from(joined).where(*chosen).order_by(one.date.desc(), one.id.desc()).limit(most)
    rows = connection.execute(query).all()
    shas = [row[0] for row in rows]
    names, hidden = _names(connection, shas), _restricted(connection, shas)
    return Listed(number, tuple(Seen(row[0], names.get(row[0], ""), Paper(*row[1:]), restricted=row[0] in hidden) for row in rows))


def _unpaired() -> list[ColumnElement[bool]]:
    """Registered documents of which the other version lies nowhere in the archive though it is expected, neither in the same file nor in another."""
    from sqlalchemy import and_, func, or_, select

    one = tables.document.c
    expected = or_(and_(one.kind.in_(_BOTH), one.language.in_(("kk", "ru"))), and_(one.kind == _STATE, one.language == "ru"))
    # versions have one kind, one day, and numbers that begin alike: an order is 507-ж/қ in Kazakh and 507-л/с in Russian
    alike = one.date + "/" + one.kind + "/" + func.substr(one.number_key, 1, _DIGITS)
    registered = (one.number_key.is_not(None), one.date.is_not(None))
    both = select(alike).where(*registered).group_by(alike).having(func.min(one.language) < func.max(one.language))
    return [expected, *registered, one.counterpart.is_(None), alike.not_in(both)]


def _errors(connection: Connection, read: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    """Findings of severity error by their kind, read from the records that have any."""
    from sqlalchemy import select

    from docpipe.archive.outcome import inflated
    from docpipe.model.record import Packet

    one = tables.extraction.c
    query: Select[Any] = select(one.record).where(*read, one.findings > 0, one.record.is_not(None))
    total: Counter[str] = Counter()
    for (kept,) in connection.execute(query.execution_options(stream_results=True, yield_per=100)):
        total.update(each.kind for each in Packet.model_validate_json(inflated(kept)).findings if each.severity == "error")
    return dict(total)


def _kinds(connection: Connection, read: Sequence[ColumnElement[bool]]) -> dict[tuple[str, str], int]:
    from sqlalchemy import func, select

    one = tables.document.c
    joined = tables.document.join(tables.extraction, tables.extraction.c.sha256 == one.sha256)
    query = select(one.kind, one.language, func.count()).select_from(joined).where(*read).group_by(one.kind, one.language)
    return {(kind, language): number for kind, language, number in connection.execute(query)}


def _arrivals(connection: Connection, today: date) -> dict[date, int]:
    """Files that came first on each of the last thirty days, also none."""
    from sqlalchemy import func, select

    days = {today - timedelta(days=at): 0 for at in range(_DAYS - 1, -1, -1)}
    hour = func.substr(tables.file.c.since, 1, 13)
    query = select(hour, func.count()).where(tables.file.c.since >= (today - timedelta(days=_DAYS)).isoformat()).group_by(hour)
    for told, number in connection.execute(query):
        day = datetime.fromisoformat(f"{told}:00").replace(tzinfo=UTC).astimezone().date()
        if day in days:
            days[day] += number
    return days


def _names(connection: Connection, shas: Sequence[str]) -> dict[str, str]:
    from sqlalchemy import select

    one = tables.arrival.c
    names: dict[str, str] = {}
    for sha256, name in connection.execute(select(one.sha256, one.name).where(one.sha256.in_(shas)).order_by(one.id)):
        names.setdefault(sha256, name)
    return names


def _restricted(connection: Connection, shas: Sequence[str]) -> set[str]:
    """Those of the files that hold a restricted document."""
    from sqlalchemy import select

    one = tables.document.c
    return set(connection.execute(select(one.sha256).where(one.sha256.in_(shas), one.marks.contains("restricted"))).scalars())
