"""Faults of the program: every verb tells them in the same words, and keeps the details."""

import errno
import os
from collections.abc import Callable
from concurrent import futures
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from printshop.commands import faults, workers
from printshop.findings import Finding, Gate
from printshop.shop.job import JobTicket, Shop
from printshop.typesetting import template_api

SIGNERS = "signers: [{name: Test Reader, roles: [reader], languages: all}]"

VERBS = {
    "check": ["check", "--language", "en", "--piece", "card"],
    "sign-off": ["sign-off", "en/card", "--by", "Test Reader"],
    "order": ["order", "orders/spring.yaml"],
    "list": ["list"],
    "facts": ["facts"],
}


def faulty(*_: object) -> str:
    """What our own code may do while a template is at work."""
    raise KeyError("latn")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb(
    verb: str,
    tiny_shop: Path,
    command: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It says at which piece it stopped and where the details are; no traceback is printed."""
    campaign = tiny_shop / "content/campaign.yaml"
    text = campaign.read_text("utf-8")
    campaign.write_text(text.replace("signers: []", SIGNERS), "utf-8")
    order = tiny_shop / "orders/spring.yaml"
    order.parent.mkdir()
    order.write_text("lines:\n  - {pieces: card, languages: en, quantity: 50}\n", "utf-8")
    if verb == "list":  # it composes what has been signed off
        assert command(tiny_shop, *VERBS["sign-off"]).exit == 0
    monkeypatch.setattr(template_api, "number", faulty)
    run = command(tiny_shop, *VERBS[verb])
    tag = "ar" if verb == "facts" else "en"  # it looks at every piece
    assert (run.exit, run.errors) == (1, "")
    assert (
        f"printshop/: error[bug]: the program stopped at card in {tag}: KeyError('latn')\n"
        "  fix  report this with the file output/fault.txt\n"
    ) in run.said
    kept = (tiny_shop / "output/fault.txt").read_text("utf-8")
    assert "Traceback" in kept
    assert f"KeyError: 'latn'\nat card in {tag}" in kept


def test_details_are_added(tmp_path: Path) -> None:
    """A second fault does not overwrite the first one."""
    for word in ("one", "two"):
        found = faults.stopped(tmp_path, RuntimeError(word), "the rest was made")
        assert found.gate is Gate.PROGRAM
        assert found.fix.endswith("output/fault.txt; the rest was made")
    kept = (tmp_path / "output/fault.txt").read_text("utf-8")
    assert kept.index("RuntimeError: one") < kept.index("RuntimeError: two")


def test_nowhere_to_keep_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no file can be kept, the details are printed after all."""
    (tmp_path / "output").write_text("", "utf-8")
    found = faults.stopped(tmp_path, RuntimeError("an odd thing"))
    assert found.fix == "report this with the lines above"
    assert "RuntimeError: an odd thing" in capsys.readouterr().err


class Broken:
    """A pool of workers of which the system ends each."""

    def __init__(self, *_: object) -> None:
        pass

    def submit(self, *_: object) -> Future[None]:
        """The work on a task, ended."""
        future: Future[None] = Future()
        future.set_exception(BrokenProcessPool())
        return future

    def shutdown(self, **_: object) -> None:
        """Nothing is at work."""


def test_a_worker_that_the_system_ends(opened_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told of each task by its name."""
    monkeypatch.setattr(futures, "ProcessPoolExecutor", Broken)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    work: workers.Work = [(JobTicket("card", "", tag), ["test"], []) for tag in ("en", "ar")]
    found = [f for made in workers.spread(opened_shop, work, Path()) for f in made[0].findings]
    assert sorted(f.message for f in found) == [
        "the system ended the work on card in ar",
        "the system ended the work on card in en",
    ]
    assert {(f.gate, f.fix) for f in found} == {(Gate.PROGRAM, "look for too little memory")}


# ── what the machine lacks ───────────────────────────────────────────────────────────────────


def test_a_file_that_cannot_be_written(tiny_shop: Path, command: Callable[..., Any]) -> None:
    """It is no fault of the program: the file is named, with exit 5, and no details are kept."""
    (tiny_shop / "output").mkdir()
    (tiny_shop / "output/index.html").mkdir()
    run = command(tiny_shop, "--piece", "card", "--language", "en")
    assert (run.exit, run.errors) == (5, "")
    assert (
        "output/index.html: error[not-written]: a file could not be written: Is a directory\n"
        "  fix  make room on the disk, or look at who may write there\n"
    ) in run.said
    assert not (tiny_shop / faults.DETAILS).exists()


@pytest.mark.parametrize(
    ("named", "place"),
    [("content/en/sign-off.yaml", "content/en/sign-off.yaml"), ("", "output"), ("/a/b", "b")],
)
def test_the_place_is_named(named: str, place: str, tmp_path: Path) -> None:
    """As seen from the shop, or by the name alone of what lies elsewhere."""
    path = [str(tmp_path / named)] if named else []
    found = faults.command_fault(tmp_path, OSError(errno.ENOSPC, "No space left on device", *path))
    assert (found.code, found.where.path, found.gate) == ("not-written", place, Gate.MACHINE)


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    """What the program wants to read and does not find is a fault of its own."""
    assert faults.command_fault(tmp_path, FileNotFoundError(errno.ENOENT, "no", "x")).code == "bug"


def test_an_error_of_the_system_is_a_fault_unless_a_file_cannot_be_written(
    opened_shop: Shop, tmp_path: Path
) -> None:
    """A file that is not there, or no picture, is not told as a full disk."""
    shop = replace(opened_shop, root=tmp_path)

    def failing(number: int | None) -> workers.TaskType[str, Finding]:
        def run(_: Shop, __: str) -> Finding:
            raise OSError(number, "said by the system") if number else OSError("said by Pillow")

        return workers.TaskType(run, lambda _, __, finding: finding, str)

    found = [
        next(workers.over_cores(shop, ["a task"], failing(number)))
        for number in (errno.ENOSPC, errno.ENOENT, None)
    ]
    assert [f.code for f in found] == ["not-written", "bug", "bug"]
    assert "at a task" in found[1].message


def test_a_disk_without_room_for_temporary_files(tmp_path: Path) -> None:
    """It is a file that could not be written, not a fault of the program."""
    full = FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")
    assert faults.command_fault(tmp_path, full).code == "not-written"
    gone = FileNotFoundError(errno.ENOENT, "No such file or directory", "temporary.yaml")
    assert faults.command_fault(tmp_path, gone).code == "bug"
