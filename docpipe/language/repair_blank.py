"""Invisible characters and ends of lines."""

from __future__ import annotations

from collections.abc import Iterator

from docpipe.language.repair_edit import Edit, edit
from docpipe.model.lazy import lazy

_LINE_END = lazy(r"\r\n?|[\x0b\x85\u2028\u2029]")
_INVISIBLE = lazy(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]++")
_SOFT_HYPHEN = lazy(r"\xad++")
_BROKEN_HYPHEN = lazy(r"[\ufffe\uffff]")
_TAKEN_APART = lazy("[иИеЕ][\u0306\u0308]|[ﬀﬁﬂﬃﬄ]")
_WHOLE = {
    "и\u0306": "й", "И\u0306": "Й", "е\u0308": "ё", "Е\u0308": "Ё",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
}  # fmt: skip


def find(text: str) -> Iterator[Edit]:
    r"""Ends of lines as `\n`, what cannot be seen taken out, a letter taken apart put together.

    >>> [*find("a\r\nb")]
    [Edit(span=Span(start=1, end=3), after='\n', rule='line-end')]
    """
    yield from (edit(*m.span(), "\n", "line-end") for m in _LINE_END.finditer(text))
    yield from (edit(*m.span(), "", "blank") for m in _INVISIBLE.finditer(text))
    yield from (edit(*m.span(), "", "hyphenation") for m in _SOFT_HYPHEN.finditer(text))
    yield from (edit(*m.span(), "-", "blank") for m in _BROKEN_HYPHEN.finditer(text))
    yield from (edit(*m.span(), _WHOLE[m[0]], "composed") for m in _TAKEN_APART.finditer(text) if m[0] in _WHOLE)
