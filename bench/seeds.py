"""Score the records of real letters against their gold, and show that a PDF and a Word file say the same as the text.

    python bench/seeds.py SEEDS GOLD SCORER [--formats]

SEEDS is a folder of texts (`000_….txt`), GOLD of gold records (`000.json`), SCORER the scorer's file. With `--formats` each text is
also printed to a PDF with a text layer and to a Word file, and all three are scored.
"""

from __future__ import annotations

import html
import importlib.util
import io
import json
import sys
from pathlib import Path
from types import ModuleType

from docpipe import pipeline
from docpipe.model.record import Packet

SHOWN = ("documents", "number", "date", "issuer", "place", "title", "addressees", "salutation", "in_reply_to", "enclosure", "signatory", "executor", "assignments", "dates", "people", "references")  # fmt: skip


def scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["scorer"] = module
    spec.loader.exec_module(module)
    return module


def as_pdf(text: str) -> bytes:
    """The text on A4 pages with a text layer."""
    from weasyprint import HTML

    blocks = "".join(f"<p>{_table(block) or '<br>'.join(html.escape(line) for line in block)}</p>" for block in _blocks(text))
    style = "@page{size:A4;margin:25mm 20mm}body{font:14pt 'PT Serif'}td{border:1px solid;padding:2px 5px}table{border-collapse:collapse}"
    return bytes(HTML(string=f"<style>{style}</style>{blocks}").write_pdf())


def as_docx(text: str) -> bytes:
    """The text as a Word file, tables as tables."""
    import docx

    file = docx.Document()
    for block in _blocks(text):
        rows = [line.rstrip("\t").split("\t") for line in block]
        if all(len(row) > 1 for row in rows):
            table = file.add_table(len(rows), max(map(len, rows)))
            for row, cells in zip(rows, table.rows, strict=True):
                for value, cell in zip(row, cells.cells, strict=False):
                    cell.text = value
        else:
            for line in block:
                file.add_paragraph(line)
        file.add_paragraph("")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _blocks(text: str) -> list[list[str]]:
    return [[line.strip() for line in block.split("\n") if line.strip()] for block in text.split("\n\n") if block.strip()]


def _table(block: list[str]) -> str:
    rows = [line.split("\t") for line in block]
    if not all(len(row) > 1 for row in rows):
        return ""
    return "<table>" + "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"


def printed(packet: Packet) -> str:
    """The packet's text as a printer would get it: form feeds and stray marks gone."""
    return packet.text.replace("\f", "\n\n")


def main() -> None:
    """Print the table."""
    seeds, gold, score = (Path(argument) for argument in sys.argv[1:4])
    judge = scorer(score)
    totals = {form: judge.Tally() for form in ("text", "pdf", "docx")}
    for file in sorted(seeds.glob("*.txt")):
        want = json.loads((gold / f"{file.name[:3]}.json").read_text("utf-8"))
        packet = pipeline.extract([(file.name, file.read_bytes())])
        forms = {"text": packet}
        if "--formats" in sys.argv:
            forms["pdf"] = pipeline.extract([("x.pdf", as_pdf(printed(packet)))])
            forms["docx"] = pipeline.extract([("x.docx", as_docx(printed(packet)))])
        for form, made in forms.items():
            tally = judge.score(want, json.loads(made.to_json()))
            tally.notes = [f"{file.name[:3]} {form} {note}" for note in tally.notes]
            totals[form].merge(tally)
    _print(judge, totals)


def _print(judge: ModuleType, totals: dict[str, object]) -> None:
    forms = [form for form, tally in totals.items() if tally.rows]  # type: ignore[attr-defined]
    print(f"{'field':16}" + "".join(f"{form:>8}" for form in forms))
    for field in SHOWN:
        print(f"{field:16}" + "".join(f"{judge.f1(*totals[form].rows[field]):8.3f}" for form in forms))  # type: ignore[attr-defined]
    facts = {form: [sum(totals[form].rows[field][at] for field in SHOWN) for at in range(3)] for form in forms}  # type: ignore[attr-defined]
    print(f"{'these together':16}" + "".join(f"{judge.f1(*facts[form]):8.3f}" for form in forms))
    for form in forms:
        for name, (right, total) in sorted(totals[form].attributes.items()):  # type: ignore[attr-defined]
            print(f"{form} {name}: {right} of {total}")
        if "--notes" in sys.argv:
            print("\n".join(note for note in totals[form].notes if "statistics" not in note and "findings" not in note))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
