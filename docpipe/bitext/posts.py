"""Whether a post named in one language is the same as one named in another: the word for it, its degree, whose deputy, of which body."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from docpipe.bitext import bodies, regions
from docpipe.language import declension
from docpipe.language.passage import Passage
from docpipe.mentions.sight import head, sight
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.mentions.sight import Sight

_MOST_DEGREES = 3
_SEPARATORS = frozenset(",–")


class Step(NamedTuple):
    """One post of a chain like first deputy of the minister: the word in Russian, its degrees."""

    word: str
    degrees: frozenset[str]


@dataclass(frozen=True, slots=True)
class Office:
    """One post: itself first, then of whom. `printed` are the same steps before a vice-minister is taken for a minister's deputy."""

    steps: tuple[Step, ...]
    printed: tuple[Step, ...]
    bodies: frozenset[str]
    regions: frozenset[str]
    of_unit: bool


def same_post(left: str, right: str, languages: tuple[str, str] = ("kk", "ru")) -> bool | None:
    """True for one post, False where a known part of it differs, None where that cannot be told.

    >>> same_post("Ішкі істер министрінің бірінші орынбасары", "первый заместитель министра"), same_post("Төраға", "Заместитель председателя")
    (True, False)
    """
    ours, theirs = read(left, languages[0]), read(right, languages[1])
    if not ours or not theirs:
        return None
    few, many = sorted((ours, theirs), key=len)
    told = [max((_same(one, other) for other in many), key=_RANKED.index) for one in few]
    return min(told, key=_RANKED.index)


_RANKED: tuple[bool | None, ...] = (False, None, True)


@lru_cache(maxsize=4096)
def read(post: str, language: str) -> tuple[Office, ...]:
    """The posts that a phrase in the nominative names: `депутат …, член фракции …` are two.

    >>> [[step.word for step in office.steps] for office in read("Басқарма бастығының орынбасары", "kk")]
    [['заместитель', 'начальник']]
    """
    seen = sight(Passage.of(post, language))
    found = []
    for first, end in _pieces(seen):
        steps = [step for at in range(first, end) if (step := _step(seen, at))]
        printed = tuple(reversed(steps) if language == "kk" else steps)
        text = post[seen.words.starts[first] : seen.words.ends[end - 1]]
        tail = _unit(seen, first, end)
        whole = frozenset(one.code for one in bodies.named(text, language) if one.code)
        found.append(Office(_unfolded(printed), printed, whole, frozenset(regions.keys(text, language)), tail))
    return tuple(found)


def _unit(seen: Sight, first: int, end: int) -> bool:
    """Whether the piece names something that the post is of."""
    heads = [at for at in range(first, end) if _word(seen, at)]
    edge = range(heads[-1] + 1, end) if seen.language != "kk" else range(first, heads[0])
    return any(seen.low[at] not in _degrees(seen.language) and seen.text(at)[:1].isalpha() for at in edge)


def _pieces(seen: Sight) -> Iterator[tuple[int, int]]:
    """The words of each post: cut at commas and dashes that have a word for a post on either side."""
    cuts = [at for at in range(len(seen)) if seen.text(at) in _SEPARATORS or seen.text(at) == "-"]
    first = 0
    for cut, until in zip([*cuts, len(seen)], [*cuts[1:], len(seen), len(seen)], strict=False):
        here = any(_word(seen, at) for at in range(first, cut))
        if here and (cut == len(seen) or any(_word(seen, at) for at in range(cut, until))):
            yield first, cut
            first = cut + 1
    if first < len(seen) and any(_word(seen, at) for at in range(first, len(seen))):
        yield first, len(seen)


def _word(seen: Sight, at: int) -> str | None:
    found = head(seen, at, "posts", "post") if seen.language != "en" else None
    if seen.language == "en":
        return _english().get(seen.low[at])
    return None if found is None or found.plural else str(found.row["ru"])


@cache
def _english() -> dict[str, str]:
    rows = [(form.lower().split()[-1], row["ru"]) for row in table("posts")["post"] for form in row.get("en", ()) if " of " not in form]
    return {**{word: name for word, name in reversed(rows) if word.isalpha()}, "deputy": "заместитель", "vice": "заместитель"}


def _step(seen: Sight, at: int) -> Step | None:
    word = _word(seen, at)
    if word is None:
        return None
    known = _degrees(seen.language)
    degrees = set()
    for before in range(at - 1, max(-1, at - 1 - _MOST_DEGREES), -1):
        if seen.low[before] not in known:
            break
        degrees.add(known[seen.low[before]])
    return Step(word, frozenset(degrees))


@cache
def _degrees(language: str) -> dict[str, str]:
    rows = [(row["code"], word) for row in table("posts")["degree"] for word in row[language]]
    if language != "ru":
        return {word: code for code, word in reversed(rows)}
    return {form: code for code, word in rows for form in ((word,) if word.endswith(".") else declension.forms(word))}


def _unfolded(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A vice-minister as the minister's deputy."""
    whose = table("posts")["deputies"]
    return tuple(
        part
        for step in steps
        for part in ((Step("заместитель", step.degrees), Step(whose[step.word], frozenset())) if step.word in whose else (step,))
    )


def _same(left: Office, right: Office) -> bool | None:
    if _apart(left.bodies, right.bodies) or _apart(left.regions, right.regions):
        return False
    told = [_same_step(one, other) for one, other in zip(left.steps, right.steps, strict=False)]
    return min(told, key=_RANKED.index, default=None)


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right) and left.isdisjoint(right)


def _same_step(left: Step, right: Step) -> bool | None:
    if left.word != right.word and not any({left.word, right.word} <= group for group in _groups("same")):
        return None if any(_ordinary(left.word) in group and _ordinary(right.word) in group for group in _groups("near")) else False
    decide = _decisive()
    return left.degrees & decide == right.degrees & decide


@cache
def _decisive() -> frozenset[str]:
    return frozenset(row["code"] for row in table("posts")["degree"] if row.get("decides"))


@cache
def _groups(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in table("posts")["alike"][name])


def _ordinary(word: str) -> str:
    """The first of the words that stand for each other."""
    return next((group[0] for group in table("posts")["alike"]["same"] if word in group), word)


def lacking(left: str, right: str, languages: tuple[str, str] = ("kk", "ru")) -> tuple[frozenset[str], frozenset[str]]:
    """What raises or lowers the other post and stands not in this one: `deputy` and the codes of degrees, for either.

    >>> lacking("Төраға", "Первый заместитель председателя") == (frozenset({"deputy", "first"}), frozenset())
    True
    """
    ours, theirs = (_lowered(post, language) for post, language in zip((left, right), languages, strict=True))
    return frozenset(theirs - ours), frozenset(ours - theirs)


def _lowered(post: str, language: str) -> set[str]:
    steps = [step for office in read(post, language) for step in office.steps]
    return {code for step in steps for code in step.degrees} | ({"deputy"} if any(step.word == "заместитель" for step in steps) else set())
