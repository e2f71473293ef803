"""Numbers and articles of acts as a text prints them."""

from __future__ import annotations

import re
from functools import lru_cache

from docpipe.model.lazy import lazy

_SPAN = lazy(r"(\d+(?:-\d+)?(?:\(\d+\))*)-(\d+)$")
_LONG = 3
_BLANK = lazy(r"\s{1,3}")


def articles(value: str) -> frozenset[str]:
    """The articles that a list names, a run of them by its ends: the order is no difference.

    >>> articles("15, 12") == articles("12, 15"), articles("28-34") == articles("28, 34")
    (True, False)
    """
    return frozenset(part.strip().rstrip(".)") for part in value.split(","))


def printed_there(value: str, text: str, *, bare: bool = False) -> bool:
    """Whether the text prints the value as an act's number or article; with `bare` anywhere as a number of its own.

    >>> printed_there("18", "18-бабының 2-тармағы"), printed_there("2", "пункту 2 статьи 18"), printed_there("18", "18 адам")
    (True, True, False)
    """
    parts = [part for one in value.split(",") for part in _SPAN.sub(r"\1 \2", one.strip()).split()] if not bare else [value]
    return all(_pattern(part, bare).search(text) is not None for part in parts)


@lru_cache(maxsize=1024)
def _pattern(value: str, bare: bool) -> re.Pattern[str]:  # noqa: FBT001  # a cached function's key
    number = _BLANK.sub(r"\\s{0,3}", re.escape(value).replace(r"\ ", " "))
    if bare:
        return re.compile(rf"(?<![\d/-]){number}(?!\d)")
    return re.compile(
        rf"(?:№\s{{0,2}}|(?<!\w)(?:ст|стать\w{{1,3}}|стате\w{{1,2}}|п|пп|пункт\w{{0,3}}|подпункт\w{{0,3}}|част\w{{1,2}}|арт|art\w{{0,5}})\.?\s{{0,3}})"
        rf"(?:\d+[-\d()]{{0,6}}(?:,|\s?и|\s?–|-)\s?){{0,8}}{number}(?!\d)"
        rf"|(?<!\d){number}(?!\d)(?:-\d+)?(?:\s?(?:,|және|мен|бен|пен|–|-)\s?\d+(?:-\d+)?){{0,8}}\)?\s?(?:[-–]\s?)?(?:бап(?!кер)|баб|тармақ|тармағ|абзац|бөлік|бөліг)",
        re.IGNORECASE,
    )


_LIST = r"\d{1,4}(?:-\d{1,2})?(?!\d)(?:\s?(?:,|и|және|мен|бен|пен)\s?\d{1,4}(?:-\d{1,2})?(?!\d)){0,8}"
_ARTICLES = (
    lazy(rf"(?=[сС])(?<!\w)(?:ст\.(?:\s?ст\.)?|стат(?:ья|ьи|ье|ью|ьёй|ьей|ей|ьям|ьями|ьях))\s{{0,3}}({_LIST})", re.IGNORECASE),
    lazy(rf"(?<![\d.,/-])({_LIST})\s?[-–]?\s?(?:бап(?!кер)|баб)", re.IGNORECASE),
)
_POINTS = (
    lazy(rf"(?=[пП])(?<!\w)пункт(?:а|у|ом|е|ы|ов|ам|ами|ах)?\s{{1,3}}({_LIST})(?!\))", re.IGNORECASE),
    lazy(rf"(?<![\d.,/-])({_LIST})-тарма(?:қ|ғ)(?!ша)", re.IGNORECASE),
)
_SAID_ARTICLES, _SAID_POINTS = (("стат", "ст."), ("бап", "баб")), (("пункт",), ("тарма",))
_ONE = lazy(r"\d+(?:-\d{1,2})?")


def article_places(text: str) -> list[tuple[str, int]]:
    """Every article that the text names, with its offset.

    >>> article_places("12, 15 және 18-баптары"), article_places("ст.480 и статьи 7")
    ([('12', 0), ('15', 4), ('18', 12)], [('480', 3), ('7', 16)])
    """
    return _listed(_ARTICLES, text, _SAID_ARTICLES) if "ст" in text or "ба" in text else []


def point_places(text: str) -> list[tuple[str, int]]:
    """Every point that the text names, with its offset.

    >>> point_places("12-тармағының 3) тармақшасы"), point_places("подпункту 3) пункта 12")
    ([('12', 0)], [('12', 20)])
    """
    return _listed(_POINTS, text, _SAID_POINTS) if "ункт" in text or "тарма" in text else []


def _listed(patterns: tuple[re.Pattern[str], ...], text: str, words: tuple[tuple[str, ...], ...]) -> list[tuple[str, int]]:
    """`words`: without one of them a pattern need not be tried."""
    lowered = text.lower()
    tried = [pattern for pattern, said in zip(patterns, words, strict=True) if any(word in lowered for word in said)]
    hits = [match for pattern in tried for match in pattern.finditer(text)]
    return [(one[0], match.start(1) + one.start()) for match in hits for one in _ONE.finditer(match[1])]
