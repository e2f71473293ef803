"""Figures drawn over time: what may stand on one pair of axes, and that the picture says what the figures say."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from docpipe.archive import series
from docpipe.archive.figure_rows import Open, Row
from docpipe.cli import stats_chart
from docpipe.reports import chart
from docpipe.reports.chart_data import Chart, Line, Point

NOTHING: dict[str, Any] = dict.fromkeys(Row.__dataclass_fields__)
GIVEN: dict[str, Any] = {"unit": "count", "counted": "пожар", "qualifier": "exact", "step": 1.0, "language": "ru", "sha256": "a" * 64}
PLACE: dict[str, Any] = {"at": "1", "kind": "letter", "number": "1-1/1", "date": "2024-02-01", "span": (0, 1), "text": "1"}
BASE = Row(**{**NOTHING, **GIVEN, **PLACE, "findings": (), "confidence": 1.0, "draft": False})
SVG = "{http://www.w3.org/2000/svg}"


def row(value: float | None, since: str = "2022", until: str | None = None, **more: Any) -> Row:
    last = until or since
    return replace(BASE, value=value, since=f"{since}-01-01"[:10], until=last if len(last) == 10 else f"{last}-12-31", **more)


def values(found: series.Series | None) -> list[list[float | None]]:
    assert found is not None
    return [[point.value for point in line.points] for line in found.lines]


def test_periods_of_different_length_never_share_an_axis() -> None:
    years = [row(40, "2021"), row(46, "2022"), row(50, "2023")]
    found = series.of([*years, row(20, "2023", "2023-06-30"), row(None, "2024"), row(7, "2021", unit="km"), replace(BASE, value=3)])
    assert values(found) == [[40, 46, 50]]
    assert found is not None
    assert (found.length, dict(found.left_out)) == (("month", 12), {"length": 1, "range": 1, "unit": 1, "period": 1})


def test_a_day_that_no_calendar_has_is_no_period() -> None:
    found = series.of([row(40, "2021"), row(46, "2022"), row(3, "2023-06-31")])
    assert found is not None
    assert (values(found), dict(found.left_out)) == ([[40, 46]], {"period": 1})


def test_a_change_is_no_value_but_its_result_is_one() -> None:
    risen = row(12, "2022", direction="up", change_to=112)
    assert values(series.of([row(100, "2021"), row(112, "2022", direction="up", change_from=100, change_to=112), risen])) == [[100, 112]]


def test_a_region_is_one_line_in_both_languages_and_no_city_joins_it() -> None:
    found = series.of(
        [
            row(1, "2021", region="Қостанай облысы", language="kk", counted=None, unit="ha"),
            row(2, "2022", region="Костанайская область", counted=None, unit="ha"),
            row(3, "2023", region="Костанай", counted=None, unit="ha"),
        ]
    )
    assert values(found) == [[1, 2], [3]]


def test_where_documents_differ_the_newest_is_joined() -> None:
    old, new = row(41, "2021", date="2022-01-15"), row(42, "2021", date="2023-01-15", sha256="b" * 64)
    found = series.of([old, new, row(46, "2022"), row(99, "2022", draft=True, date="2025-01-01")])
    assert found is not None
    assert values(found) == [[42, 46]]
    assert [point.value for point in found.lines[0].others] == [41, 99]


def test_two_things_that_one_document_tells_of_one_period_are_two_lines() -> None:
    def cell(value: float, what: str, year: str) -> Row:
        return row(value, year, label=f"{what}; Акмолинская область; {year} год", region="Акмолинская область")

    found = series.of([cell(1, "Лесные", "2021"), cell(5, "Степные", "2021"), cell(2, "Лесные", "2022"), cell(6, "Степные", "2022")])
    assert found is not None
    assert {line.measure: [point.value for point in line.points] for line in found.lines} == {"Лесные": [1, 2], "Степные": [5, 6]}


def test_at_most_eight_lines_and_nothing_for_nothing() -> None:
    found = series.of([row(at, year, counted=f"{sign * 6}") for at, sign in enumerate("абвгдежзик") for year in ("2021", "2022")])
    assert found is not None
    assert (len(found.lines), found.left_out["line"]) == (8, 4)
    assert series.of([]) is None


def drawn(lines: list[Line], language: str = "kk", unit: str = "теңге") -> ET.Element:
    return ET.fromstring(chart.svg(Chart("Өрттер <script>alert(1)</script>", unit, lines, ["Дереккөздер: № 1"], language)))  # noqa: S314 - our own


def year(at: int, value: float, **more: Any) -> Point:
    return Point(f"{at}-01-01", f"{at}-12-31", value, "№ 1", **more)


def texts(picture: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in picture.iter(f"{SVG}text")]


@pytest.mark.parametrize("figures", [[930, 940, 950], [-5, 3, 8], [0, 0, 0], [2.6e12, 2.7e12, 3e12], [0.1, 0.25, 0.3]])
def test_zero_stands_on_the_axis_and_heights_are_in_proportion(figures: list[float]) -> None:
    picture = drawn([Line("a", [year(2020 + at, value) for at, value in enumerate(figures)])])
    axis = next(one for one in picture.iter(f"{SVG}path") if one.get("stroke") == "#14181d" and "H" in one.get("d", ""))
    zero = float(re.split("[ H]", axis.get("d", ""))[1])
    assert "0" in texts(picture)
    marks = [one.get("transform", "") for one in picture.iter(f"{SVG}g") if one.get("transform")]
    heights = [zero - float(mark.split()[1].rstrip(")")) for mark in marks]
    most = max(figures, key=abs)
    assert heights == pytest.approx([value * heights[figures.index(most)] / (most or 1) for value in figures], abs=0.2)


def test_every_figure_is_told_exactly_and_what_is_hostile_is_text() -> None:
    picture = drawn([Line("Қостанай <b>", [year(2020, 214.6e9), year(2021, 187.3e9, doubtful=True, sign="> ")], [year(2020, 2e11)])])
    told = texts(picture)
    assert told[:2] == ["Өрттер <script>alert(1)</script>", "млрд теңге"]
    assert {"214,6", "> 187,3? Қостанай <b>", "2020", "2021", "Дереккөздер: № 1"} <= set(told)
    titles = [(one.text or "").replace("\u00a0", " ") for one in picture.iter(f"{SVG}title")]
    assert "Қостанай <b>: 214 600 000 000, 2020 (№ 1)" in titles
    assert not list(picture.iter(f"{SVG}script"))


def test_lines_are_told_apart_without_colours_and_broken_where_a_year_is_missing() -> None:
    lines = [Line(f"{at}", [year(2018, at + 1), year(2019, at + 2), year(2022, at + 3), year(2023, at + 4)]) for at in range(8)]
    groups = [one for one in drawn(lines).iter(f"{SVG}g") if one.get("stroke-width") == "2"]
    looks = set()
    for group in groups:
        joined = list(group.iter(f"{SVG}polyline"))
        assert [len(one.get("points", "").split()) for one in joined] == [2, 2]
        mark = next(one for one in group.iter(f"{SVG}path"))
        looks.add((joined[0].get("stroke-dasharray"), mark.get("d"), mark.get("fill") == "#fff"))
    assert len(looks) == 8


def test_no_label_stands_on_another() -> None:
    ends = [
        one
        for one in drawn([Line("x" * 60, [year(2020, 5), year(2021, 5 + at / 100)]) for at in range(8)]).iter(f"{SVG}text")
        if one.get("x") == "702"
    ]
    places = sorted(float(one.get("y", "")) for one in ends)
    assert min(after - before for before, after in pairwise(places)) >= 16
    assert all(len("".join(one.itertext())) <= 40 for one in ends)


def test_one_period_is_drawn_as_bars_from_a_common_zero() -> None:
    figures = {"Алматы": 30_246, "Ұлытау": -1_008, "Қостанай": 15_123}
    lines = [Line(name, [year(2023, value)], [year(2023, 20_000)] if value == 15_123 else []) for name, value in figures.items()]
    picture = drawn(lines, unit="қылмыс")
    bars = [[float(one.get(key, "")) for key in ("x", "width")] for one in picture.iter(f"{SVG}rect") if one.get("x")]
    told = [text.replace("\u00a0", " ") for text in texts(picture)]
    assert told[1:8] == ["қылмыс, 2023", "Алматы", "30 246", "Қостанай", "15 123", "Ұлытау", "-1 008"]
    assert [round(width / bars[0][1], 2) for _, width in bars] == [1, 0.5, 0.03]
    assert bars[0][0] == bars[1][0] == pytest.approx(bars[2][0] + bars[2][1], abs=0.2)
    assert len([one for one in picture.iter(f"{SVG}path") if one.get("stroke-width") == "1.4"]) == 1, "what another document says"


def test_a_picture_has_its_sources_and_what_is_missing_beneath(tmp_path: Path) -> None:
    rows = [
        row(4, "2021"),
        row(6, "2022", findings=(Open("sum-differs", "arithmetic", "error"),), number="2-2/2"),
        row(7, "2021", unit="km"),
    ]
    stats_chart.draw(tmp_path / "x.svg", rows, None, "ru")
    told = texts(ET.fromstring((tmp_path / "x.svg").read_text("utf-8")))  # noqa: S314 - our own
    assert told[0] == "пожар"
    assert told[-3] == "? – к числу есть замечание"
    assert told[-2] == "Не показано: в других единицах – 1"
    assert "№ 1-1/1, 1 февраля 2024 г., aaaaaaaaaaaa; № 2-2/2" in told[-1]
    stats_chart.draw(tmp_path / "x.png", rows, None, "kk")
    picture = Image.open(io.BytesIO((tmp_path / "x.png").read_bytes()))
    assert picture.width == 2 * chart.WIDTH
    assert picture.convert("L").histogram()[:40] != [0] * 40, "nothing is drawn"
