"""Geometry: matrices, the two kinds of box, outlines and clips."""

import math

import pikepdf
import pytest

from printshop.pdf.geometry import (
    IDENTITY,
    Clip,
    Extent,
    Matrix,
    Shape,
    beyond,
    intersection,
    matrix,
    multiply,
    ordered,
    overlap,
    scale_of,
    transform_box,
    transform_point,
    union,
)

MOVED: Matrix = (2, 0, 0, 3, 10, 20)
TURNED: Matrix = (0, 1, -1, 0, 5, 6)


def test_matrices_are_pikepdfs() -> None:
    """The plain tuples do what ``pikepdf.Matrix`` does."""
    theirs = pikepdf.Matrix(*MOVED) @ pikepdf.Matrix(*TURNED)
    assert multiply(MOVED, TURNED) == pytest.approx(theirs.shorthand)
    assert transform_point(MOVED, 1, 2) == theirs_of(MOVED, 1, 2)
    assert scale_of(MOVED) == pytest.approx(math.sqrt(6))


def theirs_of(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point through pikepdf's matrix."""
    point = pikepdf.Matrix(*m).transform((x, y))
    return float(point[0]), float(point[1])


def test_boxes_that_grow() -> None:
    """A margin on each side, a negative one too; the box around several."""
    box = Extent(0, 1, 4, 6)
    assert box.grown(2) == Extent(-2, -1, 6, 8)
    assert box.grown(2).grown(-2) == box
    assert union([box, Extent(3, -5, 9, 2)]) == Extent(0, -5, 9, 6)
    assert beyond(Extent(0, -5, 9, 2), box) == (0, 6, 5, -4)  # left, lower, right, upper


def test_a_matrix_has_six_numbers() -> None:
    """Another count is refused."""
    assert matrix([1, 0, 0, 1, 2, 3]) == (1, 0, 0, 1, 2, 3)
    with pytest.raises(ValueError, match="unpack"):
        matrix([1, 2, 3])


def test_a_box_by_two_corners() -> None:
    """Its size, and the same box elsewhere and in another unit."""
    box = Extent(1, 2, 4, 8)
    assert (box.width, box.height) == (3, 6)
    assert box.shifted(1, -1) == Extent(2, 1, 5, 7)
    assert box.scaled(2) == Extent(2, 4, 8, 16)
    assert ordered([4, 8, 1, 2]) == box
    with pytest.raises(ValueError, match="unpack"):
        ordered([1, 2])


def test_boxes_meet() -> None:
    """What two boxes have in common; touching is no overlap."""
    a, b, c = Extent(0, 0, 2, 2), Extent(1, 1, 3, 3), Extent(2, 0, 4, 2)
    assert intersection(a, b) == Extent(1, 1, 2, 2)
    assert overlap(a, b)
    assert not overlap(a, c)
    assert intersection(a, Extent(5, 5, 6, 6)).width < 0


def test_a_box_through_a_matrix() -> None:
    """The box around it."""
    assert transform_box(TURNED, Extent(0, 0, 2, 1)) == Extent(4, 6, 5, 8)


RING = (("re", (0, 0, 10, 10)), ("re", (3, 3, 4, 4)))


@pytest.mark.parametrize(("evenodd", "inside"), [(True, False), (False, True)])
def test_the_rules_of_filling(evenodd: bool, inside: bool) -> None:
    """Two outlines of one direction: a hole by the even-odd rule, none by winding."""
    shape = Shape(RING, IDENTITY, evenodd)
    assert shape.covers(1, 1)
    assert shape.covers(5, 5) is inside
    assert not shape.covers(11, 5)


def test_spans_across_a_shape() -> None:
    """The stretches of a line within a shape, and within a clip."""
    shape = Shape(RING, IDENTITY, evenodd=True)
    assert shape.spans(1, 5) == [(0, 3), (7, 10)]
    assert shape.spans(0, 20) == []
    clip = Clip().narrowed(Shape((("re", (2, 0, 6, 10)),), IDENTITY))
    assert clip.spans(1, 5, shape.spans(1, 5)) == [(2, 3), (7, 8)]


def test_curves() -> None:
    """A circle of four curves covers what a circle does, about."""
    k = 0.5523
    steps = (
        ("m", (1, 0)),
        ("c", (1, k, k, 1, 0, 1)),
        ("c", (-k, 1, -1, k, -1, 0)),
        ("c", (-1, -k, -k, -1, 0, -1)),
        ("c", (k, -1, 1, -k, 1, 0)),
    )
    circle = Shape(steps, IDENTITY)
    assert circle.covers(0.69, 0.69)
    assert not circle.covers(0.75, 0.75)
    assert circle.box == Extent(-1, -1, 1, 1)


def test_a_clip_narrows() -> None:
    """Each shape takes something away; boxes are kept as a box alone."""
    clip = Clip().narrowed(Shape((("re", (0, 0, 4, 4)),), IDENTITY))
    assert (clip.box, clip.shapes) == (Extent(0, 0, 4, 4), ())
    clip = clip.narrowed(Shape((("m", (0, 0)), ("l", (4, 0)), ("l", (0, 4))), IDENTITY))
    assert clip.covers(1, 1)
    assert not clip.covers(3, 3)
