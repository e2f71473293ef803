"""A letter's data put into words: one sheet a language, the same for PDF and Word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docpipe.reply import figures, filters_dates, filters_numbers, people, texts
from docpipe.reply.answers import Answer
from docpipe.reply.data import line
from docpipe.reply.sheet import Block, Sheet
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.reply.annexes import Annex
    from docpipe.reply.figures import Figure, Query
    from docpipe.reply.letter import Letter

_NOTHING: dict[str, Any] = {"inquiry": None, "answers": (), "text": (), "several": False, "to_government": False, "deputies": False}
_UNKNOWN: dict[str, Any] = {"due": None, "received": None}


def sheet(letter: Letter, language: str, known: Mapping[Query, Figure], annex: Annex | None = None) -> Sheet:
    """The letter in a language, without the line that counts the annex's sheets: how many there are shows when it is laid out."""
    notes = figures.Notes(known, language, shown=letter.request.notes)
    paragraphs = body(letter, language, notes, annex)
    words, order = table("letters"), letter.template.layout == "order"
    both = {each: letter.get("ministry", each) for each in ("kk", "ru")}
    return Sheet(
        language=language,
        layout=letter.template.layout,
        heading=letter.template.title.get(language, letter.template.name),
        head={each: one.head for each, one in both.items()},
        contacts={each: letter.get("contacts", each) or () for each in both},
        strip=_strip(letter, language),
        post=_post(letter, language),
        name=people.signed(letter.get("signatory", language)),
        mark="" if letter.request.final else words["mark"][language],
        kind=words["order"]["kind"][language] if order else "",
        title=letter.template.heading.get(language, "") if order else "",
        addressee=letter.get("addressee", language) or (),
        copies=letter.get("copies", language) or (),
        reference="" if order or letter.template.to == "body" else filters_numbers.bound(letter.get("reference", language) or ""),
        salutation=letter.get("salutation", language) or "",
        blocks=tuple(_bound(one) for one in paragraphs),
        closing="" if order else words["closing"][language],
        executor=_executor(letter, language),
        annex_head=_corner(letter, language) if annex else (),
        annex=tuple(_bound(one) for one in annex.blocks) if annex else (),
        notes=notes.lines(),
        made=letter.request.on.isoformat(),
    )


def body(letter: Letter, language: str, notes: figures.Notes, annex: Annex | None) -> tuple[Block, ...]:
    """The paragraphs of the template's text; `notes` gives the figures and hears which are asked for."""
    unsaid = dict.fromkeys(letter.template.optional) | _NOTHING | _UNKNOWN
    context = {**unsaid, **letter.context(language), "annex": annex, "stat": notes.stat}
    for name in ("answers", "text"):
        context[name] = tuple(_figured(one, notes) for one in context[name])
    found = texts.blocks(letter.template.name, language, context, notes=letter.request.notes)
    _check_whole(context["answers"], found, letter.template.name)
    return found


def _check_whole(answers: Sequence[Answer], found: Sequence[Block], name: str) -> None:
    """`TemplateFault` where a template leaves out what was answered."""
    there = [one.text for one in found if one.kind != "note"]
    lost = [one for one in answers for told in one.paragraphs if not any(told in text for text in there)]
    if lost:
        raise texts.TemplateFault(
            f"The template {name} leaves out an answer", "It must go through answers and print each of their paragraphs"
        )


def enclosed(one: Sheet, sheets: int) -> Sheet:
    """The sheet with the line that says on how many sheets the annex is."""
    return replace(one, enclosure=f"{filters_numbers.annex(sheets, language=one.language)}.") if sheets else one


def _figured(one: Any, notes: figures.Notes) -> Any:
    """An answer, or a paragraph of the data, with its figures in their places."""
    if isinstance(one, Answer):
        return replace(one, paragraphs=tuple(notes.filled(each) for each in one.paragraphs))
    return notes.filled(one)


def _bound(one: Block) -> Block:
    rows = tuple(tuple(map(filters_numbers.bound, row)) for row in one.rows)
    return replace(one, text=filters_numbers.bound(one.text), rows=rows)


def _strip(letter: Letter, language: str) -> str:
    """Date and number; of an order also the place. Blank where there is no number yet."""
    number = letter.get("number")
    if not number:
        return str(table("letters")["blank"][language])
    place = letter.get("place", language)
    told = f"{filters_dates.long(letter.get('day'), language=language)} № {number}"
    return filters_numbers.bound(f"{told}, {place}" if place and letter.template.layout == "order" else told)


def _post(letter: Letter, language: str) -> tuple[str, ...]:
    rank = letter.get("signatory", language).rank
    return (*letter.get("signatory_post", language), *([rank] if rank else []))


def _executor(letter: Letter, language: str) -> tuple[str, ...]:
    person, words = letter.get("executor", language), table("letters")["executor"]
    if person is None:
        return ()
    name = filters_numbers.bound(line(person.text)) if person.text else people.signed(person)
    rest = (words[key][language].format(told) for key in ("phone", "email") if (told := letter.get(f"executor_{key}")))
    return (words["name"][language].format(name), *rest)


def _corner(letter: Letter, language: str) -> tuple[str, ...]:
    """What the annex says above: to which letter it belongs."""
    words = table("letters")["annex"]
    number, day = letter.get("number"), letter.get("day")
    lines = [words["head"][language]]
    if number and day:
        lines = [
            part.format(day=filters_dates.long(day, **({"case": "attr"} if language == "kk" else {}), language=language), number=number)
            for part in words["whole"][language]
        ]
    return tuple(filters_numbers.bound(one) for one in lines)
