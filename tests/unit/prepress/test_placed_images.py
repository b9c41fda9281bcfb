"""Convert: what becomes of each kind of picture and paint in a file."""

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from printshop.colour.icc import Pixels, colour_to_press, max_tac, separate
from printshop.prepress.placed_images import MARGIN, to_press
from tests.unit.colour.test_icc import photograph, wide

PROFILE = (
    Path(__file__).resolve().parents[3] / "presses/icc/ISOcoated_v2_300_bas.icc"
).read_bytes()
LIMIT = 300.0


def picture(
    pdf: pikepdf.Pdf, samples: bytes, size: tuple[int, int], space: Any, **keys: Any
) -> Any:
    """An image XObject of a file: width and height in pixels, 8 bits unless said otherwise."""
    keys = {"BitsPerComponent": 8, **keys}
    made = Stream(pdf, samples)
    made.Type, made.Subtype, made.ColorSpace = Name.XObject, Name.Image, space
    made.Width, made.Height = size
    for key, value in keys.items():
        made[f"/{key}"] = value
    return pdf.make_indirect(made)


def plain(pixels: Pixels, pdf: pikepdf.Pdf, space: Any = Name.DeviceRGB, **keys: Any) -> Any:
    """An image of 8 bits from an array."""
    return picture(pdf, pixels.tobytes(), (pixels.shape[1], pixels.shape[0]), space, **keys)


def jpeg(pixels: Pixels, mode: str = "RGB", profile: bytes | None = None) -> bytes:
    """An array as a JPEG without subsampling."""
    out = io.BytesIO()
    size = (pixels.shape[1], pixels.shape[0])
    Image.frombytes(mode, size, pixels.tobytes()).save(
        out, "JPEG", quality=95, subsampling=0, icc_profile=profile
    )
    return out.getvalue()


def inks(item: Any) -> Pixels:
    """What stands in a converted picture, unpacked by pikepdf."""
    assert item.ColorSpace == Name.DeviceCMYK
    assert item.BitsPerComponent == 8
    made = np.frombuffer(item.read_bytes(), np.uint8)
    return made.reshape(int(item.Height), int(item.Width), 4)


# ── pixels ───────────────────────────────────────────────────────────────────────────────────


def test_pixels_are_the_separation() -> None:
    """Width and height stay, and each pixel is what ``separate`` says, 10 % under the limit."""
    pdf, pixels = pikepdf.new(), photograph(40, 60)
    item = plain(pixels, pdf, Alternates=Array())
    to_press(pdf, PROFILE, LIMIT)
    assert (inks(item) == separate(pixels, PROFILE, LIMIT - MARGIN)).all()
    assert max_tac(inks(item)) <= LIMIT - MARGIN
    assert "/Alternates" not in item


def test_sixteen_bits_and_a_turned_scale() -> None:
    """The upper byte of sixteen bits; a Decode array is read, and gone."""
    pdf, pixels = pikepdf.new(), photograph(4, 5)
    deep = np.stack([255 - pixels, np.full_like(pixels, 77)], -1)
    turned = Array([1, 0] * 3)
    item = picture(pdf, deep.tobytes(), (5, 4), Name.DeviceRGB, BitsPerComponent=16, Decode=turned)
    to_press(pdf, PROFILE, LIMIT)
    assert (inks(item) == separate(pixels, PROFILE, LIMIT - MARGIN)).all()
    assert "/Decode" not in item


def test_four_bits_of_gray() -> None:
    """Samples that share a byte, with a last one that fills none."""
    pdf = pikepdf.new()
    item = picture(pdf, b"\x0f\x80", (3, 1), Name.DeviceGray, BitsPerComponent=4)
    to_press(pdf, PROFILE, LIMIT)
    grays = np.array([[[0], [255], [136]]], np.uint8)
    assert (inks(item) == separate(grays, PROFILE, LIMIT)).all()
    assert not inks(item)[..., :3].any()


@pytest.mark.parametrize("keys", [{}, {"ImageMask": True}], ids=["line art", "mask"])
def test_one_bit_is_left_alone(keys: dict[str, Any]) -> None:
    """Line art in gray is the black plate already; a mask has no colour."""
    pdf = pikepdf.new()
    item = picture(pdf, b"\xa0", (3, 1), Name.DeviceGray, BitsPerComponent=1, **keys)
    to_press(pdf, PROFILE, LIMIT)
    assert item.read_bytes() == b"\xa0"
    assert item.ColorSpace == Name.DeviceGray


@pytest.mark.parametrize("as_stream", [False, True])
def test_a_table_of_colours_is_converted(as_stream: bool) -> None:
    """An indexed picture keeps its samples of one bit; its table is in the press's inks."""
    pdf = pikepdf.new()
    table = np.array([[[200, 30, 40], [0, 0, 0]]], np.uint8)
    entries = Stream(pdf, table.tobytes()) if as_stream else String(table.tobytes())
    space = Array([Name.Indexed, Name.DeviceRGB, 1, entries])
    item = picture(pdf, b"\x40", (3, 1), space, BitsPerComponent=1)
    to_press(pdf, PROFILE, LIMIT)
    assert item.read_bytes() == b"\x40"
    assert list(item.ColorSpace)[:3] == [Name.Indexed, Name.DeviceCMYK, 1]
    assert bytes(item.ColorSpace[3]) == separate(table, PROFILE, LIMIT - MARGIN).tobytes()


def test_a_soft_mask_stays_gray() -> None:
    """Its samples are shares, not colours: they stay as they are."""
    pdf, pixels = pikepdf.new(), photograph(2, 3)
    shares = np.arange(6, dtype=np.uint8).reshape(2, 3, 1)
    mask = plain(shares, pdf, Name.CalGray)
    item = plain(pixels, pdf, SMask=mask)
    to_press(pdf, PROFILE, LIMIT)
    inks(item)
    assert mask.ColorSpace == Name.DeviceGray
    assert mask.read_bytes() == shares.tobytes()


@pytest.mark.parametrize("where", ["space", "jpeg"])
def test_a_profile_is_honoured(where: str) -> None:
    """A profile in the colour space or in the JPEG itself says what the numbers mean."""
    made = []
    for profile in (b"", wide()):
        pdf, pixels = pikepdf.new(), np.full((8, 8, 3), (40, 200, 60), np.uint8)
        if where == "space":
            space = Array([Name.ICCBased, Stream(pdf, profile, N=3)])
            item = plain(pixels, pdf, space)
        else:
            item = picture(pdf, b"", (8, 8), Name.DeviceRGB)
            item.write(jpeg(pixels, profile=profile), filter=Name.DCTDecode)
        to_press(pdf, PROFILE, LIMIT)
        made.append(inks(item).astype(int))
    assert np.abs(made[0] - made[1]).max() > 10


def cmyk_jpeg(pdf: pikepdf.Pdf, colour: tuple[int, int, int, int]) -> Any:
    """A CMYK JPEG as Photoshop writes it, inks turned over, and the Decode array that says so."""
    item = picture(pdf, b"", (8, 8), Name.DeviceCMYK, Decode=Array([1, 0] * 4))
    data = jpeg(np.full((8, 8, 4), colour, np.uint8), "CMYK")
    item.write(data, filter=Name.DCTDecode)
    return item


def test_inks_pass_through() -> None:
    """A CMYK JPEG under the limit is not touched, byte for byte."""
    pdf = pikepdf.new()
    item = cmyk_jpeg(pdf, (200, 150, 100, 40))
    before, decode = item.read_raw_bytes(), list(item.Decode)
    to_press(pdf, PROFILE, LIMIT)
    assert item.read_raw_bytes() == before
    assert list(item.Decode) == decode


def test_too_many_inks_are_held() -> None:
    """A CMYK JPEG over the limit is held, its black kept, its inks not turned over."""
    pdf = pikepdf.new()
    item = cmyk_jpeg(pdf, (255, 204, 204, 204))  # 340 %
    to_press(pdf, PROFILE, LIMIT)
    made = inks(item)
    assert LIMIT - MARGIN - 2 < max_tac(made) <= LIMIT - MARGIN
    assert abs(int(made[0, 0, 3]) - 204) <= 2
    assert made[0, 0, 0] > made[0, 0, 1]


# ── paints ───────────────────────────────────────────────────────────────────────────────────

RED = (0.8, 0.1, 0.1)


def form(pdf: pikepdf.Pdf, content: bytes, **resources: Any) -> Any:
    """A Form XObject."""
    made = Stream(pdf, content)
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox, made.Resources = Array([0, 0, 9, 9]), Dictionary(**resources)
    return pdf.make_indirect(made)


def paints(content: Any) -> list[tuple[str, list[Any]]]:
    """The operators of a content with their numbers."""
    instructions: Any = pikepdf.parse_content_stream(content)
    return [
        (str(o), [float(v) if not isinstance(v, (Name, Dictionary)) else str(v) for v in values])
        for values, o in instructions
    ]


def red_inks() -> list[float]:
    """What a red from outside is on the press."""
    return pytest.approx(list(colour_to_press(RED, PROFILE, LIMIT)), abs=1e-4)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("content", "operator"),
    [
        (b"0.8 0.1 0.1 rg", "k"),
        (b"0.8 0.1 0.1 RG", "K"),
        (b"/DeviceRGB cs 0.8 0.1 0.1 sc", "k"),
        (b"/DeviceRGB CS 0.8 0.1 0.1 SCN", "K"),
        (b"/Own cs 0.8 0.1 0.1 scn", "k"),
    ],
)
def test_paints_in_a_form(content: bytes, operator: str) -> None:
    """All the ways to paint in RGB, by name or by a resource."""
    pdf = pikepdf.new()
    own = Array([Name.ICCBased, Stream(pdf, b"", N=3)])
    item = form(pdf, content, ColorSpace=Dictionary(Own=own))
    to_press(pdf, PROFILE, LIMIT)
    assert paints(item)[-1] == (operator, red_inks())
    assert {op for op, _ in paints(item)} == {operator}


def test_other_paints_stay() -> None:
    """Inks, grays, patterns and the colour that Q brings back are as they were."""
    content = (
        b"/DeviceCMYK cs 0.1 0.2 0.3 0.4 scn q /DeviceRGB cs 0.8 0.1 0.1 scn Q "
        b"0.5 0.6 0.7 0.8 scn 0.5 g /Pattern cs /p0 scn 0 0 1 1 re f"
    )
    pdf = pikepdf.new()
    item = form(pdf, content)
    to_press(pdf, PROFILE, LIMIT)
    made = paints(item)
    assert made[1] == ("scn", [0.1, 0.2, 0.3, 0.4])
    assert made[3] == ("k", [0, 0, 0, 1])  # what DeviceRGB begins with, until it is set
    assert made[6] == ("scn", [0.5, 0.6, 0.7, 0.8])
    assert made[7] == ("g", [0.5])
    assert made[8:10] == [("cs", ["/Pattern"]), ("scn", ["/p0"])]


def test_a_page_is_converted_in_its_figures_alone() -> None:
    """RGB of the layout itself stays, so that preflight finds it."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(99, 99))
    content = (
        b"0.8 0.1 0.1 rg /Figure <</MCID 0>> BDC q /Span BMC 0.8 0.1 0.1 rg EMC Q EMC "
        b"/Artifact BMC 0.8 0.1 0.1 rg EMC"
    )
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    to_press(pdf, PROFILE, LIMIT)
    made = [(op, values) for op, values in paints(pdf.pages[0].obj) if op in ("rg", "k")]
    assert made == [("rg", list(RED)), ("k", red_inks()), ("rg", list(RED))]


def test_a_soft_mask_is_painted_in_gray() -> None:
    """What a mask of a graphics state draws is light, not ink."""
    pdf = pikepdf.new()
    mask = form(pdf, b"1 1 1 rg")
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    form(pdf, b"/m gs 1 1 1 rg", ExtGState=Dictionary(m=state))
    to_press(pdf, PROFILE, LIMIT)
    assert paints(mask) == [("g", [1.0])]


@pytest.mark.parametrize("space", [Name.DeviceRGB, Name.DeviceCMYK])
def test_stops_of_a_gradient(space: Name) -> None:
    """Stops of three channels are RGB, whatever the renderer calls them; of four, they stay."""
    pdf = pikepdf.new()

    def shading(*stops: list[float]) -> Any:
        parts = [
            Dictionary(FunctionType=2, N=1, Domain=[0, 1], C0=Array(a), C1=Array(b))
            for a, b in pairwise(stops)
        ]
        whole = Dictionary(FunctionType=3, Functions=Array(parts), Domain=[0, 1])
        return pdf.make_indirect(Dictionary(ShadingType=2, ColorSpace=space, Function=whole))

    three = shading([*RED], [0, 0, 0], [*RED])
    four = shading([0, 1, 0, 0], [0, 0, 1, 0])
    form(pdf, b"/s0 sh", Shading=Dictionary(s0=three, s1=four))
    to_press(pdf, PROFILE, LIMIT)
    assert three.ColorSpace == Name.DeviceCMYK
    last = three.Function.Functions[1]
    assert [float(v) for v in last.C0] == [0, 0, 0, 1]
    assert [float(v) for v in last.C1] == red_inks()
    assert [float(v) for v in four.Function.Functions[0].C0] == [0, 1, 0, 0]


def test_a_strange_profile_changes_nothing() -> None:
    """Without a CMYK profile nothing is converted: preflight speaks of the intent."""
    pdf, pixels = pikepdf.new(), photograph(2, 2)
    item = plain(pixels, pdf)
    to_press(pdf, wide(), LIMIT)
    assert item.ColorSpace == Name.DeviceRGB
