"""Dates of annotated documents: ours beside dateparser's `search_dates` and Natasha's `DatesExtractor`, one scorer for all.

    python bench/dates.py --gold GOLD/ --texts TEXTS/ --score SCORE.py [--detail]

`GOLD/NNN.json` is the annotation of `TEXTS/NNN_*.txt`; `SCORE.py` is the scorer of records. The peers are optional
(`pip install '.[bench]'`): one that is not installed has no row. What a peer leaves relative is not resolved for it; every
system is given the same text, the one that its annotation was read from, less Markdown's signs.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from docpipe.language.passage import Passage
from docpipe.mentions.dates import anchor, find, resolve_all
from docpipe.model.text import Span

Document = dict[str, Any]
System = Callable[[str, list[tuple[Span, Document]]], list[list[Document]]]


def ours(text: str, documents: list[tuple[Span, Document]]) -> list[list[Document]]:
    """What docpipe finds, document by document; an undated document is resolved against the year that the packet speaks of."""
    whole = Passage.of(text, "ru")
    found = [(find(whole.within(*span)), gold) for span, gold in documents]
    years = [anchor(mentions) for mentions, _ in found]
    packet = max((year for year in years if year), default=None)
    resolved = [resolve_all(mentions, gold.get("date"), year or packet) for (mentions, gold), year in zip(found, years, strict=True)]
    return [
        [{"value": one.value, "from": one.start, "to": one.end, "span": list(one.span), "relative": one.relative} for one in mentions]
        for mentions in resolved
    ]


def dateparser_dates(text: str, documents: list[tuple[Span, Document]]) -> list[list[Document]]:
    """What dateparser finds with the three languages given."""
    search = importlib.import_module("dateparser.search").search_dates
    return [[*_searched(search, text, span)] for span, _ in documents]


def _searched(search: Callable[..., Any], text: str, span: Span) -> Iterator[Document]:
    at = span.start
    for said, moment in search(text[span.start : span.end], languages=["ru", "kk", "en"]) or []:
        start = text.find(said, at, span.end)
        if start >= 0:
            at = start + len(said)
            yield {"value": moment.date().isoformat(), "span": [start, at]}


def natasha_dates(text: str, documents: list[tuple[Span, Document]]) -> list[list[Document]]:
    """What Natasha finds."""
    import inspect
    from collections import namedtuple

    if not hasattr(inspect, "getargspec"):  # pymorphy2, which Natasha needs, asks for what Python 3.11 no longer has
        spec = namedtuple("spec", "args varargs keywords defaults")  # noqa: PYI024
        inspect.getargspec = lambda function: spec(*inspect.getfullargspec(function)[:4])  # type: ignore[attr-defined]
    natasha = importlib.import_module("natasha")
    extractor = natasha.DatesExtractor(natasha.MorphVocab())
    return [[_natasha(match, span.start) for match in extractor(text[span.start : span.end])] for span, _ in documents]


def _natasha(match: Any, start: int) -> Document:
    parts = [match.fact.year, match.fact.month, match.fact.day]
    value = "-".join(f"{part:02}" for part in parts if part) if parts[0] else None
    return {"value": value, "span": [start + match.start, start + match.stop]}


SYSTEMS: dict[str, tuple[str, System]] = {
    "docpipe": ("docpipe", ours),
    "natasha": ("natasha", natasha_dates),
    "dateparser": ("dateparser", dateparser_dates),
}


def load(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"not a Python file: {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(text: str) -> str:
    """The text without Markdown's stars and backslashes."""
    return re.sub(r"\*{1,3}", "", re.sub(r"\\(?=[_()])", "", text))


def spans(text: str, documents: list[Document]) -> list[tuple[Span, Document]]:
    """Where each annotated document stands: from its first words to the next one's."""
    starts, at = [], 0
    for document in documents:
        words = re.findall(r"\w+", document.get("first_words") or "")[:6]
        match = re.compile(r"\W{1,9}".join(map(re.escape, words))).search(text, at) if words else None
        starts.append(match.start() if match else at)
        at = match.end() if match else at
    starts[0] = 0
    return [(Span(start, end), document) for start, end, document in zip(starts, [*starts[1:], len(text)], documents, strict=True)]


def run(system: System, gold_folder: Path, texts: Path, score: ModuleType) -> Any:
    """The scorer's tally of one system over all annotated texts."""
    tally = score.Tally()
    for path in sorted(gold_folder.glob("[0-9]*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = gold.get("text_repaired") or plain(next(texts.glob(f"{path.stem}_*.txt")).read_text("utf-8"))
        documents = spans(text, gold["documents"])
        for (span, document), dates in zip(documents, system(text, documents), strict=True):
            page = score.Page(text, list(span))
            label = f"{path.stem} {document['kind']} {document['language']}"
            score.match_facts(document.get("dates") or [], dates, page, score.date_equal, "dates", tally, label)
    return tally


def main() -> None:
    """Print a table: precision, recall and F1 of each system that is installed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--detail", action="store_true", help="list every miss and false alarm of docpipe")
    given = parser.parse_args()
    score = load(given.score)
    print(f"{'system':12}{'right':>7}{'missed':>8}{'false':>7}{'P':>8}{'R':>8}{'F1':>8}")
    for name, (package, system) in SYSTEMS.items():
        if importlib.util.find_spec(package) is None:
            print(f"{name:12}not installed: pip install '.[bench]'")
            continue
        tally = run(system, given.gold, given.texts, score)
        tp, fn, fp = tally.rows["dates"]
        print(f"{name:12}{tp:7}{fn:8}{fp:7}{tp / max(1, tp + fp):8.3f}{tp / max(1, tp + fn):8.3f}{score.f1(tp, fn, fp):8.3f}")
        if given.detail and name == "docpipe":
            print("\n".join(tally.notes))


if __name__ == "__main__":
    main()
