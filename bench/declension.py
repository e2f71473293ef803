"""How often the filters of letters make the right form: `python bench/declension.py [GOLD_FOLDER] [--dictionary] [-v]`.

GOLD_FOLDER: `ru_names_cases.tsv` (gender, roles, nominative, genitive, dative, accusative; `|` parts alternatives) and `kk_cases.tsv` (nominative
and nine forms), through the filters, which are told neither gender nor roles. Always: the forms of `tests/filters.txt` read back to the nominative by
the reader of documents, and two planted faults that must cost much: women declined as men, and Kazakh endings without harmony. `--dictionary`: the names that pymorphy3's dictionary knows, its forms beside ours (it leaves many Turkic names undeclined).
"""

from __future__ import annotations

import csv
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from docpipe.errors import DocpipeError
from docpipe.language import kazakh, kazakh_names, name_forms, russian_names
from docpipe.language import russian as russian_words
from docpipe.language.name_forms import HARD, Role
from docpipe.reply.filters import for_language

ROLES: dict[str, Role] = {"Surn": "surname", "Name": "given", "Patr": "patronymic"}
ROOT = Path(__file__).resolve().parents[1]
RUSSIAN = ("genitive", "dative", "accusative")
KAZAKH = {"gen": "genitive", "dat": "dative", "acc": "accusative", "loc": "locative", "abl": "ablative", "ins": "instrumental"}
Outcome = tuple[str, str, tuple[str, ...], str]  # column, nominative, right forms, made


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def alternatives(cell: str) -> tuple[str, ...]:
    """`Исы|Иса` inside a name stands for two names."""
    return tuple(" ".join(words) for words in itertools.product(*(word.split("|") for word in cell.split())))


def through(name: str, value: str, language: str) -> str:
    """What a filter makes, bound blanks as blanks; the error's code where it refuses."""
    try:
        return for_language(language)[name](value).replace(HARD, " ")
    except DocpipeError as error:
        return error.code


def russian(folder: Path) -> Iterator[Outcome]:
    """Russian names through the filters."""
    for row in rows(folder / "ru_names_cases.tsv"):
        for column in RUSSIAN:
            yield f"ru {column}", row["nominative"], alternatives(row[column]), through(column, row["nominative"], "ru")


def kazakh_words(folder: Path) -> Iterator[Outcome]:
    """Kazakh words through the filters; those with a possessive are given with it, as posts are."""
    for row in rows(folder / "kk_cases.tsv"):
        word = row["nominative"]
        for column, form in row.items():
            owned, case = column.startswith("px3"), column.removeprefix("px3")
            if column == "px3":
                yield "kk px3", word, (form,), kazakh.possessive(word)
            elif column != "nominative":
                yield f"kk {column}", word, (form,), through(KAZAKH[case], row["px3"] if owned else word, "kk")


def as_men(folder: Path) -> Iterator[Outcome]:
    """Planted: women's names declined as men's."""
    for row in rows(folder / "ru_names_cases.tsv"):
        if row["gender"] == "f":
            made = name_forms.declined(name_forms.read(row["nominative"]), "dat", "ru", "m").replace(HARD, " ")
            yield "planted: women as men", row["nominative"], alternatives(row["dative"]), made


def without_harmony(folder: Path) -> Iterator[Outcome]:
    """Planted: every Kazakh word taken for a soft one."""
    for row in rows(folder / "kk_cases.tsv"):
        yield "planted: no harmony", row["nominative"], (row["dat"],), kazakh.inflect(row["nominative"], "dat", soft=True)


def read_back() -> Iterator[Outcome]:
    """The datives of names in our own table, read as a document's reader does."""
    for line in (ROOT / "tests" / "filters.txt").read_text("utf-8").splitlines():
        head, _, rest = line.partition(": ")
        given, _, forms = rest.partition(" = ")
        if head.partition(" [")[0] in ("ru cases", "kk cases") and name_forms.looks_like_name(given, head[:2]) and "." not in given:
            dative = forms.split("; ")[1]
            yield f"{head[:2]} read back", dative, (given,), _nominative(dative, head[:2], given)


def dictionary() -> Iterator[Outcome]:
    """Surnames, given names and patronymics of the Russian dictionary; any of its forms of the case is right."""
    for word, label, gender in dict.fromkeys(_listed()):
        parse = next(one for one in russian_words.analyzer().parse(word) if {label, "nomn", "sing", gender} <= one.tag.grammemes)
        for case in ("gen", "dat", "acc", "ins"):
            theirs = (one.word for one in parse.lexeme if {russian_words.CASES[case], "sing", gender} <= one.tag.grammemes)
            made = name_forms.declined((name_forms.Part(ROLES[label], word.capitalize()),), case, "ru", "m" if gender == "masc" else "f")
            yield f"dictionary {ROLES[label]}", word, tuple(form.replace("ё", "е") for form in theirs), made.lower().replace("ё", "е")


def _listed() -> Iterator[tuple[str, str, str]]:
    for word, tag, *_ in russian_words.analyzer().dictionary.iter_known_words(""):
        label = next((label for label in ROLES if label in tag.grammemes), None)
        if label and tag.gender in ("masc", "femn") and {"nomn", "sing"} <= tag.grammemes and "-" not in word:
            yield word, label, tag.gender


def _nominative(form: str, language: str, given: str) -> str:
    if language == "kk":
        before, blank, last = form.rpartition(" ")
        return before + blank + kazakh_names.bare(last)[0]
    found = russian_names.nominative(form.split(), case="dat")
    parts = name_forms.read(given)
    return " ".join(str(getattr(found, part.role)) for part in parts) if found and len({p.role for p in parts}) == len(parts) else given


def report(outcomes: list[Outcome], *, verbose: bool) -> None:
    """One line a column, and the misses where asked."""
    for column in dict.fromkeys(outcome[0] for outcome in outcomes):
        mine = [outcome for outcome in outcomes if outcome[0] == column]
        misses = [outcome for outcome in mine if outcome[3] not in outcome[2]]
        sys.stdout.write(f"{column:24} {len(mine) - len(misses):4} of {len(mine):4}  {1 - len(misses) / len(mine):.3f}\n")
        for _, given, right, made in misses if verbose and not column.startswith("planted") else []:
            sys.stdout.write(f"    {given}: {made}, not {right[0]}\n")


def main() -> None:
    """Print the table."""
    folder = next((Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")), None)
    outcomes = [*read_back(), *(dictionary() if "--dictionary" in sys.argv else ())]
    if folder:
        outcomes = [*russian(folder), *kazakh_words(folder), *as_men(folder), *without_harmony(folder), *outcomes]
    report(outcomes, verbose="-v" in sys.argv)


if __name__ == "__main__":
    main()
