"""Duties laid on people: in each statement of an order who takes on whose duties, and who is away.

Several duties of one statement are clauses apart. Control over an order, a seat on a commission, a task are no duties of a post.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from docpipe.mentions import duty_posts, who
from docpipe.mentions.duty_posts import Case
from docpipe.mentions.duty_roles import AWAY, Party, Scene, charged, parties
from docpipe.mentions.duty_statements import Statement, cut
from docpipe.mentions.duty_words import pattern
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.model.trace import note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.survey import Mentions

_SEPARATOR = lazy(r"[,;]\s{1,4}(?:(?:а\s{1,4}также|а|и|ал|және|сондай-ақ)\s{1,4})?|\s{1,4}(?:а\s{1,4}также|а)\s{1,4}", re.IGNORECASE)
_COORDINATE = lazy(r"[\s,]{0,6}(?:(?:и|а\s{1,3}также|және|мен|пен|бен)\s{1,4})?(?:на\s{1,4})?", re.IGNORECASE)
_CONTROL = lazy(r"(?:контрол\w{0,3}\s{1,4}(?:за|над)|настоящего\s{1,3}приказа|надлежащ\w{2,4})\s{1,4}$", re.IGNORECASE)
_CONTROL_KK = lazy(r"\s{1,4}(?:орындалуын\s{1,4})?(?:бақыла|қадағала)", re.IGNORECASE)
_LONGEST_LIST, _LOOK_BACK = 20, 12
_LONGEST, _FURTHEST = 6000, 20000
_DATIVE_TITLE = lazy(r"исполняющ(?:ему|его|ую)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Charge:
    """One duty laid on one person: the clause that says so, its statement and those before it, the posts, who is away.

    `near` is what is mentioned thereabouts; `described` the person's post where no vocabulary knows it; `mine`: the duties are the signer's.
    """

    clause: Span
    statement: Statement
    earlier: tuple[Statement, ...]
    near: Mentions
    duty: Span
    person: PersonMention
    own: PostMention | None
    described: str | None
    acting: PostMention | None
    away: PersonMention | None
    mine: bool


def find(body: Span, found: Mentions, language: str) -> list[Charge]:
    """The charges of an order's body, in order."""
    charges: list[Charge] = []
    statements = cut(body, found.passage.folded)
    for at, statement in enumerate(statements):
        following = statements[at : at + _LONGEST_LIST]
        verbs = _verbs(statement, found.passage.folded, language) or _closing_verbs(following, found.passage.folded, language)
        if verbs and statement.span.end - statement.span.start <= _LONGEST:
            earlier = (*statements[: at and 1], *statements[max(1, at - _LOOK_BACK) : at])
            charges += _of_statement(statement, verbs, earlier, found, language)
    return charges


def _of_statement(statement: Statement, verbs: str, earlier: Sequence[Statement], found: Mentions, language: str) -> list[Charge]:
    folded = found.passage.folded
    duties = _duties(statement.span, folded, language, verbs)
    own_verb = pattern(language, "verb").search(folded, *statement.span)
    carried = _duties(statement.intro, folded, language, verbs)[-1:] if statement.intro and not duties and not own_verb else []
    if not (duties or carried):
        return []
    near = _near(found, Span(min(one.span.start for one in (*earlier, statement)), statement.span.end))
    people = [person for person in near.people if statement.span.contains(person.span) and not _inside_body(person, near)]
    posts = [post for post in near.posts if statement.span.contains(post.span)]
    scene = Scene(folded, statement.span, language, verbs, statement.row, people, posts)
    before = [person for person in near.people if person.span.end <= statement.span.start]
    case = Case(statement, tuple(earlier), duties or carried, parties(scene), posts, before, near, language)
    laid = charged(case.around, scene)
    if not laid:
        note("assignment", "duty-without-person", case.duties[0], won=False, why="nobody is charged in the statement")
    return [_charge(clause, party, case) for clause, party in _clauses(statement.span, duties, laid, language, folded)] if laid else []


def _near(found: Mentions, room: Span) -> Mentions:
    """The mentions in the room alone, so that a long order is read in a time that grows with its length."""
    start, end = max(room.start, room.end - _FURTHEST), room.end
    return replace(
        found,
        dates=_between(found.dates, start, end),
        posts=_between(found.posts, start, end),
        people=_between(found.people, start, end),
        bodies=_between(found.bodies, start, end),
        references=_between(found.references, start, end),
    )


def _between(items: tuple[Any, ...], start: int, end: int) -> tuple[Any, ...]:
    return items[bisect_left(items, start, key=_begins) : bisect_left(items, end, key=_begins)]


def _begins(item: Any) -> int:
    begin: int = item.span.start
    return begin


def _inside_body(person: PersonMention, found: Mentions) -> bool:
    return any(body.span.contains(person.span) and body.span != person.span for body in found.bodies)


def _verbs(statement: Statement, folded: str, language: str) -> str:
    """The statement's words that lay duties on, else those of the words that opened its list."""
    own = " ".join(match.group() for match in pattern(language, "verb", "names", "appoints").finditer(folded, *statement.span))
    if statement.intro and not pattern(language, "verb").search(folded, *statement.span):
        return " ".join([own, *(match.group() for match in pattern(language, "verb", "names").finditer(folded, *statement.intro))]).strip()
    return own


def _closing_verbs(statements: Sequence[Statement], folded: str, language: str) -> str:
    """In a Kazakh list whose items end with a semicolon the verb stands in the last of them."""
    for one, following in pairwise(statements):
        if language != "kk" or not folded[one.span.start : one.span.end].endswith((";", ",")):
            return ""
        verbs = _verbs(following, folded, language)
        if verbs:
            return verbs
    return ""


def _duties(span: Span, folded: str, language: str, verbs: str) -> list[Span]:
    """Where duties are named in the span; no control over them, no task, no title of somebody who acts already."""
    duties: list[Span] = []
    appoints = pattern(language, "appoints").search(verbs)
    for match in pattern(language, "title", "duty").finditer(folded, *span):
        title = pattern(language, "title").fullmatch(folded, *match.span())
        if title and not (appoints and _made(match, folded, language)):
            continue
        if not title and _other(match, folded, language):
            note("assignment", "another-task", match.span(), won=False, why="control, a task or a seat on a commission")
            continue
        if not duties or match.start() > duties[-1].end + 2:
            duties.append(Span(*match.span()))
    return duties


def _made(title: re.Match[str], folded: str, language: str) -> bool:
    """Whether somebody is made acting head, not called so."""
    if language == "kk":
        return bool(
            re.match(
                r"\s{1,4}(?:болып|етіп|ретінде|деп|қызметіне|лауазымына)|\s{1,4}\S{0,40}\s{0,4}", folded[title.end() : title.end() + 60]
            )
        )
    return not (
        _DATIVE_TITLE.match(folded, title.start())
        or re.search(r"(?:^|\s)(?:на|с|от)\s{1,4}$", folded[max(0, title.start() - 6) : title.start()])
    )


def _other(duty: re.Match[str], folded: str, language: str) -> bool:
    before, after = folded[max(0, duty.start() - 40) : duty.start()], folded[duty.end() : duty.end() + 80]
    if _CONTROL.search(before) or (language == "kk" and _CONTROL_KK.match(after)):
        return True
    task = pattern(language, "other_task").search(after)
    seat = pattern(language, "no_post").search(after if language == "ru" else before)
    near = seat and (seat.start() <= 2 if language == "ru" else len(before) - seat.end() <= 3)
    return bool((task and task.start() <= 3) or near)


def _clauses(span: Span, duties: Sequence[Span], laid: Sequence[Party], language: str, folded: str) -> Iterator[tuple[Span, Party]]:
    """The stretch of the statement that speaks of each charged person."""
    if duties and duties[0].start > laid[0].start:
        starts = [span.start, *(party.start for party in laid[1:])]
    else:
        starts = [span.start]
        for last, party in pairwise(laid):
            shared = _COORDINATE.fullmatch(folded, last.end, party.start)
            starts.append(starts[-1] if shared else _turn(last.end, party.start, duties, language, folded))
    for at, party in enumerate(laid):
        later = [start for start in starts[at + 1 :] if start >= party.end]
        yield Span(starts[at], later[0] if later else span.end), party


def _turn(end: int, start: int, duties: Sequence[Span], language: str, folded: str) -> int:
    """Where, between a charged person and the next one, the next one's clause begins."""
    duty = next((duty for duty in duties if end <= duty.start < start), None)
    if language == "kk":
        return end
    stops = list(_SEPARATOR.finditer(folded, end, duty.start if duty else start))
    joined = [match.start() for match in stops if re.search(r"\w", match.group())]
    if joined or stops:
        return joined[0] if joined else stops[-1 if duty else 0].start()
    return duty.start if duty else end


def _charge(clause: Span, party: Party, case: Case) -> Charge:
    own_duty = next((duty for duty in case.duties if clause.contains(duty)), None)
    duty = own_duty or case.duties[0]
    away = [
        one.person for one in case.around if one.person is not party.person and (one.weight == AWAY or clause.contains(one.person.span))
    ]
    mine = bool(pattern(case.language, "mine").search(case.folded, *duty)) or _mine_near(duty, case)
    acting = None if mine else duty_posts.acting(clause, own_duty, party, case) or duty_posts.of_away(away, clause, duty, case)
    people = [one.person for one in case.around]
    own = who.post_beside(party.person, [post for post in case.posts if post is not acting], people, case.found.passage)
    described = duty_posts.described(party, own, acting, case) if own is None or own.post is None else None
    return Charge(
        clause, case.statement, case.earlier, case.found, duty, party.person, own, described, acting, next(iter(away), None), mine
    )


def _mine_near(duty: Span, case: Case) -> bool:
    """`менің міндетімді`: the pronoun right before the duty."""
    near = case.folded[max(case.statement.span.start, duty.start - 10) : duty.start]
    return case.language == "kk" and bool(re.search(r"(?:менің|өзімнің)\s{1,3}$", near, re.IGNORECASE))
