"""Whether a sentence asks for something within a term: outright, or as the duty of those who are written to. A condition asks for nothing."""

from __future__ import annotations

import re
from functools import cache

from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

_ENDS = lazy(r"(?<=[^\W\d_][^\W\d_][^\W\d_])[.!?;]\s|\n\s*\n")
_SENTENCE = 500
"""Characters of a sentence looked at before and after a term."""
_BREAK = lazy(r"[,;:](?=\s)")
_UNTIL = lazy(r"(?:в\s{1,3}срок|не\s{1,2}позднее|до|к)\s{0,3}$")
_WORD = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def within(text: str, bounds: tuple[int, int], term: tuple[int, int], language: str, *, counted: bool) -> bool:
    """By the nearest verb of the sentence: before the term in Russian, after it in Kazakh, else on its other side.

    `counted`: the term is a length. One that runs from anything but the receipt of this document is another one's.

    >>> within("Просим ответить в течение 5 дней.", (0, 33), (16, 32), "ru", counted=True)
    True
    >>> within("Поставщик обязан ответить в течение 5 дней.", (0, 43), (26, 42), "ru", counted=True)
    False
    """
    before, after = _around(text, bounds, term)
    if (counted and _runs_otherwise(before, after)) or _is_condition(before, after, language):
        return False
    sides = (after, before) if language == "kk" else (before, _clause(before, after))
    said = next((name for part in sides if (name := _nearest(part, last=part is before))), None)
    if said == "duty":
        return _is_theirs(before, after)
    # a Kazakh verbal noun before other words is their subject
    parts = sides[:1] if language == "kk" and _WORD.search(after) else sides
    return said == "asks" or (said is None and any(_words("asked", "does").search(part) for part in parts))


def _around(text: str, bounds: tuple[int, int], term: tuple[int, int]) -> tuple[str, str]:
    """The sentence before and after the term, in small letters."""
    first, last = max(bounds[0], term[0] - _SENTENCE), min(bounds[1], term[1] + _SENTENCE)
    start = max((one.end() for one in _ENDS.finditer(text, first, term[0])), default=first)
    end = next((one.start() for one in _ENDS.finditer(text, term[1], last)), last)
    return text[start : term[0]].lower(), text[term[1] : end].lower()


def _runs_otherwise(before: str, after: str) -> bool:
    own = _words("asked", "own")
    return any(_words("asked", name).search(near) and not own.search(near) for name, near in (("counts", before), ("counts_after", after)))


def _is_condition(before: str, after: str, language: str) -> bool:
    """Whether the term is one in which something was left undone: `за непредставление в течение 10 дней`, `10 күн ішінде ұсынылмаса`."""
    clause = before[max((one.end() for one in _BREAK.finditer(before)), default=0) :]
    if _lacks(clause):
        return True
    fails = _words("condition", "fails").search(_BREAK.split(after, maxsplit=1)[0]) if language == "kk" else None
    return fails is not None and not any(one.start() < fails.start() for one in _words("asked", "asks").finditer(after))


def _lacks(clause: str) -> bool:
    """Whether the last thing said before the term is that something was left undone, and nobody asks about it."""
    lacks = list(_words("condition", "lacks").finditer(clause))
    if not lacks or any(_words("asked", name).search(clause, lacks[-1].end()) for name in ("asks", "does")):
        return False
    said = clause[: lacks[-1].start()]
    led = lacks[-1][0] in ("если", "егер") or _words("condition", "led").search(said)
    return bool(led) or not _words("asked", "asks").search(said)


def _clause(before: str, after: str) -> str:
    """What stands behind the term and belongs to it: where its clause has begun before it, no more than the rest of that."""
    own = _UNTIL.sub("", before).strip()
    return after if len(own.split()) < 2 or own[-1] in ",;:–—-" else _BREAK.split(after, maxsplit=1)[0]


def _nearest(part: str, *, last: bool) -> str | None:
    """Whether the words at that end of a part of a sentence ask, tell of a duty, or of something else; None where they do neither."""
    kinds = (("asked", "asks"), ("asked", "told"), ("duty", "duty"))
    found = sorted((one.start(), name) for group, name in kinds for one in _words(group, name).finditer(part))
    return found[-1 if last else 0][1] if found else None


def _is_theirs(before: str, after: str) -> bool:
    """Whether the duty is to answer, and of those who are written to."""
    sentence = f"{before} … {after}"
    if not _words("duty", "owed").search(sentence) or any(_words("duty", name).search(sentence) for name in ("lapsed", "source")):
        return False
    duty = _words("duty", "duty").search(sentence)
    told = sentence[: duty.start() if duty else 0]
    bodies = [one for one in _whole("body").finditer(told) if not _whole("may_be_of").fullmatch(one[0])]
    return (
        bool(bodies)
        or _leads(told)
        or all(any(_whole(name).fullmatch(word) for name in ("answer", "idle", "owed")) for word in _spoken(told))
    )


def _leads(told: str) -> bool:
    """Whether bodies whose name may also be the genitive are named as those who do something."""
    words = _spoken(told)
    return any(
        _whole("may_be_of").fullmatch(word) and (at == 0 or _whole("leads").fullmatch(words[at - 1]) is not None)
        for at, word in enumerate(words)
    )


def _spoken(told: str) -> list[str]:
    return [one[0] for one in _WORD.finditer(told)]


@cache
def _words(group: str, name: str) -> re.Pattern[str]:
    return compiled("|".join(one.replace(" ", r"\s{1,3}") for one in table("asking")[group][name]))


@cache
def _whole(name: str) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{'|'.join(table('asking')['duty'][name])})(?!\w)")
