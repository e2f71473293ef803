"""Text of a document made fit to be shown: what is not printed can neither command a terminal nor turn a line round."""

from __future__ import annotations

HARD = "\u00a0"
"""The blank at which no line is broken: it stands inside numbers."""


def flat(value: object) -> str:
    r"""One line without control characters, so that a document cannot write to the terminal.

    >>> flat("a\n b\x1b[2J")
    'a b[2J'
    """
    return " ".join(line(value).split())


def line(value: object) -> str:
    r"""The same, but numbers are kept together.

    >>> line("3\n 1\u00a0430")
    '3 1\xa0430'
    """
    return HARD.join(" ".join(shown(part).split()) if part.strip() else "" for part in str(value).split(HARD))


def shown(value: str) -> str:
    """The text without control characters, its blanks kept."""
    if value.isprintable():
        return value
    return "".join(ch if ch.isprintable() else " " for ch in value if ch.isprintable() or ch.isspace())
