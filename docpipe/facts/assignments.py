"""Acting duties laid on someone, as an order lays them.

Russian: `возложить исполнение обязанностей Министра … с … по … на Первого заместителя … Ахметова А.А.`; Kazakh: `… министрінің міндетін
уақытша атқару … аралығында … Ахметов А.А.-ға жүктелсін`. An appointment alone is none; `м.а. болып тағайындалсын` is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.mentions import duties, duty_reason, duty_time, who
from docpipe.mentions.duty_words import pattern
from docpipe.model import record
from docpipe.model.text import Span
from docpipe.model.trace import note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.mentions.duties import Charge
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.survey import Mentions


@dataclass(frozen=True, slots=True)
class _Order:
    """What every assignment of the order shares."""

    sheet: Sheet
    found: Mentions
    body: Span
    number: record.TextFact | None
    date: record.DateValue | None
    issuer: record.Organisation | None
    signatory: record.Signatory | None


def find(
    sheet: Sheet,
    found: Mentions,
    *,
    number: record.TextFact | None,
    date: record.DateValue | None,
    issuer: record.Organisation | None,
    signatory: record.Signatory | None,
) -> list[record.Assignment]:
    """Each duty laid on each person, with the period, the reason, and the order's own number and date."""
    if sheet.language not in ("ru", "kk"):
        return []
    order = _Order(sheet, found, _body(sheet), number, date, issuer, signatory)
    made: list[record.Assignment] = []
    last: duty_time.Period | None = None
    for charge in duties.find(order.body, found, sheet.language):
        period = duty_time.of(charge, sheet.language, last)
        last = period or last
        one = _assignment(charge, period, order)
        made += [one] if one else []
    return made


def completed(
    laid: Sequence[record.Assignment],
    number: record.TextFact | None,
    date: record.DateValue | None,
    signatory: record.Signatory | None,
    language: str,
) -> tuple[record.Assignment, ...]:
    """The assignments of an order that has its number, date or signature from the other language on its form, with these filled in."""
    return tuple(
        one.model_copy(
            update={
                "order_number": one.order_number or (number.value if number else None),
                "order_date": one.order_date or (date.value if date else None),
                "acting_for": one.acting_for or (signatory.post if signatory and pattern(language, "mine").search(one.text) else None),
            }
        )
        for one in laid
    )


def _body(sheet: Sheet) -> Span:
    """From the first to the last of the body's characters, with lines before it that open its list: they hold for its points."""
    parts = list(sheet.parts)
    first = next((at for at, part in enumerate(parts) if part.role in ("body", "order_verb")), None)
    if first is None:
        lines = sheet.zone("address")
        return Span(lines[0].span.start, lines[-1].span.end) if lines else sheet.span
    while first and parts[first - 1].role == "address" and _opens(parts[first - 1].segment.text, sheet.language):
        first -= 1
    return Span(parts[first].segment.span.start, sheet.zone("body", "order_verb")[-1].span.end)


def _opens(line: str, language: str) -> bool:
    return line.endswith(":") or (pattern(language, "verb").search(line) is not None and pattern(language, "duty").search(line) is not None)


def _assignment(charge: Charge, period: duty_time.Period | None, order: _Order) -> record.Assignment | None:
    acting = charge.acting or _of_title(order)
    reason = duty_reason.of(charge, order.sheet.language)
    span = _extent(charge, period)
    parts = who.parts(charge.person, charge.own, order.found.passage)
    post = parts["post"] or charge.described
    if acting is None and not charge.mine and not (reason and period):
        note("assignment", "duty-of-no-post", span, won=False, why="neither a post nor an absence that the duty is of")
        return None
    note("assignment", "duty-laid-on-person", span, won=True)
    return record.Assignment.model_validate(
        {
            "text": order.found.passage.quote(span),
            "span": tuple(span),
            "person": record.Person(**parts | {"post": post}),
            "person_post": post,
            "rank": charge.own.rank if charge.own else None,
            **_whose(charge, acting, order),
            "from": period.start if period else None,
            "to": period.end if period else None,
            "to_inclusive": period.inclusive if period else None,
            "reason": reason,
            "order_number": order.number.value if order.number else None,
            "order_date": order.date.value if order.date else None,
        }
    )


def _whose(charge: Charge, acting: PostMention | None, order: _Order) -> dict[str, str | None]:
    """The post whose duties pass, and its body: the signer's own where the order says `моих`."""
    issuer = order.issuer.name if order.issuer else None
    if charge.mine and order.signatory:
        return {"acting_for": order.signatory.post, "organisation": issuer}
    return {"acting_for": acting.post if acting else None, "organisation": (acting.organisation if acting else None) or issuer}


def _of_title(order: _Order) -> PostMention | None:
    """Where the body names no post, the heading may: `О возложении обязанностей директора Департамента …`."""
    heads = order.sheet.zone("address", "title")
    return next(
        (post for post in order.found.posts if post.span.end <= order.body.start and any(head.span.contains(post.span) for head in heads)),
        None,
    )


def _extent(charge: Charge, period: duty_time.Period | None) -> Span:
    """All that says the fact, inside its clause: the duty, the posts, the name, the period."""
    said = (charge.duty, charge.person.span, *(one.span for one in (charge.acting, charge.own, period) if one is not None))
    inside = [span for span in said if charge.clause.contains(span)]
    return Span(min(span.start for span in inside), max(span.end for span in inside))
