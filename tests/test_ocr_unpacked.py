"""Lines of type that Tesseract keeps as they are, not packed as PNG: the words are the same, and so they are where it cannot be told to."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from docpipe.readers import ocr_unpacked
from tests.makers import FONT

PROGRAM = """
import json, sys
from PIL import Image, ImageDraw, ImageFont
from docpipe.readers import ocr_engine, ocr_tesserocr, ocr_unpacked

page = Image.new("L", (1400, 400), 255)
for row, line in enumerate(("Облыс әкімдігі 2025 жылы 99,5 млн теңге жұмсады", "Акимат направил 1 250 писем за № 18-05/728", "docpipe@example.kz")):
    ImageDraw.Draw(page).text((60, 60 + 90 * row), line, font=ImageFont.truetype(sys.argv[1], 36), fill=0)
packed = ocr_engine.read(page, 200)
kept = ocr_tesserocr._lines_unpacked()
again = [ocr_engine.read(page, 200, languages) for languages in (("kaz", "rus"), ("eng",))]
print(json.dumps([kept, ocr_unpacked.keep_lines_unpacked(), packed == again[0], " ".join(one.text for one in packed), len(again[1])]))
"""


def test_the_words_are_the_same_packed_or_not() -> None:
    pytest.importorskip("tesserocr", reason="tesserocr is not installed")
    ended = subprocess.run([sys.executable, "-c", PROGRAM, str(FONT)], capture_output=True, text=True, check=True)
    kept, left, same, words, latin = json.loads(ended.stdout)
    assert same
    assert "99,5" in words
    assert "18-05/728" in words
    assert latin
    if not kept:
        pytest.skip("this system's Tesseract cannot be told to keep its lines unpacked")
    assert not left


def test_nothing_is_done_where_the_system_does_not_tell_what_is_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_unpacked, "Path", lambda _: tmp_path / "no such file")
    assert ocr_unpacked.keep_lines_unpacked() is False


@pytest.mark.parametrize("system", [("darwin", "x86_64"), ("linux", "i686")])
def test_nothing_is_done_elsewhere(monkeypatch: pytest.MonkeyPatch, system: tuple[str, str]) -> None:
    monkeypatch.setattr(sys, "platform", system[0])
    monkeypatch.setattr(platform, "machine", lambda: system[1])
    monkeypatch.setattr(ocr_unpacked, "_mapped", lambda: pytest.fail("looked at"))
    assert ocr_unpacked.keep_lines_unpacked() is False
