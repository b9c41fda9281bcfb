"""The tear-off poster and the sticker, as other tools see their finished files."""

import io
import re
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from printshop.preflight.checks.tags import tagged_blocks
from printshop.preflight.reading.read import read_pdf
from tests.press import referees
from tests.press.pieces import press_file, print_it, real_shop, rendered

TAGS = ("nl", "ar")
NUMBER = "+3278055800"
STRIPS = 9  # of ten, the sixth is gone
CONTOUR = "CutContour"


def written(folder: Path, name: str, pdf: bytes) -> Path:
    """A file with these bytes."""
    path = folder / f"{name}.pdf"
    path.write_bytes(pdf)
    return path


@pytest.mark.parametrize("tag", TAGS)
def test_a_number_on_each_strip_is_read_aloud_once(tag: str, tmp_path: Path) -> None:
    """Poppler finds it on the chest and on nine strips; the tags have it on the chest and once."""
    made = print_it(rendered("tear-off", tag))
    path = written(tmp_path, "tear-off", made.pdf)
    referees.check_structure(path)
    words = re.sub(r"\s+", "", referees.run("pdftotext", "-raw", path, "-"))
    assert words.count(NUMBER) == 1 + STRIPS
    said = [
        re.sub(r"\s+", "", block) for block in tagged_blocks(read_pdf(io.BytesIO(made.pdf)).tags)
    ]
    assert said.count(NUMBER) == 2


@pytest.mark.parametrize("tag", TAGS)
def test_a_number_can_be_called_where_it_is_seen(tag: str) -> None:
    """In the file for the screen a link lies on the chest, and one upright on the first strip."""
    made = print_it(rendered("tear-off", tag), "screen")
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        boxes = [[float(v) for v in a.Rect] for a in pdf.pages[0].Annots if "tel:+" in str(a.A.URI)]
        height = float(pdf.pages[0].MediaBox[3])
    across, upright = sorted(boxes, key=lambda box: (box[3] - box[1]) / (box[2] - box[0]))
    assert across[2] - across[0] > across[3] - across[1]
    assert upright[3] - upright[1] > 4 * (upright[2] - upright[0])
    assert upright[3] < height / 4


def test_the_contour_is_a_plate_of_its_own(tmp_path: Path) -> None:
    """Ghostscript separates five plates; the four of the press are those without a contour."""
    plates = {}
    for press in ("sticker", "offset"):
        folder = tmp_path / press
        folder.mkdir()
        # Without the edition mark, which says for which condition a file was made.
        file = press_file(rendered("sticker", "nl"), real_shop().presses[press], mark="")
        path = written(folder, "sticker", file.pdf)
        referees.check_structure(path)
        extra = (CONTOUR,) if press == "sticker" else ()
        (plates[press],) = referees.separations(path, folder, 150, extra=extra)
        assert plates[press].total.max() <= 300 + 1
    for ink in referees.PLATES:
        assert np.array_equal(plates["sticker"].plates[ink], plates["offset"].plates[ink]), ink
    contour = plates["sticker"].extra[CONTOUR]
    bleed, per_mm = 3, plates["sticker"].per_mm
    rows, columns = np.nonzero(contour > 10)
    assert min(rows) / per_mm == pytest.approx(bleed, abs=0.3)
    assert max(columns) / per_mm == pytest.approx(bleed + 74, abs=0.3)
    corner = contour[: round((bleed + 1) * per_mm), : round((bleed + 1) * per_mm)]
    assert corner.max() == 0, "the corner is round"
