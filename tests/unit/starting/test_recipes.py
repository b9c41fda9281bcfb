"""The recipes as a person follows them: answers are typed, files are written, pieces are built."""

import errno
from pathlib import Path

import pytest

from tests.unit.starting.conftest import Answering, state

VERBS = ["language", "layout", "press", "sector"]


@pytest.mark.parametrize("what", VERBS)
def test_the_answers_end(tiny_shop: Path, answering: Answering, what: str) -> None:
    """Before the first or after one: nothing is written, and nobody sees a traceback."""
    before = state(tiny_shop)
    for answers in ([], ["pl"], ["", "\x1b", "\udcff"]):
        run = answering(tiny_shop, answers, "new", what)
        assert (run.exit, run.errors) == (2, "")
        assert run.said.endswith("there is no further answer; nothing was written\n")
    assert state(tiny_shop) == before


@pytest.mark.parametrize("what", VERBS)
def test_interrupted(
    tiny_shop: Path, answering: Answering, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Ctrl-C writes nothing."""

    def stop(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("click.termui.visible_prompt_func", stop)
    before = state(tiny_shop)
    run = answering(tiny_shop, [], "new", what)
    assert run.exit == 130
    assert run.said.endswith("interrupted; nothing was written\n")
    assert state(tiny_shop) == before


def test_a_shop_that_cannot_be_read(tiny_shop: Path, answering: Answering) -> None:
    """Its faults are told before the first question."""
    (tiny_shop / "content/campaign.yaml").write_text("name: [", "utf-8")
    run = answering(tiny_shop, ["pl"], "new", "language")
    assert run.exit == 2
    assert "Tag of" not in run.said
    assert "content/campaign.yaml" in run.said


def test_a_disk_that_takes_nothing(
    tiny_shop: Path, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is told as what it is, and not as a fault of the program."""

    def full(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(tiny_shop / "content/pl"))

    monkeypatch.setattr("printshop.commands.starting.write_all", full)
    run = answering(tiny_shop, [], "translate", "begin", "pl")
    assert run.exit == 5
    assert "content/pl: error[not-written]" in run.said
