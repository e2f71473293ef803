"""Whether a name in Kazakh and a name in Russian are spellings of one: surnames, given names, patronymics, initials, proper names.

The first of two names is the Kazakh one, also where it is printed without Kazakh letters; with `within=True` both are of one language,
and only what is equal is the same. Names that the correspondence cannot keep apart count as the same: Қадыр and Хадыр, Жанов and
Джанов, Төлеев and Тулеев, Уәли and Вали, Болат and Булат, Омаров and Умаров.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from docpipe.language import correspondence_endings as endings
from docpipe.language import correspondence_letters as letters
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docpipe.language.correspondence_endings import Ended

Role = Literal["surname", "given", "patronymic"]
Relation = Literal["same", "form", "slip", "other"]
"""`same`: spellings of one name; `form`: two forms of which neither need be wrong (Смағұл, Смагулов); `slip`: one name surely meant,
a letter or two differ; `other`: two names."""

_ORDER: tuple[Relation, ...] = ("same", "form", "slip", "other")
_FOLDED = str.maketrans("ё", "е", "-–‑ '’ʼ`.")
_PLAIN = str.maketrans("әғқңөұүһі", "агкноууги")


def surname(kazakh: str, russian: str, *, within: bool = False) -> Relation:
    """How two surnames are related, both in the nominative.

    >>> surname("Қожаев", "Кожаев"), surname("Смағұл", "Смагулов"), surname("Қожаев", "Кожаяев"), surname("Қожаев", "Омаров")
    ('same', 'form', 'slip', 'other')
    """
    return _surname(_folded(kazakh), _folded(russian), within) if not _one_half(kazakh, russian, within=within) else "form"


def given(kazakh: str, russian: str, *, within: bool = False) -> Relation:
    """How two given names are related.

    >>> given("Бақытбек", "Бахытбек"), given("Жүсіп", "Юсуф"), given("Марат", "Мурат")
    ('same', 'same', 'slip')
    """
    return _plain(_folded(kazakh), _folded(russian), within)


def patronymic(kazakh: str, russian: str, *, within: bool = False) -> Relation:
    """How two patronymics are related: by the father's name and by whose child, whatever the language of the ending.

    >>> patronymic("Смағұлұлы", "Смагулович"), patronymic("Маратқызы", "Маратович"), patronymic("Бескенұлы", "Бескенулы")
    ('same', 'slip', 'same')
    """
    ours, theirs = _folded(kazakh), _folded(russian)
    if ours == theirs:
        return "same"
    left, right = endings.patronymic(ours), endings.patronymic(theirs)
    if left is None or right is None:
        return _misprinted_patronymic(ours, theirs, within) or _half_patronymic(ours, theirs, left or right, within)
    found = _of_fathers(left, right, within)
    if found == "same" and left.gender != right.gender:
        return "slip"
    return "form" if found == "same" and within else found


def _misprinted_patronymic(ours: str, theirs: str, within: bool) -> Relation | None:  # noqa: FBT001
    """Two patronymics of which an ending has a wrong letter; None where one of them is none."""
    left = endings.patronymic(ours) or endings.nearly_patronymic(ours)
    right = endings.patronymic(theirs) or endings.nearly_patronymic(theirs)
    if left is None or right is None:
        return None
    return "other" if _of_fathers(left, right, within) == "other" else "slip"


def _of_fathers(left: Ended, right: Ended, within: bool) -> Relation:  # noqa: FBT001
    return _best(_plain(one, other, within) for one in left.roots for other in right.roots)


def initials(kazakh: str, russian: str, *, within: bool = False) -> Relation:
    """How two sets of initials are related: `form` where one only has more of them.

    >>> initials("Ә.Т.", "А.Т."), initials("Ж.", "Дж."), initials("Б.", "Б.А."), initials("Қ.Т.", "М.Т.")
    ('same', 'same', 'form', 'slip')
    """
    ours, theirs = (re.findall(r"[^\W\d_]{1,3}", one.lower().translate(_FOLDED_DOTTED)) for one in (kazakh, russian))
    unlike = sum(not _one_letter(one, other, within) for one, other in zip(ours, theirs, strict=False))
    if unlike:
        return "slip" if unlike == 1 and min(len(ours), len(theirs)) > 1 else "other"
    return "same" if len(ours) == len(theirs) else "form"


@lru_cache(maxsize=65536)
def skeleton(surname: str) -> str:
    """What the spellings of one surname share, and most of its forms: its first consonants, those that stand for each other as one.

    >>> skeleton("Жақыпов") == skeleton("Джакупов") == skeleton("Жақып"), skeleton("Қожаев") == skeleton("Омаров")
    (True, False)
    """
    folded = _folded(surname)
    ended = endings.surname(folded)
    return re.sub(r"(.)\1+", r"\1", (ended.roots[0] if ended else folded).replace("дж", "ж").translate(_CLASSES))[:_SKELETON]


def word(kazakh: str, russian: str) -> bool:
    """True where the proper name of a place, a firm or a programme is the same in both languages, word for word.

    >>> word("Талдықорған", "Талдыкорган"), word("Нұрлы жол", "Нурлы жол"), word("Қарағанды", "Караганда"), word("Еңбек", "Егемен")
    (True, True, True, False)
    """
    ours, theirs = kazakh.lower(), russian.lower()
    if theirs in table("correspondence")["places"].get(ours, ()):
        return True
    left, right = (re.findall(r"[\w-]+", one) for one in (ours, theirs))
    return len(left) == len(right) > 0 and all(
        _plain(_folded(one), _folded(other), within=False) == "same" or other in table("correspondence")["places"].get(one, ())
        for one, other in zip(left, right, strict=True)
    )


def into(name: str, language: str, *, of: str, role: Role) -> str:
    """`name` as `language` would likely spell it, `of` being the other version's name: only where they breach the correspondence.

    >>> into("Кожаяев", "kk", of="Қожаев", role="surname"), into("Серікұлы", "ru", of="Болатович", role="patronymic")
    ('Қожаяев', 'Серикович')
    """
    kazakh = language == "kk"
    target, source = _folded(of), _folded(name)
    if role == "patronymic" and (made := _patronymic_into(source, target, kazakh=kazakh)):
        return made.capitalize()
    return (_put_right(source, target, kazakh=kazakh) or _spelled(source, kazakh=kazakh)).capitalize()


def _put_right(source: str, target: str, *, kazakh: bool) -> str | None:
    """The target with its one breach put right after the source; None where it is another name."""
    pieces = letters.laid(*((target, source) if kazakh else (source, target)))
    ended = endings.surname(target)
    length = len(ended.roots[0]) if ended else len(target)
    one_name = pieces.breaches == 1 and length > 2 and not pieces.pieces[0][2] and pieces.seldom <= (length > 4)
    return letters.respelled(pieces.pieces, kazakh=kazakh) if one_name else None


_SKELETON = 4
_CLASSES = str.maketrans("қгғхһпфчщңмз", "кккккббшшннж", "аәеиоөуұүыіэюяйьъв")
_FOLDED_DOTTED = str.maketrans("ё", "е", "-–‑ '’ʼ`")


def _patronymic_into(source: str, target: str, *, kazakh: bool) -> str | None:
    """The father's name from one version, the ending as the other language has it."""
    ours, theirs = endings.patronymic(source), endings.patronymic(target)
    if ours is None or theirs is None:
        return None
    root, other = next((one for one in ours.roots if kazakh and letters.element(one)), ours.roots[0]), theirs.roots[0]
    made = _put_right(root, other, kazakh=kazakh) or _spelled(root, kazakh=kazakh)
    if kazakh or theirs.ending in _KAZAKH_PATRONYMICS:
        return made + theirs.ending
    return endings.child_of(made, theirs.gender)


def _spelled(name: str, *, kazakh: bool) -> str:
    """A name in the other language: what a surname is formed from apart from its ending."""
    if not kazakh:
        return letters.into_russian(name)
    ended = endings.surname(name)
    if ended is None:
        return letters.into_kazakh(name)
    known = next((made for root in ended.roots if (made := letters.element(root))), None) or letters.into_kazakh(ended.roots[0])
    return re.sub("[ыі]$", "и", known.removesuffix("й")) + ended.ending if ended.ending.startswith("е") else known + ended.ending


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return name.lower().translate(_FOLDED)


def _best(found: Iterable[Relation]) -> Relation:
    return min(found, key=_ORDER.index, default="other")


@lru_cache(maxsize=65536)
def _plain(ours: str, theirs: str, within: bool) -> Relation:  # noqa: FBT001  # a cached function's key
    """How two folded words are related, letter for letter."""
    if ours == theirs:
        return "same"
    by_itself = () if within else table("correspondence")["names"].get(ours, ())
    if theirs in by_itself:
        return "same"
    found = min((_laid(ours, theirs), *(letters.laid(one, theirs) for one in by_itself)), key=lambda one: (one.breaches, one.seldom))
    if not within and not found.breaches and found.seldom <= _seldom(len(ours)):
        return "same"
    return "slip" if _close(max(found.breaches, 1) + _breached_first(found), min(len(ours), len(theirs))) else "other"


def _breached_first(found: letters.Laid) -> bool:
    """Another first letter beside a seldom spelling weighs twice: Нұрлан, Ерлан."""
    return bool(found.pieces) and found.pieces[0][2] and found.seldom > 0


def _laid(ours: str, theirs: str) -> letters.Laid:
    """The better of two readings: Kazakh letters printed in the Russian name are read as Russian ones too."""
    found = letters.laid(ours, theirs)
    plain = theirs.translate(_PLAIN)
    return found if plain == theirs else min(found, letters.laid(ours, plain), key=lambda one: (one.breaches, one.seldom))


def _seldom(length: int) -> int:
    """How many seldom spellings one name may hold."""
    return 1 if length <= 3 else 2 if length <= 7 else 3


def _close(breaches: int, length: int) -> bool:
    """Whether so few breaches leave one name surely meant."""
    return breaches <= (1 if length <= 5 else 2) and length > breaches


@lru_cache(maxsize=65536)
def _surname(ours: str, theirs: str, within: bool) -> Relation:  # noqa: FBT001  # a cached function's key
    whole = _plain(ours, theirs, within)
    if whole == "same":
        return whole
    left, right = endings.surname(ours), endings.surname(theirs)
    if left and right:
        return _both_ended(whole, left, right, within)
    if left or right:
        roots = ((one, other) for one in (left.roots if left else (ours,)) for other in (right.roots if right else (theirs,)))
        found = _best(_plain(one, other, within) for one, other in roots)
        return "form" if found == "same" else _best([found, whole if not _ended_apart(left, right) else found])
    return whole


def _ended_apart(left: Ended | None, right: Ended | None) -> bool:
    return (left is None) != (right is None)


def _both_ended(whole: Relation, left: Ended, right: Ended, within: bool) -> Relation:  # noqa: FBT001
    """Two surnames with endings: what is before the endings says whether one name is meant."""
    found = _best(_plain(one, other, within) for one in left.roots for other in right.roots)
    if found == "same":
        return "form" if {left.ending, right.ending} & _PATRONYMICS and left.ending not in right.ending else "slip"
    return "slip" if found == "slip" and whole == "slip" else "other"


_KAZAKH_PATRONYMICS = frozenset({"ұғлы", "оғлы", "оглы", "ұлы", "улы", "үлы", "қызы", "кызы", "қизи", "кизи"})
_PATRONYMICS = {"ұлы", "улы", "қызы", "кызы", "тегі"}


def _one_half(kazakh: str, russian: str, *, within: bool) -> bool:
    """Whether one is a double surname of which the other is a half."""
    left, right = kazakh.split("-"), russian.split("-")
    if (len(left) == 1) == (len(right) == 1):
        return False
    return any(_surname(_folded(one), _folded(other), within) == "same" for one in left for other in right)


def _half_patronymic(ours: str, theirs: str, ended: Ended | None, within: bool) -> Relation:  # noqa: FBT001
    """A patronymic against a bare father's name (Серік, Серикович)."""
    if ended is None:
        return _plain(ours, theirs, within)
    bare_left = endings.patronymic(ours) is None
    pairs = ((ours, root) if bare_left else (root, theirs) for root in ended.roots)
    found = _best(_plain(one, other, within) for one, other in pairs)
    return "form" if found == "same" else found


def _one_letter(one: str, other: str, within: bool) -> bool:  # noqa: FBT001
    if one == other:
        return True
    if within:
        return one.translate(_PLAIN) == other.translate(_PLAIN)
    return other[0] in letters.first_letters(one[0])
