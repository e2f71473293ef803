"""The data file: TOML, YAML and JSON say the same; nothing in it is run; rows of a list go over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docpipe.errors import WrongCall
from docpipe.reply import data

TOLD = {"on": date(2023, 10, 27), "number": "09-2/1", "reason": {"kk": "қажеттігіне", "ru": "необходимостью"}, "answer": [{"question": 1}]}


def test_three_ways_to_write_one_thing(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        'on = 2023-10-27\nnumber = "09-2/1"\nreason = { kk = "қажеттігіне", ru = "необходимостью" }\nanswer = [{ question = 1 }]', "utf-8"
    )
    (tmp_path / "a.yaml").write_text(
        "on: 2023-10-27\nnumber: 09-2/1\nreason:\n  kk: қажеттігіне\n  ru: необходимостью\nanswer:\n- question: 1\n", "utf-8-sig"
    )
    (tmp_path / "a.json").write_text(
        '{"on": "2023-10-27", "number": "09-2/1", "reason": {"kk": "қажеттігіне", "ru": "необходимостью"}, "answer": [{"question": 1}]}',
        "utf-8",
    )
    toml, yaml, json = (data.load(tmp_path / f"a.{one}") for one in ("toml", "yaml", "json"))
    assert toml == TOLD
    assert {**yaml, "on": data.day(yaml["on"])} == TOLD
    assert {**json, "on": data.day(json["on"])} == TOLD


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.toml", "on = 1\nsecret words without quotes", "line 2"),
        ("a.json", '{"a": 1,\n secret}', "line 2"),
        ("a.json", "[1]", "has no names"),
        ("a.yaml", "a: !!python/object/apply:os.system ['id']", "a.yaml"),
        ("a.yaml", "a: &a [x, x]\nb: [*a, *a]", "aliases"),
        ("a.txt", "a", "neither TOML, YAML nor JSON"),
    ],
)
def test_mistakes_are_told_without_the_text(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(WrongCall, match=said) as caught:
        data.load(tmp_path / name)
    assert "secret" not in str(caught.value)


def test_lists_are_parted_by_commas_or_semicolons(tmp_path: Path) -> None:
    for mark in ",;":
        (tmp_path / "list.csv").write_text(f"number{mark}reason.kk\n1{mark}қажеттігіне\n2{mark}\n", "utf-8-sig")
        assert data.rows(tmp_path / "list.csv") == [{"number": "1", "reason.kk": "қажеттігіне"}, {"number": "2"}]


def test_a_decimal_comma_parts_no_cell_and_a_ragged_table_is_refused() -> None:
    assert data.table("Регион;План, единиц;Исполнение, %\nАбай;48;43,8\n", "t.csv") == [
        ("Регион", "План, единиц", "Исполнение, %"),
        ("Абай", "48", "43,8"),
    ]
    assert data.table('a,b\n"1,5",2\n', "t.csv") == [("a", "b"), ("1,5", "2")]
    with pytest.raises(WrongCall, match="not all of one width"):
        data.table("a,b\n1,2,3\n", "t.csv")
