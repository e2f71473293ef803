"""The number of the convocation behind a law's number, `№ 360-VI`: Cyrillic models have no Latin letters and read УІ, МІ, П, Ш.

It is read by `eng`. Cyrillic indices look alike (`№ 12-П` is no law), and `eng` takes П for II and И for V: so what the first
reading saw must look like the Roman number too, and without a V in it a law must be named beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.ocr_strip import Reread

_FIRST = lazy(r"(?P<head>№?(?P<number>\d{1,4})[-–])(?P<tail>[УҮЧМШПІГТХИи!|\[\\/1l]{1,5})(?P<end>[.,;:)»]{0,3})")
_SECOND = lazy(r"\D{0,3}(?P<number>\d{1,4})-(?P<tail>[VvIiLlJ1!|\]\[{}T]{1,5})[.,;:)»]{0,3}")
_STROKES = str.maketrans("viLlJ1!|][{}T", "VIIIIIIIIIIII")
_CONVOCATIONS = frozenset(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"))
_LIKE_V = frozenset("УҮЧМ\\")
_SHAPES = str.maketrans(
    {**dict.fromkeys("УҮЧМ\\", "V"), **dict.fromkeys("ІГТi!|[/1l", "I"), "П": "II", "И": "II", "и": "II", "Ш": "III", "Х": "X"}
)
_LETTERS = frozenset("IVX")
_LAW = lazy(r"[«\"(]{0,2}(?:закон|кодекс|конституци|заң|зрк|қрз)")
_OTHER = lazy(
    r"[«\"(]{0,2}(?:приказ|распоряж|постановл|решени|протокол|письм|указ|запрос|поручени"
    r"|бұйры|өкім|қаулы|шешім|хаттама|хат(?:ы|қа|тың)?\b|жарлы|сауал|тапсырма)"
)
_BEFORE, _AFTER = 25, 3
_BESIDE_A_LAW, _ALONE = 20.0, 50.0


def laws(seen: Sequence[Seen], second: Mapping[int, Reread]) -> dict[int, Seen]:
    """The words of these places with a Roman number at their end, as `eng` reads it; `second` is what it reads at places of `seen`."""
    return {at: mended for at, one in second.items() if (mended := _mended(seen, at, one))}


def _mended(seen: Sequence[Seen], at: int, second: Reread) -> Seen | None:
    ours, theirs = _FIRST.fullmatch(seen[at].text), _SECOND.fullmatch(second.text.strip())
    if ours is None or theirs is None or ours["number"] != theirs["number"] or ours["tail"].isdecimal() or theirs["tail"].isdecimal():
        return None
    roman = theirs["tail"].translate(_STROKES)
    least = _BESIDE_A_LAW if _names_a_law(seen, at) else _ALONE if _LIKE_V & set(ours["tail"]) else None
    if roman not in _CONVOCATIONS or ("V" in roman) != bool(_LIKE_V & set(ours["tail"])) or least is None or second.confidence < least:
        return None
    if ours["tail"].translate(_SHAPES) != roman and not (set(theirs["tail"]) <= _LETTERS and second.confidence >= _ALONE):
        return None
    return replace(seen[at], text=f"{ours['head']}{roman}{ours['end']}", confidence=min(seen[at].confidence, second.confidence))


def _names_a_law(seen: Sequence[Seen], at: int) -> bool:
    """Whether the nearest act that is named is a law: `Законом от … № …`, `… № … Заңы`."""
    words = [one.text.lower() for one in (*seen[at + 1 : at + 1 + _AFTER], *seen[max(0, at - _BEFORE) : at][::-1])]
    return next((bool(_LAW.match(word)) for word in words if _LAW.match(word) or _OTHER.match(word)), False)
