"""An order against itself: made after its period had begun, or laying someone's duties on that very one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.checks.authority import identity, offices
from docpipe.model import record
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.authority.duties import Duty, Side

_FULL = len("2021-07-14")
_AWAY_RU = lazy(r"(?:отпуск|командировк|болезн|отсутстви|нетрудоспособн|обучени)[^.;\n]{0,60}$", re.IGNORECASE)
_AWAY_KK = lazy(r"^[^.;\n]{0,60}?(?:демалыс|іссапар|болма|жарамсыз|науқас|оқу)", re.IGNORECASE)


def find(duty: Duty) -> Iterator[record.Finding]:
    """The warnings about one duty; versions that say the same make one."""
    late: dict[tuple[str, ...], list[record.Where]] = {}
    for side in duty.sides:
        if (order := side.order).date and _after(order.date.value, side.laid.from_):
            places = late.setdefault((order.date.value, _period(side)), [])
            places += [identity.where(order, order.date.span), identity.where(order, side.laid.span)]
    for values, places in late.items():
        yield _finding("order-after-start", places, values)
    own = [side for side in duty.sides if _to_oneself(side)]
    if own:
        laid = own[0].laid
        yield _finding(
            "duties-to-oneself", [identity.where(side.order, side.laid.span) for side in own], (laid.person.surname, laid.acting_for)
        )


def _after(day: str, first: str | None) -> bool:
    return first is not None and len(day) == len(first) == _FULL and day > first


def _period(side: Side) -> str:
    return f"{side.laid.from_ or ''}/{side.laid.to or ''}"


def _to_oneself(side: Side) -> bool:
    """The post is his own already; or the order is signed by the one whose duties they are, and he is the one; or he is named as away."""
    post = offices.of(side.laid.acting_for, side)
    if post is not None and post == offices.of(side.laid.person_post, side):
        return True
    signed = side.order.signatory
    if post is not None and signed and not signed.acting and not post[1] and post == offices.of(signed.post, side):
        languages = side.order.language, side.order.language
        return identity.related(signed, side.laid.person, languages) in ("same", "form") and bool(signed.initials or signed.given)
    return _away(side)


def _away(side: Side) -> bool:
    """True where the sentence says that the one who gets the duties is away himself."""
    person = side.laid.person
    first = (person.given or person.initials or "")[:1]
    if not person.surname or not first:
        return False
    stem = re.escape(person.surname[: max(4, len(person.surname) - 2)])
    name = re.compile(
        rf"{stem}\w{{0,6}}\s{{1,3}}{first}\w|{stem}\w{{0,6}}\s{{1,3}}{first}\.|(?<!\w){first}\.\s?(?:\w\.)?\s?{stem}\w{{0,6}}"
    )
    found = list(name.finditer(side.paragraph))
    if len(found) < 2:
        return False
    before, after = side.paragraph[: found[0].start()], side.paragraph[found[0].end() :]
    return bool(_AWAY_KK.search(after) if side.order.language == "kk" else _AWAY_RU.search(before))


def _finding(code: str, places: list[record.Where], values: tuple[str | None, ...]) -> record.Finding:
    return record.Finding(code=code, kind="authority", severity="warning", where=tuple(places), values=values)
