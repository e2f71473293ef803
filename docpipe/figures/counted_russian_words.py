"""Russian words beside a figure: what case the figure asks for, and what a word can be there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from docpipe.language.russian import Reading
    from docpipe.mentions.amount_value import Amount

Form = tuple[str, str]  # case, number
_WORD = lazy(r"(?<![\w-])[^\W\d_]{1,40}+(?:-[^\W\d_]{1,40}+){0,3}(?![\w-])")
_SHORT = lazy(r"(?P<stem>(?:[A-Z]{2,8}-)?[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,8}|[A-Z]{2,8})-?(?:[а-яё]{1,3})?")
FIGURE = lazy(r"\d(?!\d{0,3}\s(?:год|гг?\.))")
"""A digit of a figure that is no year."""
_PLURAL = frozenset((case, "plur") for case in ("gen", "dat", "ins", "loc"))
_NAMES = frozenset(("Surn", "Name", "Patr", "Geox"))
_JOINING = frozenset(("и", "или"))


@dataclass(frozen=True, slots=True)
class Governed:
    """The forms that a figure asks of its noun: `kind` one (21), few (2, 3, 4), part (2,5) or many (5, 11, 120)."""

    kind: str

    @property
    def nouns(self) -> frozenset[Form]:
        """Cases and numbers of the noun, those of a sentence that asks for an oblique case among them."""
        if self.kind == "one":
            return frozenset((case, "sing") for case in russian.CASES) | {("gen", "plur")}
        return _PLURAL | {("gen", "sing")} if self.kind in ("few", "part") else _PLURAL

    def modifier(self, word: Word, agreed: frozenset[Form] | None) -> frozenset[Form] | None:
        """The forms in which `word` may stand as an adjective between the figure and its noun; None where it cannot."""
        wanted = {"one": self.nouns, "few": _PLURAL | {("nom", "plur")}, "part": _PLURAL | {("nom", "plur")}, "many": _PLURAL}[self.kind]
        forms = frozenset((r.case, r.number) for r in word.readings if r.kind == "adjective" and r.case and r.number) & wanted
        return (forms if agreed is None else forms & agreed) or None

    def follows(self, form: Form, agreed: frozenset[Form] | None, *, kept: bool) -> bool:
        """Whether a noun of `form` may stand behind adjectives of `agreed`; `kept`: one of these could be the head itself."""
        if agreed is None:
            return form in self.nouns
        if form == ("gen", "sing") and agreed & {("gen", "plur"), ("nom", "plur")}:
            return self.kind != "many" or not kept
        return form in agreed and form in self.nouns


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: `gap` is what stands between it and the one before, `closed` its end with the quotation mark behind it.

    `short` tells an abbreviation in capitals from a word in a line of capitals.
    """

    text: str
    start: int
    closed: int
    gap: str
    short: bool = False

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All that the word can be, less names and geography where it has a capital."""
        return _readings(self.text)

    def nouns(self, forms: Callable[[Form], bool]) -> list[Reading]:
        """The readings as a noun in one of the forms."""
        return [r for r in self.readings if r.kind == "noun" and r.case and r.number and forms((r.case, r.number)) and not self._rare(r)]

    def _rare(self, reading: Reading) -> bool:
        """A noun of an adjective's shape that is seldom one: `уголовных`, `городских`."""
        if not reading.lemma.endswith(("ый", "ий", "ой", "ая", "ое", "ее")) or reading.lemma in _listed("substantive"):
            return False
        weight = {kind: sum(r.parse.score for r in self.readings if r.kind == kind) for kind in ("noun", "adjective")}
        return bool(weight["noun"] < weight["adjective"])

    @property
    def labels(self) -> frozenset[str]:
        """The parts of speech that the word can be, as the dictionary labels them."""
        return frozenset(str(r.parse.tag.POS) for r in russian.readings(self.text.lower()))

    @property
    def joining(self) -> bool:
        """`и`, `или`."""
        return self.text.lower() in _JOINING

    @property
    def stops(self) -> bool:
        """A preposition or conjunction, a verb that is nothing else."""
        return not self.joining and (self.verbal or (bool(self.labels & {"PREP", "CONJ"}) and not self.short))

    @property
    def preposition(self) -> bool:
        """`в`, `из`, `среди`."""
        return "PREP" in self.labels and not self.short

    @property
    def verbal(self) -> bool:
        """A verb, a short participle, a converb, and more likely that than a noun or adjective."""
        if self.short or self.text.lower() in table("counted")["russian"]["forms"]:
            return False
        every = russian.readings(self.text.lower())
        return bool(sum(r.parse.score for r in every if r.parse.tag.POS in ("VERB", "INFN", "PRTS", "GRND")) > 0.5)

    @property
    def participle(self) -> bool:
        """A full participle."""
        return "PRTF" in self.labels

    @property
    def skipped(self) -> bool:
        """What may stand before an adjective: adverb, particle, `и`."""
        return self.joining or self.clipped or bool(self.labels & {"ADVB", "PRCL"})

    def joined_to(self, before: Word) -> bool:
        """Whether no more than a blank, a quotation mark, a bracketed word, or a comma behind an adjective stands between."""
        rest = self.gap.strip(' «»"')
        if rest in (".", ","):
            return before.clipped if rest == "." else any(r.kind == "adjective" for r in before.readings)
        return not rest or bool(re.fullmatch(r"\([^()\d]{1,40}\)", rest))

    @property
    def clipped(self) -> bool:
        """An adjective cut short before its noun: `юр. лиц`, `гос. органов`."""
        return self.text.lower() in _listed("clipped")

    def substantive(self, forms: frozenset[Form]) -> str | None:
        """`осуждённый` for `осужденных`, where the word stands for people by itself, in one of `forms`."""
        for reading in self.readings:
            if reading.kind == "adjective" and (reading.case, reading.number) in forms:
                lemma = _masculine(reading)
                if lemma in _listed("substantive"):
                    return lemma
        return None


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of a stretch, with what stands between them; ends at a figure."""
    at = start
    for match in _WORD.finditer(text, start, end):
        gap = text[at : match.start()]
        if FIGURE.search(text, at, match.start()):
            return
        at = match.end()
        closed = at + 1 if text[at : at + 1] in ("»", '"') else at
        yield Word(match[0], match.start(), closed, gap, _is_short(text, match))


def _is_short(text: str, match: re.Match[str]) -> bool:
    """Whether the word has the shape of an abbreviation and its neighbours are not in capitals throughout."""
    if not _SHORT.fullmatch(match[0]):
        return False
    around = text[max(0, match.start() - 40) : match.start()] + text[match.end() : match.end() + 40]
    return not match[0].isupper() or any(letter.islower() for letter in around) or not any(letter.isupper() for letter in around)


def governed(amount: Amount) -> Governed:
    """What the amount asks of its noun: by its last figure."""
    value = amount.value if amount.value is not None else amount.high
    if value is None or value != int(value):
        return Governed("part")
    if amount.step >= 1000 and value % amount.step:
        return Governed("part")
    last, tens = int(value) % 10, int(value) % 100 // 10
    if tens == 1 or last in (0, 5, 6, 7, 8, 9):
        return Governed("many")
    return Governed("one" if last == 1 else "few")


def head_of(word: Word, figure: Governed, agreed: frozenset[Form] | None, *, kept: bool = False) -> str | None:
    """The dictionary form of `word` as the noun that is counted, None where it cannot be that."""
    if word.preposition or word.joining:
        return None
    if word.short:
        return dictionary_form(word, ())
    nouns = word.nouns(lambda form: figure.follows(form, agreed, kept=kept))
    if any(r.lemma in _listed("never") for r in nouns):
        return None
    return dictionary_form(word, nouns)


def dictionary_form(word: Word, nouns: Sequence[Reading]) -> str | None:
    """The likeliest lemma of the readings given, None for none of them."""
    if word.short and (match := _SHORT.fullmatch(word.text)):
        return str(match["stem"])
    if not nouns:
        return None
    fixed: str | None = table("counted")["russian"]["forms"].get(word.text.lower())
    if fixed:
        return fixed
    weights: dict[str, float] = {}
    for reading in nouns:
        weights[reading.lemma] = weights.get(reading.lemma, 0) + reading.parse.score
    lemma = max(weights, key=lambda lemma: weights[lemma])
    if both := _both(word, {(r.case or "", r.number or "") for r in nouns}):
        return both
    latin = re.match(r"[A-ZА-ЯЁ]{2,8}-", word.text)
    return latin[0] + lemma[latin.end() :] if latin else lemma


def _both(word: Word, forms: set[Form]) -> str | None:
    """`ребёнок-инвалид` for `ребенка-инвалида`: both parts in dictionary form, where both decline."""
    parts = word.text.split("-")
    if len(parts) != 2 or parts[0].isupper():
        return None
    lemmas = [
        next((r.lemma for r in _readings(part) if r.kind == "noun" and r.known and (r.case, r.number) in forms), None) for part in parts
    ]
    return f"{lemmas[0]}-{lemmas[1]}" if all(lemmas) else None


def modifies(following: Sequence[Word], place: int, figure: Governed) -> bool:
    """Whether a word that may be adjective or noun (`рабочих мест`) is followed by a noun that it agrees with."""
    if place + 1 == len(following) or following[place + 1].gap.strip(' «»"'):
        return False
    agreed, after = figure.modifier(following[place], None), following[place + 1]
    if agreed is None or after.stops:
        return False
    nouns = after.nouns(lambda form: figure.follows(form, agreed, kept=True))
    if figure.kind in ("few", "part") and any(r.animate for r in following[place].nouns(lambda _: True)):
        nouns = [r for r in nouns if r.number == "plur" or r.animate]  # 2 рабочих завода: two workers
    return bool(nouns)


def gives_way(following: Sequence[Word], place: int, figure: Governed) -> bool:
    """Whether a clipped adjective (`юр. лиц`) or a Latin abbreviation (`IT специалистов`) stands before the noun that is counted."""
    if place + 1 == len(following):
        return False
    word, after = following[place], following[place + 1]
    if word.clipped:
        return after.gap.strip() in (".", "")
    return word.short and word.text.isascii() and not after.gap.strip() and not after.stops and bool(head_of(after, figure, None))


@lru_cache(maxsize=4096)
def _readings(text: str) -> tuple[Reading, ...]:
    every = russian.readings(text.lower())
    if not text.isupper() and any(r.labels & {"PREP", "CONJ"} for r in every):
        return ()
    if len(text) == 1:
        return ()
    return tuple(r for r in every if not r.labels & _NAMES) if text[:1].isupper() and not text.isupper() else every


@lru_cache(maxsize=4096)
def _masculine(reading: Reading) -> str:
    made = reading.parse.inflect({"nomn", "sing", "masc"})
    return str(made.word) if made else reading.lemma


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("counted")["russian"][name])
