"""Findings as sentences: the words of the interface language, the values put in, and the places quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docpipe.cli.view_numbers import grouped

if TYPE_CHECKING:
    from docpipe.model.record import Finding, Packet, Where

_LONGEST = 56
_ALONE = 24
"""A quotation shorter than this is shown with the words around it."""


def sentence(finding: Finding, say: dict[str, Any]) -> str:
    """What the finding says, rendered from its code and values."""
    message = str(say["messages"].get(finding.code, finding.code))
    if "{" not in message:
        values = [_said(value, say) for value in finding.values if value is not None]
        return f"{message}: {' -> '.join(values)}" if any(values) else message
    values = [say["none"] if value is None else _said(value, say) for value in finding.values]
    return message.format(*values, parts=" + ".join(values[2:]))


def _said(value: str | float, say: dict[str, Any]) -> str:
    return value if isinstance(value, str) else grouped(value, say["comma"])


def places(finding: Finding, packet: Packet, say: dict[str, Any]) -> str:
    """Where it stands: each place quoted, with its document and page."""
    return "; ".join(_place(where, packet.text, say) for where in finding.where)


def _place(where: Where, text: str, say: dict[str, Any]) -> str:
    start, end = where.span
    quote = " ".join(text[start:end].split())
    quote = quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1] + "…"
    if end - start < _ALONE:
        before, after = text[max(0, start - _ALONE) : start].rpartition("\n")[2], text[end : end + _ALONE // 2].partition("\n")[0]
        quote = " ".join(f"{before}[{quote}]{after}".split())
    paper = [f"{say['document']} {where.document}"] if where.document else []
    paper += [f"{say['page']} {where.page}"] if where.page else []
    return f"«{quote}»" + (f" ({', '.join(paper)})" if paper else "")
