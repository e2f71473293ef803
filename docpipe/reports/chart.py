"""A chart of figures over time as SVG or PNG: lines told apart without colours, a vertical axis that begins at nothing, sources beneath."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, floor, log10

from docpipe.reports import chart_bars
from docpipe.reports.chart_data import Chart, Line, Point
from docpipe.reports.messages import words
from docpipe.reports.plain import flat
from docpipe.reports.templates import environment
from docpipe.reports.values import number

WIDTH, PLOT = 960, 340
LEFT, RIGHT, TOP = 90, 690, 84
_INKS = ("#14181d", "#1f5fa8", "#a3332a", "#0b6b66", "#7a4b00", "#6b3fa0", "#4a5560", "#9a1f63")
_DASHES = ("", "9 4", "2 4", "12 4 2 4", "5 3", "14 6", "6 3 2 3 2 3", "1 3")
_MARKS = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-3.6-3.6h7.2v7.2h-7.2z",
    "M0-5L4.6 3.4H-4.6z",
    "M0-5.2L5.2 0 0 5.2-5.2 0z",
)
"""A circle, a square, a triangle, a diamond; the first four lines have them full, the next four hollow."""
_POWERS = ((12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand"))
_ROW, _LETTER, _LONGEST = 17, 6.4, 38
_DENSITY = 2


@dataclass(frozen=True, slots=True)
class _Axes:
    """Where days and values stand. `step` sets the marks of the vertical axis apart; numbers on it are in powers of ten."""

    first: float
    last: float
    low: float
    high: float
    step: float
    power: int
    language: str

    def x(self, point: Point) -> float:
        span = self.last - self.first
        return round(LEFT + 40 + (RIGHT - LEFT - 80) * ((_middle(point) - self.first) / span if span else 0.5), 1)

    def y(self, value: float) -> float:
        return round(TOP + PLOT * (self.high - value) / (self.high - self.low), 1)

    def told(self, value: float) -> str:
        return number(value / 10**self.power, self.language)

    @property
    def marks(self) -> list[float]:
        return [self.low + at * self.step for at in range(round((self.high - self.low) / self.step) + 1)]


@dataclass(frozen=True, slots=True)
class _Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class _End:
    x: float
    y: float
    to: float
    figure: str
    name: str
    ink: str


def svg(chart: Chart) -> str:
    """The picture: lines, or bars where all is of one period. Text stays text, a figure tells its period and source to who stays on it."""
    axes = _axes(chart)
    say = words(chart.language).say["chart"]
    unit = ", ".join(filter(None, (" ".join(filter(None, (say.get(dict(_POWERS).get(axes.power, "")), chart.unit))), _one_period(chart))))
    template = environment(markup=True)
    if axes.first == axes.last and len(chart.lines) > 1:
        return template.get_template("bars.svg.j2").render(chart=chart, unit=unit, width=WIDTH, flat=flat, **_barred(chart, axes))
    return template.get_template("chart.svg.j2").render(
        chart=chart,
        axes=axes,
        unit=unit,
        ticks=list(_ticks(chart, axes)),
        drawn=[_drawn(at, line, axes, chart.language) for at, line in enumerate(chart.lines)],
        ends=_ends(chart, axes),
        labels=list(_labels(chart, axes)),
        frame=(WIDTH, LEFT, RIGHT, TOP, TOP + PLOT),
        height=TOP + PLOT + 60 + _ROW * len(chart.beneath),
        row=_ROW,
        flat=flat,
    )


def _one_period(chart: Chart) -> str:
    """The period where there is one for all of several lines."""
    periods = {(point.since, point.until) for point in _points(chart)}
    return period(*periods.pop()) if len(periods) == 1 and len(chart.lines) > 1 else ""


def _barred(chart: Chart, axes: _Axes) -> dict[str, object]:
    figures = [_figure(line.points[0], axes) for line in chart.lines]
    told = [_told(line.points[0], line.name, chart.language) for line in chart.lines]
    zero, bars = chart_bars.bars(chart.lines, figures, told)
    height = chart_bars.TOP + chart_bars.ROW * len(bars) + 32 + _ROW * len(chart.beneath)
    return {"zero": zero, "bars": bars, "left": chart_bars.LEFT, "top": chart_bars.TOP, "row": chart_bars.ROW, "height": height}


def png(picture: str) -> bytes:
    """The same picture in pixels, 192 to the inch."""
    import pypdfium2
    from weasyprint import HTML

    style = f"@page {{ size: {WIDTH}px {_height(picture)}px; margin: 0 }} body {{ margin: 0 }} svg {{ display: block }}"
    page = pypdfium2.PdfDocument(HTML(string=f"<style>{style}</style>{picture}").write_pdf())[0]
    out = io.BytesIO()
    page.render(scale=_DENSITY * 96 / 72).to_pil().save(out, "PNG", dpi=(96 * _DENSITY, 96 * _DENSITY))
    return out.getvalue()


def _height(picture: str) -> str:
    return picture.partition('height="')[2].partition('"')[0]


def _points(chart: Chart) -> Iterator[Point]:
    for line in chart.lines:
        yield from (*line.points, *line.others)


def _axes(chart: Chart) -> _Axes:
    """Zero stands on it always; marks at one, two or five, some five of them."""
    values, days = [point.value for point in _points(chart)], [_middle(point) for point in _points(chart)]
    low, high = min(0.0, *values), max(0.0, *values)
    rough = (high - low or 1.0) / 5
    unit = 10.0 ** floor(log10(rough))
    step = unit * next(each for each in (1, 2, 5, 10) if each * unit >= rough)
    power = next((each for each, _ in _POWERS if max(-low, high) >= 10 ** (each + 1) and all(_short(value, each) for value in values)), 0)
    return _Axes(min(days), max(days), floor(low / step) * step, max(ceil(high / step), 1) * step, step, power, chart.language)


def _short(value: float, power: int) -> bool:
    """Whether nothing is lost where the value is told in this power of ten with two decimals."""
    scaled = value / 10.0**power
    return abs(round(scaled, 2) - scaled) < 1e-9


def _middle(point: Point) -> float:
    return (date.fromisoformat(point.since).toordinal() + date.fromisoformat(point.until).toordinal()) / 2


def _ticks(chart: Chart, axes: _Axes) -> Iterator[_Label]:
    """The periods under the horizontal axis; of many not each."""
    periods = {(point.since, point.until): point for point in _points(chart)}
    names = {key: period(*key) for key in sorted(periods)}
    every = ceil(len(names) * (_LETTER * max(map(len, names.values())) + 10) / (RIGHT - LEFT))
    for at, (key, name) in enumerate(names.items()):
        if at % every == 0:
            yield _Label(axes.x(periods[key]), TOP + PLOT + 20, name)


def period(since: str, until: str) -> str:
    """A period in short: a year, a month, a day, else its two ends.

    >>> period("2023-01-01", "2023-12-31"), period("2023-01-01", "2023-06-30"), period("2023-08-01", "2023-08-01")
    ('2023', '01–06.2023', '01.08.2023')
    """
    start, end = since.split("-"), until.split("-")
    if since == until:
        return ".".join(reversed(start))
    if start[2] != "01" or (date.fromisoformat(until) + timedelta(days=1)).day != 1:
        return f"{'.'.join(reversed(start))}–{'.'.join(reversed(end))}"
    if start[1] == "01" and end[1] == "12":
        return "–".join(dict.fromkeys((start[0], end[0])))
    if start[0] == end[0]:
        return f"{'–'.join(dict.fromkeys((start[1], end[1])))}.{end[0]}"
    return f"{start[1]}.{start[0]}–{end[1]}.{end[0]}"


def _drawn(at: int, line: Line, axes: _Axes, language: str) -> dict[str, object]:
    """A line with its marks, broken where a period is missing."""
    points = [(axes.x(point), axes.y(point.value), point, _told(point, line.name, language)) for point in line.points]
    steps = [_middle(later) - _middle(point) for point, later in pairwise(line.points)]
    pieces: list[list[str]] = [[]]
    for place, (x, y, _, _) in enumerate(points):
        if place and steps[place - 1] > 1.5 * min(steps):
            pieces.append([])
        pieces[-1].append(f"{x},{y}")
    return {
        "ink": _INKS[at % len(_INKS)],
        "dash": _DASHES[at % len(_DASHES)],
        "mark": _MARKS[at % len(_MARKS)],
        "full": at < len(_MARKS),
        "pieces": [" ".join(piece) for piece in pieces if len(piece) > 1],
        "points": points,
        "others": [(axes.x(point), axes.y(point.value), point, _told(point, line.name, language)) for point in line.others],
    }


def _told(point: Point, name: str, language: str) -> str:
    return flat(f"{name}: {point.sign}{number(point.value, language)}, {period(point.since, point.until)} ({point.source})")


def _ends(chart: Chart, axes: _Axes) -> list[_End]:
    """Names and last figures at the right, each beside the end of its line, none on another."""
    placed: list[_End] = []
    for at, line in sorted(enumerate(chart.lines), key=lambda one: axes.y(one[1].points[-1].value)):
        last, name = line.points[-1], flat(line.name)
        y = axes.y(last.value)
        lower = max(y, placed[-1].to + _ROW) if placed else y
        figure = _figure(last, axes)
        room = _LONGEST - len(figure)
        placed.append(_End(axes.x(last), y, lower, figure, name if len(name) <= room else name[: room - 1] + "…", _INKS[at % len(_INKS)]))
    return placed


def _figure(point: Point, axes: _Axes) -> str:
    return f"{point.sign}{axes.told(point.value)}{'?' if point.doubtful else ''}"


def _labels(chart: Chart, axes: _Axes) -> Iterator[_Label]:
    """The figures above or under their points, as many as do not stand on each other; those of the last points stand at the right."""
    taken: list[tuple[float, float, float]] = [(axes.x(point), axes.y(point.value), 6.0) for point in _points(chart)]
    for line in chart.lines:
        for point in line.points[:-1]:
            text = _figure(point, axes)
            x, half = axes.x(point), len(text) * _LETTER / 2
            for y in (axes.y(point.value) - 9, axes.y(point.value) + 18):
                if all(abs(x - each) >= half + wide or abs(y - 4 - high) >= 11 for each, high, wide in taken):
                    taken.append((x, y - 4, half))
                    yield _Label(x, y, text)
                    break
