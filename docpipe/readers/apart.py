"""Files read by a process of their own: one that falls, hangs or eats memory over a file takes nobody with it."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from docpipe import readers
from docpipe.errors import Crashed, TimedOut
from docpipe.model.text import Reading
from docpipe.readers import sniff
from docpipe.settings import limits

if TYPE_CHECKING:
    from concurrent.futures import Future

    from docpipe.workers.pool import Pool
    from docpipe.workers.process import Kind

_LOADED = ("docpipe.readers.pdf", "pypdfium2")
_pools: list[Pool] = []


def read(data: bytes, name: str, meanwhile: Callable[[], object] | None = None) -> Reading:
    """The file's pages as `readers.read` has them; plain text is read here. `Crashed`, `TimedOut`, `OutOfMemory` where the process is ended.

    `meanwhile` is called while the other process reads.
    """
    if len(data) > limits().max_bytes or sniff.kind(data) == "text":
        return readers.read(data, name, meanwhile)
    found: Reading = _told(_shared().submit(limits().document_seconds, here, data, name), meanwhile)
    return found


def call(function: Callable[..., Any], *arguments: Any, pages: int = 0) -> Any:
    """What else is done with so many pages of a file from outside, by the same process."""
    return begun(function, *arguments, pages=pages)()


def begun(function: Callable[..., Any], *arguments: Any, pages: int = 0) -> Callable[[], Any]:
    """The same, begun now and told when what is given back is called."""
    most = limits()
    asked = _shared().submit(most.document_seconds + most.page_seconds * pages, function, *arguments)
    return lambda: _told(asked)


def _told(asked: Future[Any], meanwhile: Callable[[], object] | None = None) -> Any:
    """What the other process says. It is ended where this one is asked to end meanwhile, which else would wait for it."""
    try:
        if meanwhile is not None:
            meanwhile()
        return asked.result()
    finally:
        if not asked.done():
            stop()


def here(data: bytes, name: str) -> Reading:
    """The file read by this process, which is one of the others: as much time is asked for as its pages may take."""
    from docpipe.workers import child

    most = limits()
    child.allow(most.document_seconds + most.page_seconds * _pages(data))
    return readers.read(data, name)


def kind(loaded: tuple[str, ...], late_tries: int) -> Kind:
    """Workers that read whole files, with these modules."""
    from docpipe.workers.process import Kind

    fell = Crashed("The process that read the file fell, twice", "Open the file and save it anew, or print it and scan it")
    return Kind("reads files", fell, _late, loaded, limits().worker_memory, late_tries=late_tries)


def _late(seconds: float) -> TimedOut:
    return TimedOut(f"Reading the file took longer than {seconds:.0f} seconds", "Split the file, or raise DOCPIPE_DOCUMENT_SECONDS")


def _shared() -> Pool:
    """The process of this one, kept from file to file."""
    from docpipe.workers.pool import Pool

    if not _pools or _pools[0].process != os.getpid():
        _pools[:] = [Pool(1, kind(_LOADED, late_tries=1))]
    return _pools[0]


@atexit.register
def stop() -> None:
    """No process left behind; the next file starts another."""
    while _pools:
        _pools.pop().stop()


def _pages(data: bytes) -> int:
    """How many pages the file says it has, no more than are read; 1 where it has none."""
    if sniff.kind(data) != "pdf":
        return 1
    import pypdfium2

    try:
        pages = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 1
    try:
        return min(len(pages), limits().max_pages)
    finally:
        pages.close()
