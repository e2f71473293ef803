"""Make the forms of every sample packet from its content.toml.

    python samples/make.py            write packet.txt, packet.pdf, packet.docx and scan.pdf into each folder
    python samples/make.py --check    write nothing; say which files no longer agree with their content
    python samples/make.py NAME …     only these packets

A packet without a `scan` table is made as text only. Exit code 1 where a file does not agree.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from samples._render import Content, to_docx, to_pdf, to_text  # noqa: E402 - beside this file, not installed
from samples._scan import Signature, to_scan  # noqa: E402


def load(folder: Path) -> Content:
    """The content of a packet, with its name."""
    return {"name": folder.name} | tomllib.loads((folder / "content.toml").read_text("utf-8"))


def forms(content: Content) -> Iterator[tuple[str, bytes]]:
    """File names and bytes of one packet."""
    yield "packet.txt", to_text(content)
    if "scan" in content:
        pdf = to_pdf(content)
        yield "packet.pdf", pdf
        yield "packet.docx", to_docx(content)
        yield "scan.pdf", to_scan(pdf, content["scan"], signatures(content))


def signatures(content: Content) -> list[Signature]:
    """Everybody who signs by hand; the seal is pressed for the first of each document."""
    found: list[Signature] = []
    for document in content["document"]:
        blocks = [block for block in document["blocks"] if "sign" in block]
        found += [Signature(block["sign"][-1], block["name"], sealed=block is blocks[0]) for block in blocks]
    return found


def agrees(path: Path, data: bytes) -> bool:
    """True where the file says what `data` says: equal bytes, or equal text where another version of a library wrote it."""
    if not path.exists():
        return False
    old = path.read_bytes()
    return old == data or (path.suffix != ".txt" and _substance(path.name, old) == _substance(path.name, data))


def _substance(name: str, data: bytes) -> object:
    """What must not change: a Word file's paragraphs and cells, a PDF's text, a scan's pages to within a shade of grey."""
    import io

    import pypdfium2 as pdfium

    if name.endswith(".docx"):
        import docx

        word: Any = docx.Document(io.BytesIO(data))
        return [part.text for part in word.element.body.iter() if part.tag.endswith("}t")]
    pages = list(pdfium.PdfDocument(data))
    if name.startswith("scan"):
        return [[value // 64 for value in page.render(scale=0.1).to_pil().convert("L").tobytes()] for page in pages]
    return [(page.get_size(), page.get_textpage().get_text_bounded()) for page in pages]


def main(arguments: list[str] | None = None) -> int:
    """Make or check the packets named, all by default."""
    parser = argparse.ArgumentParser(description="Make the sample packets.")
    parser.add_argument("names", nargs="*", help="folders under samples/; all where none is given")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 where a file does not agree with its content")
    options = parser.parse_args(arguments)
    folders = [HERE / name for name in options.names] or sorted(path.parent for path in HERE.glob("*/content.toml"))
    stale = 0
    for folder in folders:
        for name, data in forms(load(folder)):
            if not options.check:
                (folder / name).write_bytes(data)
            elif not agrees(folder / name, data):
                stale += 1
                sys.stderr.write(f"{folder.name}/{name} does not agree with content.toml\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
