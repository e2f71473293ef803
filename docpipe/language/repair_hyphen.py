"""Words broken by a hyphen at the end of a line: joined, or left with the hyphen that they have anyway.

The text itself is asked first (the same compound or the same word elsewhere), then the lists in `repair.toml`, then the Russian
dictionary, then the shape of the two halves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from docpipe.language.alphabets import CYRILLIC, KAZAKH, LATIN
from docpipe.language.repair_edit import Edit, edit
from docpipe.vocabulary import table

_HYPHEN = "-\u2010\u2011\xad\ufffe\x02"
_BREAK = re.compile(
    rf"(?P<first>(?<![^\W\d_])[{CYRILLIC}{LATIN}]{{1,40}}|\d{{1,6}})(?P<sign>[{_HYPHEN}])[ \t]{{0,3}}\r?\n\f?[ \t]{{0,12}}(?P<second>[{CYRILLIC}{LATIN}]{{1,40}}|\d{{1,6}})"
)
_COMPOUND = re.compile(rf"([{CYRILLIC}{LATIN}]{{2,40}})-([{CYRILLIC}{LATIN}]{{2,40}})")
_WORD = re.compile(rf"(?<![-\w])[{CYRILLIC}{LATIN}]{{5,60}}(?![-\w])")
_FRONT, _BACK = re.compile("[әеөүі]"), re.compile("[аоұы]")
_KNOWN_START = 4


def find(text: str) -> Iterator[Edit]:
    """Words with a hyphen and a line end inside, as the whole word on one line."""
    breaks = list(_BREAK.finditer(text))
    compounds, words = _seen(text, breaks) if breaks else (set(), set())
    for m in breaks:
        sign = _sign(m, compounds, words)
        if sign is not None:
            yield edit(m.start("first"), m.end("second"), f"{m['first']}{sign}{m['second']}", "hyphenation")


def _sign(m: re.Match[str], compounds: set[tuple[str, str]], words: set[str]) -> str | None:
    """What stands between the halves: nothing, or the hyphen; None where nothing is to be done."""
    first, second = m["first"], m["second"]
    if m["sign"] == "\xad":
        return ""
    if first.isdigit() or second.isdigit() or len(first) == 1 or second[0].isupper() != first[-1].isupper():
        return "-"
    first, second = first.lower(), second.lower()
    if first + second in words:
        return ""
    if _is_compound(first, second, compounds):
        return "-"
    return None if len(second) < 4 and _two_words(first, second) else ""


def _two_words(first: str, second: str) -> bool:
    """True where the hyphen is a dash: `справочно-⏎по`."""
    if not re.fullmatch("[а-яё]+", first + second):
        return False
    morph = _morph()
    return bool(morph.word_is_known(first) and morph.word_is_known(second) and not morph.word_is_known(first + second))


def _seen(text: str, breaks: list[re.Match[str]]) -> tuple[set[tuple[str, str]], set[str]]:
    """Compounds that stand unbroken somewhere in the text (second half by its beginning), and all its plain words."""
    compounds = {(m[1].lower(), m[2].lower()[:_KNOWN_START]) for m in _COMPOUND.finditer(text)}
    joined = {(m["first"] + m["second"]).lower() for m in breaks}
    return compounds, joined & {m[0].lower() for m in _WORD.finditer(text)}


def _is_compound(first: str, second: str, compounds: set[tuple[str, str]]) -> bool:
    """True where the hyphen belongs to the word."""
    if (first, second[:_KNOWN_START]) in compounds:
        return True
    known = table("repair")["compounds"]
    if first in known["firsts"] or any(second.startswith(stem) for stem in known["pairs"].get(first, ())):
        return True
    if first.isascii():
        return _english_compound(first, second)
    if re.search(f"[{KAZAKH}]", first + second):
        return _kazakh_compound(first, second)
    return _russian_compound(first, second)


def _kazakh_compound(first: str, second: str) -> bool:
    """Pair words: a finished adjective before a whole word, or halves whose vowels do not harmonise."""
    if len(second) < 5 or len(first) < 4:
        return False
    finished = first.endswith(tuple(table("repair")["compounds"]["kazakh_adjective_ends"]))
    return (finished and not second.startswith(tuple(table("repair")["compounds"]["kazakh_suffixes"]))) or _clash(first, second)


def _clash(first: str, second: str) -> bool:
    """True where one half has only front vowels and the other only back ones, as no Kazakh word has."""
    a, b = (bool(_FRONT.search(first)), bool(_BACK.search(first))), (bool(_FRONT.search(second)), bool(_BACK.search(second)))
    return a != b and a != (True, True) and b != (True, True) and a != (False, False) and b != (False, False)


def _russian_compound(first: str, second: str) -> bool:
    """The dictionary knows no joined word, but both halves: `социально` + `правовой`."""
    morph = _morph()
    if morph.word_is_known(first + second) or len(second) < 4 or len(first) < 3:
        return False
    if not morph.word_is_known(second):
        return False
    return bool(morph.word_is_known(first)) or (first.endswith(("о", "е")) and len(first) >= 5)


def _english_compound(first: str, second: str) -> bool:
    """The lexicon knows no joined word, but both halves: `law` + `abiding`."""
    from docpipe.language.lexicon import known

    return not known(first + second) and known(first) and known(second)


@cache
def _morph() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
