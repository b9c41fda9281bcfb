"""``check --budget``: a row for each text, and what stands in it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]


def test_a_row_for_each_text(tiny_shop: Path, command: Command) -> None:
    """With characters used and how many fit, and the piece where it is tightest."""
    run = command(tiny_shop, "check", "--budget", "--language", "en", "--piece", "card")
    assert run.exit == 0
    assert re.search(
        r"^en +card/steps\[2\] +\d+ +\d+ +\d+ +\d+ of \d+ +card, steps", run.said, re.M
    )
    assert not (tiny_shop / "output/test").exists()


def test_an_unknown_name_is_told(tiny_shop: Path, command: Command) -> None:
    """As of every filter."""
    run = command(tiny_shop, "check", "--budget", "--piece", "crad")
    assert run.exit == 2
    assert "there is no piece 'crad'" in run.said
