"""Completion: what a shell is offered, by the command in a process of its own and within bash."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from printshop.cli.program import main, program
from printshop.shop import names
from tests.conftest import CHECKOUT

Shell = Callable[..., list[str]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Shell:
    """What a shell is offered for the last of the words typed, in this process."""

    def ask(*words: str, shell: str = "bash", root: Path = CHECKOUT) -> list[str]:
        for name, value in asking(words, shell).items():
            monkeypatch.setenv(name, value)
        assert main([], root) == 0
        text = capsysbinary.readouterr().out.decode()
        return [line for line in text.splitlines() if line]

    return ask


def asking(words: Sequence[str], shell: str) -> dict[str, str]:
    """The environment in which a shell runs the command to ask for completion."""
    return {
        "COMP_WORDS": " ".join(["generate", *words]),
        "COMP_CWORD": str(len(words)),
        "_GENERATE_COMPLETE": f"{shell}_complete",
    }


LANGUAGES = sorted(p.parent.name for p in CHECKOUT.glob("content/*/language.yaml"))
PIECES = [f"plain,{name}" for name in names.pieces(CHECKOUT)]
VERBS = [f"plain,{verb}" for verb in program.commands]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([""], VERBS),
        (["--language", "nl", ""], VERBS),
        (["ch"], ["plain,check", "plain,changes"]),
        (["--pro"], []),
        (["order", "--"], ["plain,--proof", "plain,--help"]),
        (["check", "--language", ""], [f"plain,{tag}" for tag in LANGUAGES]),
        (["--language", "nl,f"], ["plain,nl,fr"]),
        (["--language=nl,f"], ["plain,--language=nl,fr"]),
        (["check", "--language", "=", "nl,f"], ["plain,nl,fr"]),
        (["--language", "=", "nl", "check", "--piece", "="], PIECES),
        (["--language=nl", "check", "--piece", ""], PIECES),
        (["preflight", "f.pdf", "--html", "=", "r"], ["file,r"]),
        (["order", "=", ""], []),
        (["--press", "offset", "list", "--piece", "lea"], ["plain,leaflet"]),
        (["--sector", "ge"], ["plain,general"]),
        (["--sector", "general,hor"], ["plain,general,horeca"]),
        (["preflight", "f.pdf", "--press", "scr"], ["plain,screen"]),
        (["preflight", "f"], ["file,f"]),
        (["preflight", "f.pdf", "--html", "r"], ["file,r"]),
        (["facts", "hot"], ["plain,hotline"]),
        (["facts", "hotline", "--rec"], ["plain,--record"]),
        (["facts", "hotline", "hot"], []),
        (["sign-off", "nl/leaf"], ["plain,nl/leaflet"]),
        (["sign-off", "nl/leaflet", "nl/leaf"], []),
        (["order", "orders/example."], ["plain,orders/example.csv", "plain,orders/example.yaml"]),
        (["order", "../mine"], ["file,../mine"]),
    ],
)
def test_completion(words: list[str], wanted: list[str], offered: Shell) -> None:
    """A shell completes verbs, options and names, also after a comma."""
    assert offered(*words) == wanted


def test_completion_in_zsh(offered: Shell) -> None:
    """Another shell reads three lines for each word, the last of which explains it."""
    kind, word, meaning = offered("ord", shell="zsh")
    assert (kind, word) == ("plain", "order")
    assert meaning.startswith("Make what a print shop receives")


def test_completion_of_order_numbers(tiny_shop: Path, offered: Shell) -> None:
    """The number of an order that was made is completed."""
    (tiny_shop / "orders/ledger").mkdir(parents=True)
    (tiny_shop / "orders/ledger/2026-0123abcd.yaml").touch()
    assert offered("order", "20", root=tiny_shop) == ["plain,2026-0123abcd"]


def test_completion_in_a_process() -> None:
    """The script itself answers a shell, and loads neither models nor renderer for it."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", CHECKOUT / "generate.py"],
        env={**os.environ, **asking(["--language", "nl,f"], "bash")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "plain,nl,fr\n"
    assert "printshop.cli" in ran.stderr
    assert not re.search(r"pydantic|weasyprint|jinja2", ran.stderr)
