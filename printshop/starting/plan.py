"""What is to be written: new files and changed ones, all of them or none."""

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from printshop.delivery.lock import alone

FIRST = ("content", "layouts", "presses")  # one of them is held while files are written


class Meanwhile(Exception):
    """Somebody else wrote one of the files while the questions were answered; ``path``: which."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True)
class Plan:
    """The files of an answer, by their paths from the root of the shop.

    ``folder`` is one that is new with the files in it, ``files`` are further new files, ``changes``
    has of each changed file its bytes as they were read and as they shall be. ``after`` are lines
    that say what comes next.
    """

    folder: str = ""
    inside: dict[str, str] = field(default_factory=dict)
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    changes: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    after: tuple[str, ...] = ()

    @property
    def paths(self) -> list[str]:
        """All files that are written, the new ones first."""
        within = [f"{self.folder}/{name}" for name in self.inside]
        return [*within, *self.files, *self.changes]


def write_all(root: Path, plan: Plan) -> None:
    """Write all files of a plan, or none.

    Each is written in full beside its place, under a name that nothing reads, and then renamed.
    Raises ``OSError`` where one cannot be written, and ``Meanwhile`` where one is there already or
    was changed since it was read.
    """
    with alone(root / FIRST[0]):
        _unchanged(root, plan)
        undo: list[tuple[Path, bytes | None]] = []
        try:
            for name, text in plan.files.items():
                path = root / name
                undo.append((path, None))
                _replace(path, text if isinstance(text, bytes) else text.encode())
            for name, (before, after) in plan.changes.items():
                path = root / name
                undo.append((path, before))
                _replace(path, after)
            if plan.folder:
                _whole_folder(root / plan.folder, plan.inside)
        except BaseException:
            for path, was in reversed(undo):
                _back(path, was)
            raise


def _unchanged(root: Path, plan: Plan) -> None:
    for name in [*([plan.folder] if plan.folder else []), *plan.files]:
        if os.path.lexists(root / name):
            raise Meanwhile(name)
    for name, (before, _) in plan.changes.items():
        if not (root / name).is_file() or (root / name).read_bytes() != before:
            raise Meanwhile(name)


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, str(path)) from problem
    finally:
        _back(temporary, None)


def _whole_folder(folder: Path, inside: dict[str, str]) -> None:
    """Make a folder with its files: under another name first, then renamed."""
    hidden: Path | None = None
    try:
        hidden = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
        hidden.chmod(0o755)
        for name, text in inside.items():
            (hidden / name).write_text(text, "utf-8")
        hidden.rename(folder)
    except OSError as problem:
        number = problem.errno if problem.errno != errno.ENOTEMPTY else errno.EEXIST
        raise OSError(number, problem.strerror, str(folder)) from problem
    finally:
        if hidden is not None:
            shutil.rmtree(hidden, ignore_errors=True)


def _back(path: Path, was: bytes | None) -> None:
    """Put a file back as it was; take it away where it was not there."""
    try:
        if was is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != was:
            path.write_bytes(was)
    except OSError:  # the disk takes nothing any more: what stopped the writing is told
        return
