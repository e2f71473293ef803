"""Further acts of a series: `приказами … от 3 мая 2022 года № 155 и от 5 июня 2022 года № 133`, `№ 155 және … № 133 бұйрықтарына`.

Only the first number (in Kazakh the last one) stands beside the word that says what they are; the others share its kind and issuer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from docpipe.language.passage import Passage
from docpipe.mentions.reference_pieces import ReferenceMention
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.model.trace import note

_KINDS = frozenset({"order", "resolution", "decree", "law"})
_NUMBER = r"№\s{0,3}(?P<number>[\w/.-]{0,20}\d[\w/.-]{0,20}(?:\s{1,2}[а-яқ]{1,3}/[а-яқ]{1,3})?)"
_AFTER = lazy(
    rf"\s{{0,3}}(?:,\s{{0,3}}(?:(?:и|а\s{{1,3}}также)\s{{1,3}})?|\s(?:и|а\s{{1,3}}также)\s{{1,3}})"
    rf"(?P<whole>(?:от\s{{1,3}}[^№\n;()«»]{{6,30}}?\s{{0,3}})?{_NUMBER}(?:\s{{1,3}}от\s{{1,3}}[\d.«»]{{1,12}}(?:\s{{1,3}}[а-я]{{3,9}}\s{{1,3}}\d{{4}})?(?:\s{{0,3}}(?:года|г\.))?)?)"
)
_BEFORE = lazy(
    rf"(?P<whole>(?:\d{{4}}\s{{0,3}}жыл\w{{2,4}}\s[^№\n;()«»]{{3,20}}|\d{{2}}\.\d{{2}}\.\d{{4}}[^№\n;()«»]{{0,12}}){_NUMBER})\s{{0,3}}(?:,|және|мен|пен|бен)\s{{1,3}}\Z"
)
_REACH = 90


def find(passage: Passage, mentions: Sequence[ReferenceMention], dates: Sequence[Any]) -> Iterator[ReferenceMention]:
    """The acts that stand beside a cited one, each with its own number and date; none that is cited already."""
    places = [mention.span for mention in mentions]
    for mention in mentions:
        if mention.kind not in _KINDS or not mention.number:
            continue
        step = _before if passage.language == "kk" else _after
        one = step(passage, mention, dates)
        while one is not None and not any(place.overlaps(one.span) for place in places):
            note("reference", one.rule, one.span, won=True)
            yield one
            one = step(passage, one, dates)


def _after(passage: Passage, mention: ReferenceMention, dates: Sequence[Any]) -> ReferenceMention | None:
    match = _AFTER.match(passage.folded, mention.span.end, min(passage.span.end, mention.span.end + _REACH))
    return _like(mention, match, match.start("whole"), dates) if match else None


def _before(passage: Passage, mention: ReferenceMention, dates: Sequence[Any]) -> ReferenceMention | None:
    start = max(passage.span.start, mention.span.start - _REACH)
    match = _BEFORE.search(passage.folded[start : mention.span.start])
    return _like(mention, match, start + match.start("whole"), dates) if match else None


def _like(mention: ReferenceMention, match: re.Match[str], start: int, dates: Sequence[Any]) -> ReferenceMention | None:
    whole = match["whole"].rstrip(" .,")
    span = Span(start, start + len(whole))
    date = next((one.value for one in dates if span.contains(one.span) and one.value and len(one.value) == len("2024-01-01")), None)
    if date is None:
        return None
    return replace(
        mention, span=span, number=match["number"].rstrip("."), date=date, title=None, article=None, registry_number=None, rule="series"
    )
