"""Whom a letter is addressed to and how they are greeted: who asked, the body it is forwarded to, or the Government's Office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from docpipe.bitext import bodies, places
from docpipe.language.name_forms import GenderUnknown, NoName
from docpipe.reply import filters_people, inquiry, ministry, people, wording
from docpipe.reply.values import LANGUAGES, Gathered, Source
from docpipe.vocabulary import table

_UNTOLD = "given name and patronymic of each, as [[addressee]] with kk and ru"

if TYPE_CHECKING:
    from docpipe.model.record import Person
    from docpipe.reply.inquiry import Inquiry
    from docpipe.reply.request import Request
    from docpipe.reply.templates import Template

    Known = dict[str, tuple[Person, Source, bool]]
    """One person by language, with the source, and whether the form is proposed."""


def gather(found: Gathered, request: Request, template: Template, asked: Inquiry | None) -> None:
    """People, lines of the address, copies, the salutation, the reference."""
    if template.layout == "order":
        return
    everyone = _people(request, asked)
    _unread(found, request)
    premier = asked is not None and inquiry.to_premier(asked)
    deputies = inquiry.is_by_deputies(asked) if asked else None
    found.add("several", len(everyone) > 1, Source("computed"))
    found.add("to_government", premier, Source("computed"))
    found.add("deputies", deputies is not None, Source("computed"))
    for language in LANGUAGES:
        for at, one in enumerate(everyone if deputies is not None or request.data.get("addressee") else (), 1):
            person, source, proposed = one[language]
            found.add(f"person_{at}", person, source, language, proposed=proposed)
        if template.to != "body" and deputies is None and asked is not None and not request.data.get("addressee"):
            _to_sender(found, asked, request, language)
            continue
        persons = [one[language][0] for one in everyone]
        try:
            lines = _address(persons, language, deputies)
        except (GenderUnknown, NoName) as error:
            found.lack(
                f"addressee.{language}", f"{', '.join(people.initialled(one) for one in persons)}: {_UNTOLD}; {error.message.lower()}"
            )
            continue
        if template.to == "body":
            _to_body(found, request, language)
            short = _address(persons, language, deputies, short=True)
            found.add("copies", tuple(_copies(short, language)), Source("computed"), language)
        elif premier:
            found.add("addressee", tuple(table("letters")["government"][language]), Source("vocabulary", "letters"), language)
        else:
            _to_people(found, persons, lines, language, deputies=deputies is not None)


def _people(request: Request, asked: Inquiry | None) -> list[Known]:
    """Who is written to: as the data name them, each completed by the inquiry; else who signed the inquiry."""
    signed = inquiry.senders(asked) if asked else []
    rows = _rows(request)
    if not rows:
        return [_both({language: (person, source, False) for language, (person, source) in one.items()}) for one in signed if one]
    return [known for row in rows if (known := _of_data(row, signed, request))]


def _rows(request: Request) -> list[Mapping[str, Any]]:
    rows = request.data.get("addressee") or []
    return [row for row in (rows if isinstance(rows, list) else [rows]) if isinstance(row, Mapping)]


def _unread(found: Gathered, request: Request) -> None:
    """Addressees that are told but not understood: none is left out unsaid."""
    for at, row in enumerate(_rows(request), 1):
        for language in LANGUAGES:
            if row.get(language) and people.said(row, language) is None:
                found.lack(f"addressee {at}.{language}", people.UNREAD)


def _of_data(row: Mapping[str, Any], signed: list[dict[str, tuple[Person, Source]]], request: Request) -> Known | None:
    source = request.source("addressee")
    told: Known = {language: (person, source, False) for language in LANGUAGES if (person := people.said(row, language))}
    if not told:
        return None
    for one in signed:
        if any(people.same(told[a][0], one[b][0], (a, b)) for a in told for b in one):
            for language, (person, where) in one.items():
                if language not in told:
                    told[language] = (person, where, False)
                elif told[language][0].post is None:
                    told[language] = (
                        told[language][0].model_copy(update={"post": person.post, "organisation": person.organisation}),
                        source,
                        False,
                    )
    return _both(told)


def _both(known: Known) -> Known:
    """The person in both languages; what one lacks is proposed from the other."""
    return {language: _told(known, language) for language in LANGUAGES}


def _told(known: Known, language: str) -> tuple[Person, Source, bool]:
    """The person in a language; where only initials are printed, the names that they may stand for."""
    own = known.get(language)
    other = next((one for told, one in known.items() if told != language), None)
    if own and (other is None or own[0].given):
        return own
    person, source, _ = other or next(iter(known.values()))
    made = people.proposed(person, language)
    if own is None:
        return made, source, True
    person = own[0]
    if not made.given or not people.initials(made).startswith(people.initials(person)):
        return own
    return person.model_copy(update={"given": made.given, "patronymic": made.patronymic, "initials": None}), source, True


def _address(persons: list[Person], language: str, chamber: tuple[str, ...] | None, *, short: bool = False) -> list[str]:
    """The lines of the address in the dative; deputies together under their chamber, `short` without the country's name."""
    if chamber is not None and persons:
        letters = table("letters")
        row = next(one for one in letters["chamber"] if tuple(one["match"]) == chamber)
        word = letters["deputy"]["several" if len(persons) > 1 else "one"][language]
        names = [wording.name(one, language, "dat") for one in persons]
        names = [*(f"{name}," for name in names[:-1]), names[-1]]
        if short:
            return [f"{row['short']['kk']} {word}" if language == "kk" else f"{word.lower()} {row['short']['ru']}", *names]
        office = [*row["kk"][:-1], f"{row['kk'][-1]} {word}"] if language == "kk" else [f"{word} {row['ru'][0]}", *row["ru"][1:]]
        return [*office, *names]
    return [line for one in persons for line in _alone(one, language)]


def _alone(person: Person, language: str) -> list[str]:
    name = wording.name(person, language, "dat")
    post = person.post or person.organisation
    if not post:
        return [name]
    return [filters_people.phrase(post, "dat", language) if language == "ru" else post, name]


def _to_people(found: Gathered, persons: list[Person], lines: list[str], language: str, *, deputies: bool) -> None:
    if not persons:
        found.lack(f"addressee.{language}", "who is written to, as [[addressee]] with kk and ru")
        return
    found.add("addressee", tuple(lines), Source("computed"), language)
    if greeting := wording.salutation(persons, language, deputies=deputies):
        found.add("salutation", greeting, Source("computed"), language)
    else:
        found.lack(f"addressee.{language}", "given name and patronymic, for the salutation")


def _to_body(found: Gathered, request: Request, language: str) -> None:
    """The body that a letter is forwarded to: of the vocabulary by its code, or as the data name it."""
    told = request.data.get("to")
    told = told if isinstance(told, Mapping) else {"code": told} if told else {}
    both = ministry.by_code(str(told.get("code", "")), request.on)
    name = str(told[language]) if told.get(language) else both[language].name if both else None
    if name is None:
        found.lack("to.code", "the body it is forwarded to, by its code in the vocabulary, or its full names as to.kk and to.ru")
        return
    source = request.source("to") if told.get(language) else Source("vocabulary", "bodies")
    found.add("to", name, source, language)
    found.add("addressee", _of_body(name, language), Source("computed"), language)


def _to_sender(found: Gathered, asked: Inquiry, request: Request, language: str) -> None:
    """The body that has written, by its letterhead; its name in the other language from the vocabulary."""
    for told, document in sorted(asked.versions.items(), key=lambda version: version[0] != language):
        if document.issuer is None:
            continue
        name = document.issuer.name if told == language else _translated(document.issuer.name, told, language, request.on)
        if name:
            found.add("addressee", _of_body(name, language), asked.source(document.issuer, document), language)
            return
    found.lack(f"addressee.{language}", "who is written to, as [[addressee]] with kk and ru")


def _translated(name: str, told: str, language: str, day: date) -> str | None:
    """A ministry's, or a region's akimat's, name in the other language; None for any other body, a district's akimat too.

    >>> _translated("Акимат Костанайской области", "ru", "kk", date(2024, 6, 10))
    'Қостанай облысының әкімдігі'
    """
    if both := ministry.of_name(name, told, day):
        return both[language].name
    said = bodies.read(name, told)
    whole = (code for code in said.regions if places.of_region(said.kind, code, told).lower() == name.lower())
    return next((places.of_region(said.kind, code, language) for code in whole), None)


def _of_body(name: str, language: str) -> tuple[str, ...]:
    """A body as it is addressed, in Kazakh in the dative; the country's name on a line of its own.

    >>> _of_body("Қазақстан Республикасының Ішкі істер министрлігі", "kk"), _of_body("Министерство финансов Республики Казахстан", "ru")
    (('Қазақстан Республикасының', 'Ішкі істер министрлігіне'), ('Министерство финансов', 'Республики Казахстан'))
    """
    whole = filters_people.phrase(name, "dat", language) if language == "kk" else name
    country = table("letters")["state"][f"{language}_of"]
    return tuple(part.strip() for part in whole.partition(country) if part.strip())


def _copies(lines: list[str], language: str) -> list[str]:
    return [table("letters")["copy"][language].format(lines[0]), *lines[1:]] if lines else []
