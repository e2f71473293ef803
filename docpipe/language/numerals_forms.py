"""Every form of every number word: what it says, and what may stand beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from docpipe.vocabulary import table

Forms = Iterator[tuple[str, "Word"]]


class Word(NamedTuple):
    """A form: its `value`, and its `role` in a number.

    `number`, `zero`; `times` (жүз, hundred, десяток) multiplies one to nineteen; `scale` closes a group; `half` adds a half, `half-of`
    halves what follows; `whole` parts a decimal; `ordinal` and `part` (треть) name fractions.
    `case` is `direct` or `oblique` in Russian, `feminine` or `plural` for its ordinals, `abl` or `possessed` in Kazakh.
    `last`: nothing may follow it in the number. `full`: no ones may follow it in its group.
    `alone`: what it takes to be a number without others (`yes`, `no`, `one`, `governed`).
    """

    value: int | float
    role: str = "number"
    case: str = ""
    last: bool = False
    full: bool = False
    alone: str = "yes"


@cache
def lexicon(language: str) -> dict[str, Word]:
    """All forms of a language by their lower-case spelling, ё written both ways; another language has none.

    >>> lexicon("ru")["двумястами"].value, lexicon("kk")["оннан"].value, "много" in lexicon("ru")
    (200, 10, False)
    """
    makers = {"ru": _russian, "kk": _kazakh, "en": _english}
    if language not in makers:
        return {}
    made: dict[str, Word] = {}
    for form, word in makers[language](table("numerals")[language]):
        made[form] = word
        made[form.replace("ё", "е")] = word
    return made


@cache
def words(language: str, name: str) -> frozenset[str]:
    """A list of the vocabulary's `words` of a language; empty where it has none.

    >>> "около" in words("ru", "governing"), words("en", "governing")
    (True, frozenset())
    """
    row: str = table("numerals")[language]["words"].get(name, "")
    return frozenset(row.split())


def _russian(rows: dict[str, Any]) -> Forms:
    yield from _russian_numbers(rows)
    yield from _russian_ordinals(rows)
    for role in ("scale", "times"):
        for value, lists in rows[role].items():
            for alone, forms in zip(("yes", "governed", "no"), lists, strict=True):
                yield from ((form, Word(int(value), role, alone=alone)) for form in forms.split())
    for value, forms in rows["halves"].items():
        yield from ((form, Word(int(value), "halves", last=True)) for form in forms.split())
    yield from _special("ru", rows["words"])
    yield "полтора", Word(1.5, case="direct", full=True)
    yield "полторы", Word(1.5, case="direct", full=True)
    yield "полутора", Word(1.5, case="oblique", full=True)


def _russian_numbers(rows: dict[str, Any]) -> Forms:
    soft = {value: [f"{stem}ь", f"{stem}и {stem}ью"] for value, stem in rows["soft"].items()}
    not_alone = rows["words"]["not_alone"].split()
    for value, lists in {**rows["numbers"], **soft}.items():
        for case, forms in zip(("direct", "oblique"), lists, strict=True):
            for form in forms.split():
                alone = "no" if form in not_alone else "one" if value == "1" else "yes"
                yield form, Word(int(value), case=case, full=_closes(value), alone=alone)


def _closes(value: str) -> bool:
    return 10 <= int(value) < 20


def _russian_ordinals(rows: dict[str, Any]) -> Forms:
    words_ = rows["words"]
    for value, stem in rows["ordinals"].items():
        for ending in words_["adjective"].split():
            case = "feminine" if ending in words_["feminine"].split() else "plural" if ending in words_["plural"].split() else ""
            yield stem + ending, Word(int(value), "ordinal", case)
    for name, case in (("third", ""), ("third_fem", "feminine"), ("third_many", "plural")):
        yield from ((form, Word(3, "ordinal", case)) for form in words_[name].split())


def _special(language: str, rows: dict[str, str]) -> Forms:
    """Nought, halves, the word that parts a decimal, and named parts."""
    for form in rows["zero"].split():
        yield form, Word(0, "zero")
    for form in rows["half"].split():
        yield from ((ended, Word(0.5, "half", last=last)) for ended, last in _ended(form, language))
    for form in rows.get("half_of", "").split():
        yield form, Word(0.5, "half-of")
    for form in rows["whole"].split():
        yield form, Word(0, "whole")
    for name in ("part_3", "part_4"):
        yield from ((form, Word(int(name[-1]), "part", alone="no")) for form in rows.get(name, "").split())


def _ended(form: str, language: str) -> list[tuple[str, bool]]:
    return [(ended, ended != form) for ended, _ in _cases(form)] if language == "kk" else [(form, False)]


def _cases(word: str) -> Iterator[tuple[str, str]]:
    """A Kazakh word in all cases, with and without its possessive, and with the endings of place and likeness."""
    from docpipe.language.kazakh import CASES, inflect, is_soft

    soft = is_soft(word)
    for case in CASES:
        yield inflect(word, case), case
        yield inflect(word, case, possessed=True), "possessed"
    place = inflect(word, "loc")
    yield place + ("гі" if soft else "ғы"), "loc"
    yield inflect(word, "loc", possessed=True) + ("гі" if soft else "ғы"), "possessed"
    yield place[:-1] + ("ей" if soft else "ай"), "like"
    yield word + table("numerals")["kk"]["words"]["approximate"], "like"


def _kazakh(rows: dict[str, Any]) -> Forms:
    named = rows["words"]
    for value, forms in rows["scale"].items():
        for word in forms.split():
            if not any(letter in word for letter in "ыи"):  # an abbreviation
                yield word, Word(int(value), "scale", alone="no")
                continue
            yield from ((form, Word(int(value), "scale", case, last=form != word)) for form, case in _cases(word))
    yield from _kazakh_numbers(rows)
    for form, case in _cases("жүз"):
        yield form, Word(100, "times", case, last=form != "жүз", alone="no" if form in words("kk", "not_alone") else "horde")
    yield from ((form, Word(40, case="possessed", last=True)) for form in named["forty_of_them"].split())
    for value, word in rows["ordinals"].items():
        yield from ((form, Word(int(value), "ordinal")) for form, _ in _cases(word))
    yield from _special("kk", named)


def _kazakh_numbers(rows: dict[str, Any]) -> Forms:
    for value, word in rows["numbers"].items():
        for form, case in _cases(word):
            if form in words("kk", "never"):
                continue
            yield form, Word(int(value), case=case, last=form != word, alone=_kazakh_alone(form, word))
    for value, word in rows["together"].items():
        yield from ((form, Word(int(value), case=case, last=True, alone=_kazakh_alone(form, word))) for form, case in _cases(word))


def _kazakh_alone(form: str, word: str) -> str:
    if form in words("kk", "not_alone") or (word == "бір" and form != word):
        return "no"
    return {"бір": "one", "біреу": "one", "тоқсан": "quarter"}.get(word, "yes")


def _english(rows: dict[str, Any]) -> Forms:
    for value, forms in rows["numbers"].items():
        yield from ((form, Word(int(value), full=_closes(value), alone="one" if value == "1" else "yes")) for form in forms.split())
    for role in ("times", "scale"):
        for value, forms in rows[role].items():
            yield from ((form, Word(int(value), role, alone="article")) for form in forms.split())
    for value, forms in rows["ordinals"].items():
        yield from ((form, Word(int(value), "ordinal", "plural" if form.endswith("s") else "feminine")) for form in forms.split())
    yield from _special("en", rows["words"])
