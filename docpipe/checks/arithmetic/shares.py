"""Percentages of a whole in running text: `из 200 дел рассмотрено 150 (75 %)`, `что составляет 75 % от 200`, the execution of a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.checks.arithmetic import reckon
from docpipe.checks.arithmetic.ground import doubt, words
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.arithmetic.ground import Ground
    from docpipe.model.record import Finding, Severity

_GAP = 70
_SLIP = 0.2
_NAMED, _STEM = 80, 8
_COMMON = frozenset(("бюдже", "средс", "қаржы", "қараж", "состав", "общая", "общем", "жалпы", "сомас"))
_SENTENCE_END = lazy(r"[^\W\d_]{3}\.\s")
_BRACKET = lazy(r"[^.;:()%\d]{0,40}\([^.;:()%\d]{0,20}")
_GENITIVE = lazy(
    r"(?:ның|нің|дың|дің|тың|тің)(?: [^\W\d]{0,20}){0,2}|.{3}(?: [^\W\d]{2,20}){0,2} ?[^\W\d]{0,16}(?:ның|нің|дың|дің|тың|тің) ?"
)
_PLAIN_END = lazy(r"[ \n]?(?:[).,;]|\Z|-?\w{0,4}[ ]?(?:құра|болды|болып|\)))")
_UNLIKE = 2
"""So many units beside plain counting are of two measures."""


def find(ground: Ground) -> Iterator[Finding]:
    """A finding for each percentage that its part and whole do not give."""
    for at, one in enumerate(ground.figures):
        if one.unit != "%" or one.value is None or one.change or ground.in_table(at):
            continue
        pair = (
            _explicit(ground, at)
            or _out_of(ground, at)
            or _restated(ground, at)
            or _fulfilled(ground, at)
            or _announced(ground, at)
            or _named(ground, at)
        )
        if pair is not None:
            yield from judge(ground, at, *pair)


def judge(ground: Ground, at: int, part: int, whole: int, severity: Severity) -> Iterator[Finding]:
    """A finding where percentage `at` is not `part` of `whole`, nor of any other figure nearby."""
    printed, first, second = (ground.figures[i] for i in (at, part, whole))
    of_part, of_whole = reckon.of(first), reckon.of(second)
    if of_part is None or of_whole is None or first.value is None or second.value is None:
        return
    share = reckon.ratio(of_part, of_whole)
    if share is None or reckon.fits(printed, reckon.times(share, 100)) or _other_base(ground, at, part):
        return
    value = first.value / second.value * 100
    loose = "exact" not in (first.qualifier, second.qualifier) or printed.qualifier != "exact" or reckon.within_a_step(printed, value)
    values = (printed.value, reckon.rounded(value, printed.step), first.value, second.value)
    yield doubt(ground, "share-differs", "warning" if loose else severity, [at], [reckon.plain(one) for one in values])


def _other_base(ground: Ground, at: int, part: int) -> bool:
    """Whether the percentage is right of, or as a growth against, another figure nearby."""
    printed, first = ground.figures[at], ground.figures[part]
    stands = reckon.of(first)
    for other in ground.near(at):
        figure = ground.figures[other]
        base = reckon.of(figure) if other not in (at, part) and len({figure.unit, first.unit} - {"count"}) < _UNLIKE else None
        if stands is None or base is None:
            continue
        share, growth = reckon.ratio(stands, base), reckon.growth(base, stands)
        if (share and reckon.fits(printed, reckon.times(share, 100))) or (growth and reckon.fits(printed, growth)):
            return True
    return False


def _explicit(ground: Ground, at: int) -> tuple[int, int, Severity] | None:
    """`150 дел, что составляет 75 % от 200`: the base stands behind the percentage."""
    whole, part = at + 1, at - 1
    if whole not in ground.beside(at) or part not in ground.beside(at):
        return None
    if not words("base_behind", before=r"\A[ \n]?", after=r"\Z").search(ground.between(at, whole)):
        return None
    same = ground.figures[part].unit == ground.figures[whole].unit and ground.figures[part].unit not in reckon.RELATIVE
    return (part, whole, "error") if same and follows(ground, part, at) else None


def _out_of(ground: Ground, at: int) -> tuple[int, int, Severity] | None:
    """`охвачено 85 % детей (340 из 400)`, `трудоустроен 51 из 85, или 60 %`: part and whole beside each other."""
    for first, second in ((at + 1, at + 2), (at - 2, at - 1)):
        beside = ground.beside(at)
        if not (first in beside and second in beside) or ground.figures[first].unit != ground.figures[second].unit:
            continue
        if first > at:
            placed = bool(_BRACKET.fullmatch(ground.between(at, first))) and ")" in ground.after(second, 30)
        else:
            placed = follows(ground, second, at) and _of_the_whole(ground, at)
        if placed and words("out_of", before="").fullmatch(ground.between(first, second)):
            return first, second, "error"
        if (
            placed
            and first > at
            and ground.document.language == "kk"
            and _GENITIVE.fullmatch(ground.figures[first].text[-3:] + ground.between(first, second))
        ):
            return second, first, "error"
    return None


def follows(ground: Ground, part: int, at: int) -> bool:
    """Whether the percentage restates the figure before it: `150 дел (75 %`, `150, или 75 %`."""
    gap = ground.between(part, at)
    return len(gap) <= _GAP and bool(words("restated", before="", after=r"\Z").search(gap)) and not any(ch in gap for ch in ";.%")


def _restated(ground: Ground, at: int) -> tuple[int, int, Severity] | None:
    part = at - 1
    if part not in ground.beside(at) or not follows(ground, part, at) or not _of_the_whole(ground, at):
        return None
    first = ground.figures[part]
    if first.unit in reckon.RELATIVE or first.change is not None:
        return None
    whole = first.part_of
    if whole is not None and ground.figures[whole].unit == first.unit and whole != at:
        return part, whole, "error" if ground.lines[whole] == ground.lines[at] and _alike(ground, part, whole) else "warning"
    whole = _owner(ground, part)
    return None if whole is None else (part, whole, "error" if _alike(ground, part, whole) else "warning")


def _of_the_whole(ground: Ground, at: int) -> bool:
    """Whether nothing behind the percentage says that it is one of something else."""
    after = ground.after(at)
    if words("of_it", before=r"\A[ \n]?").search(after):
        return True
    plain = ground.document.language == "kk" or bool(_PLAIN_END.match(after))
    return plain and not words("of_another", before=r"\A[ \n]?-?\w{0,4}[ \n]?", after="").search(after)


def _alike(ground: Ground, part: int, whole: int) -> bool:
    one, other = ground.figures[part].counted, ground.figures[whole].counted
    return one is None or one == other


def _owner(ground: Ground, part: int) -> int | None:
    """The whole that `из 200 дел`, `200 істің` before the part names in the same sentence."""
    unit = ground.figures[part].unit
    for at in reversed(range(ground.beside(part).start, part)):
        figure = ground.figures[at]
        if figure.unit != unit or figure.change is not None or not _alike(ground, part, at):
            continue
        leads = words("owner", after=r"[ \n](?:\w{4,20}[ \n]){0,2}\Z").search(ground.before(at))
        ends = ground.document.language == "kk" and words("owner_ending", before=r"\A", after="").search(
            ground.text, figure.span[0], figure.span[1] + 40
        )
        if leads or ends or _tailed(ground, at):
            return at
    return None


def _tailed(ground: Ground, at: int) -> bool:
    """Kazakh: the phrase or the word behind it ends in the genitive."""
    if ground.document.language != "kk":
        return False
    figure = ground.figures[at]
    return bool(re.search(r"(?:ның|нің|дың|дің|тың|тің)\Z", figure.text)) or bool(
        words("owner_ending", before=r"\A", after="").search(ground.after(at, 50))
    )


def _fulfilled(ground: Ground, at: int) -> tuple[int, int, Severity] | None:
    """`план – 200 млн, освоено 150 млн, исполнение – 75 %`: one percentage, two sums of one unit, a word of execution."""
    beside = [i for i in ground.beside(at) if i != at]
    if any(ground.figures[i].unit == "%" for i in beside) or not words("fulfilled").search(ground.line(at)):
        return None
    sums = [i for i in beside if ground.figures[i].unit not in reckon.RELATIVE and ground.figures[i].unit == ground.figures[beside[0]].unit]
    if len(sums) != 2 or len(sums) != len(beside) or any(ground.figures[i].change or ground.figures[i].value is None for i in sums):
        return None
    if ground.figures[sums[0]].unit == "count" and ground.figures[sums[0]].counted != ground.figures[sums[1]].counted:
        return None
    if not words("fulfilled").search(ground.before(at, 40) + ground.after(at, 40)) and not follows(ground, at - 1, at):
        return None
    small, great = sorted(sums, key=lambda i: ground.figures[i].value or 0.0)
    if _SENTENCE_END.search(ground.between(sums[-1], at)) and not words("fulfilled").search(
        ground.before(small, 40) + ground.after(small, 40)
    ):
        return None
    return (small, great, "warning") if (ground.figures[at].value or 0) <= 100 else (great, small, "warning")


def _announced(ground: Ground, at: int) -> tuple[int, int, Severity] | None:
    """`охвачено 13,1 тыс. км, завершено 10,2 тыс. км, или 80,9 %`: nothing says of what, but only one figure can be meant, and it is near."""
    part, whole = at - 1, at - 2
    if whole not in ground.beside(at) or not follows(ground, part, at):
        return None
    one, other = ground.figures[part], ground.figures[whole]
    alone = all(ground.figures[i].unit != one.unit for i in ground.beside(at) if i not in (part, whole))
    if not alone or one.unit != other.unit or one.unit in reckon.RELATIVE or one.change or other.change or not one.value or not other.value:
        return None
    right = one.value / other.value * 100
    plain = _alike(ground, part, whole) and _of_the_whole(ground, at) and right < 100
    return (part, whole, "warning") if plain and abs(right - (ground.figures[at].value or 0)) <= _SLIP * right else None


def _named(ground: Ground, at: int) -> tuple[int, int, Severity] | None:
    """`выделено 40, из республиканского бюджета 28 … Доля республиканских средств – 65 %`: a part named again by the same word."""
    own = _stems(ground.before(at, _NAMED))
    if len(ground.beside(at)) > 1 or not words("share_head").search(ground.before(at, _NAMED)):
        return None
    near = [
        i
        for i in ground.near(at)
        if i < at and (whole := ground.figures[i].part_of) is not None and ground.figures[i].unit == ground.figures[whole].unit
    ]
    named = [i for i in near if ground.figures[i].unit not in reckon.RELATIVE and own and own <= _stems(_own_words(ground, i))]
    whole = ground.figures[named[0]].part_of if len(named) == 1 else None
    return None if whole is None else (named[0], whole, "warning")


def _own_words(ground: Ground, at: int) -> str:
    """What stands between a figure and the one before it."""
    return re.split(r"[,;:(]", ground.text[ground.figures[at - 1].span[1] : ground.figures[at].span[0]])[-1] if at else ground.before(at)


def _stems(text: str) -> set[str]:
    """The long words of a text without their endings; words of shares, sums and budgets themselves name nothing."""
    return {
        word[:_STEM].lower()
        for word in re.findall(r"[^\W\d_]{6,}", text)
        if not words("share_head").search(word) and word[:5].lower() not in _COMMON
    }
