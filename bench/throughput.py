"""Characters a second on one core: all facts of Russian text beside Natasha's names, dates and money.

    python bench/throughput.py [FOLDER …] [--runs 5]

Reads the texts of samples/ and of the given folders (`*.txt`, below them too), of each what is Russian: paragraphs in Cyrillic
without a Kazakh letter. Each of the two is a process of its own, one thread, that has read sentences of the cases in docpipe/ to
load what there is to load; they take turns in reading all texts. Processor time: of the first run, whose words are new, and the
median. Natasha is built as its README builds it, less syntax: segmenter, morphology with lemmas, named entities, names, dates,
money. Needs `pip install '.[bench]'`.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import os
import re
import statistics
import subprocess
import sys
import time
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "samples"
TARGET = 4.0


def texts(folders: list[Path]) -> list[str]:
    """The Russian paragraphs of each text."""
    files = sorted({path for folder in [SAMPLES, *folders] for path in folder.rglob("*.txt") if "templates" not in path.parts})
    return [text for path in files if (text := russian(path.read_text("utf-8-sig")))]


def russian(text: str) -> str:
    """The paragraphs in Cyrillic without a Kazakh letter."""
    paragraphs = re.split(r"\n\s*\n|\f", text)
    return "\n\n".join(one for one in paragraphs if re.search(r"[а-яё]{3}", one) and not re.search(r"[әғқңөұүһі]", one.lower()))


def warm() -> str:
    """Every eighth Russian sentence of the cases: none of them stands in the texts."""
    cases = "\n".join(path.read_text("utf-8") for path in sorted((SAMPLES.parent / "docpipe").rglob("*.cases")))
    return "\n\n".join(re.sub(r"[\[\]⏎⇥␌]", " ", line) for line in re.findall(r"^ru: (.+)", cases, re.MULTILINE)[::8])


def docpipe() -> Callable[[str], object]:
    """All facts of a text."""
    from docpipe import pipeline

    return lambda text: pipeline.extract([("text.txt", text.encode())])


def natasha() -> Callable[[str], object]:
    """Names, dates and sums of money of a text."""
    if not hasattr(inspect, "getargspec"):  # pymorphy2, which Natasha needs, asks for what Python 3.11 no longer has
        spec = namedtuple("spec", "args varargs keywords defaults")  # noqa: PYI024
        inspect.getargspec = lambda function: spec(*inspect.getfullargspec(function)[:4])  # type: ignore[attr-defined]
    made: Any = importlib.import_module("natasha")
    vocabulary, embedding, segmenter = made.MorphVocab(), made.NewsEmbedding(), made.Segmenter()
    morphology, entities = made.NewsMorphTagger(embedding), made.NewsNERTagger(embedding)
    names, dates, money = made.NamesExtractor(vocabulary), made.DatesExtractor(vocabulary), made.MoneyExtractor(vocabulary)

    def read(text: str) -> object:
        doc = made.Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morphology)
        for token in doc.tokens:
            token.lemmatize(vocabulary)
        doc.tag_ner(entities)
        for span in doc.spans:
            span.normalize(vocabulary)
            if span.type == made.PER:
                span.extract_fact(names)
        return doc, list(dates(text)), list(money(text))

    return read


SYSTEMS = {"docpipe": docpipe, "natasha": natasha}


def work(system: str, folders: list[Path]) -> None:
    """A run for each line on standard input; print its seconds."""
    read, every = SYSTEMS[system](), texts(folders)
    read(warm())
    for _ in sys.stdin:
        start = time.process_time()
        for text in every:
            read(text)
        print(time.process_time() - start, flush=True)


def worker(system: str, folders: list[Path]) -> subprocess.Popen[str]:
    """The process of one system."""
    words = [sys.executable, "-W", "ignore", __file__, *map(str, folders), "--work", system]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"})


def seconds(process: subprocess.Popen[str]) -> float:
    """Let it make one run."""
    if process.stdin is None or process.stdout is None:
        sys.exit("no pipes")
    process.stdin.write("run\n")
    process.stdin.flush()
    return float(process.stdout.readline() or sys.exit("a worker has ended, see above"))


def main() -> None:
    """Print the table and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", choices=[*SYSTEMS], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(given.work, given.folders)
        return
    size = sum(map(len, texts(given.folders)))
    processes = {system: worker(system, given.folders) for system in SYSTEMS}
    runs = [{system: seconds(process) for system, process in processes.items()} for _ in range(given.runs)]
    for process in processes.values():
        process.communicate()
    print(f"{size:,} characters, {given.runs} runs; characters a second\n{'system':10}{'first':>10}{'median':>10}")
    medians = {system: statistics.median(run[system] for run in runs) for system in SYSTEMS}
    for system, median in medians.items():
        print(f"{system:10}{size / runs[0][system]:10,.0f}{size / median:10,.0f}")
    first = runs[0]["natasha"] / runs[0]["docpipe"]
    print(f"{'ratio':10}{first:10.1f}{medians['natasha'] / medians['docpipe']:10.1f} (at least {TARGET})")


if __name__ == "__main__":
    main()
