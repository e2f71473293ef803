"""Whether a capital word looks like a name, and whether a name stands for a street, a place or an institution."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from docpipe.language import kazakh, russian
from docpipe.language.kazakh_names import bare, known_given, looks_like_name
from docpipe.mentions import people_towns as towns
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.language.names import Gender
    from docpipe.language.passage import Passage

_RU_SURNAME = lazy(
    r"..(?:(?:[оеё]в|[иы]н)(?:а|у|ым|ом|е|ой|ою)?|[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ою)|енко|швили|дзе|[ая]ян(?:а|у|ом)?)$", re.IGNORECASE
)
_KK_SURNAME = lazy(r"..(?:[оеё]ва?|ина?|[сц]к(?:ий|ая)|ұлы|улы|қызы|кызы|енко|дзе)$", re.IGNORECASE)
_OPENS = lazy(r"(?:\A|\n|[.!?…»]\s{1,3})[«\"]?\Z")
_RUNS_ON = lazy(r"[^\S\n]{1,3}[^\W\d_]{2,30}[^\S\n]{1,3}[a-zа-яёәіңғүұқөһ]")
_PERSONAL = frozenset({"Name", "Surn", "Patr"})
_GENITIVE = lazy(r"[нтд][ыі]ң\Z")
_NEAR = 48
_SHORT_STEM = 4
_INITIAL = r"[А-ЯЁӘІҢҒҮҰҚӨҺ]\."


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(table("names")["beside"][key])


@cache
def _given() -> frozenset[str]:
    """Given names in both spellings."""
    return frozenset(name for key in ("men", "women") for pair in table("given_names")[key].items() for name in pair)


@cache
def _given_sure() -> frozenset[str]:
    """Given names in both spellings that are no words beside."""
    return _given() - _set("given_too") - _set("given_everyday")


def everyday(word: str) -> bool:
    """True for a given name that is an everyday word, a place or a heading too: Кеңес, Орал."""
    return word.lower() in _set("given_everyday") | _set("given_too")


def listed_given(word: str) -> bool:
    """True for a given name of our own lists: Әсел, Дина; not one that only the Russian dictionary has (Жан)."""
    return word.lower() in _given() or word.lower() in _set("given_men") | _set("given_women")


@cache
def _any(key: str) -> str:
    return "|".join(table("names")["beside"][key])


@cache
def _before(key: str) -> re.Pattern[str]:
    return compiled(rf"(?<![\w-])(?:{_any(key)})[^\S\n]{{0,3}}$", re.IGNORECASE)


@cache
def _after(key: str) -> re.Pattern[str]:
    return compiled(rf"[^\S\n]{{1,3}}(?:{_any(key)})(?!\w)", re.IGNORECASE)


@cache
def offices() -> frozenset[str]:
    """Nouns of posts and ranks in Russian, lower-case."""
    rows = [*table("posts")["post"], *table("ranks")["rank"]]
    more = ("член", "сотрудник", "господин", "госпожа", *_set("persons_ru"))
    return frozenset(word for row in rows for word in str(row.get("ru", "")).lower().split()) | frozenset(more)


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words with a capital that never are part of a name, lower-case."""
    return _set("not_names_kk") | _set("not_names_ru") if language != "en" else _set("not_names_en")


@lru_cache(maxsize=65536)
def common(word: str, language: str) -> bool:
    """True for words that are no part of a name: dictionary words that name nobody, posts, places, headings.

    >>> common("Прокурорами", "ru"), common("Ахметову", "ru"), common("Құрметті", "kk"), common("Алматы", "ru")
    (True, False, True, True)
    """
    low = word.lower()
    if (
        low in _set("short_surnames")
        or (language != "kk" and re.sub(r"(?:ым|ой|[аеу])$", "", low) in _set("surnames_too"))
        or low in _set("abroad_men")
        or (language == "kk" and kazakh_ending(low))
        or (len(low) > _SHORT_STEM and language == "ru" and re.sub(r"(?:ом|у|а)$", "", low) in _set("short_surnames"))
    ):
        return False
    if low in stop_words(language):
        return True
    if language == "kk" and listed_given(low) and not everyday(low):
        return False
    if language == "kk" and (low in towns.abroad() or kazakh.nominative(low) in _set("not_names_kk") or towns.inflected(word)):
        return True
    known = [reading for reading in russian.readings(low) if reading.known]
    if not known or any("Poss" in reading.labels for reading in known) or (language == "kk" and _inflected_surname(word)):
        return False
    if language == "kk" and re.search(r"[әғқңөұүһі]", low):
        return False
    return not any(reading.labels & _PERSONAL for reading in known) or is_office(word)


@lru_cache(maxsize=8192)
def whole_noun(word: str, language: str) -> bool:
    """True for a dictionary noun in the nominative that behind a given name is a surname: Мир, Макрон, Смаков; no post, no heading."""
    if stop(word, language) or is_office(word) or word.isupper():
        return False
    known = [reading for reading in russian.readings(word.lower()) if reading.known]
    if not known or any(reading.kind != "noun" and "ADJS" not in reading.labels for reading in known):
        return False
    known = [reading for reading in known if reading.kind == "noun"]
    many = surname_shaped(word, language) and all(reading.number == "plur" for reading in known)
    return many or any(reading.case == "nom" and reading.number == "sing" for reading in known)


def stop(word: str, language: str) -> bool:
    """True for a word that never is part of a name."""
    return word.lower() in stop_words(language)


def known_word(word: str, language: str) -> bool:
    """True for a word of the Russian dictionary, or one with a letter that only Kazakh has."""
    low = word.lower()
    return stop(word, language) or any(reading.known for reading in russian.readings(low)) or re.search(r"[әіңғүұқөһ]", low) is not None


def _inflected_surname(word: str) -> bool:
    """Whether a Kazakh case of a Russian surname happens to be a Russian word: Мусинге."""
    stem = bare(word)[0]
    return stem != word and any(reading.known and "Surn" in reading.labels for reading in russian.readings(stem.lower()))


@lru_cache(maxsize=65536)
def no_given(word: str, language: str) -> bool:
    """True for what is no given name though a patronymic stands behind it: a post, a heading; never for a name that is a word too.

    >>> no_given("Азамат", "kk"), no_given("Назымға", "kk"), no_given("Құрметті", "kk"), no_given("Министр", "ru"), no_given("Баглана", "ru")
    (False, False, True, True, False)
    """
    forms = {word.lower(), bare(word)[0].lower(), *(reading.lemma for reading in russian.readings(word.lower()))}
    return common(word, language) and forms.isdisjoint(_set("given_too") | _given())


@lru_cache(maxsize=65536)
def is_office(word: str) -> bool:
    """True for a form of a Russian noun that names a post or a rank.

    >>> is_office("Министру"), is_office("Ахметову")
    (True, False)
    """
    return any(reading.lemma in offices() for reading in russian.readings(word.lower()) if reading.known)


@lru_cache(maxsize=65536)
def place_name(word: str) -> bool:
    """True for a dictionary word that names a place and may name a person too: Алтай.

    >>> place_name("Алтай"), place_name("министр")
    (True, False)
    """
    known = [reading for reading in russian.readings(word.lower()) if reading.known]
    return word.lower() not in stop_words("ru") and any("Geox" in reading.labels for reading in known)


@lru_cache(maxsize=65536)
def surname_shaped(word: str, language: str) -> bool:
    """True where the word, in some case, ends as surnames do.

    >>> surname_shaped("Смагулову", "ru"), surname_shaped("Қожаевқа", "kk"), surname_shaped("Цой", "ru")
    (True, True, False)
    """
    if language == "kk":
        return _KK_SURNAME.search(bare(word)[0]) is not None
    return _RU_SURNAME.search(word) is not None or (re.search(r"(?:[ұу]лы|[қк]ызы)$", word.lower()) is not None)


@lru_cache(maxsize=65536)
def given_like(word: str, language: str) -> bool:
    """True where the word, in some case, is a given name that the dictionary knows or that is built as names are.

    >>> given_like("Берику", "ru"), given_like("Нұрланға", "kk"), given_like("Правовая", "ru")
    (True, True, False)
    """
    if language == "kk":
        stem = bare(word)[0]
        return looks_like_name(stem) and _KK_SURNAME.search(stem) is None
    if any(reading.known and "Name" in reading.labels for reading in russian.readings(word.lower())):
        return True
    stem = re.sub(r"(?:ом|ем|а|у|е|ы|ой)$", "", word.lower())
    return (
        any(looks_like_name(one) and not _KK_SURNAME.search(one) for one in (word, stem) if len(one) > 3) or known_given(word) is not None
    )


@lru_cache(maxsize=65536)
def given_known(word: str, language: str) -> bool:
    """True for a form of a given name that the dictionary knows: stronger than `given_like`.

    >>> given_known("Роман", "kk"), given_known("Нұрлы", "kk"), given_known("Асета", "ru")
    (True, False, True)
    """
    if language == "kk":
        stem = bare(word)[0]
        return known_given(stem) is not None or stem.lower() in _given_sure()
    if any(reading.known and "Name" in reading.labels for reading in russian.readings(word.lower())):
        return True
    stems = (word, re.sub(r"(?:ом|ем|а|у|е)$", "", word), re.sub(r"(?:ой|ы|у|е)$", "а", word), re.sub(r"(?:я|ю|ем|е)$", "ь", word))
    return any(known_given(one) is not None or one.lower() in _given_sure() for one in stems)


def gender(word: str, language: str) -> Gender | None:
    """Who bears the given name, as far as it is known."""
    return known_given(bare(word)[0] if language == "kk" else word)


@lru_cache(maxsize=8192)
def given_only(word: str, language: str) -> bool:
    """True for a given name that is no word of another kind: Владимир, Эмманюэль; not Роман, Роза, Алтай."""
    known = [reading for reading in russian.readings(word.lower()) if reading.known]
    if word.lower() in _set("abroad_men"):
        return True
    return given_known(word, language) and all(reading.labels & {*_PERSONAL, "Geox"} for reading in known)


@lru_cache(maxsize=8192)
def surname_known(word: str) -> bool:
    """True for a surname of the Russian dictionary in the nominative: Толстой, Пушкин."""
    return any(reading.known and "Surn" in reading.labels and reading.case == "nom" for reading in russian.readings(word.lower()))


@lru_cache(maxsize=8192)
def surname_only(low: str) -> bool:
    """True for a surname of the Russian dictionary that is nothing else there: трамп, шекспир; not песков."""
    known = [reading for reading in russian.readings(low) if reading.known]
    named = any("Surn" in reading.labels and reading.case == "nom" for reading in known)
    return named and all(reading.labels & {*_PERSONAL, "Poss"} for reading in known)


def of_place(passage: Passage, start: int, end: int, *, genitive_pair: bool = False) -> bool:
    """Whether the name belongs to a street or a place: проспект Абая, Б. Момышұлы көшесі, район Турара Рыскулова."""
    left, right = _sides(passage, start, end)
    if _before("place_before").search(left) or _after("place_after").match(right):
        return True
    if passage.language == "kk" and _institution().match(right) and not _GENITIVE.search(passage.folded, start, end):
        return True
    return genitive_pair and _before("place_of").search(left) is not None


@cache
def _institution() -> re.Pattern[str]:
    return compiled(
        rf"[^\S\n]{{1,3}}(?:(?:{_any('institution_words')})[^\S\n]{{1,3}}){{0,3}}(?:{_any('institutions')})(?:н?[ае]|н?[ыі]?ң|н|н?[дт][ае]н?|н[ае]н|мен)?(?!\w)",
        re.IGNORECASE,
    )


def eponym(passage: Passage, start: int, end: int) -> bool:
    """Whether something is named after the person: имени, им., атындағы."""
    left, right = _sides(passage, start, end)
    return _before("eponym_before").search(left) is not None or _after("eponym_after").match(re.sub(r"\s+", " ", right)) is not None


def greeted(passage: Passage, start: int) -> bool:
    """Whether a word of courtesy or of the executor's line stands right before: г-н, Исп., Орындаушы."""
    left = passage.folded[max(passage.span.start, start - _NEAR) : start]
    return re.search(rf"(?<!\w)(?:{_any('courtesy')})[\s:–-]{{1,4}}$", left, re.IGNORECASE) is not None


@cache
def _person_nouns() -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{_any('persons_kk')})(?:с?[ыі]|[ыі]?м(?:[ыі]з)?)?[^\S\n]{{1,3}}\Z", re.IGNORECASE)


def person_noun(word: str) -> bool:
    """True for a Kazakh noun for a person that nobody is called: дәрігер, әншісі."""
    return _person_nouns().fullmatch(f"{word} ") is not None and not maybe_given(word)


def from_abroad(given: str) -> bool:
    """True for a man's given name of another country, whose bearer has no patronymic."""
    return given.lower() in _set("abroad_men")


def apposed(passage: Passage, start: int, end: int) -> bool:
    """Whether a noun for a person stands right before, or есімді right after: певица Ада Бри, әншісі Ада Бри, Ада Бри есімді."""
    left, right = _sides(passage, start, end)
    if _after("courtesy_after").match(right):
        return True
    if passage.language == "kk":
        return _person_nouns().search(left) is not None
    noun = re.search(r"(?<![\w-])([А-ЯЁ]?[а-яё]{2,25})[^\S\n]{1,3}\Z", left)
    return noun is not None and _names_a_person(noun[1].lower())


@lru_cache(maxsize=8192)
def _names_a_person(word: str) -> bool:
    """Whether every reading of a Russian word, in small letters, is a noun for a living being: певица, чемпиону."""
    known = [reading for reading in russian.readings(word) if reading.known]
    return bool(known) and all(reading.kind == "noun" and "anim" in reading.labels and not reading.labels & _PERSONAL for reading in known)


def opens_running_text(passage: Passage, start: int, end: int) -> bool:
    """Whether a sentence begins at `start` and goes on in lower case at `end`: no heading, no name of a body."""
    left, right = _sides(passage, start, end)
    opens = _OPENS.search(left) is not None
    quoting = passage.language == "kk" and right.startswith(" «")
    return opens and (quoting or re.match(r"[^\S\n][a-zа-яёәіңғүұқөһA-Z0-9(–—-]", right) is not None)


def maybe_given(word: str) -> bool:
    """True for a Kazakh word that is a given name, were it also an everyday word: Кеңес, Нұрланға; not Өтініш."""
    return given_like(word, "kk") or bare(word)[0].lower() in _given()


def only_opens(passage: Passage, start: int, end: int) -> bool:
    """Whether a Kazakh word that is not built as given names are begins a sentence before one more capital word: Өтініш Сапаровтан түсті."""
    if maybe_given(passage.folded[start:end]):
        return False
    opens = _OPENS.search(_sides(passage, start, end)[0]) is not None
    return opens and _RUNS_ON.match(passage.folded, end) is not None


def kazakh_ending(low: str) -> bool:
    """Whether the word is a short surname with a Kazakh case ending: лиге, цойдың."""
    found = re.fullmatch(r"(\w{2,5}?)(?:[ғгқк][ае]|[днт][ыі]ң|[днт][ыі]|[днт][ае]н)", low)
    return bool(found and found[1] in _set("short_surnames"))


def short_surname(word: str) -> bool:
    """True for the short surnames, Korean for the most part, in any case of either language.

    >>> short_surname("Хвану"), short_surname("Цойға"), short_surname("Оспан")
    (True, True, False)
    """
    low = word.lower()
    return kazakh_ending(low) or not {low, bare(low)[0], re.sub(r"(?:ом|ем|у|а|е|ю|я)$", "", low)}.isdisjoint(_set("short_surnames"))


def listed_on(passage: Passage, end: int) -> bool:
    """Whether what follows shows that a person was named: a word of courtesy, or an and with the next initials."""
    return (
        re.match(
            rf"[ \t]{{1,3}}(?:(?:мырза|ханым)\w{{0,5}}|(?:мен|пен|бен|және|и)\s{{1,3}}{_INITIAL})(?!\w)", passage.folded[end : end + _NEAR]
        )
        is not None
    )


def quoted(passage: Passage, start: int, end: int) -> bool:
    """Whether the name ends a quotation of few words, as names of companies and ships do."""
    opened = re.search(r"[«\"](?:(?:[А-ЯЁ][\w-]{1,20}|энд|&)[ ]){0,3}\Z", passage.folded[max(0, start - _NEAR) : start])
    return opened is not None and passage.folded[end : end + 1] in ("»", '"')


def inside_sentence(passage: Passage, start: int) -> bool:
    """Whether a lower-case word, a comma or a body's abbreviation stands right before, so that the capital is a name's."""
    left = passage.folded[max(passage.span.start, start - 12) : start]
    if re.search(r"(?:[^\W\d_A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][,;]?|[:–(]|[)»],)[ \t]{1,3}$", left):
        return True
    short = re.search(r"(?<!\w)([А-ЯЁӘІҢҒҮҰҚӨҺ]{2,6})[ \t]{1,3}$", left)
    return short is not None and short[1].lower() not in _set("forms_of_firms")


def no_initials(initials: str) -> bool:
    """True for abbreviations that only look like initials: Ф.И.О., М.П., Р.К.

    >>> no_initials("М.П."), no_initials("М.А.")
    (True, False)
    """
    return re.sub(r"[\s-]", "", initials).lower().rstrip(".") in {one.rstrip(".") for one in _set("not_initials")}


def _sides(passage: Passage, start: int, end: int) -> tuple[str, str]:
    left = passage.folded[max(passage.span.start, start - _NEAR) : start]
    return left, passage.folded[end : min(passage.span.end, end + _NEAR)]
