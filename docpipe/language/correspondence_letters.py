"""A Kazakh and a Russian spelling laid against each other letter by letter.

Each Kazakh letter has the Russian ones that usually stand for it and those that seldom do (`vocabulary/correspondence.toml`); what the
table does not have is a breach. One breach outweighs all that is seldom.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from docpipe.vocabulary import table

_BREACH = 100
_LONGEST = 40
_WITHOUT_KAZAKH = str.maketrans("әғқңөұүһі", "агкноууги")
_CONSONANTS = "бвгғджзкқлмнңпрстфхһцчшщ"
_FOREIGN = frozenset("вфцчщ")
_BACK, _FRONT = frozenset("аоуы"), frozenset("еиэюяь")


@dataclass(frozen=True, slots=True)
class Laid:
    """Two words side by side: how many breaches, how many seldom spellings, and the pieces (Kazakh, Russian, whether they breach)."""

    breaches: int
    seldom: int
    pieces: tuple[tuple[str, str, bool], ...]


@lru_cache(maxsize=65536)
def laid(kazakh: str, russian: str) -> Laid:
    """The best way to lay two lower-case words side by side.

    >>> laid("қоныров", "конуров").breaches, laid("қожаев", "кожаяев").breaches
    (0, 1)
    """
    kazakh, russian = kazakh[:_LONGEST], russian[:_LONGEST]
    best: dict[tuple[int, int], tuple[int, str, str]] = {(0, 0): (0, "", "")}
    for i in range(len(kazakh) + 1):
        spelled = _spelled_at(kazakh, i)
        for j in range(len(russian) + 1):
            here = best[i, j][0]
            for ours, theirs, cost in (*(one for one in spelled if russian.startswith(one[1], j)), *_other(kazakh, russian, i, j)):
                place = (i + len(ours), j + len(theirs))
                if place not in best or here + cost < best[place][0]:
                    best[place] = (here + cost, ours, theirs)
    return _walked(best, len(kazakh), len(russian))


def _walked(best: dict[tuple[int, int], tuple[int, str, str]], i: int, j: int) -> Laid:
    total = best[i, j][0]
    pieces: list[tuple[str, str, bool]] = []
    while i or j:
        cost, ours, theirs = best[i, j]
        i, j = i - len(ours), j - len(theirs)
        pieces.append((ours, theirs, cost - best[i, j][0] >= _BREACH))
    return Laid(total // _BREACH, total % _BREACH, tuple(reversed(pieces)))


def _spelled_at(kazakh: str, i: int) -> list[tuple[str, str, int]]:
    """The pieces of the Kazakh word from here on, how each may be spelled, and what that costs."""
    return [
        (ours, theirs, cost)
        for size in (0, 1, 2, 3)
        if len(ours := kazakh[i : i + size]) == size
        for theirs, cost in _spellings().get(ours, ())
        if ours or not cost or _between_consonants(kazakh, i)
    ]


def _other(kazakh: str, russian: str, i: int, j: int) -> list[tuple[str, str, int]]:
    """What else may come next: the same letter; or a breach, of a letter for another, too many, too few, or two that have changed places."""
    mine, other = kazakh[i : i + 1], russian[j : j + 1]
    if not mine or not other:
        return [(mine, other, _BREACH)] if mine or other else []
    steps = [(mine, other, 0 if mine == other else _BREACH), (mine, "", _BREACH), ("", other, _BREACH)]
    if mine != other and kazakh[i + 1 : i + 2] == other and russian[j + 1 : j + 2] == mine:
        steps.append((kazakh[i : i + 2], russian[j : j + 2], _BREACH))
    return steps


def _between_consonants(kazakh: str, i: int) -> bool:
    return 0 < i < len(kazakh) and kazakh[i - 1] in _CONSONANTS and kazakh[i] in _CONSONANTS


@cache
def _spellings() -> dict[str, tuple[tuple[str, int], ...]]:
    """For each piece of Kazakh spelling its Russian ones, with 0 for the usual and 1 for what is seldom."""
    rows = table("correspondence")
    found: dict[str, dict[str, int]] = {"": dict.fromkeys(rows["added"]["freely"], 0)}
    for sign in rows["added"]["seldom"]:
        found[""].setdefault(sign, 1)
    for letter in _CONSONANTS:
        found.setdefault(letter * 2, {})[letter.translate(_WITHOUT_KAZAKH)] = 1
        found.setdefault(letter, {})[letter.translate(_WITHOUT_KAZAKH) * 2] = 1
    for key, cost in (("seldom", 1), ("usual", 0)):
        for ours, spellings in rows[key].items():
            found.setdefault(ours, {}).update(dict.fromkeys(spellings, cost))
    return {ours: tuple(spellings.items()) for ours, spellings in found.items()}


def first_letters(kazakh: str) -> frozenset[str]:
    """The letters that a Russian spelling may begin with where the Kazakh one begins with this letter, lower-case.

    >>> sorted(first_letters("ж")), sorted(first_letters("қ"))
    (['д', 'ж', 'з', 'ю', 'я'], ['г', 'к', 'х', 'қ'])
    """
    beside = table("correspondence")["initials"].get(kazakh, ())
    return frozenset(theirs[0] for theirs, _ in _spellings().get(kazakh, ()) if theirs) | {kazakh, *beside}


def into_russian(kazakh: str) -> str:
    """The usual Russian spelling of a Kazakh name, lower-case: where there are several, the commonest.

    >>> into_russian("смағұл"), into_russian("жақыпов")
    ('смагул', 'жакыпов')
    """
    usual, at, found = table("correspondence")["usual"], 0, ""
    while at < len(kazakh):
        piece = next((kazakh[at : at + size] for size in (3, 2, 1) if kazakh[at : at + size] in usual), kazakh[at])
        found += usual[piece][0] if piece in usual else piece
        at += len(piece)
    return found


def into_kazakh(russian: str) -> str:
    """A Kazakh spelling of a name written in Russian: from the elements of names, else by the harmony of its vowels; a likely one, no more.

    >>> into_kazakh("нурлан"), into_kazakh("кожа"), into_kazakh("жумадил"), into_kazakh("викторов")
    ('нұрлан', 'қожа', 'жұмаділ', 'викторов')
    """
    if not _FOREIGN.isdisjoint(russian[:-3]):
        return russian
    return element(russian) or "".join(_kazakh_letter(russian, at) for at in range(len(russian)))


@lru_cache(maxsize=4096)
def element(russian: str) -> str | None:
    """The Kazakh name that is put together from known elements, the longest first; None where something is left.

    >>> element("жумадил"), element("виктор")
    ('жұмаділ', None)
    """
    for size in range(len(russian), 1, -1):
        first = _elements().get(russian[:size])
        if first is None:
            continue
        rest = "" if size == len(russian) else element(russian[size:])
        if rest is not None:
            return first + rest
    return None


@cache
def _elements() -> dict[str, str]:
    """The elements by the ways in which they are spelled in Russian."""
    every = table("correspondence")["kazakh"]["elements"]
    return {spelling: name for least in (3, 2, 1, 0) for name in every for spelling in _russian_spellings(name)[least : least + 1]}


def _russian_spellings(name: str) -> tuple[str, ...]:
    """The usual spelling, then those with ы as у, without an і, with Дж and ль: Тұрсын Турсун, Тілеу Тлеу, Жақып Джакып."""
    usual = into_russian(name)
    soft = "".join(
        sign + "ь" if sign == "л" and not after.strip("бгдзкмнпрст") else sign for sign, after in zip(usual, usual[1:] + "т", strict=True)
    )
    hard = "д" + usual if usual[0] == "ж" else usual
    return (
        usual,
        into_russian(name[0] + name[1:].replace("ы", "ұ")),
        into_russian(name.replace("і", "", 1)) if len(name) > 3 else usual,
        soft if soft != usual else hard,
    )


def _kazakh_letter(russian: str, at: int) -> str:
    letter, before, after = russian[at], russian[at - 1 : at] if at else "", russian[at + 1 : at + 2]
    near = [sign for sign in before + russian[at + 1 : at + 3] if sign in _BACK | _FRONT]
    front = bool(near) and near[-1] in _FRONT
    if letter in "гк":
        return letter if front else {"г": "ғ", "к": "қ"}[letter]
    if letter == "у":
        beside_vowel = (before and before in _BACK | _FRONT) or (after and after in _BACK | _FRONT)
        rounded = next((sign for sign in reversed(russian[:at]) if sign in _BACK | _FRONT), "") in tuple("оу")
        return "у" if beside_vowel else "ы" if rounded else "ү" if front else "ұ"
    return "" if letter in "ьъ" else letter


def respelled(pieces: tuple[tuple[str, str, bool], ...], *, kazakh: bool) -> str:
    """One of two words with only its breaches put right after the other: the Kazakh one, or the Russian one.

    >>> respelled(laid("қожаев", "котаев").pieces, kazakh=False), respelled(laid("қотаев", "кожаев").pieces, kazakh=True)
    ('кожаев', 'қожаев')
    """
    whole = "".join(theirs for _, theirs, _ in pieces)
    at, found = 0, ""
    for ours, theirs, breach in pieces:
        if not breach:
            found += ours if kazakh else theirs
        elif kazakh:
            found += "".join(_kazakh_letter(whole, at + k) for k in range(len(theirs)))
        else:
            found += into_russian(ours)
        at += len(theirs)
    return found
