"""The option `--report` of commands of the archive: a page on what they did or saw."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.errors import WrongCall

if TYPE_CHECKING:
    from docpipe.archive.store import Archive
    from docpipe.batch.tally import Tally

_KEY = "docpipe.report"


def _asked(context: click.Context, _: click.Parameter, told: str | None) -> None:
    if told is not None and (Path(told).suffix.lower() not in (".html", ".htm") or Path(told).is_dir()):
        raise WrongCall("--report writes a page", "Give it a name that ends in .html")
    context.meta[_KEY] = told


report_option = click.option(
    "--report",
    metavar="FILE.html",
    expose_value=False,
    callback=_asked,
    help="Also a page: what is due, restricted, unpaired, unread, wrong; plots; lists.",
)


def asked() -> bool:
    """Whether the command that runs was asked for a page."""
    return bool(click.get_current_context().meta.get(_KEY))


def write(archive: Archive, *, tally: Tally | None = None, since: str | None = None) -> None:
    """The page where one was asked for, whole or not at all; on a run with its account and the moment at which it began, else on the whole archive."""
    told = click.get_current_context().meta.get(_KEY)
    if not told:
        return
    from docpipe.batch import report
    from docpipe.cli.whole import whole
    from docpipe.reports.messages import language

    page = report.html(archive, datetime.now().astimezone().date(), language(None), tally=tally, since=since)
    with whole(Path(told), "--report") as file:
        file.write(page.encode("utf-8", "backslashreplace"))
