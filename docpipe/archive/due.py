"""What wants an answer, by the day on which it is due: counted from receipt, ended by a registered final answer and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from docpipe.archive import reckoning, tables
from docpipe.archive.filters import Filters, conditions

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select, Table

    from docpipe.archive.store import Archive

Group = Literal["overdue", "soon", "later", "unknown"]
_SOON = 3
INTERIM = frozenset(("аралық жауап", "промежуточный ответ"))
_ANSWERS = ("reply", "by_instruction")


@dataclass(frozen=True, slots=True)
class Answer:
    """A letter in the archive that says it answers. `interim`: a draft, not registered, or one that only puts the answer off."""

    sha256: str
    at: str
    number: str | None
    date: str | None
    interim: bool


@dataclass(frozen=True, slots=True)
class Demand:
    """What wants an answer, its language versions and copies as one; days are ISO dates, null where they are not known.

    `incoming` is the number of the incoming register; `recorded` says that a person told the day, else it was read from the stamp.
    `rule` is `stated` where the document itself sets the earliest day, else a rule of the vocabulary; `stated` its own words for the term.
    `days_left` are calendar days from the day asked about. `calendar_known` is false where moved days of those years are not known.
    """

    sha256: str
    at: str
    kind: str
    genre: str | None
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    addressed: str | None
    received: str | None
    incoming: str | None
    recorded: bool
    due: str | None
    rule: str | None
    stated: str | None
    calendar_known: bool
    days_left: int | None
    closed: str | None
    closed_by: str | None
    restricted: bool
    names: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...] = ()

    @property
    def group(self) -> Group:
        """How pressing it is."""
        if self.days_left is None:
            return "unknown"
        return "overdue" if self.days_left < 0 else "soon" if self.days_left <= _SOON else "later"


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known beside the demands: the journals, the answers by the number they answer, names of files, files with a restricted document."""

    receipts: dict[str, list[Row[Any]]]
    closings: dict[str, list[Row[Any]]]
    answers: dict[str, list[Row[Any]]]
    names: dict[str, list[str]]
    restricted: set[str]


def demands(archive: Archive, today: date, *, closed: bool = False, filters: Filters | None = None) -> list[Demand]:
    """What is not answered yet, with `closed` also what is: the earliest first, those whose day is not known last."""
    return archive.read(lambda connection: found(connection, today, closed=closed, filters=filters))


def found(connection: Connection, today: date, *, closed: bool = False, filters: Filters | None = None) -> list[Demand]:
    """The same within a transaction."""
    papers = connection.execute(_papers()).all()
    told = _told(connection, {one.sha256 for one in papers if "restricted" in (one.marks or "").split()})
    chosen = _chosen(connection, filters) if filters and filters != Filters() else None
    every = [
        _demand(versions, told, today)
        for versions in _together(papers)
        if chosen is None or any((one.sha256, one.at) in chosen for one in versions)
    ]
    return sorted(
        (one for one in every if closed or not one.closed), key=lambda one: (one.due or "9999", one.date or "", one.sha256, one.at)
    )


def _papers() -> Select[Any]:
    """Every document of the files that have one that wants an answer."""
    from sqlalchemy import select

    one, asked = tables.document.c, tables.demand.c
    wanting = select(one.sha256).join_from(tables.demand, tables.document)
    columns = [column for column in one if column.name not in ("words", "issuer_key")]
    joined = tables.document.outerjoin(tables.demand)
    return (
        select(*columns, asked.document_id, asked.rule, asked.stated, asked.addressed)
        .select_from(joined)
        .where(one.sha256.in_(wanting))
        .order_by(one.id)
    )


def _told(connection: Connection, restricted: set[str]) -> _Told:
    from sqlalchemy import select

    one, answer = tables.document.c, tables.answer.c
    wanting = select(one.sha256).join_from(tables.demand, tables.document)
    numbers = select(one.number_key).join_from(tables.demand, tables.document)
    columns = (
        answer.number_key,
        answer.date.label("asked_on"),
        one.sha256,
        one.at,
        one.number,
        one.date,
        one.genre,
        one.marks,
        one.counterpart,
    )
    replies = (
        select(*columns).join_from(tables.answer, tables.document).where(answer.number_key.in_(numbers), answer.relation.in_(_ANSWERS))
    )
    names = select(tables.arrival.c.sha256, tables.arrival.c.name).where(tables.arrival.c.sha256.in_(wanting)).order_by(tables.arrival.c.id)
    return _Told(
        _by_first(connection.execute(_journal(tables.receipt))),
        _by_first(connection.execute(_journal(tables.closing))),
        _by_first(connection.execute(replies.where(one.kind == "letter").order_by(one.id))),
        {sha256: [row.name for row in rows] for sha256, rows in _by_first(connection.execute(names)).items()},
        restricted,
    )


def _journal(table: Table) -> Select[Any]:
    from sqlalchemy import select

    one = table.c
    return select(one.sha256, one.id, one.at, one.asked, one.day, one.number).order_by(one.id)


def _by_first(rows: Iterable[Row[Any]]) -> dict[str, list[Row[Any]]]:
    """The rows by their first column, in order."""
    by: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by[row[0]].append(row)
    return by


def _chosen(connection: Connection, filters: Filters) -> set[tuple[str, str]]:
    from sqlalchemy import select

    one = tables.document.c
    query = select(one.sha256, one.at).join_from(tables.demand, tables.document).where(*conditions(filters))
    return {(row.sha256, row.at) for row in connection.execute(query)}


def _together(papers: Sequence[Row[Any]]) -> Iterator[list[Row[Any]]]:
    """The documents that make one demand: the versions in one file; and files with the same number, date and signer, whatever their language."""
    by_place = {(one.sha256, one.at): one for one in papers}
    groups: dict[tuple[str | None, ...], list[Row[Any]]] = {}
    for one in papers:
        twin = by_place.get((one.sha256, one.counterpart)) if one.counterpart else None
        versions = [version for version in (one, twin) if version is not None]
        if all(version.document_id is None for version in versions) or (twin is not None and twin.id < one.id):
            continue
        known = next(((v.number_key, v.date, v.signer) for v in versions if v.number_key and v.date and v.signer), None)
        groups.setdefault(known or (one.sha256, one.at), []).extend(versions)
    yield from groups.values()


def _demand(versions: list[Row[Any]], told: _Told, today: date) -> Demand:
    def first(name: str) -> Any:
        return next((getattr(one, name) for one in versions if getattr(one, name)), None)

    written = reckoning.exact(first("date"))
    recorded = latest(told.receipts, versions)
    received = reckoning.exact(recorded.day) if recorded else _stamped(versions, written, today)
    stated = [one.stated for one in versions if one.stated]
    last = reckoning.last_day([one.rule for one in versions if one.rule], stated, written, received)
    ended = latest(told.closings, versions)
    return Demand(
        **{name: first(name) for name in ("sha256", "at", "kind", "genre", "number", "date", "issuer", "title", "addressed")},
        received=received.isoformat() if received else None,
        incoming=(recorded.number if recorded else None) or first("stamp_number"),
        recorded=recorded is not None,
        due=last.day.isoformat() if last.day else None,
        rule=last.rule,
        stated=stated[0] if stated else None,
        calendar_known=last.calendar_known,
        days_left=(last.day - today).days if last.day else None,
        closed=ended.day if ended else None,
        closed_by=ended.number if ended else None,
        restricted=any(one.sha256 in told.restricted for one in versions),
        names=tuple(dict.fromkeys(name for one in versions for name in told.names.get(one.sha256, ()))),
        versions=tuple((one.sha256, one.at) for one in versions),
        answers=tuple(_answers(versions, told)),
    )


def latest(journal: dict[str, list[Row[Any]]], versions: Sequence[Row[Any]]) -> Row[Any] | None:
    """The last that a journal says of a demand; None where it says nothing, or takes back what it said."""
    said = [
        row for one in versions for row in journal.get(one.sha256, ()) if (row.asked == one.number_key if row.asked else row.at == one.at)
    ]
    last = max(said, key=lambda row: row.id, default=None)
    return last if last is not None and last.day else None


def _stamped(versions: Sequence[Row[Any]], written: date | None, today: date) -> date | None:
    """By the stamp; one of before the document or of after today is read wrongly."""
    stamps = [day for one in versions if (day := reckoning.exact(one.stamp_date))]
    return min((day for day in stamps if day <= today and (written is None or written <= day)), default=None)


def _answers(versions: Sequence[Row[Any]], told: _Told) -> Iterator[Answer]:
    """Letters that refer to it by number, and by date where both have one; the versions of a letter as one."""
    letters: dict[tuple[str, str], list[Row[Any]]] = {}
    for one in versions:
        for row in told.answers.get(one.number_key or "", ()):
            if not row.asked_on or not one.date or row.asked_on == one.date:
                letters.setdefault((row.sha256, min(row.at, row.counterpart or row.at)), []).append(row)
    for sides in letters.values():
        first = next((row for row in sides if row.number and row.date), sides[0])
        off = any(row.genre in INTERIM or "draft" in (row.marks or "").split() for row in sides)
        yield Answer(first.sha256, first.at, first.number, first.date, off or not (first.number and first.date))
