"""Every person that the document names, once each, with the most that is said of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from docpipe.layout import roles
from docpipe.mentions import people, who
from docpipe.mentions.people import PersonMention
from docpipe.model import record
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.mentions.survey import Mentions

_INITIALS = lazy(r"(?:[^\W\d_]{1,2}\.\s?){1,2}")
_NO_INITIALS = frozenset({"М.П.", "М.О.", "Б.М.", "И.О.", "М.А."})
"""Where the seal goes, who acts for another."""

_STREET = lazy(
    r"(?<!\w)(?:ул(?:иц\w{1,2})?|пр(?:осп(?:ект\w?)?|-к?т)?|мкрн?|микрорайон\w?|пер(?:еул\w{2,3})?|б-р|бул(?:ьвар\w?)?|пл(?:ощад\w{1,2})?|наб(?:ережн\w{2})?|шоссе|им(?:ени)?|көш|даңғ)\.?\s{0,3}$",
    re.IGNORECASE,
)
_STREET_KK = lazy(r"\s{1,3}(?:атындағы|көше|к-сі|даңғ|шағын|ықшам|тұйы|бульвар|алаң)", re.IGNORECASE)
"""After whom the street of the sender's address is named."""


def find(found: Mentions, known: Iterable[record.Person]) -> list[record.Person]:
    """The people of the document; those after whom something is named (`атындағы`, `имени`) are not its people.

    `known` are the persons that the head, the signature and the assignments already tell, whose posts are taken over.
    """
    actors = [person for person in found.people if not person.eponym]
    roles = {one.span: one for one in known if one.post or one.rank}
    return [_person(person, actors, roles, found) for person in people.merge(actors)]


def signed(sheet: Sheet, found: Mentions) -> Mentions:
    """The mentions, with those who sign or wrote by initials and a surname that is a word as well: `Орын. Ж. Маман`."""
    starts = [one.span.start for one in found.people]
    zone = sheet.zone("signature", "executor")
    spans = [Span(*match.span()) for segment in zone for match in roles.NAME.finditer(found.passage.folded, *segment.span)]
    more = [
        PersonMention(span, surname, None, None, initials, None, "nom", found.passage.language, "signs")
        for span in spans
        for at in [bisect_left(starts, span.start)]
        if not any(span.overlaps(one.span) for one in found.people[max(0, at - 1) : at + 2]) and not _names_street(span, found)
        for surname, initials in [_parted(found.passage.quote(span))]
        if initials not in _NO_INITIALS and not surname.isupper()
    ]
    return replace(found, people=tuple(sorted([*found.people, *more], key=lambda one: one.span))) if more else found


def _names_street(span: Span, found: Mentions) -> bool:
    text = found.passage.folded
    return bool(_STREET.search(text, max(0, span.start - 20), span.start) or _STREET_KK.match(text, span.end))


def _parted(name: str) -> tuple[str, str]:
    initials = _INITIALS.search(name)
    letters = "".join(initials[0].split()) if initials else ""
    return _INITIALS.sub(" ", name).strip(), letters


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
