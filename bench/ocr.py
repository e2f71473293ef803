"""Scans: speed, processor time, truth and memory, beside OCRmyPDF, pytesseract and bare Tesseract.

    python bench/ocr.py peers SCAN.pdf [--truth FOLDER --scorer FILE] [--pages N] [--ocrmypdf PATH]
    python bench/ocr.py bare SCAN.pdf [--pages N] [--runs 3]
    python bench/ocr.py workers SCAN.pdf [--pages N] [--runs 5]
    python bench/ocr.py memory [--long 1000]

`peers` runs each system once over the same file, every run a process of its own: pages a minute, processor seconds a page, and where
the true texts (`p01….txt`, in order of the pages) and a scorer are given, the share of wrong characters and the digit groups. docpipe's
run is `docpipe extract`: record and, where it can, searchable PDF. `bare` compares its processor time with that of Tesseract alone on
the pictures that docpipe prepares. `workers` is two worker processes against one, in pairs that take turns. `memory` is the largest
process of a long scan against one of ten pages.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DPI = 300
LANGUAGES = "kaz+rus"
CLI = "import sys; from docpipe.cli import main; main()"
TARGETS = {"faster than OCRmyPDF": 3.5, "processor time against bare": 1.25, "two workers against one": 1.8, "memory": 1.2}


@dataclass(frozen=True, slots=True)
class Run:
    """One process and all that it started: wall and processor seconds, and the megabytes of the largest."""

    wall: float
    processor: float
    megabytes: float
    output: str


_PR_SET_CHILD_SUBREAPER = 36


def run(words: list[str], **environment: str) -> Run:
    """A command in a process of its own; ends the bench where it fails."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start = time.perf_counter()
        process = subprocess.Popen(words, stdout=out, stderr=err, env={**os.environ, **environment})
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        every = [used, *_orphans()]
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode not in {0, 10}:
            sys.exit(f"{' '.join(words[:4])} … ended with {process.returncode}\n{err.read()[-2000:]}")
        spent = sum(one.ru_utime + one.ru_stime for one in every)
        return Run(wall, spent, max(one.ru_maxrss for one in every) / 1024, out.read())


def _orphans() -> Iterator[resource.struct_rusage]:
    """What was used by processes whose parent had ended before them; the kernel hands them to this one, which asked for it."""
    with suppress(ChildProcessError):
        while True:
            yield os.wait4(-1, 0)[2]


def cut(scan: Path, folder: Path, count: int) -> tuple[Path, int]:
    """The first pages of a scan as a file of their own, and how many they are."""
    import pypdfium2

    with pypdfium2.PdfDocument(scan) as whole:
        count = min(count or len(whole), len(whole))
        with pypdfium2.PdfDocument.new() as part:
            part.import_pages(whole, list(range(count)))
            part.save(folder / "scan.pdf")
    return folder / "scan.pdf", count


# --- peers


def extract(scan: Path, folder: Path, **environment: str) -> Run:
    """`docpipe extract`: the record and, where the option is there, the searchable PDF."""
    from docpipe.cli.extract import command

    searchable = ["--pdf", str(folder / "docpipe.pdf")] if any("--pdf" in option.opts for option in command.params) else []
    return run([sys.executable, "-W", "ignore", "-c", CLI, "extract", str(scan), "-o", str(folder), *searchable], **environment)


def docpipe(scan: Path, folder: Path, _: argparse.Namespace) -> tuple[Run, list[str]]:
    """What docpipe makes, with its words in reading order; these are asked for in a second run that is not timed."""
    timed = extract(scan, folder)
    return timed, run([sys.executable, "-W", "ignore", __file__, "texts", str(scan)]).output.split("\f")


def ocrmypdf(scan: Path, folder: Path, given: argparse.Namespace) -> tuple[Run, list[str]]:
    """OCRmyPDF as its manual calls it, two jobs, with the text beside."""
    text = folder / "ocrmypdf.txt"
    words = [given.ocrmypdf, "-q", "-l", LANGUAGES, "--jobs", "2", "--sidecar", str(text), str(scan), str(folder / "ocrmypdf.pdf")]
    path = f"{Path(given.ocrmypdf).absolute().parent}{os.pathsep}{os.environ['PATH']}"
    return run(words, PATH=path), text.read_text("utf-8").split("\f")


def pytesseract(scan: Path, _: Path, __: argparse.Namespace) -> tuple[Run, list[str]]:
    """As most call pytesseract."""
    timed = run([sys.executable, "-W", "ignore", __file__, "plain", str(scan)])
    return timed, timed.output.split("\f")


def one_thread(scan: Path, _: Path, __: argparse.Namespace) -> tuple[Run, list[str]]:
    """pytesseract, the threads inside Tesseract off."""
    timed = run([sys.executable, "-W", "ignore", __file__, "plain", str(scan)], OMP_THREAD_LIMIT="1")
    return timed, timed.output.split("\f")


PEERS: dict[str, Callable[[Path, Path, argparse.Namespace], tuple[Run, list[str]]]] = {
    "docpipe": docpipe,
    "ocrmypdf --jobs 2": ocrmypdf,
    "pytesseract, 1 thread": one_thread,
    "pytesseract": pytesseract,
}


def peers(given: argparse.Namespace) -> None:
    """Print the table and the ratios."""
    chosen = {name: peer for name, peer in PEERS.items() if not given.only or name.split()[0].strip(",") in given.only}
    if not given.ocrmypdf:
        chosen.pop("ocrmypdf --jobs 2", None)
    print(f"{'':24}{'pages/min':>10}{'CPU s/page':>12}{'CER %':>8}{'digit groups':>16}")
    speed = {}
    with tempfile.TemporaryDirectory() as folder:
        scan, count = cut(given.scan, Path(folder), given.pages)
        for name, peer in chosen.items():
            timed, texts = peer(scan, Path(folder), given)
            speed[name] = 60 * count / timed.wall
            print(f"{name:24}{speed[name]:10.1f}{timed.processor / count:12.2f}{scored(texts, given)}", flush=True)
    for name in chosen if "docpipe" in speed else ():
        if name == "ocrmypdf --jobs 2":
            said("faster than OCRmyPDF", speed["docpipe"] / speed[name])
        elif name != "docpipe":
            print(f"faster than {name}: {speed['docpipe'] / speed[name]:.2f}")


def scored(texts: list[str], given: argparse.Namespace) -> str:
    """Wrong characters and digit groups of the pages, right / in the truth + invented; blank without a truth."""
    if not (given.truth and given.scorer):
        return ""
    spec = importlib.util.spec_from_file_location("scorer", given.scorer)
    if spec is None or spec.loader is None:
        sys.exit(f"{given.scorer} is no program")
    scorer: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    names = [path.stem for path in sorted(given.truth.glob("*.txt"))]
    total = scorer.report(str(given.truth), dict(zip(names, texts, strict=False)), out=lambda _: None)
    digits = f"{total['digok']}/{total['dign']}+{total['digsp']}"
    return f"{100 * total['cerr'] / total['chars']:8.2f}{digits:>16}"


def texts(given: argparse.Namespace) -> None:
    """Print the pages' texts as docpipe composes them."""
    from docpipe.layout.compose import compose
    from docpipe.readers import read_path

    draft = compose([read_path(given.scan)])
    print("\f".join(draft.text[slice(*span)] for span, _, _ in draft.pages), end="")


def plain(given: argparse.Namespace) -> None:
    """Print the pages' texts as pytesseract reads them."""
    import pytesseract

    print("\f".join(pytesseract.image_to_string(image, lang=LANGUAGES) for image in drawn(given.scan)), end="")


def drawn(scan: Path) -> Iterator[Any]:
    """The pages as pictures."""
    import pypdfium2

    with pypdfium2.PdfDocument(scan) as document:
        for page in document:
            yield page.render(scale=DPI / 72).to_pil()


# --- bare


def bare(given: argparse.Namespace) -> None:
    """Print docpipe's processor time a page over that of Tesseract alone, medians of runs that take turns."""
    alone, reading, whole = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        scan, count = cut(given.scan, Path(folder), given.pages)
        for _ in range(given.runs):
            alone.append(float(run([sys.executable, "-W", "ignore", __file__, "tesseract", str(scan)]).output) / count)
            reading.append(run([sys.executable, "-W", "ignore", __file__, "texts", str(scan)]).processor / count)
            whole.append(extract(scan, Path(folder)).processor / count)
    floor = statistics.median(alone)
    print(f"CPU s/page: Tesseract alone {floor:.2f}, read {statistics.median(reading):.2f}, record and PDF {statistics.median(whole):.2f}")
    said("processor time against bare", statistics.median(reading) / floor, least=False)
    said("processor time against bare", statistics.median(whole) / floor, least=False)


def tesseract(given: argparse.Namespace) -> None:
    """Print the processor seconds of recognising the prepared pictures by tesserocr as it comes, models loaded."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    import tesserocr

    from docpipe.readers import ocr_models, scan

    spent = 0.0
    with tesserocr.PyTessBaseAPI(path=str(ocr_models.folder()), lang=LANGUAGES, psm=tesserocr.PSM.AUTO) as api:
        for name, value in ocr_models.VARIABLES.items():
            api.SetVariable(name, value)
        for image in drawn(given.scan):
            page = scan.ready(image, DPI)
            start = time.process_time()
            api.SetImageBytes(page.image.tobytes(), page.image.width, page.image.height, 1, page.image.width)
            api.SetSourceResolution(round(page.dpi))
            api.Recognize()
            spent += time.process_time() - start
    print(spent)


# --- workers, memory


def workers(given: argparse.Namespace) -> None:
    """Print the median ratio of pairs that take turns."""
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        scan, count = cut(given.scan, Path(folder), given.pages)
        for _ in range(given.runs):
            walls = [
                float(run([sys.executable, "-W", "ignore", __file__, "seconds", str(scan)], DOCPIPE_JOBS=jobs).output)
                for jobs in ("1", "2")
            ]
            ratios.append(walls[0] / walls[1])
            print(f"{count} pages: one worker {walls[0]:.1f} s, two {walls[1]:.1f} s, {ratios[-1]:.2f}", flush=True)
    said("two workers against one", statistics.median(ratios))


def seconds(given: argparse.Namespace) -> None:
    """Print how long reading takes, from the first page to the last; workers are started before."""
    from docpipe.readers import ocr_pool, read_path

    pool = ocr_pool.shared()
    for waiting in [pool.read(time.sleep, 0.5) for _ in range(pool.jobs)]:
        waiting.result()
    start = time.perf_counter()
    read_path(given.scan)
    print(time.perf_counter() - start)


def memory(given: argparse.Namespace) -> None:
    """Print the megabytes of the largest process for ten pages and for many."""
    largest = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (10, given.long):
            path = Path(folder) / f"{count}.pdf"
            # made by another process: what this one holds would be counted as its children's
            run([sys.executable, __file__, "light", str(path), "--long", str(count)])
            timed = extract(path, Path(folder))
            largest[count] = timed.megabytes
            print(f"{count:5} pages: largest process {timed.megabytes:.0f} MB, {60 * count / timed.wall:.0f} pages a minute", flush=True)
    said("memory", largest[given.long] / largest[10], least=False)


WHO = ("Министерство", "Акимат области", "Комитет", "Управление", "Жұмыс тобы", "Департамент")
DOES = ("построило", "проверило", "получило", "отправило", "закупило", "списало", "учло")
WHAT = ("домов", "школ", "писем", "станков", "машин", "заявлений", "отчётов", "мостов")


def light(given: argparse.Namespace) -> None:
    """Make a scan of `--long` pages with three lines each, no two alike."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype("/usr/share/fonts/truetype/paratype/PTF55F.ttf", 34)

    def page(number: int) -> Image.Image:
        image = Image.new("1", (1240, 1754), 1)
        draw = ImageDraw.Draw(image)
        for at in range(3):
            turn = 3 * number + at
            line = f"{WHO[turn % 6]} {DOES[turn % 7]} {1000 + 7 * turn} {WHAT[turn % 8]} за {2000 + turn % 24} год"
            draw.text((120, 140 + 70 * at + 10 * (number % 13)), line, font=font, fill=0)
        return image

    pages = map(page, range(1, given.long + 1))
    next(pages).save(given.scan, "PDF", resolution=150, save_all=True, append_images=pages)


def said(what: str, ratio: float, *, least: bool = True) -> None:
    """One figure beside its target."""
    print(f"{what}: {ratio:.2f} ({'at least' if least else 'at most'} {TARGETS[what]})")


COMMANDS: Mapping[str, Callable[[argparse.Namespace], None]] = {
    "peers": peers,
    "bare": bare,
    "workers": workers,
    "memory": memory,
    "texts": texts,
    "plain": plain,
    "tesseract": tesseract,
    "seconds": seconds,
    "light": light,
}


def main() -> None:
    """Run the sub-command; the last five are what the first four start."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("scan", type=Path, nargs="?")
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--pages", type=int, default=0)
    parser.add_argument("--runs", type=int)
    parser.add_argument("--long", type=int, default=1000)
    parser.add_argument("--only", nargs="*", help="names of peers, first words")
    parser.add_argument("--ocrmypdf", default=shutil.which("ocrmypdf"))
    given = parser.parse_args()
    given.runs = given.runs or {"bare": 3, "workers": 5}.get(given.command, 1)
    if given.scan is None and given.command != "memory":
        parser.error("which scan?")
    COMMANDS[given.command](given)


if __name__ == "__main__":
    main()
