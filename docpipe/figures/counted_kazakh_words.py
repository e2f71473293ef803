"""Kazakh words beside a figure: noun with its ending, modifier, participle, finite verb, or what ends a phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from docpipe.language import kazakh
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = lazy(r"(?<![\w-])[^\W\d_]{1,40}+(?:-[^\W\d_]{1,40}+){0,3}(?![\w-])")
_SHORT = lazy(
    r"(?P<stem>[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{2,8})"
    r"(?:-?(?:[лдт][ае]р)?с?[ыі]?(?:[ндт][ыі]ң?|[ғқгк][ае]|н[ае]|н?[дт][ае]|[ндт][ае]н|[мбп]ен)?)?"
)
_PARTICIPLE = lazy(r"..(?:ған|ген|қан|кен|атын|етін|йтын|йтін)$")
_ADJECTIVE = lazy(
    r"..(?:[лдт][ыі][қк]|с[ыі]з|л[ыі]|д[ае]ғы|д[ае]гі|т[ае]ғы|т[ае]гі|[^\Wаоұыяәеөүіэёиу](?:ғы|гі)|[дт][ае]й|[^\Wаоұыяәеөүіэё]и)$"
)
_NOUN_IN_LIK = lazy(r"(?:ш[ыі]л[ыі][қк]|с[т][ыі][қк]|ш[ыі]|гер|кер)$")
_PERSON = lazy(r"..(?:ш[ыі]|гер|кер|ушы|уші)$")
_SURE_VERB = lazy(
    r"..(?:[аеоөүұіыәя](?:ды|ді)|[ае]йды|[ае]йді|[мбп]ады|[мбп]еді)$|^(?:жет|өс|арт|бол|көбей|азай|ұлғай|төменде|..{1,20}[ыі][лн])(?:[пбм]ақ|[пбм]ек)(?:ш[ыі])?$"
)
_PASSIVE = lazy(r"..(?:[ыі][лн]|[лдт][ае]н|[ае]л)(?:ды|ді)$")
_PASSIVE_STEM = lazy(r"(?:[ыі][лн]|[лдт][ае]н|[ае]л)(?:д[ыі]|[ыі]п|[ау]да|[еу]де|[ае]ды|еді)$")
_PAST = lazy(r".[^\Wаоұыяәеөүіэё]д[ыі]$|.[птксшщқфхцч]т[ыі]$")
_CONVERB = lazy(r".(?:[ыіаеөү])п$")
_GOING_ON = lazy(r"..у(?:да|де)$")
_AS_POSSESSED = {
    "на": "dat", "не": "dat", "нда": "loc", "нде": "loc", "нан": "abl", "нен": "abl", "ның": "gen", "нің": "gen", "н": "acc", "мен": "ins",
}  # fmt: skip
"""Endings of nouns that are possessive by origin: `отбасына`."""
_LOAN_VOWEL = lazy(r"[кнсрп]ті$")
_LOAN = lazy(r"(?<=[кнсрп]т)іс$")


@dataclass(frozen=True, slots=True)
class Form:
    """A noun as it stands: `stem` its dictionary form, `known` whether the vocabulary has it; any case of an abbreviation shows as the dative."""

    stem: str
    case: str = "nom"
    possessive: bool = False
    plural: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: `gap` is what stands between it and the one before, `closed` its end with a quotation mark; `last` before a stop."""

    text: str
    start: int
    closed: int
    gap: str
    last: bool

    @property
    def low(self) -> str:
        """In small letters."""
        return self.text.lower()

    @property
    def form(self) -> Form:
        """The word as a noun."""
        short = _SHORT.fullmatch(self.text)
        return Form(short["stem"], "dat" if "-" in self.text else "nom", known=True) if short else form(self.low)

    @property
    def short(self) -> bool:
        """An abbreviation: ХҚКО, ЖШС-ға."""
        return bool(_SHORT.fullmatch(self.text))

    @property
    def kind(self) -> str:
        """`stop`, `join`, `verb`, `adjective`, `participle` (one that is no noun by its ending), else `noun`."""
        if self.short:
            return "noun"
        for name in ("join", "stop"):
            if self.low in _listed(f"{name}s"):
                return name
        if self.low in _listed("adjectives"):
            return "adjective"
        if _is_verb(self.low, last=self.last):
            return "verb"
        if _PARTICIPLE.search(self.low) and self.low not in _listed("things"):
            return "participle"
        if form(self.low).known:
            return "noun"
        return "adjective" if _ADJECTIVE.search(self.low) and not _NOUN_IN_LIK.search(self.low) else "noun"

    @property
    def acts(self) -> bool:
        """A verb that takes an object: neither passive nor one of coming, going, being."""
        return self.kind == "verb" and not _PASSIVE_STEM.search(self.low) and self.low not in _listed("intransitive")

    @property
    def person(self) -> bool:
        """A noun for people, by the vocabulary or by its ending (-шы, -кер)."""
        stem = self.form.stem
        return stem in _listed("people") or stem.rpartition("-")[2] in _listed("people") or bool(_PERSON.search(stem))


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of a stretch; ends at a figure."""
    at = start
    for match in _WORD.finditer(text, start, end):
        gap = text[at : match.start()]
        if re.search(r"\d", gap):
            return
        at = match.end()
        closed = at + 1 if text[at : at + 1] in ("»", '"') else at
        after = text[closed : min(closed + 8, end)]
        last = not re.match(r"\s{1,3}[\w«(]", after) or bool(re.match(r"\s{1,3}(?:және|әрі|ал|деп)\b", after))
        yield Word(match[0], match.start(), closed, gap, last)


@lru_cache(maxsize=8192)
def form(low: str) -> Form:
    """The likeliest reading of a word as a noun: one of the vocabulary before any other.

    >>> form("орындарының").stem, form("субъектісі").stem, form("адамға").case
    ('орын', 'субъект', 'dat')
    """
    if low in _nouns():
        return Form(low, known=True)
    if low in table("names")["kazakh"]["nouns"]:
        return Form(low)
    first, hyphen, last = low.rpartition("-")
    if hyphen and (second := form(last)).known:
        return replace(second, stem=f"{first}-{second.stem}")
    found = [_reading(analysis) for analysis in kazakh.analyses(low, known=lambda stem: _bare(stem)[0] in _nouns())]
    return next((one for one in found if one.known), None) or _synthesised(low) or found[0]


def _synthesised(low: str) -> Form | None:
    """A noun of the vocabulary whose form this is, where its end hides the ending (`көрсеткіші`)."""
    for cut in range(1, min(8, len(low) - 2)):
        stem = low[:-cut]
        if stem in _nouns():
            if stem.endswith(("сы", "сі")) and (case := _AS_POSSESSED.get(low[-cut:])):
                return Form(stem, case, known=True)
            for case in kazakh.CASES:
                for possessed in (True, False):
                    if kazakh.inflect(stem, case, possessed=possessed) == low:
                        return Form(stem, case, possessive=possessed, known=True)
    return None


def _reading(analysis: kazakh.Analysis) -> Form:
    stem, plural = _bare(analysis.stem)
    return Form(stem, analysis.case, analysis.possessive, plural, stem in _nouns())


def _bare(stem: str) -> tuple[str, bool]:
    """The stem of one, and whether many stood there."""
    stem = _LOAN.sub("", table("counted")["kazakh"]["syncope"].get(stem, stem))
    one = kazakh.singular(stem)
    if one != stem and one not in _nouns() and (f"{one}т" in _nouns() or one.endswith("ис")):
        return f"{one}т", True  # туристер, журналистер
    return (one[:-1] if _LOAN_VOWEL.search(one) and one[:-1] in _nouns() else one), one != stem


def _is_verb(low: str, *, last: bool) -> bool:
    """Whether the word is a finite verb or a converb; `last`: it stands before a stop, as a verb does and an accusative does not."""
    if low in _listed("verbs") or _SURE_VERB.search(low):
        return True
    noun = form(low)
    if (noun.known and noun.case == "nom") or low in _listed("not_converbs"):
        return False
    if _CONVERB.search(low) or (last and _GOING_ON.search(low)):
        return True
    if _PASSIVE.search(low):
        return last or not noun.known
    return bool(last and _PAST.search(low) and not low.endswith(("лықты", "лікті")))


@cache
def _nouns() -> frozenset[str]:
    rows = table("counted")["kazakh"]
    return frozenset(rows["people"]) | frozenset(rows["things"]) | frozenset(rows["abstract_nouns"])


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("counted")["kazakh"][name])


def listed(name: str, word: str) -> bool:
    """Whether the vocabulary's list `name` has the word."""
    return word in _listed(name)
