"""What several tests share: where the checkout is, and the folder of real letters beside it, which may be absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from docpipe.readers import ocr_pool
from tests import chromium

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

SHARED = ROOT.parent / "shared"
"""Real letters and their gold. They are no part of the project: without them the tests that need them are skipped."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real letters; skips the test where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the folder ../shared with the real letters is not here")
    return SHARED


class _Here:
    """A pool without workers: each call is made at once, in this process."""

    def read(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:  # noqa: BLE001 - a future keeps whatever was raised
            future.set_exception(error)
        return future


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans are read in this process, where a test can put something in the place of `ocr.recognise`."""
    pool = _Here()
    monkeypatch.setattr(ocr_pool, "shared", lambda: pool)


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Tab]:
    """A tab of a real Chromium; skips where there is none."""
    if chromium.program() is None:
        pytest.skip("Chromium is not installed (apt-get install chromium): the page is not opened in it")
    with chromium.tab(tmp_path_factory.mktemp("profile")) as opened:
        yield opened
