"""Shells: what docs/install.md says to put into bash and zsh works there, typed key by key."""

import os
import pty
import re
import select
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from printshop.cli.shells import _joined
from tests.conftest import CHECKOUT

INSTALL = CHECKOUT / "docs/install.md"
START, END, TAB, ENTER = "\x01", "\x05", "\t", "\r"  # keys that both shells have
QUIET = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"]}
OLDEST = 4  # the version of bash
LONG = 120.0  # seconds: a machine may have other work; then the test is given up

Typed = Callable[[str], str]


@pytest.fixture(params=["bash", "zsh"])
def typed(request: pytest.FixtureRequest, tmp_path: Path) -> Typed:
    """Type words and Tab into a shell, in a checkout with a space in its name: what stands then."""
    shell = str(request.param)
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    asked = subprocess.run(
        [shell, "-c", "echo ${BASH_VERSINFO:-9}"], capture_output=True, text=True
    )
    if int(asked.stdout) < OLDEST:
        pytest.skip("this bash is older than docs/install.md asks for")
    checkout = tmp_path / "a folder"
    checkout.mkdir()
    for name in ("bin", "generate.py", "printshop", "content", "layouts", "presses", ".venv"):
        (checkout / name).symlink_to(CHECKOUT / name)
    said = INSTALL.read_text("utf-8")
    (lines,) = re.findall(rf"^```\n([^`]*{shell}_source[^`]*)```$", said, re.M)
    (checkout / "lines").write_text(lines.replace("compinit\n", "compinit -u -D\n"), "utf-8")
    (checkout / "r.pdf").touch()

    def keys(words: str) -> str:
        (checkout / "typed").unlink(missing_ok=True)
        after = f"{START}print -r -- {END}"
        if shell == "bash":
            after = f"{START}printf '%s\\n' '{END}'"
        press(checkout, shell, f". ./lines{ENTER}", f"{words}{TAB}{after} > typed; exit{ENTER}")
        return (checkout / "typed").read_text("utf-8").rstrip()

    return keys


def press(folder: Path, shell: str, *keys: str) -> None:
    """Press keys in a shell on a terminal of its own, and wait until it ends."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [shell, *QUIET[shell]],
        cwd=folder,
        env={
            **os.environ,
            "TERM": "xterm",
            "PS1": "$ ",
            "HOME": str(folder),
            "INPUTRC": "/dev/null",
        },
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        for text in keys:
            os.write(ours, text.encode())
        while select.select([ours], [], [], LONG)[0]:
            try:
                if not os.read(ours, 1 << 16):
                    break
            except OSError:  # the shell has left its terminal
                break
        running.wait(LONG)
    finally:
        running.kill()
        running.wait()
        os.close(ours)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("generate che", "generate check"),
        ("generate check --language nl,f", "generate check --language nl,fr"),
        ("generate check --language=nl,f", "generate check --language=nl,fr"),
        ("generate --language=nl,f", "generate --language=nl,fr"),
        (
            "generate --language=nl check --piece=leaf",
            "generate --language=nl check --piece=leaflet",
        ),
        ("generate preflight --html=r.p", "generate preflight --html=r.pdf"),
    ],
)
def test_completion_in_a_shell(typed: Typed, words: str, wanted: str) -> None:
    """Verbs, values after an option, after its sign and after a comma, and files."""
    assert typed(words) == wanted


def test_joined() -> None:
    """What bash breaks at the sign is one word again; a sign that belongs to no option stays."""
    assert _joined(["check", "--language", "=", "nl", "--piece"]) == [
        *("check", "--language=nl", "--piece")
    ]
    assert _joined(["order", "=", "x"]) == ["order", "=", "x"]
    assert _joined(["--language", "="]) == ["--language="]
