"""Values of any kind in any field: every file opens, the text comes back unchanged or the letter is refused with words, nothing is run."""

from __future__ import annotations

from pathlib import Path

from bench.replies import hostile


def test_values_in_answers_and_tables_come_back_as_they_were(tmp_path: Path) -> None:
    done = hostile.bodies(hostile.values(3, 30), tmp_path)
    assert (done.lost, done.unopened, done.ran, dict(done.refused)) == ([], [], [], {})
    assert done.kept > 60


def test_a_value_in_any_field_is_printed_as_it_is_or_refused(tmp_path: Path) -> None:
    done = hostile.fields(hostile.values(5, len(hostile.FIELDS)), tmp_path)
    assert (done.lost, done.unopened, done.ran) == ([], [], [])
    assert done.kept
    assert done.refused
