"""A post that was read in one language said in the other: the words for it alone, without the body."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from docpipe.bitext.posts import read
from docpipe.language import declension, kazakh
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.bitext.posts import Office, Step


def said_in(post: str, language: str, into: str, *, of_unit: bool = False) -> str | None:
    """The same post in `into` (`kk`, `ru`), nominative, None where no word of it is known; `of_unit` where it is known to be of some unit.

    >>> said_in("Ішкі істер министрінің бірінші орынбасары", "kk", "ru"), said_in("Заместитель начальника управления", "ru", "kk")
    ('первый заместитель министра', 'бастығының орынбасары')
    """
    offices = read(post, language)
    if into not in ("kk", "ru") or not offices:
        return None
    told = [_russian(office) if into == "ru" else _kazakh(office, of_unit=of_unit or office.of_unit) for office in offices]
    return ", ".join(one for one in told if one) or None


def spelled_out(post: str) -> str:
    """A Kazakh post in the nominative with the genitive endings that it drops where it is declined.

    >>> spelled_out("Қаржы басқармасы басшысы орынбасары")
    'Қаржы басқармасы басшысының орынбасары'
    """
    words = post.split()
    for at, word in enumerate(words[:-1]):
        if word.lower() in _possessed() and any(one.lower() in _possessed() for one in words[at + 1 : at + 3]):
            words[at] = word + ("ның" if word.endswith("ы") else "нің")
    return " ".join(words)


@cache
def _possessed() -> frozenset[str]:
    return frozenset(row["kk_of"] for row in table("posts")["post"] if row.get("kk_of", "").endswith(("ы", "і")))


def _russian(office: Office) -> str:
    words = []
    for at, step in enumerate(office.printed):
        case = "gen" if at else "nom"
        words += [_declined(word, case) for word in _degrees(step, "ru")] + [_declined(step.word, case)]
    return " ".join(words)


def _kazakh(office: Office, *, of_unit: bool) -> str:
    rows = [(row, _degrees(step, "kk")) for step in reversed(office.printed) if (row := _rows().get(step.word))]
    words: list[str] = []
    for at, (row, degrees) in enumerate(rows):
        possessed = bool(at) or of_unit
        form = row.get("kk_of", row["kk"]) if possessed else row["kk"]
        last = at == len(rows) - 1
        words += [*degrees, form if last else kazakh.inflect(row["kk"], "gen", possessed=possessed and "kk_of" in row)]
    return " ".join(words)


def _degrees(step: Step, language: str) -> list[str]:
    rows = [row for row in table("posts")["degree"] if row["code"] in step.degrees]
    return [row.get(f"{language}_with", {}).get(step.word, row[language][0]) for row in rows]


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return {row["ru"]: row for row in reversed(table("posts")["post"]) if row.get("kk")}


@cache
def _declined(word: str, case: str) -> str:
    return next(form for form, said in declension.forms(word).items() if said.case == case and not said.plural)
