"""Characters a second on one core: all facts of Russian text beside Natasha's names, dates and money.

    python bench/throughput.py [FOLDER …] [--runs 5]

Reads the texts of samples/ and of the given folders (`*.txt`, below them too), of each what is Russian: paragraphs in Cyrillic
without a Kazakh letter. Every run is a process of its own, which has read a letter before the clock starts, so that no run finds
in memory what the one before has seen; the two take turns. Processor time, median. Natasha is built as its README builds it, less
syntax: segmenter, morphology with lemmas, named entities, names, dates, money. Needs `pip install '.[bench]'`.
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
WARM = """Министерство транспорта Республики Казахстан
от 14 марта 2022 года № 5-2/311

Директору ТОО «Степной путь» Ержанову Б.К.

На № 17 от 2 марта 2022 года сообщаем, что на ремонт дороги выделено 12,5 млн тенге, работы завершат до 30 сентября 2022 года.

Вице-министр А. Сериков
"""


def texts(folders: list[Path]) -> list[str]:
    """The Russian paragraphs of each text."""
    files = sorted({path for folder in [SAMPLES, *folders] for path in folder.rglob("*.txt") if "templates" not in path.parts})
    return [text for path in files if (text := russian(path.read_text("utf-8-sig")))]


def russian(text: str) -> str:
    """The paragraphs in Cyrillic without a Kazakh letter."""
    paragraphs = re.split(r"\n\s*\n|\f", text)
    return "\n\n".join(one for one in paragraphs if re.search(r"[а-яё]{3}", one) and not re.search(r"[әғқңөұүһі]", one.lower()))


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


def once(system: str, folders: list[Path]) -> None:
    """One run: print the seconds."""
    read, every = SYSTEMS[system](), texts(folders)
    read(WARM)
    start = time.process_time()
    for text in every:
        read(text)
    print(time.process_time() - start)


def measured(system: str, folders: list[Path]) -> float:
    """The seconds of one run in a process of its own, one thread."""
    words = [sys.executable, "-W", "ignore", __file__, *map(str, folders), "--once", system]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"})
    if done.returncode:
        sys.exit(done.stderr)
    return float(done.stdout)


def main() -> None:
    """Print the table and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--once", choices=[*SYSTEMS], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        once(given.once, given.folders)
        return
    size = sum(map(len, texts(given.folders)))
    runs = [{system: measured(system, given.folders) for system in SYSTEMS} for _ in range(given.runs)]
    print(f"{size:,} characters, {given.runs} runs\n{'system':10}{'seconds':>10}{'characters a second':>22}")
    medians = {system: statistics.median(run[system] for run in runs) for system in SYSTEMS}
    for system, seconds in medians.items():
        print(f"{system:10}{seconds:10.2f}{size / seconds:22,.0f}")
    print(f"ratio {medians['natasha'] / medians['docpipe']:.1f} (at least {TARGET})")


if __name__ == "__main__":
    main()
