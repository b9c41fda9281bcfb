"""Ink on the plates: against Ghostscript's separations, and what preflight says of them."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Name
from PIL import Image

from printshop.findings import Severity
from printshop.preflight.checks.ink_bound import may_add_up
from printshop.preflight.reading.read import read_pdf
from printshop.proofing.separations.separate import separate_page
from tests.press import referees
from tests.press.pieces import piece
from tests.press.test_wrong import of_the_good, spoiled, told
from tests.press.wrong.injuries import Injury, paint, picture, state, stream

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


def _mesh(kind: int, records: bytes, **more: Any) -> Any:
    """A mesh of 40 × 40 mm at 20, 8 whose corners carry colours."""
    decode = pikepdf.Array([20, 60, 8, 48, *([0, 1] * 4)])
    packed = {"BitsPerCoordinate": 8, "BitsPerComponent": 8, "Decode": decode, **more}
    return stream(records, ShadingType=kind, ColorSpace=Name.DeviceCMYK, **packed)


def _coons() -> bytes:
    """One patch with straight edges, from much ink to little."""
    corners = [(0, 0), (0, 255), (255, 255), (255, 0)]
    edges = [(0, 0), (0, 85), (0, 170), (0, 255), (85, 255), (170, 255), (255, 255)]
    edges += [(255, 170), (255, 85), (255, 0), (170, 0), (85, 0)]
    colours = [(255, 255, 255, 230), (255, 0, 0, 0), (0, 255, 255, 255), (80, 80, 80, 0)]
    assert len(corners) == len(colours)
    return bytes([0, *(v for point in edges for v in point), *(v for c in colours for v in c)])


LATTICE = bytes(
    [
        *(0, 0, 255, 255, 255, 230),
        *(255, 0, 255, 0, 0, 0),
        *(0, 255, 0, 255, 255, 255),
        *(255, 255, 80, 80, 80, 0),
    ]
)
FREE = b"".join(b"\0" + LATTICE[n * 6 : n * 6 + 6] for n in (0, 1, 2, 1, 2, 3))
MODE_1 = state(OP=True, op=True, OPM=1)
MODE_0 = state(OP=True, op=True, OPM=0)
GROUND = "0.8 0.7 0.2 0 k 20 8 40 40 re f"
UPON = "20 8 40 40 re f"

# How inks come together on a page, each over 40 × 40 mm at 20, 8.
TOGETHER: dict[str, Injury] = {
    "triangles": paint("/S sh", Shading={"S": _mesh(4, FREE, BitsPerFlag=8)}),
    "lattice": paint("/S sh", Shading={"S": _mesh(5, LATTICE, VerticesPerRow=2)}),
    "patch": paint("/S sh", Shading={"S": _mesh(6, _coons(), BitsPerFlag=8)}),
    "overprint": paint(f"{GROUND} /X gs 0 0 1 1 k {UPON}", ExtGState={"X": MODE_1}),
    "overprint in mode 0": paint(f"{GROUND} /X gs 0 0 1 1 k {UPON}", ExtGState={"X": MODE_0}),
    "multiply": paint(
        f"{GROUND} /X gs 0.5 0.5 0.5 0.5 k {UPON}", ExtGState={"X": state(BM=Name.Multiply)}
    ),
    "darken": paint(
        f"{GROUND} /X gs 0.5 0.5 0.5 0.5 k {UPON}", ExtGState={"X": state(BM=Name.Darken)}
    ),
    "half seen through": paint(
        f"{GROUND} /X gs 0 0 1 1 k {UPON}",
        ExtGState={"X": state(ca=0.5, OP=True, op=True, OPM=1)},
    ),
    "line": paint(
        f"{GROUND} /X gs 0 0 1 1 K 30 w 20 28 m 60 28 l S",
        ExtGState={"X": state(CA=0.5, BM=Name.Multiply)},
    ),
}


def _difference(pdf: bytes, folder: Path) -> float:
    """The largest difference of any 15 × 15 mm between 20, 8 and 60, 48, in percent."""
    path = folder / "ink.pdf"
    path.write_bytes(pdf)
    plate = referees.separations(path, folder, DPI)[0]
    plates = separate_page(io.BytesIO(pdf), 1, 51)
    ours, per_mm = plates.total, plates.per_mm
    theirs = np.asarray(Image.fromarray(plate.total).resize(ours.shape[::-1], Image.Resampling.BOX))
    side = round(15 * per_mm)
    rows, columns = (slice(round(a * per_mm), round(b * per_mm)) for a, b in ((11, 49), (24, 62)))
    ours, theirs = ours[rows, columns], theirs[rows, columns]
    assert ours.max() > 50
    return float(np.abs(_means(ours, side) - _means(theirs, side)).max())


def _means(ink: Any, side: int) -> Any:
    windows = np.lib.stride_tricks.sliding_window_view(ink, (side, side))
    return windows.mean(axis=(2, 3))


@pytest.mark.parametrize("name", [*PLACED, *TOGETHER])
def test_plates_have_what_ghostscript_says(name: str, tmp_path: Path) -> None:
    """However a picture is packed and placed, and however inks meet, 15 mm means agree.

    Ghostscript paints each pixel that a slanting clip touches, so that one goes further.
    """
    injury = (PLACED | TOGETHER)[name]
    assert _difference(spoiled(injury), tmp_path) < (10 if "slanting" in name else 4)


@pytest.mark.parametrize(("name", "language"), [("leaflet", "nl"), ("poster", "nl")])
def test_none_of_our_pages_needs_plates(name: str, language: str) -> None:
    """What a page of ours has is known from its content: nothing on it can add up."""
    for page in read_pdf(io.BytesIO(piece(name, language).pdf)).pages:
        assert not may_add_up(page, 300)


HEAVY = "1 1 0 0 k 20 8 20 20 re f"  # its inks and those of what follows are 400 %
OVER_LIMIT: dict[str, tuple[Injury, str]] = {
    "overprint": (
        paint(f"/X gs {HEAVY} 0 0 1 1 k 20 8 20 20 re f", ExtGState={"X": MODE_1}),
        "15 × 15 mm have 400 % of ink (C M Y K: 100 100 100 100), added up on the plates; "
        "the limit is 300 %",
    ),
    "a small place": (
        paint(f"/X gs {HEAVY} 0 0 1 1 k 30 18 5 5 re f", ExtGState={"X": MODE_1}),
        "3 × 3 mm have 400 % of ink (C M Y K: 100 100 100 100), added up on the plates; "
        "the limit is 300 %",
    ),
    "multiply": (
        paint(
            "0.7 0.7 0.7 0 k 20 8 20 20 re f /X gs 0.7 0.7 0.7 0.6 k 20 8 20 20 re f",
            ExtGState={"X": state(BM=Name.Multiply)},
        ),
        "15 × 15 mm have 333 % of ink (C M Y K: 91 91 91 60), added up on the plates; "
        "the limit is 300 %",
    ),
}


@pytest.mark.parametrize("name", OVER_LIMIT)
def test_what_adds_up_is_told_with_its_place(name: str) -> None:
    """The square, its inks and the limit; the place lies where the inks meet."""
    injury, message = OVER_LIMIT[name]
    (found,) = [f for f in told(spoiled(injury)) if f.code == "too-much-ink"]
    assert found.message == message
    assert found.spot is not None
    assert found.spot.box is not None
    assert 19.4 < found.spot.box[0] < 36
    assert found.spot.box[2] < 40.6


@pytest.mark.parametrize(
    "operators",
    [
        "0 0 1 1 k 20 8 2 2 re f",  # an area that is too small
        "/Y gs 0 0 1 1 k 20 8 20 20 re f",  # knocks out
        "0 0 0 0.8 k 20 8 20 20 re f",  # 297 %, with the yellow of the page
    ],
)
def test_what_does_not_add_up_is_not_told(operators: str) -> None:
    """A small place, what knocks out, and what stays under the limit."""
    states = {"X": MODE_1, "Y": state(OP=False, op=False)}
    found = told(spoiled(paint(f"/X gs {HEAVY} {operators}", ExtGState=states)))
    assert [f.message for f in found if f.code == "too-much-ink"] == []


def _indexed(pdf: pikepdf.Pdf) -> Any:
    """A palette of one colour, of 388 %."""
    palette = pikepdf.String(b"\xfa\xfa\xfa\xf0")
    return pikepdf.Array([Name.Indexed, Name.DeviceCMYK, 0, palette])


@pytest.mark.parametrize(
    "made",
    [
        picture(400, _indexed, 1, b"\0"),
        picture(400, Name.DeviceCMYK, 8, b"\xf8", BitsPerComponent=16),
    ],
    ids=["palette", "16 bits"],
)
def test_pictures_of_any_kind(made: Any) -> None:
    """Also those whose inks are not summed up when they are read."""
    found = told(spoiled(paint("q 20 0 0 20 20 8 cm /P Do Q", XObject={"P": made})))
    assert [f.message[:14] for f in found if f.code == "too-much-ink"] == ["15 × 15 mm hav"]


def test_a_picture_of_one_pixel_in_the_content() -> None:
    """It is a flat colour, and its plates have it."""
    inline = "q 20 0 0 20 20 8 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID zzzz EI Q"  # four times 48 %
    plates = separate_page(io.BytesIO(spoiled(paint(inline))), 1, 51)
    assert plates.estimated == ()
    assert (abs(plates.inks - 47.8) < 0.5).all(axis=0).mean() > 0.03


def test_what_cannot_be_measured_is_told() -> None:
    """A gradient that says nothing that can be followed: a person is asked to look."""
    broken = _mesh(6, b"\0" * 40, BitsPerFlag=3)
    found = told(spoiled(paint("/S sh", Shading={"S": broken})))
    assert {f.code for f in found} - of_the_good() == {"not-measured"}
    (said,) = [f for f in found if f.code == "not-measured"]
    assert said.severity is Severity.REVIEW
    assert said.message == "the ink of a gradient that cannot be split is not measured"


def test_the_slug_may_have_any_ink() -> None:
    """A colour bar beyond the bleed is cut off."""
    found = told(spoiled(paint("1 1 1 1 k 20 -9 5 5 re f")))
    assert [f.message for f in found if f.code == "too-much-ink"] == []
