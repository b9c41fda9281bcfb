"""Open a shop: read all its files, and check them against each other."""

from collections.abc import Collection
from pathlib import Path

from printshop.checks.check import check
from printshop.findings import Finding
from printshop.shop.catalog import with_borrowers
from printshop.shop.files import read_shop
from printshop.shop.job import Shop


def open_shop(root: Path, languages: Collection[str] = ()) -> tuple[Shop | None, list[Finding]]:
    """Read the shop in ``root``: the shop, or None where it cannot be opened, and all findings.

    A file with an error is left out of the shop; its findings have the scope of the jobs that
    need it. ``languages``: those whose words are checked; all where none is named.
    """
    shop, findings = read_shop(root)
    return shop, with_borrowers(shop, findings + check(shop, languages)) if shop else findings
