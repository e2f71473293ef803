"""What `search` finds and what comes first, the same on SQLite and on PostgreSQL: figures, numbers, phrases, facets, very many documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from docpipe.archive import acting, candidates, facets, listing, search, store
from docpipe.archive.filters import Filters
from docpipe.archive.index import Indexed
from docpipe.archive.originals import Kept
from docpipe.archive.outcome import Outcome, deflated
from docpipe.archive.place import named
from docpipe.archive.query import parsed
from docpipe.archive.snippet import snippet
from docpipe.archive.spelling import near_words
from docpipe.archive.store import Archive, Entry
from docpipe.archive.words import fold, words
from docpipe.cli import group
from docpipe.language.skeleton import bones
from tests.archives import MADE_WITH, archive, filled, folder, place, put, read, read_bytes, samples, server

__all__ = ["archive", "folder", "place", "server"]

MONEY = """МИНИСТЕРСТВО ФИНАНСОВ РЕСПУБЛИКИ КАЗАХСТАН

5 марта 2024 года № 352-пк

Акимату города Семей

На ремонт школ выделено 153 млн. тенге, обследовано 3 267 зданий. Внутренние войска и дела архива здесь ни при чём.

Министр    А. Омаров
"""
AFFAIRS = """ІШКІ ІСТЕР МИНИСТРЛІГІ

2024 жылғы 6 наурыз № 352-т/к

Семей қаласының әкімдігіне

Сұрағыңызға жауап: мектептерді жөндеуге 153 миллион теңге бөлінді, талабыңыз ескерілді.

Министр    Б. Серіков
"""


@pytest.fixture
def letters(archive: Archive) -> dict[str, str]:
    """An archive with the samples and two letters more; their names by their digests."""
    found = filled(archive)
    for name, letter in (("money", MONEY), ("affairs", AFFAIRS)):
        found[put(archive, letter.encode(), read(letter)).sha256] = name
    return found


def made(archive: Archive, number: int, body: str, *, date: str | None = None, title: str = "", kind: str = "letter") -> str:
    """A file with one document of these words; its digest."""
    one = entry(number, body, date=date, title=title, kind=kind)
    store.keep_all(archive, [one])
    return one.kept.sha256


def entry(number: int, body: str, *, date: str | None = None, title: str = "", kind: str = "letter") -> Entry:
    """A file with one document of these words, to be kept."""
    told = [facets.KIND + kind, facets.LANGUAGE + "ru", *(facets.TITLE + word for word in title.split())]
    dated = [facets.YEAR + date[:4], facets.MONTH + date[:7].replace("-", "")] if date else []
    row = {"at": "1", "kind": kind, "language": "ru", "date": date, "title": title or None, "words": " ".join([*told, *dated, title, body])}
    spelled = tuple((word, bones(word)) for word in sorted(set(body.split())) if len(word) > 2)
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    outcome = Outcome("done", None, "text/plain", 1, 0, deflated("{}"), (Indexed(row, words=spelled),))
    return Entry(Kept(sha256, 1), [f"{number}.txt"], outcome, MADE_WITH)


def dates(archive: Archive, query: str, filters: Filters | None = None, limit: int = 20) -> list[str | None]:
    return [hit.paper.date for hit in search.search(archive, query, filters, limit)]


def test_numbers_figures_and_phrases_are_found_however_they_are_written(letters: dict[str, str], archive: Archive) -> None:
    def found(query: str) -> list[str]:
        return list(dict.fromkeys(letters[hit.sha256] for hit in search.search(archive, query)))

    for query in ("№352-пк", "352 пк", "352-ПК", "№ 352 - пк"):
        assert found(query)[0] == "money", query
    assert found("352-т/к") == ["affairs"]
    for query in ("153 млн", "153 миллиона тенге", "153 000 000", "153 млн теңге"):
        assert {"money", "affairs"} <= set(found(query)), query
    assert found("3267") == found("3 267") == ["money"]
    assert found('"ішкі істер"') == ["affairs"]
    assert found('"істер ішкі"') == []
    assert found('"внутренние дела"') == []
    assert found("внутренние дела") == ["money"]
    assert found('"ремонт школ" 3 267') == ["money"]


def test_words_are_found_by_another_form(letters: dict[str, str], archive: Archive) -> None:
    for query in ("талап", "сұрақтарға", "мектепті жөндеу", "әкімдік мектеп"):
        assert "affairs" in {letters[hit.sha256] for hit in search.search(archive, query)}, query


def test_filters_stand_in_the_index(letters: dict[str, str], archive: Archive) -> None:
    def found(query: str, **asked: str) -> set[str]:
        return {letters[hit.sha256] for hit in search.search(archive, query, Filters(**asked))}

    assert found("школ", since="2024-03-05", until="2024-03-05") == {"money"}
    assert found("школ", since="2024-03-06") == found("школ", until="2024-03-04") == found("школ", since="2099") == set()
    assert found("школ", since="2024", until="2024-03", issuer="министерства финансов", person="Омарова", state="done") == {"money"}
    assert found("школ", issuer="министерства обороны") == found("школ", person="Серікову") == found("школ", state="partial") == set()
    assert found("министр", number="352 т-к") == {"affairs"}


def test_signs_of_the_index_in_what_somebody_types_are_no_signs(archive: Archive) -> None:
    data = samples()["inquiry-health-2023"]
    put(archive, data, read_bytes(data))
    for typed in ('"', 'a"b', "О'Х", "\\", "10²"):
        assert search.search(archive, "детей", Filters(person=typed)) == [], typed
        search.search(archive, typed)


def test_a_row_of_numbers_without_end_is_no_figure() -> None:
    row = " ".join(["123"] * 2000)
    assert {len(one) for one in facets.printed(row)} == {len("zf") + 24}
    assert snippet(row, ("zf3267",)).found == ()


def test_of_very_many_the_newest_come_first_and_of_few_all(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_FIRST", 6)
    monkeypatch.setattr(search, "_RANKED", 10)
    days = [f"{2010 + year}-{month:02}-01" for year in range(12) for month in range(1, 13)]
    dated = [
        entry(number, f"бюджет школа {'редкость' if number % 36 == 0 else 'частое'}", date=day)
        for number, day in enumerate([*reversed(days[:60]), *days[60:]])
    ]
    store.keep_all(archive, [*dated, entry(900, "бюджет школа"), entry(901, "указ", title="бюджет", date="2010-02-01")])
    assert dates(archive, "школа", limit=5) == ["2021-12-01", "2021-11-01", "2021-10-01", "2021-09-01", "2021-08-01"]
    assert dates(archive, "школа", Filters(until="2012-06"), limit=3) == ["2012-06-01", "2012-05-01", "2012-04-01"]
    assert len(search.search(archive, "редкость", limit=1)) == 1
    assert len(dates(archive, "редкость")) == 4
    assert len(search.search(archive, "школа", Filters(kind="order"))) == 0
    assert dates(archive, "бюджет", limit=2) == ["2010-02-01", "2021-12-01"]
    assert len(search.search(archive, "школа", limit=1000)) == 145


def test_words_side_by_side_come_before_words_far_apart_and_words_as_typed_before_forms(archive: Archive) -> None:
    apart = made(archive, 1, f"ремонт {'слово ' * 40}дорога", date="2024-02-02")
    beside = made(archive, 2, f"{'слово ' * 40}ремонт дорога", date="2024-01-01")
    form = made(archive, 3, f"{'слово ' * 40}ремонтами дорогами", date="2024-03-03")
    assert [hit.sha256 for hit in search.search(archive, "ремонт дорога")] == [beside, form, apart]


def test_a_long_beginning_that_very_many_words_have_is_looked_up_exactly(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_MOST_FORMS", 3)
    monkeypatch.setattr(candidates, "_BY_FORMS", 3)
    endings = "абвгдежз"
    sought = {made(archive, number, f"предпринимател{one}с") for number, one in enumerate(endings)}
    made(archive, 50, "предприятие предпринять")
    assert {hit.sha256 for hit in search.search(archive, "предприниматель")} == sought


def test_slips_are_found_among_very_many_words_that_begin_alike(archive: Archive) -> None:
    letters = "абвгдежзик"
    made(archive, 1, " ".join(f"ком{a}{b}{c}{d}" for a in letters for b in letters for c in letters for d in letters[:6]))
    made(archive, 2, "командировкасына")
    found = archive.read(lambda connection: near_words(connection, "камандеровка"))
    assert found[0] == "командировкасына"
    assert len(search.search(archive, "команидровка")) == 1


def test_a_snippet_shows_names_and_figures_in_another_spelling() -> None:
    shown = snippet(MONEY, ["zf3267", facets.name("Омарову")]).found
    assert {MONEY[start:end] for start, end in snippet(MONEY, ["zf3267"]).found} == {"3 267"}
    assert {MONEY[start:end] for start, end in shown} <= {"3 267", "Омаров"}
    assert {MONEY[start:end] for start, end in snippet(MONEY, [facets.name("Омарову")]).found} == {"Омаров"}


def test_json_says_where_the_words_stand_in_the_text_of_the_record(tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = tmp_path_factory.mktemp("kept") / "archive"
    archive = store.opened(named(str(kept)), make=True)
    sha256 = put(archive, (data := samples()["letter-shared-2022"]), read(data.decode())).sha256
    packet = json.loads(store.record(archive, sha256) or "")
    archive.close()
    said = CliRunner().invoke(group, ["search", "степной", "пожар", "--json", "--archive", str(kept)], standalone_mode=False)
    [row] = map(json.loads, said.stdout.splitlines())
    found = [packet["text"][start:end] for start, end in row["found"]]
    assert {fold(one)[:4] for one in found} == {"степ", "пожа"}
    assert row["span"][0] <= row["found"][0][0] < row["span"][1]
    assert (row["kind"], row["language"], row["number"]) == ("letter", "ru", "08-11/2640")


def test_files_are_listed_in_pages_without_losing_one(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in = [made(archive, number, "слово", kind=("letter", "order")[number % 2]) for number in range(11)]
    monkeypatch.setattr(listing, "_AT_ONCE", 3)
    rows = list(listing.listed(archive))
    assert {row.sha256 for row in rows} == set(put_in)
    assert [(row.since, row.sha256) for row in rows] == sorted((row.since, row.sha256) for row in rows)
    assert all(len(row.names) == len(row.documents) == 1 for row in rows)
    assert len(list(listing.listed(archive, Filters(kind="order")))) == 5


def plan(archive: Archive, statement: str) -> str:
    """How the database would answer."""
    sqlite = archive.engine.dialect.name == "sqlite"

    def work(connection: object) -> Sequence[object]:
        connection.execute(text("SELECT 1" if sqlite else "SET LOCAL enable_seqscan = off"))  # type: ignore[attr-defined]
        rows = connection.execute(text(f"EXPLAIN {'QUERY PLAN ' if sqlite else ''}{statement}"))  # type: ignore[attr-defined]
        return [tuple(row) for row in rows]

    return str(archive.read(work))


def test_duties_of_a_day_are_found_by_their_end_and_not_by_reading_all(archive: Archive) -> None:
    statement = """SELECT person FROM duty WHERE ("to" IS NULL OR "to" >= '2024') AND ("from" IS NULL OR "from" <= '2024')"""
    assert "ix_duty_to_from" in plan(archive, statement)
    assert acting.timeline(archive, since="2024-01-01", until="2024-01-01") == []


def test_a_query_is_taken_apart() -> None:
    assert [one.folded for one in parsed("Мектеп № 5, жөндеу").words] == ["мектеп", "5", "жондеу"]
    assert parsed("«»").words == ()
    assert len(parsed("слово " * 100 + " ".join(map(str, range(100)))).words) == 12
    assert [word for word, _, _ in words("a_b")] == [fold("a"), fold("b")]
