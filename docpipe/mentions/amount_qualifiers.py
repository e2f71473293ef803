"""How exact a figure is: `свыше`, `не менее`, `-дан астам`, `жуық`, `кемінде`, `at least`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from docpipe.mentions.amount_ranges import reached
from docpipe.mentions.amount_terms import LETTER, Term, case, phrases
from docpipe.mentions.amount_units import measure_late
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_LONGEST = 34
_ADJACENT_ONLY = ("көп", "көбі", "жоғары", "төмен", "аз", "аса", "асып", "жақын", "таяу", "таман", "асты", "асқан", "дейінгі")
_EXCEEDS = frozenset(("асты", "асқан", "асып", "асады"))
"""Also behind the one noun that is counted: `20 млн адамнан асты`."""
_LIKE = lazy(r"(?<=[\w-])[дт][ае]й(?:[ыі]\w{0,3})?\Z")
_COMPARES, _SHARE = frozenset(("below", "above", "over", "under")), lazy(r"(?:%|per cent|percent|points?) \Z")
"""Behind a percentage these compare: `3 % below the 6.6 of last year`."""
_MUST_NOT = lazy(r"(?<!\w)не (?:долж[а-я]{2,4}|может|могут|следует|допускается) (?:быть |опускаться |составлять )?\Z")
_DENIED = {"under": "at_least", "over": "up_to"}
"""`не должна быть ниже 60`: at least."""
_DURING = frozenset(("hour", "day", "week", "month", "year"))


def qualify(text: str, term: Term, floor: int, ceiling: int) -> Term:
    """The term with its qualifier, looked for between the amounts on both sides; the span reaches to the word."""
    if (found := _before(text, term, floor)) is not None:
        start, code = found
        return replace(term, start=start, qualifier=code, rule=f"{term.rule}+{code}")
    if (sign := _sign(text, term)) is not None:
        return sign
    if (later := _after(text, term, ceiling)) is not None:
        end, code = later
        adjacent = " " not in text[term.end : end].strip() or text[term.end : end].startswith((" и ", " или "))
        said = replace(term, end=max(end, term.end), qualifier=code, rule=f"{term.rule}+{code}")
        return measure_late(text, said) if adjacent else said
    if _LIKE.search(text, term.start, term.end):
        return replace(term, qualifier="about")
    return term


def _sign(text: str, term: Term) -> Term | None:
    """`~30 %`, `≥ 70`, `200+`."""
    signs = table("qualifiers")["signs"]
    before = text[max(0, term.start - 2) : term.start].rstrip(" ")
    if code := signs["before"].get(before[-1:]):
        return replace(term, start=term.start - 1 - (text[term.start - 1] == " "), qualifier=code)
    code = signs["after"].get(text[term.end : term.end + 1])
    return replace(term, end=term.end + 1, qualifier=code) if code and not text[term.end + 1 : term.end + 2].isdigit() else None


@cache
def _words_before() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Any word before with what may stand between; groups in the order of the codes."""
    rows: dict[str, list[str]] = table("qualifiers")["before"]
    between = phrases(tuple(table("qualifiers")["words"]["prepositions"]))
    order = ("at_least", "up_to", "almost", "over", "under", "about")
    parts = "|".join(f"(?P<q{number}>{phrases(tuple(rows[code]))})" for number, code in enumerate(order))
    open_ = "|".join(f"(?<={word} )" for word in table("qualifiers")["words"]["open"])
    bound = rf"(?:(?:{open_}){between}[ ]{{1,2}})?"
    return compiled(rf"(?<![\w-])(?:{parts})[ ]{{1,2}}{bound}(?:на сумму |the )?\Z"), order


@cache
def _last_letters() -> frozenset[str]:
    words = [*(word for row in table("qualifiers")["before"].values() for word in row), *table("qualifiers")["words"]["prepositions"]]
    return frozenset(word[-1] for word in words) | frozenset("аяюеиуошетлн")


def _before(text: str, term: Term, floor: int) -> tuple[int, str] | None:
    if text[term.start - 1 : term.start] != " " or text[term.start - 2 : term.start - 1] not in _last_letters():
        return None
    pattern, order = _words_before()
    match = pattern.search(text, max(floor, term.start - _LONGEST), term.start)
    if match is None or match.lastgroup is None:
        return None
    code = order[int(match.lastgroup[1:])]
    said = match.group().split()[0]
    if code in _DENIED and _MUST_NOT.search(text, max(floor, match.start() - _LONGEST), match.start()):
        return match.start(), _DENIED[code]
    if code == "up_to" and said == "до" and (term.from_ is not None or reached(text, match.start(), term.end)):
        return None
    if (said == "over" and term.unit in _DURING) or (said in _COMPARES and _SHARE.search(text, max(0, match.start() - 10), match.start())):
        return None
    return match.start(), code


@cache
def _words_after() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    rows = table("qualifiers")["after"]
    keys: dict[str, tuple[str, str]] = {}
    parts: list[str] = []
    for governs in ("ablative", "dative", "plain"):
        for code in ("at_least", "up_to", "over", "under", "about", "almost"):
            if code in rows[governs]:
                keys[f"a{len(keys)}"] = (governs, code)
                parts.append(f"(?P<a{len(keys) - 1}>{phrases(tuple(rows[governs][code]))})")
    return compiled(rf"(?:{'|'.join(parts)})(?!\w)"), keys


@cache
def _any_after() -> re.Pattern[str]:
    return compiled(rf"(?=([ ](?:[{LETTER}«»-]{{2,30}}[ ]){{0,4}}?)(?:сәл )?{_words_after()[0].pattern})")


@cache
def _deadline() -> re.Pattern[str]:
    """`75-і жыл соңына дейін`: the word tells until when."""
    return compiled(rf"(?<!\w){phrases(tuple(table('qualifiers')['words']['until']))}\Z")


def _after(text: str, term: Term, ceiling: int) -> tuple[int, str] | None:
    """A word behind the figure, or behind the noun that it counts, in the case that the word asks for."""
    match = _any_after().match(text, term.end, min(ceiling, term.end + 110))
    if match is None or match.lastgroup is None:
        return None
    groups = [name for name, said in match.groupdict().items() if said]
    governs, code = _words_after()[1][groups[0]]
    word_start, word_end = match.span(groups[0])
    said = text[word_start:word_end]
    noun_between = match[1].strip() != ""
    if governs == "plain":
        return None if noun_between and said != "шақты" else (word_end, code)
    beside = said.startswith(_ADJACENT_ONLY) and not (said in _EXCEEDS and " " not in match[1].strip())
    if case(text, term.start, match.end(1) - 1) != governs or (noun_between and beside):
        return None
    if code == "up_to" and governs == "dative" and (term.rule.startswith("from-to") or reached(text, term.start, word_end)):
        return None
    if code == "up_to" and noun_between and _deadline().search(match[1].rstrip()):
        return None
    return word_end, code
