"""Latin words on a page read with Cyrillic models: the doubtful ones are read again with the English model, and the surer reading kept.

E-mail and web addresses, names of companies and programmes, abbreviations, whole sentences in English.
A Cyrillic word that was read well is never touched: what the English model sees in it are only letters that look alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from docpipe.model.lazy import lazy
from docpipe.readers import ocr_closer, ocr_engine
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.readers.ocr_seen import Seen
    from docpipe.readers.scan import Ready

MODEL = ocr_engine.SECOND

_UNSURE = 80.0
_MOST_RUNS = 30
_VERY_SURE = 90.0
_HINT = 60.0
_GUTTER = 2.5
_ALIKE = 0.8
_ALIKE_ODD = 0.9

_ODD = lazy(r"[^\W\d_][{}\[\]|\\@<>$!4127(][^\W_]|[{}\[\]|\\@<>$](?=[^\W\d_])|[а-яәғқңөұүһі][А-ЯЁҒЌ]|\w@|@\w")
_ISO = lazy(r"[«(]?[1ІI][5S][0ОO]")
_CAPITALS = lazy(r"[«(]{0,2}[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,5}[.,;:)»]{0,3}")
_ADDRESS = lazy(r"[(<]?(?:[\w.+-]{1,40}@)?(?:[A-Za-z0-9-]{1,40}\.){1,5}[A-Za-z]{2,10}(?:/[\w./?=&%-]{0,60})?[.,;:)>]{0,2}")
_SITE = lazy(r"[a-z]\.\s?[a-z]{2,4}[.,;:)>]{0,2}$")
_WORD = lazy(
    r"[«\"'(]{0,2}(?:[A-Z]?[a-z]{1,30}|[A-Z]{2,12}|[A-Za-z]{1,2}|[A-Z]?[a-z]{1,15}[A-Z][a-z]{1,15})(?:[-'’/][A-Za-z0-9]{1,20}){0,3}[.,;:!?)»\"]{0,3}"
)
_NUMBER = lazy(r"[(]?\d[\d.,:%–-]{0,20}[.,;:)]{0,2}")


@dataclass(frozen=True, slots=True)
class Pair:
    """The same ink read twice."""

    first: tuple[Seen, ...]
    second: tuple[Seen, ...]

    @property
    def sure(self) -> tuple[float, float]:
        """The lower confidence of either reading."""
        first, second = ([one.confidence for one in words] for words in (self.first, self.second))
        return min(first, default=0.0), min(second, default=0.0)

    @property
    def texts(self) -> tuple[str, str]:
        """Both readings."""
        return " ".join(one.text for one in self.first), " ".join(one.text for one in self.second)


def reread(page: Ready, seen: Sequence[Seen]) -> list[Seen]:
    """The same words, the Latin ones among them as the English model reads them; as they came where there is no such model."""
    if MODEL not in ocr_engine.languages():
        return list(seen)
    pairs: list[Pair] = []
    reached = 0
    for start, end in _promising(page, seen, _runs(seen)[:_MOST_RUNS]):
        pairs.extend(Pair((one,), ()) for one in seen[reached:start])
        pairs.extend(_addresses_whole(_both(page, seen[start:end])))
        reached = end
    pairs.extend(Pair((one,), ()) for one in seen[reached:])
    return [word for pair, latin in zip(pairs, _latin(pairs), strict=True) for word in (pair.second if latin else pair.first)]


def _both(page: Ready, seen: Sequence[Seen]) -> list[Pair]:
    return list(_paired(seen, ocr_closer.read(page, seen, (MODEL,))))


def _promising(page: Ready, seen: Sequence[Seen], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of whose doubtful words the English model makes something Latin, and those that neighbour such a stretch.

    Most doubtful words are Cyrillic: so a third is read of what else would be.
    """
    made = []
    for start, end in runs:
        doubtful = [at for at in range(start, end) if _is_doubtful(seen[at])]
        if doubtful and any(map(_may_be_latin, _both(page, seen[doubtful[0] : doubtful[-1] + 1]))):
            made.append((start, end))
    edges = {edge for run in made for edge in run}
    return [run for run in runs if not edges.isdisjoint(run)]


def _may_be_latin(pair: Pair) -> bool:
    """Whether the second reading is a word or an address, somehow sure of itself, and not of letters that look like the first."""
    (old, new), (_, after) = pair.texts, pair.sure
    is_word = after >= _HINT and _WORD.fullmatch(new.replace(" ", "-")) and _alike(old, new) < _ALIKE_ODD
    return "@" in new or bool(_SITE.search(new) or is_word)


def _runs(seen: Sequence[Seen]) -> list[tuple[int, int]]:
    """Stretches of a line with doubtful words, one word more on either side, over the end of the line too; another column is another stretch."""
    doubtful = list(map(_is_doubtful, seen))
    apart = [one.line == other.line and _is_apart(one, other) for one, other in pairwise(seen)]
    runs: list[tuple[int, int]] = []
    for at, one in enumerate(seen):
        before, after = at > 0 and not apart[at - 1] and doubtful[at - 1], at < len(apart) and not apart[at] and doubtful[at + 1]
        if doubtful[at] or before or after:
            if runs and runs[-1][1] == at and seen[at - 1].line == one.line and not apart[at - 1]:
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
    return runs


def _is_apart(one: Seen, other: Seen) -> bool:
    return other.left - one.right > _GUTTER * max(one.bottom - one.top, other.bottom - other.top)


def _is_doubtful(one: Seen) -> bool:
    letters = sum(map(str.isalpha, one.text))
    if letters >= 2 and one.confidence < _UNSURE:
        return True
    if "@" in one.text or _ODD.search(one.text) or _ISO.match(one.text):
        return True
    return "І" in one.text and bool(_CAPITALS.fullmatch(one.text))


def _latin(pairs: Sequence[Pair]) -> list[bool]:
    """For each pair whether the second reading is the right one; what stands beside a Latin word needs less."""
    taken = list(map(is_latin, pairs))
    for order in (range(len(pairs)), range(len(pairs) - 1, -1, -1)):
        for at in order:
            if not taken[at] and pairs[at].second:
                beside = [0 <= other < len(pairs) and taken[other] for other in (at - 1, at + 1)]
                taken[at] = any(beside) and _goes_along(pairs[at], both=all(beside))
    return taken


def _paired(first: Sequence[Seen], second: Sequence[Seen]) -> Iterator[Pair]:
    """Words of both readings that share their ink, from left to right; either may lack a word."""
    marked = sorted(
        [(one.left, one.right, 0, one) for one in first] + [(one.left, one.right, 1, one) for one in second], key=lambda m: m[:3]
    )
    group: list[tuple[int, Seen]] = []
    reached = float("-inf")
    for left, right, which, one in marked:
        if group and left > reached - 0.3 * min(right - left, reached - group[0][1].left):
            yield _pair(group)
            group = []
        reached = max(reached, right) if group else right
        group.append((which, one))
    if group:
        yield _pair(group)


def _pair(group: Sequence[tuple[int, Seen]]) -> Pair:
    return Pair(tuple(one for which, one in group if not which), tuple(one for which, one in group if which))


def _addresses_whole(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs, those joined that are together one e-mail address, torn at its `@` or its stops."""
    whole: list[Pair] = []
    at = 0
    while at < len(pairs):
        group = next((group for width in (4, 3, 2, 1) if _is_mail(group := pairs[at : at + width])), None)
        whole.append(_joined(group) if group else pairs[at])
        at += len(group) if group else 1
    return whole


def _is_mail(group: Sequence[Pair]) -> bool:
    text = "".join(one.text for pair in group for one in pair.second)
    return bool(group[0].second) and "@" in text and bool(_ADDRESS.fullmatch(text))


def _joined(group: Sequence[Pair]) -> Pair:
    words = [one for pair in group for one in pair.second]
    joined = replace(
        words[0],
        text="".join(one.text for one in words),
        confidence=min(one.confidence for one in words),
        top=min(one.top for one in words),
        right=max(one.right for one in words),
        bottom=max(one.bottom for one in words),
    )
    return Pair(tuple(one for pair in group for one in pair.first), (joined,))


def is_latin(pair: Pair) -> bool:
    """Whether the second reading is the right one, whatever stands beside it."""
    if not pair.second or not pair.first:
        return False
    (old, new), (before, after) = pair.texts, pair.sure
    odd = bool(_ODD.search(old))
    if _ADDRESS.fullmatch(new):
        return after >= 30 and (odd or "@" in old or before < _UNSURE)
    if _ISO.fullmatch(old):
        return new.strip("«(") == "ISO" and after >= 85
    case = _same_case(old, new) or (odd and after >= _VERY_SURE)
    if not _WORD.fullmatch(new.replace(" ", "-")) or not case or _alike(old, new) >= (_ALIKE_ODD if odd else _ALIKE):
        return False
    if _CAPITALS.fullmatch(old):
        return after >= 85 and after >= before - 12
    return after >= (75 if odd else 84) and (odd or before < _UNSURE or after >= before + 4)


def _goes_along(pair: Pair, *, both: bool) -> bool:
    """Whether the second reading is right beside a Latin word."""
    if not pair.second:
        return False
    (old, new), (before, after) = pair.texts, pair.sure
    if not _WORD.fullmatch(new) or not _same_case(old, new) or after < 80 or after < before - 2:
        return False
    if old == "№" or _NUMBER.fullmatch(old):
        # «is» between English words is 15 to Cyrillic models; a number is one to `eng` too
        return both and old != "№" and len(new) > 1 and new.isalpha()
    return both or len(new.strip(".,;:!?»«()\"'")) > 1


def _same_case(old: str, new: str) -> bool:
    """False where a small letter became a capital: small Cyrillic letters look like Latin capitals."""
    one, other = (next(filter(str.isalpha, text), "") for text in (old, new))
    return not (one.islower() and other.isupper()) or not old.lstrip("«(\"'")[:1].isalpha()


def _alike(old: str, new: str) -> float:
    """How many of the letters of the second reading look like those of the first, as a share; 0 where they are not as many."""
    old, new = old.strip("«»().,;:!?\"'"), new.strip("«»().,;:!?\"'")
    if len(old) != len(new):
        return 0.0
    shapes = _shapes()
    alike = sum(other.lower() in shapes.get(one.lower(), one.lower()) for one, other in zip(old, new, strict=True))
    return alike / max(1, len(old))


@cache
def _shapes() -> dict[str, str]:
    return {letter: shapes.lower() for letter, shapes in table("latin")["looks_like"].items()}
