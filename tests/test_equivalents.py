"""Posts, ranks and bodies across Kazakh and Russian: `equivalents.txt`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docpipe.bitext.bodies import renamed, same_body
from docpipe.bitext.post_words import said_in, spelled_out
from docpipe.bitext.posts import same_post
from docpipe.bitext.ranks import same_rank

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).with_name("equivalents.txt")
COMPARED = {"post": same_post, "rank": same_rank, "body": same_body}
MEANT = {"=": True, "!": False, "?": None}


def rows() -> Iterator[tuple[str, str, str, str, bool]]:
    """What is compared, the Kazakh name, the sign, the Russian name, whether it is known to fail."""
    what, lines = "", FILE.read_text("utf-8").splitlines()
    for at, line in enumerate(lines):
        sign = next((sign for sign in MEANT if f" {sign} " in line), None)
        if line in COMPARED:
            what = line
        elif sign and not line.startswith("#"):
            kazakh, russian = line.split(f" {sign} ")
            yield what, kazakh, sign, russian, lines[at + 1 : at + 2] != [] and "known failure" in lines[at + 1]


@pytest.mark.parametrize(("what", "kazakh", "sign", "russian", "fails"), list(rows()))
def test_equivalents(what: str, kazakh: str, sign: str, russian: str, fails: bool) -> None:  # noqa: FBT001  # a row of the table
    assert (COMPARED[what](kazakh, russian) is MEANT[sign]) is not fails


@pytest.mark.parametrize(
    ("kazakh", "russian"),
    [
        ("министрдің бірінші орынбасары", "первый заместитель министра"),
        ("бас маман", "главный специалист"),
        ("Бас Прокурордың орынбасары", "заместитель генерального прокурора"),
        ("Басқарма басшысы", "руководитель"),
    ],
)
def test_said_in_russian(kazakh: str, russian: str) -> None:
    assert said_in(kazakh, "kk", "ru") == russian


@pytest.mark.parametrize(
    ("russian", "kazakh"),
    [
        ("заместитель председателя", "төрағаның орынбасары"),
        ("начальник управления", "бастығы"),
        ("первый вице-министр", "бірінші вице-министр"),
    ],
)
def test_said_in_kazakh(russian: str, kazakh: str) -> None:
    assert said_in(russian, "ru", "kk") == kazakh


def test_a_word_that_is_no_post_is_not_said() -> None:
    assert said_in("жылқышы", "kk", "ru") is None


def test_the_genitive_comes_back() -> None:
    assert spelled_out("Комитет төрағасы орынбасары") == "Комитет төрағасының орынбасары"


def test_renamed() -> None:
    assert renamed("mon", "mp")
    assert not renamed("mvd", "mz")
