"""What a page of a long scan adds to the memory: words are kept in columns, and what is no longer needed is let go."""

from __future__ import annotations

import gc
import tracemalloc

from bench.ocr import DOES, WHAT, WHO
from docpipe import pipeline
from docpipe.layout.compose import compose
from docpipe.model.text import Box, Page, Reading, Word
from docpipe.model.words import Packed

MOST = 30_000
"""Bytes a page of three lines with a figure and a date each; of these the record itself holds a third."""


def read(count: int) -> Reading:
    """A scan of so many pages, no two lines alike, as it comes from the process that read it."""
    return Reading("scan.pdf", "0" * 64, 1, "application/pdf", tuple(map(page, range(1, count + 1))), "engine")


def page(number: int) -> Page:
    words = []
    for at in range(3):
        turn, left = 3 * number + at, 60.0
        for word in f"{WHO[turn % 6]} {DOES[turn % 7]} {1000 + 7 * turn} {WHAT[turn % 8]} за {2000 + turn % 24} год".split():
            words.append(Word(word, Box(left, 70.0 + 34 * at, left + 8 * len(word), 86.0 + 34 * at), 0.9))
            left += 8 * len(word) + 4
    return Page(number, "ocr", 595, 842, Packed.of(words))


def peak(count: int) -> int:
    """The bytes that reading, studying and writing so many pages hold at most."""
    gc.collect()
    tracemalloc.start()
    try:
        packet = pipeline.record_of(compose([read(count)]))
        assert sum(map(len, packet.json_pieces())) > 1000 * count
        assert len(packet.documents[0].statistics) == 3 * count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_page_of_a_long_scan_adds_little() -> None:
    pipeline.study([read(2)])
    assert peak(120) - peak(20) < 100 * MOST


def test_packed_words_are_the_words() -> None:
    words = (
        Word("№", Box(1, 2, 3, 4)),
        Word("", Box(0, 0, 0, 0), 0.0, 90.0),
        Word("5-1", Box(5.25, 2, 8, 4), 0.71, 0.0, "", 1),
        Word("5", Box(5, 2, 8, 4), 1.0, other="6"),
    )
    packed = Packed.of(words)
    assert (tuple(packed), len(packed), packed[-1], packed[1:3], hash(packed)) == (words, 4, words[3], words[1:3], hash(words))
    assert (words == packed, packed == words[:3], packed == Packed.of(packed), not Packed.of(())) == (True, False, True, True)
