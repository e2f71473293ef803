"""What may be a number by itself: `мың теңге` may, `тысячи людей`, `бірнеше мың`, `5 мың` and `орта жүз` may not."""

from __future__ import annotations

import re
from functools import cache

from docpipe.language.numerals_forms import lexicon, words
from docpipe.language.numerals_hits import Hit
from docpipe.model.patterns import compiled

_WORD_BEFORE = r"(?<![^\W_])([^\W_]{1,30})[\s-]{1,3}\Z"
_WORD_AFTER = r"\s{1,3}([^\W_]{1,30})"
_FIGURE = r"[\d)½¼¾][.,]?[\s-]{0,3}\Z"


def begins(text: str, hit: Hit, language: str) -> bool:
    """Whether a number may begin with this word; a word of scale only where no figure or vague word owns it."""
    word = hit.word
    if word.role not in ("scale", "times"):
        return word.role in ("number", "zero", "half-of", "halves") or hit.text == "half"
    before = _before(text, hit.start)
    if word.alone == "no" and word.role == "scale":
        return False
    owned = before in words(language, "vague") or (before in lexicon(language) and lexicon(language)[before].role == "ordinal")
    if owned or _compiled(_FIGURE).search(text, max(0, hit.start - 5), hit.start):
        return False
    if word.alone == "governed":
        return before in words(language, "governing")
    return before == "a" if word.alone == "article" else word.alone != "no"


def stands_alone(text: str, hits: list[Hit], at: int, language: str) -> bool:
    """Whether the word is a number though no other belongs to it."""
    hit = hits[at]
    ranged = hit.join == "-" or (at + 1 < len(hits) and hits[at + 1].join == "-")
    if hit.word.role in ("half", "half-of"):
        after = _compiled(_WORD_AFTER).match(text, hit.end)
        return hit.word.role == "half-of" and after is not None and after[1].startswith(tuple(words(language, "halved")))
    if hit.word.alone == "no":
        return ranged and hit.text == "семью"
    if hit.word.alone == "horde":
        return _before(text, hit.start) not in words(language, "horde_before")
    return hit.word.alone != "quarter" or _ninety(text, hits, at, language)


def _ninety(text: str, hits: list[Hit], at: int, language: str) -> bool:
    """Kazakh тоқсан is ninety, unless a number, an ordinal or what follows shows that it is a quarter of the year."""
    hit = hits[at]
    after = _compiled(_WORD_AFTER).match(text, hit.end)
    if hit.join == " " or _compiled(_FIGURE).search(text, max(0, hit.start - 5), hit.start):
        return False
    if _before(text, hit.start) in words(language, "quarter_before") or (after and after[1] in words(language, "quarter_after")):
        return False
    return not hit.word.last or bool(after and after[1] in words(language, "compared"))


def _before(text: str, start: int) -> str:
    found = _compiled(_WORD_BEFORE).search(text, max(0, start - 34), start)
    return found[1] if found else ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return compiled(pattern)
