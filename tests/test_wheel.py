"""The wheel, installed alone and run in an empty folder, is the whole program: vocabulary, templates and all."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

LETTER = """Қазақстан Республикасы
Ауыл шаруашылығы министрлігі
2022 жылғы 11 наурыз № 3-14/207

«Дала» ЖШС директоры
С. Оразбаевқа

2022 жылғы 1 наурыздағы № 15 хатқа

Сұрағыңызға жауап ретінде 2022 жылғы 25 наурызға дейін материалдар жолданатынын хабарлаймыз.

Вице-министр                    А. Тұрсынов
"""


def run(*words: str | Path, cwd: Path) -> str:
    """What a program prints; fails with its complaints where it ends badly."""
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode in {0, 10}, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a release would have it, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def docpipe(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in an environment of its own: the wheel is installed there, the libraries are lent by this environment."""
    home = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    run(sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install", "--quiet", "--no-deps", wheel, cwd=home)
    [site] = (home / "lib").glob("python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return home / "bin" / "docpipe"


def test_the_wheel_carries_vocabulary_and_templates(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tables = {f"docpipe/vocabulary/{path.name}" for path in (ROOT / "docpipe" / "vocabulary").glob("*.toml")}
    templates = {f"docpipe/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert tables | templates <= names
    assert any(entry.endswith("licenses/LICENSE") for entry in names)


def test_the_installed_program_is_the_wheels(docpipe: Path, tmp_path: Path) -> None:
    where = run(docpipe.with_name("python"), "-c", "import docpipe; print(docpipe.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(docpipe.parent.parent)


def test_schema_is_printed_in_an_empty_folder(docpipe: Path, tmp_path: Path) -> None:
    assert "documents" in json.loads(run(docpipe, "schema", cwd=tmp_path))["properties"]


def test_a_text_is_extracted_in_an_empty_folder(docpipe: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    record = json.loads(run(docpipe, "extract", "letter.txt", cwd=tmp_path))
    [document] = record["documents"]
    assert document["language"] == "kk"
    assert document["date"]["value"] == "2022-03-11"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_text_is_checked_in_an_empty_folder(docpipe: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    assert "Не байқалды" in run(docpipe, "check", "letter.txt", "--lang", "kk", "--html", "letter.html", cwd=tmp_path)
    assert "<title>Құжаттарды тексеру: letter.txt</title>" in (tmp_path / "letter.html").read_text("utf-8")


def test_the_installed_program_drafts_a_reply_in_an_empty_folder(docpipe: Path, tmp_path: Path) -> None:
    sample = ROOT / "samples" / "inquiry-health-2023"
    told = run(docpipe, "reply", sample / "packet.txt", "-t", "reply", "--data", sample / "answer.toml", "--on", "2023-10-27", cwd=tmp_path)
    assert told.split() == ["reply-kk.docx", "reply-kk.pdf", "reply-ru.docx", "reply-ru.pdf", "reply.json"]
    assert json.loads((tmp_path / "reply.json").read_text("utf-8"))["findings"] is not None
    assert (tmp_path / "reply-kk.pdf").read_bytes().startswith(b"%PDF-")


def test_whatever_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for name, lines in project["optional-dependencies"].items() if name not in {"test", "bench"} for line in lines]
    declared = {re.split(r"[<>=\[ ]", line)[0].lower() for line in (*project["dependencies"], *extras)}
    distributions = packages_distributions()
    for module in sorted(imported() - set(sys.stdlib_module_names) - {"docpipe"}):
        assert declared & {name.lower() for name in distributions.get(module, ["?"])}, f"{module} is imported, but not declared"


def imported() -> set[str]:
    """The first names of all modules that the package imports anywhere."""
    found: set[str] = set()
    for path in (ROOT / "docpipe").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add((node.module or "").partition(".")[0])
    return found
