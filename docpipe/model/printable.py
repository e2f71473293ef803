"""Names from outside as text that JSON and databases can hold."""

from __future__ import annotations

from contextlib import suppress


def printable(name: str) -> str:
    r"""The name without NUL and half characters: bytes that are no UTF-8 stand as their codes.

    >>> printable("a\0b"), printable("\udccf.txt")
    ('a�b', '\\udccf.txt')
    """
    with suppress(UnicodeEncodeError):
        name.encode()
        return name.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return printable(name.encode("utf-8", "backslashreplace").decode())
