"""Who of the people in a statement takes the duties on, and who is away.

Russian: `на` before the noun phrase, a dative after `поручить`, an accusative after `назначить`; Kazakh: a dative before `жүктелсін`, a
nominative before `тағайындалсын`. Who stands behind a noun of absence (`на период отпуска … Ахметова`) is away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.mentions.duty_words import pattern
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention

SURE, LIKELY, UNLIKELY, NO, AWAY = 3, 2, 1, 0, -1
_ON = lazy(r"(?:^|[\s–:(-])на\s{1,4}(?:(?:господин|госпож)\w{1,2}\s|г-(?:на|жу)\s)?\s{0,3}$", re.IGNORECASE)
_BEHIND = lazy(r"(?:^|\s)за\s{1,4}$", re.IGNORECASE)
_ON_FAR = lazy(
    r"(?:^|[\s–:(-])на\s{1,4}(?!период|время|срок|основани|протяжени|имя|врем|тот\s|указанн|данн|весь|должност|\d)[^,;:–\n]{1,120}$",
    re.IGNORECASE,
)
_STOPS = lazy(
    r"(?:^|\s)(?:возл|назнач[аи]|поруч|исполня|считать|допустить|на\s{1,3}(?!период|время|срок|\d))|обязанност|[,;:]", re.IGNORECASE
)
_OWNS = lazy(r"\S{0,6}\s{0,3}міндет", re.IGNORECASE)
"""Right behind a name in the genitive: the duties are his."""
_STOPS_KK = lazy(r"міндет|[;:]|м\.\s?а\.|тағайынд|жүкте", re.IGNORECASE)
_REACH = 140


@dataclass(frozen=True, slots=True)
class Party:
    """A person of the statement: `start` is where the noun phrase that ends with the name begins, `weight` how surely he is charged."""

    person: PersonMention
    start: int
    weight: int

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.person.span.end


@dataclass(frozen=True, slots=True)
class Scene:
    """What the roles are read from: the text, the statement's place, its language, its verbs, the people and posts in it."""

    folded: str
    span: Span
    language: str
    verbs: str
    row: bool
    people: Sequence[PersonMention]
    posts: Sequence[PostMention]


def parties(scene: Scene) -> list[Party]:
    """Every person of the statement with his weight."""
    weigh = _weight_ru if scene.language == "ru" else _weight_kk
    found = []
    for at, person in enumerate(scene.people):
        start = max(noun_phrase(person, scene.posts, scene.folded), scene.span.start)
        before = scene.people[at - 1].span.end if at else scene.span.start
        after = scene.people[at + 1].span.start if at + 1 < len(scene.people) else scene.span.end
        found.append(Party(person, start, weigh(scene, person, start, Span(min(before, start), after))))
    return found


def charged(found: Sequence[Party], scene: Scene) -> list[Party]:
    """Those on whom a duty is laid, in order: all the surest, one alone where nobody is sure."""
    best = max((one.weight for one in found), default=NO)
    if best <= NO:
        return []
    chosen = [one for one in found if one.weight == best]
    return chosen[-1:] if scene.row or best <= UNLIKELY else chosen


def noun_phrase(person: PersonMention, posts: Sequence[PostMention], folded: str) -> int:
    """Where the noun phrase that ends with the name begins: at the post and the rank right before it."""
    start = person.span.start
    for post in reversed(posts):
        if post.span.end <= start and start - post.span.end <= 4 and not folded[post.span.end : start].strip():
            start = post.span.start
    return start


def _weight_ru(scene: Scene, person: PersonMention, start: int, room: Span) -> int:
    left = scene.folded[max(room.start, start - _REACH) : start]
    if _ON.search(left) or (_BEHIND.search(left) and person.case in ("ins", None)):
        return SURE
    if _away_ru(left):
        return AWAY
    far = _ON_FAR.search(left)
    if far and "обязанност" not in far.group().lower():
        return SURE
    return _by_case_ru(scene, person)


def _away_ru(left: str) -> bool:
    ends = [match.end() for match in pattern("ru", "absence").finditer(left)]
    return bool(ends) and not _STOPS.search(left, ends[-1])


def _by_case_ru(scene: Scene, person: PersonMention) -> int:
    case = "acc" if person.case == "gen" and person.gender != "f" else person.case  # a man's accusative looks like his genitive
    if case == "dat":
        return SURE if pattern("ru", "gives").search(scene.verbs) else UNLIKELY
    if case == "ins":
        return SURE if pattern("ru", "by").search(scene.verbs) else NO
    if case == "nom":
        return LIKELY if scene.row or pattern("ru", "names").search(scene.verbs) else UNLIKELY
    if case in ("acc", None):
        return LIKELY if scene.row or pattern("ru", "appoints").search(scene.verbs) else UNLIKELY
    return NO


def _weight_kk(scene: Scene, person: PersonMention, start: int, room: Span) -> int:
    if person.case == "gen" and pattern("kk", "by").search(scene.verbs) and not _OWNS.match(scene.folded, person.span.end):
        return LIKELY
    if person.case in ("gen", "abl"):
        return AWAY
    if person.case == "dat":
        return SURE if pattern("kk", "gives").search(scene.verbs) else UNLIKELY
    if person.case != "acc" and _away_kk(scene.folded[person.span.end : min(room.end, person.span.end + _REACH)]):
        return AWAY
    fitting = ("acc",) if re.search(r"йын|дайм", scene.verbs) else ("nom", None) if pattern("kk", "names").search(scene.verbs) else ()
    return SURE if person.case in fitting else UNLIKELY if start > scene.span.start or person.case == "nom" else NO


def _away_kk(right: str) -> bool:
    stop = _STOPS_KK.search(right)
    return bool(pattern("kk", "absence").search(right, 0, stop.start() if stop else len(right)))


def same_surname(one: str | None, other: str | None) -> bool:
    """Whether two surnames may be one: a man's genitive looks like a woman's nominative.

    >>> same_surname("Ахметов", "Ахметова"), same_surname("Ли", "Лим")
    (True, False)
    """
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 4 and long.removeprefix(short) == "а")
