"""Every person that the document names, once each, with the most that is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.mentions import people, who
from docpipe.model import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.survey import Mentions


def find(found: Mentions, known: Iterable[record.Person]) -> list[record.Person]:
    """The people of the document; those after whom something is named (`атындағы`, `имени`) are not its people.

    `known` are the persons that the head, the signature and the assignments already tell, whose posts are taken over.
    """
    actors = [person for person in found.people if not person.eponym]
    roles = {one.span: one for one in known if one.post or one.rank}
    return [_person(person, actors, roles, found) for person in people.merge(actors)]


def _person(
    person: PersonMention, all_: Sequence[PersonMention], roles: dict[tuple[int, int], record.Person], found: Mentions
) -> record.Person:
    same = [other for other in all_ if _same(person, other)]
    role = next((roles[key] for other in same if (key := (other.span.start, other.span.end)) in roles), None)
    post = None if role else next((post for other in same if (post := who.post_beside(other, found.posts, all_, found.passage))), None)
    fields = who.parts(person, post, found.passage)
    if role:
        fields |= {"post": _fuller(role.post, same, all_, found), "rank": role.rank, "organisation": role.organisation}
    return record.Person(**fields)


def _fuller(post: str | None, same: Sequence[PersonMention], all_: Sequence[PersonMention], found: Mentions) -> str | None:
    """The post as another mention says it where that is the same one with its body: `Председатель` → `Председатель Агентства`."""
    if not post:
        return post
    beside = (who.post_beside(other, found.posts, all_, found.passage) for other in same)
    longer = [
        one.post for one in beside if one and one.post and len(one.post) > len(post) and _begins_or_ends(one.post.lower(), post.lower())
    ]
    return longer[0] if longer else post


def _begins_or_ends(longer: str, post: str) -> bool:
    """In Russian the post's noun comes first, in Kazakh last, there possessed: төраға, төрағасы."""
    return longer.startswith(f"{post} ") or longer.rpartition(" ")[2] in (post, f"{post}сы", f"{post}сі", f"{post}ы", f"{post}і")


def _same(one: PersonMention, other: PersonMention) -> bool:
    if one.surname and other.surname:
        return one.surname == other.surname and (not one.initials or not other.initials or one.initials[0] == other.initials[0])
    return bool(one.given) and one.given == other.given and one.patronymic == other.patronymic
