"""The verb ``recall``: who carries a fact, by value, and how many copies."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from printshop.commands.recall import TODAY
from printshop.orders import ledger, register
from printshop.orders.ledger import LedgerItem
from printshop.orders.model import OrderLine
from tests.unit.hotline import LATER, OTHER, VALUE, set_hotline

Command = Callable[..., Any]
OLD, ALSO_OLD, NEW = "2029-0000000a", "2029-0000000b", "2030-0000000c"


def keep(root: Path, number: str, hotline: str, copies: dict[str, int], partner: str = "") -> None:
    """A ledger of an order of cards; ``copies`` by language."""
    line = OrderLine.model_validate(
        {"partner": partner, "languages": list(copies), "pieces": "card", "quantity": copies}
    )
    printed = {
        f"{tag}/card": LedgerItem(
            piece="card", language=tag, quantity=n, facts={"hotline": hotline, "site": "x"}
        )
        for tag, n in copies.items()
    }
    path = ledger.ledger_path(root, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(ledger.to_yaml(number, "orders", line, "engine", {}, {}, printed))


@pytest.fixture
def ordered(tiny_shop: Path) -> Path:
    """The tiny shop with three ledgers, of which two have another hotline."""
    keep(tiny_shop, OLD, OTHER, {"dr": 1200, "ar": 300}, "A society")
    keep(tiny_shop, ALSO_OLD, OTHER, {"dr": 50})
    keep(tiny_shop, NEW, VALUE, {"dr": 700})
    return tiny_shop


def rows(said: str) -> list[list[str]]:
    """The rows of all tables."""
    return [re.split(r" {2,}", line.strip()) for line in said.splitlines()]


def test_three_ledgers(ordered: Path, command: Command) -> None:
    """Each print run with its copies, the sums by piece and language, and what does not hold."""
    run = command(ordered, "recall", "hotline")
    assert (run.exit, run.errors) == (0, "")
    told = rows(run.said)
    for row in (
        [OTHER, OLD, "A society", "card", "dr", "1,200"],
        [OTHER, OLD, "A society", "card", "ar", "300"],
        [OTHER, ALSO_OLD, "the campaign", "card", "dr", "50"],
        [TODAY, NEW, "the campaign", "card", "dr", "700"],
        [OTHER, "card", "dr", "1,250"],
        [OTHER, "card", "ar", "300"],
        [TODAY, "card", "dr", "700"],
    ):
        assert told.count(row) == 1
    assert "Ordered: 2,250 copies" in run.said
    assert "no longer holds: 1,550 copies, of 2 orders." in run.said


def test_after_a_change_the_values_change_places(ordered: Path, command: Command) -> None:
    """What holds is compared with the facts as they are now."""
    set_hotline(ordered, OTHER, LATER)
    run = command(ordered, "recall", "hotline")
    assert [TODAY, "card", "dr", "1,250"] in rows(run.said)
    assert "no longer holds: 700 copies, of 1 order." in run.said


def test_old_packages_are_named(ordered: Path, command: Command) -> None:
    """Only those that are there, and hold another value."""
    for number in (OLD, NEW):
        (ordered / "output/orders" / number).mkdir(parents=True)
    said = command(ordered, "recall", "hotline").said
    named = said.partition("Do not send")[2].partition("\n\n")[0]
    left = said.partition("print it no more:")[2].partition("\n\n")[0]
    assert f"output/orders/{OLD}/" in named
    assert f"output/orders/{ALSO_OLD}/" not in said
    assert f"output/orders/{NEW}/" not in named
    assert left.split() == [f"output/orders/{NEW}/"], "there is no card in this language any more"


def test_a_fact_that_no_order_has(tiny_shop: Path, command: Command) -> None:
    """It says so, and writes nothing."""
    run = command(tiny_shop, "recall", "hotline")
    assert run.exit == 0
    assert "No order's ledger has it." in run.said
    assert "No file in output/ prints it." in run.said
    assert not (tiny_shop / "output").exists()


def test_an_unknown_fact(ordered: Path, command: Command) -> None:
    """The nearest name is proposed."""
    run = command(ordered, "recall", "hotlin")
    assert run.exit == 2
    assert "hotline" in run.said + run.errors


def test_a_ledger_that_does_not_say_what_was_printed(ordered: Path, command: Command) -> None:
    """An order of earlier is named, and not counted."""
    path = ledger.ledger_path(ordered, OLD)
    path.write_text(path.read_text("utf-8").partition("printed:")[0], "utf-8")
    said = command(ordered, "recall", "hotline").said
    assert f"  order {OLD}" in said
    assert "no longer holds: 50 copies, of 1 order." in said


@pytest.mark.parametrize("damage", ["<<<<<<< ours\n", "printed: [", "x: 1\n", "\0"])
def test_a_damaged_ledger(ordered: Path, command: Command, damage: str) -> None:
    """It is a finding; the others are counted."""
    ledger.ledger_path(ordered, OLD).write_text(damage, "utf-8")
    run = command(ordered, "recall", "hotline")
    assert run.exit == 2
    assert f"{OLD}.yaml" in run.said + run.errors
    assert "no longer holds: 50 copies, of 1 order." in run.said


def test_files_and_editions(tiny_shop: Path, command: Command) -> None:
    """A file has the value it was made with; its edition is told, and a piece without the fact."""
    build = ("--piece", "card", "--language", "en")
    assert command(tiny_shop, *build).exit == 0
    said = command(tiny_shop, "recall", "hotline").said
    assert "Made into files" not in said
    ((_, value, told),) = [row for row in rows(said) if row[0].endswith("card-en-test.pdf")]
    assert (value, told) == (TODAY, "up to date")
    set_hotline(tiny_shop, OTHER, LATER)
    said = command(tiny_shop, "recall", "hotline").said
    ((_, value, told),) = [row for row in rows(said) if row[0].endswith("card-en-test.pdf")]
    assert (value, told) == (VALUE, "to be made again")
    assert [VALUE, "card", "en"] in [row[:3] for row in rows(said)]
    assert command(tiny_shop, *build).exit == 0
    said = command(tiny_shop, "recall", "hotline").said
    ((_, value, told),) = [row for row in rows(said) if row[0].endswith("card-en-test.pdf")]
    assert (value, told) == (TODAY, "up to date")
    assert [VALUE, "card", "en"] in [row[:3] for row in rows(said)], "copies may lie somewhere"


def test_a_broken_register(ordered: Path, command: Command) -> None:
    """It is told, and the ledgers are counted all the same."""
    path = ordered / register.PATH
    path.write_text("nonsense\n", "utf-8")
    run = command(ordered, "recall", "hotline")
    assert run.exit == 0
    assert "broken-register" in run.said
    assert "no longer holds: 1,550 copies" in run.said
