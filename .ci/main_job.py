"""The main job on a folder of samples: read every file of every packet, then say in a table what was read.

    python .ci/main_job.py samples out

Ends with the worst exit code of the runs, but 0 where all that happened is that a finding awaits a person (10).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

READABLE = {".txt", ".md", ".pdf", ".docx", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
REVIEW = 10
SHORT = {"press_release": "press"}


def packets(samples: Path) -> dict[str, list[Path]]:
    """The readable files of each folder, folder by folder."""
    folders = sorted(folder for folder in samples.iterdir() if (folder / "content.toml").is_file()) if samples.is_dir() else []
    return {folder.name: sorted(file for file in folder.iterdir() if file.suffix.lower() in READABLE) for folder in folders}


def extract(files: list[Path], into: Path) -> int:
    """Run the command as a person would; returns its exit code, 0 for a finding that awaits a person."""
    into.mkdir(parents=True)
    docpipe = Path(sys.executable).with_name("docpipe")
    code = subprocess.run([docpipe, "extract", *files, "-o", into], check=False).returncode
    return 0 if code == REVIEW else code


def documents(record: dict[str, Any]) -> str:
    """`inquiry kk+ru, annex ru`: kinds in order, versions of one document together."""
    seen: dict[str, list[str]] = {}
    for one in record["documents"]:
        if one["counterpart"] in seen:
            seen[one["counterpart"]].append(one["language"])
        else:
            seen[one["id"]] = [SHORT.get(one["kind"], one["kind"]), one["language"]]
    return ", ".join(f"{kind} {'+'.join(languages)}" for kind, *languages in seen.values())


def first(record: dict[str, Any], field: str, key: str) -> str:
    """The first document's value that is there, or a dash."""
    return next((str(one[field][key]) for one in record["documents"] if one[field] and one[field][key]), "–")


def row(record: dict[str, Any]) -> list[str]:
    """One file's line of the table."""
    severities = Counter(finding["severity"] for finding in record["findings"])
    doubt = ", ".join(
        f"{severities[name]} {name}{'s' * (severities[name] > 1)}" for name in ("error", "warning", "note") if severities[name]
    )
    head = (first(record, "number", "value"), first(record, "date", "value"), first(record, "signatory", "surname"))
    return [record["sources"][0]["name"], documents(record), *head, doubt or "–"]


def table(rows: list[list[str]]) -> str:
    """Columns side by side, each as wide as its widest cell."""
    widths = [max(len(cells[i]) for cells in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip() for cells in rows)


def main() -> int:
    """Read everything, print the table, the totals and where the records are."""
    samples, out = map(Path, sys.argv[1:3])
    shutil.rmtree(out, ignore_errors=True)
    codes, rows, total = [0], [["sample", "file", "documents", "number", "date", "signed by", "to be looked at"]], Counter[str]()
    for name, files in packets(samples).items():
        codes.append(extract(files, out / name))
        records = [json.loads(path.read_text("utf-8")) for path in (out / name).glob("*.json")]
        for record in sorted(records, key=lambda record: str(record["sources"][0]["name"])):
            rows.append([name, *row(record)])
            total.update(files=1, documents=len(record["documents"]), findings=len(record["findings"]))
    print("\n" + table(rows))
    print(f"\n{total['files']} files, {total['documents']} documents, {total['findings']} findings. The records are in {out.resolve()}")
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
