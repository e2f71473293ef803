"""In what the cells of a table are measured: by the unit in its heads (`тыс. тонн`, `млн тенге`, `%`, `чел.`), and what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from docpipe.figures import counted, figure_table_words
from docpipe.language import kazakh, russian
from docpipe.language.passage import Passage
from docpipe.mentions import amounts
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

_BRACKETS = lazy(r"\(([^()]{1,60})\)")
_WORD = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PER = lazy(
    r"(?:на|per)\s(?:каждые\s)?(?P<ru>1\s?000\s?000|100\s?000|100,000|100\s?тыс|10\s?000|10,000|10\s?тыс|1\s?000|1\s?тыс|1,000)|(?P<kk>100\s?000|100\s?мың|10\s?000|10\s?мың|1\s?000|1\s?мың|мың)\s(?:адам|тұрғын|халық|бала)\w{0,6}(?:ғ|г|қ|к)[ае](?!\w)",
    re.IGNORECASE,
)
_MANY = lazy(r"[^\W\d_]{2}[лдт][ае]р[ыі]?$")
_MANY_ALONE = lazy(r"[^\W\d_]{2}[лдт][ае]р$")
_CODE_FIRST = lazy(r"^(kzt|usd|eur|rub|us\$|\$|€)\s(mln|million|bn|billion|tn|trillion|thousand|th\.?|трлн|млн|млрд|тыс)\.?$")
_EACH = lazy(r"(?<=\w)\s(?:за|per)\s(?:1\s)?[^\W\d_]{1,9}\.?$", re.IGNORECASE)
_PARTICIPLE = lazy(r"[^\W\d_]{3}(?:ған|ген|қан|кен|атын|етін|йтын|йтін)$")
_DONE = lazy(r"[^\W\d_]{3,40}(?:ған|ген|қан|кен)(?:ы|і|дары|дері)?")
_TIMES = frozenset(("year", "month", "day", "hour"))
_LONGEST, _FEW, _SHORTEST, _HEAD_LENGTH, _AROUND, _ACRONYM = 40, 3, 3, 160, 12, 5


@dataclass(frozen=True, slots=True)
class Measure:
    """`unit` a code of the units, `scale` what a printed 1 stands for, `noun` what is counted where the unit says it (`чел.`)."""

    unit: str
    scale: float = 1.0
    noun: str | None = None


@lru_cache(maxsize=4096)
def measure(text: str, language: str) -> Measure | None:
    """The unit that a head or a caption prints; None where it prints none.

    >>> measure("Доля, %", "ru"), measure("Регион", "ru")
    (Measure(unit='%', scale=1.0, noun=None), None)
    """
    text = text.replace("/ ", "/")  # ц/ га: a narrow column's line ends behind the stroke
    if per := _per(text):
        return Measure(per)
    for candidate, alone in _candidates(text):
        if found := _as_unit(candidate, language):
            if alone and found.unit in _TIMES:
                continue
            return found
    if figure_table_words.is_share(text):
        return Measure("%")
    return Measure("count") if figure_table_words.says_count(text) else None


def only_measures(text: str, span: Span) -> bool:
    """True for an amount in a caption without a number of its own (`мың тонна`), or that a rate is counted on (`на 100 тыс. человек`)."""
    if not any(sign.isdigit() for sign in text[span.start : span.end]):
        return True
    rate = _PER.search(text, max(0, span.start - _AROUND), span.end + _AROUND)
    return rate is not None and rate.start() < span.end and rate.end() > span.start


def is_unit_line(text: str, language: str) -> bool:
    """True for a line that says nothing but the unit.

    >>> is_unit_line("(млн тенге)", "ru"), is_unit_line("в тыс. тонн", "ru"), is_unit_line("Экспорт, млн тонн", "ru")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _as_unit(text.strip(" ()"), language) is not None


def _per(text: str) -> str | None:
    match = _PER.search(text)
    if match is None:
        return None
    digits = re.sub(r"[\s,]", "", (match["ru"] or match["kk"]).lower())
    number = int(re.sub(r"\D", "", digits) or 1) * (1000 if re.search(r"тыс|мың", digits) else 1)
    return f"per {number}"


def _candidates(text: str) -> list[tuple[str, bool]]:
    """The stretches of a head that may be a unit; True for the head as a whole."""
    inner = [piece for one in _BRACKETS.findall(text) for piece in (one, *re.split(r"[,;]\s", one))]
    found = [(one, False) for one in reversed(inner)]
    outside = _BRACKETS.sub(" ", text)
    outside = _EACH.sub("", outside)
    found += [(piece, False) for piece in reversed(re.split(r",\s|;\s|\sв\s(?=\w{2,6}\.?\s|%)", outside)[1:])]
    return [*found, (outside, True)] if len(outside) <= _LONGEST else found


def _as_unit(candidate: str, language: str) -> Measure | None:
    words = re.sub(r"^(?:в|во|in)\s", "", " ".join(candidate.split()).lower().strip(" ,;:"))
    words = _CODE_FIRST.sub(r"\2 \1", words)
    if not words or len(words) > _LONGEST or re.search(r"\d", re.sub(r"[м²м³]\d", "", words)):
        return None
    spoken = f"5 {words}"
    found = amounts.find(Passage.of(spoken, language))
    if len(found) != 1 or found[0].span.start != 0 or found[0].value is None:
        return None
    one, rest = found[0], spoken[found[0].span.end :].strip(" .,")
    if one.unit != "count":
        return None if rest and not rest.startswith("/") else Measure(one.unit, (one.value or 5) / 5)
    return _counting(rest, (one.value or 5) / 5, language)


def _counting(rest: str, scale: float, language: str) -> Measure | None:
    """A unit that counts: `чел.`, `тыс. человек`, `единиц`, `тыс.`."""
    nouns = table("tables")["counting"]
    words = rest.replace(".", " ").split()
    if not words:
        return Measure("count", scale) if scale > 1 else None
    if words[0 if language != "kk" else -1] not in nouns["nouns"] and (scale == 1 or len(words) > _FEW):
        return None
    return Measure("count", scale, None if words[0] in nouns["bare"] else _beside(" ".join(words), language))


def _beside(words: str, language: str) -> str | None:
    passage = Passage.of(f"5 {words}", language)
    found = amounts.find(passage)
    beside = counted.find(passage, found[0]) if found else None
    if beside is None or language == "ru":
        first, *_ = words.split()
        return table("tables")["counting"]["full"].get(first) or (_russian(words) if language == "ru" else None)
    return beside.head


_COMING = lazy(
    r"\W{0,3}(?:(?:динамика |показатели |сведения о )?(?:поступлени|рассмотрени|регистраци|выдач|количеств)\w{1,2}\s"
    r"|(?P<about>(?:сведения|информация|данные|справка|статистика|отч[её]т) об?\s))",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def noun(text: str, language: str, *, sure: bool = False) -> str | None:
    """What a head says is counted, in dictionary form; `sure` where it must say so with words like `количество`.

    >>> noun("Количество выданных паспортов", "ru"), noun("Тексерілген балалар саны", "kk"), noun("2023 год", "ru")
    ('паспорт', 'бала', None)
    """
    inner = _BRACKETS.sub(" ", figure_table_words.bare(text))
    if figure_table_words.strikes_people(inner, language):
        return str(table("tables")["person"]["one"][language])
    if last := _last_word(inner, language):
        return last
    rest = figure_table_words.after_counting(inner)
    within = figure_table_words.part(rest or inner)
    whole = within if within is not None else rest or inner
    words = figure_table_words.without_total(whole)
    told = rest is not None or within is not None
    if not words:
        return None
    if language == "ru":
        return _russian(words, sure=sure and not told, elliptical=rest is None and words == whole, many=not told and words == whole)
    if language == "kk":
        return None if sure and not told else _kazakh(words, plural=rest is None)
    return _english(words) if told or not sure else None


def _last_word(text: str, language: str) -> str | None:
    """The noun that ends a head whose other words only say when or how far: `2023 г., грантов`, `План, мест`."""
    before, _, last = text.strip().rpartition(", ")
    if not before or not last.isalpha() or not last.islower() or language == "en" or figure_table_words.is_share(last):
        return None
    silent = (figure_table_words.only_dates, figure_table_words.is_plan, figure_table_words.is_total)
    if not any(says(before) for says in silent) and not is_elliptical(before, language) and not (language == "ru" and _ends_mass(before)):
        return None
    if figure_table_words.is_plan(last) or figure_table_words.is_total(last) or last in table("tables")["counting"]["nouns"]:
        return None
    if language == "kk":
        return None if _DONE.fullmatch(last) or last[-1] in "ыі" or last in table("tables")["silent"]["kk"] else kazakh.singular(last)
    many = any(one.kind == "noun" and one.number == "plur" and one.case == "gen" for one in russian.readings(last)[:3])
    return _spoken(last) if many else None


def _ends_mass(text: str) -> bool:
    """True for words whose last is a noun in the singular, so that a plural after the comma is no second item: `Остаток вакцины, доз`."""
    word = text.rpartition(" ")[2]
    return bool(word) and any(one.kind == "noun" and one.number == "sing" for one in russian.readings(word.lower())[:1])


def is_elliptical(text: str, language: str) -> bool:
    """True for a head that is one word and says what was done, not to what: `удовлетворено`, `қанағаттандырылғаны`.

    >>> is_elliptical("Раскрыто", "ru"), is_elliptical("Кражи", "ru"), is_elliptical("Шешілгені", "kk")
    (True, False, True)
    """
    word = figure_table_words.bare(text).strip(" :,").lower()
    if language == "kk":
        return bool(_DONE.fullmatch(word))
    readings = russian.readings(word) if language == "ru" else ()
    return bool(readings) and "PRTS" in readings[0].labels


def announced(text: str, language: str) -> str | None:
    """What a caption announces after its first `рассмотрено`, `выявлено`; None without such a word.

    >>> announced("За 9 месяцев в разрезе регионов рассмотрено обращений", "ru")
    'обращение'
    """
    if language != "ru":
        return None
    for match in _WORD.finditer(text[:_HEAD_LENGTH]):
        readings = russian.readings(match.group().lower())
        if readings and "PRTS" in readings[0].labels:
            return noun(text[match.start() :], language, sure=True)
    return None


def titled(text: str, language: str) -> str | None:
    """What a caption is about, where it begins with nouns in the plural (`Школы`, `Медицинские объекты`), in Kazakh where it ends in one.

    >>> titled("Медицинские объекты, введённые в 2023 году", "ru"), titled("Салынған медициналық нысандар", "kk")
    ('объект', 'нысан')
    """
    if language == "kk":
        last = (_WORD.findall(text) or [""])[-1].lower()
        one = kazakh.singular(last) if _MANY_ALONE.search(last) else None
        return None if one is None or one in table("tables")["silent"]["kk"] else one
    lemma = (_coming(text) or _plural_at_first(text)) if language == "ru" else None
    return None if lemma is None or lemma in _silent() else lemma


def _coming(text: str) -> str | None:
    """The noun of which a caption tells how many came, were entered: `Поступление административных исков`, `Сведения о поданных исках`."""
    match = _COMING.match(text)
    case = "loc" if match and match["about"] else "gen"
    for word in islice(_WORD.finditer(text, match.end()), _FEW) if match else ():
        many = [one for one in russian.readings(word.group().lower())[:3] if one.number == "plur" and one.case == case]
        if any(one.kind == "noun" for one in many):
            return russian.lemma(word.group())
        if not many:
            return None
    return None


def _plural_at_first(text: str) -> str | None:
    """The noun in the plural nominative that the text begins with, adjectives before it passed."""
    for match in islice(_WORD.finditer(text), _FEW):
        likeliest = russian.readings(match.group().lower())[:2]
        many = [one for one in likeliest if one.number == "plur" and one.case == "nom"]
        if any(one.kind == "noun" for one in many):
            return russian.lemma(match.group())
        if not any(one.kind == "adjective" for one in many) or text[match.end() : match.end() + 1] != " ":
            return None
    return None


def is_person(noun: str | None, language: str) -> bool:
    """True for a noun that names people, so far as the language tells."""
    people = table("tables")["person"]
    if language != "ru":
        return noun in people[language] or (language == "kk" and (noun or "").endswith(tuple(people["kk_endings"])))
    return noun is not None and any(one.animate for one in russian.readings(noun)[:2])


def _russian(text: str, *, sure: bool = False, elliptical: bool = False, many: bool = False) -> str | None:
    """The first noun of the head; where it must be `sure`, only after `выявлено`, `выдано`.

    An `elliptical` one has no noun but an adjective; `many` where it only names things, which stand in the plural then.
    """
    last, told = None, False
    for match in _WORD.finditer(text[:_HEAD_LENGTH]):
        word = match.group().lower()
        readings = russian.readings(word)
        if not readings or word in _printed_units() or _is_modifier(readings, text, match.end()):
            continue
        if {"PRTS", "VERB"} & readings[0].labels:
            told = True
        elif {"Surn", "Name"} & readings[0].labels:
            return None
        elif readings[0].kind == "noun" or any(one.kind == "noun" and one.case == "gen" for one in readings[:3]):
            fits = told or not (sure or (many and not _is_plural(readings)))
            return (match.group() if _is_acronym(match.group(), text) else _spoken(word)) if fits else None
        elif readings[0].kind == "adjective" and "NUMR" not in readings[0].labels:
            last = russian.lemma(word) if readings[0].number == "plur" else last
        elif "PREP" in readings[0].labels:
            break
    return None if sure or elliptical else last


def _spoken(word: str) -> str | None:
    """The dictionary form of a noun that says what is counted; None for `показатель`, `область`, a month."""
    lemma = russian.lemma(word)
    return None if set(lemma.split("-")) & _silent() or len(word) < _SHORTEST else lemma


def _is_acronym(word: str, text: str) -> bool:
    """True for `ДТП`, `ЖКО` among words in small letters."""
    return word.isupper() and 1 < len(word) <= _ACRONYM and not text.isupper()


def _is_plural(readings: tuple[russian.Reading, ...]) -> bool:
    return any(one.known and one.kind == "noun" and one.number == "plur" and one.case in ("nom", "gen") for one in readings[:4])


def _is_modifier(readings: tuple[russian.Reading, ...], text: str, end: int) -> bool:
    """True for a word that may be an adjective before a noun: `рабочих мест`."""
    following = _WORD.match(text, end + 1) if end < len(text) and text[end] == " " else None
    if following is None or not any(one.kind == "adjective" for one in readings[:4]):
        return False
    return any(one.kind == "noun" and one.case in ("gen", "nom") for one in russian.readings(following.group().lower())[:1])


@cache
def _printed_units() -> frozenset[str]:
    return frozenset((*table("tables")["counting"]["bare"], "чел", "тыс", "млн"))


@cache
def _silent() -> frozenset[str]:
    return frozenset(table("tables")["silent"]["words"])


def _kazakh(text: str, *, plural: bool) -> str | None:
    """The last word of what is counted; without `саны` only one that is printed in the plural."""
    words = _WORD.findall(text.partition(",")[0])
    if not words:
        return None
    if _is_acronym(words[-1], text):
        return str(words[-1])
    last = words[-1].lower()
    one = kazakh.singular(kazakh.without_case(last))
    one = kazakh.nominative(one)
    return None if (plural and not _MANY.search(last)) or _PARTICIPLE.search(one) else one


def _english(text: str) -> str | None:
    passage = Passage.of(f"5 {text[:1].lower()}{text[1:]}", "en")
    found = amounts.find(passage)
    beside = counted.find(passage, found[0]) if found else None
    return beside.head if beside else None
