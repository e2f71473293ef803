"""Amounts in running text: `свыше 25 млн. 380 тыс. тенге`, `120-дан астам`, `с 51 до 64 %`, `в два раза`, `он алты`.

A figure that is the name, number, date or place of something is none: `amount_masks` says where none is looked for.
Numbers come first (`amount_numerals`), then units, rates, ranges, and last the words that say how exact they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language.numerals import ADJECTIVE
from docpipe.mentions import amount_numerals, amount_qualifiers, amount_ranges, amount_rates, amount_shares, amount_units
from docpipe.mentions.amount_terms import LETTER, Term, case, phrases
from docpipe.mentions.amount_value import Amount
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.model.trace import note
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from docpipe.language.passage import Passage

_YEARS = (1000, 2199)
_ONWARD = lazy(r"(?:[-–]|[ ](?:до|по)[ ]|[ ])(?=\d)", re.ASCII)
_FROM = lazy(r"(?<!\w)(?:с|со|от)[ ]\Z")
_ITEM_BEFORE = lazy(r"[^\W\d_][^\d,.;:()–—-]{1,40} [–—] \Z")
_ITEM_ENDS = lazy(r" ?(?:[,.;]|\Z)")
_YEAR_NAMED = lazy(r"жыл|год|ж\.|г\.")
_MONEY = ("KZT", "USD", "EUR", "RUB", "MCI")
_PRICE_BEHIND = lazy(r"(?:[ ][^\W\d_]{2,20}){0,3}[ ](?:құны|бағасы|тарифі|ақысы|төлемі|үшін|құнының|бағасының)(?!\w)")
_PRICE_BEFORE = lazy(r"(?:стоимост|цен|тариф|плат)[^\W\d_]{0,3}[ ](?:за[ ]|на[ ])?\Z|(?<!\w)(?:per|price of)[ ]\Z")
_RATE_BEFORE = lazy(r"(?:тенге|теңге|₸)[ ]за[ ]\Z")
_RATE_BEHIND = lazy(r"[^.;,\n\d]{0,30}[ ]\d{1,4}(?:,\d{1,2})?[ ](?:тенге|теңге)")
"""`478,5 тенге за 1 доллар США`, `1 еуроға 510 теңге`: what an exchange rate is told for."""
_BASE_BEFORE = lazy(
    r"(?:содержан|ремонт|строительств|обслуживан|прокладк|возведен|затрат|расход|себестоимост|производств|выпуск|доставк|перевозк)[^\W\d_]{0,4}[ ]\Z"
    r"|(?<!\w)(?:на|за|с)[ ]\Z"
)
_PREPOSITION = 3
_OPENS = lazy(r"(?:^|[.,;:(\n–][ ]?)(?:на|за|с)[ ]\Z")
_CHANGED = lazy(r"(?:рос|рас[тш]|увелич|сниз|сниж|сокра|умень|упал|прибав|больше|меньше|выше|ниже|подня)")
_TOLD_OF_ONE = lazy(r"[^.;\n\d]{0,50}[ –:-][ ]?\d")
_OF_ONE_BEFORE = lazy(r"\d(?:[^.;\n\d]|\.(?=[ ][а-я])){0,30}\Z")
_FALLS_ON_ONE = lazy(r"[ ][^\W\d_]{3,30}(?:[ ][^\W\d_]{3,30})?[ ](?:приход|в среднем приход)")
_BASE_KK = lazy(r"[ ](?:шаққан|есептегенде|келед|\d)|(?:[ ][^\W\d_]{2,20}){0,2}[ ]\d")
_THOUSAND = 1000
_NEXT = lazy(rf"[ ]{{1,2}}[«]?([{LETTER}]{{1,30}}+)")
_POSSESSED = lazy(r"(?:[еа]у(?:[іы]\w{0,4})?|[сн]?[ыі]|[ыі]н\w{0,3})\Z")


def find(passage: Passage, masks: Iterable[Span] = ()) -> list[Amount]:
    """The amounts of the passage in order, none overlapping another or a mask.

    >>> from docpipe.language.passage import Passage
    >>> [(one.value, one.unit) for one in find(Passage.of("выделено 25 млн тенге", "ru"))]
    [(25000000.0, 'KZT')]
    """
    text, start = _lowered(passage), passage.span.start
    hidden = _hidden(masks, passage.span)
    language = passage.language
    numbers = [
        one for one in amount_numerals.scan(text, language, hidden, start) if not (_is_year(text, one) or _ends_hidden(text, one, hidden))
    ]
    terms = [amount_units.measure(text, one) for one in numbers]
    terms = amount_numerals.once(text, amount_units.add_small(text, terms))
    terms = amount_rates.join(text, _with_words(terms, amount_shares.scan(text, language), hidden))
    terms = amount_ranges.share_units(text, amount_ranges.join(text, terms, language))
    terms = [amount_units.with_preposition(text, one) for one in terms]
    return [_amount(one, start) for one in _qualified(text, terms) if _counts(text, one, language, start)]


def _lowered(passage: Passage) -> str:
    """The passage in small letters, place for place."""
    printed = passage.folded[passage.span.start : passage.span.end]
    lowered = printed.lower()
    return lowered if len(lowered) == len(printed) else "".join(one.lower() if len(one.lower()) == 1 else one for one in printed)


def _hidden(masks: Iterable[Span], span: Span) -> list[tuple[int, int]]:
    """The masks as places in the passage, in order, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for mask in sorted(masks):
        start, end = mask[0] - span.start, mask[1] - span.start
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif end > start:
            out.append((start, end))
    return out


def _ends_hidden(text: str, term: Term, hidden: list[tuple[int, int]]) -> bool:
    """Whether the number begins a range that ends in a hidden one: `14-тен 18 жасқа дейін`, `с 42 до 37 места`, where 18 and 37 are hidden."""
    match = _ONWARD.match(text, term.end)
    if match is None:
        return False
    place = bisect_right(hidden, (match.end(), len(text))) - 1
    if place < 0 or hidden[place][1] <= match.end() or _YEAR_NAMED.search(text, *hidden[place]):
        return False
    if match.group().strip() in ("до", "по"):
        return bool(_FROM.search(text, max(0, term.start - 4), term.start))
    return match.group() != " " or case(text, term.start, term.end) == "ablative"


def _with_words(terms: list[Term], words: list[Term], hidden: list[tuple[int, int]]) -> list[Term]:
    """Both in order; a word that stands inside another amount or a hidden place is none."""
    out: list[Term] = []
    place = 0
    for term in sorted([*terms, *words], key=lambda one: (one.start, -one.end)):
        while place < len(hidden) and hidden[place][1] <= term.start:
            place += 1
        masked = term.said == "fraction" and place < len(hidden) and hidden[place][0] < term.end
        if not masked and (not out or term.start >= out[-1].end):
            out.append(term)
        elif not masked and out and term.said == "fraction" and out[-1].said == "one":
            out[-1] = term
    return out


def _qualified(text: str, terms: list[Term]) -> list[Term]:
    out: list[Term] = []
    for at, term in enumerate(terms):
        ceiling = terms[at + 1].start if at + 1 < len(terms) else len(text)
        said = amount_qualifiers.qualify(text, term, out[-1].end if out else 0, ceiling)
        out.append(amount_units.with_preposition(text, said) if said.unit != term.unit else said)
    return out


def _counts(text: str, term: Term, language: str, offset: int) -> bool:
    """Whether a number in words counts something; figures always do."""
    objection = _objection(text, term, language)
    note("amount", objection or term.rule, (term.start + offset, term.end + offset), won=not objection)
    return not objection


def _objection(text: str, term: Term, language: str) -> str | None:
    """Why this is no amount, or None."""
    following = _NEXT.match(text, term.end)
    word = following[1] if following else ""
    if term.unit == "count" and word and _kinds().fullmatch(word):
        return "a-kind-of-thing"
    if _is_price_of_one(text, term):
        return "the-price-of-one"
    if (
        term.raw == 1
        and term.value == 1
        and text[max(0, term.start - 3) : term.start].strip() == "на"
        and _FALLS_ON_ONE.match(text, term.end)
    ):
        return "one-of-whom-each"
    if term.said in ("figures", "fraction"):
        return None
    if _idioms().match(text, term.start):
        return "an-idiom"
    if term.unit != "count" or term.low is not None:
        return None
    if term.said in ("one", "zero"):
        return None if term.qualifier != "exact" or _only(text, term) else "one-or-nought-alone"
    thousands = term.said == "words" and term.value is not None and term.value >= _THOUSAND
    if thousands or term.qualifier != "exact" or (word and word not in _function_words(language)):
        return None
    return None if _stands_alone(text, term, language) else "a-number-in-words-alone"


def _is_price_of_one(text: str, term: Term) -> bool:
    """`1 шаршы метр құны`, `стоимость 1 м³ воды`: one of the measure that a price is told for."""
    if term.raw != 1 or term.scale != 1 or term.low is not None or term.unit in ("count", "%", "times", "share"):
        return False
    if term.unit in _MONEY:
        led = text[max(0, term.start - 3) : term.start] == "за " or text[term.start : term.end].endswith(("на", "ға", "ге"))
        exchanged = _RATE_BEFORE.search(text, max(0, term.start - 12), term.start) or (led and _RATE_BEHIND.match(text, term.end))
        return term.unit not in ("KZT", "MCI") and bool(exchanged)
    if _is_base(text, term):
        return True
    return bool(_PRICE_BEHIND.match(text, term.end) or _PRICE_BEFORE.search(text, max(0, term.start - 40), term.start))


def _is_base(text: str, term: Term) -> bool:
    """`8,8 чел. на 1 кв. км`, `содержание 1 км дорог – 1,2 млн`, `1 км-ге шаққанда 0,14`: the one of which another figure tells."""
    said = text[term.start : term.end]
    if said[-2:] in ("ге", "ға", "ке", "қа", "не", "на") or said.endswith(("метрі", "гектары", "шақырымы", "тоннасы", "литрі", "килосы")):
        return bool(_BASE_KK.match(text, term.end))
    window = text[max(0, term.start - 40) : term.start]
    base = _BASE_BEFORE.search(window)
    if base is None or _CHANGED.search(window.rpartition(";")[2]):
        return False
    if len(base.group()) <= _PREPOSITION and not _OPENS.search(window):
        return bool(_OF_ONE_BEFORE.search(window))
    return bool(_OF_ONE_BEFORE.search(window) or _TOLD_OF_ONE.match(text, term.end))


def _is_year(text: str, term: Term) -> bool:
    plain = term.said == "figures" and term.scale == 1 and term.step == 1
    return (
        plain
        and _YEARS[0] <= term.raw <= _YEARS[1]
        and bool(_year().match(text, term.figure_end))
        and not amount_units.NO_YEARS.match(text, term.figure_end)
    )


@cache
def _year() -> re.Pattern[str]:
    return compiled(rf"[ ]{{0,2}}-?{phrases(tuple(table('units')['words']['year']))}")


def _stands_alone(text: str, term: Term, language: str) -> bool:
    """Words that need no noun: `двое`, `екеуі`, `всего – два`, `в Астане – десять, в Жамбылской области – шесть`."""
    last = text[term.start : term.end].rsplit(" ", 1)[-1]
    if last in table("units")["words"]["together"] or (
        language == "kk" and _POSSESSED.search(last) and last not in ("жеті", "алты", "екі")
    ):
        return True
    listed = _ITEM_BEFORE.search(text, max(0, term.start - 44), term.start) and _ITEM_ENDS.match(text, term.end)
    return bool(listed or _total().search(text, max(0, term.start - 16), term.start))


@cache
def _total() -> re.Pattern[str]:
    return compiled(rf"(?<!\w){phrases(tuple(table('units')['words']['total']))}[ ]?[–:-]?[ ]\Z")


@cache
def _kinds() -> re.Pattern[str]:
    made = "|".join(table("units")["words"]["made"])
    return compiled(rf"{phrases(tuple(table('units')['words']['kind']))}|(?:{made}){ADJECTIVE}")


@cache
def _idioms() -> re.Pattern[str]:
    rows = table("units")["words"]["idioms"]
    return compiled(phrases(tuple(row.removeprefix("в ").removeprefix("на ").removeprefix("во ") for row in rows)))


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(table("units")["words"].get(f"{language}_after", ()))


@cache
def _only_words() -> re.Pattern[str]:
    return compiled(rf"(?<!\w){phrases(tuple(table('units')['words']['only']))}[ ]\Z")


def _only(text: str, term: Term) -> bool:
    return bool(_only_words().search(text, max(0, term.start - 14), term.start)) and bool(_NEXT.match(text, term.end))


def _amount(term: Term, offset: int) -> Amount:
    ranged = term.low is not None
    return Amount(
        span=Span(term.start + offset, term.end + offset),
        figure=Span(term.figure_start + offset, term.figure_end + offset),
        value=None if ranged else float(term.value),
        unit=term.unit,
        qualifier=term.qualifier,
        step=float(term.step),
        low=_float(term.low),
        high=_float(term.high),
        start=_float(term.from_),
        rule=term.rule,
    )


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
