"""Intake: a file comes in from outside. It is looked at from the door, and examined elsewhere.

This process never parses what the file holds. It weighs it, reads its first kilobyte, and has a
child (``examiner``) do the rest under limits; what the child says is taken with suspicion.
"""

import hashlib
import json
import os
import signal
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from printshop.findings import Finding, Severity, Where, did_you_mean, error, note, review
from printshop.sandbox.messages import Examined, Refused, Shown, Untrue, take, visible
from printshop.sandbox.process import Ran, run

LARGEST = 512 << 20  # bytes: a file above it is not opened
HEAD = 1024  # bytes in which '%PDF-' has to stand (ISO 32000-1, annex H.3)
SECONDS = 60  # on the clock, for machines with other work; the child counts its own, and fewer
MOST_SAID = 64 << 20  # bytes: the pictures of twelve pages have about ten MB
# Loading makes a hundred thousand objects and no garbage: nobody needs to look for any meanwhile.
START = """
import gc, sys
gc.disable()
from printshop.{child} import main
gc.freeze()
gc.enable()
sys.exit(main(sys.argv[1:]))
"""
OUR_OWN = {
    "PYTHONUTF8": "1",
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


@dataclass(frozen=True)
class Door:
    """What may come in: how it is called, alone and in a folder; its endings; its bytes at most."""

    wanted: str
    several: str
    endings: tuple[str, ...]
    largest: int


PDFS = Door("a PDF", "the PDFs in it", (".pdf",), LARGEST)


@dataclass(frozen=True)
class Taken:
    """A file as it was taken in: its name, its size in bytes, all that was found in it.

    ``examined`` is None where nothing could be read; ``shown`` has the pages with pictures.
    """

    path: Path
    name: str
    bytes: int
    examined: Examined | None
    findings: tuple[Finding, ...]
    shown: tuple[Shown, ...] = ()

    @property
    def fit(self) -> bool:
        """Whether it is fit to print: it was examined, and no error was found."""
        return self.read and not any(f.severity is Severity.ERROR for f in self.findings)

    @property
    def read(self) -> bool:
        """Whether a page of it was examined."""
        return self.examined is not None and bool(self.examined.leaves)


def take_in(root: Path, path: Path, press: str, pictures: bool) -> Taken | Refused:
    """Examine a file against a printing condition ('' for the default one), with its pictures.

    ``Refused`` where the condition itself is at fault; all that is wrong with the file is said in
    the findings.
    """
    name = visible(str(path))
    size, head, told = weigh(path, name, PDFS)
    if told is None and b"%PDF-" not in head:
        message = f"the file is no PDF: its first {HEAD} bytes do not hold '%PDF-'"
        told = error("not-a-pdf", message, Where(name), "export it as PDF")
    if told:
        return Taken(path, name, size, None, (told,))
    arguments = [str(root), press, str(path.resolve()), name, "pictures" if pictures else ""]
    return _taken(path, name, size, ask("preflight.child", arguments, MOST_SAID), pictures)


def ask(child: str, arguments: Sequence[str], most: int, seconds: int = SECONDS) -> Ran:
    """Have one of our modules work in a process of its own; it says at most so many bytes.

    ``seconds`` are on the clock: the child counts its own, and fewer.
    """
    # -P: the folder one stands in is no place to import from; -s: nor is the person's own.
    command = [sys.executable, "-P", "-s", "-c", START.format(child=child)]
    environment = {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), **OUR_OWN}
    return run([*command, *arguments], environment, seconds, most)


def weigh(path: Path, name: str, door: Door) -> tuple[int, bytes, Finding | None]:
    """The size of a file, its first kilobyte, and what keeps it out, if anything does."""
    size, head, told = look_at(path, name, door)
    where = Where(name)
    if told:
        return size, head, told
    if size == 0:
        return 0, b"", error("empty-file", "the file is empty", where, "export it anew")
    if size > door.largest:
        message = f"the file has {size / 1e6:.0f} MB; at most {door.largest / 1e6:.0f} MB is read"
        fix = "export it with pictures at the resolution of the press, or split it"
        return size, head, error("file-too-large", message, where, fix)
    return size, head, None


def look_at(path: Path, name: str, door: Door) -> tuple[int, bytes, Finding | None]:
    """The size of a file, its first kilobyte, and why it cannot be opened, if it cannot."""
    where = Where(name)
    try:
        # Without waiting: a pipe that nobody writes to would never open.
        with open(path, "rb", opener=_without_waiting) as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                fix = f"name {door.wanted}"
                return 0, b"", error("unreadable", "this is no file", where, fix)
            head = file.read(HEAD)
    except FileNotFoundError:
        fix = _near(path, door.endings)
        return 0, b"", error("missing-file", "there is no such file", where, fix)
    except IsADirectoryError:
        fix = f"name {door.several}"
        return 0, b"", error("unreadable", "this is a folder", where, fix)
    except (OSError, ValueError) as why:
        said = getattr(why, "strerror", None) or "its name cannot be used"
        message = f"the file cannot be read: {said}"
        return 0, b"", error("unreadable", message, where, "look at what it is and who may read it")
    return state.st_size, head, None


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)


def _near(path: Path, endings: tuple[str, ...]) -> str:
    try:
        names = [p.name for p in path.parent.iterdir() if p.suffix.lower() in endings][:50]
    except OSError:
        names = []
    return visible(did_you_mean(path.name, names)) if names else "look at the name you typed"


def _taken(path: Path, name: str, size: int, ran: Ran, pictures: bool) -> Taken | Refused:
    lines = ran.out.split(b"\n")[:-1]  # what follows the last line break was cut off
    where = Where(name)
    try:
        first = json.loads(lines[0]) if lines else None
        if isinstance(first, dict) and "refused" in first:
            return take(Refused, first)
        examined = take(Examined, first)
        shown = tuple(take(Shown, json.loads(line)) for line in lines[1:])
    except (Untrue, ValueError, RecursionError):
        return Taken(path, name, size, None, (_ended(ran, where),))
    told = [*examined.findings, *_not_shown(ran, examined, shown, where)] if pictures else ()
    return Taken(path, name, size, examined, tuple(told) or examined.findings, shown)


def _not_shown(
    ran: Ran, examined: Examined, shown: tuple[Shown, ...], where: Where
) -> Iterator[Finding]:
    """What is to be said of pages that the report does not show."""
    if not examined.leaves or len(shown) == examined.pages:
        return
    many = f"pictures and plates are of {len(shown)} of {examined.pages} pages"
    if ran.code == 0:
        yield note("not-pictured", f"{many}: a report shows no more", where)
    else:
        fix = "look at the other pages yourself"
        yield review("not-pictured", f"{many}: {why(ran)}", where, fix)


def _ended(ran: Ran, where: Where) -> Finding:
    fix = "export the file anew, simpler if you can; nothing is known of it as it is"
    return error("not-examined", f"the file was not examined: {why(ran)}", where, fix)


def why(ran: Ran) -> str:
    """Why a child did not come to its end, in words."""
    if ran.cut == "output":
        return "there was more to say than anybody reads"
    if ran.cut == "time" or ran.code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "it took more time than it may"
    if ran.code >= 0:
        return "it needs more memory than 2 GB, or the examiner stopped"
    return f"reading it crashed the examiner ({signal.Signals(-ran.code).name})"


def sha256(path: Path) -> str:
    """SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
