"""Which words with digits are not to be trusted: read a second time by models that were not asked before, and held against them.

`rus` knows digits as the first reading does, and errs with it (a flat 3 becomes 5 in both); `eng` learned its digits elsewhere, and
cannot read the letters beside them. A word that neither confirms, or that `eng` surely reads otherwise, is in doubt. Nothing is ever
corrected by vote: on measured pages that mended nothing and once made 14 false digits. What may be mended all the same say `ocr_threes`,
`ocr_agreed`, `ocr_laws`, `ocr_accounts` and `ocr_marks`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.readers import ocr_about, ocr_accounts, ocr_engine, ocr_marks, ocr_strip
from docpipe.readers.ocr_agreed import UNSURE, agreed, may_be_day, with_company, with_day, with_petition, with_year, without_stroke
from docpipe.readers.ocr_laws import laws
from docpipe.readers.ocr_strip import Reread
from docpipe.readers.ocr_threes import may_be, threes, unsure

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from PIL import Image

    from docpipe.readers.ocr_seen import Seen

_NEAR, _FAR = "rus", ocr_engine.SECOND
_STROKES = "|ІIl!/\\]\\["
_ONLY_STROKES = lazy(rf"[^\w|!]{{0,3}}[{_STROKES}]{{1,3}}[^\w|!]{{0,3}}")
_LIKE_DIGITS = lazy(rf"[{_STROKES}OОЗ]{{1,4}}|[зо]{{2,4}}")
_RUN = lazy(r"\d+")
_SET_APART = lazy(r"(?<=\d) (?=\d)")
_BESIDE = lazy(r"(?<=\d)[|!/\]\[]|[|!/\]\[](?=\d)")
_SIGN = lazy(r"[^\w|!/\]\[]")
_LETTERS = lazy(r"[^\W\d_]{2,4}\W{0,2}")
_ALONE = lazy(r"[^\W\d_АаБВвЖжИиІіКкОоСсУуЯя]")
"""One letter that is no word: not a preposition, a conjunction or a particle."""

_YEAR = lazy(r"\W{0,2}\d((?:19|20)\d\d)")
_OF_A_YEAR = lazy(r"(?:год[ау]?|годом|жыл(?:ы|ғы|дың|ға|дан)?|г|ж)\b.{0,3}")
"""A mark of a footnote before a year was read as its first digit: `12024 года`."""

_ENDING, _LIKE_ENDING = lazy(r"(?<=\d)-[өі](?=\W{0,3}$)"), lazy(r"(?<=\d)[-–]\w(?=\W{0,3}$)")
_OF_PETITION, _LIKE_PETITION = lazy(r"№?ЗТ-(?:19|20)\d\d-"), lazy(r"3[TТ](?=-)")
_OF_PHONE, _LIKE_PHONE = lazy(r"(?<!\d)8\(\d{3,5}\)"), lazy(r"^[^\w(]{0,3}\((?=\d)")
_CODE = lazy(r"\(\d{3,5}\)\S{0,9}")
_DATED = lazy(r"\.(?:19|20)\d\d.?г")
"""A letter of an order's number or of an ordinal, `218-ө`, `187-і`; those of a petition's; the 8 of a telephone before its code; the year of a date."""

_RUN_TOGETHER = lazy(r"\W{0,2}(0[1-9]|[12]\d|3[01])(\.?)(0[1-9]|1[0-2])(\.?)((?:19|20)\d\d)\W{0,3}")

_SHORT, _SHORTEST, _BUILT = 4, 3, 2
"""So many signs; runs of digits: with more of them a number is such as other models seldom read."""

_TYPEFACE = 3
"""So many numbers of a page with a mark that was not read show that its type is set close."""

_MEANT = str.maketrans("|!lIІ[]{}OОQ", "111111111000")
"""What a second reading takes a 1 or a 0 for; its letters do not matter here."""

_SURE, _UNSURE, _HOPELESS, _CERTAIN = 88.0, 85.0, 50.0, 95.0
_SURELY, _RATHER, _GARBLED = 80.0, 40.0, 35.0
_ENOUGH = ((85.0, 0.0), (80.0, 30.0), (60.0, 40.0), (0.0, 60.0))
"""How sure another reading that agrees must be, by how sure the first one was."""


def checked(grey: Image.Image, seen: Sequence[Seen]) -> tuple[list[Seen], dict[int, str]]:
    """The words, some of their digits read better; and the places of those in doubt, each with the likeliest other reading ("" where there is none).

    Costs some 2 ms a word; a page without digits costs nothing. `rus` is asked only where `eng` has not settled it.
    """
    given = ocr_about.mended([with_petition(with_company(one)) for one in seen])
    marked = ocr_marks.lost(grey, given)
    seen = [replace(one, text=marked.get(at, one.text)) for at, one in enumerate(given)]
    chosen = [at for at, one in enumerate(seen) if _may_be_digits(one) and not _is_of_a_telephone(one, seen[at + 1 : at + 2])]
    far = _readings(_FAR, grey, seen, chosen)
    flat = threes(seen, far)
    roman = laws([flat.get(at, one) for at, one in enumerate(seen)], far)
    latin = {at: mended for at in chosen if (mended := ocr_accounts.account(seen[at], far.get(at)))}
    left = [at for at in chosen if at not in flat and at not in roman and at not in latin]
    near = _readings(_NEAR, grey, seen, [at for at in left if not _is_settled(seen[at], far.get(at))])
    better = {
        at: mended
        for at in left
        if (
            mended := with_year(seen[at])
            or with_day(seen[at], far.get(at))
            or without_stroke(seen[at], far.get(at))
            or agreed(seen[at], near.get(at), far.get(at))
        )
    }
    others = {at: seen[at].text for at in (*unsure(flat), *better, *(at for at, one in roman.items() if one.confidence < _HOPELESS))}
    others.update((at, seen[at].text) for at, one in latin.items() if not ocr_accounts.is_sure(one))
    others.update(
        (at, other) for at in left if at not in better and (other := _other(grey, seen[at], near.get(at), far.get(at))) is not None
    )
    better |= flat | roman | latin
    others.update((at, year[1]) for at, year in enumerate(map(_too_long_year, seen, [*seen[1:], None])) if year)
    others.update((at, date) for at, one in enumerate(seen) if (date := _date(one)))
    others.update((at, "О") for at in ocr_about.doubted(seen))
    others.update((at, other) for at in left if at not in others and (other := _illegible(seen, at, near.get(at))) is not None)
    others.update((at, given[at].text) for at in marked if len(marked) < _TYPEFACE or at in others)
    return [with_petition(better.get(at, one)) for at, one in enumerate(seen)], others


def _readings(model: str, grey: Image.Image, seen: Sequence[Seen], chosen: Sequence[int]) -> dict[int, Reread]:
    """What the model reads at these places; nothing where there is no such model."""
    if not chosen or model not in ocr_engine.languages():
        return {}
    return {at: _understood(one, seen[at]) for at, one in ocr_strip.read(ocr_strip.strips(grey, seen, chosen), model).items()}


def _understood(one: Reread, word: Seen) -> Reread:
    """The reading with what the word has and its model does not know: `218-6` is `218-ө`, `3T-2024-7` is `ЗТ-2024-7`, `11.06.20212.` is `11.06.2021г.`, and `(7172)` has its 8."""
    text = one.text
    if word.confidence >= _SURE and (ending := _ENDING.search(word.text)):
        text = _LIKE_ENDING.sub(ending[0], text)
    if _OF_PETITION.match(word.text):
        text = _LIKE_PETITION.sub("ЗТ", text)
    if _OF_PHONE.search(word.text):
        text = _LIKE_PHONE.sub("8(", text)
    if _DATED.search(word.text) and (dated := with_year(replace(word, text=text))):
        text = dated.text
    return one if text == one.text else replace(one, text=text)


def _is_settled(word: Seen, far: Reread | None) -> bool:
    """Whether `eng` alone says that the word's digits are right, or that they are wrong."""
    if far is None or not _RUN.search(word.text):
        return False
    if _is_contrary(word, far):
        return word.confidence >= UNSURE
    return _same(far.text, word.text) and far.confidence >= _enough(word)


def _may_be_digits(word: Seen) -> bool:
    """It has a digit; or it is short and unsure, or made of strokes that ones are made of."""
    if _RUN.search(word.text) or may_be_day(word):
        return True
    core = _SIGN.sub("", word.text)
    return bool(_LIKE_DIGITS.fullmatch(core) or _ALONE.fullmatch(word.text)) or (0 < len(core) <= _SHORT and word.confidence < _UNSURE)


def _is_of_a_telephone(word: Seen, after: Sequence[Seen]) -> bool:
    """The 8 before the code of a town: alone it is a letter or a sign to other models."""
    return word.text == "8" and word.confidence >= UNSURE and any(_CODE.fullmatch(one.text) for one in after)


def _other(grey: Image.Image, word: Seen, near: Reread | None, far: Reread | None) -> str | None:
    """The other reading of a word that is in doubt, None where it is not."""
    second = [one for one in (near, far) if one is not None]
    if not _RUN.search(word.text):
        return _letters_only(word, second)
    if not second:
        return "" if word.confidence < _UNSURE else None
    if far is not None and _is_contrary(word, far):
        return None if _is_a_one(word, far) and ocr_marks.is_narrow(grey, word) else far.text
    if word.confidence >= (_SURE if len(digits(word.text)) > _BUILT else _CERTAIN) and all(_is_garbled(one, word) for one in second):
        return None
    if far is not None and word.confidence < _SURE and may_be(word, far):
        return far.text
    agreeing = max((one.confidence for one in second if _same(one.text, word.text)), default=-1.0)
    if agreeing >= _enough(word):
        return None
    differing = [one for one in second if not _same(one.text, word.text)]
    unmarked = max((one.confidence for one in differing if _has_its_digits(one.text, word.text)), default=-1.0)
    if unmarked >= _enough(word) and ocr_marks.shown(grey, word):
        return None
    # letters say less of a number than other digits do, however surely they are read
    return max(differing, key=lambda one: (bool(_RUN.search(one.text)), one.confidence)).text if differing else ""


def _letters_only(word: Seen, second: Sequence[Reread]) -> str | None:
    """A word without a digit that may have lost its digits: strokes alone, or one that another model reads as a number."""
    if _ONLY_STROKES.fullmatch(word.text) and word.text not in {"/", "І"}:
        return next((one.text for one in second if _RUN.search(one.text)), "")
    if _ALONE.fullmatch(word.text) and (number := next((one.text for one in second if _is_sure_digit(one)), None)):
        return number
    for one in second:
        count = sum(map(len, digits(one.text)))
        if _is_sure_digit(one, _SURELY) and 1 < len(word.text) <= _SHORTEST and word.confidence < _UNSURE:
            return one.text
        sure = count > 1 and one.confidence >= _ENOUGH[-1][1] and (one is second[0] or len(_SIGN.sub("", one.text)) == count)
        if len(word.text) <= _SHORT and (sure or (count and word.confidence < _HOPELESS)):
            return one.text
    return None


def _is_sure_digit(one: Reread, least: float = _ENOUGH[-1][1]) -> bool:
    return one.text.isdecimal() and len(one.text) == 1 and one.confidence >= least


def _illegible(seen: Sequence[Seen], at: int, near: Reread | None) -> str | None:
    """The other reading of a few letters beside a number that no model is sure of: digits under a stamp; None where it is a word."""
    word = seen[at]
    if word.confidence >= _HOPELESS or not _LETTERS.fullmatch(word.text):
        return None
    beside = [one for one in (*seen[max(0, at - 1) : at], *seen[at + 1 : at + 2]) if one.line == word.line]
    if not any(_RUN.search(one.text) for one in beside):
        return None
    if near is None:
        return ""
    return None if near.confidence >= _SURELY and _core(near.text) == _core(word.text) else near.text


def _core(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _date(word: Seen) -> str | None:
    """The date that a number with one point may be, the other not seen: `3110.2025` and `31.102025` are 31.10.2025."""
    found = _RUN_TOGETHER.fullmatch(word.text)
    return f"{found[1]}.{found[3]}.{found[5]}" if found and bool(found[2]) != bool(found[4]) else None


def _too_long_year(word: Seen, after: Seen | None) -> re.Match[str] | None:
    return _YEAR.fullmatch(word.text) if after is not None and _OF_A_YEAR.fullmatch(after.text) else None


def digits(text: str) -> tuple[str, ...]:
    """The runs of digits, blanks inside a number aside.

    >>> digits("№ 3-16"), digits("1 541")
    (('3', '16'), ('1541',))
    """
    return tuple(_RUN.findall(_SET_APART.sub("", text)))


def _enough(word: Seen) -> float:
    return next(enough for least, enough in _ENOUGH if word.confidence >= least)


def _is_contrary(word: Seen, far: Reread) -> bool:
    return far.confidence >= _needed(far.text, word.text) and _says_other(far.text, word.text)


def _needed(one: str, word: str) -> float:
    """How sure a contrary reading must be: less where it is of the same build and only some digits are others."""
    same_build = list(map(len, digits(one))) == list(map(len, digits(word)))
    return _RATHER if same_build else _SURELY


def _is_a_one(word: Seen, far: Reread) -> bool:
    """Whether a 1 alone, surely read, was taken for two or for a 4, as `eng` does."""
    return word.text == "1" and far.text in {"11", "4", "4}"} and word.confidence >= UNSURE


def _is_garbled(one: Reread, word: Seen) -> bool:
    """A reading that says nothing against the first: unsure of itself and of another build."""
    return one.confidence < _GARBLED and len(digits(one.text)) != len(digits(word.text))


def _says_other(one: str, word: str) -> bool:
    """Other digits, not only other signs between them."""
    return bool(_RUN.search(one)) and "".join(digits(one)) != "".join(digits(word)) and not _same(one, word)


def _has_its_digits(one: str, word: str) -> bool:
    """The same digits, the marks between them aside."""
    return "".join(digits(one)) == "".join(digits(word)) and not _BESIDE.search(one + word)


def _same(one: str, word: str) -> bool:
    """The same runs of digits, and the same strokes right beside them, which might be digits; or strokes where the word has a 1."""
    if digits(one) == digits(word):
        return _BESIDE.findall(one) == _BESIDE.findall(word)
    return not _BESIDE.search(word) and digits(one.translate(_MEANT)) == digits(word)
