"""What the files that are there carry, by their reports."""

import json
from pathlib import Path

import pytest

from printshop.delivery.carried_marks import Carried, carried
from printshop.shop.editions import Edition, to_line

ONE = Edition("card", ("nl",), "a1", "2030-01-01", "draft", {"hotline": "+32 2"})
REPORT, FILE = "report/offset/nl/a-card-nl-offset.json", "offset/nl/a-card-nl-offset.pdf"


def lay_down(output: Path, report: str) -> Path:
    """A file and its report."""
    for name, text in ((REPORT, report), (FILE, "%PDF")):
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return output / FILE


def test_files_that_are_there(tmp_path: Path) -> None:
    """Each with its edition and mark; one that was taken out is none."""
    report = json.dumps({"mark": "K7MRX9TH", "made_from": {"edition": to_line(ONE)}})
    path = lay_down(tmp_path, report)
    assert list(carried(tmp_path)) == [Carried(path, ONE, "K7MRX9TH")]
    path.unlink()
    assert list(carried(tmp_path)) == []


@pytest.mark.parametrize(
    "report", ["", "[]", "{}", '{"made_from": {}}', '{"made_from": {"edition": ""}}', "[" * 100_000]
)
def test_a_report_that_says_nothing(tmp_path: Path, report: str) -> None:
    """It is of an older program or damaged: passed over."""
    lay_down(tmp_path, report)
    assert list(carried(tmp_path)) == []
