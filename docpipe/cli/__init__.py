"""The command line: one file a command, imported only when it is called."""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import os
import sys

import click

from docpipe.errors import NO_SPACE, DocpipeError

_COLLECTED_AFTER = (50_000, 20, 20)

COMMANDS = {
    "extract": "One file in, one record out.",
    "check": "What to look at: the language versions held against each other, figures, signatures.",
    "explain": "Which rules looked at a place and what came of it.",
    "ingest": "Files, folders, ZIPs, e-mails into the archive; none lost, none twice.",
    "status": "How many files the archive has, and what awaits a person.",
    "retry": "What was read badly, read once more.",
    "list": "The files of the archive.",
    "show": "One file of the archive: its record, or the original itself.",
    "search": "Documents by words in any form, by number, person, date.",
    "acting": "Who held a post for another, when, by which order.",
    "stats": "The figures of the documents, as a table, a file, a chart.",
    "due": "What wants an answer, by the day on which it is due.",
    "receive": "When a document came in, where no stamp was read.",
    "close": "The registered final answer to an inquiry.",
    "export": "Originals with their records as a bag that proves itself (BagIt).",
    "verify": "Every original against its digest.",
    "reply": "An inquiry answered in Kazakh and Russian, drafted from what is known.",
    "templates": "The kinds of letters, and what each needs.",
    "schema": "The record's JSON Schema.",
    "doctor": "What is installed, what is missing, what installs it.",
}
INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, None where there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"docpipe.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, told without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="docpipe-kz", prog_name="docpipe")
def group() -> None:
    """Reads the bilingual letters and orders of Kazakhstan's ministries into one true, traceable record a file."""


def _say_no_more() -> None:
    """What is still to be written to standard output has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Run the command line and leave with the exit code that the outcome has."""
    # threads for large matrices, of which there are none, are a third of the time in which numpy is loaded
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # a command ends soon: looking for garbage after every 700 new objects is a twentieth of its time
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        code = group.main(standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Abort:
        code = INTERRUPTED
    except click.ClickException as wrong:
        wrong.show()
        code = wrong.exit_code
    except DocpipeError as error:
        click.echo(f"docpipe: {error}", err=True)
        code = error.exit_code
    except SystemExit as left:
        # 1 is how Click says that nobody reads any more what is written, and nobody else says it
        code = 0 if left.code == 1 else left.code
    except BrokenPipeError:
        _say_no_more()
        code = 0
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        _say_no_more()
        with contextlib.suppress(OSError):
            click.echo("docpipe: The disk that the output goes to is full. Free some space, and call the same command again", err=True)
        code = NO_SPACE
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code if isinstance(code, int) else 0)
