"""Which weak pieces are dates after all, and which strong ones are none: decided by the words around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache

from docpipe.mentions.dates_build import Atom
from docpipe.mentions.dates_join import before, counted
from docpipe.mentions.dates_value import Point, with_year
from docpipe.mentions.dates_words import any_of, tenses, words
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled

_ENGLISH_LEAD = lazy(r"(?<!\w)(?:in|since|by|until|till|during|before|after|from|to|through|year)\s{1,3}\Z")
_ENGLISH_WHOLE = lazy(r"(?<!\w)(?:whole|all|most|end|beginning|start|course|rest|half|quarter|results|first|part) of\s{1,3}\Z")
_ENGLISH_OF = lazy(r"(?<!\w)(?:of|for|than|with|and|vs\.?)\s{1,3}\Z")
_ENGLISH_PLAN = lazy(r"(?<!\w)(?:plan|budget|target|forecast|programme|program|estimate|figure|result)s?\sfor\s{1,3}\Z")
_RUSSIAN_LEAD = lazy(r"(?:(?<!\w)(?:во?|со?|по|к|за|на|до|от|против|чем)\s{1,3}|[(]\s?(?:в\s)?|[;,]\s{1,3}(?:а\s)?(?:в\s)?)\Z")
_IN = lazy(r"(?<!\w)в\s{1,3}\Z")
_IN_WORD = lazy(r"[^\W\d_]")
_IN_NAME = lazy(r"[^\W\d]-?\Z|[-–]\Z")
_QUANTITY = lazy(
    r"(?<!\w)(?:(?:в|на)\s(?:общ\w{2,4}\s)?(?:количестве|размере|объ[её]ме|сумм[еу])|количеством|численностью|объ[её]мом|суммой|санында|сандағы|көлемінде|мөлшерінде|сомасында|сомаға|in\sthe\samount\sof)\s{0,3}[(]\Z"
)
"""A figure in brackets behind it says how many; behind a bare noun it is the year of a caption: `халық саны (2021)`."""
_SEASON = lazy(r"(?<!\w)(?:early|late|mid|end|spring|summer|autumn|winter)[\s-]\Z")
_ARTICLE = lazy(r"(?<!\w)(?:the|its|our|their|this)\s{1,2}\Z")
_COMMON_NOUN = lazy(r"\s[a-z]{3,20}(?<!s)(?<!people)(?!\w)")
_STOPS = lazy(r"\s{0,3}(?:[.,;:)(!?]|[-–]\s|\n|\Z)")
_FIGURE = lazy(r"\s{0,3}(?:[-–:]\s{0,3}\d|\()")
_NOUN = lazy(r"\s{1,3}(?:[а-яё]{2,20}(?:ах|ях|ам|ям|ами|ями|ов|ев|ей|ий)|[а-яё]{1,20}ых|[а-яё]{1,20}их)(?!\w)")
_YEAR_COLON = lazy(r"(?:год|жыл|жылы|year)\s?[:–-]\s?\Z")
_ROW = lazy(r"[\s|]{1,12}")
_MONTH_LEAD = lazy(
    r"(?:(?<!\w)(?:во?|за|со?|по|к|до|на|течение|итогам|начал[аео]|конц[аеу]|середин[аеыу]|декад[аеыу]|недел[яеию]|in|since|by|until|during|from|of)\s{1,3}|(?<!\w)(?:mid|early|late|to)[-\s])\Z"
)
_NEAR = 200


def without_initials(packet: str, atoms: list[Atom]) -> list[Atom]:
    """The pieces less the `Т.Г.` and `С.Г.` that are somebody's initials and not `т.г.`, `с.г.`: of this year."""
    return [atom for atom in atoms if not (atom.rule.startswith("relative") and _INITIALS.fullmatch(packet, atom.start, atom.end))]


_INITIALS = lazy(r"[А-ЯЁӘӨҰ]\.\s?[А-ЯЁӘӨҰ]\.?")


def settle(text: str, packet: str, atoms: list[Atom]) -> list[Atom]:
    """Only the pieces that are dates: years by their context, months and days that are not a street or a modal verb."""
    rows = _rows(text, atoms)
    sure = [atom.start for atom in atoms if atom.kind == "year" and not atom.weak]
    kept = []
    for at, atom in enumerate(atoms):
        if atom.weak and atom.kind == "year":
            if at in rows:
                kept.append(replace(atom, weak=False, rule="year-in-table-head"))
            elif atom.rule == "bare-year" and (rule := _year_rule(text, packet, atom, sure)):
                kept.append(replace(atom, weak=False, rule=rule))
        elif atom.weak and atom.rule != "months-gone":
            kept += [replace(atom, weak=False)] if atom.kind == "month" and _month_alone(text, packet, atom) else []
        elif not _no_date(text, packet, atom):
            kept.append(replace(atom, weak=False))
    return kept


def _rows(text: str, atoms: list[Atom]) -> set[int]:
    """Indexes of bare years that stand in a row, each one more (or one less) than the one before: the head of a table."""
    found: set[int] = set()
    for at in range(len(atoms) - 1):
        left, right = atoms[at], atoms[at + 1]
        bare = left.rule == right.rule == "bare-year" and _ROW.fullmatch(text, left.end, right.start)
        if bare and left.first and right.first and abs((left.first.year or 0) - (right.first.year or 0)) == 1:
            found |= {at, at + 1}
    return found


def _year_rule(text: str, packet: str, atom: Atom, sure: list[int]) -> str | None:
    """Why four digits without a word are a year, None where they are not."""
    lead = before(text, atom.start, 16)
    if lead.endswith("(") and text[atom.end : atom.end + 1] == ")":
        return None if _QUANTITY.search(before(text, atom.start, 40)) or counted(text, atom.end + 1) else "year-in-brackets"
    if _IN_WORD.match(text, atom.end) or counted(text, atom.end):
        return None
    if _SEASON.search(lead) or (_ARTICLE.search(lead) and _COMMON_NOUN.match(text, atom.end) and packet[atom.end + 1].islower()):
        return "year-after-season" if _SEASON.search(lead) else "year-before-noun"
    if _IN_NAME.search(lead):
        return None
    if _YEAR_COLON.search(lead):
        return "year-named"
    if (
        _ENGLISH_LEAD.search(lead)
        or _ENGLISH_WHOLE.search(lead)
        or _ENGLISH_PLAN.search(lead)
        or (_ENGLISH_OF.search(lead) and _STOPS.match(text, atom.end))
    ):
        return "year-after-preposition"
    near = any(abs(start - atom.start) <= _NEAR for start in _around(sure, atom.start))
    return "year-beside-year" if near and _beside(text, lead, atom.end) else None


def _beside(text: str, lead: str, end: int) -> bool:
    """Four digits near a sure year are one too: after `в` unless a noun in the plural follows, elsewhere where nothing countable does."""
    if not _RUSSIAN_LEAD.search(lead):
        return False
    if _IN.search(lead):
        return not _NOUN.match(text, end)
    return _FIGURE.match(text, end) is not None or (lead.rstrip()[-1:] not in "(,;" and _STOPS.match(text, end) is not None)


def _around(sure: list[int], at: int) -> list[int]:
    """The sure years just before and just after."""
    index = bisect_left(sure, at)
    return sure[max(0, index - 1) : index + 1]


def _month_alone(text: str, packet: str, atom: Atom) -> bool:
    """A month without a year: after a preposition, or with the word for month; English ones with a capital letter."""
    said = text[atom.start : atom.end]
    if atom.language == "short":
        return False
    if atom.language == "kk":
        return re.search(r"\sай", said) is not None or _kazakh_month(text, packet, atom)
    if atom.language == "en" and not packet[atom.start].isupper():
        return False
    return "месяц" in said or (
        _MONTH_LEAD.search(before(text, atom.start, 16)) is not None and (atom.language != "ru" or packet[atom.start].islower())
    )


def _kazakh_month(text: str, packet: str, atom: Atom) -> bool:
    """`қыркүйекте`, `сәуірдің ортасында`; not the season, the cauldron or the city of Kazan that two months are called like: `биылғы маусымда`, `Қазанда`."""
    said = text[atom.start : atom.end]
    if said[:3] in ("мау", "қаз") or (packet[atom.start].isupper() and _OPENS_NOTHING.search(text, max(0, atom.start - 2), atom.start)):
        return False
    return _IN_MONTH.search(said) is not None or (_OF_MONTH.search(said) is not None and _MONTH_EDGE.match(text, atom.end) is not None)


_OPENS_NOTHING = lazy(r"[^\W\d_],?\s\Z")
_IN_MONTH = lazy(r"(?:[дт][ае](?:ғы|гі)?|[ыі]нда(?:ғы)?|[ыі]нде(?:гі)?)\Z")
_OF_MONTH = lazy(r"[днт][ыі]ң\Z")
_MONTH_EDGE = lazy(r"\s(?:ортасы|соңы|басы|аяғы|(?:алғашқы|соңғы|бірінші|екінші|үшінші)\s(?:онкүнд|апта|жартысы|күндер))")


@cache
def _objections() -> tuple[re.Pattern[str], re.Pattern[str]]:
    not_a_date = words()["not_a_date"]
    return (
        compiled(rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in not_a_date['before'])})\s{{0,3}}(?:до|к|по|с)?\s{{0,3}}\Z"),
        compiled(rf"\s{{0,3}}{any_of(not_a_date['after'])}"),
    )


def _no_date(text: str, packet: str, atom: Atom) -> bool:
    """A day without a year that is a street, a holiday, or comes back every year; `of which may 24`; 31 of a shorter month."""
    if atom.dated:
        return False
    if atom.kind in {"form", "edge"}:
        return True
    if atom.kind == "part":
        return atom.weak and not (atom.rule == "months-gone" and _over(text, atom))
    lead, follow = _objections()
    if lead.search(before(text, atom.start, 24)) or follow.match(text, atom.end):
        return True
    month = re.search(r"[^\W\d_]{3,}", packet[atom.start : atom.end])
    capital = month is not None and month.group()[0].isupper() and not month.group().isupper()
    odd = capital != (atom.language == "en") if atom.language in {"en", "ru"} and month and not month.group().isupper() else False
    return atom.language == "short" or odd or any(point is not None and point.impossible for point in (atom.first, atom.last))


def inherit(text: str, atoms: list[Atom]) -> list[Atom]:
    """A day or a part of a year without its own year is in the year named just before in its sentence: `в 2022 году за I квартал`."""
    out: list[Atom] = []
    source, at = None, 0
    for atom in atoms:
        own = atom
        if atom.kind == "year" or (atom.kind in {"month", "part"} and atom.dated and atom.first is not None and atom.first.exact):
            source, at = (
                (Point(atom.first.year, shift=atom.first.shift) if atom.first and atom.last and _one_year(atom.first, atom.last) else None),
                atom.end,
            )
        elif source is not None and not atom.dated and _same_sentence(text, at, atom.start):
            first, last = (with_year(point, source) if point else None for point in (atom.first, atom.last))
            own, at = replace(atom, first=first, last=last, dated=True), atom.end
        out.append(own)
    return out


def _one_year(first: Point, last: Point) -> bool:
    return (first.year, first.shift, first.unit) == (last.year, last.shift, last.unit) and first.unit == "year"


_STOP = lazy(r"[.;!?]\s|\n\s?\n|\t")
_REACH = 160
_SOON = 300
"""Three months (a month is 100): a day no further ahead may well be announced."""


def gone(text: str, atoms: list[Atom]) -> list[Atom]:
    """A day, a month or a part of a year without a year, in a sentence that tells what is over, is not after the document."""
    return [_gone(text, atom) if not atom.dated and atom.kind in {"day", "month", "part"} else atom for atom in atoms]


def _gone(text: str, atom: Atom) -> Atom:
    first, last = atom.first, atom.last
    if first is None or last is None or first.exact or last.exact or first.unit != "year" or not _over(text, atom):
        return atom
    if (first.month or 1, first.day or 1) > (last.month or 12, last.day or 31):
        return atom
    begins = (last.month or 12) * 100 + 20 if atom.rule == "months-gone" else (first.month or 1) * 100 + (first.day or 1)
    begins -= _SOON if atom.kind == "day" else 0
    begun, ended = (replace(point, unit="gone-year", begins=begins) for point in (first, last))
    return replace(atom, first=begun, last=ended)


def _over(text: str, atom: Atom) -> bool:
    """True where the sentence has a verb of the past and none of what is to come."""
    stops = [one.end() for one in _STOP.finditer(text, max(0, atom.start - _REACH), atom.start)]
    start = stops[-1] if stops else max(0, atom.start - _REACH)
    stop = _STOP.search(text, atom.end, atom.end + _REACH)
    end = stop.start() if stop else atom.end + _REACH
    ahead, past = tenses()
    return not ahead.search(text, start, end) and past.search(text, start, end) is not None


def _same_sentence(text: str, start: int, end: int) -> bool:
    return end - start <= 60 and not re.search(r"[.;!?]\s|\n\s?\n", text[start:end])
