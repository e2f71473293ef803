"""Search, `acting --on` and one more record in archives of 10³ to 10⁶ letters that never were, on both databases.

    python -m bench.archive [SIZE …] [--postgresql] [--keep FOLDER] [--plot OUT.svg] [--control]

An archive that is in FOLDER already is used again; else it is made first (10⁵ letters: some minutes). The same 100 queries for every size: rare, middling and
frequent words, one to three of them, inflected, misspelt, names, numbers, figures, phrases, with filters and without. `--control` is a fault
planted: every document found is ranked. Then the figure must fail. Beside the clock stands the processor time of this process, which other work on the
machine does not lengthen; for SQLite that is all there is, a PostgreSQL server's is not in it.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from bench.archive_bulk import filled
from bench.archive_letters import Letters, digest
from bench.archive_plot import drawn
from docpipe.archive import acting, search, store
from docpipe.archive.filters import Filters
from docpipe.archive.originals import Kept
from docpipe.archive.outcome import Outcome, deflated
from docpipe.archive.place import Place, named
from docpipe.archive.store import Archive

_TARGETS = {"search": 50.0, "acting": 20.0, "of twenty": 5.0}
_RANKS = {"rare": (5000, 18000), "middling": (150, 2000), "frequent": (0, 40)}
_ASKED = 100
Timed = dict[str, list[tuple[float, float]]]
"""By what was done: milliseconds on the clock, and of this process's processor time."""


def queries(letters: Letters) -> Iterator[tuple[str, str, Filters]]:
    """The kind of a query, what is asked, with which filters; the same for every size."""
    dice = random.Random(11)  # noqa: S311 - no secret
    first = list(islice(Letters(2_000).all(), _ASKED))
    for at in range(_ASKED):
        language = ("kk", "ru")[at % 2]
        kind = tuple(_RANKS)[at // 2 % 3]
        text = [_form(letters, dice, language, kind) for _ in range(1 + at // 6 % 3)]
        if at % 10 == 7:
            yield "misspelt", _slip(_form(letters, dice, language, "middling"), dice), Filters()
        elif at % 10 == 8:
            yield "name", dice.choice(letters.surnames[:500]), Filters()
        elif at % 20 == 9:
            yield "number", f"№ {at % 40:02}-{at % 17}/{at}", Filters()
        elif at % 20 == 19:
            yield "phrase", f'"{" ".join(first[at].one.document["words"].split()[-9:-7])}"', Filters()
        elif at % 4 == 1:
            yield f"{kind}, filtered", " ".join(text), _filters(dice, letters)
        else:
            yield kind, " ".join(text), Filters()


def _form(letters: Letters, dice: random.Random, language: str, kind: str) -> str:
    return dice.choice(letters.words[language][dice.randint(*_RANKS[kind])][:8])


def _slip(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _filters(dice: random.Random, letters: Letters) -> Filters:
    year = dice.randint(2016, 2024)
    return dice.choice(
        (
            Filters(since=f"{year}-03", until=f"{year}-05-15"),
            Filters(kind="order"),
            Filters(language="kk", since=str(year)),
            Filters(person=letters.surnames[dice.randrange(200)]),
            Filters(issuer="министерства финансов", state="done"),
        )
    )


def measured(archive: Archive, size: int) -> tuple[Timed, dict[str, int]]:
    """Milliseconds by what was done, and how many documents were found by each kind of query."""
    letters, times, found = Letters(size), Timed(), dict[str, int]()
    asked = list(queries(letters))
    for warm in (True, False):
        for kind, text, filters in asked:
            took, hits = _timed(lambda text=text, filters=filters: search.search(archive, text, filters))  # type: ignore[misc]
            if not warm:
                times.setdefault(kind, []).append(took)
                found[kind] = found.get(kind, 0) + bool(hits)
    times["search"] = [one for each in times.values() for one in each]
    dice = random.Random(5)  # noqa: S311 - no secret
    days = [f"{dice.randint(2015, 2024)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}" for _ in range(50)]
    acting.timeline(archive, since=days[0], until=days[0])
    times["acting"] = [_timed(lambda day=day: acting.timeline(archive, since=day, until=day))[0] for day in days]  # type: ignore[misc]
    times["one alone"], times["of twenty"] = _more(archive, size)
    return times, found


def _more(archive: Archive, size: int) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """One more record in a transaction of its own, with its flush to the disk; and one of twenty in one transaction, as `ingest` puts them."""
    start = size + int(time.time()) % 10**8
    letters = replace(Letters(start + 300), spelled=True)
    entries = [_entry(one) for one in letters.all(start)]
    for one in entries[:20]:
        store.keep_all(archive, [one])
    single = [_timed(lambda one=one: store.keep_all(archive, [one]))[0] for one in entries[20:120]]  # type: ignore[misc]
    groups = [entries[at : at + 20] for at in range(120, 300, 20)]
    together = [_timed(lambda some=some: store.keep_all(archive, some))[0] for some in groups]  # type: ignore[misc]
    return single, [(clock / 20, own / 20) for clock, own in together]


def _entry(letter: Any) -> store.Entry:
    outcome = Outcome("done", None, "text/plain", 1, 0, deflated('{"schema": "docpipe/1"}' * 20), (letter.one,))
    return store.Entry(Kept(letter.sha256, 1000), ["letter.txt"], outcome, {"docpipe": "bench"}, 1)


def _timed(work: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    start, own = time.perf_counter(), time.process_time()
    done = work()
    return ((time.perf_counter() - start) * 1000, (time.process_time() - own) * 1000), done


def at(times: Sequence[tuple[float, float]], share: float, clock: int = 0) -> float:
    """The milliseconds that this share of them does not exceed, on the clock or (1) of processor time."""
    ordered = sorted(one[clock] for one in times)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


@contextmanager
def _places(folder: Path, *, postgresql: bool) -> Iterator[Callable[[int], Place]]:
    if not postgresql:
        yield lambda size: named(str(folder / f"sqlite-{size}"))
        return
    from bench.archive_server import running

    with running(folder / "postgresql") as database:
        yield lambda size: named(database(size), {"DOCPIPE_ORIGINALS": str(folder / f"postgresql-{size}")})


def _archive(place: Place, size: int) -> Archive:
    archive = store.opened(place, make=True)
    if store.latest(archive, digest(0)) is None:
        start = time.perf_counter()
        filled(archive, size)
        print(f"made {size:,} in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return archive


def table(name: str, size: int, times: Timed, found: dict[str, int]) -> bool:
    """The figures printed; whether all keep to what is asked."""
    print(f"\n{f'{name}, {size:,} records, load {os.getloadavg()[0]:.1f}':54} clock: p50    p95   own: p50    p95  ms")
    for kind, every in times.items():
        asked = f"≤ {_TARGETS[kind]:.0f}" if kind in _TARGETS else ""
        hits = f"{found[kind]} of {len(every)} found something" if kind in found else ""
        figures = "".join(f"{at(every, share, clock):9.1f}" for clock in (0, 1) for share in (0.5, 0.95))
        print(f"  {kind:20} {len(every):4} {hits:28} {figures}  {asked}", flush=True)
    return all(at(times[kind], 0.95) <= most for kind, most in _TARGETS.items())


def main() -> int:
    """Print the tables; 1 where a figure is not kept."""
    options = argparse.ArgumentParser()
    options.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000])
    options.add_argument("--postgresql", action="store_true")
    options.add_argument("--keep", type=Path)
    options.add_argument("--plot", type=Path)
    options.add_argument("--control", action="store_true")
    given = options.parse_args()
    if given.control:
        search._RANKED = 10**9  # noqa: SLF001 - the fault
    name = "PostgreSQL" if given.postgresql else "SQLite"
    kept = []
    with tempfile.TemporaryDirectory() as scratch, _places(given.keep or Path(scratch), postgresql=given.postgresql) as place:
        results = {}
        for size in given.sizes:
            archive = _archive(place(size), size)
            times, found = measured(archive, size)
            archive.close()
            kept.append(table(name, size, times, found))
            results[size] = {kind: at(every, 0.95, 0 if given.postgresql else 1) for kind, every in times.items()}
    if given.plot:
        drawn(given.plot, f"{name}, {'clock' if given.postgresql else 'processor time'}", results)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
