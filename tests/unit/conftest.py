"""What the tests of the shop share: the tiny shop with one thing changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.findings import Finding

Spoil = Callable[[str, str, str], list[Finding]]


@pytest.fixture
def spoil(tiny_shop: Path) -> Spoil:
    """Change a file of the tiny shop and open it: ``spoil(file, old, new)`` gives the findings."""

    def change(file: str, old: str, new: str) -> list[Finding]:
        path = tiny_shop / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return open_shop(tiny_shop)[1]

    return change
