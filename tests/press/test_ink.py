"""Ink without plates: the map that preflight draws, against Ghostscript's separations."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Name
from PIL import Image

from printshop.preflight.checks.ink_map import ink_map, most_ink
from printshop.preflight.reading.read import read_pdf
from tests.press import referees
from tests.press.pieces import piece
from tests.press.test_wrong import spoiled
from tests.press.wrong.injuries import Injury, paint, picture, stream

DPI = 100


def _wave(pixels: int) -> bytes:
    """A picture in CMYK whose ink runs from 0 to 400 % and back."""
    x, y = np.meshgrid(np.arange(pixels), np.arange(pixels))
    one = 127.5 + 127.5 * np.sin(x / pixels * 5) * np.cos(y / pixels * 3)
    four = np.stack([one, one * 0.9, one * 0.8, one], axis=-1)
    return four.astype(np.uint8).tobytes()


def _jpeg(pixels: int) -> Any:
    """The same as a JPEG, as image programs write it: turned round, and saying so."""
    made = io.BytesIO()
    Image.frombytes("CMYK", (pixels, pixels), _wave(pixels)).save(made, "JPEG", quality=92)
    return stream(
        made.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=pixels,
        Height=pixels,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceCMYK,
        Filter=Name.DCTDecode,
        Decode=pikepdf.Array([1, 0] * 4),
    )


def _raw(pixels: int) -> Any:
    return stream(
        _wave(pixels),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=pixels,
        Height=pixels,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceCMYK,
    )


PLACED: dict[str, Injury] = {
    "packed": paint("q 40 0 0 40 20 8 cm /P Do Q", XObject={"P": _raw(300)}),
    "jpeg": paint("q 40 0 0 40 20 8 cm /P Do Q", XObject={"P": _jpeg(300)}),
    "turned": paint("q 0 40 -40 0 60 8 cm /P Do Q", XObject={"P": _raw(300)}),
    "slanting, under a clip": paint(
        "0 0 0 0 k 20 8 40 40 re f q 20 8 m 90 8 l 60 48 l h W n 30 10 -10 30 40 8 cm /P Do Q",
        XObject={"P": _raw(300)},
    ),
    "gray": paint("q 40 0 0 40 20 8 cm /P Do Q", XObject={"P": picture(300, Name.DeviceGray, 1)}),
}


def _difference(pdf: bytes, folder: Path) -> float:
    """The largest difference of any 15 × 15 mm where the pictures lie, in percent."""
    path = folder / "ink.pdf"
    path.write_bytes(pdf)
    plate = referees.separations(path, folder, DPI)[0]
    ours, per_mm = ink_map(read_pdf(io.BytesIO(pdf)).pages[0])
    theirs = np.asarray(Image.fromarray(plate.total).resize(ours.shape[::-1], Image.Resampling.BOX))
    side = round(15 * per_mm)
    rows, columns = (slice(round(a * per_mm), round(b * per_mm)) for a, b in ((10, 50), (23, 63)))
    ours, theirs = ours[rows, columns], theirs[rows, columns]
    assert ours.max() > 50
    return float(np.abs(_means(ours, side) - _means(theirs, side)).max())


def _means(ink: Any, side: int) -> Any:
    windows = np.lib.stride_tricks.sliding_window_view(ink, (side, side))
    return windows.mean(axis=(2, 3))


@pytest.mark.parametrize("name", PLACED)
def test_pictures_lay_down_what_ghostscript_says(name: str, tmp_path: Path) -> None:
    """Where a picture lies, however it is packed and placed, 15 mm means agree within 3 %.

    The map has no type and lines, and pixels of half a millimetre: along a slanting clip, by which
    one of the pictures is cut, the two may lie half a millimetre apart.
    """
    assert _difference(spoiled(PLACED[name]), tmp_path) < (8 if "slanting" in name else 3)


@pytest.mark.parametrize(("name", "language"), [("leaflet", "nl"), ("poster", "nl")])
def test_the_most_inked_place_is_the_same(name: str, language: str, tmp_path: Path) -> None:
    """The largest mean of 15 × 15 mm of a real page is Ghostscript's, within 5 %."""
    pdf = piece(name, language)
    plates = referees.separations(pdf.laid_in(tmp_path), tmp_path, 60)
    for page, plate in zip(read_pdf(io.BytesIO(pdf.pdf)).pages, plates, strict=True):
        ours, _ = most_ink(*ink_map(page))
        theirs, _ = most_ink(plate.total, plate.per_mm)
        assert ours == pytest.approx(theirs, abs=5)
        assert ours > 100
