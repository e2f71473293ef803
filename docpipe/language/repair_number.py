"""Years and numbers that a form field or the end of a line has torn apart."""

from __future__ import annotations

from collections.abc import Iterator

from docpipe.language.repair_edit import Edit, edit
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

_BLANK = r"[ \t\xa0\u2009\u202f]"
_YEAR_BEFORE = rf"(?=[12])(?<![\d.,/–-])(?<!\d{_BLANK})"
_YEAR = lazy(
    rf"{_YEAR_BEFORE}(?P<year>(?:19|20){_BLANK}{{1,2}}\d{_BLANK}?\d(?:_{{1,2}}(?=[ ]?[жг]))?|20\d{_BLANK}\d|2{_BLANK}0{_BLANK}\d{_BLANK}\d"
    rf"|20_{{1,3}}\d\d_{{0,3}})(?!\d)(?=[»\"”]?\s{{0,3}}(?:жыл(?!дық)|ж\.|года|году|годом|годы?\b|г\.|гг\.|жж\.))"
)
_GROUPED_YEAR = lazy(rf"{_YEAR_BEFORE}(?P<year>2{_BLANK}0[0-4]\d|1{_BLANK}9\d\d)(?=\s{{0,3}}(?:жылғы|жылы\b|жылдың|года|году|г\.|ж\.))")
_NUMBER = lazy(
    rf"(?=\d)(?<![\d.,/:№)+–-])(?<!\d{_BLANK}{_BLANK})(?P<head>(?:\d{{1,3}}{_BLANK})?\d{{1,3}})(?P<gap>{_BLANK}{{0,3}}\r?\n{_BLANK}{{0,8}})"
    rf"(?P<tail>\d{{3}}(?:{_BLANK}\d{{3}}){{0,2}}(?:,\d{{1,3}})?)(?={_BLANK}{{1,2}}[^\W\d_]|[%)])(?!{_BLANK}{{1,2}}(?:году?|года|г\.|жыл|ж\.))"
)
_WORD_BEFORE = lazy(r"([^\W\d_]{1,30}|№)[.:]?[ \t\xa0]{0,3}[(«]?$")


def find(text: str) -> Iterator[Edit]:
    """`20 21 жылғы` → `2021 жылғы`; `1⏎569 лиц` → `1 569 лиц`. The digits stay."""
    for pattern in (_YEAR, _GROUPED_YEAR):
        for m in pattern.finditer(text):
            if m["year"].isdigit():
                continue
            yield edit(*m.span("year"), "".join(filter(str.isdigit, m["year"])), "broken-year")
    for m in _NUMBER.finditer(text):
        if _is_count(text, m.start()):
            yield edit(m.start("head"), m.end("tail"), f"{m['head']} {m['tail']}", "broken-number")


def _is_count(text: str, start: int) -> bool:
    """True where the digits at `start` follow a word on their line, and the word does not make them a number of something."""
    line = text[max(text.rfind("\n", 0, start) + 1, start - 60) : start]
    word = _WORD_BEFORE.search(line)
    if "\t" in line or word is None:
        return False
    return not word[1].lower().startswith(_numbered())


def _numbered() -> tuple[str, ...]:
    """Beginnings of words after which digits number something."""
    return tuple(table("repair")["numbered"]["stems"])
