"""Plain text and Markdown: which encoding, then the text itself, unchanged.

The state's older texts come in one-byte encodings; which one is decided by how plausible the letters are that it gives:
Kazakh letters against the Serbian and Belarusian ones that share their bytes, common letters against rare ones.
"""

from __future__ import annotations

import codecs

from docpipe.errors import TooLarge, UnknownType
from docpipe.model.lazy import lazy
from docpipe.model.text import Page
from docpipe.readers.sniff import READABLE
from docpipe.settings import limits

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE = ("cp1251", "kz1048", "ptcp154", "cp866", "koi8_r", "iso8859_5")
_COMMON_FIRST = "оеаинтсрвлкмдпуяыіқьгзбчйәхғжшңөүұюцщэфёһъ"
_WEIGHT = {letter: 3.0 - 2.5 * rank / len(_COMMON_FIRST) for rank, letter in enumerate(_COMMON_FIRST)}
_CAPITAL_INSIDE = lazy(r"[а-яёәғқңөұүһі][А-ЯЁӘҒҚҢӨҰҮҺІ]")
_SAMPLE = 200_000
_CONTROL = lazy(r"[\x00-\x06\x0e-\x19\x1b-\x1d\x7f]")
_UTF16_PAGES = {0x00, 0x04, 0x20, 0x21}


def pages(data: bytes) -> tuple[tuple[Page, ...], None]:
    """One flowing page that holds the decoded text; `UnknownType` where the bytes are no text, `TooLarge` above the limit."""
    return (Page(None, "text", text=decode(data)),), None


def decode(data: bytes) -> str:
    """The text, without a byte-order mark, otherwise unchanged.

    >>> decode("Құрметті".encode("kz1048"))
    'Құрметті'
    """
    most = limits().max_characters
    if len(data) > 4 * most:
        raise too_long()
    text = _decoded(data)
    if len(text) > most:
        raise too_long()
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) / 100:
        message = "These bytes are no text"
        raise UnknownType(message, f"{READABLE}; save or export it as one of these")
    return text


def too_long() -> TooLarge:
    """The refusal of a text above the limit."""
    millions = limits().max_characters / 1_000_000
    return TooLarge(f"The text is longer than {millions:g} million characters", "Split it into its documents")


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data) or data.decode(_one_byte(data), "replace")


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\x00" not in sample:
        return None
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        usual = sum(high.count(page) for page in _UTF16_PAGES)
        if usual > 0.95 * len(high) and low.count(0) < 0.01 * len(low) + 1:
            return encoding
    return None


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 that was cut off or damaged in a few places: what is lost shows as U+FFFD."""
    text = data.decode("utf-8", "replace")
    foreign = sum(character > "\x7f" for character in text)
    lost = text.count("\ufffd")
    return text if lost * 20 < foreign - lost else None


def _one_byte(data: bytes) -> str:
    sample = data[:_SAMPLE]
    return max(_ONE_BYTE, key=lambda encoding: _plausibility(sample.decode(encoding, "replace")))


def _plausibility(text: str) -> float:
    score = -4.0 * len(_CAPITAL_INSIDE.findall(text))
    for character in set(text):
        if character > "\x7f":
            score += text.count(character) * _value(character)
    return score


def _value(character: str) -> float:
    lower = character.lower()
    if lower in _WEIGHT:
        return _WEIGHT[lower] - (0.0 if character == lower else 0.25)
    if character in "«»–—№…“”„’‘§°±\u00a0•·":
        return 0.5
    return -4.0
