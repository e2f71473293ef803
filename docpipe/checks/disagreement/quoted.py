"""Proper names in quotation marks, e-mail and web addresses: a letter that is another in the other version.

Titles are translated and not compared; only names that both versions spell alike but for a letter or two are.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.bead_places import bead_at
from docpipe.checks.disagreement.differ import differ
from docpipe.language import correspondence
from docpipe.language.correspondence_letters import into_russian
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model.record import Finding

_QUOTED = lazy(r"«([^«»\n]{3,60})»")
_KAZAKH = lazy(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_LATIN = lazy(r"[A-Za-z]")
_ADDRESS = lazy(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}|(?:https?://|www\.)[\w./?=&%#-]{3,120}(?<![.,;])")
_ALIKE, _WORDS, _LONG = 0.8, 4, 5
_MOST = 40


def find(pair: Versions) -> Iterator[Finding]:
    """A note for each name in quotation marks, a warning for each address."""
    ours, theirs = (_names(pair, at) for at in (0, 1))
    everywhere = {name.casefold() for names in theirs.values() for name in names}
    for bead, names in ours.items():
        for one in list(names)[:_MOST] if bead in theirs else ():
            near = [] if one.casefold() in everywhere else [other for other in list(theirs[bead])[:_MOST] if _misspelled(one, other)]
            if len(near) == 1:
                yield differ("quoted-name-differs", "note", [(pair.left, names[one]), (pair.right, theirs[bead][near[0]])], [one, near[0]])
    yield from _addresses(pair)


def _names(pair: Versions, at: int) -> dict[int, dict[str, tuple[int, int]]]:
    """What stands in quotation marks on a side, by bead."""
    found: dict[int, dict[str, tuple[int, int]]] = {}
    document, place = (pair.left, pair.right)[at], bead_at(pair, at)
    for match in _QUOTED.finditer(pair.text, *document.span):
        found.setdefault(place(match.start()), {})[" ".join(match[1].split())] = match.span(1)
    return found


def _misspelled(kazakh: str, russian: str) -> bool:
    """Whether one name is meant and its Russian spelling is neither the Kazakh one nor a Russian one throughout.

    >>> _misspelled("Еңбек-Өскемен", "Еңбек-Оскемен"), _misspelled("Еңбек", "Енбек"), _misspelled("Қамқор", "Камтор")
    (True, False, True)
    """
    ours, theirs = kazakh.split(), russian.split()
    if russian.lower() in table("term_pairs")["registered"]["ru"]:
        return False
    if len(ours) != len(theirs) or len(ours) > _WORDS or (_LATIN.search(kazakh) is None) != (_LATIN.search(russian) is None):
        return False
    if any(abs(len(one) - len(other)) > _WORDS for one, other in zip(ours, theirs, strict=True)):
        return False
    same = [one.casefold() == other.casefold() or correspondence.word(one, other) for one, other in zip(ours, theirs, strict=True)]
    if all(same):
        return _KAZAKH.search(russian) is not None and not any(
            one.casefold() == other.casefold() for one, other in zip(ours, theirs, strict=True)
        )
    unlike = [(one, other) for one, other, equal in zip(ours, theirs, same, strict=True) if not equal]
    return len(unlike) == 1 and len(same) - 1 == sum(same) and _near(*unlike[0])


def _near(kazakh: str, russian: str) -> bool:
    one, other = into_russian(kazakh.lower()), into_russian(russian.lower())
    return min(len(one), len(other)) >= _LONG and one[-2:] == other[-2:] and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _addresses(pair: Versions) -> Iterator[Finding]:
    ours, theirs = (_addressed(pair.text, side.span) for side in (pair.left, pair.right))
    for one in list(ours)[:_MOST]:
        near = [other for other in list(theirs)[:_MOST] if other not in ours and SequenceMatcher(None, one, other).ratio() > _ALIKE]
        if one not in theirs and len(near) == 1:
            yield differ("address-differs", "warning", [(pair.left, ours[one]), (pair.right, theirs[near[0]])], [one, near[0]])


def _addressed(text: str, span: tuple[int, int]) -> dict[str, tuple[int, int]]:
    if not any(text.find(sign, *span) >= 0 for sign in ("@", "www.", "://")):
        return {}
    return {one[0].lower(): one.span() for one in _ADDRESS.finditer(text, *span)}
