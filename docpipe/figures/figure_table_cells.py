"""The figures of one cell: `1 234,5`, `52,4%`, `-24,0`, `12 (3,5 %)`, `более 100 семей`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docpipe.mentions import amounts
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.figures.figure_table_units import Measure
    from docpipe.language.passage import Passage
    from docpipe.mentions.amount_value import Amount

_NUMBER = r"[+–-]?\s?(?:\d{1,3}(?:[ ]\d{3}){1,5}|\d{1,3}(?:,\d{3}){2,5}|\d{1,3}(?:,\d{3}){1,4}(?=\.\d)|\d{1,3}(?:\.\d{3}){2,5}|\d{1,3}(?:\.\d{3}){1,4}(?=,\d)|\d{1,15})(?:[.,]\d{1,6})?"
_PLAIN = lazy(
    rf"(?P<first>{_NUMBER})(?:\s?(?P<sign>%|п\.\s?п\.?))?(?:\s?[(/]\s?(?P<second>{_NUMBER})(?:\s?(?P<sign2>%|п\.\s?п\.?))?\s?\)?)?\*{{0,3}}"
)
_NEGATIVE = lazy(rf"\((?P<first>{_NUMBER})(?P<sign>)(?P<second>)(?P<sign2>)\)")
_CODES = {"%": "%", "п": "pp"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: `unit` where the cell itself says it, `amount` where it is more than a bare number."""

    span: Span
    value: float
    step: float
    unit: str | None = None
    amount: Amount | None = None


def read(passage: Passage, span: Span) -> list[Printed]:
    """The figures of the cell at `span`, in order; empty for a dash, a blank, a date."""
    text = passage.folded[span.start : span.end]
    plain = _PLAIN.fullmatch(text) or _NEGATIVE.fullmatch(text)
    if plain is None:
        return _worded(passage, span)
    if re.match(r"\d+/\d", text.replace(" ", "")):
        return []
    found = [
        _printed(plain, group, sign, span.start, passage.language)
        for group, sign in (("first", "sign"), ("second", "sign2"))
        if plain[group]
    ]
    negative = [replace(one, value=-one.value, span=Span(span.start, span.end)) for one in found]
    return negative if text.startswith("(") else found


def _printed(match: re.Match[str], group: str, sign: str, offset: int, language: str) -> Printed:
    text = match[group]
    end = match.end(sign) if match[sign] else match.end(group)
    start = match.start(group) + len(text) - len(text.lstrip())
    value, step = number(text, language)
    return Printed(Span(offset + start, offset + end), value, step, _CODES[match[sign][0]] if match[sign] else None)


def number(text: str, language: str) -> tuple[float, float]:
    """Value and step of rounding of a printed number; a comma before three digits parts thousands in English.

    >>> number("1 234,5", "ru"), number("1,234", "en"), number("-24,0", "ru")
    ((1234.5, 0.1), (1234.0, 1.0), (-24.0, 0.1))
    """
    digits = re.sub(r"\s", "", text).replace("–", "-").lstrip("+")
    if language == "en":
        digits = re.sub(r",(?=\d{3}(?!\d))", "", digits)
    if "." in digits and "," in digits:
        digits = digits.replace(digits[min(digits.index("."), digits.index(","))], "")
    if len(re.findall(r"[.,]\d{3}(?!\d)", digits)) > 1:
        digits = re.sub(r"[.,](?=\d{3}(?!\d))", "", digits)
    whole, _, rest = digits.replace(",", ".").partition(".")
    return float(f"{whole}.{rest or 0}"), round(10.0 ** -len(rest), 6)


def _worded(passage: Passage, span: Span) -> list[Printed]:
    """What the cell says in words: as it would in running text."""
    found = amounts.find(passage.within(*span))
    return [Printed(one.span, one.value if one.value is not None else (one.low or 0.0), one.step, one.unit, one) for one in found]


def measured(one: Printed, unit: Measure | None) -> tuple[float, str, float]:
    """Value, unit and step, the unit being that of the cell, else of the heads."""
    if one.unit is not None or unit is None:
        return one.value, one.unit or "count", one.step
    return _round(one.value * unit.scale), unit.unit, _round(one.step * unit.scale)


def ranged(amount: Amount, unit: Measure | None) -> Amount:
    """A range without a unit of its own (`11,0–12,0`) in that of the heads."""
    if amount.low is None or amount.high is None or amount.unit != "count" or unit is None or amount.rule == "table":
        return amount
    return replace(amount, low=_round(amount.low * unit.scale), high=_round(amount.high * unit.scale), unit=unit.unit)


def _round(value: float) -> float:
    return float(f"{value:.12g}")
