"""Signs that one of the two models does not know: № щ ъ the Kazakh one, қ ғ ө the Russian one. Where the wrong model won, it was sure.

`Мо 12-3/45`, `Шербаков`, `обьект`; `хатка`, `948-е`. Such words are read again by the model that knows the sign, and the sign is
believed where all else in the word is the same: nothing else is taken over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.readers import ocr_engine, ocr_strip

if TYPE_CHECKING:
    from PIL import Image

    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.ocr_strip import Reread

_RUSSIAN, _KAZAKH = "rus", "kaz"
_SURE = {_RUSSIAN: 30.0, _KAZAKH: 60.0}
_BESIDE_A_SIGN = 20.0
"""The Kazakh model is never sure of a word with a №."""

_TAKEN_FOR = {_RUSSIAN: {"щ": "ш", "ъ": "ь"}, _KAZAKH: {"қ": "к", "ғ": "г", "ө": "ое"}}
_PLAIN = str.maketrans("щъқғңөұүәһі", "шькгноууахи")

_NUMBER_SIGN = lazy(r"[МХКЛНЖУ][^\W\d_А-Я]?[^\w\s]?\d?[.,]?")
_BEFORE_NUMBER = lazy(r"\w?[МХКЛН][оoеe\d?%:*]{1,2}(?:[А-ЯІ]{1,4}-)?\d\S{0,40}")
_REGISTERED = lazy(r"(?:вх|кіріс|исх|шығ|рег|тірк|входящ|исходящ)[а-яі]{0,7}[.:]?", re.IGNORECASE)
_DIGIT = lazy(r"\d")
_LONGEST_SIGN = 3
_STROKES = frozenset("МХН")
"""The letters that a typewriter's № is taken for, the small letter lost; an initial may be one too, so the other model must be surer."""

_SURE_OF_SIGN = 80.0
_KAZAKH_LETTER = lazy(r"[әғқңөұүһі]")
_SHA = lazy(r"(?<![ьчс])ш(?![лктрпмс\W]|$)")
_REALLY_SHA = lazy(r"(?:вер|стар|вы|но|га|ру|гла|слу|дня|ей|\bре|[^п]ре)ш|лиш[её]н|швей")
"""Frequent words of which ш is a letter indeed: совершение, отношение, нарушение, решение, лишение."""

_NAME_WITH_SHA = lazy(r"\W{0,2}ш[еиу]")
_HARD = lazy(r"\W{0,2}(?:об|под|пред|с|из|раз|от|в|суб|ад|кон|ин|меж|сверх|тр[её]х)ь[еёюя]")
_BACK = lazy(r"[а-яё]{1,20}[аоыу][а-яё]{0,3}[кг](?:[аыу]|[аы]н)?[.,;:)»]{0,3}")
_INDEX = lazy(r"№?[\d/-]{1,20}\d[-/][а-яё]{1,2}[.,;:)»]{0,2}")
_DIGITS = str.maketrans("ЗОо", "300")


def reread(grey: Image.Image, seen: Sequence[Seen]) -> list[Seen]:
    """The words with such signs where the other model sees them. Costs some 2 ms a word that is looked at."""
    kazakh = {one.line for one in seen if _KAZAKH_LETTER.search(one.text.lower())}
    found = list(seen)
    for model, may_lack in ((_RUSSIAN, _lacks_russian), (_KAZAKH, _lacks_kazakh)):
        chosen = [at for at, one in enumerate(found) if may_lack(found, at, one.line in kazakh)]
        again: Mapping[int, Reread] = {}
        if chosen and model in ocr_engine.languages():
            again = ocr_strip.read(ocr_strip.strips(grey, found, chosen), model)
        found = [known(one, again.get(at), model) for at, one in enumerate(found)]
    return found


def _lacks_russian(seen: Sequence[Seen], at: int, among_kazakh: bool) -> bool:  # noqa: FBT001 - both questions are asked alike
    """A number sign, or a letter; among Kazakh words of names alone: there every second word has a ш."""
    text = seen[at].text
    if _BEFORE_NUMBER.fullmatch(text) or (_DIGIT.match(text) and at and _REGISTERED.fullmatch(seen[at - 1].text)):
        return True
    if (len(text) > 1 or text in _STROKES) and _NUMBER_SIGN.fullmatch(text) and at + 1 < len(seen) and _DIGIT.search(seen[at + 1].text):
        return True
    small = text.lower()
    is_name = text.lstrip('«("')[:1] != small.lstrip('«("')[:1]
    if _KAZAKH_LETTER.search(small):
        return bool(is_name and _NAME_WITH_SHA.match(small))
    if among_kazakh and not is_name:
        return False
    return bool((_SHA.search(small) and not _REALLY_SHA.search(small)) or _HARD.match(small))


def _lacks_kazakh(seen: Sequence[Seen], at: int, among_kazakh: bool) -> bool:  # noqa: FBT001
    """A letter behind a number that stands after its sign; a Kazakh word with к or г beside а о ы, which no word of its own has."""
    text = seen[at].text
    if _INDEX.fullmatch(text):
        return "№" in text or (at > 0 and seen[at - 1].text.endswith("№"))
    return among_kazakh and bool(_BACK.fullmatch(text.lower()))


def known(word: Seen, second: Reread | None, model: str = _RUSSIAN) -> Seen:
    """The word with the sign that the second reading has and that the first model could not have; else as it is.

    >>> from docpipe.readers.ocr_seen import Seen
    >>> from docpipe.readers.ocr_strip import Reread
    >>> known(Seen("Мо", 93, 0, 0, 40, 30, 0), Reread("№", 96)).text, known(Seen("ЗАШИТЫ", 92, 0, 0, 90, 30, 0), Reread("защиты", 82)).text
    ('№', 'ЗАЩИТЫ')
    """
    if second is None or second.confidence < (_BESIDE_A_SIGN if model == _KAZAKH and word.text.startswith("№") else _SURE[model]):
        return word
    if len(word.text) == 1 and second.confidence < _SURE_OF_SIGN:
        return word
    if "№" in second.text:
        text = _with_sign(word.text, second.text)
    else:
        sign = "№" if word.text.startswith("№") else ""
        rest = word.text[len(sign) :]
        text = sign + _with_letters(rest, second.text[-len(rest) :] if sign else second.text, _TAKEN_FOR[model])
    return word if text == word.text else replace(word, text=text, confidence=min(word.confidence, second.confidence))


def _with_sign(text: str, second: str) -> str:
    """`№` for what was read instead, before the same number."""
    number = second.partition("№")[2].strip()
    if second.strip(" .,") == "№":
        return "№" if _NUMBER_SIGN.fullmatch(text) else text
    for sign in range(1, _LONGEST_SIGN + 1):
        rest = text[sign:]
        if second.startswith("№") and number and len(rest) == len(number) and _digits(rest) == _digits(number):
            return f"№{rest}"
    return text


def _digits(text: str) -> list[str]:
    return [sign if sign.isdecimal() else "" for sign in text.translate(_DIGITS)]


def _with_letters(text: str, second: str, taken_for: Mapping[str, str]) -> str:
    """The letters that the other model knows, but for the first: `Ким` is no `Қим`."""
    small, other = text.lower(), second.lower()
    if len(text) != len(second) or not all(map(_alike, small, other)):
        return text
    letters = []
    for at, (one, theirs) in enumerate(zip(text, other, strict=True)):
        taken = one.lower() in taken_for.get(theirs, "") and (at or theirs in _TAKEN_FOR[_RUSSIAN])
        letters.append((theirs.upper() if one.isupper() else theirs) if taken else one)
    return "".join(letters)


def _alike(one: str, other: str) -> bool:
    """The same letter, or one taken for the other."""
    return one.translate(_PLAIN) == other.translate(_PLAIN) or {one, other} == {"ө", "е"}
