"""What is signed for another: letters and orders with acting signatures, both language versions as one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from docpipe.checks.authority import identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model import record

_KINDS = ("letter", "inquiry", "order")


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs as acting, as each version names him."""

    sides: tuple[tuple[record.Document, record.Signatory], ...]

    @property
    def surname(self) -> str | None:
        """The surname in the first version that has it."""
        return next((signed.surname for _, signed in self.sides if signed.surname), None)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter or order in its versions, with its acting signers."""

    versions: tuple[record.Document, ...]
    signers: tuple[Signer, ...]

    @property
    def days(self) -> tuple[str, ...]:
        """The days it is dated: one, or two where the versions differ."""
        return tuple(dict.fromkeys(one.date.value for one in self.versions if one.date))

    @property
    def registered(self) -> bool:
        """True where some version bears a date or a number."""
        return any(one.date or one.number for one in self.versions)

    def dated(self) -> tuple[record.Where, ...]:
        """Where the dates stand, each once."""
        spans = {one.date.span: identity.where(one, one.date.span) for one in reversed(self.versions) if one.date}
        return tuple(spans[span] for span in sorted(spans))


def letters(documents: Sequence[record.Document]) -> Iterator[Letter]:
    """Every letter, inquiry and order that somebody signs as acting."""
    by_id = {one.id: one for one in documents}
    for one in documents:
        twin = by_id.get(one.counterpart or "")
        if one.kind not in _KINDS or (twin is not None and twin.span < one.span):
            continue
        versions = (one, twin) if twin is not None else (one,)
        signers = tuple(_signers(versions))
        if signers:
            yield Letter(versions, signers)


def _signers(versions: Sequence[record.Document]) -> Iterator[Signer]:
    """The first who signs as acting in one version is the first in the other; one signature may serve both."""
    columns = [[(one, signed) for signed in one.signatories if signed.acting] for one in versions]
    for row in zip_longest(*columns):
        sides = {signed.span: (document, signed) for document, signed in reversed([side for side in row if side])}
        yield Signer(tuple(sides[span] for span in sorted(sides)))
