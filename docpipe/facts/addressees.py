"""To whom the document goes, who gets a copy, and who is greeted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.language import kazakh, russian, russian_names
from docpipe.layout import announced, requisites, roles
from docpipe.mentions import entries, who
from docpipe.mentions.entries import Reader
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span, holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docpipe.layout.documents import Placed, Sheet
    from docpipe.layout.segments import Segment
    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.survey import Mentions

_COPY_WORD = lazy(r"\s{0,3}(?:көшірмесі|көшірме|копи[яию])\s{0,3}[:–-]?\s{0,3}", re.IGNORECASE)
_GREETING = lazy(
    r"(?:аса\s{1,3}|зор\s{1,3})?(?:құрметті|қадірлі|қымбатты|ардақты|(?:глубоко|много)?уважаем\w{2}|dear)\s{1,3}", re.IGNORECASE
)
_CIVIL = lazy(r"(?<!\w)(?:мырза(?:лар)?|ханым(?:дар)?|господин|госпожа|г-н|г-жа|mr|ms|mrs)(?!\w)\.?", re.IGNORECASE)
_GIVEN = lazy(r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][а-яёәғқңөұүһіa-z]{1,24}(?:-[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{1,24})?")
_MANY = (
    "депутат",
    "коллег",
    "әріптес",
    "господ",
    "мырзалар",
    "ханымдар",
    "сенатор",
    "друз",
    "достар",
    "азамат",
    "жител",
    "тұрғын",
    "member",
    "colleague",
)
_RECEIVER = lazy(r"(?:кому|кімге)\s{0,2}:\s{0,3}", re.IGNORECASE)
_OTHER_LABEL = lazy(r"(?:куда|қайда|от\s{1,3}кого|от|кімнен)\s{0,2}:", re.IGNORECASE)
"""A line of a form that names the place or the sender."""
_SENDER = lazy(r"(?:от|кімнен)(?:\s{0,2}:)?\s{1,3}\S", re.IGNORECASE)
_NEXT = lazy(
    r";|,(?=\s{1,3}(?:Министерству|Комитету|Департаменту|Агентству|Управлению|Акимату|[Аа]киматам|[Аа]кимам|Прокуратуре|[Мм]инистерствам)\s)"
    r"|(?:(?<=лігіне)|(?<=тігіне)|(?<=дігіне)|(?<=тетіне)|(?<=ментіне)|(?<=масына)),(?=\s{1,3}[А-ЯӘҒҚҢӨҰҮҺІ])"
)
_HEADED = lazy(
    r"повторно|срочно|извещение|уведомление|приглашение|повестка|предписание|представление|требование|претензия|напоминание|предупреждение|оповещение|ходатайство|заявление|обращение|жалоба|запрос|"
    r"қайталап|қайталама|шұғыл|хабарлама|хабарландыру|хабардар\s{1,3}ету|шақыру|талап|сұрау(?:\s{1,3}салу)?|өтініш(?:хат)?|шағым|ескертпе|ескерту|түсініктеме|ұсынама|ұсыныс|нұсқама|аралық\s{1,3}жауап|дәлелді\s{1,3}бас\s{1,3}тарту",
    re.IGNORECASE,
)
"""The word for what is written, on a line of its own above the text."""
_LEGAL = lazy(r"(?<!\w)(?:АО|ТОО|РГП|РГУ|ГКП|КГП|КГУ|ГУ|НАО|ОО|ИП|ЖШС|АҚ)(?!\w)|«")
_BODIES_KK = lazy(
    r"(?:министрлік|әкімдік|комитет|агенттік|департамент|басқарма|прокуратура|мәслихат|мекеме|кәсіпорын|ұйым|орган)(?:тер|тар|лер|лар|дер|дар)(?:і|ы)?\s{0,3}[,;.]?$",
    re.IGNORECASE,
)
"""Several bodies in the nominative: `Облыстардың әкімдіктері`."""
_BRACKET = lazy(r"\s{0,3}\(\s{0,3}$")
_ASIDE = lazy(r"\s{1,3}\([а-яёәғқңөұүһі][^()]{0,60}\)\s{0,3}$")
"""What the receiver is to do with it: `(к сведению)`, `(орындау үшін)`."""
_POSTAL = lazy(r"\(?\s?\d{6}(?!\d)")
_COVERS, _LONGEST = 0.9, 200


def find(sheet: Sheet, found: Mentions, kind: str) -> list[record.Person]:
    """The addressees in the document's language, each person apart; a post or a body alone where nobody is named.

    Minutes, acts and contracts have none: whom they name in their heads took part; a report has those whom it is addressed to outright.
    """
    minuted = kind == "other" and any(part.segment.cue == "kind_head" for part in sheet.parts)
    if minuted or kind not in ("letter", "inquiry", "other", "report"):
        return []
    parts = [
        part
        for part in sheet.parts
        if part.role == "address"
        and part.segment.cue not in ("kind_head", "title")
        and not requisites.only(part.segment.text)
        and not _HEADED.fullmatch(part.segment.text)
    ]
    parts = [part for part in parts if not any(post.case == "gen" and post.span == part.segment.span for post in found.posts)]
    if kind == "report":
        parts = [part for part in parts if announced.addresses(part.segment.text)]
    parts = _without_heading(parts, sheet, found)
    own = [part for part in parts if part.segment.language == sheet.language or roles.holds_name(part.segment.text)]
    own = own if any(part.segment.language == sheet.language for part in own) else parts
    spaced = all(line.gap for part in sheet.parts for line in part.segment.lines)
    return _unique(
        _others(_people([(span, gap and not spaced) for part in own for span, gap in _lines(part.segment)], found), sheet, found)
    )


def _others(people: Iterator[record.Person], sheet: Sheet, found: Mentions) -> list[record.Person]:
    """Those who do not sign themselves: a deputy's own name may stand in the letterhead."""
    zone = [segment.span for segment in sheet.zone("signature")]
    signers = {person.surname for person in found.people if person.surname and holds(zone, person.span)}
    return [one for one in people if one.post or one.organisation or one.surname not in signers]


def copies(sheet: Sheet, found: Mentions) -> list[record.Person]:
    """Who gets a copy: `Көшірмесі:` / `Копия:`, in the same line or the ones below it."""
    lines: list[tuple[Span, bool]] = []
    open_ = False
    for part in sheet.parts:
        below = open_ and part.role == "address" and not roles.is_subject(part.segment.text)
        if part.role == "copy" or below:
            lines += _lines(part.segment)
        open_ = part.role == "copy" and bool(_COPY_WORD.fullmatch(part.segment.text))
    return _unique(_people(_announced(lines, found), found))


def _announced(lines: Sequence[tuple[Span, bool]], found: Mentions) -> list[tuple[Span, bool]]:
    """The lines without the word that announces a copy."""
    kept = []
    for span, gap in lines:
        word = _COPY_WORD.match(found.passage.folded, span.start, span.end)
        start = word.end() if word else span.start
        if start < span.end:
            kept.append((Span(start, span.end), gap))
    return kept


def salutation(sheet: Sheet, found: Mentions) -> list[record.Person]:
    """Who is greeted: by name and patronymic, by the name alone, by the surname behind `господин`."""
    return [one for segment in sheet.zone("salutation") for one in _greeted(segment.span, found)]


def _greeted(span: Span, found: Mentions) -> Iterator[record.Person]:
    named = [person for person in found.people if span.contains(person.span)]
    if named:
        yield from (record.Person(**who.parts(person, None, found.passage)) for person in named)
        return
    start = match.end() if (match := _GREETING.match(found.passage.folded, *span)) else span.start
    for piece in re.finditer(r"[^,!;\n]+", found.passage.folded[start : span.end]):
        words = [
            word
            for word in _GIVEN.finditer(found.passage.folded, start + piece.start(), start + piece.end())
            if not _CIVIL.fullmatch(word.group())
        ]
        if (
            not 1 <= len(words) <= 2
            or words[0].group().lower().startswith(_MANY)
            or any(one.span.overlaps(words[0].span()) for one in found.posts)
        ):
            continue
        titled = found.passage.language == "ru" and bool(_CIVIL.search(piece.group()))
        place = Span(words[0].start(), words[-1].end())
        names = [found.passage.quote(word.span()) for word in words]
        fields = (
            {"surname": names[-1]}
            if titled and len(names) == 1
            else {"given": names[0], "patronymic": names[1] if len(names) > 1 else None}
        )
        yield record.Person(text=found.passage.quote(place), span=place, **fields)


def _lines(segment: Segment) -> list[tuple[Span, bool]]:
    return [(line.span, line.gap) for line in segment.lines]


def _without_heading(parts: Sequence[Placed], sheet: Sheet, found: Mentions) -> list[Placed]:
    """The address without a letter's heading (`О …`, `… туралы`) and the lines that it runs on to."""
    if not parts:
        return []
    reader = Reader(found, Span(parts[0].segment.span.start, parts[-1].segment.span.end))
    kept: list[Placed] = []
    heading = False
    for part in parts:
        text = part.segment.text
        if roles.heads_letter(text) and not roles.holds_name(text):
            heading = sheet.language == "ru"
        elif heading and text[:1].islower() and not reader.opens(part.segment.span):
            continue
        else:
            heading = False
            kept.append(part)
    return kept


def _people(lines: Sequence[tuple[Span, bool]], found: Mentions) -> Iterator[record.Person]:
    lines = [(line, gap) for line, gap in lines if not _OTHER_LABEL.match(found.passage.folded, *line)]
    whole = [(span, gap) for line, gap in lines for span in _pieces(line, found) if any(ch.isalpha() for ch in found.passage.quote(span))]
    if not whole:
        return
    whole = whole[:_LONGEST]
    reader = Reader(found, Span(whole[0][0].start, whole[-1][0].end))
    posts, everyone = reader.posts, reader.people
    for entry in entries.apart(reader, _unbroken(whole, everyone)):
        named = [person for person in everyone if entry.contains(person.span)]
        if named and (_SENDER.match(reader.text(entry)) or all(one.case == "abl" for one in named)):
            continue
        if named:
            told = [_of_body(_person(person, posts, everyone, found), entry, found) for person in named]
            yield from (_led(told[0], entry, posts),) if len(told) == 1 else told
        elif _told(entry, reader):
            yield _nameless(entry, found)


def _of_body(person: record.Person, entry: Span, found: Mentions) -> record.Person:
    """The person with the body that answers by him (`Қаржы министрлігі (А. Олжа)`), or that begins the entry above his post."""
    if person.organisation:
        return person
    before = [one for one in found.bodies if one.span.end <= person.span[0]]
    text = found.passage.folded
    body = next(
        (
            one
            for one in before
            if _BRACKET.fullmatch(text, one.span.end, person.span[0]) or (person.post and one.span.start == entry.start)
        ),
        None,
    )
    return person.model_copy(update={"organisation": body.name}) if body else person


def _led(person: record.Person, entry: Span, posts: Sequence[PostMention]) -> record.Person:
    """The person with the post that begins the entry, where a line that no vocabulary knows stands between it and the name."""
    first = next((post for post in posts if post.span.start == entry.start and post.case == "dat" and post.post), None)
    if person.post or first is None:
        return person
    return person.model_copy(update={"post": first.post, "rank": first.rank, "organisation": first.organisation})


def _told(entry: Span, reader: Reader) -> bool:
    """True where the entry names a post or a body, or stands in the dative: another line of the head is no addressee."""
    text = reader.text(entry)
    if _SENDER.match(text) or _HEADED.fullmatch(text) or _POSTAL.match(text):
        return False
    if entries.LIST.search(text) or reader.overlapping(entry):
        return True
    if reader.passage.language == "kk":
        return reader.closes(entry) or bool(_BODIES_KK.search(text))
    word = re.search(r"[^\W\d_]+", text)
    return bool(
        entries.OPENING.match(text)
        or _LEGAL.search(text)
        or (word and any(reading.case == "dat" for reading in russian.readings(word.group().lower())))
    )


def _unbroken(lines: Sequence[tuple[Span, bool]], everyone: Sequence[PersonMention]) -> list[tuple[Span, bool]]:
    """The lines; two are one where a name begins in the first and ends in the second."""
    joined: list[tuple[Span, bool]] = []
    for span, gap in lines:
        if joined and any(one.span.start < joined[-1][0].end and span.start < one.span.end for one in everyone):
            joined[-1] = (Span(joined[-1][0].start, span.end), joined[-1][1])
        else:
            joined.append((span, gap))
    return joined


def _pieces(line: Span, found: Mentions) -> list[Span]:
    """A line, cut at its semicolons and before another body in the dative: `Министерству финансов, Министерству юстиции`."""
    folded = found.passage.folded[line.start : line.end]
    cuts = [match.end() for match in _NEXT.finditer(folded)]
    spans = (Span(start, end) for start, end in zip([0, *cuts], [*cuts, len(folded)], strict=True))
    return [span for piece in spans if (span := _trimmed(folded[piece.start : piece.end], line.start + piece.start))]


def _trimmed(piece: str, start: int) -> Span | None:
    first, end = len(piece) - len(piece.lstrip()), len(piece.rstrip(" \t\n,"))
    return Span(start + first, start + end) if end > first else None


def _person(person: PersonMention, posts: Sequence[PostMention], everyone: Sequence[PersonMention], found: Mentions) -> record.Person:
    """The person with the post beside the name; a Russian address stands in the dative, also where nothing near the name says so."""
    told = who.person_of(person, posts, everyone, found.passage)
    if found.passage.language != "ru" or person.case == "dat" or not person.surname or any(post.case == "nom" for post in posts):
        return told
    name = russian_names.nominative(re.sub(r"\.", ". ", told.text).split(), case="dat")
    return told.model_copy(update={"surname": name.surname}) if name and name.surname else told


def _nameless(span: Span, found: Mentions) -> record.Person:
    """A body or a post alone, in the nominative; `address_list` where the receivers are on a list."""
    text = found.passage.quote(span).rstrip(" ,;.")
    label = _RECEIVER.match(text)
    text = text[label.end() :] if label else text
    span = Span(span.start + (label.end() if label else 0), span.start + (label.end() if label else 0) + len(text))
    listed = bool(entries.LIST.search(text))
    opening = entries.OPENING.match(text)
    plain = _ASIDE.sub("", entries.LIST.sub(" ", text[opening.end() if opening else 0 :]))
    body = next((body for body in found.bodies if span.contains(body.span) and _mostly(body.span, plain)), None)
    post = None if body else _post(span, found)
    name = body.name if body else _nominative(plain, found)
    return record.Person(text=text, span=span, post=name if post else None, organisation=None if post else name, address_list=listed)


def _mostly(span: Span, plain: str) -> bool:
    return span.end - span.start >= _COVERS * len(plain.strip())


def _post(span: Span, found: Mentions) -> PostMention | None:
    """The post that the entry is: at its beginning in Russian, at its end in Kazakh."""
    inside = [post for post in found.posts if span.overlaps(post.span) and post.post]
    if found.passage.language == "kk":
        inside = [post for post in inside if span.start < post.span.end <= span.end]
        rest = found.passage.folded[inside[-1].span.end : span.end] if inside else "?"
        return inside[-1] if inside and not re.search(r"\w", entries.LIST.sub("", rest)) else None
    first = next(iter(inside), None)
    return first if first and not re.search(r"\w", entries.OPENING.sub("", found.passage.folded[span.start : first.span.start])) else None


def _nominative(text: str, found: Mentions) -> str:
    plain = re.sub(r"\s+", " ", text).strip(" .,;")
    if _BODIES_KK.search(plain):
        return plain
    return kazakh.nominative_phrase(plain) if found.passage.language == "kk" else russian.nominative_phrase(plain)


def _unique(people: Iterable[record.Person]) -> list[record.Person]:
    kept: dict[tuple[str | None, ...], record.Person] = {}
    for person in people:
        key = (
            person.surname,
            person.initials,
            person.given,
            person.post if not person.surname else None,
            person.organisation if not person.surname else None,
        )
        kept.setdefault(key, person)
    return list(kept.values())
