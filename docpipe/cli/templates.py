"""`docpipe templates`: the kinds of letters that there are, and what each needs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from docpipe.errors import DONE
from docpipe.reports.messages import LANGUAGES, language
from docpipe.reports.plain import flat

if TYPE_CHECKING:
    from docpipe.reply.templates import Template


@click.command()
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of what is said; that of the locale by default.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a template, each on a line.")
def command(lang: str | None, *, as_json: bool) -> int:
    """The templates, the ministry's own first, each with the values that it needs of the data file beside those of every letter.

    A ministry's own templates and layouts lie in the folder that DOCPIPE_TEMPLATES names, or in ./templates/letters.
    """
    from docpipe.reply import templates

    told = language(lang)
    for one in templates.every():
        click.echo(json.dumps(_plain(one, told), ensure_ascii=False) if as_json else _lines(one, told))
    return DONE


def _plain(one: Template, told: str) -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.title.get(told, ""),
        "languages": list(one.languages),
        "inquiry": one.inquiry,
        "fields": [{"name": field.name, "optional": field.optional, "about": field.about} for field in one.fields(told)],
    }


def _lines(one: Template, told: str) -> str:
    head = flat(f"{one.name}  {one.title.get(told, '')}  ({', '.join(one.languages)})")
    fields = (flat(f"    {field.name}{'?' if field.optional else ''}  {field.about}") for field in one.fields(told))
    return "\n".join((head, *fields))
