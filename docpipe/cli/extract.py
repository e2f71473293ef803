"""`docpipe extract`: one file in, one record out."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.errors import DONE, REVIEW, DocpipeError, NoSpace, WrongCall, worst
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
def command(files: tuple[str, ...], output: Path | None, *, as_table: bool, engine: str | None) -> int:
    """One file in, one true record out.

    One FILE: the record on standard output. Several, or with -o: DIR/<stem>.json each (the current folder without -o), progress on
    standard error. `-` reads standard input. Ends with 10 where a finding of severity `error` stands; the record is written all the same.
    """
    if engine:
        os.environ["DOCPIPE_ENGINE"] = engine
    if output is None and len(files) == 1:
        return _one(files[0], as_table=as_table)
    if as_table:
        return worst([_one(name, as_table=True) for name in files])
    return _many(files, output or Path())


def _one(name: str, *, as_table: bool) -> int:
    try:
        packet = _record(name)
    except DocpipeError as error:
        return _say(name, error)
    click.echo(_view(packet) if as_table else packet.to_json())
    return _outcome(packet)


def _many(files: tuple[str, ...], folder: Path) -> int:
    codes: list[int] = []
    taken: set[str] = set()
    for at, name in enumerate(files, 1):
        try:
            target = folder / f"{_stem(name, taken)}.json"
            packet = _record(name)
            _write(target, packet.to_json() + "\n")
        except DocpipeError as error:
            codes.append(_say(name, error))
            continue
        codes.append(_outcome(packet))
        click.echo(f"[{at}/{len(files)}] {name} -> {target}: {len(packet.documents)} documents, {len(packet.findings)} findings", err=True)
    return worst(codes)


def _record(name: str) -> Packet:
    from docpipe import pipeline, readers

    reading = readers.read(readers.read_stream(sys.stdin.buffer), "stdin") if name == "-" else readers.read_path(Path(name))
    return pipeline.study([reading])


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


def _write(target: Path, text: str) -> None:
    """Whole or not at all: written beside, flushed to disk, then renamed."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=".docpipe-", suffix=".part")
    except OSError as error:
        raise _disk(error) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(target)
    except OSError as error:
        raise _disk(error) from error
    finally:
        Path(part).unlink(missing_ok=True)


def _disk(error: OSError) -> DocpipeError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoSpace("the disk is full", "Free some space, or name another folder with -o")
    return WrongCall(f"the folder cannot be written to ({error.strerror})", "Name another folder with -o")
