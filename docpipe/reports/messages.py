"""The words and sentences that people read, in Kazakh, Russian, English: gettext catalogues, read when something is shown.

`locale/*.po`: the context of an entry says what it is (`messages` the sentence of a finding by its code, `rules` why it is one), its id
is a code or a name of the record. The record itself is never translated.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.support import Translations

LANGUAGES = ("kk", "ru", "en")
_UNKNOWN = "ru"
_VARIABLES = ("DOCPIPE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class Words:
    """One language: `say` holds its words by name and, by context, tables of words (`say["kinds"]["letter"]`)."""

    language: str
    say: dict[str, Any]
    translations: Translations

    def counted(self, what: str, number: int) -> str:
        """So many of something, in the form that the number asks for.

        >>> words("ru").counted("errors", 3)
        '3 ошибки'
        """
        return self.translations.npgettext("counted", what, what, number).format(number)


def language(wanted: str | None = None, environ: Mapping[str, str] | None = None) -> str:
    """The language asked for; else that of the surroundings; Russian where they name none of the three.

    >>> language(None, {"LC_ALL": "kk_KZ.UTF-8", "LANG": "en_GB"}), language(None, {"LANG": "C.UTF-8"}), language("en", {})
    ('kk', 'ru', 'en')
    """
    given = os.environ if environ is None else environ
    told = wanted or next((given[name] for name in _VARIABLES if given.get(name)), "")
    code = told[:2].lower()
    return code if code in LANGUAGES and not told[2:3].isalpha() else _UNKNOWN


@cache
def words(language: str) -> Words:
    """The catalogue of a language."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations

    with files(__package__).joinpath(f"locale/{language}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    packed = io.BytesIO()
    write_mo(packed, catalog)
    packed.seek(0)
    return Words(language, _tables(catalog), Translations(packed))


def _tables(catalog: Catalog) -> dict[str, Any]:
    say: dict[str, Any] = {"language": catalog.locale_identifier}
    for message in catalog:
        if message.id and message.string and isinstance(message.id, str):
            table = say.setdefault(message.context, {}) if message.context else say
            table[message.id] = message.string
    return say
