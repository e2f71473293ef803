"""People of annotated documents: ours beside Natasha's, one scorer for both.

    python -m bench.people --gold GOLD/ --texts TEXTS/ --score SCORE.py

Natasha is optional (`pip install '.[bench]'`). Both are given the same text, less Markdown's signs; each names a person once a
document. Natasha's names are normalised by its own morphology, its facts give surname, given name and patronymic.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import inspect
import json
from collections import namedtuple
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.dates import Document, load, plain, spans
from docpipe.language.passage import Passage
from docpipe.mentions import people, posts
from docpipe.model.text import Span


def ours(text: str, span: Span, language: str) -> list[Document]:
    """What docpipe finds in one document."""
    passage = Passage.of(text, language).within(*span)
    found = people.merge([one for one in people.find(passage, posts.find(passage)) if not one.eponym])
    return [{"surname": one.surname, "given": one.given, "patronymic": one.patronymic, "initials": one.initials} for one in found]


@cache
def _natasha() -> tuple[Any, ...]:
    if not hasattr(inspect, "getargspec"):  # pymorphy2, which Natasha needs, asks for what Python 3.11 no longer has
        spec = namedtuple("spec", "args varargs keywords defaults")  # noqa: PYI024
        inspect.getargspec = lambda function: spec(*inspect.getfullargspec(function)[:4])  # type: ignore[attr-defined]
    natasha = importlib.import_module("natasha")

    vocabulary, embedding = natasha.MorphVocab(), natasha.NewsEmbedding()
    return natasha, vocabulary, natasha.NewsNERTagger(embedding), natasha.NewsMorphTagger(embedding), natasha.NamesExtractor(vocabulary)


def natasha_people(text: str, span: Span, language: str) -> list[Document]:
    """What Natasha finds in one document."""
    del language
    natasha, vocabulary, tagger, morphology, names = _natasha()
    document = natasha.Doc(text[span.start : span.end])
    document.segment(natasha.Segmenter())
    document.tag_morph(morphology)
    document.tag_ner(tagger)
    found: dict[tuple[str | None, ...], Document] = {}
    for one in document.spans:
        if one.type == natasha.PER:
            one.normalize(vocabulary)
            one.extract_fact(names)
            fact = one.fact.as_dict if one.fact else {"last": one.normal}
            found.setdefault(
                (fact.get("last"), fact.get("first")),
                {"surname": fact.get("last"), "given": fact.get("first"), "patronymic": fact.get("middle"), "initials": None},
            )
    return list(found.values())


def run(system: Any, gold_folder: Path, texts: Path, score: ModuleType) -> Any:
    """The scorer's tally of one system over all annotated texts."""
    tally = score.Tally()
    for path in sorted(gold_folder.glob("[0-9]*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = gold.get("text_repaired") or plain(next(texts.glob(f"{path.stem}_*.txt")).read_text("utf-8"))
        for span, document in spans(text, gold["documents"]):
            score.match_sets(
                document.get("people") or [], system(text, span, document["language"]), score.person_equal, "people", tally, path.stem
            )
    return tally


def main() -> None:
    """Print a table: precision, recall and F1 of each system."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "texts", "score"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    score = load(given.score)
    print(f"{'system':12}{'right':>7}{'missed':>8}{'false':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for name, system in {"docpipe": ours, "natasha": natasha_people}.items():
        if name == "natasha" and importlib.util.find_spec("natasha") is None:
            print(f"{name:12}not installed: pip install '.[bench]'")
            continue
        right, missed, false = run(system, given.gold, given.texts, score).rows["people"]
        precision, recall = right / max(1, right + false), right / max(1, right + missed)
        print(f"{name:12}{right:7}{missed:8}{false:7}{precision:8.3f}{recall:8.3f}{score.f1(right, missed, false):8.3f}")


if __name__ == "__main__":
    main()
