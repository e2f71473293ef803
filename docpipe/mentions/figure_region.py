"""Where a figure holds: the region or town that its clause, sentence, paragraph or heading names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docpipe.mentions.figure_value import Figure
    from docpipe.mentions.scene import Scene


def region(scene: Scene, figure: Figure) -> str | None:
    """The region in the nominative, in the document's language; None where none is named or the whole country is meant."""
    del scene, figure
    return None
