"""Figures of replies.

    python -m bench.replies roundtrip [-n 300] [--from 0] [--scan]
    python -m bench.replies hostile [-n 10000]
    python -m bench.replies escapes
    python -m bench.replies time [-n 20]

`roundtrip`: letters of all kinds made, printed (with `--scan` scanned), read back and checked: the share of fields equal to what was put in, each that
is not, the findings. `hostile`: values of every kind in answers, tables, all fields of the data and of an inquiry. `escapes`: templates that want
out, and the same as values. `time`: processor time a letter.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from bench.replies import hostile, letters, roundtrip
from bench.replies.escapes import PAYLOADS
from docpipe.errors import DocpipeError
from docpipe.reply import drafting, letter
from tests.replies import asked, request

_FIELDS, _INQUIRIES = 14, 400


def main() -> int:
    """The figures that are asked for."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("what", choices=("roundtrip", "hostile", "escapes", "time"))
    told.add_argument("-n", type=int)
    told.add_argument("--from", dest="start", type=int, default=0)
    told.add_argument("--scan", action="store_true")
    call = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if call.what == "roundtrip":
            return _roundtrip(call.n or 300, call.start, scan=call.scan)
        if call.what == "hostile":
            return _hostile(call.n or 10_000, Path(folder))
        return _escapes(Path(folder)) if call.what == "escapes" else _time(call.n or 20, Path(folder))


def _roundtrip(count: int, start: int, *, scan: bool) -> int:
    fields, found = roundtrip.run(count, start, scan=scan)
    print("\n".join(roundtrip.told(fields)))
    print(dict(found))
    share = sum(one.equal for one in fields) / len(fields)
    return int(share < (0.95 if scan else 0.99) or any(one.startswith("error") for one in found))


def _hostile(count: int, folder: Path) -> int:
    values = hostile.values(11, count)
    found = [hostile.bodies(values, folder), hostile.fields(values, folder), hostile.inquiries(values[:_INQUIRIES], folder)]
    return _told(found)


def _told(found: Sequence[hostile.Outcome]) -> int:
    for one in found:
        print(
            f"came back {one.kept}, lost {len(one.lost)}, files that do not open {len(one.unopened)}, run {len(one.ran)}, refused {dict(one.refused)}"
        )
        print("\n".join([*one.lost[:40], *one.unopened[:40]]))
    return int(any(one.lost or one.unopened or one.ran for one in found))


def _escapes(folder: Path) -> int:
    """Each payload as a template, in a worker with its limits of time and memory; then as a value in an answer, a cell and all fields of a letter."""
    import os

    from docpipe.reply import making

    os.environ.update(DOCPIPE_TEMPLATES=str(folder), DOCPIPE_DOCUMENT_SECONDS="30")
    ran = []
    with making.makers(1) as pool:
        for at, payload in enumerate(PAYLOADS):
            (folder / f"p{at}").mkdir()
            for language in ("kk", "ru"):
                (folder / f"p{at}" / f"{language}.txt.j2").write_text(f"Начало. {payload} Конец.", "utf-8")
            try:
                making.begun(pool, letter.build(request(template=f"p{at}"), asked()), {}).result()
            except DocpipeError:
                continue
            ran.append(payload)
    print(f"{len(PAYLOADS)} payloads, {len(ran)} ran", *ran, sep="\n")
    everywhere = [one for one in PAYLOADS for _ in range(_FIELDS)]
    return _told([hostile.bodies(PAYLOADS, folder), hostile.fields(everywhere, folder)]) or int(bool(ran))


def _time(count: int, folder: Path) -> int:
    """Processor time of a letter in both languages, Word and PDF, warm, without the check."""
    made = list(islice(letters.cases(count + 1, folder), count + 1))
    drafting.render(letter.build(made[0].request, made[0].asked))
    since = time.process_time()
    for case in made[1:]:
        drafting.render(letter.build(case.request, case.asked))
    each = (time.process_time() - since) / count
    print(f"{each:.3f} s of processor time a letter, at most 1.5")
    return int(each > 1.5)


if __name__ == "__main__":
    sys.exit(main())
