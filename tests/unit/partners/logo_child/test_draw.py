"""Engraver: SVG logos are drawn as a browser draws them."""

import contextlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from printshop.findings import Where
from printshop.partners.logo_child.draw import CannotDraw, draw, load
from printshop.partners.logo_child.svg import clean
from printshop.proofing.rasterise import rasterise_boxes
from tests.unit.partners.logo_child.drawings import DRAWINGS, MOST, TILE, differing, reference

SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'


@pytest.mark.parametrize("name", DRAWINGS)
def test_as_a_browser_draws(name: str, tmp_path: Path) -> None:
    """All but 1 % of the pixels are those of the browser, or next to such."""
    svg, size, findings = clean(DRAWINGS[name].encode(), Where("logo.svg"))
    assert findings == []
    pdf = draw(tmp_path, svg, size)
    ours = np.asarray(rasterise_boxes(pdf, [(0, 0, *size)], 71.999999 * TILE / size[0])[0])
    theirs = reference(name)
    rows = min(len(ours), TILE)
    assert differing(ours[:rows, :TILE], theirs[:rows]) <= MOST
    assert (theirs[rows:] == 255).all()


def test_same_bytes(tmp_path: Path) -> None:
    """The same drawing gives the same file on any day."""
    load(tmp_path)
    assert draw(tmp_path, SQUARE, (9, 9)) == draw(tmp_path, SQUARE, (9, 9))


def test_what_is_no_svg(tmp_path: Path) -> None:
    """The reason is the renderer's."""
    with pytest.raises(CannotDraw, match="root"):
        draw(tmp_path, b"<svg", (9, 9))


def test_nothing_is_read(tmp_path: Path) -> None:
    """Neither a picture that lies beside the empty folder, nor another drawing."""
    empty = tmp_path / "empty"
    empty.mkdir()
    Image.new("RGB", (2, 2), "red").save(tmp_path / "a.png")
    for address in ("../a.png", (tmp_path / "a.png").as_uri(), str(tmp_path / "a.png")):
        image = f'<image href="{address}" width="1" height="1"/><path'.encode()
        with contextlib.suppress(CannotDraw):
            assert b"/Image" not in draw(empty, SQUARE.replace(b"<path", image), (9, 9))
