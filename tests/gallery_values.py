"""What the gallery shows, read from the values that stand in its page."""

import json
import re
from pathlib import Path
from typing import Any


def values(page: Path) -> dict[str, Any]:
    """All values of a gallery."""
    block = re.search(
        r'<script type="application/json" id="values">(.*?)</script>', page.read_text("utf-8")
    )
    assert block
    found: dict[str, Any] = json.loads(block[1])
    return found


def piece(page: Path, language: str, layout: str) -> dict[str, Any]:
    """The first piece of a layout in a language."""
    return next(p for p in values(page)["pieces"] if (p["tag"], p["layout"]) == (language, layout))


def told(page: Path, language: str, layout: str) -> str:
    """The messages of the findings about a piece, in one text."""
    findings = values(page)["told"]
    return "\n".join(findings[n][1] for n in piece(page, language, layout)["told"])
