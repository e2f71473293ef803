"""What the commands of the archive share: its option, the filters, ending in order when they are interrupted."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from docpipe.errors import DocpipeError, WrongCall
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from datetime import date

    from docpipe.archive.store import Archive

_CODES: dict[int, int] = {signal.SIGINT: 130, signal.SIGTERM: 143}
_SHORTEST = 4
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
"""A year, a month, a day: Python reads days of weeks too, which no index has."""


class Filter(click.Option):
    """An option that only says which documents are meant."""


KINDS = ("letter", "inquiry", "order", "annex", "press_release", "report", "other")

archive_option = click.option(
    "--archive", "place", metavar="ARCHIVE", help="A folder, or postgresql://…; else DOCPIPE_ARCHIVE, else ./archive."
)
_FILTERS = (
    click.option("--from", "since", cls=Filter, metavar="DATE", help="Dated on that day or later: 2024, 2024-03 or 2024-03-11."),
    click.option("--to", "until", cls=Filter, metavar="DATE", help="Dated on that day or earlier."),
    click.option("--kind", cls=Filter, type=click.Choice(KINDS), help="What the document is."),
    click.option("--issuer", cls=Filter, help="Words of the name of the body that sent it."),
    click.option("--person", cls=Filter, help="A surname that the document names, in any spelling."),
    click.option("--number", cls=Filter, help="Its registration number."),
    click.option("--lang", "language", cls=Filter, type=click.Choice(("kk", "ru", "en")), help="The language of the document."),
    click.option("--state", cls=Filter, type=click.Choice(("done", "partial", "quarantined")), help="How its file was read."),
)


def filters(command: Callable[..., int]) -> Callable[..., int]:
    """The filters as options of a command, which gets them as one argument `chosen`."""

    @wraps(command)
    def filtered(*, chosen: None = None, **given: Any) -> int:
        from docpipe.archive.filters import Filters

        del chosen
        names = ("since", "until", "kind", "issuer", "person", "number", "language", "state")
        asked = {name: given.pop(name) for name in names}
        for name in ("since", "until"):
            check_date(asked[name])
        return command(chosen=Filters(**asked), **given)

    decorated: Callable[..., int] = filtered
    for option in reversed(_FILTERS):
        decorated = option(decorated)
    return decorated


def check_date(told: str | None, *, to_the_day: bool = False) -> None:
    """`WrongCall` where this is no ISO date, of a year or a month at least."""
    from datetime import date

    if told is None:
        return
    try:
        date.fromisoformat((told if to_the_day else told + "2000-01-01"[len(told) :]) if _DATE.fullmatch(told) else "")
    except ValueError as error:
        raise WrongCall(f"{told!r} is no date", "Write it so: 2024-03-11") from error


def day_of(told: str | None) -> date | None:
    """The day that is told; `WrongCall` where it is none."""
    from datetime import date

    check_date(told, to_the_day=True)
    return date.fromisoformat(told) if told else None


@contextmanager
def opened(place: str | None, *, make: bool = False) -> Iterator[Archive]:
    """The archive that is meant, closed again at the end. `ArchiveUnavailable`."""
    from docpipe.archive import store
    from docpipe.archive.place import named

    archive = store.opened(named(place), make=make)
    try:
        yield archive
    finally:
        archive.close()


def one_file(archive: Archive, beginning: str) -> str:
    """The file whose digest begins so; `WrongCall` where there is none or more than one."""
    from docpipe.archive import store

    found = store.resolve(archive, beginning.lower()) if len(beginning) >= _SHORTEST else []
    if len(found) != 1:
        told = "Several files have a digest that begins so" if found else "There is no such file in the archive"
        raise WrongCall(told, "`docpipe list` shows the files; four characters of the ID at least")
    return found[0]


def one_document(archive: Archive, told: str) -> tuple[str, str | None]:
    """The file whose digest begins so, and the document in it where one is named: `ID` or `ID/N`."""
    beginning, _, at = told.partition("/")
    return one_file(archive, beginning), at or None


def complain(name: str, error: DocpipeError) -> None:
    """What is wrong with a file of a run, said on standard error."""
    click.echo(f"docpipe: {flat(name)}: {error}", err=True)


@contextmanager
def ended_in_order() -> Iterator[Callable[[], None]]:
    """A request to end is heard at once, so that workers and scratch files are cleared away.

    What is given is to be called between two steps: it ends the run where a library has swallowed the request.
    """
    asked: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        asked.append(_CODES[number])
        check()

    def check() -> None:
        if asked:
            sys.exit(asked[0])

    before = {number: signal.signal(number, end) for number in _CODES}
    try:
        yield check
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
