"""What every letter needs (patterns, word forms, lists of names) made ready while worker processes still read its pages."""

from __future__ import annotations

from functools import cache


@cache
def make_ready() -> None:
    """The sample packet studied, once a process; nothing is kept of it but what was loaded for it."""
    from docpipe import pipeline, readers
    from docpipe.vocabulary import table

    pipeline.study([readers.read("\f".join(table("sample")["texts"]).encode(), "sample")])
