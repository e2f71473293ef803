"""How often an oblique form leads back to its nominative: `python bench/names.py GOLD_FOLDER`.

Reads `ru_names_cases.tsv` (gender, roles, nominative, genitive, dative, accusative; `|` parts alternatives) and
`kk_cases.tsv` (nominative and nine forms); prints one line a table column: right, of all, share; `-v` lists the misses.
"""

from __future__ import annotations

import csv
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from docpipe.language import kazakh
from docpipe.language.names import Name
from docpipe.language.russian_names import declined, nominative

Outcome = tuple[str, str, str, str]  # column, printed form, expected, got


def alternatives(cell: str) -> list[str]:
    """`Исы|Иса` inside a name stands for two names."""
    return [" ".join(words) for words in itertools.product(*(word.split("|") for word in cell.split()))]


def kazakh_back(folder: Path) -> Iterator[Outcome]:
    """Every form of the Kazakh table led back."""
    for row in _rows(folder / "kk_cases.tsv"):
        for column, form in row.items():
            yield f"kk back {column}", form, row["nominative"], kazakh.nominative(form)


def kazakh_forward(folder: Path) -> Iterator[Outcome]:
    """Every form of the Kazakh table made from its nominative."""
    for row in _rows(folder / "kk_cases.tsv"):
        for column, form in row.items():
            possessed, case = column.startswith("px3"), column.removeprefix("px3") or "nom"
            if column != "nominative":
                yield f"kk forward {column}", row["nominative"], form, kazakh.inflect(row["nominative"], case, possessed=possessed)


def russian_back(folder: Path) -> Iterator[Outcome]:
    """Every form of the Russian table led back from its tokens alone, and with its case told."""
    cases = {"genitive": "gen", "dative": "dat", "accusative": "acc", "nominative": "nom"}
    for row in _rows(folder / "ru_names_cases.tsv"):
        for column, case in cases.items():
            for form in dict.fromkeys(alternatives(row[column])):
                for told in (None, case):
                    got = nominative(_tokens(form), case=told)
                    yield f"ru back {column}{', told' if told else ''}", form, row["nominative"], _shown(got, row["roles"])


def russian_forward(folder: Path) -> Iterator[Outcome]:
    """Every case of the Russian table made from the nominative; any of the alternatives is right."""
    for row in _rows(folder / "ru_names_cases.tsv"):
        name = nominative(_tokens(row["nominative"]), case="nom", gender="f" if row["gender"] == "f" else "m")
        for column, case in (("genitive", "gen"), ("dative", "dat"), ("accusative", "acc")):
            got = _shown(name and declined(name, case), row["roles"])
            wanted = alternatives(row[column])
            yield f"ru forward {column}", row["nominative"], got if got in wanted else wanted[0], got


def _tokens(form: str) -> list[str]:
    return form.replace("Б. А.", "Б.А.").split()


def _shown(name: Name | None, order: str) -> str:
    if name is None:
        return ""
    if name.initials:
        return f"{name.surname} {name.initials.replace('.', '. ').strip()}"
    parts = {"S": name.surname, "G": name.given, "P": name.patronymic}
    return " ".join(parts[role] or "" for role in order)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def report(outcomes: list[Outcome], *, verbose: bool) -> None:
    """One line a column, and the misses where asked."""
    for column in dict.fromkeys(outcome[0] for outcome in outcomes):
        mine = [outcome for outcome in outcomes if outcome[0] == column]
        right = sum(expected == got for _, _, expected, got in mine)
        sys.stdout.write(f"{column:24} {right:4} of {len(mine):4}  {right / len(mine):.3f}\n")
        for _, form, expected, got in mine if verbose else []:
            if expected != got:
                sys.stdout.write(f"    {form}: {got}, not {expected}\n")


def main() -> None:
    """Print the table."""
    folder = Path(next(argument for argument in sys.argv[1:] if argument != "-v"))
    report([*kazakh_back(folder), *kazakh_forward(folder), *russian_back(folder), *russian_forward(folder)], verbose="-v" in sys.argv)


if __name__ == "__main__":
    main()
