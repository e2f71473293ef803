"""The chart of `docpipe stats`: which figures are drawn, what its lines are called, what stands beneath."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from docpipe.cli.whole import whole
from docpipe.errors import WrongCall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docpipe.archive.figure_rows import Row
    from docpipe.archive.series import Line, Series
    from docpipe.reports.chart_data import Chart, Point

_MOST_SOURCES, _WIDTH = 12, 145


def draw(target: Path, rows: Iterable[Row], query: str | None, language: str) -> None:
    """The chart written, whole or not at all. `WrongCall` where nothing can be drawn."""
    from docpipe.archive import series
    from docpipe.reports import chart

    found = series.of(rows)
    if found is None:
        raise WrongCall("There is no figure that has a value and a period", "Ask for other words, or for less by the filters")
    picture = chart.svg(_chart(found, query, language))
    with whole(target, "--chart") as file:
        file.write(chart.png(picture) if target.suffix.lower() == ".png" else picture.encode())


def _chart(found: Series, query: str | None, language: str) -> Chart:
    from docpipe.reports.chart_data import Chart, Line
    from docpipe.reports.messages import words

    say = words(language).say
    names, alike = _names(found.lines, say["chart"]["all"])
    nouns = {line.counted for line in found.lines}
    noun = next(iter(nouns)) or "" if len(nouns) == 1 else ""
    lines = [
        Line(name, [_point(one, say) for one in line.points], [_point(one, say) for one in line.others])
        for name, line in zip(names, found.lines, strict=True)
    ]
    unit = noun if found.unit == "count" else say["units"].get(found.unit, found.unit)
    return Chart(query or alike or unit, unit, lines, list(_beneath(found, say)), language)


def _names(lines: Sequence[Line], everywhere: str) -> tuple[list[str], str]:
    """Each line by what sets it apart from the others; and what is alike in all."""
    told = [(line.measure, line.counted, line.region or everywhere) for line in lines]
    alike = [len(set(parts)) == 1 for parts in zip(*told, strict=True)]
    names = [", ".join(part for part, same in zip(parts, alike, strict=True) if part and not same) for parts in told]
    title = ", ".join(part for part, same in zip(told[0], alike, strict=True) if part and same and part != everywhere)
    return [name or title for name in names], title


def _point(one: Row, say: dict[str, Any]) -> Point:
    from docpipe.reports.chart_data import Point
    from docpipe.reports.values import SIGNS

    return Point(one.since or "", one.until or "", one.value or 0, _source(one, say), SIGNS.get(one.qualifier, ""), bool(one.grave))


def _source(one: Row, say: dict[str, Any]) -> str:
    from docpipe.reports.values import told

    name = f"№ {one.number}" if one.number else one.title or say["kinds"][one.kind]
    page = say["at"]["page"].format(one.page) if one.page else None
    return ", ".join(filter(None, (name, one.date and told(one.date, say["language"]), one.issuer, page, one.sha256[:12])))


def _beneath(found: Series, say: dict[str, Any]) -> Iterator[str]:
    points = [one for line in found.lines for one in (*line.points, *line.others)]
    if any(one.grave for one in points):
        yield say["chart"]["doubtful"]
    if any(line.others for line in found.lines):
        yield say["chart"]["older"]
    if found.left_out:
        told = "; ".join(say["chart"][reason].format(number) for reason, number in found.left_out.items())
        yield f"{say['chart']['left_out']}: {told}"
    sources = list(dict.fromkeys(_source(one, say) for one in points))
    told = "; ".join(sources[:_MOST_SOURCES])
    more = f"; {say['chart']['more'].format(len(sources) - _MOST_SOURCES)}" if len(sources) > _MOST_SOURCES else ""
    yield from wrap(f"{say['chart']['sources']}: {told}{more}", _WIDTH)
