"""Rates: `15,3 на 100 тыс. населения`, `100 мың тұрғынға шаққанда 15,3`, `6 per 100,000 population`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from docpipe.mentions.amount_terms import LETTER, Term, case, phrases
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_ROUND = frozenset((1, 10, 100, 1000, 10_000, 100_000, 1_000_000))
_NEAR = lazy(rf"[ ]?(?:[{LETTER}-]{{1,20}}[ ]){{0,4}}")
_LATER = lazy(r"[^.;!?\n]{0,70}")
_ON = lazy(r"(?<!\w)на[ ]\Z")
_CASES = lazy(r"[ ]\d{1,5}(?:,\d{1,2})?[ ](?:жағдай|оқиға|қылмыс|өлім|сырқат|дәрігер|төсек|науқас|туу|некеден)")
_BARE = lazy(r"[ ]\d{1,4}(?:,\d{1,3})?[ ]промилле|[ ]\d{1,4},\d{1,3}(?=[ ]?[.;,)\n(]|\Z|[ ](?:бол|құра|тең|жет|деңгей))")
_ALONE = lazy(r"[ ]?(?:[.;,)\n]|\Z)")
_THOUSANDS = 1000
_PER = lazy(r"(?<!\w)per[ ]\Z")


def join(text: str, terms: list[Term]) -> list[Term]:
    """The terms with every rate's `on so many people` taken into the figure before it or after it."""
    out: list[Term] = []
    waiting: tuple[Term, int, int] | None = None
    for term in terms:
        place = _denominator(text, term, out[-1] if out else None)
        if place is not None:
            start, end = place
            if out and _carries(text, out[-1], start):
                out[-1] = replace(out[-1], end=end, unit=_unit(term), per=True)
            else:
                waiting = (term, start, end)
            continue
        out.append(_after(text, term, *waiting) if waiting else term)
        waiting = None
    return out


def _after(text: str, term: Term, people: Term, start: int, end: int) -> Term:
    """The figure that follows the people of whom it tells, with them where they stand beside it."""
    if term.unit != "count" or not _LATER.fullmatch(text, end, term.start):
        return term
    return replace(term, start=start if term.start - end <= 12 else term.start, unit=_unit(people), per=True)


def _unit(term: Term) -> str:
    return f"per {int(term.value)}"


def _carries(text: str, figure: Term, start: int) -> bool:
    """Whether the figure before is the one that the rate speaks of."""
    return figure.unit == "count" and not figure.per and bool(_NEAR.fullmatch(text, figure.end, start))


def _denominator(text: str, term: Term, before: Term | None) -> tuple[int, int] | None:
    """Where `на 100 тыс. населения` begins and ends, if the number is such a one."""
    if term.unit != "count" or term.value not in _ROUND or term.low is not None:
        return None
    return _russian(text, term, before) or _kazakh(text, term) or _english(text, term)


_MAKES_KK = lazy(r"[ ]\d{1,4}(?:,\d{1,2})?(?:-?[дт][ыі])? құра")
"""`100 мың тұрғынға 168,4-ті құрады`."""


@cache
def _people(language: str) -> re.Pattern[str]:
    return compiled(rf"[ ]{{1,2}}(?:[{LETTER}]{{3,20}}[ ]){{0,2}}?{phrases(tuple(table('units')['rate'][language]))}")


@cache
def _counted() -> re.Pattern[str]:
    return compiled(rf"(?<!\w){phrases(tuple(table('units')['rate']['before_ru']))}[ ]\Z")


def _russian(text: str, term: Term, before: Term | None) -> tuple[int, int] | None:
    window = max(0, term.start - 24)
    people = _people("ru").match(text, term.end)
    end = people.end() if people else term.end
    if surely := _counted().search(text, window, term.start):
        return surely.start(), end
    plain = _ON.search(text, window, term.start)
    if plain is not None and people is None and _is_bare(text, term, before, plain.start()):
        return plain.start(), end
    if plain is None or people is None:
        return None
    told = before is not None and _carries(text, before, plain.start())
    population = re.search(r"населен|жител|родивш|новорож|живорож", people.group()) is not None
    later = re.match(r"[^.;!?\n]{0,40}?(?:приход|состав|показател)", text[end : end + 60]) is not None
    return (plain.start(), end) if told or population or later else None


def _is_bare(text: str, term: Term, before: Term | None, start: int) -> bool:
    """`врачей – 24,1 на 10 тысяч`: the people are not said again, the figure stands right before."""
    if before is None or before.unit != "count" or before.step >= 1 or before.end + 1 != start:
        return False
    return term.value >= _THOUSANDS and bool(_ALONE.match(text, term.end))


@cache
def _each() -> re.Pattern[str]:
    return compiled(rf"[ ]{phrases(tuple(table('units')['rate']['kk_each']))}")


@cache
def _whose() -> re.Pattern[str]:
    """`халықтың 100 мыңына шаққанда`: the people before the number."""
    return compiled(rf"(?<!\w){phrases(tuple(table('units')['rate']['kk']))}[ ]\Z")


@cache
def _later() -> re.Pattern[str]:
    return compiled(rf"[^.;!?\n]{{0,50}}?(?<!\w){phrases(tuple(table('units')['rate']['kk_later']))}")


def _kazakh(text: str, term: Term) -> tuple[int, int] | None:
    if own := _each().match(text, term.end):
        people = _whose().search(text, max(0, term.start - 24), term.start)
        return (people.start() if people else term.start), own.end()
    people = _people("kk").match(text, term.end)
    if people is None:
        return None
    dative = case(text, people.start(), people.end()) == "dative"
    each = _each().match(text, people.end())
    if each and (dative or each.group().startswith(" есе")):
        return term.start, each.end()
    told = (
        _MAKES_KK.match(text, people.end())
        or _later().match(text, people.end(), people.end() + 60)
        or _CASES.match(text, people.end())
        or _BARE.match(text, people.end())
    )
    return (term.start, people.end()) if dative and told else None


def _english(text: str, term: Term) -> tuple[int, int] | None:
    before = _PER.search(text, max(0, term.start - 5), term.start)
    people = _people("en").match(text, term.end)
    return (before.start(), people.end() if people else term.end) if before else None
