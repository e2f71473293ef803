"""`docpipe stats`: the figures of the archive, as a table, a file or a chart."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docpipe.cli.archived import archive_option, ended_in_order, filters, opened
from docpipe.cli.whole import whole
from docpipe.errors import DONE, WrongCall
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from docpipe.archive.figure_rows import Row
    from docpipe.archive.filters import Filters
    from docpipe.reports.spreadsheet import Column, Kind


@click.command()
@click.argument("query", nargs=-1, metavar="[QUERY...]")
@archive_option
@click.option("-o", "--output", metavar="FILE", help="Write them to a file: .xlsx, .csv, .parquet or .jsonl.")
@click.option("--chart", metavar="FILE", help="Draw them over their periods: .svg or .png.")
@click.option("--include-restricted", is_flag=True, help="Also the figures of files that hold a restricted document.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a figure, each on a line.")
@filters
def command(
    query: tuple[str, ...],
    place: str | None,
    output: str | None,
    chart: str | None,
    chosen: Filters,
    *,
    include_restricted: bool,
    as_json: bool,
) -> int:
    """The figures of the documents: how many, of what, when, where, and where it is printed; with a QUERY those about all of its words, in any form and either language.

    What the two language versions of a document both say comes once; --lang asks for one version. A document marked restricted is left out
    with all of its file.
    """
    from docpipe.archive import statistics
    from docpipe.cli.stats_chart import draw
    from docpipe.reports.messages import language

    asked = " ".join(query) or None
    targets = _targets(output, chart)
    with ended_in_order(), opened(place) as archive:
        if not include_restricted:
            _tell_left_out(statistics.left_out(archive, chosen, asked))

        def rows() -> Iterator[Row]:
            return statistics.rows(archive, chosen, asked, restricted=include_restricted)

        if targets[0]:
            _write(targets[0], rows())
        if targets[1]:
            draw(targets[1], rows(), asked, language(None))
        if not any(targets):
            for one in rows():
                click.echo(json.dumps(dict(zip(NAMES, values(one), strict=True)), ensure_ascii=False) if as_json else _line(one))
    return DONE


NAMES = (
    *("value", "low", "high", "unit", "counted", "label", "qualifier", "period_from", "period_to", "region"),
    *("change", "change_from", "change_to", "change_versus", "part_of", "id", "language", "also"),
    *("number", "date", "issuer", "title", "kind", "page", "text", "findings", "confidence", "file"),
)
"""The columns, by their names in data files."""
_NUMBERS = frozenset(("value", "low", "high", "change_from", "change_to", "confidence"))
_DAYS = frozenset(("period_from", "period_to", "date"))
_WIDE = {"label": 50, "text": 28, "region": 24, "issuer": 32, "title": 32, "counted": 18, "value": 20, "id": 18, "part_of": 18}
_FIELDS = {"period_from": "since", "period_to": "until", "change": "direction", "change_versus": "versus", "file": "sha256"}
_CODED = {"unit": "units", "qualifier": "qualifiers", "kind": "kinds", "language": "languages", "also": "languages"}
_ARROWS = {"up": "↑", "down": "↓"}


def values(one: Row) -> list[str | float | None]:
    """The cells of a figure's row, as `NAMES` has them."""
    told = {"findings": " ".join(each.code for each in one.findings) or None}
    return [told[name] if name in told else getattr(one, _FIELDS.get(name, name)) for name in NAMES]


def _targets(output: str | None, chart: str | None) -> tuple[Path | None, Path | None]:
    """The files to write; `WrongCall` where their names tell no kind that there is."""
    from docpipe.reports.spreadsheet import WRITERS

    for told, kinds, option in ((output, tuple(WRITERS), "-o"), (chart, (".svg", ".png"), "--chart")):
        if told is not None and Path(told).suffix.lower() not in kinds:
            raise WrongCall(f"{option} does not know this kind of file", f"Give it a name that ends in {', '.join(kinds)}")
    return (Path(output) if output else None), (Path(chart) if chart else None)


def _tell_left_out(documents: int) -> None:
    if documents:
        click.echo(f"docpipe: {documents} documents left out, restricted or of a file that is (--include-restricted)", err=True)


def _write(target: Path, rows: Iterator[Row]) -> None:
    """The table, whole or not at all; what is passing lies beside it."""
    from docpipe.reports.spreadsheet import WRITERS

    kind = target.suffix.lower()
    cells = (_worded(values(one)) if kind == ".xlsx" else values(one) for one in rows)
    with whole(target, "-o") as file, tempfile.TemporaryDirectory(dir=target.parent, prefix=".docpipe-") as scratch:
        WRITERS[kind](file, _columns(), cells, Path(scratch))


def _columns() -> list[Column]:
    from docpipe.reports.messages import language, words
    from docpipe.reports.spreadsheet import Column

    say = words(language(None)).say["figure_columns"]
    return [Column(name, say[name], _kind(name), _WIDE.get(name, 13)) for name in NAMES]


def _kind(name: str) -> Kind:
    if name in _NUMBERS:
        return "number"
    return "day" if name in _DAYS else "whole" if name == "page" else "text"


def _worded(cells: list[str | float | None]) -> list[str | float | None]:
    """The row with words of the person's language in place of codes."""
    from docpipe.reports.messages import language, words

    say = words(language(None)).say
    for at, name in enumerate(NAMES):
        cell = cells[at]
        if isinstance(cell, str):
            cells[at] = _ARROWS.get(cell, cell) if name == "change" else say[_CODED[name]].get(cell, cell) if name in _CODED else cell
    return cells


def _line(one: Row) -> str:
    """A figure for the terminal: what it says, and below where that stands."""
    from docpipe.reports.messages import language, words

    say = words(language(None)).say
    noun = one.counted or "" if one.unit == "count" else say["units"].get(one.unit, one.unit)
    period = " – ".join(day or "…" for day in (one.since, one.until)) if one.since or one.until else None
    head = "  ".join(filter(None, (f"{_ARROWS.get(one.direction or '', '')}{_number(one, say['language'])} {noun}", one.region, period)))
    place = ", ".join(filter(None, (one.number and f"№ {one.number}", one.date, f"p. {one.page}" if one.page else None, one.id)))
    return f"{flat(head)}\n    {flat(one.label or one.text)}  [{flat(place)}]{''.join(f' !{each.code}' for each in one.findings)}"


def _number(one: Row, speech: str) -> str:
    """As exact as it is said: `> 60`, `5–7`."""
    from docpipe.reports.values import SIGNS, number

    ends = (one.value,) if one.value is not None else (one.low, one.high)
    return SIGNS.get(one.qualifier, "") + "–".join("…" if end is None else number(end, speech) for end in ends)
