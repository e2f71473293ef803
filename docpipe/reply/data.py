"""The data file: what a clerk adds to an inquiry. TOML, YAML or JSON, read as plain text, numbers and dates, never as a program."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from docpipe.errors import WrongCall
from docpipe.model.lazy import lazy

_MOST_BYTES = 2_000_000
_UNPRINTABLE = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = lazy(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = lazy(r"[ \t\n]+")
_TURN = lazy(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DAY = lazy(r"\d{4}-\d{2}-\d{2}")


def load(path: Path) -> dict[str, Any]:
    """The data of a file, by its ending `.toml`, `.yaml`, `.yml` or `.json`; strings as `clean` makes them. `WrongCall` where it cannot be read."""
    suffix = path.suffix.lower()
    if suffix not in {".toml", ".yaml", ".yml", ".json"}:
        raise WrongCall(f"The data file {path.name} is neither TOML, YAML nor JSON", "Name it so: answer.toml")
    text = _text(path)
    try:
        found = _yaml(text) if suffix in {".yaml", ".yml"} else json.loads(text) if suffix == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongCall(f"The data file {path.name} has a mistake: {_where(error)}", "Mend that line") from error
    if not isinstance(found, dict):
        raise WrongCall(f"The data file {path.name} has no names, only a value", "Write it so: until = 2024-03-11")
    return {str(name): _cleaned(value) for name, value in found.items()}


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a list in CSV, parted by commas or semicolons, by the names in its first line. `WrongCall`."""
    head, *found = table(_text(path), path.name)
    return [{name: value for name, value in zip(head, row, strict=True) if name and value} for row in found]


def table(text: str, name: str) -> list[tuple[str, ...]]:
    r"""The rows of a CSV, each as wide as the first, by the first of tab, semicolon and comma that gives such. `WrongCall` where none does.

    >>> table("Регион;План, единиц\nАбай;43,8\n", "a.csv")
    [('Регион', 'План, единиц'), ('Абай', '43,8')]
    """
    for mark in "\t;,":
        try:
            found = [tuple(map(line, row)) for row in csv.reader(io.StringIO(clean(text)), delimiter=mark, strict=True) if row]
        except csv.Error:
            continue
        if found and len({len(row) for row in found}) == 1 and (len(found[0]) > 1 or mark == ","):
            return found
    raise WrongCall(
        f"The rows of {name} are not all of one width", "Save it anew as CSV in UTF-8, every row with as many columns as the first"
    )


def merged(data: Mapping[str, Any], row: Mapping[str, str]) -> dict[str, Any]:
    """The data with the columns of one row over them; a column `reason.kk` means `kk` in the table `reason`.

    >>> merged({"number": "1", "executor": {"phone": "2"}}, {"number": "7", "executor.kk": "Ә. Ким"})
    {'number': '7', 'executor': {'phone': '2', 'kk': 'Ә. Ким'}}
    """
    done = dict(data)
    for name, value in row.items():
        outer, _, inner = name.partition(".")
        told = done.get(outer)
        done[outer] = {**(told if isinstance(told, dict) else {}), inner: value} if inner else value
    return done


def day(told: Any) -> date | None:
    """A day as a data file or a call gives it, None where it is none.

    >>> day("2023-10-27"), day("27 October")
    (datetime.date(2023, 10, 27), None)
    """
    if isinstance(told, datetime):
        return told.date()
    if isinstance(told, date):
        return told
    try:
        return date.fromisoformat(told) if isinstance(told, str) and _DAY.fullmatch(told) else None
    except ValueError:
        return None


def clean(text: str) -> str:
    r"""Text as paper can show it: one kind of line end, for a sign that is none a replacement.

    >>> clean("a\x00b\r\nc")
    'a\ufffdb\nc'
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))


def line(text: str) -> str:
    r"""A value of one line; blanks that bind are kept.

    >>> line(" a\n  b ")
    'a b'
    """
    return " ".join(part for part in _BLANKS.split(text) if part)


def paragraphs(text: str) -> tuple[str, ...]:
    r"""The paragraphs of a text, parted by blank lines.

    >>> paragraphs("a\nb\n\nc\n")
    ('a b', 'c')
    """
    return tuple(line(part) for part in text.strip().split("\n\n") if part.strip())


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if len(data) > _MOST_BYTES:
            raise WrongCall(f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB", "Put less into it")
        return data.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise WrongCall(f"{path.name} cannot be read ({why})", "Check the name, or save the file as UTF-8") from error


def _yaml(text: str) -> Any:
    import yaml

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise ValueError("aliases (*) are not read")
        return yaml.load(text, _loader())  # noqa: S506 - it is the safe loader, with less in it
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError(f"line {mark.line + 1}" if mark else "it is no YAML") from error


@cache
def _loader() -> Any:
    """What reads plain values; `on`, `no` and `y` are the words that they are, no truth values."""
    import yaml

    class Plain(yaml.SafeLoader):  # type: ignore[misc]  # yaml ships no types
        pass

    Plain.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in rows if not tag.endswith(":bool") or first in "tTfF"]
        for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Plain


def _where(error: Exception) -> str:
    """The place of the mistake, none of the text."""
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}"
    if isinstance(error, tomllib.TOMLDecodeError):
        return str(error).rpartition("(")[2].rstrip(")") or "it is no TOML"
    return str(error) if str(error).startswith(("line", "aliases", "it is")) else "it cannot be read"


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(name)): _cleaned(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_cleaned(inner) for inner in value]
    return value


def named(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string in a value, however deep, with the name of its place.

    >>> list(named({"answer": [{"kk": "иә"}], "number": "7"}))
    [('answer 1.kk', 'иә'), ('number', '7')]
    """
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from named(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value, 1):
            yield from named(inner, f"{name} {at}")


def upright(value: Any, name: str = "") -> None:
    """Nothing; `WrongCall` names the first place with a sign that turns the direction of writing, so that other words or digits are seen than are there.

    >>> upright({"number": "3187", "answer": [{"kk": "иә"}]})
    """
    for place, text in named(value, name):
        if turn := _TURN.search(text):
            raise WrongCall(
                f"{place} has a sign that turns the direction of writing (U+{ord(turn[0]):04X})", "Delete it, or type the text anew"
            )
