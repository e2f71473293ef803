"""ZIPs: each member a file of its own."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from docpipe.batch.member import Failed, Member, bomb
from docpipe.errors import Corrupt, DocpipeError, Encrypted
from docpipe.settings import limits

_CHUNK = 1 << 16
_PACKAGE = {"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"}
"""What makes a ZIP one document of an office program."""
_UTF8_NAME = 0x800
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, zlib.error)


def is_zip(data: bytes) -> bool:
    """Whether the bytes are a ZIP, and no document of an office program."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not _PACKAGE & set(archive.namelist())
    except _DAMAGED:
        return False


def members(data: bytes, failed: Failed) -> Iterator[Member]:
    """The members one after the other. `Bomb` where they unfold too far; what goes wrong with one alone is told to `failed`."""
    left = limits().max_inflated
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith("__MACOSX/")]
        if len(inside) > limits().max_members:
            raise bomb("The ZIP holds far too many members")
        for one in inside:
            try:
                member = Member(member_name(one), _inflated(archive, one, left))
            except _DAMAGED as error:
                failed(_damaged(one, error))
                continue
            left -= len(member.data)
            yield member


def _inflated(archive: zipfile.ZipFile, one: zipfile.ZipInfo, left: int) -> bytes:
    """The member's bytes, counted while they come: what the ZIP says of their number is not believed."""
    most = limits()
    data = bytearray()
    with archive.open(one) as stream:
        while chunk := stream.read(_CHUNK):
            data += chunk
            if len(data) > left or (len(data) > most.ratio_from and len(data) > most.max_ratio * max(one.compress_size, 1)):
                raise bomb("The ZIP unfolds to far more than it should")
    return bytes(data)


def _damaged(one: zipfile.ZipInfo, error: Exception) -> DocpipeError:
    if one.flag_bits & 1:
        return Encrypted("A member of the ZIP is locked with a password", "Save it without the password and try again")
    damaged = Corrupt("A member of the ZIP is damaged", "Ask for it again")
    damaged.__cause__ = error
    return damaged


def member_name(one: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: Windows writes names in the code page of Russian DOS, and Python reads them as American."""
    if one.flag_bits & _UTF8_NAME:
        return one.filename
    try:
        return one.filename.encode("cp437").decode("cp866")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return one.filename
