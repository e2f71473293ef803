"""Who sends the document: the body of the letterhead, or the one that signs in its own name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from docpipe.language import detect, russian
from docpipe.language.passage import Passage
from docpipe.layout import roles
from docpipe.mentions import bodies, body_names
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.layout.lines import Line
    from docpipe.layout.segments import Segment
    from docpipe.mentions.bodies import BodyMention
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.survey import Mentions

_OFFICE = lazy(r"press (?:office|service)|пресс-служб|баспасөз қызметі", re.IGNORECASE)
_OFFICE_LINE = lazy(
    r"(?:пресс-служб[аы]|press (?:office|service))\s[^\n:;]{4,120}?(?=\s{0,4}(?:\n|\Z|[.;:]\s{0,3}(?:\n|\Z)|(?:тел|tel|phone|конт|e-mail)\b))"
    r"|[^\n:;.]{4,120}баспасөз қызметі(?=\s{0,4}[.:]?\s{0,3}(?:\n|\Z))",
    re.IGNORECASE,
)
_SAT = lazy(
    r"(?:\w{4,20}(?:ого|его)\s)?(?:заседани|совещани|собрани)\w{1,2}|(?:отырыс|мәжіліс|жиналыс|кеңес)\w{0,2}(?:ның|нің|дың|дің|тың|тің)(?!\w)",
    re.IGNORECASE,
)
_COUNCIL_KK = lazy(
    r"\s{0,3}(?P<body>[^.:;№]{3,250}\s(?:кеңес|комиссия|алқа|штаб)(?:ы|і|сы)?)\s{1,3}(?:отырыс|мәжіліс|жиналыс)\w{0,2}(?:ның|нің)(?!\w)",
    re.IGNORECASE,
)
_SAT_KK = lazy(
    r"(?:отырыс|мәжіліс|жиналыс|кеңес)\w{0,2}(?:ның|нің|дың|дің|тың|тің)(?:\s{1,3}(?:№\s?\d{1,4}\s{1,3})?(?:хаттама|қаулы|шешім)\w{0,6}[^.:;]{0,25})?\s{0,3}$",
    re.IGNORECASE,
)
_REPORT = lazy(r"(?:есеб|баяндама|ақпарат|анықтама|жазба|жоспар|хабарлама)\w?[ыі]\s{0,3}$", re.IGNORECASE)
"""Whose report it is stands before `есебі`; whom it is about, or who asked for it, before `туралы анықтама`, `сұрауы бойынша ақпарат`."""
_GENITIVE = lazy(r"(?:ның|нің|дың|дің|тың|тің)$", re.IGNORECASE)
_PREMIER = ("премьер-министр", "премьер-министрі")
_COVERS, _LONGEST = 0.85, 130
_GUTTER = lazy(r"\S[ ]{4,200}\S")
_PLACED = lazy(
    r"(?:по\s{1,3})?(?:[\w-]{3,30}ск(?:ой|ого)\s{1,3}(?:области|района)|города?\s{1,3}[\w-]{3,20}|области\s{1,3}[\w-]{3,20})$",
    re.IGNORECASE,
)


_DECIDES = lazy(r"\s{1,3}(?:ҚАУЛЫ ЕТЕДІ|ШЕШТІ|ШЕШІМ ҚАБЫЛДАДЫ|БҰЙЫРАДЫ|ПОСТАНОВЛЯЕТ|РЕШИЛ[АО]?|ПРИКАЗЫВАЕТ)(?!\w)")
"""Who decides, before the operative word of an act without a letterhead: a draft."""
_PLACED_KK = lazy(r"(?:[\w-]{3,30}\s(?:облысы|ауданы|қаласы)(?:ның)?\s?){1,3}", re.IGNORECASE)
_LEGAL = lazy(
    r"(?:республиканское|коммунальное|государственное|некоммерческое|автономн\w{2})\s{1,3}(?:государственное\s|коммунальное\s|казенное\s|казённое\s|акционерное\s){0,2}(?:учреждение|предприятие|общество|организация)"
    r"|(?:РГУ|РГП|КГУ|КГП|ГУ|ГКП|ГККП|КГКП|РГКП|АО|НАО)\s",
    re.IGNORECASE,
)
_QUOTED = lazy(r"\s{0,9}[«\"“][^«»\"“”]{2,90}[»\"”]\s{0,9}")
_MINISTRY = lazy(r"(?:министерство|агентство)\s", re.IGNORECASE)
_PART = lazy(r"(?:комитет|департамент|управление|служба|инспекция|бюро)\s", re.IGNORECASE)
_COUNTRY = lazy(r"республика\s{1,3}казахстан", re.IGNORECASE)


def find(sheet: Sheet, found: Mentions, kind: str, twin: Sheet | None = None) -> record.Organisation | None:
    """The issuer named in the document's language, else in the other one of its letterhead; None where none is printed.

    A document without a letterhead that stands on one form with its other-language version (`twin`) has that one's.
    """
    if kind == "order" and not sheet.has("letterhead") and (office := _officer(sheet, found, kind)):
        return office
    form = _form(sheet, kind, twin)
    lines = [line for segment in form.zone("letterhead") for line in segment.lines]
    if named := _of_letterhead(lines, sheet.language, found):
        return named
    if kind in ("letter", "inquiry", "order") and (office := _officer(form, found, kind)):
        return office
    if kind in ("press_release", "report", "other") and not lines and (body := _heading(sheet, found)):
        return _organisation(body, found)
    if kind in ("report", "other") and (named := _of_title(sheet, found)):
        return named
    if kind == "press_release" and (office := _office(sheet, found)):
        return office
    if kind in ("order", "annex") and (
        body := next((one for one in found.bodies if _DECIDES.match(found.passage.folded, one.span.end)), None)
    ):
        return _organisation(body, found)
    if kind in ("press_release", "report", "annex", "other"):
        return _signing(sheet, found, kind) or (_speaking(found) if kind == "press_release" else None)
    return None


def _form(sheet: Sheet, kind: str, twin: Sheet | None) -> Sheet:
    """Whose letterhead counts: the twin's where this one has none and both stand in one file."""
    if twin is None or sheet.has("letterhead") or kind not in ("letter", "inquiry", "order"):
        return sheet
    return twin if twin.has("letterhead") and twin.source == sheet.source else sheet


def _of_letterhead(lines: Sequence[Line], language: str, found: Mentions) -> record.Organisation | None:
    """The body that the letterhead's lines in the language name, else all of them."""
    own = _closed([line for at, line in enumerate(lines) if _speaks(lines, at, language)], lines)
    for choice in (lines, own) if sum(bool(_GUTTER.search(line.folded)) for line in lines) > 1 else (own, lines):
        body = _named(choice, found)
        if body:
            return _organisation(_division(_widened(_entitled(body, lines, found), choice, found), choice, found), found)
    part = _by_its_form(lines, found)
    return _organisation(part, found) if part else None


def _by_its_form(lines: Sequence[Line], found: Mentions) -> BodyMention | None:
    """The body whose legal form begins a line below the ministry that it belongs to: `Министерство … / Республиканское государственное учреждение / «…»`."""
    return next((body for at, line in enumerate(lines) if at and _LEGAL.match(line.folded) and (body := _named(lines[at:], found))), None)


def _entitled(body: BodyMention, lines: Sequence[Line], found: Mentions) -> BodyMention:
    """The body with its name where only its legal form was found on lines of its own."""
    if " ".join(body.name.lower().split()) not in roles.legal_forms():
        return body
    after = next((line for line in lines if line.span.start > body.span.end), None)
    before = next((line for line in reversed(lines) if line.span.end < body.span.start), None)
    if after and _QUOTED.fullmatch(after.folded):
        span = Span(body.span.start, after.span.end)
    elif before and _QUOTED.fullmatch(before.folded):
        span = Span(before.span.start, body.span.end)
    else:
        return body
    return replace(body, span=span, name=body_names.restored(" ".join(found.passage.quote(span).split()), found.passage.language))


def _widened(body: BodyMention, lines: Sequence[Line], found: Mentions) -> BodyMention:
    """The body with the lines next to it that its name needs, where blank lines keep them apart: the country, what a genitive leads on to."""
    first = next((at for at, line in enumerate(lines) if line.span.start == body.span.start), None)
    last = next((at for at, line in enumerate(lines) if line.span.end == body.span.end), None)
    if first is None or last is None:
        return body
    start, end, name = body.span.start, body.span.end, body.name
    if first > 0 and roles.is_country(lines[first - 1].folded) and "еспублик" not in name:
        start, name = lines[first - 1].span.start, f"{body_names.restored(found.passage.quote(lines[first - 1].span), 'kk')} {name}"
    if found.passage.language == "kk" and first > 0 and _PLACED_KK.fullmatch(lines[first - 1].folded.strip()):
        start, name = lines[first - 1].span.start, f"{body_names.restored(found.passage.quote(lines[first - 1].span), 'kk')} {name}"
    needs = re.search(r"(?:ның|нің|дың|дің|тың|тің)$", name) or (last + 1 < len(lines) and _PLACED.match(lines[last + 1].folded))
    if last + 1 < len(lines) and (needs or (roles.is_country(lines[last + 1].folded) and "еспублик" not in name)):
        end, name = (
            lines[last + 1].span.end,
            f"{name} {body_names.restored(found.passage.quote(lines[last + 1].span), found.passage.language)}",
        )
    return replace(body, span=Span(start, end), name=name)


def _division(body: BodyMention, lines: Sequence[Line], found: Mentions) -> BodyMention:
    """The part of a ministry that writes, with the ministry in the genitive, where a Russian letterhead names it below: `Министерство … / Комитет …`."""
    last = next((at for at, line in enumerate(lines) if line.span.end == body.span.end), None)
    if last is None or not _MINISTRY.match(body.name) or last + 1 == len(lines) or not _PART.match(lines[last + 1].folded):
        return body
    rest = [lines[last + 1], *takewhile(lambda line: not line.gap, lines[last + 2 :])]
    span = Span(rest[0].span.start, rest[-1].span.end)
    part = body_names.restored(re.sub(r"\s+", " ", found.passage.quote(span)).strip(" ,.;"), "ru")
    first = next((at for at, line in enumerate(lines) if line.span.start == body.span.start), 0)
    country = (
        " Республики Казахстан" if first and _COUNTRY.fullmatch(lines[first - 1].folded.strip()) and "еспублик" not in body.name else ""
    )
    name = f"{part} {russian.declined_phrase(body.name, 'gen')}{country}"
    return replace(body, span=Span(lines[first - 1 if country else first].span.start, span.end), name=name)


def _officer(sheet: Sheet, found: Mentions, kind: str) -> record.Organisation | None:
    """Who sends in his own name: the office that the letterhead is; whose order it is, beside the word for it (`Приказ Министра …`)."""
    segments = sheet.zone("letterhead")
    for segment in [*segments, *(sheet.act_head() if kind == "order" else _beside_word(sheet, found))]:
        led = segment in segments
        post = next(
            (
                one
                for one in found.posts
                if one.post
                and segment.span.contains(one.span)
                and one.case in ("nom", "gen")
                and not (led and one.case == "gen" and _governed(one, found))
            ),
            None,
        )
        if post and post.post and (" " in post.post or post.post.lower() in _PREMIER):
            whole = re.sub(r"\s+", " ", post.post)
            name = body_names.restored(whole, found.passage.language) if " " in whole else whole.title()
            return record.Organisation(text=found.passage.quote(post.span), span=post.span, name=name)
        body = next((one for one in found.bodies if segment in sheet.zone("order_head") and segment.span.contains(one.span)), None)
        if body:
            return _organisation(body, found)
    return None


def _governed(post: PostMention, found: Mentions) -> bool:
    """True for an office that only says whose the body before it is: `Управление делами Президента`."""
    return found.passage.language == "ru" and bool(
        re.search(r"\w[ ]{1,3}$", found.passage.folded[max(0, post.span.start - 4) : post.span.start])
    )


def _beside_word(sheet: Sheet, found: Mentions) -> list[Segment]:
    """Whose instruction it is: the office in the genitive, alone above or below the word (`… Премьер-Министрінің / ТАПСЫРМАСЫ`)."""
    word = next((at for at, part in enumerate(sheet.parts[:5]) if part.segment.cue == "kind_head"), None)
    beside = [] if word is None else [sheet.parts[at].segment for at in (word - 1, word + 1) if 0 <= at < len(sheet.parts)]
    return [one for one in beside if any(post.case == "gen" and post.span == one.span for post in found.posts)]


def _of_title(sheet: Sheet, found: Mentions) -> record.Organisation | None:
    """The body that sat or reports, in the genitive: `заседания Комиссии …`, `… кеңесі отырысының`, `… басқармасының … есебі`."""
    for part in sheet.parts[:5]:
        sat = _SAT.search(part.segment.text)
        for body in found.bodies:
            if part.role not in ("address", "title") or not part.segment.span.contains(body.span):
                continue
            before = found.passage.folded[part.segment.span.start : body.span.start]
            after = found.passage.folded[body.span.end - 4 : body.span.end]
            reports = not before.strip() and _GENITIVE.search(after) and _REPORT.search(part.segment.text)
            if reports or (sat and (_SAT_KK.search(part.segment.text) if sheet.language == "kk" else _SAT.fullmatch(before.strip()))):
                return _organisation(body, found)
        council = _COUNCIL_KK.match(found.passage.folded, *part.segment.span) if part.role in ("address", "title") else None
        if council:
            text = found.passage.quote(council.span("body"))
            return record.Organisation(text=text, span=Span(*council.span("body")), name=re.sub(r"\s+", " ", text))
    return None


def _named(lines: Sequence[Line], found: Mentions) -> BodyMention | None:
    if not lines:
        return None
    whole = found.passage
    return bodies.issuer(Passage(whole.packet, whole.folded, Span(lines[0].span.start, lines[-1].span.end), whole.language))


def _speaks(lines: Sequence[Line], at: int, language: str) -> bool:
    """True where the line is in the language; one word that tells none (`СЕНАТ`, `МАЖИЛИС`) is in that of the line it stands over."""
    line = lines[at]
    if at + 1 < len(lines) and not lines[at + 1].gap and detect.of_line(line.folded) is None:
        line = lines[at + 1]
    return line.language == language


def _heading(sheet: Sheet, found: Mentions) -> BodyMention | None:
    """The body that the lines over the title name and say nothing else."""
    above: list[Line] = []
    for part in sheet.parts[:5]:
        if part.role not in ("address", "title", "strip"):
            break
        lines = [line for line in part.segment.lines if _covered(line.span, found)]
        if above and not lines:
            break
        above += lines
    return _named(above, found)


def _covered(span: Span, found: Mentions) -> bool:
    named = sum(min(one.span.end, span.end) - max(one.span.start, span.start) for one in found.bodies if one.span.overlaps(span))
    return named >= _COVERS * (span.end - span.start)


def _office(sheet: Sheet, found: Mentions) -> record.Organisation | None:
    """A press office that signs on a line of its own, as printed, in its last lines."""
    for line in reversed([line for part in sheet.parts[-3:] for line in part.segment.lines]):
        match = _OFFICE_LINE.match(found.passage.folded, *line.span)
        if match and match.end() - match.start() <= _LONGEST:
            span = Span(match.start(), match.start() + len(match.group().rstrip(" .,:;\t")))
            return record.Organisation(text=found.passage.quote(span), span=span, name=re.sub(r"\s+", " ", found.passage.quote(span)))
    return None


def _closed(own: Sequence[Line], lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, with those that follow them up to where a quotation mark that is left open is closed: a name keeps its language."""
    text = " ".join(line.folded for line in own)
    if not own or text.count("«") <= text.count("»"):
        return own
    after = [line for line in lines if line.span.start > own[-1].span.start]
    end = next((at for at, line in enumerate(after, 1) if "»" in line.folded), 0)
    return [*own, *after[:end]]


def _organisation(body: BodyMention, found: Mentions) -> record.Organisation:
    return record.Organisation(text=found.passage.quote(body.span), span=body.span, name=body.name)


def _signing(sheet: Sheet, found: Mentions, kind: str) -> record.Organisation | None:
    for segment in sheet.zone("signature"):
        named = roles.holds_name(segment.text)
        if named and kind == "press_release":
            continue
        inside = [body for body in found.bodies if segment.span.overlaps(body.span)]
        body = max(inside, key=_length, default=None) or (
            bodies.issuer(found.passage.within(*segment.span)) if roles.names_body(segment.text) and not named else None
        )
        if body:
            return _organisation(body, found)
    return None


def _speaking(found: Mentions) -> record.Organisation | None:
    """For a press release: the body whose press office speaks, else the first body that is named."""
    office = next(iter(found.passage.finditer(_OFFICE)), None)
    if office:
        after = next((body for body in found.bodies if 0 <= body.span.start - office.end() <= 8 or body.span.contains(office.span())), None)
        if after:
            return _organisation(after, found)
    if not found.bodies:
        return None
    fuller = [one for one in found.bodies if one.name.startswith(found.bodies[0].name)]
    return _organisation(max(fuller, key=_length), found)


def _length(body: BodyMention) -> int:
    return body.span.end - body.span.start
