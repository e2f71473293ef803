"""Word and OpenDocument files are archives of XML: opened with a look at every size first, parsed without anything that fetches.

Nothing is inflated before its declared size and ratio were found bearable, and no more than declared comes out. XML with a
document type or an entity is refused unparsed. Relationships that would fetch something over a network are refused; ordinary
links are ignored.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docpipe.errors import Bomb, Corrupt, Encrypted, UnsafeXml
from docpipe.model.lazy import lazy
from docpipe.settings import limits

_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = lazy(r"^\s*<\?xml[^>]{0,200}\?>")
_REMOTE = lazy(r"\s*(?:https?|ftps?|smb|dav|ldap)\s*:", re.IGNORECASE)
_PIECE = 65_536
_XML = (".xml", ".rels", ".rdf")
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, KeyError, OSError)


class Package:
    """An opened archive whose members were found bearable."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def xml(self, name: str) -> Any | None:
        """The root element of a member, None where there is no such member. `UnsafeXml`, `Corrupt`, `Bomb`."""
        return parsed(self._bytes(name)) if name in self.names else None

    def relations(self, part: str) -> dict[str, str]:
        """Identifier → member for the relationships of `part` that stay inside the archive; `UnsafeXml` for one that would fetch."""
        folder, _, leaf = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels")
        found = {}
        for one in root if root is not None else ():
            target = one.get("Target") or ""
            if one.get("TargetMode") != "External":
                found[one.get("Id") or ""] = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
        return found

    def check(self) -> None:
        """Looks at every relationship and every XML member's prologue; `UnsafeXml` where one is not for a letter."""
        for name in sorted(self.names):
            if name.endswith(".rels"):
                _check_relations(self.xml(name))

    def _bytes(self, name: str) -> bytes:
        with _explained(), self._archive.open(name) as stream:
            pieces, total = [], 0
            while piece := stream.read(_PIECE):
                total += len(piece)
                if total > limits().max_xml:
                    raise _bomb()
                pieces.append(piece)
        return b"".join(pieces)


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """The archive, its declared sizes looked at. `Corrupt`, `Encrypted`, `Bomb`."""
    with _explained():
        archive = zipfile.ZipFile(io.BytesIO(data))
    with archive:
        _check_sizes(archive.infolist())
        package = Package(archive)
        package.check()
        yield package


def parsed(data: bytes) -> Any:
    """The root of an XML text; `UnsafeXml` where it has a document type or entities, `Corrupt` where it is broken."""
    from lxml import etree

    text = _as_utf8(data)
    if _FORBIDDEN.search(text):
        raise _unsafe("It holds XML with a document type, which no letter needs")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged() from error


def _as_utf8(data: bytes) -> bytes:
    """The XML in UTF-8, so that nothing can hide in another encoding."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""
    if not encoding and b"\x00" in data[:4]:
        encoding = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    return _DECLARATION.sub("", data.decode(encoding, "replace")).encode("utf-8", "replace") if encoding else data


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    most = limits()
    if len(members) > most.max_members or sum(member.file_size for member in members) > most.max_inflated:
        raise _bomb()
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            message = "It is locked with a password"
            raise Encrypted(message, "Save it without the password and try again")
        if member.filename.endswith(_XML) and (member.file_size > most.max_xml or _is_steep(member)):
            raise _bomb()


def _is_steep(member: zipfile.ZipInfo) -> bool:
    most = limits()
    return member.file_size > most.ratio_from and member.file_size > most.max_ratio * max(member.compress_size, 1)


def _check_relations(root: Any | None) -> None:
    for one in root if root is not None else ():
        kind = (one.get("Type") or "").rsplit("/", 1)[-1]
        if one.get("TargetMode") == "External" and kind != "hyperlink" and _REMOTE.match(one.get("Target") or ""):
            raise _unsafe("It would fetch something from the network")


def _joined(folder: str, target: str) -> str:
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in {"", "."}:
            parts.append(step)
    return "/".join(parts)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise _damaged() from error


def _damaged() -> Corrupt:
    return Corrupt("The file is damaged or was cut off", "Copy it again, or open it in Word and save it anew")


def _bomb() -> Bomb:
    return Bomb("The file is small but unfolds to an enormous size", "Do not open it; ask the sender for a scan")


def _unsafe(message: str) -> UnsafeXml:
    return UnsafeXml(message, "Open it in Word, save it as PDF and give docpipe the PDF")
