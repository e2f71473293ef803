"""What a letter is made of: values, each with the source that it can be traced to, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date
from typing import Any, Literal

from docpipe.errors import DocpipeError

LANGUAGES = ("kk", "ru")
"""The languages of letters, in the order in which they are sent."""

_PLACES = {"text", "span", "page", "boxes", "confidence", "address_list"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from. Of a document: `file` and `sha256`, its id in the packet, page and span, and what is printed there."""

    kind: Literal["inquiry", "archive", "vocabulary", "data", "call", "computed"]
    file: str | None = None
    sha256: str | None = None
    document: str | None = None
    page: int | None = None
    span: tuple[int, int] | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One value by its name; `language` None where it is the same in all. `proposed`: made from the other language's, to be confirmed."""

    name: str
    value: Any
    source: Source
    language: str | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """What a letter cannot do without: its name, and what would give it."""

    name: str
    hint: str


class Incomplete(DocpipeError):
    """Values are missing, so there is no letter; all are named at once."""

    code = "E_INCOMPLETE"

    def __init__(self, message: str, hint: str = "", missing: tuple[Missing, ...] = ()) -> None:
        super().__init__(message, hint)
        self.missing = missing

    @classmethod
    def of(cls, missing: Iterable[Missing]) -> Incomplete:
        """The error that names them.

        >>> str(Incomplete.of([Missing("until", "a day"), Missing("reason.kk", "words")]))
        'The letter is not made, this is missing: until (a day); reason.kk (words). Put it into the data file (--data)'
        """
        found = tuple(dict.fromkeys(missing))
        named = "; ".join(f"{one.name} ({one.hint})" if one.hint else one.name for one in found)
        return cls(f"The letter is not made, this is missing: {named}", "Put it into the data file (--data)", found)


def plain(value: Any) -> Any:
    """A value as JSON has it: fields that are not known left out, a person by the parts of the name.

    >>> plain({"day": date(2023, 10, 27), "none": None})
    {'day': '2023-10-27'}
    """
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "model_dump"):
        return {key: one for key, one in value.model_dump(exclude=_PLACES).items() if one is not None}
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items() if one is not None}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


@dataclass(slots=True)
class Gathered:
    """Values found on the way, what is missing, and what a person should know."""

    values: list[Value] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def get(self, name: str, language: str | None = None) -> Any:
        """The value of that name, of the language or of all; None where there is none."""
        return next((one.value for one in self.values if one.name == name and one.language in (None, language)), None)

    def add(self, name: str, value: Any, source: Source, language: str | None = None, *, proposed: bool = False) -> None:
        """One value more."""
        self.values.append(Value(name, value, source, language, proposed))

    def lack(self, name: str, hint: str = "") -> None:
        """One thing missing."""
        self.missing.append(Missing(name, hint))
