"""Compiled patterns and tables kept from run to run: the same ones, and no error whatever has become of the file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docpipe.model import patterns

MANY = 100
PATTERNS = (
    (r"(?P<day>\d{1,2})\s(?P<month>мая|маусым)(?!\w)", re.IGNORECASE),
    (r"(?<![\w-])(?:№\s?)?(?P<number>\d+(?:[-/]\d+)*)", 0),
    (r"^(?P<a>x)(?:(?P<b>y)|z)(?(b)1|2)$", re.MULTILINE | re.DOTALL),
    (r"[^\W\d_]+(?=ның|нің)|(?i:ҚР)\b", re.VERBOSE),
)
TEXT = "9 мая 2024, 10 МАУСЫМ; № 12-3/45 xy1\nxz2 Сериковтың министрліктің ҚР"
USE = f"from docpipe.model.patterns import compiled\nfor at in range({MANY}): compiled(f'{{at}}(?P<n>а|б)').search('1а')\nprint(compiled('7(?P<n>а|б)').search('7б')['n'])"


def used(folder: Path, before: str = "") -> str:
    """What a process says that compiles many patterns, its kept ones in this folder."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder)}
    return subprocess.run([sys.executable, "-c", before + USE], env=environment, capture_output=True, text=True, check=True).stdout


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_is_what_re_compile_gives(pattern: str, flags: int) -> None:
    ours, plain = patterns.compiled(pattern, flags), re.compile(pattern, flags)
    assert ours == plain
    assert (ours.flags, ours.groups, dict(ours.groupindex)) == (plain.flags, plain.groups, dict(plain.groupindex))
    assert [(match.span(), match.groupdict()) for match in ours.finditer(TEXT)] == [
        (match.span(), match.groupdict()) for match in plain.finditer(TEXT)
    ]


def test_a_wrong_pattern_is_the_error_it_always_was() -> None:
    with pytest.raises(re.error, match="unterminated"):
        patterns.compiled("(а")


def test_the_next_run_finds_them(tmp_path: Path) -> None:
    assert used(tmp_path) == "б\n"
    (file,) = kept(tmp_path)
    written = file.stat().st_mtime_ns
    assert used(tmp_path) == "б\n"
    assert (kept(tmp_path), file.stat().st_mtime_ns) == ([file], written)


@pytest.mark.parametrize("spoil", [bytes, lambda told: told[: len(told) // 2], lambda told: told[:-1] + b"?", lambda _: b"\xff" * 400])
def test_a_spoiled_file_is_written_anew(tmp_path: Path, spoil: object) -> None:
    used(tmp_path)
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(spoil(whole) if spoil is not bytes else b"")  # type: ignore[operator]
    assert used(tmp_path) == "б\n"
    assert file.read_bytes() == whole


def test_no_folder_for_it_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert used(tmp_path / "file") == "б\n"


def test_what_another_interpreter_left_is_not_used(tmp_path: Path) -> None:
    used(tmp_path, before="import sys; sys.version = '3.99'\n")
    (file,) = kept(tmp_path)
    other = file.read_bytes()
    assert used(tmp_path) == "б\n"
    assert file.read_bytes() != other


def test_what_another_user_left_is_not_used(tmp_path: Path) -> None:
    used(tmp_path)
    (file,) = kept(tmp_path)
    written = file.stat().st_mtime_ns
    assert used(tmp_path, before="import os; owner = os.geteuid(); os.geteuid = lambda: owner + 1\n") == "б\n"
    assert file.stat().st_mtime_ns > written


def test_a_folder_that_is_not_told_whole_is_not_believed(tmp_path: Path) -> None:
    before = f"import os, pathlib; os.chdir({str(tmp_path)!r}); pathlib.Path.home = lambda: pathlib.Path({str(tmp_path / 'home')!r})\n"
    assert used(Path("near"), before) == "б\n"
    assert [file.relative_to(tmp_path).parts[:2] for file in kept(tmp_path)] == [("home", ".cache")]


def test_the_next_run_does_not_read_a_table_anew(tmp_path: Path) -> None:
    use = "from docpipe.vocabulary import table\nrows = [table(name) for name in ('masks', 'bodies')]\n"
    asked = f"import tomllib\nfrom importlib.resources import files\n{use}plain = [tomllib.loads(files('docpipe.vocabulary').joinpath(f'{{name}}.toml').read_text('utf-8')) for name in ('masks', 'bodies')]\nassert rows == plain\n"
    used(tmp_path, before=asked)
    assert used(tmp_path, before=asked) == "б\n"
    assert (
        used(tmp_path, before="from docpipe.vocabulary import table\ntable('masks')\nimport sys\nassert 'tomllib' not in sys.modules\n")
        == "б\n"
    )
