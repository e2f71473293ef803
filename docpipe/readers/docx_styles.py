"""What a Word paragraph or table looks like where that tells how it is read: spacing, indents, lists, borders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_OFF = {"0", "false", "off", "none", "nil"}
_DEEPEST = 20
_NO_BORDER = {"nil", "none"}


def local(element: Any) -> str:
    """The element's name without its namespace, so that the strict and the usual dialect read alike."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def child(element: Any | None, *path: str) -> Any | None:
    """The first child of that name, and its child, and so on; None where one is missing."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def value(element: Any | None, name: str = "val") -> str | None:
    """An attribute whatever its namespace, None where there is none."""
    if element is None:
        return None
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), None)


def number(text: str | None) -> int:
    """A whole number, 0 where the text is none."""
    digits = (text or "").lstrip("-").split(".")[0]
    return int((text or "").split(".")[0]) if digits.isascii() and digits.isdigit() and len(digits) < 12 else 0


def is_on(element: Any | None) -> bool:
    """True where a switch is there and not set to off."""
    return element is not None and (value(element) or "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's look; spacing and indents in twentieths of a point. `listed`: list and level, None where it is in no list."""

    style: str = ""
    before: int = 0
    after: int = 0
    left: int = 0
    first: int = 0
    align: str = "left"
    tight_among_equals: bool = False
    page_break_before: bool = False
    listed: tuple[str, int] | None = None


@dataclass(slots=True)
class Styles:
    """The styles of one Word file; every question is answered from the nearest place that answers it."""

    root: Any | None
    _by_id: dict[str, Any] = field(default_factory=dict)
    _default: str = ""

    def __post_init__(self) -> None:
        for style in self.root if self.root is not None else ():
            if local(style) == "style":
                self._by_id.setdefault(value(style, "styleId") or "", style)
                if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true"}:
                    self._default = value(style, "styleId") or ""

    def look(self, paragraph: Any) -> Look:
        """The look of a paragraph: its own properties, its style's, that style's ground, the file's defaults."""
        own = child(paragraph, "pPr")
        name = value(child(own, "pStyle")) or self._default
        places = [own, *(child(style, "pPr") for style in self._chain(name)), self._defaults()]
        return Look(
            name,
            _first(places, "spacing", "before"),
            _first(places, "spacing", "after"),
            _first(places, "ind", "left") or _first(places, "ind", "start"),
            _first(places, "ind", "firstLine"),
            next((value(found) or "left" for place in places if (found := child(place, "jc")) is not None), "left"),
            any(is_on(child(place, "contextualSpacing")) for place in places),
            is_on(child(own, "pageBreakBefore")),
            _listed(places),
        )

    def table_borders(self, table: Any) -> Iterator[Any]:
        """The border settings that hold for a table, the nearest first."""
        own = child(table, "tblPr")
        yield child(own, "tblBorders")
        for style in self._chain(value(child(own, "tblStyle")) or ""):
            yield child(style, "tblPr", "tblBorders")

    def _defaults(self) -> Any | None:
        return child(self.root, "docDefaults", "pPrDefault", "pPr")

    def _chain(self, name: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self._by_id.get(name)
            if style is None:
                return
            yield style
            name = value(child(style, "basedOn")) or ""


def _first(places: list[Any], name: str, attribute: str) -> int:
    for place in places:
        found = value(child(place, name), attribute)
        if found is not None:
            return number(found)
    return 0


def _listed(places: list[Any]) -> tuple[str, int] | None:
    for place in places:
        found = child(place, "numPr")
        name = value(child(found, "numId"))
        if name is not None:
            return (name, number(value(child(found, "ilvl")))) if name != "0" else None
    return None


def is_ruled(table: Any, styles: Styles) -> bool:
    """True where lines stand between the table's cells."""
    for name in ("insideV", "insideH"):
        border = next((found for place in styles.table_borders(table) if (found := child(place, name)) is not None), None)
        if border is not None and value(border) not in _NO_BORDER:
            return True
    return any(_cell_is_framed(cell) for row in table if local(row) == "tr" for cell in row if local(cell) == "tc")


def _cell_is_framed(cell: Any) -> bool:
    borders = child(cell, "tcPr", "tcBorders")
    found = (child(borders, name) for name in ("left", "start", "right", "end"))
    return any(border is not None and value(border) not in _NO_BORDER for border in found)
