"""`docpipe doctor` and `docpipe schema`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from docpipe.cli import doctor, schema
from docpipe.errors import DONE, MISSING
from docpipe.model.record import Document, Packet


def test_doctor_as_json_names_every_part_and_how_to_install_it() -> None:
    done = CliRunner().invoke(doctor.command, ["--json"], standalone_mode=False)
    parts = json.loads(done.stdout)
    names = {"Tesseract", "Tesseract: kaz", "Tesseract: rus", "Tesseract: eng", "Tesseract: osd", "LibreOffice"}
    assert names <= {p["name"] for p in parts}
    assert all(p["install"].split()[1] == "install" for p in parts if not p["name"].startswith("Workers"))
    missing = any(p["needed"] and p["found"] is None for p in parts)
    assert done.return_value == (MISSING if missing else DONE)


def test_doctor_ends_with_3_where_a_needed_part_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    done = CliRunner().invoke(doctor.command, standalone_mode=False)
    assert done.return_value == MISSING
    assert "missing   Tesseract: kaz" in done.stdout
    assert "apt-get install tesseract-ocr-kaz" in done.stdout


def test_doctor_does_not_mind_that_an_optional_part_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [doctor.Part("LibreOffice", None, needed=False, purpose="DOC files", install="apt-get install libreoffice-writer")]
    monkeypatch.setattr(doctor, "examine", lambda: parts)
    done = CliRunner().invoke(doctor.command, standalone_mode=False)
    assert done.return_value == DONE
    assert "(optional)" in done.stdout


def test_schema_names_every_field_as_it_stands_in_the_json() -> None:
    done = CliRunner().invoke(schema.command, standalone_mode=False)
    printed = json.loads(done.stdout)
    assert set(printed["properties"]) == {info.alias or name for name, info in Packet.model_fields.items()}
    assert set(printed["$defs"]["Document"]["properties"]) == set(Document.model_fields)
    assert {"from", "to"} <= set(printed["$defs"]["Assignment"]["properties"])
    assert "schema" in printed["properties"]
    assert done.return_value == DONE
