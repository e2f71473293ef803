"""Knowledge of official writing as TOML tables, each row with its forms and where it comes from."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from docpipe.model.kept import kept

_TABLE = -1
"""The kind of what is kept of a table; those of patterns are their flags."""


@cache
def table(name: str) -> dict[str, Any]:
    """The vocabulary `name`.toml as nested dicts.

    >>> "version" in table("about")
    True
    """
    told = files(__package__).joinpath(f"{name}.toml").read_bytes()
    rows: dict[str, Any] = kept(hashlib.sha256(told).hexdigest(), _TABLE, lambda: _read(told))
    return rows


def _read(told: bytes) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(told.decode("utf-8"))
