"""One name by itself in Kazakh: `Кенесары хан`, `Сәуле апай`, `күйші Құрманғазы`, `Айгүл базардан келді`, `Байден келді`.

A title or a word of kin stands behind it, a noun for a person before it, or it is hardly anything else. A name that is an everyday
word too (Болат, Сәуле) is one inside a sentence only, where its capital tells it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language import kazakh, kazakh_phrases
from docpipe.language.kazakh_names import bare
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_places as places
from docpipe.mentions import people_towns as towns
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.language.passage import Passage
    from docpipe.language.russian_declension import Role
    from docpipe.language.russian_names import Roles

_CAPITAL = "А-ЯЁӘІҢҒҮҰҚӨҺA-Z"
_ROMAN = r"(?:[IVXІХ]{1,5}(?![\w-]))"
_CAPITAL_BEFORE = lazy(rf"(?<![\w-])(?!{_ROMAN})([{_CAPITAL}][\w-]{{0,30}})[ ]{{1,2}}\Z")
_NEXT_CAPITAL = lazy(rf"[ ]{{1,2}}[«\"]?(?!{_ROMAN})([{_CAPITAL}][\w-]{{0,30}})|-")
_GOES_ON = lazy(r",?[ ][a-zа-яёәіңғүұқөһ]|[ ][A-Z0-9«(–—]")
_SMALL_BEHIND = lazy(r"[ ]{1,2}[a-zа-яёәіңғүұқөһ0-9(–-]|!")
_TOGETHER = lazy(r"[ ](?:екеу|үшеу|төртеу)(?:[ім]|\w{2,6})")
_SMALL_BEFORE = lazy(r"(?<![\w-])[a-zа-яёәіңғүұқөһ][\w-]*,?[ ]{1,2}\Z")
_LISTED_BEFORE = lazy(rf"(?<![\w-])([{_CAPITAL}][\w-]{{0,30}})(?:,|[ ][–-])[ ]{{1,2}}\Z")
_HEADLINE = lazy(r":[ ][А-ЯЁӘІҢҒҮҰҚӨҺ«]?[а-яёәіңғүұқөһ]+[ ]")
_LISTED_BEHIND = lazy(rf",[ ]([{_CAPITAL}][\w-]{{1,30}})")
_CAPITAL_BEHIND = lazy(r"[ ]([А-ЯЁӘІҢҒҮҰҚӨҺ][\w-]{1,30})(?!\w)")
_COMMA = lazy(r",[ ](?!\d)")
_OPENS = lazy(rf"(?:\A|\n|[.!?…»]\s{{1,3}})[«\"]?(?:{_ROMAN}[ ])?\Z")
_PLACES_BEHIND = lazy(
    rf"(?:(?:,|[ ](?:мен|бен|пен|және))(?:[ ](?:[{_CAPITAL}][\w-]{{1,30}}|би|батыр|хан|ақын|жырау|ордасы)){{1,3}}){{0,5}}"
    r"(?:[ ][IVXІХ]{1,4})?[ ](?:көше(?:сі|лер)|даңғыл(?:ы|дар)|қиылыс|ауылдар|аудандар|қалалар|облыстар|кенттер|округтер|шағын|станция|қосалқы)"
)
_THING_CALLED = lazy(
    r"[ ](?:деген|атты|аталатын)[ ](?:ауыл|қала|жер|мекен|дүкен|көше|өзен|көл|тау|сөз|атақ|кент|стан[сц]|компания|фирма|кафе|мейрамхана|фильм|кітап|ән|жоба|ат(?!\w))"
)
_NUMBERED = lazy(r"[ ]\d")
_HOLIDAY = lazy(r"[ ]айт(?:та|тан|тың|қа)?(?![\w-])")
_NEXT = lazy(r"[ ]([а-яёәіңғүұқөһ]{3,30})")
_UNOWNED = lazy(r"(?:[дт][ыі]|(?<!л[ыі])[ғгқк][ыі]|нш[ыі]|\A(?:келесі|өзі|туралы|жайлы|арқылы))\Z")
_FOREIGN = lazy(r"[а-яё]{3,20}(?:[цс]кий|[ое]вич|енко|швили|[а-яё]дзе)")
_NEAR = 34
_OWN_LETTER = lazy(r"[әіңғүұқөһ]")
_SHORTEST = 4
_BUILT = lazy(r"(?!дастар)\w{3,}(?:хан|бек|жан|бай|ғали|құл|мұрат|гүл|берген|болат|сұлтан|нұр)", re.IGNORECASE)
"""Built as hardly anything but given names are."""


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("names")["single"][key])


@cache
def _title() -> re.Pattern[str]:
    """A title or a word of kin behind a name, in any case; a word of kin also as mine or ours: апайым, атамыз."""
    cases = [case for case in kazakh.CASES if case != "loc"]  # Бұқар жырауда is a district
    forms = {kazakh.inflect(word, case) for word in _words("titles") | _words("kin") for case in cases}
    forms |= {word + end for word in _words("kin") for end in (("м", "мыз", "міз") if word[-1] in "аәе" else ("ым", "ім", "ымыз", "іміз"))}
    return compiled(rf"[ ]{{1,2}}(?:{'|'.join(sorted(sorted(forms), key=len, reverse=True))})(?![\w-])")


def find(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], Roles]]:
    """The words of those with a capital that name somebody by themselves, each with its role."""
    if passage.language != "kk":
        return
    for word in words:
        if word[0].isupper() or len(word[0]) < _SHORTEST or _word_too(word[0]) or names_else(passage, *word.span()):
            continue
        title = _title().match(passage.folded, word.end())
        if title and names_else(passage, word.start(), title.end()):
            continue
        if (title and _titled(word[0])) or _given_alone(passage, word):
            yield word, (("given", word[0]),)
        elif _surname_alone(passage, word):
            yield word, (("surname", word[0]),)
        elif _behind_noun(passage, word):
            own = _behind_kin(passage, word.start()) and not doubt.surname_shaped(word[0], "kk")
            yield word, (("given" if own else role(word[0]), word[0]),)


def _word_too(word: str) -> bool:
    return doubt.common(word, "kk") and not by_surname(word) and bare(word)[0].lower() not in _words("capital_tells")


def names_else(passage: Passage, start: int, end: int) -> bool:
    """Whether a street, an institution, a firm or a holiday has the name: Төле би мен Абай көшелері, «Айгүл» дүкені, Құрбан айт."""
    if _PLACES_BEHIND.match(passage.folded, end) or _HOLIDAY.match(passage.folded, end) or _THING_CALLED.match(passage.folded, end):
        return True
    return doubt.eponym(passage, start, end) or doubt.of_place(passage, start, end) or doubt.quoted(passage, start, end)


def _titled(word: str) -> bool:
    """Whether a word before a title is a name: Төле би, Қобыланды батыр; not Ұлы хан, Жандосты батыр деп."""
    stem, case = bare(word)
    return word.lower() not in _words("epithets") and (case == "nom" or (case == "acc" and not doubt.given_like(stem, "kk")))


def _given_alone(passage: Passage, word: re.Match[str]) -> bool:
    stem, case = bare(word[0])
    if case == "loc" or not _hardly_else(stem) or between_capitals(passage, word):
        return False
    if stem.lower() in _words("capital_tells") and _NUMBERED.match(passage.folded, word.end()):
        return False  # Самал 2, 15-үй
    if _TOGETHER.match(passage.folded, word.end()):
        return True
    if case == "nom" and owns_what_follows(passage, word.end()):
        return False
    if doubt.inside_sentence(passage, word.start()):
        return _among_small(passage, word)
    everyday = stem.lower() in _words("words_too") or doubt.everyday(stem)
    return (not everyday or (case == "gen" and _belongs(passage, word.end()))) and _opens_sentence(passage, word)


def _belongs(passage: Passage, end: int) -> bool:
    """Whether what follows a genitive is what a person alone has: Абайдың әкесі, Абайдың «Қара сөздері», Төлегеннің айтуынша."""
    following = _NEXT.match(passage.folded, end)
    if following is None:
        return passage.folded.startswith(" «", end)
    owned = kazakh.nominative(following[1])
    return (
        _of_people().match(following[1]) is not None or owned in _words("kinsfolk") or following[1] in ("айтуынша", "пікірінше", "сөзінше")
    )


def opposed(left: str, right: str) -> bool:
    """Whether two surnames side by side name two people, who did it and to whom: Тоқаев Путинмен, Рыбакина Соболенкодан."""
    surnames = all((by_surname(word) or doubt.surname_shaped(word, "kk")) and not doubt.common(word, "kk") for word in (left, right))
    return surnames and not doubt.given_known(left, "kk") and bare(left)[1] == "nom" != bare(right)[1]


def by_surname(word: str) -> bool:
    """True for one of the surnames by which people are called alone, in any case: Гейтс, Байденге."""
    return bare(word)[0].lower() in _words("surnames")


def _surname_alone(passage: Passage, word: re.Match[str]) -> bool:
    """`Байден келді`, `Зеленскийдің айтуынша`: a surname that the vocabulary or the dictionary knows, or that is shaped as foreign ones alone are."""
    stem, case = bare(word[0])
    low = stem.lower()
    if case == "loc" or towns.town(stem) or not (low in _words("surnames") or doubt.surname_only(low) or _FOREIGN.fullmatch(low)):
        return False
    if between_capitals(passage, word) or (case == "nom" and owns_what_follows(passage, word.end())):
        return False
    return (doubt.inside_sentence(passage, word.start()) and _among_small(passage, word)) or _opens_sentence(passage, word)


def _among_small(passage: Passage, word: re.Match[str]) -> bool:
    """Whether small letters or a place stand beside the word, or another name across a comma: no list of villages."""
    before = passage.folded[max(passage.span.start, word.start() - _NEAR) : word.start()]
    if _SMALL_BEHIND.match(passage.folded, word.end()) or _SMALL_BEFORE.search(before) or places.begins(passage, word.end()):
        return True
    if _HEADLINE.match(passage.folded, word.end()):
        return True
    listed = (_LISTED_BEFORE.search(before), _LISTED_BEHIND.match(passage.folded, word.end()))
    return any(one is not None and (doubt.given_known(one[1], "kk") or by_surname(one[1])) for one in listed)


def _opens_sentence(passage: Passage, word: re.Match[str]) -> bool:
    """Whether a sentence begins with the word and goes on in lower case, with a place or, across a comma, with one more name."""
    if not opens(passage, word.start()):
        return False
    listed = _LISTED_BEHIND.match(passage.folded, word.end())
    if _GOES_ON.match(passage.folded, word.end()) or places.begins(passage, word.end()):
        return True
    return by_surname(word[0]) and places.follows_surname(passage, word.end()) if listed is None else _hardly_else(bare(listed[1])[0])


def _hardly_else(stem: str) -> bool:
    """Whether a word is known as a given name and neither as a place nor, in Russian, as a word."""
    if stem.lower() in _words("rather_people"):
        return True
    if towns.town(stem):
        return False
    if doubt.listed_given(stem) and (not doubt.everyday(stem) or stem.lower() in _words("capital_tells")):
        return True
    if len(stem) > _SHORTEST and doubt.given_known(stem, "kk") and doubt.given_only(stem, "kk") and not doubt.place_name(stem):
        return True
    return _BUILT.fullmatch(stem) is not None and not doubt.place_name(stem) and not doubt.everyday(stem)


def between_capitals(passage: Passage, word: re.Match[str]) -> bool:
    """Whether a word with a capital stands beside it: part of a longer name, unless it opens the sentence or is a place in a case of place."""
    before = _CAPITAL_BEFORE.search(passage.folded, max(passage.span.start, word.start() - _NEAR), word.start())
    if before is not None and not _opener(passage, before):
        return True
    author = passage.folded.startswith(" «", word.end()) and bare(word[0])[1] == "gen"
    parted = author or (by_surname(word[0]) and places.follows_surname(passage, word.end()))
    return not parted and before_capital(passage, word.end())


@cache
def _kin() -> re.Pattern[str]:
    words = "|".join(sorted(_words("kinsfolk")))
    return compiled(rf"(?:{words})(?:[ыі]?м|[ыі]?м[ыі]з|с?[ыі]|с?[ыі]н[ыі]ң)")


def before_one_name(word: str) -> bool:
    """True for a noun for a person that nobody is called, a word of kin with whose it is, or an epithet: Королева, Ағам, Жары, Кішкентай."""
    return word.lower() in _words("epithets") or doubt.person_noun(word) or _kin().fullmatch(word.lower()) is not None


def _opener(passage: Passage, word: re.Match[str]) -> bool:
    """Whether a word with a capital is no part of a name: one for a person, or what opens the sentence and is not built as names are: Маған Әсел көмектесті."""
    if doubt.is_office(word[1]) or before_one_name(word[1]) or towns.in_case(word[1]):
        return True
    return (doubt.common(word[1], "kk") or not doubt.maybe_given(word[1])) and opens(passage, word.start())


def opens(passage: Passage, start: int) -> bool:
    """Whether a sentence begins at `start`, or its second word behind a Roman figure: II Екатерина."""
    return _OPENS.search(passage.folded[max(passage.span.start, start - _NEAR) : start]) is not None


def before_capital(passage: Passage, end: int) -> bool:
    """Whether a name may go on: a capital of the alphabet that begins no place, or a hyphen."""
    behind = _NEXT_CAPITAL.match(passage.folded, end)
    return behind is not None and not (behind[1] and (behind[1].isascii() or places.begins(passage, end)))


def _behind_noun(passage: Passage, word: re.Match[str]) -> bool:
    """`ақын Сәкен`, `актер Шварценеггермен`: a name of one word right behind a noun for a person."""
    told = doubt.apposed(passage, word.start(), word.start()) or _behind_kin(passage, word.start())
    if not told or before_capital(passage, word.end()):
        return False
    stem, case = bare(word[0])
    if (
        case == "loc"
        or towns.town(stem)
        or towns.no_person(stem)
        or towns.in_case(word[0])
        or (case == "nom" and owns_what_follows(passage, word.end()))
        or (case == "nom" and not doubt.maybe_given(stem) and _owns_in(passage, word.end(), "gen"))
        or (case == "nom" and doubt.everyday(stem) and _owns_in(passage, word.end(), "acc"))
    ):
        return False
    return doubt.maybe_given(word[0]) or doubt.surname_shaped(word[0], "kk") or not kazakh_phrases.is_possessed(word[0])


@cache
def _kin_before() -> re.Pattern[str]:
    kin = "|".join(sorted({*_words("kin_before")}))
    led = "|".join(sorted({*_words("child_led")}))
    return compiled(
        rf"(?<![\w-])(?:(?:{kin})(?:[ыі]м|м|[ыі]?м[ыі]з|с?[ыі])|(?:{led}|\w{{3,}}[ндт][ыі]ң)[ ](?:\w{{3,10}}[ ])?(?:ұлы|қызы|баласы))[ ]\Z"
    )


def _behind_kin(passage: Passage, start: int) -> bool:
    """Whether a word of kin with whose it is stands right before: інісі Төлей, ханның үлкен ұлы Жошы."""
    return _kin_before().search(passage.folded, max(passage.span.start, start - _NEAR), start) is not None


def owns_what_follows(passage: Passage, end: int) -> bool:
    """Whether a possessed noun follows a Kazakh name, which then is an attribute: Айгүл дүкені; not Айгүл келді, Айгүл туралы, Айгүл әжесінен."""
    following = _NEXT.match(passage.folded, end)
    if following is None or _UNOWNED.search(following[1]) or _of_people().match(following[1]):
        return False
    if not kazakh_phrases.is_possessed(following[1]):
        return False
    return kazakh.nominative(following[1]) not in _words("kinsfolk")


def _owns_in(passage: Passage, end: int, case: str) -> bool:
    """Whether a possessed noun in a case follows what is hardly a name: ағамыз Ауған соғысының ардагері, атасы Кеңес үкіметін қолдады."""
    following = _NEXT.match(passage.folded, end)
    return following is not None and any(one.possessive and one.case == case for one in kazakh.analyses(following[1]))


@cache
def _of_people() -> re.Pattern[str]:
    """What somebody has and no thing does, in any case: күйлері, бейнесін."""
    forms = (kazakh.possessive(form) for noun in _words("of_people") for form in (noun, kazakh.plural(noun)))
    return compiled(rf"(?:{'|'.join(sorted(forms))})\w{{0,3}}\Z")


def after_a_place(passage: Passage, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether a place's name or a word is a given name before a surname in a Kazakh sentence: Алтай Көлгінов, Назым Қызайбай."""
    if passage.language != "kk" or not doubt.everyday(left[0]) or doubt.stop(left[0], "kk"):
        return False
    if doubt.surname_shaped(right[0], "kk") and doubt.inside_sentence(passage, left.start()):
        return True
    return doubt.listed_given(left[0]) and _BUILT.fullmatch(right[0]) is not None and not towns.town(right[0])


def before_place(passage: Passage, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether two names open a sentence before a place: Нұралы Әліп Ресей клубымен."""
    return passage.language == "kk" and opens(passage, left.start()) and places.follows_surname(passage, right.end())


def from_abroad(passage: Passage, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether a word says from where the bearer of two names is, no maker: португалиялық Бруну Фернандеш; not қытайлық Хуавей Технолоджис компаниясы."""
    if passage.language != "kk" or not places.from_country(passage, left.start()):
        return False
    return bare(right[0])[1] != "nom" or not owns_what_follows(passage, right.end())


def opens_listed(passage: Passage, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether two names open a Kazakh sentence before a comma, a town in a case or one more name: Нұржан Тұрсынбек, …; Димаш Құдайберген Парижде."""
    if passage.language != "kk" or not (doubt.given_only(left[0], "kk") and opens(passage, left.start())):
        return False
    behind = _CAPITAL_BEHIND.match(passage.folded, right.end())
    known = doubt.maybe_given(right[0]) or doubt.surname_only(right[0].lower()) or right[0].lower() in _words("surnames")
    if not known and (behind is None or bare(right[0])[1] != "nom"):
        return False
    if behind is None:
        return _COMMA.match(passage.folded, right.end()) is not None or _HEADLINE.match(passage.folded, right.end()) is not None
    return (
        towns.in_case(behind[1])
        or bare(behind[1])[1] == "loc"
        or (doubt.given_known(behind[1], "kk") and doubt.given_only(behind[1], "kk"))
    )


def role(word: str) -> Role:
    """A known given name and what is spelled as Kazakh alone is are given names, else it is a surname."""
    given = (
        doubt.given_known(word, "kk")
        or doubt.everyday(bare(word)[0])
        or (_OWN_LETTER.search(word.lower()) and not doubt.surname_shaped(word, "kk"))
    )
    return "given" if given else "surname"
