"""Where the people of a document are named in its text, in whatever case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.language import correspondence
from docpipe.language.correspondence_letters import first_letters
from docpipe.model.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docpipe.checks.disagreement.people_names import Named

_NAME = lazy(r"(?<![\w-])[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{1,40}")
_LONGEST_ENDING = 4
_KEY = 2


class Index:
    """The people of one version by the beginnings of their surnames: `named(text)` tells whom a stretch names."""

    def __init__(self, people: Sequence[Named]) -> None:
        self.people = people
        self._stems: dict[str, list[tuple[str, int]]] = {}
        for at, one in enumerate(people):
            stem = _stem(one.person.surname or "")
            self._stems.setdefault(stem[:_KEY], []).append((stem, at))

    def named(self, text: str) -> list[tuple[int, tuple[int, int]]]:
        """Each person that the text names: their index, and where."""
        found: list[tuple[int, tuple[int, int]]] = []
        for word in _NAME.finditer(text):
            low = word[0].lower()
            for stem, at in self._stems.get(low[:_KEY], ()):
                if low.startswith(stem) and len(low) - len(stem) <= _LONGEST_ENDING:
                    found.append((at, word.span()))
        return found


def _stem(surname: str) -> str:
    low = surname.lower()
    return low[:-1] if len(low) > _LONGEST_ENDING and low[-1] in "аяйь" else low


def stands_in(name: str, words: Sequence[str], *, kazakh: bool) -> bool:
    """Whether a surname stands, in some spelling and some case, among the words of the other version; `kazakh` tells its own language."""
    return any(_form_of(name, word, kazakh=kazakh) for word in words)


def capitals(text: str) -> list[str]:
    """The words of a text that begin with a capital, once each."""
    return list(dict.fromkeys(_NAME.findall(text)))


def _form_of(name: str, word: str, *, kazakh: bool) -> bool:
    ours, theirs = (name, word) if kazakh else (word, name)
    if theirs[0].lower() not in first_letters(ours[0].lower()) or abs(len(ours) - len(theirs)) > _LONGEST_ENDING:
        return False
    return any(correspondence.surname(*((name, form) if kazakh else (form, name))) in ("same", "form") for form in _shortened(word, name))


def _shortened(word: str, name: str) -> Iterator[str]:
    """The word as printed and without so many last letters as an ending has."""
    yield word
    for cut in range(1, min(_LONGEST_ENDING, len(word) - 2)):
        if len(word) - cut >= len(name) - 2:
            yield word[:-cut]
            yield word[:-cut] + "а"
