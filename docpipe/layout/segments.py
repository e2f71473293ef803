"""Lines gathered to segments: one announced part (a salutation, a letterhead column) or one paragraph each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from docpipe.layout import ahead, announced, roles, strips
from docpipe.layout.lines import count
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.lines import Line

_STAMP_LINES, _SHORT_BLOCK, _SHORT_WORDS, _NAME_WORDS, _FULL_LINE, _FEWEST_WORDS, _FEW_WORDS, _MANY_WORDS, _SOME_WORDS = (
    9,
    6,
    40,
    4,
    45,
    3,
    6,
    30,
    12,
)
_HEAD_LINE, _ONE_LINE, _HEAD_LINES = 62, 100, 4
_NEARLY_FULL, _INDENT = 0.92, 6
_LOOK_BACK = 30
_TAIL = 12
"""Longer than what ends a sentence: nothing before it is looked at."""
_YEAR_END = lazy(r"\d{4}\s?[гж]\.$")
_COPY_TO = lazy(r"(?:Көшірмесі|Көшірме|Копи[яи])\s{0,2}:\s{0,3}\S")
_LABEL = lazy(r"(?:кому|куда|от кого|от|кімге|қайда|кімнен)\s{0,2}:", re.IGNORECASE)
"""A line of a form: `Кому: …`, `Куда: …`."""
_RESOLUTION = lazy(r"(?:бұрыштама|резолюция)\s{0,2}[:–-]", re.IGNORECASE)
_ITEM = lazy(r"(?:\d{1,2}|[а-яa-z])\s?[.)]\s")
_ASKS_MORE = lazy(r"(?<!\w)(?:от|на|с|по|к|в|и|о|об|№|до|за|из|дата|бастап|және|мен)$|(?:ның|нің|дың|дің|тың|тің)$", re.IGNORECASE)
_JOINS = lazy(
    r"(?<!\w)(?:және|мен|бен|пен|немесе|и|или|в|во|на|с|со|о|об|по|от|для|при|из|к|у|за|до|не|что|а|но|как|№),?$|[а-яёәғқңөұүһі],$|\d{4}\s{1,2}жыл(?:ғы|дың)$",
    re.IGNORECASE,
)
_INITIAL_END = lazy(r"\s[А-ЯЁӘҒҚҢӨҰҮҺІ]\.$")
_INITIALS_END = lazy(r"\s(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.){1,2}$")
_LOUD = frozenset({"caps", "order_head", "executor", "closing", "salutation"})
_WORDS_TOO = frozenset({"copy", "approval", "executor", "enclosure", "incoming"})
"""Announced by words that a sentence uses as well."""
_CLOSED = frozenset({"closing", "order_head", "inquiry_head", "mark", "caps", "strip", "kind_head", "title"})
_SENTENCE_END = lazy(r"(?<!м\.а)(?<!м\. а)(?<!у\.а)[.;:!?…]\s?[»\")*]{0,3}$")
_SHORT_SENTENCE = lazy(r"\s[а-яёәғқңөұүһіa-z]{4,30}»?[.!?]$")
_SENTENCE_BREAK = lazy(
    r"(?<=[а-яёәғқңөұүһіa-z)»]{2})(?<!\bул)(?<!\bпр)(?<!\bим)(?<!\bст)(?<!\bбл)(?<!\bпер)(?<!\bобл)(?<!\bмкр)(?<!\bкөш)(?<!\bдаңғ)[.!?]\s{1,3}[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]"
)
"""No abbreviation of a postal address."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive lines with what their first one announces; `text` joins them with blanks."""

    lines: tuple[Line, ...]
    cue: roles.Role | None
    text: str

    @property
    def span(self) -> Span:
        """From the first line's start to the last one's end."""
        return Span(self.lines[0].span.start, self.lines[-1].span.end)

    @property
    def words(self) -> int:
        """How many words."""
        return count(self.text)

    @property
    def language(self) -> str:
        """The language of most of its words."""
        weight: dict[str, int] = {}
        for line in self.lines:
            weight[line.language] = weight.get(line.language, 0) + line.words
        return max(weight, key=lambda language: weight[language])

    @property
    def prose(self) -> bool:
        """True for a paragraph of running text, as against headings, addresses, names."""
        return _is_prose(self.cue, self.text)


@lru_cache(maxsize=256)
def _is_prose(cue: roles.Role | None, text: str) -> bool:
    """A segment is asked about by those before it as well."""
    words = count(text)
    if cue not in (None, "order_verb") or words < _FEWEST_WORDS or roles.is_addressed(text):
        return cue == "order_verb"
    if words < _FEW_WORDS:
        return bool(_SHORT_SENTENCE.search(text)) and not roles.is_subject(text)
    named = _INITIALS_END if words < _SOME_WORDS else _INITIAL_END
    sentence = _ends_sentence(text) and not named.search(text, max(0, len(text) - _TAIL))
    long = words >= _MANY_WORDS and not (roles.is_subject(text) and not _SENTENCE_BREAK.search(text))
    return sentence or long or bool(words >= _SOME_WORDS and _SENTENCE_BREAK.search(text))


def _ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text, max(0, len(text) - _TAIL)) is not None


def gather(lines: Sequence[Line]) -> list[Segment]:
    """The lines of one file as segments, in order."""
    return [segment for block in _blocks(lines) for segment in _of_block(block)]


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines between blank lines."""
    blocks: list[list[Line]] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _of_block(block: list[Line]) -> list[Segment]:
    whole = _whole_cue(block)
    if whole:
        return [_segment(block, whole)]
    groups: list[list[Line]] = []
    cues: list[roles.Role | None] = []
    tied = 0
    for at, line in enumerate(block):
        if at < tied:
            groups[-1].append(line)
            continue
        group, running = (groups[-1], cues[-1]) if groups else ([], None)
        own = _own_cue(block, at, group, running)
        tied = at + _tied(block, at, own)
        if group and not _breaks(own, block, at, group, running):
            group.append(line)
        else:
            groups.append([line])
            cues.append(own)
    return [_segment(group, own) for group, own in zip(groups, cues, strict=True)]


def _segment(lines: list[Line], own: roles.Role | None) -> Segment:
    text = " ".join(line.folded for line in lines)
    if own == "signature" and _SHORT_SENTENCE.search(text) and len(text.split()) >= _FEW_WORDS:
        own = None
    sentence = (
        own == "reply"
        and len(text.split()) >= _SOME_WORDS
        and (len(text.split()) > _MANY_WORDS or (text.endswith((".", ";", ":")) and not _YEAR_END.search(text)))
    )
    return Segment(tuple(lines), None if sentence else own, text)


def _whole_cue(block: list[Line]) -> roles.Role | None:
    """A short block that one of its lines decides: a receiver's stamp, an annex's heading that ends with `қосымша`."""
    if len(block) > _STAMP_LINES or sum(line.words for line in block) > _SHORT_WORDS:
        return None
    if roles.confirms(" ".join(line.folded for line in block)):
        return "annex_head"
    if _RESOLUTION.match(block[0].folded):
        return "approval"
    if len(block) > _SHORT_BLOCK:
        return None
    own = [roles.cue(line) for line in block]
    if len(block) in (2, 3) and roles.is_phoned_name(f"{block[0].folded} {block[1].folded}"):
        return "executor"
    if "incoming" in own and not {"letterhead", "caps", "salutation", "order_head", "outgoing"} & set(own):
        return "incoming"
    return (
        "annex_head"
        if own[0] == "annex_head" or (len(block) > 1 and own[-1] == "annex_head") or roles.heads_annex(block[-1].folded)
        else None
    )


def _own_cue(block: Sequence[Line], at: int, group: Sequence[Line], running: roles.Role | None) -> roles.Role | None:
    line = block[at]
    own = ahead.cue(block, at)
    inside = running is None and _inside(block, at, group)
    if own in _WORDS_TOO and line.folded[:1].islower() and group and _runs_on(group[-1].folded):
        return None
    if own == "order_head" and _only_names_act(block, at, inside=inside):
        return None
    if own == "approval" and (stamp := _approval(block, at, group)) != own:
        return stamp
    headed = ahead.kind_head(block, at) if own == "caps" or (own is None and not inside) else None
    if headed:
        return headed[0]
    if own not in _LOUD and inside and not _copies(own, line):
        return None
    if running == "annex_head" and own == "reply":
        return None
    if own in (None, "caps") and (strips.holds(line.folded) or (running == "incoming" and strips.dated(line.folded))):
        stamped = (running == "incoming" and not strips.numbered(line.folded)) or running == "annex_head"
        stamped = stamped or (own is None and running is None and _dates_act(group, line))
        return running if stamped else "strip"
    if own is None and not inside and running != "annex_head" and ahead.reply(block, at):
        return "reply"
    if own is None and ahead.phoned_name(block, at):
        return "executor"
    return "signature" if own is None and _opens_signature(block, at, group, running) else own


def _dates_act(group: Sequence[Line], line: Line) -> bool:
    """True for the day and the number of the act that the lines above name: `Приказ Министра …` / `от … № …`."""
    return 0 < len(group) <= _HEAD_LINES and announced.is_published(" ".join(one.folded for one in (*group, line)))


def _approval(block: Sequence[Line], at: int, group: Sequence[Line]) -> roles.Role | None:
    """What a line with the word of an approval is: the stamp over confirmed rules is an annex's heading, a sentence of the text is nothing."""
    end = next((later for later in range(at, min(at + 3, len(block))) if block[later].folded.endswith(".")), at + 2)
    said = " ".join(line.folded for line in block[at : end + 1])
    if roles.says_confirmed(said) or roles.says_approved(said):
        return None
    if not roles.confirms(" ".join(later.folded for later in block[at : at + 2])):
        return "approval"
    told = bool(group) and len(group[-1].folded) > _FULL_LINE and _ends_sentence(group[-1].folded)
    return None if told else "annex_head"


def _copies(own: roles.Role | None, line: Line) -> bool:
    """True for the line that names who gets a copy, below a long one that is no sentence."""
    return own == "copy" and bool(_COPY_TO.match(line.folded))


def _inside(block: Sequence[Line], at: int, group: Sequence[Line]) -> bool:
    """True where line `at` goes on with running text: it only looks like a cue."""
    if not group or not _runs_on(group[-1].folded) or (group[0] is block[0] and _is_head(group)) or announced.is_office(group[-1].folded):
        return False
    short = len(group) <= 2 and _short_lines(group) and not _ASKS_MORE.search(group[-1].folded)
    return not (strips.holds(block[at].folded) and short)


def _only_names_act(block: Sequence[Line], at: int, *, inside: bool) -> bool:
    """True where a sentence happens to have an act's name on a line of its own: `… подписан / Указ Президента Республики Казахстан / «О мерах …`."""
    line = block[at]
    if line.words < _FEWEST_WORDS or line.folded.isupper():
        return False
    if line.folded[:1].islower():
        return True
    following = block[at + 1].folded if at + 1 < len(block) else ""
    goes_on = (following[:1].islower() and not strips.holds(following)) or following[:1] in ("«", '"')
    return inside or (goes_on and (len(following) > _FULL_LINE or _ends_sentence(following)))


def _opens_signature(block: Sequence[Line], at: int, group: Sequence[Line], running: roles.Role | None) -> bool:
    line = block[at]
    if roles.is_post(line.folded) and (not group or running is not None or _ends_sentence(group[-1].folded)):
        return True
    return ahead.signers(block, at) or (not group and roles.is_name(line.folded) and line.words <= _NAME_WORDS)


def _tied(block: Sequence[Line], at: int, own: roles.Role | None) -> int:
    """How many lines from here on are one whatever they look like."""
    if own == "reply":
        return ahead.reply(block, at)
    if own in ("title", "kind_head"):
        headed = ahead.kind_head(block, at)
        return headed[1] if headed else 1
    return 2 if own == "executor" and ahead.phoned_name(block, at) else 1


def _is_head(group: Sequence[Line]) -> bool:
    """True for a few lines that name a body and do not stop at a word that asks for more."""
    if len(group) > _HEAD_LINES:
        return False
    text = " ".join(line.folded for line in group)
    return roles.names_body(text) and not _ASKS_MORE.search(text) and not re.search(r"[.;,]", text)


def _runs_on(before: str) -> bool:
    """True where the line before is a full one inside a sentence: what follows only looks like a cue."""
    return len(before) > _FULL_LINE and not _ends_sentence(before)


def _breaks(own: roles.Role | None, block: Sequence[Line], at: int, group: Sequence[Line], running: roles.Role | None) -> bool:
    line, last = block[at], group[-1].folded
    if own == running and own in ("caps", "incoming", "annex_head"):
        return own == "annex_head" and not strips.holds(line.folded)
    if running == "annex_head" and own is None:
        return not _annex_goes_on(group, line)
    if running == "mark" and own is None and _runs_on(last):
        return False
    if own in _CLOSED | {"salutation", "executor", "reply", "annex_head", "strip"}:
        return True
    if own is not None:
        return own != running
    if running is not None and roles.opens_subject(line.folded) and (not _runs_on(last) or running == "copy"):
        return True
    told = _told(running, block, at, group)
    if told is not None:
        return told
    return _new_paragraph(block, at, group if len(group) <= _LOOK_BACK else [group[0], *group[-_LOOK_BACK:]])


def _told(running: roles.Role | None, block: Sequence[Line], at: int, group: Sequence[Line]) -> bool | None:
    """Whether the part that runs ends before line `at`, where its kind tells."""
    last = group[-1].folded
    if running == "signature" and roles.holds_name(last) and announced.addresses(block[at].folded):
        return True
    if running == "outgoing" and ahead.receiver(block, at):
        return True
    if running in _CLOSED:
        return not (running == "kind_head" and block[at].folded[:1].islower() and announced.leads(group[0].folded))
    if running in ("copy", "enclosure") and last.endswith((";", ",", ":")):
        return False
    if running == "contact":
        return not any(roles.cue(later) == "contact" for later in block[at + 1 : at + 3])
    if running == "reply":
        return ahead.reply_ends(last, block[at].folded)
    return last.endswith(("!", ",")) and not block[at].folded.endswith("!") if running == "salutation" else None


def _annex_goes_on(group: Sequence[Line], line: Line) -> bool:
    """True where the line still says what the annex belongs to: `к приказу Министра … от …`."""
    text = " ".join(one.folded for one in group[:_LOOK_BACK])
    return line.folded[:1].islower() or line.folded.startswith("№") or (roles.belongs(text) and not re.search(r"№|\d{4}", text))


def _new_paragraph(block: Sequence[Line], at: int, group: Sequence[Line]) -> bool:
    """True where lines without a cue and without a blank line between them are two paragraphs all the same."""
    line, last = block[at], group[-1]
    if ("\t" in line.folded) != ("\t" in last.folded):
        return not _names_signer(line, last)
    if _LABEL.match(line.folded) or (roles.is_subject(last.folded) and announced.is_published(line.folded)):
        return True
    if not line.folded[:1].isupper() and not line.folded[:1].isdigit() and not _ITEM.match(line.folded) and line.folded[:1] not in '«"–-':
        return False
    if _ITEM.match(line.folded) and len(group) <= _HEAD_LINES and roles.is_subject(" ".join(one.folded for one in group)):
        return True
    if _ends_sentence(last.folded):
        if announced.is_office(line.folded):
            return True
        width = max(len(one.folded) for one in group)
        turned = line.language != last.language and min(line.words, last.words) >= _FEW_WORDS
        if _stands_alone(block, at) or (_ITEM.match(group[0].folded) and last.folded.endswith("?")):
            return True
        return bool(
            turned or _ITEM.match(line.folded) or len(last.folded) > _ONE_LINE or (len(group) > 1 and len(last.folded) < 0.8 * width)
        )
    if roles.is_subject(line.folded) and not _runs_on(last.folded) and line.folded[:1].isupper():
        return roles.opens_subject(line.folded) or not roles.is_subject(last.folded)
    return _short_lines(group) and not _wrapped(block, at, group) and _running_text(block, at)


def _names_signer(line: Line, last: Line) -> bool:
    """True for the last line of a post with the name beside it: `қорғау министрі    Б. Тестов`."""
    begun, _, name = line.folded.partition("\t")
    goes_on = begun[:1].islower() or roles.is_country(last.folded)
    return (
        goes_on and roles.is_name(name.strip("\t ")) and roles.is_post(f"{last.folded} {begun}".strip()) and not _ends_sentence(last.folded)
    )


def _wrapped(block: Sequence[Line], at: int, group: Sequence[Line]) -> bool:
    """True where the lines so far are a paragraph that fills the width of the block: line `at` only happens to begin with a capital."""
    first, last = group[0].folded, group[-1].folded
    if _ITEM.match(first) or _JOINS.search(last):
        return True
    told = any(roles.is_subject(one.folded) or roles.holds_name(one.folded) for one in group) or roles.is_addressed(first)
    width = _NEARLY_FULL * max(len(line.folded) for line in block[max(0, at - _LOOK_BACK) : at + _LOOK_BACK]) - (
        _INDENT if len(group) == 1 else 0
    )
    return not told and all(_with_next(one, later) > width for one, later in zip(group, [*group[1:], block[at]], strict=True))


def _with_next(line: Line, later: Line) -> int:
    """How long the line would be with the first word of the next one."""
    return len(line.folded) + 1 + len(later.folded.split(maxsplit=1)[0])


def _stands_alone(block: Sequence[Line], at: int) -> bool:
    """True for a short line that neither ends a sentence nor goes on in the next one: a heading, a name."""
    line = block[at].folded
    following = block[at + 1].folded if at + 1 < len(block) else ""
    return len(line) <= _HEAD_LINE and not _ends_sentence(line) and line[-1:] != "," and (not following or following[:1].isupper())


def _short_lines(group: Sequence[Line]) -> bool:
    return all(len(one.folded) <= _HEAD_LINE and not _SHORT_SENTENCE.search(one.folded) for one in group)


def _running_text(block: Sequence[Line], at: int) -> bool:
    """True where a long line, or a whole sentence, begins running text after the short lines of a head."""
    line = block[at].folded
    if _SHORT_SENTENCE.search(line) and block[at].words >= _FEW_WORDS:
        return True
    following = block[at + 1].folded if at + 1 < len(block) else ""
    return len(line) > _HEAD_LINE and (
        _ends_sentence(line) or (len(following) > _FULL_LINE or (bool(following) and not following[:1].isupper()))
    )
