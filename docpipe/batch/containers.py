"""ZIPs, tars, e-mails, Outlook's messages opened: each member becomes a file of its own. Names in them are words to remember a file by, never paths."""

from __future__ import annotations

from collections.abc import Iterator

from docpipe.batch import emails, outlook, tars, zips
from docpipe.batch.member import Failed, Member

ZIP, TAR, EMAIL, OUTLOOK = "application/zip", "application/x-tar", "message/rfc822", "application/vnd.ms-outlook"
KINDS = {ZIP: zips.members, TAR: tars.members, EMAIL: emails.members, OUTLOOK: outlook.members}
_TOLD_BY = {ZIP: zips.is_zip, TAR: tars.is_tar, EMAIL: emails.is_email, OUTLOOK: outlook.is_message}


def kind(data: bytes) -> str | None:
    r"""Its media type, one of `KINDS`; None where the bytes are a document or nothing known.

    >>> kind(b"From: a@b.kz\nMessage-ID: <1@b.kz>\nSubject: x\n\ntext"), kind("Құрметті әріптестер!".encode())
    ('message/rfc822', None)
    """
    return next((name for name, told in _TOLD_BY.items() if told(data)), None)


def members(data: bytes, found: str, failed: Failed) -> Iterator[Member]:
    """The members one after the other. `Bomb` where they unfold too far; what goes wrong with one alone is told to `failed`."""
    return KINDS[found](data, failed)
