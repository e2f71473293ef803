"""What can go wrong, each error with its file code and its exit code.

The sentence says what is wrong, the hint says what to do. A batch traps one file's error and goes on.
"""

from __future__ import annotations

DONE, REVIEW, USAGE, MISSING, ARCHIVE, NO_SPACE, FIXITY, UNSAFE = 0, 10, 2, 3, 4, 5, 6, 7
"""Exit codes: done, something awaits a person, wrong call, program missing, archive, disk, fixity, refused."""

_WORST_FIRST = (NO_SPACE, ARCHIVE, MISSING, USAGE, UNSAFE, FIXITY, REVIEW, DONE)


class DocpipeError(Exception):
    """An error that a clerk can act on: `message` says what is wrong, `hint` what to do, `code` names the kind."""

    exit_code = REVIEW
    code = "E_CORRUPT"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.message, self.hint)


class WrongCall(DocpipeError):
    """The path does not exist or cannot be read, or the options do not fit together."""

    exit_code = USAGE
    code = "E_USAGE"


class ProgramMissing(DocpipeError):
    """A program or a language pack that this file needs is not installed."""

    exit_code = MISSING
    code = "E_MISSING"


class NoSpace(DocpipeError):
    """The disk is full."""

    exit_code = NO_SPACE
    code = "E_SPACE"


class UnknownType(DocpipeError):
    """The bytes are no document that docpipe reads."""

    code = "E_TYPE"


class TooLarge(DocpipeError):
    """The file is larger than the limit."""

    code = "E_SIZE"


class TooManyPages(DocpipeError):
    """More pages than the limit, or none."""

    code = "E_PAGES"


class RasterTooLarge(DocpipeError):
    """An image or a page that would unfold to more pixels than the limit."""

    code = "E_RASTER"


class Bomb(DocpipeError):
    """A small file that unfolds to a huge one."""

    code = "E_BOMB"


class UnsafeXml(DocpipeError):
    """XML with a document type, an entity or another thing that no letter needs."""

    code = "E_XML"


class Encrypted(DocpipeError):
    """A password is needed."""

    code = "E_ENCRYPTED"


class Corrupt(DocpipeError):
    """Truncated or damaged."""

    code = "E_CORRUPT"


class NoText(DocpipeError):
    """Nothing to read in it."""

    code = "E_NO_TEXT"


class TimedOut(DocpipeError):
    """It took longer than the limit."""

    code = "E_TIMEOUT"


class OutOfMemory(DocpipeError):
    """It took more memory than the limit."""

    code = "E_MEMORY"


class Crashed(DocpipeError):
    """The process that read it fell."""

    code = "E_CRASH"


class Secret(DocpipeError):
    """A document marked secret: the file is kept, nothing that it says."""

    exit_code = UNSAFE
    code = "E_SECRET"

    def __init__(
        self,
        message: str = "The document is marked secret: nothing of it was kept but the file itself",
        hint: str = "Hand it over to those who handle secrets, and take this machine off the network until they have looked; "
        "`docpipe show ID --original` gives the file out",
    ) -> None:
        super().__init__(message, hint)


class ArchiveUnavailable(DocpipeError):
    """The archive cannot be opened, is newer than this docpipe, or does not answer."""

    exit_code = ARCHIVE
    code = "E_ARCHIVE"


class ClusterUnavailable(DocpipeError):
    """The cluster that was named does not answer, has no workers, or reads with other versions."""

    exit_code = ARCHIVE
    code = "E_CLUSTER"


class Changed(DocpipeError):
    """An original is no longer what came."""

    exit_code = FIXITY
    code = "E_FIXITY"


def worst(codes: list[int]) -> int:
    """The exit code that a run with these outcomes ends with: 5 before 4 before 3 before 2 before 10 before 0.

    >>> worst([0, 10, 3])
    3
    """
    return next((code for code in _WORST_FIRST if code in codes), DONE)
