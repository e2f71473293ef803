"""A letter's data, both languages' in one place: every value from the inquiry, the data file, the vocabulary, the archive, with its source.

`build` asks everything and names all that is missing at once; nothing is made up. What is printed is for `printed.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docpipe.model.lazy import lazy
from docpipe.reply import addressees, annexes, answers, authority, data, inquiry, ministry, people, templates, terms
from docpipe.reply.request import Request
from docpipe.reply.values import LANGUAGES, Gathered, Incomplete, Source, Value, plain

if TYPE_CHECKING:
    from docpipe.archive.store import Archive
    from docpipe.reply.inquiry import Inquiry
    from docpipe.reply.templates import Template

_UNSEEN = lazy(r"[\u200b-\u200d\u2060-\u2065\ufeff]")


@dataclass(frozen=True, slots=True)
class Letter:
    """All that a letter says, for every language it is written in; `warnings`: what a person should look at."""

    request: Request
    template: Template
    values: tuple[Value, ...]
    warnings: tuple[str, ...] = ()

    def get(self, name: str, language: str | None = None) -> Any:
        """The value of that name in the language, None where there is none."""
        return next((one.value for one in self.values if one.name == name and one.language in (None, language)), None)

    def context(self, language: str) -> dict[str, Any]:
        """The values by name, as templates see them."""
        return {one.name: one.value for one in self.values if one.language in (None, language)}


def build(request: Request, asked: Inquiry | None = None, archive: Archive | None = None) -> Letter:
    """The letter's data. `Incomplete` names everything that is missing; `WrongCall` where there is no such template or language, or a value turns the direction of writing."""
    data.upright(request.data)
    template = templates.named(request.template)
    found = Gathered()
    if template.inquiry and asked is None:
        found.lack("INQUIRY", "the letter that is answered, a file or an ID of the archive")
    ministry.gather(found, request, asked)
    _registered(found, request)
    if asked is not None:
        _asked(found, asked, archive, request)
    addressees.gather(found, request, template, asked)
    answers.gather(found, request, template, asked)
    annexes.gather(found, request)
    if template.encloses == "inquiry" and asked is not None and (pages := asked.packet.sources[0].pages):
        found.add("enclosed_sheets", pages, Source("inquiry", asked.file, asked.packet.sources[0].sha256))
    _signed(found, request, archive)
    _executed(found, request)
    _others(found, request, template)
    _unseen(found)
    if asked is not None:
        _doubtful(found, asked)
    if missing := [one for one in found.missing if _wanted(one.name, request)]:
        raise Incomplete.of(missing)
    return Letter(request, template, tuple(found.values), tuple(dict.fromkeys(found.warnings)))


def _unseen(found: Gathered) -> None:
    """Signs that are not seen: what is read is not what is there."""
    for one in found.values:
        if one.name != "annexed" and any(_UNSEEN.search(text) for _, text in data.named(plain(one.value))):
            found.warnings.append(f"{one.name}{f'.{one.language}' if one.language else ''} has signs that are not seen")


def _doubtful(found: Gathered, asked: Inquiry) -> None:
    """What the letter repeats of a scan whose digits or letters were not read surely."""
    doubted = [where for one in asked.packet.findings if one.kind == "legibility" for where in one.where]
    for one in found.values:
        span, document = one.source.span, one.source.document
        if span and any(where.document in (document, None) and where.span[0] < span[1] and span[0] < where.span[1] for where in doubted):
            found.warnings.append(f"{one.name}{f'.{one.language}' if one.language else ''} was not read surely: {one.source.text}")


def _wanted(name: str, request: Request) -> bool:
    """Whether something that is missing is missed: nothing is in a language in which no letter is written."""
    last = name.rpartition(".")[2]
    return last not in LANGUAGES or last in request.languages


def _registered(found: Gathered, request: Request) -> None:
    """Number and date of the letter itself; a final one has both."""
    number = request.data.get("number")
    if number:
        found.add("number", data.line(str(number)), request.source("number"))
    elif request.final:
        found.lack("number", "a final letter bears its number: --number")
    found.add("day", request.on, request.source("on"))
    found.add("final", request.final, Source("call"))


def _asked(found: Gathered, asked: Inquiry, archive: Archive | None, request: Request) -> None:
    """What the inquiry's own head says: number, date, title; by when the answer is due."""
    told = request.data.get("about")
    for name, value, source, language in inquiry.facts(asked, told if isinstance(told, Mapping) else {}):
        found.add(name, value, source, language)
    terms.gather(found, asked, archive, request.on)


def _signed(found: Gathered, request: Request, archive: Archive | None) -> None:
    writes = {language: one for language in LANGUAGES if (one := found.get("ministry", language))}
    if not writes:
        return
    signs = authority.settled(archive, writes, request.on, request.data, request.file)
    if isinstance(signs, authority.Unsettled):
        found.lack("signatory", f"{signs.why}; or name who signs with --signatory")
        return
    for language in LANGUAGES:
        found.add("signatory", signs.persons[language], signs.source, language, proposed=language in signs.proposed)
        found.add("signatory_post", signs.posts[language], signs.source, language)
    found.add("authority", {"how": signs.how, "acting": signs.acting, "order": signs.order, "timeline": signs.otherwise}, signs.source)
    if signs.otherwise:
        found.warnings.append(f"the signatory was named by hand: {signs.otherwise}")


def _executed(found: Gathered, request: Request) -> None:
    """Who has written the letter, as the data say, the other language's form proposed."""
    told = request.data.get("executor")
    if not isinstance(told, Mapping):
        return
    persons = {language: one for language in LANGUAGES if (one := people.said(told, language))}
    for language in LANGUAGES:
        if told.get(language) and language not in persons:
            found.lack(f"executor.{language}", people.UNREAD)
    for language in LANGUAGES if persons else ():
        person = persons.get(language) or people.proposed(next(iter(persons.values())), language)
        found.add("executor", person, request.source("executor"), language, proposed=language not in persons)
    for name in ("phone", "email"):
        if told.get(name):
            found.add(f"executor_{name}", data.line(str(told[name])), request.source("executor"))


def _others(found: Gathered, request: Request, template: Template) -> None:
    """What else the data file gives, by its own names; what the template asks for and nobody gives is missing."""
    for name, value in request.data.items():
        if name not in KNOWN:
            for language, one in _by_language(value):
                found.add(name, _plain(one), request.source(name), language)
    for language in request.languages:
        for name in sorted(template.needs(language) | (template.optional & request.data.keys())):
            if found.get(name, language) is None:
                about = template.about.get(name, {}).get("en", "")
                told = request.data.get(name)
                found.lack(f"{name}.{language}" if isinstance(told, Mapping) else name, about)


KNOWN = frozenset(
    {
        "on",
        "number",
        "lang",
        "final",
        "executor",
        "answer",
        "ministry",
        "minister",
        "official",
        "signatory",
        "addressee",
        "annex",
        "text",
        "sheets",
        "to",
        "about",
    }
)
"""Names of the data file that have a meaning of their own."""


def _by_language(value: Any) -> Iterator[tuple[str | None, Any]]:
    if isinstance(value, Mapping) and value and set(value) <= set(LANGUAGES):
        yield from value.items()
    else:
        yield None, value


def _plain(value: Any) -> Any:
    """A value as templates use it: a day as a date, a text on one line."""
    if (day := data.day(value)) is not None:
        return day
    if isinstance(value, str):
        return data.line(value)
    return tuple(map(_plain, value)) if isinstance(value, list) else value
