"""`docpipe ingest`: files into the archive, each once, its original first."""

from __future__ import annotations

from pathlib import Path

import click

from docpipe.cli.archived import archive_option, ended_in_order, opened
from docpipe.errors import DocpipeError


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@archive_option
@click.option("--jobs", type=click.IntRange(1, 256), help="How many files are read at once; as many as there are cores by default.")
@click.option(
    "--again", is_flag=True, help="Read once more what an older docpipe, vocabulary or Tesseract has read; the older reading is kept."
)
@click.option("--watch", is_flag=True, help="Stay, and take what comes into the folders as soon as it is complete, until interrupted.")
def command(paths: tuple[str, ...], place: str | None, jobs: int | None, *, again: bool, watch: bool) -> int:
    """Take files into the archive: files, folders with all that is in them, patterns, ZIPs, e-mails with their attachments.

    The files themselves are never touched. A file that is known, by its content, is passed over. A file that cannot be read is kept
    all the same, in quarantine with the code of the reason. Ends with 10 where something awaits a person. Interrupted at any moment, the same call goes on.
    """
    from docpipe import settings
    from docpipe.archive.place import named
    from docpipe.batch import ingest
    from docpipe.batch.arrivals import found
    from docpipe.batch.progress import shown

    where = named(place)
    spared = [where.originals, *([where.file.parent] if where.file else [])]
    with (
        ended_in_order() as check,
        opened(place, make=True) as archive,
        shown() as tell,
        ingest.batch(archive, jobs or settings.jobs(), again=again) as one,
    ):
        one.tell, one.complain, one.check = tell, _complain, check
        spared = [path for path in spared if not _holds(path, paths)]
        if watch:
            from docpipe.batch.watch import Watch, follow

            watching = Watch(paths, spared, _say)
            follow(one, watching, lambda tally: _say(tally.line() + _left(len(watching.unfinished))))
        tally = ingest.run(one, found(paths, spared))
    click.echo(f"docpipe: {tally.line()}", err=True)
    return tally.exit_code


def _holds(folder: Path, paths: tuple[str, ...]) -> bool:
    """Whether the archive's folder was named itself: then it is meant."""
    return any(Path(name).absolute() == folder for name in paths if "\0" not in name)


def _left(unfinished: int) -> str:
    return f"; {unfinished} left that bear the name of an unfinished copy" if unfinished else ""


def _say(told: str) -> None:
    """A line for a log."""
    from datetime import datetime

    click.echo(f"{datetime.now().astimezone().isoformat(timespec='seconds')} docpipe: {told}", err=True)


def _complain(name: str, error: DocpipeError) -> None:
    click.echo(f"docpipe: {name}: {error}", err=True)
