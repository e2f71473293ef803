"""How a run is told on standard error: a moving line on a terminal; one last line everywhere, fit for a cron mail."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docpipe.batch.tally import Tally


@contextmanager
def shown() -> Iterator[Callable[[Tally], None]]:
    """What the tally is to be told to, again and again; nothing is shown where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("…")
        yield lambda tally: bar.update(task, description=moving(tally))


def moving(tally: Tally) -> str:
    """What is seen while it runs.

    >>> from docpipe.batch.tally import Tally
    >>> moving(Tally(files=5, done=2, known=1))
    '5 files in, 2 left · 0 pages a minute · 0 need a look'
    """
    look = tally.partial + tally.quarantined + tally.findings
    left = tally.files - tally.done - tally.partial - tally.quarantined - tally.known
    return f"{tally.files} files in, {left} left · {tally.pages_a_minute:.0f} pages a minute · {look} need a look"
