"""The figures of a table: each cell with its row's and column's heads as label, and the period, region, unit that they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docpipe.layout.tables import Grid
    from docpipe.mentions.figure_value import Figure
    from docpipe.mentions.scene import Scene


def find(scene: Scene, grid: Grid) -> list[Figure]:
    """The figures of one table in the order of the text; `whole` is an index within the list returned, a total being the whole of its rows."""
    del scene, grid
    return []
