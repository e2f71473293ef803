"""Whose duties pass, and what the one is who takes them on: the posts beside a duty and a name.

Russian names the post behind `обязанностей`, Kazakh before `міндетін`; `его`, `оның` stand for the post of the one who is away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.language import declension
from docpipe.mentions import who
from docpipe.mentions.duty_roles import same_surname
from docpipe.mentions.duty_words import between, pattern
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.mentions.duty_roles import Party
    from docpipe.mentions.duty_statements import Statement
    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.survey import Mentions

_ON = lazy(r"(?:^|[\s–:(-])(?:на|назнач\w{2,4})\s{1,4}(?!период|время|срок|\d)([а-яё][^,;:–\n]{3,140})$", re.IGNORECASE)
_BEFORE_NAME = lazy(
    r"(?:атқару(?:ды|ды\s{1,3}қоса)?|орындау(?:ды)?|аралығында|аралығына|кезеңінде|кезінде|бастап|дейін|болып|етіп|міндет\w{1,4}|мерзім\w{1,4}|[,;:])(?:\s{1,4}|$)",
    re.IGNORECASE,
)
_APPOSED = lazy(r",\s{1,3}([а-яёәғқңөұүһі][^,;:.\d]{3,100}),\s")
_OWN_WORDS, _LEAST = 14, 4


@dataclass(frozen=True, slots=True)
class Case:
    """A statement that lays a duty on somebody, with what is mentioned in it; `before` are the people of the statements before."""

    statement: Statement
    earlier: tuple[Statement, ...]
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


def acting(clause: Span, duty: Span | None, party: Party, case: Case) -> PostMention | None:
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


def _of_item(party: Party, posts: Sequence[PostMention], case: Case) -> PostMention | None:
    own = who.post_beside(party.person, posts, [party.person], case.found.passage)
    others = [post for post in posts if post is not own and not party.person.span.overlaps(post.span)]
    before = [post for post in others if post.span.end <= party.start]
    if others:
        return (before or others)[0]
    dashed = own is not None and "–" in case.folded[own.span.end : party.person.span.start]
    return own if dashed else None


def _behind(duty: Span, posts: Sequence[PostMention], case: Case) -> PostMention | None:
    after = next((post for post in posts if post.span.start >= duty.end), None)
    if after is None or after.span.start - duty.end > 90:
        return None
    gap = case.folded[duty.end : after.span.start]
    if pattern("ru", "his").search(case.folded, *duty) and re.search(r"(?<!\w)на(?!\w)", gap):
        return None  # «её обязанностей на директора»: the post is of the one who takes them on
    return after if between("ru").fullmatch(case.folded, duty.end, after.span.start) else None


def _loose(duty: Span, party: Party, posts: Sequence[PostMention], case: Case) -> PostMention | None:
    """A post in the genitive later in the clause, with a period or the like between, that is nobody's."""
    if pattern("ru", "his").search(case.folded, *duty):
        return None
    for post in posts:
        inside = duty.end <= post.span.start and post.span.end < party.start - 1 and post.case == "gen"
        named = any(0 <= person.span.start - post.span.end <= 3 for person in case.found.people)
        if inside and not named and not re.search(r"\sна\s{1,3}$|[;:]", case.folded[duty.end : post.span.start]):
            return post
    return None


def _ahead(duty: Span, party: Party, posts: Sequence[PostMention], case: Case) -> PostMention | None:
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


def _named_before(duty: Span, before: Sequence[PostMention], case: Case) -> PostMention | None:
    """`директоры А. Сәбитовтің міндетін`: the post of the one whose name in the genitive stands right before the duty."""
    person = next((one for one in reversed(case.found.people) if 0 <= duty.start - one.span.end <= 3 and one.case == "gen"), None)
    return who.post_beside(person, before, [person], case.found.passage) if person else None


def of_away(away: Sequence[PersonMention], clause: Span, duty: Span, case: Case) -> PostMention | None:
    """`его обязанности`: the post of the one who is away, named with it here or earlier; or the post away without a name."""
    earlier = list(reversed(case.before))
    for person in [
        *away,
        *(other for one in away for other in earlier if same_surname(one.surname, other.surname)),
        *([] if away else earlier),
    ]:
        post = who.post_beside(person, case.found.posts, case.found.people, case.found.passage)
        if post:
            return post
    near = [post for post in case.posts if clause.contains(post.span) and (case.language == "ru" or post.span.end <= duty.start)]
    return next((post for post in near if _post_away(post, duty, case)), None)


def _post_away(post: PostMention, duty: Span, case: Case) -> bool:
    """`на период отпуска директора департамента его обязанности`, `басшының демалысы кезінде оның міндетін`."""
    if case.language == "kk":
        after = min(duty.start, post.span.end + 80)
        return post.case in ("gen", "nom") and pattern("kk", "absence").search(case.folded, post.span.end, after) is not None
    left = case.folded[max(case.statement.span.start, post.span.start - 40) : post.span.start]
    return any(len(left) - match.end() <= 2 for match in pattern("ru", "absence").finditer(left))


def described(party: Party, own: PostMention | None, taken: PostMention | None, case: Case) -> str | None:
    """The words between `на` (Kazakh: the last clause's end) and the name, in the nominative, where they name a post that nobody knows."""
    edge = own.span.start if own else party.person.span.start
    ends = [person.span.end for person in case.found.people] + ([taken.span.end] if taken else [])
    before = [end for end in ends if end <= edge]
    room = Span(max([case.statement.span.start, *before]), edge)
    text = case.folded[room.start : room.end].rstrip()
    if case.language == "ru":
        match = _ON.search(text)
        words = match[1].split() if match else text.split() if taken and room.start == taken.span.end else []
    else:
        stops = [
            0,
            *(match.end() for match in _BEFORE_NAME.finditer(text)),
            *(date.span.end - room.start for date in case.found.dates if room.contains(date.span)),
        ]
        words = text[max(stops) :].split()
    if not words and (match := _APPOSED.match(case.folded, party.end)):
        words = match[1].split()
    said = " ".join(words)
    if (
        len(said) < _LEAST
        or not said[0].isalnum()
        or len(words) > _OWN_WORDS
        or pattern(case.language, "verb", "duty", "absence").search(said)
    ):
        return None
    return _nominative(words) if case.language == "ru" else said


def _nominative(words: list[str]) -> str:
    """The words with the first noun, a man's or a woman's post in the accusative, and the adjectives before it in the nominative."""
    at = next((at for at, word in enumerate(words) if not word.endswith(("ого", "его", "ую", "юю"))), 0)
    noun = words[at]
    woman = noun.endswith(("у", "ю"))
    plain = (
        noun[:-1] + ("а" if noun.endswith("у") else "я")
        if woman
        else noun.removesuffix("а")
        if noun.endswith("а")
        else noun[:-1] + "ь"
        if noun.endswith("я")
        else noun
    )
    return " ".join([*(declension.agree(word, "fem" if woman else "masc") for word in words[:at]), plain, *words[at + 1 :]])
