"""Words that mix Latin and Cyrillic look-alikes: `cәуір`, `memlekет`, `договорённости o взаимодействии`.

Source: the lexicon of apertium-kaz holds 86 such words, adopted acts mix `кiшi` and `кіші`. A word that is honestly of two
alphabets (`SIM-карты`, `IT-отдел`, `WhatsApp-та`) has its seam at a hyphen and is pure on either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docpipe.language.alphabets import CYRILLIC, LATIN, STRAY, as_cyrillic, as_latin, is_cyrillic, is_latin
from docpipe.language.repair_edit import Edit, edit
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_LETTERS = f"{LATIN}{CYRILLIC}{STRAY}"
_RUN = lazy(rf"(?<![{_LETTERS}])(?![{CYRILLIC}]++(?![{_LETTERS}]))[{_LETTERS}]++")
"""A word with a letter that is not Cyrillic."""
_NEIGHBOURHOOD = 40
_URL = lazy(r"https?://|www\.|@|\.(?:kz|кz|ru|com|org|net|gov|info|edu)\b", re.IGNORECASE)
_ROMAN = lazy("[IVXІХ]{1,9}")
_LONE = lazy(rf"(?<![\w{STRAY}.'’-])[acokyACOKYBH](?![\w{STRAY}.'’)-])")
_SUFFIX = lazy(rf"(?<=\d[-–])[iI](?![\w{STRAY}-])")
_AFTER_SUFFIX = lazy(rf"[ \xa0\n,.;)]{{0,3}}[{CYRILLIC}]")
_TWIN = "ABCEHKMOPTXYI"
_INITIALS = lazy(rf"(?<![\w.-])[{_TWIN}А-ЯЁӘҒҚҢӨҰҮҺІ]\.[ \xa0]?(?:[{_TWIN}А-ЯЁӘҒҚҢӨҰҮҺІ]\.)?(?![{LATIN}\d])")
_SURNAME = lazy(r"[ \xa0]?(?P<name>[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{2,30})")
_AFTER = lazy(rf"[ \xa0\n]{{1,2}}[«\"]?([{CYRILLIC}]{{2,40}})")
_BEFORE = lazy(rf"([{CYRILLIC}]{{1,40}}|[\d%№])?([^\w\n]{{0,3}})(\n?[ \xa0]?)$")
_LONGEST = 60
_RULE = "mixed-alphabet"


def find(text: str) -> Iterator[Edit]:
    """Words whose letters are of one alphabet, all but a few look-alikes, as they were meant.

    >>> [found.after for found in find("1 cәуірде, gov.kz/memlekет")]
    ['сәуірде', 'memleket']
    """
    for m in _RUN.finditer(text):
        word = m[0]
        if len(word) > _LONGEST or len(word) == 1:
            continue
        meant = _misspelt(text, m) if word.isascii() else _mixed(text, m)
        if meant and meant != word:
            yield edit(*m.span(), meant, _RULE)
    yield from _single(text)
    yield from _initials(text)


def _mixed(text: str, m: re.Match[str]) -> str | None:
    """What a mixed word means: the only alphabet that is possible, else that of its neighbours, else that of most letters."""
    word = m[0]
    if _ROMAN.fullmatch(word) or _touches_digit(text, m):
        return None
    latin, cyrillic = as_latin(word), as_cyrillic(word)
    if latin is None or cyrillic is None:
        return latin or cyrillic
    if _in_address(text, m) or latin in _words("latin"):
        return latin
    around = _alphabet_around(text, m.start(), m.end())
    return latin if (around or sum(map(is_latin, word)) * 2 - len(word)) > 0 else cyrillic


def _misspelt(text: str, m: re.Match[str]) -> str | None:
    """A short word that is Latin to the last letter, among Cyrillic ones: `PK`, `co стороны`."""
    word = m[0]
    if len(word) > 4 or word not in _words("cyrillic") or _in_address(text, m) or _touches_digit(text, m):
        return None
    return as_cyrillic(word) if _alphabet_around(text, m.start(), m.end()) == -1 else None


def _single(text: str) -> Iterator[Edit]:
    """A Latin preposition between Cyrillic words, a Latin `i` as the ending of a Kazakh number."""
    for m in _LONE.finditer(text):
        if _is_preposition(text, m):
            yield edit(*m.span(), as_cyrillic(m[0]) or m[0], _RULE)
    for m in _SUFFIX.finditer(text):
        if _AFTER_SUFFIX.match(text, m.end()):
            yield edit(*m.span(), as_cyrillic(m[0]) or m[0], _RULE)


def _is_preposition(text: str, m: re.Match[str]) -> bool:
    """True where a lone letter is no label (`гепатит C`), and stands as a preposition would."""
    after = _AFTER.match(text, m.end())
    before = _BEFORE.search(text[max(0, m.start() - 46) : m.start()]) if after else None
    if not after or not before:
        return False
    word = before[1] or ""
    if word.lower().startswith(_words("lettered")):
        return False
    if m[0].islower():
        return bool(word) or m.start() == 0
    if word.isupper() and len(word) > 1:
        return after[1].isupper()
    begins = not word or "\n" in before[3] or re.search(r"[.!?:;«\"(–]", before[2])
    return bool(begins) and after[1].islower()


def _initials(text: str) -> Iterator[Edit]:
    """Latin capitals as initials of a Cyrillic surname: `A.Б. Серіков`, `Серікова A.Б.`."""
    for m in _INITIALS.finditer(text):
        letters = [i for i in range(m.start(), m.end()) if is_latin(text[i])]
        if letters and _is_named(text, m):
            yield from (edit(i, i + 1, as_cyrillic(text[i]) or text[i], _RULE) for i in letters)


def _is_named(text: str, m: re.Match[str]) -> bool:
    """True where a Cyrillic surname stands beside the initials, and they are no label at the end of a sentence."""
    before = re.search(r"([А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі]{1,40})([ \xa0]?)\Z", text[max(0, m.start() - 41) : m.start()])
    two = m[0].count(".") == 2
    if before and before[1].lower().startswith(_words("lettered")):
        return False
    if two and before and before[1][0].isupper() and len(before[1]) > 2:
        return True
    after = _SURNAME.match(text, m.end())
    return after is not None and (two or before is not None or after["name"].endswith(_words("surname_ends")))


def _touches_digit(text: str, m: re.Match[str]) -> bool:
    """True for the letters of a plate, a series, a code."""
    return text[m.start() - 1 : m.start()].isdigit() or text[m.end() : m.end() + 1].isdigit()


def _in_address(text: str, m: re.Match[str]) -> bool:
    """True inside the address of a site or a mailbox."""
    left = re.split(r"\s", text[max(0, m.start() - _NEIGHBOURHOOD * 3) : m.start()])[-1]
    right = re.split(r"\s", text[m.end() : m.end() + _NEIGHBOURHOOD * 3], maxsplit=1)[0]
    return bool(_URL.search(left + m[0] + right))


def _alphabet_around(text: str, start: int, end: int) -> int:
    """1 where the nearest words on both sides are Latin, -1 where they are Cyrillic, 0 where they differ or there are none."""
    sides = set()
    for stretch in (text[max(0, start - _NEIGHBOURHOOD) : start][::-1], text[end : end + _NEIGHBOURHOOD]):
        letter = next((letter for letter in stretch if letter.isalpha()), "")
        sides.add(1 if is_latin(letter) else -1 if letter and is_cyrillic(letter) else 0)
    sides.discard(0)
    return sides.pop() if len(sides) == 1 else 0


@cache
def _words(name: str) -> tuple[str, ...]:
    """A list of `repair.toml`; the `cyrillic` one as it looks in Latin letters."""
    words = table("repair")["alphabet"][name]
    return tuple(as_latin(word) or word for word in words) if name == "cyrillic" else tuple(words)
