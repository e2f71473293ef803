"""Kazakh, Russian or English: of a line, of lines that stand together, of a text.

Letters that only Kazakh has and cue words decide first, so that a Russian line may hold a Kazakh name and a number's suffix.
Where they say nothing, langdetect does, with a Kazakh profile of our own; a line that cannot be told alone (`Е. Ахметов`,
`№ 352`) takes the language of its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from docpipe.language.alphabets import CYRILLIC, KAZAKH, LATIN
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

LANGUAGES = ("kk", "ru", "en")

_ADDRESS = lazy(r"<?(?:https?://|www\.)\S{1,500}|[\w.+-]{1,64}@[\w.-]{1,100}")
_QUOTED = lazy(r"[«“„\"][^«»“”\"\n]{1,200}[»”\"]")
_WORD = lazy(rf"[{CYRILLIC}{LATIN}Əə]{{1,60}}")
_KAZAKH_LETTER = lazy(f"[{KAZAKH}Əə]")
_TYPED_LATIN = lazy(r"[ihIH]")
_CYRILLIC_LETTER = lazy(f"[{CYRILLIC}]")
_ROMAN = lazy("[IVXІХ]{1,6}")
_CAPITAL = "[А-ЯЁӘҒҚҢӨҰҮҺІ]"
_NAME_ALONE = lazy(
    rf"[^\w]{{0,4}}(?:{_CAPITAL}\.[ \xa0]?){{0,2}}{_CAPITAL}[{CYRILLIC}-]{{2,30}}(?:[ \xa0]{{1,2}}(?:{_CAPITAL}\.[ \xa0]?){{1,2}})?[^\w]{{0,4}}"
)
_INITIAL = lazy(rf"(?<!\w){_CAPITAL}\.")
_SON_OF = lazy(r"(?<=[а-яё] )бен(?= [А-ЯЁ][а-яё]+(?![\wәіңғүұқөһ]))")
_SURNAME = lazy(rf"{_CAPITAL}[{CYRILLIC}]+?(?:тов|ила?|или)(?<=[а-яё]..)")
"""Either language writes it so, a capital before small letters: Сметов, Камил; not ДОГОВОР ПОСТАВКИ ПРОДУКТОВ."""
_LONGEST = 400
_LEAST = 0.5
_SURE = 0.85


class _Votes(NamedTuple):
    """How strongly the words of a line speak for each language, and how many words there are."""

    kk: float
    ru: float
    en: float
    words: int
    letters: int


@lru_cache(maxsize=4096)
def of_line(text: str) -> str | None:
    """The language of one line, None where it cannot be told from the line alone.

    >>> of_line("Жол жөндеу туралы"), of_line("О ремонте дорог"), of_line("On the repair of roads"), of_line("№ 352")
    ('kk', 'ru', 'en', None)
    """
    line = _ADDRESS.sub(" ", text[:_LONGEST])
    for phrase in table("repair")["furniture"]["phrases"]:
        line = line.replace(phrase, " ")
    if not line.strip() or (_INITIAL.search(line) and _NAME_ALONE.fullmatch(line.strip(" *_"))):
        return None
    outside = _QUOTED.sub(" ", line)
    votes = _votes(outside)
    if votes.words == 0 or (votes.kk == votes.ru == votes.en == 0):
        votes, outside = _votes(line), line
    return _decided(votes) or _statistical(outside, votes)


def of_lines(lines: Sequence[str]) -> list[str]:
    """The language of every line: as `of_line` says, else as the nearest line above or below that it could tell.

    >>> of_lines(["Министр", "Е. Ахметов", "О ремонте дорог", "№ 5"])
    ['ru', 'ru', 'ru', 'ru']
    """
    told = [of_line(line) for line in lines]
    above = _carried(told)
    below = _carried(told[::-1])[::-1]
    fallback = "en" if _mostly_latin("\n".join(lines)) else "ru"
    return [_nearest(above[i], below[i]) or fallback for i in range(len(lines))]


def _votes(line: str) -> _Votes:
    """Words for and against, each by its letters, its form, its ending."""
    kk = ru = en = 0.0
    words = [m[0] for m in _WORD.finditer(_INITIAL.sub(" ", line))]
    for word in words:
        language, weight = _word(word)
        kk += weight * (language == "kk")
        ru += weight * (language == "ru")
        en += weight * (language == "en")
    low = line.lower()
    if " бен " in low:  # Мухаммед бен Сальман
        kk -= len(_SON_OF.findall(line))
    kk += 2 * sum(phrase in low for phrase in table("language_cues")["kk"]["phrases"])
    return _Votes(kk, ru, en, len(words), sum(map(len, words)))


@lru_cache(maxsize=16384)
def _word(word: str) -> tuple[str, float]:
    """The language that a word speaks for and how strongly; an empty one where it says nothing."""
    low = word.lower()
    if _ROMAN.fullmatch(word):
        return "", 0
    if not _CYRILLIC_LETTER.search(word):
        return "en", 2 if low in _cues("en") else 0.5 * (len(low) > 3)
    if len(word) > 1 and (_KAZAKH_LETTER.search(word) or _TYPED_LATIN.search(word)):
        return "kk", 0.5 if word.isupper() and len(word) <= 4 else 0.75 if word[0].isupper() else 1.5
    if low in _cues("kk"):
        return "kk", 1
    if low in _cues("ru"):
        return "ru", 1.5 if len(low) < 4 else 1
    if len(low) > 4 and low.endswith(_endings("ru")) and not _SURNAME.fullmatch(word):
        return "ru", 0.75
    if len(low) > 4 and low.endswith(_endings("kk")):
        return "kk", 0.3 if word[0].isupper() and not word.isupper() else 0.75  # Садыру may be a name
    return "", 0


def _decided(votes: _Votes) -> str | None:
    """The language that the words speak for, None where they are silent or at odds."""
    if votes.en > 2 * (votes.kk + votes.ru) and votes.en >= 1.5:
        return "en"
    if max(votes.kk, votes.ru) < _LEAST:
        return None
    if votes.kk > 1.25 * votes.ru or votes.ru > 1.25 * votes.kk:
        return "kk" if votes.kk > votes.ru else "ru"
    return None


def _statistical(line: str, votes: _Votes) -> str | None:
    """What langdetect says, where there is enough for it to look at and it is sure."""
    if votes.letters < 15 or votes.words < 3:
        return None
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(line.lower())
    try:
        best = detector.get_probabilities()
    except LangDetectException:
        return None
    return str(best[0].lang) if best and best[0].prob >= _SURE else None


@cache
def _factory() -> Any:
    """Kazakh of our own, Russian and English of langdetect's; the same answer every time."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(0)
    ours = files("docpipe.language").joinpath("profiles", "kk.json").read_text("utf-8")
    factory.load_json_profile([ours, *((Path(PROFILES_DIRECTORY) / name).read_text("utf-8") for name in ("ru", "en"))])
    return factory


@cache
def _cues(language: str) -> frozenset[str]:
    rows = table("language_cues")[language]
    return frozenset(rows["words"]) - frozenset(rows.get("doubtful", ()))


@cache
def _endings(language: str) -> tuple[str, ...]:
    rows = table("language_cues")[language]
    return tuple(ending for ending in rows["endings"] if ending not in rows["doubtful"])


def _carried(told: Sequence[str | None]) -> list[tuple[int, str] | None]:
    """For every line the last line so far that could be told: how far off it is and its language."""
    carried: list[tuple[int, str] | None] = []
    last: tuple[int, str] | None = None
    for number, language in enumerate(told):
        last = (number, language) if language else last
        carried.append(last and (number - last[0], last[1]))
    return carried


def _nearest(above: tuple[int, str] | None, below: tuple[int, str] | None) -> str | None:
    """The language of the nearer neighbour; one below must be twice as near, since names and posts stand at the end of a text."""
    if above and below:
        return above[1] if above[0] <= 2 * below[0] else below[1]
    told = above or below
    return told[1] if told else None


def _mostly_latin(text: str) -> bool:
    """True where more letters are Latin than not."""
    return 2 * sum(map(str.isalpha, filter(str.isascii, text))) > sum(map(str.isalpha, text))
