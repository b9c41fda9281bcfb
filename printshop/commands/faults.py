"""Faults of the program as findings: what stopped a command, or one of its tasks.

The traceback is for developers: it goes into a file, which the finding names.
"""

import traceback
from pathlib import Path

from printshop import __version__
from printshop.delivery.deliver import not_written, unwritable
from printshop.findings import Finding, Gate, Where, error

DETAILS = "output/fault.txt"  # from the root of the shop


def command_fault(root: Path, problem: Exception) -> Finding:
    """The finding for what ended a command: a file that cannot be written, or a fault."""
    if isinstance(problem, OSError) and unwritable(problem):
        return not_written(problem, _place(root, problem.filename))
    return stopped(root, problem)


def _place(root: Path, named: object) -> str:
    """The file named in an OSError, relative to the shop; ``output/`` where it names none."""
    path = Path(named) if isinstance(named, str) else root / "output/"
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def stopped(root: Path, problem: Exception, rest: str = "") -> Finding:
    """The finding for an exception that stopped the program; its traceback is added to a file.

    The exception's notes name the task; ``rest`` says what happened to the other tasks, if any.
    """
    # Who composes tells of the piece, and so does the task that has it composed.
    at = "".join(f" {note}" for note in dict.fromkeys(getattr(problem, "__notes__", ())))
    report = f"report this with {_kept(root, problem)}"
    return fault(f"the program stopped{at}: {problem!r}", f"{report}; {rest}" if rest else report)


def fault(message: str, fix: str) -> Finding:
    """A finding about the program itself."""
    return error("bug", message, Where("printshop/"), fix, Gate.PROGRAM)


def _kept(root: Path, problem: Exception) -> str:
    """Add the traceback to those of earlier faults; returns where it was written."""
    path = root / DETAILS
    lines = [f"printshop {__version__}\n", *traceback.format_exception(problem), "\n"]
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("".join(lines))
    except OSError:  # no file can be kept: then it is printed, not lost
        traceback.print_exception(problem)
        return "the lines above"
    return f"the file {DETAILS}"
