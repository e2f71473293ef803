"""Kazakh endings both ways: vowel harmony forward, and back from a printed form to the word.

Forward is one rule table; back is analysis by synthesis: an ending is believed only where putting it on the stem again gives
the printed form. Lower-case endings are added and taken off; the letters of the stem keep their case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

CASES = ("nom", "gen", "dat", "acc", "loc", "abl", "ins")
Known = Callable[[str], bool]

_HARD, _SOFT, _GLIDES = frozenset("аоұыя"), frozenset("әеөүіэё"), frozenset("июу")
_VOWELS = _HARD | _SOFT
_NASAL, _BUZZ, _LIQUID = frozenset("мнң"), frozenset("зж"), frozenset("лрйуию")
_HARD_SURNAME = lazy(r"[аоя]ев$")
_SOFT_I = lazy(r"(?<![қғ])(?<![қғ]а[лнр])и$")
"""A last и is soft (Фарабиге, Гандидің) but behind қ and ғ (Нұрғалиға)."""
_ENDINGS = {  # by the last sound: vowel, nasal, з ж, liquid or glide, voiceless (and б в г д)
    "gen": ("нің", "нің", "дің", "дің", "тің"),
    "dat": ("ге", "ге", "ге", "ге", "ке"),
    "acc": ("ні", "ді", "ді", "ді", "ті"),
    "loc": ("де", "де", "де", "де", "те"),
    "abl": ("ден", "нен", "ден", "ден", "тен"),
    "ins": ("мен", "мен", "бен", "мен", "пен"),
}
_POSSESSED = {"gen": "нің", "dat": "не", "acc": "н", "loc": "нде", "abl": "нен", "ins": "мен"}
_PLURAL = ("лер", "дер", "дер", "лер", "тер")
_N_STEM = lazy(r"[^\Wаоұыяәеөүіэёиюу][^\Wаоұыяәеөүіэёиюув][ае]н[ыі]$")  # Ерлан|ы, ақпан|ы: a stem in н rather than an accusative
_TO_HARD = str.maketrans("еігк", "аығқ")
_WORD = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SUFFIX = lazy(r"(?<=[^\W\d_])[-–](?:[нтд][іы]ң|[гк]е|[ғқ]а|[нтд]?[еа]н|[мбп]ен|н?[дт][еа]|[нтд][іы]|н[еа]|[іы]н?|с[іы]н?)$")


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a form: the bare `stem`, its `case`, and whether the third-person possessive stands between."""

    stem: str
    case: str
    possessive: bool = False


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("names")["kazakh"][name])


@cache
def _tail(name: str) -> tuple[str, ...]:
    return tuple(table("names")["kazakh"][name])


def is_soft(word: str) -> bool:
    """True where the word takes front-vowel endings: by its last vowel, и and у by the vowels before them.

    >>> is_soft("министр"), is_soft("Қожаев"), is_soft("Әлиев")
    (True, False, True)
    """
    low = word.lower()
    if _HARD_SURNAME.search(low):
        return False
    if re.search(r"и[^\WаоұыяәеөүіэёиюуЕ]{1,3}$", low):
        return True
    if low.endswith(("нк", "рк", "ь")) or _SOFT_I.search(low):
        return True
    for letter in reversed(low):
        if letter in _VOWELS:
            return letter in _SOFT
        if letter in "қғ":
            return False
    return "у" not in low


def _sound(word: str) -> int:
    last = word.lower().rstrip("ьъ")[-1:]
    for index, sounds in enumerate((_VOWELS, _NASAL, _BUZZ, _LIQUID)):
        if last in sounds:
            return index
    return 4


def _harmonised(ending: str, *, soft: bool) -> str:
    if soft or ending in ("мен", "бен", "пен"):
        return ending
    return ending.translate(_TO_HARD)


def possessive(word: str, *, soft: bool | None = None) -> str:
    """The word with the third-person possessive: `бұйрық` → `бұйрығы`, `мекеме` → `мекемесі`, `халық` → `халқы`.

    >>> possessive("министрлік")
    'министрлігі'
    """
    front = is_soft(word) if soft is None else soft
    if word[-1:].lower() in _VOWELS:
        return word + _harmonised("сі", soft=front)
    low = word.lower()
    if low in _listed("syncope"):
        word = word[:-2] + word[-1:]
        return word + _harmonised("і", soft=front)
    if low not in _listed("voiceless_final"):
        word = word[:-1] + {"к": "г", "қ": "ғ", "п": "б"}.get(word[-1:], word[-1:])
    return word + _harmonised("і", soft=front)


def inflect(word: str, case: str, *, possessed: bool = False, soft: bool | None = None) -> str:
    """`word` in `case` (one of CASES), after its possessive where `possessed`. KeyError for another case.

    >>> inflect("Қожаев", "dat"), inflect("бұйрық", "dat", possessed=True)
    ('Қожаевқа', 'бұйрығына')
    """
    front = is_soft(word) if soft is None else soft
    if possessed:
        base = possessive(word, soft=front)
        return base if case == "nom" else base + _harmonised(_POSSESSED[case], soft=front)
    return word if case == "nom" else word + _harmonised(_ENDINGS[case][_sound(word)], soft=front)


def inflect_possessed(word: str, case: str) -> str:
    """A word that bears its possessive already, in `case`: `министрі`, also a patronymic or a surname in -ұлы, -қызы, -тегі.

    >>> inflect_possessed("министрі", "dat"), inflect_possessed("Маратқызы", "dat"), inflect_possessed("Смағұлұлы", "acc")
    ('министріне', 'Маратқызына', 'Смағұлұлын')
    """
    return word if case == "nom" else word + _harmonised(_POSSESSED[case], soft=word[-1:].lower() == "і")


def plural(word: str) -> str:
    """`депутат` → `депутаттар`, `мүше` → `мүшелер`, `әйел` → `әйелдер`.

    >>> plural("заң")
    'заңдар'
    """
    return word + _harmonised("дер" if word[-1:].lower() == "л" else _PLURAL[_sound(word)], soft=is_soft(word))


def _whole(low: str) -> bool:
    return low in _listed("bare") or bool(_whole_name().search(low))


@cache
def _whole_name() -> re.Pattern[str]:
    """A name that ends in an element which looks inflected; Смағұлы is none, no name ends in ғ, nor Ерболды, which is Ербол in a case."""
    names = "".join(rf"(?<!{first}(?=болды))" for first in ("ер", "ай", "нұр", "бек", "жан"))
    return compiled(rf"..(?<!ғ(?=ұлы)){names}(?:{'|'.join(table('names')['kazakh']['whole_endings'])})$")


def _possible(stem: str) -> bool:
    """A stem has a vowel and at least two letters, and does not end in a cluster that no word but a foreign name (Джобс, Гейтс) ends in."""
    low = stem[:-1].lower() if stem[:1].isupper() and stem.endswith(("бс", "тс")) else stem.lower()
    return len(low) > 1 and any(c in _VOWELS or c in _GLIDES for c in low) and not re.search(r"[қғхшжзпбтд][зжңшқсм]$", low)


def _unpossessed(base: str) -> Iterator[str]:
    """Stems that `base` (… ы, і, сы, сі) may be the possessive of, the likeliest first."""
    low, stem = base.lower(), base[:-1]
    if low[-1:] not in ("ы", "і"):
        return
    if low[-2:-1] == "с" and low[-3:-2] in _VOWELS and _vowel_stem(low):
        yield base[:-2]
    for whole in _listed("syncope"):
        if whole[:-2] + {"к": "г", "қ": "ғ", "п": "б"}.get(whole[-1], whole[-1]) == low[:-1] or whole[:-2] + whole[-1] == low[:-1]:
            yield base[:-2] + whole[-2:]
    voiceless = {"г": "к", "ғ": "қ", "б": "п"}.get(low[-2:-1])
    kept = stem.lower() in _listed("voiced_final") or stem.lower().endswith(_tail("voiced_endings"))
    if voiceless and not kept:
        yield stem[:-1] + voiceless
    yield stem


def _vowel_stem(low: str) -> bool:
    """Whether …сы is the possessive of a stem that ends in a vowel (мекеме|сі), not of one in с (облыс|ы)."""
    stem = low[:-2]
    if low[-3] in "ыі":
        return _whole(stem)
    return low[:-1] not in _listed("s_final") or stem in _listed("bare")


def _case_cuts(word: str) -> Iterator[tuple[str, str, bool]]:
    """(what stands before the ending, case, whether it is an ending that follows a possessive)."""
    low = word.lower()
    for case, ending in _POSSESSED.items():
        for tail in {ending, _harmonised(ending, soft=False)}:
            if low.endswith(tail) and low[: -len(tail)].endswith(("ы", "і")):
                yield word[: -len(tail)], case, True
    for case, endings in _ENDINGS.items():
        for tail in {_harmonised(e, soft=soft) for e in endings for soft in (True, False)}:
            if low.endswith(tail) and len(low) > len(tail) + 1:
                yield word[: -len(tail)], case, False


def _fits(stem: str, case: str, printed: str, *, possessed: bool) -> bool:
    forms = {inflect(stem, case, possessed=possessed, soft=soft).lower() for soft in _harmonies(stem)}
    return _possible(stem) and printed.lower() in forms


def _harmonies(stem: str) -> tuple[bool, ...]:
    """Both where the printed practice wavers (и, у, ю in the last syllable, …ев, foreign …ц and …ь), else the regular one."""
    tail = re.sub(r"[^аоұыяәеөүіэёиюу]", "", stem.lower())[-1:]
    return (True, False) if tail in _GLIDES or re.search(r"(?:[еёио]в|ц|ь)$", stem.lower()) else (is_soft(stem),)


def analyses(word: str, *, known: Known | None = None) -> tuple[Analysis, ...]:
    """Every reading of `word` that synthesis bears out, the likeliest first; the bare word is always among them.

    `known` tells whether a stem is a word (or a name) of the lexicon at hand: what it knows goes before what it does not.

    >>> analyses("министрлігіне")[0]
    Analysis(stem='министрлік', case='dat', possessive=True)
    """
    bare = Analysis(word, "nom")
    found = [bare] if _whole(word.lower()) or not _possible(word) else [*_inflected(word), bare]
    knows = known or _familiar
    return tuple(sorted(dict.fromkeys(found), key=lambda reading: not knows(reading.stem)))


def _familiar(stem: str) -> bool:
    low = stem.lower()
    return any(low in _listed(name) for name in ("nouns", "bare", "s_final", "syncope"))


def _inflected(word: str) -> Iterator[Analysis]:
    cuts = list(_case_cuts(word))
    yield from _after_possessive(word, [(base, case) for base, case, after in cuts if after])
    plain = [Analysis(base, case) for base, case, after in cuts if not after and _fits(base, case, word, possessed=False)]
    owned = [Analysis(s, "nom", possessive=True) for s in _unpossessed(word) if _fits(s, "nom", word, possessed=True)]
    plain = [reading for reading in plain if reading.case != "acc" or len(reading.stem) > 2 or reading.stem[-1:].lower() not in _VOWELS]
    yield from owned + plain if _N_STEM.search(word.lower()) else plain + owned


def _after_possessive(word: str, cuts: list[tuple[str, str]]) -> Iterator[Analysis]:
    for base, case in cuts:
        if _whole(base.lower()):
            yield Analysis(base, case)
        elif case != "acc" or _surely_accusative(word):
            yield from (Analysis(s, case, possessive=True) for s in _unpossessed(base) if _fits(s, case, word, possessed=True))


def _surely_accusative(word: str) -> bool:
    """Whether …ын, …ін ends a possessed noun (министрлігін), not a word in -ын of its own (Айдын, Тұрсын)."""
    return (
        len(word) > 7
        or word.lower().endswith(("ығын", "ігін", "егін", "овын", "евын", "евін"))
        or any(_familiar(s) for s in _unpossessed(word[:-1]))
    )


def nominative(word: str, *, known: Known | None = None) -> str:
    """The bare word, without case and possessive: `Бақытбегінің` → `Бақытбек`; a name that only looks inflected stays.

    >>> nominative("Бақытбегінің"), nominative("министрі"), nominative("Досжан"), nominative("Серіктен")
    ('Бақытбек', 'министр', 'Досжан', 'Серік')
    """
    return analyses(word, known=known)[0].stem


def without_case(word: str, *, known: Known | None = None) -> str:
    """The word without its case, its possessive kept: `кодексінің` → `кодексі`, `ІІМ-ге` → `ІІМ`.

    >>> without_case("қағидаларына"), without_case("министрлігі"), without_case("банктен")
    ('қағидалары', 'министрлігі', 'банк')
    """
    short = _SUFFIX.sub("", word)
    if short != word:
        return short
    for reading in analyses(word, known=known):
        if reading.case != "nom":
            return _base(word, reading)
        if not reading.possessive:
            return word
    return word


def _base(word: str, reading: Analysis) -> str:
    return word[: len(possessive(reading.stem))] if reading.possessive else reading.stem


def singular(word: str) -> str:
    """One of the many: `депутаттары` → `депутаты`, `мүшелер` → `мүше`; anything else as it stands.

    >>> singular("депутаттары"), singular("мүшелері"), singular("министр")
    ('депутаты', 'мүшесі', 'министр')
    """
    match = re.fullmatch(r"(.{2,40}?)(?:[лдт][ае]р)([ыі]?)", word)
    if match is None or plural(match[1]) != word[: match.end(1) + 3]:
        return word
    return possessive(match[1]) if match[2] else match[1]


def nominative_phrase(text: str, *, number: str = "keep") -> str:
    """The phrase with its last word in the nominative, possessive kept; `number="sing"` also makes one of many.

    Words before the last do not change in Kazakh; what ends in a quotation stays. A list with commas is taken part by part.

    >>> nominative_phrase("Қылмыстық-атқару кодексінің"), nominative_phrase("Мәжіліс депутаттарына", number="sing")
    ('Қылмыстық-атқару кодексі', 'Мәжіліс депутаты')
    """
    return "".join(_part(part, number) for part in re.split(r"(,\s{1,4})", text))


def _part(part: str, number: str) -> str:
    body = part.rstrip()
    word = re.search(r"[^\W\d_]+(?:[-–][^\W\d_]+)*$", body)
    if word is None:
        return part
    last = without_case(word[0])
    return body[: word.start()] + (singular(last) if number == "sing" else last) + part[len(body) :]
