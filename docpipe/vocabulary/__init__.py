"""Knowledge of official writing as TOML tables, each row with its forms and where it comes from."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The vocabulary `name`.toml as nested dicts.

    >>> "version" in table("about")
    True
    """
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
