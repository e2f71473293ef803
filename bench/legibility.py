"""How many wrong or lost digit groups a scan's `legibility` findings name, and how many right ones they name for nothing.

    python bench/legibility.py TRUTH_DIR SCANS_DIR …     truth as NAME.txt, each page as SCANS_DIR/NAME.png|jpg|tif|pdf

A group of digits (blanks inside a number aside) is wrong where what stands at its place in the text read differs, lost where nothing
like it does. It is named where a finding's place touches what was read there; one that is lost also where the page has lines that
were found unread.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from docpipe.pipeline import extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docpipe.model.record import Packet

_GROUP = re.compile(r"\d+(?: \d{2,3}(?!\d))*")
_NAMED = ("digit-unsure", "date-unsure")


def _flat(text: str) -> tuple[str, list[int]]:
    """The text with every run of white as one blank; and where each of its signs stood."""
    signs: list[str] = []
    places: list[int] = []
    for at, found in enumerate(text):
        sign = " " if found.isspace() else found
        if sign != " " or (signs and signs[-1] != " "):
            signs.append(sign)
            places.append(at)
    return "".join(signs), places


def _mapped(truth: str, read: str) -> list[tuple[int, int]]:
    """For each sign of the truth from where to where it stands in what was read: words are matched first, then their letters.

    Where much less was read than there is, nothing of it is matched.
    """
    spans = [(0, 0)] * len(truth)
    ours, theirs = (list(re.finditer(r"\S+", text)) for text in (truth, read))
    matcher = SequenceMatcher(None, [m[0] for m in ours], [m[0] for m in theirs], autojunk=False)
    for _, i, j, k, m in matcher.get_opcodes():
        start, end = (ours[i].start() if i < len(ours) else len(truth)), (ours[j - 1].end() if j > i else None)
        if end is None:
            continue
        first = theirs[k].start() if k < len(theirs) else len(read)
        last = theirs[m - 1].end() if m > k else first
        if end - start > 2 * (last - first) + 10:
            spans[start:end] = [(first, first)] * (end - start)
        else:
            _letters(truth[start:end], read[first:last], start, first, spans)
    return spans


def _letters(one: str, other: str, start: int, first: int, spans: list[tuple[int, int]]) -> None:
    for _, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for at in range(i, j):
            shift = min(at - i, m - k)
            spans[start + at] = (first + k + shift, first + min(k + shift + 1, m))


def judged(truth: str, packet: Packet) -> Iterator[tuple[str, bool]]:
    """`right`, `wrong` or `lost` for each group of the truth, and whether a finding names it; `invented` for groups of no truth."""
    flat, _ = _flat(truth)
    read, places = _flat(packet.text)
    named = _named(packet, places)
    lines = any(finding.code == "line-unread" for finding in packet.findings)
    spans, used = _mapped(flat, read), set[int]()
    for group in _GROUP.finditer(flat):
        start, end = _whole(read, spans[group.start()][0], spans[group.end() - 1][1])
        used.update(range(start, end))
        if read[start:end].replace(" ", "") == group[0].replace(" ", ""):
            yield "right", not named.isdisjoint(range(start, end))
            continue
        touched = not named.isdisjoint(range(*_words(read, start, end)))
        like = _is_like(group[0], read[start:end])
        yield ("wrong", touched) if like else ("lost", touched or lines)
    for group in re.finditer(r"\d+", read):
        if used.isdisjoint(range(*group.span())):
            yield "invented", not named.isdisjoint(range(*group.span()))


def _named(packet: Packet, places: list[int]) -> set[int]:
    """The signs of the flat text that a finding about digits points at."""
    back = {place: at for at, place in enumerate(places)}
    spans = (where.span for finding in packet.findings if finding.code in _NAMED for where in finding.where)
    return {back[at] for span in spans for at in range(*span) if at in back}


def _whole(read: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, where it is one, widened to all digits beside it."""
    if start >= end:
        return start, start
    while start and read[start - 1].isdigit():
        start -= 1
    while end < len(read) and read[end].isdigit():
        end += 1
    return start, end


def _is_like(group: str, read: str) -> bool:
    """Something stands there that the group may have been taken for: as long, or with its digits."""
    close = len(read) <= 2 * len(group) + 2 and any(sign.isalnum() for sign in read)
    return close and (len(group) < 3 or SequenceMatcher(None, group, read, autojunk=False).ratio() > 0.3)


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened to whole words."""
    return text.rfind(" ", 0, start) + 1, (at if (at := text.find(" ", end)) >= 0 else len(text))


def main(arguments: list[str] | None = None) -> None:
    """Print the counts of each folder of scans and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth", type=Path)
    parser.add_argument("scans", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="each page's own counts")
    options = parser.parse_args(arguments)
    total = Counter[tuple[str, bool]]()
    for folder in options.scans:
        counts = Counter[tuple[str, bool]]()
        for page in sorted(folder.iterdir()):
            truth = options.truth / f"{page.stem}.txt"
            if truth.exists():
                own = Counter(judged(truth.read_text("utf-8"), extract([(page.name, page.read_bytes())])))
                counts += own
                if options.show:
                    _say(f"  {page.stem}", own)
        _say(folder.name, counts)
        total += counts
    _say("all", total)


def _say(name: str, counts: Counter[tuple[str, bool]]) -> None:
    groups = sum(number for (what, _), number in counts.items() if what != "invented")
    bad = sum(counts[what, flag] for what in ("wrong", "lost") for flag in (True, False))
    named, false = counts["wrong", True] + counts["lost", True], counts["right", True]
    invented = counts["invented", True] + counts["invented", False]
    print(
        f"{name}: {groups} groups; wrong {counts['wrong', True]}/{counts['wrong', True] + counts['wrong', False]}, "
        f"lost {counts['lost', True]}/{counts['lost', True] + counts['lost', False]} named"
        f" ({100 * named / max(bad, 1):.1f} %); false {false} ({100 * false / max(groups, 1):.1f} %); "
        f"invented {counts['invented', True]}/{invented} named"
    )


if __name__ == "__main__":
    main()
