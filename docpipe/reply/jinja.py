"""How templates are read: in a sandbox without names of Python, what is not there an error, values as text and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import jinja2
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docpipe.reply import folders

_PLAIN = (str, tuple, list, dict, date)


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates may call what is given to them for it, macros, and the methods of plain values; nothing else, whatever it is called."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Nothing that begins with an underscore; of values other than plain ones no methods."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        return isinstance(obj, (*_PLAIN, jinja2.runtime.LoopContext, jinja2.environment.TemplateModule)) or not callable(value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, blocks, what is marked with `callable_in_templates`, and methods of plain values."""
        if isinstance(obj, Macro | BlockReference) or getattr(obj, "callable_in_templates", False):
            return True
        return isinstance(getattr(obj, "__self__", None), _PLAIN) and bool(super().is_safe_callable(obj))


def environment(*, finalize: Callable[[Any], Any] | None = None, markup: bool = False, undefined: type | None = None) -> Sandbox:
    """Where the templates of all folders are read. `markup`: what is put in is escaped. `finalize`: what becomes of each value."""
    made = Sandbox(
        loader=jinja2.FileSystemLoader([str(folder) for folder in folders.every()]),
        undefined=undefined or jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=markup,
        finalize=finalize,
    )
    made.globals = {}
    return made


def for_word(value: Any) -> Any:
    """A value as it stands in Word's XML: escaped, and braces told by number, so that no text is taken for a tag.

    >>> str(for_word("{{ a }} & <b>"))
    '&#123;&#123; a &#125;&#125; &amp; &lt;b&gt;'
    """
    if isinstance(value, Markup | jinja2.Undefined):
        return value
    escaped = str(escape(value)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(escaped)  # noqa: S704 - escaped above
