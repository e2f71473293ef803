"""Where the title of a plan, a concept, of rules ends or begins when no quotation marks say so; titles in the nominative.

Source: grammar. In Russian the title follows its word and ends before a verb, a participle, a new clause; in Kazakh it stands
before its word and begins behind a verb, a postposition, a clause.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from docpipe.language import kazakh, russian
from docpipe.mentions.numbers import LETTER
from docpipe.mentions.reference_pieces import Ground, clean, heads
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_TOKEN = lazy(rf"[0-9{LETTER}]{{1,60}}(?:[-–/.][0-9{LETTER}]{{1,60}}){{0,5}}|\.|[^\s*_\\]")
_REACH = 460

_CLAUSE_RU = lazy(
    r"(?:в|во)\s{1,3}(?:том\s|рамках|целях|соответствии|связи|ходе|течение|этой|настоящее|20\d\d|19\d\d|\d{1,2}\s|части\s|котор|перв|втор|треть|отношении|срок)"
    r"|(?:за|с|до|по|от)\s{1,3}(?:счет|счёт|\d|учетом|учётом|целью|состоянию|итогам|результатам|поручению|котор)|на\s{1,3}(?:основании|сайте|сегодня|котор)"
    r"|во\s{1,3}исполнение|по\s{1,3}которо|и\s{1,3}(?:в|на|с|по|о|об|согласно|во|от)\s",
    re.IGNORECASE,
)
_YEARS_RU = lazy(r"(?:на|до)\s{1,3}(?:20\d\d(?:\s?[-–]\s?20\d\d)?)\s{0,3}(?:год\w{0,3}|гг?\.)")


@cache
def _bounds(language: str) -> frozenset[str]:
    """Words that no title has: behind (ru) or before (kk) it the sentence goes on."""
    return frozenset(table("acts")["bounds"][language])


@lru_cache(maxsize=8192)
def _is_verb(word: str) -> bool:
    """A finite verb, a short participle or a gerund, and surely nothing else."""
    readings = russian.readings(word.lower())
    verbal = {"VERB", "PRTS", "GRND", "PRED"}
    return bool(readings) and word[:1].islower() and bool(verbal & readings[0].labels) and not any(r.kind == "noun" for r in readings)


@lru_cache(maxsize=8192)
def _is_participle(word: str) -> bool:
    readings = russian.readings(word.lower())
    return bool(readings) and "PRTF" in readings[0].labels


def russian_end(ground: Ground, start: int) -> int:
    """Where the title that goes on at `start` ends (offset of its last character, exclusive)."""
    text, ceiling = ground.text, ground.paragraph_end(start, _REACH)
    end, count = start, 0
    for token in _TOKEN.finditer(text, start, ceiling):
        word = token[0]
        if token.start() < end:
            continue
        if years := _YEARS_RU.match(text, token.start(), ceiling):
            return years.end()
        if count > 45 or _stops(ground, token, ceiling):
            break
        quote = ground.quotes.starting.get(token.start()) if word in '«"' else None
        end = quote.span.end if quote else end if word in ",–" else token.end()
        count += 1
    return _without_tail(text, start, end)


def _stops(ground: Ground, token: re.Match[str], ceiling: int) -> bool:
    """Whether the title is over at this token."""
    text, word = ground.text, token[0]
    if word == ",":
        return _new_act(text, token.end(), ceiling) or not _list_goes_on(text, token.end(), ceiling)
    if word == "–":
        return not re.match(r"–\s{0,3}\d", text[token.start() : token.start() + 6])
    if word in '«"':
        return token.start() not in ground.quotes.starting
    if len(word) == 1 and not word.isalnum():
        return True
    if word.lower() in _bounds("ru") or _is_verb(word) or _CLAUSE_RU.match(text, token.start(), ceiling):
        return True
    return bool(word.lower() == "и" and _new_act(text, token.end(), ceiling))


def _new_act(text: str, at: int, ceiling: int) -> bool:
    """Whether behind `и` or a comma another act begins with a capital letter: `… и Закона Республики Казахстан`."""
    pattern, _forms = heads("ru")
    ahead = re.compile(r"\s{1,4}(?=[А-ЯЁ])(?:[А-ЯЁ][а-яё-]{2,30}(?:ый|ий|ой|ая|ое|ого|его|ей|ому|ым|им|ом|ую)\s{1,3})?").match(
        text, at, ceiling
    )
    return bool(ahead and pattern.match(text, ahead.end(), ceiling))


def _list_goes_on(text: str, at: int, ceiling: int) -> bool:
    """Whether a comma parts members of one list: up to seven plain words, then `и`."""
    words = [token[0] for token in _TOKEN.finditer(text, at, min(ceiling, at + 160))][:8]
    if not words or words[0].lower() in _bounds("ru") or _is_participle(words[0]) or _CLAUSE_RU.match(text[at : at + 40].lstrip()):
        return False
    for word in words:
        if word.lower() == "и":
            return True
        if (not word[0].isalnum() and word != ",") or _is_verb(word) or word.lower() in _bounds("ru"):
            return False
    return False


def _without_tail(text: str, start: int, end: int) -> int:
    """The end without a conjunction or a preposition that hangs over."""
    body = re.sub(
        r"(?:\s{1,4}(?:и|в|во|на|по|с|со|о|об|от|к|для|за|из|при|до|not|of|for|and|the|in|on|to|by|at)){1,3}$", "", text[start:end].rstrip()
    )
    return start + len(body.rstrip(" ,*_\n"))


# ---------------------------------------------------------------- Kazakh
_FINITE_KK = lazy(
    rf"(?:[{LETTER}]{{2,40}}(?:ады|еді|йды|йді|ылды|ілді|алды|елді|ынды|інді|ытын|ып|іп|уда|үде|луда|рып|ріп|ған|ген|қан|кен))",
    re.IGNORECASE,
)
_GOOD_KK = frozenset({"арналған", "негізделген", "бағытталған"})


def kazakh_start(ground: Ground, end: int) -> int:
    """Where the title that ends at `end` (before its word) begins."""
    text, floor = ground.text, ground.paragraph_start(end, _REACH)
    tokens = list(_TOKEN.finditer(text, floor, end))
    start = end
    for index in range(len(tokens) - 1, max(-1, len(tokens) - 46), -1):
        word, low = tokens[index][0], tokens[index][0].lower()
        if word == ",":
            if not _kazakh_list(tokens, index):
                break
            continue
        if word == "–" and index and tokens[index - 1][0].isdigit():
            continue
        if len(word) == 1 and not word.isalnum():
            break
        if low in _bounds("kk") or (_FINITE_KK.fullmatch(low) and low not in _GOOD_KK):
            break
        start = tokens[index].start()
    return start


def _kazakh_list(tokens: list[re.Match[str]], comma: int) -> bool:
    """Whether the comma parts members of a list: the word before it ends as the one before the next `және` does."""
    before = tokens[comma - 1][0].lower() if comma else ""
    for index in range(comma + 1, min(len(tokens), comma + 9)):
        if tokens[index][0].lower() in {"және", "мен", "пен", "бен"}:
            partner = tokens[index - 1][0].lower()
            return _kazakh_ending(partner) == _kazakh_ending(before) and before not in _bounds("kk")
    return False


def _kazakh_ending(word: str) -> str:
    """The class of the word's ending, hard and soft alike."""
    for name, endings in (("dat", ("ға", "ге", "қа", "ке", "на", "не")), ("gen", ("ның", "нің", "дың", "дің", "тың", "тің")),
                          ("acc", ("ды", "ді", "ты", "ті", "ны", "ні", "ын", "ін"))):  # fmt: skip
        if word.endswith(endings):
            return name
    return ""


# ---------------------------------------------------------------- nominative
def russian_title(printed: str, head: str, nominative: str) -> str:
    """The title with the words up to its head in the nominative; `head` is the word as printed, `nominative` its first form.

    >>> russian_title("Межведомственного плана мер", "плана", "план")
    'Межведомственный план мер'
    """
    text = clean(printed)
    at = text.find(clean(head))
    if at < 0:
        return text
    cut = at + len(clean(head))
    if clean(head).lower() == nominative:
        return text
    plural = nominative == "правила"
    lead = russian.nominative_phrase(text[:cut], number="keep" if plural else "sing")
    wanted = russian.alike(clean(head), nominative)
    words = lead.split(" ")
    words[-len(wanted.split(" ")) :] = [wanted]
    return " ".join(words) + text[cut:]


def kazakh_title(printed: str) -> str:
    """The title with its last word in the nominative, the possessive kept.

    >>> kazakh_title("Қылмыстық-атқару кодексінің")
    'Қылмыстық-атқару кодексі'
    """
    lead, blank, last = clean(printed).rpartition(" ")
    return lead + blank + kazakh.nominative_phrase(last)


def issuer_name(printed: str, language: str) -> str:
    """The issuer as printed, in the nominative: `Правительства` → `Правительство`, `ІІМ-нің` → `ІІМ`."""
    text = (
        re.sub(r"-\w{2,4}$", "", clean(printed)) if re.search(r"[А-ЯӘҒҚҢӨҰҮҺІ]-(?:нің|ның|дің|дың|тің|тың)$", printed) else clean(printed)
    )
    if language == "ru":
        return russian.nominative_phrase(text, number="sing")
    return kazakh_title(text) if language == "kk" else text
