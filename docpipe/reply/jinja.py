"""How templates are read: in a sandbox without names of Python, what is not there an error, values as text and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.meta import TrackingCodeGenerator
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docpipe.model.lazy import lazy
from docpipe.reply import folders

HYPHENED = lazy(r"(?<![\w#])(?:\d[\w/]{0,8}|[^\W\d_]{1,4}(?=-\d))(?:-[\w/]{1,8}){1,4}")
"""A figure with its ending, the number of a letter: `19-ы`, `46-дан`, `09-2-14/3187-И`, `ДС-304`. No line ends at its hyphens."""
_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
_PLAIN = (str, tuple, list, dict, date)
_LARGEST, _HIGHEST = 10**6, 20
_SWELLING = ("batch", "center", "format", "indent", "slice", "wordwrap")
"""Filters of Jinja that make of a short text one without end, already while a template is read."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates may call what is given to them for it, macros, and the methods of plain values; nothing else, whatever it is called."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Products, powers and rests of numbers alone, powers of small ones: texts that are multiplied fill the memory."""
        numbers = isinstance(left, int | float | Decimal) and isinstance(right, int | float | Decimal)
        if not numbers or (operator == "**" and not (abs(left) <= _LARGEST and abs(right) <= _HIGHEST)):
            raise jinja2.exceptions.SecurityError(operator)
        return super().call_binop(context, operator, left, right)

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
    made.filters = {name: one for name, one in made.filters.items() if name not in _SWELLING}
    return made


class _Names(TrackingCodeGenerator):
    """Finds the names and works nothing out: Jinja itself would reckon `'a' * 10**9` while it looks, and that belongs into a worker."""

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        self.optimizer = None

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        del node, frame, finalize
        raise nodes.Impossible


def names(tree: nodes.Template) -> frozenset[str]:
    """The names that a template uses and does not make itself.

    >>> sorted(names(environment().parse("{% set a = b %}{{ a }} {{ 'x' * 10**12 }} {{ c }}")))
    ['b', 'c']
    """
    if tree.environment is None:
        return frozenset()
    found = _Names(tree.environment)
    found.visit(tree)
    return frozenset(found.undeclared_identifiers)


def for_word(value: Any) -> Any:
    """A value as it stands in Word's XML: escaped, and braces told by number, so that no text is taken for a tag; hyphens that bind a figure are Word's own.

    >>> str(for_word("{{ a }} & <b>"))
    '&#123;&#123; a &#125;&#125; &amp; &lt;b&gt;'
    >>> str(for_word("19-ы"))
    '19</w:t><w:noBreakHyphen/><w:t xml:space="preserve">ы'
    """
    if isinstance(value, Markup | jinja2.Undefined):
        return value
    escaped = str(escape(value)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(HYPHENED.sub(lambda found: found[0].replace("-", _HYPHEN), escaped))  # noqa: S704 - escaped above
