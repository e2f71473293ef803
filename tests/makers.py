"""Files made on the spot for the tests of the readers: PDF, Word, pictures, and what a hostile sender makes of them."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

FONT = Path("/usr/share/fonts/truetype/paratype/PTF55F.ttf")
CAN_RECOGNISE = shutil.which("tesseract") is not None and FONT.is_file()

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + tail


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def pdf_of(contents: Sequence[bytes], *, box: bytes = b"0 0 595 842", page: bytes = b"", more: Sequence[bytes] = ()) -> bytes:
    """A PDF with one page for each content stream object; `more` are further objects, numbered after those of the pages."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(count))
    resources = b"/Resources<</Font<</F 3 0 R>>/XObject<</I %d 0 R>>>>" % (4 + 2 * count)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for at, content in enumerate(contents):
        head = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]%s/Contents %d 0 R" % (box, page, 5 + 2 * at)
        objects += [head + resources + b">>", content]
    return pdf([*objects, *more])


def shown(text: str, x: int = 72, y: int = 700, size: int = 12) -> bytes:
    """A content stream that writes one line."""
    return b"BT /F %d Tf %d %d Td (%s) Tj ET\n" % (size, x, y, text.encode("ascii"))


def picture(lines: Sequence[str], size: tuple[int, int] = (1240, 1754), type_size: int = 34) -> Image.Image:
    """A page of 150 dpi with these lines on it."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), type_size)
    for at, line in enumerate(lines):
        draw.text((120, 140 + 2 * type_size * at), line, font=font, fill=0)
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png_header(wide: int, high: int) -> bytes:
    """The beginning of a picture that says how large it is, and nothing behind it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", b"")
        + chunk(b"IEND", b"")
    )


def package(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def docx(body: str, **parts: str | bytes) -> bytes:
    """A Word file with this body; `parts` are members of word/, "styles" for word/styles.xml, "rels" for the relationships."""
    members: dict[str, str | bytes] = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document(body)}
    for name, part in parts.items():
        members["word/_rels/document.xml.rels" if name == "rels" else f"word/{name}.xml"] = part
    return package(members)


def document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {W} {MC} xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str, properties: str = "") -> str:
    runs = text.replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{runs}</w:t></w:r></w:p>'


def table(rows: Sequence[Sequence[str]], properties: str = "") -> str:
    """A table whose cells are given as the XML of their paragraphs."""
    lines = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{lines}</w:tbl>"


def relationships(*relations: tuple[str, str, str, bool]) -> str:
    """Relationships as identifier, kind, target, and whether the target is outside."""
    lines = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if out else ""}/>'
        for name, kind, target, out in relations
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
