"""Fuzz targets: every kind of mention and of fact on spoiled Kazakh and Russian text, until the count or an exception.

    python bench/fuzz.py [KIND …] [--runs 10000] [--seed 1]

The text comes from the cases beside the finders and from the samples: pieces are cut, doubled, joined, and signs are put in. A kind
of mention is called by itself; a kind of fact through the whole pipeline, and every fact must say its text. Prints the number of
runs and of exceptions for each kind; ends with 1 where there was any.
"""

from __future__ import annotations

import argparse
import importlib
import random
import re
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docpipe
from docpipe import pipeline
from docpipe.language.passage import Passage
from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE = Path(docpipe.__file__).parent
SIGNS = ' .,;:-–—«»"()№\n\t\f_*\\/0123456789IVXәіңғүұқөһЁё%'
MENTIONS = ("dates", "numbers", "posts", "bodies", "people", "references")


def material() -> list[str]:
    """Sentences of the cases, and the paragraphs of the samples."""
    lines = [
        re.sub(r"[\[\]]", "", line[4:]).replace("⏎", "\n").replace("⇥", "\t")
        for path in PACKAGE.rglob("*.cases")
        for line in path.read_text("utf-8").splitlines()
        if re.match(r"(?:kk|ru|en): ", line)
    ]
    samples = [piece for path in (PACKAGE.parent / "samples").glob("*/packet.txt") for piece in path.read_text("utf-8").split("\n\n")]
    return lines + samples


def spoiled(dice: random.Random, pieces: list[str]) -> str:
    """A few pieces, each cut, doubled, shuffled or with signs put in."""
    text = dice.choice(["\n\n", "\n", " ", ""]).join(dice.choice(pieces) for _ in range(dice.randint(1, 5)))
    for _ in range(dice.randint(0, 6)):
        at, to = sorted(dice.randrange(len(text) + 1) for _ in range(2))
        to = min(to, at + 40)
        text = text[:at] + dice.choice(["", text[at:to] * 2, "".join(dice.choices(SIGNS, k=3)), text[at:to].upper()]) + text[to:]
    return text or "Хат"


def mention(kind: str) -> Callable[[str, str], None]:
    """The target of one kind of mention."""
    module = importlib.import_module(f"docpipe.mentions.{kind}")
    beside: Any = {"people": "posts", "references": "dates"}.get(kind)
    other = importlib.import_module(f"docpipe.mentions.{beside}") if beside else None

    def target(text: str, language: str) -> None:
        passage = Passage.of(text, language)
        for one in module.find(passage, other.find(passage)) if other else module.find(passage):
            if not 0 <= one.span[0] < one.span[1] <= len(text):
                message = f"span {one.span} of {len(text)} characters"
                raise AssertionError(message)

    return target


def facts(text: str, language: str) -> None:
    """The target of the kinds of fact: all of them at once, since a document is read as a whole."""
    packet = pipeline.extract([("text.txt", f"Хат {language} {text}".encode())])
    _checked(packet, packet.documents)


def _checked(packet: record.Packet, value: object) -> None:
    if isinstance(value, record.Located) and packet.text[value.span[0] : value.span[1]] != value.text:
        message = f"{type(value).__name__} does not say its text"
        raise AssertionError(message)
    if isinstance(value, record.Value):
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, tuple):
        for item in value:
            _checked(packet, item)


def main() -> None:
    """Run the targets and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", default=[*MENTIONS, "facts"])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    pieces, failed = material(), 0
    for kind in given.kinds:
        target = mention(kind) if kind in MENTIONS else facts
        dice, exceptions = random.Random(given.seed), 0  # noqa: S311 - a seed makes the same run again
        for run in range(given.runs):
            text = spoiled(dice, pieces)
            try:
                target(text, dice.choice(["kk", "ru", "en"]))
            except Exception:  # noqa: BLE001 - finding any exception is what this is for
                exceptions += 1
                print(f"{kind} run {run}: {text!r}", traceback.format_exc(limit=-3), sep="\n", file=sys.stderr)
        failed += exceptions
        print(f"{kind:12}{given.runs:9} runs {exceptions:6} exceptions", flush=True)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
