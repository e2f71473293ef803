"""Pages as small pictures, to be shown beside what was read on them."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.errors import DocpipeError
from docpipe.readers import apart, picture

if TYPE_CHECKING:
    from PIL import Image

    from docpipe.model.text import Page, Reading

_LONGEST = 1_300
"""Pixels of the longer side: print of 12 points can still be read."""
_QUALITY = 55
_ALL_OF = 12
"""Of a packet of so many pages all are shown; of a longer one those that a finding points at, no more than `_MOST`."""
_MOST = 60
_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a file (`source`: its index): its size in points, and the picture as a `data:` address."""

    source: int
    page: int
    width: float
    height: float
    address: str


def wanted(readings: Sequence[Reading], pointed: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which pages are worth showing, each as (index of the file, number), given those that findings point at."""
    every = [(at, page.number) for at, one in enumerate(readings) for page in one.pages if page.number is not None and not page.unread]
    return every if len(every) <= _ALL_OF else [key for key in every if key in pointed][:_MOST]


def pictures(readings: Sequence[Reading], contents: Sequence[bytes], pages: Sequence[tuple[int, int]]) -> Iterator[Picture]:
    """The pages as pictures, those left out that cannot be drawn; `contents`: the bytes of the files."""
    for at, (reading, data) in enumerate(zip(readings, contents, strict=True)):
        known = {page.number: page for page in reading.pages}
        shown = [known[number] for source, number in pages if source == at]
        with suppress(DocpipeError):
            yield from apart.call(_of_file, at, data, shown, reading.media_type == _PDF, pages=len(shown)) if shown else ()


def _of_file(at: int, data: bytes, pages: Sequence[Page], pdf: bool) -> list[Picture]:  # noqa: FBT001 - called by another process
    found = []
    for page in pages:
        with suppress(DocpipeError):
            number = page.number or 0
            found.append(_picture(at, page, _drawn(data, number) if pdf else picture.upright(io.BytesIO(data), number)[0]))
    return found


def _drawn(data: bytes, number: int) -> Image.Image:
    """A page of a PDF, drawn no larger than it is shown. `Corrupt` where it cannot be."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            page = document[number - 1]
            image: Image.Image = page.render(scale=_LONGEST / max(*page.get_size(), 1.0)).to_pil()
            page.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise picture.damaged() from error
    return image


def _picture(source: int, page: Page, image: Image.Image) -> Picture:
    image.thumbnail((_LONGEST, _LONGEST))
    file = io.BytesIO()
    image.convert("L" if image.mode == "L" else "RGB").save(file, "JPEG", quality=_QUALITY, optimize=True)
    address = f"data:image/jpeg;base64,{base64.b64encode(file.getvalue()).decode()}"
    return Picture(source, page.number or 0, page.width, page.height, address)
