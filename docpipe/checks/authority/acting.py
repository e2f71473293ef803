"""An acting signature against the duties that orders have laid: another period, another person, another post, no date, no order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from docpipe.checks.authority import identity
from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.checks.authority.duties import Duty, Side
    from docpipe.checks.authority.letters import Letter, Signer

_FULL = len("2021-07-14")


@dataclass(frozen=True, slots=True)
class _Match:
    """A duty beside a signature: whether person, post and body are the same, None where that cannot be told."""

    duty: Duty
    person: bool | None
    post: bool | None
    body: bool | None

    @property
    def own(self) -> bool:
        """True where the one who signs is the one of the order."""
        return self.person is True


def find(letter: Letter, duties: Sequence[Duty]) -> Iterator[record.Finding]:
    """At most one warning a signer, for what is surest."""
    for signer in letter.signers:
        matches = [one for duty in duties if duty.told for one in [_match(signer, duty)] if one.body is not False]
        mine = [one for one in matches if one.post is not False and (one.own or (one.body and one.post))]
        found = _of_post(letter, signer, mine) if mine else _of_other_post(letter, signer, matches)
        if found:
            yield found


def _match(signer: Signer, duty: Duty) -> _Match:
    pairs = [(document, signed, side) for document, signed in signer.sides for side in duty.sides]
    person = [identity.related(signed, side.laid.person, (document.language, side.order.language)) for document, signed, side in pairs]
    post = [
        identity.same_post(signed.post, side.laid.acting_for, (document.language, side.order.language)) for document, signed, side in pairs
    ]
    return _Match(
        duty,
        identity.best([None if one is None else one in identity.ONE_PERSON for one in person]),
        identity.best(post),
        identity.best([told for document, _, side in pairs for told in _bodies(document, side)]),
    )


def _bodies(document: record.Document, side: Side) -> list[bool | None]:
    """The letter's body beside the order's, and beside the one whose post it is."""
    issuer = document.issuer.name if document.issuer else None
    return [identity.same_body(issuer, name, (document.language, side.order.language)) for name in (side.issuer, side.laid.organisation)]


def _of_post(letter: Letter, signer: Signer, mine: Sequence[_Match]) -> record.Finding | None:
    own = [one.duty for one in mine if one.own]
    if not letter.days:
        return _undated(letter, signer, own)
    covering = [one for one in mine if any(one.duty.covers(day) for day in letter.days)]
    if any(one.person is not False for one in covering) or any(len(day) < _FULL for day in letter.days):
        return None
    if own:
        return _outside(letter, signer, own)
    if covering:
        side = _nearest_side(signer, covering[0].duty)
        return _finding(
            "acting-other-person", letter, signer, covering[0].duty, [signer.surname, side.laid.person.surname, covering[0].duty.period]
        )
    if mine[0].person is False:
        return _finding("acting-no-order", letter, signer, mine[0].duty, [letter.days[0], mine[0].duty.period, signer.surname])
    return None


def _undated(letter: Letter, signer: Signer, own: Sequence[Duty]) -> record.Finding | None:
    if letter.registered or not own:
        return None
    return _finding("acting-undated", letter, signer, own[-1], [None, own[-1].period])


def _outside(letter: Letter, signer: Signer, own: Sequence[Duty]) -> record.Finding:
    """The day against the nearest of the periods."""
    day = letter.days[0]
    nearest = min(own, key=lambda duty: _days_apart(day, duty))
    return _finding("acting-outside-period", letter, signer, nearest, [day, nearest.period])


def _days_apart(day: str, duty: Duty) -> int:
    ends = [end for end in (duty.first, duty.last) if end and len(end) == _FULL]
    try:
        return min((abs((date.fromisoformat(day) - date.fromisoformat(end)).days) for end in ends), default=0)
    except ValueError:
        return 0


def _of_other_post(letter: Letter, signer: Signer, matches: Sequence[_Match]) -> record.Finding | None:
    """The same person, on a day of the order's period, in the order's body: but acting for another post."""
    for one in matches:
        if one.own and one.body and one.post is False and any(one.duty.covers(day) for day in letter.days):
            side = _nearest_side(signer, one.duty)
            signed = next(
                (signed.post for document, signed in signer.sides if document.language == side.order.language), signer.sides[0][1].post
            )
            return _finding("acting-other-post", letter, signer, one.duty, [signed, side.laid.acting_for, one.duty.period])
    return None


def _nearest_side(signer: Signer, duty: Duty) -> Side:
    """The order's version in a language that the signature is in."""
    languages = [document.language for document, _ in signer.sides]
    return next((side for side in duty.sides if side.order.language in languages), duty.sides[0])


def _finding(code: str, letter: Letter, signer: Signer, duty: Duty, values: Sequence[str | None]) -> record.Finding:
    signed = tuple(identity.where(document, signed.span) for document, signed in signer.sides)
    places = dict.fromkeys((*letter.dated(), *signed, *duty.places()))
    return record.Finding(code=code, kind="authority", severity="warning", where=tuple(places), values=tuple(values))
