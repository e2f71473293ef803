"""Where templates and layouts lie: the ministry's own folder first, then those that come with docpipe."""

from __future__ import annotations

import os
from pathlib import Path

import docpipe
from docpipe.errors import WrongCall

VARIABLE = "DOCPIPE_TEMPLATES"
_MOST_BYTES = 20_000_000


def own() -> list[Path]:
    """The ministry's folders: `$DOCPIPE_TEMPLATES`, else `./templates/letters`, where there is one."""
    named = os.environ.get(VARIABLE)
    found = Path(named) if named else Path("templates/letters")
    return [found] if found.is_dir() else []


def every() -> list[Path]:
    """All folders, the ministry's own first."""
    package = Path(docpipe.__file__).parent
    ours = [package / "templates" / "letters", package.parent / "templates" / "letters"]
    return list(dict.fromkeys([*own(), *(folder for folder in ours if folder.is_dir())]))


def path(name: str) -> Path:
    """The file of that name in the first folder that has it. `WrongCall` where none has."""
    for folder in every():
        if (folder / name).is_file():
            return folder / name
    raise WrongCall(f"There is no {name} among the templates", f"`docpipe templates` lists them; {VARIABLE} names your own folder")


def text(name: str) -> str:
    """What stands in that file."""
    return path(name).read_text("utf-8")
