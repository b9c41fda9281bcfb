"""The command: what it does with faults, and what a second run leaves alone."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from printshop import pipeline
from printshop.cli import main
from printshop.shop.job import JobTicket, Shop

Command = Callable[..., Any]


def printed(root: Path) -> set[str]:
    """The press files in ``output/``."""
    return {p.relative_to(root / "output/test").as_posix() for p in root.rglob("*.pdf")}


def fail_at(monkeypatch: pytest.MonkeyPatch, problem: BaseException) -> None:
    """Let the Arabic card stop with a problem."""
    run_job = pipeline.run_job

    def failing(shop: Shop, ticket: JobTicket, *rest: Any) -> Any:
        if (ticket.layout, ticket.language) == ("card", "ar"):
            raise problem
        return run_job(shop, ticket, *rest)

    monkeypatch.setattr(pipeline, "run_job", failing)


def test_a_bug_stops_one_job(
    tiny_shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the program is told as one, with exit 1; the other files are made."""
    fail_at(monkeypatch, RuntimeError("an odd thing"))
    run = command(tiny_shop, "--piece", "card")
    assert run.exit == 1
    assert (
        "printshop/: error[bug]: the program stopped at card in ar: RuntimeError('an odd thing')\n"
        "  fix  report this with the lines above; the other files were made\n"
    ) in run.said
    assert "RuntimeError: an odd thing" in run.errors
    assert printed(tiny_shop) == {"en/card.pdf"}


def test_interrupted(tiny_shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130, without a traceback, and takes nothing away."""
    command(tiny_shop, "--piece", "card")
    words = tiny_shop / "content/ar/card.yaml"
    words.write_text(words.read_text("utf-8").replace("كل سنة", "كل شهر"), "utf-8")
    before = printed(tiny_shop)
    fail_at(monkeypatch, KeyboardInterrupt())
    run = command(tiny_shop, "--piece", "card")
    assert (run.exit, run.errors) == (130, "\ninterrupted; nothing in output/ was removed\n")
    assert printed(tiny_shop) == before


def test_second_run(tiny_shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has not changed is not made again, and is told all the same."""
    first = command(tiny_shop, "--piece", "card")
    assert re.search(r"^2 built, 0 unchanged, 0 refused", first.said, re.M)
    fail_at(monkeypatch, RuntimeError("it was made again"))
    second = command(tiny_shop, "--piece", "card")
    assert re.search(r"^0 built, 2 unchanged, 0 refused", second.said, re.M)
    assert second.exit == 0
    assert "review[draft]: 2 " in second.said


def test_check_makes_nothing(tiny_shop: Path, command: Command) -> None:
    """``check`` tells what is wrong with the inputs and makes no file."""
    run = command(tiny_shop, "check")
    assert run.exit == 0
    assert not re.search(r"^.*(?:error|review|note)\[", run.said, re.M)
    (tiny_shop / "content/ar/card.yaml").unlink()
    run = command(tiny_shop, "check")
    assert run.exit == 2
    assert "content/ar/card.yaml: error[missing-translation]" in run.said
    assert not (tiny_shop / "output").exists()


def test_list(tiny_shop: Path, command: Command) -> None:
    """``list`` names every piece with its languages and sizes."""
    run = command(tiny_shop, "list")
    assert run.exit == 0
    assert re.search(r"^card +dr +dr +120 × 50 mm$", run.said, re.M)
    assert re.search(r"^sign-trains +dr +dr +105 × 148 mm, a7$", run.said, re.M)


@pytest.mark.parametrize("arguments", [["--langage", "nl"], ["bulid"], ["--piece"]])
def test_unknown_arguments(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What the command does not know ends with 2 and a line on how it is used."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: generate.py" in capsys.readouterr().err
