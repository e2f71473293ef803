"""`docpipe reply`: an inquiry answered in Kazakh and in Russian, as Word and as PDF, drafted from what is known."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docpipe.cli.archived import Filter, archive_option, check_date, ended_in_order, one_file, opened
from docpipe.cli.whole import whole
from docpipe.errors import DONE, REVIEW, DocpipeError, WrongCall, worst

if TYPE_CHECKING:
    from docpipe.archive.store import Archive
    from docpipe.reply.inquiry import Inquiry
    from docpipe.reply.making import Made
    from docpipe.reply.request import Request
    from docpipe.workers.pool import Pool


class Datum(Filter):
    """An option that gives a value which the data file may give as well, under the same name."""


_DATA = ("lang", "on", "number", "signatory", "final")


@click.command()
@click.argument("inquiry", required=False, metavar="INQUIRY")
@click.option("-t", "--template", help="What kind of letter: `docpipe templates` lists them.", metavar="TEMPLATE")
@click.option("--data", "data_file", type=click.Path(path_type=Path), help="What the clerk adds: TOML, YAML or JSON.", metavar="FILE")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The folder for the files.")
@click.option(
    "--many", type=click.Path(path_type=Path), help="A letter for each row of a CSV; its columns go over the data.", metavar="LIST.csv"
)
@click.option("--with-sources", is_flag=True, help="A working copy: questions beside answers, the source of each figure.")
@archive_option
@click.option("--lang", cls=Datum, metavar="kk,ru", help="In which languages; both by default.")
@click.option("--on", cls=Datum, metavar="DATE", help="The day of the letter, today by default; it decides who may sign.")
@click.option("--number", cls=Datum, help="The letter's own registration number.")
@click.option("--signatory", cls=Datum, metavar="NAME", help="Who signs, where that is not settled by the orders.")
@click.option("--final", cls=Datum, is_flag=True, default=None, help="No draft: number and date are there, nothing is unanswered.")
def command(
    inquiry: str | None,
    template: str | None,
    data_file: Path | None,
    output: Path,
    many: Path | None,
    *,
    with_sources: bool,
    place: str | None,
    **told: Any,
) -> int:
    """Draft a reply to INQUIRY, a file or an ID of the archive: reply-kk.docx, reply-kk.pdf, reply-ru.docx, reply-ru.pdf, reply.json.

    Every value comes from the inquiry, the data file, the archive or the vocabulary; reply.json says which. What is missing is named, all at once, and there
    is no letter. A draft is marked ЖОБА, ПРОЕКТ until --final. Ends with 10 where something is missing or the two versions do not agree.
    """
    from docpipe import settings
    from docpipe.reply import making

    given = {name: told[name] for name in _DATA if told[name] is not None}
    rows = _rows(many)
    with ended_in_order() as check, _archive(place) as archive, making.makers(min(settings.jobs(), max(len(rows), 1))) as pool:
        desk = _Desk(pool, archive, data_file, given, notes=with_sources)
        codes = [_told(output / name, future) for name, future in _ahead(desk.begun(inquiry, template, rows), check)]
    return worst(codes)


def _rows(many: Path | None) -> list[dict[str, str]]:
    from docpipe.reply import data

    return data.rows(many) if many else [{}]


@contextmanager
def _archive(place: str | None) -> Iterator[Archive | None]:
    """The archive that is named; where none is, ./archive if there is one."""
    from docpipe.archive.place import VARIABLE

    if place is None and not os.environ.get(VARIABLE) and not Path("archive", "archive.sqlite").exists():
        yield None
        return
    with opened(place) as archive:
        yield archive


class _Desk:
    """What all letters of a call share: the workers, the archive, the data; inquiries are read once."""

    def __init__(self, pool: Pool, archive: Archive | None, file: Path | None, given: Mapping[str, Any], *, notes: bool) -> None:
        from docpipe.reply import data, folders

        self.pool, self.archive, self.file, self.given, self.notes = pool, archive, file, dict(given), notes
        profile = next((folder / "ministry.toml" for folder in folders.own() if (folder / "ministry.toml").is_file()), None)
        self.data = {**(data.load(profile) if profile else {}), **(data.load(file) if file else {})}
        self._inquiries: dict[str, Inquiry | None] = {}

    def begun(self, inquiry: str | None, template: str | None, rows: list[dict[str, str]]) -> Iterator[tuple[str, Callable[[], Any]]]:
        """Each letter under way: the folder of its files within that of all, and what waits for it."""
        for at, row in enumerate(rows, 1):
            folder = "" if len(rows) == 1 and not row else row.get("folder", str(at))
            yield folder, self._begun(row.get("inquiry", inquiry), row.get("template", template), row)

    def _begun(self, inquiry: str | None, template: str | None, row: Mapping[str, str]) -> Callable[[], Any]:
        from docpipe.reply import letter, making

        try:
            request = self._request(template, row)
            built = letter.build(request, self._inquiry(inquiry), self.archive)
            future = making.begun(self.pool, built, making.known(self.pool, built, self.archive))
        except DocpipeError as error:
            return _raising(error)
        return future.result

    def _request(self, template: str | None, row: Mapping[str, str]) -> Request:
        from docpipe.reply import data
        from docpipe.reply.request import Request

        merged = {**data.merged(self.data, row), **self.given}
        if not template:
            raise WrongCall("The kind of letter is not named", "Name it with -t; `docpipe templates` lists them")
        on = merged.get("on")
        check_date(on if isinstance(on, str) else None, to_the_day=True)
        return Request(
            template=template,
            on=data.day(on) or _today(),
            data=merged,
            file=self.file.name if self.file else "",
            folder=self.file.parent if self.file else Path(),
            called=frozenset(self.given),
            languages=_languages(merged.get("lang")),
            final=bool(merged.get("final")),
            notes=self.notes,
        )

    def _inquiry(self, told: str | None) -> Inquiry | None:
        if told is None:
            return None
        if told not in self._inquiries:
            self._inquiries[told] = self._read(told)
        return self._inquiries[told]

    def _read(self, told: str) -> Inquiry | None:
        from docpipe import readers
        from docpipe.archive import store
        from docpipe.model.record import Packet
        from docpipe.reply import inquiry, making

        path = Path(told)
        if path.is_file() or self.archive is None or not _is_id(told):
            found = making.read(self.pool, readers.load(path), path.name)
        else:
            sha256 = one_file(self.archive, told)
            record = store.record(self.archive, sha256)
            found = inquiry.found(Packet.model_validate_json(record), sha256[:12], archived=True) if record else None
        if found is None:
            raise WrongCall("There is no inquiry and no letter in it", "Name the file that is answered")
        return found


def _is_id(told: str) -> bool:
    return all(letter in "0123456789abcdefABCDEF" for letter in told)


def _raising(error: DocpipeError) -> Callable[[], Any]:
    def result() -> Any:
        raise error

    return result


def _ahead(begun: Iterator[tuple[str, Callable[[], Any]]], check: Callable[[], None]) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The letters in their order, some more of them under way than the one waited for."""
    from collections import deque
    from itertools import islice

    under = deque(islice(begun, 4))
    while under:
        check()
        yield under.popleft()
        under.extend(islice(begun, 1))


def _languages(told: Any) -> tuple[str, ...]:
    from docpipe.reply.values import LANGUAGES

    asked = [one.strip() for one in (told.split(",") if isinstance(told, str) else told or LANGUAGES)]
    if not asked or set(asked) - set(LANGUAGES):
        raise WrongCall("Letters are written in kk and ru", "Write it so: --lang kk,ru")
    return tuple(one for one in LANGUAGES if one in asked)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _told(folder: Path, result: Callable[[], Any]) -> int:
    """The letter's files written, and what is to be known of it said on standard error: the exit code it asks for."""
    try:
        made = result()
        names = _written(folder, made)
    except DocpipeError as error:
        click.echo(f"docpipe: {f'{folder}: ' if folder.name else ''}{error}", err=True)
        return error.exit_code
    for name in names:
        click.echo(str(folder / name))
    for warning in _remarks(made):
        click.echo(f"docpipe: {warning}", err=True)
    return DONE if made.clean else REVIEW


def _written(folder: Path, made: Made) -> list[str]:
    from docpipe.reply.account import account

    files = {f"reply-{one.language}.{kind}": getattr(one, kind) for one in made.drafted for kind in ("docx", "pdf")}
    if made.letter.request.final and not made.clean:
        raise Disagreeing(f"The versions do not agree: {_codes(made)}", "Draft it without --final and look at reply.json")
    if changed := [name for name in files if _is_changed(folder, name)]:
        raise WrongCall(f"{', '.join(changed)} would be overwritten, changed by hand since it was drafted", "Name another folder with -o")
    files["reply.json"] = (json.dumps(account(made, dict(files)), ensure_ascii=False, indent=1) + "\n").encode()
    for name, content in files.items():
        with whole(folder / name, "-o") as file:
            file.write(content)
    return list(files)


def _is_changed(folder: Path, name: str) -> bool:
    """Whether a file is there that is not as `reply.json` beside it says it was written."""
    from hashlib import sha256

    if not (folder / name).exists():
        return False
    try:
        told = json.loads((folder / "reply.json").read_text("utf-8"))["files"]
        return {"name": name, "sha256": sha256((folder / name).read_bytes()).hexdigest()} not in told
    except (OSError, ValueError, KeyError, TypeError):
        return True


class Disagreeing(DocpipeError):
    """The finished letter has an error that its own check finds."""

    code = "E_DISAGREE"


def _codes(made: Made) -> str:
    return ", ".join(sorted({one.code for one in made.findings if one.severity == "error"}))


def _remarks(made: Made) -> Iterator[str]:
    letter = made.letter
    yield from letter.warnings
    proposed = sorted({f"{one.name}.{one.language}" for one in letter.values if one.proposed})
    if proposed:
        yield f"names proposed from the other language, to be confirmed: {', '.join(proposed)}"
    if due := letter.get("due"):
        yield f"the answer is due by {due.isoformat()}"
    if not made.clean:
        yield f"the check of the finished letter finds errors: {_codes(made)}"
