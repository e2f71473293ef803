"""Which case the verb or the noun right beside a Russian name asks for: `Навальному вменяют`, `вдова Солженицына`, `мать Ахметова Мадина`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_sense as sense

if TYPE_CHECKING:
    from docpipe.language.passage import Passage


def by_verb(passage: Passage, start: int, end: int) -> frozenset[str]:
    """The cases that a verb beside a name asks for: Навальному вменяют, Николаева признали; Грибаускайте осудила."""
    right = sense.RIGHT.match(passage.folded, end)
    if right and right[1] in sense.words("befell") and not sense.person(sense.left_word(passage, start)):
        return frozenset({"dat", "acc"})
    word = passage.folded[start:end]
    still = word[-1:] in "еиоуэюы" and sense.sense(word) == "unknown" and not sense.shaped(word)
    return frozenset({"nom"}) if still and sense.acts(passage, start, end, any_verb=True) else frozenset()


def by_noun(passage: Passage, start: int, *, alone: bool) -> frozenset[str]:
    """The cases that the noun right before a name asks for: that of the person it calls, and the genitive behind a thing where the name stands alone."""
    noun = sense.left_word(passage, start)
    word = re.sub(r"\A(?:[А-ЯЁ][а-яё]?\.[ ]?){1,3}", "", passage.folded[start : start + 40]).split(maxsplit=1)[0].rstrip(",.;:!?»)")
    first = next(iter(russian.readings(noun.lower())), None) if noun else None
    if first is None or not first.known or first.kind != "noun":
        return frozenset()
    if sense.person(noun) and (first.animate or first.lemma in sense.words("persons")):
        return _called(noun, word, alone=alone)
    return frozenset({"gen"}) if alone and not first.animate else frozenset()


@lru_cache(maxsize=8192)
def _called(noun: str, word: str, *, alone: bool) -> frozenset[str]:
    """The cases that a noun for a person and a name may share; the genitive where the name, as the dictionary has it, can share none: сын Павла.

    A surname alone behind kin is its owner's: вдова Солженицына; before a given name it is hers: мать Ахметова Мадина.
    """
    theirs = {(one.case, one.gender) for one in sense.known_readings(word) if one.labels & {"Surn", "Name"} and one.number == "sing"}
    gen = any(case == "gen" for case, _ in theirs)  # ученики Колмогорова: several, and one name that may own them
    mine = {
        (one.case, one.gender)
        for one in russian.readings(noun.lower())
        if one.known and one.case and "anim" in one.labels and (one.number == "sing" or not gen)
    }
    his = word[-1:] == "а" and doubt.surname_shaped(word, "ru") and all(gender == "masc" for _, gender in mine)  # сын Байжанова
    if alone and sense.lemma(noun) in sense.words("kin") and (his or (gen and sense.sense(word) in ("surname", "surname-too"))):
        return frozenset({"gen"})
    shared = frozenset(case for case, his in mine for other, hers in theirs if case == other and hers in (his, "femn", None) and case)
    if shared or theirs:
        return shared or frozenset({"gen"})
    if sense.in_genitive(word) and not doubt.surname_shaped(word, "ru") and all(gender == "masc" for _, gender in mine):
        return frozenset({"gen"})  # ученик Брашмана
    own, called = {case for case, _ in sense.cases(word)}, frozenset(case for case, _ in mine if case)
    return (called & own) or (frozenset({"gen"}) if "gen" in own else called)  # соседка Тлеубердиной
