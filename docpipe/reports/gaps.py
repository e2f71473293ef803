"""What was not compared, and why: documents without another version, pages and files that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.reports.messages import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.model.record import Packet


def gaps(packet: Packet, unread: Sequence[str], language: str) -> Iterator[str]:
    """One sentence a gap; `unread`: the names of files of the packet that could not be read."""
    say = words(language).say
    told: dict[str, str] = say["gaps"]
    for name in unread:
        yield told["file-unread"].format(name)
    for source in packet.sources:
        if source.unread_pages:
            yield told["pages-unread"].format(source.name, ", ".join(map(str, source.unread_pages)))
    for one in packet.documents:
        if one.counterpart is None:
            yield told["no-version"].format(one.id, say["kinds"][one.kind], say["languages"][one.language])
