"""The tables of an archive. `file`, `arrival`, `extraction`, `receipt` and `closing` are only ever added to; the others are an index of the latest extractions.

How they came to be is told by `migrations`; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint

HEAD = "0003"
"""The migration that these tables are the outcome of."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

file = Table(
    "file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("since", String(32), nullable=False, doc="when it came first, UTC"),
    Index(None, "since", "sha256"),
)

arrival = Table(
    "arrival",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", ForeignKey("file.sha256"), nullable=False),
    Column("name", Text, nullable=False, doc="under which it came; never used as a path"),
    Column("since", String(32), nullable=False),
    UniqueConstraint("sha256", "name"),
)

extraction = Table(
    "extraction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", ForeignKey("file.sha256"), nullable=False),
    Column("versions", String(64), nullable=False, doc="digest of the versions of code, vocabulary, engine"),
    Column("attempt", Integer, nullable=False, doc="of the same versions, from 1"),
    Column("made_with", Text, nullable=False, doc="the versions, as JSON"),
    Column("state", String(16), nullable=False),
    Column("code", String(32), doc="of the error, where there was one"),
    Column("media_type", String(96)),
    Column("pages", Integer),
    Column("findings", Integer, nullable=False, doc="how many of severity error"),
    Column("record", LargeBinary, doc="the JSON, deflated"),
    Column("at", String(32), nullable=False, doc="UTC"),
    UniqueConstraint("sha256", "versions", "attempt"),
    Index(None, "state"),
)

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", ForeignKey("file.sha256"), nullable=False, index=True),
    Column("at", String(8), nullable=False, doc="the document's id in its record"),
    Column("kind", String(16), nullable=False),
    Column("language", String(2), nullable=False),
    Column("number", Text),
    Column("number_key", Text, index=True),
    Column("date", String(10), index=True),
    Column("issuer", Text),
    Column("issuer_key", Text),
    Column("title", Text),
    Column("words", Text, nullable=False, doc="folded, as they are searched for"),
    Column("genre", Text, doc="as the chancery calls it"),
    Column("counterpart", String(8), doc="the other language version, by its id in the same record"),
    Column("annex_to", String(8)),
    Column("marks", Text, doc="the kinds of its marks, a space between: `control restricted`; null where it bears none"),
    Column("stamp_number", Text, doc="of the receiver's stamp; null where none was read"),
    Column("stamp_date", String(10)),
    Column("signer", String(16), doc="skeleton of the surname of who signs first"),
)

demand = Table(
    "demand",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, doc="a document that wants an answer"),
    Column("rule", Text, doc="of the law, by its name in the vocabulary; null where only the document states a term"),
    Column("stated", Text, doc="the term as the document states it: a date, or its words"),
    Column("addressed", Text, doc="the body or the person that is to answer"),
)

answer = Table(
    "answer",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number_key", Text, index=True, doc="of the letter that the document answers"),
    Column("date", String(10)),
    Column("relation", String(16), nullable=False),
)


def _journal(name: str, **told: str) -> Table:
    """What people have said of demands. The latest row about a demand holds; one without a day takes back what was said before it."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("sha256", ForeignKey("file.sha256"), nullable=False, index=True),
        Column("at", String(8), doc="the document's id in its record; null where the file has one demand only"),
        Column("asked", Text, doc="`number_key` of the demand: by it the row is found again where another reading numbers documents anew"),
        Column("day", String(10), doc=told["day"]),
        Column("number", Text, doc=told["number"]),
        Column("who", Text, doc="the user of the machine who said so"),
        Column("since", String(32), nullable=False, doc="UTC"),
    )


receipt = _journal("receipt", day="when the demand came in", number="of the incoming register")
closing = _journal("closing", day="of the final answer", number="under which the final answer was registered")

person = Table(
    "person",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("surname", Text, nullable=False),
    Column("initials", Text),
    Column("post", Text),
    Column("folded", Text, nullable=False, index=True),
    Column("skeleton", String(16), nullable=False, index=True),
)

duty = Table(
    "duty",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("language", String(2), nullable=False),
    Column("person", Text, nullable=False),
    Column("skeleton", String(16), nullable=False),
    Column("person_post", Text),
    Column("acting_for", Text),
    Column("organisation", Text),
    Column("from", String(10)),
    Column("to", String(10)),
    Column("order_number", Text),
    Column("order_date", String(10)),
    Column("reason", Text),
    Index(None, "to", "from"),
)

_BYTEWISE = String(64).with_variant(String(64, collation="C"), "postgresql")
word = Table(
    "word",
    metadata,
    Column("word", _BYTEWISE, primary_key=True, doc="every folded word that some document has"),
    Column("bones", _BYTEWISE, nullable=False, index=True, doc="its first consonants"),
)
