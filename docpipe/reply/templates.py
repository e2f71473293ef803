"""The templates that there are: what each is for, which layout prints it, which values it needs; told by a TOML beside its texts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from docpipe.errors import WrongCall
from docpipe.model.lazy import lazy
from docpipe.reply import folders, texts
from docpipe.reply.values import LANGUAGES
from docpipe.vocabulary import table

_NAME = lazy(r"[\w][\w-]{0,60}")
GIVEN = frozenset(
    {
        "ministry",
        "inquiry",
        "answers",
        "text",
        "annex",
        "several",
        "to_government",
        "deputies",
        "due",
        "received",
        "day",
        "stat",
        "signature",
    }
)
"""Names that every letter has, whatever its data: empty where nothing is known."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that a template asks of the data file."""

    name: str
    optional: bool
    about: str


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of letter. `answers`: it answers the questions; `encloses`: what is sent with it besides annexes; `to`: whom it is addressed to."""

    name: str
    folder: Path
    title: Mapping[str, str]
    layout: str
    answers: bool
    inquiry: bool
    to: str
    encloses: str
    about: Mapping[str, Mapping[str, str]]
    heading: Mapping[str, str]
    optional: frozenset[str]
    languages: tuple[str, ...]

    def needs(self, language: str) -> frozenset[str]:
        """The names that its text in a language asks of the data file and cannot do without."""
        return texts.asks_for(self.name, language) - GIVEN - self.optional

    def fields(self, language: str) -> list[Field]:
        """What the data file may give it, the needed first, told in a language."""
        asked = {name for each in self.languages for name in texts.asks_for(self.name, each)} - GIVEN | self.about.keys()
        every = [*sorted(asked - self.optional), *sorted(self.optional)]
        return [Field(name, name in self.optional, self.about.get(name, {}).get(language, "")) for name in every]


def every() -> list[Template]:
    """All templates, by name; of two that are called alike the ministry's own."""
    return [named(name) for name in sorted({name for folder in folders.every() for name in _in(folder)})]


@cache
def named(name: str) -> Template:
    """The template of that name. `WrongCall` where there is none, or its description has a mistake."""
    folder = next((folder / name for folder in folders.every() if _NAME.fullmatch(name) and name in _in(folder)), None)
    if folder is None:
        raise WrongCall(f"There is no template {name[:60]}", "`docpipe templates` lists them")
    told = _described(folder)
    about = {field: _texts(row) for field, row in told.get("fields", {}).items()}
    return Template(
        name=name,
        folder=folder,
        title=_texts(told.get("title", {})),
        layout=str(told.get("layout", "letter")),
        answers=bool(told.get("answers", False)),
        inquiry=bool(told.get("inquiry", True)),
        to=str(told.get("to", "sender")),
        encloses=str(told.get("encloses", "")),
        about=about,
        heading=_texts(told.get("heading", {})),
        optional=frozenset(field for field, row in told.get("fields", {}).items() if row.get("optional")),
        languages=tuple(language for language in LANGUAGES if (folder / f"{language}.txt.j2").is_file()),
    )


def common(language: str) -> list[Field]:
    """What the data file may say for every letter."""
    return [Field(name, optional=True, about=row[language]) for name, row in table("letters")["fields"].items()]


def _in(folder: Path) -> Iterator[str]:
    return (path.parent.name for path in folder.glob("*/??.txt.j2"))


def _described(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / "template.toml").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise WrongCall(
            f"template.toml of the template {folder.name} has a mistake", "Mend it, or take the one that comes with docpipe"
        ) from error


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): value for key, value in row.items() if isinstance(value, str)}
