"""People after whom something is named: initials that one version lacks or has otherwise. A note at most: nobody acts here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.differ import differ
from docpipe.checks.disagreement.people_text import stands_in
from docpipe.language import correspondence
from docpipe.language.names import tidy_initials
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.bitext.versions import Versions
    from docpipe.model import record

_CAPITAL = "А-ЯЁӘҒҚҢӨҰҮҺІ"
_NAME = rf"(?P<initials>(?:[{_CAPITAL}]\.\s?){{1,2}})?\s?(?P<surname>[{_CAPITAL}][^\W\d_]{{2,30}})"
_KAZAKH = lazy(rf"(?<![\w.]){_NAME}\s{{1,3}}(?:атындағы|атын\.|ат\.)")
_RUSSIAN = lazy(rf"(?<!\w)(?:имени|им\.)\s{{0,3}}{_NAME}")


@dataclass(frozen=True, slots=True)
class Eponym:
    """Initials as the record writes them, None where there are none; the surname as printed; where both stand."""

    initials: str | None
    surname: str
    span: tuple[int, int]


def find(pair: Versions) -> Iterator[record.Finding]:
    """A note for each eponym whose initials the versions print differently."""
    if (pair.left.language, pair.right.language) != ("kk", "ru"):
        return
    for bead in pair.beads:
        left, right = pair.spans(bead)
        if left is None or right is None:
            continue
        theirs = list(_eponyms(pair.text, right, "ru"))
        for one in _eponyms(pair.text, left, "kk") if theirs else ():
            other = next((name for name in theirs if stands_in(one.surname, [name.surname], kazakh=True)), None)
            if other and _unlike(one.initials, other.initials):
                yield differ(
                    "initials-differ",
                    "note",
                    [(pair.left, one.span), (pair.right, other.span)],
                    [one.initials, other.initials, one.surname],
                )


def _eponyms(text: str, span: tuple[int, int], language: str) -> Iterator[Eponym]:
    for match in (_KAZAKH if language == "kk" else _RUSSIAN).finditer(text, *span):
        initials = tidy_initials(match["initials"].strip()) if match["initials"] else None
        yield Eponym(initials, match["surname"], (match.start("initials") if initials else match.start("surname"), match.end("surname")))


def _unlike(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return one != other
    return correspondence.initials(one, other) != "same"
