"""Letters made by worker processes with limits on time and memory, read back and checked before anybody sees them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docpipe.errors import Crashed, TimedOut
from docpipe.reply import drafting, figures, inquiry
from docpipe.reply.figures import Figure, Query
from docpipe.reply.values import Incomplete
from docpipe.settings import limits
from docpipe.workers.pool import Pool
from docpipe.workers.process import Kind

if TYPE_CHECKING:
    from concurrent.futures import Future

    from docpipe.archive.store import Archive
    from docpipe.model.record import Finding, Packet
    from docpipe.reply.drafting import Drafted
    from docpipe.reply.inquiry import Inquiry
    from docpipe.reply.letter import Letter


@dataclass(frozen=True, slots=True)
class Made:
    """A letter's files, the figures in it, and what checking its versions against each other found."""

    letter: Letter
    drafted: tuple[Drafted, ...]
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]

    @property
    def clean(self) -> bool:
        """True where no finding is an error."""
        return not any(one.severity == "error" for one in self.findings)


@contextmanager
def makers(jobs: int) -> Iterator[Pool]:
    """The workers; none is left at the end."""
    fell = Crashed("The process that makes letters fell, twice", "Look at the template and at the annex")
    pool = Pool(jobs, Kind("makes letters", fell, _late, drafting.LOADED, limits().worker_memory))
    try:
        yield pool
    finally:
        pool.stop()


def _late(seconds: float) -> TimedOut:
    return TimedOut(f"Making the letter took longer than {seconds:.0f} seconds", "Look at the template, or raise DOCPIPE_DOCUMENT_SECONDS")


def read(pool: Pool, data: bytes, name: str) -> Inquiry | None:
    """The inquiry in a file, read by a worker; None where there is none in it."""
    packet = pool.submit(_reading_seconds(), _read, data, name).result()
    return inquiry.found(packet, name)


def _reading_seconds() -> float:
    most = limits()
    return most.document_seconds + 20.0 * most.page_seconds


def _read(data: bytes, name: str) -> Packet:
    from docpipe import pipeline

    return pipeline.extract([(name, data)])


def known(pool: Pool, letter: Letter, archive: Archive | None) -> dict[Query, Figure]:
    """The figures that the letter takes from the archive. `Incomplete` names all that cannot be had."""
    asked = pool.submit(limits().document_seconds, drafting.queries, letter).result()
    found, missing = figures.picked(archive, asked)
    if missing:
        raise Incomplete.of(missing)
    return found


def begun(pool: Pool, letter: Letter, given: dict[Query, Figure]) -> Future[Any]:
    """The letter given to a worker; what comes is a `Made`."""
    return pool.submit(limits().document_seconds, _made, letter, given)


def _made(letter: Letter, given: dict[Query, Figure]) -> Made:
    drafted = drafting.render(letter, given)
    return Made(letter, drafted, tuple(given.values()), tuple(_findings(drafted)))


def _findings(drafted: tuple[Drafted, ...]) -> Iterator[Finding]:
    """What the program's own check says of the finished PDFs, taken as one packet. That a draft has a number is the draft's nature and no finding."""
    from docpipe import pipeline, readers

    packet = pipeline.study([readers.read(one.pdf, f"reply-{one.language}.pdf") for one in drafted])
    yield from (one for one in packet.findings if one.code != "draft-registered")
