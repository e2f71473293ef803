"""Who may sign on a day: the ministry's head, or who holds the post for him by an order of the archive; where that is not settled, nobody."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from docpipe.archive import acting, store
from docpipe.bitext.posts import same_post
from docpipe.model.record import Person
from docpipe.reply import data, people
from docpipe.reply.values import LANGUAGES, Source
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.archive.acting import Duty
    from docpipe.archive.store import Archive
    from docpipe.reply.ministry import Ministry

_CHAIRS = {"kk": "министр", "ru": "министр"}


@dataclass(frozen=True, slots=True)
class Signs:
    """Who signs, in each language; `how` it is known, and what is proposed and to be confirmed."""

    persons: dict[str, Person]
    acting: bool
    how: Literal["minister", "order", "given"]
    source: Source
    posts: dict[str, tuple[str, ...]]
    proposed: tuple[str, ...] = ()
    otherwise: str = ""
    """Where somebody is named by hand: who would sign by what is known, or why that is not settled; empty where they agree."""
    order: Mapping[str, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Why nobody is known to be allowed to sign."""

    why: str


def holders(archive: Archive, ministry: Mapping[str, Ministry], day: date) -> list[Duty]:
    """The duties of the ministry's head that hold on that day."""
    told = day.isoformat()
    return [
        one for one in acting.timeline(archive, post="министр", since=told, until=told) if one.holds_on(told) and _is_head(one, ministry)
    ]


def _is_head(duty: Duty, ministry: Mapping[str, Ministry]) -> bool:
    """Whether a duty is the post of the ministry's head, in either language; a bare `министр` counts where its body is the ministry."""
    for post in duty.posts:
        for language, one in ministry.items():
            if post.lower() == _CHAIRS[language] and _of_body(duty, ministry):
                return True
            if one.post and any(same_post(post, one.post, (spoken, language)) is True for spoken in LANGUAGES) and _names(post, one.post):
                return True
    return False


def _names(post: str, head: str) -> bool:
    """Whether a post that is the same as far as it goes says of which ministry: `министр` alone says nothing."""
    return len(post.split()) > 1 or len(head.split()) == 1


def _of_body(duty: Duty, ministry: Mapping[str, Ministry]) -> bool:
    return any((duty.organisation or "").lower() == one.name.lower() for one in ministry.values())


def settled(archive: Archive | None, ministry: Mapping[str, Ministry], day: date, told: Mapping[str, Any], file: str) -> Signs | Unsettled:
    """Who signs on that day. `told`: the data, in which `signatory` overrules all and `minister` names the head."""
    given = told.get("signatory")
    if archive is None:
        found: Signs | Unsettled = Unsettled("no archive was asked who holds the post; name it with --archive")
    else:
        found = _asked(archive, holders(archive, ministry, day), _minister(told, day, file), day)
    return _given(given, found, told, file) if given else found


def _asked(archive: Archive, duties: Sequence[Duty], minister: Signs | Unsettled, day: date) -> Signs | Unsettled:
    if not duties:
        return minister
    if len({one.skeleton for one in duties}) > 1:
        named = "; ".join(f"{one.person} by order {one.order_number or '?'}" for one in duties)
        return Unsettled(f"two hold the post on {day.isoformat()}: {named}")
    return _by_order(archive, duties[0], day)


def _by_order(archive: Archive, duty: Duty, day: date) -> Signs | Unsettled:
    """Who holds the post by an order, as the order names the person in each language."""
    laid = _assignments(archive, duty)
    if any(one["to"] == day.isoformat() and one["to_inclusive"] is None for _, one in laid):
        return Unsettled(f"order {duty.order_number or '?'} does not say whether its last day, {day.isoformat()}, belongs to it")
    persons = {language: Person.model_validate({**one["person"], "rank": one["rank"] or one["person"]["rank"]}) for language, one in laid}
    source = Source("archive", duty.order_number, duty.sha256, text=next((data.line(one["text"]) for _, one in laid), None))
    order = {"number": duty.order_number, "date": duty.order_date, "since": duty.since, "until": duty.until, "sha256": duty.sha256}
    return _both(Signs(persons, acting=True, how="order", source=source, posts=_posts(acting_for=True), order=order))


def _assignments(archive: Archive, duty: Duty) -> list[tuple[str, Any]]:
    packet = json.loads(store.record(archive, duty.sha256) or "{}")
    return [
        (document["language"], one)
        for document in packet.get("documents", [])
        for one in document["assignments"]
        if (one["from"], one["to"]) == (duty.since, duty.until) and document["language"] in LANGUAGES and _of_duty(one, duty)
    ]


def _of_duty(assignment: Any, duty: Duty) -> bool:
    from docpipe.language.correspondence import skeleton

    return bool(assignment["person"]["surname"]) and skeleton(assignment["person"]["surname"]) in duty.skeleton


def _rows(told: Any) -> list[Mapping[str, Any]]:
    return [row for row in (told if isinstance(told, list) else [told]) if isinstance(row, Mapping)]


def _head(row: Mapping[str, Any], file: str) -> Signs | None:
    """The ministry's head, as a row of the profile names him."""
    persons = {language: one for language in LANGUAGES if (one := people.said(row, language))}
    if not persons:
        return None
    return _both(Signs(persons, acting=False, how="minister", source=Source("data", file), posts=_posts(acting_for=False)))


def _minister(told: Mapping[str, Any], day: date, file: str) -> Signs | Unsettled:
    """The ministry's head on that day."""
    for row in _rows(told.get("minister")):
        since, until = data.day(row.get("from")) or date.min, data.day(row.get("to")) or date.max
        if since <= day <= until and (one := _head(row, file)):
            return one
    return Unsettled(f"no order lays the post on anybody on {day.isoformat()}, and the data name no [minister] of that day")


def _given(given: Any, found: Signs | Unsettled, told: Mapping[str, Any], file: str) -> Signs | Unsettled:
    """Who is named by the call or the data; posts and the other language's name are taken from whom it names anyway, else said there."""
    row = given if isinstance(given, Mapping) else {_language(str(given)): given}
    persons = {language: one for language in LANGUAGES if (one := people.said(row, language))}
    if not persons:
        return Unsettled("the signatory that is named is no name of a person")
    sure = [found] if isinstance(found, Signs) else []
    known = next((one for one in (*sure, *_others(told, file)) if _is(persons, one)), None)
    made = _with(row, persons, known, file)
    if isinstance(made, Unsettled) or (sure and _is(persons, sure[0])):
        return made
    why = found.why if isinstance(found, Unsettled) else f"by what is known {found.persons['ru'].surname} signs"
    return replace(made, otherwise=why)


def _is(persons: Mapping[str, Person], one: Signs) -> bool:
    return any(people.same(persons[a], one.persons[b], (a, b)) for a in persons for b in one.persons)


def _language(name: str) -> str:
    """The language that a name is spelt in: Kazakh where it has a letter or an ending that Russian has not."""
    low = name.lower()
    return "kk" if set(low) & set("әғқңөұүһі") else "ru"


def _others(told: Mapping[str, Any], file: str) -> list[Signs]:
    heads = [one for row in _rows(told.get("minister")) if (one := _head(row, file))]
    return [*heads, *_officials(told, file)]


def _with(row: Mapping[str, Any], persons: dict[str, Person], known: Signs | None, file: str) -> Signs | Unsettled:
    posts = {language: tuple(one.post.split("\n")) for language, one in persons.items() if one.post}
    acts = bool(row.get("acting")) or (known is not None and known.acting)
    posts = posts or (known.posts if known else _posts(acting_for=True) if acts else {})
    if len(posts) < len(LANGUAGES):
        return Unsettled(
            "the signatory that is named holds no post that is known: give [signatory] with post.kk and post.ru, or acting = true"
        )
    named = {**known.persons, **persons} if known else persons
    order = row.get("order") or (known.order if known else None)
    sure = tuple(one for one in (known.proposed if known else ()) if one not in persons)
    made = Signs(named, acting=acts, how="given", source=Source("data", file), posts=posts, proposed=sure, order=order)
    return made if known else _both(made)


def _officials(told: Mapping[str, Any], file: str) -> list[Signs]:
    """Others who may sign: `[[official]]` of the profile, each with a name and a post in both languages."""
    found = []
    for row in _rows(told.get("official")):
        persons = {language: one for language in LANGUAGES if (one := people.said(row, language))}
        if not persons:
            continue
        posts = {language: tuple(str(one.post).split("\n")) for language, one in persons.items() if one.post}
        found.append(_both(Signs(persons, acting=False, how="given", source=Source("data", file), posts=posts)))
    return found


def _posts(*, acting_for: bool) -> dict[str, tuple[str, ...]]:
    words = table("letters")["minister"]
    return {language: tuple(words["acting"][language]) if acting_for else (words[language],) for language in LANGUAGES}


def _both(signs: Signs) -> Signs:
    """The person in both languages; what one lacks is proposed from the other."""
    lacking = tuple(language for language in LANGUAGES if language not in signs.persons)
    other = next(iter(signs.persons.values()))
    return replace(signs, persons={**signs.persons, **{one: people.proposed(other, one) for one in lacking}}, proposed=lacking)
