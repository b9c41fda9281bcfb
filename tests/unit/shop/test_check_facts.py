"""Facts: listed, spelled out, or past their date."""

from datetime import date
from pathlib import Path

import pytest

from printshop.shop.catalog import open_shop
from printshop.shop.check_facts import expired
from printshop.shop.job import Shop
from tests.unit.shop.conftest import Spoil


@pytest.mark.parametrize(
    ("fact", "text", "found"),
    [
        ("+32 78 055 800", "Call +32 78 055 800 now", True),
        ("+32 78 055 800", "Call 078 05 58 00 now", True),
        ("+32 78 055 800", "Call 078/055.800", True),
        ("+32 78 055 800", "Call 078\u202f055\u00a0800", True),
        pytest.param("+32 78 055 800", "Call (+32)78 055 800", True),
        pytest.param("+32 78 055 800", "Call 0032 78 055 800", True),
        ("+32 78 055 800", "In 1978 there were 055 of 800", False),
        ("+32 78 055 800", "Call {hotline} now", False),
        ("101", "Call 101 now", True),
        ("101", "Room 1012", False),
        ("101", "101.", True),
    ],
)
def test_spelled_phone(spoil: Spoil, fact: str, text: str, found: bool) -> None:
    """A number is recognised in any grouping, with or without its country, not within another."""
    spoil("content/campaign.yaml", "+44 20 7946 0018", fact)
    codes = {f.code for f in spoil("content/en/sign.yaml", "Pick it up.", f'"{text}"')}
    assert ("fact-spelled-out" in codes) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See www.example.org", True),
        ("See EXAMPLE.ORG/umbrellas", True),
        ("See https://example.org", True),
        ("12.500 umbrellas", True),
        ("12\u00a0500 umbrellas", True),
        ("12500 umbrellas", True),
        ("See example.net", False),
        ("125 umbrellas", False),
    ],
)
def test_spelled_web_and_number(spoil: Spoil, text: str, found: bool) -> None:
    """An address in any case, a number with any separator."""
    codes = {f.code for f in spoil("content/en/sign.yaml", "Pick it up.", text)}
    assert codes == ({"fact-spelled-out", "stale"} if found else {"stale"})


def test_expiry(opened_shop: Shop) -> None:
    """A fact holds through its last day, and not a day longer."""
    assert expired(opened_shop, date(2999, 12, 31)) == []
    late = expired(opened_shop, date(3000, 1, 1))
    assert len(late) == len(opened_shop.campaign.facts)
    assert {f.code for f in late} == {"fact-expired"}


def test_a_centre_has_all_its_facts(spoil: Spoil) -> None:
    """A centre whose address is no fact is told where it is listed, with what to add."""
    told = spoil("content/campaign.yaml", "  office.mail:", "  office.post:")
    assert [(f.where.key, f.fix) for f in told if f.code == "unknown-fact"] == [
        ("centres[1]", "add it to the facts")
    ]


def test_nobody_is_responsible(spoil: Spoil, tiny_shop: Path) -> None:
    """A campaign without a publisher may be looked at: a review, no error."""
    spoil("content/campaign.yaml", "publisher: {", "publisher: null  # {")
    shop, _ = open_shop(tiny_shop)
    assert shop
    assert [(f.code, f.severity) for f in expired(shop, date(2030, 1, 1))] == [
        ("no-publisher", "review")
    ]


def test_a_misspelt_centre(spoil: Spoil) -> None:
    """It is told once, and not of each fact that it would need."""
    told = spoil("content/campaign.yaml", "centres: [office]", "centres: [ofice]")
    assert [(f.where.key, f.fix) for f in told if f.code == "unknown-fact"] == [
        ("centres[1]", "did you mean 'office'?")
    ]
