"""`docpipe doctor`: what is installed, what is missing, and the command that installs it."""

from __future__ import annotations

import json
import shutil
import subprocess
from ctypes.util import find_library
from dataclasses import asdict, dataclass
from importlib import metadata

import click

from docpipe.errors import DONE, MISSING
from docpipe.workers import sandbox

_KAZAKH_LETTERS = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
_LANGUAGES = {"kaz": "Kazakh scans", "rus": "Russian scans", "eng": "English scans"}
_LIBRARIES = {
    "pypdfium2": "PDF: text and pictures of pages",
    "pdfplumber": "PDF: tables",
    "lxml": "Word files",
    "pillow": "pictures",
    "pytesseract": "scans, where tesserocr is missing",
    "spacy": "words and lists of names",
    "langdetect": "which language a line is in",
    "pymorphy3": "Russian word forms",
    "wordninja": "words glued together",
    "python-oxmsg": "messages of Outlook",
    "watchfiles": "folders that are watched",
}
_OPTIONAL = {"tesserocr": "scans, several times faster", "weasyprint": "letters set as PDF", "docxtpl": "letters set as Word files"}
_SECONDS = 20
_ALLOW = "sysctl kernel.unprivileged_userns_clone=1 (or kernel.apparmor_restrict_unprivileged_userns=0)"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that docpipe uses: `found` is its version or what stands for it, None where it is missing."""

    name: str
    found: str | None
    needed: bool
    purpose: str
    install: str

    @property
    def blocks(self) -> bool:
        """True where the main job fails without it."""
        return self.needed and self.found is None


def examine() -> list[Part]:
    """Every part, programs first; nothing is changed and nothing is fetched."""
    return [*_tesseract(), _font(), _pango(), _libreoffice(), _sandbox(), *_libraries()]


def _output(*command: str) -> str:
    """What a program prints, or nothing where it is not there or does not answer."""
    words = [shutil.which(command[0]) or command[0], *command[1:]]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603 - no word comes from outside
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr


def _tesseract() -> list[Part]:
    """Tesseract, the languages of the letters, and the model that tells which way up a page is."""
    first = _output("tesseract", "--version").split("\n", 1)[0]
    version = first.removeprefix("tesseract ").strip() or None
    there = set(_output("tesseract", "--list-langs").split())
    parts = [Part("Tesseract", version, needed=True, purpose="reads scans", install="apt-get install tesseract-ocr")]
    for code, purpose in _LANGUAGES.items():
        parts.append(_pack(code, there, needed=True, purpose=purpose))
    parts.append(_pack("osd", there, needed=False, purpose="pages that lie on their side"))
    return parts


def _pack(code: str, there: set[str], *, needed: bool, purpose: str) -> Part:
    found = "installed" if code in there else None
    return Part(f"Tesseract: {code}", found, needed, purpose, f"apt-get install tesseract-ocr-{code}")


def _font() -> Part:
    """A font that has every Kazakh letter; the letters that docpipe sets are set in PT Serif."""
    letters = " ".join(f"{ord(letter):x}" for letter in _KAZAKH_LETTERS)
    families = _output("fc-list", f":family=PT Serif:charset={letters}", "family").strip()
    purpose = "letters set as PDF, with ә ғ қ ң ө ұ ү һ і"
    return Part(
        "Font: PT Serif", "installed" if families else None, needed=False, purpose=purpose, install="apt-get install fonts-paratype"
    )


def _pango() -> Part:
    """What lays out the lines of letters, and their fonts' shapes."""
    there = all(find_library(name) for name in ("pango-1.0", "pangoft2-1.0"))
    install = "apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    return Part("Pango", "installed" if there else None, needed=False, purpose="letters set as PDF", install=install)


def _libreoffice() -> Part:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    version = _output(program, "--version").removeprefix("LibreOffice").split() if program else []
    found = version[0] if version else ("installed" if program else None)
    return Part("LibreOffice", found, needed=False, purpose="DOC, RTF and ODT files", install="apt-get install libreoffice-writer")


def _sandbox() -> Part:
    """Whether the processes that read files have no network."""
    found = "yes" if sandbox.possible() else None
    return Part("Workers: no network", found, needed=False, purpose="nothing in a file can send anything", install=_ALLOW)


def _libraries() -> list[Part]:
    """The Python libraries; those that are optional come last."""
    needed = [_library(name, purpose, needed=True) for name, purpose in _LIBRARIES.items()]
    return [*needed, *(_library(name, purpose, needed=False) for name, purpose in _OPTIONAL.items())]


def _library(name: str, purpose: str, *, needed: bool) -> Part:
    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        found = None
    return Part(f"Python: {name}", found, needed, purpose, f"pip install {name}")


def _line(part: Part) -> str:
    """One line for a person.

    >>> _line(Part("Font", None, False, "letters", "apt-get install a-font"))
    'missing   Font                   letters (optional): apt-get install a-font'
    """
    if part.found is not None:
        return f"there     {part.name:<22} {part.found}"
    return f"missing   {part.name:<22} {part.purpose}{'' if part.needed else ' (optional)'}: {part.install}"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The same as JSON, one object a part.")
def command(*, as_json: bool) -> int:
    """Say what docpipe finds on this machine, what is missing, and the command that installs it.

    Ends with 3 where a part is missing that the main job needs.
    """
    parts = examine()
    if as_json:
        click.echo(json.dumps([asdict(part) for part in parts], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(map(_line, parts)))
    return MISSING if any(part.blocks for part in parts) else DONE
