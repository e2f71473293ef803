"""Where an archive is: a folder (SQLite and originals), or a PostgreSQL database and a place for the originals."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docpipe.archive.originals import Folder
from docpipe.archive.remote import Remote
from docpipe.errors import WrongCall

VARIABLE, ORIGINALS = "DOCPIPE_ARCHIVE", "DOCPIPE_ORIGINALS"
_DATABASES = ("postgresql://", "postgres://", "postgresql+psycopg://")
_DRIVER = "postgresql+psycopg://"


@dataclass(frozen=True, slots=True)
class Place:
    """The database's address as SQLAlchemy wants it, and where the originals are. An address may hold a password: it is never shown."""

    url: str
    originals: Folder
    file: Path | None = None
    """The database's file, None where a server keeps it."""


def named(given: str | None, environ: Mapping[str, str] | None = None) -> Place:
    """The place that `--archive` names, else `$DOCPIPE_ARCHIVE`, else `./archive`. `WrongCall` where it can be none.

    Originals of a PostgreSQL archive lie in `$DOCPIPE_ORIGINALS`, a folder or an address that fsspec understands, else in `./archive/originals`.

    >>> named("/srv/letters").file
    PosixPath('/srv/letters/archive.sqlite')
    >>> named("postgresql://db/letters", {"DOCPIPE_ORIGINALS": "/srv/originals"})
    Place(url='postgresql+psycopg://db/letters', originals=PosixPath('/srv/originals'), file=None)
    """
    env = os.environ if environ is None else environ
    said = given or env.get(VARIABLE) or "archive"
    scheme = next((one for one in _DATABASES if said.startswith(one)), None)
    if scheme:
        return Place(_DRIVER + said.removeprefix(scheme), _originals(env.get(ORIGINALS) or "archive/originals"))
    if "://" in said:
        raise WrongCall("The archive is neither a folder nor a PostgreSQL address", "Name a folder, or postgresql://user@host/database")
    if "\0" in said:
        raise WrongCall("This is no path", "Check the name")
    folder = Path(said).absolute()
    file = folder / "archive.sqlite"
    return Place(f"sqlite+pysqlite:///{file}", folder / "originals", file)


def _originals(said: str) -> Folder:
    """A folder, also where it is called `file://`: on this machine copying is fast and safe without another library."""
    if "\0" in said:
        raise WrongCall("DOCPIPE_ORIGINALS is no path", "Check the name")
    scheme, between, rest = said.partition("://")
    if not between or scheme in {"file", "local"}:
        return Path(rest if between else said).absolute()
    return Remote(said)
