"""Whether a rank named in one language is the same as one named in another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from docpipe.language.passage import Passage
from docpipe.mentions.sight import head, sight
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_DEGREES = {"старш": "senior", "аға": "senior", "младш": "junior", "кіші": "junior", "государствен": "state", "мемлекеттік": "state"}
_CLASS = lazy(r"(?<!\w)(?P<figure>[123]|I{1,3}|І{1,3})(?:-сыныпты|\s{1,3}класс\w{0,2}|\s{1,3}сыныпты)")
_ORDINALS = {"перв": "1", "бірінші": "1", "втор": "2", "екінші": "2", "трет": "3", "үшінші": "3"}
_ROMAN = {sign * at: str(at) for sign in "IІ" for at in (1, 2, 3)}


@dataclass(frozen=True, slots=True)
class Rank:
    """The word for the rank in Russian, senior or junior, its class and its branch of service where they are printed."""

    word: str | None
    degrees: frozenset[str]
    grade: str | None
    branch: int | None


def same_rank(left: str, right: str, languages: tuple[str, str] = ("kk", "ru")) -> bool | None:
    """True for one rank, False where a known part differs, None where one is not known.

    >>> same_rank("полиция генерал-лейтенанты", "генерал-лейтенант полиции"), same_rank("әділет полковнигі", "подполковник юстиции")
    (True, False)
    """
    ours, theirs = read(left, languages[0]), read(right, languages[1])
    if ours.word is None or theirs.word is None:
        return None
    if ours.word != theirs.word or ours.degrees != theirs.degrees:
        return False
    parts = ((ours.grade, theirs.grade), (ours.branch, theirs.branch))
    return not any(one is not None and other is not None and one != other for one, other in parts)


@lru_cache(maxsize=1024)
def read(rank: str, language: str) -> Rank:
    """The parts of a rank in the nominative."""
    seen, low = sight(Passage.of(rank, language)), rank.lower()
    heads = [found.row["ru"] for at in range(len(seen)) if (found := head(seen, at, "ranks", "rank"))] if language != "en" else []
    degrees = frozenset(code for beginning, code in _DEGREES.items() if any(word.startswith(beginning) for word in low.split()))
    branch = next((at for at, row in enumerate(table("ranks")["branch"]) if any(word in low for word in row.get(language, ()))), None)
    return Rank(heads[-1] if heads else None, degrees, _grade(rank), branch)


def _grade(rank: str) -> str | None:
    found = _CLASS.search(rank)
    if found:
        return _ROMAN.get(found["figure"], found["figure"])
    if "класс" not in rank and "сынып" not in rank:
        return None
    return next((figure for word in rank.lower().split() for beginning, figure in _ORDINALS.items() if word.startswith(beginning)), None)
