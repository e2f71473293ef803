"""Russian words and phrases: readings of a word, and an oblique phrase led back to the nominative of its head.

Readings are pymorphy3's (the OpenCorpora dictionary), loaded at the first question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

CASES = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}
"""Our names of the cases, and the dictionary's."""

_OURS = {theirs: ours for ours, theirs in CASES.items()} | {"gen2": "gen", "loc2": "loc"}
_WORD = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_READABLE = lazy(r"[A-Za-z\u0400-\u04FF'-]{1,60}")
_HOLDING = lazy(r"исполняющ\w{2,4}\s{1,4}обязанност", re.IGNORECASE)
_FIXED_START = lazy(r"(?i:врио|ио)\b|(?i:мин(?!ист))[^\W\d_]{2,20}[аыияо]\b|[^\W\d_]{1,4}\.|[^\W\d_a-zа-яё]{2,8}(?!\w)|тенге\b")
Agreement = tuple[str, str, str | None]  # case, number (sing, plur), gender in the singular


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a word: `kind` noun, adjective or other; `case` of CASES, None where it has none."""

    kind: str
    lemma: str
    case: str | None
    number: str | None
    gender: str | None
    animate: bool
    known: bool
    labels: frozenset[str]
    parse: Any

    @property
    def agreement(self) -> Agreement:
        """What an adjective and its noun must share."""
        return (self.case or "", self.number or "", self.gender if self.number == "sing" else None)


@cache
def analyzer() -> Any:
    """pymorphy3's analyzer, which takes a tenth of a second to load: there is one for all."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of `word`, the likeliest first; empty for what is overlong or no word in Cyrillic or Latin letters.

    >>> readings("министру")[0].lemma, readings("министру")[0].case
    ('министр', 'dat')
    """
    if not _READABLE.fullmatch(word):
        return ()
    parses = analyzer().parse(word)
    known = {spelling: analyzer().word_is_known(spelling) for spelling in {parse.word for parse in parses}}
    return tuple(_reading(parse, known=known[parse.word]) for parse in parses)


def _reading(parse: Any, *, known: bool) -> Reading:
    kind, case, number, gender, labels = _tagged(parse.tag)
    return Reading(kind, parse.normal_form, case, number, gender, "anim" in labels, known, labels, parse)


@cache
def _tagged(tag: Any) -> tuple[str, str | None, str | None, str | None, frozenset[str]]:
    """(kind, case, number, gender, labels) of a tag; the dictionary has some thousand of them."""
    kind = {"NOUN": "noun", "ADJF": "adjective", "PRTF": "adjective"}.get(str(tag.POS), "other")
    case, number, gender = (str(value) if value else None for value in (tag.case, tag.number, tag.gender))
    return kind, _OURS.get(case or ""), number, gender, frozenset(str(label) for label in tag.grammemes)


def alike(model: str, word: str) -> str:
    """`word` in the letter case of `model`, and without ё where `model` has none.

    >>> alike("Премьер-Министру", "премьер-министр")
    'Премьер-Министр'
    """
    if "ё" not in model.lower():
        word = word.replace("ё", "е")
    old, new = model.split("-"), word.split("-")
    if len(old) != len(new):
        old, new = [model], [word]
    return "-".join(_cased(a, b) for a, b in zip(old, new, strict=True))


def _cased(model: str, word: str) -> str:
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def lemma(word: str) -> str:
    """The dictionary form of a noun (`осуждённых` → `осуждённый`), in lower case; the word itself where it is no noun.

    >>> lemma("материалов"), lemma("лиц")
    ('материал', 'лицо')
    """
    nouns = [reading for reading in readings(word.lower()) if reading.kind in ("noun", "adjective")]
    if not nouns:
        return word.lower()
    return str(nouns[0].lemma if nouns[0].kind == "noun" else nouns[0].parse.inflect({"nomn", "sing", "masc"}).word)


@dataclass(frozen=True, slots=True)
class _Head:
    """The modifiers and the head at the start of a phrase, and how they may agree."""

    words: tuple[re.Match[str], ...]
    agreements: frozenset[Agreement]
    animate: bool


def nominative_phrase(text: str, *, number: str = "keep", case: str | None = None) -> str:
    """The phrase with its head, and what agrees with it, in the nominative; genitives that hang on it stay.

    `number="sing"` makes one of many; `case` says in which case the phrase is known to stand. Further posts after commas
    (`депутату …, члену …`) follow. What is no noun phrase comes back as it stands.

    >>> nominative_phrase("Первого заместителя Министра внутренних дел"), nominative_phrase("Депутатам Мажилиса", number="sing")
    ('Первый заместитель Министра внутренних дел', 'Депутат Мажилиса')
    """
    head = _head(text, 0)
    agreement = head and _choice(head, case)
    if not head or not agreement:
        return text
    pieces = list(_rendered(head, agreement, number))
    if head.animate:
        pieces += _companions(text, head, agreement, number)
    return _replaced(text, pieces)


def declined_phrase(text: str, case: str, *, number: str = "keep") -> str:
    """A phrase given in the nominative with its head, and what agrees with it, in `case`; `number="plur"` makes many of one.

    Genitives that hang on the head stay, and so does what is no noun phrase: `И.о. министра`, an abbreviation.

    >>> declined_phrase("Первый заместитель Министра внутренних дел", "dat"), declined_phrase("Депутат Мажилиса", "dat", number="plur")
    ('Первому заместителю Министра внутренних дел', 'Депутатам Мажилиса')
    """
    head = None if _FIXED_START.match(text) else _head(text, 0)
    agreement = head and _choice(head, "nom")
    if not head or not agreement or agreement[0] != "nom":
        return text
    pieces = list(_rendered(head, agreement, number, case))
    if head.animate:
        pieces += _companions(text, head, agreement, number, case)
        pieces += _posts_after_and(text, number, case)
    return _replaced(text, list(dict.fromkeys(pieces)))


def _posts_after_and(text: str, number: str, case: str) -> Iterator[tuple[int, int, str]]:
    """Another post in the nominative, joined by `и` behind what hangs on the first: `директор департамента и начальник управления`."""
    for joint in re.finditer(r"\sи\s(?=[^\W\d_])", text):
        other = _head(text, joint.end())
        agreement = other and _choice(other, "nom")
        if other and agreement and agreement[0] == "nom" and (noun := _best(other.words[-1][0], agreement)) and _is_post(noun):
            yield from _rendered(other, agreement, number, case)


def counted_phrase(text: str, agreement: str, case: str = "nom") -> str:
    """What a number counts, in the form it asks for: `one`, `few` (2 to 4), `many`, `part` (decimals), and in the case of both.

    >>> counted_phrase("новый закон", "few"), counted_phrase("осуждённый", "many"), counted_phrase("депутат", "few", "dat")
    ('новых закона', 'осуждённых', 'депутатам')
    >>> counted_phrase("новая школа", "few"), counted_phrase("человек", "many"), counted_phrase("процент", "part")
    ('новые школы', 'человек', 'процента')
    """
    if agreement == "one":
        return declined_phrase(text, case)
    if agreement == "part":
        return declined_phrase(text, "gen")
    if case not in ("nom", "acc"):
        return declined_phrase(text, case, number="plur") if case != "gen" else _many(text)
    return _many(text) if agreement == "many" else _few(text)


def _many(text: str) -> str:
    *before, last = text.split(" ")
    special = table("replies")["counted"].get(last)
    made = declined_phrase(text, "gen", number="plur")
    return " ".join([*made.split(" ")[: len(before)], special]) if special else made


def _few(text: str) -> str:
    """The noun in the genitive singular, adjectives before it in the plural: the genitive, of feminine nouns the nominative."""
    head = None if _FIXED_START.match(text) else _head(text, 0)
    agreement = head and _choice(head, "nom")
    if not head or not agreement:
        return text
    last = head.words[-1]
    noun = _best(last[0], agreement)
    many = list(_rendered(head, agreement, "plur", "nom" if noun and noun.gender == "femn" else "gen"))
    if noun is None or noun.kind != "noun":
        return _replaced(text, many)
    alone = _Head((last,), frozenset({agreement}), noun.animate)
    pieces = [piece for piece in many if piece[0] != last.start()]
    return _replaced(text, [*pieces, *_rendered(alone, agreement, "sing", "gen")])


def _replaced(text: str, pieces: list[tuple[int, int, str]]) -> str:
    for start, end, word in sorted(pieces, reverse=True):
        text = text[:start] + word + text[end:]
    return text


def _head(text: str, start: int) -> _Head | None:
    words: list[re.Match[str]] = []
    left: frozenset[Agreement] | None = None
    for match in _WORD.finditer(text, start):
        if words and not re.fullmatch(r"[\s,()]{1,3}|\s{1,3}и\s{1,3}", text[words[-1].end() : match.start()]):
            break
        if words and match[0] == "и":
            continue
        adjective, noun, animate = _agreements(match[0], left)
        if _HOLDING.match(text, match.start()):
            return _Head((*words, match), adjective, animate=True)
        if noun and not (adjective and _modifies(text, match)):
            return _Head((*words, match), noun, animate)
        if not adjective:
            break
        words.append(match)
        left = adjective
    return _Head(tuple(words), left, animate=True) if words and left else None


def _agreements(word: str, left: frozenset[Agreement] | None) -> tuple[frozenset[Agreement], frozenset[Agreement], bool]:
    """(as an adjective, as a noun, whether animate), less what does not agree with the words before."""
    every = readings(word.lower())
    if any(r.labels & {"PREP", "CONJ"} for r in every):
        return frozenset(), frozenset(), False
    mine = [r for r in every if r.case and (left is None or r.agreement in left)]
    nouns = [r for r in mine if r.kind == "noun"]
    adjectives = frozenset(r.agreement for r in mine if r.kind == "adjective")
    return adjectives, frozenset(r.agreement for r in nouns), any(r.animate for r in nouns)


def _modifies(text: str, match: re.Match[str]) -> bool:
    """Whether a word that may be adjective or noun (рабочего, главного) is followed by a noun that it can modify."""
    following = _WORD.search(text, match.end())
    if following is None or text[match.end() : following.start()].strip():
        return False
    adjective = _agreements(match[0], None)[0]
    return any(_agreements(following[0], adjective)[:2])


def _choice(head: _Head, case: str | None) -> Agreement | None:
    """Which agreement is meant: the case asked for, else a nominative singular, else one thing rather than many."""
    wanted = [a for a in head.agreements if case is None or a[0] == case] or list(head.agreements)
    if not wanted:
        return None
    plural_title = head.words[-1][0].lower() in table("names")["russian"]["plural_titles"]
    order = list(CASES)

    def rank(agreement: Agreement) -> tuple[bool, bool, int, bool, str]:
        its_case, number, gender = agreement
        return (number == "plur") != plural_title, its_case != "nom", order.index(its_case), gender == "neut", gender or ""

    return min(wanted, key=rank)


def _rendered(head: _Head, agreement: Agreement, number: str, case: str = "nom") -> Iterator[tuple[int, int, str]]:
    kept = agreement[1] if number == "keep" else number
    noun = _best(head.words[-1][0], agreement)
    gender = noun.gender if noun else agreement[2]
    if case == "acc" and (kept == "plur" or (gender not in ("femn", "neut") and head.words[-1][0][-1:].lower() not in "ая")):
        case = "gen" if noun is None or noun.kind != "noun" or _living(noun) else "nom"
    for match in head.words:
        reading = _best(match[0], agreement)
        if reading is None or (reading.case == case and reading.number == kept):
            continue
        grammemes = {CASES[case], kept} | ({gender} if kept == "sing" and gender and reading.kind == "adjective" else set())
        made = _inflected(reading, grammemes) or reading.parse.inflect({CASES[case]})
        if made:
            yield match.start(), match.end(), _first_half_kept(match[0], alike(match[0], made.word))


def _first_half_kept(old: str, new: str) -> str:
    """Of `бизнес-омбудсмен` only the second half declines."""
    first, hyphen, _ = old.partition("-")
    if hyphen and first.lower() in table("replies")["fixed_halves"]:
        return first + hyphen + new.partition("-")[2]
    return new


def _living(noun: Reading) -> bool:
    """A post is somebody (модератор too); of other nouns that the dictionary does not know none is: маслихат."""
    return (noun.animate and noun.known) or _is_post(noun)


def _is_post(noun: Reading) -> bool:
    return any(row["ru"] in (noun.lemma, noun.lemma.rpartition("-")[2]) for row in table("posts")["post"])


def _inflected(reading: Reading, grammemes: set[str]) -> Any:
    """The form asked for; a superlative has two rows of forms (высшей, высочайшей), of which the one at hand goes on."""
    if "Supr" not in reading.labels:
        return reading.parse.inflect(grammemes)
    every = (form for form in reading.parse.lexeme if grammemes <= form.tag.grammemes)
    return max(every, key=lambda form: form.word[:4] == reading.parse.word[:4], default=None)


def _best(word: str, agreement: Agreement) -> Reading | None:
    fitting = [r for r in readings(word.lower()) if r.kind != "other" and r.agreement == agreement]
    return min(fitting, key=lambda r: r.kind != "noun", default=None)


def _companions(text: str, head: _Head, agreement: Agreement, number: str, case: str = "nom") -> Iterator[tuple[int, int, str]]:
    """Posts that stand beside the first in the same case: after a comma, or right after it with `и`."""
    end = head.words[-1].end()
    joined = re.compile(r"\s{1,3}и\s{1,3}").match(text, end)
    for start in [*([joined.end()] if joined else []), *(m.end() for m in re.finditer(r",\s{1,4}|\s[–-]\s", text))]:
        other = _head(text, start) if start < len(text) and text[start].isalpha() and not _quoted(text, start) else None
        if other and other.animate and other.words[0].start() == start:
            same = [a for a in other.agreements if a[0] == agreement[0]]
            if same:
                yield from _rendered(other, min(same, key=lambda a: (a[1] != agreement[1], a[2] or "")), number, case)


def _quoted(text: str, at: int) -> bool:
    return text.count("«", 0, at) > text.count("»", 0, at)
