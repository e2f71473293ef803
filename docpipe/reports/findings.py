"""Findings as they are told: numbered, gravest first, each with its sentence, its rule, its places quoted, and how surely it was read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from docpipe.reports.facts import facts
from docpipe.reports.messages import words
from docpipe.reports.sentences import rule, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.model.record import Finding, Packet, Where

GRAVEST = ("error", "warning", "note")
_LONGEST = 56
_ALONE = 24
"""A quotation shorter than this is shown with the words around it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a finding: `at` tells the document and the page, `quote` what stands there; `lacks` where it is what is not there."""

    at: str
    quote: str
    where: Where
    lacks: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in a person's language. `sure` is False where a place of it was read badly."""

    number: int
    kind: str
    severity: str
    sentence: str
    rule: str
    sure: bool
    places: tuple[Place, ...]


def told(packet: Packet, language: str) -> list[Told]:
    """The findings of a packet, errors first, numbered from 1."""
    say, doubtful = words(language).say, _doubtful(packet, language)
    return [
        Told(
            number,
            one.kind,
            one.severity,
            sentence(one, packet.documents, language),
            rule(one, language),
            one.kind != "legibility" and not any(doubtful.touches(where.span) for where in one.where),
            tuple(
                Place(_at(where, say), _quoted(_quote(where, packet.text)), where, at == _lacking(one))
                for at, where in enumerate(one.where)
            ),
        )
        for number, one in enumerate(_gravest_first(packet.findings), 1)
    ]


def summary(packet: Packet, findings: Sequence[Told], language: str) -> str:
    """How many of each severity there are: `2 errors, 1 note`; where there is none, that nothing is to be remarked."""
    catalogue = words(language)
    if not findings:
        return str(catalogue.say["nothing" if any(one.counterpart for one in packet.documents) else "nothing_alone"])
    numbers = ((f"{severity}s", sum(one.severity == severity for one in findings)) for severity in GRAVEST)
    return ", ".join(catalogue.counted(what, number) for what, number in numbers if number)


def _gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (GRAVEST.index(one.severity), one.where[0].span if one.where else (-1, -1)))


def _lacking(finding: Finding) -> int | None:
    """Which of its places lacks what another has: the second where the values say so, else the wider one."""
    if finding.kind != "disagreement" or None not in finding.values[:2] or len(finding.where) < 2:
        return None
    first, second = (where.span[1] - where.span[0] for where in finding.where[:2])
    return 1 if finding.values[0] is not None or second > first else 0


def _at(where: Where, say: dict[str, Any]) -> str:
    """The document and the page, as far as they are known."""
    paper = [say["at"]["document"].format(where.document)] if where.document else []
    return ", ".join([*paper, *([say["at"]["page"].format(where.page)] if where.page else [])])


def _quoted(said: str) -> str:
    """In quotation marks, unless it has some of its own.

    >>> _quoted("№ 5"), _quoted("Закон «О языках»")
    ('«№ 5»', 'Закон «О языках»')
    """
    return said if not said or "«" in said or "»" in said else f"«{said}»"


def _quote(where: Where, text: str) -> str:
    """What stands there, cut where it is long; in brackets between the words around it where it is short."""
    start, end = where.span
    quote = " ".join(text[start:end].split())
    if end - start >= _ALONE:
        return quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1] + "…"
    before, after = _before(text, start), _after(text, end)
    return " ".join(f"{before}[{quote}]{after}".split()) if before.strip() or after.strip() else quote


def _before(text: str, at: int) -> str:
    """The words of the same line before a place."""
    first = max(0, at - _ALONE)
    words = text[first:at].rpartition("\n")[2]
    cut = first > 0 and len(words) == at - first and not text[first - 1].isspace()
    return "…" + words[words.find(" ") :] if cut and " " in words else words


def _after(text: str, at: int) -> str:
    last = at + _ALONE // 2
    words = text[at:last].partition("\n")[0]
    cut = last < len(text) and len(words) == last - at and not text[last].isspace()
    return words[: words.rfind(" ")] + " …" if cut and " " in words else words


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """Stretches that were read badly, by where they start; `reach[i]`: the furthest end of the first `i + 1`."""

    starts: Sequence[int]
    reach: Sequence[int]

    def touches(self, span: tuple[int, int]) -> bool:
        before = bisect_right(self.starts, span[1] - 1)
        return before > 0 and self.reach[before - 1] > span[0]


def _doubtful(packet: Packet, language: str) -> _Doubtful:
    spans = [fact.span for one in packet.documents for fact in facts(one, language) if not fact.sure]
    spans += [where.span for one in packet.findings if one.kind == "legibility" for where in one.where]
    spans.sort()
    return _Doubtful([span[0] for span in spans], list(accumulate((span[1] for span in spans), max)))
