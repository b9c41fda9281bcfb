"""Tools: programs beside our own, run on a leash. The only door to subprocess and its limits."""

import contextlib
import json
import os
import resource
import selectors
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

CHUNK = 1 << 16
GRACE = 5  # seconds in which a killed process is gone


@dataclass(frozen=True)
class Limits:
    """What a process may use: bytes of memory, seconds of computing, open files."""

    memory: int
    seconds: int
    files: int


@dataclass(frozen=True)
class Ran:
    """How a program ended: its exit code (a signal is negative), and what it printed.

    ``cut`` says why it was stopped from outside: it took too long, or printed too much.
    """

    code: int
    out: bytes
    cut: Literal["", "time", "output"] = ""


def run(command: Sequence[str], environment: Mapping[str, str], seconds: float, most: int) -> Ran:
    """Run a program in an empty folder with this environment and no other.

    It is stopped with all that it started after ``seconds`` on the clock, or when it has printed
    more than ``most`` bytes. What it prints as errors is dropped. Raises ``OSError`` where it
    cannot be started.
    """
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=dict(environment),
            start_new_session=True,
        )
        try:
            out, cut = _listen(process, time.monotonic() + seconds, most)
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            if process.stdout:
                process.stdout.close()
            process.wait(GRACE)
        return Ran(process.returncode, out, cut)


def _listen(
    process: "subprocess.Popen[bytes]", end: float, most: int
) -> tuple[bytes, Literal["", "time", "output"]]:
    """All that a process prints until it ends, takes too long or says too much."""
    said = bytearray()
    pipe = process.stdout
    if pipe is None:  # it was asked for above
        return b"", ""
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while (left := end - time.monotonic()) > 0:
            if not ready.select(left):
                continue
            got = os.read(pipe.fileno(), CHUNK)
            if not got:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(max(0.1, end - time.monotonic()))
                    return bytes(said), ""
                break
            said += got
            if len(said) > most:
                return bytes(said[:most]), "output"
    return bytes(said), "time"


def confine(limits: Limits, reserve: int = 0) -> None:
    """Bind this process for good: memory, seconds, files; it writes nothing and starts nothing.

    ``reserve`` are seconds more that ``use_reserve`` gives it later. A system that does not know
    one of the limits (macOS: memory) goes without that one; root may start processes all the same.
    """
    for what, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NOFILE, limits.files, limits.files),
        (resource.RLIMIT_NPROC, 0, 0),
        (resource.RLIMIT_CPU, limits.seconds, limits.seconds + reserve),
        (resource.RLIMIT_AS, limits.memory, limits.memory),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (soft, hard))


def use_reserve() -> None:
    """Let this process use the seconds that ``confine`` kept back."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def result_writer() -> Callable[[dict[str, Any]], None]:
    """A function that writes a value to the parent as a line of JSON.

    Whatever else this process prints, a library's warnings included, is lost from here on.
    """
    out = os.fdopen(os.dup(1), "wb")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)

    def write(value: dict[str, Any]) -> None:
        out.write(json.dumps(value, ensure_ascii=True).encode() + b"\n")
        out.flush()

    return write
