"""The words by which duties pass from one post to another, as patterns made from `vocabulary/duties.toml`."""

from __future__ import annotations

import re
from functools import cache

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_NEVER = lazy(r"(?!)")


@cache
def pattern(language: str, *keys: str) -> re.Pattern[str]:
    r"""What any row under the `keys` matches, as whole words, a blank of the row standing for any gap.

    >>> pattern("ru", "verb").search("исполнение\nвозложить на").group()
    'возложить'
    """
    rows = [row for key in keys for row in table("duties")[language].get(key, ())]
    if not rows:
        return _NEVER
    return compiled(rf"(?<![\w])(?:{'|'.join(_gap(row) for row in rows)})(?!\w)", re.IGNORECASE)


@cache
def between(language: str) -> re.Pattern[str]:
    """What may stand between a duty and the post that it is of: small words, a colon, the number of a list's item."""
    words = "|".join(table("duties")[language].get("between", ("(?!)",)))
    return compiled(rf"(?:[\s:–-]{{1,6}}(?:\d{{1,2}}[.)])?|(?<!\w)(?:{words})(?!\w)){{0,16}}", re.IGNORECASE)


def _gap(row: str) -> str:
    return row.replace(" ?", r"\s{0,2}").replace(" ", r"\s{1,3}")
