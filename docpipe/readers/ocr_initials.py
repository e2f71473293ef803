"""З and О that were taken for a 3 and a 0 where no number can stand: `3. Тен`, `0. Тен` under a letter, `Д3-81`, `Ф.И.0.`; № before such letters: `М%ДЗ-81`; `ж/қ` behind an order's number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.readers.ocr_seen import Seen

_BIG, _SMALL = "А-ЯЁӘҒҚҢӨҰҮҺІ", "а-яёәғқңөұүһі"
_NAME = rf"[{_BIG}][{_SMALL}]{{1,30}}(?:-[{_BIG}][{_SMALL}]{{1,30}})?"
_SURNAME, _SIGNED = lazy(rf"{_NAME}[.,;]?"), lazy(rf"[30]\.(?:{_NAME})?")
_FIRST, _SECOND = lazy(rf"[30](?=\.[{_BIG}]\.)"), lazy(rf"(?<=^[{_BIG}]\.)[30](?=\.(?!\d))")
_THIRD = lazy(rf"(?<=^[{_BIG}]\.[{_BIG}]\.)0(?=\.\W{{0,2}}$)")
_INDEX = lazy(rf"(?<![\w-])([{_BIG}]{{1,3}}3)(?=-\d)")
_NUMBERED = lazy(rf"(?<!\w)[МУКНЖХ][%\d?*:°]{{1,2}}([{_BIG}]{{1,3}}3?)(?=-\d)")
_EXECUTED = lazy(r"(?:орынд(?:а(?:ған|ушы\w{0,5}))?|исп(?:олнитель|олнил[аи]?)?)\.?:?", re.IGNORECASE)
_ORDER, _NUMERAL = lazy(r"([ЖжНн]/)([Кк])(?=\W{0,3}$)"), lazy(r"(№?)\d{1,5}")
"""Of personnel and of rules, both Kazakh, in a Russian order's number too; `ж/к «Нур»` is a block of flats."""

_ONE = ("3.", "0.")
_LETTER = {"3": "З", "0": "О"}
_GAP = 2.0


def mended(seen: Sequence[Seen]) -> list[Seen]:
    """The words, with the letter where it is an initial or of the letters before a letter's number."""
    return [_mended(seen, at) for at in range(len(seen))]


def _mended(seen: Sequence[Seen], at: int) -> Seen:
    one = seen[at]
    text = _THIRD.sub("О", _SECOND.sub(_initial, _INDEX.sub(_index, _NUMBERED.sub(_number, one.text))))
    if _ORDER.match(text) and _is_numbered(seen, at):
        text = _ORDER.sub(lambda found: found[1] + ("Қ" if found[2].isupper() else "қ"), text)
    alone = bool(_SIGNED.fullmatch(text)) and (_signs(seen, at) or _executed(seen, at))
    if alone or (_FIRST.match(text) and _left(seen, one)):
        text = f"{_LETTER[text[0]]}{text[1:]}"
    return one if text == one.text else replace(one, text=text)


def _signs(seen: Sequence[Seen], at: int) -> bool:
    """Whether a surname follows and ends its line, and words of a post stand far to the left: no item of a list does so."""
    one, after = seen[at], seen[at + 1 : at + 3]
    if one.text in _ONE:
        if not after or not _SURNAME.fullmatch(after[0].text):
            return False
        after = after[1:]
    if after and after[0].line == one.line:
        return False
    left = _left(seen, one)
    return bool(left) and one.left - max(each.right for each in left) > _GAP * (one.bottom - one.top)


def _executed(seen: Sequence[Seen], at: int) -> bool:
    """Whether it stands behind the word for who has written the letter, in its line: `Исп. 3. Тен`; no item of an order `… исполнения.` does so."""
    return at > 0 and seen[at - 1].line == seen[at].line and bool(_EXECUTED.fullmatch(seen[at - 1].text))


def _left(seen: Sequence[Seen], one: Seen) -> list[Seen]:
    """The words before it at its height; none where the first of them is no word but a number."""
    high = one.bottom - one.top
    left = [each for each in seen if each.right < one.left and min(each.bottom, one.bottom) - max(each.top, one.top) > high / 2]
    return left if left and left[0].text.lstrip("«(")[:1].isalpha() else []


def _is_numbered(seen: Sequence[Seen], at: int) -> bool:
    """Whether a number with № stands before it, and no name in quotation marks behind."""
    number = _NUMERAL.fullmatch(seen[at - 1].text) if at else None
    named = any(one.text.startswith(("«", '"', "“")) for one in seen[at + 1 : at + 2])
    return number is not None and not named and (bool(number[1]) or (at > 1 and seen[at - 2].text == "№"))


def _initial(found: re.Match[str]) -> str:
    return _LETTER[found[0]]


def _index(found: re.Match[str]) -> str:
    letters = found[1].replace("3", "З")
    return letters if letters in _indices() else found[0]


def _number(found: re.Match[str]) -> str:
    letters = found[1].replace("3", "З")
    return f"№{letters}" if letters in _indices() else found[0]


@cache
def _indices() -> frozenset[str]:
    rows = table("number_indices")["same"]
    return frozenset((*rows, *(each for row in rows.values() for each in row)))
