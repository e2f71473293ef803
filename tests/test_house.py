"""The rules of the house that no linter knows: cases beside finders, commands documented, short functions, no traces of a machine."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from docpipe.cli.archived import Filter
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = ROOT / "docpipe"
LONGEST_FILE, LONGEST_FUNCTION, MOST_OPTIONS = 400, 50, 6
MACHINE_PATH = re.compile(r"/(?:wor[k]|hom[e]|roo[t]|farm)/|[A-Z]:\\User[s]")
TEXT_SUFFIXES = {"", ".py", ".md", ".toml", ".cases", ".txt", ".json", ".j2", ".html", ".svg", ".yml", ".sh", ".tsv"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def finders() -> list[Path]:
    """Every kind of fact, and every kind of mention that the survey asks for; the other modules are parts of these."""
    facts = [path for path in sorted((PACKAGE / "facts").glob("*.py")) if path.name != "__init__.py"]
    imports = [node for node in tree(PACKAGE / "mentions" / "survey.py").body if isinstance(node, ast.ImportFrom)]
    mentions = [alias.name for node in imports if node.module == "docpipe.mentions" for alias in node.names]
    return facts + [PACKAGE / "mentions" / f"{kind}.py" for kind in mentions]


def commands() -> list[Path]:
    """The files of the commands; others on that floor only help them."""
    return [path for path in sorted((PACKAGE / "cli").glob("*.py")) if any(node.name == "command" for node in functions(path))]


def tracked() -> list[Path]:
    """Files of the project: as git knows them, or, in an exported copy, all that lie in its folders."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    files = [ROOT / entry for entry in listed.split("\0") if entry] or [
        p for d in ("docpipe", "tests", "docs") for p in (ROOT / d).rglob("*")
    ]
    return [path for path in files if path.is_file()]


@pytest.mark.parametrize("path", finders(), ids=name)
def test_a_finder_has_cases_beside_it(path: Path) -> None:
    cases = path.with_suffix(".cases")
    assert cases.is_file(), f"{name(path)} has no cases: write {cases.name} beside it"
    text = cases.read_text("utf-8")
    assert re.search(r"^\s+nothing$", text, re.MULTILINE), f"{name(cases)} shows nothing that must not be found"
    assert {"kk", "ru"} <= set(re.findall(r"^(kk|ru|en):", text, re.MULTILINE)), f"{name(cases)} has not both languages"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.cases")), ids=name)
def test_cases_stand_beside_what_they_are_about(path: Path) -> None:
    assert path.with_suffix(".py").is_file()


def test_every_command_is_offered() -> None:
    offered = subprocess.run([Path(sys.executable).with_name("docpipe"), "--help"], capture_output=True, text=True, check=True).stdout
    assert {path.stem for path in commands()} == set(re.findall(r"^  ([a-z]+)  ", offered.partition("Commands:")[2], re.MULTILINE))


@pytest.mark.parametrize("path", commands(), ids=name)
def test_a_command_explains_itself_and_is_documented(path: Path) -> None:
    command = importlib.import_module(f"docpipe.cli.{path.stem}").command
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert command.help
    assert [option.name for option in options if not option.help] == []
    assert sum(not isinstance(option, Filter) for option in options) <= MOST_OPTIONS
    assert f"docpipe {path.stem}" in readme
    assert [option.name for option in options if not any(re.search(rf"(?<!\S)\(?{flag}(?![\w-])", readme) for flag in option.opts)] == []


@pytest.mark.parametrize("path", modules(), ids=name)
def test_files_and_functions_are_short(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= LONGEST_FILE
    long = [node for node in functions(path) if length(node) > LONGEST_FUNCTION]
    assert [node.name for node in long if "reason" not in (ast.get_docstring(node) or "").lower()] == []


def test_most_functions_are_very_short() -> None:
    lengths = sorted(length(node) for path in modules() for node in functions(path))
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 25


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    texts = [path for path in tracked() if path.suffix in TEXT_SUFFIXES]
    assert [name(path) for path in texts if MACHINE_PATH.search(path.read_text("utf-8", "replace"))] == []


def test_nothing_heavy_is_imported_at_start() -> None:
    program = "import sys, docpipe.cli; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "spacy",
        "pymorphy3",
        "pdfplumber",
        "pypdfium2",
        "PIL",
        "docx",
        "langdetect",
        "wordninja",
        "pydantic",
        "jinja2",
        "numpy",
        "sqlalchemy",
        "alembic",
        "rich",
    }
    assert heavy & set(loaded) == set()
