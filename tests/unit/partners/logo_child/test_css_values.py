"""Engraver: values of CSS as attributes write them."""

import pytest
import tinycss2

from printshop.partners.logo_child.css_colours import NotDrawn
from printshop.partners.logo_child.css_values import PROPERTIES, STYLED, significant


def value(name: str, text: str) -> str | None:
    """What a property makes of a text."""
    known = PROPERTIES.get(name) or STYLED[name]
    return known.value(significant(tinycss2.parse_component_value_list(text)))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("fill", "url( '#a' ) none", "url(#a) none"),
        ("stroke-width", "-1", None),
        ("stroke-width", "2PX", "2PX"),
        ("stroke-dasharray", "1, 2 3%", "1 2 3%"),
        ("opacity", "150%", "1"),
        ("opacity", "auto", None),
        ("clip-path", "url(#a)", "url(#a)"),
        ("transform", "rotate(.25turn) translateX(1in)", "rotate(90) translate(96 0)"),
        ("transform", "none", ""),
        ("scale", "50% 2", "scale(0.5 2)"),
        ("d", "path('M0 0')", "M0 0"),
        ("background-color", "no-repeat #fff", "#ffffff"),
    ],
)
def test_values(name: str, text: str, expected: str | None) -> None:
    """As an attribute of SVG 1.1, or None for what a browser does not take."""
    assert value(name, text) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("fill", "rgb(0 0 0) icc-color(x, 1)"),
        ("stroke-width", "calc(1px * 2)"),
        ("clip-path", "circle(40%)"),
        ("mask", "linear-gradient(red, blue)"),
        ("transform", "rotateX(1deg)"),
        ("transform", "translate(50%)"),
        ("background-color", "url(#a)"),
        ("rotate", "x 45deg"),
    ],
)
def test_what_is_not_drawn(name: str, text: str) -> None:
    """A browser takes it, so that it may not be left out."""
    with pytest.raises(NotDrawn):
        value(name, text)
