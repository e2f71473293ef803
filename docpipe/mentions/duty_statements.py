"""An order's body cut to its statements: sentences, numbered points, items of a list with what the words before the colon say."""

from __future__ import annotations

from dataclasses import dataclass

from docpipe.language.alphabets import LOWER, UPPER
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

_CUT = lazy(
    rf"(?<=[{LOWER}\d»)]{{2}})[.!]\s{{1,4}}(?=[{UPPER}«]|\d{{1,2}}[.)]\s)"
    rf"|(?<=[{LOWER}\d»).]);\s{{1,4}}"
    r"|(?:(?<=[:;.])|\n)\s{1,8}(?=§\s?\d)|\n(?=§\s?\d)"
    r"|\n[ \t]{0,8}(?=\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s)"
    r"|(?<=[:;.])\s{1,4}(?=\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s)"
    r"|\n[ \t]{0,8}(?=[–•*-]\s)"
    r"|\n(?=[^\n]{0,200}(?:\t|\s\|\s))"
    rf"|(?<=[{LOWER}»)\d]:)\s{{1,4}}"
    r"|\n[ \t]{0,8}\n"
    rf"|(?<=[{UPPER}]\.)\s{{1,4}}(?=(?:На|Контроль|Исполнение|Возложить|Настоящий|Основание|Осы|Бақылау|Негіздеме|Приказ|Бұйрық|Временн\w{{2}})\s)",
)
_LONGEST_INTRO = 1500
_NUMBER = lazy(r"\s{0,4}(?:§\s?)?(\d{1,2}(?:\.\d{1,2}){0,2})([.)]|(?<=\.\d)|(?<=\.\d\d))")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or item; `intro` is what stood before the colon that opened its list, None outside lists."""

    span: Span
    intro: Span | None
    row: bool = False


def cut(body: Span, folded: str) -> list[Statement]:
    r"""The statements of the body, in order.

    >>> text = "Возложить обязанности:\n1) директора – на А.;\n2) главы – на Б."
    >>> [(text[slice(*one.span)], one.intro is not None) for one in cut(Span(0, len(text)), text)]
    [('Возложить обязанности:', False), ('1) директора – на А.;', True), ('2) главы – на Б.', True)]
    """
    pieces = _pieces(body, folded)
    found: list[Statement] = []
    opened: list[tuple[str, Span]] = []
    for piece in pieces:
        text = folded[piece.start : piece.end]
        level = _level(text)
        while opened and not _inside(level, opened[-1][0]):
            opened.pop()
        found.append(Statement(piece, opened[-1][1] if opened else None, row="\t" in text.strip() or " | " in text))
        if text.rstrip().endswith(":"):
            opened.append((level, Span(max(piece.start, piece.end - _LONGEST_INTRO), piece.end)))
    return found


def _pieces(body: Span, folded: str) -> list[Span]:
    cuts = [match.end() for match in _CUT.finditer(folded, *body)]
    spans = (Span(start, end) for start, end in zip([body.start, *cuts], [*cuts, body.end], strict=True))
    return [trimmed for span in spans if (trimmed := _trimmed(span, folded)).end > trimmed.start]


def _trimmed(span: Span, folded: str) -> Span:
    text = folded[span.start : span.end]
    left = len(text) - len(text.lstrip())
    return Span(span.start + left, span.start + len(text.rstrip())) if text.strip() else Span(span.start, span.start)


def _level(text: str) -> str:
    """How the piece is numbered: `1.` and `2.` are one level, `1)` another, a dash or nothing the innermost."""
    match = _NUMBER.match(text)
    if match is None:
        return "-" if text.lstrip()[:1] in ("–", "-", "•", "*") else ""
    return f"{match[1].count('.')}{match[2] or '.'}"


_DEPTH = {"0.": 0, "1.": 1, "2.": 2, "0)": 1, "1)": 2, "2)": 3, "": 4, "-": 5}


def _inside(level: str, of: str) -> bool:
    """Whether a piece of the level can be an item of the list that a piece of the level `of` opened."""
    if of == "":
        return True
    return _DEPTH.get(level, 4) > _DEPTH.get(of, 4)
