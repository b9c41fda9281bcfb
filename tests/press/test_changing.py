"""A change to a number and to a sentence, on the real shop, by the commands of docs/changing.md."""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from printshop.shop import catalog
from tests.press.pieces import ROOT, real_shop

Command = Callable[..., Any]
GUIDE = (ROOT / "docs/changing.md").read_text("utf-8")
EVERYTHING = [
    shlex.split(line)
    for block in re.findall(r"^```\n(.*?)^```", GUIDE, re.S | re.M)
    for line in block.splitlines()
]
TYPED = EVERYTHING[: EVERYTHING.index(["make"]) + 1]  # the chapter about a change, to its end
PROGRAM = [".venv/bin/python", "generate.py"]
OLD, NEW = "+32 78 055 800", "+32 78 15 00 21"  # any number that can be: it is in no print
LANGUAGES = sorted(p.parent.name for p in ROOT.glob("content/*/language.yaml"))
OTHERS = [language for language in LANGUAGES if language != "nl"]
LABEL = re.compile(r"^(  hotline-label: )(.*)$", re.M)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A copy of the real shop."""
    for name in ("content", "layouts", "presses", "fonts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def typed(shop: Path, command: Command) -> Iterator[Callable[[], str]]:
    """Type the next command of the guide; what it says."""
    commands = iter(TYPED)

    def type_next() -> str:
        words = next(commands)
        assert words[:2] == PROGRAM
        run = command(shop, *words[2:])
        assert run.exit == 0, run.said
        return str(run.said)

    yield type_next
    assert list(commands) == [["make"]]  # done by every other test


def change(path: Path, pattern: re.Pattern[str], new: str) -> None:
    """One place of a file, written by hand."""
    text, number = pattern.subn(new, path.read_text("utf-8"))
    assert number == 1, path
    path.write_text(text, "utf-8")


def stale(said: str) -> list[str]:
    """The files with a stale text."""
    return re.findall(r"^content/([\w-]+)/common\.yaml:\d+: review\[stale\]", said, re.M)


def test_the_whole_way(shop: Path, typed: Callable[[], str], command: Command) -> None:
    """Each piece that prints the number is named; translations are stale, mended, and clear."""
    before = typed()
    pieces = {ticket.stem for ticket in catalog.tickets(real_shop())}
    assert f"Printed on {len(pieces)} pieces in {len(LANGUAGES)} languages" in before
    row = re.compile(r'(  hotline:\n.*?value: )"[^"]+"(.*?checked: )[\d-]+')
    change(shop / "content/campaign.yaml", row, rf'\1"{NEW}"\g<2>2026-11-30')
    changed = typed()
    assert OLD in changed
    assert NEW in changed
    change(shop / "content/nl/common.yaml", LABEL, r"\1Bel het nieuwe meldpunt")
    said = typed()
    assert stale(said) == sorted(OTHERS)
    changed_words = "it was “Bel het nationaal meldpunt” and is “Bel het nieuwe meldpunt”"
    assert said.count(changed_words) == len(OTHERS)
    assert said.count("review[fact-changed]") == 1
    run = command(shop, "order", str(ROOT / "orders/example.yaml"))
    assert run.exit == 2
    assert "error[fact-changed]" in run.said
    assert "error[stale]" in run.said
    for language in OTHERS:
        change(shop / "content" / language / "common.yaml", LABEL, r"\1\2!")
    assert stale(command(shop, "check").said) == sorted(OTHERS)
    recorded = typed()
    assert recorded.count("1 text recorded as compared") == len(OTHERS)
    assert "hotline" in typed()
    clear = typed()
    assert not stale(clear)
    assert "fact-changed" not in clear
