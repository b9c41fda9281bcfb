"""Faults of the program, told in plain words: what stopped a verb, or one of its tasks.

The traceback is for whoever mends the program: it goes into a file, which the finding names.
"""

import traceback
from pathlib import Path

from printshop import __version__
from printshop.findings import Finding, Gate, Where, error

DETAILS = "output/fault.txt"  # from the root of the shop


def stopped(root: Path, problem: Exception, rest: str = "") -> Finding:
    """That an exception stopped the program; its traceback is added to a file.

    Its notes say at what; ``rest`` is what became of the other tasks, where there are any.
    """
    at = "".join(f" {note}" for note in getattr(problem, "__notes__", ()))
    report = f"report this with {_kept(root, problem)}"
    return fault(f"the program stopped{at}: {problem!r}", f"{report}; {rest}" if rest else report)


def fault(message: str, fix: str) -> Finding:
    """A finding about the program itself."""
    return error("bug", message, Where("printshop/"), fix, Gate.PROGRAM)


def _kept(root: Path, problem: Exception) -> str:
    """Add the traceback to those of earlier faults, and say where it stands."""
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
