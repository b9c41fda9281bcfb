"""A fact that is misspelt where it is listed is told there, and not of each text that names it."""

import pytest

from printshop.checks.fact_names import misspelt_facts
from printshop.shop.job import Shop
from tests.unit.conftest import Spoil


@pytest.mark.parametrize("name", ["lobby", "count", "site"])
def test_a_misspelt_fact(spoil: Spoil, name: str) -> None:
    """One finding, at the fact, with the name that the texts use."""
    told = spoil("content/campaign.yaml", f"\n  {name}:\n", f"\n  {name}s:\n")
    assert [(f.code, f.where.path, f.where.key) for f in told] == [
        ("unknown-fact", "content/campaign.yaml", f"facts.{name}s")
    ]
    assert told[0].fix == f"did you mean '{name}'?"


def test_right_names(opened_shop: Shop) -> None:
    """Nothing is told, also of facts that no text names."""
    shop, told = misspelt_facts(opened_shop)
    assert told == []
    assert shop.campaign.facts == opened_shop.campaign.facts


def test_a_token_of_one_language(spoil: Spoil) -> None:
    """Then the text is what is misspelt."""
    told = spoil("content/ar/card.yaml", "{lobby}", "{loby}")
    assert [f.code for f in told] == ["unknown-token"]
