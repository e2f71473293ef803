"""Blank spaCy pipelines for official writing, and a passage cut into words.

Built when first asked for and kept. The punctuation rules are our own and short: spaCy's stock ones take 0.2 s to compile, and
they split `И.о.`, `генерал-майор` and `Нұр-Сұлтан`. The norm of a word is its stem, so that a phrase matcher that is given one
form of a name finds it in every case and in capitals.
"""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import chain
from types import ModuleType
from typing import TYPE_CHECKING, Any

from docpipe.language.passage import Passage
from docpipe.model.lazy import lazy
from docpipe.model.text import Span
from docpipe.vocabulary import table

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_LONGEST = 1 << 30
_PREFIXES = (r"[^\w\s№]", r"№", r"_")
_SUFFIXES = (r"[^\w\s.]", r"\.{1,3}", r"_")
_INFIXES = (r"[^\w\s.'’–-]", r"(?<=\w)[–—](?=\w)", r"(?<=\w{3})\.(?=\w{2})", r"\.{2,3}", r"_")
_INITIALS = lazy(r"(?:[^\W\d_]\.){1,3}").fullmatch
_RUN = lazy(r"[«»\"(),;:!?\[\]]|[^\s*_#|\\«»\"(),;:!?\[\]]{1,64}")
"""spaCy's tokenizer takes time in the square of a run without blanks: runs are cut at signs, and where they are longer than this."""

_STEM_RU = lazy(
    r"(?<=\w{3})(?:иями|иях|иям|ием|ией|ьями|ого|его|ому|ему|ыми|ими|ами|ями|ах|ях|ов|ев|ей|ой|ою|ею|ую|юю|ая|яя|ое|ее|ые|ие|ый|ий|"
    r"ых|их|ым|им|ам|ям|ом|ем|ью|ия|ию|ии|а|я|у|ю|е|и|ы|о|ь|й)$"
)
_STEM_KK = lazy(
    r"(?<=\w{3})(?:н?ың|н?ің|дың|дің|тың|тің|(?<=[ыі])(?:на|не|нда|нде|нан|нен|мен|н)|(?<=[ыіаеәу])(?:ны|ні)|"
    r"(?<=[^ыіаеәу])(?:қа|ке|ға|ге|та|те|да|де|ты|ті|ды|ді|пен|бен))$"
)
_STEM_EN = lazy(r"(?<=\w{3})(?:['’]s?|s['’]?)$")


def stem(word: str, language: str) -> str:
    """The part of a word that its cases share, lower-case; rough, for comparing words with words only.

    >>> stem("Министерством", "ru") == stem("министерстве", "ru"), stem("министрлігінің", "kk")
    (True, 'министрлігі')
    """
    lower = word.lower()
    if language == "ru":
        return _STEM_RU.sub("", lower.replace("ё", "е"))
    return (_STEM_EN if language == "en" else _STEM_KK).sub("", lower)


@cache
def _load_spacy() -> None:
    """Import spaCy without its command line and its trained components, which take half of the time and are never called here.

    `spacy/__init__.py` imports them for their names alone; placeholders stand in their place during the import and are gone after it.
    """
    if "spacy" in sys.modules:
        return
    command_line, info, components = (ModuleType(f"spacy.{name}") for name in ("cli", "cli.info", "pipeline"))
    command_line.__path__ = []
    info.info = None  # type: ignore[attr-defined]
    components.__path__ = [f"{path}/pipeline" for path in find_spec("spacy").submodule_search_locations]  # type: ignore[union-attr]
    placeholders = {"spacy.cli": command_line, "spacy.cli.info": info, "spacy.pipeline": components}
    sys.modules.update(placeholders)
    try:
        import spacy  # noqa: F401
    finally:
        for name in placeholders:
            sys.modules.pop(name, None)


@cache
def pipeline(language: str) -> Language:
    """The blank pipeline of `kk`, `ru` or `en`; another language gets the Russian one.

    >>> [token.text for token in pipeline("kk").make_doc("Министрдің м.а. Б.С. Асановқа")]
    ['Министрдің', 'м.а.', 'Б.С.', 'Асановқа']
    """
    _load_spacy()
    return {"kk": _kazakh, "en": _english}.get(language, _russian)()


@cache
def tokenizer(language: str) -> Tokenizer:
    """What cuts a text into the same words as `pipeline(language)`; its words know their norms and little else, which is far quicker.

    >>> [token.norm_ for token in tokenizer("ru")("И.о. министра")]
    ['и.о.', 'министр']
    """
    _load_spacy()
    from spacy.attrs import IS_SPACE, NORM
    from spacy.vocab import Vocab

    return _cutter(Vocab(lex_attr_getters={NORM: lambda word: stem(word, language), IS_SPACE: str.isspace}), _exceptions(language))


def _exceptions(language: str) -> dict[str, Any]:
    from spacy.symbols import ORTH

    forms = {form for word in table("posts")["abbreviations"][language] for form in (word, word.capitalize(), word.upper())}
    return {form: [{ORTH: form}] for form in sorted(forms)}


def _defaults(base: type, language: str, **more: Any) -> type:
    """The base's defaults with our own short punctuation and stems for norms."""
    from spacy.attrs import LIKE_NUM, NORM

    like_number = {} if language == "en" else {LIKE_NUM: _like_number}
    getters = {**base.lex_attr_getters, **like_number, NORM: lambda word: stem(word, language)}  # type: ignore[attr-defined]
    attributes = {
        "prefixes": _PREFIXES, "suffixes": _SUFFIXES, "infixes": _INFIXES, "token_match": _INITIALS, "url_match": None,
        "tokenizer_exceptions": _exceptions(language), "lex_attr_getters": getters, **more,
    }  # fmt: skip
    return type(f"{language.capitalize()}OfficialDefaults", (base,), attributes)


def _like_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").isdigit() or text.lower() in _numerals()


def _built(kind: type[Language]) -> Language:
    """An instance made without spaCy's registry of configurations, which would take longer than all the rest."""
    from spacy.vocab import create_vocab

    vocab = create_vocab(kind.lang, kind.Defaults)
    return kind(vocab=vocab, create_tokenizer=lambda nlp: _cutter(nlp.vocab, nlp.Defaults.tokenizer_exceptions), max_length=_LONGEST)


def _cutter(vocab: Vocab, exceptions: dict[str, Any]) -> Tokenizer:
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    return Tokenizer(
        vocab,
        rules=exceptions,
        prefix_search=compile_prefix_regex(_PREFIXES).search,
        suffix_search=compile_suffix_regex(_SUFFIXES).search,
        infix_finditer=compile_infix_regex(_INFIXES).finditer,
        token_match=_INITIALS,
    )


@cache
def _numerals() -> frozenset[str]:
    return frozenset(word for words in table("posts")["numerals"].values() for word in words)


def _kazakh() -> Language:
    """Kazakh, which spaCy does not bring along: registered as `kk`, so that `spacy.blank("kk")` works as well."""
    from spacy.language import BaseDefaults, Language
    from spacy.util import registry

    kazakh = _kind("Kazakh", Language, _defaults(BaseDefaults, "kk", stop_words=set(table("posts")["stop_words"]["kk"])), lang="kk")
    registry.languages.register("kk", func=kazakh)
    return _built(kazakh)


def _russian() -> Language:
    from spacy.lang.ru import Russian

    return _built(_kind("OfficialRussian", Russian, _defaults(Russian.Defaults, "ru")))


def _english() -> Language:
    from spacy.lang.en import English

    return _built(_kind("OfficialEnglish", English, _defaults(English.Defaults, "en")))


def _kind(name: str, base: type[Language], defaults: type, **more: str) -> type[Language]:
    return type(name, (base,), {"Defaults": defaults, **more})


@dataclass(frozen=True, slots=True)
class Words:
    """A passage cut into words. `starts` and `ends` are packet offsets; `breaks[i]` counts the line breaks before word i."""

    texts: tuple[str, ...]
    starts: array[int]
    ends: array[int]
    breaks: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def span(self, first: int, end: int) -> Span:
        """The packet's span of the words `first` … `end`, `end` exclusive."""
        return Span(self.starts[first], self.ends[end - 1])


def words(passage: Passage) -> Words:
    r"""The words of a passage; blanks, line breaks and Markdown's emphasis part words and are no words.

    >>> words(Passage.of("**И.о. министра  \nАсанов**", "ru")).texts
    ('И.о.', 'министра', 'Асанов')
    """
    texts: list[str] = []
    starts, ends = array("l"), array("l")
    for run in _RUN.finditer(passage.folded, *passage.span):
        at = run.start()
        for word in _pieces(run[0], passage.language):
            texts.append(word)
            starts.append(at)
            at += len(word)
            ends.append(at)
    count = passage.folded.count
    breaks = tuple(count("\n", end, start) for end, start in zip(chain((passage.span.start,), ends), starts, strict=False))
    return Words(tuple(texts), starts, ends, breaks)


def as_doc(found: Words, language: str) -> Doc:
    """What spaCy knows about each of the words, which takes far more room than they."""
    from spacy.tokens import Doc

    return Doc(tokenizer(language).vocab, words=list(found.texts))


@lru_cache(maxsize=1 << 15)
def _pieces(run: str, language: str) -> tuple[str, ...]:
    """The words of a run without blanks; most runs of a text are seen again."""
    return (run,) if run.isalpha() else tuple(token.text for token in tokenizer(language)(run))
