"""Letters made, printed, read back and checked."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.replies import letters, reading
from docpipe import pipeline, readers
from docpipe.reply import drafting, letter

if TYPE_CHECKING:
    from bench.replies.reading import Field
    from docpipe.reply.drafting import Drafted


def run(count: int, start: int = 0, *, scan: bool = False, keep: Path | None = None) -> tuple[list[Field], Counter[str]]:
    """All fields of so many letters, and how often the check finds what."""
    fields: list[Field] = []
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for case in letters.cases(count, Path(folder)):
            if case.seed < start:
                continue
            drafted = drafting.render(letter.build(case.request, case.asked))
            _kept(case, drafted, keep)
            put = {one.language: {**case.truth[one.language], "enclosure": one.sheets or None} for one in drafted}
            files = [(f"{one.language}.pdf", _scanned(one.pdf, case.seed) if scan else one.pdf) for one in drafted]
            packet = pipeline.study([readers.read(data, name) for name, data in files])
            for one in drafted:
                fields += reading.compared(case.seed, case.kind, one.language, put[one.language], packet)
            found.update(f"{each.severity} {each.code}" for each in packet.findings)
            for each in packet.findings:
                if each.severity == "error":
                    print(f"  letter {case.seed} ({case.kind}): {each.code} {each.values}")
    return fields, found


def _kept(case: letters.Case, drafted: tuple[Drafted, ...], keep: Path | None) -> None:
    for one in drafted if keep else ():
        Path(keep or ".", f"{case.seed:03}-{case.kind}-{one.language}.pdf").write_bytes(one.pdf)


def _scanned(pdf: bytes, seed: int) -> bytes:
    from samples import _scan

    return _scan.to_scan(pdf, {"seed": seed, "pages": range(1, 9), "seal": False, "seal_text": []}, [])


def told(fields: list[Field]) -> Iterator[str]:
    """The share of fields that came back, by name, and each that did not."""
    names = Counter(one.name for one in fields)
    right = Counter(one.name for one in fields if one.equal)
    for one in fields:
        if not one.equal:
            yield f"  letter {one.letter} ({one.kind}, {one.language}) {one.name}: put {one.put!r}, read {one.read!r}"
    for name, all_of in sorted(names.items()):
        yield f"{name:16} {right[name]}/{all_of} = {right[name] / all_of:.4f}"
    yield f"{'all':16} {right.total()}/{names.total()} = {right.total() / max(names.total(), 1):.4f}"
