"""Files that take the process that reads them with them, among letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, account, figures, finished, letters, made, seconds, undisturbed
from tests import fates_batch, makers

_WIDE, _DEEP = 12, 12
_CODES = {
    fates_batch.CRASH: "E_CRASH",
    fates_batch.HANG: "E_TIMEOUT",
    fates_batch.MEMORY: "E_MEMORY",
    b"%PDF-": "E_TIMEOUT E_MEMORY E_CRASH",
}
"""A page without an end takes time and memory; which of them comes to its limit first depends on the machine."""


def run(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """So many poison files among letters: all quarantined with the code of what they do, all letters as if alone."""
    spared = made(folder / "spared")
    inputs = letters(spared, files - times)
    plain = undisturbed(spared, folder / "plain")
    world = made(folder / "world", addresses(), "poison_kills_badly" if control else "poison")
    inputs = letters(world, files - times) | poison(world, times)
    code, said = finished(world.ingest(DOCPIPE_DOCUMENT_SECONDS=seconds(4), DOCPIPE_PAGE_SECONDS=seconds(1)))
    found = figures(world, inputs, plain)
    return [
        Figure("exit code", code, 10),
        Figure("with the right code", _right(world, inputs), times),
        Figure("tracebacks", said.count("Traceback")),
        *[replace(line, name="neighbours changed") if line.name.startswith("other") else line for line in found],
    ]


def poison(world: World, times: int) -> dict[Path, bytes]:
    """Crashes, hangs, eaters of memory and pages without an end by turns, spread among the letters by their names."""
    kinds = list(_CODES)
    found = {}
    for number in range(times):
        kind = kinds[number % len(kinds)]
        data = endless_page(number) if kind == b"%PDF-" else kind + b" %d" % number
        found[world.inbox / f"{number * 7:04}-poison.bin"] = data
    for path, data in found.items():
        path.write_bytes(data)
    return found


def endless_page(number: int) -> bytes:
    """A small PDF whose page is a drawing of drawings of drawings, so many that no machine comes to its end."""
    fonts = b"/Font<</F 3 0 R>>"
    drawings = [
        makers.stream(
            (b"/X%d Do " % (level + 1)) * _WIDE if level < _DEEP - 1 else makers.shown("x"),
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s/XObject<</X%d %d 0 R>>>>" % (fonts, level + 1, 5 + level),
        )
        for level in range(_DEEP)
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<%s/XObject<</X0 4 0 R>>>>/Contents %d 0 R>>"
    return makers.pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (4 + _DEEP),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *drawings,
            page % (fonts, 5 + _DEEP),
            makers.stream(b"/X0 Do %% %d\n" % number),
        ]
    )


def _right(world: World, inputs: Mapping[Path, bytes]) -> int:
    """How many poison files are quarantined with the code of what they do."""
    import hashlib

    results = account(world, inputs).results
    wanted = {hashlib.sha256(data).hexdigest(): _code(data) for path, data in inputs.items() if "poison" in path.name}
    found = {sha: results.get(sha, [None, None]) for sha in wanted}
    return sum(state == "quarantined" and code in wanted[sha].split() for sha, (state, code, *_) in found.items())


def _code(data: bytes) -> str:
    return next(code for kind, code in _CODES.items() if data.startswith(kind))
