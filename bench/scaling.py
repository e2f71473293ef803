"""How long reading takes as the text grows: seconds of processor time for 10 thousand, 100 thousand and 1 million characters.

    python bench/scaling.py [--long]

Each row is another kind of text: a letter repeated, running words on one line, blanks, digits, initials. Linear time shows as a
ratio near 10 from column to column.
"""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from pathlib import Path

from docpipe import pipeline

LETTER = (Path(__file__).parent.parent / "samples" / "letter-health-2023" / "packet.txt").read_text("utf-8")
PIECES = {
    "letters": LETTER,
    "one line": "комитет рассмотрел обращение граждан и сообщает ",
    "бір жол": "комитет азаматтардың өтінішін қарап, хабарлайды ",
    "blanks": " " * 50,
    "new lines": "а\n\n\n\n",
    "digits": "1234567890 12 345 ",
    "initials": "А.Б. ",
    "dates": "5 октября 2023 года, ",
    "changes": "рост на 5 % с 100 до 105 школ, ",
    "acts": "приказ Министра от 5 мая 2023 года № 7, ",
    "parts": "из них 35 женщин (12,5 %), ",
}


def seconds(text: str) -> float:
    """Processor time of one extraction."""
    start = time.process_time()
    pipeline.extract([("text.txt", (f"Хат\n\n{text}\n").encode())])
    return time.process_time() - start


def main() -> None:
    """Print the table."""
    sizes = [10_000, 100_000] + [1_000_000] * ("--long" in sys.argv)
    pipeline.extract([("warm.txt", LETTER.encode())])
    print(f"{'text':12}" + "".join(f"{size:>12,}" for size in sizes) + "   ratios")
    for name, piece in PIECES.items():
        times = [seconds((piece * (size // len(piece) + 1))[:size]) for size in sizes]
        ratios = "  ".join(f"{later / max(earlier, 0.001):.1f}" for earlier, later in pairwise(times))
        print(f"{name:12}" + "".join(f"{value:12.2f}" for value in times) + f"   {ratios}", flush=True)


if __name__ == "__main__":
    main()
