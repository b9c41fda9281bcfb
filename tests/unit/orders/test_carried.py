"""Pieces of many languages in an order: one file, with as many languages as it carries."""

import pytest

from printshop.orders.lines import line_of
from printshop.orders.model import OrderLine
from printshop.orders.read import named_items
from printshop.orders.vocabulary import Vocabulary
from printshop.reading.origin import Origin
from printshop.shop.job import JobTicket, Shop
from printshop.shop.stock import Stock
from tests.unit.shop.many import shop_of

TAGS = ("ar", "de", "en", "fr", "nl", "ro")
ABOUT = {"languages-number", "language-without-words", "quantity-by-language"}


@pytest.fixture(scope="module")
def shop(opened_shop: Shop) -> Shop:
    """A shop in six languages, whose card carries three or four and can be ordered."""
    shop = shop_of(opened_shop, *TAGS, least=3)
    card = shop.layouts["card"].model_copy(update={"stock": Stock(weight=135)})
    shop.layouts["card"] = card
    return shop


def line(**values: object) -> OrderLine:
    """A line of an order of cards."""
    read, findings = line_of(
        {"pieces": ["card"], "quantity": 5, **values}, Origin("orders/x.yaml"), set(), Vocabulary()
    )
    assert read, findings
    return read


def asked(shop: Shop, **values: object) -> tuple[list[JobTicket], list[tuple[str, str, str]]]:
    """The tickets of a line, and what is said of its languages: code, message, fix."""
    items, findings = named_items(shop, line(**values))
    told = [(f.code, f.message, f.fix) for f in findings if f.code in ABOUT]
    return [item.ticket for item in items], told


def test_one_file_with_all_languages(shop: Shop) -> None:
    """In the order in which the line names them; one for each sector."""
    tickets, told = asked(shop, languages=["ro", "ar", "nl"], sectors=["general", "trains"])
    assert tickets == [
        JobTicket("card", "", "en", ("ro", "ar", "nl")),
        JobTicket("card", "trains", "en", ("ro", "ar", "nl")),
    ]
    assert told == []


def test_suggested_languages_are_filled_up(shop: Shop) -> None:
    """Those of the sector that have words, and the first of the layout's order."""
    tickets, told = asked(shop, languages=["suggest"], sectors=["trains"])
    assert tickets == [JobTicket("card", "trains", "en", ("ar", "ro", "nl"))]
    assert told == []


def test_too_few_and_too_many(shop: Shop) -> None:
    """The measure, the limit, and what to do."""
    _, few = asked(shop, languages=["ro"])
    assert few == [
        (
            "languages-number",
            "'card' carries 3 to 4 languages; this line has 1",
            "add 2 languages, such as nl, en",
        )
    ]
    _, many = asked(shop, languages=["ro", "ar", "nl", "en", "fr"])
    assert many == [
        (
            "languages-number",
            "'card' carries 3 to 4 languages; this line has 5",
            "take 1 out of 'languages', or order several, each in a line of its own; "
            "4 fit on 120 × 50 mm",
        )
    ]


def test_a_language_named_twice_counts_once(shop: Shop) -> None:
    """A review says so; it is on the piece once."""
    tickets, told = asked(shop, languages=["ro", "ar", "nl", "ro", "en"])
    assert [t.carried for t in tickets] == [("ro", "ar", "nl", "en")]
    assert told == []


def test_a_language_without_words(opened_shop: Shop, shop: Shop) -> None:
    """It cannot stand on the piece."""
    shop.copies["de"] = {}
    _, told = asked(shop, languages=["ro", "ar", "de"])
    assert told == [
        (
            "language-without-words",
            "'card' has no words in de",
            "take de out of 'languages', or write content/de/card.yaml",
        )
    ]


def test_a_quantity_by_language(shop: Shop) -> None:
    """All languages are on one sheet: there is one quantity."""
    _, told = asked(shop, languages=["ro", "ar", "nl"], quantity={"ro": 1, "ar": 2, "nl": 3})
    assert [code for code, *_ in told] == ["quantity-by-language"]
