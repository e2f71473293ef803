"""`reply.json`: every value of a letter and where it came from, the figures, what was not answered, who may sign, what a check found."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from docpipe.reply.answers import Answer
from docpipe.reply.values import plain

if TYPE_CHECKING:
    from docpipe.reply.making import Made
    from docpipe.reply.values import Value

SCHEMA = "docpipe-reply/1"


def account(made: Made, names: dict[str, bytes]) -> dict[str, Any]:
    """The account of a letter whose files are `names`; the same letter gives the same account."""
    letter = made.letter
    answers = [one for one in letter.get("answers", letter.request.languages[0]) or () if isinstance(one, Answer)]
    return {
        "schema": SCHEMA,
        "template": letter.template.name,
        "languages": list(letter.request.languages),
        "draft": not letter.request.final,
        "number": letter.get("number"),
        "date": letter.request.on.isoformat(),
        "due": plain(letter.get("due")),
        "authority": plain(letter.get("authority")),
        "unanswered": [at for at, one in enumerate(answers, 1) if not one.answered],
        "warnings": list(letter.warnings),
        "proposed": sorted({f"{one.name}.{one.language}" for one in letter.values if one.proposed}),
        "values": [_value(one) for one in letter.values if one.name != "annexed"],
        "figures": [{"query": str(one.query), **one.texts, "source": plain(one.source)} for one in made.figures],
        "annexes": [
            {"language": one.language, "value": value.name, "sha256": sha256(value.content).hexdigest()}
            for one in letter.values
            if one.name == "annexed"
            for value in one.value
        ],
        "sheets": {one.language: one.sheets for one in made.drafted},
        "pages": {one.language: one.pages for one in made.drafted},
        "pdfa": {one.language: one.archival for one in made.drafted},
        "findings": [one.model_dump(mode="json") for one in made.findings],
        "files": [{"name": name, "sha256": sha256(content).hexdigest()} for name, content in names.items()],
    }


def _value(one: Value) -> dict[str, Any]:
    told: dict[str, Any] = {"name": one.name, "language": one.language, "value": plain(one.value), "source": plain(one.source)}
    return {**told, "proposed": True} if one.proposed else told
