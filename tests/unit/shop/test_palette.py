"""The palette: tokens by role, and what a colour may be."""

from typing import Any

import pytest
from pydantic import ValidationError

from printshop.shop.job import Shop
from printshop.shop.palette import Colour


@pytest.mark.parametrize(
    ("role", "accent", "token"),
    [
        ("ground", "", "base"),
        ("ground", "trains", "trains"),
        ("ground-band", "trains", "trains-band"),
        ("person", "trains", "paper"),
        ("person", "", "signal"),
        ("ink", "trains", "ink"),
        ("nothing", "", "nothing"),
    ],
)
def test_roles_of_the_two_worlds(opened_shop: Shop, role: str, accent: str, token: str) -> None:
    """A sector's accent takes the place of 'accent'; a token that is no role stays what it is."""
    assert opened_shop.palette.token(role, accent) == token


@pytest.mark.parametrize(
    "colour",
    [
        {"cmyk": [0, 0, 0, 101], "rgb": "#000000"},
        {"cmyk": [-1, 0, 0, 0], "rgb": "#000000"},
        {"cmyk": [0, 0, 0], "rgb": "#000000"},
        {"cmyk": [0, 0, 0, 100], "rgb": "#000"},
        {"cmyk": [0, 0, 0, 100], "rgb": "#FFFFFF"},
        {"cmyk": [0, 0, 0, 100], "rgb": "#000000", "toner": "black"},
    ],
)
def test_what_is_no_colour(colour: dict[str, Any]) -> None:
    """Four inks between 0 and 100 %, twins as six small hex digits."""
    with pytest.raises(ValidationError):
        Colour.model_validate(colour)
