"""`docpipe ingest`: files into the archive, each once, its original first."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.cli import batch_report
from docpipe.cli.archived import Filter, archive_option, complain, ended_in_order, opened
from docpipe.errors import WrongCall
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from docpipe.batch.local import Reader


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@archive_option
@click.option("--jobs", type=click.IntRange(1, 256), help="How many files are read at once; as many as there are cores by default.")
@click.option(
    "--again", is_flag=True, help="Read once more what an older docpipe, vocabulary or Tesseract has read; the older reading is kept."
)
@click.option("--watch", is_flag=True, help="Stay, and take what comes into the folders as soon as it is complete, until interrupted.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="Read with the workers of a Dask cluster: tls://host:8786, or tcp:// where nobody else listens."
)
@click.option(
    "--include-restricted",
    cls=Filter,
    is_flag=True,
    help="With --scheduler: restricted files may go to the cluster too; secret ones never.",
)
@batch_report.report_option
def command(
    paths: tuple[str, ...],
    place: str | None,
    jobs: int | None,
    scheduler: str | None,
    *,
    again: bool,
    watch: bool,
    include_restricted: bool,
) -> int:
    """Take files into the archive: files, folders with all that is in them, patterns, ZIPs, tars, e-mails with their attachments.

    The files themselves are never touched. A file that is known, by its content, is passed over. A file that cannot be read is kept
    all the same, in quarantine with the code of the reason. Ends with 10 where something awaits a person. Interrupted at any moment, the same call goes on.
    """
    if watch and batch_report.asked():
        raise WrongCall("--report is on a run that ends, and --watch does not end", "Use `docpipe status --report FILE.html`")
    began = datetime.now(UTC).isoformat(timespec="milliseconds")
    with ended_in_order() as check, _reader(scheduler, jobs, include_restricted=include_restricted) as reader:
        # the rest is loaded while the workers start
        from docpipe.batch import ingest
        from docpipe.batch.arrivals import found
        from docpipe.batch.progress import shown

        with opened(place, make=True) as archive, shown() as tell, ingest.batch(archive, reader, again=again) as one:
            one.tell, one.complain, one.check = tell, complain, check
            spared = _spared(place, paths)
            if watch:
                from docpipe.batch.watch import Watch, follow

                watching = Watch(paths, spared, _say)
                follow(one, watching, lambda tally: _say(tally.line() + _left(len(watching.unfinished))))
            tally = ingest.run(one, found(paths, spared))
            click.echo(f"docpipe: {tally.line()}", err=True)
            batch_report.write(archive, tally=tally, since=began)
    return tally.exit_code


def _reader(scheduler: str | None, jobs: int | None, *, include_restricted: bool) -> AbstractContextManager[Reader]:
    """Who reads: a cluster where one is named, else workers of this machine."""
    if scheduler:
        from docpipe.batch import cluster

        return cluster.workers(scheduler, jobs, include_restricted=include_restricted)
    from docpipe.batch import local

    return local.workers(jobs)


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
    click.echo(f"{datetime.now().astimezone().isoformat(timespec='seconds')} docpipe: {flat(told)}", err=True)
