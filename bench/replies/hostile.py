"""Values of every kind put into every field of a letter: what opens, what comes back, what is run."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pikepdf

from docpipe.errors import DocpipeError
from docpipe.reply import drafting, letter
from docpipe.reply.data import clean, line, load
from docpipe.reply.request import Request
from tests.replies import asked, pdf_text, sample, word_text

if TYPE_CHECKING:
    from docpipe.reply.drafting import Drafted

Put = Callable[[dict[str, Any], str], None]

KNOWN = (
    "<script>alert(1)</script>",
    "</w:t></w:r></w:p><w:p>",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "&lt;b&gt; &amp; &#123;&#123; &nbsp;",
    "{{ 7*7 }} {% raw %} {# x #} {_{ }_} {_% %_}",
    "{%tr for a in b %}{%p if x %}{{r x }}{%- endif -%}",
    '{{ stat("x" }} {{ stat() }} {{ stat(7) }}',
    "]]><!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
    "<img src=file:///etc/passwd> <a href=x> url(http://example.org/x) @import 'x'",
    "\u202e321\u202c \u2066x\u2069 \u200bx\u200e",
    "${jndi:ldap://x} %s %(a)s {0.__class__} {a!r}",
    "=HYPERLINK(1) @SUM(1) +1 -1",
    "ӘҒҚҢӨҰҮҺІ ё — «» “” ‘’ №",
    "\\n \\x41 \\u0041 \\\\server\\share",
    "# x > y ! z",
    "> x",
    "! x",
    "Ә" * 900,
    "слово " * 400,
    "a&b<c>d\"e'f",
    "\N{REPLACEMENT CHARACTER}\ue000\U0001f600𝔸日本",
    "e\u0301 и\u0306 ﬁ ²",
)
_SIGNS = "аәғқңөұүһі{}%#<>&'\"/\\.,:;!?()[]|~^$@*+=-–—_№ \u202e\u200b\u2067\u00a0𝔸日0123456789"
CONTROL = tuple(chr(one) for one in (*range(9), 11, 12, *range(14, 32), 127, *range(128, 160), 0xFFFE, 0xFFFF))
_SHAPED = re.compile("[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000\ufb00-\ufb06\uff00-\uffff\U00010000-\U0010ffff日本]")
"""What a PDF shows but does not give back sign by sign: turned, joined, composed signs, those of other fonts."""
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the writing: a bracket drawn turned is told by a PDF's text as its counterpart, in the whole file, so these stand in letters of their own."""
_DAY = date(2023, 10, 27)
_BODY = 240


def values(seed: int, count: int) -> list[str]:
    """So many values: the known ones, then signs thrown together, some with a sign of control."""
    dice = random.Random(seed)  # noqa: S311 - the same values each time
    found = []
    for _ in range(max(0, count - len(KNOWN))):
        told = "".join(dice.choice(_SIGNS) for _ in range(dice.randint(1, 40)))
        found.append(told + dice.choice(CONTROL) + "x" if dice.random() < 0.05 else told)
    return [*KNOWN, *found][:count]


@dataclass(slots=True)
class Outcome:
    """What became of the values; `lost` and `unopened` name those that a letter swallowed or that spoiled a file."""

    kept: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    unopened: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)


def bodies(told: Sequence[str], folder: Path) -> Outcome:
    """The values as paragraphs of answers and cells of annexed tables, some hundreds a letter."""
    done = Outcome()
    turned = [one for one in told if _TURNS.search(one)]
    plain = [one for one in told if not _TURNS.search(one)]
    for some in (group[at : at + _BODY] for group in (plain, turned) for at in range(0, len(group), _BODY)):
        asked = {**sample(), "answer": [{"question": 1, **dict.fromkeys(("kk", "ru"), "\n\n".join(f"Начало {one} конец" for one in some))}]}
        table = some[: _BODY // 6]
        _csv(folder / "t.csv", table)
        asked |= {"annex": [{"file": "t.csv", "title": some[0]}], "number": "09-2-14/3187-И"}
        _one(
            done,
            "reply",
            asked,
            folder,
            [f"Начало {line(clean(one))} конец" for one in some if "\n\n" not in clean(one)]
            + [line(clean(one)) for one in table if line(clean(one))],
        )
    return done


def fields(told: Sequence[str], folder: Path) -> Outcome:
    """Each value in one field of a letter, the fields in turn: printed as it is, or refused with words."""
    done = Outcome()
    for at, one in enumerate(told):
        name = tuple(FIELDS)[at % len(FIELDS)]
        template, put = FIELDS[name]
        data = {
            **sample(),
            **({"ministry": "mz"} if template == "acting-order" else {}),
            "until": "2023-11-30",
            "reason": _BOTH,
            "basis": _BOTH,
            "competent": _BOTH,
            "to": "mf",
            "since": "2023-11-01",
            "person": {"kk": "Әли Болат", "ru": "Али Болат"},
            "person_post": _BOTH,
        }
        put(data, one)
        _one(done, template, data, folder, [] if name in NAMES else [line(clean(one))], name)
    return done


def _one(done: Outcome, template: str, told: dict[str, Any], folder: Path, wanted: Sequence[str], name: str = "") -> None:
    (folder / "told.json").write_text(json.dumps(told, default=str), "utf-8")
    try:
        loaded = load(folder / "told.json")
        made = drafting.render(
            letter.build(Request(template, _DAY, loaded, "told.json", folder, final=False), None if template == "acting-order" else asked())
        )
    except DocpipeError as error:
        done.refused[f"{name or template}: {error.code}"] += 1
        return
    for one in made:
        _looked_at(done, one, wanted, name)


def _looked_at(done: Outcome, one: Drafted, wanted: Sequence[str], name: str) -> None:
    """The files opened anew and their words beside those that were put in; in a PDF, where lines break, the letters without blanks."""
    try:
        docx.Document(io.BytesIO(one.docx))
        pikepdf.open(io.BytesIO(one.pdf)).close()
        word, printed = _flat(word_text(one.docx)), _bare(pdf_text(one.pdf))
    except Exception as error:  # noqa: BLE001 - whatever it is, the file does not open
        done.unopened.append(f"{name} {one.language}: {type(error).__name__}")
        return
    for value in wanted:
        if _flat(value) in word and (_SHAPED.search(value) or _bare(value) in printed):
            done.kept += 1
        else:
            done.lost.append(f"{name} {one.language} {'word' if _flat(value) not in word else 'pdf'} {value[:80]!r}")
    done.ran += [sign for sign in ("root:x:", "uid=", "/bin/bash") if sign in word]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    return "".join(one for one in text if not one.isspace() and one not in "-\N{SOFT HYPHEN}\x02\ufffe")


def _csv(path: Path, told: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([("№", "Мән"), *((at, line(clean(one))) for at, one in enumerate(told))])


NAMES = {"executor", "signatory", "addressee", "person"}
"""Fields whose value is taken apart and put together as a name: initials are made, endings are added."""
_BOTH = {"kk": "мәселе", "ru": "вопрос"}


def _named(key: str) -> Put:
    return lambda data, value: data.update({key: value})


def _in_both(key: str) -> Put:
    return lambda data, value: data.update({key: {"kk": value, "ru": value}})


def _inner(key: str, inner: str) -> Put:
    return lambda data, value: data.update({key: {**data[key], inner: value}})


FIELDS: dict[str, tuple[str, Put]] = {
    "number": ("acknowledgement", _named("number")),
    "text": ("acknowledgement", _in_both("text")),
    "reason": ("interim", _in_both("reason")),
    "until": ("interim", _named("until")),
    "basis": ("refusal", _in_both("basis")),
    "competent": ("refusal", _in_both("competent")),
    "to": ("forwarding", _in_both("to")),
    "phone": ("acknowledgement", _inner("executor", "phone")),
    "email": ("acknowledgement", _inner("ministry", "email")),
    "address": ("acknowledgement", _inner("ministry", "address")),
    "executor": ("acknowledgement", lambda data, value: data.update(executor={"kk": value, "ru": value})),
    "rank": ("acknowledgement", _inner("signatory", "rank")),
    "signatory": ("acknowledgement", lambda data, value: data.update(signatory={**data["signatory"], "kk": value, "ru": value})),
    "post": ("acknowledgement", lambda data, value: data.update(signatory={**data["signatory"], "post": {"kk": value, "ru": value}})),
    "addressee": ("acknowledgement", lambda data, value: data.update(addressee=[{"kk": value, "ru": value, "gender": "f"}])),
    "ministry": ("acknowledgement", lambda data, value: data.update(ministry={"kk": value, "ru": value})),
    "person_post": ("acting-order", _in_both("person_post")),
    "person": ("acting-order", _in_both("person")),
    "place": ("acting-order", _in_both("place")),
}
"""Fields of the data file, each with a template that prints it and what puts a value there."""
