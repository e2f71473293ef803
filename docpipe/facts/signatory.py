"""Who signs and in what right. Approvals (КЕЛІСІЛДІ, СОГЛАСОВАНО) are no signatures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from docpipe.layout import announced, roles
from docpipe.mentions import bodies, who
from docpipe.mentions.posts_columns import post_above
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span, holds, meets
from docpipe.model.trace import note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.layout.segments import Segment
    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.survey import Mentions

_ACTING = lazy(r"(?:^|\s)(?:и\.?\s?о\.|вр\.?\s?и\.?\s?о|врио|м\.\s?а\.|м\.\s?у\.\s?а\.|исполняющ|міндетін)", re.IGNORECASE)
_FOR = lazy(r"(?:^|\n)\s{0,4}за\s{1,3}$", re.IGNORECASE)
_FOR_KK = lazy(r"\s{1,3}үшін(?!\w)")
_DECORATION = lazy(r"[\s_/«»\"().,–-]{0,60}(?:подпись|қолы|қолтаңба|signed)?[\s_/«»\"().,–-]{0,60}", re.IGNORECASE)


def find(sheet: Sheet, found: Mentions, kind: str) -> list[record.Signatory]:
    """All who sign, in order: each person with the post printed before the name; else a post or a body alone, below a press release not its press office."""
    zone = _zone(sheet)
    people = [person for person in found.people if holds(zone, person.span)]
    posts = [post for post in found.posts if meets(zone, post.span)]
    signed_by = "eds" if any("eds" in roles.marks(segment.text) for segment in sheet.zone("mark", "signature")) else None
    signed = [_signatory(person, people, posts, found, signed_by) for person in _once(people, posts)]
    segments = [segment for segment in sheet.zone("signature") if kind != "press_release" or not announced.is_office(segment.text)]
    return signed or list(_nameless(segments, found, posts, signed_by))


def _once(people: Sequence[PersonMention], posts: Sequence[PostMention]) -> Iterator[PersonMention]:
    """Those who sign; not one once more, without another post, in the note of the electronic signature: `Электронная подпись: …`."""
    held: dict[tuple[str | None, str], set[str | None]] = {}
    for person in people:
        named = (person.surname, (person.initials or person.given or "")[:1])
        mine = {post.post for post in _own(person, people, posts)}
        if not (named[1] and named in held and mine <= held[named]):
            yield person
        held.setdefault(named, set()).update(mine)


def _zone(sheet: Sheet) -> list[Span]:
    """The signature's segments, up to an approval: names under `КЕЛІСІЛДІ` belong to it."""
    zone: list[Span] = []
    approved = joined = False
    for part in sheet.parts:
        if part.role == "signature" and not approved:
            zone.append(Span(zone.pop().start, part.segment.span.end) if joined else part.segment.span)
        joined = part.role == "signature" and not approved
        approved = part.role in ("approval", "executor", "copy") or (
            approved and part.role not in ("closing", "body", "salutation", "reply", "order_verb")
        )
    return sorted([*zone, *(segment.span for segment in sheet.zone("closing"))])


def _signatory(
    person: PersonMention, people: Sequence[PersonMention], posts: Sequence[PostMention], found: Mentions, signed_by: str | None
) -> record.Signatory:
    post = post_above(person, people, found.passage) or _post_before(person, people, posts, found)
    post = post or who.post_beside(person, posts, people, found.passage)
    note("signatory", "name-in-signature", person.span, won=True, why=f"post: {post.rule}" if post else "no post beside it")
    fields: dict[str, Any] = who.parts(person, post, found.passage)
    acting = bool(post and (post.acting or _ACTING.search(found.passage.quote(post.span))))
    acting = acting or any(_stands_for(one, found) for one in _own(person, people, posts))
    return record.Signatory.model_validate({**fields, "acting": acting, "signed_by": signed_by})


def _post_before(
    person: PersonMention, people: Sequence[PersonMention], posts: Sequence[PostMention], found: Mentions
) -> PostMention | None:
    """The first post between the previous signer and this one; where he signs for another (`За министра, вице-министр`), his own."""
    own = _own(person, people, posts)
    return next((post for post in own if not _stands_for(post, found)), own[0]) if own else None


def _own(person: PersonMention, people: Sequence[PersonMention], posts: Sequence[PostMention]) -> list[PostMention]:
    """The posts between the previous signer and this one: a name may stand under its post, a line apart."""
    at = bisect_right(people, person.span.start, key=lambda other: other.span.end)
    first = bisect_left(posts, people[at - 1].span.end if at else 0, key=_begins)
    return list(posts[first : bisect_left(posts, person.span.start, key=_begins)])


def _begins(post: PostMention) -> int:
    return post.span.start


def _stands_for(post: PostMention, found: Mentions) -> bool:
    """`За министра`: another signs in the place of whoever holds the post."""
    folded = found.passage.folded
    before = post.case == "gen" and _FOR.search(folded[max(0, post.span.start - 8) : post.span.start])
    return bool(before or (post.case == "nom" and _FOR_KK.match(folded, post.span.end)))


def _nameless(
    segments: Sequence[Segment], found: Mentions, posts: Sequence[PostMention], signed_by: str | None
) -> Iterator[record.Signatory]:
    for segment in segments:
        post = next((post for post in posts if segment.span.overlaps(post.span)), None)
        body = _body(segment, found)
        if post or body:
            span = Span(min(x.start for x in _spans(post, body)), max(x.end for x in _spans(post, body)))
            yield record.Signatory.model_validate(
                {
                    "text": found.passage.quote(span),
                    "span": tuple(span),
                    "post": post.post if post else None,
                    "rank": post.rank if post else None,
                    "organisation": body.name if body else post.organisation if post else None,
                    "acting": bool(post and post.acting),
                    "signed_by": signed_by,
                }
            )
            return


def _body(segment: Segment, found: Mentions) -> bodies.BodyMention | None:
    inside = [body for body in found.bodies if segment.span.overlaps(body.span)]
    return max(inside, key=lambda body: body.span.end - body.span.start, default=None) or bodies.issuer(found.passage.within(*segment.span))


def _spans(*found: object) -> list[Span]:
    return [one.span for one in found if one is not None]  # type: ignore[attr-defined]
