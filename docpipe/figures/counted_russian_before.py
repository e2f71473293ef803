"""What is counted where it stands before the figure: `школ – 25`, `количество школ составило 25`, `выявлено правонарушений 25`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.figures.counted_russian_words import FIGURE, Form, Governed, Word, dictionary_form, governed, words
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.language.passage import Passage
    from docpipe.language.russian import Reading
    from docpipe.mentions.amount_value import Amount

_REACH = 160
_LINK = lazy(
    r"\s{0,3}(?:(?:\([^()\d]{1,40}\))?\s{0,2}[–:-]\s{0,2}(?:(?:до|на|в|с|по|от|более|около|всего|лишь|только|порядка|свыше)\s){0,2}|:\s?)$"
)
_COMPARED = lazy(r"(?<!\w)(?:годом (?:ранее|раньше)|год назад|аппг|(?:в|за) (?:прошлом|прошлый) году?)$", re.IGNORECASE)
_AGE = lazy(r"\s(?:в возрасте|до|от|старше|младше)\s[^,;:.]{0,20}\sлет\s{0,2}$")
_INCLUDING = lazy(r"(?:(?<!\w)в том числе|(?<!\w)в т\.\s?ч\.|из (?:них|которых))\s{1,3}", re.IGNORECASE)
_BREAK = lazy(rf"[.,;:!?()]|{FIGURE.pattern}|\s[–-]\s|\n")
_MEASURED = lazy(
    r"(?<!\w)(?P<measure>количеств(?:о|а|у|ом|е)|кол-во|числ(?:о|а|у|ом)|численност(?:ь|и|ью)|поголовь(?:е|я|ю|ем)|контингент(?:а|у|ом)?)\s+(?=[а-яё«])",
    re.IGNORECASE,
)
_POPULATED = lazy(r"(?<!\w)с\s(?P<word>населением)\s(?:(?:в|более|менее|свыше|около|порядка|почти|до|чем)\s){0,3}$", re.IGNORECASE)
_NO_MEASURE = lazy(r"(?:том|из|от|его|их|в)\s{1,2}$", re.IGNORECASE)
_FILLERS = frozenset(("всего", "лишь", "только", "уже", "ещё", "еще", "было", "итого", "на", "сегодня"))
_GENITIVES: frozenset[Form] = frozenset((("gen", "plur"), ("gen", "sing")))


def find(passage: Passage, amount: Amount) -> tuple[Span, str] | None:
    """The span of the word and its dictionary form, or None."""
    start, end = max(passage.span.start, amount.span.start - _REACH), amount.span.start
    text = passage.folded
    link = _LINK.search(text, start, end)
    if link and _COMPARED.search(text, start, link.start()):
        return None
    word = _labelled(text, *_label(text, start, link.start()), governed(amount)) if link else None
    if link and word is None:
        word = _announced(text, start, link.start(), governed(amount))
    if word is None and (people := _POPULATED.search(text, start, end)):
        return Span(*people.span("word")), "население"
    word = word or _measured(text, start, end) or (None if link else _before(text, _opening(text, start, end), end))
    return (Span(word[0].start, word[0].closed), word[1]) if word else None


def _announced(text: str, start: int, end: int, figure: Governed) -> tuple[Word, str] | None:
    """The noun before a colon behind which the figures stand one by one: `нарушений: в 2022 году – 34`."""
    colon = text.rfind(":", start, end)
    if colon < 0 or re.search(r"[.;!?]\s", text[colon:end]):
        return None
    return _labelled(text, _opening(text, start, colon), colon, figure)


def _label(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the label before a dash stands, less a participle's clause between commas (`лиц, состоящих на учете, – 25`)."""
    aged = _AGE.search(text, start, end)
    end = aged.start() if aged else end
    stripped = text[start:end].rstrip()
    if stripped.endswith(",") and (comma := text.rfind(",", start, start + len(stripped) - 1)) >= 0:
        end = comma
    return _opening(text, start, end), end


def _opening(text: str, start: int, end: int) -> int:
    """Where the words begin that stand together before `end`."""
    breaks = sorted(match.end() for pattern in (_BREAK, _INCLUDING) for match in pattern.finditer(text, start, end))
    return breaks[-1] if breaks else start


def _labelled(text: str, start: int, end: int, figure: Governed) -> tuple[Word, str] | None:
    """The noun of a label before a dash: the first that hangs on no preposition and no other noun."""
    bound = ""
    line = list(words(text, start, end))
    agreed: frozenset[Form] | None = None
    for place, word in enumerate(line):
        if word.preposition:
            bound, agreed = ("part" if word.text.lower() in ("из", "среди") else "object"), None
            continue
        if word.verbal or word.text.lower() in _FILLERS or "NPRO" in word.labels:
            bound = bound if word.text.lower() in _FILLERS else ""
            continue
        adjective = frozenset((r.case, r.number) for r in word.readings if r.kind == "adjective" and r.case and r.number)
        head = _plain_head(word, line, place, figure, agreed)
        if head and not bound:
            return word, head
        if bound != "object" and (standing := _standing(word, line, place)):
            return word, standing
        if adjective:
            agreed = adjective
        elif any(r.kind == "noun" for r in word.readings):
            bound, agreed = "noun", None
    return None


def _plain_head(word: Word, line: Sequence[Word], place: int, figure: Governed, agreed: frozenset[Form] | None) -> str | None:
    """The dictionary form of a noun in a form that a label has: genitive or nominative of many, nominative of one beside a 1."""
    wanted = {("gen", "plur"), ("nom", "plur")} | ({("nom", "sing")} if figure.kind == "one" else set())
    nouns = [r for r in word.nouns(lambda form: agreed is None or form in agreed) if (r.case, r.number) in wanted or "Fixd" in r.labels]
    if not nouns or any(r.lemma in _never() for r in nouns) or _agrees_on(line, place) or _place(word, nouns):
        return None
    return dictionary_form(word, nouns)


def _place(word: Word, nouns: Sequence[Reading]) -> bool:
    """Whether a label names a place (`город Астана`) or a sum rather than what is counted."""
    if word.text[:1].isupper() and "Fixd" in nouns[0].labels and not word.text.isupper():
        return True
    listed = nouns[0].lemma in table("counted")["russian"]["places"]
    return listed and not any((r.case, r.number) == ("gen", "plur") for r in nouns)


def _standing(word: Word, line: Sequence[Word], place: int) -> str | None:
    """A participle that stands for people by itself (`осужденных – 25`), with no noun behind it that it agrees with."""
    forms: frozenset[Form] = frozenset((("gen", "plur"), ("nom", "plur")))
    return None if _agrees_on(line, place) else word.substantive(forms)


def _agrees_on(line: Sequence[Word], place: int) -> bool:
    if place + 1 >= len(line):
        return False
    mine = {(r.case, r.number) for r in line[place].readings if r.kind == "adjective"}
    return any((r.case, r.number) in mine for r in line[place + 1].readings if r.kind == "noun" and r.case)


def _measured(text: str, start: int, end: int) -> tuple[Word, str] | None:
    """The noun behind the nearest `количество`, `число`, `численность` before the figure, in the genitive."""
    floor = max((m.end() for m in re.finditer(r"[;!?]|\.\s(?=[А-ЯЁ])", text[start:end])), default=0) + start
    found = [m for m in _MEASURED.finditer(text, floor, end) if not _NO_MEASURE.search(text, max(floor, m.start() - 6), m.start())]
    if not found:
        return None
    line = list(words(text, found[-1].end(), end))
    for place, word in enumerate(line[:6]):
        nouns = word.nouns(_GENITIVES.__contains__)
        if (nouns or word.short) and not _agrees_on(line, place) and not any(r.lemma in _never() for r in nouns):
            head = dictionary_form(word, nouns)
            return (word, head) if head else None
        if not any(r.kind == "adjective" for r in word.readings) and not word.skipped:
            return None
        if (standing := word.substantive(_GENITIVES)) and not _agrees_on(line, place):
            return _people_behind(line[place + 1 : place + 7]) or (word, standing)
    return None


def _people_behind(line: Sequence[Word]) -> tuple[Word, str] | None:
    """The people whom a participle with its complements describes: `(зарегистрированных) на бирже труда граждан`."""
    best = None
    for word in line:
        if word.verbal or word.gap.strip():
            break
        people = [r for r in word.nouns((("gen", "plur"),).__contains__) if r.animate]
        head = dictionary_form(word, people) if people else None
        best = (word, head) if head else best
    return best


def _before(text: str, start: int, end: int) -> tuple[Word, str] | None:
    """A genitive of many right before the figure, or before the verb beside it: `зарегистрировано преступлений 25`."""
    line = list(words(text, start, end))
    if text[start:end].strip() == "" or (line and text[line[-1].closed : end].strip(' «»"')):
        return None
    while line and (line[-1].text.lower() in _FILLERS or (line[-1].verbal and len(line) > 1)):
        line.pop()
    if not line or not _free(line[:-1]):
        return None
    word, forms = line[-1], frozenset((("gen", "plur"),))
    nouns = word.nouns(forms.__contains__)
    if nouns and not any(r.lemma in _never() for r in nouns):
        head = dictionary_form(word, nouns)
        return (word, head) if head else None
    return (word, standing) if (standing := word.substantive(forms)) else None


def _free(line: Sequence[Word]) -> bool:
    """Whether a genitive behind these words hangs on none of them: they end in a verb, a time (`в текущем году`), adjectives, or `из`."""
    for place in reversed(range(len(line))):
        word, low = line[place], line[place].text.lower()
        if low in ("из", "всего") or word.verbal or (low == "числа" and place and line[place - 1].text.lower() == "из"):
            return True
        if any(r.lemma in ("год", "месяц", "квартал", "полугодие", "период") for r in word.readings):
            return True
        if not any(r.kind == "adjective" for r in word.readings):
            return False
    return True


@cache
def _never() -> frozenset[str]:
    rows = table("counted")["russian"]
    return frozenset((*rows["never"], *rows["never_labelled"]))
