"""Figures of the archive in a letter: `{{ stat("введено объектов", period="2023") }}` in a template or in an answer of the data file.

A figure that is not there, of which several fit, or that has an open finding, stops the letter; it is never rounded or guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docpipe.model.lazy import lazy
from docpipe.reply import filters_numbers
from docpipe.reply.people import BOUND
from docpipe.reply.values import Missing, Source
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.archive.figure_rows import Row
    from docpipe.archive.store import Archive

_STRING = r'"([^"{}\n]{1,300})"'
_CALL = lazy(
    rf"\{{\{{\s{{0,9}}stat\(\s{{0,9}}{_STRING}((?:\s{{0,9}},\s{{0,9}}(?:period|region)\s{{0,9}}=\s{{0,9}}{_STRING}){{0,2}})\s{{0,9}}\)\s{{0,9}}\}}\}}"
)
_NAMED = lazy(rf"(period|region)\s{{0,9}}=\s{{0,9}}{_STRING}")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the archive: words, a period (`2023`, `2023-01/2023-09`), a region in either language."""

    words: str
    period: str | None = None
    region: str | None = None

    def __str__(self) -> str:
        named = (f', {name}="{value}"' for name, value in (("period", self.period), ("region", self.region)) if value)
        return f'stat("{self.words}"{"".join(named)})'


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as each language prints it, and where it stands."""

    query: Query
    texts: Mapping[str, str]
    source: Source
    row: Row


def asked(text: str) -> Iterator[tuple[int, int, Query]]:
    """The calls of `stat` in a text of the data file, each with its place. Nothing else in it is understood.

    >>> [(str(query)) for _, _, query in asked('{{ stat("нысан", period="2023") }} {{ 7*7 }}')]
    ['stat("нысан", period="2023")']
    """
    for call in _CALL.finditer(text):
        yield call.start(), call.end(), Query(call[1], **dict(_NAMED.findall(call[2] or "")))


def picked(archive: Archive | None, queries: Iterable[Query]) -> tuple[dict[Query, Figure], list[Missing]]:
    """The figures of the archive, and those that cannot be had, each with the reason."""
    found: dict[Query, Figure] = {}
    missing: list[Missing] = []
    for query in dict.fromkeys(queries):
        one = _picked(archive, query) if archive else "there is no archive"
        if isinstance(one, str):
            missing.append(Missing(str(query), one))
        else:
            found[query] = Figure(query, {language: printed(one, language) for language in ("kk", "ru")}, _source(one), one)
    return found, missing


def _picked(archive: Archive, query: Query) -> Row | str:
    from docpipe.archive import statistics

    rows = statistics.pick(archive, query.words, period=query.period, region=query.region)
    if not rows:
        return "the archive has no such figure"
    best = rows[0]
    alike = [one for one in rows if (one.since, one.until, one.region, one.unit) == (best.since, best.until, best.region, best.unit)]
    if len({one.value for one in alike}) > 1:
        told = "; ".join(f"{one.text} ({_place(one)})" for one in alike[:3])
        return f"several figures fit: {told}; say more words, the period or the region"
    if best.grave:
        return f"{best.text} ({_place(best)}) has an open finding: {', '.join(one.code for one in best.grave)}"
    if best.draft:
        return f"{best.text} stands in a draft only ({_place(best)})"
    if best.value is None or best.qualifier != "exact":
        return f"{best.text} ({_place(best)}) is not one exact figure: write it into the answer yourself"
    return best


def _place(row: Row) -> str:
    page = f"p. {row.page}" if row.page else None
    return " ".join(filter(None, (row.sha256[:12], row.number and f"№ {row.number}", row.date, page)))


def _source(row: Row) -> Source:
    return Source("archive", row.number, row.sha256, row.at, row.page, row.span, row.text)


def printed(row: Row, language: str) -> str:
    """The figure as the language prints it, in the scale that its source has: `146,4 млрд теңге`, `18 %`, `655`."""
    value = row.value or 0
    for scale in table("letters")["scale"]:
        if abs(value) >= scale["value"] and row.step >= scale["value"] / 100:
            number = f"{filters_numbers.number(_scaled(value, scale['value']))}{BOUND}{scale[language]}"
            break
    else:
        number = filters_numbers.number(value)
    unit = table("letters")["units"].get(row.unit, {}).get(language, row.unit)
    return f"{number}{BOUND}{unit}" if unit else number


def _scaled(value: float, scale: int) -> Any:
    from decimal import Decimal

    return Decimal(str(value)) / scale


@dataclass(slots=True)
class Notes:
    """Figures put into a text, numbered where a working copy shows their sources."""

    known: Mapping[Query, Figure]
    language: str
    shown: bool = False
    used: list[Figure] = field(default_factory=list)
    asked: list[Query] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stat = _Stat(self)

    stat: _Stat = field(init=False)

    def told(self, query: Query) -> str:
        """The figure's text; a stroke where it is not known yet: the first time a text is gone through only to hear what it asks."""
        self.asked.append(query)
        figure = self.known.get(query)
        if figure is None:
            return "—"
        if figure not in self.used:
            self.used.append(figure)
        mark = f"{BOUND}[{self.used.index(figure) + 1}]" if self.shown else ""
        return figure.texts[self.language] + mark

    def filled(self, text: str) -> str:
        """A text of the data file with its figures."""
        parts, end = [], 0
        for start, stop, query in asked(text):
            parts += [text[end:start], self.told(query)]
            end = stop
        return "".join([*parts, text[end:]])

    def lines(self) -> tuple[str, ...]:
        """The sources, as the working copy shows them at its end."""
        if not self.shown or not self.used:
            return ()
        head = table("letters")["sources"][self.language]
        return (head, *(f"[{at}] {one.texts[self.language]} — {_place(one.row)}: {one.row.text}" for at, one in enumerate(self.used, 1)))


class _Stat:
    """`stat` as templates call it."""

    callable_in_templates = True

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def __call__(self, words: str, period: str | None = None, region: str | None = None) -> str:
        return self._notes.told(Query(str(words), period and str(period), region and str(region)))
