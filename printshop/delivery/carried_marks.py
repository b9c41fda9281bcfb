"""What the files in ``output/`` carry, as their reports say: their editions and edition marks."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from printshop.shop.editions import Edition, from_line


@dataclass(frozen=True)
class Carried:
    """A press file that is there, what it prints and its mark; '' where its report has none."""

    path: Path
    edition: Edition
    mark: str


def carried(output: Path) -> Iterator[Carried]:
    """The press files whose report says what they print, by path; the files are not opened."""
    for report in sorted(output.glob("report/*/*/*.json")):
        path = output.joinpath(*report.parts[-3:-1], f"{report.stem}.pdf")
        if not path.exists():
            continue
        try:
            values = json.loads(report.read_bytes())
            edition = from_line(values["made_from"]["edition"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue  # of an older program, or damaged: the next build writes it anew
        yield Carried(path, edition, str(values.get("mark", "")))
