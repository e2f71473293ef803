"""`docpipe check`: what a clerk should look at in the files of one packet, its language versions held against each other."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.cli import whole
from docpipe.cli.extract_ready import make_ready
from docpipe.errors import DONE, REVIEW, DocpipeError, WrongCall, worst
from docpipe.reports.messages import LANGUAGES, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.model.record import Packet
    from docpipe.model.text import Reading
    from docpipe.reports.page import Checked

_WIDTH = 140


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was read, and its bytes, so that its pages can be shown."""

    reading: Reading
    data: bytes


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--each", is_flag=True, help="Take the files apart: each is a packet of its own.")
@click.option("--json", "as_json", is_flag=True, help="Print the record instead of the table: one JSON object a packet, on one line.")
@click.option("--html", type=click.Path(path_type=Path), help="Write a page with the versions side by side.", metavar="OUT.html")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of what is said; that of the locale by default.")
def command(files: tuple[str, ...], *, each: bool, as_json: bool, html: Path | None, lang: str | None) -> int:
    """What to look at before signing, sending or registering.

    The files of one call are one packet: the Kazakh and the Russian version of a letter are held against each other, also where they
    lie in two files; an order tells whether the signatory could sign. The findings are printed as a table, gravest first, with what was not compared.
    `-` reads standard input. Ends with 10 where a finding of severity `error` stands, or where a file could not be read.

    --html OUT.html: also a page to be opened in a browser and printed, on which each finding leads to its places.
    """
    if html is not None:
        _check_target(files, html, each=each)
    packets = [[name] for name in files] if each else [list(files)]
    return worst([_packet(names, html, language(lang), as_json=as_json) for names in packets])


def _packet(names: Sequence[str], html: Path | None, lang: str, *, as_json: bool) -> int:
    """One packet checked and told: the exit code that it asks for."""
    from docpipe import pipeline
    from docpipe.cli.view_findings import rendered
    from docpipe.reports.gaps import gaps

    read, failed = _read(names)
    if not read:
        return worst(list(failed.values()))
    readings = [file.reading for file in read]
    packet, folded = pipeline.studied(readings)
    uncompared = list(gaps(packet, list(failed), lang))
    if html is not None:
        from docpipe.reports.page import Checked

        _write(html, Checked(packet, folded, readings, [file.data for file in read], uncompared), lang)
    click.echo(packet.model_dump_json(by_alias=True) if as_json else rendered(packet, uncompared, lang, _width()))
    return worst([*failed.values(), _outcome(packet)])


def _read(names: Sequence[str]) -> tuple[list[_File], dict[str, int]]:
    """The files that could be read, and for each other one the exit code of its error, which is said on standard error."""
    from docpipe import readers
    from docpipe.readers import apart

    read: list[_File] = []
    failed: dict[str, int] = {}
    for name in names:
        try:
            data = readers.given(name)
            read.append(_File(apart.read(data, "stdin" if name == "-" else Path(name).name, make_ready), data))
        except DocpipeError as error:
            click.echo(f"docpipe: {name}: {error}", err=True)
            failed[name] = error.exit_code
    return read, failed


def _write(target: Path, checked: Checked, lang: str) -> None:
    """The page, whole or not at all."""
    from docpipe.reports.page import html

    page = html(checked, lang).encode()
    with whole.whole(target, "--html") as file:
        file.write(page)


def _outcome(packet: Packet) -> int:
    return REVIEW if any(finding.severity == "error" for finding in packet.findings) else DONE


def _width() -> int:
    """As wide as the terminal; where there is none, so wide that a line can still be printed."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDTH


def _check_target(files: Sequence[str], target: Path, *, each: bool) -> None:
    """`WrongCall` before anything is read, where there can be no such page."""
    if each and len(files) > 1:
        raise WrongCall("--html names one page, and with --each there is a packet a file", "Call docpipe once for each file")
    if str(target) == "-":
        raise WrongCall("--html needs the name of a file; standard output is the table's", "Give it a name such as OUT.html")
    whole.check(target, files, "--html")
