"""Numbers with their scale, in figures and in words: `25 млн. 380 мың`, `екі мың он жеті`, `2 336 (две тысячи …)`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from operator import attrgetter

from docpipe.language import numerals_words
from docpipe.language.numerals_scale import pattern, scale
from docpipe.mentions import amount_figures
from docpipe.mentions.amount_terms import Term
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_BRACKET = lazy(r"[ ]{0,2}\((?=[^\d)])([^()\n]{2,160})\)")
_HALF = lazy(r"[ ]{1,2}(?:жарым|с половиной)(?!\w)")
_AND_MORE = lazy(r"[ ]с (?:лишним|небольшим|хвостиком)(?=[ ])|\+(?=[ ]?[^\W\d_])")
_FIGURES_IN_BRACKET = lazy(r"[ ]{0,2}\(\Z")


def scan(text: str, language: str, hidden: list[tuple[int, int]], offset: int = 0) -> list[Term]:
    """All numbers in order, each with its scale; the same number said twice, in figures and in words, is one.

    `offset` is where the text begins in the packet, for the notes.
    """
    figures = [_scaled(text, one) for one in amount_figures.scan(text, language, hidden, offset)]
    figures = [_bracketed(text, one, language) for one in figures]
    spoken = [_scaled(text, one) for one in _spoken(text, language, hidden)]
    return _chains(text, _one_of_two(text, sorted([*figures, *spoken], key=attrgetter("start"))))


@cache
def _scale() -> re.Pattern[str]:
    return compiled(
        rf"[ ]{{0,2}}-?((?:мың|миллион|миллиард|млн|млрд)дай[ыі]\w{{0,3}}|{pattern()}(?:(?<=\.)[днт][ае]н(?!\w)|(?<=\.)(?:ғ[ае]|қа|[гк]е)(?!\w))?|т\.?(?=[ ]?т(?:[ең]н?ге|г\b)))"
    )


def _scaled(text: str, term: Term) -> Term:
    """The number with the word of scale behind it."""
    if half := _HALF.match(text, term.end) if term.said == "figures" else None:
        term = replace(term, end=half.end(), figure_end=half.end(), raw=term.raw + Decimal("0.5"), step=Decimal("0.1"))
    if odd := _AND_MORE.match(text, term.end):
        term = replace(term, end=odd.end(), figure_end=odd.end(), qualifier="over")
    match = _scale().match(text, term.end)
    if match is None or term.said in ("scale", "fraction"):
        return term
    factor = 1000 if match[1].startswith("т.") or match[1] == "т" else scale(_bare(match[1])) or 1
    end = match.end() - (match[1][-1] == "." and len(match[1]) > 6)
    return replace(term, end=end, figure_end=end, scale=term.scale * factor, step=term.step * factor)


def _bare(word: str) -> str:
    """The word of scale without an ending that is glued to its full stop: `млн.нан`."""
    if "дай" in word:
        return word[: word.index("дай")]
    return word if word.endswith(".") or "." not in word or "-" in word else word[: word.index(".")]


def once(text: str, terms: list[Term]) -> list[Term]:
    """`15 % (пятнадцать процентов)`, each with its unit, as one."""
    out: list[Term] = []
    for term in terms:
        again = out and term.said != "figures" and text[out[-1].end : term.start] in (" (", "(") and text[term.end : term.end + 1] == ")"
        if again and term.unit in (out[-1].unit, "count") and term.value == out[-1].value:
            out[-1] = replace(out[-1], end=term.end + 1, rule="digits-and-words")
        else:
            out.append(term)
    return out


def _bracketed(text: str, term: Term, language: str) -> Term:
    """The number with its repetition in words: `2 336 (две тысячи триста тридцать шесть)`, `1,5 (полтора) млн`."""
    match = _BRACKET.match(text, term.end)
    if match is None:
        return term
    said = numerals_words.find(text, match.start(1), match.end(1), language)
    if len(said) != 1 or said[0].start > match.start(1) + 1 or text.count(" ", said[0].end, match.end(1)) > 4:
        return term
    value = Decimal(str(said[0].value))
    inner = said[0].end if text[said[0].end : match.end(1)].strip() else 0
    scaled = (
        _scaled(text, replace(term, end=match.end(), figure_end=match.end(), inner=inner))
        if term.scale == 1
        else replace(term, end=match.end(), figure_end=match.end(), inner=inner)
    )
    agrees = value in (term.raw, term.value, scaled.value)
    return replace(scaled, rule="digits-and-words" if agrees else "digits-and-words-differ")


def _spoken(text: str, language: str, hidden: list[tuple[int, int]]) -> list[Term]:
    """Numbers in words as terms, none in a hidden place."""
    found: list[Term] = []
    place = 0
    for one in numerals_words.find(text, 0, len(text), language):
        while place < len(hidden) and hidden[place][1] <= one.start:
            place += 1
        if (place < len(hidden) and hidden[place][0] < one.end) or (language == "kk" and _no_amount().match(text, one.end)):
            continue
        unit = "share" if one.kind == "fraction" else "count"
        said = one.kind if one.kind in ("one", "scale", "zero", "fraction") else "words"
        step = Decimal("0.01") if unit == "share" else _spoken_step(text, one)
        about = "about" if one.about else "exact"
        value = Decimal(str(one.value))
        found.append(Term(one.start, one.end, one.start, one.end, value, step=step, said=said, unit=unit, qualifier=about, rule="words"))
    return found


@cache
def _no_amount() -> re.Pattern[str]:
    """What a thing has, not how many there are (`үш ауысымды мектеп`), or a stretch of the year (`төрт айда`)."""
    rows = table("masks")["after"]
    return compiled(rf"[ ](?:{'|'.join([*rows['attribute'], *rows['stretch']])})(?!\w)")


def _spoken_step(text: str, one: numerals_words.Spoken) -> Decimal:
    """How exact a number in words is: to the thousand where it ends in thousands, to a tenth of that where a half is in it."""
    last = scale(re.split(r"[\s-]", text[one.start : one.end])[-1]) or 1
    return Decimal(last) / (10 if one.kind == "half" else 1)


def _one_of_two(text: str, terms: list[Term]) -> list[Term]:
    """Words inside another number's bracket go; `двадцать пять (25)` is one number."""
    out: list[Term] = []
    for term in terms:
        if out and term.start < out[-1].end:
            continue
        if out and out[-1].said == "words" and term.said == "figures" and _repeats(text, out[-1], term):
            rule = "digits-and-words" if out[-1].value == term.value else "digits-and-words-differ"
            end = term.end + 1
            joined = replace(term, start=out[-1].start, figure_start=out[-1].start, end=end, figure_end=end, rule=rule)
            out[-1] = _scaled(text, joined)
            continue
        out.append(term)
    return out


def _repeats(text: str, words: Term, figures: Term) -> bool:
    return bool(_FIGURES_IN_BRACKET.fullmatch(text, words.end, figures.start)) and text[figures.end : figures.end + 1] == ")"


def _chains(text: str, terms: list[Term]) -> list[Term]:
    """`1 трлн 76 млрд`, `25 млн. 380 мың`, `1 млн 250 тыс. 300` as one number."""
    out: list[Term] = []
    for term in terms:
        if out and _goes_on(text, out[-1], term):
            first = out[-1]
            raw = first.value + term.value
            out[-1] = replace(first, end=term.end, figure_end=term.end, raw=raw, scale=1, step=term.step, inner=term.inner, rule="scales")
        else:
            out.append(term)
    return out


def _goes_on(text: str, first: Term, term: Term) -> bool:
    """Whether the second number is the rest of the first: a smaller scale, only blanks between, nothing behind the first but its scale."""
    between = text[first.end : term.start]
    if between.strip() or not between or "\n" in between or "\t" in between or term.unit != "count" or first.said in ("one", "fraction"):
        return False
    last = _last_scale(text, first)
    whole = first.raw == int(first.raw) and term.raw > 0
    if last <= term.scale or not whole or term.value >= last:
        return False
    return term.scale > 1 or (last == 1000 and term.raw < 1000) or term.said != "figures"


def _last_scale(text: str, term: Term) -> int:
    """The scale that the number's last word says, 1 where it is none or carries the ending of a case."""
    word = text[term.start : term.end].rsplit(" ", 1)[-1].rsplit("\n", 1)[-1]
    word = word.lstrip("0123456789,")
    return (scale(word) or 1) if word and not _has_case(word) else 1


def _has_case(word: str) -> bool:
    return word.endswith(("нан", "нен", "дан", "ден", "тан", "тен", "ға", "ге", "қа", "ке", "ның", "дың", "ды", "ды", "дағы"))
