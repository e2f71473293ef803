"""The account of a run: every file that came in is in one of four piles."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from docpipe.errors import DONE, FIXITY, MISSING, REVIEW, USAGE, worst


@dataclass(slots=True)
class Tally:
    """Files in = done + partial + quarantined + known. `absent` was named and could not be taken in; `codes` counts why files are quarantined."""

    files: int = 0
    done: int = 0
    partial: int = 0
    quarantined: int = 0
    known: int = 0
    absent: int = 0
    pages: int = 0
    findings: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    began: float = field(default_factory=time.monotonic)

    def count(self, state: str, code: str | None, pages: int | None, findings: int) -> None:
        """One more file whose reading is kept."""
        setattr(self, state, getattr(self, state) + 1)
        self.pages += pages or 0
        self.findings += findings > 0
        if code:
            self.codes[code] += 1

    @property
    def seconds(self) -> float:
        """How long the run has gone on."""
        return time.monotonic() - self.began

    @property
    def pages_a_minute(self) -> float:
        """The speed so far."""
        return self.pages / max(self.seconds, 0.001) * 60

    @property
    def exit_code(self) -> int:
        """What the run ends with."""
        awaits = self.partial or self.quarantined or self.findings
        codes = [REVIEW if awaits else DONE, USAGE if self.absent else DONE]
        codes += [MISSING if self.codes["E_MISSING"] else DONE, FIXITY if self.codes["E_FIXITY"] else DONE]
        return worst(codes)

    def line(self) -> str:
        """One line fit for a mail.

        >>> Tally(files=3, done=2, known=1).line()
        '3 files in: 2 done, 0 partial, 0 quarantined, 1 already known'
        """
        told = (
            f"{self.files} files in: {self.done} done, {self.partial} partial, {self.quarantined} quarantined, {self.known} already known"
        )
        codes = ", ".join(f"{code} {number}" for code, number in sorted(self.codes.items()))
        extra = [f"why: {codes}"] if codes else []
        extra += [f"{self.findings} with findings to look at"] if self.findings else []
        extra += [f"{self.absent} not found or not readable"] if self.absent else []
        return "; ".join([told, *extra])
