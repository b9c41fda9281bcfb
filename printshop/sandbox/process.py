"""Programs run in a process of their own, with limits: the only module that starts a process."""

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
OUT_OF_MEMORY, NOT_DRAWN = 3, 4  # exit codes of a child that says why it stopped
GRACE = 5  # seconds that are waited for a killed process


@dataclass(frozen=True)
class Limits:
    """What a process may use: bytes of memory, seconds of CPU time, open files."""

    memory: int
    seconds: int
    files: int


@dataclass(frozen=True)
class ProcessResult:
    """How a program ended: its exit code (a signal is negative), and its standard output.

    ``stopped_for`` says why it was stopped from outside: it took too long, or printed too much.
    """

    exit_code: int
    output: bytes
    stopped_for: Literal["", "time", "output"] = ""


def run(
    command: Sequence[str], environment: Mapping[str, str], seconds: float, max_bytes: int
) -> ProcessResult:
    """Run a program in an empty folder with this environment and no other.

    It is stopped with all that it started after ``seconds`` of wall-clock time, or when it has
    printed more than ``max_bytes``. Its standard error is dropped. Raises ``OSError`` where it
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
            output, stopped_for = _read_output(process, time.monotonic() + seconds, max_bytes)
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            if process.stdout:
                process.stdout.close()
            process.wait(GRACE)
        return ProcessResult(process.returncode, output, stopped_for)


def _read_output(
    process: "subprocess.Popen[bytes]", deadline: float, max_bytes: int
) -> tuple[bytes, Literal["", "time", "output"]]:
    """What a process prints until it ends, the deadline passes or it has printed too much."""
    output = bytearray()
    pipe = process.stdout
    if pipe is None:  # it was asked for above
        return b"", ""
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while (remaining := deadline - time.monotonic()) > 0:
            if not ready.select(remaining):
                continue
            chunk = os.read(pipe.fileno(), CHUNK)
            if not chunk:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(max(0.1, deadline - time.monotonic()))
                    return bytes(output), ""
                break
            output += chunk
            if len(output) > max_bytes:
                return bytes(output[:max_bytes]), "output"
    return bytes(output), "time"


def confine(limits: Limits, reserve: int = 0) -> None:
    """Limit this process for good: memory, CPU time, files; it cannot write or start processes.

    ``reserve`` are further seconds that ``use_reserve`` allows later. A limit that the system does
    not know (macOS: memory) is left out; root may start processes all the same.
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
    """Let this process use the seconds of CPU time that ``confine`` reserved."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def result_writer() -> Callable[[dict[str, Any]], None]:
    """A function that writes a value to the parent process as a line of JSON.

    From here on, whatever else this process prints is dropped, a library's warnings included.
    """
    parent = os.fdopen(os.dup(1), "wb")
    discarded = os.open(os.devnull, os.O_WRONLY)
    os.dup2(discarded, 1)
    os.dup2(discarded, 2)

    def write(value: dict[str, Any]) -> None:
        parent.write(json.dumps(value, ensure_ascii=True).encode() + b"\n")
        parent.flush()

    return write
