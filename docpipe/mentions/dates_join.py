"""The pieces put together: a day with its year, two days into a period, a list of years.

Each step takes the pieces in order and gives them back in order; the text between two neighbours decides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from docpipe.mentions.dates_atoms import ABLATIVE
from docpipe.mentions.dates_build import Atom, Kind
from docpipe.mentions.dates_value import Point, with_year
from docpipe.mentions.dates_words import any_of, words
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled

_AFTER = lazy(r"[\s,_]{0,12}(?:of\s{1,3}(?:the\s{1,3})?|месяца\s{1,3})?")
_BEFORE = lazy(r"[\s,*]{0,5}_{0,8}(?:[«\"']\s?_{1,10}\s?[»\"']\s{0,3})?")
_FORM = lazy(r"[\s.,_]{0,12}")
_LIST = lazy(r"\s{0,3}(?:,|/|&|(?<=\s)(?:и|или|and|or|және|немесе|мен|бен|пен)(?=\s)|,\s{1,3}(?:и|and|және))\s{0,4}")
_DASH = lazy(r"\s{0,4}[-–]{1,2}\s{0,4}")
_TO = lazy(r"\s{0,4},?\s{0,4}(?:и\s{1,3})?(?:по|до|на|to|until|till|through)\s{1,4}")
_PARAGRAPH = lazy(r"\n[ \t]{0,20}\n")
_AND = lazy(r"\s{1,4}(?:и|and|мен|бен|пен|және)\s{1,4}")
_FROM_KK = lazy(rf"(?:\s?-?{ABLATIVE})?\s{{1,4}}(?:бастап,?\s{{1,4}})?")
_ENDS_ABLATIVE = lazy(rf"{ABLATIVE}\Z")
LEAD = lazy(r"(?<![\w/])(?:(?:начиная\s{1,4})?со?|от|from)\s{1,4}\Z")
BETWEEN = lazy(r"(?<!\w)(?:между|between)\s{1,4}\Z")
_INTERVAL = lazy(r"\s{1,4}(?:аралығ|арасы|аралық)")
SUFFIX = r"(?:\s?-?\s?[а-яәғқңөұүһі]{1,5}(?=\s))?"
_RANK = {"day": 0, "month": 1, "part": 1, "year": 2}


@cache
def until_after() -> re.Pattern[str]:
    """`дейін` and what may stand between it and the date."""
    whole = r"\(?қоса\s{1,3}алған(?:да|дағы|ға)?\)?(?![\w])(?:\s{1,3}кезең\w{0,6})?"
    return compiled(rf"{SUFFIX}\s{{0,4}}(?:(?:\(?қоса\s{{1,3}}алғанда\)?\s{{1,3}})?{any_of(words()['until']['after'])}|{whole})")


def before(text: str, at: int, size: int = 24) -> str:
    """The little text that stands before `at`."""
    return text[max(0, at - size) : at]


# ---------------------------------------------------------------- the year of a day, a month, a part of a year


def attach_years(text: str, atoms: list[Atom]) -> list[Atom]:
    """Days, months and parts of a year with the year beside them: before it in Kazakh, after it elsewhere, else the other one."""
    out: list[Atom] = []
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        at += 1
        if atom.dated or atom.kind == "words":
            out.append(atom)
            continue
        behind = out[-1] if out else None
        ahead = atoms[at] if at < len(atoms) else None
        sides = ((behind, _lead), (ahead, _follow)) if atom.language == "kk" or atom.kind == "form" else ((ahead, _follow), (behind, _lead))
        year = next((one for one, fits in sides if one is not None and _is_year(one) and fits(text, atom, one)), None)
        if year is not None and year is behind:
            out.pop()
        at += year is not None and year is ahead
        out.append(_in_year(atom, year) if year else atom)
    return out


def _is_year(atom: Atom) -> bool:
    return atom.kind == "year" and atom.first == atom.last


def _lead(text: str, atom: Atom, year: Atom) -> bool:
    """The year before the piece belongs to it."""
    if year.weak or (atom.kind == "form" and counted(text, atom.end)):
        return False
    return _BEFORE.fullmatch(text, year.end, atom.start) is not None


def _follow(text: str, atom: Atom, year: Atom) -> bool:
    """The year after the piece belongs to it; two figures only after a month in words, nothing but a bare form line takes a dot."""
    if year.weak and counted(text, year.end):
        return False
    if atom.kind == "form":
        return _FORM.fullmatch(text, atom.end, year.start) is not None and text[atom.start] in "«\"'_"
    if year.rule == "short-year" and atom.kind not in {"day", "month"}:
        return False
    gap = _AFTER.fullmatch(text, atom.end, year.start)
    return gap is not None and not (atom.language == "kk" and "," in gap.group())


def _in_year(atom: Atom, year: Atom) -> Atom:
    """The piece in that year, spanning both."""
    source = year.first or Point()
    first, last = (with_year(point, source) if point else None for point in (atom.first, atom.last))
    start, end = min(atom.start, year.start), max(atom.end, year.end)
    kind: Kind = "day" if atom.kind == "form" else "words" if atom.kind == "edge" else atom.kind
    return replace(atom, start=start, end=end, first=first, last=last, kind=kind, weak=False, dated=True, rule=_named(atom, year))


def _named(atom: Atom, year: Atom) -> str:
    if atom.kind == "form":
        return "form-line"
    return f"{atom.rule}-year" if year.first and year.first.exact and atom.kind in {"day", "month"} else atom.rule


# ---------------------------------------------------------------- days that share the month after them

_EARLIER_DAY = lazy(
    r"(?<![\w№.,/-])(?<!№\s)(?P<day>[1-9]|0[1-9]|[12]\d|3[01])(?:-?(?:го|е|ое|і|ші|шы))?(?P<gap>\s{0,2},\s{1,3}|\s{1,3}(?:и|and|және|мен|бен|пен)\s{1,3})\Z"
)
_EARLIER_PART = lazy(
    r"(?<![\w№.,/-])(?<!№\s)(?P<lead>со?\s{1,3}|от\s{1,3})?(?P<day>0?[1-9]|[12]\d|3[01])(?:\.(?P<month>0[1-9]|1[0-2]))?\.?(?P<gap>\s{0,2}[-–]{1,2}\s{0,2}|\s{1,3}(?:по|до)\s{1,3})\Z"
)


def share_month(text: str, atoms: list[Atom]) -> list[Atom]:
    """`5, 6 и 7 октября` as three days, `между 5 и 20 октября` and `5 пен 20 қазан аралығында` as a period, `05–20.10.2023` too."""
    out: list[Atom] = []
    for atom in atoms:
        if atom.kind != "day" or atom.first is None or atom.first != atom.last or not text[atom.start].isdecimal():
            out.append(atom)
            continue
        limit = next((one.end for one in reversed(out[-2:]) if one.kind != "form"), 0)
        found = _numeric_period(text, atom, limit) or _days_before(text, atom, limit)
        while out and out[-1].end > found[0].start:  # `05.11–20.11.2023`: what looked like a form line is the first day
            out.pop()
        out += found
    return out


def _numeric_period(text: str, atom: Atom, limit: int) -> list[Atom]:
    """`05–20.10.2023`, `с 05.10 по 20.10.2023`: the day before has its month or shares this one."""
    match = _EARLIER_PART.search(text, max(limit, atom.start - 24), atom.start)
    if atom.rule != "day-month-year" or match is None or atom.first is None:
        return []
    worded = match["gap"].strip() in {"по", "до"}
    month = int(match["month"]) if match["month"] else atom.first.month
    if worded != bool(match["lead"]) and worded:
        return []
    first = replace(atom.first, month=month, day=int(match["day"]))
    if _order(first) >= _order(atom.first):
        return []
    return [replace(atom, start=match.start(), first=first, rule="period")]


def _order(point: Point) -> tuple[int, int, int]:
    return point.year if point.year is not None else point.shift, point.month or 0, point.day or 0


def _days_before(text: str, atom: Atom, limit: int) -> list[Atom]:
    """The day and those that stand before it in a list, in order; or the period that they make."""
    days: list[Atom] = [atom]
    joined: list[str] = []
    while match := _EARLIER_DAY.search(text, max(limit, days[0].start - 12), days[0].start):
        day, point = int(match["day"]), days[0].first
        if point is None or day >= (point.day or 0):
            break
        earlier = replace(point, day=day)
        days.insert(0, replace(atom, start=match.start(), end=match.end("day"), first=earlier, last=earlier, rule="day-in-list"))
        joined.append(match["gap"].strip())
    if len(days) == 1 or joined[0] == ",":
        return [atom]
    if len(days) == 2 and (BETWEEN.search(before(text, days[0].start)) or _INTERVAL.match(text, atom.end)):
        return [replace(atom, start=days[0].start, first=days[0].first, rule="days-month")]
    return days


# ---------------------------------------------------------------- lists and periods


def chain_years(text: str, atoms: list[Atom]) -> list[Atom]:
    """Bare years in a list with a sure one become sure: `2019, 2020 года`, `2019 г., 2020 и 2021`."""
    out = list(atoms)
    for at in [*range(len(out) - 2, -1, -1), *range(len(out) - 1)]:
        left, right = out[at], out[at + 1]
        if left.kind == right.kind == "year" and left.weak != right.weak and _LIST.fullmatch(text, left.end, right.start):
            if left.weak:
                out[at] = replace(left, weak=False, rule="year-in-list")
            elif not counted(text, right.end):
                out[at + 1] = replace(right, weak=False, rule="year-in-list")
    return out


@cache
def _counted_words() -> re.Pattern[str]:
    return compiled(rf"\s{{0,3}}(?:%|‰|\$|€|₸|(?:{'|'.join(words()['not_a_date']['counted'])}))")


def counted(text: str, at: int) -> bool:
    """What follows shows that the number before counts something."""
    return _counted_words().match(text, at) is not None


def share_years(text: str, atoms: list[Atom]) -> list[Atom]:
    """The year of one neighbour in a list for the other: `5 октября и 6 ноября 2023 года`, `в январе, феврале 2023 года`."""
    out = list(atoms)
    for at in [*range(len(out) - 2, -1, -1), *range(len(out) - 1)]:
        left, right = out[at], out[at + 1]
        if left.kind != right.kind or left.kind not in {"day", "month", "part"} or left.dated == right.dated:
            continue
        if _LIST.fullmatch(text, left.end, right.start):
            if right.dated:
                out[at] = _borrow(left, right)
            else:
                out[at + 1] = _borrow(right, left)
    return out


def _borrow(atom: Atom, other: Atom) -> Atom:
    source = other.first or other.last or Point()
    first, last = (with_year(point, source) if point else None for point in (atom.first, atom.last))
    return replace(atom, first=first, last=last, dated=True, weak=False, rule=f"{atom.rule}-in-list")


def join_periods(text: str, atoms: list[Atom]) -> list[Atom]:
    """Two neighbours of one kind that a dash, `с … по`, `-дан … дейін`, `мен … аралығында` makes one period."""
    out: list[Atom] = []
    for atom in atoms:
        joined = _period(text, out[-1], atom) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(atom)
    return out


def _period(text: str, left: Atom, right: Atom) -> Atom | None:
    """The period from the one to the other, or None where they are two."""
    if right.rule == "days-of-the-month" and right.first is None and left.kind == "day" and not text[left.end : right.start].strip():
        return _to_day_of_month(text, left, right)
    if right.rule == "relative-day" and left.kind in _RANK and left.first == left.last:
        return _to_this_day(text, left, right)
    if not _RANK.keys() >= {left.kind, right.kind} or _RANK[left.kind] != _RANK[right.kind]:
        return None
    if left.first != left.last or (right.first != right.last and right.kind != "part"):
        return None
    end = _joint(text, left, right)
    if end is None or (left.kind == "year" and left.weak and right.weak and not _usual(text, left, right)):
        return None
    first, last = _both_years(left, right)
    if first.exact and last.exact and _order(first) >= _order(last):
        return None
    lead = LEAD.search(text, max(0, left.start - 20), left.start) or BETWEEN.search(text, max(0, left.start - 20), left.start)
    start = lead.start() if lead else left.start
    dated = left.dated or right.dated
    return replace(
        right, start=start, end=end, first=first, last=last, dated=dated, weak=left.weak and right.weak and not dated, rule="period"
    )


def _to_day_of_month(text: str, left: Atom, right: Atom) -> Atom | None:
    """`с 14 июля по 31 включительно`."""
    if left.first is None or left.first != left.last or right.last is None or (right.last.day or 0) <= (left.first.day or 0):
        return None
    lead = LEAD.search(text, max(0, left.start - 20), left.start)
    last = replace(left.first, day=right.last.day)
    return replace(left, start=lead.start() if lead else left.start, end=right.end, last=last, rule="period")


def _to_this_day(text: str, left: Atom, right: Atom) -> Atom | None:
    """`с 2018 года по сегодняшний день`, `2018 жылдан бүгінгі күнге дейін`: open at the end."""
    lead = LEAD.search(text, max(0, left.start - 20), left.start)
    if lead and _TO.fullmatch(text, left.end, right.start):
        return replace(left, start=lead.start(), end=right.end, last=None, rule="since")
    until = until_after().match(text, right.end)
    if until and _FROM_KK.fullmatch(text, left.end, right.start) and _ENDS_ABLATIVE.search(text, left.start, left.end):
        return replace(left, end=until.end(), last=None, rule="since")
    return None


def _usual(text: str, left: Atom, right: Atom) -> bool:
    """Two bare numbers that may well be years: of our time, and nothing counted after them."""
    years = [atom.first.year or 0 for atom in (left, right) if atom.first]
    return all(1985 <= year <= 2060 for year in years) and not counted(text, right.end) and not _DASH.fullmatch(text, left.end, right.start)


def _joint(text: str, left: Atom, right: Atom) -> int | None:
    """Where the period ends that the text between and around the two makes, None where it makes none."""
    a, b = left.end, right.start
    if b - a > 24 or _PARAGRAPH.search(text, a, b):
        return None
    if _DASH.fullmatch(text, a, b):
        return right.end
    if _TO.fullmatch(text, a, b):
        return right.end if LEAD.search(text, max(0, left.start - 20), left.start) else None
    if _AND.fullmatch(text, a, b):
        interval = _INTERVAL.match(text, right.end)
        return right.end if interval or BETWEEN.search(before(text, left.start)) else None
    until = until_after().match(text, right.end)
    ablative = _ENDS_ABLATIVE.search(text, left.start, left.end) or re.match(rf"\s?-?{ABLATIVE}|\s{{1,4}}бастап", text[a:b])
    return until.end() if until and ablative and _FROM_KK.fullmatch(text, a, b) else None


def _both_years(left: Atom, right: Atom) -> tuple[Point, Point]:
    """Both ends with their years: the one that lacks it has it from the other, over New Year where the months say so."""
    first, last = left.first or Point(), right.last or Point()
    turned = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
    if left.kind == "year" or left.dated == right.dated:
        return first, with_year(last, Point(), 1) if turned and not left.dated and left.kind != "year" else last
    if right.dated:
        return with_year(first, last, -1 if turned else 0), last
    return first, with_year(last, first, 1 if turned else 0)
