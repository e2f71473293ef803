"""E-mails: the attachments and what was written, each a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser

from docpipe.batch.member import Failed, Member, bomb
from docpipe.errors import Corrupt
from docpipe.settings import limits

BODY = "message.txt"
_HEAD = 8192
_FIELD = re.compile(
    rb"^(from|to|date|subject|mime-version|message-id|received|return-path|delivered-to|content-type):", re.IGNORECASE | re.MULTILINE
)
_SURELY = {b"mime-version", b"message-id", b"received", b"return-path"}
_DAMAGED = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What the standard library says of messages that do not keep to the rules."""


def is_email(data: bytes) -> bool:
    r"""Whether the bytes are an e-mail, and no letter that begins like one.

    >>> is_email(b"From: a@b.kz\nMessage-ID: <1@b.kz>\nSubject: x\n\ntext"), is_email("Құрметті әріптестер!".encode())
    (True, False)
    """
    head = re.split(rb"\r?\n\r?\n", data[:_HEAD], maxsplit=1)[0]
    fields = {name.lower() for name in _FIELD.findall(head)}
    begins = _FIELD.match(head) or head.startswith((b"X-", b"DKIM-", b"ARC-"))
    return bool(begins and len(fields) >= 3 and fields & _SURELY)


def members(data: bytes, failed: Failed) -> Iterator[Member]:
    """The attachments, then what was written in the message itself. An attachment that cannot be had is told to `failed`."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        parts = list(message.iter_attachments()) if message.is_multipart() else []
        body = message.get_body(("plain", "html"))
    except _DAMAGED as error:
        raise Corrupt("The e-mail is damaged", "Save it again, or save its attachments") from error
    if len(parts) > limits().max_members:
        raise bomb("The e-mail holds far too many attachments")
    for number, part in enumerate(parts, 1):
        try:
            member = Member(_name(part) or f"attachment-{number}", _bytes(part))
        except _DAMAGED:
            failed(Corrupt("An attachment of the e-mail is damaged", "Ask for it again"))
            continue
        yield member
    written = _written(body) if isinstance(body, EmailMessage) else ""
    if written.strip():
        yield Member(BODY, written.encode("utf-8", "replace"))


def _name(part: object) -> str | None:
    return part.get_filename() if isinstance(part, EmailMessage) else None


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


def _written(body: EmailMessage) -> str:
    try:
        text = str(body.get_content())
    except _DAMAGED:
        text = _bytes(body).decode("utf-8", "replace")
    return words_of_page(text) if body.get_content_subtype() == "html" else text


def words_of_page(page: str) -> str:
    """The words of an HTML page without its marks.

    >>> words_of_page("<style>p {}</style><p>Прошу<br>ответить</p>").split()
    ['Прошу', 'ответить']
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.pieces)


class _Reader(HTMLParser):
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
