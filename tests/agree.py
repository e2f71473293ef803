"""Does a record say what was expected of it? Counts of right, missing and wrong facts, each with a line that a person can read.

The expected record is written by hand (`samples/*/expected.json`): values stand bare where the record has a located fact, `…_also`
and `also` hold other right answers, what is `optional` counts neither way. Documents are paired in order.
"""

from __future__ import annotations

import difflib
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Fact = dict[str, Any]
Equal = Callable[[Fact, Fact], bool]

PLAIN = ("number", "date", "place", "title")
PEOPLE = ("addressees", "salutation", "copies_to", "signatories")
ROLES = ("signatory", "executor")
HEADER = ("documents", *PLAIN, "issuer", "enclosure", "in_reply_to", *PEOPLE, *ROLES, "due_stated", "registrations", "questions", "marks")
"""The fields of a letter's head and tail."""


@dataclass(slots=True)
class Agreement:
    """What agrees, field by field."""

    right: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def tally(self, name: str, pairs: int, missing: list[str], wrong: list[str]) -> None:
        """Count one field of one document."""
        self.right[name] = self.right.get(name, 0) + pairs
        self.missing += [f"{name}: {line}" for line in missing]
        self.wrong += [f"{name}: {line}" for line in wrong]

    def faults(self, *names: str) -> list[str]:
        """What is missing or wrong in these fields, all fields where none is named."""
        lines = [f"missing {line}" for line in self.missing] + [f"wrong {line}" for line in self.wrong]
        return [line for line in lines if not names or line.split(" ", 1)[1].split(":")[0].split(".")[0] in names]

    def f1(self, name: str) -> float:
        """Harmonic mean of precision and recall of one field, 1.0 where nothing is expected and nothing found."""
        faults = len(self.faults(name))
        right = self.right.get(name, 0)
        return 2 * right / (2 * right + faults) if right or faults else 1.0


def compare(expected: Fact, record: Fact) -> Agreement:
    """How far `record` (as `docpipe extract` prints it) says what `expected` does."""
    result = Agreement()
    wanted, got = expected["documents"], record["documents"]
    if _kinds(wanted) != _kinds(got):
        result.tally("documents", 0, [_kinds(wanted)], [_kinds(got)])
        return result
    result.tally("documents", len(wanted), [], [])
    for want, have in zip(wanted, got, strict=True):
        _document(result, want, have)
        _links(result, want, have, [one["id"] for one in got])
    return result


def _kinds(documents: list[Fact]) -> str:
    return ", ".join(f"{one['kind']} {one['language']}" for one in documents)


def _document(result: Agreement, want: Fact, have: Fact) -> None:
    for name in PLAIN:
        _one(result, name, choices(want, name), bare(have.get(name)))
    issuer = want["issuer"]
    _one(result, "issuer", choices(issuer, "name") if issuer else [None], (have.get("issuer") or {}).get("name"))
    _one(result, "enclosure", [(want["enclosure"] or {}).get("sheets")], (have.get("enclosure") or {}).get("sheets"))
    if "due_stated" in want:
        _one(result, "due_stated", [want["due_stated"]["value"]], bare(have.get("due_stated")))
    for name in PEOPLE:
        if name in want:
            _many(result, name, want[name], have[name], same_person)
    for name in ROLES:
        _many(result, name, [want[name]] if want[name] else [], [have[name]] if have[name] else [], same_person)
    for name, equal in LISTS.items():
        if name in want:
            _many(result, name, want[name], have[name], equal)
    if "statistics" in want:
        _statistics(result, want["statistics"], have["statistics"])


def _links(result: Agreement, want: Fact, have: Fact, ids: list[str]) -> None:
    for name in ("counterpart", "annex_to"):
        if want.get(name) is not None:
            _one(result, name, [ids[want[name]]], have.get(name))


def _one(result: Agreement, name: str, accepted: list[Any], got: Any) -> None:
    if got in (None, "") and accepted[0] in (None, ""):
        return
    if any(key(value) == key(got) for value in accepted if value is not None):
        result.tally(name, 1, [], [])
    else:
        result.tally(name, 0, [f"{accepted[0]}"] if accepted[0] else [], [f"{got}"] if got else [])


def _many(result: Agreement, name: str, want: list[Fact], have: list[Fact], equal: Equal) -> None:
    free, pairs, missing = list(have), 0, []
    for fact in want:
        hit = next((one for one in free if equal(fact, one)), None)
        if hit is not None:
            free.remove(hit)
            pairs += not fact.get("optional")
        elif not fact.get("optional"):
            missing.append(brief(fact))
    forgiven = [key(fact.get("text")) for fact in want if fact.get("optional")]
    result.tally(
        name,
        pairs,
        missing,
        [brief(one) for one in free if not any(key(one.get("text")) and key(one.get("text")) in text for text in forgiven)],
    )


# ---------------------------------------------------------------- figures
def _statistics(result: Agreement, want: list[Fact], have: list[Fact]) -> None:
    """Figures are paired by amount and quotation, in order; each attribute of a pair is counted apart."""
    pairs = _paired(want, have)
    lost = [brief(fact) for index, fact in enumerate(want) if index not in pairs and not fact.get("optional")]
    forgiven = [key(fact["text"]) for fact in want if fact.get("optional")]
    extra = [fact for index, fact in enumerate(have) if index not in pairs.values()]
    false = [brief(fact) for fact in extra if not any(key(fact["text"]) in text or text in key(fact["text"]) for text in forgiven)]
    required = {one: other for one, other in pairs.items() if not want[one].get("optional")}
    result.tally("statistics", len(required), lost, false)
    for one, other in required.items():
        for name, (expected, got, equal) in _attributes(want[one], have[other], pairs).items():
            line = f"{want[one]['text']}: expected {expected}, got {got}"
            result.tally(f"statistics.{name}", equal, [], [] if equal else [line])


def _paired(want: list[Fact], have: list[Fact]) -> dict[int, int]:
    free, pairs = list(range(len(have))), {}
    for index, fact in enumerate(want):
        hit = next((other for other in free if same_amount(fact, have[other]) and within(fact, have[other])), None)
        if hit is not None:
            pairs[index] = hit
            free.remove(hit)
    return pairs


def _attributes(want: Fact, have: Fact, pairs: dict[int, int]) -> dict[str, tuple[Any, Any, bool]]:
    """What a figure says beside its value: expected, got, and whether they agree."""
    whole = [None if one is None else pairs.get(one, -1) for one in choices(want, "part_of")]
    got_whole = have.get("part_of")
    said = {name: (want[name], have[name], _one_of(want, have, name)) for name in ("unit", "qualifier")}
    if want.get("counted"):
        said["counted"] = (want["counted"], have["counted"], _one_of(want, have, "counted"))
    held = [_period(one) for one in choices(want, "period")]
    said["period"] = (want["period"], have["period"], _period(have["period"]) in held)
    region = any(_same_region(one, have["region"]) for one in choices(want, "region"))
    said["region"] = (want["region"], have["region"], region)
    said["part_of"] = (whole, got_whole, got_whole in whole)
    if not want.get("change_optional"):
        said["change"] = (want["change"], have["change"], same_change(want["change"], have["change"]))
    return said


def _one_of(want: Fact, have: Fact, name: str) -> bool:
    return key(have[name]) in [key(one) for one in choices(want, name)]


def _period(period: Fact | None) -> tuple[str | None, str | None] | None:
    return days(period) if period else None


def _same_region(one: str | None, other: str | None) -> bool:
    return one == other if one is None or other is None else alike(one, other, 0.8)


def same_amount(want: Fact, have: Fact) -> bool:
    """Equal values, or a range with the same ends."""
    if want["value"] is None:
        return (want["low"], want["high"]) == (have["low"], have["high"])
    return have["value"] in choices(want, "value")


def within(want: Fact, have: Fact) -> bool:
    """One quotation holds the other, and what was found is not much longer than what was read."""
    one, other = key(want["text"]), key(have["text"])
    return (one in other or other in one) and len(other) <= 2 * len(one) + 40


def same_change(want: Fact | None, have: Fact | None) -> bool:
    """The same direction, and the ends that are expected."""
    if not want or not have:
        return not want and not have
    ends = [name for name in ("from", "to") if want.get(name) is not None]
    return want["direction"] == have["direction"] and all(want[name] == have[name] for name in ends)


def arithmetic(expected: Fact, record: Fact) -> Agreement:
    """The findings about figures: each expected one is found once, at its quotations, with what is printed and what is right."""
    result, free, text = Agreement(), [one for one in record["findings"] if one["kind"] == "arithmetic"], record["text"]
    lost, pairs = [], 0
    for want in [one for one in expected["findings"] if one["kind"] == "arithmetic"]:
        hit = next((one for one in free if want["values"][:2] == one["values"][:2] and _quoted(want, one, text)), None)
        if hit is not None:
            free.remove(hit)
            pairs += 1
        elif not want.get("optional"):
            lost.append(f"{want['values']} {want['quotes']}")
    result.tally("findings", pairs, lost, [f"{one['code']} {one['values']}" for one in free])
    return result


def _quoted(want: Fact, have: Fact, text: str) -> bool:
    said = [key(text[slice(*place["span"])]) for place in have["where"]]
    return any(key(quote) in one or (one and one in key(quote)) for quote in want["quotes"] for one in said)


# ---------------------------------------------------------------- equality
def key(value: object) -> str:
    """Letters and digits only, in lower case, ё as е."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value)).lower().replace("ё", "е")
    return "".join(letter for letter in text if letter.isalnum() or letter == "%")


def alike(one: object, other: object, least: float = 0.85) -> bool:
    """True where two strings share most of their letters in the same order."""
    return key(one) == key(other) or difflib.SequenceMatcher(None, key(one), key(other), autojunk=False).ratio() >= least


def bare(value: Any) -> Any:
    """The value of a located fact."""
    return value.get("value") if isinstance(value, dict) else value


def brief(fact: Fact) -> str:
    """A fact in one line."""
    names = ("text", "value", "from", "to", "surname", "given", "post", "organisation", "number", "date", "title", "kind", "role")
    return ", ".join(f"{name}={fact[name]}" for name in names if fact.get(name))


def choices(fact: Fact, name: str) -> list[Any]:
    """The expected value and the others that are right as well."""
    return [fact.get(name), *(fact.get(f"{name}_also") or [])]


def same_person(want: Fact, have: Fact) -> bool:
    """Equal surname and initials that do not contradict; without a surname the given names, else the post or the body."""
    if key(want.get("surname")) != key(have.get("surname")):
        return False
    if want.get("surname"):
        one, other = (key(p.get("initials")) or key(p.get("given"))[:1] + key(p.get("patronymic"))[:1] for p in (want, have))
        return one.startswith(other) or other.startswith(one)
    if want.get("given"):
        return key(want["given"]) == key(have.get("given")) and key(want["patronymic"]) == key(have.get("patronymic"))
    return any(alike(want[name], have.get(name)) for name in ("organisation", "post") if want.get(name))


def same_reply(want: Fact, have: Fact) -> bool:
    """Equal number, date and, where it is expected, relation."""
    return all(
        key(want.get(name)) == key(have.get(name)) for name in ("number", "date", "relation") if name != "relation" or want.get(name)
    )


def same_assignment(want: Fact, have: Fact) -> bool:
    """The same person, from and to the same day, for the same post, by the same order."""
    exact = all(want[name] == have.get(name) for name in ("from", "to", "order_number", "order_date"))
    near = all(alike(want[name], have.get(name), 0.7) for name in ("person_post", "acting_for", "rank", "reason") if want.get(name))
    return exact and near and same_person(want["person"], have["person"])


def same_date(want: Fact, have: Fact) -> bool:
    """The same days, and the same place: one quotation holds the other."""
    one, other = key(want.get("text")), key(have.get("text"))
    return (one in other or other in one) and any(days(value) == days(have) for value in [want, *(want.get("also") or [])])


def days(fact: Fact) -> tuple[str | None, str | None]:
    """First and last day of a date or a period."""
    first, last = (fact["value"],) * 2 if fact.get("value") else (fact.get("from"), fact.get("to"))
    return _edge(first, last=False), _edge(last, last=True)


def _edge(date: str | None, *, last: bool) -> str | None:
    if date is None or len(date) == 10:
        return date
    if len(date) == 4:
        return f"{date}-12-31" if last else f"{date}-01-01"
    return f"{date}-{monthrange(int(date[:4]), int(date[5:]))[1]:02}" if last else f"{date}-01"


def same_reference(want: Fact, have: Fact) -> bool:
    """Equal numbers; else equal articles and titles alike; else the quotations."""
    if want.get("number") and have.get("number"):
        return key(want["number"]) == key(have["number"])
    if want.get("article") and have.get("article") and key(want["article"]) != key(have["article"]):
        return False
    if want.get("title") and have.get("title"):
        return alike(want["title"], have["title"], 0.7)
    return alike(want.get("text"), have.get("text"), 0.75)


LISTS: dict[str, Equal] = {
    "in_reply_to": same_reply,
    "registrations": lambda want, have: want["role"] == have["role"] and key(want["number"]) == key(have["number"]),
    "questions": lambda want, have: alike(want["text"], have["text"], 0.9),
    "marks": lambda want, have: want["kind"] == have["kind"],
    "assignments": same_assignment,
    "dates": same_date,
    "references": same_reference,
    "people": same_person,
}
