"""Names in Russian text that neither a patronymic nor initials show: one name by itself, and two words of which one need not be known.

`Пётр I`, `по словам Шойгу`, `Екатерина Великая`, `Митт Ромни`, `Дмитрий и Ольга Ковалёвы`, `Аркадий Дворкович`.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.language import russian
from docpipe.language.names import gender_of_patronymic, is_patronymic
from docpipe.mentions import people_alone_russian as alone
from docpipe.mentions import people_deeds as deeds
from docpipe.mentions import people_doubt as doubt
from docpipe.mentions import people_sense as sense
from docpipe.mentions import people_strangers as strangers
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.language.passage import Passage
    from docpipe.language.russian_names import Roles

    Found = tuple[str, Span, Roles]

_FATHER = lazy(r"(?:[оеё]вич|ич)(?:а|у|ем|ом|е)?\Z")
_STILL = lazy(r"[А-ЯЁ][а-яё]+(?:[нчлдврб]ых|[гкжшщ]их)\Z")
_IRISH = lazy(r"О['’]")
_SHORTEST = 3


def find(passage: Passage, words: Sequence[re.Match[str]], posts: Sequence[object]) -> Iterator[Found]:
    """(rule, place, parts) of the names; `words` are the words of the passage that have a capital letter, `posts` mentions with `span`, `case`."""
    if passage.language != "ru":
        return
    for left, right in pairwise(words):
        if passage.folded[left.end() : right.start()] in (" ", "\u00a0"):
            yield from _pair(passage, left, right, words)
    ends = {span[1]: getattr(post, "case", None) for post in posts if (span := getattr(post, "span", None))}
    for span, pairs in alone.find(passage, words, ends):
        ruler = passage.folded[span.end - 1] in "IVXІХ"
        yield "ruler" if ruler else "surname-alone" if pairs[0][0] == "surname" else "one-name", span, pairs


def _pair(passage: Passage, left: re.Match[str], right: re.Match[str], words: Sequence[re.Match[str]]) -> Iterator[Found]:
    if deeds.of_kin(passage, left.start(), left[0], right[0]):
        own = sense.sense(left[0]) == "given"
        yield "one-name" if own else "surname-alone", Span(*left.span()), (("given" if own else "surname", left[0]),)
        yield "one-name", Span(*right.span()), (("given", right[0]),)
        return
    if sense.country(left[0]) and sense.person(sense.left_word(passage, left.start())):
        return  # Президент Филиппин Родриго
    if left[0].isupper() or right[0].isupper() or doubt.stop(left[0], "ru") or doubt.stop(right[0], "ru") or _in_row(passage, left, right):
        return
    if doubt.is_office(left[0]):
        return
    if _IRISH.match(right[0]) and (doubt.inside_sentence(passage, left.start()) or not doubt.common(left[0], "ru")):
        yield "given-surname", Span(left.start(), right.end()), (("given", left[0]), ("surname", right[0]))
        return
    named = doubt.given_only(left[0], "ru")
    if is_patronymic(right[0]):
        if doubt.given_known(left[0], "ru") and _no_father(right[0]) and not _greeting(passage, left.start(), right.end()):
            yield "surname-in-ich", Span(left.start(), right.end()), (("given", left[0]), ("surname", right[0]))
        return
    shared = _shared(passage, left, right, words) if named else None
    if shared:
        yield from shared
    elif _told(passage, left, right, named=named):
        yield "given-surname", Span(left.start(), right.end()), (("given", left[0]), ("surname", right[0]))


def _told(passage: Passage, left: re.Match[str], right: re.Match[str], *, named: bool) -> bool:
    if (
        named
        and (not doubt.common(right[0], "ru") or doubt.whole_noun(right[0], "ru"))
        and (_quotation(passage, left.start()) or _opens_list(passage, left.start(), right.end()))
    ):
        return True
    if not _stands(passage, left, right):
        return False
    if named:
        return (
            _known(left[0], right[0])
            or _epithet(left[0], right[0])
            or _living(left[0], right[0])
            or strangers.odd_form(right[0])
            or strangers.out_of_case(left[0], right[0])
        )
    return _known(left[0], right[0]) or _abroad(passage, left, right) or strangers.pair(passage, left, right)


def _in_row(passage: Passage, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether one more capital word stands beside the two: a longer name, or no name."""
    before = re.search(r"[А-ЯЁA-Z][\w.-]*[ ]\Z", passage.folded[max(passage.span.start, left.start() - 40) : left.start()])
    first = before[0].strip() if before else ""
    opens = before and (doubt.common(first, "ru") or sense.person(first) or sense.country(first))
    return bool(before and not opens) or re.match(r"[ ][А-ЯЁ«\"]|-\w", passage.folded[right.end() : right.end() + 3]) is not None


def _stands(passage: Passage, left: re.Match[str], right: re.Match[str]) -> bool:
    opens = doubt.opens_running_text(passage, left.start(), right.end()) or bool(sense.apposed(passage, left.start(), left[0]))
    return (opens or doubt.inside_sentence(passage, left.start())) and not sense.named_after(passage, left.start())


def _opens_list(passage: Passage, start: int, end: int) -> bool:
    """Whether the two words open a sentence that goes on with a comma, an and, a bracket: Гарри Поттер, Рон и Гермиона."""
    opens = re.search(r"(?:\A|\n|[.!?…»]\s{1,3})\Z", passage.folded[max(passage.span.start, start - 4) : start])
    return opens is not None and re.match(r",[ ]|[ ](?:и[ ]|\()", passage.folded[end : end + 3]) is not None


def _quotation(passage: Passage, start: int) -> bool:
    """Whether a name in quotation marks, no sentence, stands right before: корреспондент «Газеты» Елена Григорьевская."""
    return re.search(r"[^.!?…][»\"][ ]\Z", passage.folded[max(passage.span.start, start - 4) : start]) is not None


def _greeting(passage: Passage, start: int, end: int) -> bool:
    """Whether the line greets somebody, who is called by the father's name there."""
    line = passage.folded[passage.folded.rfind("\n", 0, start) + 1 : start].lower()
    return "уважаем" in line or "дорог" in line or doubt.greeted(passage, start) or passage.folded[end : end + 1] == "!"


@cache
def _elements() -> tuple[str, ...]:
    """What ends men's names of the Turkic world, of three letters and more."""
    return tuple(one for one in table("names")["russian"]["masculine"] if len(one) > 2)


def _no_father(word: str) -> bool:
    """Whether a word in -ович is a surname: the dictionary has it as one alone, or what it is made of is no given name (Дворкович)."""
    if gender_of_patronymic(word) != "m" or not _FATHER.search(word):
        return False
    known = [one for one in russian.readings(word.lower()) if one.known]
    if known:
        return not any("Patr" in one.labels for one in known)
    father = _FATHER.sub("", word).lower()
    return (
        len(father) >= _SHORTEST
        and not any(doubt.given_known(father + end, "ru") or doubt.listed_given(father + end) for end in ("", "й", "ь", "а", "я", "и"))
        and not father.endswith(_elements())
    )


def _epithet(given: str, right: str) -> bool:
    """Whether an adjective with a capital behind a given name tells who: Екатерина Великая, Руслан Соколовский, Павла Долгих."""
    known = [one for one in russian.readings(right.lower()) if one.known]
    if not known or any(one.kind != "adjective" and one.case for one in known):
        return False
    mine = {(one.case, one.gender) for one in russian.readings(given.lower()) if "Name" in one.labels and one.number == "sing"}
    theirs = {(one.case, one.gender) for one in known if one.number == "sing"}
    either = {case for case, gender in mine if gender is None}  # Саша Чёрный
    return not mine.isdisjoint(theirs) or not either.isdisjoint({case for case, _ in theirs}) or _STILL.match(right) is not None


@cache
def _living(given: str, right: str) -> bool:
    """Whether a noun for a living being stands in the case of the given name: Антона Волка, Ольгу Синицу; no post."""
    if doubt.stop(right, "ru") or doubt.is_office(right):
        return False
    mine = {case for case, number in sense.cases(given, personal=True) if number == "sing"}
    return any(one.known and one.animate and one.number == "sing" and one.case in mine for one in russian.readings(right.lower()))


def _known(given: str, surname: str) -> bool:
    """Whether a given name that is another word too goes with what only is a surname, in one case: София Никитчук; not Роман Толстого."""
    if not doubt.given_known(given, "ru") or sense.sense(surname) != "surname":
        return False
    mine = {one.case for one in russian.readings(given.lower()) if "Name" in one.labels and one.number == "sing"} or {
        case for case, _ in sense.cases(given)
    }
    return not mine.isdisjoint({case for case, _ in sense.cases(surname, personal=True)})


def _abroad(passage: Passage, left: re.Match[str], right: re.Match[str]) -> bool:
    """Whether two words of which the dictionary has at most one as a name are somebody's: Митт Ромни, финн Кими Райкконен."""
    first, last = sense.sense(left[0]), sense.sense(right[0])
    if (
        first not in ("unknown", "surname", "given")
        or last not in ("unknown", "surname", "surname-too")
        or sense.body(left[0])
        or doubt.surname_shaped(left[0], "ru")
    ):
        return False
    if first == "unknown" and last == "surname":
        return True
    shown = sense.apposed(passage, left.start(), right[0] if last != "unknown" else left[0]) or sense.acts(
        passage, left.start(), right.end()
    )
    return bool(shown) and not sense.body(right[0])


def _shared(passage: Passage, left: re.Match[str], right: re.Match[str], words: Sequence[re.Match[str]]) -> list[Found] | None:
    """Дмитрий и Ольга Ковалёвы: two given names and the surname of both in the plural."""
    surname = alone.singular(right[0])
    first = next((word for word in words if word.end() + 3 == left.start()), None)
    if surname == right[0] or first is None or passage.folded[first.end() : left.start()] != " и " or not doubt.given_only(first[0], "ru"):
        return None
    both = [(first, Span(*first.span())), (left, Span(left.start(), right.end()))]
    return [("shared-surname", span, (("given", word[0]), ("surname", _gendered(surname, word[0])))) for word, span in both]


def _gendered(surname: str, given: str) -> str:
    """The surname of a man, in the woman's form where the given name is a woman's."""
    if not any({"Name", "femn"} <= one.labels and one.case == "nom" for one in russian.readings(given.lower())):
        return surname
    return re.sub(r"ск?ий\Z", lambda end: end[0][:-2] + "ая", surname + "а" if re.search(r"(?:[оеё]в|[иы]н)\Z", surname) else surname)
