"""Parts of wholes: `из них`, `в том числе`, `оның ішінде`, `олардың 49-ы`; and what an elliptical part counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.mentions.figure_value import Figure
    from docpipe.mentions.scene import Scene


def join(scene: Scene, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of running text, parts with the index of their whole in `whole`, elliptical ones with what the whole counts."""
    del scene
    return list(figures)
