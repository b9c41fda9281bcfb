"""Files are written all or none."""

import os
from pathlib import Path

import pytest

from printshop.starting.plan import Meanwhile, Plan, write_all

PLAN = Plan(
    "layouts/new",
    {"a.txt": "a", "b.txt": "b"},
    {"content/one.yaml": "one", "content/two.yaml": "two"},
    {"content/old.yaml": (b"old", b"changed")},
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the places of a shop."""
    for name in ("content", "layouts"):
        (tmp_path / name).mkdir()
    (tmp_path / "content/old.yaml").write_bytes(b"old")
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    """All files and what is in them, hidden ones as well."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_all_are_written(root: Path) -> None:
    """With nothing beside them."""
    write_all(root, PLAN)
    assert files(root).keys() == set(PLAN.paths)
    assert (root / "content/old.yaml").read_bytes() == b"changed"


@pytest.mark.parametrize("number", range(1, 7))
def test_none_is_written_on_a_full_disk(
    root: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Whichever of them finds no room: what was there stays as it was."""
    before, calls = files(root), []
    write_bytes, write_text, rename = Path.write_bytes, Path.write_text, Path.rename

    def counted(path: Path) -> None:
        calls.append(path)
        if len(calls) == number:
            raise OSError(28, "No space left on device", str(path))

    def bytes_(path: Path, data: bytes) -> int:
        counted(path)
        return write_bytes(path, data)

    def text(path: Path, data: str, encoding: str) -> int:
        counted(path)
        return write_text(path, data, encoding)

    def moved(path: Path, target: Path) -> Path:
        counted(path)
        return rename(path, target)

    monkeypatch.setattr(Path, "write_bytes", bytes_)
    monkeypatch.setattr(Path, "write_text", text)
    monkeypatch.setattr(Path, "rename", moved)
    with pytest.raises(OSError, match="No space left"):
        write_all(root, PLAN)
    assert files(root) == before
    assert not list(root.rglob(".*"))


@pytest.mark.parametrize("name", ["layouts/new", "content/one.yaml"])
def test_what_is_there_stays(root: Path, name: str) -> None:
    """Also an empty folder, and a link that leads nowhere."""
    (root / name).symlink_to(root / "nowhere")
    with pytest.raises(Meanwhile, match=name):
        write_all(root, PLAN)
    assert files(root) == {"content/old.yaml": b"old"}


def test_what_was_changed_meanwhile_stays(root: Path) -> None:
    """Somebody else wrote the file while questions were answered."""
    (root / "content/old.yaml").write_bytes(b"other")
    with pytest.raises(Meanwhile, match=r"content/old.yaml"):
        write_all(root, PLAN)
    assert files(root) == {"content/old.yaml": b"other"}


def test_two_at_once(root: Path) -> None:
    """One after the other: the second sees what the first has written, and writes nothing."""
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            try:
                write_all(root, PLAN)
            except Meanwhile:
                os._exit(1)
            except BaseException:  # noqa: BLE001  # a child of the test says only how it ended
                os._exit(2)
            os._exit(0)
        children.append(child)
    codes = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    assert codes == [0, 1, 1, 1]
    assert files(root).keys() == set(PLAN.paths)
