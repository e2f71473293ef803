"""What every letter needs (patterns, word forms, lists of names) made ready while worker processes still read its pages."""

from __future__ import annotations

from functools import cache


@cache
def make_ready() -> None:
    """The sample letters studied, once a process; nothing is kept of them but what was loaded for it."""
    from docpipe import pipeline, readers
    from docpipe.vocabulary import table

    for text in table("sample")["texts"]:
        pipeline.study([readers.read(text.encode(), "sample")])
