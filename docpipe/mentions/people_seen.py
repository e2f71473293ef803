"""Where names may stand in Kazakh and Russian text: surname and initials, full names, pairs, a surname behind a post.

A candidate tells the place, which printed word is the surname, the given name, the patronymic, and how sure its form is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.language.names import gender_of_patronymic, is_patronymic
from docpipe.mentions import (
    people_abroad,
    people_alone,
    people_beside,
    people_deeds,
    people_given,
    people_pairs,
    people_places,
    people_russian,
    people_sense,
    people_towns,
    people_words,
)
from docpipe.mentions import people_doubt as doubt
from docpipe.model import trace
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docpipe.language.passage import Passage
    from docpipe.language.russian_declension import Role
    from docpipe.language.russian_names import Roles

_U, _L = "А-ЯЁӘІҢҒҮҰҚӨҺ", "а-яёәіңғүұқөһ"
_NAME = rf"(?:(?:[ОД]['’]|(?:Мак|Ди|Де|Ла|Ле)(?=[{_U}][{_L}]))?[{_U}][{_L}]{{1,30}}+(?:-[{_U}{_L}][{_L}]{{1,30}}+){{0,2}}|[{_U}]{{2,30}}+(?:-[{_U}]{{2,30}}+)?)(?![\w])"
_ONE = rf"(?:Дж|ДЖ|Дз|[{_U}])\."
_INITIALS = rf"{_ONE}(?:-{_ONE})?(?:[ \t]{{0,2}}{_ONE}(?![ \t]{{0,2}}[{_U}]\.))?"
_BELOW = r"[ \t*_]{0,6}\n[\s*_]{0,8}"
_SURNAME_FIRST = lazy(
    rf"(?<![\w@-])(?P<surname>{_NAME})(?:(?:[ \t]{{1,3}}|[ \t]?\n)(?P<initials>{_INITIALS}|{_ONE}[ \t]?[{_U}](?![\w.]))"
    rf"|(?:{_BELOW}|[ \t]{{4,60}})(?P<below>{_INITIALS})(?=[ \t*_]{{0,6}}(?:\n|\Z)))"
)
_INITIALS_FIRST = lazy(
    rf"(?<![\w.@-])(?P<initials>(?:Дж\.[ ]?(?=[{_U}]\.[ ]?[{_U}]\.))?{_INITIALS})(?P<gap>[ \t]{{0,3}}|{_BELOW})(?P<surname>{_NAME})"
)
_WORD = lazy(rf"(?<![\w@.-]){_NAME}(?:[ \t](?:оглы|оғлы|огли|оглу|кызы|гызы)(?!\w))?")
_GAP = lazy(r"[ \t]{1,3}|[ \t*_]{0,4}\n[ \t*_]{0,4}")
_AFTER_POST = lazy(r"[\s*_,:–-]{1,8}")
ALONE = "surname-alone"
ONE = "one-name"
_STRENGTH = {
    "full-name": 4.0,
    "surname-in-ich": 3.6,
    "given-and-patronymic": 3.5,
    "patronymic-apart": 3.6,
    "hero": 2.5,
    "shared-surname": 3.2,
    "surname-initials": 3.0,
    "initials-surname": 3.0,
    "ruler": 2.9,
    "foreign": 2.8,
    "given-surname": 2.0,
    "surname-after-post": 1.0,
    ALONE: 0.5,
    ONE: 0.4,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be a name: `pairs` of role and printed word, `initials` as printed, `sure` the higher the surer."""

    span: Span
    pairs: Roles
    initials: str | None
    rule: str
    sure: float


def candidates(passage: Passage, posts: Sequence[object] = ()) -> list[Candidate]:
    """The candidates that stand, in the order of the text; of two that overlap the surer one."""
    words = list(passage.finditer(_WORD))
    ends = sorted({end for post in posts if (end := _end(post)) is not None})
    seen = [
        *_with_initials(passage),
        *_with_patronymic(passage, words),
        *(Candidate(span, pairs, None, "foreign", _STRENGTH["foreign"]) for span, pairs in people_abroad.find(passage, words)),
        *_pairs(passage, words, ends),
        *_behind_posts(passage, words, ends),
        *(
            Candidate(Span(*word.span()), (("surname", word[0]),), None, ALONE, _STRENGTH[ALONE])
            for word in people_alone.find(passage, words)
        ),
        *(Candidate(Span(*word.span()), pairs, None, ONE, _STRENGTH[ONE]) for word, pairs in people_given.find(passage, words)),
        *(Candidate(span, pairs, None, rule, _STRENGTH[rule]) for rule, span, pairs in people_beside.find(passage, words)),
        *(Candidate(span, pairs, None, rule, _STRENGTH[rule]) for rule, span, pairs in people_russian.find(passage, words, posts)),
    ]
    kept: list[Candidate] = []
    _keep(passage, kept, seen)
    joined = people_beside.joined(passage, words, [one.span for one in kept])
    _keep(passage, kept, [Candidate(span, pairs, None, ONE, _STRENGTH[ONE]) for span, pairs in joined])
    return kept


def _keep(passage: Passage, kept: list[Candidate], seen: Iterable[Candidate]) -> None:
    """Adds to `kept`, which stays in the order of the text, those that nothing speaks against and no surer one overlaps."""
    for one in sorted(seen, key=lambda c: (-c.sure, c.span.start, -c.span.end)):
        if _refused(passage, one):
            continue
        at = bisect_left(kept, one.span, key=_place)
        rival = next((other for other in kept[max(0, at - 1) : at + 1] if other.span.overlaps(one.span)), None)
        trace.note("person", one.rule, one.span, won=rival is None, why="" if rival is None else f"overlaps {rival.rule}")
        if rival is None:
            kept.insert(at, one)


def _place(one: Candidate) -> Span:
    return one.span


def _end(post: object) -> int | None:
    span = getattr(post, "span", None)
    return span[1] if span else None


_TELEPHONE = lazy(r"[ ,;]{0,3}(?:\+\d|[78]?[ ]?\(\d|\d{2,3}[ -]\d\d[ -]\d|тел|☎|вн\.|ішкі)", re.IGNORECASE)
_WRITES = lazy(r"[ \t]{0,8}(?:(?:исп|исполн|орын|орынд)\w{0,8}[.: ]{1,3})?", re.IGNORECASE)
_FAR_RIGHT = lazy(r"[^\W\d_]{3,}\.?(?:\t|[ _]{4,})[ \t_]{0,60}$")


def _refused(passage: Passage, one: Candidate) -> bool:
    pair = one.rule == "given-surname" and one.pairs[0][1][-1:] in "ая"
    reason = ""
    if doubt.of_place(passage, *one.span, genitive_pair=pair):
        reason = "a street or a place"
    elif (
        one.rule == "given-surname"
        and passage.language == "ru"
        and people_deeds.of_kin(passage, one.span.start, *(word for _, word in one.pairs))
    ):
        reason = "a kinsman's name and an own one"
    elif one.rule == "given-surname" and passage.language == "ru" and people_words.disagree(*(word for _, word in one.pairs)):
        reason = "a word before a genitive"
    elif not one.initials and len(one.pairs) < 3 and doubt.quoted(passage, *one.span):
        reason = "a name in quotation marks"
    if reason:
        trace.note("person", one.rule, one.span, won=False, why=reason)
    return bool(reason)


def _with_initials(passage: Passage) -> Iterator[Candidate]:
    for match in passage.finditer(_SURNAME_FIRST):
        initials = match["initials"] or match["below"]
        sure = _initials_trust(passage, match, initials)
        if sure:
            role: Role = "given" if passage.language == "ru" and people_sense.given_before_letter(match["surname"], initials) else "surname"
            yield Candidate(Span(*match.span()), ((role, match["surname"]),), initials, "surname-initials", sure)
    at = passage.span.start
    while leading := _INITIALS_FIRST.search(passage.folded, at, passage.span.end):
        sure = _initials_trust(passage, leading, leading["initials"])
        if sure:
            yield Candidate(Span(*leading.span()), (("surname", leading["surname"]),), leading["initials"], "initials-surname", sure)
        at = leading.end() if sure else leading.start() + 1


def _initials_trust(passage: Passage, match: re.Match[str], initials: str) -> float:
    """How sure surname and initials are, 0 where they are not: a surname's form, two initials, a place where names stand."""
    word, language = match["surname"], passage.language
    two = len(re.findall(r"[^\W\d_]", initials)) > 1
    first = match.start("surname") > match.start()
    shaped = doubt.surname_shaped(word, language)
    below = "\n" in _between(passage, match, first=first)
    if not first and language == "ru" and people_words.opens_before_name(passage, match.start(), match.end()):
        return 0.0
    named = shaped or (doubt.given_like(word, language) and not doubt.common(word, language))
    if word.lower() in doubt.stop_words(language) or (doubt.no_initials(initials) and (below or not named)):
        return 0.0
    if doubt.common(word, language):
        return 0.0 if below else _common_trust(passage, match, shaped=shaped, two=two, first=first)
    if first and below and not shaped and not doubt.given_like(word, language):
        return 0.0
    if shaped:
        return _STRENGTH["surname-initials"] + 0.2 * two + _side(passage, match, first=first)
    if first and not two and not _named_here(passage, match):
        return 0.0
    if not first and not two and not (doubt.given_like(word, language) or _ends_line(passage, match.end())):
        return 0.0
    return 2.0 + 0.3 * two + 0.2 * doubt.given_like(word, language) + _side(passage, match, first=first)


def _common_trust(passage: Passage, match: re.Match[str], *, shaped: bool, two: bool, first: bool) -> float:
    """A dictionary word that is a surname as well: Е. Кочетов, Скрипка В.Г.; never a post (Директор А.А. …) or a list letter."""
    word = match["surname"]
    if first and not doubt.is_office(word) and _signed(passage, match):
        return 1.5
    if doubt.is_office(word) or doubt.place_name(word) or passage.language != "ru":
        return 0.0
    if first:
        listed = _starts_line(passage, match.start()) and not two and not _ends_line(passage, match.end())
        return 1.5 if shaped and not listed else 0.0
    return 1.2 if two and not re.match(rf"[ \t]{{0,3}}[{_U}]", passage.folded[match.end() : match.end() + 4]) else 0.0


def _signed(passage: Passage, match: re.Match[str]) -> bool:
    """Whether initials and a word stand where signers and executors do: far right of a post, under or over another name, before a telephone."""
    if not _ends_line(passage, match.end()):
        return False
    line = passage.folded[passage.folded.rfind("\n", 0, match.start()) + 1 : match.start()]
    if _TELEPHONE.match(passage.folded, match.end(), match.end() + 12) and _WRITES.fullmatch(line):
        return True
    if line.strip():
        return bool(_FAR_RIGHT.search(line))
    above = passage.folded[max(passage.span.start, match.start() - 60) : match.start()].rstrip().rpartition("\n")[2]
    below = passage.folded[match.end() : match.end() + 60].lstrip().partition("\n")[0]
    others = [found for found in map(_INITIALS_FIRST.fullmatch, (above.strip(), below.strip())) if found]
    return any(doubt.surname_shaped(other["surname"], passage.language) for other in others)


def _between(passage: Passage, match: re.Match[str], *, first: bool) -> str:
    """What stands between the surname and its initials."""
    if first:
        return passage.folded[match.end("initials") : match.start("surname")]
    return passage.folded[match.end("surname") : match.end()]


def _side(passage: Passage, match: re.Match[str], *, first: bool) -> float:
    """Initials belong to the word on their own line, and to what stands apart: `Кожаев⏎М.` is one name."""
    gap = _between(passage, match, first=first)
    ends = _ends_line(passage, match.end()) or passage.folded[match.end() : match.end() + 1] in (",", ";", ")", "(", "")
    return -0.5 * ("\n" in gap) + 0.1 * ends


def _named_here(passage: Passage, match: re.Match[str]) -> bool:
    """Whether one initial before an unshaped word makes a name: no list letter before a sentence (А. Общие положения)."""
    follows = passage.folded[match.end() : match.end() + 3]
    word, language = match["surname"], passage.language
    if doubt.short_surname(word) or doubt.listed_on(passage, match.end()):
        return True
    if re.match(rf"[ \t][{_L}]", follows) and _starts_line(passage, match.start()):
        return False
    if doubt.given_like(word, language):
        return True
    return not _starts_line(passage, match.start()) or _ends_line(passage, match.end())


def _starts_line(passage: Passage, start: int) -> bool:
    return passage.folded[max(passage.span.start, start - 8) : start].rstrip(" \t*_#")[-1:] in ("", "\n")


def _ends_line(passage: Passage, end: int) -> bool:
    """Whether nothing stands behind it in its line but a telephone or the mark that parts it from the next of a list."""
    rest = passage.folded[end : min(passage.span.end, end + 8)].lstrip(" \t*_")
    return bool(_TELEPHONE.match(rest)) or rest[:1] in ("", "\n") or (rest[0] in ",;" and rest[1:].lstrip(" \t*_")[:1] in ("", "\n"))


def _adjacent(passage: Passage, left: re.Match[str], right: re.Match[str]) -> bool:
    return _GAP.fullmatch(passage.folded, left.end(), right.start()) is not None


def _with_patronymic(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[Candidate]:
    for place, word in enumerate(words):
        if not place or not is_patronymic(word[0]) or not _adjacent(passage, words[place - 1], word):
            continue
        given = words[place - 1]
        if doubt.no_given(given[0], passage.language) and not people_words.agrees(given[0], word[0], passage.language):
            continue
        before = words[place - 2] if place > 1 and _adjacent(passage, words[place - 2], given) else None
        if before and place > 2 and is_patronymic(before[0]) and _adjacent(passage, words[place - 3], before):
            before = None  # Махамбет Өтемісұлы Исатай Тайманұлымен
        after = words[place + 1] if place + 1 < len(words) and _adjacent(passage, word, words[place + 1]) else None
        if after and place + 2 < len(words) and is_patronymic(words[place + 2][0]) and _adjacent(passage, after, words[place + 2]):
            after = None
        yield _full(passage, given, word, before, after)


def _full(
    passage: Passage, given: re.Match[str], patronymic: re.Match[str], before: re.Match[str] | None, after: re.Match[str] | None
) -> Candidate:
    """Given name and patronymic with the surname that stands before or after them, if any does."""
    weights = {id(one): _as_surname(passage, one, given[0], before=one is before) for one in (before, after) if one}
    best = max((one for one in (before, after) if one), key=lambda one: weights[id(one)], default=None)
    plain = passage.language == "kk" or patronymic[0].endswith("ич")  # Руслана Маратовича is a man
    hers = plain and doubt.gender(given[0], passage.language) == "f" and gender_of_patronymic(patronymic[0]) == "m"
    abroad = hers or doubt.from_abroad(given[0])
    last: Role = "surname" if abroad else "patronymic"  # Новак Джокович, Светлана Алексиевич
    pairs: list[tuple[Role, str]] = [("given", given[0]), (last, patronymic[0])]
    if best is None or weights[id(best)] <= 0 or (abroad and not doubt.surname_shaped(best[0], passage.language)):
        return Candidate(
            Span(given.start(), patronymic.end()), tuple(pairs), None, "given-and-patronymic", _STRENGTH["given-and-patronymic"]
        )
    if best is before:
        pairs.insert(0, ("surname", best[0]))
    else:
        pairs.append(("surname", best[0]))
    return Candidate(
        Span(min(best.start(), given.start()), max(best.end(), patronymic.end())), tuple(pairs), None, "full-name", _STRENGTH["full-name"]
    )


def _as_surname(passage: Passage, word: re.Match[str], given: str, *, before: bool) -> float:
    """How much a word beside given name and patronymic is the surname."""
    language = passage.language
    shaped = doubt.surname_shaped(word[0], language)
    if (doubt.no_given(word[0], language) and not (shaped and not doubt.stop(word[0], language))) or (
        is_patronymic(word[0]) and not before
    ):
        return 0.0
    if language == "ru" and before and people_words.owned(word[0], given):
        return 0.0
    if language == "kk" and not shaped and (doubt.person_noun(word[0]) if before else people_towns.in_case(word[0])):
        return 0.0  # Дәрігер Жанар Төлегенқызы; Ақмарал Әлібекқызы Оралдан
    weight = 1.0 + shaped + 0.3 * before
    if "\n" in passage.folded[word.end() - len(word[0]) - 2 : word.start()] and before and _starts_line(passage, word.start()):
        weight += 0.1
    opens_sentence = (
        before and language == "kk" and not shaped and not doubt.given_like(word[0], language) and _starts_line(passage, word.start())
    )
    return weight - 0.9 * opens_sentence


def _pairs(passage: Passage, words: Sequence[re.Match[str]], post_ends: Sequence[int]) -> Iterator[Candidate]:
    """Given name and surname side by side, one of them of a form that only names have."""
    ends, language = set(post_ends), passage.language
    for left, right in pairwise(words):
        if passage.folded[left.end() : right.start()].strip(" \t") or is_patronymic(left[0]):
            continue
        if language == "kk" and people_places.no_surname(left[0]) and not doubt.listed_given(left[0]):
            continue  # Уимблдонда Арина, Жиынға Сапаров
        if language == "kk" and people_given.before_one_name(left[0]) and not doubt.surname_shaped(right[0], "kk"):
            continue  # Королева Елизавета, Ағам Қанат
        if language == "kk" and (people_given.opposed(left[0], right[0]) or people_places.told_by_next(passage, left.end())):
            continue  # Тоқаев Путинмен; Жәнібек Шу бойына
        posted = any(end in ends for end in range(left.start() - 8, left.start() + 1)) or doubt.greeted(passage, left.start())
        if not _paired(passage, left, right, behind_post=posted):
            told = doubt.apposed(passage, left.start(), right.end()) or people_given.from_abroad(passage, left, right)
            if posted or not told or not _paired(passage, left, right, behind_post=True):
                continue
            posted = True
        yield Candidate(
            Span(left.start(), right.end()),
            people_pairs.who_is_what(left[0], right[0], language, behind_post=posted),
            None,
            "given-surname",
            _STRENGTH["given-surname"] + 0.5 * posted,
        )


def _paired(passage: Passage, left: re.Match[str], right: re.Match[str], *, behind_post: bool) -> bool:
    """Whether two capital words are a given name and a surname, in whichever order."""
    language = passage.language
    named = behind_post and (doubt.given_known(left[0], language) or (language == "kk" and doubt.everyday(left[0])))
    too = doubt.common(left[0], language) and people_pairs.word_too(left[0], right[0], language)
    if too:
        return behind_post or doubt.inside_sentence(passage, left.start()) or doubt.opens_running_text(passage, left.start(), right.end())
    if doubt.common(left[0], language) and not (named or people_given.after_a_place(passage, left, right)):
        return False
    sure = language == "kk" or doubt.given_only(left[0], language) or doubt.surname_known(right[0])
    told = (
        doubt.inside_sentence(passage, left.start())
        or (sure and doubt.opens_running_text(passage, left.start(), right.end()))
        or doubt.eponym(passage, left.start(), right.end())
        or people_given.opens_listed(passage, left, right)
        or people_given.before_place(passage, left, right)
        or (language == "kk" and people_given.by_surname(right[0]))
    )
    if doubt.common(right[0], language) and not people_pairs.odd_surname(left[0], right[0], language, behind_post=behind_post, told=told):
        return False
    opener = language == "kk" and not behind_post and not doubt.maybe_given(left[0])
    if opener and (doubt.only_opens(passage, left.start(), left.end()) or people_given.before_place(passage, left, right)):
        return people_beside.first_of_sentence(left[0], right[0])
    if language == "kk" and told and people_pairs.two_given(left[0], right[0]) and not people_given.before_capital(passage, right.end()):
        return True
    return people_pairs.fits(left[0], right[0], language, behind_post=behind_post, told=told)


def _behind_posts(passage: Passage, words: Iterable[re.Match[str]], post_ends: Sequence[int]) -> Iterator[Candidate]:
    """A surname alone right behind a post or a word of courtesy."""
    ends = set(post_ends)
    for word in words:
        language = passage.language
        if doubt.common(word[0], language) or (is_patronymic(word[0]) and language == "ru"):
            continue
        near = [end for end in range(word.start() - 8, word.start()) if end in ends]
        behind = any(_AFTER_POST.fullmatch(passage.folded, end, word.start()) for end in near)
        named = doubt.eponym(passage, *word.span()) and doubt.surname_shaped(word[0], language)
        if not (behind or named or doubt.greeted(passage, word.start())):
            continue
        if doubt.surname_shaped(word[0], language) or (behind and doubt.given_like(word[0], language) and _ends_line(passage, word.end())):
            yield Candidate(Span(*word.span()), (("surname", word[0]),), None, "surname-after-post", _STRENGTH["surname-after-post"])
