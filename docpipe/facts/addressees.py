"""To whom the document goes, who gets a copy, and who is greeted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.language import kazakh, russian
from docpipe.layout import roles
from docpipe.mentions import who
from docpipe.model import record
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.layout.segments import Segment
    from docpipe.mentions.survey import Mentions

_LIST = re.compile(r"тізім\w{0,4}\s{1,3}бойынша|таратпа\s{1,3}тізім|(?:по|согласно)\s{1,3}списк\w|рассылк", re.IGNORECASE)
_LIST_BRACKET = re.compile(r"\s{0,3}\(?\s{0,2}(?:тізім\w{0,4}\s{1,3}бойынша|(?:по|согласно)\s{1,3}списк\w)\s{0,2}\)?", re.IGNORECASE)
_ENTRY = re.compile(r"[^\n;]+")
_COPY_WORD = re.compile(r"^\s{0,3}(?:көшірмесі|копи[яи])\s{0,3}[:–-]?\s{0,3}", re.IGNORECASE)


def find(sheet: Sheet, found: Mentions, kind: str) -> list[record.Person]:
    """The addressees in the document's language, each person apart; a post or a body alone where nobody is named."""
    if kind not in ("letter", "inquiry", "other"):
        return []
    segments = [segment for segment in sheet.zone("address") if not roles.is_subject(segment.text) or roles.holds_name(segment.text)]
    own = [segment for segment in segments if segment.language == sheet.language]
    return _unique(_people(_blocks(own or segments), found))


def copies(sheet: Sheet, found: Mentions) -> list[record.Person]:
    """Who gets a copy: `Көшірмесі:` / `Копия:`."""
    return _unique(_people([segment.span for segment in sheet.zone("copy")], found))


def salutation(sheet: Sheet, found: Mentions) -> list[record.Person]:
    """Who is greeted."""
    spans = [segment.span for segment in sheet.zone("salutation")]
    return [record.Person(**who.parts(person, None, found.passage)) for span in spans for person in found.people if span.contains(person.span)]


def _blocks(segments: Sequence[Segment]) -> list[Span]:
    """Segments that follow each other without a name between are one addressee broken over blank lines."""
    blocks: list[Span] = []
    open_ = False
    for segment in segments:
        if blocks and open_:
            blocks[-1] = Span(blocks[-1].start, segment.span.end)
        else:
            blocks.append(segment.span)
        open_ = not roles.holds_name(segment.text) and _runs_on(segment)
    return blocks


def _runs_on(segment: Segment) -> bool:
    return segment.text.endswith(",") or (segment.language == "kk" and bool(re.search(r"(?:нің|ның|дің|дың|тің|тың|мүшелері|депутаттары)$", segment.text)))


def _people(blocks: Sequence[Span], found: Mentions) -> Iterator[record.Person]:
    for block in blocks:
        named = [person for person in found.people if block.contains(person.span)]
        posts = [post for post in found.posts if block.overlaps(post.span)]
        if named:
            yield from (who.person_of(person, posts, named, found.passage) for person in named)
        else:
            yield from _nameless(block, found)


def _nameless(block: Span, found: Mentions) -> Iterator[record.Person]:
    """A body or a post alone; a list of them one a line where each line is whole."""
    for span in _entries(block, found):
        text = found.passage.quote(span)
        post = next((post for post in found.posts if span.overlaps(post.span)), None)
        body = next((body for body in found.bodies if span.overlaps(body.span)), None)
        listed = bool(_LIST.search(text))
        whole = body is not None and body.span.end - body.span.start >= 0.6 * len(text)
        if not any(ch.isalpha() for ch in text):
            continue
        yield record.Person(
            text=text,
            span=span,
            post=post.post if post else None,
            organisation=None if post else body.name if body and whole else _nominative(_LIST_BRACKET.sub("", text), found),
            address_list=listed,
        )


def _entries(block: Span, found: Mentions) -> list[Span]:
    """Lines that each hold a body or a post of their own are addressees apart; else the block is one."""
    start = block.start
    copied = _COPY_WORD.match(found.passage.folded[block.start : block.end])
    if copied:
        start += copied.end()
    whole = Span(start, block.end)
    if whole.end <= whole.start:
        return []
    lines = [line for match in _ENTRY.finditer(found.passage.folded, *whole) if (line := _trimmed(match))]
    apart = ";" in found.passage.folded[whole.start : whole.end]
    named = [item.span for item in found.posts] + [item.span for item in found.bodies]
    heads = [any(line.start <= span.start < line.end for span in named) for line in lines]
    return lines if len(lines) > 1 and (all(heads) or apart) else [Span(whole.start, lines[-1].end)] if lines else []


def _trimmed(match: re.Match[str]) -> Span | None:
    piece = match.group()
    start = match.start() + len(piece) - len(piece.lstrip())
    end = match.start() + len(piece.rstrip(" ;,."))
    return Span(start, end) if end > start else None


def _nominative(text: str, found: Mentions) -> str:
    plain = re.sub(r"\s+", " ", text).strip(" .,;")
    return kazakh.nominative_phrase(plain) if found.passage.language == "kk" else russian.nominative_phrase(plain)


def _unique(people: Iterator[record.Person]) -> list[record.Person]:
    kept: dict[tuple[str | None, ...], record.Person] = {}
    for person in people:
        key = (person.surname, person.initials, person.given, person.post if not person.surname else None, person.organisation if not person.surname else None)
        kept.setdefault(key, person)
    return list(kept.values())
