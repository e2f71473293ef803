"""A person with the post that is printed beside the name, as the record says it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from docpipe.language import russian
from docpipe.mentions.posts_columns import post_above
from docpipe.model import record
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.language.passage import Passage
    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention

_DEGREE = (
    r"(?:(?:доктор|кандидат|магистр)\w{0,3}\s{1,3}(?:PhD|(?:\w{3,20}(?:-\w{3,20})?\s{1,3})?наук)|(?:д|к)\.\s?\w{1,4}\.\s?н\.|PhD(?:\s{1,3}доктор\w{0,3})?|"
    r"\w{3,20}\s{1,3}ғылымдарының\s{1,3}(?:докторы|кандидаты|магистрі)|(?:ғ|э|з|т|п|м|а)\.\s?ғ\.\s?[дк]\.|академик\w{0,2})"
)
_BETWEEN = lazy(
    rf"[\s,;:–«»\"()*_-]{{0,60}}(?:{_DEGREE}[\s,]{{1,6}})?(?:(?:и|және|мен|пен|бен|and|господин[ау]?|госпож[аеи]|г-н[уа]?|г-ж[еа]|мырза\w*|ханым\w*)[\s,]{{0,6}})?",
    re.IGNORECASE,
)


_ENTRY, _LED = lazy(r"[;\n]"), lazy(r"\s{1,3}[–-]\s")
_NEXT = lazy(r"\s{0,2};\s{1,40}(?:[–-]\s{0,3}|\d{1,2}[.)]\s{0,3})?")
_BLANK_LINE = lazy(r"\n\s{0,80}\n")
_WORD_BETWEEN = lazy(r"[ ]{1,2}([А-ЯЁ]{2,6}|[А-ЯЁ][а-яё]{2,20})[ ]{1,2}")


def post_beside(
    person: PersonMention, posts: Sequence[PostMention], people: Sequence[PersonMention], passage: Passage
) -> PostMention | None:
    """The post whose holder `person` is: right before the name (other names of the same list may stand between), else right after it.

    `posts` and `people` stand in the order of the text.
    """
    above = post_above(person, people, passage)
    if above:
        return above
    at = bisect_right(posts, person.span.start, key=_end)
    before = posts[at - 1] if at and not _opens_entry(passage, posts[at - 1], person) else None
    if before and (_only_names(passage, before, person.span.start, people) or _of_a_country(passage, before, person)):
        return before
    if at < len(posts) and posts[at].span.start < person.span.start < posts[at].span.end:
        return posts[at]
    after = next((post for post in posts[at : at + 2] if post.span.start >= person.span.end), None)
    near = after and re.fullmatch(r"\s{0,3}[,–-]\s{0,3}(?:the\s)?", passage.folded[person.span.end : after.span.start])
    return after if near else None


def _opens_entry(passage: Passage, post: PostMention, person: PersonMention) -> bool:
    """In a list of `Name – post;` or `Name, post;` the post before a name is of the entry before."""
    if not post.plural and _NEXT.fullmatch(passage.folded, post.span.end, person.span.start):
        return True
    return bool(_ENTRY.search(passage.folded, post.span.end, person.span.start) and _LED.match(passage.folded, person.span.end))


def _of_a_country(passage: Passage, post: PostMention, person: PersonMention) -> bool:
    """`президент России Владимир Путин`, `посол США …`: a country or a body's abbreviation between the post and the name."""
    between = _WORD_BETWEEN.fullmatch(passage.folded, post.span.end, person.span.start) if passage.language == "ru" else None
    if between is None:
        return False
    word = between[1]
    return word.isupper() or any({"Geox", "gent"} <= reading.labels for reading in russian.readings(word.lower()) if reading.known)


def _end(post: PostMention) -> int:
    return post.span.end


def _start(person: PersonMention) -> int:
    return person.span.start


def _only_names(passage: Passage, post: PostMention, end: int, people: Sequence[PersonMention]) -> bool:
    start = at = post.span.end
    for person in people[bisect_left(people, start, key=_start) : bisect_left(people, end, key=_start)]:
        if not _BETWEEN.fullmatch(passage.folded, at, person.span.start):
            return False
        at = person.span.end
    if at > start and not post.plural and _BLANK_LINE.search(passage.folded, at, end):
        return False  # a signature's post is not that of the executor below it
    return bool(_BETWEEN.fullmatch(passage.folded, at, end))


def parts(person: PersonMention, post: PostMention | None, passage: Passage) -> dict[str, Any]:
    """The fields of a Person for the record, located at the name."""
    return {
        "text": passage.quote(person.span),
        "span": tuple(person.span),
        "surname": person.surname,
        "given": person.given,
        "patronymic": person.patronymic,
        "initials": person.initials,
        "post": post.post if post else None,
        "rank": post.rank if post else None,
        "organisation": post.organisation if post else None,
    }


def person_of(person: PersonMention, posts: Sequence[PostMention], people: Sequence[PersonMention], passage: Passage) -> record.Person:
    """The person with the post beside the name."""
    return record.Person(**parts(person, post_beside(person, posts, people, passage), passage))
