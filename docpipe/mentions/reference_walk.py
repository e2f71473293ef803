"""From the word for an act to what belongs to it: on its right in Russian and English, on its left in Kazakh.

A walk takes issuer, date, number, title, register entry in any order, steps over blanks and into brackets, and stops at the
first thing that is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from docpipe.mentions.numbers import CAPITAL, LETTER
from docpipe.mentions.reference_pieces import COUNTRY, PARAGRAPH, Ground, Piece, ReferenceMention, begins
from docpipe.mentions.reference_titles import issuer_name
from docpipe.model.lazy import lazy
from docpipe.model.text import Span


@dataclass(slots=True)
class Parts:
    """What a walk has collected; `start` and `end` are how far it came."""

    start: int
    end: int
    number: Piece | None = None
    date: Piece | None = None
    title: Piece | None = None
    registry: Piece | None = None
    issuer: Piece | None = None
    claims: list[Span] = field(default_factory=list)

    def cites(self) -> bool:
        """Whether there is anything that tells this act from others."""
        return bool(self.number or self.date or self.title or self.registry)

    def take(self, name: str, piece: Piece) -> None:
        """Keep the piece and stretch over it."""
        setattr(self, name, piece)
        self.start, self.end = min(self.start, piece.span.start), max(self.end, piece.span.end)
        self.claims.append(piece.span)


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the places that no other citation may be built on."""

    mention: ReferenceMention
    claims: tuple[Span, ...]
    core: Span


def value(piece: Piece | None) -> str | None:
    """What the piece says, None where there is none."""
    return piece.value if piece else None


def mention(parts: Parts, kind: str, rule: str, title: str | None = None, article: str | None = None) -> ReferenceMention:
    """The parts as a mention; `title` stands in where no title is in quotation marks."""
    return ReferenceMention(
        Span(parts.start, parts.end), kind, value(parts.title) or title, value(parts.number), value(parts.registry), value(parts.date),
        article, named_issuer(parts), rule,
    )  # fmt: skip


# ---------------------------------------------------------------- to the right
_STEP = lazy(
    r"[\s*_\\]{0,8}(?:,(?=[\s*_]{0,4}(?:от|№|зарег|за\s|dated|No|reg)))?[\s*_\\]{0,4}(?:(?:от|за|под|датированн\w{2,3}|of|dated|as\s{1,2}of|under)[\s*_]{1,4}(?=\S))?"
)
_INSIDE = lazy(r"\((?=[\s*_]{0,4}(?:№|от\s|\d{1,2}[.\s]|зарегистр|рег\.|No|dated|of\s|registered|далее\s{0,2}зарег))")
_REGISTRY_LEAD = lazy(r"[\s*_]{0,6}[,(]?[\s*_]{0,6}(?=зарегистрирован|registered)", re.IGNORECASE)
_ISSUER_STOP = lazy(
    r"[\s*_]{1,6}(?:от[\s*_]{1,4}\S|за[\s*_]{1,4}№|№|of[\s*_]{1,4}(?:\d|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|dated\b|No[.\s]|N\s?\d|\d{1,2}[.\s]|на\s\d|в\s\d)|[«\"(;:]|(?<!и\.о)(?<!и\.\so)(?<!м\.а)\.(?=\s{1,4}[А-ЯA-Z]|\s*$)|\n[ \t*_]{0,6}\n"
)  # fmt: skip


def right(ground: Ground, at: int, language: str, *, issuer: bool = True) -> Parts:
    """The walk to the right of a word for an act that ends at `at`."""
    parts = Parts(at, at)
    if issuer:
        _take_issuer(ground, parts, language)
    depth, here = 0, parts.end
    for _ in range(12):
        here, depth, going = _step_right(ground, parts, here, depth)
        if not going:
            break
    return parts


def _step_right(ground: Ground, parts: Parts, here: int, depth: int) -> tuple[int, int, bool]:
    """One step: (where we are now, depth of brackets, whether anything was taken)."""
    lead = _REGISTRY_LEAD.match(ground.text, here, ground.passage.span.end)
    if lead and (entry := ground.registries.starting.get(lead.end())) and not parts.registry:
        parts.take("registry", entry)
        close = re.compile(r"[\s*_]{0,4}\)").match(ground.text, entry.span.end) if "(" in lead[0] else None
        parts.end = close.end() if close else parts.end
        return parts.end, depth, True
    step = _STEP.match(ground.text, here, ground.passage.span.end)
    place = step.end() if step else here
    for name, shelf in (("date", ground.dates), ("number", ground.numbers), ("title", ground.quotes)):
        piece = None if PARAGRAPH.search(ground.text, here, place) else shelf.starting.get(place)
        if piece and getattr(parts, name) is None and not (name == "title" and "," in ground.text[here:place]):
            parts.take(name, piece)
            return piece.span.end, depth, True
    if opening := _INSIDE.match(ground.text, place, ground.passage.span.end):
        return opening.end(), depth + 1, not depth
    if depth and ground.text[place : place + 1] == ")" and parts.end <= place:
        parts.end = place + 1
        return parts.end, depth - 1, True
    return here, depth, False


def _take_issuer(ground: Ground, parts: Parts, language: str) -> None:
    """The issuer that follows the word for the act, in the genitive, up to a date, a number or a title."""
    lead = re.compile(r"[\s*_]{1,6}(?:(?:of|by)[\s*_]{1,3}(?:the[\s*_]{1,3})?)?").match(ground.text, parts.end, ground.passage.span.end)
    if not lead:
        return
    ceiling = min(ground.passage.span.end, lead.end() + 240)
    stop = _ISSUER_STOP.search(ground.text, lead.end(), ceiling)
    end = stop.start() if stop else ceiling
    name = ground.text[lead.end() : end]
    if not stop or not is_issuer(name, language):
        country = re.compile(
            COUNTRY + r"|the[\s*_]{1,3}Republic[\s*_]{1,3}of[\s*_]{1,3}Kazakhstan|Republic[\s*_]{1,3}of[\s*_]{1,3}Kazakhstan"
        ).match(ground.text, lead.end(), ceiling)
        parts.end = country.end() if country else parts.end
        return
    span = Span(lead.end(), lead.end() + len(name.rstrip(" ,*_\n")))
    country_alone = re.fullmatch(COUNTRY + r"|Republic[\s*_]{1,3}of[\s*_]{1,3}Kazakhstan", ground.text[slice(*span)])
    parts.end = span.end
    if not country_alone:
        parts.issuer = Piece(span, issuer_name(ground.passage.quote(span), language))


def is_issuer(name: str, language: str) -> bool:
    """Whether the words name somebody who issues acts: first word of the list or an abbreviation, no verb-like tail."""
    words = name.split()
    if not words or len(words) > 24:
        return False
    first = words[0].strip("*_,")
    known = begins(first, "issuers", language) if language in {"ru", "en"} else False
    return known or bool(re.fullmatch(rf"[{CAPITAL}]{{2,8}}[а-я]?", first))


# ---------------------------------------------------------------- to the left (Kazakh)
_GENITIVE = lazy(rf"[{LETTER}-]{{2,40}}(?:ның|нің|дың|дің|тың|тің)")
_BODY = lazy(
    r"(?:министр|үкімет|президент|төраға|республика|комитет|агентті|әкім|мәслихат|прокурор|басшы|банк|кеңес|департамент|басқарма)\w{0,8}[ыі]$"
)
_ABBREVIATION = lazy(rf"[{CAPITAL}]{{2,8}}(?:-?(?:ның|нің|дың|дің|тың|тің))?")
_WORD_BACK = lazy(rf"[0-9{LETTER}]{{1,40}}(?:[-–.][0-9{LETTER}]{{1,40}}){{0,3}}")


def left(ground: Ground, at: int) -> Parts:
    """The walk to the left of a Kazakh word for an act that begins at `at`."""
    parts = Parts(at, at)
    here, skipped = at, 0
    for _ in range(12):
        place = _skip_back(ground, here)
        if _take_left(ground, parts, place):
            here = parts.start
            continue
        issuer = None if parts.issuer else kazakh_issuer(ground, place)
        if issuer:
            parts.take("issuer", issuer)
            here = parts.start
            continue
        word = _adjective_back(ground, place) if skipped < 2 and not parts.cites() else None
        if word is None:
            break
        here, skipped = word, skipped + 1
    return parts


def _take_left(ground: Ground, parts: Parts, place: int) -> bool:
    """Take the number, date, register entry or title that ends at `place`."""
    for name, shelf in (("number", ground.numbers), ("date", ground.dates), ("title", ground.quotes), ("registry", ground.registries)):
        piece = shelf.ending.get(place)
        if piece and getattr(parts, name) is None:
            parts.take(name, piece)
            return True
    if ground.text[place - 1 : place] == ")":
        inside = _skip_back(ground, place - 1)
        entry = ground.registries.ending.get(inside)
        if entry and not parts.registry:
            opening = ground.text.rfind("(", max(ground.passage.span.start, entry.span.start - 60), entry.span.start + 1)
            parts.take("registry", entry)
            parts.start = opening if opening >= 0 else parts.start
            return True
    return False


def _skip_back(ground: Ground, at: int) -> int:
    """The place before blanks and marks of emphasis; a blank line is not stepped over."""
    floor, place = max(ground.passage.span.start, at - 10), at
    while place > floor and ground.text[place - 1] in " \t\n*_\\":
        place -= 1
    return at if PARAGRAPH.search(ground.text, place, at) else place


def _adjective_back(ground: Ground, place: int) -> int | None:
    """Where a lower-case adjective that ends at `place` begins: `бірлескен`, `нормативтік`, `мемлекеттік`."""
    words = list(words_back(ground, place, 1))
    word = ground.text[slice(*words[0])] if words else ""
    known = re.fullmatch(
        r"(?:конституциялық|нормативтік|бірлескен|мемлекеттік|ұлттық|кешенді|стратегиялық|өңірлік|салалық|ведомствоаралық|үлгілік|сол|осы|атты|тиісті)",
        word.lower(),
    )
    return words[0].start if known else None


def words_back(ground: Ground, place: int, count: int) -> Iterator[Span]:
    """Up to `count` words before `place`, nearest first, parted by blanks alone."""
    for _ in range(count):
        floor = max(ground.passage.span.start, place - 60)
        end = _skip_back(ground, place)
        start = end
        while start > floor and (ground.text[start - 1].isalnum() or ground.text[start - 1] in "-–"):
            start -= 1
        if start == end:
            return
        yield Span(start, end)
        place = start


_COMMISSION = lazy(r"(?<!\w)Еуразиялық[\s*_]{1,3}экономикалық[\s*_]{1,3}комиссия(?:сы(?:ның)?)?[\s*_]{1,3}\Z")


def kazakh_issuer(ground: Ground, place: int) -> Piece | None:
    """The body or post in the genitive (or as an abbreviation) that ends at `place`, back to the capital letter it begins with."""
    words = list(words_back(ground, place, 12))
    if not words:
        return None
    last = ground.text[slice(*words[0])]
    if not (_ABBREVIATION.fullmatch(last) or _GENITIVE.fullmatch(last) or _BODY.match(last.lower())):
        return None
    start = _run_of_capitals(ground, words, lambda span: ground.text[span.start].isupper())
    if start is not None and (commission := _COMMISSION.search(ground.text, max(ground.passage.span.start, start - 60), start)):
        start = commission.start()
    span = Span(start, words[0].end) if start is not None else None
    return Piece(span, issuer_name(ground.passage.quote(span), "kk")) if span else None


_COUNTRY_ALONE = lazy(COUNTRY)


def named_issuer(parts: Parts) -> str | None:
    """Who issued it; the country alone is nobody."""
    return None if parts.issuer is None or _COUNTRY_ALONE.fullmatch(parts.issuer.value) else parts.issuer.value


def _run_of_capitals(ground: Ground, words: list[Span], capital: Callable[[Span], bool]) -> int | None:
    """The leftmost start of the chain of capitalised words (with `және` between) that the nearest capital letter belongs to."""
    first = next((index for index, span in enumerate(words) if capital(span)), None)
    if first is None:
        return None
    while first + 1 < len(words) and (
        capital(words[first + 1]) and not ground.text[slice(*words[first + 1])].lower().startswith(("бұл", "осы"))
    ):
        first += 1
    return words[first].start
