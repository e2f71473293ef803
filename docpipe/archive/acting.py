"""Who held a post for another, when, by which order: the timeline of acting duties over all orders of an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal

from docpipe.archive import tables
from docpipe.archive.words import stem, words

if TYPE_CHECKING:
    from docpipe.archive.store import Archive

_ENDLESS = "9999-12-31"
_BEFORE_ALL = "0001-01-01"


@dataclass(frozen=True, slots=True)
class Duty:
    """Duties laid on a person, `since` … `until` inclusive, None where open. `posts` are the posts held, as each language version names them."""

    person: str
    skeleton: str
    person_post: str | None
    posts: tuple[str, ...]
    organisation: str | None
    since: str | None
    until: str | None
    order_number: str | None
    order_date: str | None
    reason: str | None
    sha256: str

    @property
    def post(self) -> str:
        """The post that is held, by one of its names."""
        return self.posts[0] if self.posts else ""

    def holds_on(self, day: str) -> bool:
        """True where the duties are laid on for that day, an ISO date."""
        return (self.since or _BEFORE_ALL) <= day <= (self.until or _ENDLESS)


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between two duties of one post: days on which two hold it, or none that is known."""

    kind: Literal["overlap", "gap"]
    since: str
    until: str
    first: Duty
    second: Duty


def timeline(archive: Archive, *, post: str | None = None, since: str | None = None, until: str | None = None) -> list[Duty]:
    """The duties that touch the time asked for, by post, then by day; the language versions of an order tell one duty together.

    `post` is a word or several of the post or the body, in either language and any form.
    """
    return [one for one in _merged(_rows(archive, since, until)) if _is_of(one, post)]


def _rows(archive: Archive, since: str | None, until: str | None) -> list[Duty]:
    from sqlalchemy import or_, select

    one, document = tables.duty.c, tables.document.c
    columns = (one.person, one.skeleton, one.person_post, one.acting_for, one.organisation, one["from"], one.to)
    query = (
        select(*columns, one.order_number, one.order_date, one.reason, document.sha256)
        .select_from(tables.duty.join(tables.document, document.id == one.document_id))
        # the Russian version first: by its posts those of other orders are known again
        .order_by(one["from"], document.sha256, one.language.desc(), document.id)
    )
    if since:
        query = query.where(or_(one.to.is_(None), one.to >= since))
    if until:
        query = query.where(or_(one["from"].is_(None), one["from"] <= until))
    rows = archive.read(lambda connection: connection.execute(query).all())
    return [Duty(row[0], row[1], row[2], (row[3],) if row[3] else (), *row[4:]) for row in rows]


def _merged(rows: Iterable[Duty]) -> list[Duty]:
    """Each duty once, however many versions and copies of its order there are."""
    found: dict[tuple[str | None, ...], Duty] = {}
    for one in rows:
        # one order is 507-ж/қ in Kazakh and 507-л/с in Russian
        key = (one.skeleton, one.since, one.until, "".join(filter(str.isdigit, one.order_number or "")) or one.sha256)
        known = found.setdefault(key, one)
        if known is not one:
            found[key] = replace(known, posts=tuple(dict.fromkeys((*known.posts, *one.posts))))
    return sorted(found.values(), key=lambda one: (_post_key(one), one.since or _BEFORE_ALL, one.until or _ENDLESS))


def _post_key(one: Duty) -> tuple[str, ...]:
    """By which two orders are known to speak of one post: the beginnings of the words of its name and of its body's."""
    return tuple(stem(word) for text in (one.post, one.organisation or "") for word, _, _ in words(text))


def _is_of(one: Duty, post: str | None) -> bool:
    if not post:
        return True
    there = [word for text in (*one.posts, one.organisation or "") for word, _, _ in words(text)]
    return all(any(word.startswith(stem(asked)) for word in there) for asked, _, _ in words(post))


def between(duties: Sequence[Duty]) -> Iterator[Between]:
    """Overlaps and gaps of the duties of each post; none with a day that is not known to the day."""
    for _, group in groupby(sorted(duties, key=_post_key), key=_post_key):
        ordered = sorted(group, key=lambda one: one.since or _BEFORE_ALL)
        for first, second in pairwise(ordered):
            yield from _apart(first, second)


def _apart(first: Duty, second: Duty) -> Iterator[Between]:
    begins = _day(second.since)
    if begins is None or _day(first.since) is None:
        return
    ends = _day(first.until)
    if ends is None and first.until is not None:
        return
    if ends is None or ends >= begins:
        last = min(filter(None, (first.until, second.until)), default=_ENDLESS)
        yield Between("overlap", begins.isoformat(), last, first, second)
    elif (begins - ends).days > 1:
        day = timedelta(days=1)
        yield Between("gap", (ends + day).isoformat(), (begins - day).isoformat(), first, second)


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None
