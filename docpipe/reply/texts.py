"""The body of a letter: a template's text in one language, made to paragraphs. Values are text: none begins a paragraph, a heading or a tag."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any, Literal

import jinja2

from docpipe.errors import DocpipeError
from docpipe.model.lazy import lazy
from docpipe.reply import data, filters, folders, jinja, wording
from docpipe.reply.sheet import Block

_MOST = 200_000
_SLOT = lazy(r"\x00(\d+)\x00")
_BLANK_LINE = lazy(r"\n[ \t]*\n")
_KINDS: tuple[tuple[str, Literal["heading", "note", "title"]], ...] = (("# ", "heading"), ("> ", "note"), ("! ", "title"))
"""How a paragraph of a template begins that is no plain one: a heading, a note of the working copy, a title."""


class TemplateFault(DocpipeError):
    """A template has a mistake, or asks for what there is not."""

    code = "E_TEMPLATE"


def blocks(name: str, language: str, context: Mapping[str, Any], *, notes: bool = False) -> tuple[Block, ...]:
    """The paragraphs of a template's text. `TemplateFault` names the file and the line; `notes`: those of the working copy too."""
    told, slots = _rendered(f"{name}/{language}.txt.j2", language, context)
    found = (_block(part, slots) for part in _BLANK_LINE.split(told) if part.strip())
    return tuple(one for one in found if one.text and (notes or one.kind != "note"))


def line(name: str, language: str, context: Mapping[str, Any]) -> str:
    """What a template of one line says, such as an order's title."""
    return " ".join(one.text for one in blocks(name, language, context))


def _rendered(file: str, language: str, context: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The text with a slot for each value, and the values."""
    slots: list[str] = []
    mark = _slots.set(slots)
    try:
        told = _environment(language).get_template(file).render(context)
    except jinja2.TemplateError as error:
        raise fault(file, error) from error
    except (TypeError, ValueError, AttributeError, KeyError, ZeroDivisionError, OverflowError, RecursionError) as error:
        raise TemplateFault(
            f"The template {file} cannot be filled in ({type(error).__name__})", "Look at what it does with its values"
        ) from error
    finally:
        _slots.reset(mark)
    if len(told) + sum(map(len, slots)) > _MOST:
        raise TemplateFault(f"The template {file} gives more than {_MOST} characters", "Put long texts into an annex")
    return told, slots


def fault(file: str, error: jinja2.TemplateError) -> TemplateFault:
    """What is wrong with a template, and where; the values stay out of it."""
    where = f", line {error.lineno}" if isinstance(error, jinja2.TemplateSyntaxError) else ""
    if isinstance(error, jinja2.exceptions.SecurityError):
        return TemplateFault(f"The template {file} does what no template may", "Templates only put values into a text")
    if isinstance(error, jinja2.UndefinedError):
        return TemplateFault(f"The template {file} asks for what there is not: {error.message}", "Put it into the data file (--data)")
    if isinstance(error, jinja2.TemplateNotFound):
        return TemplateFault(f"There is no {error.name} among the templates", "`docpipe templates` lists them")
    return TemplateFault(f"The template {file} has a mistake{where}", f"Jinja says: {type(error).__name__}")


def _block(part: str, slots: list[str]) -> Block:
    bare = data.line(part)
    for mark, kind in _KINDS:
        if bare.startswith(mark):
            return Block(kind, _filled(bare.removeprefix(mark), slots))
    return Block("text", _filled(bare, slots))


def _filled(text: str, slots: list[str]) -> str:
    """The values in their places; one that was put together of others has places itself."""
    for _ in range(4):
        if "\0" not in text:
            break
        text = _SLOT.sub(lambda found: slots[int(found[1])], text)
    return data.line(text)


@cache
def _environment(language: str) -> jinja.Sandbox:
    made = jinja.environment(finalize=_slotted)
    # a line's end behind a tag is kept: else the tag that ends a note would draw the next paragraph into it
    made.trim_blocks = False
    made.filters.update(filters.for_language(language), between=partial(wording.between, language=language))
    return made


_slots: ContextVar[list[str]] = ContextVar("slots")
"""The values of the text that is being filled in."""


def _slotted(value: Any) -> Any:
    if isinstance(value, jinja2.Undefined):
        return value
    if not isinstance(value, str | int | float | Decimal | date):
        raise TemplateFault(
            f"A template prints a {type(value).__name__}, which is no text", "Print a part of it, or go through it with for"
        )
    slots = _slots.get()
    slots.append(str(value))
    return f"\0{len(slots) - 1}\0"


def source(name: str, language: str) -> str:
    """What the template itself is."""
    return folders.text(f"{name}/{language}.txt.j2")


def asks_for(name: str, language: str) -> frozenset[str]:
    """The names that a template's text uses and does not make itself."""
    file = f"{name}/{language}.txt.j2"
    try:
        return jinja.names(_environment(language).parse(source(name, language)))
    except jinja2.TemplateError as error:
        raise fault(file, error) from error
