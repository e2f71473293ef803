"""Search at size: facets among the words; an index that tells documents and not places, with beginnings of words; what lists and duties are looked up by."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

index_made_again = True
"""The facets are made from the records that are there."""

_INDEXES = {"ix_duty_to_from": ("duty", ["to", "from"]), "ix_file_since_sha256": ("file", ["since", "sha256"])}
_LEXEMES = r"array_remove(string_to_array(regexp_replace($1, '(\S{5})\S*|\S+', 'zc\1', 'g') || ' ' || $1, ' '), '')"


def upgrade() -> None:
    """From the tables that know what wants an answer."""
    op.drop_index("ix_duty_from", "duty")
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)
    (_sqlite if op.get_bind().dialect.name == "sqlite" else _postgresql)()


def _sqlite() -> None:
    """Beginnings of three to seven letters are indexed by themselves; longer ones are looked up among the words of the archive."""
    told = "content='document', content_rowid='id', tokenize='unicode61 remove_diacritics 0', detail=none, prefix='3 4 5 6 7'"
    op.execute("DROP TABLE search")
    op.execute(f"CREATE VIRTUAL TABLE search USING fts5(words, {told})")
    op.execute("INSERT INTO search(search) VALUES ('rebuild')")


def _postgresql() -> None:
    """The words as they are, each a lexeme, and the first five letters of each. What came last waits in a short list, so that one more document costs little."""
    op.execute("DROP INDEX ix_document_search")
    op.execute("ALTER TABLE document DROP COLUMN search")
    op.execute(
        f"CREATE FUNCTION docpipe_lexemes(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT array_to_tsvector({_LEXEMES}) $$"
    )
    op.execute("CREATE INDEX ix_document_search ON document USING gin (docpipe_lexemes(words)) WITH (gin_pending_list_limit = 256)")
