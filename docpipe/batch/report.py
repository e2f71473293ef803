"""One page in HTML on a run or on a whole archive: what is pressing first, then the account of the files, then the lists and plots.

It needs no network and lets none be used. Of documents it shows number, date, issuer and title alone; of restricted ones not the last two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from docpipe.archive.due import Demand, demands
from docpipe.archive.overview import Overview, overview
from docpipe.reports.messages import words
from docpipe.reports.plain import flat
from docpipe.reports.templates import environment, policy, source
from docpipe.reports.values import number, told
from docpipe.vocabulary import workdays

if TYPE_CHECKING:
    from docpipe.archive.store import Archive
    from docpipe.batch.tally import Tally

_MOST, _WEEKS, _ID = 200, 5, 12
_LOUD = frozenset(("overdue", "soon"))


@dataclass(frozen=True, slots=True)
class Tile:
    """A number on the first screen that leads to its list. `loud` where something is pressing."""

    name: str
    number: int
    loud: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar and how many answers are due on it."""

    day: date
    number: int
    off: bool
    today: bool
    past: bool


def html(archive: Archive, today: date, language: str, *, tally: Tally | None = None, since: str | None = None) -> str:
    """The page: on what was read since a moment (UTC, ISO) with the run's account, or on the whole archive. What is due is told of all of it."""
    seen, due = overview(archive, today, since=since, most=_MOST), demands(archive, today)
    lists = {name: [one for one in due if one.group == name] for name in ("overdue", "soon", "unknown")}
    lists["unread"] = [one for one in due if one.received is None]
    style, script = source("base.css") + source("batch.css"), source("batch.js")
    template = environment(markup=True)
    template.filters.update(flat=flat, short=_short, told=partial(told, language=language), number=partial(number, language=language))
    say = words(language).say
    return template.get_template("batch.html.j2").render(
        say=say,
        over=say["overview"],
        language=language,
        title=say["overview"]["title_run" if tally else "title_archive"],
        today=today.isoformat(),
        seen=seen,
        lists=lists,
        tiles=_tiles(seen, lists),
        account=_account(seen, tally),
        absent=tally.absent if tally else 0,
        weeks=_weeks(due, today),
        weekdays=_weekdays(language),
        kinds=_kinds(seen),
        most=_MOST,
        id=_ID,
        style=style,
        script=script,
        policy=policy(style, script),
    )


def _short(day: str) -> str:
    return ".".join(reversed(day.split("-")))


def _tiles(seen: Overview, lists: Mapping[str, Sequence[Demand]]) -> list[Tile]:
    numbers = {name: len(lists[name]) for name in ("overdue", "soon", "unknown")}
    numbers |= {"restricted": seen.restricted.number, "unpaired": seen.unpaired.number, "unread": len(lists["unread"])}
    return [Tile(name, number, loud=number > 0 and name in _LOUD) for name, number in numbers.items()]


def _account(seen: Overview, tally: Tally | None) -> list[tuple[str, int]]:
    """The piles that all files are in, by name; what is known already only of a run."""
    piles = ("done", "partial", "quarantined")
    if tally is None:
        return [(name, seen.states.get(name, 0)) for name in piles]
    return [(name, getattr(tally, name)) for name in (*piles, "known")]


def _weeks(due: Sequence[Demand], today: date) -> list[list[Cell]]:
    """Five weeks from this one's Monday on."""
    numbers = Counter(one.due for one in due)
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=at) for at in range(7 * _WEEKS)]
    cells = [Cell(day, numbers[day.isoformat()], not workdays.is_working(day), day == today, day < today) for day in days]
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def _weekdays(language: str) -> list[str]:
    from babel import Locale

    names: Any = Locale(language).days["stand-alone"]["short"]
    return [names[at] for at in range(7)]


def _kinds(seen: Overview) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Each kind with its number and that of each language, the commonest first."""
    totals: Counter[str] = Counter()
    for (kind, _), many in seen.kinds.items():
        totals[kind] += many
    return [
        (kind, total, [(language, seen.kinds.get((kind, language), 0)) for language in ("kk", "ru", "en")])
        for kind, total in totals.most_common()
    ]
