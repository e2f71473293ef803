"""The findings of several checks as one list: what was read badly weighs less, the same thing several times is one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from docpipe.model.record import Finding, Where

    Doubts = Callable[[tuple[int, int]], Sequence[str] | None]

_TWO_DIGITS = 2
_SIDES = 2
_LETTER = "digit-letter"
"""A letter among digits that was read badly is one of the reading, not of the paper."""


def gathered(findings: Iterable[Finding], text: str, doubts: Doubts) -> list[Finding]:
    """One finding for the same code and values, with all its places; an error of which a side was read badly is a warning.

    What is reckoned with other figures of the line is as sure as the whole line. `text` is the packet's.

    Where a doubtful word may as well be read as the other side has it, nothing differs but the two readings of the word.
    """
    merged: dict[tuple[object, ...], tuple[Finding, dict[Where, None]]] = {}
    for one in findings:
        if _only_misread(one, doubts):
            continue
        weighed = _weighed(one, text, doubts)
        _, places = merged.setdefault((weighed.code, weighed.severity, weighed.values), (weighed, {}))
        places.update(dict.fromkeys(weighed.where))
    return [one.model_copy(update={"where": tuple(places)}) for one, places in merged.values()]


def _weighed(finding: Finding, text: str, doubts: Doubts) -> Finding:
    spans = [_line(text, where.span) if finding.kind == "arithmetic" else where.span for where in finding.where]
    badly = finding.severity == "error" and any(doubts(span) is not None for span in spans)
    return finding.model_copy(update={"severity": "warning"}) if badly else finding


def _line(text: str, span: tuple[int, int]) -> tuple[int, int]:
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def _only_misread(finding: Finding, doubts: Doubts) -> bool:
    """Whether the second reading of one side is the value of the other, or of a wrong figure the right one."""
    if finding.code == _LETTER and any(doubts(where.span) is not None for where in finding.where):
        return True
    if len(finding.values) < _SIDES:
        return False
    sides = zip(finding.where[:_SIDES], finding.values[1::-1], strict=False)
    return any(reads(other, value) for where, value in sides for other in doubts(where.span) or ())


def reads(word: str, value: object) -> bool:
    """Whether the digits of a word, as it may be read otherwise, are those of a value or its last ones.

    >>> reads("430", 1430.0), reads("1 430", 1430), reads("43О", 1430), reads("14.07.2021", "2021-07-14"), reads("4", 1430)
    (True, True, False, True, False)
    """
    said = "".join(filter(str.isdigit, word))
    if not said or any(sign.isalpha() for sign in word) or not isinstance(value, (str, int, float)):
        return False
    printed = _digits(value)
    if isinstance(value, str):
        return said in (printed, printed[6:] + printed[4:6] + printed[:4]) or (len(said) >= _TWO_DIGITS and said in value.split("-"))
    said, printed = said.rstrip("0"), printed.rstrip("0")
    return said == printed or (len(said) >= _TWO_DIGITS and printed.endswith(said))


def _digits(value: str | float) -> str:
    shown = value if isinstance(value, str) else f"{value:.12g}"
    return "".join(filter(str.isdigit, shown))
