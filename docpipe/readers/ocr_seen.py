"""What an engine sees: words with confidences and edges in the pixels of the picture it was given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """One word. `confidence` is 0–100, edges are pixels from the top left, `line` numbers the lines of a reading from 0."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float
    line: int
