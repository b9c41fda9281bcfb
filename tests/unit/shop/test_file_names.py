"""Names of files: each is its own, and says what it is, whoever ordered it."""

from dataclasses import replace

import pytest

from printshop.shop.catalog import resolve, tickets
from printshop.shop.file_names import Order, campaign_word, named, ordered, package
from printshop.shop.job import Shop
from tests.press.pieces import real_shop


def names(shop: Shop) -> list[str]:
    """Those of all files that a shop can make, and those of proofs of an order of them all."""
    found = []
    for ticket in tickets(shop):
        job = resolve(shop, ticket)
        for press in shop.presses.values():
            for size in job.sizes_for(press):
                order = Order("2030-1a2b3c4d", "A society with quite a long name", proof=True)
                found += [named(job, size, press).whole, ordered(job, size, press, order)]
    return found


def test_no_two_are_the_same(opened_shop: Shop) -> None:
    """Also in one folder of a system that tells no capitals; in ASCII, and not too long."""
    for shop in (opened_shop, real_shop()):
        found = names(shop)
        assert found
        assert len({name.casefold() for name in found}) == len(found)
        assert all(name.isascii() for name in found)
        assert max(map(len, found)) <= 110
    assert "stopmensenhandel-poster-nl.a2-offset" in found


@pytest.mark.parametrize(
    ("campaign", "word"),
    [
        ("stopmensenhandel.be", "stopmensenhandel"),
        ("www.example.org", "example"),
        ("Stop à l'exploitation!", "stop-a-l-exploitation"),
        ("أوقفوا", "print"),
    ],
)
def test_campaign_word(opened_shop: Shop, campaign: str, word: str) -> None:
    """A word of any campaign."""
    assert campaign_word(opened_shop.campaign.model_copy(update={"name": campaign})) == word


@pytest.mark.parametrize(
    ("partner", "word"),
    [
        ("", ""),
        ("Rain & <Sons>", "rain-sons-"),
        ("../../Étude\nNo. 1", "etude-no-1-"),
        ("Harbour Umbrella Society", "harbour-umbrella-"),
        ("Regenschirmverleihgesellschaft", "regenschirmverle-"),
        ("Straße", "strasse-"),
        ("جمعية", ""),
    ],
)
def test_whose_it_is(opened_shop: Shop, partner: str, word: str) -> None:
    """As many words of the partner's name as fit."""
    job = resolve(opened_shop, next(t for t in tickets(opened_shop) if t.stem == "card"))
    press = opened_shop.presses["test"]
    order = Order("2030-1a2b3c4d", partner)
    name = f"lost-umbrella-week-card-test-{word}2030-1a2b3c4d"
    assert package(job, "", press, order) == name
    assert package(job, "", press, replace(order, proof=True)) == f"proof-{name}"
