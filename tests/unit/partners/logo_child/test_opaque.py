"""Opaque: a drawing as one picture on a page of the same size."""

import io

import pikepdf
import pytest

from printshop.partners.logo_child.opaque import FINE, as_picture
from printshop.partners.logo_child.sheet import rasterise
from tests.press import logos

PAGE = (0.0, 0.0, 200.0, 100.0)


def test_it_looks_the_same() -> None:
    """One picture, where it was seen; nothing transparent is left."""
    drawing = logos.pdf(b"1 0 0 rg 50 25 60 50 re f /Half gs 0 0 1 rg 90 25 60 50 re f",
                        ExtGState=logos.fading)  # fmt: skip
    made = as_picture(drawing)
    assert made is not None
    before, after = (rasterise(data, PAGE, 400).astype(int) for data in (drawing, made))
    inner = (slice(60, 140), slice(110, 290))  # away from the edges
    assert abs(before - after)[inner].max() <= 4 or abs(before - after)[inner].mean() < 1
    assert (after[:40] == 255).all()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        (image,) = (i for i in pdf.objects if isinstance(i, pikepdf.Stream) and "/Width" in i)
        assert int(image.Width) == pytest.approx(FINE, abs=1)
        assert "/SMask" not in image


def test_nothing_is_seen() -> None:
    """Of an empty page there is no picture."""
    assert as_picture(logos.pdf(b"")) is None
