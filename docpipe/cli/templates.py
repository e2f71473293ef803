"""`docpipe templates`: the kinds of letters that there are, and what each needs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from docpipe.errors import DONE
from docpipe.reports.messages import LANGUAGES, language
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from docpipe.reply.templates import Field, Template


@click.command()
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of what is said; that of the locale by default.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a template, each on a line.")
def command(lang: str | None, *, as_json: bool) -> int:
    """The templates, each with the values that it needs of the data file (`?`: may be left out), then what every letter may be given.

    A ministry's own templates and layouts lie in the folder that DOCPIPE_TEMPLATES names, or in ./templates/letters.
    """
    from docpipe.reply import templates

    told = language(lang)
    for one in templates.every():
        click.echo(json.dumps(_plain(one, told), ensure_ascii=False) if as_json else _lines(one, told))
    if not as_json:
        click.echo("\n".join(_field(one) for one in templates.common(told)))
    return DONE


def _plain(one: Template, told: str) -> dict[str, object]:
    from docpipe.reply import templates

    fields = [
        {"name": field.name, "optional": field.optional, "about": field.about} for field in (*one.fields(told), *templates.common(told))
    ]
    return {"name": one.name, "title": one.title.get(told, ""), "languages": one.languages, "inquiry": one.inquiry, "fields": fields}


def _lines(one: Template, told: str) -> str:
    head = flat(f"{one.name}: {one.title.get(told, '')} ({', '.join(one.languages)})")
    return "\n".join((head, *(f"  {_field(field)}" for field in one.fields(told))))


def _field(one: Field) -> str:
    return flat(f"{one.name}{'?' if one.optional else ''} – {one.about}")
