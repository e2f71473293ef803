"""People: another surname, given name, patronymic or initials in the other version, or somebody whom only one version names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.checks.disagreement.differ import differ
from docpipe.checks.disagreement.people_greeting import greetings
from docpipe.checks.disagreement.people_names import Named, agree, differences, first_names, found, surnames
from docpipe.checks.disagreement.people_roles import sides
from docpipe.checks.disagreement.people_text import Index, capitals, stands_in
from docpipe.language import correspondence
from docpipe.language.correspondence_letters import first_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from docpipe.bitext.versions import Versions
    from docpipe.checks.disagreement.people_roles import Side
    from docpipe.model import record

_MANY = 400
"""More pairs than these are not looked at one by one: in a long list names are found by their skeletons only."""
_MISSING: dict[str, tuple[str, record.Severity]] = {
    "addressee": ("addressee-missing", "error"),
    "copy": ("copy-missing", "warning"),
    "signatory": ("signatory-missing", "warning"),
    "assignee": ("assignee-missing", "warning"),
}


def find(pair: Versions) -> Iterator[record.Finding]:
    """What two versions say differently of the people they name."""
    if {pair.left.language, pair.right.language} != {"kk", "ru"}:
        return
    every = tuple(sides(pair.left, pair.right))
    if _strangers(every):
        return
    findings: list[record.Finding] = []
    for side in every:
        findings += [_weighed(finding, side, one, other) for one, other in side.pairs for finding in differences(one, other)]
        findings += _alone(pair, side)
    findings += _named_in_text(pair)
    yield from (_borne_out(finding, pair) for finding in findings)
    if not any(finding.severity == "error" for finding in findings):
        yield from greetings(pair.left)
        yield from greetings(pair.right)


def _weighed(finding: record.Finding, side: Side, one: Named, other: Named) -> record.Finding:
    """Each version may have an executor of its own: quite another name there is a warning."""
    another = side.role == "executor" and finding.code == "surname-differs" and not agree(one, other)
    return finding.model_copy(update={"severity": "warning"}) if another else finding


def _borne_out(finding: record.Finding, pair: Versions) -> record.Finding:
    """The finding with the likelier surname, where one version has the other's name too, in its own spelling."""
    if finding.code != "surname-differs" or "elsewhere" in finding.values:
        return finding
    ours, theirs = str(finding.values[0]), str(finding.values[1])
    left = [one for one in _surnames(pair.left) if correspondence.surname(one, theirs) == "same"]
    right = [one for one in _surnames(pair.right) if correspondence.surname(ours, one) == "same"]
    if bool(left) == bool(right):
        return finding
    return finding.model_copy(update={"values": (ours, theirs, (left or right)[0], "elsewhere", *finding.values[2:])})


def _surnames(document: record.Document) -> list[str]:
    return list(dict.fromkeys(one.surname for one in document.people if one.surname))


def _strangers(every: Sequence[Side]) -> bool:
    """Whether several people are paired and none of them has anything in common: then the documents are no versions of each other."""
    pairs = [both for side in every for both in side.pairs]
    return len(pairs) > 1 and not any(agree(*both) or surnames(*both) not in ("other", None) for both in pairs)


def _alone(pair: Versions, side: Side) -> Iterator[record.Finding]:
    """Those whom only one version names in a role, where the other names somebody in it and has the name nowhere."""
    if side.role not in _MISSING or not (side.pairs or (side.left and side.right)):
        return
    code, severity = _MISSING[side.role]
    for one, document in [*((one, pair.right) for one in side.left), *((one, pair.left) for one in side.right)]:
        words = capitals(pair.text[slice(*document.span)])
        if not stands_in(one.person.surname or "", words, kazakh=one.language == "kk"):
            printed = one.person.surname
            values = [printed, None] if one.document.id == pair.left.id else [None, printed]
            yield differ(code, severity, [one.place], values)


def _named_in_text(pair: Versions) -> Iterator[record.Finding]:
    """Everybody whom the documents name, wherever it is."""
    ours, theirs = _people(pair.left), _people(pair.right)
    partner = _partners(ours, theirs)
    for one, other in partner.items():
        yield from differences(ours[one], theirs[other])
    left = [at for at in range(len(ours)) if at not in partner]
    right = [at for at in range(len(theirs)) if at not in set(partner.values())]
    spelt = {k: ours[at].person.surname for at, k in partner.items()}
    back = {at: theirs[k].person.surname for at, k in partner.items()}
    near_left = _shelved(theirs)
    near_right = _shelved(ours)
    for at in left:
        yield from _misspelt([(ours[at], theirs[k], spelt.get(k)) for k in near_left(ours[at])])
        yield from _same_but_for_one([(ours[at], theirs[k]) for k in near_left(ours[at])])
    for at in right:
        yield from _misspelt([(ours[k], theirs[at], back.get(k)) for k in near_right(theirs[at])])
        yield from _same_but_for_one([(ours[k], theirs[at]) for k in near_right(theirs[at])])
    if left or right:
        yield from _by_paragraph(pair, ours, theirs, partner)


def _people(document: record.Document) -> list[Named]:
    return [Named(document, one) for one in document.people if one.surname]


def _partners(ours: Sequence[Named], theirs: Sequence[Named]) -> dict[int, int]:
    """Who of the right is who of the left, by spellings of one surname; of namesakes those whose initials agree."""
    shelves: dict[str, list[int]] = {}
    for k, other in enumerate(theirs):
        shelves.setdefault(correspondence.skeleton(other.person.surname or ""), []).append(k)
    found: dict[int, int] = {}
    taken: set[int] = set()

    def take(at: int, candidates: Iterable[int], *, sure: bool) -> None:
        free = (k for k in candidates if k not in taken and _one_person(ours[at], theirs[k], sure=sure))
        if at not in found and (k := next(free, None)) is not None:
            found[at] = k
            taken.add(k)

    for sure in (True, False):
        for at, one in enumerate(ours):
            take(at, shelves.get(correspondence.skeleton(one.person.surname or ""), ()), sure=sure)
    if (len(ours) - len(found)) * (len(theirs) - len(found)) <= _MANY:
        for sure in (True, False):
            for at in range(len(ours)):
                take(at, range(len(theirs)), sure=sure)
    return found


def _one_person(one: Named, other: Named, *, sure: bool) -> bool:
    if surnames(one, other) not in ("same", "form"):
        return False
    return agree(one, other) if sure else not (one.letters and other.letters)


def _shelved(people: Sequence[Named]) -> Callable[[Named], list[int]]:
    """Who of these people may be somebody misspelt: those whose given name begins with the same letter."""
    shelves: dict[str, list[int]] = {}
    for at, one in enumerate(people):
        for letter in _first_letters(one):
            shelves.setdefault(letter, []).append(at)

    def near(one: Named) -> list[int]:
        return sorted({at for letter in _first_letters(one) for at in shelves.get(letter, ())})

    return near


def _first_letters(one: Named) -> frozenset[str]:
    return first_letters(one.letters[0].lower()) if one.letters else frozenset()


def _misspelt(candidates: Sequence[tuple[Named, Named, str | None]]) -> Iterator[record.Finding]:
    """Somebody without a partner whose name is nearly that of one person in the other version, initials and all.

    Each candidate pair comes with the right spelling, where the misspelt version has it elsewhere.
    """
    near = [(one, other, spelt) for one, other, spelt in candidates if agree(one, other) and surnames(one, other) == "slip"]
    if len(near) == 1:
        one, other, spelt = near[0]
        yield found("surname-differs", "error", (one, other), "surname", spelt)


def _same_but_for_one(candidates: Sequence[tuple[Named, Named]]) -> Iterator[record.Finding]:
    """Of surname, given name and patronymic two the same and one not."""
    for one, other in candidates:
        names = (one.person.given, one.person.patronymic, other.person.given, other.person.patronymic)
        if all(names):
            findings = list(first_names(one, other))
            if surnames(one, other) in ("same", "form"):
                yield from findings if len(findings) == 1 else ()
            elif not findings and surnames(one, other) == "other":
                yield found("surname-differs", "error", (one, other), "surname")


def _by_paragraph(pair: Versions, ours: Sequence[Named], theirs: Sequence[Named], partner: dict[int, int]) -> Iterator[record.Finding]:
    """Paragraph by paragraph: one person only the left names there, one only the right."""
    left, right = Index(ours), Index(theirs)
    for bead in pair.beads:
        spans = pair.spans(bead)
        if spans[0] is None or spans[1] is None:
            continue
        mine = {at for at, _ in left.named(pair.text[slice(*spans[0])])}
        his = {at for at, _ in right.named(pair.text[slice(*spans[1])])}
        alone = [at for at in mine if partner.get(at) not in his]
        others = his - {partner[at] for at in mine if at in partner}
        if len(alone) == len(others) == 1:
            yield from _in_one_place(
                ours[alone[0]], theirs[next(iter(others))], known=alone[0] in partner and next(iter(others)) in partner.values()
            )


def _in_one_place(one: Named, other: Named, *, known: bool) -> Iterator[record.Finding]:
    """Two names at one place: an error where the initials agree too, a warning where not; nothing where both versions know both people."""
    relation = surnames(one, other)
    if known or relation is None:
        return
    if relation in ("slip", "other"):
        yield found("surname-differs", "error" if agree(one, other) else "warning", (one, other), "surname")
    elif one.person.given and other.person.given:
        yield from (finding for finding in first_names(one, other) if finding.code == "given-differs")
