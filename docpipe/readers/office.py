"""DOC, RTF and ODT: turned into DOCX by LibreOffice, which runs apart, with a profile of its own, and is ended in time.

The profile forbids macros and the updating of links, and is thrown away afterwards.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from docpipe.errors import Corrupt, ProgramMissing, TimedOut
from docpipe.model.text import Page
from docpipe.readers import docx
from docpipe.readers.package import opened
from docpipe.settings import limits
from docpipe.workers import patience

INSTALL = "Install it: apt-get install libreoffice-writer-nogui; or save the file as DOCX or PDF"
_PROGRAMS = ("soffice", "libreoffice")
_PROBE_SECONDS = 20
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
)


def reader(kind: str) -> Callable[[bytes], tuple[tuple[Page, ...], None]]:
    """A reader for "doc", "rtf" or "odt"; it says `ProgramMissing` where LibreOffice is not installed."""

    def pages(data: bytes) -> tuple[tuple[Page, ...], None]:
        program = probe()
        if kind == "odt":
            with opened(data) as package:
                for name in ("content.xml", "styles.xml", "META-INF/manifest.xml"):
                    package.xml(name)
        return docx.pages(_converted(program, data, kind))

    return pages


def probe() -> str:
    """The path of LibreOffice; `ProgramMissing` with the command that installs it."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if found is None:
        message = "This kind of file is read through LibreOffice, which is not installed"
        raise ProgramMissing(message, INSTALL)
    return found


def version() -> str:
    """LibreOffice's own words on its version; `ProgramMissing` where it does not answer."""
    try:
        done = subprocess.run([probe(), "--version"], capture_output=True, text=True, timeout=_PROBE_SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        message = "LibreOffice is there but does not work"
        raise ProgramMissing(message, INSTALL) from error
    return done.stdout.strip()


def _converted(program: str, data: bytes, kind: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="docpipe-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        source = folder / f"letter.{kind}"
        source.write_bytes(data)
        _write_profile(folder / "profile")
        _run(_command(program, folder, source), folder)
        made = folder / "out" / "letter.docx"
        if not made.is_file() or not made.stat().st_size:
            message = "LibreOffice could not read the file"
            raise Corrupt(message, "Open it in Word, remove a password if there is one, and save it as DOCX or PDF")
        return made.read_bytes()


def _command(program: str, folder: Path, source: Path) -> list[str]:
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    return [program, profile, *options, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)]


def _run(command: list[str], folder: Path) -> None:
    environ = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder)}
    child = subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    def end() -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)

    try:
        with patience.limited(child.pid, limits().office_seconds, end) as late:
            child.wait()
    finally:
        end()
        child.wait()
    if late.is_set():
        message = f"LibreOffice took longer than {limits().office_seconds} seconds"
        raise TimedOut(message, "Save the file as PDF, or raise DOCPIPE_OFFICE_SECONDS")


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{setting}</value></prop></item>'
        for path, name, setting in _SETTINGS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(f"{head}{items}</oor:items>", "utf-8")
