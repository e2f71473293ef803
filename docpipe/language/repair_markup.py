"""Markdown in a text: the marks go, the words stay.

Source: CommonMark, narrowed so that what letters hold anyway (footnote stars, blank form fields, sums) is left alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from docpipe.language.repair_edit import Edit, edit
from docpipe.model.lazy import lazy

_MARK = lazy(r"(?P<escaped>(?:\\[!-/:-@\[^_`{|}~\]])++)|(?P<delimiter>\*++|_++)|(?P<parting>\n[ \t]{0,80}+\r?\n)")
_HEADING = lazy(r"^#{1,6}[ \t]{1,4}(?=[^\W\d_]|\d{1,3}[.)]\s|[*_«\"“])", re.MULTILINE)
_BREAK = lazy(r"(?<! ) {2,}+(?=\r?\n)|(?<!\\)\\(?=\r?\n)")
_HTML_BREAK = lazy(r"<br\s?/?>(?:\r?\n)?", re.IGNORECASE)
_ENTITY = lazy(r"&(?:[A-Za-z]{2,8}|#\d{2,5});")
_ADDRESS = lazy(r"<(?=(?:https?://|mailto:)[^<>\s]{1,500}>|[\w.+-]{1,64}@[\w.-]{1,100}>)[^<>]{1,507}>")
_LINK = lazy(
    r"(?P<open>!?\[)(?P<text>(?:[^\[\]\n\\]|\\[^\n]){0,300}+)"
    r"(?P<close>\]\((?P<url>[^()\s]{1,500})(?:[ ]\"[^\"\n]{0,200}\")?\))"
)
_OPENING = "(«[{<“„\"'"
_DEEPEST = 12
_CLOSING = ").,;:!?»]}>”%\"'…"


def find(text: str) -> Iterator[Edit]:
    """Every mark of Markdown in `text`, as edits that take it out."""
    yield from _links(text)
    yield from _marks(text)
    yield from (edit(*m.span(), "", "markup") for m in _HEADING.finditer(text))
    yield from (edit(*m.span(), "", "markup") for m in _BREAK.finditer(text))
    yield from (edit(*m.span(), "\n", "markup") for m in _HTML_BREAK.finditer(text))
    for m in _ENTITY.finditer(text):
        if len(letter := html.unescape(m[0])) == 1:
            yield edit(*m.span(), letter, "markup")


def _links(text: str) -> Iterator[Edit]:
    """`[text](address)` → `text (address)`, or `text` where that names the address; `<address>` → `address`."""
    for m in _ADDRESS.finditer(text):
        yield edit(m.start(), m.start() + 1, "", "markup")
        yield edit(m.end() - 1, m.end(), "", "markup")
    for m in _LINK.finditer(text):
        picture = m["open"].startswith("!")
        host = re.sub(r"^(?:https?://|mailto:)?(?:www\.)?", "", m["url"]).split("/")[0]
        known = picture or (host and host in m["text"].replace("\\", ""))
        if picture and not m["text"].strip():
            yield edit(*m.span(), "", "markup")
            continue
        yield edit(*m.span("open"), "", "markup")
        yield edit(*m.span("close"), "" if known else f" ({m['url']})", "markup")


def _marks(text: str) -> Iterator[Edit]:
    """Backslashes before signs, and pairs of stars or underscores around words of one paragraph."""
    open_: list[list[int]] = []
    for m in _MARK.finditer(text):
        if m["escaped"]:
            yield edit(*m.span(), m["escaped"][1::2], "markup")
        elif m["parting"]:
            open_.clear()
        elif m.end() - m.start() <= 3:
            pieces = _closed(text, m, open_) if _can_close(text, m) else []
            if pieces:
                yield from pieces
            elif _can_open(text, m):
                open_.append([m.start(), m.end()])


def _closed(text: str, m: re.Match[str], open_: list[list[int]]) -> list[Edit]:
    """The marks that `m` closes and `m` itself, or nothing where no open marks match it; `open_` shrinks."""
    size = m.end() - m.start()
    marks = _matching([end - start if text[start] == text[m.start()] else 0 for start, end in open_[-_DEEPEST:]], size)
    if not marks:
        return []
    edits = [edit(*m.span(), "", "markup")]
    for depth, taken in marks:
        end = open_[depth][1]
        edits.append(edit(end - taken, end, "", "markup"))
        open_[depth][1] = end - taken
    outermost = len(open_) + marks[-1][0]
    del open_[outermost + (open_[outermost][0] < open_[outermost][1]) :]
    return edits


def _matching(sizes: list[int], size: int) -> list[tuple[int, int]]:
    """Which open marks (index from the end, how many signs of each) a closing mark of `size` signs answers to."""
    for back in range(1, len(sizes) + 1):
        if sizes[-back] == size:
            return [(-back, size)]
    if size == 3 and sorted(sizes[-2:]) == [1, 2]:
        return [(-1, sizes[-1]), (-2, sizes[-2])]
    if sizes and sizes[-1] == 3:
        return [(-1, size)]
    return []


def _can_open(text: str, m: re.Match[str]) -> bool:
    """True where something may begin to be bold or italic."""
    before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
    if not after or after.isspace() or (after in _CLOSING and after not in "\"'"):
        return False
    if after in "\"'" and before.strip() and before not in "(«“":
        return False
    intraword = text[m.start()] == "*" and len(m[0]) >= 2 and before.isalpha() and after.isalpha()
    return intraword or not (before.isalnum() or before == "\\")


def _can_close(text: str, m: re.Match[str]) -> bool:
    """True where something may end to be bold or italic."""
    before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
    if not before or before.isspace() or (before in _OPENING and before not in "\"'"):
        return False
    if before in "\"'" and after.strip() and after not in _CLOSING:
        return False
    intraword = text[m.start()] == "*" and len(m[0]) >= 2 and not before.isdigit() and after.isalpha()
    return intraword or not after.isalnum()
