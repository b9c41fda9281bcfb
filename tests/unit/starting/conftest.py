"""What the tests of recipes share: the command with answers that are piped in."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Command, Run

Answering = Callable[..., Run]


@pytest.fixture
def answering(command: Command, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Run the command with answers: ``answering(root, ["pl", ""], "new", "language")``."""

    def run(root: Path, answers: list[str], *arguments: str) -> Run:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
        return command(root, *arguments)

    return run


def state(root: Path) -> dict[str, bytes]:
    """All files of a shop but what it made."""
    files = (p for folder in ("content", "layouts", "presses") for p in (root / folder).rglob("*"))
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in files if p.is_file()}
