"""Where a value was written."""

import pytest

from printshop.findings import Where
from printshop.reading.origin import Key, Origin, name_of


def test_names_count_from_one() -> None:
    """Keys are named as a person counts, without the word that every file of copy has."""
    assert name_of(("items", "signs", 2)) == "signs[3]"
    assert name_of(("frames", "slogan", "box", 0)) == "frames.slogan.box[1]"
    assert name_of(()) == ""


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ((), Where("x.yaml", 1, "")),
        (("frames",), Where("x.yaml", 3, "frames")),
        (("frames", "cover", "box"), Where("x.yaml", 4, "frames.cover.box")),
        (("sizes", 0), Where("x.yaml", 1, "sizes[1]")),
    ],
)
def test_the_nearest_line_that_was_written(key: Key, where: Where) -> None:
    """A key that is not there has the line of the one above it."""
    origin = Origin("x.yaml", {(): 1, ("frames",): 3, ("frames", "cover"): 4})
    assert origin.at(*key) == where


def test_within_another_sheet() -> None:
    """A sheet within another one knows the keys above it."""
    origin = Origin("x.yaml", {("frames", "cover"): 4}, ("frames", "cover"))
    assert origin.at("box") == Where("x.yaml", 4, "frames.cover.box")
