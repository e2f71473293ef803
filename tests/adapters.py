"""How the cases of a file are run where the module beside it has no plain `find(passage)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docpipe.language.passage import Passage

    Finder = Callable[[Passage], Iterable[Any]]

ADAPTERS: dict[str, Finder] = {}
"""One file, one adapter: `"mentions/references.cases": references`."""

FLOORS: dict[str, Callable[[str], Finder]] = {}
"""A whole floor at once: `"facts"` and a function from the kind's name to its finder."""
