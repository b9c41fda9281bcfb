"""Pictures: pixels enough at their size on paper, one version of each, no program."""

from typing import Any

import pytest

from printshop.pdf.geometry import Extent
from printshop.preflight.reading.facts import Image
from tests.unit.preflight.checks.cases import case, messages, page, told

BOX = Extent(0, 0, 10, 10)


def image(kind: str, ppi: float, **values: Any) -> Image:
    """A picture of a kind with so many pixels an inch on paper."""
    pixels, box = values.pop("pixels", (100, 100)), values.pop("box", BOX)
    return Image(kind, "/DeviceCMYK", pixels, 8, box, ppi, **values)


@pytest.mark.parametrize(
    ("kind", "ppi", "answer"),
    [
        ("picture", 149, ("a picture has 149 ppi at its size; 150 are wanted", "error")),
        ("picture", 150, ("a picture has 150 ppi at its size; 225 are wanted", "review")),
        ("picture", 225, None),
        ("line art", 549, ("line art has 549 ppi at its size; 550 are wanted", "error")),
        ("stencil", 799, ("line art has 799 ppi at its size; 800 are wanted", "review")),
        ("stencil", 800, None),
    ],
)
def test_resolution(kind: str, ppi: float, answer: tuple[str, str] | None) -> None:
    """Pictures and line art have limits each: an error below one, a review below the other."""
    answers = told("low-resolution", case(page(images=[image(kind, ppi)])))
    assert [(a.message, a.severity) for a in answers] == ([answer] if answer else [])


@pytest.mark.parametrize("values", [{"pixels": (1, 1)}, {"box": Extent(300, 300, 310, 310)}])
def test_no_matter_how_coarse(values: dict[str, Any]) -> None:
    """A flat colour of one pixel, and what is cut off, may be as coarse as they like."""
    assert told("low-resolution", case(page(images=[image("picture", 10, **values)]))) == []


def test_alternates_and_postscript() -> None:
    """Both are told of press files."""
    file = case(page(images=[image("picture", 300, alternates=True)], postscript=1))
    assert messages("alternate-image", file) == ["a picture has an alternate image"]
    assert messages("postscript", file) == ["a PostScript XObject is drawn"]
