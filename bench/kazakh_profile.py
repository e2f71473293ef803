"""Makes `docpipe/language/profiles/kk.json`, langdetect's picture of Kazakh: `python bench/kazakh_profile.py`.

Counts runs of one, two and three letters in `kazakh_sentences.txt`, which were written for this purpose; a run that occurs once
is left out. langdetect itself ships 55 languages, Kazakh is not among them.
"""

from __future__ import annotations

import json
from pathlib import Path

from langdetect.utils.lang_profile import LangProfile

HERE = Path(__file__).parent
TARGET = HERE.parent / "docpipe" / "language" / "profiles" / "kk.json"


def main() -> None:
    """Write the profile and say how large it is."""
    profile = LangProfile("kk")
    for sentence in (HERE / "kazakh_sentences.txt").read_text("utf-8").splitlines():
        profile.update(sentence.lower())
    freq = {gram: count for gram, count in sorted(profile.freq.items()) if count > 1}
    content = {"name": "kk", "n_words": profile.n_words, "freq": freq}
    TARGET.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{TARGET.name}: {len(freq)} runs of letters, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
