"""The record: what docpipe says about one packet, as pydantic models and their JSON.

Every located thing carries `text` and `span` with `packet.text[span[0]:span[1]] == text`; on pages also `page` and one box a
line. Say what is printed; what is not there is null.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import to_json

SCHEMA = "docpipe/1"

Place = tuple[int, int]
Rectangle = tuple[float, float, float, float]
Language = Literal["kk", "ru", "en"]
DocumentKind = Literal["letter", "inquiry", "order", "annex", "press_release", "report", "other"]
Severity = Literal["error", "warning", "note"]
FindingKind = Literal["disagreement", "arithmetic", "authority", "legibility", "form", "text"]


class Value(BaseModel):
    """The ground of every value in the record: immutable, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Located(Value):
    """Something that stands at a place. `confidence` is 0–1 and never above the worst word under the span."""

    text: str
    span: Place
    page: int | None = None
    boxes: tuple[Rectangle, ...] = ()
    confidence: float = 1.0


class TextFact(Located):
    """A value that is a string: a number, a place, a title."""

    value: str


class DateValue(Located):
    """A single date, ISO 8601, as exact as the text."""

    value: str


class Organisation(Located):
    """A body, its name in the nominative."""

    name: str


class Person(Located):
    """A person named; or a post or a body alone where nobody is named."""

    surname: str | None = None
    given: str | None = None
    patronymic: str | None = None
    initials: str | None = None
    post: str | None = None
    rank: str | None = None
    organisation: str | None = None
    phone: str | None = None
    email: str | None = None
    address_list: bool = False


class Signatory(Person):
    """Who signs. `acting` where the post is held for another; `signed_by` tells by hand or by electronic signature."""

    acting: bool = False
    signed_by: Literal["hand", "eds"] | None = None


class Registration(Located):
    """A number and a date under which somebody registered the document."""

    role: Literal["outgoing", "incoming", "state", "joint"]
    number: str | None = None
    date: str | None = None
    body: str | None = None


class ReplyReference(Located):
    """The letter that this one answers, adds to, replaces."""

    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    relation: Literal["reply", "by_instruction", "in_addition", "replaces", "corrects", "repeats"] = "reply"


class ReplyDue(Value):
    """When the answer is due, counted from `from`, by which rule of the vocabulary."""

    date: str | None
    from_: Annotated[str | None, Field(alias="from")] = None
    rule: str


class Question(Located):
    """One thing that an inquiry asks."""

    number: str | None = None


class Enclosure(Located):
    """What is enclosed: sheets, copies, and the items by name."""

    sheets: int | None = None
    copies: int | None = None
    items: tuple[str, ...] = ()


class Resolution(Located):
    """A machine-written resolution: who lays what on whom, the first executor being the main one."""

    author: str | None = None
    executors: tuple[str, ...] = ()
    due: str | None = None


class Mark(Located):
    """A stamp or a line that is no text of the letter: control, eds, restricted, secret, draft, true_copy, urgent."""

    kind: Literal["control", "eds", "restricted", "secret", "draft", "true_copy", "urgent"]


class Assignment(Located):
    """Acting duties laid on someone, `from` … `to` inclusive, null where open."""

    person: Person
    person_post: str | None = None
    rank: str | None = None
    acting_for: str | None = None
    organisation: str | None = None
    from_: Annotated[str | None, Field(alias="from")] = None
    to: str | None = None
    to_inclusive: bool | None = True
    reason: str | None = None
    order_number: str | None = None
    order_date: str | None = None


class DateFact(Located):
    """A date (`value`) or a period (`from`, `to`, either end open); all are null for a day of a month whose year nothing tells."""

    value: str | None = None
    from_: Annotated[str | None, Field(alias="from")] = None
    to: str | None = None
    granularity: Literal["day", "month", "year", "period"]
    relative: bool = False


class Period(Value):
    """When a figure holds."""

    from_: Annotated[str | None, Field(alias="from")] = None
    to: str | None = None


class Change(Value):
    """What a figure changed from, to, and against what."""

    direction: Literal["up", "down"]
    from_: Annotated[float | None, Field(alias="from")] = None
    to: float | None = None
    versus: str | None = None


class Statistic(Located):
    """A figure that says how much or how many; `step` is its rounding as printed (0.1 for `7,9 %`, 10**8 for `2,6 млрд`)."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = "count"
    counted: str | None = None
    label: str | None = None
    qualifier: Literal["exact", "over", "under", "about", "almost", "at_least", "up_to"] = "exact"
    step: float = 1.0
    period: Period | None = None
    region: str | None = None
    change: Change | None = None
    part_of: int | None = None


class Reference(Located):
    """A law, code, order, plan, instruction that the document names."""

    kind: str
    title: str | None = None
    number: str | None = None
    registry_number: str | None = None
    date: str | None = None
    article: str | None = None
    issuer: str | None = None


class Document(Value):
    """One document of the packet."""

    id: str
    source: int
    kind: DocumentKind
    genre: str | None = None
    language: Language
    span: Place
    pages: tuple[int, int] | None = None
    counterpart: str | None = None
    annex_to: str | None = None
    issuer: Organisation | None = None
    number: TextFact | None = None
    date: DateValue | None = None
    registrations: tuple[Registration, ...] = ()
    place: TextFact | None = None
    title: TextFact | None = None
    addressees: tuple[Person, ...] = ()
    copies_to: tuple[Person, ...] = ()
    salutation: tuple[Person, ...] = ()
    in_reply_to: tuple[ReplyReference, ...] = ()
    due_stated: TextFact | None = None
    reply_due: ReplyDue | None = None
    questions: tuple[Question, ...] = ()
    enclosure: Enclosure | None = None
    signatory: Signatory | None = None
    signatories: tuple[Signatory, ...] = ()
    executor: Person | None = None
    resolutions: tuple[Resolution, ...] = ()
    marks: tuple[Mark, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    dates: tuple[DateFact, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    references: tuple[Reference, ...] = ()
    people: tuple[Person, ...] = ()


class Source(Value):
    """One file of the packet; `partial` where pages of it could not be read: `unread_pages` numbers them."""

    name: str
    sha256: str
    bytes: int
    media_type: str
    pages: int | None = None
    state: Literal["done", "partial"] = "done"
    unread_pages: tuple[int, ...] = ()


class Repair(Value):
    """One step of mending: `text[span] == after`; putting every `before` back, last first, gives the text before."""

    span: Place
    before: str
    after: str
    rule: str


class Where(Value):
    """One place that a finding points at."""

    document: str | None
    span: Place
    page: int | None = None
    boxes: tuple[Rectangle, ...] = ()


class Finding(Value):
    """What a clerk should look at. The sentence is rendered from `code` and `values` when it is shown."""

    code: str
    kind: FindingKind
    severity: Severity
    where: tuple[Where, ...]
    values: tuple[str | float | int | None, ...] = ()


class Packet(Value):
    """The record of one packet."""

    schema_: Annotated[str, Field(alias="schema"), BeforeValidator(str)] = SCHEMA
    sources: tuple[Source, ...]
    versions: dict[str, str]
    text: str
    repairs: tuple[Repair, ...] = ()
    documents: tuple[Document, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> str:
        """The record as JSON: the same record gives the same bytes."""
        return b"".join(self.json_pieces()).decode()

    def json_pieces(self) -> Iterator[bytes]:
        """The JSON as it is written, fact by fact: that of a long scan need not be in the memory as a whole."""
        return _pieces(self, b"\n")


def _pieces(value: object, margin: bytes) -> Iterator[bytes]:
    inner, before = margin + b"  ", b""
    if isinstance(value, Packet | Document):
        for name, field in type(value).model_fields.items():
            yield b'%b%b"%b": ' % (before or b"{", inner, (field.alias or name).encode())
            yield from _pieces(getattr(value, name), inner)
            before = b","
        yield margin + b"}"
    elif isinstance(value, tuple) and value and isinstance(value[0], Value):
        for item in value:
            yield (before or b"[") + inner
            yield from _pieces(item, inner)
            before = b","
        yield margin + b"]"
    else:
        yield to_json(value, by_alias=True, indent=2, inf_nan_mode="null").replace(b"\n", margin)
