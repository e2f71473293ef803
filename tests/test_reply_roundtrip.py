"""Letters of every kind are read back as they were meant: requisites, people, figures, and nothing that the check finds wrong."""

from __future__ import annotations

from bench.replies import letters, roundtrip


def test_letters_of_every_kind_are_read_back_as_they_were_meant() -> None:
    fields, found = roundtrip.run(len(letters.KINDS))
    assert {one.kind for one in fields} == set(letters.KINDS)
    assert [(one.kind, one.language, one.name, one.put, one.read) for one in fields if not one.equal] == []
    assert len(fields) > 150
    assert [one for one in found if one.startswith("error")] == []
