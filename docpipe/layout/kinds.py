"""What a document is: a letter, an inquiry, an order, an annex, a press release, a report."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docpipe.layout import announced, pairing, roles
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.model.trace import note
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.documents import Sheet
    from docpipe.model.record import DocumentKind

_DEPUTY = lazy(r"(?<!\w)депутат(?:тар)?(?:ы|ының)?(?!\w)|(?<!\w)депутаты?(?!\w)", re.IGNORECASE)
_ASKS = lazy(
    r"сауал|сұрау\s{1,3}сал|(?<!\w)(?:сұрай(?:мын|мыз)|өтінемі[нз]|талап\s{1,3}етемі[нз])(?!\w)|депутатск\w{1,3}\s{1,3}запрос|(?:прошу|просим)(?:\s{1,3}вас)?(?:\s{0,3}:|\s{1,3}(?:пред(?:о)?ставить|сообщить|дать\s|ответить|разъяснить|принять|провести|поручить|рассмотреть))",
    re.IGNORECASE,
)
_ENCLOSED = lazy(
    r"прилага|приложени|приложенн|қоса\s{1,3}(?:беріл|жіберіл|тіркел)|қосымша(?:да|ға|сы|лар)|препровожда|жолданады|направля\w{2,4}\s",
    re.IGNORECASE,
)
_OPERATIVE = lazy(
    r"(?<!\w)(?:ҚАУЛЫ ЕТЕДІ|ШЕШТІ|ШЕШІМ ҚАБЫЛДАДЫ|БҰЙЫРАМЫН|БҰЙЫРАМЫЗ|ПОСТАНОВЛЯЕТ|РЕШИЛ[АО]?|ПРИКАЗЫВАЮ|ПРИКАЗЫВАЕМ)\s?:\s{0,3}$"
)
_HEADING = 3
_NUMBER = lazy(r"№|_|\d[/-]\d")
_INQUIRY_NUMBER = lazy(r"(?<![\w/-])(?:ДС|ДЗ|DS)\s?[-–]\s?\d", re.IGNORECASE)


def of(sheet: Sheet, text: str, before: Sequence[tuple[Sheet, DocumentKind]]) -> DocumentKind:
    """The kind of `sheet`; `before` are the documents of the packet that stand before it, with their kinds."""
    kind, why = _decide(sheet, text, before)
    note("kind", kind, sheet.span, won=True, why=why)
    return kind


def _decide(sheet: Sheet, text: str, before: Sequence[tuple[Sheet, DocumentKind]]) -> tuple[DocumentKind, str]:
    if _orders(sheet):
        return "order", "its heading or its operative word"
    if _from_press(sheet):
        return "press_release", "headed as a press release, or a press office signs and no number heads it"
    if before and before[-1][1] in ("letter", "inquiry") and pairing.goes_on(before[-1][0], sheet):
        return before[-1][1], "the other language on the form of the letter before"
    if sheet.has("inquiry_head") or _inquires(sheet):
        return "inquiry", "a deputy asks"
    if sheet.has("annex_head"):
        return "annex", "headed as an annex"
    said = None if sheet.has("salutation", "reply") else _announced(sheet)
    if said is not None and (said != "other" or not _follows_letter(sheet, before) or not _encloses(before, text)):
        return said, "headed by the word for its kind"
    lettered = sheet.has("salutation", "reply") or (sheet.has("letterhead") and sheet.has("strip", "signature", "executor"))
    lettered = lettered or (sheet.has("address") and _registered(sheet) and sheet.has("signature", "executor"))
    if lettered or (sheet.has("address") and sheet.has("enclosure", "closing", "executor") and sheet.has("signature", "closing")):
        return "letter", "it has a letter's requisites"
    if _second_version(sheet, before):
        return "order", "the other language on an order's form"
    if _second_letter(sheet, before):
        return before[-1][1], "the other language of the letter before, addressed and signed"
    return _without_requisites(sheet, text, before)


def _orders(sheet: Sheet) -> bool:
    if sheet.has("order_head") or (sheet.has("order_verb") and not sheet.has("salutation") and _announced(sheet) != "other"):
        return True
    return _operates(sheet)


def _from_press(sheet: Sheet) -> bool:
    if any(roles.holds("press_head", part.segment.lines[0].folded) for part in sheet.parts[:5]):
        return True
    signed = announced.is_office(sheet.parts[-1].segment.text)
    return signed and not (_registered(sheet) or sheet.has("salutation", "reply", "copy") or _goes_to_someone(sheet))


def _goes_to_someone(sheet: Sheet) -> bool:
    """True where a name in the dative stands between the letterhead and the text."""
    heads = [one.text for one in sheet.zone("address") if not announced.is_title(one.text)] if sheet.has("letterhead") else []
    return any(map(announced.names_receiver, heads))


def _operates(sheet: Sheet) -> bool:
    """True for an act without the word for it, as a draft is: its title, then a preamble that ends with the operative word in capitals."""
    titled = _announced(sheet) is None and any(announced.is_title(segment.text) for segment in sheet.zone("address", "title"))
    return titled and not sheet.has("salutation", "reply") and any(_OPERATIVE.search(one.text) for one in sheet.zone("address", "body")[:4])


def _announced(sheet: Sheet) -> announced.Announced | None:
    """The kind that the head names by its word, in capitals or on a line of its own."""
    for part in sheet.parts[:6]:
        if part.role in ("address", "title", "letterhead"):
            said = next((kind for line in part.segment.lines for kind in [_line_names(line.folded)] if kind), None)
            said = said or announced.kind_led(part.segment.text)
            if said:
                return said
    return None


def _line_names(text: str) -> announced.Announced | None:
    return "report" if names_report(text) else announced.kind_named(text) if announced.is_word(text) else None


def names_report(text: str) -> bool:
    """True for a line that is nothing but the word for a report: `СПРАВКА`, `АНЫҚТАМА`, `Аналитическая записка`."""
    return len(text.split()) <= _HEADING and roles.holds("report", text) and (roles.is_caps(text) or len(text.split()) == 1)


def _registered(sheet: Sheet) -> bool:
    """True where the head bears a number or blanks for it: a bare date stands over press releases as well."""
    return sheet.has("outgoing") or any(_NUMBER.search(segment.text) for segment in sheet.zone("strip"))


def _second_version(sheet: Sheet, before: Sequence[tuple[Sheet, DocumentKind]]) -> bool:
    """True for running text without a head of its own that follows an order in the other language."""
    if not before or before[-1][1] != "order" or sheet.has("letterhead", "strip") or not sheet.has("body"):
        return False
    return before[-1][0].source == sheet.source and {before[-1][0].language, sheet.language} == {"kk", "ru"}


def _second_letter(sheet: Sheet, before: Sequence[tuple[Sheet, DocumentKind]]) -> bool:
    """True for text that begins with an addressee, ends with a signature and follows a signed letter in another language."""
    if not before or before[-1][1] not in ("letter", "inquiry") or before[-1][0].source != sheet.source:
        return False
    addressed = sheet.parts[0].role == "address" and roles.is_addressed(sheet.parts[0].segment.text)
    return addressed and before[-1][0].language != sheet.language and all(one.has("signature") for one in (before[-1][0], sheet))


def _follows_letter(sheet: Sheet, before: Sequence[tuple[Sheet, DocumentKind]]) -> bool:
    return bool(before) and before[-1][1] in ("letter", "annex", "inquiry") and before[-1][0].source == sheet.source


def _encloses(before: Sequence[tuple[Sheet, DocumentKind]], text: str) -> bool:
    """True where the last letter says that something is enclosed."""
    letter = next((sheet for sheet, kind in reversed(before) if kind in ("letter", "inquiry")), None)
    return letter is not None and (letter.has("enclosure") or bool(_ENCLOSED.search(text[letter.span.start : letter.span.end])))


def _without_requisites(sheet: Sheet, text: str, before: Sequence[tuple[Sheet, DocumentKind]]) -> tuple[DocumentKind, str]:
    opening, closing = (
        text[sheet.span.start : sheet.span.start + 700].lower(),
        text[max(sheet.span.start, sheet.span.end - 300) : sheet.span.end].lower(),
    )
    heads = [segment.text for segment in sheet.zone("address", "title", "body")[:3]]
    if _follows_letter(sheet, before):
        return "annex", "it follows a letter and has no head of its own"
    if roles.holds("press", opening) or roles.holds("press", closing):
        return "press_release", "a press office speaks"
    if any(roles.holds("report", head) for head in heads if len(head) < 200):
        return "report", "its heading"
    if sheet.language == "en":
        return "press_release", "English without requisites"
    return (
        ("report", "a text with tables or a signature")
        if "\t" in text[sheet.span.start : sheet.span.end] or sheet.has("signature")
        else ("other", "no requisite tells")
    )


_INQUIRY_TITLE = lazy(
    r"депутатский\s{1,3}запрос\s{1,3}(?:об?|по)\s[^.;:!?]{3,250}|[^.;:!?]{3,250}\s(?:туралы|жөнінде|қатысты|бойынша)\s{1,3}депутаттық\s{1,3}сауал",
    re.IGNORECASE,
)


def _inquires(sheet: Sheet) -> bool:
    """True where a deputy signs or heads a letter that asks; an answer to a deputy greets him instead."""
    strip = " ".join(segment.text for segment in sheet.zone("strip", "outgoing"))
    if _INQUIRY_NUMBER.search(strip) and not sheet.has("reply"):
        return True
    if any(_INQUIRY_TITLE.fullmatch(segment.text) for segment in sheet.zone("address")) and not sheet.has("reply"):
        return True
    own = " ".join(segment.text for segment in sheet.zone("letterhead", "signature", "closing"))
    body = " ".join(segment.text for segment in sheet.zone("body"))
    return bool(_DEPUTY.search(own) and (_ASKS.search(body) or "?" in body)) and not sheet.has("reply")


@cache
def _genres() -> list[tuple[frozenset[str], re.Pattern[str], dict[str, str]]]:
    rows = table("genres")["genre"]
    return [(frozenset(row["kinds"]), compiled(row["pattern"], re.IGNORECASE), {"kk": row["kk"], "ru": row["ru"]}) for row in rows]


def genre(sheet: Sheet, kind: str) -> str | None:
    """What the chancery calls it, in the document's language; None where the vocabulary knows no name."""
    head = "\n".join(part.segment.text for part in sheet.parts if part.role != "body")[:1200]
    body = " ".join(segment.text for segment in sheet.zone("body", "order_verb")[:1])[:500]
    for kinds, pattern, names in _genres():
        if kind in kinds and (pattern.search(head) or pattern.search(body)):
            return names.get(sheet.language)
    return None
