"""Changes: `выросло с 51 до 64 %`, `870-тен 1097-ге өсті`, `на 56 % меньше`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.mentions.figure_value import Figure
    from docpipe.mentions.scene import Scene


def mark(scene: Scene, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of running text, those that are changes or results of changes with their `shift`."""
    del scene
    return list(figures)
