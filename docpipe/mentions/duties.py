"""Duties laid on people: in each statement of an order who takes on whose duties, and who is away.

Several duties of one statement are clauses apart. Control over an order, a seat on a commission, a task are no duties of a post.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.mentions import who
from docpipe.mentions.duty_roles import AWAY, Party, Scene, charged, parties
from docpipe.mentions.duty_statements import Statement, cut
from docpipe.mentions.duty_words import between, pattern
from docpipe.model.text import Span
from docpipe.model.trace import note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.survey import Mentions

_SEPARATOR = re.compile(r"[,;]\s{1,4}(?:(?:а\s{1,4}также|а|и|ал|және|сондай-ақ)\s{1,4})?|\s{1,4}(?:а\s{1,4}также|а)\s{1,4}", re.IGNORECASE)
_COORDINATE = re.compile(r"[\s,]{0,6}(?:(?:и|а\s{1,3}также|және|мен|пен|бен)\s{1,4})?(?:на\s{1,4})?", re.IGNORECASE)
_CONTROL = re.compile(r"(?:контрол\w{0,3}\s{1,4}(?:за|над)|настоящего\s{1,3}приказа|надлежащ\w{2,4})\s{1,4}$", re.IGNORECASE)
_CONTROL_KK = re.compile(r"\s{1,4}(?:орындалуын\s{1,4})?(?:бақыла|қадағала)", re.IGNORECASE)
_DATIVE_TITLE = re.compile(r"исполняющ(?:ему|его|ую)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Charge:
    """One duty laid on one person: the clause that says so, its statement, the posts, who is away; `mine` where the signer is."""

    clause: Span
    statement: Statement
    duty: Span
    person: PersonMention
    own: PostMention | None
    acting: PostMention | None
    away: PersonMention | None
    mine: bool


def find(body: Span, found: Mentions, language: str) -> list[Charge]:
    """The charges of an order's body, in order."""
    charges: list[Charge] = []
    before: list[PersonMention] = []
    for statement in cut(body, found.passage.folded):
        charges += _of_statement(statement, found, language, before)
        before += [person for person in found.people if statement.span.contains(person.span)]
    return charges


@dataclass(frozen=True, slots=True)
class _Case:
    """A statement that lays a duty on somebody, with what is mentioned in it; `before` are the people of the statements before."""

    statement: Statement
    duties: Sequence[Span]
    around: Sequence[Party]
    posts: Sequence[PostMention]
    before: Sequence[PersonMention]
    found: Mentions
    language: str

    @property
    def folded(self) -> str:
        """The text as rules look at it."""
        return self.found.passage.folded


def _of_statement(statement: Statement, found: Mentions, language: str, before: Sequence[PersonMention]) -> list[Charge]:
    folded = found.passage.folded
    verbs = _verbs(statement, folded, language)
    duties = _duties(statement.span, folded, language, verbs)
    own_verb = pattern(language, "verb").search(folded, *statement.span)
    carried = _duties(statement.intro, folded, language, verbs)[-1:] if statement.intro and not duties and not own_verb else []
    if not verbs or not (duties or carried):
        return []
    people = [person for person in found.people if statement.span.contains(person.span) and not _inside_body(person, found)]
    posts = [post for post in found.posts if statement.span.contains(post.span)]
    scene = Scene(folded, statement.span, language, verbs, statement.row, people, posts)
    case = _Case(statement, duties or carried, parties(scene), posts, before, found, language)
    laid = charged(case.around, scene)
    if not laid:
        note("assignment", "duty-without-person", case.duties[0], won=False, why="nobody is charged in the statement")
        return []
    return [_charge(clause, party, case) for clause, party in _clauses(statement.span, duties, laid, language, folded)]


def _inside_body(person: PersonMention, found: Mentions) -> bool:
    return any(body.span.contains(person.span) and body.span != person.span for body in found.bodies)


def _verbs(statement: Statement, folded: str, language: str) -> str:
    """The statement's words that lay duties on, else those of the words that opened its list."""
    own = " ".join(match.group() for match in pattern(language, "verb", "names", "appoints").finditer(folded, *statement.span))
    if statement.intro and not pattern(language, "verb").search(folded, *statement.span):
        return " ".join([own, *(match.group() for match in pattern(language, "verb", "names").finditer(folded, *statement.intro))]).strip()
    return own


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
        return bool(re.match(r"\s{1,4}(?:болып|етіп|ретінде|деп|қызметіне|лауазымына)|\s{1,4}\S{0,40}\s{0,4}", folded[title.end() : title.end() + 60]))
    return not (_DATIVE_TITLE.match(folded, title.start()) or re.search(r"(?:^|\s)(?:на|с|от)\s{1,4}$", folded[max(0, title.start() - 6) : title.start()]))


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
        later = [start for start in starts[at + 1 :] if start > party.end]
        yield Span(starts[at], later[0] if later else span.end), party


def _turn(end: int, start: int, duties: Sequence[Span], language: str, folded: str) -> int:
    """Where, between a charged person and the next one, the next one's clause begins."""
    duty = next((duty for duty in duties if end <= duty.start < start), None)
    if language == "kk":
        return end
    stops = [match.start() for match in _SEPARATOR.finditer(folded, end, duty.start if duty else start)]
    return stops[-1] if stops and duty else stops[0] if stops else duty.start if duty else end


def _charge(clause: Span, party: Party, case: _Case) -> Charge:
    own_duty = next((duty for duty in case.duties if clause.contains(duty)), None)
    duty = own_duty or case.duties[0]
    away = [one.person for one in case.around if one.person is not party.person and (one.weight == AWAY or clause.contains(one.person.span))]
    mine = bool(pattern(case.language, "mine").search(case.folded, *duty)) or _mine_near(duty, case)
    acting = None if mine else _acting(clause, own_duty, party, case) or _of_away(away, case)
    people = [one.person for one in case.around]
    own = who.post_beside(party.person, [post for post in case.posts if post is not acting], people, case.found.passage)
    return Charge(clause, case.statement, duty, party.person, own, acting, next(iter(away), None), mine)


def _mine_near(duty: Span, case: _Case) -> bool:
    """`менің міндетімді`: the pronoun right before the duty."""
    near = case.folded[max(case.statement.span.start, duty.start - 10) : duty.start]
    return case.language == "kk" and bool(re.search(r"(?:менің|өзімнің)\s{1,3}$", near, re.IGNORECASE))


def _acting(clause: Span, duty: Span | None, party: Party, case: _Case) -> PostMention | None:
    """The post whose duties pass: beside the duty; in a list's item the one that is not the charged person's."""
    posts = [post for post in case.posts if clause.contains(post.span)]
    if duty is None:
        return _of_item(party, posts, case)
    marked = next((post for post in posts if post.acting and post.span.overlaps((duty.start - 1, duty.end + 1))), None)
    if marked:
        return marked
    if case.language == "ru":
        return _behind(duty, posts, case) or _loose(duty, party, posts, case)
    return _ahead(duty, party, posts, case)


def _of_item(party: Party, posts: Sequence[PostMention], case: _Case) -> PostMention | None:
    own = who.post_beside(party.person, posts, [party.person], case.found.passage)
    others = [post for post in posts if post is not own and not party.person.span.overlaps(post.span)]
    before = [post for post in others if post.span.end <= party.start]
    if others:
        return (before or others)[0]
    dashed = own is not None and "–" in case.folded[own.span.end : party.person.span.start]
    return own if dashed else None


def _behind(duty: Span, posts: Sequence[PostMention], case: _Case) -> PostMention | None:
    after = next((post for post in posts if post.span.start >= duty.end), None)
    if after is None or after.span.start - duty.end > 90:
        return None
    return after if between("ru").fullmatch(case.folded, duty.end, after.span.start) else None


def _loose(duty: Span, party: Party, posts: Sequence[PostMention], case: _Case) -> PostMention | None:
    """A post in the genitive later in the clause, with a period or the like between, that is nobody's."""
    if pattern("ru", "his").search(case.folded, *duty):
        return None
    for post in posts:
        inside = duty.end <= post.span.start and post.span.end < party.start - 1 and post.case == "gen"
        named = any(0 <= person.span.start - post.span.end <= 3 for person in case.found.people)
        if inside and not named and not re.search(r"\sна\s{1,3}$|[;:]", case.folded[duty.end : post.span.start]):
            return post
    return None


def _ahead(duty: Span, party: Party, posts: Sequence[PostMention], case: _Case) -> PostMention | None:
    """The post in the genitive right before the duty; a name in the genitive, a period or small words may stand between."""
    before = [post for post in posts if post.span.end <= duty.start and not 0 <= party.person.span.start - post.span.end <= 3]
    if not before:
        return None
    last = before[-1]
    gap = case.folded[last.span.end : duty.start]
    if len(gap) <= 4:
        return last
    if re.search(r"(?:^|\s)оның\s{1,3}$", gap, re.IGNORECASE) or last.case != "gen":
        return _named_before(duty, before, case)
    return last if not re.search(r"[;:]|байланысты|кезеңінде|кезінде", gap) else None


def _named_before(duty: Span, before: Sequence[PostMention], case: _Case) -> PostMention | None:
    """`директоры А. Сәбитовтің міндетін`: the post of the one whose name in the genitive stands right before the duty."""
    person = next((one for one in reversed(case.found.people) if 0 <= duty.start - one.span.end <= 3 and one.case == "gen"), None)
    return who.post_beside(person, before, [person], case.found.passage) if person else None


def _of_away(away: Sequence[PersonMention], case: _Case) -> PostMention | None:
    """`его обязанности`: the post of the one who is away, named with it here or earlier; or the post away without a name."""
    for person in [*away, *([] if away else reversed(case.before))]:
        post = who.post_beside(person, case.found.posts, case.found.people, case.found.passage)
        if post:
            return post
    return next((post for post in case.posts if _post_away(post, case)), None)


def _post_away(post: PostMention, case: _Case) -> bool:
    """`на период отпуска директора департамента его обязанности`, `басшының демалысы кезінде оның міндетін`."""
    if case.language == "kk":
        after = min(case.statement.span.end, post.span.end + 80)
        return post.case == "gen" and pattern("kk", "absence").search(case.folded, post.span.end, after) is not None
    left = case.folded[max(case.statement.span.start, post.span.start - 40) : post.span.start]
    return any(len(left) - match.end() <= 2 for match in pattern("ru", "absence").finditer(left))
