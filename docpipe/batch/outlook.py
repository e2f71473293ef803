"""Messages as Outlook saves them (`.msg`): the attachments and what was written, each a file of its own; those of attached messages too."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from docpipe.batch.emails import BODY, words_of_page
from docpipe.batch.member import Failed, Member, bomb
from docpipe.errors import Corrupt, DocpipeError, UnknownType
from docpipe.settings import limits

if TYPE_CHECKING:
    from oxmsg.properties import Properties
    from oxmsg.storage import Storage

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROPERTIES = "__properties_version1.0"
_EMBEDDED = "__substg1.0_3701000D"
_WITHIN = 24
"""Bytes before the properties of an attached message; 32 before those of the message itself."""
_LATIN = "iso-8859-15"
"""What the library takes a name for that is in no Unicode."""
_CODEPAGE = 1251

_DAMAGED = (OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, struct.error)
"""What comes of bytes that are not as the outer form wants them."""
Found = TypeVar("Found")


def is_message(data: bytes) -> bool:
    """Whether the bytes are a message, and no Word file or another of the same outer form."""
    if not data.startswith(_MAGIC) or _PROPERTIES.encode("utf-16-le") not in data:
        return False
    from olefile import OleFileIO

    try:
        with OleFileIO(io.BytesIO(data)) as ole:
            return bool(ole.exists(_PROPERTIES))
    except _DAMAGED:
        return False


def members(data: bytes, failed: Failed) -> Iterator[Member]:
    """The attachments, then what was written. `Bomb` where they unfold too far; an attachment that cannot be had is told to `failed`."""
    from oxmsg.domain.model import MSG_HDR_OFFSET

    yield from _message(_unfolded(data), MSG_HDR_OFFSET, "", 0, failed)


def _unfolded(data: bytes) -> Storage:
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    try:
        with OleFileIO(io.BytesIO(data)) as ole:
            entries = [one for one in ole.direntries if one is not None]
            # several entries may claim the same bytes
            if sum(one.size for one in entries) > limits().max_inflated or len(entries) > 10 * limits().max_members:
                raise bomb("The message unfolds to far more than it should")
            return Storage.from_ole(ole)
    except _DAMAGED as error:
        raise Corrupt("The message is damaged", "Save it in Outlook once more, or as .eml") from error


def _message(storage: Storage, offset: int, within: str, depth: int, failed: Failed) -> Iterator[Member]:
    from oxmsg.properties import Properties

    if depth >= limits().max_depth:
        raise bomb("There are messages in messages, too many of them")
    properties = Properties(storage, offset)
    for number, attachment in enumerate(storage.iter_attachment_storages(), 1):
        found = _had(partial(_attached, attachment, number, properties), failed)
        if found is None:
            continue
        name, content = found
        if isinstance(content, bytes):
            yield Member(within + name, content)
        else:
            yield from _message(content, _WITHIN, f"{within}{name}/", depth + 1, failed)
    written = _had(partial(_written, properties), failed)
    if written and written.strip():
        yield Member(within + BODY, written.encode("utf-8", "replace"))


def _had(work: Callable[[], Found], failed: Failed) -> Found | None:
    """What the work finds, None where it fails: told to `failed`."""
    try:
        return work()
    except DocpipeError as error:
        failed(error)
    except Exception:  # noqa: BLE001 - the library does not say what it raises over bytes that break the format
        failed(Corrupt("A part of the message is damaged", "Save it in Outlook once more, or as .eml"))
    return None


def _attached(storage: Storage, number: int, message: Properties) -> tuple[str, bytes | Storage]:
    """The name, and the bytes or the message within."""
    from oxmsg.attachment import Attachment
    from oxmsg.domain import constants

    one = Attachment(storage)
    inner = next((inside for inside in storage.storages if inside.name == _EMBEDDED), None)
    names = (constants.PID_ATTACH_LONG_FILENAME, constants.PID_ATTACH_FILENAME, constants.PID_DISPLAY_NAME)
    told = next((name for name in map(one.properties.str_prop_value, names) if name), None)
    name = _as_meant(told.rstrip("\0"), message) if told else f"attachment-{number}"
    if inner is not None and any(stream.name == _PROPERTIES for stream in inner.streams):
        return name, inner
    if one.file_bytes is None:
        raise UnknownType("An attachment is only a link to a file elsewhere, or a drawing", "Ask for the file itself")
    return name, one.file_bytes


def _as_meant(text: str, message: Properties) -> str:
    """A text that is in no Unicode stands in the code page of the message; the library knows that of no attachment's name."""
    from oxmsg.domain import constants, encodings

    if text.isascii():
        return text
    try:
        page = message.int_prop_value(constants.PID_MESSAGE_CODEPAGE) or _CODEPAGE
        return text.encode(_LATIN).decode(encodings.encoding_from_codepage(page))
    except UnicodeError:
        return text


def _decoded(page: bytes, message: Properties) -> str:
    try:
        return page.decode()
    except UnicodeDecodeError:
        return page.decode(message.body_encoding, "replace")


def _written(message: Properties) -> str:
    """The text of the message, else that of its page. `UnknownType` where it stands only in Outlook's own RTF."""
    from oxmsg.domain import constants

    plain = message.str_prop_value(constants.PID_BODY)
    if plain and plain.strip():
        return _as_meant(plain, message)
    page = message.binary_prop_value(constants.PID_HTML)
    html = _decoded(page, message) if page else message.str_prop_value(constants.PID_BODY_HTML)
    if html:
        return words_of_page(html)
    if message.binary_prop_value(constants.PID_RTF_COMPRESSED):
        raise UnknownType("What was written stands only in Outlook's own RTF", "Save the message in Outlook as .eml")
    return ""
