"""What wants an answer, by the day on which it is due: counted from receipt, ended by a registered final answer and nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from docpipe.archive import reckoning, tables
from docpipe.archive.filters import Filters, conditions

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row, Select, Table

    from docpipe.archive.store import Archive

Group = Literal["overdue", "soon", "later", "unknown"]
_SOON = 3
INTERIM = frozenset(("аралық жауап", "промежуточный ответ"))
_ANSWERS = ("reply", "by_instruction")
_AT_ONCE = 500


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


def summary(open_: Iterable[Demand]) -> str:
    """How many there are of each group, in a line.

    >>> summary([])
    '0 overdue, 0 due in three days, 0 later, 0 of no known day'
    """
    count = Counter(one.group for one in open_ if not one.closed)
    return f"{count['overdue']} overdue, {count['soon']} due in three days, {count['later']} later, {count['unknown']} of no known day"


def found(
    connection: Connection, today: date, *, closed: bool = False, filters: Filters | None = None, sha256: str | None = None
) -> list[Demand]:
    """The same within a transaction, of one file alone where it is named."""
    wanted = _wanting(connection, closed=closed, filters=filters or Filters(), sha256=sha256)
    files = {one.sha256 for one in wanted}
    # copies and versions in other files bear the same number
    files |= {row.sha256 for row in _of_each(connection, _with_number, {one.number_key for one in wanted if one.number_key})}
    papers = sorted(_of_each(connection, _papers, files), key=lambda one: one.id)
    told = _told(connection, files, papers)
    ids = {one.id for one in wanted}
    every = [_demand(versions, told, today) for versions in _together(papers, ids) if any(one.id in ids for one in versions)]
    return sorted(
        (one for one in every if closed or not one.closed), key=lambda one: (one.due or "9999", one.date or "", one.sha256, one.at)
    )


def _wanting(connection: Connection, *, closed: bool, filters: Filters, sha256: str | None) -> list[Row[Any]]:
    """The documents that want an answer, and those whose receipt a person has recorded; without `closed` not those that are surely closed."""
    from sqlalchemy import not_, select

    one = tables.document.c
    wants = one.id.in_(select(tables.demand.c.document_id))
    query = select(one.id, one.sha256, one.number_key).where(*conditions(filters))
    if sha256:
        query = query.where(one.sha256 == sha256)
    if not closed:
        query = query.where(not_(_stands(tables.closing)))
    recorded = query.where(one.sha256.in_(select(tables.receipt.c.sha256)), _stands(tables.receipt), not_(wants))
    return [*connection.execute(query.where(wants)), *connection.execute(recorded)]


def _stands(journal: Table) -> ColumnElement[bool]:
    """The last row of a journal about the document has a day."""
    from sqlalchemy import and_, not_, or_, select

    document, row, later = tables.document.c, journal.c, journal.alias("later").c

    def of_this(row: Any) -> ColumnElement[bool]:
        return and_(row.sha256 == document.sha256, or_(row.asked == document.number_key, and_(row.asked.is_(None), row.at == document.at)))

    taken_back = select(later.id).where(of_this(later), later.id > row.id).correlate(tables.document, journal).exists()
    return select(row.id).where(of_this(row), row.day.is_not(None), not_(taken_back)).correlate(tables.document).exists()


def _with_number(keys: Sequence[str]) -> Select[Any]:
    from sqlalchemy import select

    one = tables.document.c
    return select(one.sha256).join_from(tables.document, tables.demand).where(one.number_key.in_(keys))


def _papers(files: Sequence[str]) -> Select[Any]:
    """Every document of the files, with what it wants."""
    from sqlalchemy import select

    one, asked = tables.document.c, tables.demand.c
    columns = [column for column in one if column.name not in ("words", "issuer_key")]
    joined = tables.document.outerjoin(tables.demand)
    return select(*columns, asked.document_id, asked.rule, asked.stated, asked.addressed).select_from(joined).where(one.sha256.in_(files))


def _told(connection: Connection, files: Collection[str], papers: Sequence[Row[Any]]) -> _Told:
    numbers = {one.number_key for one in papers if one.document_id is not None and one.number_key}
    names = _by_first(_of_each(connection, _arrivals, files))
    return _Told(
        _by_first(_of_each(connection, partial(_journal, tables.receipt), files)),
        _by_first(_of_each(connection, partial(_journal, tables.closing), files)),
        _by_first(_of_each(connection, _replies, numbers)),
        {sha256: [row.name for row in rows] for sha256, rows in names.items()},
        {one.sha256 for one in papers if "restricted" in (one.marks or "").split()},
    )


def _arrivals(files: Sequence[str]) -> Select[Any]:
    from sqlalchemy import select

    one = tables.arrival.c
    return select(one.sha256, one.name).where(one.sha256.in_(files)).order_by(one.id)


def _replies(numbers: Sequence[str]) -> Select[Any]:
    """The letters that answer one of these numbers."""
    from sqlalchemy import select

    one, answer = tables.document.c, tables.answer.c
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
    query = select(*columns).join_from(tables.answer, tables.document).where(answer.number_key.in_(numbers), answer.relation.in_(_ANSWERS))
    return query.where(one.kind == "letter").order_by(one.id)


def _journal(table: Table, files: Sequence[str]) -> Select[Any]:
    from sqlalchemy import select

    one = table.c
    return select(one.sha256, one.id, one.at, one.asked, one.day, one.number).where(one.sha256.in_(files)).order_by(one.id)


def _of_each(connection: Connection, query: Callable[[Sequence[str]], Select[Any]], values: Collection[str]) -> list[Row[Any]]:
    """The rows that a query gives for these values, so many at once as a database takes."""
    every = sorted(values)
    return [row for at in range(0, len(every), _AT_ONCE) for row in connection.execute(query(every[at : at + _AT_ONCE]))]


def _by_first(rows: Iterable[Row[Any]]) -> dict[str, list[Row[Any]]]:
    """The rows by their first column, in order."""
    by: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by[row[0]].append(row)
    return by


def _together(papers: Sequence[Row[Any]], ids: Collection[int]) -> Iterator[list[Row[Any]]]:
    """The documents that make one demand: the versions in one file; and files with the same number, date and signer, and not of two bodies.

    `ids` are of documents that want an answer whatever was read of them.
    """
    by_place = {(one.sha256, one.at): one for one in papers}
    groups: dict[tuple[str | None, ...], list[list[Row[Any]]]] = defaultdict(list)
    for one in papers:
        twin = by_place.get((one.sha256, one.counterpart)) if one.counterpart else None
        versions = [version for version in (one, twin) if version is not None]
        if all(version.document_id is None and version.id not in ids for version in versions) or (twin is not None and twin.id < one.id):
            continue
        known = next(((v.number_key, v.date, v.signer) for v in versions if v.number_key and v.date and v.signer), None)
        alike = groups[known or (one.sha256, one.at)]
        same = next((group for group in alike if _may_be_one(group[0], one)), None)
        if same is None:
            alike.append(versions)
        else:
            same += versions
    yield from (group for alike in groups.values() for group in alike)


def _may_be_one(one: Row[Any], other: Row[Any]) -> bool:
    """Whether the two are not surely of two bodies."""
    from docpipe.checks.authority.identity import same_body

    return same_body(one.issuer, other.issuer, (one.language, other.language)) is not False


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
