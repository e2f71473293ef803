"""Acting duties laid on someone, as an order lays them.

Russian: `возложить исполнение обязанностей Министра … с … по … на Первого заместителя … Ахметова А.А.`; Kazakh: `… министрінің міндетін
уақытша атқару … аралығында … Ахметов А.А.-ға жүктелсін`. An appointment alone is none; `м.а. болып тағайындалсын` is one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from docpipe.mentions import who
from docpipe.model import record
from docpipe.model.text import Span
from docpipe.model.trace import note
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.mentions.dates import DateMention
    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.survey import Mentions

_DUTY = {
    "ru": re.compile(
        r"(?:временно\w{0,2}\s{1,3})?(?:исполнени\w{1,2}\s{1,3}(?:(?:моих|его|её|ее|служебных|должностных|временно)\s{1,3}){0,2}обязанност\w{1,3}|"
        r"исполняющ\w{2,3}\s{1,3}обязанности|обязанност\w{1,3}(?=\s{1,3}\w)|(?<!\w)врио(?!\w)|(?<!\w)вр\.?\s?и\.?\s?о\.|(?<!\w)и\.\s?о\.)",
        re.IGNORECASE,
    ),
    "kk": re.compile(
        r"міндет(?:терін|тері|терінің|ін|імді|ін\w{0,3}|терін\w{0,4})\s{1,3}(?:уақытша\s{1,3})?(?:атқару\w{0,5}|орындау\w{0,5})|міндет(?:ін|терін)(?=\s)|(?<!\w)м\.\s?(?:у\.\s?)?а\.",
        re.IGNORECASE,
    ),
}
_VERB = {
    "ru": re.compile(r"возло[жг]\w{1,6}|возлага\w{2,6}|назнач\w{2,6}|поруч\w{2,6}|приступить", re.IGNORECASE),
    "kk": re.compile(r"жүкте\w{2,9}|тағайында\w{1,8}|тапсыр\w{2,8}|атқарсын|атқаратын\s{1,3}болсын", re.IGNORECASE),
}
_ON = re.compile(r"(?:^|\s)на\s{1,4}$", re.IGNORECASE)
_MINE = re.compile(r"\bмоих\b|менің\s{1,3}міндет|міндетімді", re.IGNORECASE)
_LEFT_OPEN = re.compile(r"до\s{1,3}(?!особого)\S|дейін", re.IGNORECASE)
_INCLUDED = re.compile(r"включительно|қоса\s{1,3}алғанда|\bпо\s", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[а-яёәғқңөұүһі\d»)]{2})[.;]\s{1,4}(?=[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{2}|\d{1,2}[.)]\s)|\n(?=\s{0,4}\d{1,2}[.)]\s)")


class _Clause(NamedTuple):
    """The stretch in which one duty passes to one person."""

    span: Span
    duty: Span


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
    language = sheet.language
    if language not in _DUTY:
        return []
    body = sheet.zone("body", "order_verb", "address", "title")
    laid = [one for segment in body for clause in _clauses(segment.span, found, language) if (one := _assignment(clause, found, language, body_span(sheet)))]
    return [_with_order(one, number, date, issuer, signatory, found) for one in laid]


def body_span(sheet: Sheet) -> Span:
    """From the first to the last of the body's characters: the preamble's period and reason hold for its points."""
    body = sheet.zone("body", "order_verb") or sheet.zone("address")
    return Span(body[0].span.start, body[-1].span.end) if body else sheet.span


def _clauses(span: Span, found: Mentions, language: str) -> Iterator[_Clause]:
    for sentence in _sentences(span, found.passage.folded):
        if not _VERB[language].search(found.passage.folded, *sentence):
            continue
        duties = _duties(sentence, found.passage.folded, language)
        yield from _apart(sentence, duties, found, language)


def _duties(sentence: Span, folded: str, language: str) -> list[Span]:
    """Where duties are named; a word inside the phrase before it is the same duty."""
    duties: list[Span] = []
    for match in _DUTY[language].finditer(folded, *sentence):
        if not duties or match.start() > duties[-1].end + 2:
            duties.append(Span(*match.span()))
    return duties


def _sentences(span: Span, folded: str) -> list[Span]:
    cuts = [match.end() for match in _SENTENCE.finditer(folded, *span)]
    return [Span(start, end) for start, end in zip([span.start, *cuts], [*cuts, span.end], strict=True) if end > start]


def _apart(sentence: Span, duties: Sequence[Span], found: Mentions, language: str) -> Iterator[_Clause]:
    """Several duties in one sentence are clauses apart where each has a person of its own."""
    people = [person for person in found.people if sentence.contains(person.span)]
    if len(duties) < 2 or len(people) < len(duties):
        yield from (_Clause(sentence, duty) for duty in duties[:1])
        return
    edges = [sentence.start, *(duty.start for duty in duties[1:]), sentence.end]
    if language == "kk":
        edges = [sentence.start, *(_next_person_end(duty, people, duties[at + 1]) for at, duty in enumerate(duties[:-1])), sentence.end]
    yield from (_Clause(Span(edges[at], edges[at + 1]), duty) for at, duty in enumerate(duties) if edges[at] < edges[at + 1])


def _next_person_end(duty: Span, people: Sequence[PersonMention], after: Span) -> int:
    return max((person.span.end for person in people if duty.end <= person.span.start < after.start), default=duty.end)


def _assignment(clause: _Clause, found: Mentions, language: str, body: Span) -> record.Assignment | None:
    people = [person for person in found.people if clause.span.contains(person.span)]
    posts = [post for post in found.posts if clause.span.contains(post.span)]
    person = _charged(people, posts, clause, found, language)
    if person is None:
        note("assignment", "duty-without-person", clause.duty, won=False, why="nobody is named in the clause")
        return None
    acting = _acting_post(clause, posts, language)
    beside = who.post_beside(person, [post for post in posts if post is not acting], people, found.passage)
    period = _period(clause, found, body)
    span = _extent(clause, person, period)
    note("assignment", "duty-laid-on-person", span, won=True)
    return record.Assignment.model_validate(
        {
            "text": found.passage.quote(span),
            "span": tuple(span),
            "person": record.Person(**who.parts(person, beside, found.passage)),
            "person_post": beside.post if beside else None,
            "rank": beside.rank if beside else None,
            "acting_for": acting.post if acting else None,
            "organisation": acting.organisation if acting else None,
            **_bounds(period, found),
            "reason": _reason(clause.span, found, language) or _reason(body, found, language),
        }
    )


def _charged(people: Sequence[PersonMention], posts: Sequence[PostMention], clause: _Clause, found: Mentions, language: str) -> PersonMention | None:
    """On whom the duty is laid: the name after `на` or in the dative, not the absent one."""
    if not people:
        return None
    if language == "ru":
        on = [person for person in people if _ON.search(found.passage.folded[max(0, _start(person, posts) - 6) : _start(person, posts)])]
        cased = [person for person in people if person.case in ("dat", "acc") and person.span.start > clause.duty.end]
        return (on or cased or [person for person in people if person.span.start > clause.duty.end] or people)[-1]
    verb = max((match.start() for match in _VERB["kk"].finditer(found.passage.folded, *clause.span)), default=clause.span.end)
    before = [person for person in people if person.span.end <= verb] or list(people)
    dative = [person for person in before if person.case == "dat"]
    return (dative or before)[-1]


def _start(person: PersonMention, posts: Sequence[PostMention]) -> int:
    """Where the noun phrase that ends with the name begins: at its post, if one stands right before it."""
    close = [post.span.start for post in posts if 0 <= person.span.start - post.span.end <= 3]
    return close[-1] if close else person.span.start


def _acting_post(clause: _Clause, posts: Sequence[PostMention], language: str) -> PostMention | None:
    """The post whose duties pass: after `обязанностей`, before `міндетін`."""
    marked = next((post for post in posts if post.acting and post.span.overlaps((clause.duty.start - 1, clause.duty.end + 1))), None)
    if marked:
        return marked
    if language == "ru":
        return next((post for post in posts if 0 <= post.span.start - clause.duty.end <= 6), None)
    return next((post for post in reversed(posts) if 0 <= clause.duty.start - post.span.end <= 4), None)


def _period(clause: _Clause, found: Mentions, body: Span) -> DateMention | None:
    inside = [date for date in found.dates if clause.span.contains(date.span) and date.granularity in ("period", "day")]
    whole = [date for date in found.dates if body.contains(date.span) and date.granularity == "period"]
    periods = [date for date in inside if date.granularity == "period"]
    return next(iter(periods or inside or (whole if len(whole) == 1 else [])), None)


def _bounds(period: DateMention | None, found: Mentions) -> dict[str, object]:
    if period is None:
        return {"from": None, "to": None}
    printed = found.passage.quote(period.span)
    open_ = bool(_LEFT_OPEN.search(printed)) and not _INCLUDED.search(found.passage.quote((period.span.start, min(period.span.end + 16, found.passage.span.end))))
    if period.granularity == "day":
        return {"from": period.value, "to": None}
    return {"from": period.start, "to": period.end, "to_inclusive": None if open_ and period.end else True}


def _extent(clause: _Clause, person: PersonMention, period: DateMention | None) -> Span:
    spans = [clause.duty, person.span, *([period.span] if period and clause.span.contains(period.span) else [])]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


@cache
def _reasons(language: str) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(row["pattern"], re.IGNORECASE), row["value"]) for row in table("reasons")[language]]


def _reason(span: Span, found: Mentions, language: str) -> str | None:
    return next((value for pattern, value in _reasons(language) if pattern.search(found.passage.folded, *span)), None)


def _with_order(
    one: record.Assignment,
    number: record.TextFact | None,
    date: record.DateValue | None,
    issuer: record.Organisation | None,
    signatory: record.Signatory | None,
    found: Mentions,
) -> record.Assignment:
    mine = one.acting_for is None and bool(_MINE.search(found.passage.folded, *one.span)) and signatory is not None
    return one.model_copy(
        update={
            "order_number": number.value if number else None,
            "order_date": date.value if date else None,
            "organisation": one.organisation or (issuer.name if issuer else None),
            "acting_for": signatory.post if mine and signatory else one.acting_for,
        }
    )
