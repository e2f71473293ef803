"""`docpipe search`: documents by their words, in any form and spelling."""

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
    from docpipe.archive.search import Hit
    from docpipe.archive.store import Archive

_ID = 12


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
            snippet = _snippet(archive, hit)
            click.echo(json.dumps({**asdict(hit), "snippet": snippet}, ensure_ascii=False) if as_json else _told(hit, snippet))
    return DONE


def _snippet(archive: Archive, hit: Hit) -> str:
    from docpipe.archive import store
    from docpipe.archive.search import snippet

    packet = json.loads(store.record(archive, hit.sha256) or "{}")
    document = next((one for one in packet.get("documents", ()) if one["id"] == hit.at), None)
    return snippet(packet["text"][slice(*document["span"])], hit.words) if document else ""


def _told(hit: Hit, snippet: str) -> str:
    head = "  ".join(
        filter(None, (f"{hit.sha256[:_ID]}/{hit.at}", hit.date, hit.kind, hit.language, hit.number and f"№ {hit.number}", hit.issuer))
    )
    return f"{flat(head)}\n    {flat(snippet)}"
