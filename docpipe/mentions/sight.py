"""A passage cut into words, with everything in it that the vocabulary of posts, ranks, bodies and places knows.

The gazetteers are spaCy phrase matchers over stems, so that one form finds all; they are built once a language.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from docpipe.language import declension
from docpipe.language.pipelines import Words, as_doc, stem, tokenizer, words
from docpipe.model.lazy import lazy
from docpipe.model.patterns import compiled
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.matcher import PhraseMatcher

    from docpipe.language.passage import Passage

_MINISTRY = lazy(r"^Министерство (?:по )?|\s(?:министрлігі|агенттігі)$|^Ministry of ")
_CAPITAL = lazy(r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]")
_INITIALS = lazy(r"(?:[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]\.){1,3}(?:[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][\w-]*)?|[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]\.?")
_PATRONYMIC = lazy(
    r"\w{2,}(?:(?:ович|евич|ьич)(?:а|у|ем|ом|е)?|(?:овна|евна|ична)|(?:овн|евн|ичн)(?:ы|е|у|ой)|ұлы\w{0,5}|улы\w{0,3}|қызы\w{0,5}|кызы\w{0,3})",
    re.IGNORECASE,
)
_SURNAME = lazy(
    r"\w{2,}(?:[оеё]в|[иы]н|[оеё]ва|[иы]на)(?:а|у|ым|ой|е|ы|қа|ке|ға|ге|ға|тың|тің|ның|нің|ты|ті|ны|ні|пен|мен)?", re.IGNORECASE
)
_PLURAL_KK = r"(?:лар|лер|дар|дер|тар|тер)"
_CASE_KK = {
    "gen": "ның|нің|дың|дің|тың|тің", "dat": "ға|ге|қа|ке|на|не", "acc": "ны|ні|ды|ді|ты|ті|н", "loc": "нда|нде|да|де|та|те",
    "abl": "нан|нен|дан|ден|тан|тен", "ins": "мен|бен|пен",
}  # fmt: skip
_ENDING_KK = "|".join(f"(?P<{case}>{endings})" for case, endings in _CASE_KK.items())


class Known(NamedTuple):
    """One hit of the gazetteer: the word after its last, its kind (`body`, `domain`, `place`, `country`, `short`, …), its row."""

    end: int
    kind: str
    row: dict[str, Any]


class Head(NamedTuple):
    """A word that names an office, a rank or a body: its row, the nominative singular, and what the form says."""

    row: dict[str, Any]
    nominative: str
    case: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """The words of a passage and what is known about them. `known` by first word, `known_to` gives first words by the word after."""

    words: Words
    low: tuple[str, ...]
    language: str
    known: dict[int, Known]
    known_to: dict[int, int]

    def __len__(self) -> int:
        return len(self.low)

    def text(self, index: int) -> str:
        """The word as printed, or nothing beyond either end."""
        return self.words.texts[index] if 0 <= index < len(self.low) else ""

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital."""
        return bool(_CAPITAL.match(self.text(index)))

    def opens(self, index: int) -> bool:
        """Whether an opening quote stands here; a straight one opens where it touches the word behind it alone."""
        sign, starts, ends = self.text(index), self.words.starts, self.words.ends
        if sign != '"':
            return sign == "«"
        return (
            (index == 0 or ends[index - 1] < starts[index] or self.text(index - 1) == "(")
            and index + 1 < len(self)
            and starts[index + 1] == ends[index]
        )

    def parted(self, index: int, least: int = 2) -> bool:
        """Whether a paragraph (or `least` line breaks) begins before the word; True at both ends of the passage."""
        return not 0 < index < len(self.low) or self.words.breaks[index] >= least

    def initials(self, index: int) -> bool:
        """Whether a person's initials stand here, alone or glued to the surname."""
        text = self.text(index)
        return bool(_INITIALS.fullmatch(text)) and (len(text) > 1 or self.text(index + 1) == ".")

    def person(self, index: int) -> bool:
        """Whether a person's name begins at the word, by its shape alone: initials, a patronymic near, a surname's ending."""
        if self.initials(index):
            return True
        if not self.capital(index) or index in self.known:
            return False
        text = self.text(index)
        near = [self.text(index + k) for k in (1, 2) if self.capital(index + k)]
        if (near and self.initials(index + 1) and not text.isupper()) or any(_PATRONYMIC.fullmatch(word) for word in (text, *near)):
            return True
        return bool(_SURNAME.fullmatch(text)) and stem(text, self.language) not in name_stems(self.language)

    def full_name(self, index: int) -> bool:
        """Whether a capital word and a surname stand at the word: Ардак Кулбаев."""
        given = self.capital(index) and index not in self.known and not self.text(index).isupper()
        return given and self.capital(index + 1) and self.person(index + 1)


@lru_cache(maxsize=8)
def sight(passage: Passage) -> Sight:
    """What is known about the words of a passage; the last few passages are remembered."""
    found = words(passage)
    doc = as_doc(found, passage.language)
    known: dict[int, Known] = {}
    strings = doc.vocab.strings
    for matcher, rows, attribute in _matchers(passage.language):
        ids = doc.to_array(attribute) if found.texts else ()
        for kind, first, last in matcher(doc):
            hit = Known(last, strings[kind], rows[kind, *map(int, ids[first:last])])
            if (first not in known or known[first].end < last) and _believable(found.texts[first:last], hit, passage.language):
                known[first] = hit
    low = {text: text.lower() for text in found.texts}
    return Sight(
        found,
        tuple(map(low.__getitem__, found.texts)),
        passage.language,
        known,
        {known[first].end: first for first in sorted(known, reverse=True)},
    )


def _believable(texts: tuple[str, ...], hit: Known, language: str) -> bool:
    """A place is printed with a capital, and is no surname that begins like a city: Актаева."""
    if hit.kind != "place":
        return True
    name = hit.row.get(language, "")
    return bool(_CAPITAL.match(texts[0])) and (len(texts) > 1 or not _SURNAME.fullmatch(texts[0]) or bool(_SURNAME.fullmatch(name)))


def _named(language: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(kind, name, row) of everything that has a full name."""
    for row in table("bodies")["body"]:
        for name in (row[language], *row.get(f"{language}_also", ())):
            yield "body", name, row
        if language == "ru" and row["ru"].startswith("Агентство по "):
            yield "body", row["ru"].replace("Агентство", "Агентство Республики Казахстан"), row
        domain = _MINISTRY.sub("", row[language])
        if domain != row[language]:
            yield "domain", domain, row
    regions = table("regions")
    for row in (*regions["region"], *regions["city"]):
        for name in (row[language], *row.get(f"{language}_also", ())):
            yield "place", name, row
    yield "country", regions["country"][language], regions["country"]


def _printed(language: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(kind, abbreviation, row) of everything that is read only as it is printed."""
    for row in table("bodies")["body"]:
        for kind in ("short", "doubtful"):
            for short in row.get(f"{kind}_{language}", ()):
                yield kind, short, row
    country = table("regions")["country"]
    for short in country.get(f"short_{language}", ()):
        yield "country", short, country
    for form in table("bodies")["forms"].get(language, ()):
        yield "form", form, {}


@cache
def _matchers(language: str) -> tuple[tuple[PhraseMatcher, dict[tuple[int, ...], dict[str, Any]], int], ...]:
    """One matcher over stems, one over words as printed: each with the rows by the ids of their words, and what ids they are.

    The matchers' keys are the kinds: a key for each row would cost as much again to build.
    """
    from spacy.attrs import NORM, ORTH
    from spacy.matcher import PhraseMatcher

    tokens = tokenizer(language)
    built = []
    for attribute, named in ((NORM, _named), (ORTH, _printed)):
        matcher, rows, docs = PhraseMatcher(tokens.vocab, attr=attribute), {}, defaultdict(list)
        for kind, name, row in named(language):
            doc = tokens(name)
            rows[tokens.vocab.strings.add(kind), *(int(one) for one in doc.to_array(attribute))] = row
            docs[kind].append(doc)
        for kind in docs:
            matcher.add(kind, docs[kind])
        built.append((matcher, rows, attribute))
    return tuple(built)


@cache
def name_stems(language: str) -> frozenset[str]:
    """Stems of all words that stand in the names of bodies and places, and of the nouns that head them."""
    names = {word for _, name, _ in _named(language) for word in name.split()}
    heads = {word for row in table("bodies")["head"] for word in (row["kk"] if language == "kk" else [row["ru"]])}
    return frozenset(stem(word, language) for word in names | heads)


@cache
def russian_heads(name: str, key: str) -> dict[str, Head]:
    """Every form of the nouns of one table."""
    found: dict[str, Head] = {}
    for row in table(name)[key]:
        for form, (case, plural) in declension.forms(row["ru"], row.get("ru_oblique")).items():
            if form not in row.get("ru_not", ()):
                found.setdefault(form, Head(row, row["ru"], case, plural))
    return found


@cache
def _kazakh_heads(name: str, key: str) -> tuple[re.Pattern[str], dict[str, tuple[dict[str, Any], str]]]:
    """A pattern for every form of the nouns of one table, and (row, nominative possessed or bare) by the stem that it catches."""
    stems: dict[str, tuple[dict[str, Any], str]] = {}
    for row in table(name)[key]:
        bare, possessed = row.get("kk"), row.get("kk_of")
        for one in bare if isinstance(bare, list) else [bare]:
            if one and " " not in one:
                stems.setdefault(one, (row, possessed or one))
        if possessed:
            stems.setdefault(possessed, (row, possessed))
    longest = "|".join(sorted(map(re.escape, stems), key=len, reverse=True))
    return compiled(rf"(?P<stem>{longest})(?:(?P<many>{_PLURAL_KK})(?P<of>ы|і)?)?(?:{_ENDING_KK})?"), stems


def head(seen: Sight, index: int, name: str, key: str) -> Head | None:
    """The noun of table `name` (`posts`, `ranks`, `bodies`), rows `key`, that stands at the word, in whatever form."""
    if not 0 <= index < len(seen.low):
        return None
    if seen.language == "ru":
        return russian_heads(name, key).get(seen.low[index])
    return _kazakh_head(seen.low[index], name, key)


@lru_cache(maxsize=1 << 15)
def _kazakh_head(word: str, name: str, key: str) -> Head | None:
    pattern, stems = _kazakh_heads(name, key)
    match = pattern.fullmatch(word)
    if match is None:
        return None
    row, possessed = stems[match["stem"]]
    case = next((case for case in _CASE_KK if match[case]), "nom")
    nominative = possessed if match["of"] or match["stem"] == row.get("kk_of") else match["stem"]
    return Head(row, nominative, case, bool(match["many"]))
