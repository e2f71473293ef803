"""English posts of press releases: the title apart, the body behind `of` apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from docpipe.mentions.bodies import capitals_en, names_body_en
from docpipe.mentions.body_names import printed
from docpipe.mentions.ranks import rank_at
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.language.passage import Passage
    from docpipe.mentions.sight import Sight
    from docpipe.model.text import Span

_LONGEST = 4
_SURNAME = lazy(r"[A-Z][\w'’-]+(?:ov|ev|yev|in|ova|eva|yeva|ina|uly|kyzy)")


@dataclass(frozen=True, slots=True)
class EnglishPost:
    """A title at `span`; `organisation` is the body it is held in."""

    span: Span
    post: str | None
    rank: str | None
    organisation: str | None
    acting: bool
    rule: str


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(title.lower().split()) for row in table("posts")["post"] for title in row.get("en", ()))


def find(seen: Sight, passage: Passage) -> Iterator[EnglishPost]:
    """The titles in order: capitalised, or before `of the …` with a capital."""
    at = 0
    while at < len(seen):
        hit = seen.known.get(at)
        if hit and hit.kind == "body":
            at = hit.end
            continue
        title_end = _title(seen, at)
        if title_end == at:
            at += 1
            continue
        end, organisation, post_end = _held_in(seen, passage, title_end)
        if not seen.capital(at) and organisation is None and not seen.capital(end):
            at = title_end
            continue
        acting = seen.text(at - 1).lower() in table("posts")["acting"]["en"]
        rank = rank_at(seen, end)
        first = at - 1 if acting else at
        span = seen.words.span(first, rank.end if rank else end)
        rule = "acting" if acting else "post-of-a-body" if organisation else "post"
        yield EnglishPost(span, printed(passage, seen.words.span(at, post_end)), rank.name if rank else None, organisation, acting, rule)
        at = end


def _title(seen: Sight, at: int) -> int:
    """The word after the longest title that begins at `at`."""
    for length in range(min(_LONGEST, len(seen) - at), 0, -1):
        if seen.low[at : at + length] in _titles():
            return at + length
    return at


def _held_in(seen: Sight, passage: Passage, end: int) -> tuple[int, str | None, int]:
    """Behind a title: the word after all of it, the body it names, and the word after the post itself."""
    if seen.text(end).lower() not in ("of", "for"):
        return end, None, end
    start = end + 1 + (seen.text(end + 1).lower() == "the")
    last = _without_name(seen, start, capitals_en(seen, start))
    if last <= start:
        return end, None, end
    if names_body_en(seen, start, last):
        return last, printed(passage, seen.words.span(start, last)), end
    return last, None, last


def _without_name(seen: Sight, start: int, end: int) -> int:
    """A run of capitals less the person's name at its end."""
    known = seen.known.get(start)
    if known and known.kind in ("body", "domain", "country", "place") and known.end < end and seen.low[known.end] != "of":
        return known.end
    for at in range(start + 1, end):
        if _SURNAME.fullmatch(seen.text(at)):
            return max(start, at - 1)
    if names_body_en(seen, start, end):
        return next((at + 1 for at in range(start, end) if names_body_en(seen, at, at + 1) and seen.text(at + 1) not in ("of", "for")), end)
    return end
