"""How a command line is read: what is answered to words that are not taken."""

import re

import click
import pytest

from printshop.cli.grammar import Program, verb
from printshop.cli.program import main


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("--langage nl", "there is no option '--langage'; did you mean '--language'?"),
        ("--langage nl check", "there is no option '--langage'; did you mean '--language'?"),
        ("check --langage nl", "there is no option '--langage'; did you mean '--language'?"),
        ("order o.yaml --prof", "there is no option '--prof'; did you mean '--proof'?"),
        ("bulid", "there is no verb 'bulid'; did you mean 'build'?"),
        ("leaflet", "there is no verb 'leaflet'; use one of: build, "),
        ("check list", "one verb at a time: check or list"),
        ("--piece", "--piece wants something after it: --piece NAMES"),
        ("--piece --sector horeca", "--piece wants something after it: --piece NAMES"),
        ("sign-off nl/card --by", "--by wants something after it: --by NAME"),
        ("check f.pdf", "'f.pdf' goes with "),
        ("check --record", "--record goes with facts, not with check"),
        ("--html r.html", "--html goes with preflight, not with build"),
        ("list --proof", "--proof goes with order, not with list"),
        ("preflight", "preflight wants the PDFs to examine, as in generate.py preflight "),
        (
            "preflight f.pdf --language nl",
            "--language goes with build, check, list or translate export, not with ",
        ),
        ("preflight f.pdf --press a,b", "preflight measures against one --press at a time"),
        ("order", "order wants an order file, or the number of an order, as in generate.py order "),
        ("order a b", "order takes one order file or number at a time"),
        ("order --by Ada o.yaml", "--by goes with sign-off, not with order"),
        ("--proof=1 order o.yaml", "--proof takes no value"),
        ("sign-off --by Ada", "sign-off wants the pieces, each with its language, as in "),
        ("sign-off nl/card", "sign-off wants the name of the person who signs: --by NAME, as in "),
        ("sign-off nl/card --by=", "sign-off wants the name of the person who signs: --by NAME"),
        ("sign-off nl/card --by Ada --press offset", "--press goes with build, check, list or "),
    ],
)
def test_wrong_usage(typed: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the command does not take ends with 2 and two lines on what to type."""
    assert main(typed.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    first, second = said.err.splitlines()
    assert first.startswith(f"generate.py: {told}")
    assert re.fullmatch(r"generate\.py( [a-z-]+)? --help shows what .+", second)


def test_verbs_of_two_words(capsys: pytest.CaptureFixture[str]) -> None:
    """The second word may follow options' verbs as one word does; without it, it is asked for."""
    ran: list[str] = []
    two = Program(name="generate.py", default="a", exit_codes={})
    for name in ("a", "translate export", "translate import"):
        command = verb(name, example=name)(lambda name=name: ran.append(name))
        two.add_command(command)
    for typed in (["translate", "export"], ["a"], []):
        with two.make_context("generate.py", list(typed)) as context:
            two.invoke(context)
    assert ran == ["translate export", "a", "a"]
    with pytest.raises(click.UsageError, match="wants one of these after it: export, import"):
        two.make_context("generate.py", ["translate"])
    with pytest.raises(click.UsageError, match="no verb 'translate exprot'; did you mean 'export'"):
        two.make_context("generate.py", ["translate", "exprot"])
    with click.Context(two) as ctx:
        ctx.args = ["translate"]
        assert [item.value for item in two.shell_complete(ctx, "e")] == ["export"]
