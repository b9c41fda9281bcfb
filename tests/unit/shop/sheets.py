"""Sheets for tests of reading: one within another, in lists and by name."""

from pathlib import Path

from printshop.reading.yaml_file import Sheet, read
from printshop.shop.units import Day, Size


class Inner(Sheet):
    """A sheet within a sheet."""

    size: int
    word: str = ""


class Outer(Sheet):
    """A sheet with a list of sheets and sheets by name."""

    title: str
    ratio: float = 1.0
    parts: list[Inner] = []  # noqa: RUF012  # pydantic copies it
    named: dict[str, Inner] = {}  # noqa: RUF012
    day: Day | None = None
    trim: Size | None = None


def read_text(tmp_path: Path, text: str) -> tuple[Outer | None, list[str]]:
    """The sheet of a text, or None, and its findings as said."""
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    sheet, findings = read(tmp_path, path, Outer)
    return sheet, [str(f) for f in findings]
