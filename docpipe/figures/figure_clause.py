"""The stretch of a sentence that speaks of one figure.

Between two figures the sentence is cut where the words of the second begin: at the last comma, colon or bracket; else at a conjunction
that joins them; else at the preposition that the second hangs on (`акций с охватом 50 тыс. человек`); else at the second figure itself.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.language import predicates
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.figures.scene import Scene
    from docpipe.language.passage import Passage
    from docpipe.mentions.amount_value import Amount

_STOP = lazy(r"[,;:)]{1,3}\s|\n")
_OPEN = lazy(r"\(")
_AND = {
    "ru": lazy(r"\s(?=(?:и|а также|да|или|либо|а)\s)"),
    "kk": lazy(r"\s(?=(?:және|әрі|немесе|сондай-ақ|ал|не)\s)"),
    "en": lazy(r"\s(?=(?:and|or|as well as|while|but)\s)"),
}
_HANGS = {
    "ru": lazy(r"\s(?=(?:с|со|на|в|во|для|по|из|за|от|до|у|к|о|об|при|через|между|среди|без|под|против|около|после)\s)"),
    "en": lazy(r"\s(?=(?:in the amount of|in|of|for|with|by|to|at|from|on|among|worth|covering|involving)\s)"),
}
_WORDS = lazy(r"[^\W\d_]+")
_GENITIVE = lazy(r"(?:ның|нің|дың|дің|тың|тің)\s$")
_FEW = 3


def clauses(scene: Scene, sentence: int, amounts: Sequence[Amount]) -> list[Span]:
    """For each of the amounts of a sentence, in order, its clause: from the end of the one before to where the next one's words begin."""
    span = scene.sentences[sentence].span
    cuts = [_cut(scene.passage, one, other) for one, other in pairwise(amounts)]
    return [Span(*edges) for edges in zip([span.start, *cuts], [*cuts, span.end], strict=True)]


def _cut(passage: Passage, one: Amount, other: Amount) -> int:
    start, end = one.span.end, max(one.span.end, other.span.start)
    opened = [match.end() for match in _OPEN.finditer(passage.folded, start, end)]
    if opened and passage.folded.find(")", opened[-1], end) < 0:
        return opened[-1]
    stops = [match.end() for match in _STOP.finditer(passage.folded, start, end)]
    return stops[-1] if stops else _within(passage, start, end)


def _within(passage: Passage, start: int, end: int) -> int:
    """The cut where no sign parts the two."""
    for match in reversed(list(_AND[passage.language].finditer(passage.folded, start, end))):
        rest = passage.folded[match.end() : end].split(" ", 1)[-1]
        few = _FEW + 3 if _GENITIVE.search(rest) else _FEW
        if len(_WORDS.findall(rest)) <= few or predicates.has(rest, passage.language):
            return match.end()
    return _at_preposition(passage, start, end)


def _at_preposition(passage: Passage, start: int, end: int) -> int:
    if pattern := _HANGS.get(passage.language):
        for match in reversed(list(pattern.finditer(passage.folded, start, end))):
            words = len(_WORDS.findall(passage.folded, match.end(), end))
            if words <= _FEW + 1 + ("amount" in passage.folded[match.end() : end]):
                return match.end()
    return _after_converb(passage, start, end) if passage.language == "kk" else end


def _after_converb(passage: Passage, start: int, end: int) -> int:
    """A Kazakh clause that ends in a converb without a comma: `жөнделіп 3 млн теңге бөлінді`."""
    ends = [match.end() for match in _converb().finditer(passage.folded, start, end)]
    return ends[-1] if ends else end


@cache
def _converb() -> re.Pattern[str]:
    return compiled(r"[^\W\d_]{2,30}(?:[ыі]п|ғанда|генде|қанда|кенде)\s")
