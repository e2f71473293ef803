"""`docpipe list`: the files of the archive, one a line."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from docpipe.cli.archived import archive_option, filters, opened
from docpipe.errors import DONE
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from docpipe.archive.filters import Filters
    from docpipe.archive.listing import Listed, Paper

_ID = 12


@click.command()
@archive_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, each on a line.")
@filters
def command(place: str | None, chosen: Filters, *, as_json: bool) -> int:
    """The files that the filters let through: ID, state, what is in it, under which name it came."""
    from docpipe.archive import listing

    with opened(place) as archive:
        for one in listing.listed(archive, chosen):
            click.echo(json.dumps(asdict(one), ensure_ascii=False) if as_json else _line(one))
    return DONE


def _line(one: Listed) -> str:
    papers = "; ".join(
        " ".join(filter(None, (paper.kind, paper.language, _restricted(paper), paper.number and f"№ {paper.number}", paper.date)))
        for paper in one.documents
    )
    state = f"{one.state} {one.code}" if one.code else one.state
    return flat(f"{one.sha256[:_ID]}  {state:<12}  {papers or '-'}  {one.names[0] if one.names else '-'}")


def _restricted(paper: Paper) -> str | None:
    return "restricted" if "restricted" in (paper.marks or "").split() else None
