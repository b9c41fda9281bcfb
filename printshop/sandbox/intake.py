"""Intake: a file from outside is checked by size and header here, and parsed in a child process.

This process never parses the file. It checks the size, reads the first kilobyte, and has a child
process with limits (``preflight.child``) do the rest; the child's JSON is validated strictly.
"""

import hashlib
import json
import os
import signal
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from printshop.findings import Finding, Severity, Where, did_you_mean, error, note, review
from printshop.sandbox.messages import (
    Codes,
    Examination,
    InvalidMessage,
    PagePictures,
    Refused,
    not_scanned,
    validated,
    visible,
)
from printshop.sandbox.process import NOT_DRAWN, OUT_OF_MEMORY, ProcessResult, run

MAX_BYTES = 512 << 20  # a larger file is not opened
HEAD_BYTES = 1024  # in which '%PDF-' has to stand (ISO 32000-1, annex H.3)
SECONDS = 60  # of wall-clock time, for busy machines; the child limits its CPU time, to fewer
MAX_OUTPUT = 64 << 20  # bytes: the pictures of twelve pages have about ten MB
# Imports make a hundred thousand objects and no garbage, and reading a file little: the collector
# would only cost time.
CHILD_PROGRAM = """
import gc, sys
gc.disable()
from printshop.{child} import main
gc.freeze()
gc.set_threshold(50_000)
gc.enable()
sys.exit(main(sys.argv[1:]))
"""
CHILD_ENVIRONMENT = {
    "PYTHONUTF8": "1",
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is accepted, and how findings call it.

    ``one`` is a single file of it ("a PDF"), ``in_folder`` those in a folder that was named by
    mistake ("the PDFs in it"); ``suffixes`` are in lower case, each with its dot.
    """

    one: str
    in_folder: str
    suffixes: tuple[str, ...]
    max_bytes: int


PDFS = FileKind("a PDF", "the PDFs in it", (".pdf",), MAX_BYTES)


class Verdict(StrEnum):
    """What preflight says of a file: fit, not fit, or that it cannot say.

    ``partly-examined``: no error was found, but something could not be read or measured, so a
    person has to look.
    """

    FIT = "fit"
    NOT_FIT = "not-fit"
    PARTLY = "partly-examined"
    NOT_EXAMINED = "not-examined"


# Findings that say that something could not be read or measured; as notes they are accepted.
UNJUDGED = frozenset(
    {
        *("unreadable-content", "not-measured", "not-examined", "not-pictured", "not-scanned"),
        *("too-many-pages", "more-findings"),
    }
)


@dataclass(frozen=True)
class ExaminedFile:
    """A file from outside and the findings about it; ``bytes`` is its size.

    ``examination`` is None where nothing could be read; ``pictures`` has those of the first pages.
    """

    path: Path
    name: str
    bytes: int
    examination: Examination | None
    findings: tuple[Finding, ...]
    pictures: tuple[PagePictures, ...] = ()

    @property
    def unjudged(self) -> tuple[Finding, ...]:
        """The findings that say that something could not be read or measured."""
        return tuple(
            f for f in self.findings if f.code in UNJUDGED and f.severity is not Severity.NOTE
        )

    @property
    def verdict(self) -> Verdict:
        """What can be said of it: nothing, unless a page was examined."""
        if not self.read:
            return Verdict.NOT_EXAMINED
        if any(f.severity is Severity.ERROR and f.code not in UNJUDGED for f in self.findings):
            return Verdict.NOT_FIT
        return Verdict.PARTLY if self.unjudged else Verdict.FIT

    @property
    def fit(self) -> bool:
        """Whether it is fit to print: all of it was examined, and no error was found."""
        return self.verdict is Verdict.FIT

    @property
    def read(self) -> bool:
        """Whether a page of it was examined."""
        return self.examination is not None and bool(self.examination.page_boxes)


def examine_in_child(root: Path, path: Path, press: str, pictures: bool) -> ExaminedFile | Refused:
    """Examine a PDF against a printing condition, '' for the default one, in a child process.

    ``pictures``: whether pages are rasterised as well. All that is wrong with the file is in the
    findings of what is returned; ``Refused`` where the condition itself cannot be used.
    """
    name = visible(str(path))
    size, head, problem = check_size(path, name, PDFS)
    if problem is None and b"%PDF-" not in head:
        message = f"the file is no PDF: its first {HEAD_BYTES} bytes do not hold '%PDF-'"
        problem = error("not-a-pdf", message, Where(name), "export it as PDF")
    if problem:
        return ExaminedFile(path, name, size, None, (problem,))
    arguments = [str(root), press, str(path.resolve()), name, "pictures" if pictures else ""]
    result = run_child("preflight.child", arguments, MAX_OUTPUT)
    return _examined(path, name, size, result, pictures)


def run_child(
    child: str, arguments: Sequence[str], max_bytes: int, seconds: int = SECONDS
) -> ProcessResult:
    """Run ``main`` of a module of this package (``preflight.child``) in a process of its own.

    It is stopped when it prints more than ``max_bytes``, or after ``seconds`` of wall-clock time.
    """
    # -P: nothing is imported from the current folder; -s: nor from the user's site-packages.
    command = [sys.executable, "-P", "-s", "-c", CHILD_PROGRAM.format(child=child)]
    environment = {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), **CHILD_ENVIRONMENT}
    return run([*command, *arguments], environment, seconds, max_bytes)


def check_size(path: Path, name: str, kind: FileKind) -> tuple[int, bytes, Finding | None]:
    """The size of a file in bytes, its first kilobyte, and an error where it may not be parsed."""
    size, head, problem = read_head(path, name, kind)
    where = Where(name)
    if problem:
        return size, head, problem
    if size == 0:
        return 0, b"", error("empty-file", "the file is empty", where, "export it anew")
    if size > kind.max_bytes:
        message = f"the file has {size / 1e6:.0f} MB; at most {kind.max_bytes / 1e6:.0f} MB is read"
        fix = "export it with pictures at the resolution of the press, or split it"
        return size, head, error("file-too-large", message, where, fix)
    return size, head, None


def read_head(path: Path, name: str, kind: FileKind) -> tuple[int, bytes, Finding | None]:
    """The size of a file in bytes, its first kilobyte, and an error where it cannot be opened."""
    where = Where(name)
    try:
        # Opened without blocking: a named pipe that nobody writes to would never open.
        with open(path, "rb", opener=_open_without_blocking) as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                fix = f"name {kind.one}"
                return 0, b"", error("unreadable", "this is no file", where, fix)
            head = file.read(HEAD_BYTES)
    except FileNotFoundError:
        fix = _similar_names(path, kind.suffixes)
        return 0, b"", error("missing-file", "there is no such file", where, fix)
    except IsADirectoryError:
        fix = f"name {kind.in_folder}"
        return 0, b"", error("unreadable", "this is a folder", where, fix)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "its name cannot be used"
        message = f"the file cannot be read: {reason}"
        return 0, b"", error("unreadable", message, where, "look at what it is and who may read it")
    return state.st_size, head, None


def _open_without_blocking(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)


def _similar_names(path: Path, suffixes: tuple[str, ...]) -> str:
    try:
        names = [p.name for p in path.parent.iterdir() if p.suffix.lower() in suffixes][:50]
    except OSError:
        names = []
    return visible(did_you_mean(path.name, names)) if names else "look at the name you typed"


def _examined(
    path: Path, name: str, size: int, result: ProcessResult, with_pictures: bool
) -> ExaminedFile | Refused:
    """What the child printed: the examination, the codes, then a page's pictures a line."""
    lines = result.output.split(b"\n")[:-1]  # what follows the last line break was cut off
    where = Where(name)
    try:
        first = json.loads(lines[0]) if lines else None
        if isinstance(first, dict) and "refused" in first:
            return validated(Refused, first)
        examination = validated(Examination, first)
        codes = validated(Codes, json.loads(lines[1])).codes if lines[1:] else None
        pictures = tuple(validated(PagePictures, json.loads(line)) for line in lines[2:])
    except (InvalidMessage, ValueError, RecursionError):
        return ExaminedFile(path, name, size, None, (_not_examined(result, where),))
    findings = examination.findings
    if codes is not None:
        findings += codes
    elif examination.page_boxes:
        findings += (not_scanned(why_ended(result), where),)
    if with_pictures and codes is not None:  # else the same is why there are no pictures
        findings += tuple(_not_pictured(result, examination, pictures, where))
    return ExaminedFile(path, name, size, examination, findings, pictures)


def _not_pictured(
    result: ProcessResult,
    examination: Examination,
    pictures: tuple[PagePictures, ...],
    where: Where,
) -> Iterator[Finding]:
    """A note or review where the report has no pictures of some pages."""
    if not examination.page_boxes or len(pictures) == examination.pages:
        return
    of_pages = f"pictures and separations are of {len(pictures)} of {examination.pages} pages"
    if result.exit_code == 0:
        yield note("not-pictured", f"{of_pages}: a report shows no more", where)
    else:
        fix = "look at the other pages yourself"
        yield review("not-pictured", f"{of_pages}: {why_ended(result)}", where, fix)


def _not_examined(result: ProcessResult, where: Where) -> Finding:
    fix = "export the file anew, simpler if you can; nothing is known of it as it is"
    return error("not-examined", f"the file was not examined: {why_ended(result)}", where, fix)


def why_ended(result: ProcessResult) -> str:
    """Why a child process did not finish, in words for a finding."""
    if result.stopped_for == "output":
        return "there were more results than are read"
    if result.stopped_for == "time" or result.exit_code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "it took more time than it may"
    if result.exit_code == NOT_DRAWN:
        return "something in it cannot be drawn"
    if result.exit_code == OUT_OF_MEMORY:
        return "it needs more memory than 2 GB"
    if result.exit_code >= 0:
        return "it needs more memory than 2 GB, or its process stopped"
    return f"reading it crashed its process ({signal.Signals(-result.exit_code).name})"


def sha256(path: Path) -> str:
    """SHA-256 of a file in hex, read in chunks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
