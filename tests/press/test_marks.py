"""Marks on the finished file: on all four plates, outside the bleed, at the cut and the folds."""

import io
from functools import lru_cache
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from printshop.findings import Severity
from printshop.preflight.examine import findings_of, opened
from printshop.proofing.rasterise import rasterise
from tests.press import referees
from tests.press.pieces import PRESS, Piece, piece, press_file, real_shop, rendered


@lru_cache
def marked(language: str) -> Piece:
    """The leaflet for a shop that wants all marks."""
    press = real_shop().presses[PRESS]
    press = press.model_copy(update={"marks": ("crop", "fold", "registration")})
    rendering = rendered("leaflet", language)
    return Piece(press_file(rendering, press), rendering)


@pytest.mark.parametrize(("language", "folds"), [("nl", (97, 197)), ("ar", (100, 200))])
def test_every_plate_has_them(language: str, folds: tuple[int, int], tmp_path: Path) -> None:
    """Ghostscript's plates: crop marks at the trim, fold marks at the folds, in all four inks."""
    made = marked(language)
    trim, bleed = made.file.boxes.trim, made.file.boxes.bleed
    page = referees.separations(made.laid_in(tmp_path), tmp_path, 300, sheet=True)[0]
    for plate in page.plates.values():
        upper = plate[: int(bleed[1] * page.per_mm) - 2]  # the slug above the bleed
        found = np.flatnonzero((upper > 50).any(axis=0)) / page.per_mm
        for x in (trim[0], *(trim[0] + fold for fold in folds), trim[2]):
            assert np.abs(found - x).min() < 0.2, f"nothing at {x:g} mm"
        side = plate[:, : int(bleed[0] * page.per_mm) - 2]
        found = np.flatnonzero((side > 50).any(axis=1)) / page.per_mm
        for y in (trim[1], trim[3]):
            assert np.abs(found - y).min() < 0.2


def test_nothing_of_them_is_in_the_bleed(tmp_path: Path) -> None:
    """Within the bleed the plates are the same as without marks."""
    plain = referees.separations(piece("leaflet", "nl").laid_in(tmp_path), tmp_path, 60)
    with_marks = referees.separations(marked("nl").laid_in(tmp_path), tmp_path, 60)
    for one, two in zip(plain, with_marks, strict=True):
        for name in referees.PLATES:
            assert np.abs(one.plates[name] - two.plates[name]).max() < 1


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_preflight_has_nothing_against_them(language: str) -> None:
    """Registration colour outside the bleed is no spot colour; the slug's line stays readable."""
    made = marked(language)
    told = findings_of(opened(made.file, made.rendering, rasterise(made.pdf)), "x.pdf")
    assert [str(f) for f in told if f.severity is Severity.ERROR] == []
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert b"/All" in pdf.pages[0].Contents[-1].read_bytes()
