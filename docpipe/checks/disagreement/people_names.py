"""Two persons held against each other, name part by name part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from docpipe.checks.disagreement.differ import differ
from docpipe.language import correspondence
from docpipe.language.names import is_initials
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.checks.disagreement.differ import Value
    from docpipe.language.correspondence import Relation, Role
    from docpipe.model import record

_TOKEN = lazy(r"[^\W\d_]+(?:-[^\W\d_]+){0,2}")
_RUSSIAN_ENDING = lazy(r"(?:ого|ому|его|ему|ым|им|ом|ем|ой|ою|ей|ую|ых|а|у|е|ы|и|я|ю)$")
_KAZAKH_ENDING = lazy(r"(?:[ғқгк][ае]|[ндт][ыі]ң|[ндт][ыі]|[дт]а|[дт]е|[днт][ае]н|[мбп]ен|н[ае]|н)$")
_AFTER_STEM = ("", "а", "я", "й", "ь")


@dataclass(frozen=True, slots=True)
class Named:
    """A person where a document names them."""

    document: record.Document
    person: record.Person

    @property
    def place(self) -> tuple[record.Document, tuple[int, int]]:
        """Where a finding points."""
        return self.document, self.person.span

    @property
    def language(self) -> str:
        """The document's."""
        return self.document.language

    @property
    def letters(self) -> str | None:
        """The initials, printed or of the given name and patronymic."""
        person = self.person
        if person.initials:
            return person.initials
        return "".join(f"{part[0]}." for part in (person.given, person.patronymic) if part) if person.given else None


def differences(one: Named, other: Named) -> Iterator[record.Finding]:
    """What two versions print differently of one person; `one` is the Kazakh one. Nothing where a language cannot be compared."""
    if {one.language, other.language} - {"kk", "ru"}:
        return
    person, partner = one.person, other.person
    relation = surnames(one, other)
    if relation in ("slip", "other"):
        yield found("surname-differs", "error", (one, other), "surname")
        if relation == "other":
            return
    elif relation == "form":
        yield differ("name-form-differs", "warning", [one.place, other.place], [person.surname, partner.surname])
    yield from first_names(one, other)


def first_names(one: Named, other: Named) -> Iterator[record.Finding]:
    """What differs of the given name, the patronymic, the initials."""
    person, partner = one.person, other.person
    within = one.language == other.language
    if person.given and partner.given:
        if not _same_given(one, other):
            yield found("given-differs", "error", (one, other), "given")
        if person.patronymic and partner.patronymic:
            relation = correspondence.patronymic(person.patronymic, partner.patronymic, within=within)
            if relation in ("slip", "other"):
                yield found("patronymic-differs", "error", (one, other), "patronymic")
    elif (ours := one.letters) and (theirs := other.letters):
        relation = correspondence.initials(ours, theirs, within=within)
        printed = bool(person.initials and partner.initials)
        if relation != "same" and (printed or relation != "form"):
            yield differ("initials-differ", "note", [one.place, other.place], [ours, theirs, person.surname or partner.surname])


def found(code: str, severity: record.Severity, sides: tuple[Named, Named], part: Role, likelier: str | None = None) -> record.Finding:
    """A finding about one part of a name: both values, the likelier spelling where one stands elsewhere too, what each would be in the other's language."""
    one, other = sides
    ours, theirs = getattr(one.person, part), getattr(other.person, part)
    values: list[Value] = [ours, theirs, *([likelier, "elsewhere"] if likelier else [])]
    if {one.language, other.language} == {"kk", "ru"}:
        values.append(correspondence.into(theirs, one.language, of=ours, role=part))
        values.append(correspondence.into(ours, other.language, of=theirs, role=part))
    return differ(code, severity, [one.place, other.place], values)


def surnames(one: Named, other: Named) -> Relation | None:
    """How the surnames of two persons are related, whatever case they are printed in; None where one has none or another part was taken for it."""
    ours, theirs = one.person.surname, other.person.surname
    if not ours or not theirs:
        return None
    relation = correspondence.surname(ours, theirs, within=one.language == other.language)
    if relation != "same" and _read_apart(one, other):
        return "same"
    return None if relation == "other" and (_of_first_names(one, other) or _of_first_names(other, one)) else relation


def _of_first_names(one: Named, other: Named) -> bool:
    """Whether what one version takes for the surname is a first name in the other."""
    surname, person = one.person.surname or "", other.person
    kazakh = one.language == "kk"
    given, father = (((surname, part) if kazakh else (part, surname)) for part in (person.given or "", person.patronymic or ""))
    return bool(person.given and correspondence.given(*given) == "same") or bool(
        person.patronymic and correspondence.patronymic(*father) in ("same", "form")
    )


def _read_apart(one: Named, other: Named) -> bool:
    """Whether only the nominative was found wrongly: one surname may be what the other's printed words are a form of."""
    within = one.language == other.language
    mine, his = one.person.surname or "", other.person.surname or ""
    return any(
        correspondence.surname(mine, form, within=within) == "same" for form in _printed(other.person.text, his, other.language)
    ) or any(correspondence.surname(form, his, within=within) == "same" for form in _printed(one.person.text, mine, one.language))


@lru_cache(maxsize=4096)
def _printed(text: str, nominative: str, language: str) -> tuple[str, ...]:
    """The nominative and whatever else the printed words may be a form of."""
    ending = _KAZAKH_ENDING if language == "kk" else _RUSSIAN_ENDING
    forms = {nominative: None}
    for word in _TOKEN.findall(text):
        if is_initials(word + ".") and len(word) < 3:
            continue
        forms[word] = None
        low = word.lower()
        if (match := ending.search(low)) and match.start() > 1:
            forms |= dict.fromkeys(low[: match.start()] + after for after in (_AFTER_STEM if language == "ru" else ("",)))
    return tuple(forms)


def _same_given(one: Named, other: Named) -> bool:
    """Whether the given names are spellings of one, in whatever case they are printed."""
    within = one.language == other.language
    ours, theirs = one.person.given or "", other.person.given or ""
    if correspondence.given(ours, theirs, within=within) in ("same", "form"):
        return True
    mine, his = _printed(one.person.text, ours, one.language), _printed(other.person.text, theirs, other.language)
    return any(correspondence.given(ours, form, within=within) == "same" for form in his) or any(
        correspondence.given(form, theirs, within=within) == "same" for form in mine
    )


def agree(one: Named, other: Named) -> bool:
    """Whether nothing in the given names or initials speaks against one person, and at least one letter speaks for it."""
    ours, theirs = one.letters, other.letters
    within = one.language == other.language
    if not ours or not theirs or correspondence.initials(ours, theirs, within=within) not in ("same", "form"):
        return False
    return not any(finding.severity == "error" for finding in first_names(one, other))
