"""How far a Russian name of a body or an office reaches to the right of its noun; where a quoted name ends."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language.pipelines import stem
from docpipe.mentions.ranks import rank_at
from docpipe.mentions.sight import head, name_stems
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.mentions.sight import Sight

_QUOTED = 24
_FURTHEST = 48
"""No name of a body has more words."""
_CAPITAL = lazy(r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]")
_WORD = lazy(r"[^\W\d_][\w’'-]*")
_GENITIVE = lazy(r"(?:ого|его|ой|ей|ых|их|[аяыи]|ов|ев|ий|ь|й)$")
_ANY_OBLIQUE = lazy(r"(?:ого|его|ому|ему|ой|ей|ых|их|ым|им|ами|ями|ам|ям|ах|ях|ом|ем|[аяыиуюе]|ов|ев|ий)$")
_NO_NOUN = lazy(r"(?:[аияеыу]л[аи]?|[аяеиыу]ть|ет|ит|ют|ут|ат|ят|ся|сь|[аеё]но|ен[аы]|ован[аы]|ая|яя|ое|ее|ые|ый|[аяе]в|(?<![ое]г)о)$")
_ADJECTIVE = lazy(r"\w{3,}(?:ого|его|ому|ему|ой|ей|ых|их|ым|им|ом|ем|ый|ий|ая|яя|ое|ее)", re.IGNORECASE)
_GOVERNS_INSTRUMENTAL = ("заведующ", "управляющ", "командующ")
_NO_PLACE = frozenset({"по", "при", "в"})
_PLACE_NOUNS = frozenset(
    {
        "города",
        "г.",
        "гор.",
        "села",
        "района",
        "поселка",
        "посёлка",
        "аула",
        "области",
        "имени",
        "им.",
        "городов",
        "городу",
        "город",
        "область",
    }
)
_AFTER_PLACE_NAME = lazy(r"(?:област|район|город|округ|край|гарнизон|регион|суд|прокуратур)\w{0,4}", re.IGNORECASE)
_NOT_A_FIELD = frozenset(
    {"поручению", "вопросу", "состоянию", "итогам", "телефону", "адресу", "электронной", "списку", "данным", "результатам", "мнению", "словам", "факту",
     "согласованию", "приказу", "истечении", "причине", "настоящее", "июля", "запросу", "обращению", "письму", "заявлению", "доверенности", "уполномочию"}
)  # fmt: skip


@cache
def _small(key: str, language: str = "") -> frozenset[str]:
    found = table("posts")["boundaries"][key] if not language else table("posts")[key][language]
    return frozenset(found)


@cache
def _abbreviated() -> frozenset[str]:
    """What bodies of the state are called for short: `начальник ДЧС …`, `Департамент УИС …`."""
    return frozenset(short for short in table("abbreviations")["known"]["state"] if len(short) > 1)


def quoted_end(seen: Sight, index: int) -> int:
    """The word after the closing quote where a quoted name opens at `index`, else `index`. Quotes may nest and share their end."""
    opening = seen.text(index)
    if not seen.opens(index):
        return index
    depth, last = 0, index
    for at in range(index, min(len(seen), index + _QUOTED)):
        sign = seen.text(at)
        if at > index and seen.parted(at):
            break
        depth += (sign == "«") - (sign == "»")
        if at > index and sign == ("»" if opening == "«" else opening):
            last = at + 1
            if depth <= 0:
                break
    return last


def right(seen: Sight, first: int) -> int:
    """The word after the last that depends on a Russian noun before `first`."""
    at = last = first
    while at < min(len(seen), first + _FURTHEST) and not seen.parted(at):
        step = _step(seen, at, first)
        if step == at:
            break
        at = step
        if seen.low[at - 1] not in ("и", ",", *_NO_PLACE):
            last = at
    return last


def _step(seen: Sight, at: int, first: int) -> int:
    """The word after one dependant that begins at `at`, or `at` where none does."""
    low = seen.low[at]
    hit = seen.known.get(at)
    if hit and hit.kind in ("body", "domain", "place", "country", "form", "short"):
        return hit.end if _known_depends(seen, at) else at
    if seen.opens(at):
        return at if _behind_place(seen, at) else quoted_end(seen, at)
    if seen.low[at - 1] in ("им.", "имени"):
        return _eponym(seen, at)
    if low == "№" and seen.text(at + 1).isdigit():
        return at + 2
    if low in ("и", ",", *_NO_PLACE):
        return _joined(seen, at, first)
    if at <= first + 1 and seen.text(at) in _abbreviated() and not seen.text(at - 1).isupper():
        return at + 1
    if low in _small("ru") or (not _WORD.match(low) and low not in _PLACE_NOUNS):
        return at
    if _names_place(seen, at):
        return at + 1
    if seen.person(at) and not _common_noun(seen, at):
        return at
    return at + _belongs(seen, at, first)


def _names_place(seen: Sight, at: int) -> bool:
    """Whether the word is the name of the district, the town, the region before it."""
    if seen.initials(at + 1):
        return False
    if seen.low[at - 2 : at - 1] == ("района",) and seen.low[at - 1][-1] == "а" and seen.low[at].endswith(("ова", "ева", "ина")):
        return True
    return seen.low[at - 1] in _PLACE_NOUNS and seen.capital(at) and not (seen.initials(at) or _named_before(seen, at))


def _known_depends(seen: Sight, at: int) -> bool:
    """Whether the known name at the word depends on what stands before it; a legal form behind a quoted name begins another."""
    hit = seen.known[at]
    if hit.kind == "form":
        return seen.text(at - 1) not in ("»", '"')
    return hit.kind != "body" or seen.low[at - 1] == "при" or _genitive(seen, at, hit.end)


def _named_before(seen: Sight, at: int) -> bool:
    """`Алматинской области Нуралхану`: the region has its name before it."""
    return at > 1 and seen.low[at - 1].startswith(("област", "район")) and _ADJECTIVE.fullmatch(seen.low[at - 2]) is not None


def _common_noun(seen: Sight, at: int) -> bool:
    """`Председатель Правления М. Сеитов`: initials behind a body's noun or a post in the genitive do not make it a surname."""
    if not seen.initials(at + 1) or seen.initials(at):
        return False
    noun = head(seen, at, "bodies", "head") or head(seen, at, "posts", "post")
    return (noun is not None and noun.case == "gen") or stem(seen.low[at], "ru") in name_stems("ru")


def _behind_place(seen: Sight, at: int) -> bool:
    begun = seen.known_to.get(at)
    return begun is not None and seen.known[begun].kind in ("place", "country")


def _eponym(seen: Sight, at: int) -> int:
    """The words of a name that a body bears: initials and up to two words with a capital."""
    end = at
    while end < len(seen) and end < at + 3 and seen.initials(end) and not seen.parted(end, 1):
        end += 1
    begins, last = end, end + 2
    while (
        end < min(last, len(seen))
        and not (end > begins and seen.initials(end + 1))
        and _CAPITAL.search(seen.text(end))
        and not seen.parted(end, 1)
        and not seen.initials(end)
    ):
        end += 1
    return end


def _genitive(seen: Sight, at: int, end: int) -> bool:
    """Whether the body's name at `at` … `end` may depend on a word: its noun is in the genitive, or all is in capitals."""
    nouns = (head(seen, index, "bodies", "head") for index in range(at, end))
    noun = next((found for found in nouns if found), None)
    if noun is None:
        return not seen.low[at].endswith(("у", "ом", "ем", "ою")) and seen.low[at] not in (
            "правительство",
            "мажилис",
            "парламент",
            "сенат",
            "курултай",
        )
    return noun.case == "gen"


def _belongs(seen: Sight, at: int, first: int) -> bool:
    """Whether a word by itself may depend on the noun before it."""
    low = seen.low[at]
    if rank_at(seen, at):
        return False
    office = head(seen, at, "posts", "post")
    if office or head(seen, at, "ranks", "rank"):
        return bool(office and office.case == "gen" and seen.low[at - 1] not in ("и", ","))
    if low in _PLACE_NOUNS:
        return low not in ("город", "область", "городу") or (low == "городу" and seen.low[at - 1] == "по")
    body = head(seen, at, "bodies", "head")
    governed = at <= first + 1 and seen.low[first - 1].startswith(_GOVERNS_INSTRUMENTAL)
    if body:
        return body.case == "gen" or (body.plural and not low.endswith(("ам", "ям"))) or (governed and body.case == "ins")
    if seen.capital(at) and not seen.text(at).isupper():
        return _capital_belongs(seen, at)
    field = "по" in seen.low[max(first, at - 6) : at] or governed
    if stem(low, "ru") in name_stems("ru") or low in _small("nouns_ru"):
        return True
    if seen.low[at - 1].endswith(("ых", "их")) and low[-1] not in "аеёиоуыэюя":
        return True
    return not _NO_NOUN.search(low) and bool((_ANY_OBLIQUE if field else _GENITIVE).search(low)) and len(low) > 2


def _capital_belongs(seen: Sight, at: int) -> bool:
    """A word with a capital inside a Russian name: known in names, or an adjective before a noun of place or of body."""
    following = seen.low[at + 1] if at + 1 < len(seen) else ""
    if _ADJECTIVE.fullmatch(seen.low[at]):
        body = head(seen, at + 1, "bodies", "head")
        nouny = (
            _AFTER_PLACE_NAME.fullmatch(following)
            or (body and (body.case != "dat" or seen.low[at].endswith(("ого", "его"))))
            or (head(seen, at + 1, "posts", "post") and not seen.low[at].endswith(("ому", "ему")))
            or stem(following, "ru") in name_stems("ru")
        )
        return bool(nouny or (_ADJECTIVE.fullmatch(following) and _AFTER_PLACE_NAME.fullmatch(seen.text(at + 2))))
    return stem(seen.low[at], "ru") in name_stems("ru") and not seen.initials(at + 1)


def _joined(seen: Sight, at: int, first: int) -> int:
    """A conjunction, a comma or a preposition belongs to the name where what follows it does."""
    low, following = seen.low[at], seen.text(at + 1)
    if seen.parted(at + 1) or (not _WORD.match(following) and following not in ("«", '"')):
        return at
    if low == "в":
        hit = seen.known.get(at + 1)
        return at + 1 if hit and hit.kind in ("country", "place", "body") else at
    if low in ("по", "при"):
        if _behind_place(seen, at) and following.lower() not in ("вопросам", "делам", "правам"):
            return at
        return at + 1 if following.lower() not in _NOT_A_FIELD and not seen.person(at + 1) else at
    hit = seen.known.get(at + 1)
    if seen.person(at + 1) or head(seen, at + 1, "posts", "post") or (hit and hit.kind in ("form", "short", "body")):
        return at
    if low == ",":
        among_places = following.lower() in ("городов", "районов") or (hit and hit.kind == "place" and _behind_place(seen, at))
        return at + 1 if among_places or _enumeration(seen, at) else at
    return at + 1 if _step(seen, at + 1, first) > at + 1 else at


def _enumeration(seen: Sight, at: int) -> bool:
    """`развития, инноваций и промышленности`: lower-case words behind a comma, up to an и."""
    for index in range(at + 1, min(len(seen), at + 6)):
        low = seen.low[index]
        if low == "и":
            return index > at + 1
        if seen.parted(index) or (
            low != "," and (low in _small("ru") or _NO_NOUN.search(low) or (not _GENITIVE.search(low) and not _ANY_OBLIQUE.search(low)))
        ):
            return False
        if seen.capital(index) and not seen.text(index).isupper():
            return False
    return False
