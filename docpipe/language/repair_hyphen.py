"""Words broken by a hyphen at the end of a line: joined, or left with the hyphen that they have anyway.

The text itself is asked first (the same compound or the same word elsewhere), then the lists in `repair.toml`, then the Russian
dictionary, then the shape of the two halves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.language.alphabets import CYRILLIC, KAZAKH, LATIN
from docpipe.language.repair_edit import Edit, edit
from docpipe.language.russian import analyzer
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_HYPHEN = "-\u2010\u2011\xad\ufffe\x02"
_LETTER = f"[{CYRILLIC}{LATIN}]"
_BREAK = lazy(
    rf"(?P<first>(?<![^\W\d_]){_LETTER}{{1,40}}|\d{{1,6}})(?P<sign>[{_HYPHEN}])"
    rf"[ \t]{{0,3}}\r?\n\f?[ \t]{{0,12}}(?P<second>{_LETTER}{{1,40}}|\d{{1,6}})"
)
_TORN = lazy(rf"[{_HYPHEN}][ \t]{{0,3}}\r?\n")
_COMPOUND = lazy(rf"([{CYRILLIC}{LATIN}]{{2,40}})-([{CYRILLIC}{LATIN}]{{2,40}})")
_WORD = lazy(rf"(?<![-\w])[{CYRILLIC}{LATIN}]{{5,60}}(?![-\w])")
_KAZAKH_LETTER = lazy(f"[{KAZAKH}]")
_AROUND = 150
_SMALL = ("PREP", "CONJ", "PRCL", "NPRO")
_KNOWN_START = 4


def find(text: str) -> Iterator[Edit]:
    """Words with a hyphen and a line end inside, as the whole word on one line."""
    breaks = list(_BREAK.finditer(text)) if _TORN.search(text) else []
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
    if (first, second[:_KNOWN_START]) in compounds or (first == second[: len(first)] and len(first) > 3):
        return "-"
    if first.isascii():
        return "-" if _english_compound(first, second) else ""
    return ("-" if _kazakh_compound(first, second) else "") if _is_kazakh(m, first) else _russian_sign(first, second)


def _is_kazakh(m: re.Match[str], first: str) -> bool:
    """True where the word or the text around it is Kazakh; `торгово-` is Russian wherever it stands."""
    if _KAZAKH_LETTER.search(m[0]) or first in table("repair")["compounds"]["pairs"]:
        return True
    around = m.string[max(0, m.start() - _AROUND) : m.end() + _AROUND]
    return not (first.endswith("о") and len(first) >= 5) and len(_KAZAKH_LETTER.findall(around)) * 20 > len(around.strip())


def _seen(text: str, breaks: list[re.Match[str]]) -> tuple[set[tuple[str, str]], set[str]]:
    """Compounds that stand unbroken somewhere in the text (second half by its beginning), and all its plain words."""
    compounds = {(m[1].lower(), m[2].lower()[:_KNOWN_START]) for m in _COMPOUND.finditer(text)}
    joined = {(m["first"] + m["second"]).lower() for m in breaks}
    return compounds, joined & {m[0].lower() for m in _WORD.finditer(text)}


def _kazakh_compound(first: str, second: str) -> bool:
    """Pair words by the list; a finished adjective, or a word that is often a first half, before what is no ending."""
    known = table("repair")["compounds"]
    if second.startswith(tuple(known["pairs"].get(first, ("\0",)))):
        return True
    if len(second) < 4 or second.startswith(tuple(known["kazakh_suffixes"])):
        return False
    return first in known["kazakh_firsts"] or (len(first) > 4 and len(second) > 4 and first.endswith(tuple(known["kazakh_adjective_ends"])))


def _russian_sign(first: str, second: str) -> str | None:
    """By the dictionary: a joined word that it knows; two words that it knows; a dash where the second is a small one."""
    morph = analyzer()
    if morph.word_is_known(first + second):
        return ""
    both = bool(morph.word_is_known(first) and morph.word_is_known(second))
    if len(second) < 4 and both and morph.parse(second)[0].tag.POS in _SMALL:
        return None
    listed = first in table("repair")["compounds"]["firsts"] or (first.endswith(("о", "е")) and len(first) >= 5)
    return "-" if (listed or (both and len(second) > 4)) and len(second) >= 4 and morph.word_is_known(second) else ""


def _english_compound(first: str, second: str) -> bool:
    """The lexicon knows no joined word, but both halves: `law` + `abiding`."""
    from docpipe.language.lexicon import known

    return not known(first + second) and known(first) and known(second)
