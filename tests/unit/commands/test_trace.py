"""The verb ``trace``: from the mark on a copy to what it is and whether it still stands."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from printshop.orders import ledger, register
from printshop.orders.ledger import LedgerItem
from printshop.orders.model import OrderLine
from printshop.shop.edition_mark import ALPHABET, shown
from printshop.shop.editions import mark
from tests.unit.hotline import CAMPAIGN, LATER, OTHER, VALUE, change, set_hotline

Command = Callable[..., Any]
SIGNERS = "signers: [{name: Test Reader, roles: [reader], languages: all}]"
NUMBER = "2030-1a2b3c4d"


@pytest.fixture
def built(tiny_shop: Path, command: Command) -> Path:
    """The tiny shop with an English card."""
    assert command(tiny_shop, "--language", "en", "--piece", "card").exit == 0
    return tiny_shop


def mark_of(root: Path, press: str = "test", order: str = "") -> str:
    """The mark of the first edition in the register."""
    editions, findings = register.read(root)
    assert findings == []
    return mark(editions[0], press, "", order)


def test_then_and_now(built: Path, command: Command) -> None:
    """What it is, with its facts; after a change of one, that it is not to be handed out."""
    run = command(built, "trace", *shown(mark_of(built)).lower().split())
    assert run.exit == 0
    for said in ("(card)", "(en)", "(test)", "sign-off then", "draft", VALUE, "stands"):
        assert said in run.said
    assert "its words were not signed off when it was made" in run.said
    set_hotline(built, OTHER, LATER)
    run = command(built, "trace", mark_of(built))
    assert run.exit == 0
    assert f"is {OTHER} now" in run.said
    assert "Do not hand out: hotline no longer stands; " in run.said
    assert "recall hotline" in run.said


def test_the_register_grows_with_the_words(built: Path, command: Command) -> None:
    """An unchanged build adds nothing; other words add a line; older marks stay."""
    old = mark_of(built)
    before = (built / register.PATH).read_bytes()
    assert command(built, "--language", "en", "--piece", "card").exit == 0
    assert (built / register.PATH).read_bytes() == before
    set_hotline(built, OTHER, LATER)
    assert command(built, "--language", "en", "--piece", "card").exit == 0
    after = (built / register.PATH).read_bytes()
    assert after.startswith(before)
    assert len(after.splitlines()) == len(before.splitlines()) + 1
    assert mark_of(built) == old
    assert f"{VALUE} " in command(built, "trace", old).said


def test_an_order(built: Path, command: Command) -> None:
    """The mark of an order's file says for whom it was made, and how many copies."""
    line = OrderLine.model_validate(
        {"partner": "A society", "languages": ["en"], "pieces": "card", "quantity": 1200}
    )
    item = LedgerItem(piece="card", language="en", quantity=1200, facts={"hotline": VALUE})
    path = ledger.ledger_path(built, NUMBER)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ledger.to_yaml(NUMBER, "orders", line, "engine", {}, {}, {"en/card": item}))
    run = command(built, "trace", mark_of(built, order=NUMBER))
    assert run.exit == 0
    assert f"A society, order {NUMBER}" in run.said
    assert "1,200" in run.said


def test_what_is_no_mark(built: Path, command: Command) -> None:
    """A letter that no mark has, one that was misread, a mark that was never made."""
    right = mark_of(built)
    run = command(built, "trace", right[:-1] + "O")
    assert (run.exit, "a mark has no O (character 8)" in run.said) == (2, True)
    other = next(c for c in ALPHABET if c != right[2])
    run = command(built, "trace", right[:2] + other + right[3:])
    assert run.exit == 2
    assert f"is it {shown(right)}?" in run.said
    run = command(built, "trace", "K7MR")
    assert (run.exit, "a mark has 8 characters, this has 4" in run.said) == (2, True)
    unknown = mark_of(built, press="never")
    run = command(built, "trace", unknown)
    assert (run.exit, "unknown-mark" in run.said) == (2, True)


def test_a_broken_line(built: Path, command: Command) -> None:
    """A line of the register that cannot be read is told beside what is found."""
    path = built / register.PATH
    path.write_text(path.read_text("utf-8") + ">>>>>>> theirs\n", "utf-8")
    run = command(built, "trace", mark_of_first(built))
    assert run.exit == 0
    assert "broken-register" in run.said


def mark_of_first(root: Path) -> str:
    """The mark of the first edition, whatever else the register holds."""
    return mark(register.read(root)[0][0], "test", "")


CARD = "output/test/en/lost-umbrella-week-card-en-test.pdf"


def test_what_carries_it(built: Path, command: Command) -> None:
    """The report has the mark of the file; of an older edition no file is there any more."""
    old = mark_of(built)
    report = built / CARD.replace("output/", "output/report/").replace(".pdf", ".json")
    assert json.loads(report.read_bytes())["mark"] == old
    assert CARD in command(built, "trace", old).said
    set_hotline(built, OTHER, LATER)
    assert command(built, "--language", "en", "--piece", "card").exit == 0
    said = command(built, "trace", old).said
    assert CARD not in said
    assert "No file in output/ and no ledger has it any more." in said


@pytest.fixture
def signed(tiny_shop: Path, command: Command) -> Path:
    """The tiny shop with an English card that a person who is openly made up has signed."""
    change(tiny_shop / CAMPAIGN, "signers: []", SIGNERS)
    assert command(tiny_shop, "sign-off", "en/card", "--by", "Test Reader").exit == 0
    assert command(tiny_shop, "--language", "en", "--piece", "card").exit == 0
    return tiny_shop


def test_signed_then_withdrawn(signed: Path, command: Command) -> None:
    """What was signed and still holds may be handed out; not after the sign-off was withdrawn."""
    mark = mark_of(signed)
    said = command(signed, "trace", mark).said
    assert "it may still be handed out" in said
    assert (
        command(
            signed,
            "sign-off",
            "en/card",
            "--withdraw",
            "--by",
            "Test Reader",
            "--reason",
            "a mistake",
        ).exit
        == 0
    )
    said = command(signed, "trace", mark).said
    assert re.search("sign-off then +signed", said)
    assert re.search("sign-off now +withdrawn", said)
    assert "Do not hand out: its sign-off was withdrawn: a mistake." in said


def test_signed_later(built: Path, command: Command) -> None:
    """A draft stays one on paper."""
    change(built / CAMPAIGN, "signers: []", SIGNERS)
    assert command(built, "sign-off", "en/card", "--by", "Test Reader").exit == 0
    said = command(built, "trace", mark_of(built)).said
    assert re.search("sign-off then +draft", said)
    assert re.search("sign-off now +signed", said)
    assert "Do not hand out: its words were not signed off when it was made." in said


def test_a_fact_that_is_gone_or_expired(built: Path, command: Command) -> None:
    """The number is the same, and nobody has looked at it since."""
    mark = mark_of(built)
    text = (built / CAMPAIGN).read_text("utf-8")
    (built / CAMPAIGN).write_text(re.sub(r"valid_until: [\d-]+", "valid_until: 2024-01-01", text))
    said = command(built, "trace", mark).said
    assert "not checked since" in said
    assert "Do not hand out: " in said
