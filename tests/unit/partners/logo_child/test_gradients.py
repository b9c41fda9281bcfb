"""Engraver: gradients as every renderer draws them."""

import pytest

from printshop.partners.logo_child.gradients import MOST_PERIODS, normalise_gradients
from tests.unit.partners.logo_child.trees import by_id, tree

VIEWPORT = (0.0, 0.0, 100.0, 100.0)
STOPS = '<stop stop-color="red"/><stop offset="1" stop-color="blue"/>'


def test_references() -> None:
    """What a gradient has not, it has from the one it refers to; a circle of them ends."""
    root = tree(
        f'<linearGradient id="a" href="#b" x2="1"/><radialGradient id="b" href="#a" '
        f'gradientUnits="userSpaceOnUse" r="9">{STOPS}</radialGradient>'
    )
    assert list(normalise_gradients(root, VIEWPORT)) == []
    assert by_id(root, "a") == {"id": "a", "x2": "1", "gradientUnits": "userSpaceOnUse"}
    assert [len(gradient) for gradient in root] == [2, 2]


def test_a_reflected_one() -> None:
    """Three periods, the second one backwards, over the whole box."""
    root = tree(f'<linearGradient id="a" x2=".4" spreadMethod="reflect">{STOPS}</linearGradient>')
    assert list(normalise_gradients(root, VIEWPORT)) == []
    assert (by_id(root, "a")["x1"], by_id(root, "a")["x2"]) == ("0", "1.2")
    colours = [stop.get("stop-color", "")[0] for stop in root[0]]
    assert "".join(colours) == "rrbb" + "bbrr" + "rrbb"


def test_one_that_begins_with_a_circle() -> None:
    """It begins at the point where the circle would have shrunk to nothing."""
    root = tree(f'<radialGradient id="a" r=".5" fr=".25">{STOPS}</radialGradient>')
    assert list(normalise_gradients(root, VIEWPORT)) == []
    assert "fr" not in by_id(root, "a")
    assert [stop.get("offset") for stop in root[0]] == ["0.5", "1"]


@pytest.mark.parametrize(
    "attributes",
    [
        f'r="{0.4 / MOST_PERIODS}" spreadMethod="repeat"',
        'fx="2" spreadMethod="repeat"',
        'r=".2" fr=".3"',
    ],
)
def test_what_is_not_drawn(attributes: str) -> None:
    """Too many periods, or circles that are not within each other, are named."""
    root = tree(f'<radialGradient id="a" {attributes}>{STOPS}</radialGradient>')
    assert len(list(normalise_gradients(root, VIEWPORT))) == 1
