"""What is found of faults planted one at a time in clean bilingual packets, and what is said of packets without a fault.

    python bench/findings.py PLANT.py GOLD.json TEXT.txt [GOLD TEXT …] [-n 200] [--seed 1] [--out DIR] [--detail]

PLANT.py makes the planted packets (`make`) and judges the records (`judge`); everything is read by docpipe in worker processes. A sample's folder
in place of GOLD stands for its `expected.json` and `packet.txt`. `--scan` prints every planted text, scans the pages as an office does, and reads the
scans.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docpipe import pipeline
from samples import _scan

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> int:
    """Make, read, judge; prints the judge's table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plant", type=Path)
    parser.add_argument("packets", type=Path, nargs="+")
    parser.add_argument("-n", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--scan", action="store_true")
    parser.add_argument("--detail", action="store_true")
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp())
    for gold, text in packets(args.packets, out):
        (out / "gold").mkdir(parents=True, exist_ok=True)
        shutil.copy(gold, out / "gold" / gold.name)
        make = [args.plant, "make", "--gold", gold, "--text", text, "--out", out / "plants", "-n", str(args.n), "--seed", str(args.seed)]
        subprocess.run([sys.executable, *map(str, make)], check=True, stdout=subprocess.DEVNULL)
    began = time.perf_counter()
    number = read_all(out / "plants", out / "records", scanned if args.scan else read)
    print(f"{number} packets read in {time.perf_counter() - began:.0f} s; {out}")
    judge = [args.plant, "judge", "--plants", out / "plants", "--records", out / "records", *(["--detail"] if args.detail else [])]
    return subprocess.run([sys.executable, *map(str, judge)], check=False).returncode


def packets(paths: list[Path], out: Path) -> list[tuple[Path, Path]]:
    """Gold and text of each packet."""
    left, found = list(paths), []
    while left:
        first = left.pop(0)
        found.append(sample(first, out) if first.is_dir() else (first, left.pop(0)))
    return found


def sample(folder: Path, out: Path) -> tuple[Path, Path]:
    """A sample's expected record as gold: `counterpart` and `annex_to` as places in the list, `raw_span` where each document stands."""
    text = folder / "packet.txt"
    gold: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    read = pipeline.extract([(text.name, text.read_bytes())])
    order = {one.id: at for at, one in enumerate(read.documents)}
    for one, document in zip(gold["documents"], read.documents, strict=True):
        one["counterpart"] = order.get(document.counterpart or "")
        one["annex_to"] = order.get(document.annex_to or "")
        one["raw_span"] = raw_span(text.read_text("utf-8"), read.text, document.span)
    target = out / f"{folder.name}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    return target, text


def raw_span(raw: str, text: str, span: tuple[int, int]) -> list[int]:
    """Where a document stands in the file: signs other than blanks are counted, which repairs hardly change."""
    places = [at for at, sign in enumerate(raw) if not sign.isspace()]
    share = len(places) / max(1, sum(not sign.isspace() for sign in text))
    first = round(sum(not sign.isspace() for sign in text[: span[0]]) * share)
    last = round(sum(not sign.isspace() for sign in text[: span[1]]) * share)
    return [places[min(first, len(places) - 1)], places[min(last, len(places)) - 1] + 1]


def read_all(plants: Path, records: Path, how: Callable[[Path], str]) -> int:
    """The record of every planted text; a scan has its own worker processes."""
    records.mkdir(parents=True, exist_ok=True)
    texts = sorted(plants.glob("*.txt"))
    with ProcessPoolExecutor(1 if how is scanned else None) as pool:
        for path, record in zip(texts, pool.map(how, texts, chunksize=8), strict=True):
            (records / f"{path.stem}.json").write_text(record, "utf-8")
    return len(texts)


def read(path: Path) -> str:
    """One record as JSON."""
    return pipeline.extract([(path.name, path.read_bytes())]).to_json()


PAGE = """<meta charset=utf-8><style>@page {{ size: A4; margin: 2cm }} body {{ font: 14pt/1.15 "Nimbus Roman", "PT Serif"; white-space: pre-line }}
div {{ break-after: page }}</style>{}"""


MARKS = re.compile(r"[*\\\\]|(?<=\n)\n+(?=\n\n)")


def scanned(path: Path) -> str:
    """The record of a text that was printed, each document on its own page, and scanned in an office: 300 dpi, some skew, shadow and grain."""
    import numpy as np
    import pypdfium2 as pdfium
    from weasyprint import HTML

    text = path.read_text("utf-8")
    documents = [MARKS.sub("", text[slice(*span)]) for span in spans(path, text)]
    pdf = pdfium.PdfDocument(HTML(string=PAGE.format("".join(f"<div>{html.escape(one)}</div>" for one in documents))).write_pdf())
    random = np.random.default_rng(1)
    _scan.DPI = 300
    pages = [_scan._worn(page.render(scale=300 / 72).to_pil().convert("RGB"), _scan.Flaws.drawn(random), random) for page in pdf]  # noqa: SLF001
    return pipeline.extract([(f"{path.stem}.pdf", _scan._bound(pages))]).to_json()  # noqa: SLF001


def spans(path: Path, text: str) -> list[tuple[int, int]]:
    """Where the documents of a planted text begin and end: as in the packet without the fault, moved by what was planted before."""
    stem, _, number = path.stem.rpartition("-")
    gold = json.loads((path.parent.parent / "gold" / f"{stem}.json").read_text("utf-8"))
    clean = path.with_name(f"{stem}-0000.txt").read_text("utf-8")
    plants = path.with_name(f"{stem}.plants.jsonl").read_text("utf-8").splitlines()
    place = json.loads(plants[int(number) - 1])["place"][0] if int(number) else len(clean)
    starts = [one["raw_span"][0] for one in gold["documents"][1:]]
    return list(pairwise([0, *(start + (len(text) - len(clean) if start > place else 0) for start in starts), len(text)]))


if __name__ == "__main__":
    sys.exit(main())
