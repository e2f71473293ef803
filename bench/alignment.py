"""How well paragraphs of two versions are put together when some are missing and figures are wrong.

    python bench/alignment.py TEXT.txt|SAMPLE_DIR … [--runs 20] [--seed 1] [--missing 0.15] [--wrong 0.10] [--show]

For each pair of versions in the packets the alignment of the intact texts, which a person has read (`--show` prints it), is the truth: links
between single paragraphs. Then that share of the paragraphs of both versions is taken out and that share of the numbers gets another digit, swapped
or dropped ones; what is aligned then is held against the truth that is left. Precision, recall, F over links; the time for the intact ones.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docpipe import pipeline
from docpipe.bitext import versions
from docpipe.bitext.align import align
from docpipe.bitext.paragraphs import Paragraph
from docpipe.language.passage import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.bitext.align import Bead


class Case(NamedTuple):
    """Two versions and the links between their paragraphs."""

    name: str
    left: Sequence[Paragraph]
    right: Sequence[Paragraph]
    links: frozenset[tuple[int, int]]


def main() -> int:
    """Prints a line a pair of versions and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packets", type=Path, nargs="+")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missing", type=float, default=0.15)
    parser.add_argument("--wrong", type=float, default=0.10)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    total = [0, 0, 0]
    for case in (case for path in args.packets for case in cases(path)):
        if args.show:
            show(case)
        rng, counts = random.Random(args.seed), [0, 0, 0]  # noqa: S311
        for _ in range(args.runs):
            counts = [a + b for a, b in zip(counts, trial(case, rng, args.missing, args.wrong), strict=True)]
        total = [a + b for a, b in zip(total, counts, strict=True)]
        began = time.perf_counter()
        align(case.left, case.right)
        print(f"{case.name:44} {len(case.left):4} {len(case.right):4}  {scores(*counts)}  {1000 * (time.perf_counter() - began):6.0f} ms")
    print(f"{'all':44} {'':9}  {scores(*total)}")
    return 0


def scores(right: int, said: int, true: int) -> str:
    """Precision, recall, F."""
    precision, recall = right / max(1, said), right / max(1, true)
    return f"P {precision:.4f}  R {recall:.4f}  F {2 * precision * recall / max(1e-9, precision + recall):.4f}"


def cases(path: Path) -> Iterator[Case]:
    """The pairs of versions of one packet."""
    file = path / "packet.txt" if path.is_dir() else path
    packet = pipeline.extract([(file.name, file.read_bytes())])
    for pair in versions.versions(packet.documents, fold(packet.text)):
        name = f"{file.parent.name if path.is_dir() else file.stem[:12]} {pair.left.id}-{pair.right.id}"
        yield Case(name, pair.left_paragraphs, pair.right_paragraphs, frozenset(links(pair.beads)))


def links(beads: Sequence[Bead]) -> Iterator[tuple[int, int]]:
    """Every paragraph of a bead's one side with every one of the other."""
    return ((i, j) for bead in beads for i in bead.left for j in bead.right)


def trial(case: Case, rng: random.Random, missing: float, wrong: float) -> tuple[int, int, int]:
    """Links that are right, links that were said, links that are true, after one spoiling."""
    ours, theirs = ([at for at in range(len(side)) if rng.random() >= missing] for side in (case.left, case.right))
    left, right = [spoil(case.left[at], rng, wrong) for at in ours], [spoil(case.right[at], rng, wrong) for at in theirs]
    said = {(ours[i], theirs[j]) for i, j in links(align(left, right))}
    true = {(i, j) for i, j in case.links if i in ours and j in theirs}
    return len(said & true), len(said), len(true)


def spoil(paragraph: Paragraph, rng: random.Random, wrong: float) -> Paragraph:
    """The paragraph with some of its numbers misprinted; its facts follow only where they are left out with them."""
    text = re.sub(r"\d+", lambda match: misprint(match[0], rng) if rng.random() < wrong else match[0], paragraph.text)
    return Paragraph(paragraph.span, text, tuple(fact for fact in paragraph.facts if rng.random() >= wrong))


def misprint(number: str, rng: random.Random) -> str:
    """Another digit, two swapped, or one left out."""
    at = rng.randrange(len(number))
    kind = rng.randrange(3) if len(number) > 1 else 0
    if kind == 0:
        return number[:at] + rng.choice([d for d in "0123456789" if d != number[at]]) + number[at + 1 :]
    if kind == 1:
        at = min(at, len(number) - 2)
        return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    return number[:at] + number[at + 1 :]


def show(case: Case) -> None:
    """Both sides of every bead."""
    for bead in align(case.left, case.right):
        sides = (
            " ¶ ".join(side[at].text[:60].replace("\n", "⏎") for at in ids)
            for side, ids in ((case.left, bead.left), (case.right, bead.right))
        )
        print(f"{bead.likeness:.2f}{'*' if bead.moved else ' '} {' | '.join(sides)}")


if __name__ == "__main__":
    sys.exit(main())
