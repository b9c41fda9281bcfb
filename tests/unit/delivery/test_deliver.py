"""Deliver: whole files or none, and no withdrawn file left behind."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from printshop.delivery import deliver
from printshop.delivery.deliver import MadeFrom
from printshop.findings import Finding, Where, error, review
from printshop.prepress.impose import boxes
from printshop.shop.catalog import resolve
from printshop.shop.file_names import FileName
from printshop.shop.job import JobTicket, PressFile, Proof, Shop

INPUTS = [review("draft", "a draft", Where("content/en/card.yaml", 1))]
TOLD = [review("thin-type", "thin", Where("output/test/en/lost-umbrella-week-card-en-test.pdf"))]
WRONG = [error("overset", "too long", Where("content/en/card.yaml", 4))]

CARD = FileName("lost-umbrella-week", "test", "en", "card", "en")
MADE_FROM = MadeFrom("of the inputs", "of the page", (("card", "title"),), "of the register")

Deliver = Callable[..., str]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An empty output folder."""
    return tmp_path / "output"


@pytest.fixture
def lay_down(opened_shop: Shop, output: Path) -> Deliver:
    """Deliver a card with these bytes and findings; gives the outcome's state."""
    job = resolve(opened_shop, JobTicket("card", "", "en"))
    press = opened_shop.presses["test"]

    def do(pdf: bytes, findings: list[Finding] = TOLD) -> str:
        file = PressFile(job, press, "", pdf, boxes(job.layout, "", press))
        proofs = (Proof(1, b"one"), Proof(2, b"two"))
        return deliver.deliver(output, file, proofs, proofs, INPUTS, findings, MADE_FROM).state

    return do


def files(output: Path) -> set[str]:
    """All that lies in a folder."""
    return {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()}


def test_laid_down(lay_down: Deliver, output: Path) -> None:
    """A file lies with its proofs and its report, which says what it was made from."""
    assert lay_down(b"%PDF") == "built"
    assert files(output) == {
        "test/en/lost-umbrella-week-card-en-test.pdf",
        "proofs/en/lost-umbrella-week-card-en-1.png",
        "proofs/en/lost-umbrella-week-card-en-2.png",
        "share/en/lost-umbrella-week-card-en-1.png",
        "share/en/lost-umbrella-week-card-en-2.png",
        "report/test/en/lost-umbrella-week-card-en-test.json",
    }
    report = json.loads(
        (output / "report/test/en/lost-umbrella-week-card-en-test.json").read_bytes()
    )
    assert report["fit_to_print"] is True
    items = [["card", "title"]]
    assert report["made_from"] == {
        "inputs": "of the inputs",
        "composed": "of the page",
        "items": items,
        "edition": "of the register",
    }
    assert [f["code"] for f in report["findings"]] == ["thin-type"]


def test_interrupted_write_leaves_the_old_file(
    lay_down: Deliver, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing stops in the middle, the old file is whole and nothing else lies there."""
    lay_down(b"old")
    before = files(output)

    def full_disk(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:1])
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match="No space left") as raised:
        lay_down(b"new")
    assert raised.value.filename == str(output / "proofs/en/lost-umbrella-week-card-en-1.png"), (
        "not its part"
    )
    assert (output / "test/en/lost-umbrella-week-card-en-test.pdf").read_bytes() == b"old"
    assert files(output) == before


def test_interrupted_before_it_is_in_place(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped between writing and moving, by Ctrl-C even: the old file stays."""
    path = output / "a.pdf"
    deliver.write(path, b"old")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        deliver.write(path, b"new")
    assert files(output) == {"a.pdf"}
    assert path.read_bytes() == b"old"


def test_refused_removes_the_older_file(lay_down: Deliver, output: Path) -> None:
    """A refused file takes its older version out of the folder, and its report says so."""
    lay_down(b"old")
    deliver.write(output / "test/en/lost-umbrella-week-card-en.a7-test.pdf", b"another size")
    assert lay_down(b"new", WRONG) == "refused"
    assert files(output) == {
        "test/en/lost-umbrella-week-card-en.a7-test.pdf",
        "report/test/en/lost-umbrella-week-card-en-test.json",
    }
    report = json.loads(
        (output / "report/test/en/lost-umbrella-week-card-en-test.json").read_bytes()
    )
    assert report["fit_to_print"] is False
    assert report["sha256"] == ""
    assert [f["code"] for f in report["findings"]] == ["overset"]
    assert report["older_file_removed"] is True


def state_now(output: Path) -> str:
    """Whether the card stands as it was."""
    kept = deliver.earlier_outcome(output, CARD)
    return kept[0].state if kept else "to be made"


def test_unchanged(lay_down: Deliver, output: Path) -> None:
    """Every file in place: the findings are kept, and what the file was made from."""
    assert state_now(output) == "to be made"
    lay_down(b"%PDF")
    kept = deliver.earlier_outcome(output, CARD)
    assert kept is not None
    outcome, made_from = kept
    assert outcome.state == "unchanged"
    assert list(outcome.findings) == TOLD
    assert made_from == MADE_FROM


def test_renewed(lay_down: Deliver, output: Path) -> None:
    """Other inputs that give the same page: the report says so, and keeps all else."""
    lay_down(b"%PDF")
    kept = deliver.earlier_outcome(output, CARD)
    assert kept is not None
    now = MadeFrom("of other inputs", "of the page", (), "of the register")
    deliver.renew(output, CARD, now)
    assert deliver.earlier_outcome(output, CARD) == (kept[0], now)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("test/en/lost-umbrella-week-card-en-test.pdf", b"tampered with"),
        ("test/en/lost-umbrella-week-card-en-test.pdf", None),
        ("proofs/en/lost-umbrella-week-card-en-1.png", None),
        ("report/test/en/lost-umbrella-week-card-en-test.json", None),
        ("report/test/en/lost-umbrella-week-card-en-test.json", b""),
        ("report/test/en/lost-umbrella-week-card-en-test.json", b"[]"),
        (
            "report/test/en/lost-umbrella-week-card-en-test.json",
            b'{"made_from": {"inputs": "", "composed": ""}}',
        ),
        (
            "report/test/en/lost-umbrella-week-card-en-test.json",
            b'{"made_from": "key", "fit_to_print": true}',
        ),
        ("report/test/en/lost-umbrella-week-card-en-test.json", b"\xff\xfe"),
    ],
)
def test_touched_files_are_made_again(
    lay_down: Deliver, output: Path, name: str, data: bytes | None
) -> None:
    """A file that was changed, cut short or deleted is not taken for the one that was made."""
    lay_down(b"%PDF")
    if data is None:
        (output / name).unlink()
    else:
        (output / name).write_bytes(data)
    assert state_now(output) == "to be made"


def test_a_refusal_stands(lay_down: Deliver, output: Path) -> None:
    """An unchanged job that was refused is refused again without being made again."""
    lay_down(b"old")
    lay_down(b"new", WRONG)
    kept = deliver.earlier_outcome(output, CARD)
    assert kept is not None
    assert kept[0].state == "refused"
    assert list(kept[0].findings) == WRONG


def test_swept(lay_down: Deliver, output: Path) -> None:
    """What no piece makes any more goes, with its report and proofs; all else stays."""
    lay_down(b"%PDF")
    assert deliver.remove_outdated(output, [CARD], lambda _: True) == []
    assert "proofs/en/lost-umbrella-week-card-en-2.png" in files(output)
    other = [replace(CARD, stem="sign-trains")]
    assert deliver.remove_outdated(output, other, lambda _: False) == []
    findings = deliver.remove_outdated(output, other, lambda _: True)
    assert [f"{f.code} {f.where.path}" for f in findings] == [
        "older-file-removed output/test/en/lost-umbrella-week-card-en-test.pdf"
    ]
    assert files(output) == set()
