"""How a body's name is written: on one line, in the nominative, with the capitals of running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from docpipe.language import declension, kazakh
from docpipe.language.passage import Passage
from docpipe.language.pipelines import tokenizer
from docpipe.mentions.sight import sight
from docpipe.model.lazy import lazy
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from docpipe.mentions.sight import Sight
    from docpipe.model.text import Span

_BLANK = lazy(r"[\s*_#\\|]+")
_ADJECTIVE = lazy(r"[\w-]{3,}(?:ого|его|ому|ему|ой|ей|ую|ая|яя|ый|ий|ое|ее|ым|им|ом|ем)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body named at `span`: its `name` in the nominative, its `abbreviation` where one is printed, a `code` that all languages share."""

    span: Span
    name: str
    abbreviation: str | None
    code: str | None
    rule: str


def printed(passage: Passage, span: tuple[int, int]) -> str:
    """The words at `span` on one line, as printed.

    >>> from docpipe.language.passage import Passage
    >>> printed(Passage.of("**Комитет⏎по делам**".replace("⏎", chr(10)), "ru"), (0, 20))
    'Комитет по делам'
    """
    return _BLANK.sub(" ", passage.quote(span)).strip()


def nominative(text: str, language: str) -> str:
    """A body's name in the nominative: in Russian its adjectives and noun, in Kazakh its last word.

    >>> nominative("Генеральной прокуратуры Республики Казахстан", "ru"), nominative("Қаржы министрлігінің", "kk")
    ('Генеральная прокуратура Республики Казахстан', 'Қаржы министрлігі')
    """
    if language == "kk":
        return text if text.endswith(("»", '"')) else kazakh.nominative_phrase(text)
    if language != "ru":
        return text
    parts = text.split(" ")
    for index, word in enumerate(parts):
        found = _russian_noun(word)
        if found:
            noun = _as_printed(found, word)
            return " ".join([*(declension.agree(part, declension.gender(found)) for part in parts[:index]), noun, *parts[index + 1 :]])
        if not _ADJECTIVE.fullmatch(word) and word.lower() not in ("и", "-"):
            break
    return text


@cache
def _nouns() -> dict[str, str]:
    more = ("правительство", "парламент", "мажилис", "сенат", "ассамблея", "гвардия", "курултай", "генпрокуратура", "нацбанк", "минздрав")
    return {form: noun for noun in (*(row["ru"] for row in table("bodies")["head"]), *more) for form in declension.forms(noun)}


def _russian_noun(word: str) -> str | None:
    return _nouns().get(word.lower())


def _as_printed(noun: str, word: str) -> str:
    if word.isupper() and len(word) > 1:
        return noun.upper()
    return noun.capitalize() if word[:1].isupper() else noun


def _names_place(seen: Sight, at: int) -> bool:
    """The name before the noun of a district or a village: `Сайрам ауданы`, `Сайрамского района`."""
    following = seen.text(at + 1).lower()
    if seen.language == "kk":
        return following.startswith(("аудан", "ауыл")) and not following.startswith("ауылшар") and len(seen.low[at]) > 2
    behind = at > 0 and seen.low[at - 1] in ("района", "города", "села", "поселка", "аула", "области")
    return behind or (following.startswith("район") and seen.low[at].endswith(("ского", "цкого", "ский", "цкий", "скому")))


def restored(name: str, language: str) -> str:
    """A name in capitals with the letters that running text gives it; another name as it stands.

    >>> restored("КОМИТЕТ ПО ДЕЛАМ МОЛОДЕЖИ", "ru"), restored("ТАРАЗ ҚАЛАСЫНЫҢ ӘКІМДІГІ", "kk")
    ('Комитет по делам молодежи', 'Тараз қаласының әкімдігі')
    """
    letters = [char for char in name if char.isalpha()]
    if not letters or sum(char.isupper() for char in letters) < 0.9 * len(letters) or " " not in name:
        return name
    seen = sight(Passage.of(name, language))
    capitals = {at for at in range(len(seen)) if _begins(seen, at) or seen.low[at] in _proper(language) or _names_place(seen, at)}
    for first, hit in seen.known.items():
        model = _model(hit.row.get(language, ""), hit.end - first, language)
        capitals |= {first + k for k, capital in enumerate(model) if capital}
    pieces = list(name.lower())
    for at, (start, end) in enumerate(zip(seen.words.starts, seen.words.ends, strict=True)):
        if seen.text(at) in _keep(language) or seen.initials(at):
            pieces[start:end] = name[start:end]
        elif at in capitals:
            pieces[start:end] = (
                "-".join(part[:1].upper() + part[1:].lower() for part in name[start:end].split("-"))
                if seen.low[at] in _proper(language) or seen.low[at].startswith(("восточно-", "западно-", "северо-", "южно-"))
                else name[start] + name[start + 1 : end].lower()
            )
    return "".join(pieces)


def _begins(seen: Sight, at: int) -> bool:
    """Whether a name begins at the word: the first one, the first inside quotes, the one behind the country or a ministry."""
    before = seen.low[at - 1] if at else ""
    return (
        not before
        or before in ("«", '"', "имени", "им.")
        or (at > 0 and seen.initials(at - 1))
        or (seen.language == "kk" and before.startswith(("республикасы", "министрлігі")))
    )


def _model(name: str, length: int, language: str) -> list[bool]:
    """Which words of a known name have a capital, where it is as long as the printed one."""
    parts = [token.text[:1].isupper() for token in tokenizer(language)(name)]
    return parts if len(parts) == length else parts[-length:]


@cache
def _keep(language: str) -> frozenset[str]:
    country = table("regions")["country"]
    return frozenset((*table("bodies")["forms"].get(language, ()), *country.get(f"short_{language}", ())))


@cache
def _proper(language: str) -> frozenset[str]:
    """Lower-case forms of the words that keep a capital inside a name: country, regions, cities, chambers."""
    regions = table("regions")
    names = [regions["country"][language], *(row[language] for row in (*regions["region"], *regions["city"]))]
    words = {word.lower() for name in names for word in name.split() if word[0].isupper()}
    words |= {word.lower() for word in table("bodies")["capitals"].get(language, ())}
    if language != "ru":
        return frozenset(words)
    return frozenset(form for word in words for form in ({word} | set(declension.forms(word)) if len(word) > 3 else {word}))
