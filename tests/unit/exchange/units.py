"""Batches for the tests of the exchange, from a shop, without measuring and without pictures."""

from pathlib import Path

from printshop.checks.opening import open_shop
from printshop.exchange import docx, outgoing, po, xliff
from printshop.exchange.model import Batch
from printshop.shop.job import Shop

FORMATS = {"xliff": xliff, "po": po, "docx": docx}
ENDINGS = {"xliff": ".xlf", "po": ".po", "docx": ".docx"}


def shop_in(root: Path) -> Shop:
    """The shop in a folder."""
    shop, findings = open_shop(root)
    assert shop, findings
    return shop


def batch_of(shop: Shop, tag: str, only: str = "") -> Batch:
    """All texts of a language as they go out."""
    chosen = outgoing.wanted(shop, tag, only, None)
    return outgoing.batch(shop, tag, chosen, {}, lambda _: ("", b""))
