"""The unit that is told before a list of bare figures: `Производство (тыс. тонн): уголь – 12,4, нефть – 87,6`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.figures import figure_table_units
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.figures.figure_table_units import Measure
    from docpipe.figures.scene import Scene
    from docpipe.mentions.amount_value import Amount

_REACH = 200
_BARE = lazy(r"\d[\d\s.,]{0,20}")
_TOLD = (
    lazy(r"\((?P<unit>[^();,]{1,30})(?:[;,][^()]{0,80})?\)\s?$"),
    lazy(r",\s(?P<unit>[^,;()]{1,30})$"),
    lazy(
        r"(?<!\w)(?P<unit>процент)\s(?:(?!\s(?:числ|количеств|сумм|объ[её]м))[^\d.,:;()]){2,80}$|(?<!\w)в\s(?P<unit_in>процент)ах$|\s(?P<unit_kk>пайыз)(?:ы(?:\sбойынша)?|бен)$",
        re.IGNORECASE,
    ),
)
"""`Охват (тыс. чел.): …`, `Охват, %: …`, `Процент охвата: …`, `Қамту пайызы: …`."""
_ENDS = lazy(r"\s?(?:[,;.()\n]|\Z)")
"""Of a figure with a noun behind it the percentage told before the colon is not meant."""


def measure(scene: Scene, sentence: int, amount: Amount) -> Measure | None:
    """The unit told before the colon of the amount's sentence or of the line that opens its list; None for a figure with its own."""
    text = scene.passage.folded
    if amount.unit != "count" or not _BARE.fullmatch(text, amount.figure.start, amount.figure.end) or amount.span.end != amount.figure.end:
        return None
    one = scene.sentences[sentence]
    start = max(one.span.start, amount.span.start - 5 * _REACH)
    colon = text.rfind(":", start, amount.span.start)
    percent = _ENDS.match(text, amount.span.end) is not None
    if colon >= 0 and (found := _told(scene, start, colon, percent=percent)):
        return found
    intro = scene.paragraphs[one.paragraph].intro
    if intro is None:
        return None
    span = scene.paragraphs[intro].span
    colon = text.rfind(":", span.start, span.end)
    return _told(scene, span.start, colon, percent=percent) if colon >= 0 else None


def _told(scene: Scene, start: int, colon: int, *, percent: bool) -> Measure | None:
    for pattern in _TOLD if percent else _TOLD[:-1]:
        if match := pattern.search(scene.passage.folded, max(start, colon - _REACH), colon):
            return figure_table_units.measure(f"({match[match.lastgroup or 0].strip()})", scene.passage.language)
    return None


def scaled(amount: Amount, told: Measure) -> Amount:
    """The amount in the unit told."""
    value, low, high, start = (None if one is None else one * told.scale for one in (amount.value, amount.low, amount.high, amount.start))
    return replace(amount, value=value, low=low, high=high, start=start, step=amount.step * told.scale, unit=told.unit)
