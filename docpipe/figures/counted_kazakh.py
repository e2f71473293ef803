"""The counted noun beside a figure in Kazakh: `2 336 сотталған адамға`, `243 шағын және орта бизнес субъектісі`, `психологтар – 208`.

A Kazakh noun phrase ends in its head, which after a figure stands in the singular: modifiers are passed until a noun with an
ending, or a noun that the vocabulary knows and that no possessive noun takes for its modifier.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.figures import counted_kazakh_before
from docpipe.figures.counted_kazakh_words import Word, listed, words
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.language.passage import Passage
    from docpipe.mentions.amount_value import Amount

_REACH, _MOST_WORDS = 160, 12
_GLOSS = lazy(r"\s{0,2}(?:\([^()\d]{2,60}\)\s{0,2})?(?:[«\"][^«»\"\d]{2,60}[»\"](?=\s[^\W\d_])|[«\"](?=\w))?")


@cache
def _made() -> re.Pattern[str]:
    """A number in words that makes an adjective of what is counted: `120 үш бөлмелі пәтер`."""
    kinds = "|".join(table("masks")["after"]["attribute"])
    return compiled(rf"\s{{1,2}}(?:екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он)\s(?:{kinds})(?=\s)")


_ACTION = lazy(r"..у[ыі]$")
"""`369 мектеп салынуы тиіс`: what is to be done, no noun of the phrase."""
_QUOTED = lazy(r"\s{0,2}[«\"](?P<words>[^«»\"]{2,60})[»\"]")


def find(passage: Passage, amount: Amount) -> tuple[Span, str] | None:
    """The span of the counted phrase and its head in dictionary form, or None."""
    start, part = counted_kazakh_before.after_ending(passage, amount)
    found = _after(passage, start, part=part)
    return found or _inside(passage, amount) or counted_kazakh_before.find(passage, amount, part=part)


def _inside(passage: Passage, amount: Amount) -> tuple[Span, str] | None:
    """The noun that stands between the figure and the word for its nearness: `50 адамнан астам`, `200 мектепке жуық`."""
    between = passage.folded[amount.figure.end : amount.span.end].rstrip()
    noun = between.rpartition(" ")[0]
    return (
        _after(passage.within(passage.span.start, amount.figure.end + len(noun)), amount.figure.end, part=False) if noun.strip() else None
    )


def _after(passage: Passage, start: int, *, part: bool) -> tuple[Span, str] | None:
    """The phrase behind the figure, behind a name in quotation marks first; else the one in the quotation marks: `74 «қара нүкте» жойылды`."""
    if made := _made().match(passage.folded, start, passage.span.end):
        start = made.end()
    gloss = _GLOSS.match(passage.folded, start, passage.span.end)
    found = _phrase(passage, gloss.end() if gloss else start, part=part)
    if found is None and gloss and (quoted := _QUOTED.fullmatch(gloss.group())):
        inside = passage.within(start + quoted.start("words"), start + quoted.end("words"))
        return _phrase(inside, inside.span.start, part=part)
    return found


def _phrase(passage: Passage, start: int, *, part: bool) -> tuple[Span, str] | None:
    following = list(words(passage.folded, start, min(passage.span.end, start + _REACH)))[:_MOST_WORDS]
    following = _less_instead(passage.folded, following)
    if not following or following[0].gap.strip(' «»"'):
        return None
    if _is_heads(following):
        return Span(following[0].start, following[0].closed), "бас"
    if capacity := _capacity(following[0]):
        return Span(following[0].start, following[0].closed), capacity
    called = _people_phrase(following)
    if called and not (part and not _stands_alone(following[called[0]])):
        return Span(following[0].start, following[called[0]].closed), called[1]
    place = _head(following)
    if place is None or (part and not _stands_alone(following[place])):
        return None
    return Span(following[0].start, following[place].closed), following[place].form.stem


def _is_heads(following: Sequence[Word]) -> bool:
    """`334 мың басқа көбейді`: heads of cattle in the dative, not `басқа` that modifies a noun."""
    after = _next(following, 0)
    return following[0].low == "басқа" and (after is None or after.low == "дейін" or after.kind == "verb")


def _less_instead(text: str, following: list[Word]) -> list[Word]:
    """The words up to `орнына` with a figure behind it: `25 автобус орнына 14-і`; not `120 жұмыс орнына`."""
    for place, word in enumerate(following):
        if word.low == "орнына" and place and text[word.closed : word.closed + 2].strip().isdigit():
            return following[:place]
    return following


def _capacity(word: Word) -> str | None:
    """`орын` for `300 орындық балабақша`: the figure counts what the adjective is made of."""
    stem = re.sub(r"(?:[лдт][ыі]қ?к?)$", "", word.low)
    return stem if stem != word.low and listed("capacity", stem) and word.form.case != "acc" else None


def _stands_alone(word: Word) -> bool:
    """Whether the head behind `56-сы` is what the part is (`56-сы психологтар;`), not an object of the verb."""
    return word.last and word.form.case == "nom" and not word.form.possessive


def _head(following: Sequence[Word]) -> int | None:
    """The place of the head among the words behind the figure, or None."""
    head: int | None = None
    for place, word in enumerate(following):
        if place and not _goes_on(following[place - 1], word, head):
            break
        step = _step(following, place, head)
        if step == "end":
            break
        if step == "modifier":
            head = None
        elif step in ("head", "last"):
            head = place
        if step == "last":
            break
    return head


def _step(following: Sequence[Word], place: int, head: int | None) -> str:
    """What a word does to the phrase: `end` before it, `last` with it, `head` for now, `modifier` of what follows, `pass`."""
    word = following[place]
    kind = word.kind
    if (
        head is not None
        and _ACTION.search(word.low)
        and (after := _next(following, place))
        and after.low in ("тиіс", "керек", "қажет", "мүмкін")
    ):
        return "end"
    if kind in ("stop", "verb"):
        return "modifier" if kind == "stop" and _having(following, place) else "end"
    if kind == "join":
        return "pass" if head is None or _pair(following, place) else "end"
    if kind in ("adjective", "participle"):
        if head is not None:
            return "end"
        return "last" if kind == "participle" and listed("people", word.low) and not _modifies(following, place) else "pass"
    if _compound(following, place) or _complement(following, place) or _quality(following, place):
        return "modifier"
    if head is not None and (_other_phrase(following[head], word) or _object(following, place)):
        return "end"
    return "head" if _open(following, place) else "last"


def _goes_on(before: Word, word: Word, head: int | None) -> bool:
    """Whether no more than blanks and quotation marks stand between, or a comma between adjectives."""
    rest = word.gap.strip(' «»"')
    return not rest or (rest == "," and head is None and before.kind in ("adjective", "participle") and word.kind != "verb")


def _pair(following: Sequence[Word], place: int) -> bool:
    """Whether `және` joins modifiers of a possessive noun behind them: `білім және ғылым ұйымы`."""
    rest = following[place + 1 : place + 4]
    nouns = [word for word in rest if word.kind == "noun" and not word.gap.strip(' «»"')]
    return len(nouns) > 1 and not following[place - 1].form.known and any(one.form.possessive and one.form.known for one in nouns[1:])


def _quality(following: Sequence[Word], place: int) -> bool:
    """Whether a noun for people is the adjective that it was made of: `күдікті операцияны`, `айыпты тарапқа`; not `күдікті ұсталды`."""
    word, after = following[place], _next(following, place)
    made = word.person and word.form.case == "nom" and word.low.endswith(("ты", "ті", "лы", "лі", "ды", "ді"))
    return made and after is not None and after.kind == "noun" and after.form.known and not after.form.possessive


def _modifies(following: Sequence[Word], place: int) -> bool:
    """Whether a participle that stands for people (`сотталған`) has its noun right behind it (`сотталған адамға`)."""
    after = _next(following, place)
    return after is not None and after.kind == "noun" and after.person and not after.form.possessive


def _having(following: Sequence[Word], place: int) -> bool:
    """Whether `бар`, `қажет` belongs to a noun behind it: `мүгедектігі бар адам`, `көмекті қажет ететін бала`."""
    after = _next(following, place)
    if after is None or not place:
        return False
    return after.kind == ("noun" if following[place].low in ("бар", "жоқ") else "participle" if following[place].low == "қажет" else "")


def _compound(following: Sequence[Word], place: int) -> bool:
    """Whether the word and the one behind it are one noun of the vocabulary: `елді мекенге`, `құқық бұзушылық`."""
    after = _next(following, place)
    if after is None or after.kind == "verb":
        return False
    both = f"{following[place].low} {after.form.stem}"
    return listed("things", both) or listed("agents", after.form.stem)


def _people_phrase(following: Sequence[Word]) -> tuple[int, str] | None:
    """People who are called by a participle with its complement: `7 кәмелетке толмаған`, where no noun follows that they modify."""
    for place, (word, after) in enumerate(pairwise(following[:4])):
        both = f"{word.low} {after.form.stem}"
        owner = after.form.case == "gen" and after.form.plural
        if listed("people", both) and not after.gap.strip() and not owner and not _modifies(following, place + 1):
            return place + 1, both
        if word.kind in ("stop", "verb") or word.form.known:
            return None
    return None


def _complement(following: Sequence[Word], place: int) -> bool:
    """Whether the word is no part of the phrase's own row but hangs on a word behind it that modifies the head."""
    word, after = following[place], _next(following, place)
    if after is None:
        return False
    if listed("linking", after.low):
        return not word.person
    if word.form.case == "nom":
        return not word.person and _bare_complement(word, after)
    if word.form.case == "gen":
        return _owner(following, place, after)
    if word.form.case == "acc" and not word.form.known and not word.form.possessive and after.kind == "noun":
        return after.form.known and after.form.case == "nom" and not after.form.possessive
    return not word.person and _of_participle(following, place, after)


def _bare_complement(word: Word, after: Word) -> bool:
    """`тәуекел тобындағы азамат`, `қайтыс болған адам`."""
    if after.low.endswith(("ындағы", "індегі", "асындағы", "есіндегі")):
        return True
    return after.kind == "participle" and not word.form.known and listed("light", after.low)


def _owner(following: Sequence[Word], place: int, after: Word) -> bool:
    """Whether a genitive is the owner of a possessive noun behind it: `Қазақстан Республикасының азаматы`; not `25 мектептің ғимараты`."""
    word = following[place]
    if word.form.possessive and after.low.endswith(("дағы", "дегі", "тағы", "тегі")):
        return True
    named = word.form.plural or listed("places", word.form.stem) or (word.text[:1].isupper() and not word.short)
    return named and any(one.form.possessive for one in following[place + 1 : place + 4] if one.kind == "noun")


def _of_participle(following: Sequence[Word], place: int, after: Word) -> bool:
    """Whether the word depends on a participle behind it: `есепте тұрған адам`, `көмекті қажет ететін бала`."""
    word, at = following[place], place + 1
    if after.low == "қажет" or (after.kind == "noun" and after.form.case != "nom" and not word.form.known):
        at += 1
    if at >= len(following) or following[at].kind != "participle":
        return False
    behind = _next(following, at)
    return behind is not None and behind.kind in ("noun", "adjective") and not (word.form.known and word.form.case in ("acc", "dat"))


def _other_phrase(head: Word, word: Word) -> bool:
    """Whether a noun with a case but no possessive begins another phrase: `12 турист Астанаға келді`, but `70 қарт адамға`."""
    return word.form.case != "nom" and not word.form.possessive and not word.person and not word.short and head.form.case == "nom"


def _object(following: Sequence[Word], place: int) -> bool:
    """Whether a bare noun is the object of the verb behind it: `260 музей жұмыс істейді`, `12 түлек құжат тапсырды`."""
    word, after = following[place], _next(following, place)
    return word.form.case == "nom" and not word.form.possessive and not word.person and after is not None and after.acts


def _open(following: Sequence[Word], place: int) -> bool:
    """Whether a further noun may make the one at `place` its modifier."""
    word, after = following[place], _next(following, place)
    if after is None or word.form.case != "nom":
        return False
    if after.kind == "join":
        return _pair(following, place + 1)
    if after.kind == "stop":
        return word.form.possessive and _having(following, place + 1)
    if after.kind != "noun":
        return False
    if word.form.plural:
        return after.form.possessive and (after.form.known or not word.person)
    if word.person:
        return _person_open(word, after)
    if word.short and not after.form.possessive:
        return after.form.known
    return not (word.form.possessive or word.form.known) or _thing_open(following, place, after)


def _person_open(word: Word, after: Word) -> bool:
    """`жұмыссыз азамат`, `шаруашылық жүргізуші субъект`, `студент жатақханасы`; but `500 адам жұмыс тапты`."""
    if not after.form.known or word.form.stem == "адам":
        return False
    if after.form.possessive:
        return after.form.case == "nom"
    return listed("agents", word.low) or (after.person and not word.form.possessive)


def _thing_open(following: Sequence[Word], place: int, after: Word) -> bool:
    """`мектеп директоры`, `өрт сөндіру бөлімі`; but `25 мектеп құрылысы`."""
    if after.low.endswith("у") and not after.form.possessive:
        behind = _next(following, place + 1)
        return behind is not None and behind.kind == "noun" and behind.form.possessive
    return after.form.possessive and (after.form.known or after.form.case == "nom") and not listed("of_them", after.form.stem)


def _next(following: Sequence[Word], place: int) -> Word | None:
    if place + 1 >= len(following) or following[place + 1].gap.strip(' «»"'):
        return None
    return following[place + 1]
