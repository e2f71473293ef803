"""Faults planted on purpose: each shows that the account can fail. Called in the docpipe that is started, before anything else."""

from __future__ import annotations

import os
from typing import IO

from docpipe.archive import originals, store
from docpipe.archive.originals import Kept
from docpipe.archive.store import Archive


def delete_before_commit() -> None:
    """What has been copied is removed from the inbox at once, before the archive has heard of it."""

    def keep(archive: Archive, stream: IO[bytes]) -> Kept:
        kept = originals.keep(archive.originals, stream)
        os.unlink(stream.name)  # noqa: PTH108 - the name alone is had
        return kept

    store.keep_original = keep
