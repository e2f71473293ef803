"""What stays of a word in all three languages: names and loanwords lose endings and change vowels, their consonants stand."""

from __future__ import annotations

_KEPT, _FEWEST = 5, 3
_AS_RUSSIAN = str.maketrans("әғқңөұүһіёйэ", "агкноуухиеие", "ьъ")
_VOWELS = str.maketrans("", "", "аеиоуыюя")
_FROM_LATIN = (
    *(("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ya", "я"), ("ye", "е")),
    *zip("abvgdezijklmnoprstufhcqwxy", "абвгдезийклмнопрстуфхккуки", strict=True),
)


def folded(word: str) -> str:
    """The word in small letters that all three languages write alike.

    >>> folded("Көкшетау"), folded("Kozhayev")
    ('кокшетау', 'кожаев')
    """
    small = word.lower()
    if small.isascii():
        for latin, letter in _FROM_LATIN:
            small = small.replace(latin, letter)
    return small.translate(_AS_RUSSIAN)


def bones(word: str) -> str:
    """The first consonants of a word, "" where there are fewer than three.

    >>> bones("Түркістан"), bones("Туркестанской"), bones("Абай")
    ('тркст', 'тркст', '')
    """
    left = folded(word).translate(_VOWELS)[:_KEPT]
    return left if len(left) >= _FEWEST else ""
