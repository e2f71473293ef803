"""The templates that people's pages are made from: beside the package in a checkout, inside it where it is installed."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

import docpipe


def environment(*, markup: bool) -> jinja2.Environment:
    """Where templates are found and how they are read; with `markup` whatever is put in is escaped."""
    loader = jinja2.FileSystemLoader(_folders())
    return ImmutableSandboxedEnvironment(
        loader=loader, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=markup
    )


def source(name: str) -> str:
    """A template's own text, nothing put in."""
    loaded, _, _ = jinja2.FileSystemLoader(_folders()).get_source(jinja2.Environment(autoescape=True), name)
    return loaded


def policy(style: str, script: str) -> str:
    """What a page of ours lets be done: its own style and script, named by their digests, pictures that it holds, nothing else."""
    own = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    return f"default-src 'none'; img-src data:; {own}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _folders() -> list[str]:
    package = Path(docpipe.__file__).parent
    return [str(package / "templates"), str(package.parent / "templates")]
