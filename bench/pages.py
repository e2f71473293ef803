"""A page with a text layer to its part of the record, beside pdfplumber's words of that page.

    python bench/pages.py [PDF …] [--runs 5]

Reads the PDFs of samples/ and the given ones that have a text layer on every page. Ours is the whole way from bytes to record,
pdfplumber's is `page.extract_words()` alone, the file already open. Both warm, in turn, processor time, median of the runs,
a page.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from pathlib import Path

import pdfplumber

from docpipe import pipeline

SAMPLES = Path(__file__).parent.parent / "samples"


def ours(data: bytes) -> float:
    """Seconds from the file's bytes to the record."""
    start = time.process_time()
    pipeline.extract([("file.pdf", data)])
    return time.process_time() - start


def theirs(data: bytes) -> tuple[float, int, int]:
    """Seconds for the words of all pages; how many pages there are, and how many of them have words."""
    with pdfplumber.open(io.BytesIO(data)) as file:
        pages = file.pages
        start = time.process_time()
        filled = sum(bool(page.extract_words()) for page in pages)
        return time.process_time() - start, len(pages), filled


def main() -> None:
    """Print a line a file and the ratio over all pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    print(f"{'file':44}{'pages':>6}{'docpipe':>10}{'pdfplumber':>12}   ms a page")
    sums = [0.0, 0.0]
    for path in [*sorted(SAMPLES.rglob("*.pdf")), *given.files]:
        data = path.read_bytes()
        _, pages, filled = theirs(data)
        if not pages or filled < pages:
            continue
        ours(data)
        runs = [(ours(data), theirs(data)[0]) for _ in range(given.runs)]
        mine, other = (statistics.median(side) for side in zip(*runs, strict=True))
        sums = [sums[0] + mine, sums[1] + other]
        print(f"{'/'.join(path.parts[-2:]):44}{pages:6}{1000 * mine / pages:10.1f}{1000 * other / pages:12.1f}", flush=True)
    print(f"ratio {sums[0] / sums[1]:.2f} (at most 1)" if sums[1] else "no PDF with a text layer")


if __name__ == "__main__":
    main()
