"""How the tables of an archive came to be, step by step, and the step that an older archive still needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docpipe.errors import ArchiveUnavailable

if TYPE_CHECKING:
    from sqlalchemy import Connection


def upgrade(connection: Connection, to: str = "head") -> None:
    """All steps that are missing up to `to`, within the transaction of this connection: all of them or none. `ArchiveUnavailable` where the archive is newer.

    Where a step says `index_made_again`, the index of an archive that had records is made from them once more after the last step.
    """
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    from docpipe.archive import indexing

    scripts = ScriptDirectory(str(Path(__file__).parent))
    taken: list[Any] = []

    def missing(revision: Any, _: Any) -> list[Any]:
        taken[:] = scripts._upgrade_revs(to, revision)  # noqa: SLF001 - as Alembic's own command does
        return taken

    try:
        with EnvironmentContext(Config(), scripts, fn=missing) as steps:
            steps.configure(connection=connection, transactional_ddl=True)
            steps.run_migrations()
    except CommandError as error:
        raise newer() from error
    if any(getattr(step.revision.module, "index_made_again", False) for step in taken):
        indexing.again(connection)


def newer() -> ArchiveUnavailable:
    """The error of an archive that a newer docpipe has written."""
    return ArchiveUnavailable("The archive was written by a newer docpipe", "Install that version, or a newer one")
