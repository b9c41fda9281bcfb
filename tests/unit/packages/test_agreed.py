"""What is agreed, worked out: whole copies, full bundles, the paper that is meant."""

from dataclasses import replace

import pytest

from printshop.orders.job_terms import NONE, JobTerms
from printshop.packages import agreed
from printshop.shop.job import Shop
from printshop.shop.press import Press
from printshop.shop.stock import Stock


@pytest.mark.parametrize(
    ("quantity", "under", "over", "least", "most"),
    [
        *((100, 5.0, 5.0, 95, 105), (100, 0.0, 0.0, 100, 100), (33, 5.0, 5.0, 32, 34)),
        *((10, 2.5, 2.5, 10, 10), (1, 100.0, 100.0, 0, 2), (1000, 7.0, 7.0, 930, 1070)),
    ],
)
def test_tolerances_are_whole_copies(
    quantity: int, under: float, over: float, least: int, most: int
) -> None:
    """Never fewer nor more than the percentage allows; without one nothing is said."""
    terms = replace(NONE, under=under, over=over)
    assert (agreed.least(quantity, terms), agreed.most(quantity, terms)) == (least, most)
    assert agreed.least(quantity, NONE) is agreed.most(quantity, NONE) is None


def test_bundles() -> None:
    """Full ones, and one of what is left over."""
    terms = replace(NONE, bundle=50)
    assert agreed.bundles(200, terms) == agreed.Bundles(50, 4, 0)
    rest = agreed.bundles(230, terms)
    assert rest == agreed.Bundles(50, 4, 30)
    assert rest.number == 5
    assert agreed.bundles(230, NONE) is None


def test_the_order_names_the_paper_before_the_press(opened_shop: Shop) -> None:
    """Then the printing condition, which says at least whether it is coated."""
    press = opened_shop.presses["test"]
    usual = press.model_copy(update={"finish": "gloss", "substrate": "PS3"})
    terms = replace(NONE, finish="silk", substrate="PS4")
    paper = Stock(weight=135)
    assert paper_of(usual, terms, paper) == ("silk", "PS4")
    assert paper_of(usual, NONE, paper) == ("gloss", "PS3")
    assert paper_of(press, NONE, paper) == ("coated", "")


def test_what_a_press_says_of_paper_is_not_said_of_film(opened_shop: Shop) -> None:
    """Film has the surface that an order names, and no other."""
    press = opened_shop.presses["test"].model_copy(update={"finish": "gloss", "substrate": "PS3"})
    film = Stock(material="white-film")
    assert paper_of(press, NONE, film) == ("", "")
    assert paper_of(press, replace(NONE, finish="silk"), film) == ("silk", "")


def paper_of(press: Press, terms: JobTerms, stock: Stock) -> tuple[str, str]:
    """Surface and substrate."""
    return agreed.finish(press, terms, stock), agreed.substrate(press, terms, stock)
