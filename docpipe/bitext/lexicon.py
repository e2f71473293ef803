"""What a word says whichever of the two languages it is in: keys that words of the same meaning share."""

from __future__ import annotations

from functools import cache, lru_cache

from docpipe.language.skeleton import bones, folded
from docpipe.vocabulary import table

_SHORT, _REST = 3, 4
_BEGINNING = 5


@lru_cache(maxsize=20_000)
def keys(word: str) -> tuple[str, ...]:
    """The keys of one word: rows of the vocabulary, else the beginning that a loanword or a name keeps in both languages.

    >>> set(keys("бұйрығымен")) & set(keys("приказом")), keys("программасы") == keys("программе")
    ({'приказ'}, True)
    """
    small = word.lower()
    plain = folded(word)
    rows = _longest(small, _stems()) or _longest(plain, _folded())
    if rows:
        return rows if word.islower() else (*rows, *_loan(plain, word))
    return _loan(plain, word)


def _loan(plain: str, word: str) -> tuple[str, ...]:
    """The beginning of the word, and the consonants of a name."""
    found = ("~" + plain[:_BEGINNING],) if len(plain) > _SHORT else ("~" + plain,)
    skeleton = bones(word) if word[:1].isupper() else ""
    return (*found, "'" + skeleton) if skeleton else found


def _longest(word: str, stems: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    for end in range(len(word), 1, -1):
        rows = stems.get(word[:end])
        if rows and (end > _SHORT or len(word) - end <= _REST):
            return rows
    return ()


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """From each beginning of a word, Kazakh or Russian, to its rows; a row is named by its first Russian beginning."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows():
        kazakh, russian = row.split(" | ")
        for stem in (*kazakh.split(), *russian.split()):
            found[stem] = (*found.get(stem, ()), row)
    named = {row: row.split(" | ")[1].split()[0] for row in _rows()}
    return {stem: tuple(dict.fromkeys(named[row] for row in rows)) for stem, rows in found.items()}


@cache
def _folded() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for stem, rows in _stems().items():
        plain = folded(stem)
        found[plain] = tuple(dict.fromkeys((*found.get(plain, ()), *rows)))
    return found


@cache
def _rows() -> tuple[str, ...]:
    words = table("bitext")
    written = [row for part, rows in words.items() if part in ("frame", "verbs", "common", "more") for row in rows]
    months = [f"{month['kk']} | {' '.join(month['ru'])}" for month in table("months")["month"]]
    bodies = [
        f"{' '.join(body['short_kk']).lower()} | {' '.join(body['short_ru']).lower()}"
        for body in table("bodies")["body"]
        if body.get("short_kk") and body.get("short_ru")
    ]
    return (*written, *months, *bodies)
