"""Numbers as a clerk reads them: digits in threes, the decimal sign of the language."""

from __future__ import annotations


def grouped(value: float, comma: str) -> str:
    """The number with its digits in threes, nothing lost.

    >>> grouped(2600000000.0, ","), grouped(7.9, ","), grouped(-1234.5, ".")
    ('2 600 000 000', '7,9', '-1 234.5')
    """
    whole = float(value).is_integer()
    text = f"{int(value):,}" if whole else f"{value:,.10f}".rstrip("0")
    return text.replace(",", " ").replace(".", comma)
