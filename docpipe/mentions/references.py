"""Acts that a text names: laws, codes, orders, resolutions, rules, plans, treaties, instructions of the Head of State.

A vague mention (`в соответствии с законодательством`, `бұйрыққа сәйкес`) is none; nor is the document's own number, nor the
footer of an electronic signature. Source: the record's contract and the Law "On legal acts" of 6 April 2016.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from docpipe.language.passage import Passage
from docpipe.mentions import reference_defined, reference_english, reference_kazakh, reference_loose, reference_russian, reference_series
from docpipe.mentions.reference_pieces import Ground, ReferenceMention, survey
from docpipe.mentions.reference_walk import Found
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.model.trace import note

__all__ = ["ReferenceMention", "find"]


def find(passage: Passage, dates: Sequence[Any] = ()) -> list[ReferenceMention]:
    """The acts that `passage` names, each citation apart, in order; `dates` have `.span` and an ISO `.value`. No errors.

    >>> [one] = find(Passage.of("согласно ст. 15 Трудового кодекса РК", "ru"))
    >>> one.title, one.article
    ('Трудовой кодекс РК', '15')
    """
    ground = survey(passage, dates)
    mentions = [_trimmed(ground, found.mention) for found in _settled(_candidates(ground))]
    mentions += reference_defined.find(ground, mentions)
    mentions += [*reference_series.find(ground, mentions, dates)]
    return sorted(_worth_saying(ground, mentions), key=lambda one: one.span)


def _candidates(ground: Ground) -> Iterator[Found]:
    """What the grammar of the language offers, the surest first."""
    if ground.passage.language == "kk":
        yield from reference_kazakh.find(ground)
        yield from reference_kazakh.find_bare(ground)
    elif ground.passage.language == "en":
        yield from reference_english.find(ground)
    else:
        yield from reference_russian.find(ground)
    yield from reference_loose.find(ground)


def _settled(candidates: Iterable[Found]) -> Iterator[Found]:
    """Those whose word is not part of a surer citation's title, number or word."""
    taken: set[int] = set()
    for found in candidates:
        place = set(range(*found.core))
        span, rule = found.mention.span, found.mention.rule
        if taken & place or any(taken & {claim.start, claim.end - 1} for claim in found.claims):
            note("reference", rule, span, won=False, why="part of a surer citation")
            continue
        taken |= place
        for claim in found.claims:
            taken.update(range(*claim))
        note("reference", rule, span, won=True)
        yield found


def _trimmed(ground: Ground, mention: ReferenceMention) -> ReferenceMention:
    """The mention without blanks, commas and marks of emphasis at its ends."""
    text = ground.text[slice(*mention.span)]
    start = mention.span.start + len(text) - len(text.lstrip(" \n\t*_,"))
    end = mention.span.end - (len(text) - len(text.rstrip(" \n\t*_,\\")))
    return replace(mention, span=Span(start, max(start, end)))


# ---------------------------------------------------------------- what is found but is not said
_FOOTER = lazy(
    r"равнознач|тең\s{1,3}дәрежел|бірдей|бумажном\s{1,3}носител|қағаз\s{1,3}(?:тасығыш|жеткізгіш)|identical|equivalent|paper\s{1,3}document",
    re.IGNORECASE,
)
_SIGNATURE_LAW = lazy(r"электронн\w{1,3}\s{1,3}документе|электрондық\s{1,3}құжат|electronic\s{1,3}document", re.IGNORECASE)


def _worth_saying(ground: Ground, mentions: Sequence[ReferenceMention]) -> Iterator[ReferenceMention]:
    """The mentions without the signature's footer and without bare repetitions of a plan that has been cited."""
    titles = {(one.kind, one.title) for one in mentions if one.article or one.number or one.date}
    for mention in sorted(mentions, key=lambda one: one.span):
        key = (mention.kind, mention.title)
        bare = mention.rule in {"title-with-capital", "title-by-grammar"} and not (mention.article or mention.number or mention.date)
        loose = mention.rule in {"title-with-capital", "title-by-grammar"}
        tabbed = loose and ("\t" in ground.passage.quote(mention.span) or _OF_YEAR.fullmatch(mention.title or "") is not None)
        objection = (
            "row-of-a-table"
            if tabbed
            else "eds-footer"
            if _is_footer(ground, mention)
            else "same-plan-again"
            if bare and key in titles
            else None
        )
        if objection:
            note("reference", objection, mention.span, won=False, why=mention.rule)
            continue
        titles.add(key)
        yield mention


_OF_YEAR = lazy(r"\S{1,30}\s{1,3}(?:на|for)\s{1,3}\d{4}\D{0,8}")


def _is_footer(ground: Ground, mention: ReferenceMention) -> bool:
    """The law on electronic documents in the line that an electronic signature leaves below a letter."""
    said = (mention.title or "") + ground.text[slice(*mention.span)]
    if mention.number != "370-II" and not _SIGNATURE_LAW.search(said):
        return False
    return bool(_FOOTER.search(ground.text, max(0, mention.span.start - 160), mention.span.end + 200))
