"""What a figure is about, in the words of its own clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docpipe.mentions.figure_value import Figure
    from docpipe.mentions.scene import Scene


def label(scene: Scene, figure: Figure) -> str | None:
    """The clause without the figure, verbatim; None where nothing but the figure is printed."""
    text = (
        scene.passage.quote((figure.clause.start, figure.amount.figure.start))
        + "…"
        + scene.passage.quote((figure.amount.span.end, figure.clause.end))
    )
    return " ".join(text.split())[:200] or None
