"""How far a Kazakh name of a body or an office reaches to the left of its noun."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docpipe.mentions.sight import head
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.mentions.sight import Sight

_QUOTED = 24
_FURTHEST = 48
"""No name of a body has more words."""
_WORD = lazy(r"[^\W\d_][\w’'-]*")
_GENITIVE_KK = lazy(r"\w{2,}(?:ның|нің|дың|дің|тың|тің)")
_LOCAL_KK = lazy(r"\w{2,}(?:нда|нде|да|де|та|те|нан|нен|дан|ден|тан|тен|ға|ге|қа|ке|ына|іне|сына|сіне)")
_DATIVE_KK = lazy(r"\w{2,}(?:ға|ге|қа|ке|на|не)")
_OWNED_OBJECT_KK = lazy(r"\w{3,}[ыі]н")
_VERB_KK = lazy(
    r"\w{2,}(?:[лнрсйз]д[ыі]|[тпқкс]т[ыі]|ған|ген|қан|кен|[ыі]п|атын|етін|сын|сін|мын|мін|ады|еді|йды|йді|ймін|ймын|латын|летін|кенін|ғанын|генін)"
)
_PERSON_KK = lazy(r"\w{2,}(?:ов|ев|ёв|ин|ова|ева|ина|ұлы|қызы)(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|на|не)?")
_DEEPEST_KK = 9
_PLACED_KK = lazy(r"(?:облысы|ауданы|қаласы|ауылы|кенті)(?:ның|нің)?")
_TERRITORIAL_KK = ("департамент", "инспекция", "филиал")
_BRANCH_OF = 2
_NUMBERED_KK = ("мектеп", "емхана", "аурухана", "балабақша", "колледж", "лицей", "гимназия", "кітапхана", "амбулатория")
_SIDES_KK = frozenset({"батыс", "шығыс", "солтүстік", "оңтүстік"})
_LOCAL_BODIES_KK = frozenset({"аудандық", "облыстық", "қалалық"})
"""Adjectives that begin a local body's name in the middle of a sentence: аудандық дене шынықтыру және спорт бөлімі."""


@cache
def _small(key: str, language: str = "") -> frozenset[str]:
    found = table("posts")["boundaries"][key] if not language else table("posts")[key][language]
    return frozenset(found)


def _quoted_start(seen: Sight, end: int) -> int:
    """The opening quote of the quoted name that ends before `end`, else `end`."""
    closing = seen.text(end - 1)
    if closing not in ("»", '"') or seen.opens(end - 1):
        return end
    for at in range(end - 2, max(-1, end - _QUOTED), -1):
        if seen.parted(at + 1):
            return end
        if seen.text(at) == ("«" if closing == "»" else '"'):
            return at - (closing == "»" and seen.text(at - 1) == "«")
    return end


def left(seen: Sight, last: int) -> int:
    """The first word of the Kazakh name that ends in the noun at `last`."""
    at = last
    while at > max(0, last - _FURTHEST) and not seen.parted(at):
        step = _step_left(seen, at, last)
        if step == at:
            break
        at = step
    while at < last and seen.low[at] in ("және", ",", "мен", "пен", "бен"):
        at += 1
    if (
        at > 1
        and seen.text(at - 1).isdigit()
        and seen.text(at - 2) == "№"
        and seen.low[at].startswith(_NUMBERED_KK)
        and not seen.parted(at)
    ):
        return at - 2
    if at > _BRANCH_OF and seen.low[at - 1] == "бойынша" and seen.capital(at) and seen.low[last].startswith(_TERRITORIAL_KK):
        at = _place_start(seen, at - 3) if _names_place_kk(seen, at - 3) and not seen.parted(at - 1) else at
    return at


def _step_left(seen: Sight, at: int, last: int) -> int:
    """The first word of one qualifier that ends before `at`, or `at` where none does."""
    first = seen.known_to.get(at)
    if first is not None and seen.known[first].kind in ("body", "domain", "place", "country", "form", "short"):
        return at if seen.known[first].kind == "body" and _ended(seen, at - 1) else first
    quoted = _quoted_start(seen, at)
    if quoted < at:
        return quoted
    if _names_place_kk(seen, at - 1):
        return _place_start(seen, at - 1)
    text, low = seen.text(at - 1), seen.low[at - 1]
    if low in _small("kk") or not _WORD.match(low) or (_PERSON_KK.fullmatch(low) and seen.capital(at - 1)) or seen.initials(at - 1):
        return at
    if head(seen, at - 1, "ranks", "rank") and not seen.low[at - 1].startswith("кеңесші"):
        return at
    if low in _small("modifiers", "kk") or low in _small("units", "kk") or _GENITIVE_KK.fullmatch(low):
        return at - 1
    if head(seen, at - 1, "bodies", "head") and not _ended(seen, at - 1):
        return at - 1
    office = head(seen, at - 1, "posts", "post")
    if office and office.case in ("nom", "gen") and not office.plural and (at == last or head(seen, at, "bodies", "head")):
        return at - 1
    if text.isupper() and len(text) > 1 and seen.text(at).isupper():
        return at - 1
    return at if seen.capital(at) and at < last and not seen.text(at).isupper() else _matter(seen, at)


def _matter(seen: Sight, at: int) -> int:
    """A name that begins with a capital; else what a deputy is charged with, all in small letters: `емдеу ісі жөніндегі орынбасары`."""
    deep = _deep(seen, at)
    if deep < at or seen.low[at - 1] != "жөніндегі":
        return deep
    first = at - 1
    while first > max(0, at - _DEEPEST_KK) and not seen.parted(first) and _told_of(seen, first - 1):
        first -= 1
    return first if first < at - 1 else at


def _told_of(seen: Sight, index: int) -> bool:
    low = seen.low[index]
    if seen.capital(index) or not _WORD.match(low) or low in _small("kk") or low.startswith(("атқар", "орында", "міндет", "жүкте", "оның")):
        return False
    return low in ("және", "мен") or not _strange(seen, index)


def _names_place_kk(seen: Sight, index: int) -> bool:
    return seen.capital(index) and _PLACED_KK.fullmatch(seen.text(index + 1).lower()) is not None


def _place_start(seen: Sight, index: int) -> int:
    """The first word of the place's name: `Батыс Қазақстан облысы` has two."""
    return index - 1 if index and seen.low[index - 1] in _SIDES_KK and not seen.parted(index) else index


def _ended(seen: Sight, index: int) -> bool:
    """A body's name that stands in another case than the nominative or the genitive ends there."""
    found = head(seen, index, "bodies", "head")
    return bool(found and found.case not in ("nom", "gen"))


def _deep(seen: Sight, at: int) -> int:
    """Over lower-case words to the one with a capital that begins the name, or `at` where none does."""
    joined = False
    for index in range(at - 1, max(-1, at - _DEEPEST_KK), -1):
        low = seen.low[index]
        joined |= low in ("және", "мен", "пен", "бен")
        if low == "," and joined and index < at - 1:
            continue
        hit = seen.known.get(index)
        if _names_place_kk(seen, index):
            return _place_start(seen, index)
        if (
            low in _small("kk")
            or not _WORD.match(low)
            or seen.initials(index)
            or _strange(seen, index)
            or (hit and hit.kind in ("form", "short"))
        ):
            return at
        if low in _LOCAL_BODIES_KK and seen.low[index + 1] not in ("мәслихат", "әкімдік"):
            return index
        if seen.capital(index):
            return at if _PERSON_KK.fullmatch(low) else index
        if seen.parted(index):
            return at
    return at


def _strange(seen: Sight, index: int) -> bool:
    """A verb, or a word in a case that no qualifier of a name has; «жемқорлыққа қарсы», «есепке алу» are in order."""
    low, following = seen.low[index], seen.low[index + 1]
    if low in _small("joints_kk") or low.endswith(("у", "стан")):
        return False
    if _LOCAL_KK.fullmatch(low):
        return low != "сауда" and not (
            _DATIVE_KK.fullmatch(low) and (following in ("қарсы", "дейінгі") or following.endswith(("у", "уге", "уді")))
        )
    object_ = bool(_VERB_KK.fullmatch(low)) or bool(_OWNED_OBJECT_KK.fullmatch(low))
    return object_ and low != "халықты" and not following.endswith("у")
