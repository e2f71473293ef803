"""What several tests share: where the checkout is, and the folder of real letters beside it, which may be absent."""

from __future__ import annotations

from pathlib import Path

import pytest

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
