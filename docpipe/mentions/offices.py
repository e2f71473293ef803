"""One office as it is printed: who acts for another, the post's noun, what hangs on it. The parts that posts are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language import declension, kazakh
from docpipe.mentions import reach, reach_kazakh
from docpipe.mentions.body_names import nominative, printed
from docpipe.mentions.ranks import rank_at, rank_before
from docpipe.mentions.sight import Head, Sight, head, russian_heads
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.language.passage import Passage

_COUNCILS = ("совет", "кабинет", "коллеги", "собрани", "съезд", "палат", "корпус")
_MOST_MODIFIERS = 4


@dataclass(frozen=True, slots=True)
class Office:
    """The words `first` … `end` (acting words too), the post itself from `post` to `post_end`, its noun at `noun`."""

    first: int
    post: int
    noun: int
    post_end: int
    end: int
    head: Head
    acting: bool
    case: str


@cache
def _acting(key: str) -> frozenset[str]:
    return frozenset(table("posts")["acting"][key])


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(form for word in table("posts")["modifiers"]["ru"] for form in declension.forms(word))


@cache
def _participles() -> dict[str, declension.Form]:
    return {form: said for word in _acting("ru_participles") for form, said in declension.forms(word).items()}


@cache
def openers() -> frozenset[str]:
    """The words that a Russian office may begin with: most words are none, and that is seen at once."""
    acting = _acting("ru") | _acting("ru_adverbs") | _participles().keys() | {"вр", "и.", "и"}
    return frozenset(acting | _modifiers() | russian_heads("posts", "post").keys())


def _acting_ru(seen: Sight, at: int) -> tuple[int, str | None]:
    """The word after the acting words that begin at `at`, and the case that a participle among them shows."""
    start = at + 2 if seen.low[at : at + 2] == ("вр", ".") else at
    if seen.low[start : start + 1] and seen.low[start] in _acting("ru"):
        return start + 1, None
    if seen.low[start : start + 2] == ("и.", "о.") or seen.low[start : start + 3] == ("и", "/", "о"):
        return start + 2 + (seen.low[start + 1] == "/"), None
    if seen.text(at).lower() in _acting("ru_adverbs"):
        at += 1
    said = _participles().get(seen.text(at).lower())
    if said and seen.text(at + 1).lower() in _acting("ru_object"):
        return at + 2, said.case
    return at, None


def russian(seen: Sight, first: int) -> Office | None:
    """The office that begins at the word: acting words, adjectives, the noun, what depends on it."""
    post, forced = _acting_ru(seen, first)
    acting = forced is not None or post > first
    noun = post
    while noun < post + _MOST_MODIFIERS and (seen.text(noun).lower() in _modifiers() or (noun > post and seen.text(noun).lower() == "и")):
        noun += 1
    found = head(seen, noun, "posts", "post")
    while found is None and noun > post:
        noun -= 1
        found = head(seen, noun, "posts", "post")
    if found is None or _no_office(seen, post, noun, found):
        return None
    end = reach.right(seen, noun + 1)
    case = forced or ("nom" if acting else found.case)
    return Office(first, post, noun, end, end, found, acting, case)


def _no_office(seen: Sight, post: int, noun: int, found: Head) -> bool:
    """A rank (советник юстиции), a council of such (Совет директоров), a part of a place's name."""
    before = seen.text(post - 1).lower()
    in_council = found.plural and found.case == "gen" and before.startswith(_COUNCILS)
    return in_council or rank_at(seen, post) is not None or any(seen.parted(at) for at in range(post + 1, noun + 1))


def _acting_kk(seen: Sight, at: int) -> tuple[int, str | None]:
    """The word after the acting words behind a Kazakh post, and the case that their ending shows."""
    low = seen.low
    if low[at : at + 1] and low[at] in _acting("kk_adverbs"):  # төрағаның уақытша міндетін атқарушы
        after, case = _acting_kk(seen, at + 1)
        return (after, case) if after > at + 1 else (at, None)
    if low[at : at + 1] and low[at] in _acting("kk"):
        return at + 1, None
    if low[at : at + 2] == ("м.", "а.") or low[at : at + 3] == ("м.", "у.", "а."):
        return at + (2 if low[at + 1] == "а." else 3), None
    if low[at : at + 1] and low[at] in _acting("kk_object"):
        after = at + 1 + (seen.text(at + 1).lower() in _acting("kk_adverbs"))
        participle = table("posts")["acting"]["kk_participle"]
        word = seen.text(after).lower()
        if word.startswith(participle):
            return after + 1, _case_kk(word)
    return at, None


def _case_kk(word: str) -> str:
    endings = {
        "ның": "gen",
        "сының": "gen",
        "ға": "dat",
        "сына": "dat",
        "ны": "acc",
        "сын": "acc",
        "сы": "nom",
        "": "nom",
        "дан": "abl",
        "мен": "ins",
        "сымен": "ins",
    }
    return endings.get(word.removeprefix(table("posts")["acting"]["kk_participle"]), "nom")


def kazakh_office(seen: Sight, noun: int) -> Office | None:
    """The office whose noun stands at the word: what qualifies it on the left, acting words on the right."""
    found = head(seen, noun, "posts", "post")
    if found is None or rank_at(seen, noun) is not None or rank_before(seen, noun + 1) is not None:
        return None
    first = reach_kazakh.left(seen, noun)
    end, forced = _acting_kk(seen, noun + 1) if found.case in ("gen", "nom") and not seen.parted(noun + 1) else (noun + 1, None)
    acting = end > noun + 1
    return Office(first, first, noun, noun + 1, end, found, acting, forced or ("nom" if acting else found.case))


def organisation(seen: Sight, office: Office) -> tuple[int, int] | None:
    """The words that name the body of the office: in Russian from its noun to the end, in Kazakh from the beginning to its noun."""
    if seen.language == "ru":
        tail = range(office.noun + 1, office.post_end)
        quoted = next((at for at in tail if at in seen.known and seen.known[at].kind == "form" and seen.opens(at + 1)), None)
        start = quoted or next((at for at in tail if _body_begins(seen, at)), None)
        return None if start is None else (start, office.post_end)
    end = next((at + 1 for at in range(office.noun - 1, office.post - 1, -1) if _body_ends(seen, at)), None)
    return None if end is None or end - office.post < 2 else (office.post, end)


def _body_begins(seen: Sight, at: int) -> bool:
    hit = seen.known.get(at)
    if hit and hit.kind in ("body", "form", "short"):
        return True
    noun = at
    while (
        noun < len(seen) - 1
        and seen.capital(noun)
        and seen.low[noun].endswith(("ого", "ой", "ей", "его"))
        and head(seen, noun, "bodies", "head") is None
    ):
        noun += 1
    found = head(seen, noun, "bodies", "head")
    return (
        found is not None and (found.case == "gen" or noun == at) and (seen.capital(at) or noun > at or seen.text(noun + 1) in ("«", '"'))
    )


def _body_ends(seen: Sight, at: int) -> bool:
    hit = seen.known.get(at)
    known = seen.known_to.get(at + 1)
    found = head(seen, at, "bodies", "head")
    return bool(
        (hit and hit.kind in ("form", "short"))
        or (known is not None and seen.known[known].kind == "body")
        or (found and found.nominative.endswith(("ы", "і")))
    )


def private(seen: Sight, bounds: tuple[int, int]) -> bool:
    """Whether the body is no part of the state: a legal form with a quoted name."""
    return any(
        at in seen.known and seen.known[at].kind == "form" and "»" in (seen.text(at - 1), seen.text(bounds[1] - 1)) for at in range(*bounds)
    )


def wording(seen: Sight, passage: Passage, office: Office) -> tuple[str, str | None]:
    """The post in the nominative singular as printed, and its body where one is named."""
    body = organisation(seen, office)
    first, end, name = office.post, office.post_end, None
    if body:
        name = nominative(printed(passage, seen.words.span(*body)), seen.language)
        if office.head.row.get("plain") or private(seen, body):
            first, end = (first, body[0]) if seen.language == "ru" else (body[1], end)
    words = [_nominative(seen, office, at) for at in range(first, office.noun + 1)]
    post = _joined(seen, passage, first, end, words)
    bare = office.acting and seen.language == "kk" and office.first == office.noun and not post.isupper()
    return (post[:1].lower() + post[1:] if bare else post), name


def _joined(seen: Sight, passage: Passage, first: int, end: int, words: list[str]) -> str:
    """Words in the nominative in place of the printed ones, what follows or stands between as printed."""
    pieces, last = [], None
    for at, word in enumerate(words, first):
        if last is not None:
            pieces.append(" " if passage.packet[last : seen.words.starts[at]] else "")
        pieces.append(word)
        last = seen.words.ends[at]
    tail = first + len(words)
    rest = printed(passage, seen.words.span(tail, end)) if tail < end else ""
    return "".join(pieces) + (" " + rest if rest else "")


def _nominative(seen: Sight, office: Office, at: int) -> str:
    word = seen.text(at)
    if at != office.noun:
        return (
            declension.agree(word, declension.gender(office.head.nominative))
            if seen.language == "ru" and seen.low[at] in _modifiers()
            else word
        )
    if seen.language == "kk" and office.head.row.get("kk") is None:
        return kazakh.without_case(word)
    return as_printed(office.head.nominative, word)


def as_printed(name: str, word: str) -> str:
    """A vocabulary word with the printed word's capitals, part by part of a hyphenated one.

    >>> as_printed("премьер-министр", "Премьер-Министру"), as_printed("аким", "АКИМУ")
    ('Премьер-Министр', 'АКИМ')
    """
    if len(word) > 1 and word.isupper():
        return name.upper()
    parts = word.split("-")
    return "-".join(
        part[:1].upper() + part[1:] if k < len(parts) and parts[k][:1].isupper() else part for k, part in enumerate(name.split("-"))
    )
