"""Text of a document made fit to be shown: what is not printed can neither command a terminal nor turn a line round."""

from __future__ import annotations


def flat(value: object) -> str:
    r"""One line without control characters, so that a document cannot write to the terminal.

    >>> flat("a\n b\x1b[2J")
    'a b[2J'
    """
    return " ".join(shown(str(value)).split())


def shown(value: str) -> str:
    """The text without control characters, its blanks kept."""
    return "".join(ch if ch.isprintable() else " " for ch in value if ch.isprintable() or ch.isspace())
