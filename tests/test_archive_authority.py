"""Signatures against all orders of an archive, whatever came first; on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docpipe.archive import authority, store
from docpipe.archive.place import named
from docpipe.archive.store import Archive
from docpipe.cli import group
from docpipe.errors import WrongCall
from docpipe.model.record import Packet
from tests.archives import archive, place, put, read, server
from tests.packetcases import blocks
from tests.test_authority import CASES

__all__ = ["archive", "place", "server"]


def texts(title: str) -> tuple[list[str], list[str]]:
    return next((texts, wanted) for name, texts, wanted in blocks(CASES) if name == title)


def sent(archive: Archive, text: str) -> str:
    return put(archive, text.encode(), read(text)).sha256


def codes(archive: Archive, sha256: str) -> list[str]:
    return [one.code for one in authority.findings(archive, sha256)]


def test_an_order_that_comes_after_the_letter_bears_on_it(archive: Archive) -> None:
    order, letter = texts("Three days after the period")[0]
    sha256 = sent(archive, letter)
    before = store.record(archive, sha256)
    assert codes(archive, sha256) == []
    kept = sent(archive, order)
    [found] = authority.told(archive, sha256, Packet.model_validate_json(before or ""))
    assert (found.finding.code, found.finding.values) == ("acting-outside-period", ("2024-08-26", "2024-08-05/2024-08-23"))
    assert [(file, number) for file, number, _ in found.orders] == [(kept, "118-л/с")]
    packet = Packet.model_validate_json(before or "")
    assert all(packet.text[slice(*where.span)] for where in found.finding.where)
    assert store.record(archive, sha256) == before


def test_an_order_that_comes_later_takes_back_what_was_said(archive: Archive) -> None:
    """The packet knows one order and the signature falls outside it; then the order that covers the day arrives."""
    order, letter = texts("Three days after the period")[0]
    sha256 = sent(archive, order + "\n\f" + letter)
    assert codes(archive, sha256) == ["acting-outside-period"]
    longer = order.replace("с 5 по 23 августа", "с 24 по 30 августа").replace("118-л/с", "125-л/с").replace("30 июля", "20 августа")
    sent(archive, longer)
    assert codes(archive, sha256) == []


def test_orders_of_another_body_or_of_another_year_say_nothing(archive: Archive) -> None:
    order, letter = texts("Three days after the period")[0]
    sent(
        archive,
        order.replace("КУЛЬТУРЫ И ИНФОРМАЦИИ", "ФИНАНСОВ").replace("культуры и информации", "финансов").replace("Сеитова", "Оразова"),
    )
    sent(archive, order.replace("2024", "2021"))
    assert codes(archive, sent(archive, letter)) == []


@pytest.mark.parametrize(
    "title", ["The order covers the day", "Another person than the order names", "A Kazakh order and a Russian letter", "The same, covered"]
)
def test_files_apart_are_judged_as_one_packet_is(archive: Archive, title: str) -> None:
    every, wanted = texts(title)
    found = [code for sha256 in [sent(archive, text) for text in every] for code in codes(archive, sha256)]
    assert found == [line.split()[0] for line in wanted if line != "nothing"]


def test_show_tells_the_record_as_the_orders_have_it_and_names_them(tmp_path: Path) -> None:
    order, letter = texts("Three days after the period")[0]
    made = store.opened(named(str(tmp_path)), make=True)
    sha256 = sent(made, letter)

    def shown() -> Result:
        return CliRunner().invoke(group, ["show", sha256, "--archive", str(tmp_path)], standalone_mode=False)

    assert shown().stdout.strip() == store.record(made, sha256)
    sent(made, order)
    done = shown()
    assert [one["code"] for one in json.loads(done.stdout)["findings"] if one["kind"] == "authority"] == ["acting-outside-period"]
    assert "acting-outside-period: by order № 118-л/с of 2024-07-30" in done.stderr
    made.close()


def test_acting_lists_the_letters_that_the_orders_speak_against(tmp_path: Path) -> None:
    order, late = texts("Three days after the period")[0]
    _, other = texts("Another person than the order names")[0]
    _, right = texts("The order covers the day")[0]
    made = store.opened(named(str(tmp_path)), make=True)
    for text in (order, late, other, right):
        sent(made, text)
    made.close()

    def said(*words: str) -> Result:
        return CliRunner().invoke(
            group, ["acting", "--letters", *words, "--archive", str(tmp_path)], standalone_mode=False, env={"DOCPIPE_LANG": "en"}
        )

    done = said()
    assert done.return_value == 10
    lines = done.stdout.splitlines()
    assert [line[:10] for line in lines[::2]] == ["2024-08-26", "2024-08-14"]
    assert all("order № 118-л/с 2024-07-30" in line for line in lines[1::2])
    assert [one["code"] for line in said("--json").stdout.splitlines() for one in json.loads(line)["findings"]] == [
        "acting-outside-period",
        "acting-other-person",
    ]
    assert len(said("--from", "2024-08-20").stdout.splitlines()) == 2
    assert (said("--on", "2024-09-01").stdout, said("--on", "2024-09-01").return_value) == ("", 0)
    assert isinstance(said("--post", "министр").exception, WrongCall)
