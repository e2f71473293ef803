"""Bytes to record, pure: the same files, version and settings give the same record.

Files are read to pages, pages put in reading order and mended to one text; the text is split into documents; in each the mentions
are found once and the facts are read off them; documents are joined to their counterparts; checks look at the whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from docpipe import __version__
from docpipe.checks import arithmetic, authority, calendar, disagreement, form, layer, legibility, pages
from docpipe.checks import text as text_check
from docpipe.checks.gather import gathered
from docpipe.facts import (
    addressees,
    assignments,
    enclosure,
    executor,
    issuer,
    marks,
    people,
    place,
    questions,
    references,
    registration,
    replies,
    resolutions,
    signatory,
    statistics,
    terms,
    title,
)
from docpipe.facts import dates as date_facts
from docpipe.language import repair
from docpipe.language.passage import PARAGRAPH_END, Passage, fold
from docpipe.layout import documents as layout_documents
from docpipe.layout import kinds, lines, pairing
from docpipe.layout.compose import Draft, compose
from docpipe.layout.places import Places, boxes, confidence, page_of
from docpipe.layout.unwrapping import unwrapped
from docpipe.mentions import dates
from docpipe.mentions.survey import Mentions, survey
from docpipe.model import record
from docpipe.model.printable import printable
from docpipe.model.text import Box, Span
from docpipe.readers import read
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.model.text import Reading

_Kind = TypeVar("_Kind", bound=record.Value)


@dataclass(frozen=True, slots=True)
class _Study:
    """One document on its way: its sheet, kind, mentions and the facts of its head."""

    sheet: Sheet
    kind: record.DocumentKind
    found: Mentions
    date: record.DateValue | None
    replies: tuple[record.ReplyReference, ...]
    year: int | None = None


def extract(files: Sequence[tuple[str, bytes]]) -> record.Packet:
    """The record of one packet given as (name, content) pairs; raises DocpipeError where a file cannot be read."""
    return record_of(compose([read(data, name) for name, data in files]))


def study(readings: Sequence[Reading]) -> record.Packet:
    """The record of files that have been read."""
    return record_of(compose(readings))


def studied(readings: Sequence[Reading]) -> tuple[record.Packet, str]:
    """The record; and its text folded, wrapped lines joined, paragraphs apart: what the language versions are compared by."""
    return _studied(compose(readings))


def record_of(draft: Draft) -> record.Packet:
    """The record of files that are one text now; whoever lets go of their words before needs far less memory for a long scan."""
    return _studied(draft)[0]


def _studied(draft: Draft) -> tuple[record.Packet, str]:
    mended, readings = repair.mend(draft.text), draft.readings
    places = Places(draft.anchors.moved(mended.moved))
    found, apart, strips = _documents(mended, draft.sources, places)
    folded = apart.replace(PARAGRAPH_END, " ") if found else mended.text
    findings = [
        *pages.check([reading.unread_pages for reading in readings]),
        *layer.check(_refused(readings), mended.repairs, places, found),
        *text_check.check(mended.text, folded, mended.repairs, found, places.recognised),
        *gathered([*calendar.check(found), *arithmetic.check(found, folded), *disagreement.check(found, apart)], folded, places.doubts),
        *authority.check(found, folded, places.doubts),
        *form.check(found, folded, strips, places.doubts, _pages(places, readings)),
        *legibility.check(mended.text, places, found, _missed(readings)),
    ]
    packet = record.Packet(
        sources=tuple(map(_source, readings)),
        versions=_versions(readings),
        text=mended.text,
        repairs=mended.repairs,
        documents=tuple(found),
        findings=tuple(findings),
    )
    return _placed(packet, places), apart


def _documents(
    mended: repair.Mended, sources: Sequence[Span], places: Places
) -> tuple[list[record.Document], str, dict[str, tuple[int, int]]]:
    """The documents; the text by which they are compared; their blank strips. All else that was found on the way is let go."""
    sheets = _sheets(mended.text, [Span(mended.moved(span.start), mended.moved(span.end)) for span in sources])
    apart = unwrapped(fold(mended.text), sheets)
    studies = _studies(mended.text, sheets, apart.replace(PARAGRAPH_END, " "))
    links = _links(studies, mended.text)
    studies = _anchored(studies, links)
    return _shared([_document(at, studies, links, places) for at in range(len(studies))]), apart, _blank_strips(studies)


def _pages(places: Places, readings: Sequence[Reading]) -> Callable[[tuple[int, int]], tuple[int, int] | None] | None:
    """What tells the pages of a stretch of text, where all of them were read."""
    return None if any(one.unread_pages for one in readings) else places.pages


def _refused(readings: Sequence[Reading]) -> list[tuple[int, str]]:
    return [(page.number or 0, page.refused) for reading in readings for page in reading.pages if page.refused]


def _missed(readings: Sequence[Reading]) -> dict[tuple[int, int], tuple[Box, ...]]:
    pages = ((at, page) for at, reading in enumerate(readings) for page in reading.pages if page.missed)
    return {(at, page.number or 0): page.missed for at, page in pages}


def _source(reading: Reading) -> record.Source:
    return record.Source(
        name=printable(reading.name),
        sha256=reading.sha256,
        bytes=reading.size,
        media_type=reading.media_type,
        pages=reading.page_count,
        state="partial" if reading.unread_pages else "done",
        unread_pages=reading.unread_pages,
    )


def _versions(readings: Sequence[Reading]) -> dict[str, str]:
    engines = sorted({reading.engine for reading in readings if reading.engine})
    return {"docpipe": __version__, "vocabulary": table("about")["version"], **({"ocr": "; ".join(engines)} if engines else {})}


def _sheets(text: str, sources: Sequence[Span]) -> list[Sheet]:
    every = lines.split(text)
    return [
        sheet
        for number, source in enumerate(sources)
        for sheet in layout_documents.split([line for line in every if source.contains(line.span)], number)
    ]


def _studies(text: str, sheets: Sequence[Sheet], folded: str) -> list[_Study]:
    before: list[tuple[Sheet, record.DocumentKind]] = []
    studies: list[_Study] = []
    for sheet in sheets:
        kind = kinds.of(sheet, text, before)
        before.append((sheet, kind))
        found = people.signed(sheet, survey(Passage(text, folded, sheet.span, sheet.language)))
        own = registration.date(sheet, found, kind)
        studies.append(_Study(sheet, kind, found, own, tuple(replies.find(sheet, found, own))))
    return studies


@dataclass(frozen=True, slots=True)
class _Links:
    """For each document the index of its counterpart, and of the letter that it is annexed to."""

    twins: Sequence[int | None]
    owners: Sequence[int | None]


def _links(studies: Sequence[_Study], text: str) -> _Links:
    candidates = [
        pairing.Candidate(
            one.kind,
            one.sheet.language,
            one.sheet.source,
            text[one.sheet.span.start : one.sheet.span.end],
            at > 0 and pairing.goes_on(studies[at - 1].sheet, one.sheet),
        )
        for at, one in enumerate(studies)
    ]
    twins = pairing.counterparts(candidates)
    return _Links(twins, pairing.annexed(candidates, twins))


def _anchored(studies: Sequence[_Study], links: _Links) -> list[_Study]:
    """Relative dates resolved: against the document's own date, its counterpart's, its letter's; else against the year it speaks of."""
    resolved: list[_Study] = []
    for at, one in enumerate(studies):
        near = [one, *(studies[i] for i in (links.twins[at], links.owners[at]) if i is not None)]
        day = next((other.date.value for other in near if other.date), None)
        reply = next((answer.date for other in near for answer in other.replies if answer.date), None)
        told = day or reply
        year = int(told[:4]) if told else dates.anchor(one.found.dates)
        told_dates, untold = (tuple(which(one.found.dates, day, year)) for which in (dates.resolve_all, dates.untold))
        resolved.append(replace(one, year=year, found=replace(one.found, dates=told_dates, undated=untold)))
    return resolved


def _document(at: int, studies: Sequence[_Study], links: _Links, places: Places) -> record.Document:
    """The facts of one document; one line for each field of the record is the reason for its length."""
    one = studies[at]
    sheet, found, kind = one.sheet, one.found, one.kind
    twin = links.twins[at]
    other = studies[twin].sheet if twin is not None else None
    number = registration.number(sheet, found, kind)
    sender = issuer.find(sheet, found, kind, other)
    signatories = tuple(signatory.find(sheet, found, kind))
    first = signatories[0] if signatories else None
    duties = assignments.find(sheet, found, number=number, date=one.date, issuer=sender, signatory=first) if kind == "order" else ()
    laid = tuple(duties)
    to, copies = tuple(addressees.find(sheet, found, kind)), tuple(addressees.copies(sheet, found))
    by = executor.find(sheet, found)
    genre = kinds.genre(sheet, kind)
    shown = tuple(registration.registrations(sheet, found, kind))
    known = [*to, *signatories, *(item.person for item in laid), *copies, *([by] if by else [])]
    return record.Document(
        id=str(at + 1),
        source=sheet.source,
        kind=kind,
        genre=genre,
        counterpart=_id(twin),
        annex_to=_id(links.owners[at]),
        language=sheet.language,  # type: ignore[arg-type]
        span=sheet.span,
        issuer=sender,
        number=number,
        date=one.date,
        registrations=shown,
        place=place.find(sheet, found, kind, other),
        title=title.find(sheet, found, kind),
        addressees=to,
        copies_to=copies,
        salutation=tuple(addressees.salutation(sheet, found)),
        in_reply_to=one.replies,
        due_stated=terms.stated(sheet, found, kind),
        reply_due=terms.due(kind, genre, shown),
        questions=tuple(questions.find(sheet, found, kind)),
        enclosure=enclosure.find(sheet, found),
        signatory=first,
        signatories=signatories,
        executor=by,
        resolutions=tuple(resolutions.find(sheet, found)),
        marks=tuple(marks.find(sheet, found)),
        assignments=laid,
        dates=tuple(_placed(fact, places) for fact in date_facts.find(sheet, found)),
        statistics=tuple(_placed(fact, places) for fact in statistics.find(sheet, found, one.year)),
        references=tuple(references.find(sheet, found)),
        people=tuple(people.find(found, known)),
    )


def _id(at: int | None) -> str | None:
    return None if at is None else str(at + 1)


_SERVES_BOTH = ("number", "date", "signatory", "signatories", "executor", "enclosure")


def _shared(found: Sequence[record.Document]) -> list[record.Document]:
    """One signature, number, executor or enclosure line serves both language versions of a letter or an order printed on one form."""
    by_id = {one.id: one for one in found}
    return [
        _completed(one, by_id[one.counterpart]) if one.counterpart and one.kind in ("letter", "inquiry", "order") else one for one in found
    ]


def _completed(one: record.Document, twin: record.Document) -> record.Document:
    """The lacking requisites taken from the twin that stands on the same form: one has the head, the other the tail."""
    if one.source != twin.source or not _one_form(one, twin):
        return one
    update: dict[str, Any] = {field: getattr(twin, field) for field in _SERVES_BOTH if not getattr(one, field) and getattr(twin, field)}
    done = one.model_copy(update=update)
    return done.model_copy(
        update={"assignments": assignments.completed(done.assignments, done.number, done.date, done.signatory, done.language)}
    )


def _one_form(one: record.Document, twin: record.Document) -> bool:
    first, second = sorted((one, twin), key=lambda document: document.span)
    headless = second.issuer is None or not second.span[0] <= second.issuer.span[0] < second.span[1]
    return first.signatory is None or headless


def _blank_strips(studies: Sequence[_Study]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for at, one in enumerate(studies, 1):
        for segment in one.sheet.zone("strip"):
            if "__" in segment.text:
                found.setdefault(str(at), segment.span)
    return found


def _placed(whole: _Kind, places: Places) -> _Kind:
    """A value of the record with page, boxes and confidence wherever a span stands on paper and has none yet."""

    def walk(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(walk(item) for item in value)
        if not isinstance(value, record.Value) or (isinstance(value, record.Located) and value.page is not None):
            return value
        update = {
            name: walk(getattr(value, name))
            for name in type(value).model_fields
            if isinstance(getattr(value, name), tuple | record.Value) and name not in ("span", "boxes")
        }
        update |= _paper(value, places)
        return type(value).model_construct(_names(type(value)), **value.__dict__ | update) if update else value

    return walk(whole) if places.anchors else whole


@cache
def _names(kind: type[record.Value]) -> set[str]:
    """One set of a kind's fields for all its values: a set for each would be a third of a long record."""
    return set(kind.model_fields)


def _paper(value: record.Value, places: Places) -> dict[str, Any]:
    if isinstance(value, record.Document):
        return {"pages": places.pages(value.span)}
    if not isinstance(value, record.Located | record.Where):
        return {}
    if isinstance(value, record.Where) and value.boxes:
        return {}
    words = places.under(value.span)
    update: dict[str, Any] = {"page": page_of(words), "boxes": tuple(tuple(box) for box in boxes(words))}
    if isinstance(value, record.Located):
        update["confidence"] = min(value.confidence, confidence(words))
    return update
