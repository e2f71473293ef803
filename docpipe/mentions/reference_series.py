"""Further acts of a series: `приказами … от 3 мая 2022 года № 155 и от 5 июня 2022 года № 133`, `№ 155 және … № 133 бұйрықтарына`.

Only the first number (in Kazakh the last one) stands beside the word that says what they are; the others share its kind and issuer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from docpipe.mentions.reference_pieces import Ground, ReferenceMention
from docpipe.mentions.reference_titles import issuer_name
from docpipe.mentions.reference_walk import is_issuer, kazakh_issuer
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.model.trace import note

_KINDS = frozenset({"order", "resolution", "decree", "law"})
_NUMBER = r"№\s{0,3}(?P<number>(?:ҚР\s)?[\w/.-]{0,20}\d[\w/.-]{0,20}(?:\s{1,2}[а-яқ]{1,3}/[а-яқ]{1,3})?)"
_AFTER = lazy(
    rf"\s{{0,3}}(?:,\s{{0,3}}(?:(?:и|а\s{{1,3}}также)\s{{1,3}})?|\s(?:и|а\s{{1,3}}также)\s{{1,3}})"
    rf"(?P<whole>(?:(?P<issuer>[^\d№\n;()«»]{{3,140}}?)\s{{1,3}}(?=от\s))?(?:от\s{{1,3}}[^№\n;()«»]{{6,30}}?\s{{0,3}})?{_NUMBER}(?:\s{{1,3}}от\s{{1,3}}[\d.«»]{{1,12}}(?:\s{{1,3}}[а-я]{{3,9}}\s{{1,3}}\d{{4}})?(?:\s{{0,3}}(?:года|г\.))?)?)"
)
_BEFORE = lazy(
    rf"(?P<whole>(?:\d{{4}}\s{{0,3}}жыл\w{{2,4}}\s[^№\n;()«»]{{3,20}}|\d{{2}}\.\d{{2}}\.\d{{4}}[^№\n;()«»]{{0,12}}){_NUMBER})\s{{0,3}}(?:,|және|мен|пен|бен)\s{{1,3}}\Z"
)
_REACH, _NEAR = 240, 90


def find(ground: Ground, mentions: Sequence[ReferenceMention], dates: Sequence[Any]) -> Iterator[ReferenceMention]:
    """The acts that stand beside a cited one, each with its own number and date; none that is cited already."""
    places = [mention.span for mention in mentions]
    for mention in mentions:
        if mention.kind not in _KINDS or not mention.number:
            continue
        step = _before if ground.passage.language == "kk" else _after
        one = step(ground, mention, dates)
        while one is not None and not any(place.overlaps(one.span) for place in places):
            note("reference", one.rule, one.span, won=True)
            yield one
            one = step(ground, one, dates)


def _after(ground: Ground, mention: ReferenceMention, dates: Sequence[Any]) -> ReferenceMention | None:
    """`и от 5 июня 2022 года № 133`, with its own issuer too: `и Министра финансов от 6 мая 2021 года № 401`."""
    match = _AFTER.match(ground.text, mention.span.end, min(ground.passage.span.end, mention.span.end + _REACH))
    if match is None or (match["issuer"] and not (mention.issuer and is_issuer(match["issuer"], ground.passage.language))):
        return None
    one = _like(mention, match, match.start("whole"), dates)
    return replace(one, issuer=issuer_name(ground.passage.quote(match.span("issuer")), "ru")) if one and match["issuer"] else one


def _before(ground: Ground, mention: ReferenceMention, dates: Sequence[Any]) -> ReferenceMention | None:
    start = max(ground.passage.span.start, mention.span.start - _NEAR)
    match = _BEFORE.search(ground.text[start : mention.span.start])
    one = _like(mention, match, start + match.start("whole"), dates) if match else None
    issuer = kazakh_issuer(ground, one.span.start) if one else None
    return replace(one, span=Span(issuer.span.start, one.span.end), issuer=issuer.value) if one and issuer else one


def _like(mention: ReferenceMention, match: re.Match[str], start: int, dates: Sequence[Any]) -> ReferenceMention | None:
    whole = match["whole"].rstrip(" .,")
    span = Span(start, start + len(whole))
    date = next((one.value for one in dates if span.contains(one.span) and one.value and len(one.value) == len("2024-01-01")), None)
    if date is None:
        return None
    return replace(
        mention, span=span, number=match["number"].rstrip("."), date=date, title=None, article=None, registry_number=None, rule="series"
    )
