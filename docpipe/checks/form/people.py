"""To whom, signed by whom, written by whom: what of it a letter lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.checks.form.found import found
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.form.look import Look
    from docpipe.model import record


def find(look: Look) -> Iterator[record.Finding]:
    """Warnings for a missing addressee and signature; notes for the executor, once for both versions."""
    if look.asks("addressee-not-named") and not any(one.addressees for one in look.versions):
        yield from _addressee(look)
    if not any(one.signatories for one in look.versions):
        yield from _signature(look)
    elif look.asks("executor-missing") and (look.twin is None or look.document.span < look.twin.span):
        yield from _executor(look)


def _addressee(look: Look) -> Iterator[record.Finding]:
    one = look.document
    if (one.number or one.date or look.blank) and one.signatory and look.issued and not re.search(r"\w", _unplaced(look.rest(look.head))):
        yield found("addressee-not-named", [(one, look.issued)], [None])


def _unplaced(rest: str) -> str:
    """What is left without the lines that name only a place."""
    place = table("requisites")["signs"]["place"]
    return "\n".join(line for line in rest.splitlines() if not (len(line.split()) <= 3 and re.search(place, line, re.IGNORECASE)))


def _signature(look: Look) -> Iterator[record.Finding]:
    """Where the tail goes on after the text, or another document follows, and no word of it can be a post or a name."""
    one = look.document
    if not look.asks("signature-missing") or any(mark.kind in ("eds", "draft") for version in look.versions for mark in version.marks):
        return
    ended = not look.last or one.executor is not None
    electronic = re.search(table("requisites")["signs"]["electronic"], look.text[slice(*one.span)], re.IGNORECASE)
    if ended and (one.number or one.date) and not electronic and not re.search(r"\w", _unplaced(look.rest(look.tail))):
        lines = look.lines(one.span)
        yield found("signature-missing", [(one, lines[-1] if lines else one.span)], [None])


def _executor(look: Look) -> Iterator[record.Finding]:
    one = look.document
    written = [(version, version.executor) for version in look.versions if version.executor]
    signed = [(version, version.signatory) for version in look.versions if version.signatory and version.signatory.surname]
    if not signed or any(mark.kind == "draft" for mark in one.marks):
        return
    sign = re.compile(table("requisites")["signs"]["executor"], re.IGNORECASE)
    if not written and not any(sign.search(look.text, signature.span[1], version.span[1]) for version, signature in signed):
        yield found("executor-missing", [(version, signature.span) for version, signature in signed], [None])
    elif written and not any(
        executor.phone or executor.email or re.search(r"\d\D?\d\D?\d|\w@\w", look.text[executor.span[0] : version.span[1]])
        for version, executor in written
    ):
        yield found("executor-phone-missing", [(version, executor.span) for version, executor in written], [None])
