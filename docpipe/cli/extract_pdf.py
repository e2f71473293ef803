"""`docpipe extract --pdf`: the searchable PDF of the file that the record is made from."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.cli import whole
from docpipe.errors import WrongCall

if TYPE_CHECKING:
    from docpipe.model.text import Reading


def check(files: tuple[str, ...], target: Path) -> None:
    """`WrongCall` before anything is read, where there can be no such PDF."""
    if len(files) != 1:
        raise WrongCall("--pdf names one PDF, so there can be one file only", "Call docpipe once for each file")
    if str(target) == "-":
        raise WrongCall("--pdf needs the name of a file; standard output is the record's", "Give it a name such as OUT.pdf")
    whole.check(target, files, "--pdf")


def check_kind(data: bytes) -> None:
    """`WrongCall` where these bytes are no pages of paper; a `DocpipeError` where they are no document at all."""
    from docpipe import searchable
    from docpipe.readers import sniff

    searchable.check(sniff.MEDIA_TYPES[sniff.kind(data)])


def begun(target: Path, name: str, reading: Reading, data: bytes) -> Callable[[], None]:
    """The searchable PDF, made by another process from now on; what is given back writes it, whole or not at all.

    What is to be known about it is said on standard error.
    """
    from docpipe.readers import apart

    told = apart.begun(_made, reading, data, pages=len(reading.pages))

    def write() -> None:
        made, remarks = told()
        with whole.whole(target, "--pdf") as file:
            file.write(made)
        for remark in remarks:
            click.echo(f"docpipe: {name}: {remark}", err=True)

    return write


def _made(reading: Reading, data: bytes) -> tuple[bytes, tuple[str, ...]]:
    from docpipe import searchable

    made = io.BytesIO()
    remarks = searchable.write(reading, data, made)
    return made.getvalue(), remarks
