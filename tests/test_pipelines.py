"""Blank pipelines: words keep their places, stems are shared by cases, Kazakh is a language that spaCy knows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe.language.passage import Passage
from docpipe.language.pipelines import pipeline, stem, words
from docpipe.mentions.sight import sight


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pipelines_are_built_once_and_blank(language: str) -> None:
    nlp = pipeline(language)
    assert nlp is pipeline(language)
    assert (nlp.lang, nlp.pipe_names) == (language, [])


def test_kazakh_is_registered() -> None:
    import spacy

    pipeline("kk")
    doc = spacy.blank("kk")("Жиырма адам және 3 267 материал")
    assert [token.like_num for token in doc] == [True, False, False, True, True, False]
    assert [token.text for token in doc if token.is_stop] == ["және"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ru", "И.о. генерал-майора Б.С. Асанова (г. Нур-Султан), 3 267", "И.о.|генерал-майора|Б.С.|Асанова|(|г.|Нур-Султан|)|,|3|267"),
        ("kk", "Министрдің м.у.а. Премьер-Министрге, т.б.", "Министрдің|м.у.а.|Премьер-Министрге|,|т.б."),
        ("en", "Kazakhstan's “Plan” – No. 5", "Kazakhstan's|«|Plan|»|–|No.|5"),
    ],
)
def test_words(language: str, text: str, wanted: str) -> None:
    assert "|".join(words(Passage.of(text, language)).texts) == wanted


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", "Министерство Министерства министерству Министерством министерстве"),
        ("ru", "внутренняя внутренних внутренним"),
        ("ru", "область области областью областей"),
        ("kk", "министрлігі министрлігінің министрлігіне министрлігін министрлігінде министрлігінен министрлігімен"),
        ("kk", "комитеті комитетінің комитетіне"),
    ],
)
def test_forms_share_a_stem(language: str, forms: str) -> None:
    assert len({stem(form, language) for form in forms.split()}) == 1


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='Аабвғқ ИМ.,\n*«»"-–№12_|\t\xa0', max_size=60), st.sampled_from(["kk", "ru", "en"]))
def test_words_stand_at_their_places(text: str, language: str) -> None:
    passage = Passage.of(text, language)
    cut = words(passage)
    for word, start, end in zip(cut.texts, cut.starts, cut.ends, strict=True):
        assert passage.folded[start:end] == word
    assert list(cut.starts) == sorted(cut.starts)
    assert "".join(cut.texts) == "".join(char for char in passage.folded if not char.isspace() and char not in "*_|#\\")
    assert len(sight(passage)) == len(cut)


def test_a_narrowed_passage_keeps_packet_offsets() -> None:
    passage = Passage.of("Один два три", "ru").within(5, 12)
    cut = words(passage)
    assert [passage.quote((start, end)) for start, end in zip(cut.starts, cut.ends, strict=True)] == ["два", "три"]
