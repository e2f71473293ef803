"""How the tables of an archive came to be, step by step, and the step that an older archive still needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docpipe.errors import ArchiveUnavailable

if TYPE_CHECKING:
    from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """All missing steps, within the transaction of this connection: all of them or none. `ArchiveUnavailable` where the archive is newer."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    scripts = ScriptDirectory(str(Path(__file__).parent))
    try:
        with EnvironmentContext(Config(), scripts, fn=lambda revision, _: scripts._upgrade_revs("head", revision)) as steps:  # noqa: SLF001 - as Alembic's own command does
            steps.configure(connection=connection, transactional_ddl=True)
            steps.run_migrations()
    except CommandError as error:
        raise newer() from error


def newer() -> ArchiveUnavailable:
    """The error of an archive that a newer docpipe has written."""
    return ArchiveUnavailable("The archive was written by a newer docpipe", "Install that version, or a newer one")
