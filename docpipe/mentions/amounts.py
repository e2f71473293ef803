"""Amounts in running text: `свыше 25 млн. 380 тыс. тенге`, `120-дан астам`, `с 51 до 64 %`, `в два раза`, `он алты`.

A figure that is the name, number, date or place of something is none: `amount_masks` says where none is looked for.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.mentions.amount_value import Amount
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docpipe.language.passage import Passage

_FIGURE = re.compile(r"(?<![\w.,/-])(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?(?![\w.]*\d)")
_SCALES = {"тыс": 10**3, "млн": 10**6, "млрд": 10**9, "трлн": 10**12, "мың": 10**3}
_AFTER = re.compile(r"\s?(?P<scale>тыс|млн|млрд|трлн|мың)?\w*\.?\s?(?P<unit>%|тенге|теңге)?")


def find(passage: Passage, masks: Iterable[Span] = ()) -> list[Amount]:
    """The amounts of the passage in order, none overlapping another or a mask.

    >>> [(one.value, one.unit) for one in find(Passage.of("выделено 25 млн тенге", "ru"))]
    [(25000000.0, 'KZT')]
    """
    hidden = sorted(masks)
    return [amount for match in passage.finditer(_FIGURE) if (amount := _amount(passage, match)) and not _masked(amount.span, hidden)]


def _masked(span: Span, hidden: list[Span]) -> bool:
    return any(mask[0] < span.end and span.start < mask[1] for mask in hidden)


def _amount(passage: Passage, match: re.Match[str]) -> Amount:
    value = float(match.group().replace(" ", "").replace(",", "."))
    after = _AFTER.match(passage.folded, match.end(), passage.span.end)
    scale = _SCALES.get(after["scale"] or "", 1) if after else 1
    unit = {"%": "%", "тенге": "KZT", "теңге": "KZT"}.get((after["unit"] if after else "") or "", "count")
    end = after.end() if after and (after["scale"] or after["unit"]) else match.end()
    return Amount(Span(match.start(), end), Span(match.start(), end), value * scale, unit, step=float(scale), rule="figure")


@cache
def _nothing() -> None:
    return None
