"""Periods with one end left open, and years that may lie ahead: what stands before or after a date decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from docpipe.mentions.dates_build import Atom
from docpipe.mentions.dates_join import BETWEEN, LEAD, SUFFIX, until_after
from docpipe.mentions.dates_words import any_of, words
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled


@cache
def _openers() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    since, until, edge = words()["since"], words()["until"], words()["edge"]
    lead = r"(?<![\w/]){}\s{{1,4}}(?:«\s?)?\Z"
    return (
        compiled(lead.format(any_of(since["before"]))),
        compiled(rf"{SUFFIX}\s{{0,4}}{any_of(since['after'])}"),
        compiled(lead.format(any_of(until["before"]))),
        compiled(rf"\s{{1,4}}{any_of(edge['begin_kk'])}"),
        compiled(rf"\s{{1,4}}{any_of(edge['end_kk'])}"),
    )


def open_ends(text: str, atoms: Iterable[Atom]) -> list[Atom]:
    """`с 5 октября`, `2006 жылдан бастап` without an end, `до 31 июля`, `31 шілдеге дейін` without a beginning."""
    return [_opened(text, atom) if atom.kind != "words" and not atom.weak else atom for atom in atoms]


def _opened(text: str, atom: Atom) -> Atom:
    for step in (_year_edge, _part_edge, _since, _until, _both_ends, _plan):
        opened = step(text, atom)
        if opened is not None:
            return opened
    return atom


def _year_edge(text: str, atom: Atom) -> Atom | None:
    """`2023 жылдың басынан бері`, `2024 жылдың соңына дейін`."""
    if atom.kind != "year" or atom.first is None or atom.first != atom.last:
        return None
    if begin := _openers()[3].match(text, atom.end):
        return replace(atom, end=begin.end(), first=replace(atom.first, month=1, day=1), last=None, rule="since-the-beginning")
    if end := _openers()[4].match(text, atom.end):
        return replace(atom, end=end.end(), first=None, last=replace(atom.first, month=12, day=31), rule="until-the-end")
    return None


@cache
def _end_lead() -> re.Pattern[str]:
    return compiled(rf"(?<!\w){any_of(words()['edge']['end'])}\s{{1,4}}\Z")


def _part_edge(text: str, atom: Atom) -> Atom | None:
    """`к концу I полугодия 2025 года`, `2025 жылғы бірінші тоқсанның соңына дейін`, `до конца мая 2025 года`."""
    if atom.kind not in ("part", "month") or atom.last is None:
        return None
    if lead := _end_lead().search(text, max(0, atom.start - 24), atom.start):
        return replace(atom, start=lead.start(), first=None, rule="until-the-end")
    if end := _openers()[4].match(text, atom.end):
        return replace(atom, end=end.end(), first=None, rule="until-the-end")
    return None


def _since(text: str, atom: Atom) -> Atom | None:
    """Open at the end: only a single point, or a part of a year in whose first day it begins."""
    if atom.first is None or (atom.first != atom.last and atom.kind != "part"):
        return None
    if after := _openers()[1].match(text, atom.end):
        return replace(atom, end=after.end(), last=None, rule="since")
    lead = _openers()[0].search(text, max(0, atom.start - 24), atom.start)
    if lead and not _compares(text, atom, lead.start()):
        return replace(atom, start=lead.start(), last=None, rule="since")
    return None


@cache
def _compare_words() -> re.Pattern[str]:
    return compiled(rf"(?:{'|'.join(words()['compare']['ru'])})\w{{0,5}}\s{{1,4}}\Z")


_INSTRUMENTAL = lazy(r"(?:годом|годами|кварталом|полугодием|месяцем|месяцами|ем|ём|том)\.?\Z")


def _compares(text: str, atom: Atom, at: int) -> bool:
    """`по сравнению с 2020 годом`, `с октябрём`: with, not since."""
    if text[at : at + 1] not in {"с", "c"}:
        return False
    return _INSTRUMENTAL.search(text, atom.start, atom.end) is not None or _compare_words().search(text, max(0, at - 24), at) is not None


_DATIVE_YEAR = lazy(r"(?:году|годам|июлю|июню|марту|августу|[яа]рю|преллю|кварталу|полугодию|ябрю)\Z")


def _until(text: str, atom: Atom) -> Atom | None:
    """Open at the beginning; `по 2021 году` speaks about a year and opens nothing."""
    if atom.last is None or (atom.first != atom.last and atom.kind != "part"):
        return None
    if after := until_after().match(text, atom.end):
        return replace(atom, end=after.end(), first=None, rule="until")
    lead = _openers()[2].search(text, max(0, atom.start - 24), atom.start)
    if lead is None:
        return None
    about = lead.group().strip() == "по" and (atom.kind == "part" or _DATIVE_YEAR.search(text, atom.start, atom.end) is not None)
    late = lead.group().strip().startswith("не позднее")
    return None if about or late else replace(atom, start=lead.start(), first=None, rule="until")


def _both_ends(text: str, atom: Atom) -> Atom | None:
    """The words that hold a period of days together: `с 14 по 31 июля`, `5-тен 20 қазанға дейін`."""
    if not atom.rule.startswith("days-month"):
        return None
    lead = LEAD.search(text, max(0, atom.start - 20), atom.start) or BETWEEN.search(text, max(0, atom.start - 20), atom.start)
    until = until_after().match(text, atom.end)
    return replace(atom, start=lead.start() if lead else atom.start, end=until.end() if until else atom.end)


_AHEAD = lazy(r"(?<!\w)(?:(?P<by>к|by)|на|for)\s{1,4}\Z")
_FOR_YEAR_KK = lazy(r"жылға\Z|жылдарға\Z")
_COMPARED_KK = lazy(r"\s{1,4}(?:қарағанда|қатысты)")


def _plan(text: str, atom: Atom) -> Atom | None:
    """A year that may lie ahead: `к 2025 году`, `на 2024 год`, `2024 жылға арналған`. Its value is the same, `anchor` leaves it aside."""
    if atom.kind != "year" or atom.rule != "year":
        return None
    lead = _AHEAD.search(text, max(0, atom.start - 8), atom.start)
    ahead = _FOR_YEAR_KK.search(text, atom.start, atom.end) and not _COMPARED_KK.match(text, atom.end)
    if lead is None and not ahead:
        return None
    return replace(atom, rule="by-year" if lead and lead["by"] else "year-ahead")
