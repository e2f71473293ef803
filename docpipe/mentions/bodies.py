"""Bodies of the state, and other organisations, named in a text; and whose letterhead stands at its head.

Known names come from the gazetteer, unknown ones from the nouns that name a kind of body. A chain printed as one name
(a committee of a ministry) is one mention.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from docpipe.mentions import reach, reach_kazakh
from docpipe.mentions.body_names import BodyMention, nominative, printed, restored
from docpipe.mentions.letterhead import first_body
from docpipe.mentions.sight import Sight, head, sight
from docpipe.model import trace
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.language.passage import Passage
    from docpipe.mentions.sight import Known
    from docpipe.model.text import Span

__all__ = ["BodyMention", "find", "issuer"]

_ENDINGS = ("ого", "его", "ому", "ему", "ой", "ей", "ую", "ая", "яя", "ый", "ий", "ое", "ее", "ым", "им", "ом", "ем")
_ADJECTIVE = lazy(rf"[\w-]{{3,}}(?:{'|'.join(_ENDINGS)})")
_JOINTS_EN = frozenset({"of", "and", "for", "on"})
_HEADS_EN = frozenset(
    {"ministry", "committee", "agency", "office", "department", "government", "court", "parliament", "senate", "mazhilis", "council", "bureau", "center",
     "centre", "academy", "university", "fund", "foundation", "commission", "akimat", "administration", "bank", "service", "institute"}
)  # fmt: skip


def find(passage: Passage) -> list[BodyMention]:
    """The bodies named in the passage, in order; a name within another's is no mention of its own.

    >>> from docpipe.language.passage import Passage
    >>> [found.name for found in find(Passage.of("ответ Министерства юстиции Республики Казахстан", "ru"))]
    ['Министерство юстиции Республики Казахстан']
    """
    seen = sight(passage)
    named = {"ru": _russian, "kk": _kazakh}.get(passage.language, _english)
    candidates = [*named(seen, passage), *_abbreviations(seen, passage)]
    kept: list[BodyMention] = []
    for one in sorted(candidates, key=lambda found: (found.span.start - found.span.end, found.span.start)):
        at = bisect_left(kept, one.span, key=_place)
        rival = next((other for other in kept[max(0, at - 1) : at + 1] if other.span.overlaps(one.span)), None)
        trace.note("body", one.rule, one.span, won=rival is None, why="" if rival is None else "inside a longer name")
        if rival is None:
            kept.insert(at, one)
    return kept


def _place(one: BodyMention) -> Span:
    return one.span


def _mention(seen: Sight, passage: Passage, bounds: tuple[int, int], known: Known | None, rule: str) -> BodyMention:
    span = seen.words.span(*bounds)
    name = restored(nominative(printed(passage, span), seen.language), seen.language)
    return BodyMention(span, name, None, known.row.get("code") if known else None, rule)


def _russian(seen: Sight, passage: Passage) -> Iterator[BodyMention]:
    at, count = 0, len(seen)
    while at < count:
        start, noun = at, _noun_at(seen, at)
        if noun is None:
            at += 1
            continue
        hit = seen.known.get(noun) or seen.known.get(start)
        known = hit if hit and hit.kind == "body" else None
        inside = hit.end if hit and hit.kind in ("body", "form") else noun + 1
        end = reach.right(seen, inside)
        if known or _names_one(seen, start, noun, end):
            yield _mention(seen, passage, (start, end), known, "known-name" if known else "noun-of-a-body")
            at = end
        else:
            at = noun + 1


def _noun_at(seen: Sight, at: int) -> int | None:
    """Where the noun is of the name that may begin at `at`: a known name, a legal form, adjectives and a noun of bodies."""
    hit = seen.known.get(at)
    if hit and (hit.kind == "body" or (hit.kind == "form" and reach.quoted_end(seen, hit.end) > hit.end)):
        return at
    noun, last = at, min(at + 4, len(seen.low))
    while noun < last and seen.low[noun].endswith(_ENDINGS) and _ADJECTIVE.fullmatch(seen.low[noun]) and not seen.parted(noun + 1):
        if head(seen, noun, "bodies", "head") or head(seen, noun, "posts", "post"):
            break
        noun += 1
    found = head(seen, noun, "bodies", "head")
    if (
        found is None
        or (found.plural and found.case != "gen")
        or any(seen.low[k].endswith(("ом", "ем")) and found.case != "loc" for k in range(at, noun))
    ):
        return None
    return noun if noun == at or seen.capital(at) or seen.known.get(noun) else None


def _names_one(seen: Sight, start: int, noun: int, end: int) -> bool:
    """A noun of bodies names one where it has a capital and something hangs on it, or a quoted name or a place does."""
    if seen.known.get(start) and seen.known[start].kind == "form":
        return True
    tail = range(noun + 1, end)
    proper = any(
        (seen.opens(at) and head(seen, at - 1, "bodies", "head"))
        or (at in seen.known and seen.known[at].kind in ("place", "country", "body", "short"))
        for at in tail
    )
    if not seen.capital(start):
        return proper and noun + 1 < end
    return proper or noun > start or (end > noun + 1 and seen.text(end - 1).lower() != "имени")


def _kazakh(seen: Sight, passage: Passage) -> Iterator[BodyMention]:
    last = len(seen) - 1
    while last >= 0:
        found = head(seen, last, "bodies", "head")
        known_first = seen.known_to.get(last + 1)
        hit = seen.known[known_first] if known_first is not None else None
        form = known_first is not None and hit is not None and hit.kind == "form" and seen.text(known_first - 1) in ("»", '"')
        known = hit if hit is not None and hit.kind == "body" else None
        if not (form or known or (found and not found.plural)):
            last -= 1
            continue
        inner = known_first if (known or form) and known_first is not None else last
        first = reach_kazakh.left(seen, inner)
        if known or form or (found and found.nominative.endswith(("ы", "і")) and _names_one_kk(seen, first, last)):
            yield _mention(seen, passage, (first, last + 1), known, "known-name" if known else "noun-of-a-body")
            last = first - 1
        else:
            last -= 1


def _names_one_kk(seen: Sight, first: int, last: int) -> bool:
    return first < last and (seen.capital(first) or seen.text(first) in ("«", '"'))


def _english(seen: Sight, passage: Passage) -> Iterator[BodyMention]:
    at = 0
    while at < len(seen):
        known = seen.known.get(at)
        known = known if known and known.kind == "body" and seen.capital(at) else None
        end = known.end if known else _part_en(seen, at)
        if known or names_body_en(seen, at, end):
            end = capitals_en(seen, at) if seen.text(end) in ("of", "for") else end
            if known or end > at + 1:
                yield _mention(seen, passage, (at, end), known, "known-name" if known else "noun-of-a-body")
        at = max(end, at + 1)


def _part_en(seen: Sight, at: int) -> int:
    """The word after a run of capitalised words up to the noun that names a kind of body, or to the run's end."""
    end = at
    while (
        end < len(seen) and seen.capital(end) and seen.low[end] != "the" and not (end > at and (seen.parted(end, 1) or end in seen.known))
    ):
        end += 1
        if seen.low[end - 1] in _HEADS_EN and (seen.text(end) == "of" or not seen.capital(end) or seen.low[end] not in _HEADS_EN):
            break
    return end


def capitals_en(seen: Sight, at: int) -> int:
    """The word after the last of a run of capitalised words with of, the, and between."""
    end = at
    least = 1 if seen.parted(at, 1) else 2
    while end < len(seen) and not (end > at and seen.parted(end, least)):
        if seen.capital(end) or (
            end > at
            and (seen.low[end] in _JOINTS_EN or (seen.low[end] == "the" and seen.low[end - 1] in _JOINTS_EN))
            and any(seen.capital(end + k) for k in (1, 2))
        ):
            end += 1
        elif further := _listed_en(seen, at, end):
            end = further
        else:
            break
    return end


def _listed_en(seen: Sight, at: int, end: int) -> int:
    """The word after `, Geology and` where a comma goes on with a list that is one name: `of Ecology, Geology and Natural Resources`; 0 elsewhere."""
    if seen.text(end) != "," or "of" not in seen.low[at:end] or "and" in seen.low[at:end]:
        return 0
    here = end
    while seen.text(here) == "," and here - end < _LONGEST_LIST:
        here += 1
        first = here
        while here < len(seen) and seen.capital(here) and here not in seen.known:
            here += 1
        if here == first or seen.low[first] not in _fields_en():
            return 0
    return here if seen.text(here) == "and" and here + 1 < len(seen) and seen.low[here + 1] in _fields_en() else 0


@cache
def _fields_en() -> frozenset[str]:
    return frozenset(table("bodies")["fields_en"]["words"])


_LONGEST_LIST = 8


def names_body_en(seen: Sight, first: int, end: int) -> bool:
    """Whether one of the words is a noun that names a kind of body."""
    return any(seen.low[at] in _HEADS_EN for at in range(first, end))


def _abbreviations(seen: Sight, passage: Passage) -> Iterator[BodyMention]:
    """МВД, ҚР ДСМ; МЗ and ГП only beside the country's letters, in brackets or in a list of such."""
    for at, hit in seen.known.items():
        if hit.kind not in ("short", "doubtful") or (hit.kind == "doubtful" and not _in_company(seen, at, hit.end)):
            continue
        first = at - 1 if seen.text(at - 1) == "ҚР" else at
        end = hit.end + (seen.text(hit.end) == "РК")
        short = printed(passage, seen.words.span(at, hit.end))
        name = hit.row[seen.language] + (" Республики Казахстан" if end > hit.end else "")
        name = ("Қазақстан Республикасы " if first < at else "") + name
        yield BodyMention(seen.words.span(first, end), name, short, hit.row["code"], "abbreviation")


def _in_company(seen: Sight, at: int, end: int) -> bool:
    around = (seen.text(at - 1), seen.text(end))
    if around[0] == "ҚР" or around[1] == "РК" or around == ("(", ")"):
        return True
    joints = {",", "и", "және", "(", ")", "мен", "пен"}
    for sign, beyond in ((around[0], at - 2), (around[1], end + 1)):
        hit = seen.known.get(beyond)
        if sign in joints and hit and hit.kind in ("short", "doubtful"):
            return True
    return False


def issuer(passage: Passage) -> BodyMention | None:
    """The body that a letterhead or a line of its own names, in the passage's language; None where none does.

    >>> from docpipe.language.passage import Passage
    >>> issuer(Passage.of("МИНИСТЕРСТВО" + chr(10) + "ЮСТИЦИИ" + chr(10) + "РЕСПУБЛИКИ КАЗАХСТАН", "ru")).name
    'Министерство юстиции Республики Казахстан'
    """
    return first_body(passage, find)
