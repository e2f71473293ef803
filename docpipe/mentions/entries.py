"""Addressees apart: the lines of an address told apart by its names, by posts in the dative and by bodies, not by blank lines.

Russian puts the post or the body first, so that a new one opens an entry; Kazakh puts it last, so that a dative closes one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from docpipe.language import russian
from docpipe.model.lazy import lazy
from docpipe.model.text import Span

_Mention = TypeVar("_Mention", "PersonMention", "PostMention", "BodyMention")

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.mentions.bodies import BodyMention
    from docpipe.mentions.people import PersonMention
    from docpipe.mentions.posts import PostMention
    from docpipe.mentions.survey import Mentions

LIST = lazy(
    r"\(?\s{0,2}(?:тізім\w{0,4}\s{1,3}бойынша|таратпа\s{1,3}тізім\w{0,4}|(?:по|согласно)\s{1,3}(?:прилагаем\w{2,4}\s{1,3})?списк\w|рассылк\w{1,3})\s{0,2}\)?",
    re.IGNORECASE,
)
OPENING = lazy(
    r"(?:(?:В|Во|[Вв]сем)\s{1,3}|(?:[Кк]ому|[Кк]імге)\s{0,2}:\s{0,3}|(?:[Гг]осподину|[Гг]оспоже|[Гг]-ну|[Гг]-же|[Гг]ражданину|[Гг]ражданке|[Гг]р\.)\s{1,3})"
)
_CIVIL = lazy(r"(?:мырза|ханым|мырзаға|ханымға)(?!\w)", re.IGNORECASE)
_RUNS_ON = lazy(r"(?:[,–-]|(?:ның|нің|дың|дің|тың|тің)|(?<!\w)(?:и|және|мен|по|по делам|в|на|при))$", re.IGNORECASE)
_COUNTRY = lazy(r"(?:қазақстан республикасы|ҚР)(?:ның)?(?:\s{1,3}(?:парламенті|үкіметі|президенті))?", re.IGNORECASE)
_GOVERNED = lazy(
    r"(?:республики|города?|области|района|парламента|министерства|комитета|департамента|управления|правительства|президента|премьер-министра|мажилиса|сената|аппарата|по|и|на|при|"
    r"[\w-]{3,}(?:ского|ской|ого|его|ных|ских))(?!\w)",
    re.IGNORECASE,
)
_FORM = lazy(r"(?:АО|ТОО|РГП|РГУ|ГКП|КГП|КГУ|ГУ|НАО|ОО|ОЮЛ|ЧУ|ПК|КХ|ИП|НК|ФАО|МИО|«)(?!\w)|«")
_SHORT_BODY = lazy(r"[А-ЯӘҒҚҢӨҰҮҺІ]{2,10}(?:\s{1,2}РК)?")
_ADJUNCT = lazy(r"член|депутат|генерал(?!ьн)|адмирал", re.IGNORECASE)
_DATIVE_KK = lazy(
    r"(?:[а-яәғқңөұүһі]{2}|[А-ЯӘҒҚҢӨҰҮҺІ»]-(?=[ғгқкн]))(?:ға|ге|қа|ке|на|не|а|е)(?:\s{1,2}\([а-яәғқңөұүһі][^()\n]{1,60}\))?\s{0,2}[.,;]?$"
)
_NAME_ONLY = lazy(r"[\s,;.]{0,6}(?:(?:мырзаға|ханымға|мырза|ханым)[\s,;.]{0,4})?")


class Reader:
    """The lines of one address (all inside `zone`) with what they mention."""

    def __init__(self, found: Mentions, zone: Span) -> None:
        self.passage = found.passage
        # after whom a school is named is nobody that is written to
        self.people = _inside([one for one in found.people if not one.eponym], zone)
        self.posts, self.bodies = _inside(found.posts, zone), _inside(found.bodies, zone)

    def text(self, line: tuple[int, int]) -> str:
        """The line as rules look at it."""
        return self.passage.folded[line[0] : line[1]]

    def named(self, line: Span) -> bool:
        """True where a name begins in the line."""
        return any(line.start <= one.span.start < line.end for one in self.people)

    def only_name(self, line: Span) -> bool:
        """True where the line has names and nothing else but `господину`, `мырзаға`."""
        inside = [one.span for one in self.people if line.contains(one.span)]
        if not inside:
            return False
        opening = OPENING.match(self.text(line))
        start = line.start + (opening.end() if opening else 0)
        return not self.passage.folded[start : inside[0].start].strip() and bool(
            _NAME_ONLY.fullmatch(self.passage.folded, inside[-1].end, line.end)
        )

    def opens(self, line: Span) -> str | None:
        """`body` or `post` where one that nothing governs begins with the line."""
        opening = OPENING.match(self.text(line))
        start = line.start + (opening.end() if opening else 0)
        for body in self.bodies:
            if body.span.start == start and (opening or _as_named(self.passage.quote(body.span), body.name)):
                return "body"
        return "post" if any(post.span.start == start and post.case == "dat" and post.post for post in self.posts) else None

    def says_whose(self, line: Span) -> bool:
        """True where a body stands in the line, or the post in it names one."""
        return any(post.organisation for post in self.posts if line.contains(post.span)) or any(
            line.overlaps(body.span) for body in self.bodies
        )

    def ranked(self, line: Span) -> bool:
        """True where a rank without a post begins the line."""
        return any(post.span.start == line.start and not post.post for post in self.posts)

    def closes(self, line: Span) -> bool:
        """True where a Kazakh entry may end: a dative, a body in the nominative."""
        text = LIST.sub("", self.text(line)).rstrip()
        if _DATIVE_KK.search(text):
            return True
        return any(
            line.start < body.span.end and body.span.end == line.start + len(text) and self.passage.quote(body.span)[-3:] == body.name[-3:]
            for body in self.bodies
        )

    def body_in_dative(self, line: Span) -> bool:
        """True where a Kazakh body's name in the dative ends the line: whatever stands below begins another entry."""
        return bool(_DATIVE_KK.search(self.text(line))) and any(
            body.span.end == line.end and body.name[-3:] != self.passage.quote(body.span)[-3:] for body in self.bodies
        )

    def inside(self, line: Span) -> bool:
        """True where a post or a body goes on from the line before into this one."""
        return any(start < line.start < end for start, end in self._named_places())

    def overlapping(self, place: Span) -> bool:
        """True where a post or a body stands at the place, wholly or in part."""
        return any(place.overlaps(span) for span in self._named_places())

    def _named_places(self) -> list[Span]:
        return [post.span for post in self.posts] + [body.span for body in self.bodies]


def _inside(mentions: Sequence[_Mention], zone: Span) -> list[_Mention]:
    return [one for one in mentions if zone.overlaps(one.span)]


def _as_named(printed: str, name: str) -> bool:
    return re.sub(r"\W+", "", printed).lower() == re.sub(r"\W+", "", name).lower()


def apart(reader: Reader, lines: Sequence[tuple[Span, bool]]) -> list[Span]:
    """The entries as spans; each line comes with whether a gap sets it apart from the line before."""
    spaced = [gap for _, gap in lines[1:]]
    telling = not all(spaced) if len(spaced) > 1 else True
    found: list[list[Span]] = []
    for line, gap in lines:
        if found and not _fresh(reader, found[-1], line, gap=gap and telling):
            found[-1].append(line)
        else:
            found.append([line])
    return [Span(entry[0].start, entry[-1].end) for entry in found]


def _fresh(reader: Reader, entry: list[Span], line: Span, *, gap: bool) -> bool:
    """True where `line` begins another entry than the one that `entry` has so far."""
    last, text = entry[-1], reader.text(line)
    if LIST.match(text):
        return False
    if reader.passage.language == "kk" and text[:1].isupper() and reader.body_in_dative(last):
        return not reader.only_name(line)
    if reader.inside(line):
        return False
    before = LIST.sub("", reader.text(last)).rstrip()
    if _RUNS_ON.search(before) or _COUNTRY.fullmatch(before) or (reader.passage.language == "ru" and _GOVERNED.match(text)):
        return False
    answered = before.endswith(")") and reader.passage.folded.startswith(",", last.end)
    if answered or before.endswith(";") or re.match(r"(?:от|акиматам|акимам|министерствам)\s", text):
        return True
    if any(reader.named(one) for one in entry):
        return not text[:1].islower() or (_CIVIL.match(text) is None and reader.opens(line) is not None)
    if reader.only_name(line):
        return False
    if not text[:1].isupper() and text[:1] not in '«"':
        return False
    if reader.passage.language == "kk":
        return reader.closes(last) or (gap and not reader.named(line))
    return _fresh_russian(reader, entry, line, gap=gap)


def _fresh_russian(reader: Reader, entry: list[Span], line: Span, *, gap: bool) -> bool:
    opened, first = reader.opens(line), reader.opens(entry[0])
    if opened == "post" and len(entry) == 1 and _FORM.match(reader.text(entry[0])) and not reader.says_whose(line):
        return False
    text, before = reader.text(line), reader.text(entry[-1]).rstrip()
    if first == "post" and _SHORT_BODY.fullmatch(text):
        return False
    if _FORM.match(text) and _FORM.match(reader.text(entry[0])) and before.endswith(("»", '"')):
        return True
    whole = first == "body" or _FORM.match(reader.text(entry[0])) or _dative(reader.text(entry[0]))
    if _dative(text) and whole and not _ADJUNCT.match(text) and not reader.ranked(entry[0]):
        return True
    if opened == "body":
        return not (first == "post" and len(entry) == 1 and _FORM.match(reader.text(line)))
    if opened == "post":
        return bool(first) and (gap or not _ADJUNCT.match(text))
    return (gap or _nominative(text)) and bool(first) and not reader.named(line)


def _dative(text: str) -> bool:
    """True where the words begin with a dative that can be no genitive: whom a letter goes to."""
    for word in re.findall(r"[^\W\d_][\w-]*", text)[:2]:
        readings = russian.readings(word.lower())
        others = {reading.case for reading in readings if reading.known or reading.case != "acc"} & {"gen", "nom", "acc"}
        if not others and any(reading.case == "dat" for reading in readings):
            return True
        if not word.lower().endswith(("ой", "ей")):
            return False
    return False


def _nominative(text: str) -> bool:
    """True where the first word is a nominative that can be no genitive: it does not go on with the line before."""
    word = re.search(r"[^\W\d_]+", text)
    cases = {reading.case for reading in russian.readings(word.group().lower())} if word else set()
    return "nom" in cases and not cases & {"gen", "dat"}
