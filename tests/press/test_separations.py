"""Separations: what we compute without a RIP, held against Ghostscript's."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from printshop.proofing.separations.separate import SQUARE, Separations, ink_map, means, separate
from tests.press.pieces import piece
from tests.press.referees import PLATES, separations

DPI = 60
FINER = 6  # the referee paints whole pixels only, fat ones: it is asked for smaller ones
BLOCK = 4  # pixels: 1.7 mm
SIZE = 120  # points


def compared(pdf: bytes, folder: Path) -> list[tuple[Separations, Any]]:
    """Each page's plates with the referee's, brought to the same pixels."""
    path = folder / "file.pdf"
    path.write_bytes(pdf)
    ours = separate(pdf, DPI)
    theirs = []
    for mine, found in zip(ours, separations(path, folder, DPI * FINER), strict=True):
        height, width = mine.inks.shape[1:]
        small = [
            np.asarray(
                Image.fromarray(found.plates[n]).resize((width, height), Image.Resampling.BOX)
            )
            for n in PLATES
        ]
        theirs.append(np.stack(small))
    return list(zip(ours, theirs, strict=True))


def blocks(inks: Any) -> Any:
    """The means of squares of pixels: what an edge adds by half a pixel is levelled."""
    height, width = (n // BLOCK * BLOCK for n in inks.shape[1:])
    cut = inks[:, :height, :width].reshape(4, height // BLOCK, BLOCK, width // BLOCK, BLOCK)
    return cut.mean(axis=(2, 4))


def flat(inks: Any) -> Any:
    """Where no ink changes within a pixel to each side."""
    spread = np.zeros(inks.shape[1:])
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            moved = np.roll(inks, (dy, dx), axis=(1, 2))
            spread = np.maximum(spread, np.abs(moved - inks).max(axis=0))
    return spread < 1


@pytest.mark.parametrize(
    ("name", "language"),
    [("leaflet", "nl"), ("card", "ar"), ("flyer-horeca", "nl")],
)
def test_plates_are_the_referees(name: str, language: str, tmp_path: Path) -> None:
    """Each plate covers as much as Ghostscript's, in the same places, with the same most ink."""
    for ours, theirs in compared(piece(name, language).pdf, tmp_path):
        assert ours.estimated == ()
        both = np.abs(ours.inks.mean(axis=(1, 2)) - theirs.mean(axis=(1, 2)))
        assert both.max() < 1, "a plate's mean"
        assert (
            np.abs(blocks(ours.inks) - blocks(theirs)).mean(axis=(1, 2)).max() < 1.5
        )  # the edges of small type
        calm = flat(ours.inks) & flat(theirs)
        assert calm.mean() > 0.3
        assert np.abs(ours.inks - theirs)[:, calm].max() < 3
        assert abs(ours.total[calm].max() - theirs.sum(axis=0)[calm].max()) < 3


# ── small files that hold one difficulty each ────────────────────────────────────────────────


def made(content: bytes, **resources: Any) -> Pdf:
    """A page with a content and resources."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(SIZE, SIZE))
    page.obj.Contents = Stream(pdf, content)
    page.obj.Resources = Dictionary(**resources)
    return pdf


def written(pdf: Pdf) -> bytes:
    """Its bytes."""
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def at(plates: Separations, x: float, y: float) -> list[int]:
    """The inks at a point in points from the lower left, in whole percent."""
    column, row = round(x / 72 * DPI), round((SIZE - y) / 72 * DPI)
    return [round(float(v)) for v in plates.inks[:, row, column]]


OVER = Dictionary(
    O1=Dictionary(OP=True, op=True, OPM=1),
    O0=Dictionary(OP=True, op=True, OPM=0),
    N=Dictionary(OP=False, op=False),
)
GROUND = b"0.6 0.2 0 0 k 0 0 120 120 re f\n"


def test_overprint() -> None:
    """Black over a ground leaves it, where it overprints in mode 1; else it knocks it out."""
    content = GROUND + (
        b"/O1 gs 0 0 0 1 k 10 10 20 20 re f /O0 gs 50 10 20 20 re f /N gs 90 10 20 20 re f "
        b"/O1 gs 0 0 0 0 k 10 50 20 20 re f 0 0 0 1 k 0 1 0 0 K 6 w 50 50 20 20 re B"
    )
    plates = separate(written(made(content, ExtGState=OVER)), DPI)[0]
    assert at(plates, 20, 20) == [60, 20, 0, 100]
    assert at(plates, 60, 20) == [0, 0, 0, 100]
    assert at(plates, 100, 20) == [0, 0, 0, 100]
    assert at(plates, 20, 60) == [60, 20, 0, 0], "white that overprints is not there"
    assert at(plates, 60, 60) == [60, 20, 0, 100]
    assert at(plates, 48, 60) == [60, 100, 0, 0]
    assert at(plates, 52, 60) == [60, 100, 0, 100], "the line overprints the black's edge"


def test_overprinting_text_moves_on(tmp_path: Path) -> None:
    """Letters that are not painted on a plate take their room there all the same."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    text = b"BT /F 60 Tf 5 40 Td /O1 gs 0 0 0 1 k (I) Tj /N gs 0 1 0 0 k (I) Tj ET"
    plates = separate(written(made(GROUND + text, ExtGState=OVER, Font=Dictionary(F=font))), DPI)[0]
    cyan = plates.inks[0] < 30
    assert cyan.any(), "the second letter knocks the ground out"
    columns = np.flatnonzero(cyan.any(axis=0)) / DPI * 72
    assert columns.min() > 22, "and stands where the first one ended"


def picture(pdf: Pdf) -> Any:
    """A picture of four colours, two by two."""
    stream = Stream(pdf, bytes([255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255]))
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width = stream.Height = 2
    stream.ColorSpace, stream.BitsPerComponent = Name.DeviceCMYK, 8
    return pdf.make_indirect(stream)


def test_pictures_and_gradients(tmp_path: Path) -> None:
    """A picture is split into its channels, a gradient into its slopes, as the referee does."""
    pdf = made(b"q 100 0 0 50 10 60 cm /I Do Q q 10 10 100 40 re W n /S sh Q")
    names = pdf.pages[0].obj.Resources
    names.XObject = Dictionary(I=picture(pdf))
    slope = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
    slope.C0, slope.C1 = Array([0.8, 0, 0.2, 0]), Array([0, 0.6, 0.2, 0.4])
    names.Shading = Dictionary(
        S=Dictionary(
            ShadingType=2,
            ColorSpace=Name.DeviceCMYK,
            Coords=Array([10, 0, 110, 0]),
            Function=slope,
            Extend=Array([True, True]),
        )
    )
    ours, theirs = compared(written(pdf), tmp_path)[0]
    assert np.abs(blocks(ours.inks) - blocks(theirs)).mean(axis=(1, 2)).max() < 1.5
    assert at(ours, 60, 30) == pytest.approx([40, 30, 20, 20], abs=3)
    corners = [at(ours, 20, 105), at(ours, 100, 105), at(ours, 20, 65), at(ours, 100, 65)]
    assert corners == [[100, 0, 0, 0], [0, 100, 0, 0], [0, 0, 100, 0], [0, 0, 0, 100]]


def test_other_colours_are_estimated() -> None:
    """RGB, gray, a spot colour and registration: on the right plates, and told as estimates."""
    pdf = made(b"")
    tint = Stream(pdf, b"{ 0.5 mul 0 exch 0 0 }")  # orange: half its tint in magenta
    tint.FunctionType, tint.Domain, tint.Range = 4, Array([0, 1]), Array([0, 1] * 4)
    spot = Array([Name.Separation, Name.Orange, Name.DeviceCMYK, pdf.make_indirect(tint)])
    every = Array([Name.Separation, Name.All, Name.DeviceCMYK, pdf.make_indirect(tint)])
    names = pdf.pages[0].obj.Resources
    names.ColorSpace = Dictionary(S=spot, A=every)
    pdf.pages[0].obj.Contents = Stream(
        pdf,
        b"1 0 0 rg 10 10 20 20 re f 0.5 g 50 10 20 20 re f "
        b"/S cs 1 scn 90 10 20 20 re f /A cs 1 scn 10 50 20 20 re f",
    )
    plates = separate(written(pdf), DPI)[0]
    assert at(plates, 20, 20) == [0, 100, 100, 0]
    assert at(plates, 60, 20) == [0, 0, 0, 50]
    assert at(plates, 100, 20) == [0, 50, 0, 0]
    assert at(plates, 20, 60) == [100, 100, 100, 100]
    assert plates.estimated == ("RGB", "spot colour Orange")


def test_forms_and_the_first_colour() -> None:
    """The first colour of a page is black on its own plate alone; a form inherits what is set."""
    pdf = made(b"10 10 20 20 re f 0 1 0 0 k /F Do")
    form = Stream(pdf, b"50 10 20 20 re f 1 0 0 0 k 90 10 20 20 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, SIZE, SIZE])
    pdf.pages[0].obj.Resources.XObject = Dictionary(F=pdf.make_indirect(form))
    plates = separate(written(pdf), DPI)[0]
    assert at(plates, 20, 20) == [0, 0, 0, 100]
    assert at(plates, 60, 20) == [0, 100, 0, 0]
    assert at(plates, 100, 20) == [100, 0, 0, 0]


def test_means_and_map() -> None:
    """The highest mean lies where the ink lies, and the map changes colour at the limit."""
    side = SQUARE / 25.4 * 72
    content = f"1 1 1 0.5 k {SIZE - side - 5:.3f} 5 {side:.3f} {side:.3f} re f".encode()
    plates = separate(written(made(content)), 144)[0]
    _, highest = means(plates)
    assert highest.ink == pytest.approx(350, abs=12)
    assert highest.x == pytest.approx((SIZE - side - 5) * 25.4 / 72, abs=1)
    assert highest.y == pytest.approx((SIZE - side - 5) * 25.4 / 72, abs=1)
    middle = (plates.inks.shape[2] - 40, plates.inks.shape[1] - 40)
    over, under = (ink_map(plates, limit).getpixel(middle) for limit in (300, 360))
    assert isinstance(over, tuple)
    assert isinstance(under, tuple)
    assert over[0] > over[2], "orange to red"
    assert under[0] < under[2], "petrol"


def test_broken_parts_are_told() -> None:
    """A picture that cannot be split is left out and told; the rest is there."""
    pdf = made(b"q 50 0 0 50 60 60 cm /I Do Q 0 1 0 0 k 10 10 20 20 re f")
    broken = Stream(pdf, b"no JPEG")
    broken.Type, broken.Subtype, broken.Filter = Name.XObject, Name.Image, Name.DCTDecode
    broken.Width = broken.Height = 9
    broken.ColorSpace, broken.BitsPerComponent = Name.DeviceRGB, 8
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=pdf.make_indirect(broken))
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    plates = separate(out.getvalue(), DPI)[0]
    assert at(plates, 20, 20) == [0, 100, 0, 0]
    assert plates.estimated == ("a picture that cannot be split",)


_PAINTED = b" 10 10 20 20 re f 0 1 0 0 k 50 10 20 20 re f"
_NONE, _ALL, _CYAN = Name("/None"), Name.All, Name.Cyan
_NOTHING, _EVERYTHING = [0, 0, 0, 0], [100, 100, 100, 100]


@pytest.mark.parametrize(
    ("names", "inks"),
    [
        (_NONE, _NOTHING),
        (_ALL, _EVERYTHING),
        (Array([_NONE]), _NOTHING),
        (Array([_NONE, _NONE]), _NOTHING),
        (Array([_CYAN, _NONE]), [100, 0, 0, 0]),
        (Array([_NONE, _ALL]), _EVERYTHING),
    ],
)
@pytest.mark.parametrize("tint", [True, False])
def test_none_paints_nothing(names: Any, inks: list[int], tint: bool) -> None:
    """Whatever its tint transform says, and where it has none; a picture of a pixel is the same."""
    single = isinstance(names, Name)
    count = 1 if single else len(names)
    pdf = made(b"/S cs" + b" 1" * count + b" scn" + _PAINTED)
    function = Stream(pdf, b"{ " + b"pop " * count + b"1 1 1 1 }")
    function.FunctionType, function.Range = 4, Array([0, 1] * 4)
    function.Domain = Array([0, 1] * count)
    space = Array([Name.Separation if single else Name.DeviceN, names, Name.DeviceCMYK])
    if tint:
        space.append(pdf.make_indirect(function))
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(S=space)
    plates = separate(written(pdf), DPI)[0]
    assert at(plates, 20, 20) == inks
    assert at(plates, 60, 20) == [0, 100, 0, 0]
    inline = b"q 20 0 0 20 10 10 cm BI /W 1 /H 1 /BPC 8 /CS /S ID " + b"\xff" * count + b" EI Q"
    pdf.pages[0].obj.Contents = Stream(pdf, inline)
    assert at(separate(written(pdf), DPI)[0], 20, 20) == inks


_MALFORMED = [
    *(b"(a) k", b"/F 12 Tf", b"/X Do", b"Do", b"/X sh", b"sh", b"gs", b"/a Tr", b"Tf", b"cs"),
    *(b"/Pattern cs /P scn", b"/Indexed cs 1 scn", b"/Lab cs 1 scn", b"/S cs 1 scn"),
]


@pytest.mark.parametrize("operator", _MALFORMED)
def test_malformed_content_is_left_out(operator: bytes) -> None:
    """An operator or a colour that cannot be read stops no plate; all else is on them."""
    for space in (Array([Name.Lab]), Array([Name.Indexed]), Array([]), 3):
        pdf = made(operator + b" 0 1 0 0 k 50 10 20 20 re f")
        names = pdf.pages[0].obj.Resources
        names.ColorSpace = Dictionary(S=space)
        for kind in ("/Font", "/XObject", "/Shading", "/Pattern"):
            names[kind] = Dictionary(F=3, X=3, P=3)
        pdf.pages[0].obj.BleedBox = Array([Name.A])
        assert at(separate(written(pdf), DPI)[0], 60, 20) == [0, 100, 0, 0]


def test_a_spot_colour_that_cannot_be_read() -> None:
    """Without its tint transform its inks are not known, and it is told."""
    pdf = made(b"/S cs 1 scn" + _PAINTED)
    space = Array([Name.Separation, Name.Orange, Name.DeviceCMYK])
    pdf.pages[0].obj.Resources.ColorSpace = Dictionary(S=space)
    plates = separate(written(pdf), DPI)[0]
    assert at(plates, 60, 20) == [0, 100, 0, 0]
    assert plates.estimated == ("colour space Orange, which is unreadable",)
