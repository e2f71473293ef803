"""The reader of case files is itself tested: a case that asserts nothing would be worse than none."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from docpipe.model.record import Document
from tests import adapters, casefile


@dataclass
class Found:
    span: tuple[int, int]
    value: str | None = None


def only(text: str) -> casefile.Case:
    [case] = casefile.parse(text, "x.cases")
    return case


def test_brackets_nest_and_signs_are_characters() -> None:
    case = only("ru: [a ⏎ [b]] \\[c\\]\n    value = 1\n    value = 2")
    assert case.text == "a \n b [c]"
    assert case.spans == [(0, 5), (4, 5)]


def test_values_are_compared_as_text_and_none_is_none() -> None:
    case = only('kk: [бес] [он]\n    value = none\n    value = "5, 10"')
    assert not case.complaints([Found((0, 3)), Found((4, 6), "5, 10")])
    assert len(case.complaints([Found((0, 3), "x"), Found((4, 6), "5")])) == 2


def test_a_place_too_many_or_too_few_is_told() -> None:
    case = only("ru: [пять] шесть\n    value = 5")
    assert case.complaints([])[0].startswith("not found: [пять]")
    assert case.complaints([Found((0, 4), "5"), Found((5, 10), "6")])[0].startswith("found too much: [шесть]")


def test_nothing_means_nothing_at_all() -> None:
    case = only("ru: Тел.: 72-30-74\n    nothing")
    assert not case.complaints([])
    assert case.complaints([Found((0, 3))])


def test_an_attribute_that_is_not_there_is_a_complaint() -> None:
    case = only("ru: [пять]\n    valeu = 5")
    assert "valeu" in case.complaints([Found((0, 4), "5")])[0]


@pytest.mark.parametrize(
    "text",
    [
        "ru: [пять",
        "ru: пять]",
        "ru: пять",
        "ru: [пять]",
        "ru: [пять]\n    value = 5\n    value = 5",
        "ru: [пять]\n    nothing",
        "ru: [пять]\n    just words",
        "    value = 5",
        "de: [fünf]",
    ],
)
def test_a_case_that_is_wrong_itself_is_refused(text: str) -> None:
    with pytest.raises(casefile.CaseError):
        casefile.parse(text, "x.cases")


def test_the_runner_knows_where_the_facts_of_a_document_stand() -> None:
    fields = {field for kind in adapters.FIELDS.values() for field in kind}
    assert fields <= set(Document.model_fields)
