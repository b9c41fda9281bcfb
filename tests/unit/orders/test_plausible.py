"""What is asked for and hardly meant: the day, the address, the number of copies."""

from datetime import date

import pytest

from printshop.findings import Finding
from printshop.orders.model import OrderItem, OrderLine
from printshop.orders.plausible import doubts
from printshop.shop.job import JobTicket, Shop

TODAY = date(2027, 1, 15)


def line(**values: object) -> OrderLine:
    """A line with an address."""
    given = {"languages": ["en"], "pieces": ["card"], "quantity": 5, "delivery": "Quay 3"}
    return OrderLine.model_validate({**given, **values})


def told(shop: Shop, wanted: OrderLine, *copies: int) -> list[Finding]:
    """What is said of a line that orders so many copies."""
    items = [OrderItem(JobTicket("card", "", "en"), "", number) for number in copies]
    return list(doubts(shop, wanted, items, "test", TODAY))


@pytest.mark.parametrize(
    ("day", "words", "gate"),
    [
        ("2020-01-15", "is past: today is 2027-01-15", "packaging"),
        ("2027-01-15", "is today", "packaging"),
        ("2028-01-17", "more than a year ahead: today is 2027-01-15", None),
    ],
)
def test_days(opened_shop: Shop, day: str, words: str, gate: str | None) -> None:
    """Each names the day, and what today is."""
    (finding,) = told(opened_shop, line(**{"deliver-by": day}))
    assert (finding.code, finding.severity, finding.gate) == ("unlikely-day", "review", gate)
    assert day in finding.message
    assert words in finding.message


@pytest.mark.parametrize("day", ["2027-01-16", "2028-01-16"])
def test_usual_days(opened_shop: Shop, day: str) -> None:
    """Tomorrow, and a year from now."""
    assert told(opened_shop, line(**{"deliver-by": day})) == []


@pytest.mark.parametrize(
    ("days", "key", "words", "gate"),
    [
        ({"deliver-from": "2026-03-01"}, "deliver-from", "received, 2026-03-01, is past", None),
        ({"deliver-from": "2029-03-01"}, "deliver-from", "more than a year ahead", None),
        ({"proof-by": "2027-01-15"}, "proof-by", "the proof, 2027-01-15, is today", "packaging"),
        ({"proof-by": "2026-01-15", "deliver-by": "2027-02-01"}, "proof-by", "past", "packaging"),
        ({"proof-by": "2026-01-15", "deliver-by": "2026-02-01"}, "deliver-by", "past", "packaging"),
    ],
)
def test_days_of_receipt_and_proof(
    opened_shop: Shop, days: dict[str, str], key: str, words: str, gate: str | None
) -> None:
    """Of days that are past because that of delivery is, only that one is told."""
    (finding,) = told(opened_shop, line(proof="wanted", **days))
    assert (finding.code, finding.where.key, finding.gate) == ("unlikely-day", key, gate)
    assert words in finding.message


@pytest.mark.parametrize(
    "days",
    [
        {"deliver-from": "2027-01-15"},
        {"deliver-from": "2029-01-01", "deliver-by": "2027-02-01"},
        {"proof-by": "2026-01-01", "proof": "given"},
    ],
)
def test_days_in_order_or_told_already(opened_shop: Shop, days: dict[str, str]) -> None:
    """From today on; and what ``read_terms`` has an error for."""
    assert told(opened_shop, line(**days)) == []


def test_no_address(opened_shop: Shop) -> None:
    """It is told once; not of a row of which nothing could be read."""
    assert [f.code for f in told(opened_shop, line(delivery=""))] == ["no-delivery-address"]
    assert not told(opened_shop, line(delivery="").marked(["languages", "pieces", "quantity"]))
    assert not told(opened_shop, line(delivery="").marked(["delivery"]))


def test_copies(opened_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer or more than a condition is used for; another one that fits is proposed."""
    test = opened_shop.presses["test"]
    short = test.model_copy(update={"usual_copies": (1, 50)})
    presses = {"test": test.model_copy(update={"usual_copies": (100, 500)}), "short": short}
    monkeypatch.setitem(opened_shop.__dict__, "presses", presses)
    assert told(opened_shop, line(), 100, 500) == []
    (finding,) = told(opened_shop, line(), 5, 200)
    assert finding.message.startswith("5 of card in en: 'test' usually prints 100 to 500 copies")
    assert finding.fix == "compare the quantity, or name another press: short"
    (finding,) = told(opened_shop, line(), *[501] * 6)
    assert "and 2 more" in finding.message
    assert finding.fix == "compare the quantity"
