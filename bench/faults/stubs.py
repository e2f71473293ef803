"""Programs that lie, and programs that do not end."""

from __future__ import annotations

import os
import time
from pathlib import Path

from bench.faults.world import Addresses, Figure, World, account, finished, made
from tests import fates_batch, makers

_HONEST = 'case "$*" in *--version*|*--list-langs*) exec {} "$@";; esac\n'
_TESSERACT = {
    "nothing": "exit 0",
    "an empty answer": ': > "$2.tsv"; exit 0',
    "no rows": 'printf "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n" > "$2.tsv"',
    "another picture": 'printf "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n'
    '1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t1\\t1\\t-1\\t\\n" > "$2.tsv"',
    "noise": 'head -c 5000 /dev/urandom > "$2.tsv"',
}
_OFFICE = {
    "nothing": "exit 0",
    "an empty file": 'mkdir -p "$out"; : > "$out/letter.docx"',
    "noise": 'mkdir -p "$out"; head -c 5000 /dev/urandom > "$out/letter.docx"',
    "a text": 'mkdir -p "$out"; echo letter > "$out/letter.docx"',
    "another name": 'mkdir -p "$out"; echo letter > "$out/other.docx"',
}
_OUT = 'for word in "$@"; do [ "$before" = --outdir ] && out=$word; before=$word; done\n'
_RTF = rb"{\rtf1\ansi A letter of some words. }"
_DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
_ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>", "styles.xml": "<a/>", "META-INF/manifest.xml": "<a/>"}


def lies(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """Every program that docpipe calls says that all went well and has done nothing, or something else. `control`: it tells the truth."""
    del times, files, addresses
    believed, told = 0, 0
    for program, stubs, inputs in (("tesseract", _TESSERACT, _scans()), ("soffice", _OFFICE, _texts())):
        for number, (name, script) in enumerate(stubs.items()):
            world = made(folder / f"{program}{number}")
            for file, data in inputs.items():
                (world.inbox / f"{name} {file}").write_bytes(data)
            path = os.environ["PATH"] if control else f"{_stub(world, program, script)}:{os.environ['PATH']}"
            finished(world.ingest(PATH=path, DOCPIPE_ENGINE="pytesseract"))
            results = account(world, {}).results.values()
            told += len(results)
            believed += sum(result[0] == "done" for result in results)
    return [Figure("lies told", told, told), Figure("lies believed", believed)]


def _stub(world: World, program: str, script: str) -> Path:
    """A folder with a program of this name that does what the script says."""
    import shutil

    place = world.folder / "bin"
    place.mkdir()
    honest = _HONEST.format(shutil.which(program)) if program == "tesseract" else _OUT
    (place / program).write_text(f"#!/bin/sh\n{honest}{script}\n")
    (place / program).chmod(0o755)
    return place


def _scans() -> dict[str, bytes]:
    image = makers.picture(["Письмо от 3 марта", "Перечислено 5 тысяч тенге"], (900, 400))
    return {f"scan.{kind}": makers.saved(image, kind) for kind in ("png", "jpeg", "tiff")}


def _texts() -> dict[str, bytes]:
    return {"letter.rtf": _RTF, "letter.doc": _DOC, "letter.odt": makers.package(_ODT)}


def orphans(folder: Path, times: int, files: int, addresses: Addresses, *, control: bool) -> list[Figure]:
    """Files that start processes which hear no request to end, then hang: once ended for being late, once with docpipe itself ended by force."""
    world = made(folder / "world", addresses(), "poison_kills_badly" if control else "poison")
    each = -(-times // files)
    for number in range(files):
        (world.inbox / f"{number}.bin").write_bytes(fates_batch.MANY + b" %d %d" % (each, number))
    running, seen = world.ingest(DOCPIPE_DOCUMENT_SECONDS="5"), set[int]()
    while running.poll() is None:
        seen |= set(world.processes())
        time.sleep(0.1)
    late = world.stragglers(5)
    running = world.start("retry", DOCPIPE_DOCUMENT_SECONDS="600")
    while len(world.processes()) < each:
        time.sleep(0.05)
    running.kill()
    running.communicate()
    lines = [Figure("alive after being late", late), Figure("alive after a kill", world.stragglers(5))]
    return [Figure("processes seen", len(seen), max(len(seen), times)), *lines]
