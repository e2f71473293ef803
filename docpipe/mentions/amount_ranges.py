"""Two numbers that are one amount: a range (`от 5 до 7 тыс.`, `3-5 пайыз`) or a change (`с 51 до 64 %`, `51-ден 64 пайызға дейін`).

And lists whose unit is said once: `5, 7 и 10 %`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from docpipe.mentions.amount_terms import LETTER, Term, case
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_DASH = lazy(r"[-–]{1,2}|[ ][-–][ ]|[-–][ ]|[ ][-–]|[ ]?\.{2,3}[ ]?")
_FROM = {
    "ru": lazy(r"(?<!\w)(с|со|от)[ ]{1,2}(?:примерно |почти |около |порядка |более |уровня |в )?\Z"),
    "en": lazy(r"(?<!\w)(from)[ ]{1,2}(?:about |around |nearly |almost |some |just )?\Z"),
}
_TO = {
    "ru": lazy(r"(?:[^.;!?\n]|\.(?=[ ]?[а-яё\d,)])){0,70}?[ (,]?до (?:почти |примерно |около |порядка |уровня |более )?"),
    "en": lazy(r"(?:[^.;!?\n]|\.(?=\d)){0,70}?[ ,]?to (?:about |around |nearly |almost |over |more than |some )?"),
}
_BETWEEN = lazy(r"(?<!\w)(между|between)[ ]\Z")
_AND = lazy(r"[ ](?:и|and)[ ]")
_DEGREE_KK = lazy(r"[ ](?:көп|артық|аз|кем|жоғары|төмен)(?!\w)")
"""`260-тан 17,7 %-ға аз`: less than 260 by so much."""
_KAZAKH_AND = lazy(r"[ ]?(?:[мбп]ен)[ ]")
_KAZAKH_BETWEEN = lazy(rf"[ ]?[{LETTER}-]{{0,14}}[ ]?(?:аралы|арасынд)")
_KAZAKH_GAP = lazy(r"(?!.{0,60}?(?:астам|артық|жуық|төмен|жоғары|аспа|кем |кем емес))[^.,;!?\n]{1,60}")
_UNTIL = lazy(rf"[ ](?:[{LETTER}]{{2,20}} ){{0,2}}?дейін(?:гі)?(?!\w)")
_CLOSE = 10
_BELOW_ZERO = "below-zero"
"""`минус 25-30 градус`: the word holds for both."""
_LIST = lazy(r"[ ](?:и|және|мен|бен|пен|and|әрі|или|немесе|or)[ ]|,[ ](?:и |және )?")
_DURATIONS = frozenset(("hour", "day", "week", "month", "year", "minute"))
_CLAUSE = lazy(r"(?:(?<=[^\W\d_]{5})|(?<=[%»)\d]))\.\s|[!?;,]\s|\n")
_THAT_IS = lazy(r"\A[ ]?(?:дейін)?[ ]?(?:,|\()[ ]?(?:яғни|то есть|или|немесе)[ ]|\A[ ]?(?:дейін)?[ ]?\(-?\d[\d,]{0,6}[ ]?%\S{0,4}\)")
_SENTENCE = lazy(r"[.!?;]\s|\n")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two numbers that belong together: where the phrase begins and ends, and whether it tells of a change."""

    start: int
    end: int
    change: bool
    rule: str


def join(text: str, terms: list[Term], language: str) -> list[Term]:
    """Ranges and changes as one term each; chains of figures with dashes (`72-30-74`) go."""
    out: list[Term] = []
    at = 0
    while at < len(terms):
        chain = _glued(text, terms, at)
        if chain > 2:
            at += chain
            continue
        pair = _pair(text, terms[at], terms[at + 1], language) if at + 1 < len(terms) else None
        joined = _joined(terms[at], terms[at + 1], pair) if pair else None
        if joined is not None:
            out.append(joined)
        elif chain == 1 and not _torn(text, terms[at]):
            out.append(terms[at])
        at += 2 if joined is not None else chain
    return out


def _glued(text: str, terms: list[Term], at: int) -> int:
    """How many figures from here on are glued to each other by dashes."""
    count = 1
    while at + count < len(terms) and _touch(text, terms[at + count - 1], terms[at + count]):
        count += 1
    return count


def _torn(text: str, term: Term) -> bool:
    """Whether a dash glues the number to digits that are no amount: `5-6-летний`."""
    before, after = text[max(0, term.start - 2) : term.start], text[term.end : term.end + 2]
    return (before[-1:] in ("-", "–") and before[:1].isdigit()) or (after[:1] in ("-", "–") and after[1:].isdigit())


def _touch(text: str, left: Term, right: Term) -> bool:
    return left.said == right.said == "figures" and text[left.end : right.start] in ("-", "–", "--")


def _pair(text: str, left: Term, right: Term, language: str) -> _Pair | None:
    """What binds two neighbours, or None."""
    if right.start - left.end > 80 or not _same_kind(left, right) or "share" in (left.unit, right.unit):
        return None
    if _DASH.fullmatch(text, left.end, right.start):
        return _dashed(text, left, right)
    tried = [_between(text, left, right), _kazakh(text, left, right) if language == "kk" else None]
    tried += [_from_to(text, left, right, one) for one in ("ru", "en")]
    return next((pair for pair in tried if pair), None)


def _same_kind(left: Term, right: Term) -> bool:
    return left.unit in (right.unit, "count") or right.unit == "count"


def _dashed(text: str, left: Term, right: Term) -> _Pair | None:
    """`3-5 пайыз`, `10 – 15 тысяч`; not two years, not a lesser number after a greater one, not `всего – 15 – 20`."""
    if 1900 <= left.raw <= 2100 and 1900 <= right.raw <= 2100 and left.scale == right.scale == 1 and right.unit == "count":
        return None
    if left.raw < 0 < right.raw and text.startswith(("минус ", "minus "), left.start) and -left.raw < right.raw:
        return _Pair(left.start, right.end, change=False, rule=_BELOW_ZERO)
    if left.raw < 0 or right.raw < 0 or left.said == "scale":
        return None
    spaced = text[left.end : right.start].strip() != text[left.end : right.start]
    if spaced and (left.unit not in ("count", right.unit) or text[max(0, left.start - 2) : left.start] in ("– ", "- ")):
        return None
    low, high = _alike(left, right)
    return _Pair(left.start, right.end, change=False, rule="dash-range") if low.value < high.value else None


def _between(text: str, left: Term, right: Term) -> _Pair | None:
    preposition = _BETWEEN.search(text, max(0, left.start - 10), left.start)
    if preposition and _AND.fullmatch(text, left.end, right.start):
        return _Pair(preposition.start(), right.end, change=False, rule="between")
    if _KAZAKH_AND.fullmatch(text, left.end, right.start) and _KAZAKH_BETWEEN.match(text, right.end):
        return _Pair(left.start, right.end, change=False, rule="between")
    return None


def _kazakh(text: str, left: Term, right: Term) -> _Pair | None:
    """`10-нан 15-ке дейін`, `51 пайыздан 2021 жылы 64 пайызға`: out of one number into the other."""
    if not _KAZAKH_GAP.fullmatch(text, left.end, right.start):
        return None
    until = _UNTIL.match(text, right.end)
    leaves = case(text, left.start, left.end) == "ablative"
    leaves = leaves or (left.unit == right.unit and _noun_case(text, left.end, right.start) == "ablative")
    reaches = case(text, right.start, right.end) == "dative" or (until is not None and until.start() < right.end + 40)
    if not leaves or not reaches or (until is None and _DEGREE_KK.match(text, right.end)):
        return None
    near = right.start - left.end <= 2
    dated = "жыл" in text[left.end : right.start]
    falls = near and _alike(left, right)[0].value > _alike(left, right)[1].value
    change = falls or _tells_of_change(text, left.start, right.end, "kk") or (until is None and near) or (until is not None and dated)
    if not change and (until is None or not near):
        return None
    return _Pair(left.start, until.end() if until and near else right.end, change=change, rule="from-to")


def _noun_case(text: str, start: int, end: int) -> str:
    word = text[start:end].strip().split(" ")[0]
    return case(word, 0, len(word)) if word else ""


def _from_to(text: str, left: Term, right: Term, language: str) -> _Pair | None:
    """`с 51 до 64 %`, `от 5 до 7 тыс.`, `from 51 to 64%`; what they name may stand between."""
    preposition = _FROM[language].search(text, max(0, left.start - 16), left.start)
    if language == "ru" and preposition is None:
        return None
    if not _TO[language].fullmatch(text, left.end, right.start):
        return None
    if preposition is None:
        plain = text[left.end : right.start] == " to " and right.unit != "count" and left.value < right.value
        return _Pair(left.start, right.end, change=False, rule="to-range") if plain else None
    change = _tells_of_change(text, left.start, right.end, language) or _alike(left, right)[0].value > _alike(left, right)[1].value
    if not change and preposition[1] in ("с", "со"):
        change = right.unit not in _DURATIONS
    near = right.start - left.end <= 24
    if not change and not near and "," in text[left.end : right.start]:
        return None
    return _Pair(preposition.start(), right.end, change=change, rule="from-to")


@cache
def _change_words(language: str) -> re.Pattern[str]:
    stems = "|".join(map(re.escape, table("qualifiers")["change"][language]))
    prefix = "(?:за|по|при|пре|на)?" if language == "ru" else ""
    return compiled(rf"(?<!\w){prefix}(?:{stems})")


def _tells_of_change(text: str, start: int, end: int, language: str) -> bool:
    """Whether a verb of the sentence says that something grew or fell."""
    before = _SENTENCE.split(text[max(0, start - 140) : start])[-1]
    before = before.rsplit(",", 1)[-1] if language == "kk" else before
    after = _CLAUSE.split(_THAT_IS.sub(" ", text[end : end + 90], count=1))[0]
    words = _change_words(language)
    return bool(words.search(before) or words.search(after))


def reached(text: str, start: int, end: int) -> bool:
    """Whether `до` before a number, or `дейін` after it, tells what was reached by a change."""
    before = _CLAUSE.split(text[max(0, start - 90) : start].rstrip(" ,("))[-1]
    after = _CLAUSE.split(text[end : end + 60])[0]
    return bool(_change_words("ru").search(before) or _change_words("kk").search(after))


def _alike(left: Term, right: Term) -> tuple[Term, Term]:
    """Both with the scale and unit that the phrase says once."""
    if right.unit == "count" and left.unit != "count":
        right = replace(right, unit=left.unit)
    elif left.unit == "count":
        left = replace(left, unit=right.unit)
    if left.scale == 1 and right.scale > 1 and _nearer(left, right) and left.rule != "scales":
        left = replace(left, scale=right.scale, step=left.step * right.scale)
    if left.scale == right.scale == 1 and left.step == 1 and right.raw % 1000 == 0 and 0 < left.raw * 500 <= right.raw <= left.raw * 5000:
        left = replace(left, scale=1000)
    return left, right


def _nearer(left: Term, right: Term) -> bool:
    """Whether the two numbers are nearer to each other with the scale of the second on both."""
    if not left.raw or not right.raw:
        return True
    bare = max(left.raw / right.value, right.value / left.raw)
    scaled = max(left.raw / right.raw, right.raw / left.raw)
    return scaled < bare


def _joined(left: Term, right: Term, pair: _Pair) -> Term:
    left, right = _alike(left, right)
    if pair.rule == _BELOW_ZERO:
        right = replace(right, raw=-right.raw)
    end = max(pair.end, right.end)
    step = max(left.step, right.step)
    both = replace(right, start=pair.start, figure_start=left.figure_start, end=end, step=step, qualifier="exact", rule=pair.rule)
    if pair.change:
        return replace(both, from_=left.value, rule=f"{pair.rule}-change", step=right.step)
    low, high = sorted((left.value, right.value))
    return replace(both, low=low, high=high)


def _restated(left: Term, right: Term, between: str) -> bool:
    """`удовлетворено 3 870 или 90 %`: a count and its share, no two percentages."""
    either = between.strip() in ("или", "немесе", "or")
    return left.raw > 100 or (either and not 0 < right.raw - left.raw <= _CLOSE)


def share_units(text: str, terms: list[Term]) -> list[Term]:
    """`5, 7 и 10 %`, `15 и 20 млн тенге`: what the last of a list says holds for all of it."""
    out = list(terms)
    open_ = False
    for at in range(len(out) - 2, -1, -1):
        left, right = out[at], out[at + 1]
        between = _LIST.fullmatch(text, left.end, right.start)
        comma = between is not None and between.group() == ", "
        fits = between and left.unit == "count" and right.unit not in ("count", "share") and left.low is None and left.scale == 1
        fits = fits and not (right.unit in ("%", "pp") and _restated(left, right, between.group() if between else ""))
        if not fits or (comma and not open_) or left.said == "one":
            open_ = False
            continue
        open_ = True
        out[at] = _alike(left, right)[0]
    return out
