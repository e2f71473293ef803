"""`docpipe extract`: one file in, one record out."""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from docpipe.cli import extract_pdf, whole
from docpipe.cli.extract_ready import make_ready
from docpipe.errors import DONE, REVIEW, DocpipeError, worst
from docpipe.settings import ENGINES

if TYPE_CHECKING:
    from docpipe.model.record import Packet


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Write DIR/<stem>.json for each file.", metavar="DIR"
)
@click.option("--table", "as_table", is_flag=True, help="Print the record for reading instead of JSON.")
@click.option("--engine", type=click.Choice(ENGINES), help="What reads scans; `auto`, the default, takes tesserocr where it is installed.")
@click.option(
    "--pdf", type=click.Path(path_type=Path), help="Write the file with its words under the scan, to be searched.", metavar="OUT.pdf"
)
def command(files: tuple[str, ...], output: Path | None, *, as_table: bool, engine: str | None, pdf: Path | None) -> int:
    """One file in, one true record out.

    One FILE: the record on standard output. Several, or with -o: DIR/<stem>.json each (the current folder without -o), progress on
    standard error. `-` reads standard input. Ends with 10 where a finding of severity `error` stands; the record is written all the same.

    --pdf OUT.pdf: of one PDF or picture also a searchable copy, its pages as they are, the words that were read on them unseen.
    """
    if engine:
        os.environ["DOCPIPE_ENGINE"] = engine
    if pdf is not None:
        extract_pdf.check(files, pdf)
    if output is None and len(files) == 1:
        return _one(files[0], pdf, as_table=as_table)
    if as_table:
        return worst([_one(name, pdf, as_table=True) for name in files])
    return _many(files, output or Path(), pdf)


def _one(name: str, pdf: Path | None, *, as_table: bool) -> int:
    try:
        packet, code = _record(name, pdf)
    except DocpipeError as error:
        return _say(name, error)
    if as_table:
        click.echo(_view(packet))
    else:
        _write(sys.stdout.buffer, packet)
    return worst([code, _outcome(packet)])


def _many(files: tuple[str, ...], folder: Path, pdf: Path | None) -> int:
    codes: list[int] = []
    taken: set[str] = set()
    alike = [name for name in files if Path(name).suffix.lower() == ".json"]
    for at, name in enumerate(files, 1):
        try:
            target = folder / f"{_stem(name, taken)}.json"
            whole.check(target, alike, "-o")
            packet, code = _record(name, pdf)
            with whole.whole(target, "-o") as file:
                _write(file, packet)
        except DocpipeError as error:
            codes.append(_say(name, error))
            continue
        codes += [code, _outcome(packet)]
        click.echo(f"[{at}/{len(files)}] {name} -> {target}: {len(packet.documents)} documents, {len(packet.findings)} findings", err=True)
    return worst(codes)


def _record(name: str, pdf: Path | None) -> tuple[Packet, int]:
    """The record; and how writing the searchable PDF ended, which takes nothing from the record."""
    from docpipe import readers
    from docpipe.readers import apart

    data = readers.given(name)
    if pdf is not None:
        extract_pdf.check_kind(data)
    reading = apart.read(data, "stdin" if name == "-" else Path(name).name, make_ready)
    write = extract_pdf.begun(pdf, name, reading, data) if pdf is not None else None
    # only now: loading them takes longer than beginning to read
    from docpipe import pipeline
    from docpipe.layout.compose import compose

    try:
        draft = compose([reading])
        del data, reading
        packet = pipeline.record_of(draft)
    except BaseException:
        # leaving would wait until the other process has made the PDF
        apart.stop()
        raise
    if write is None:
        return packet, DONE
    try:
        write()
    except DocpipeError as error:
        return packet, _say(name, error)
    return packet, DONE


def _view(packet: Packet) -> str:
    from docpipe.cli.view import render

    return render(packet)


def _outcome(packet: Packet) -> int:
    return REVIEW if any(finding.severity == "error" for finding in packet.findings) else DONE


def _say(name: str, error: DocpipeError) -> int:
    click.echo(f"docpipe: {name}: {error}", err=True)
    return error.exit_code


def _stem(name: str, taken: set[str]) -> str:
    """The file's stem, with a suffix where another file of this call has it already."""
    stem = "stdin" if name == "-" else Path(name).stem or "record"
    unique, number = stem, 1
    while unique.lower() in taken:
        number += 1
        unique = f"{stem}-{number}"
    taken.add(unique.lower())
    return unique


def _write(file: BinaryIO, packet: Packet) -> None:
    file.writelines(chain(packet.json_pieces(), (b"\n",)))
    file.flush()
