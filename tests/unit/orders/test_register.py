"""The register of editions: it only grows, loses no line, and survives hands and merges."""

import multiprocessing
from pathlib import Path

import pytest

from printshop.orders import register
from printshop.shop.editions import Edition, to_line

ONE = Edition("card", ("nl",), "a1", "2030-01-01", "draft", {"hotline": "+32 2"}, ("free",))
LINES = [to_line(Edition(f"piece-{n}", ("nl",), "x", "2030-01-01", "draft")) for n in range(40)]


def test_it_only_grows(tmp_path: Path) -> None:
    """New lines come to the end; what is there is not written again, and nothing is lost."""
    assert register.read(tmp_path) == ([], [])
    assert register.add(tmp_path, [to_line(ONE), "", to_line(ONE)]) == 1
    before = (tmp_path / register.PATH).read_bytes()
    assert register.add(tmp_path, [to_line(ONE)]) == 0
    assert (tmp_path / register.PATH).read_bytes() == before
    assert register.add(tmp_path, LINES[:2]) == 2
    assert (tmp_path / register.PATH).read_bytes().startswith(before)
    editions, findings = register.read(tmp_path)
    assert editions[0] == ONE
    assert editions[0].facts == {"hotline": "+32 2"}
    assert [e.piece for e in editions[1:]] == ["piece-0", "piece-1"]
    assert findings == []


def _add(task: tuple[Path, list[str]]) -> None:
    for line in task[1]:
        register.add(task[0], [line])


def test_two_at_once(tmp_path: Path) -> None:
    """Runs that add at the same time wait for each other."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(_add, [(tmp_path, LINES[::2]), (tmp_path, LINES[1::2])])
    editions, findings = register.read(tmp_path)
    assert sorted(map(to_line, editions)) == sorted(LINES)
    assert findings == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<<<<<<< ours", "two versions of this file"),
        ("=======", "two versions of this file"),
        ('{"piece": "card", "languages": ["nl"', "changed by hand"),
        ("[]", "changed by hand"),
        ('{"piece": "card"}', "changed by hand"),
        ("nonsense", "changed by hand"),
        (to_line(ONE).replace("+32 2", "+32 3"), "changed by hand"),
        (to_line(Edition("card", (), "a1", "2030-01-01", "draft")), "changed by hand"),
        ('{"sum": "\\ud800"}', "changed by hand"),
        ("[" * 100_000, "changed by hand"),
    ],
)
def test_hands_and_merges(tmp_path: Path, line: str, told: str) -> None:
    """A line that is no edition is told by its number; all others are read, each once."""
    register.add(tmp_path, [to_line(ONE)])
    path = tmp_path / register.PATH
    path.write_text(path.read_text("utf-8") + f"{line}\n{to_line(ONE)}\n\n{LINES[0]}", "utf-8")
    editions, (finding,) = register.read(tmp_path)
    assert [e.piece for e in editions] == ["card", "piece-0"]
    assert told in finding.message
    assert (finding.code, finding.where.line) == ("broken-register", 4)
    assert register.add(tmp_path, [LINES[1]]) == 1, "the last line had no end"
    assert len(register.read(tmp_path)[0]) == 3


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written leaves the file as it was, and can be added later."""
    register.add(tmp_path, [to_line(ONE)])
    before = (tmp_path / register.PATH).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space left"):
            register.add(tmp_path, LINES)
    assert (tmp_path / register.PATH).read_bytes() == before
    assert register.add(tmp_path, LINES) == len(LINES)


def test_a_value_with_other_line_ends(tmp_path: Path) -> None:
    """Characters that break lines elsewhere break none here; nor does an editor's CR LF, or BOM."""
    odd = Edition("card", ("nl",), "a", "2030-01-01", "draft", {"site": "a\u2028b\x85c\x0bd"})
    assert register.add(tmp_path, [to_line(odd)]) == 1
    assert register.add(tmp_path, [to_line(odd)]) == 0
    path = tmp_path / register.PATH
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert register.read(tmp_path) == ([odd], [])
    assert register.add(tmp_path, [to_line(odd)]) == 0


@pytest.mark.parametrize("data", ["nl\n".encode("utf-16"), b"\0" * 100])
def test_no_text(tmp_path: Path, data: bytes) -> None:
    """A file that is no text is one finding."""
    path = tmp_path / register.PATH
    path.parent.mkdir()
    path.write_bytes(data)
    editions, (finding,) = register.read(tmp_path)
    assert (editions, finding.severity) == ([], "error")


def test_bytes_that_are_no_utf8_stay(tmp_path: Path) -> None:
    """What cannot be read is told, and not written otherwise when a line is added."""
    register.add(tmp_path, [to_line(ONE)])
    path = tmp_path / register.PATH
    spoilt = path.read_bytes() + b"caf\xe9\n"
    path.write_bytes(spoilt)
    assert register.add(tmp_path, LINES[:1]) == 1
    assert path.read_bytes().startswith(spoilt)
    editions, findings = register.read(tmp_path)
    assert (len(editions), [f.where.line for f in findings]) == (2, [4])


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    """It is a finding when it is read and when a line is to be added."""
    (tmp_path / register.PATH).mkdir(parents=True)
    assert [f.code for f in register.read(tmp_path)[1]] == ["broken-register"]
    assert [f.code for f in register.keep(tmp_path, [to_line(ONE)])] == ["not-written"]


def test_more_than_a_file_of_words_may_hold(tmp_path: Path) -> None:
    """It only grows, so it is read however long it is."""
    long = [
        to_line(Edition(f"p{n}", ("nl",), "x" * 600, "2030-01-01", "draft")) for n in range(3000)
    ]
    assert register.add(tmp_path, long) == len(long)
    assert len(register.read(tmp_path)[0]) == len(long)
