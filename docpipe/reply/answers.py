"""The answers to what an inquiry asks: each question with its block; what is not answered is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docpipe.reply import data, inquiry
from docpipe.reply.values import LANGUAGES, Gathered, Source
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.reply.inquiry import Asked, Inquiry
    from docpipe.reply.request import Request
    from docpipe.reply.templates import Template


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and its answer in one language; `number` is empty where only one thing is asked. `asked_in`, `told_in`: the files of both, with the page."""

    number: str
    question: str
    paragraphs: tuple[str, ...]
    answered: bool = True
    asked_in: str = ""
    told_in: str = ""


def gather(found: Gathered, request: Request, template: Template, asked: Inquiry | None) -> None:
    """The answers in both languages, in the order of the questions; other paragraphs of the data as `text`."""
    for language in LANGUAGES:
        told = request.data.get("text")
        told = told.get(language) if isinstance(told, Mapping) else None
        found.add("text", data.paragraphs(str(told)) if told else (), request.source("text"), language)
    questions = inquiry.questions(asked) if asked and template.answers else []
    given = _given(request.data.get("answer"))
    if not template.answers:
        for language in LANGUAGES:
            found.add("answers", (), Source("computed"), language)
        return
    for number in given.keys() - {one.number for one in questions} if questions else ():
        found.lack(f"answer {number}", f"the inquiry asks no such question, it has {', '.join(one.number for one in questions)}")
    if request.data.get("annex") and not given:
        questions = []
    if not questions:
        questions = [inquiry.Asked(number, {}, {}) for number in given]
    _collect(found, request, questions, given)


def _collect(found: Gathered, request: Request, questions: list[Asked], given: Mapping[str, Mapping[str, Any]]) -> None:
    for language in LANGUAGES:
        blocks = []
        for one in questions:
            number = one.number if len(questions) > 1 else ""
            blocks.append(_block(found, request, language, one, number, given.get(one.number, {})))
            if language in one.texts:
                found.add(f"question_{one.number}", one.texts[language], one.sources[language], language)
        found.add("answers", tuple(blocks), request.source("answer"), language)


def _block(found: Gathered, request: Request, language: str, one: Asked, number: str, told: Mapping[str, Any]) -> Answer:
    question = one.texts.get(language) or next(iter(one.texts.values()), "")
    text = told.get(language)
    if isinstance(text, str) and text.strip():
        return Answer(number, question, data.paragraphs(text), asked_in=_place(one, language), told_in=request.file)
    if told or request.final:
        found.lack(f"answer {one.number}.{language}", "the answer to this question in this language")
    else:
        found.warnings.append(f"question {one.number} has no answer")
    return Answer(number, question, (table("letters")["unanswered"][language],), answered=False, asked_in=_place(one, language))


def _place(one: Asked, language: str) -> str:
    """The file in which something is asked, and the page."""
    source = one.sources.get(language) or next(iter(one.sources.values()), None)
    if source is None:
        return ""
    return ", ".join(filter(None, (source.file, f"{source.page}-{'бет' if language == 'kk' else 'я страница'}" if source.page else None)))


def _given(rows: Any) -> dict[str, Mapping[str, Any]]:
    """The answers of the data by the numbers of their questions."""
    found = [row for row in (rows if isinstance(rows, list) else []) if isinstance(row, Mapping)]
    return {str(row.get("question", at)): row for at, row in enumerate(found, 1)}
