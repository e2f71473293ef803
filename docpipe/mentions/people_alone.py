"""A surname by itself in running text, no post or initials beside it: `Токаеву доложил Бектенов`, `Сапаровқа айыппұл салынды`.

Only forms that hardly anything but a surname has; what may be a place, a title or somebody's monument is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.language.kazakh_names import bare
from docpipe.mentions import people_case
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_places as places
from docpipe.mentions import people_sense as sense
from docpipe.mentions import people_towns as towns
from docpipe.mentions.people_given import names_else, opens, owns_what_follows
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.language.passage import Passage

_RUSSIAN = lazy(r"[А-ЯЁ][а-яё]{2,20}(?:ов|ев|ёв|ин)(?P<ending>|а|у|ым|ой)")
_KAZAKH = lazy(r"[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]{2,20}(?:(?:ов|ев|ёв|ин)а?|ұлы|қызы)")
_MAY_BE = lazy(r"...(?:[оеё]в|ин|ұлы|қызы)")
_WOMAN_DID = lazy(r"[ ](?:не[ ]|также[ ]|уже[ ])?[а-яё]{2,20}(?:ла|лась)(?!\w)")
_CAPITAL_BEFORE = lazy(r"([А-ЯЁӘІҢҒҮҰҚӨҺA-Z][\w.-]{0,30})[ ]{1,2}\Z")
_CAPITAL_BEHIND = lazy(r"[ ]{1,2}(?:[«\"]?[А-ЯЁӘІҢҒҮҰҚӨҺA-Z]|(?:центр|университет|фонд)(?!\w))|-")
_BEHIND = lazy(r"[ ][a-zа-яёәіңғүұқөһ\d–]")
_SMALL_BEFORE = lazy(r"[а-яёәіңғүұқөһ][ ]\Z")
_PLACE_BEFORE = lazy(
    r"(?<!\w)(?:(?:в|из|под|близ|возле)|г\.|с\.|(?:город|сел|район|област|посёл|посел|станци|аул|округ|озер|рек(?![тол])|улиц|проспект|разъезд|хутор|мыс|пролив|залив|ледник|зимовк|месторождени|рудник|шахт|ущель|перевал|водохранилищ|плотин|канал|остров|хребе?т)\w{0,4})[ ]\Z",
    re.IGNORECASE,
)
_OWN_LETTER = lazy(r"[әғқңөұүһі]")
_SHORTEST = 6


def find(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The words of those with a capital that are surnames by themselves."""
    surname = _in_kazakh if passage.language == "kk" else _in_russian
    for word in words:
        if surname(passage, word) and _in_a_sentence(passage, word):
            yield word


def _in_a_sentence(passage: Passage, word: re.Match[str]) -> bool:
    left = passage.folded[max(passage.span.start, word.start() - 34) : word.start()]
    place = passage.language == "kk" and places.follows_surname(passage, word.end())
    capital = _CAPITAL_BEFORE.search(left)
    if (
        (
            capital
            and not _opens(passage, word.start() - len(capital[0]), capital[1])
            and not (passage.language == "kk" and towns.in_case(capital[1]))
        )
        or (_CAPITAL_BEHIND.match(passage.folded, word.end()) and not place)
        or _PLACE_BEFORE.search(left)
    ):
        return False
    if (
        doubt.eponym(passage, *word.span())
        or left[-1:] in ("«", '"')
        or (sense.named_after(passage, word.start()) if passage.language == "ru" else names_else(passage, *word.span()))
    ):
        return False
    if not (place or _BEHIND.match(passage.folded, word.end()) or _SMALL_BEFORE.search(left)):
        return False
    if doubt.inside_sentence(passage, word.start()) or doubt.opens_running_text(passage, word.start(), word.end()):
        return True
    return place and opens(passage, word.start())


def _opens(passage: Passage, start: int, word: str) -> bool:
    """Whether a capital word is no name but the beginning of the sentence: Суд оправдал, Сот Ахметовті."""
    common = doubt.common(word, passage.language) or (passage.language == "kk" and not doubt.maybe_given(word))
    return common and passage.folded[max(passage.span.start, start - 2) : start].strip() in (
        "",
        ".",
        "!",
        "?",
        "–",
    )


@lru_cache(maxsize=8192)
def _surname_only(word: str) -> bool:
    """Whether the dictionary knows the word as a surname and nothing else, or does not know it and it is long enough."""
    known = [reading for reading in russian.readings(word.lower()) if reading.known]
    if not known:
        return len(word) >= _SHORTEST - (_OWN_LETTER.search(word.lower()) is not None) and not word.lower().endswith("ин")
    if not all(reading.labels & {"Surn", "Name", "Patr"} for reading in known):
        return False
    return any("Surn" in reading.labels for reading in known) or all(reading.number == "plur" for reading in known)  # Зайнутдинов


def _in_russian(passage: Passage, word: re.Match[str]) -> bool:
    said = _RUSSIAN.fullmatch(word[0])
    if said is None or not _surname_only(word[0]):
        return False
    if said["ending"] != "а":
        return True
    asked = people_case.expected(passage, word.start())
    return bool(asked & {"gen", "acc"}) or _WOMAN_DID.match(passage.folded, word.end()) is not None


def _in_kazakh(passage: Passage, word: re.Match[str]) -> bool:
    if not _MAY_BE.search(word[0]):
        return False
    stem, case = bare(word[0])
    if case == "loc" or not _KAZAKH.fullmatch(stem) or towns.town(stem) or not _surname_only(stem):
        return False
    return not (case == "nom" and owns_what_follows(passage, word.end()))
