"""The command: what may be typed, what it does with faults."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from printshop import pipeline
from printshop.cli import program as cli
from printshop.cli.program import main
from printshop.findings import Exit
from printshop.shop.job import JobTicket, Shop
from tests.conftest import CHECKOUT

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
        "  fix  report this with the file output/fault.txt; the other files were made\n"
    ) in run.said
    assert run.errors == ""
    assert "RuntimeError: an odd thing" in (tiny_shop / "output/fault.txt").read_text("utf-8")
    assert printed(tiny_shop) == {"en/lost-umbrella-week-card-en-test.pdf"}


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


# ── what may be typed ────────────────────────────────────────────────────────────────────────

FILTERS = {"--language", "--piece", "--sector", "--press"}
TAKES = {
    "build": FILTERS,
    "check": FILTERS | {"--budget"},
    "list": FILTERS,
    "facts": {"--record"},
    "recall": set(),
    "trace": set(),
    "preflight": {"--press", "--html", "--verapdf"},
    "changes": {"--reader-language"},
    "fresh": set(),
    "new language": set(),
    "new layout": set(),
    "new press": set(),
    "new sector": set(),
    "order": {"--proof"},
    "sign-off": {"--by", "--as", "--withdraw", "--reason"},
    "translate begin": set(),
    "translate export": {"--language", "--format", "--piece", "--only"},
    "translate import": set(),
    "proof": {"--reader-language"},
    "watch": set(),
}
NO_FILTERS: dict[str, list[str]] = {"language": [], "piece": [], "sector": [], "press": []}


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[str, dict[str, Any]]]:
    """Read a command line: the verb that would run, and all that it would be given."""
    runs: list[tuple[str, dict[str, Any]]] = []
    for name, verb in cli.program.commands.items():

        def record(verb: str = name, **given: Any) -> Exit:
            runs.append((verb, given))
            return Exit.DONE

        monkeypatch.setattr(verb, "callback", record)

    def read(*arguments: str) -> tuple[str, dict[str, Any]]:
        runs.clear()
        assert main(arguments) == 0
        (run,) = runs
        return run

    return read


@pytest.mark.parametrize(
    ("typed", "verb", "given"),
    [
        ("", "build", {}),
        ("build", "build", {}),
        ("--language fr,ar --piece leaflet,card", "build", {"language": ["fr", "ar"]}),
        ("--language=fr --language nl,fr", "build", {"language": ["fr", "nl"]}),
        ("check --language ro", "check", {"language": ["ro"]}),
        ("--language ro check", "check", {"language": ["ro"]}),
        ("--press offset check --piece card", "check", {"piece": ["card"], "press": ["offset"]}),
        ("list --sector ,", "list", {"sector": []}),
        ("preflight a.pdf b.pdf", "preflight", {"files": (Path("a.pdf"), Path("b.pdf"))}),
        ("preflight a.pdf --press offset b.pdf", "preflight", {"press": "offset"}),
        ("--html r.html preflight a.pdf", "preflight", {"html": Path("r.html")}),
        ("--press offset --verapdf v preflight a.pdf", "preflight", {"verapdf": Path("v")}),
        ("preflight -- --odd.pdf", "preflight", {"files": (Path("--odd.pdf"),)}),
        ("order o.yaml --proof", "order", {"target": "o.yaml", "proof": True}),
        ("--proof order o.yaml", "order", {"target": "o.yaml", "proof": True}),
        ("order --proof 2026-0123abcd", "order", {"target": "2026-0123abcd", "proof": True}),
        ("facts", "facts", {"facts": [], "record": False}),
        ("facts site,hotline --record site", "facts", {"facts": ["site", "hotline"]}),
        ("--record facts", "facts", {"record": True}),
        ("sign-off nl/card --by Ada nl/leaflet", "sign-off", {"pieces": ("nl/card", "nl/leaflet")}),
        ("--by Ada sign-off nl/card", "sign-off", {"by": "Ada"}),
        (
            "proof nl/card --reader-language fr",
            "proof",
            {"pieces": ("nl/card",), "reader_language": "fr"},
        ),
        ("check --budget", "check", {"budget": True}),
        ("--budget check --piece card", "check", {"budget": True, "piece": ["card"]}),
        (
            "changes nl/card --reader-language=fr nl/leaflet",
            "changes",
            {"pieces": ("nl/card", "nl/leaflet"), "reader_language": "fr"},
        ),
        ("sign-off nl/card --by Ada --as second-reader", "sign-off", {"role": "second-reader"}),
        (
            "--withdraw sign-off nl/card --by Ada --reason wrong",
            "sign-off",
            {"pieces": ("nl/card",), "withdraw": True, "reason": "wrong"},
        ),
        ("recall hotline", "recall", {"fact": "hotline"}),
        ("watch nl/card", "watch", {"pieces": ("nl/card",)}),
    ],
)
def test_calls(
    reading: Callable[..., tuple[str, dict[str, Any]]],
    typed: str,
    verb: str,
    given: dict[str, Any],
) -> None:
    """The verb may be left out, options may stand before it, between words and after them."""
    ran, everything = reading(*typed.split())
    assert ran == verb
    assert everything | given == everything
    if verb in ("build", "check", "list"):
        assert everything.keys() - {"budget"} == NO_FILTERS.keys()


@pytest.mark.parametrize("verb", cli.program.commands)
def test_help_of_a_verb(
    verb: str,
    reading: Callable[..., tuple[str, dict[str, Any]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It shows what this verb takes and nothing else, and an example that can be typed."""
    for arguments in ([verb, "--help"], ["--help", verb], [verb, "-h"]):
        assert main(arguments) == 0
        text = capsys.readouterr().out
        shown, _, example = text.partition("Example:\n  .venv/bin/python generate.py ")
        assert set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", shown)) == {*TAKES[verb], "--help"}
        assert "\n" not in example.rstrip("\n")
        assert reading(*shlex.split(example))[0] == verb


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--language", "nl", "--help"]])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """It lists the verbs, and every exit code."""
    assert main(arguments) == 0
    text = capsys.readouterr().out
    for verb in TAKES:
        assert re.search(rf"^  {verb} +[A-Z]", text, re.M)
    assert [int(n) for n in re.findall(r"^  (\d+) +\w", text, re.M)] == sorted(Exit)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """``--version`` prints one text, whatever else was typed."""
    for arguments in (["--version"], ["--version", "check"]):
        assert main(arguments) == 0
        assert capsys.readouterr().out == f"{cli.version()}\n"


def test_an_option_means_one_thing() -> None:
    """An option of several verbs takes a value in all of them: the verb may come after it."""
    for name in set().union(*TAKES.values()):
        options = [o for v in cli.program.commands.values() for o in v.params if name in o.opts]
        assert len({o.to_info_dict()["is_flag"] for o in options}) == 1


def test_nobody_reads(tiny_shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what is printed is cut off (``| head``), that is no fault."""

    def cut(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("builtins.print", cut)
    assert main(["list"], tiny_shop) == 0


@pytest.mark.parametrize("arguments", [["order", "--help"], ["preflight", "no.pdf"]])
def test_starts_light(arguments: list[str]) -> None:
    """Help and ``preflight`` do without the renderer and the templates."""
    code = (
        "import sys; from printshop.cli.program import main\n"
        "main(sys.argv[1:])\n"
        "assert not {'weasyprint', 'jinja2'} & set(sys.modules)\n"
        "assert 'pydantic' not in sys.modules or 'preflight' in sys.argv\n"
    )
    subprocess.run([sys.executable, "-c", code, *arguments], cwd=CHECKOUT, check=True)
