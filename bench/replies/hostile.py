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
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pikepdf

from docpipe import pipeline
from docpipe.errors import DocpipeError, WrongCall
from docpipe.reply import drafting, inquiry, letter
from docpipe.reply.data import clean, line, load
from docpipe.reply.request import Request
from tests.replies import asked, pdf_text, sample, word_text

if TYPE_CHECKING:
    from docpipe.reply.drafting import Drafted
    from docpipe.reply.inquiry import Inquiry

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
"""Signs that turn the writing, with which no letter is made."""
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
    """The values as paragraphs of answers and cells of annexed tables, some hundreds a letter; those that turn the writing by themselves, to be refused."""
    done = Outcome()
    plain = [one for one in told if not _TURNS.search(one)]
    for at in range(0, len(plain), _BODY):
        some = plain[at : at + _BODY]
        table = some[: _BODY // 6]
        _csv(folder / "t.csv", table)
        asked = {**sample(), "answer": [_answer(*some)], "annex": [{"file": "t.csv", "title": some[0]}], "number": "09-2-14/3187-И"}
        _one(
            done,
            "reply",
            asked,
            folder,
            [("answer", f"Начало {line(clean(one))} конец") for one in some if "\n\n" not in clean(one)]
            + [("cell", line(clean(one))) for one in table if line(clean(one))],
        )
    for one in set(told) - set(plain):
        _turned(done, "answer", {**sample(), "answer": [_answer(one)]}, folder)
        _csv(folder / "t.csv", [one])
        _turned(done, "annex", {**sample(), "annex": [{"file": "t.csv"}]}, folder)
    return done


def _answer(*told: str) -> dict[str, Any]:
    return {"question": 1, **dict.fromkeys(("kk", "ru"), "\n\n".join(f"Начало {one} конец" for one in told))}


def _turned(done: Outcome, name: str, told: dict[str, Any], folder: Path) -> None:
    """A value that is to be refused, the field named."""
    try:
        drafting.render(letter.build(_request("reply", told, folder), asked()))
    except WrongCall as error:
        if name in error.message:
            done.refused[f"{name}: {error.code}"] += 1
            return
    done.lost.append(f"{name} not refused")


def fields(told: Sequence[str], folder: Path) -> Outcome:
    """The values in all fields of letters of each kind, one in each: printed as it is, or refused with words."""
    done, left = Outcome(), list(told)
    _csv(folder / "t.csv", ["1"])
    for template in cycle(FIELDS):
        if not left:
            return done
        puts = {**_EVERYWHERE, **FIELDS[template]}
        some = dict(zip(puts, (left.pop() for _ in range(min(len(left), len(puts)))), strict=False))
        data = _whole(template)
        wanted = []
        for name, value in some.items():
            tried = _whole(template)
            puts[name](tried, value)
            if name in ALONE:
                _one(done, template, tried, folder, [])
            elif (error := _refused(template, tried, folder)) is not None:
                done.refused[f"{name}: {error.code}"] += 1
            elif _TURNS.search(value):
                done.lost.append(f"{name} not refused {value[:80]!r}")
            else:
                puts[name](data, value)
                wanted.append((name, line(clean(value))))
        _one(done, template, data, folder, [one for one in wanted if one[0] not in NAMES and one[1]])
    return done


def inquiries(told: Sequence[str], folder: Path) -> Outcome:
    """The values as number, title, post and name in an inquiry: what is read of them is printed as it was read."""
    done = Outcome()
    for at in range(0, len(told) - 3, 4):
        number, title, post, surname = (line(clean(one)) for one in told[at : at + 4])
        text = _INQUIRY.format(number=number, title=title, post=post, surname=surname)
        found = inquiry.found(pipeline.extract([("inquiry.txt", text.encode())]), "inquiry.txt")
        if found is None:
            done.refused["inquiry: none read"] += 1
            continue
        data = {**sample(), "ministry": {"code": "mz"}, "answer": [_answer("да")]}
        said = {name: str(getattr(one[0], "value", "")) for name in ("number", "title") if (one := found.first(name))}
        wanted = [("number", said.get("number", "")), ("title.ru", said.get("title", "").removeprefix("О "))]
        _one(done, "forwarding", {**data, "to": "mf"}, folder, wanted, found)
    return done


def _whole(template: str) -> dict[str, Any]:
    """Data with which a letter of that kind is made."""
    return {
        **sample(),
        "ministry": {"code": "mz", "phone": "1", "email": "2", "address": ["3"]},
        "until": "2023-11-30",
        "reason": _BOTH,
        "basis": _BOTH,
        "competent": _BOTH,
        "to": "mf",
        "since": "2023-11-01",
        "place": _BOTH,
        "person": {"kk": "Әли Болат", "ru": "Али Болат"},
        "person_post": _BOTH,
        **({"annex": [{"file": "t.csv"}]} if template == "reply" else {}),
    }


def _request(template: str, told: dict[str, Any], folder: Path) -> Request:
    """The data written to a file and read, as a call does it."""
    (folder / "told.json").write_text(json.dumps(told, default=str), "utf-8")
    return Request(template, _DAY, load(folder / "told.json"), "told.json", folder, final=False)


def _refused(template: str, told: dict[str, Any], folder: Path) -> DocpipeError | None:
    try:
        letter.build(_request(template, told, folder), None if template == "acting-order" else asked())
    except DocpipeError as error:
        return error
    return None


def _one(
    done: Outcome, template: str, told: dict[str, Any], folder: Path, wanted: Sequence[tuple[str, str]], found: Inquiry | None = None
) -> None:
    """A letter made with the values, and looked at; `wanted`: names of fields and what they are to print."""
    try:
        made = drafting.render(letter.build(_request(template, told, folder), None if template == "acting-order" else found or asked()))
    except DocpipeError as error:
        done.refused[f"{template}: {error.code}"] += 1
        return
    for one in made:
        _looked_at(done, one, wanted, template)


def _looked_at(done: Outcome, one: Drafted, wanted: Sequence[tuple[str, str]], template: str) -> None:
    """The files opened anew and their words beside those that were put in; in a PDF, where lines break, the letters without blanks."""
    try:
        docx.Document(io.BytesIO(one.docx))
        pikepdf.open(io.BytesIO(one.pdf)).close()
        word, printed = _flat(word_text(one.docx)), _bare(pdf_text(one.pdf))
    except Exception as error:  # noqa: BLE001 - whatever it is, the file does not open
        done.unopened.append(f"{template} {one.language}: {type(error).__name__}")
        return
    for name, value in wanted:
        if name.endswith(".ru") and one.language != "ru":
            continue
        if _flat(value) in word and (_SHAPED.search(value) or _bare(value) in printed):
            done.kept += 1
        else:
            done.lost.append(f"{template} {name} {one.language} {'word' if _flat(value) not in word else 'pdf'} {value[:80]!r}")
    done.ran += [sign for sign in ("root:x:", "uid=", "/bin/bash") if sign in word]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    return "".join(one for one in text if not one.isspace() and one not in "-\N{SOFT HYPHEN}\x02\ufffe")


def _csv(path: Path, told: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([("№", "Мән"), *((at, line(clean(one))) for at, one in enumerate(told))])


ALONE = {"until"}
"""Fields of which a letter says only when it is written whether their value is one."""
NAMES = {"signatory", "addressee", "person", "question"}
"""Fields whose value is taken apart and put together anew: a name with initials made and endings added; or that only points to something."""
_BOTH = {"kk": "мәселе", "ru": "вопрос"}


def _named(key: str) -> Put:
    return lambda data, value: data.update({key: value})


def _in_both(key: str) -> Put:
    return lambda data, value: data.update({key: {"kk": value, "ru": value}})


def _inner(key: str, *names: str) -> Put:
    return lambda data, value: data.update({key: {**data[key], **dict.fromkeys(names, value)}})


_EVERYWHERE: dict[str, Put] = {
    "number": _named("number"),
    "email": _inner("ministry", "email"),
    "telephone": _inner("ministry", "phone"),
    "address": _inner("ministry", "address"),
    "rank": _inner("signatory", "rank"),
    "signatory": _inner("signatory", "kk", "ru"),
    "post": lambda data, value: data["signatory"].update(post={"kk": value, "ru": value}),
}
_WRITTEN: dict[str, Put] = {
    "addressee": lambda data, value: data["addressee"].insert(0, {"kk": value, "ru": value, "gender": "f"}),
    "executor": _inner("executor", "kk", "ru"),
    "phone": _inner("executor", "phone"),
    "ministry": lambda data, value: data["ministry"].update({"code": "", "kk": value, "ru": value}),
}
FIELDS: dict[str, dict[str, Put]] = {
    "reply": {
        **_WRITTEN,
        "annex title": lambda data, value: data["annex"][0].update(title=value),
        "question": lambda data, value: data["answer"][0].update(question=value),
    },
    "acknowledgement": {**_WRITTEN, "text": _in_both("text")},
    "interim": {**_WRITTEN, "reason": _in_both("reason"), "until": _named("until")},
    "refusal": {**_WRITTEN, "basis": _in_both("basis"), "competent": _in_both("competent")},
    "forwarding": {**_WRITTEN, "to": _in_both("to")},
    "acting-order": {"person_post": _in_both("person_post"), "person": _in_both("person"), "place": _in_both("place")},
}
"""Fields of the data file by template, each with what puts a value there."""
_INQUIRY = """ҚАЗАҚСТАН РЕСПУБЛИКАСЫ
ПАРЛАМЕНТІНІҢ
МӘЖІЛІСІ

МАЖИЛИС
ПАРЛАМЕНТА
РЕСПУБЛИКИ КАЗАХСТАН

29 сентября 2023 года № ДС-3{number}

Министру здравоохранения
Республики Казахстан
Куандыкову А.Т.

ДЕПУТАТСКИЙ ЗАПРОС

О {title}

Просим ответить на следующий вопрос:

1. Какие меры приняты в этом направлении?

Депутат Мажилиса, {post}
С. Жумадилов{surname}
"""
