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
    """Take files into the archive: files, folders with all that is in them, patterns, ZIPs, tars, e-mails with their attachments.

    The files themselves are never touched. A file that is known, by its content, is passed over. A file that cannot be read is kept
    all the same, in quarantine with the code of the reason. Ends with 10 where something awaits a person. Interrupted at any moment, the same call goes on.
    """
    from docpipe.batch import local

    with ended_in_order() as check, local.workers(jobs) as reader:
        # the rest is loaded while the workers start
        from docpipe.batch import ingest
        from docpipe.batch.arrivals import found
        from docpipe.batch.progress import shown

        with opened(place, make=True) as archive, shown() as tell, ingest.batch(archive, reader, again=again) as one:
            one.tell, one.complain, one.check = tell, _complain, check
            spared = _spared(place, paths)
            if watch:
                from docpipe.batch.watch import Watch, follow

                watching = Watch(paths, spared, _say)
                follow(one, watching, lambda tally: _say(tally.line() + _left(len(watching.unfinished))))
            tally = ingest.run(one, found(paths, spared))
    click.echo(f"docpipe: {tally.line()}", err=True)
    return tally.exit_code


def _spared(place: str | None, paths: tuple[str, ...]) -> list[Path]:
    """The archive's own folders, which are passed over unless one was named itself: then it is meant."""
    from docpipe.archive.place import named

    where = named(place)
    meant = {Path(name).absolute() for name in paths if "\0" not in name}
    own = [where.originals] if isinstance(where.originals, Path) else []
    return [one for one in (*own, *([where.file.parent] if where.file else [])) if one not in meant]


def _left(unfinished: int) -> str:
    return f"; {unfinished} left that bear the name of an unfinished copy" if unfinished else ""


def _say(told: str) -> None:
    """A line for a log."""
    from datetime import datetime

    click.echo(f"{datetime.now().astimezone().isoformat(timespec='seconds')} docpipe: {told}", err=True)


def _complain(name: str, error: DocpipeError) -> None:
    click.echo(f"docpipe: {name}: {error}", err=True)
