"""`docpipe schema`: the JSON Schema of the record."""

from __future__ import annotations

import json

import click

from docpipe.errors import DONE
from docpipe.model.record import Packet


def record_schema() -> dict[str, object]:
    """The JSON Schema of a record as docpipe writes it, field names as in the JSON.

    >>> record_schema()["title"]
    'Packet'
    """
    return Packet.model_json_schema(by_alias=True, mode="serialization")


@click.command()
def command() -> int:
    """Print the JSON Schema of the record that `extract` writes."""
    click.echo(json.dumps(record_schema(), ensure_ascii=False, indent=2))
    return DONE
