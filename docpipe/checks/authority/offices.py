"""Posts that one person holds at a time, told exactly enough to say that two orders mean the same one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from docpipe.bitext import posts
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.checks.authority.duties import Side

_STEM = 6
_COUNTRY = frozenset(("респуб", "казахс", "қазақс", "рк", "қр"))


def key(side: Side) -> tuple[str, str, tuple[str, frozenset[str]]] | None:
    """The single post whose duties are laid, so that equal keys are one post of one body; None where it is not told so exactly."""
    post = of(side.laid.acting_for, side)
    return (side.order.language, side.issuer, post) if side.issuer and post else None


def of(post: str | None, side: Side) -> tuple[str, frozenset[str]] | None:
    """The word for the post with its degree, and what it is of beyond the body that made the order; None where several may hold it."""
    return _of(post, side.order.language, side.issuer or "") if post else None


@lru_cache(maxsize=1024)
def _of(post: str, language: str, issuer: str) -> tuple[str, frozenset[str]] | None:
    offices = posts.read(post, language)
    if len(offices) != 1 or not offices[0].steps:
        return None
    first = offices[0].steps[0]
    words = re.findall(r"[^\W\d_]+", post.lower())
    unit = words[1:] if language != "kk" else words[:-1]
    stems = frozenset(word[:_STEM] for word in unit) - _COUNTRY - {word[:_STEM] for word in re.findall(r"[^\W\d_]+", issuer.lower())}
    generic = all(stem.startswith(tuple(one[:_STEM] for one in _units(language))) for stem in stems)
    if (stems and generic) or not _single(first):
        return None
    return f"{' '.join(sorted(first.degrees))} {first.word}", stems


def _units(language: str) -> tuple[str, ...]:
    return tuple(table("authority")["units"].get(language, ()))


def _single(step: posts.Step) -> bool:
    return step.word in table("authority")["single"]["words"] or (step.word == "заместитель" and "first" in step.degrees)
