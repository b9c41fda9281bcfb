"""Completion: what a shell is offered, by the command in a process of its own and within bash."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from printshop.cli import main, program
from tests.conftest import CHECKOUT

INSTALL = CHECKOUT / "docs/install.md"


def offered(*words: str, shell: str = "bash") -> list[str]:
    """What a shell is offered for the last word, by the command in a process of its own."""
    environment = {
        **os.environ,
        "COMP_WORDS": " ".join(["generate", *words]),
        "COMP_CWORD": str(len(words)),
        "_GENERATE_COMPLETE": f"{shell}_complete",
    }
    ran = subprocess.run(
        [sys.executable, CHECKOUT / "generate.py"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr == ""
    return [line for line in ran.stdout.splitlines() if line]


LANGUAGES = sorted(p.parent.name for p in CHECKOUT.glob("content/*/language.yaml"))
VERBS = [f"plain,{verb}" for verb in program.commands]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([""], VERBS),
        (["--language", "nl", ""], VERBS),
        (["ch"], ["plain,check"]),
        (["--pro"], []),
        (["order", "--"], ["plain,--proof", "plain,--help"]),
        (["check", "--language", ""], [f"plain,{tag}" for tag in LANGUAGES]),
        (["--language", "nl,f"], ["plain,nl,fr"]),
        (["--press", "offset", "list", "--piece", "l"], ["plain,leaflet"]),
        (["--sector", "ge"], ["plain,general"]),
        (["--sector", "general,hor"], ["plain,general,horeca"]),
        (["preflight", "f.pdf", "--press", "scr"], ["plain,screen"]),
        (["preflight", "f"], ["file,f"]),
        (["preflight", "f.pdf", "--html", "r"], ["file,r"]),
        (["sign-off", "nl/leaf"], ["plain,nl/leaflet"]),
        (["sign-off", "nl/leaflet", "nl/leaf"], []),
        (["order", "orders/example."], ["plain,orders/example.csv", "plain,orders/example.yaml"]),
        (["order", "../mine"], ["file,../mine"]),
    ],
)
def test_completion(words: list[str], wanted: list[str]) -> None:
    """A shell completes verbs, options and names, also after a comma."""
    assert offered(*words) == wanted


def test_completion_in_zsh() -> None:
    """Another shell reads three lines for each word, the last of which explains it."""
    kind, word, meaning = offered("ord", shell="zsh")
    assert (kind, word) == ("plain", "order")
    assert meaning.startswith("Make what a print shop receives")


def test_completion_of_order_numbers(
    tiny_shop: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The number of an order that was made is completed."""
    (tiny_shop / "orders/ledger").mkdir(parents=True)
    (tiny_shop / "orders/ledger/2026-0123abcd.yaml").touch()
    monkeypatch.setenv("_GENERATE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "generate order 20")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert main([], tiny_shop) == 0
    assert capsysbinary.readouterr().out == b"plain,2026-0123abcd\n"


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_completion_within_bash(tmp_path: Path) -> None:
    """What docs/install.md says to put into bash works there, in a folder with a space."""
    checkout = tmp_path / "a folder"
    checkout.mkdir()
    for name in ("bin", "generate.py", "printshop", "content", "layouts", "presses", ".venv"):
        (checkout / name).symlink_to(CHECKOUT / name)
    (lines,) = re.findall(r"^```\n([^`]*bash_source[^`]*)```$", INSTALL.read_text("utf-8"), re.M)
    script = [
        lines,
        "COMP_WORDS=(generate check --language nl,f)",
        "COMP_CWORD=3",
        "_generate_completion generate",
        'echo "${COMPREPLY[@]}"',
        "complete -p generate",
    ]
    ran = subprocess.run(
        ["bash", "--norc", "-ec", "\n".join(script)],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    completed, registered = ran.stdout.splitlines()
    assert completed == "nl,fr"
    assert registered.endswith("-F _generate_completion generate")
