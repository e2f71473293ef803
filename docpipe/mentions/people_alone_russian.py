"""One name by itself in Russian: `По словам Шойгу`, `сенатор Маккейн`, `папа Франциск`, `Пётр I`, `братья Стругацкие`, `сказал Вучич`.

A word that the dictionary has as a name and nothing else is one; any other needs somebody's noun, deed or company beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.mentions import people_deeds as deeds
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_sense as sense
from docpipe.mentions import people_words as surnames
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docpipe.language.passage import Passage
    from docpipe.language.russian_declension import Role
    from docpipe.language.russian_names import Roles

Found = tuple[Span, "Roles"]

_ROMAN = lazy(r"[ ]{1,2}[IVXІХ]{1,5}(?![\w-])")
_CAPITAL_BEHIND = lazy(r"[ ]{1,2}[А-ЯЁA-Z]|[-–]\w|[ ]{1,2}(?:центр|университет|фонд|банк|групп|клуб)")
_CAPITAL_BEFORE = lazy(r"([А-ЯЁA-Z](?:[\w-]{0,30}|\.))[ ]{1,2}\Z")
_PLACE_BEFORE = lazy(
    r"(?<!\w)(?:(?:в|во|из|под|близ|возле|на)|г\.|с\.|(?:город|сел|район|област|посёл|посел|станци|аул|округ|озер|рек(?![тол])|улиц|проспект|хутор|разъезд|мыс|пролив|залив|ледник|зимовк|плотин|месторождени|рудник|шахт|ущель|перевал|водохранилищ|канал|остров|хребе?т|деревн|станиц|площад|звезд|планет|астероид|спутник|ураган|тайфун|шторм|ледокол|крейсер|линкор|эсминец|фрегат|корвет|броненосец|пароход|танкер|сухогруз|паром|яхт(?!с)|шхун|подлодк|теплоход|проект|операци)\w{0,4})[ ][«\"]?\Z",
    re.IGNORECASE,
)
_STREETS = lazy(
    r"(?<!\w)(?i:имени|им\.|вдоль|(?:улиц|проспект|перекр[её]ст|площад|школ|гимнази|лице|преми|шахт)\w{1,3}|ул\.|пересечени\w|угл[уа]|угол):?[ ]"
    r"(?:(?:[А-ЯЁ][\w.-]{0,30}[ ]){0,2}[А-ЯЁ][\w-]{1,30}(?:,[ ]|[ ]и[ ]|[ –-]{1,3})){0,6}\Z"
)
_SMALL_OPENS = lazy(r"(?:\A|\n|[.!?…»]\s{1,3})(?:К|С|О|У|От|Об|За|Для|Против|Вместо)[ ]\Z")
_DATIVE = lazy(r"(?:[оеё]в|[иы]н)у\Z")
_LIST_REACH = 160
_FORM_BEFORE = lazy(r"(?<!\w)[А-ЯЁ]{2,5}[ ]\Z")
_LIST_BEFORE = lazy(r"(?:,[ ](?:а[ ]также[ ])?|[ ](?:и|или|с|со|против|–|-)[ ])\Z")
_OPENS = lazy(r"(?:\A|\n|[.!?…»]\s{1,3})[«\"]?\Z")
_PAUSE = lazy(r"(?:[\w.»%],|[–—-]|\])[ ]\Z|[А-ЯЁ][а-яё]+/\Z")
_OTHER_NAME = lazy(r"[ ]\(([А-ЯЁ][а-яё]{2,30})\)")
_MANY = lazy(r"(?:[оеё]в|ин)ы\Z")
_DAY = lazy(r"\d(?:-\w{1,3})?[ ]\Z")
_AGED = lazy(r",[ ]\d{1,3}[ ](?:лет|год)")
_AND_DID = lazy(r"[ ]и[ ]([А-ЯЁ][а-яё]+)[ ](?:не[ ])?([а-яё]{3,25})(?![\w-])")
_AGED_BEFORE = lazy(r"(?<!\d)\d{1,2}-летн(?:яя|ий|его|ему|им|ей|юю)[ ]\Z")
_GOES_ON = lazy(r"/[А-ЯЁ][а-яё]|[ ][a-zа-яё\d«(–—-]|[,;:.!?)»\"]|\Z|\n")
_LISTED_ON = lazy(r"(?:,|[ ](?:и|с|со))[ ]([А-ЯЁ][а-яё]+)(?![ ][А-ЯЁ])")
_VERB_BEHIND = lazy(r"[ ](?:не[ ]|также[ ]|уже[ ]|вновь[ ]|снова[ ])?([а-яё]{3,25})(?![\w-])")
_SAYS = lazy(r"(?:[ ][–—-][ ][А-ЯЁ][а-яё]+)?:[ ][А-ЯЁ«\"]?[а-яё]+[ ]")
"""A headline: who says it, or who against whom, a colon, what is said."""
_SHORTEST = 3


def find(passage: Passage, words: Sequence[re.Match[str]], posts: Mapping[int, str | None]) -> Iterator[Found]:
    """(place, parts) of the names, in the order of the text.

    `words` are the words of the passage that have a capital letter, `posts` the cases of the posts by where they end.
    """
    told: list[Found] = []
    for word in words:
        may = not word[0].isupper() and (len(word[0]) >= _SHORTEST or _short(word[0]))
        one = _ruler(passage, word) or (_alone(passage, word, told, posts) if may else None)
        if one:
            told.append(one)
            yield one


def _short(word: str) -> bool:
    """Whether a word of two letters is a surname in a person's place: профессор Ли, Путин и Си."""
    return doubt.short_surname(word) or sense.sense(word) == "surname"


def _ruler(passage: Passage, word: re.Match[str]) -> Found | None:
    """Елизавета II, Иоанн Павел II, фараон Рамзес II: a given name with a Roman figure."""
    roman = _ROMAN.match(passage.folded, word.end())
    if roman is None or doubt.of_place(passage, *word.span()) or _numbered_thing(passage, word):
        return None
    left = sense.left_word(passage, word.start())
    first = _CAPITAL_BEFORE.search(passage.folded, max(passage.span.start, word.start() - 34), word.start())
    if first and sense.sense(first[1]) == "given" and doubt.given_only(word[0], "ru"):
        return Span(word.start() - len(first[0]), roman.end()), (("given", f"{first[1]} {word[0]}"),)
    if (
        doubt.given_only(word[0], "ru")
        or sense.of_living(word[0])
        or _man(word[0])
        or (left and sense.apposed(passage, word.start(), word[0]) in sense.words("titles"))
    ):
        return Span(word.start(), roman.end()), (("given", word[0]),)
    return None


def _man(word: str) -> bool:
    """Whether a word is a man's given name too: Наполеон, Льва."""
    if word.lower() in sense.words("numbered"):
        return False
    return any(
        one.known and "Name" in one.labels and one.gender == "masc" and one.number == "sing" for one in russian.readings(word.lower())
    )


def _numbered_thing(passage: Passage, word: re.Match[str]) -> bool:
    """Whether a station, a firm or a district has the Roman figure: Алматы II, подстанция Азат II, ТОО Арман I."""
    left = passage.folded[max(passage.span.start, word.start() - 40) : word.start()]
    if _PLACE_BEFORE.search(left) or _FORM_BEFORE.search(left) or sense.labels_a_thing(passage, word.start(), word[0]):
        return True
    return sense.sense(word[0]) == "word" and sense.apposed(passage, word.start(), word[0]) not in sense.words("titles")


def _alone(passage: Passage, word: re.Match[str], told: Sequence[Found], posts: Mapping[int, str | None]) -> Found | None:
    kind = sense.sense(word[0])
    if kind == "word" and not surnames.maybe(word[0]):
        return None
    left = passage.folded[max(passage.span.start, word.start() - 40) : word.start()]
    opens = _OPENS.search(left) is not None
    if opens and kind == "word":
        return None
    sure = kind in ("surname", "given") or (kind == "unknown" and sense.shaped(word[0]))
    inside = doubt.inside_sentence(passage, word.start()) or (sure and (_PAUSE.search(left) or _SMALL_OPENS.search(left)) is not None)
    if not (opens or inside) or _crowded(passage, word, left) or doubt.quoted(passage, *word.span()):
        return None
    noun = "" if opens else sense.apposed(passage, word.start(), word[0])
    if (
        not noun
        and not opens
        and (kind == "surname-too" or (kind == "unknown" and not sense.may_own(passage, word.start(), word[0])))
        and posts.get(word.start() - 1) in {case for case, _ in sense.cases(word[0], personal=True)}
    ):
        noun = "post"
    if kind in ("given", "given-too") and _DAY.search(left):
        return None
    if kind == "word":
        pairs = surnames.named(
            passage, *word.span(), noun, company=_in_company(passage, word.start(), told) or _listed(passage, word.end()), opens=opens
        )
        if pairs or noun not in sense.words("titles"):
            return (Span(*word.span()), pairs) if pairs else None
    part = _part(passage, word, kind, noun)
    if not _believed(passage, word, kind, noun, told, opens=opens):
        return None
    other = _OTHER_NAME.match(passage.folded, word.end()) if part == "given" and noun in sense.words("titles") else None
    if other:
        return Span(word.start(), other.end()), (("given", word[0]), ("surname", other[1]))
    return Span(*word.span()), ((part, singular(word[0]) if part == "surname" else word[0]),)


def _crowded(passage: Passage, word: re.Match[str], left: str) -> bool:
    """Whether the word is a piece of something longer: a neighbour with a capital, a place, what bears somebody's name."""
    capital = _CAPITAL_BEFORE.search(left)
    if capital and sense.sense(word[0]) != "surname" and surnames.qualifies(capital[1], word[0]):
        return True  # Красный Крест помог
    opener = (
        capital
        and (doubt.common(capital[1], "ru") or sense.told_of(passage, word.start()) or surnames.disagree(capital[1], word[0]))
        and not sense.particle(capital[1])
        and _OPENS.search(left[: capital.start()])
    ) or (capital and _OPENS.search(left[: capital.start()]) and sense.apposed(passage, word.start(), word[0]) in sense.words("titles"))
    if capital and not opener and (sense.person(capital[1]) or not sense.apposed(passage, word.start(), word[0])):
        return True
    if _CAPITAL_BEHIND.match(passage.folded, word.end()) or not _GOES_ON.match(passage.folded, word.end()):
        return True
    return (
        _PLACE_BEFORE.search(left) is not None
        or _STREETS.search(passage.folded, max(passage.span.start, word.start() - _LIST_REACH), word.start()) is not None
        or doubt.eponym(passage, *word.span())
        or doubt.of_place(passage, *word.span())
        or sense.named_after(passage, word.start())
        or sense.of_what_follows(passage, word.end(), word[0])
    )


def _part(passage: Passage, word: re.Match[str], kind: str, noun: str) -> Role:
    """Whether one word is the given name: папа Франциск, сын Платон, Маша; else the surname."""
    saint = sense.left_word(passage, word.start()).lower() in sense.words("saints")
    titled = saint or noun in sense.words("titles")
    theirs = sense.cases(sense.left_word(passage, word.start())) if noun in ("брат", "сестра", "супруг") else frozenset()
    if ("nom", "plur") in theirs and not (kind == "given" and ("gen", "sing") in theirs):  # сёстры Уильямс; not у сестры Ирины
        return "surname"
    if kind == "given-too" and noun and noun not in sense.words("titles") and ("nom", "sing") not in sense.cases(word[0], personal=True):
        return "given" if noun == "post" or not doubt.whole_noun(word[0], "ru") else "surname"  # сенатор Гора, not Гор
    return (
        "given"
        if kind in ("given", "given-too") or (titled and kind in ("word", "unknown") and not doubt.surname_shaped(word[0], "ru"))
        else "surname"
    )


def _believed(passage: Passage, word: re.Match[str], kind: str, noun: str, told: Sequence[Found], *, opens: bool) -> bool:
    start, end = word.span()
    if kind == "word":
        return _nickname(noun, word[0])
    if _a_thing(passage, word, kind):
        return False
    if len(word[0]) < _SHORTEST:
        return not opens and (bool(noun) or _in_company(passage, start, told))
    saint = kind != "unknown" and sense.left_word(passage, start).lower() in sense.words("saints")
    if (
        noun
        or saint
        or _in_company(passage, start, told)
        or _said_of_people(passage, start, kind)
        or (kind == "surname-too" and not opens and _given_to(passage, start, word[0]))
        or (not opens and (_opens_list(passage, word, kind) or _in_deed(passage, word, kind, told)))
        or (
            sense.told_of(passage, start)
            and not (kind == "surname-too" and sense.person(word[0]))
            and not (kind in ("given", "given-too") and sense.labels_a_thing(passage, start, word[0]))  # песня Катюша
        )
        or sense.left_word(passage, start).lower() in sense.words("families")
    ):
        return True
    if sense.befell(passage, start, end) or (opens and kind == "unknown" and _with_another(passage, end)):
        return True
    before = sense.left_word(passage, start)
    if kind in ("unknown", "given-too", "surname-too") and (sense.person(before) or doubt.is_office(before)):
        return False  # the verb is of the one before, who does not agree with it: тренер Ромы сказал
    labelled = sense.labels_a_thing(passage, start, word[0]) and kind not in ("surname", "given")
    object_too = sense.placed(word[0]) and ("nom", "sing") not in sense.cases(word[0], personal=True)  # пригрозил Израилю
    if sense.acts(passage, start, end) and not labelled and not object_too:
        return not opens or kind not in ("given-too", "surname-too") or sense.place_too(word[0])
    if opens and kind in ("given-too", "surname-too"):
        alone = kind == "surname-too" and sense.subject_is_person(word[0])
        return _listed(passage, end) or (alone and (_does(passage, end) or _SAYS.match(passage.folded, end) is not None))
    if kind == "given" or (kind == "surname" and opens) or (kind == "given-too" and not opens and not sense.placed(word[0])):
        return _stands(passage, word, kind, opens=opens)
    shaped = kind == "surname" or (kind == "unknown" and (sense.shaped(word[0]) or deeds.shaped_beside_verb(passage, start, end)))
    return shaped and (_stands(passage, word, kind, opens=True) if opens else not _labelled(passage, word))


def _with_another(passage: Passage, end: int) -> bool:
    """Whether a surname that is nothing else joins by an and, and both do something: Шинтани и Коэн выбыли."""
    other = _AND_DID.match(passage.folded, end)
    return other is not None and sense.sense(other[1]) == "surname" and sense.names_only(other[1]) and deeds.were(other[2])


def _a_thing(passage: Passage, word: re.Match[str], kind: str) -> bool:
    """Whether the word is a firm, a body or what a verb is done to: концерн Тоталь, Росстат, Суд обвинил Арселор."""
    if kind != "surname" and sense.thing(passage, word.start()):
        return True
    if kind != "unknown":
        return False
    if sense.body(word[0]) or word[0].lower() in doubt.stop_words("ru"):
        return True
    return not sense.shaped(word[0]) and deeds.is_thing(passage, word.start(), word[0])


def _in_deed(passage: Passage, word: re.Match[str], kind: str, told: Sequence[Found]) -> bool:
    """Whether a verb shows a person: as its object, as who does it together with somebody, or left out behind one who was named."""
    if deeds.is_object(passage, word.start(), word[0]):
        return True
    if kind == "unknown" and deeds.together(passage, word.start(), word[0]):
        return True
    if kind == "unknown" and deeds.passive(sense.left_word(passage, word.start())) and deeds.INSTRUMENTAL.search(word[0]):
        return not deeds.of_things(sense.left_word(passage, word.start()))  # построен Базисом
    return bool(told) and kind in ("unknown", "surname-too") and deeds.left_out(passage, word.end())


def _does(passage: Passage, end: int) -> bool:
    """Whether a verb of the past or of one subject stands right behind."""
    right = _VERB_BEHIND.match(passage.folded, end)
    return right is not None and sense.verb(right[1])


def _opens_list(passage: Passage, word: re.Match[str], kind: str) -> bool:
    """Whether a word begins a list that a surer name goes on, and is no place before a new clause: бывали Чехов, Левитан; перешёл Альпы, Кутузов."""
    before = sense.left_word(passage, word.start())
    return _listed(passage, word.end()) and not (before and sense.verb(before)) and not (kind == "unknown" and word[0][-1] in "ыи")


def _given_to(passage: Passage, start: int, word: str) -> bool:
    """Whether a surname that towns bear too stands in the dative without a preposition, as towns hardly do: приходилось Чехову."""
    man = _DATIVE.search(word) is not None and sense.place_too(word)
    return man and sense.left_word(passage, start).lower() not in (
        "к",
        "ко",
        "по",
        "навстречу",
        "согласно",
        "вопреки",
        "благодаря",
        "городу",
    )


def _said_of_people(passage: Passage, start: int, kind: str) -> bool:
    """Whether an adjective that is said of people stands before a given name: маленький Артём, пятилетняя Вера."""
    if kind == "given-too" and _AGED_BEFORE.search(passage.folded, max(passage.span.start, start - 18), start):
        return True
    before = sense.left_word(passage, start) if kind == "given-too" else ""
    return bool(before) and any(
        one.known and one.kind == "adjective" and (one.lemma in sense.words("epithets") or one.lemma.endswith("летний"))
        for one in russian.readings(before.lower())
    )


def _labelled(passage: Passage, word: re.Match[str]) -> bool:
    """Whether a thing is called so, and no verb behind tells what somebody did."""
    return sense.labels_a_thing(passage, word.start(), word[0]) and not sense.acts(passage, *word.span(), any_verb=True)


def _stands(passage: Passage, word: re.Match[str], kind: str, *, opens: bool) -> bool:
    """Whether a word that only names is somebody where it stands: not as a thing's label, and at a sentence's beginning before a verb or in a list."""
    start, end = word.span()
    if not opens:
        return not _labelled(passage, word)
    if sense.acts(passage, start, end, any_verb=True) or _AGED.match(passage.folded, end):
        return True
    if _SAYS.match(passage.folded, end):
        return kind == "surname" and sense.subject_is_person(word[0])
    if _listed(passage, end):
        return True
    return kind == "surname" and sense.names_only(word[0]) and doubt.opens_running_text(passage, start, end)


def _listed(passage: Passage, end: int) -> bool:
    """Whether a surer name follows in one list: Маша и Петя, Иванов, Петров и Сидоров."""
    further = _LISTED_ON.match(passage.folded, end)
    if further is None:
        return False
    kind = sense.sense(further[1])
    return (
        kind in ("surname", "given")
        or doubt.short_surname(further[1])
        or (kind == "unknown" and sense.shaped(further[1]) and not sense.body(further[1]))
    )


def _nickname(noun: str, word: str) -> bool:
    """Whether a common noun with a capital behind a noun for a person, in the same nominative, is how somebody is called: певец Стинг, хоккеист Заяц."""
    return bool(noun) and noun not in doubt.offices() and not doubt.place_name(word) and ("nom", "sing") in sense.cases(word)


def _in_company(passage: Passage, start: int, told: Sequence[Found]) -> bool:
    """Whether the word follows another name in one list: Кличко, Яценюком и Тягнибоком."""
    if not told:
        return False
    gap = passage.folded[told[-1][0].end : start]
    return len(gap) < 12 and _LIST_BEFORE.fullmatch(gap) is not None


def singular(word: str) -> str:
    """One of those whom a surname in the plural names.

    >>> singular("Ивановы"), singular("Стругацких"), singular("Иванова")
    ('Иванов', 'Стругацкий', 'Иванова')
    """
    known = [one for one in russian.readings(word.lower()) if one.known and "Surn" in one.labels]
    if known and all(one.number == "plur" for one in known):
        return "-".join(half.capitalize() for half in known[0].lemma.split("-"))
    return word[:-1] if sense.sense(word) == "unknown" and _MANY.search(word) else word
