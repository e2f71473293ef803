"""ZIPs and e-mails opened: each member becomes a file of its own. Names in them are words to remember a file by, never paths."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser

from docpipe.errors import Bomb, Corrupt, DocpipeError, Encrypted
from docpipe.settings import limits

ZIP, EMAIL = "application/zip", "message/rfc822"
_CHUNK = 1 << 16
_HEAD = 8192
_PACKAGE = {"[Content_Types].xml", "mimetype", "META-INF/manifest.xml"}
"""What makes a ZIP one document of an office program."""
_FIELD = re.compile(
    rb"^(from|to|date|subject|mime-version|message-id|received|return-path|delivered-to|content-type):", re.IGNORECASE | re.MULTILINE
)
_SURELY = {b"mime-version", b"message-id", b"received", b"return-path"}
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container."""

    name: str
    data: bytes


def kind(data: bytes) -> str | None:
    r"""`ZIP` or `EMAIL`, None where the bytes are a document or nothing known.

    >>> kind(b"From: a@b.kz\nMessage-ID: <1@b.kz>\nSubject: x\n\ntext"), kind("Құрметті әріптестер!".encode())
    ('message/rfc822', None)
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP if _is_plain_zip(data) else None
    head = re.split(rb"\r?\n\r?\n", data[:_HEAD], maxsplit=1)[0]
    fields = {name.lower() for name in _FIELD.findall(head)}
    begins = _FIELD.match(head) or head.startswith((b"X-", b"DKIM-", b"ARC-"))
    return EMAIL if begins and len(fields) >= 3 and fields & _SURELY else None


def _is_plain_zip(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not _PACKAGE & set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        return False


def members(data: bytes, found: str, failed: Callable[[DocpipeError], None]) -> Iterator[Member]:
    """The members one after the other. `Bomb` where they unfold too far; what goes wrong with one alone is told to `failed`."""
    return _zip(data, failed) if found == ZIP else _email(data)


def _zip(data: bytes, failed: Callable[[DocpipeError], None]) -> Iterator[Member]:
    left = limits().max_inflated
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith("__MACOSX/")]
        if len(inside) > limits().max_members:
            raise Bomb("The ZIP holds far too many members", "Do not open it; ask the sender for the letters alone")
        for one in inside:
            try:
                member = Member(member_name(one), _inflated(archive, one, left))
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
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
                raise Bomb("The ZIP unfolds to far more than it should", "Do not open it; ask the sender for the letters alone")
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


def _email(data: bytes) -> Iterator[Member]:
    """The attachments, then what was written in the message itself."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        parts = list(message.iter_attachments()) if message.is_multipart() else []
        body = message.get_body(("plain", "html"))
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise Corrupt("The e-mail is damaged", "Save it again, or save its attachments") from error
    if len(parts) > limits().max_members:
        raise Bomb("The e-mail holds far too many attachments", "Do not open it")
    for number, part in enumerate(parts, 1):
        yield Member(part.get_filename() or f"attachment-{number}", _bytes(part))
    text = _text(body) if isinstance(body, EmailMessage) else ""
    if text.strip():
        yield Member("message.txt", text.encode("utf-8", "replace"))


def _bytes(part: object) -> bytes:
    """The part as a file; a message within the message as the text that it is."""
    if not isinstance(part, EmailMessage):
        return b""
    if part.get_content_maintype() in {"message", "multipart"}:
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, EmailMessage) else part.as_bytes()
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(body: EmailMessage) -> str:
    try:
        text = str(body.get_content())
    except (LookupError, ValueError, KeyError):
        text = _bytes(body).decode("utf-8", "replace")
    if body.get_content_subtype() != "html":
        return text
    reader = _Reader()
    reader.feed(text)
    return "".join(reader.pieces)


class _Reader(HTMLParser):
    """The words of a page without its marks."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new paragraph, a hidden part."""
        del attrs
        self._hidden += tag in {"style", "script"}
        if tag in {"p", "br", "div", "tr", "li"}:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a hidden part."""
        self._hidden -= tag in {"style", "script"} and self._hidden > 0

    def handle_data(self, data: str) -> None:
        """Words, unless they are hidden."""
        if not self._hidden:
            self.pieces.append(data)
