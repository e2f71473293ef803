"""A plot of milliseconds by the size of an archive, both axes by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 760, 420, 70, 40, 190, 50
_LINES = {"search": "#1d4f91", "acting": "#b04a4a", "of twenty": "#5a955a"}
_NAMES = {"search": "search, p95", "acting": "acting --on, p95", "of twenty": "one more record, p95"}
_LOWEST, _HIGHEST = 0.1, 100.0
Results = Mapping[int, Mapping[str, float]]


def drawn(path: Path, name: str, results: Results) -> None:
    """The plot as SVG."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="PT Sans, DejaVu Sans, sans-serif" font-size="13">'
    title = f'<text x="{_LEFT}" y="22" font-size="15" font-weight="bold">{escape(name)}: milliseconds by records in the archive</text>'
    path.write_text("\n".join([head, title, *_grid(results), *_curves(results), "</svg>", ""]), "utf-8")


def _x(size: float, results: Results) -> float:
    first, last = math.log10(min(results)), math.log10(max(results))
    return _LEFT + (math.log10(size) - first) / ((last - first) or 1) * (_WIDTH - _LEFT - _RIGHT)


def _y(value: float) -> float:
    first, last = math.log10(_LOWEST), math.log10(_HIGHEST)
    return _HEIGHT - _BOTTOM - (math.log10(min(max(value, _LOWEST), _HIGHEST)) - first) / (last - first) * (_HEIGHT - _TOP - _BOTTOM)


def _grid(results: Results) -> Iterator[str]:
    for value in (0.1, 1, 10, 100):
        yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{_y(value):.1f}" y2="{_y(value):.1f}" stroke="#ccc"/>'
        yield f'<text x="{_LEFT - 8}" y="{_y(value) + 4:.1f}" text-anchor="end">{value:g}</text>'
    for size in results:
        yield f'<text x="{_x(size, results):.1f}" y="{_HEIGHT - _BOTTOM + 22}" text-anchor="middle">{size:,}</text>'


def _curves(results: Results) -> Iterator[str]:
    ends = _apart({kind: _y(results[max(results)][kind]) for kind in _LINES})
    for kind, colour in _LINES.items():
        points = [(_x(size, results), _y(each[kind])) for size, each in results.items()]
        told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{told}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points)
        yield f'<text x="{points[-1][0] + 12:.1f}" y="{ends[kind] + 4:.1f}" fill="{colour}">{_NAMES[kind]} {results[max(results)][kind]:.1f}</text>'


def _apart(ends: Mapping[str, float]) -> dict[str, float]:
    """Heights of the names, none upon another."""
    found: dict[str, float] = {}
    for kind, y in sorted(ends.items(), key=lambda one: one[1]):
        found[kind] = max(y, max(found.values(), default=0) + 17)
    return found
