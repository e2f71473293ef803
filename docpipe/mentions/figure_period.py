"""When a figure holds: by its clause, its sentence, its paragraph, the heading above."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docpipe.mentions.figure_value import Figure
    from docpipe.mentions.scene import Scene


def period(scene: Scene, figure: Figure) -> tuple[str | None, str | None] | None:
    """First and last day, month or year, as exact as the text; None where nothing says it."""
    dates = scene.dates_in(figure.clause)
    if not dates:
        return None
    one = dates[0]
    return (one.start or one.value, one.end or one.value)
