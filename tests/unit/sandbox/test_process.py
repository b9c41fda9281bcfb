"""Programs on a leash: time, output, environment, limits."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path
from types import SimpleNamespace

import pytest

from printshop.sandbox import process
from printshop.sandbox.process import run

ROOT = Path(__file__).resolve().parents[3]
START = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
CONFINED = START + "from printshop.sandbox.process import *\nconfine(Limits(1 << 30, 1, 16))\n"


def python(code: str, seconds: float = 600, most: int = 1000) -> tuple[int, bytes, str]:
    """Run a few lines: exit code, output, why they were cut."""
    result = run([sys.executable, "-c", code], {}, seconds, most)
    return result.exit_code, result.output, result.stopped_for


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that stands still until the first output was waited for, and then says it is late."""
    times: Iterator[float] = chain([0, 0], repeat(1e6))
    clock = SimpleNamespace(monotonic=lambda: next(times))
    monkeypatch.setattr(process, "time", clock)


def test_output_and_code() -> None:
    """What is printed comes back, errors do not, the exit code does."""
    code = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"
    assert python(code) == (3, b"out\n", "")


def test_an_empty_place() -> None:
    """No variable of ours, no file of ours, nothing to read."""
    code = (
        "import os, sys; print(sorted(k for k in os.environ if k != 'LC_CTYPE'),"
        "os.listdir(), sys.stdin.read())"
    )
    assert python(code) == (0, b"[] [] \n", "")


@pytest.mark.usefixtures("late")
def test_too_long() -> None:
    """What takes too long is ended, and so is what it started."""
    code = (
        "import subprocess, sys, time\n"
        "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(p.pid, flush=True); time.sleep(600)"
    )
    exit_code, out, cut = python(code)
    assert (exit_code, cut) == (-signal.SIGKILL, "time")
    state = Path(f"/proc/{int(out)}/stat")
    for _ in range(1000):  # a killed process takes a moment to be gone
        if not state.exists() or state.read_text("utf-8").split()[2] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("what it started is still there")


def test_too_much_said() -> None:
    """What prints without end is cut off and ended."""
    exit_code, out, cut = python("while True: print('x' * 999)", most=5000)
    assert (exit_code, len(out), cut) == (-signal.SIGKILL, 5000, "output")


@pytest.mark.usefixtures("late")
def test_silent_and_alive() -> None:
    """A program that closes its output and goes on is ended, too."""
    code = "import os, time; os.close(1); os.close(2); time.sleep(600)"
    assert python(code)[2] == "time"


def test_seconds_are_counted() -> None:
    """Who computes longer than allowed is ended by the system."""
    assert python(CONFINED + "while True: pass")[0] in (-signal.SIGXCPU, -signal.SIGKILL)


def test_memory_is_bounded() -> None:
    """Who asks for more memory than allowed does not get it."""
    code = CONFINED + "try: bytearray(2 << 30)\nexcept MemoryError: print('no')"
    assert python(code) == (0, b"no\n", "")


def test_nothing_is_written() -> None:
    """A confined process writes no file."""
    code = CONFINED + "try: open('f', 'wb', 0).write(b'x')\nexcept OSError: print('no')"
    assert python(code) == (0, b"no\n", "")


def test_few_files() -> None:
    """A confined process opens few files."""
    code = CONFINED + "try: [open('/dev/null') for _ in range(20)]\nexcept OSError: print('no')"
    assert python(code)[1] == b"no\n"


def test_no_process() -> None:
    """A confined process starts no other, where the system counts: root is not counted."""
    code = CONFINED + "import os\ntry: os.fork()\nexcept OSError: print('no')"
    assert python(code)[1] == (b"" if os.geteuid() == 0 else b"no\n")
