"""Citations that need no grammar of one language: technical standards, and anything that a numbered act has approved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.mentions.reference_pieces import Ground, clean, heads
from docpipe.mentions.reference_walk import Found, Parts, mention
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

_STANDARD = lazy(
    r"(?<![\w-])(?:СП[\s*_]{1,2}РК|СН[\s*_]{1,2}РК|СН|СТ[\s*_]{1,2}РК(?:[\s*_]{1,2}ISO)?|ГОСТ(?:[\s*_]{1,2}(?:Р|ISO|МЭК|ИСО)){0,2}|СанПиН|СНиП(?:[\s*_]{1,2}РК)?|ҚР[\s*_]{1,2}(?:ҚН|ЕЖ|СТ|ҚНжЕ)"
    r"|МЕМСТ|ISO(?:/IEC)?|ТР[\s*_]{1,2}(?:ТС|ЕАЭС)|(?:КО|ЕАЭО)[\s*_]{1,2}ТР)[\s*_]{1,3}(?:№\s?)?(?P<number>\d[\d.]{0,14}\d(?:[-–:/]\d{2,4}){0,3})(?!\w)",
)  # fmt: skip


def find(ground: Ground) -> Iterator[Found]:
    """Standards by their designation; what is approved by an act."""
    for match in ground.passage.finditer(_STANDARD):
        span = Span(*match.span())
        found = mention(Parts(*span), "standard", "standard-by-designation", clean(ground.passage.quote(span)))
        yield Found(found, (span,), span)
    if ground.passage.language == "ru":
        yield from _approved(ground)


def _approved(ground: Ground) -> Iterator[Found]:
    """В …, утвержденном приказом …: whatever begins with a capital letter and has been approved by an act is one."""
    pattern, _forms = heads("ru")
    lead = re.compile(
        r"(?<!\w)(?:в|во|согласно|из|с|к|по|на|от|о|об)[\s*_]{1,3}(?P<what>[А-ЯЁ][а-яё]{2,30}(?:[\s*_]{1,3}[а-яё-]{1,30}){1,14}),?[\s*_]{1,4}утвержд[её]нн\w{2,3}[\s*_]{1,4}"
    )
    for match in ground.passage.finditer(lead):
        if pattern.match(ground.text, match.end(), ground.passage.span.end):
            span = Span(*match.span("what"))
            yield Found(mention(Parts(*span), "other", "approved-by-an-act", _nominative(ground, span)), (), span)


def _nominative(ground: Ground, span: Span) -> str:
    from docpipe.language import russian

    return clean(russian.nominative_phrase(ground.passage.quote(span)))
