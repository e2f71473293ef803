"""Compiled patterns and tables kept from run to run: the same ones, and no error whatever has become of the file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import timeit
from functools import partial
from pathlib import Path

import pytest

from docpipe.model import patterns

MANY = 100
PATTERNS = (
    (r"(?P<day>\d{1,2})\s(?P<month>мая|маусым)(?!\w)", re.IGNORECASE),
    (r"(?<![\w-])(?:№\s?)?(?P<number>\d+(?:[-/]\d+)*)", 0),
    (r"^(?P<a>x)(?:(?P<b>y)|z)(?(b)1|2)$", re.MULTILINE | re.DOTALL),
    (r"[^\W\d_]+(?=ның|нің)|(?i:ҚР)\b", re.VERBOSE),
    (r"(?<!\w)(?:(?P<one>с)?ерик|(?=[м-о])\w+|(?:№|\d{1,2})\s)", 0),
    (r"(?<!\w)(?:мин|[k-mß]|i\w|s)\w*", re.IGNORECASE),
    (r"(?<!\w)(?:(?i:k)|(?-i:K)|(?i:[ά-ώ]))", 0),
    (r"(?<!\w)(?:\w|\d)", re.ASCII | re.IGNORECASE),
    (r"(?<=\s)(?:[^\W\d]|[^\W\d])(?:\d|$)|(?<!.)\d", 0),
    (r"(?<!9)(?:x?|y)(?:(?=z)|[12])", 0),
    (r"(?<!\w)(?>𐐨|и)[^ ]?|(?<=z)(?!\n).", re.IGNORECASE | re.DOTALL),
    (r"(?<!x)(?:(?=\d*)|\s)(?:а|б)?+в", re.IGNORECASE),
    (r"(\w)(?:\1|(?<!1)\d)|(?<!\w)(?P<k>k)?(?(k)i|m)", 0),
    (r"(?<!\w)(?:мин|маусым|м|ма(?P<y>я)|министр|[сС]ер|мини|s|ſ|k|\u212a)", 0),
    (r"(?<!\w)(?:мин|МАУ|м|маусым|ма(?P<y>я)|ſe|s|k|\u212a\w|K i)", re.IGNORECASE),
    (r"(?<!\w)(?:мин|(?-i:МАУ|МА|ма)|м|(?i:Се|сер|с)|маусым)", re.IGNORECASE),
    (r"(?<!\w)(?:m|k|\u212a|M|K)", re.ASCII | re.IGNORECASE),
    (r"(?>ма|маусым|№|№ 1)(?=ус|ы|я| )|(?:xy|xz|xy1){1,3}?", re.IGNORECASE),
    (r"(?<=мин|мая|маў)(?:и|ист|)(?! 2|с)", 0),
)
LETTERS = " ".join(map(chr, range(0x21, 0x2200)))
TEXT = f"9 мая 2024, 10 МАУСЫМ; № 12-3/45 xy1\nxz2\nСериковтың министрліктің ҚР Авв вав 11 ki 𐐀т 𐐨 И\n{LETTERS}"
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
    assert (ours.pattern, ours.flags, ours.groups, dict(ours.groupindex)) == (
        plain.pattern,
        plain.flags,
        plain.groups,
        dict(plain.groupindex),
    )
    found = [(match.span(), match.groups(), match.groupdict()) for match in plain.finditer(TEXT)]
    assert found
    assert [(match.span(), match.groups(), match.groupdict()) for match in ours.finditer(TEXT)] == found


def test_passes_over_what_a_match_cannot_begin_with() -> None:
    pattern, text = r"(?<!\w)(?:и|№)\d", "слово " * 20_000
    ours, plain = (min(timeit.repeat(partial(one.search, text), number=1)) for one in (patterns.compiled(pattern), re.compile(pattern)))
    assert 2 * ours < plain


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
