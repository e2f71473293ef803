"""What kind of file these bytes are, told by the bytes."""

from __future__ import annotations

import io
import zipfile

from docpipe.errors import Bomb, Corrupt, Encrypted, NoText, UnknownType
from docpipe.settings import limits

MEDIA_TYPES = {
    "text": "text/plain",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "tiff": "image/tiff",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "doc": "application/msword",
    "rtf": "application/rtf",
}

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)

_FOREIGN = (
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"RIFF", "a WebP picture or a recording"),
    (b"8BPS", "a Photoshop picture"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 picture"),
    (b"\x97JB2\r\n\x1a\n", "a JBIG2 picture"),
    (b"SIMPLE  =", "a FITS picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"%!PS", "a PostScript file"),
    (b"AT&TFORM", "a DjVu file"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x78\x9f\x3e\x22", "a winmail.dat, an e-mail in Outlook's own wrapping"),
)
_UNPACK = "Unpack it and give what is in it, or pack it as a ZIP"
_HINTS = {
    "a gzip archive": _UNPACK,
    "a RAR archive": _UNPACK,
    "a 7-Zip archive": _UNPACK,
    "a bzip2 archive": _UNPACK,
    "an xz archive": _UNPACK,
    "a winmail.dat, an e-mail in Outlook's own wrapping": "Ask the sender to send the e-mail as plain text, or its attachments in a ZIP",
    "a signed file (CMS)": "Take the document out of its signature with the program that signed it",
    "an Outlook message": "`docpipe ingest` takes it apart; or save it as .eml, or its attachments",
    "a ZIP archive": "`docpipe ingest` takes it apart",
}
_SIGNED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
"""What a signature in the form of CMS calls itself (RFC 5652), near its beginning."""
_BINARY = {"BM", "MZ", "BZh", "ID3", "RIFF"}
_HTML = (b"<!doctype html", b"<html")
_HEADER = 1024
_ZIP_ENTRY = b"PK\x01\x02"
READABLE = "docpipe reads PDF, DOCX, DOC, RTF, ODT, PNG, JPEG, TIFF and plain text"


def kind(data: bytes) -> str:
    """One of `MEDIA_TYPES`; `UnknownType` with what it is instead, `Encrypted` where a password is needed.

    >>> kind(b"%PDF-1.7 ..."), kind(b"Dear colleagues")
    ('pdf', 'text')
    """
    if not data:
        message = "The file is empty"
        raise NoText(message, "Copy it again from where it came from")
    if _is_pdf(data):
        return "pdf"
    found = next((name for magic, name in _MAGIC if data.startswith(magic)), "text")
    if found == "zip":
        return _zip_kind(data)
    if found == "ole":
        return _ole_kind(data)
    if found == "text":
        _refuse_foreign(data)
    return found


def _is_pdf(data: bytes) -> bool:
    head = data[:_HEADER]
    at = head.find(b"%PDF-")
    return at >= 0 and (not head[:at].strip(b" \t\r\n\xef\xbb\xbf\x00") or b"\x00" in head[:at])


def _refuse_foreign(data: bytes) -> None:
    head = data[:_HEADER]
    for magic, what in _FOREIGN:
        if head.startswith(magic) and (magic.decode("latin-1") not in _BINARY or b"\x00" in head):
            raise _unknown(what)
    if head.startswith(b"\x30") and _SIGNED in head[:40]:
        raise _unknown("a signed file (CMS)")
    if head[4:8] == b"ftyp":
        raise _unknown("a HEIC picture or a film")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
        raise _unknown("a web page")


def _zip_kind(data: bytes) -> str:
    if data.count(_ZIP_ENTRY) > limits().max_members:
        message = "The archive holds far too many members"
        raise Bomb(message, "Do not open it; ask the sender for a PDF")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            is_odt = "mimetype" in names and archive.open("mimetype").read(_HEADER).startswith(MEDIA_TYPES["odt"].encode())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        message = "The file is damaged or was cut off"
        raise Corrupt(message, "Copy it again, or open it in Word and save it anew") from error
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        return "docx"
    if is_odt:
        return "odt"
    inside = next((what for part, what in _OTHER_PACKAGES if any(name.startswith(part) for name in names)), "a ZIP archive")
    raise _unknown(inside)


_OTHER_PACKAGES = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("META-INF/manifest", "an OpenDocument file, no text"),
)


def _ole_kind(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        message = "It is locked with a password"
        raise Encrypted(message, "Save it without the password and try again")
    if holds("WordDocument"):
        return "doc"
    raise _unknown("an Outlook message" if holds("__properties_version1.0") else "an old Office file, but no Word document")


def _unknown(what: str) -> UnknownType:
    return UnknownType(f"This is {what}, which docpipe does not read", _HINTS.get(what, f"{READABLE}; save or export it as one of these"))
