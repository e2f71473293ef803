"""A finding as a sentence: the message of its code, the values put in, the two sides named, the likelier one told where it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docpipe.reports.messages import LANGUAGES, words
from docpipe.reports.values import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.model.record import Document, Finding

_LIKELIER, _REASON = 2, 3
"""Where a disagreement knows which side is likelier, these of its values are that side's value and the code of the reason."""
_MOST = 8
_CODED = {
    "unit-differs": ("measures", "units"),
    "qualifier-differs": ("qualifiers",),
    "direction-differs": ("directions",),
    "term-days-differ": ("day_kinds",),
    "reference-kind-differs": ("acts",),
}
"""Findings whose two values are codes of the record, and the tables that hold the words for them."""


def sentence(finding: Finding, documents: Sequence[Document], language: str) -> str:
    """What the finding says; `documents` are the packet's, so that both sides can be named."""
    say = words(language).say
    message = str(say["messages"].get(finding.code, finding.code))
    values = [_value(finding, at, say) for at in range(len(finding.values))]
    if "{" not in message and any(value is not None for value in finding.values):
        message += f": {say['sides']}" if finding.kind == "disagreement" and len(values) > 1 else f": {' → '.join(values)}"
    first, second = _sides(finding, documents, say)
    blanks = [say["none"]] * (_MOST - len(values))
    return (message + _likelier(finding, say)).format(*values, *blanks, first=first, second=second, parts=" + ".join(values[2:]))


def _value(finding: Finding, at: int, say: dict[str, Any]) -> str:
    value = finding.values[at]
    if value is None:
        return str(say["absent" if finding.kind == "disagreement" else "none"])
    if isinstance(value, str) and finding.code in _CODED and at < _LIKELIER:
        tables = (say[name] for name in _CODED[finding.code])
        return str(next((table[value] for table in tables if value in table), value))
    return told(value, say["language"])


def rule(finding: Finding, language: str) -> str:
    """Why such a thing is a finding: the rule of its code, else that of its kind."""
    rules = words(language).say["rules"]
    return str(rules.get(finding.code) or rules[finding.kind])


def _likelier(finding: Finding, say: dict[str, Any]) -> str:
    reason = finding.values[_REASON] if len(finding.values) > _REASON else None
    why = say.get("reasons", {}).get(reason)
    return f"; {say['likelier']}".replace("{reason}", why) if why else ""


def _sides(finding: Finding, documents: Sequence[Document], say: dict[str, Any]) -> tuple[str, str]:
    """Where the first and the second value stand: a language version, or a document of the packet."""
    by_id = {one.id: one for one in documents}
    found = [by_id[where.document] for where in finding.where[:2] if where.document in by_id]
    if len(found) == 1 and found[0].counterpart in by_id:
        found.append(by_id[found[0].counterpart])
    if finding.values and finding.values[0] is None:
        # the place that has it comes first, the values are in the order of the versions
        found.sort(key=lambda one: LANGUAGES.index(one.language))
    names = say["versions"]
    match found:
        case [one, other] if one.counterpart == other.id and one.language != other.language:
            return names[one.language], names[other.language]
        case [one, other]:
            return names["document"].format(one.id), names["document"].format(other.id)
        case _:
            return names["one"], names["other"]
