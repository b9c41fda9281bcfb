"""What is agreed with a print shop, worked out: paper, least and most copies, full bundles."""

from dataclasses import dataclass
from math import ceil, floor

from printshop.orders.job_terms import JobTerms
from printshop.shop.press import Press
from printshop.shop.stock import Stock

SLIP = 1e-9  # 100 + 5 % of it is 105, whatever a computer makes of 1.05


@dataclass(frozen=True)
class Bundles:
    """The bundles of one language: ``full`` ones of ``size`` copies, and one of the ``rest``."""

    size: int
    full: int
    rest: int

    @property
    def number(self) -> int:
        """How many bundles there are."""
        return self.full + (self.rest > 0)


def finish(press: Press, terms: JobTerms, stock: Stock | None) -> str:
    """The surface of the paper: gloss, silk, or only coated or uncoated as the press has it.

    What the press says is of paper; another material has the surface that the order names, or none.
    """
    usual = "" if stock and stock.material else press.finish or press.paper
    return terms.finish or usual


def substrate(press: Press, terms: JobTerms, stock: Stock | None) -> str:
    """The print substrate of ISO 12647-2, where order or press names one, and it is paper."""
    usual = "" if stock and stock.material else press.substrate
    return terms.substrate or usual or ""


def least(quantity: int, terms: JobTerms) -> int | None:
    """The fewest copies that may be delivered, where it was agreed."""
    return None if terms.under is None else ceil(quantity * (1 - terms.under / 100) - SLIP)


def most(quantity: int, terms: JobTerms) -> int | None:
    """The most copies that may be delivered, where it was agreed."""
    return None if terms.over is None else floor(quantity * (1 + terms.over / 100) + SLIP)


def bundles(quantity: int, terms: JobTerms) -> Bundles | None:
    """How copies are bundled, where it was agreed."""
    if not terms.bundle:
        return None
    full, rest = divmod(quantity, terms.bundle)
    return Bundles(terms.bundle, full, rest)
