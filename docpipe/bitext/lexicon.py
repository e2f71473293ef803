"""What a word says whichever of the two languages it is in: keys that words of the same meaning share."""

from __future__ import annotations

from functools import cache, lru_cache

from docpipe.vocabulary import table

_SHORT, _REST = 3, 4
_BEGINNING = 5
_SKELETON, _CONSONANTS = 3, 5
_AS_RUSSIAN = str.maketrans("әғқңөұүһіёйэ", "агкноуухиеие", "ьъ")
_FROM_LATIN = (
    *(("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ya", "я"), ("ye", "е")),
    *zip("abvgdezijklmnoprstufhcqwxy", "абвгдезийклмнопрстуфхккуки", strict=True),
)
_VOWELS = str.maketrans("", "", "аеиоуыюя")


@lru_cache(maxsize=20_000)
def keys(word: str) -> tuple[str, ...]:
    """The keys of one word: rows of the vocabulary, else the beginning that a loanword or a name keeps in both languages.

    >>> set(keys("бұйрығымен")) & set(keys("приказом")), keys("программасы") == keys("программе")
    ({'приказ'}, True)
    """
    small = word.lower()
    folded = (_cyrillic(small) if small.isascii() else small).translate(_AS_RUSSIAN)
    rows = _longest(small, _stems()) or _longest(folded, _folded())
    if rows:
        return rows if word.islower() else (*rows, *_loan(folded, word))
    return _loan(folded, word)


def _cyrillic(word: str) -> str:
    for latin, letter in _FROM_LATIN:
        word = word.replace(latin, letter)
    return word


def _loan(folded: str, word: str) -> tuple[str, ...]:
    found = ("~" + folded[:_BEGINNING],) if len(folded) > _SHORT else ("~" + folded,)
    bones = folded.translate(_VOWELS)
    return (*found, "'" + bones[:_CONSONANTS]) if word[:1].isupper() and len(bones) >= _SKELETON else found


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
        plain = stem.translate(_AS_RUSSIAN)
        found[plain] = tuple(dict.fromkeys((*found.get(plain, ()), *rows)))
    return found


@cache
def _rows() -> tuple[str, ...]:
    words = table("bitext")
    written = [row for part, rows in words.items() if part not in ("version", "footer") for row in rows]
    months = [f"{month['kk']} | {' '.join(month['ru'])}" for month in table("months")["month"]]
    bodies = [
        f"{' '.join(body['short_kk']).lower()} | {' '.join(body['short_ru']).lower()}"
        for body in table("bodies")["body"]
        if body.get("short_kk") and body.get("short_ru")
    ]
    return (*written, *months, *bodies)
