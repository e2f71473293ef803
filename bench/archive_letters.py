"""Letters that never were: words of Kazakh and Russian shape by Zipf's law with their endings, surnames, numbers, days of ten years, inquiries, orders.

The same seed and size give the same letters.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from docpipe.archive import facets
from docpipe.archive.index import Indexed
from docpipe.archive.words import fold, words
from docpipe.language.correspondence import skeleton
from docpipe.language.skeleton import bones

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = dict[str, Any]
_ROOTS, _SURNAMES, _BATCH = 20_000, 3_000, 2_000
_ENDINGS = {
    "kk": ("", "лар", "ы", "ның", "ға", "да", "ды", "лары", "мен", "дағы", "ларға", "дық", "дан", "ымыз", "ларының", "лы"),
    "ru": ("", "а", "ов", "ом", "ы", "у", "ами", "ах", "ный", "ного", "ные", "ных", "ение", "ения", "ской", "е"),
}
FIRST, DAYS = date(2015, 1, 1), 3650
_KINDS, _SHARES = ("letter", "inquiry", "order", "annex", "report"), (0.78, 0.88, 0.9, 0.97)
_BODIES = ("Министерство здоровья", "Министерство финансов", "Қаржы министрлігі", "Білім министрлігі", "Акимат города Семей", "Мәжіліс")
_POSTS = ("министр", "вице-министр", "председатель комитета", "руководитель департамента", "директор института")
_ONE_IN = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A file with its one document."""

    sha256: str
    since: str
    one: Indexed


@dataclass(frozen=True)
class Letters:
    """So many letters; `words` are all their words by rank, the commonest root first."""

    size: int
    days: int = DAYS
    seed: int = 7
    spelled: bool = False
    used: set[str] = field(default_factory=set)

    @cached_property
    def words(self) -> dict[str, list[list[str]]]:
        """For each language its roots by rank, each with its forms."""
        dice = random.Random(self.seed)  # noqa: S311 - no secret
        ends = {language: [fold(one) for one in every] for language, every in _ENDINGS.items()}
        return {language: [[fold(root) + one for one in every] for root in _roots(dice, language)] for language, every in ends.items()}

    @cached_property
    def surnames(self) -> list[str]:
        """Surnames, the commonest first."""
        dice = random.Random(self.seed + 1)  # noqa: S311 - no secret
        return [(_root(dice, "kk", 2) + dice.choice(("ов", "ев", "ин"))).capitalize() for _ in range(_SURNAMES)]

    def all(self, start: int = 0) -> Iterator[Letter]:
        """Every letter, or those after the first `start`."""
        for at in range(start, self.size, _BATCH):
            yield from self._some(at, min(_BATCH, self.size - at))

    def _some(self, start: int, many: int) -> Iterator[Letter]:
        dice = np.random.default_rng((self.seed, start))
        lengths = np.minimum(dice.lognormal(4.1, 0.5, many), 400).astype(int)
        lengths[dice.random(many) < 0.001] = 5000
        ranks, ends = _zipf(dice, _ROOTS, int(lengths.sum())), _zipf(dice, 16, int(lengths.sum()))
        at = 0
        for number, length in zip(range(start, start + many), lengths, strict=True):
            language = "kk" if dice.random() < 0.5 else "ru"
            forms = self.words[language]
            text = [forms[root][end] for root, end in zip(ranks[at : at + length], ends[at : at + length], strict=True)]
            at += length
            yield self._letter(number, language, text, dice)

    def _letter(self, number: int, language: str, text: list[str], dice: np.random.Generator) -> Letter:
        late = 0 if dice.random() < 0.9 else int(dice.integers(0, 1200))
        day = (FIRST + timedelta(days=max(number * self.days // self.size - late, 0))).isoformat()
        kind = _KINDS[int(np.searchsorted(_SHARES, dice.random()))]
        who = [self.surnames[at] for at in _zipf(dice, _SURNAMES, 2)]
        row = _row(number, (kind, language, day), text, who, dice)
        self.used.update(text, (word for word in row["words"].split() if word.startswith((facets.ISSUER, facets.TITLE))))
        people = tuple({"surname": one, "initials": "А.", "post": None, "folded": fold(one), "skeleton": skeleton(one)} for one in who)
        duties = _duties(who[0], day, number, dice) if number % _ONE_IN == 0 else ()
        demand = {"rule": "deputy-inquiry-one-month", "stated": None, "addressed": None} if kind == "inquiry" else None
        words = spelled(set(text)) if self.spelled else ()
        return Letter(digest(number), f"{day}T{number:09}", Indexed(row, people, duties, demand, (), words))


def spelled(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Each word with its consonants."""
    return tuple((word, bones(word)) for word in sorted(words))


def digest(number: int) -> str:
    """The digest of a letter."""
    return hashlib.sha256(str(number).encode()).hexdigest()


def _roots(dice: random.Random, language: str) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < _ROOTS:
        found[_root(dice, language, dice.choice((2, 2, 3, 3, 4)))] = None
    return list(found)


def _root(dice: random.Random, language: str, syllables: int) -> str:
    vowels = "аәеоөұүыі" if language == "kk" else "аеиоуыя"
    consonants = "бғдзйкқлмнңпрстш" if language == "kk" else "бвгджзклмнпрстхч"
    return "".join(dice.choice(consonants) + dice.choice(vowels) for _ in range(syllables)) + dice.choice(consonants)


@cache
def _steps(most: int) -> NDArray[np.float64]:
    return np.cumsum(1 / np.arange(1, most + 1))


def _zipf(dice: np.random.Generator, most: int, many: int) -> NDArray[np.int64]:
    return np.asarray(np.searchsorted(_steps(most), dice.random(many) * _steps(most)[-1]), dtype=np.int64)


def _row(number: int, told_as: tuple[str, str, str], text: list[str], who: list[str], dice: np.random.Generator) -> Row:
    kind, language, day = told_as
    issuer, told = _BODIES[int(dice.integers(len(_BODIES)))], f"{number % 40:02}-{number % 17}/{number}"
    names = [facets.name(one) for one in who]
    issued = [facets.ISSUER + fold(word) for word in issuer.split()]
    figures = [facets.figure(int(value)) for value in dice.integers(100, 100_000, 2)]
    titled = [facets.TITLE + word for word in text[2:5]] if kind in ("order", "report") else []
    dated = (facets.YEAR + day[:4], facets.MONTH + day[:7].replace("-", ""))
    told_of = (facets.KIND + kind, facets.LANGUAGE + language, *dated, facets.NUMBER + facets.number_key(told))
    body = [*fold_all(told), *fold_all(issuer), *text, *(fold(one) for one in who)]
    return {
        "at": "1",
        "kind": kind,
        "language": language,
        "number": told,
        "number_key": facets.number_key(told),
        "date": day,
        "issuer": issuer,
        "issuer_key": " ".join(fold_all(issuer)),
        "title": " ".join(text[2:5]) if titled else None,
        "words": " ".join([*told_of, *names, *issued, *titled, *figures, *body]),
        "signer": skeleton(who[0]),
    }


@lru_cache(4096)
def fold_all(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(word for word, _, _ in words(text))


def _duties(who: str, day: str, number: int, dice: np.random.Generator) -> tuple[Row, ...]:
    """One order in two languages."""
    begins = date.fromisoformat(day) + timedelta(days=int(dice.integers(1, 10)))
    ends = begins + timedelta(days=int(dice.integers(5, 40)))
    post = _POSTS[number // _ONE_IN % len(_POSTS)]
    shared = {"person": f"{who} А.", "skeleton": skeleton(who), "from": begins.isoformat(), "to": ends.isoformat(), "order_date": day}
    told = {"person_post": None, "acting_for": post, "organisation": f"Комитет {number // _ONE_IN % 40}", "reason": None}
    return tuple({**shared, **told, "language": language, "order_number": f"{number}-ж"} for language in ("kk", "ru"))
