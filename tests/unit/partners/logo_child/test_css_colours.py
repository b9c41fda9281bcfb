"""Engraver: colours of CSS in sRGB."""

import pytest
import tinycss2

from printshop.partners.logo_child.css_colours import NotDrawn, colour


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RED", "#ff0000"),
        ("#08f8", "rgba(0, 136, 255, 0.533333)"),
        ("lab(100% 0 0)", "#ffffff"),
        ("oklch(0 0 0)", "#000000"),
        ("color(display-p3 1 1 1)", "#ffffff"),
        ("moon", None),
        ("CurrentColor", "currentColor"),
        ("red blue", None),
    ],
)
def test_colours(text: str, expected: str | None) -> None:
    """As an attribute of SVG 1.1, or None for what a browser does not take."""
    assert colour(tinycss2.parse_component_value_list(text)) == expected


@pytest.mark.parametrize("text", ["color-mix(in srgb, red, blue)", "color(rec2020 1 0 0)"])
def test_what_is_not_drawn(text: str) -> None:
    """A browser takes it, so that it may not be left out."""
    with pytest.raises(NotDrawn):
        colour(tinycss2.parse_component_value_list(text))
