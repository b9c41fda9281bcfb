"""Gluing: the column that a piece with a glue flap makes."""

from itertools import pairwise
from math import dist, sqrt

import pytest

from printshop.packages import folding, gluing
from printshop.shop.catalog import resolve
from printshop.shop.job import Job, JobTicket
from tests.press.pieces import real_shop

LANGUAGES = ("nl", "ar")


def job(layout: str, language: str) -> Job:
    """A piece of the real shop."""
    return resolve(real_shop(), JobTicket(layout, "", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_flap_is_the_last_panel(language: str) -> None:
    """Read from right to left it is the first from the left."""
    tent = job("table-tent", language)
    assert gluing.flap(tent) == 18
    widths = (93, 93, 93, 18)
    assert folding.widths(tent) == (widths[::-1] if language == "ar" else widths)
    assert gluing.flap(job("leaflet", language)) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_panels_make_a_closed_column(language: str) -> None:
    """Each is as long as on the flat piece, and the flap lies along the first."""
    tent = job("table-tent", language)
    points = gluing.corners(tent)
    sides = [dist(a, b) for a, b in pairwise(points)]
    assert sides == pytest.approx(folding.widths(tent))
    around = points[::-1] if language == "ar" else points
    assert around[0] == pytest.approx(around[3])
    along = dist(around[0], around[4]) + dist(around[4], around[1])
    assert along == pytest.approx(93)
    assert min(x for x, _ in points) == pytest.approx(0)
    assert min(y for _, y in points) == pytest.approx(0)


def test_arabic_is_the_mirror_image() -> None:
    """The same column, its flap at the other side."""
    there, here = (gluing.corners(job("table-tent", tag)) for tag in LANGUAGES)
    mirrored = [(93 - x, y) for x, y in reversed(here)]
    for point, other in zip(there, mirrored, strict=True):
        assert point == pytest.approx(other)


def test_the_column_has_a_depth() -> None:
    """That of a triangle of equal sides; what is folded flat has none."""
    assert gluing.finished(job("table-tent", "nl")) == (93, 210, round(93 * sqrt(3) / 2))
    assert gluing.finished(job("leaflet", "nl")) == (100, 210, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawing_numbers_each_fold_outside_the_column(language: str) -> None:
    """In the order in which they lie on the flat piece."""
    tent = job("table-tent", language)
    path, numbers = gluing.drawing(tent, "", 0.3)
    assert path.startswith("M")
    assert path.count("L") == len(folding.widths(tent))
    assert [step for step, _, _ in numbers] == ([3, 2, 1] if language == "ar" else [1, 2, 3])
    scale = 0.3 * gluing.SMALLER
    corners = {(x * scale, y * scale) for x, y in gluing.corners(tent)}
    assert all(dist((x, y), corner) > 1 for _, x, y in numbers for corner in corners)
