"""What a worker does with one file: bytes in; its record with the rows to look it up by, or its members, or an error out. It has no archive."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docpipe.archive.outcome import Outcome, deflated
from docpipe.batch import containers
from docpipe.errors import Bomb, DocpipeError, Secret
from docpipe.readers import apart
from docpipe.readers.ocr_elsewhere import Answer, Call, Plan, Postponed, planned
from docpipe.settings import limits
from docpipe.workers import child

if TYPE_CHECKING:
    from docpipe.model.record import Packet

_MANY = 4
"""A file with more pages to recognise is read by several workers."""

LOADED = ("docpipe.pipeline", "docpipe.archive.index", "pypdfium2")
"""What every file needs."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A container's members: their names, and the files that hold their bytes now. `code` where something of it could not be had."""

    media_type: str
    members: tuple[tuple[str, str], ...]
    code: str | None = None


def made_with() -> dict[str, str]:
    """The versions that this machine reads files with: of docpipe, of its vocabulary, of the engine for scans."""
    from docpipe import __version__
    from docpipe.readers import ocr
    from docpipe.vocabulary import table

    try:
        engine = ocr.engine()
    except DocpipeError:
        engine = "none"
    return {"docpipe": __version__, "vocabulary": str(table("about")["version"]), "ocr": engine}


def ready() -> None:
    """Nothing; a worker that has done it has started."""


def work(data: bytes, name: str, depth: int, scratch: str) -> Outcome | Opened | Postponed:
    """The file read, or opened where it is a container; whatever is written on the way lies in the folder `scratch`. A `DocpipeError` where neither can be.

    `Postponed` where it has so many pages to recognise that others shall help.
    """
    begin(scratch)
    found = containers.kind(data)
    if found is None:
        try:
            return _read(data, name, Plan(most=_MANY))
        except Postponed as postponed:
            return postponed
    if depth >= limits().max_depth:
        raise Bomb("There are containers in containers, too many of them", "Do not open it; ask the sender for the letters alone")
    return _opened(data, found, Path(scratch))


def pages(data: bytes, calls: Sequence[Call], scratch: str) -> dict[int, Answer]:
    """Some pages of a long file recognised."""
    from docpipe.readers import ocr_pages

    begin(scratch)
    child.allow(limits().document_seconds + limits().page_seconds * len(calls))
    return ocr_pages.recognised(data, calls)


def joined(data: bytes, name: str, answers: Mapping[int, Answer], scratch: str) -> Outcome:
    """The long file read, its pages that were recognised before put in their places."""
    begin(scratch)
    return _read(data, name, Plan(answers=answers))


def begin(scratch: str) -> None:
    """What a worker writes lies in this folder; it starts one process at most to recognise pages."""
    os.environ["DOCPIPE_JOBS"] = "1"
    tempfile.tempdir = scratch


def _opened(data: bytes, found: str, scratch: Path) -> Opened:
    codes: list[str] = []
    members = []
    for number, member in enumerate(containers.members(data, found, lambda error: codes.append(error.code))):
        target = scratch / str(number)
        target.write_bytes(member.data)
        members.append((member.name, str(target)))
    return Opened(found, tuple(members), codes[0] if codes else None)


def _read(data: bytes, name: str, plan: Plan) -> Outcome:
    from docpipe import pipeline
    from docpipe.layout.compose import compose

    with planned(plan):
        draft = compose([apart.here(data, Path(name).name)])
    return outcome(pipeline.record_of(draft))


def outcome(packet: Packet) -> Outcome:
    """What is kept of a record: of a secret one nothing."""
    from docpipe.archive.index import indexed, is_secret

    source = packet.sources[0]
    if is_secret(packet):
        return Outcome("quarantined", Secret.code, source.media_type, source.pages)
    return Outcome(
        state=source.state,
        code="E_PAGES_UNREAD" if source.state == "partial" else None,
        media_type=source.media_type,
        pages=source.pages,
        findings=sum(finding.severity == "error" for finding in packet.findings),
        record=deflated(packet.model_dump_json(by_alias=True)),
        index=indexed(packet),
    )
