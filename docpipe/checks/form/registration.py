"""The number and the date of registration: a strip left blank, one of the two missing, neither there at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.checks.form.found import found
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.form.look import Look
    from docpipe.model import record

_NO_NUMBER = lazy(r"№\s{0,4}(?:_{2,}|\.{4,}|…{2,}|(?=\n|$))")
_NO_DATE = lazy(r"20\s?_{1,3}|«\s{0,3}[_.…]{1,12}\s{0,3}»|«\s{1,8}»|(?<!№)(?<!№ )(?<!№  )_{3,}")
_DAY = lazy(r"(?<!\d)(?:\d{1,2}[./]\d{1,2}|«\s?\d{1,2}\s?»|\d{1,2}\s{1,3}[а-яәғқңөұүһі]{3,10})")


def find(look: Look) -> Iterator[record.Finding]:
    """At most one warning a document, none where either version has both."""
    numbered, dated = (any(getattr(one, field) for one in look.versions) for field in ("number", "date"))
    if not numbered and not dated:
        if look.blank is not None:
            yield found("registration-blank", [(look.document, look.blank)], [None])
        elif (
            look.asks("registration-missing")
            and look.issued
            and not _is_draft(look)
            and not _shown(look, "number")
            and not _shown(look, "date")
        ):
            yield found("registration-missing", [(look.document, look.issued)], [None])
    elif not numbered and look.document.date:
        yield from _number(look, look.document.date.span)
    elif not dated and look.document.number:
        yield from _date(look, look.document.number.span)


def _is_draft(look: Look) -> bool:
    return any(mark.kind == "draft" for one in look.versions for mark in one.marks)


def _number(look: Look, dated: tuple[int, int]) -> Iterator[record.Finding]:
    """A date with nothing beside it that could be a number."""
    if not look.inside(dated) or dated[0] > look.head[1]:
        return
    blank = _NO_NUMBER.search(look.text, look.document.span[0], look.head[1])
    if (blank and look.document.kind == "order") or (look.asks("registration-number-missing") and (blank or not _shown(look, "number"))):
        yield found("registration-number-missing", [(look.document, blank.span() if blank else dated)], [None])


def _date(look: Look, numbered: tuple[int, int]) -> Iterator[record.Finding]:
    """A number with nothing beside it that could be a date."""
    if not look.inside(numbered) or numbered[0] > look.head[1] or not look.asks("registration-date-missing"):
        return
    line = look.blank or look.line(numbered)
    blank = _NO_DATE.search(look.text, *line)
    if (blank and not _DAY.search(look.text[slice(*line)].replace(look.text[slice(*numbered)], " "))) or not _shown(look, "date"):
        yield found("registration-date-missing", [(look.document, blank.span() if blank else numbered)], [None])


def _shown(look: Look, what: str) -> bool:
    """True where something in the head, or an electronic stamp anywhere, may be the number or the date."""
    one = look.document
    known = [item.span for item in (one.issuer, one.number if what == "date" else one.date) if item]
    head = look.without(look.head, [*known, *(look.line(reply.span) for reply in one.in_reply_to)])
    signs = table("requisites")["signs"]
    return bool(
        re.search(signs[what], head, re.IGNORECASE if what == "date" else 0)
        or any(re.search(signs["electronic"], look.text[slice(*version.span)], re.IGNORECASE) for version in look.versions)
    )
