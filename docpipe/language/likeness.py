"""How much a text looks like Kazakh, Russian or English: by the groups of three letters that these languages use.

Source of the groups: langdetect's profiles of Russian and English, and the Kazakh profile beside this file.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from docpipe.model.lazy import lazy

_WORD = lazy(r"[^\W\d_]{1,60}")
_CAPITAL_INSIDE = lazy(r"[a-zа-яёәғқңөұүһі][A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_SHORTEST = 3
_ROMAN = lazy("[IVXLCDM]{1,9}")


def likeness(text: str) -> tuple[float, int]:
    """The share of the text's groups of three letters that one of the languages uses (0–1), and how many groups there are.

    Words of one or two letters say nothing; a word with a capital inside is none.

    >>> likeness("О мерах по ремонту дорог")[0] > 0.9, likeness("Ъ щфцжх йы цфщэът эюцыф")[0] < 0.3
    (True, True)
    """
    known = _groups()
    seen = hits = 0
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) < _SHORTEST or _ROMAN.fullmatch(word):
            continue
        if _CAPITAL_INSIDE.search(word):
            seen += len(word)
            continue
        framed = f" {word.lower()} "
        groups = [framed[at : at + 3] for at in range(len(framed) - 2)]
        seen += len(groups)
        hits += sum(group in known for group in groups)
    return (hits / seen if seen else 0.0), seen


@cache
def _groups() -> frozenset[str]:
    from langdetect.detector_factory import PROFILES_DIRECTORY

    ours = files("docpipe.language").joinpath("profiles", "kk.json").read_text("utf-8")
    texts = (ours, *((Path(PROFILES_DIRECTORY) / name).read_text("utf-8") for name in ("ru", "en")))
    return frozenset(group.lower() for text in texts for group in json.loads(text)["freq"] if len(group) == 3)
