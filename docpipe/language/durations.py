"""Terms told by their length: `в течение 10 рабочих дней`, `в трёхмесячный срок`, `5 (бес) жұмыс күні ішінде`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from docpipe.language import numerals
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_FIGURES = r"(?<![\d.,/–-])(?:(?P<part>\d{1,3}(?:[.,]\d{1,2}|\s?[–-]\s?\d{1,3}))|(?P<n>\d{1,3}))(?!\d)(?:\s?-?\s?(?:ти|х|и)(?!\w))?"
_WORDS = r"(?P<w>(?<![\w–-])[^\W\d_]{1,16}(?:(?:\s|\s?[–-]\s?)[^\W\d_]{1,16}){0,3}?)"
_CLOCK = lazy(r"(?<!\d)(?:[01]?\d|2[0-3])[.:][0-5]\d\s{1,3}(?:час|ч\.|сағат)")
_CALENDAR = lazy(r"(?<!\w)күнтізбелік\s{1,3}$")
"""It may stand before the number, too: `күнтізбелік он күн`."""
_AGAIN = r"(?:\s?\(\s?(?P<again>[^()\n]{1,30})\))?"
_MOST = 999


@dataclass(frozen=True, slots=True)
class Term:
    """So many days, weeks, months, hours or years; `kind` is `working`, `calendar`, `banking` where it is said.

    No number where it is no whole one, or not told surely (`1,5`, `5-7`, `5 (шести)`, `месяца и 10 дней`). Not `within`: when it is over.
    """

    span: tuple[int, int]
    number: int | None
    unit: str
    kind: str | None
    within: bool = True


def find(text: str, start: int, end: int, language: str) -> list[Term]:
    """The terms of a Kazakh or Russian text between two places, in order.

    >>> [(one.number, one.unit, one.kind) for one in find("в двадцатипятидневный срок", 0, 26, "ru")]
    [(25, 'day', None)]
    >>> [(one.number, one.unit, one.kind) for one in find("он бес жұмыс күні ішінде", 0, 24, "kk")]
    [(15, 'day', 'working')]
    """
    if language not in ("kk", "ru"):
        return []
    printed = text[start:end]
    lowered = printed.lower()
    if len(lowered) != len(printed):
        lowered = "".join(one if len(one.lower()) > 1 else one.lower() for one in printed)
    if not _cues(language).search(lowered):
        return []
    found = (_term(one, language, start) for pattern in _patterns(language) for one in pattern.finditer(lowered))
    return sorted((one for one in found if one), key=lambda one: one.span)


def says(text: str, term: Term, language: str) -> bool:
    """True where a text has the same length in another wording: `за 6 месяцев`, `6 айда`."""
    words = table("durations")[language]
    unit = "|".join(words[name][term.unit] for name in ("units", "adjectives") if name in words)
    return re.search(rf"(?<!\d){term.number}(?!\d)[\s-]{{0,3}}(?:[^\W\d_]{{1,12}}\s)?(?:{unit})", text.lower()) is not None


def _term(found: re.Match[str], language: str, offset: int) -> Term | None:
    said = found.groupdict()
    told = _told(said, language)
    unit = next((name.removeprefix("u_") for name, word in said.items() if name.startswith("u_") and word), None)
    kind = next((name.removeprefix("k_") for name, word in said.items() if name.startswith("k_") and word), None)
    if told is None or unit is None or (unit == "hour" and _CLOCK.search(found.group())):
        return None
    number, skipped = told
    start = found.start("w") + skipped if language == "kk" and said["w"] else found.start()
    if _unsure(found.string, start, found.end(), language):
        number = None
    if language == "kk" and (led := _CALENDAR.search(found.string, max(0, start - 20), start)):
        kind, start = "calendar", led.start()
    kind = kind or next(
        (name for name, word in table("durations")[language]["kinds"].items() if re.search(word, said.get("again") or "")), None
    )
    return Term((offset + start, offset + found.end()), number, unit, kind, within=not said.get("over"))


def _told(said: dict[str, str | None], language: str) -> tuple[int | None, int] | None:
    """The number, none where it is not sure, and how much of the words stands before it; None where there is no number at all."""
    if said.get("part"):
        return None, 0
    figures, again = said.get("n"), numerals.cardinal((said.get("again") or "").strip())
    told = (int(figures), 0) if figures else _spoken(said.get("w"), language)
    return (None, told[1]) if told and ((again or told[0]) != told[0] or (told[0] or 0) > _MOST) else told


def _spoken(words: str | None, language: str) -> tuple[int | None, int] | None:
    """A number in words; none before `месячный срок` is one. In Kazakh other words may stand before it."""
    if not words:
        return 1, 0
    for at in [0, *(blank.end() for blank in re.finditer(r"\s", words))] if language == "kk" else [0]:
        if number := numerals.cardinal(words[at:]) or _glued(words[at:]):
            return number, at
        first = re.split(r"[\s–-]", words[at:])[0]
        if _halves().match(first) or (numerals.cardinal(first) and (re.search("[–-]", words[at:]) or _halves().search(words, at))):
            return None, at
    return None


def _glued(word: str) -> int | None:
    """`двадцатипяти`: tens and ones as one word."""
    for at in range(4, len(word) - 2):
        tens, ones = numerals.cardinal(word[:at]), numerals.cardinal(word[at:])
        if tens and ones and tens >= 20 and tens % 10 == 0 and ones < 10:
            return tens + ones
    return None


def _unsure(text: str, start: int, end: int, language: str) -> bool:
    """A half in it, or a part of the number next to it: `екі ай жарым`, `месяца и 10 дней`, `1 ай 15 күн`, `трёх месячный`."""
    before = text[max(0, start - 24) : start]
    if _halves().search(text, start, end) or (language == "kk" and _beside("kk").search(before)):
        return True
    last = re.search(r"([^\W_]{1,20}|\))\s{0,3}[–-]?\s{0,3}$", before)
    told = last and (last[1] == ")" or numerals.cardinal(last[1]) or _halves().match(last[1]))
    follows = _beside("ru").match(text, end) if language == "ru" else None
    return language == "ru" and bool(
        told or (follows and (follows[1].isdigit() or numerals.cardinal(follows[1]) or _halves().match(follows[1])))
    )


@cache
def _beside(language: str) -> re.Pattern[str]:
    units = "|".join(table("durations")[language]["units"].values())
    if language == "kk":
        return compiled(rf"[^\W_]\s{{1,3}}(?<!\w)(?:{units})[^\W\d_]{{0,3}}\s{{1,3}}(?:және\s{{1,3}})?$")
    return compiled(rf"\s{{1,3}}(?:и\s{{1,3}})?(\d{{1,4}}|[^\W\d_]{{3,14}})\s{{1,3}}(?:{units})(?!\w)")


@cache
def _halves() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{'|'.join(table('durations')['halves']['words'])})")


@cache
def _cues(language: str) -> re.Pattern[str]:
    """What every term has; looked for before the patterns, since few paragraphs have it."""
    words = _cue_words()
    names = ("kk_after", "kk_over") if language == "kk" else ("ru_before", "ru_over", "ru_after")
    return compiled("|".join(words[name] for name in names))


def _cue_words() -> dict[str, str]:
    return {name: words.replace(" ", r"\s{1,3}") for name, words in table("durations")["cues"].items()}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    words: dict[str, Any] = table("durations")[language]
    cues = _cue_words()
    units, kind = _named(words["units"], "u_"), rf"(?:(?:{_named(words['kinds'], 'k_')})\s{{1,3}})?"
    if language == "kk":
        ending = r"(?:[^\W\d_]{0,6})\s{1,3}(?:[^\W\d_]{1,14}\s{1,3})?"
        after = rf"(?:(?:{cues['kk_after']})[^\W\d_]{{0,14}}|(?P<over>{cues['kk_over']}))"
        return (compiled(rf"(?:{_FIGURES}|{_WORDS}){_AGAIN}[\s-]{{1,3}}{kind}(?<!\w)(?:{units}){ending}{after}"),)
    before = rf"(?<!\w)(?:{cues['ru_before']}|(?P<over>{cues['ru_over']}))\s{{1,3}}"
    adjectives = _named(words["adjectives"], "u_")
    return (
        compiled(rf"{before}(?:{_FIGURES}|{_WORDS}){_AGAIN}\s{{1,3}}{kind}(?:{units})(?!\w)"),
        compiled(rf"{before}(?:{_named(words['alone'], 'u_')})(?!\w)"),
        compiled(
            rf"(?<![\w–-])(?:в\s{{1,3}})?(?:{_FIGURES}{_AGAIN}\s?-?\s?|(?P<w>[^\W\d_]{{2,20}}(?:[–-][^\W\d_]{{2,20}})?)-?)?(?:{adjectives})[^\W\d_]{{0,4}}\s{{1,3}}"
            rf"(?:{cues['ru_after']})[^\W\d_]{{0,2}}"
        ),
    )


def _named(words: dict[str, str], prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{name}>{pattern})" for name, pattern in words.items())
