"""People named in a text, their parts in the nominative of its language; and the mentions of one person joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docpipe.language import kazakh_names
from docpipe.language.names import Gender, Name, tidy_initials
from docpipe.mentions import people_asked, people_case, people_deeds, people_doubt, people_english, people_seen
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.language.passage import Passage
    from docpipe.mentions.people_seen import Candidate

_LISTED = lazy(r"[\s*_]{0,4}(?:[,;]|,?[\s*_]{1,4}(?:и|және|мен|пен|бен))?[\s*_]{1,6}")
_JUNIOR = lazy(r"-(?:младш|старш)\w{2,3}\Z")


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person named at `span` (the name only): parts in the nominative, `initials` without blanks, absent parts None.

    `case` is the one printed; `eponym` is True where something is named after the person; `rule` names the form.
    """

    span: Span
    surname: str | None
    given: str | None
    patronymic: str | None
    initials: str | None
    gender: Gender | None
    case: str | None
    language: str
    rule: str
    eponym: bool = False


def find(passage: Passage, posts: Sequence[object] = ()) -> list[PersonMention]:
    """The people named in the passage, in order. `posts` are mentions with a `span`: a surname right behind one is a name.

    >>> from docpipe.language.passage import Passage
    >>> [(one.surname, one.initials) for one in find(Passage.of("Омаровой Б.К. и Киму В.П.", "ru"))]
    [('Омарова', 'Б.К.'), ('Ким', 'В.П.')]
    """
    if passage.language == "en":
        return [
            PersonMention(one.span, one.surname, one.given, one.patronymic, one.initials, None, None, "en", one.rule)
            for one in people_english.find(passage, posts)
        ]
    found = people_seen.candidates(passage, posts)
    return _first_told([mention for group in _lists(passage, found) for mention in _understood(passage, group)])


def _first_told(mentions: Sequence[PersonMention]) -> list[PersonMention]:
    """Without surnames by themselves of people who are named more fully: their form may be a man's or a woman's."""
    fuller = {_root(one.surname) for one in mentions if one.surname and one.rule != people_seen.ALONE}
    return [one for one in mentions if one.rule != people_seen.ALONE or _root(one.surname or "") not in fuller]


def _root(surname: str) -> str:
    return surname.lower().removesuffix("а")


def _lists(passage: Passage, found: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates that follow each other as the members of one list."""
    group: list[Candidate] = []
    for one in found:
        kin = group and (one.rule == people_seen.ONE or group[-1].rule == people_seen.ALONE)  # жена Обамы Мишель
        apart = kin and passage.folded[group[-1].span.end : one.span.start] == " "
        if group and (apart or not _LISTED.fullmatch(passage.folded, group[-1].span.end, one.span.start)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _understood(passage: Passage, group: Sequence[Candidate]) -> Iterator[PersonMention]:
    names: list[Name | None]
    if passage.language == "kk":
        names = [kazakh_names.led_back(one.pairs) for one in group]
    else:
        start, alone = group[0].span.start, group[0].rule in (people_seen.ALONE, people_seen.ONE, "ruler")
        asked = people_asked.by_verb(passage, *group[0].span) if alone else frozenset()
        if not asked and (alone or group[0].rule == "given-surname"):
            asked = people_deeds.cases(passage, *group[0].span) or people_deeds.cases_called(passage, *group[0].span, alone=alone)
        alone = alone or group[0].rule == "initials-surname" or len(group[0].pairs) == 1
        if not asked and group[0].rule == "given-surname":
            asked = people_deeds.cases_of_strangers(passage, *group[0].span)
        asked = asked or people_case.expected(passage, start) or people_asked.by_noun(passage, start, alone=alone)
        names = list(people_case.understood([one.pairs for one in group], asked))
    for one, name in zip(group, names, strict=True):
        if name:
            yield _mention(passage, one, name)


def _mention(passage: Passage, one: Candidate, name: Name) -> PersonMention:
    named_after = people_doubt.eponym(passage, *one.span)
    initials = tidy_initials(one.initials) if one.initials else None
    return PersonMention(
        one.span,
        name.surname and _JUNIOR.sub("", name.surname),
        name.given,
        name.patronymic,
        initials,
        name.gender,
        name.case,
        passage.language,
        one.rule,
        eponym=named_after,
    )


def merge(mentions: Sequence[PersonMention]) -> list[PersonMention]:
    r"""Every person once, in the order of first mention, with the most parts known; the span is of the fullest mention.

    >>> from docpipe.language.passage import Passage
    >>> both = find(Passage.of("Омарову Б.К.\n\nУважаемый Болат Касымович!", "ru"))
    >>> [(one.surname, one.given, one.initials) for one in merge(both)]
    [('Омаров', 'Болат', 'Б.К.')]
    """
    people: list[PersonMention] = []
    named: dict[str, dict[int, None]] = {}
    for mention in sorted(mentions, key=lambda one: (one.surname is None, one.span)):
        place = next((at for at in named.get(_asked(mention), ()) if _one_person(people[at], mention)), len(people))
        if place == len(people):
            people.append(mention)
        else:
            people[place] = _joined(people[place], mention)
        for key in _answers(people[place]):
            named.setdefault(key, {})[place] = None
    return sorted(people, key=lambda one: one.span)


def _asked(one: PersonMention) -> str:
    """By what an earlier mention of the same person is looked for: the surname, else the first letter of the given name."""
    return f"surname {one.surname.lower()}" if one.surname else f"letter {_letters(one)[:1]}"


def _answers(one: PersonMention) -> list[str]:
    return [f"surname {(one.surname or '').lower()}", f"letter {_letters(one)[:1]}"]


def _joined(first: PersonMention, other: PersonMention) -> PersonMention:
    initials = max((one.initials for one in (first, other) if one.initials), key=len, default=None)
    return replace(
        first,
        surname=first.surname or other.surname,
        given=first.given or other.given,
        patronymic=first.patronymic or other.patronymic,
        initials=initials,
        gender=first.gender or other.gender,
        eponym=first.eponym and other.eponym,
    )


def _one_person(one: PersonMention, other: PersonMention) -> bool:
    if one.eponym != other.eponym or (one.gender and other.gender and one.gender != other.gender):
        return False
    for part in ("surname", "given", "patronymic"):
        mine, theirs = getattr(one, part), getattr(other, part)
        if mine and theirs and mine.lower() != theirs.lower():
            return False
    if not (one.surname and other.surname):
        return bool(one.given and one.given == other.given) or _fit(_letters(one), _letters(other), least=1)
    return _fit(_letters(one), _letters(other), least=0)


def _letters(one: PersonMention) -> tuple[str, ...]:
    """First letters of given name and patronymic, from the parts or from the initials, Қ as К."""
    if one.given:
        return tuple(part[0].translate(_ALIKE) for part in (one.given, one.patronymic) if part)
    return tuple(letter[0].translate(_ALIKE) for letter in re.findall(r"[^\W\d_]+", one.initials or ""))


_ALIKE = str.maketrans("ҚҒӘІЫҰҮӨҢҺ", "КГАИИУУОНХ")


def _fit(mine: tuple[str, ...], theirs: tuple[str, ...], *, least: int) -> bool:
    shared = min(len(mine), len(theirs))
    return shared >= least and mine[:shared] == theirs[:shared]
