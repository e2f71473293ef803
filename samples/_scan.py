"""A packet's pages, printed, signed, sealed and scanned badly. The seed decides everything: the same seed gives the same pages."""

from __future__ import annotations

import io
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pypdfium2 as pdfium
    from numpy.typing import NDArray
    from PIL import Image

DPI = 200
QUALITY = 55
INK = (38, 62, 158)
_FIXED = time.gmtime(1_704_067_200)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs by hand: the last line of the post, the name, and whether the seal is pressed over it."""

    post: str
    name: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class Flaws:
    """What is wrong with one page: degrees of skew, where the shadow falls and how deep, grain, blur in pixels."""

    skew: float
    shadow_side: str
    shadow: float
    grain: float
    blur: float
    paper: tuple[int, int, int]

    @classmethod
    def drawn(cls, random: np.random.Generator) -> Flaws:
        """Flaws of one page, from the generator."""
        white = int(random.integers(244, 253))
        return cls(
            skew=float(random.uniform(0.3, 1.5) * random.choice((-1, 1))),
            shadow_side=str(random.choice(("left", "right", "top"))),
            shadow=float(random.uniform(0.12, 0.35)),
            grain=float(random.uniform(1.5, 3.0)),
            blur=float(random.uniform(0.25, 0.45)),
            paper=(white, white - 1, white - int(random.integers(3, 12))),
        )


def to_scan(pdf: bytes, scan: dict[str, Any], signatures: list[Signature]) -> bytes:
    """A PDF of JPEG pages without a text layer.

    `scan`: `seed`, `pages` (from 1), `seal`, `seal_text`.
    """
    import numpy as np
    import pypdfium2 as pdfium

    random = np.random.default_rng(scan["seed"])
    document = pdfium.PdfDocument(pdf)
    images = []
    for number in scan["pages"]:
        if number <= len(document):
            page = document[number - 1]
            image = page.render(scale=DPI / 72).to_pil().convert("RGB")
            _sign(image, page, signatures, scan, random)
            images.append(_worn(image, Flaws.drawn(random), random))
    return _bound(images)


def _bound(images: list[Image.Image]) -> bytes:
    out = io.BytesIO()
    images[0].save(
        out, "PDF", save_all=True, append_images=images[1:], resolution=DPI, quality=QUALITY, creationDate=_FIXED, modDate=_FIXED
    )
    return out.getvalue()


# ---------------------------------------------------------------- pen and seal
def _sign(image: Image.Image, page: pdfium.PdfPage, signatures: list[Signature], scan: dict[str, Any], random: np.random.Generator) -> None:
    """A pen between post and name, and the seal over it, wherever a signature stands on the page."""
    for signature in signatures:
        place = _between(page, signature.post, signature.name)
        if place is None:
            continue
        _pen(image, place, random)
        if scan["seal"] and signature.sealed:
            _press(image, (place[0] - 40, place[1] + 30), scan["seal_text"], random)


def _between(page: pdfium.PdfPage, post: str, name: str) -> tuple[int, int] | None:
    """The point halfway between the end of the post and the name, in pixels, or None."""
    text = page.get_textpage()
    left, right = _last_box(text, post), _last_box(text, name)
    if left is None or right is None:
        return None
    height = page.get_height()
    x = (left[2] + right[0]) / 2
    y = height - (right[1] + right[3]) / 2
    return round(x * DPI / 72), round(y * DPI / 72)


def _last_box(text: pdfium.PdfTextPage, words: str) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top of the last place where `words` stand, in points."""
    search = text.search(words, match_case=True)
    found = None
    while (hit := search.get_next()) is not None:
        found = hit
    if found is None:
        return None
    boxes = [text.get_charbox(index) for index in range(found[0], found[0] + found[1])]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _pen(image: Image.Image, centre: tuple[int, int], random: np.random.Generator) -> None:
    """A few loops in blue ink."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    speed, lean = float(random.uniform(2.2, 3.4)), float(random.uniform(14, 24))
    points = []
    for step in range(120):
        t = step / 119
        x = centre[0] - 75 + 150 * t + lean * math.sin(speed * 2 * math.pi * t)
        y = centre[1] - 8 + 26 * math.sin(speed * 4 * math.pi * t + 0.7) * (1 - 0.6 * t)
        points.append((x, y))
    draw.line(points, fill=INK, width=4, joint="curve")


def _press(image: Image.Image, centre: tuple[int, int], words: list[str], random: np.random.Generator) -> None:
    """A round blue seal, multiplied onto what is printed."""
    from PIL import Image, ImageChops

    seal = _seal(words).rotate(float(random.uniform(-25, 25)), resample=Image.Resampling.BICUBIC, fillcolor="white")
    corner = (centre[0] - seal.width // 2, centre[1] - seal.height // 2)
    box = (*corner, corner[0] + seal.width, corner[1] + seal.height)
    image.paste(ImageChops.multiply(image.crop(box), seal), box)


def _seal(words: list[str]) -> Image.Image:
    from PIL import Image, ImageDraw

    size, blue = 320, (122, 140, 214)
    seal = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(seal)
    for inset, width in ((14, 5), (22, 2), (72, 3)):
        draw.ellipse((inset, inset, size - inset, size - inset), outline=blue, width=width)
    _around(seal, words[0], size / 2 - 46, blue)
    draw.text((size / 2, size / 2), words[1], font=_font(34), fill=blue, anchor="mm")
    return seal


def _around(seal: Image.Image, words: str, radius: float, colour: tuple[int, int, int]) -> None:
    """The words along a circle, each letter turned outwards."""
    from PIL import Image, ImageDraw

    for index, letter in enumerate(words):
        angle = 2 * math.pi * (index - len(words) / 2) / (len(words) + 2)
        tile = Image.new("L", (48, 48), 0)
        ImageDraw.Draw(tile).text((24, 24), letter, font=_font(24), fill=255, anchor="mm")
        tile = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        x = seal.width / 2 + radius * math.sin(angle)
        y = seal.height / 2 - radius * math.cos(angle)
        seal.paste(colour, (round(x - 24), round(y - 24)), tile)


def _font(size: int) -> Any:
    """PT Serif where it is installed, else what Pillow brings along."""
    from PIL import ImageFont

    try:
        return ImageFont.truetype("PTF75F.ttf", size)
    except OSError:
        return ImageFont.load_default(size)


# ---------------------------------------------------------------- paper and glass
def _worn(image: Image.Image, flaws: Flaws, random: np.random.Generator) -> Image.Image:
    """The page as the scanner saw it."""
    import numpy as np
    from PIL import Image, ImageFilter

    turned = image.rotate(flaws.skew, resample=Image.Resampling.BICUBIC, fillcolor="white")
    soft = turned.filter(ImageFilter.GaussianBlur(flaws.blur))
    light = np.asarray(soft, dtype=np.float32) * (np.array(flaws.paper, dtype=np.float32) / 255)
    light *= _shade(light.shape[:2], flaws)[:, :, None]
    light += random.normal(0, flaws.grain, light.shape[:2]).astype(np.float32)[:, :, None]
    return Image.fromarray(np.clip(light, 0, 255).astype(np.uint8))


def _shade(shape: tuple[int, int], flaws: Flaws) -> NDArray[np.float32]:
    """How much light falls on each pixel, 0–1: darker towards one side, as under the lid of a book scanner."""
    import numpy as np

    rows, columns = shape
    across = np.linspace(0, 1, columns, dtype=np.float32)[None, :]
    down = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    distance = {"left": across, "right": 1 - across, "top": down}[flaws.shadow_side]
    shade = (1 - flaws.shadow * np.exp(-6 * distance)) * np.ones((rows, columns), dtype=np.float32)
    return shade.astype(np.float32)
