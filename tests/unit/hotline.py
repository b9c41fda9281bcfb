"""The hotline of the tiny shop: as it stands there, and changed."""

import re
from datetime import date, timedelta
from pathlib import Path

from tests.conftest import CHECKOUT

CAMPAIGN = "content/campaign.yaml"
_ROW = re.compile(r'(?<=  hotline:\n    \{kind: phone, value: )"([^"]+)"(.*?checked: )([\d-]+)')
_STANDS = _ROW.search((CHECKOUT / "tests/shop" / CAMPAIGN).read_text("utf-8"))
assert _STANDS
VALUE, CHECKED = _STANDS[1], date.fromisoformat(_STANDS[3])
OTHER, LATER = f"{VALUE[:-1]}9", CHECKED + timedelta(days=1)


def set_hotline(root: Path, value: str = VALUE, checked: date = CHECKED, arabic: str = "") -> None:
    """Another value, another day, a value for Arabic: as somebody writes them into the file."""
    path = root / CAMPAIGN
    own = f', by_language: {{ar: "{arabic}"}}' if arabic else ""
    text, number = _ROW.subn(
        lambda m: f'"{value}"{own}{m[2]}{checked.isoformat()}', path.read_text("utf-8")
    )
    assert number == 1
    path.write_text(text, "utf-8")


def change(path: Path, old: str, new: str) -> None:
    """One place of a file, written anew."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
