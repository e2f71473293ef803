"""Whether a one-bit picture packed as faxes are (ITU-T T.6, "Group 4") is whole.

Each row is told by what differs from the row above: where a bit is lost all below is noise, which decoders draw all the same and
letters and digits are read from. So the code words are followed to the end; no picture is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from docpipe.vocabulary import table

T = TypeVar("T")

_LONGEST, _LONGEST_MODE = 13, 7
_PASS, _ACROSS, _NONE = 10, 11, 12
_END = "000000000001"
_STEP, _LONG = 64, 1_792
_MOST_ROWS, _MOST_BYTES = 100_000, 4_000_000
_FEW, _REST = 0.01, 40
"""Heights are said that are a row or two more than there are, and a few bytes stand behind the last."""


def is_whole(data: bytes, wide: int, high: int, *, aligned: bool = False) -> bool:
    r"""Whether these are the code words of `high` rows; fewer where the mark of the end stands behind them. Time grows with the data.

    True, unseen, for more rows or bytes than a sheet of paper has.

    >>> is_whole(b"\xe0\x01\x00\x10", 8, 3), is_whole(b"\xe0", 8, 4), is_whole(b"\x00", 8, 1)
    (True, False, False)
    """
    if high > _MOST_ROWS or len(data) > _MOST_BYTES:
        return True
    count = 8 * len(data)
    bits = f"{int.from_bytes(data, 'big'):0{count}b}" + "0" * _LONGEST
    at, row = 0, [wide] * 3
    for done in range(high):
        if aligned:
            at = -(-at // 8) * 8
        if bits.startswith(_END, at):
            return high - done <= _FEW * high
        at, row = _row(bits, at, row, wide)
        if not row or at > count:
            return False
    return bits.startswith(_END, at) or count - at < _REST or "1" not in bits[at:]


def _row(bits: str, at: int, above: list[int], wide: int) -> tuple[int, list[int]]:
    """Where the row ends in the bits, and where its colours change; no places where it holds no code word or one that cannot be."""
    modes, runs = _modes(), _runs()
    changes: list[int] = []
    last = above.index(wide)
    here, near, black = -1, 0, 0
    while here < wide:
        # the first change above, to the right of here, from this colour to the other
        near = max(near - 1, 0)
        near += (near & 1) ^ black
        while above[near] <= here and above[near] < wide:
            near += 2
        most = max(last, near) + 1 - near
        same = bits.find("0", at, at + most) - at
        if same != 0:
            alike = above[near : near + (same if same > 0 else most)]
            changes += alike
            at, near, here, black = at + len(alike), near + len(alike), alike[-1], black ^ (len(alike) & 1)
            continue
        mode, length = modes.get(bits[at : at + _LONGEST_MODE], (_NONE, 0))
        at += length
        if mode == _NONE:
            return at, []
        if mode == _PASS:
            here = above[near + 1]
        elif mode == _ACROSS:
            here = max(here, 0)
            for colour in (black, 1 - black):
                at, run = _run(bits, at, runs[colour])
                if run < 0 or here + run > wide:
                    return at, []
                here += run
                _change(changes, here)
        else:
            there = above[near] + mode
            if not max(here, 0) <= there <= wide:
                return at, []
            here, black = there, 1 - black
            _change(changes, here)
    return at, [*changes, wide, wide, wide]


def _change(changes: list[int], at: int) -> None:
    """A change of colour; two at one place are none."""
    if changes and changes[-1] == at:
        changes.pop()
    else:
        changes.append(at)


def _run(bits: str, at: int, runs: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Where a run's code words end, and how long it is; -1 where none stands here."""
    whole = 0
    while True:
        run, length = runs.get(bits[at : at + _LONGEST], (-1, 0))
        at += length
        if run < _STEP:
            return at, whole + run if run >= 0 else -1
        whole += run


@cache
def _modes() -> dict[str, tuple[int, int]]:
    """By the next seven bits: what they begin with, and its length in bits."""
    return _spread([("0001", _PASS), ("001", _ACROSS), *table("fax")["shifts"].items()], _LONGEST_MODE)


@cache
def _runs() -> tuple[dict[str, tuple[int, int]], dict[str, tuple[int, int]]]:
    """By the next thirteen bits: how long a run of white, of black dots is, and the length of its code word."""
    words, long = table("fax"), table("fax")["long"].split()
    lengths = [*range(_STEP), *range(_STEP, _LONG, _STEP), *range(_LONG, _LONG + _STEP * len(long), _STEP)]
    white, black = (dict(zip([*words[colour].split(), *long], lengths, strict=True)) for colour in ("white", "black"))
    return _spread(white.items(), _LONGEST), _spread(black.items(), _LONGEST)


def _spread(words: Iterable[tuple[str, T]], longest: int) -> dict[str, tuple[T, int]]:
    """Each code word with all that may follow it, so that one look finds it."""
    found = {}
    for word, meaning in words:
        rest = longest - len(word)
        found.update({f"{word}{more:0{rest}b}" if rest else word: (meaning, len(word)) for more in range(1 << rest)})
    return found
