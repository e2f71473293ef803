"""What is asked for: a template, a day, the data, in which languages, as a draft or final."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from docpipe.reply.values import LANGUAGES, Source


@dataclass(frozen=True, slots=True)
class Request:
    """`data`: the values of the data file with those of the call over them; `called` names the latter. `folder`: where the files that the data name lie. `notes`: a working copy with sources."""

    template: str
    on: date
    data: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    folder: Path = Path()
    called: frozenset[str] = frozenset()
    languages: tuple[str, ...] = LANGUAGES
    final: bool = False
    notes: bool = False

    def source(self, name: str) -> Source:
        """Where a value of that name of the data comes from."""
        return Source("call") if name in self.called else Source("data", self.file or None)
