"""What containers are taken apart into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from docpipe.errors import Bomb, DocpipeError

Failed = Callable[[DocpipeError], None]
"""What is told of a member that cannot be had; the others can."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container. Its name is a word to remember it by, never a path."""

    name: str
    data: bytes


def bomb(what: str) -> Bomb:
    """The error for a container that would unfold without end.

    >>> bomb("The ZIP holds far too many members").code
    'E_BOMB'
    """
    return Bomb(what, "Do not open it; ask the sender for the letters alone")
