"""Every case of every `docpipe/**/*.cases` file is one test: see `tests/casefile.py` for how they are written."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import docpipe
from docpipe.language.passage import Passage
from tests import adapters, casefile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Finder = Callable[[Passage], Iterable[Any]]

PACKAGE = Path(docpipe.__file__).parent


def finder(file: str) -> Finder:
    """What finds the places of `file`: its adapter where it has one, else `find` of the module beside it."""
    if adapter := adapters.ADAPTERS.get(file):
        return adapter
    floor, _, name = file.removesuffix(".cases").rpartition("/")
    if floor in adapters.FLOORS:
        return adapters.FLOORS[floor](name)
    module = importlib.import_module(".".join(["docpipe", *floor.split("/"), name]))
    find: Finder = module.find
    return find


def parameter(case: casefile.Case) -> Any:
    """The case as a pytest parameter; a known failure is strict: it turns red when it starts to pass."""
    marks = [pytest.mark.xfail(strict=True, reason=case.known_failure)] if case.known_failure else []
    return pytest.param(case, id=case.id, marks=marks)


def every_case() -> list[Any]:
    """All cases of the package, file by file."""
    return [parameter(case) for path in sorted(PACKAGE.rglob("*.cases")) for case in casefile.load(path, PACKAGE)]


@pytest.mark.parametrize("case", every_case())
def test_case(case: casefile.Case) -> None:
    found = finder(case.file)(Passage.of(case.text, case.language))
    complaints = case.complaints(found)
    assert not complaints, "\n".join([case.text, *complaints])
