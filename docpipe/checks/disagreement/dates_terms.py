"""Terms told by their length: `в течение 10 рабочих дней` against `5 жұмыс күні ішінде`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from docpipe.bitext.matching import match
from docpipe.checks.disagreement.differ import differ
from docpipe.language import numerals
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Document, Finding

_NUMBER = r"(?:(?<![\d.,/])(?P<n>\d{1,3})(?:\s?\([^()\n]{2,30}\))?|(?P<w>(?<!\w)[^\W\d_]{2,16}))"


@dataclass(frozen=True, slots=True)
class Term:
    """So many days, weeks, months, hours or years; `kind` is `working`, `calendar`, `banking` where it is said."""

    span: tuple[int, int]
    number: int
    unit: str
    kind: str | None


def find(pair: Versions) -> Iterator[Finding]:
    """An error where a term is of another length, a warning where one counts working days and the other calendar days."""
    for bead in pair.beads:
        left, right = pair.spans(bead)
        if left and right and (ours := _terms(pair.left, pair.text, left)) and (theirs := _terms(pair.right, pair.text, right)):
            alone = match(ours, theirs, lambda a, b: float((a.number, a.unit) == (b.number, b.unit)))
            yield from (_finding("term-days-differ", pair, a, b) for a, b in alone.pairs if a.kind and b.kind and a.kind != b.kind)
            for a, b in match(alone.left, alone.right, lambda a, b: float(a.unit == b.unit)).pairs:
                if not (_says(pair.right, pair.text[slice(*right)], a) or _says(pair.left, pair.text[slice(*left)], b)):
                    yield _finding("term-differs", pair, a, b)


def _finding(code: str, pair: Versions, ours: Term, theirs: Term) -> Finding:
    places = [(pair.left, ours.span), (pair.right, theirs.span)]
    if code == "term-differs":
        return differ(code, "error", places, [ours.number, theirs.number])
    return differ(code, "warning", places, [ours.kind, theirs.kind])


def _says(document: Document, text: str, term: Term) -> bool:
    """True where the other side has the same length in another wording: `за 6 месяцев`, `6 айда`."""
    words = table("durations")[document.language]
    unit = "|".join(words[name][term.unit] for name in ("units", "adjectives") if name in words)
    return re.search(rf"(?<!\d){term.number}(?!\d)[\s-]{{0,3}}(?:[^\W\d_]{{1,12}}\s)?(?:{unit})", text.lower()) is not None


def _terms(document: Document, text: str, span: tuple[int, int]) -> list[Term]:
    if document.language not in ("kk", "ru"):
        return []
    lowered = text[slice(*span)].lower()
    if not _cues(document.language).search(lowered):
        return []
    found = (_term(one, document.language, span[0]) for pattern in _patterns(document.language) for one in pattern.finditer(lowered))
    return sorted((one for one in found if one), key=lambda one: one.span)


def _term(found: re.Match[str], language: str, offset: int) -> Term | None:
    said = found.groupdict()
    number = int(said["n"]) if said.get("n") else _spoken(said.get("w"), language)
    unit = next((name.removeprefix("u_") for name, word in said.items() if name.startswith("u_") and word), None)
    kind = next((name.removeprefix("k_") for name, word in said.items() if name.startswith("k_") and word), None)
    return Term((offset + found.start(), offset + found.end()), number, unit, kind) if number and unit else None


def _spoken(word: str | None, language: str) -> int | None:
    """A number in words; none before `месячный срок` is one."""
    if not word:
        return 1
    prefixes: dict[str, int] = table("durations")["ru"]["prefixes"] if language == "ru" else {}
    return prefixes.get(word) or numerals.cardinal(word)


@cache
def _cues(language: str) -> re.Pattern[str]:
    """What every term has; looked for before the patterns, since few paragraphs have it."""
    words = table("durations")["cues"]
    return re.compile(words["kk_after"] if language == "kk" else f"{words['ru_before']}|{words['ru_after']}")


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    words: dict[str, Any] = table("durations")
    units, kinds = _named(words[language]["units"], "u_"), _named(words[language]["kinds"], "k_")
    kind = rf"(?:(?:{kinds})\s{{1,3}})?"
    if language == "kk":
        ending = r"(?:[^\W\d_]{0,6})\s{1,3}(?:[^\W\d_]{1,12}\s{1,3})?"
        return (re.compile(rf"{_NUMBER}[\s-]{{1,3}}{kind}(?<!\w)(?:{units}){ending}(?:{words['cues']['kk_after']})"),)
    adjectives = _named(words["ru"]["adjectives"], "u_")
    prefixes = "|".join(sorted(words["ru"]["prefixes"], key=len, reverse=True))
    return (
        re.compile(rf"(?<!\w)(?:{words['cues']['ru_before']})\s{{1,3}}{_NUMBER}\s{{1,3}}{kind}(?:{units})(?!\w)"),
        re.compile(
            rf"(?<![\w-])(?:(?<![\d.,/])(?P<n>\d{{1,3}})\s?-?\s?(?:ти|х|и)?\s?-?\s?|(?P<w>{prefixes}))?(?:{adjectives})[^\W\d_]{{0,4}}\s{{1,3}}"
            rf"{words['cues']['ru_after']}"
        ),
    )


def _named(words: dict[str, str], prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{name}>{pattern})" for name, pattern in words.items())
