"""The pages of one file that must be recognised: handed to the workers as they are found, put back in their places.

The workers read the file from the disk, page by page; no picture of a page is ever in this process.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from docpipe.errors import Corrupt, DocpipeError, NoSpace, ProgramMissing, WrongCall
from docpipe.model.text import Page, Word
from docpipe.model.words import Packed
from docpipe.readers import ocr, ocr_elsewhere, ocr_pool
from docpipe.readers.ocr_elsewhere import Answer, Call, Postponed

_NOT_OF_A_PAGE = (ProgramMissing, NoSpace, WrongCall)
"""What goes wrong with every page alike."""


class Scans:
    """The waiting pages of one file. Leaving it deletes the copy on disk; after an error the workers are stopped too."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._copy: Path | None = None
        self._plan = ocr_elsewhere.plan()
        self._calls: list[Call] = []
        self._waiting: dict[int, Future[Any]] = {}
        self._errors: list[DocpipeError] = []
        self._any = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None and self._waiting:
            ocr_pool.stop()
        if self._copy is not None:
            self._copy.unlink(missing_ok=True)

    def add(self, number: int, function: Callable[..., Any], *arguments: Any) -> None:
        """Page `number` begins to be read, unless it was before: its words are what `function(path of the file, *arguments)` gives."""
        call = Call(number, function, arguments)
        self._any = True
        if number in self._plan.answers:
            self._waiting[number] = _answered(self._plan.answers[number])
        elif self._plan.most is None:
            self._begin(call)
        else:
            self._calls.append(call)

    def failed(self, error: DocpipeError) -> None:
        """A page could not even be handed to the workers."""
        self._errors.append(error)

    def filled(self, pages: Iterable[Page], meanwhile: Callable[[], object] | None = None) -> tuple[Page, ...]:
        """The pages with the words that were read; `unread` where a page failed. The first error where nothing was read at all.

        `meanwhile` is called first where there are pages to wait for. `Postponed` where the plan leaves them to others.
        """
        if self._plan.most is not None and len(self._calls) > self._plan.most:
            raise Postponed(tuple(self._calls))
        for call in self._calls:
            self._begin(call)
        if meanwhile is not None and self._waiting:
            meanwhile()
        whole = tuple(map(self._filled, pages))
        if self._errors and not any(page.words for page in whole):
            raise self._errors[0]
        return whole

    def engine(self) -> str | None:
        """The engine and its models, None where no page waited."""
        if not self._any:
            return None
        described: str = ocr_pool.shared().read(ocr.engine).result()
        return described

    def answer(self, number: int) -> Answer:
        """What came of the page, waited for; errors that are not of a page alone are raised."""
        try:
            words: list[Word] = self._waiting[number].result()
        except _NOT_OF_A_PAGE:
            raise
        except DocpipeError as error:
            return error
        except Exception as error:  # noqa: BLE001 - whatever a library says about a picture that somebody has spoiled
            return _unreadable(error)
        del self._waiting[number]
        return words

    def _filled(self, page: Page) -> Page:
        if page.number not in self._waiting:
            return page
        found = self.answer(page.number)
        if not isinstance(found, DocpipeError):
            return _with(page, found)
        self._errors.append(found)
        return replace(page, unread=True)

    def _begin(self, call: Call) -> None:
        self._waiting[call.number] = ocr_pool.shared().read(call.function, str(self._on_disk()), *call.arguments)

    def _on_disk(self) -> Path:
        if self._copy is None:
            with tempfile.NamedTemporaryFile(prefix="docpipe-", delete=False) as file:
                self._copy = Path(file.name)
                file.write(self._data)
        return self._copy


def recognised(data: bytes, calls: Sequence[Call]) -> dict[int, Answer]:
    """Some pages of a file, by their numbers: what another's plan is given as `answers`."""
    with Scans(data) as scans:
        for call in calls:
            scans.add(call.number, call.function, *call.arguments)
        return {call.number: scans.answer(call.number) for call in calls}


def _answered(answer: Answer) -> Future[Any]:
    future: Future[Any] = Future()
    if isinstance(answer, DocpipeError):
        future.set_exception(answer)
    else:
        future.set_result(answer)
    return future


def _with(page: Page, found: Iterable[Word]) -> Page:
    """The page with its words; what was found without a text is ink that nothing was read from."""
    words = tuple(found)
    return replace(page, words=Packed.of(word for word in words if word.text), missed=tuple(word.box for word in words if not word.text))


def _unreadable(error: Exception) -> DocpipeError:
    found = Corrupt("A page could not be read", "Scan it again, or print it and scan it")
    found.__cause__ = error
    return found
