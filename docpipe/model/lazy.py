"""Regular expressions that are compiled when they are first used.

There are hundreds of them, and one letter needs a third: compiling all at every start would take a tenth of its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docpipe.model import patterns

if TYPE_CHECKING:
    import re


class _Lazy:
    """Stands for a pattern; what is asked of it is asked of the compiled one and kept."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(patterns.compiled(*self._asked), name)
        setattr(self, name, value)
        return value


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    r"""What `re.compile` gives, later; `re.error` comes with the first use.

    >>> lazy(r"(?P<day>\d+) мая").match("9 мая")["day"]
    '9'
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
