"""From bytes to pages: one module a kind of file, the kind told by what the file holds, never by its name alone."""

from __future__ import annotations

import errno
import hashlib
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import IO

from docpipe.errors import DocpipeError, NoSpace, NoText, TooLarge, WrongCall
from docpipe.model.text import Page, Reading
from docpipe.readers import sniff
from docpipe.settings import limits

_WAIT = ("image", "pdf")
_OUT_OF_SPACE = {errno.ENOSPC, errno.EDQUOT}


def read(data: bytes, name: str, meanwhile: Callable[[], object] | None = None) -> Reading:
    """The file's pages: words with boxes (PDF, images) or one flowing text (text, Word). A `DocpipeError` where it cannot be read.

    `meanwhile` is called where this process must wait for others to recognise scanned pages.

    >>> read("Құрметті әріптестер!".encode(), "letter.txt").pages[0].text
    'Құрметті әріптестер!'
    """
    if len(data) > limits().max_bytes:
        raise _too_large()
    kind = sniff.kind(data)
    try:
        pages, engine = _reader(kind, meanwhile)(data)
    except OSError as error:
        raise explained(error) from error
    if not any(page.words or page.text.strip() for page in pages):
        message = "There is nothing to read in it"
        raise NoText(message, "Scan it again, darker or at 300 dpi, or send the document itself")
    return Reading(name, hashlib.sha256(data).hexdigest(), len(data), sniff.MEDIA_TYPES[kind], pages, engine)


def read_path(path: Path) -> Reading:
    """The file at `path`, read. A `DocpipeError` where it cannot be."""
    return read(load(path), path.name)


def given(name: str) -> bytes:
    """The bytes of a file as it is named on the command line: `-` is standard input. `WrongCall`, `TooLarge`."""
    if name != "-":
        return load(Path(name))
    if sys.stdin is None:
        raise WrongCall("Standard input is closed", "Name a file, or give it one: docpipe … - < FILE")
    try:
        return read_stream(sys.stdin.buffer)
    except OSError as error:
        raise explained(error) from error


def load(path: Path) -> bytes:
    """The bytes of the file at `path`; its size is looked at before them. `WrongCall` where there is no such readable file."""
    try:
        if path.is_dir():
            message = "It is a folder"
            raise WrongCall(message, "Name the files in it")
        if path.stat().st_size > limits().max_bytes:
            raise _too_large()
        with path.open("rb") as stream:
            return read_stream(stream)
    except ValueError as error:
        message = "This is no path"
        raise WrongCall(message, "Check the name") from error
    except OSError as error:
        raise explained(error) from error


def read_stream(stream: IO[bytes]) -> bytes:
    """All bytes of a stream, `TooLarge` as soon as they pass the limit."""
    most = limits().max_bytes
    data = stream.read(most + 1)
    if len(data) > most:
        raise _too_large()
    return data


def explained(error: OSError) -> DocpipeError:
    """An error of the operating system as one of ours, without the path in it."""
    if error.errno in _OUT_OF_SPACE:
        return NoSpace("The disk is full", "Free some space, or set TMPDIR to a disk that has some")
    reasons = {
        errno.ENOENT: ("There is no such file", "Check the path"),
        errno.ENOTDIR: ("There is no such file", "Check the path"),
        errno.ENAMETOOLONG: ("The name is too long", "Give the file a shorter name"),
        errno.EACCES: ("It may not be read", "Ask for the right to read it, or copy it"),
        errno.EPERM: ("It may not be read", "Ask for the right to read it, or copy it"),
        errno.ELOOP: ("The link points at itself", "Name the file that it should point at"),
    }
    message, hint = reasons.get(error.errno or 0, ("It could not be read from the disk", "Copy it again and try once more"))
    return WrongCall(message, hint)


def _too_large() -> TooLarge:
    size = limits().max_bytes // 1_000_000
    return TooLarge(f"It is larger than {size} MB", "Scan it in parts or at 300 dpi, or raise DOCPIPE_MAX_BYTES")


def _reader(kind: str, meanwhile: Callable[[], object] | None) -> Callable[[bytes], tuple[tuple[Page, ...], str | None]]:
    """The function that reads this kind, its module loaded only now."""
    if kind in {"doc", "rtf", "odt"}:
        from docpipe.readers.office import reader

        return reader(kind)
    module = {"text": "plain", "png": "image", "jpeg": "image", "tiff": "image"}.get(kind, kind)
    pages: Callable[..., tuple[tuple[Page, ...], str | None]] = import_module(f"docpipe.readers.{module}").pages
    return partial(pages, meanwhile=meanwhile) if module in _WAIT else pages
