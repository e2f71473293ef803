"""The first tables: files, arrivals, extractions, and the index of documents, people, duties, words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_BYTEWISE = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
_INDEXES = {
    "extraction": ("state",),
    "document": ("sha256", "number_key", "date"),
    "person": ("document_id", "folded", "skeleton"),
    "duty": ("document_id", "from"),
    "word": ("bones",),
}


def upgrade() -> None:
    """From nothing."""
    _files()
    _documents()
    _people()
    for table, columns in _INDEXES.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    (_search_sqlite if op.get_bind().dialect.name == "sqlite" else _search_postgresql)()
    _only_added()


def _files() -> None:
    op.create_table(
        "file",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
    )
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("file.sha256", name="fk_arrival_sha256"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
        sa.UniqueConstraint("sha256", "name", name="uq_arrival_sha256_name"),
    )
    op.create_table(
        "extraction",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("file.sha256", name="fk_extraction_sha256"), nullable=False),
        sa.Column("versions", sa.String(64), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("made_with", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("code", sa.String(32)),
        sa.Column("media_type", sa.String(96)),
        sa.Column("pages", sa.Integer),
        sa.Column("findings", sa.Integer, nullable=False),
        sa.Column("record", sa.LargeBinary),
        sa.Column("at", sa.String(32), nullable=False),
        sa.UniqueConstraint("sha256", "versions", "attempt", name="uq_extraction_sha256_versions_attempt"),
    )


def _documents() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("file.sha256", name="fk_document_sha256"), nullable=False),
        sa.Column("at", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        *(sa.Column(name, sa.Text) for name in ("number", "number_key")),
        sa.Column("date", sa.String(10)),
        *(sa.Column(name, sa.Text) for name in ("issuer", "issuer_key", "title")),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_table("word", sa.Column("word", _BYTEWISE, primary_key=True), sa.Column("bones", _BYTEWISE, nullable=False))


def _people() -> None:
    op.create_table(
        "person",
        _document("person"),
        sa.Column("surname", sa.Text, nullable=False),
        sa.Column("initials", sa.Text),
        sa.Column("post", sa.Text),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("skeleton", sa.String(16), nullable=False),
    )
    op.create_table(
        "duty",
        _document("duty"),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("skeleton", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Text) for name in ("person_post", "acting_for", "organisation")),
        *(sa.Column(name, sa.String(10)) for name in ("from", "to")),
        sa.Column("order_number", sa.Text),
        sa.Column("order_date", sa.String(10)),
        sa.Column("reason", sa.Text),
    )


def _document(table: str) -> sa.Column[int]:
    owner = sa.ForeignKey("document.id", name=f"fk_{table}_document_id", ondelete="CASCADE")
    return sa.Column("document_id", sa.Integer, owner, nullable=False)


def _search_sqlite() -> None:
    """A full-text index over the words of documents, which keeps no copy of them; triggers keep the two together."""
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(words, content='document', content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
    )
    op.execute("CREATE TRIGGER document_in AFTER INSERT ON document BEGIN INSERT INTO search(rowid, words) VALUES (new.id, new.words); END")
    gone = "INSERT INTO search(search, rowid, words) VALUES ('delete', old.id, old.words)"
    op.execute(f"CREATE TRIGGER document_out AFTER DELETE ON document BEGIN {gone}; END")


def _search_postgresql() -> None:
    """The words as they are, each a lexeme: no parser of the server's locale comes between."""
    lexemes = "array_to_tsvector(string_to_array(words, ' '))"
    op.execute(f"ALTER TABLE document ADD COLUMN search tsvector GENERATED ALWAYS AS ({lexemes}) STORED")
    op.execute("CREATE INDEX ix_document_search ON document USING gin (search)")


def _only_added() -> None:
    """No row of what came and what was read of it is ever changed or taken away."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        told = "RAISE EXCEPTION 'rows of % are only added', TG_TABLE_NAME"
        op.execute(f"CREATE FUNCTION docpipe_only_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {told}; END $$")
    for table in ("file", "arrival", "extraction"):
        for event in ("UPDATE", "DELETE"):
            name = f"{table}_no_{event.lower()}"
            does = (
                "BEGIN SELECT RAISE(ABORT, 'rows are only added'); END" if sqlite else "FOR EACH ROW EXECUTE FUNCTION docpipe_only_added()"
            )
            op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} {does}")
