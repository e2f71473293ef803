"""Whose letterhead it is: a body's name in capitals broken over lines, in one language beside or above the other's.

Source: the Law on Languages art. 21 (Kazakh on the left or above, Russian on the right or below, in letters of one size).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from docpipe.language import declension
from docpipe.mentions.body_names import BodyMention, nominative, printed, restored
from docpipe.mentions.sight import head, sight
from docpipe.model import trace
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docpipe.language.passage import Passage
    from docpipe.mentions.sight import Sight

_LINE = lazy(r"[^\n]+")
_WORD = lazy(r"[^\W\d_][\w-]*")
_KAZAKH = lazy(r"[ӘІҢҒҮҰҚӨҺ]")
_KAZAKH_WORD = lazy(
    r"(?:ОБЛЫСЫ|АУДАНЫ|БАНКІ|СОТЫ|ПРОКУРАТУРАСЫ|АКАДЕМИЯСЫ|ИНСПЕКЦИЯСЫ|ПАРТИЯСЫ|ИНСТИТУТЫ|АППАРАТЫ|ПАЛАТАСЫ)(?:НЫҢ)?|\w+НЫҢ|\w+ЛАР(?:Ы)?"
)
_RUSSIAN_WORD = lazy(
    r"\w{2,}(?:СТВО|СТВА|ЕНИЕ|ЕНИЯ|АНИЯ|АНИЕ|СКИЙ|СКОЙ|СКАЯ|СКОГО|НОЙ|НЫЙ|НАЯ|НОЕ|НОГО|НЫХ|НИХ|ЦИИ|ЦИЯ|ТЕТ|ДЕЛ|ОВ|ОСТИ|ЕСТВ|УРА|УРЫ)|ПО|И|О|СУД|ФОНД|ДЕПАРТАМЕНТ|АКИМАТ|РЕСПУБЛИКИ|КАЗАХСТАН|ГОРОДА|ОБЛАСТИ"
)
_CELL = lazy(r"\S+(?:[ ]{1,2}(?=\S)\S+)*+")
_QUOTED = lazy(r"«[^«»]{1,60}»")
_FROM = lazy(r"(?:кімнен|от(?:\s{1,2}кого)?)\s{0,2}:", re.IGNORECASE)
_REGISTERED = lazy(r"№|\d{4}|_{2,}")
_SENDERS = frozenset({"аким", "президент", "премьер-министр", "омбудсмен", "уполномоченный"})
_SHORTEST = 2
_FURTHEST = 6000
_LINES = 70


def first_body(passage: Passage, find: Callable[[Passage], list[BodyMention]]) -> BodyMention | None:
    """The body of the letterhead in the passage's language: the first name in capitals, else the first line that is a name."""
    top = passage.within(passage.span.start, min(passage.span.end, passage.span.start + _FURTHEST))
    runs = list(_runs(_capital_lines(top), top.language))
    inside = [top.within(run.start, run.end) for run in runs]
    for named in (_of_columns(top, find), *(_in_capitals(run) for run in inside), *(_of_office(run) for run in inside)):
        if named:
            trace.note("body", named.rule, named.span, won=True)
            return named
    return _on_its_own(top, find)


def _capital_lines(top: Passage) -> list[tuple[Span, str | None]]:
    """Lines of the top, in order: the place of each and `kk`, `ru`, `` (capitals of either) or None for a line that is no capitals."""
    lines: list[tuple[Span, str | None]] = []
    for line in top.finditer(_LINE):
        words = _WORD.findall(line.group())
        if words:
            letters = "".join(words)
            big = len(letters) > 2 and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters)
            lines.append((Span(line.start(), line.end()), _language(words, line.group()) if big else None))
        if len(lines) >= _LINES:
            break
    return lines


def _language(words: list[str], line: str) -> str:
    """The language that the words outside a quoted name tell, else all of them: «ӨРЛЕУ» is called so in Russian, too."""
    bare = _QUOTED.sub(" ", line)
    return (_spoken(_WORD.findall(bare), bare) if bare != line else "") or _spoken(words, line)


def _spoken(words: list[str], line: str) -> str:
    if re.search(r"[A-Z]", line) and not re.search(r"[А-Я]", line):
        return "en"
    if _KAZAKH.search(line) or any(_KAZAKH_WORD.fullmatch(word) for word in words):
        return "kk"
    return "ru" if any(_RUSSIAN_WORD.fullmatch(word) or word.lower() in _russian_nouns() for word in words) else ""


@cache
def _russian_nouns() -> frozenset[str]:
    return frozenset(form for row in table("bodies")["head"] for form in declension.forms(row["ru"]))


def _runs(lines: list[tuple[Span, str | None]], language: str) -> Iterator[Span]:
    """Stretches of lines in capitals that may be in the language."""
    start: Span | None = None
    last = Span(0, 0)
    for place, kind in [*lines, (Span(0, 0), None)]:
        if kind in (language, ""):
            start = start or place
            last = place
        elif start:
            yield Span(start.start, last.end)
            start = None


def _in_capitals(run: Passage) -> BodyMention | None:
    """The first whole name in a stretch of capitals."""
    seen = sight(run)
    bounds = {"kk": _kazakh, "ru": _russian}.get(run.language, _english)(seen)
    if bounds is None:
        return None
    span = seen.words.span(*bounds)
    name = printed(run, span)
    if run.language == "ru":
        name = nominative(name, "ru")
    known = next((seen.known[at] for at in range(*bounds) if at in seen.known and seen.known[at].kind == "body"), None)
    chain = known is not None and known.end != bounds[1] and run.language == "kk"
    return BodyMention(
        span, restored(name, run.language), None, None if chain or known is None else known.row["code"], "letterhead-in-capitals"
    )


def _of_office(run: Passage) -> BodyMention | None:
    """An office of one person that sends in its own name: `АУДАН ӘКІМІ`, `АКИМ ГОРОДА …`; the Russian post first, the Kazakh one last."""
    seen = sight(run)
    at = next(
        (at for at in range(len(seen)) if (found := head(seen, at, "posts", "post")) and found.row["ru"] in _SENDERS and not found.plural),
        None,
    )
    if at is None:
        return None
    end = next((stop for stop in range(at + 1, len(seen)) if _stranger(seen, stop)), len(seen))
    first, end = (0, at + 1) if run.language == "kk" else (at, end)
    if run.language not in ("kk", "ru") or (run.language == "ru" and at) or end - first < _SHORTEST:
        return None
    span = seen.words.span(first, end)
    return BodyMention(span, restored(printed(run, span), run.language), None, None, "letterhead-of-an-office")


def _of_columns(top: Passage, find: Callable[[Passage], list[BodyMention]]) -> BodyMention | None:
    """The name in one of two columns that stand on the same lines with a gutter of blanks between."""
    columns: tuple[list[Span], list[Span]] = ([], [])
    for line in islice(top.finditer(_LINE), _LINES):
        cells = [
            Span(cell.start(), cell.start() + len(cell.group().rstrip())) for cell in _CELL.finditer(top.folded, line.start(), line.end())
        ]
        if (
            len(cells) == 2
            and not _REGISTERED.search(top.folded, line.start(), line.end())
            and (top.folded[line.start() : line.end()].isupper() or cells[0].end + 4 <= cells[1].start)
        ):
            for column, cell in zip(columns, cells, strict=True):
                column.append(cell)
    for column in columns:
        text = "\n".join(top.folded[cell.start : cell.end] for cell in column)
        if (len(column) > 1 or text.isupper()) and column and _language(_WORD.findall(text.upper()), text.upper()) == top.language:
            whole = type(top).of(text, top.language)
            named = _in_capitals(whole) if text.isupper() else next((one for one in find(whole) if one.span.start == 0), None)
            return named and replace(
                named, span=Span(column[0].start, column[text.count("\n", 0, named.span.end)].end), rule="letterhead-in-columns"
            )
    return None


def _stranger(seen: Sight, at: int) -> bool:
    return seen.text(at).strip(".:") in table("bodies")["strangers"].get(seen.language, ()) or (
        seen.text(at).isdigit() and seen.text(at - 1) != "№"
    )


def _depths(seen: Sight) -> list[int]:
    """How many quotes are open at each word; straight quotes open and close in turn."""
    depths, depth, straight = [], 0, 0
    for text in seen.words.texts:
        if text == "«":
            depth += 1
        straight = 1 - straight if text == '"' else straight
        depths.append(depth + straight)
        depth = max(0, depth - (text == "»"))
    return depths


def _kazakh(seen: Sight) -> tuple[int, int] | None:
    """From the first word on to the noun that ends the name; on to the next noun where it follows without a gap."""
    depths, first, end = _depths(seen), 0, 0
    for at in range(len(seen)):
        if _stranger(seen, at) and not depths[at]:
            if end:
                break
            first = at + 1
            continue
        if end and seen.parted(at):
            break
        if _closes_kk(seen, at) and not depths[at]:
            end = at + 1
            hit = head(seen, at, "bodies", "head")
            if hit and hit.case not in ("nom", "gen"):
                return None
    while first < end and not _WORD.match(seen.text(first)) and seen.text(first) not in ("«", '"'):
        first += 1
    return (first, end) if end > first + 1 or (end and seen.known.get(first)) else None


def _closes_kk(seen: Sight, at: int) -> bool:
    known = seen.known_to.get(at + 1)
    if known is not None and seen.known[known].kind == "form":
        return known > 0 and seen.text(known - 1) in ("»", '"')
    found = head(seen, at, "bodies", "head")
    return bool(found and not found.plural) or (known is not None and seen.known[known].kind == "body")


def _russian(seen: Sight) -> tuple[int, int] | None:
    """From the noun, with its adjectives, on to the end of the stretch, another name or a word that is no part of names."""
    depths = _depths(seen)
    first = next((at for at in range(len(seen)) if not depths[at] and _opens_ru(seen, at)), None)
    if first is None:
        return None
    end = first + 1
    while end < len(seen) and (depths[end] or not (_stranger(seen, end) or _second(seen, end, first) or _seat(seen, end))):
        end += 1
    while end > first and seen.low[end - 1] in ("и", ",", "по", ".", "–", "-", ";", ":"):
        end -= 1
    return first, end


def _opens_ru(seen: Sight, at: int) -> bool:
    hit = seen.known.get(at)
    if hit and hit.kind in ("body", "form"):
        return True
    noun = at
    while (
        noun < min(at + 6, len(seen) - 1)
        and head(seen, noun, "bodies", "head") is None
        and seen.low[noun].endswith(("ый", "ий", "ой", "ая", "яя", "ое", "ее"))
    ):
        noun += 1
    found = head(seen, noun, "bodies", "head")
    return bool(found and found.case == "nom" and not found.plural)


def _second(seen: Sight, at: int, first: int) -> bool:
    """Another body's noun in the nominative at the beginning of a line, behind a whole name."""
    found = head(seen, at, "bodies", "head")
    following = seen.words.breaks[at] > 0 and at > first + 1
    return bool(following and found and found.case == "nom" and not found.plural)


def _seat(seen: Sight, at: int) -> bool:
    """The town of the seat on a line of its own behind the country's name: `АСТАНА`, `Г. АЛМАТЫ`."""
    town = at + (seen.low[at] in ("г.", "город"))
    hit, before = seen.known.get(town), seen.low[at - 1]
    if hit is None or hit.kind != "place" or not seen.words.breaks[at]:
        return False
    bare = (
        town > at
        and seen.low[town] == hit.row["ru"].lower()
        and not before.startswith("аким")
        and head(seen, at - 1, "bodies", "head") is None
    )
    return bare or before in ("казахстан", "рк")


def _english(seen: Sight) -> tuple[int, int] | None:
    hits = [at for at in range(len(seen)) if at in seen.known and seen.known[at].kind == "body"]
    return (hits[0], len(seen)) if hits else None


def _on_its_own(top: Passage, find: Callable[[Passage], list[BodyMention]]) -> BodyMention | None:
    """The first body, in the nominative, that fills a line or several."""
    for one in find(top):
        before = top.folded[top.span.start : one.span.start].rpartition("\n")[2].strip(" *_#|\t")
        before = _FROM.sub("", before)
        after = top.folded[one.span.end : top.span.end].partition("\n")[0].strip(" *_#|\t")
        if not before and not after and one.rule != "abbreviation" and printed(top, one.span).lower() == one.name.lower():
            return BodyMention(one.span, one.name, None, one.code, "letterhead-line")
    return None
