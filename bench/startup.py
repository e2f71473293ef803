"""How long a person waits before anything happens, as ratios to programs that do nothing.

    python bench/startup.py            medians of 9 interleaved runs
    python bench/startup.py --runs 21

`docpipe --help` stands beside a Click program of one command; `docpipe extract` of one letter beside `import spacy`. Modules are
compiled before, as an installation has them.
"""

from __future__ import annotations

import argparse
import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TARGET = 1.5

ONE_COMMAND = """
import click

@click.command()
@click.argument("name")
def main(name):
    "Greet somebody."
    click.echo(name)

main()
"""

LETTER = """Министерство транспорта Республики Казахстан
от 14 марта 2022 года № 5-2/311

Директору ТОО «Степной путь»
Ержанову Б.К.

На № 17 от 2 марта 2022 года

Сообщаем, что ремонт участка дороги завершат до 30 сентября 2022 года.

Вице-министр                      А. Сериков

Исп.: Ким О.В., тел.: 74-00-00
"""


def seconds(words: list[str]) -> float:
    """How long one run takes on the clock; a run that ends badly stops the bench."""
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, check=False)
    if done.returncode not in {0, 10}:
        sys.exit(done.stderr.decode())
    return time.perf_counter() - start


def race(ours: list[str], theirs: list[str], runs: int) -> tuple[float, float]:
    """Medians of both, run in turn so that a busy machine hurts both; the first run of each warms the disk."""
    seconds(ours), seconds(theirs)
    times = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times)


def report(title: str, ours: list[str], theirs: list[str], runs: int) -> None:
    """Print one line: both medians and their ratio."""
    mine, other = race(ours, theirs, runs)
    print(f"{title:<58} {mine:6.3f} s / {other:6.3f} s = {mine / other:4.2f}  (at most {TARGET})")


def main() -> None:
    """Both ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    docpipe = str(Path(sys.executable).with_name("docpipe"))
    compileall.compile_dir(Path(__file__).parent.parent / "docpipe", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        (letter := Path(folder, "letter.txt")).write_text(LETTER, "utf-8")
        (hello := Path(folder, "hello.py")).write_text(ONE_COMMAND, "utf-8")
        report("docpipe --help / a Click program of one command", [docpipe, "--help"], [sys.executable, str(hello), "--help"], runs)
        report(
            "docpipe extract of one letter / import spacy", [docpipe, "extract", str(letter)], [sys.executable, "-c", "import spacy"], runs
        )


if __name__ == "__main__":
    main()
