"""The right to sign by all orders that an archive has. Said anew each time it is asked, for an order may come after the letter that it bears on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docpipe.archive import facets, store, tables
from docpipe.archive.candidates import Index
from docpipe.archive.filters import Filters
from docpipe.archive.outcome import inflated
from docpipe.archive.query import Word
from docpipe.archive.reckoning import exact
from docpipe.language.correspondence import skeleton

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

    from docpipe.archive.store import Archive
    from docpipe.checks.authority.duties import Duty
    from docpipe.model.record import Document, Finding, Located, Packet

_YEAR, _MONTH = timedelta(days=366), timedelta(days=31)
"""How far from a letter the orders on its signer count, and those on others: further off an order says nothing of it."""
_SURE = 0.9
_MOST, _AT_ONCE = 1_000_000, 500


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, and the orders of the archive that it rests on: the ID of the file, number and date; none where they stand in the packet."""

    finding: Finding
    orders: tuple[tuple[str, str | None, str | None], ...] = ()


def findings(archive: Archive, sha256: str) -> list[Finding]:
    """What is to be said of the right to sign in a file of the archive; nothing where it has no record."""
    record = store.record(archive, sha256)
    return [one.finding for one in told(archive, sha256, _packet(record))] if record else []


def completed(packet: Packet, told: Sequence[Told]) -> Packet:
    """The record with these findings on authority in the place of its own; the very record where they are the same."""
    new = [one.finding for one in told]
    if new == [one for one in packet.findings if one.kind == "authority"]:
        return packet
    others = tuple(one for one in packet.findings if one.kind != "authority")
    return packet.model_copy(update={"findings": (*others, *new)})


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A file with a signature that the orders of the archive speak against: its record with these findings alone, and what they rest on."""

    sha256: str
    packet: Packet
    told: tuple[Told, ...]


def doubtful(archive: Archive, since: str | None = None, until: str | None = None) -> Iterator[Doubtful]:
    """The letters that somebody signs as acting, dated in that time, that orders speak against; the newest first."""
    for sha256 in archive.read(lambda connection: _signed(connection, Filters(since=since, until=until))):
        packet = _packet(store.record(archive, sha256) or "")
        if found := tuple(told(archive, sha256, packet)):
            yield Doubtful(sha256, completed(packet.model_copy(update={"findings": ()}), found), found)


def _signed(connection: Connection, filters: Filters) -> list[str]:
    """The files with a document that somebody signs as acting."""
    from sqlalchemy import select

    ids, _ = Index(connection, filters).newest([Word("", (facets.ACTING,))], _MOST)
    one = tables.document.c
    found: dict[str, None] = {}
    for at in range(0, len(ids), _AT_ONCE):
        query = select(one.sha256).where(one.id.in_(ids[at : at + _AT_ONCE])).order_by(one.date.desc(), one.id)
        found.update(dict.fromkeys(connection.execute(query).scalars()))
    return list(found)


def told(archive: Archive, sha256: str, packet: Packet) -> list[Told]:
    """The findings on authority: those of the packet that the archive does not refute, and those that only its orders show."""
    from docpipe.checks import authority
    from docpipe.checks.authority.letters import letters
    from docpipe.language.passage import fold

    own = [one for one in packet.findings if one.kind == "authority"]
    signed = list(letters(packet.documents))
    laid = [duty for one in packet.documents for duty in one.assignments]
    if not signed and not laid:
        return [Told(one) for one in own]
    names = {skeleton(signer.surname) for letter in signed for signer in letter.signers if signer.surname}
    spans = [(day, day) for letter in signed for one in letter.days if (day := exact(one))]
    spans += [(first, exact(duty.to) or first) for duty in laid if (first := exact(duty.from_))]
    orders = _orders(archive, sha256, packet, names, spans)
    text, places = fold(packet.text), _places(packet.documents)

    def doubts(span: tuple[int, int]) -> Sequence[str] | None:
        return ["?"] if span in places and places[span].confidence < _SURE else None

    alone = authority.check(packet.documents, text, doubts)
    every = authority.check(packet.documents, text, doubts, archive=[duty for duty, _ in orders])
    kept = [Told(one) for one in own if any(map(_same(one), every)) or not any(map(_same(one), alone))]
    fresh = [one for one in every if not any(map(_same(one), alone))]
    return kept + [Told(_placed(one, places), tuple(_behind(one, orders))) for one in fresh]


def _same(one: Finding) -> Any:
    """Whether another finding says the same."""
    spans = {(where.document, where.span) for where in one.where}
    return lambda other: (other.code, other.values) == (one.code, one.values) and {(w.document, w.span) for w in other.where} == spans


def _behind(one: Finding, orders: Iterable[tuple[Duty, str]]) -> Iterator[tuple[str, str | None, str | None]]:
    """The orders of the period that a finding names."""
    for duty, sha256 in orders:
        if duty.period in one.values:
            laid = next((side.laid for side in duty.sides if side.laid.order_number), duty.sides[0].laid)
            yield sha256, laid.order_number, laid.order_date


def _places(documents: Sequence[Document]) -> dict[tuple[int, int], Located]:
    """What a finding on authority may point at, by its span."""
    found: list[Located] = []
    for one in documents:
        found += [*([one.date] if one.date else []), *one.signatories, *one.assignments]
    return {one.span: one for one in found}


def _placed(one: Finding, places: dict[tuple[int, int], Located]) -> Finding:
    """With page and boxes, as the facts have them."""
    known = [(where, places.get(where.span)) for where in one.where]
    where = tuple(place.model_copy(update={"page": fact.page, "boxes": fact.boxes}) if fact else place for place, fact in known)
    return one.model_copy(update={"where": where})


def _orders(archive: Archive, sha256: str, packet: Packet, names: set[str], spans: Sequence[tuple[date, date]]) -> list[tuple[Duty, str]]:
    """The duties of orders in other files that may bear on these people or these days, the order's file with each."""
    from sqlalchemy import select

    if not spans:
        return []
    issuers: set[tuple[str, str]] = {(one.language, one.issuer.name) for one in packet.documents if one.issuer}
    rows = archive.read(lambda connection: connection.execute(_near(sha256, names, spans)).all())
    files = {row.sha256 for row in rows if row.skeleton in names or _may_be_of(row, issuers)}
    one = tables.extraction.c
    query = select(one.sha256, one.record).where(one.sha256.in_(files), one.record.is_not(None)).order_by(one.id)
    records = {row.sha256: row.record for row in archive.read(lambda connection: connection.execute(query).all())} if files else {}
    return [(duty, file) for file, record in sorted(records.items()) for duty in _duties(record)]


def _near(sha256: str, names: set[str], spans: Sequence[tuple[date, date]]) -> Select[Any]:
    """The duties that touch the time around these days, those of these people in a wider time."""
    from sqlalchemy import and_, or_, select

    one, order = tables.duty.c, tables.document.c

    def touching(begins: date, ends: date) -> Any:
        since = (begins - _YEAR).isoformat()
        return and_(one["from"] >= since, one["from"] <= ends.isoformat(), or_(one.to.is_(None), one.to >= begins.isoformat()))

    near = [touching(first - _MONTH, last + _MONTH) for first, last in spans]
    near += [and_(one.skeleton.in_(names), touching(first - _YEAR, last + _YEAR)) for first, last in spans if names]
    columns = (order.sha256, order.language, order.issuer, one.organisation, one.skeleton)
    return select(*columns).join_from(tables.duty, tables.document).where(or_(*near), order.sha256 != sha256)


def _may_be_of(row: Row[Any], issuers: Collection[tuple[str, str]]) -> bool:
    """Whether an order may be of a body that the packet is of, or lay the duties of one of its posts."""
    from docpipe.checks.authority import identity

    bodies = [body for body in (row.issuer, row.organisation) if body]
    return (
        not issuers
        or not bodies
        or any(identity.same_body(issuer, body, (language, row.language)) is not False for language, issuer in issuers for body in bodies)
    )


@lru_cache(maxsize=1024)
def _duties(record: bytes) -> tuple[Duty, ...]:
    from docpipe.checks.authority.duties import known
    from docpipe.language.passage import fold

    packet = _packet(inflated(record))
    return tuple(known(packet.documents, fold(packet.text), here=False))


def _packet(record: str) -> Packet:
    from docpipe.model.record import Packet

    return Packet.model_validate_json(record)
