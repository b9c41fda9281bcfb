"""The guide for staff, followed from its first line to its last on a small copy of the shop.

Each command is run and ends well, or with the error that the guide shows; what the guide shows is
said; each step by hand is done, as ``BY_HAND`` says it.
"""

import io
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import docx
import pytest

from printshop.findings import Exit
from printshop.orders import register
from printshop.shop.edition_mark import shown
from printshop.shop.editions import mark
from tests.conftest import Run
from tests.house.rooms import ROOT
from tests.house.staff_shop import lay_out, replace
from tests.house.test_findings import all_codes

GUIDE = ROOT / "docs/staff.md"
SAID = GUIDE.read_text("utf-8")
CALL = ".venv/bin/python generate.py "
HAND = "**By hand:**"
LONGEST = 15  # words in a sentence of the guide
MARK = "K7MR X9TH"  # in the guide; in the test one that a file has
# What is answered to the questions of a new sector, in their order.
ANSWERS = {
    "new sector fishery": [
        *("Visserij", "60 0 40 0", "", "helmet"),
        *("contract, wage, account, no-helmet, injury, bed", "ro, bg"),
    ]
}
# The command in a shop that is not this one: the shop, then what is typed.
WATCH = (
    "import sys; from pathlib import Path; from printshop.cli.program import main;"
    "sys.exit(main(sys.argv[2:], Path(sys.argv[1])))"
)
Command = Callable[..., Run]


@dataclass
class Step:
    """A command with what the guide shows of its answer, or what is done by hand."""

    kind: str
    text: str
    shows: list[str] = field(default_factory=list)


def steps(text: str) -> Iterator[Step]:
    """The steps of a guide, in order."""
    waiting: Step | None = None
    for part in re.finditer(r"^```(\w*)\n(.*?)^```|^\*\*By hand:\*\* ([^\n]+)$", text, re.S | re.M):
        language, block, by_hand = part.groups()
        lines = (block or "").splitlines()
        if language == "text":
            assert waiting, f"there is no command before {lines}"
            waiting.shows = lines
            continue
        if waiting:
            yield waiting
            waiting = None
        if by_hand:
            yield Step("hand", by_hand)
        elif language:
            yield Step(language, block)
        else:
            for line in lines[:-1]:
                yield Step("command", line)
            waiting = Step("command", lines[-1])
    if waiting:
        yield waiting


STEPS = list(steps(SAID))


def number(root: Path, _: str) -> None:
    """The hotline has another number, compared on another day."""
    path = root / "content/campaign.yaml"
    text = path.read_text("utf-8")
    row = re.search(r"(?<=  hotline:\n)    \{.*\}", text)
    assert row
    (value, checked) = re.findall(r'value: "(.+?)".*checked: ([\d-]+)', row[0])[0]
    new = (
        row[0]
        .replace(value, value[:-1] + "9")
        .replace(f"checked: {checked}", "checked: 2026-11-24")
    )
    new = re.sub(r"valid_until: [\d-]+", "valid_until: 2027-11-24", new)
    replace(path, row[0], new)


def other_notes(root: Path, _: str) -> None:
    """Another word on the card."""
    replace(root / "content/nl/card.yaml", "notes: Notities", "notes: Aantekeningen")


def answered(root: Path, _: str) -> None:
    """A translator's answer to each text in the file for Word."""
    (sent,) = (root / "output/translation/ro").glob("*-stale-*.docx")
    document = docx.Document(str(sent))
    (table,) = document.tables
    for row in table.rows[1:]:
        row.cells[-1].text = "Observații"
    document.save(str(root / "answers-ro.docx"))


def signers(root: Path, _: str) -> None:
    """Somebody may sign."""
    replace(
        root / "content/campaign.yaml",
        "\nsigners: []\n",
        "\nsigners:\n  - {name: Full Name, roles: [campaign, lawyer], languages: all}\n",
    )


def other_cover(root: Path, _: str) -> None:
    """Another word of a piece that was signed."""
    replace(root / "content/nl/card.yaml", "cover: Nuttige", "cover: Goede")


def order(root: Path, text: str) -> None:
    """The order file is what the guide shows next."""
    (path,) = re.findall(r"`(orders/[\w.-]+)`", text)
    (shown_there,) = (step.text for step in STEPS if step.kind == "yaml")
    (root / path).write_text(shown_there, "utf-8")


# What is done by hand, in the order of the guide.
BY_HAND = (number, other_notes, answered, signers, other_cover, order)


def watched(root: Path, typed: list[str], edit: Callable[[], None]) -> str:
    """Start ``watch``, change a file, and end it with Ctrl-C: what it said."""
    said = []
    with subprocess.Popen(
        [sys.executable, "-c", WATCH, root, *typed], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        stop = partial(child.send_signal, signal.SIGINT)
        changes: Iterator[Callable[[], None]] = iter((edit, stop))
        for line in child.stdout:
            said.append(line)
            if ": shown after" in line:
                next(changes)()
    assert child.returncode == 0, "".join(said)
    return "".join(said)


def a_mark(root: Path) -> str:
    """The mark that the first edition of the Dutch card has in a file for the print shop."""
    editions, findings = register.read(root)
    assert not findings
    cards = [e for e in editions if (e.piece, e.languages) == ("card", ("nl",))]
    return shown(mark(cards[0], "offset", "", "")) if cards else MARK


def test_the_guide_can_be_followed(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command in its order, with the steps by hand between them."""
    root = lay_out(tmp_path / "shop")
    monkeypatch.chdir(root)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: sys.stdin.readline()[:-1])
    hand, followed = iter(BY_HAND), iter(STEPS)
    for step in followed:
        if step.kind == "hand":
            next(hand)(root, step.text)
        if step.kind != "command":
            continue
        assert step.text.startswith(CALL), f"{step.text}: the test cannot run this"
        typed = shlex.split(step.text.removeprefix(CALL).replace(MARK, a_mark(root)))
        if typed[0] == "watch":  # what is done by hand next is done while it runs
            edit = partial(next(hand), root, next(followed).text)
            run = Run(0, watched(root, typed, edit), "")
        else:
            answers = ANSWERS.get(" ".join(typed), [])
            monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{a}\n" for a in answers)))
            run = command(root, *typed)
        refused = any(line.startswith("error[") for line in step.shows)
        wanted = Exit.INPUTS if refused else Exit.DONE
        assert run.exit == wanted, f"{step.text}\n{run.said}{run.errors}"
        for line in step.shows:
            assert line in run.said, f"{step.text}\n{run.said}"
    assert next(hand, None) is None, "a step by hand is no longer in the guide"


def test_steps_by_hand_are_known() -> None:
    """As many as ``BY_HAND`` does; each begins its paragraph."""
    assert SAID.count(HAND) == len(BY_HAND) == sum(step.kind == "hand" for step in STEPS)


def test_what_it_says_is_what_the_program_says() -> None:
    """Each code in the tables of the guide is one of the findings."""
    named = [
        code
        for cell in re.findall(r"^\| (`.+?) \|", SAID, re.M)
        for code in re.findall(r"`([a-z]+(?:-[a-z]+)*)`", cell)
    ]
    assert named
    assert [code for code in named if code not in all_codes()] == []


def test_sentences_are_short() -> None:
    """No sentence has more than ``LONGEST`` words."""
    prose = re.sub(r"^```.*?^```|^\||!\[.*?\]\(.*?\)", "", SAID, flags=re.S | re.M)
    prose = re.sub(r"`[^`]+`", "x", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", prose))
    sentences = re.split(r"(?<=[.:?!])\s|\n\n|\n- |\n\d\. |;\s|\|", prose.replace("**", ""))
    long = [s for s in sentences if len(re.findall(r"\w+", s)) > LONGEST]
    assert long == []
