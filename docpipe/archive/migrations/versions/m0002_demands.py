"""What wants an answer and what answers it; the journals of what came in and what was answered; marks, versions, stamps of documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

index_made_again = True
"""The new columns and tables are filled from the records that are there."""

_JOURNALS = ("receipt", "closing")


def upgrade() -> None:
    """From the first tables."""
    texts, short = ("genre", "marks", "stamp_number"), {"counterpart": 8, "annex_to": 8, "stamp_date": 10, "signer": 16}
    for column in (*(sa.Column(name, sa.Text) for name in texts), *(sa.Column(name, sa.String(size)) for name, size in short.items())):
        op.add_column("document", column)
    _demands()
    for name in _JOURNALS:
        _journal(name)
        op.create_index(f"ix_{name}_sha256", name, ["sha256"])
        _only_added(name)


def _demands() -> None:
    op.create_table(
        "demand",
        sa.Column("document_id", sa.Integer, _owner("demand"), primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text) for name in ("rule", "stated", "addressed")),
    )
    op.create_table(
        "answer",
        sa.Column("document_id", sa.Integer, _owner("answer"), nullable=False),
        sa.Column("number_key", sa.Text),
        sa.Column("date", sa.String(10)),
        sa.Column("relation", sa.String(16), nullable=False),
    )
    for column in ("document_id", "number_key"):
        op.create_index(f"ix_answer_{column}", "answer", [column])


def _owner(table: str) -> sa.ForeignKey:
    return sa.ForeignKey("document.id", name=f"fk_{table}_document_id", ondelete="CASCADE")


def _journal(name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("file.sha256", name=f"fk_{name}_sha256"), nullable=False),
        sa.Column("at", sa.String(8)),
        sa.Column("asked", sa.Text),
        sa.Column("day", sa.String(10)),
        sa.Column("number", sa.Text),
        sa.Column("who", sa.Text),
        sa.Column("since", sa.String(32), nullable=False),
    )


def _only_added(table: str) -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    does = "BEGIN SELECT RAISE(ABORT, 'rows are only added'); END" if sqlite else "FOR EACH ROW EXECUTE FUNCTION docpipe_only_added()"
    for event in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} {does}")
