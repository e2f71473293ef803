"""The parts that a document is gathered from: a segment with its role, and the document while it still grows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docpipe.layout.roles import Role
    from docpipe.layout.segments import Segment


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment and the role that it has in its document."""

    segment: Segment
    role: Role


@dataclass(slots=True)
class Growing:
    """The document that is being gathered."""

    parts: list[Placed] = field(default_factory=list)
    stage: str = "head"
    _roles: Counter[Role] = field(init=False, repr=False)
    """Counted as it grows: a long document asks for them at each of its parts."""

    def __post_init__(self) -> None:
        self._roles = Counter(part.role for part in self.parts)

    def seen(self, *wanted: Role) -> bool:
        """True where any part has one of the roles."""
        return any(self._roles[role] for role in wanted)

    def count(self, role: Role) -> int:
        """How many parts have the role."""
        return self._roles[role]

    def add(self, segment: Segment, role: Role, stage: str) -> None:
        """The next segment, and the stage after it."""
        self.parts.append(Placed(segment, role))
        self._roles[role] += 1
        self.stage = stage

    def pop(self) -> Segment:
        """The last segment, taken away."""
        last = self.parts.pop()
        self._roles[last.role] -= 1
        return last.segment

    def recast(self, role: Role, other: Role) -> None:
        """All parts that have the role get another."""
        self.parts = [Placed(part.segment, other) if part.role == role else part for part in self.parts]
        self._roles[other] += self._roles.pop(role, 0)


def language_of(parts: Sequence[Placed]) -> str:
    """The language of the body; where it has a few words only, of them with what else is written to someone."""
    body = ("body", "order_verb")
    for wanted in (body, (*body, "salutation", "reply", "title", "address", "signature"), None):
        weight: dict[str, int] = {}
        for part in parts:
            if wanted is None or part.role in wanted:
                for line in part.segment.lines:
                    weight[line.language] = weight.get(line.language, 0) + line.words
        if sum(weight.values()) >= (5 if wanted else 0) and weight:
            return max(weight, key=lambda language: weight[language])
    return "ru"
