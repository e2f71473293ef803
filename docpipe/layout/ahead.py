"""What a line is by the lines right after it: a reply reference broken over lines, a name with a telephone below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docpipe.layout import announced, roles, strips
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.lines import Line
    from docpipe.layout.roles import Role

_LONGEST, _MOST_LINES, _TITLE_LINES = 95, 4, 5
_STARTS_KK = lazy(r"\(?(?:\d{4}|№|сіз|«\d{1,2}»|\d{1,2}[./])", re.IGNORECASE)
_AUTHOR_KK = lazy(r"(?:ның|нің|дың|дің|тың|тің)$", re.IGNORECASE)
_WHOLE = lazy(r"(?:\d|[гж]\.?|года|жыл\w{0,3}|[дтлкжнқп]/[скқ])\s{0,2}[).,;]?$", re.IGNORECASE)
_QUOTED = lazy(r"[«\"“][^«»\"“”]{2,90}[»\"”]")
_FIGURE = lazy(r"[\d№:]")
_GOES_ON = lazy(r"(?:и|и\s№|от|№|,|;|және|бойынша|орай|сәйкес)(?!\w)", re.IGNORECASE)


def cue(block: Sequence[Line], at: int) -> Role | None:
    """What the line's own words announce; in capitals a legal form or a name in quotation marks announces nothing beside its other half in small letters."""
    own = roles.cue(block[at])
    return None if own == "caps" and _is_half_of_company([line.folded.strip() for line in block], at) else own


def _is_half_of_company(texts: Sequence[str], at: int) -> bool:
    """True beside `«Көктерек»` for `ЖШС`, beside `Товарищество с ограниченной / ответственностью` for `«КӨКТЕРЕК»`."""
    beside = [" ".join(texts[start:end]) for start, end in ((max(at - 1, 0), at), (max(at - 2, 0), at), (at + 1, at + 2), (at + 1, at + 3))]
    small = [text for text in beside if not roles.is_caps(text)]
    if texts[at].lower() in roles.legal_forms():
        return any(map(_QUOTED.fullmatch, small))
    return bool(_QUOTED.fullmatch(texts[at])) and any(text.lower() in roles.legal_forms() for text in small)


def receiver(block: Sequence[Line], at: int) -> bool:
    """Whether an addressee begins here below the sender's number: a post or a body in the dative, a name in it some lines on."""
    lines = [line.folded for line in block[at : at + _MOST_LINES]]
    return not _FIGURE.search(lines[0]) and any(announced.addresses(line) or announced.names_receiver(line) for line in lines)


def reply(block: Sequence[Line], at: int) -> int:
    """How many lines from `at` on make up one reply reference; 0 where none begins here."""
    text = block[at].folded
    if roles.is_reply(text):
        return 1 + _further(text, block, at + 1)
    if len(text) > _LONGEST:
        return 0
    for count, later in enumerate(block[at + 1 : at + _MOST_LINES], 2):
        if len(later.folded) > _LONGEST or roles.cue(later) not in (None, "reply"):
            return 0
        begins = _begins(block[at].folded, later.folded) if count == 2 else True
        text += " " + later.folded
        if begins and roles.is_reply(text):
            return count + _further(text, block, at + count)
        if not begins:
            return 0
    return 0


def _further(text: str, block: Sequence[Line], at: int) -> int:
    """How many lines more the reference takes: its number or the rest of its date on the next line."""
    if at >= len(block) or len(block[at].folded) > _LONGEST or text.endswith((".", "!", ":")) or not strips.numbered(block[at].folded):
        return 0
    return int(
        strips.holds(block[at].folded) and (not strips.numbered(text) or bool(_GOES_ON.match(block[at].folded)) or not _WHOLE.search(text))
    )


def _begins(first: str, second: str) -> bool:
    """True where the first of two lines may begin a reference: an addressee's line before it does not."""
    if roles.starts_reply(first) or _STARTS_KK.match(first):
        return True
    if re.search(r"\d{4}\s{1,3}жылғы$", first):
        return True
    return bool(
        _AUTHOR_KK.search(first) and re.match(r"\d{4}", second) and not re.match(r"қазақстан республикасының$", first, re.IGNORECASE)
    )


def reply_ends(last: str, line: str) -> bool:
    """True where the reference is whole at the end of `last` and `line` does not go on with it."""
    whole = bool(_WHOLE.search(last)) or (roles.is_reply(last) and not roles.starts_reply(last))
    return whole and not _GOES_ON.match(line) and not line[:1].islower()


def phoned_name(block: Sequence[Line], at: int) -> bool:
    """True where the line is a name and the next one a telephone: who wrote the letter."""
    if at + 1 >= len(block) or not roles.is_name(block[at].folded) or "." not in block[at].folded:
        return False
    return roles.is_phone(block[at + 1].folded)


def signers(block: Sequence[Line], at: int) -> bool:
    """True where the line announces those who sign and the next one is a name: `Депутаты фракции «…»:`."""
    text = block[at].folded.strip()
    if not text.endswith(":") or len(text) > _LONGEST or at + 1 >= len(block):
        return False
    return roles.is_post(text[:-1].rstrip()) and roles.is_name(block[at + 1].folded.strip(" ,;"))


def kind_head(block: Sequence[Line], at: int) -> tuple[Role, int] | None:
    """What a head that announces its kind begins with here, and of how many lines: the word, a title with the word below or at its end."""
    text = block[at].folded
    if at and text[:1].islower() and announced.is_word(block[at - 1].folded):
        below = announced.follows_word([line.folded for line in block[at : at + _TITLE_LINES]])
        return ("title", below) if below else None
    if announced.is_word(text):
        return "kind_head", 1
    if not text.lstrip("«\"'*№0123456789-–. ")[:1].isupper():
        return None
    if announced.leads(text) and not roles.is_caps(text) and roles.is_caps(text.split()[0]):
        return "kind_head", 1
    if announced.is_office(text) or roles.is_post(text) or roles.holds_name(text) or strips.holds(text):
        return None
    texts = [line.folded for line in block[at : at + _TITLE_LINES]]
    titled = announced.titled(texts)
    if titled:
        return "title", titled
    closed = announced.closed(texts)
    return ("kind_head", closed) if closed else None
