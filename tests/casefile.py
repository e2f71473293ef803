r"""Case files: sentences with the places in brackets that a finder must find, and the values below.

    # Деньги на обучение психологов
    ru: из бюджета выделено [25 млн. тенге].
        value = 25000000, unit = KZT
    kk: Анықтама үшін телефон: 72-30-74
        nothing

One line of values a bracket, in the order in which the brackets open (brackets may nest). `⏎` is a line break inside the
text, `⇥` a tab, `␌` a new page, `\[` and `\]` are brackets of the text itself. A value with a comma stands in "double
quotes"; `none` is None; a key may have dots (`person.surname`). `nothing` says that the finder returns nothing at all.
`known failure: why` is a strict expected failure. A line that begins with `#` is the title of the cases below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SIGNS = {"⏎": "\n", "⇥": "\t", "␌": "\f"}
_START = re.compile(r"(?P<language>kk|ru|en):[ \t]?(?P<text>.*)")
_PAIR = re.compile(r'\s*(?P<key>[A-Za-z_][\w.]*)\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^,"]*))\s*(?:,|$)')


class CaseError(ValueError):
    """The case file itself is wrong; says where and how."""


@dataclass(slots=True)
class Case:
    """One sentence: where it stands, its text without brackets, the places and the values they must have."""

    file: str
    line: int
    title: str
    language: str
    text: str
    spans: list[tuple[int, int]]
    values: list[dict[str, str]] = field(default_factory=list)
    nothing: bool = False
    known_failure: str | None = None

    @property
    def id(self) -> str:
        """What a test run calls it: `mentions/dates.cases:12 Title`."""
        return f"{self.file}:{self.line} {self.title}"

    def problem(self) -> str | None:
        """What is wrong with the case as written, or None."""
        if self.nothing and (self.spans or self.values):
            return "`nothing` beside brackets or values"
        if not self.nothing and not self.spans:
            return "neither a bracket nor `nothing`"
        if len(self.spans) != len(self.values):
            return f"{len(self.spans)} brackets, {len(self.values)} lines of values"
        return None

    def complaints(self, found: Iterable[Any]) -> list[str]:
        """Every difference between what was found and what the case says, in words; empty where they agree."""
        by_span = {tuple(one.span): one for one in found}
        wanted = dict(zip(self.spans, self.values, strict=True))
        lines = [f"not found: {self._quote(span)}" for span in wanted if span not in by_span]
        lines += [f"found too much: {self._quote(span)} {by_span[span]}" for span in by_span if span not in wanted]
        for span, values in wanted.items():
            if span in by_span:
                lines += self._differences(span, values, by_span[span])
        return lines

    def _quote(self, span: tuple[int, ...]) -> str:
        return f"[{self.text[span[0] : span[1]]}] at {span[0]}–{span[1]}"

    def _differences(self, span: tuple[int, int], wanted: dict[str, str], one: object) -> list[str]:
        shown = {key: say(one, key) for key in wanted}
        return [f"{self._quote(span)} {key}: {shown[key]}, not {value}" for key, value in wanted.items() if shown[key] != value]


def say(one: object, key: str) -> str:
    """The value of `key` (dots allowed) as a case writes it: None is `none`; `from` is the field that Python must call `from_`."""
    try:
        value = attrgetter(re.sub(r"\bfrom\b", "from_", key))(one)
    except AttributeError as error:
        return f"({error})"
    return "none" if value is None else str(value)


def load(path: Path, root: Path) -> list[Case]:
    """All cases of one file, in order; raises `CaseError` at the first line that is not understood."""
    return parse(path.read_text("utf-8"), path.relative_to(root).as_posix())


def parse(text: str, file: str) -> list[Case]:
    r"""The cases written in `text`.

    >>> [case] = parse('# T\nru: от [5 мая].\n    day = 5, why = "a, b"', "x.cases")
    >>> case.text, case.spans, case.values
    ('от 5 мая.', [(3, 8)], [{'day': '5', 'why': 'a, b'}])
    """
    cases: list[Case] = []
    title = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            title = line.lstrip("# ").strip()
        elif match := _START.fullmatch(line):
            cases.append(Case(file, number, title, match["language"], *_unbracket(match["text"], f"{file}:{number}")))
        elif line.strip():
            _attribute(cases, line, f"{file}:{number}")
    for case in cases:
        if problem := case.problem():
            message = f"{case.id}: {problem}"
            raise CaseError(message)
    return cases


def _attribute(cases: list[Case], line: str, place: str) -> None:
    """Read one indented line below a sentence."""
    if not cases or not line[0].isspace():
        message = f"{place}: neither a title, a sentence nor an indented line: {line!r}"
        raise CaseError(message)
    body = line.strip()
    if body == "nothing":
        cases[-1].nothing = True
    elif body.startswith("known failure:"):
        cases[-1].known_failure = body.partition(":")[2].strip()
    else:
        cases[-1].values.append(_values(body, place))


def _values(body: str, place: str) -> dict[str, str]:
    """`a = 1, b = "x, y"` as a dict of strings."""
    values: dict[str, str] = {}
    at = 0
    while at < len(body):
        match = _PAIR.match(body, at)
        if match is None:
            message = f"{place}: not `key = value`: {body[at:]!r}"
            raise CaseError(message)
        values[match["key"]] = match["bare"].strip() if match["quoted"] is None else _signs(match["quoted"])
        at = match.end()
    return values


def _signs(text: str) -> str:
    for sign, meaning in _SIGNS.items():
        text = text.replace(sign, meaning)
    return text


def _unbracket(marked: str, place: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and the places that they enclosed, in the order in which they open."""
    out: list[str] = []
    open_: list[int] = []
    spans: list[list[int]] = []
    for piece in re.findall(r"\\[\[\]]|.", marked, re.DOTALL):
        if piece == "[":
            open_.append(len(spans))
            spans.append([len(out), -1])
        elif piece == "]" and open_:
            spans[open_.pop()][1] = len(out)
        elif piece == "]":
            message = f"{place}: a bracket is closed that was not opened"
            raise CaseError(message)
        else:
            out.append(_signs(piece[-1]))
    if open_:
        message = f"{place}: a bracket is left open"
        raise CaseError(message)
    return "".join(out), [(start, end) for start, end in spans]
