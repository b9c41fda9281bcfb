"""Orders: what people want printed, read from YAML, CSV or XLSX, and measured against the shop."""

from pathlib import Path

from printshop.findings import Finding
from printshop.job import Shop
from printshop.order import Line, Wish


def read_order(root: Path, path: Path) -> tuple[list[Line], list[Finding]]:
    """The lines of an order file that can be read, and all that is to be said of the others."""
    raise NotImplementedError


def wishes(shop: Shop, line: Line) -> tuple[list[Wish], list[Finding]]:
    """The press files that a line asks for, or findings."""
    raise NotImplementedError
