"""Kept budgets: measured once, anew when words change, whatever the file holds."""

from pathlib import Path
from typing import Any

import pytest

from printshop.checks.opening import open_shop
from printshop.delivery.kept_budgets import budgets
from printshop.shop.job import JobTicket, Shop
from printshop.typesetting import budget


def opened(root: Path) -> Shop:
    """The shop in a folder."""
    shop, findings = open_shop(root)
    assert shop, findings
    return shop


def test_what_is_kept_is_not_measured_again(
    tiny_shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same words give what was kept; other words are measured."""
    output = tiny_shop / "output"
    first = budgets(opened(tiny_shop), "en", output)
    assert first == budget.budgets(opened(tiny_shop), "en")
    measured: list[str] = []
    of_piece = budget.of_piece

    def noted(shop: Shop, ticket: JobTicket, *rest: Any) -> Any:
        measured.append(ticket.stem)
        return of_piece(shop, ticket, *rest)

    monkeypatch.setattr(budget, "of_piece", noted)
    assert budgets(opened(tiny_shop), "en", output) == first
    assert not measured
    words = tiny_shop / "content/en/common.yaml"
    words.write_text(words.read_text("utf-8").replace("title", "title", 1), "utf-8")
    card = tiny_shop / "content/en/card.yaml"
    text = card.read_text("utf-8")
    old = next(line for line in text.splitlines() if line.startswith("  hint:"))
    card.write_text(text.replace(old, f"{old} Now"), "utf-8")
    budgets(opened(tiny_shop), "en", output)
    assert "card" in measured


def test_a_damaged_file_is_measured_anew(tiny_shop: Path) -> None:
    """It is ours to write: nobody has to mend it."""
    path = tiny_shop / "output/report/budget/en.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"a": [{"ref": 3}]}', "utf-8")
    assert budgets(opened(tiny_shop), "en", tiny_shop / "output")
    assert '"ref": 3' not in path.read_text("utf-8")
