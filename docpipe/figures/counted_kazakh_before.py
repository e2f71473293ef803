"""What is counted where it stands before the figure: `психологтар – 208`, `оқушылар саны 25 мың`, `сотталғандардың 1854-і`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.figures.counted_kazakh_words import Word, listed, words
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from docpipe.language.passage import Passage
    from docpipe.mentions.amount_value import Amount

_REACH = 160
_ENDING = lazy(r"-?(?:с?[ыі]|с?[ыі]н|с?[ыі]н[ае]?[нң]?|с?[ыі]н[дт][ае]н?|с?[ыі]н[ыі]ң)(?=[\s.,;)]|$)")
_PART = lazy(r"-с?[ыі](?:н|на|не|ның|нің|нда|нде|нан|нен)?$")
_SCALE_PART = lazy(r"(?<!\w)(?:мың|миллион|миллиард|жүз|астам|жуығ|көб|артығ|таяу)(?:ы|і|ын|ін|ына|іне|ында|інде|ының|інің)\Z")
_LINK = lazy(r"\s{0,3}(?:\([^()\d]{1,40}\)\s{0,2})?[–:-]\s{0,2}(?:(?:шамамен|жалпы|барлығы|небәрі|тек)\s){0,2}$")
_BREAK = lazy(r"[.,;:!?()\d]|\s[–-]\s|\n")
_NUMBER_OF = lazy(
    r"(?<![\w-])(?P<word>[^\W\d_]{2,40}(?:-[^\W\d_]{1,40}){0,2})»?\s{1,3}(?:жалпы\s{1,3}|орташа\s{1,3}|тізімдік\s{1,3}|ең\s(?:көп|аз)\s){0,2}(?:саны?(?:н|на|ның|мен)?|(?:тапшылығы|ағыны|легі|қатары|қажеттілігі)(?:н|на|ның)?)(?!\w)",
    re.IGNORECASE,
)

_BEFORE = lazy(r"(?P<word>[^\W\d_]{2,30})\s{1,3}\Z")


def after_ending(passage: Passage, amount: Amount) -> tuple[int, bool]:
    """Where the words behind the figure begin, and whether the figure has the ending of a part (`311-і`, `56-сы`)."""
    text, end = passage.folded, amount.span.end
    if _PART.search(text, amount.figure.start, end) or _SCALE_PART.search(text, amount.figure.start, end):
        return end, True
    match = _ENDING.match(text, end, passage.span.end)
    return (match.end(), True) if match and text[end : end + 1] == "-" else (end, False)


def find(passage: Passage, amount: Amount, *, part: bool) -> tuple[Span, str] | None:
    """The span of the word and its dictionary form, or None."""
    start, end = max(passage.span.start, amount.span.start - _REACH), amount.span.start
    text = passage.folded
    link = _LINK.search(text, start, end)
    word = _labelled(text, start, link.start()) if link else None
    if word is None and part:
        word = _whole(text, start, end)
    word = word or _number_of(text, start, end) or (_subject(text, start, end) if amount.start is not None else None)
    return (Span(word.start, word.closed), _called(text, word)) if word else None


def _called(text: str, word: Word) -> str:
    """The dictionary form; people who are named by what happened to them are people (`қаза болғандар`), or as the vocabulary names them."""
    if not word.form.stem.endswith(("ған", "ген", "қан", "кен")) or listed("people", word.form.stem):
        return word.form.stem
    before = _BEFORE.search(text, max(0, word.start - _REACH), word.start)
    both = f"{before['word'].lower()} {word.form.stem}" if before else ""
    return both if listed("people", both) else "адам"


def _subject(text: str, start: int, end: int) -> Word | None:
    """Many, right before the two ends of a change: `мектептер 45-тен 31-ге кеміді`."""
    word = _last_word(text, start, end)
    return word if word and word.kind in ("noun", "participle") and word.form.case == "nom" and word.form.plural else None


def _last_word(text: str, start: int, end: int) -> Word | None:
    """The last word before `end` in its stretch between stops, if nothing but blanks stands behind it."""
    breaks = [match.end() for match in _BREAK.finditer(text, start, end)]
    line = list(words(text, breaks[-1] if breaks else start, end))
    return line[-1] if line and not text[line[-1].closed : end].strip(' «»"') else None


def _labelled(text: str, start: int, end: int) -> Word | None:
    """The noun before a dash: many, or one that the vocabulary knows; no place, no verb, no adjective."""
    word = _last_word(text, start, end)
    if word is None or word.form.case != "nom" or listed("no_label", word.low):
        return None
    if word.kind == "participle":
        return word if word.form.plural or listed("people", word.form.stem) else None
    if word.kind != "noun" or (word.form.possessive and listed("places", word.form.stem)):
        return None
    return word if word.form.plural or word.form.known or word.person else None


def _whole(text: str, start: int, end: int) -> Word | None:
    """The genitive of many right before a part: `өтініштердің 25-і`."""
    word = _last_word(text, start, end)
    if word is None or word.kind != "noun" or word.form.case != "gen":
        return None
    return word if word.form.plural or (word.form.known and not listed("places", word.form.stem)) else None


def _number_of(text: str, start: int, end: int) -> Word | None:
    """The noun before the nearest `саны`: `оқушылар саны өткен жылы 25 мыңға жетті`."""
    floor = max((match.end() for match in re.finditer(r"[.;!?]\s", text[start:end])), default=0) + start
    found = list(_NUMBER_OF.finditer(text, floor, end))
    if not found:
        return None
    word = _last_word(text, found[-1].start("word"), found[-1].end("word"))
    if word is None or word.kind in ("stop", "adjective", "verb", "join") or listed("no_number_of", word.low):
        return None
    return word if word.form.case in ("nom", "gen") else None
