"""The words of an archive that a slip sets apart from a word, and those that begin so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docpipe.archive import tables
from docpipe.archive.words import beginning, slips
from docpipe.language.skeleton import bones

if TYPE_CHECKING:
    from sqlalchemy import Connection, TextClause

LAST = "\U0010ffff"
"""Sorts after every letter."""
_LETTERS = "абвгджзеиклмнопрстуфхцчшщыюя"
_HEAD, _SHORTEST = 6, 5
_MOST_NEAR, _MOST_LOOKED_AT, _EACH = 24, 4000, 60


def near_words(connection: Connection, word: str) -> tuple[str, ...]:
    """Words whose first letters a slip turns into those of this one, or that have the same consonants; the nearest first."""
    if word.isdigit() or len(word) < _SHORTEST:
        return ()
    looked_at = {*_headed(connection, _one_off(word[:_HEAD])), *_with_bones(connection, bones(beginning(word)))}
    found: dict[str, int | None] = {}
    near = []
    for one in looked_at:
        head = one[: len(word) + 2]
        if head not in found:
            found[head] = slips(word, head)
        if (apart := found[head]) is not None:
            near.append((apart, abs(len(one) - len(word)), one))
    return tuple(one for _, _, one in sorted(near)[:_MOST_NEAR])


def beginning_so(connection: Connection, start: str, most: int) -> list[str]:
    """Words that begin so, `most` at most."""
    from sqlalchemy import select

    by = tables.word.c.word
    return list(connection.execute(select(by).where(by >= start, by < start + LAST).limit(most)).scalars())


def _one_off(head: str) -> list[str]:
    """The head as it is, and with a letter too few, two exchanged, another letter, a letter too many; the first letter mostly stands."""
    cuts = [(head[:at], head[at:]) for at in range(len(head) + 1)]
    fewer = [a + b[1:] for a, b in cuts if b]
    turned = [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    other = [a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS]
    more = [(a + letter + b)[:_HEAD] for a, b in cuts[:-1] for letter in _LETTERS]
    return list(dict.fromkeys((head, *fewer, *turned, *other, *more)))


def _headed(connection: Connection, heads: list[str]) -> list[str]:
    """Words that begin with one of these; each head by its own short range of the index."""
    import json

    sqlite = connection.dialect.name == "sqlite"
    given = {"heads": json.dumps(heads) if sqlite else heads, "last": LAST, "each": _EACH, "most": _MOST_LOOKED_AT}
    return list(connection.execute(_ranges(sqlite=sqlite), given).scalars())


@cache
def _ranges(*, sqlite: bool) -> TextClause:
    from sqlalchemy import text

    if sqlite:
        heads = "SELECT w.word FROM json_each(:heads) h CROSS JOIN word w ON w.word >= h.value AND w.word < h.value || :last LIMIT :most"
        return text(heads)
    within = """SELECT word FROM word WHERE word >= h.head COLLATE "C" AND word < (h.head || :last) COLLATE "C" LIMIT :each"""
    return text(f"SELECT w.word FROM unnest(CAST(:heads AS text[])) h(head) CROSS JOIN LATERAL ({within}) w LIMIT :most")  # noqa: S608 - our own words


def _with_bones(connection: Connection, consonants: str) -> list[str]:
    from sqlalchemy import select

    if not consonants:
        return []
    one = tables.word.c
    query = select(one.word).where(one.bones >= consonants, one.bones < consonants + LAST).limit(_MOST_LOOKED_AT)
    return list(connection.execute(query).scalars())
