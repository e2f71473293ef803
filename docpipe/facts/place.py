"""Where an order or a press release was given: `город Астана`, `Астана қаласы`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.model import record

if TYPE_CHECKING:
    from docpipe.layout.documents import Sheet
    from docpipe.mentions.survey import Mentions

_U, _L = "А-ЯЁӘҒҚҢӨҰҮҺІ", "а-яёәғқңөұүһі"
_NAME = rf"[{_U}][{_L}]{{2,20}}(?:[- ][{_U}][{_L}]{{2,20}}){{0,2}}"
_PLACE = {
    "ru": re.compile(rf"(?<=\n){_NAME}(?=[.,]\s{{1,3}}\d{{1,2}}\s{{1,3}}[{_L}]{{3,8}}\s)|(?<![\w.])(?:город|г\.|пос[её]лок|село|аул)\s{{0,3}}{_NAME}"),
    "kk": re.compile(rf"(?<=\n){_NAME}(?=[.,]\s{{1,3}}\d{{4}}\s{{1,3}}жыл)|{_NAME}\s{{1,3}}(?:қаласы|қ\.|кенті|ауылы)(?![{_L}])"),
    "en": re.compile(r"(?<!\w)(?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z][a-z]{2,15}(?=[.,]\s{1,3}(?:\d{1,2}\s{1,3})?(?:January|February|March|April|May|June|July|August|September|October|November|December)\s)"),
}  # fmt: skip


def find(sheet: Sheet, found: Mentions, kind: str, twin: Sheet | None = None) -> record.TextFact | None:
    """The place, in the document's language first; None for letters, whose address is no place of issue.

    An order without a head that stands on one form with its other-language version (`twin`) has that one's.
    """
    if kind not in ("order", "press_release"):
        return None
    if kind == "order" and twin is not None and twin.source == sheet.source and not sheet.has("letterhead", "strip"):
        sheet, own = twin, sheet.language
    else:
        own = sheet.language
    zone = sheet.zone("strip", "contact", "address", "order_head", "letterhead", "title") if kind == "order" else [part.segment for part in sheet.parts[:6]]
    for language in dict.fromkeys((own, "kk", "ru") if kind == "order" else (own,)):
        for segment in zone:
            match = _PLACE[language].search(found.passage.folded, *segment.span)
            if match:
                return record.TextFact(text=found.passage.quote(match.span()), span=match.span(), value=re.sub(r"\s+", " ", match.group()))
    return None
