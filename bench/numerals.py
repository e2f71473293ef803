"""Whole numbers written out by num2words and read back: how many come out the same, in Kazakh, Russian (all cases) and English.

    python bench/numerals.py [--n 20000] [--seed 1]

Three of four numbers lie below a million, the others below 10¹². num2words is in `pip install '.[bench]'`. Ends with 1 below 0.999.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from importlib import import_module

from docpipe.language.numerals_words import read

SPELLERS = {"kk": "kz", "ru": "ru", "en": "en"}
RUSSIAN_CASES = "ngdaip"
TARGET = 0.999


def numbers(count: int, seed: int) -> Iterator[int]:
    """Seeded whole numbers, of every length alike often enough: round ones and small ones are among them."""
    dice = random.Random(seed)  # noqa: S311
    for index in range(count):
        top = 12 if index % 4 == 3 else 6
        length = dice.randint(1, top)
        number = dice.randrange(10**length)
        yield number - number % 10 ** dice.randint(0, length - 1) if index % 5 == 0 else number


def spelled(number: int, language: str, index: int) -> str:
    """The number as num2words says it; in Russian the cases, genders and kinds of noun take turns."""
    say = import_module("num2words").num2words
    if language != "ru":
        return str(say(number, lang=SPELLERS[language]))
    grammar = {"case": RUSSIAN_CASES[index % 6], "gender": "mfn"[index // 6 % 3], "animate": bool(index % 2)}
    return str(say(number, lang="ru", **grammar))


def main() -> None:
    """Print a row for each language, and the first numbers that were read wrongly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    good = True
    for language in SPELLERS:
        said = [(number, spelled(number, language, index)) for index, number in enumerate(numbers(given.n, given.seed))]
        wrong = [(number, text, got) for number, text in said if (got := read(text, language)) != number]
        right = given.n - len(wrong)
        good = good and right / given.n >= TARGET
        print(f"{language}  n {given.n}  right {right}  share {right / given.n:.5f}")
        for number, text, got in wrong[:5]:
            print(f"    {number} {text!r} was read as {got}")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
