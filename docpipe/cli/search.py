"""`docpipe search`: documents by their words, in any form and spelling."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from docpipe.cli.archived import archive_option, filters, opened
from docpipe.errors import DONE
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from docpipe.archive.filters import Filters
    from docpipe.archive.search import Hit
    from docpipe.archive.snippet import Snippet
    from docpipe.archive.store import Archive

_ID = 12
_LIT, _PLAIN = "\ue000", "\ue001"
"""Stand for the signs that make a terminal write in bold and plain again."""


@click.command()
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@archive_option
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many documents at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document, each on a line.")
@filters
def command(query: tuple[str, ...], place: str | None, limit: int, chosen: Filters, *, as_json: bool) -> int:
    """Documents that hold the words, Kazakh or Russian, in whatever form; the best first, each with the place where they stand.

    Surnames are found in either language's spelling; where little is found, misspelt words are looked for too.
    """
    from docpipe.archive import search

    with opened(place) as archive:
        for hit in search.search(archive, " ".join(query), chosen, limit):
            found, start = _snippet(archive, hit)
            click.echo(_json(hit, found, start) if as_json else _told(hit, found))
    return DONE


def _snippet(archive: Archive, hit: Hit) -> tuple[Snippet, int]:
    """Where the words stand in the document, and where that begins in the text of the record."""
    from docpipe.archive import store
    from docpipe.archive.snippet import snippet

    packet = json.loads(store.record(archive, hit.sha256) or "{}")
    document = next((one for one in packet.get("documents", ()) if one["id"] == hit.paper.at), None)
    start, end = document["span"] if document else (0, 0)
    return snippet(packet.get("text", "")[start:end], hit.words), start


def _json(hit: Hit, found: Snippet, start: int) -> str:
    places = {"span": [start + at for at in found.span], "found": [[start + at for at in span] for span in found.found]}
    return json.dumps(
        {"sha256": hit.sha256, **asdict(hit.paper), "words": hit.words, "snippet": found.shown(), **places}, ensure_ascii=False
    )


def _told(hit: Hit, found: Snippet) -> str:
    one = hit.paper
    number = one.number and f"№ {one.number}"
    restricted = "restricted" if "restricted" in (one.marks or "").split() else None
    head = (f"{hit.sha256[:_ID]}/{one.at}", one.date, one.kind, one.language, restricted, number, one.issuer)
    return f"{flat('  '.join(filter(None, head)))}\n    {_lit(flat(found.shown(_marked)))}"


def _marked(word: str) -> str:
    return f"{_LIT}{word}{_PLAIN}"


def _lit(shown: str) -> str:
    """What was found in bold on a terminal, where no sign of the document's own can do anything any more."""
    bold, plain = ("\x1b[1m", "\x1b[22m") if sys.stdout.isatty() else ("", "")
    return shown.replace(_LIT, bold).replace(_PLAIN, plain)
