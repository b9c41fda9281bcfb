"""Colour spaces: what names and arrays stand for, and what they do not."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from printshop.pdf.colour_spaces import CMYK, GRAY, RGB, resolve
from printshop.pdf.content_stream import INLINE_IMAGE
from printshop.pdf.paint import Paint

FILE = Pdf.new()  # objects die with their file

TINT = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)


def spot(name: str = "Orange") -> Array:
    """A spot colour with its tint transform."""
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, TINT])


def profile(pdf: Pdf, channels: int) -> Array:
    """A space with a profile of so many channels."""
    return Array([Name.ICCBased, pdf.make_stream(b"", N=channels)])


def listing(**spaces: Any) -> Dictionary:
    """Resources with colour spaces."""
    return Dictionary(ColorSpace=Dictionary(**spaces))


@pytest.mark.parametrize("name", ["G", "RGB", "CMYK", "I"])
def test_a_resource_is_no_abbreviation(name: str) -> None:
    """A spot colour under the name of an abbreviation is a spot colour (ISO 32000-1, 8.9.7)."""
    space = resolve(Name(f"/{name}"), listing(**{name: spot()}))
    assert (space.family, space.names, space.base) == ("/Separation", ("Orange",), CMYK)


def test_a_profile_under_a_short_name() -> None:
    """An RGB profile called CMYK has three channels."""
    pdf = Pdf.new()
    space = resolve(Name.CMYK, listing(CMYK=profile(pdf, 3)))
    assert (space.family, space.channels) == ("/ICCBased", 3)


def test_an_abbreviation_outside_inline_images_is_unknown() -> None:
    """A name that nothing lists keeps its name."""
    assert resolve(Name.G, Dictionary()).family == "/G"
    assert resolve(Array([Name.RGB]), None).family == "/RGB"


@pytest.mark.parametrize(("short", "space"), [("G", GRAY), ("RGB", RGB), ("CMYK", CMYK)])
def test_inline_images_have_abbreviations(short: str, space: object) -> None:
    """pikepdf writes them out, and they go before a resource of the same name."""
    pdf = Pdf.new()
    content = pdf.make_stream(f"BI /W 1 /H 1 /BPC 8 /CS /{short} ID abcd EI".encode())
    instructions: Any = pikepdf.parse_content_stream(content)
    (instruction,) = instructions
    assert str(instruction.operator) == INLINE_IMAGE
    item = instruction.operands[0].obj
    assert resolve(item.ColorSpace, listing(**{short: spot()})) is space


def test_a_short_table_in_an_inline_image() -> None:
    """Its family and its base are abbreviated."""
    content = b"BI /W 1 /H 1 /BPC 8 /CS [/I /RGB 0 <102030>] ID a EI"
    instructions: Any = pikepdf.parse_content_stream(FILE.make_stream(content))
    space = resolve(instructions[0].operands[0].obj.ColorSpace, None)
    assert (space.family, space.base) == ("/Indexed", RGB)
    assert space.painted is RGB


def test_the_defaults_of_a_page() -> None:
    """They stand in for device spaces where that is asked for, also beneath a table."""
    pdf = Pdf.new()
    resources = listing(DefaultRGB=profile(pdf, 3))
    assert resolve(Name.DeviceRGB, resources) is RGB
    assert resolve(Name.DeviceRGB, resources, defaults=True).family == "/ICCBased"
    table = Array([Name.Indexed, Name.DeviceRGB, 0, String(b"abc")])
    assert resolve(table, resources, defaults=True).painted.family == "/ICCBased"
    assert resolve(Name.DeviceGray, resources, defaults=True) is GRAY


def test_initial_colours() -> None:
    """What holds before a colour is set (ISO 32000-1, 8.6.8)."""
    pdf = Pdf.new()
    assert GRAY.initial == (0.0,)
    assert CMYK.initial == (0.0, 0.0, 0.0, 1.0)
    assert resolve(profile(pdf, 4), None).initial == (0.0,) * 4
    several = Array([Name.DeviceN, Array([Name.Cyan, Name.Orange]), Name.DeviceCMYK, TINT])
    assert resolve(several, None).initial == (1.0, 1.0)
    assert resolve(Name.Pattern, None).initial == ()


def test_paints() -> None:
    """A colour has the family of its space, an uncoloured pattern's that of its base."""
    assert resolve(spot(), None).paint((0.5,)) == Paint("/Separation", (0.5,), ("Orange",))
    pattern = resolve(Array([Name.Pattern, Name.DeviceCMYK]), None)
    assert pattern.paint((0, 0, 0, 1)) == Paint("/DeviceCMYK", (0, 0, 0, 1))


@pytest.mark.parametrize(
    "item",
    [
        *(None, 3, Array([]), Dictionary(), Array([Name.Indexed]), Array([Name.Separation])),
        *(Array([Name.DeviceN, Name.Odd]), Array([Name.ICCBased, 7]), Array([Array([])])),
        Array([Name.ICCBased, Dictionary(N=Name.Odd)]),
    ],
    ids=str,
)
def test_what_is_malformed_is_unknown(item: Any) -> None:
    """Nothing raises, and nothing has more channels than it says."""
    assert resolve(item, Dictionary()).channels in (0, 1)


def test_a_circle_ends() -> None:
    """A name that stands for itself, and a table of itself."""
    assert resolve(Name.A, listing(A=Name.B, B=Name.A)).family == "/Unknown"
    pdf = Pdf.new()
    table = pdf.make_indirect(Array([Name.Indexed, Name.DeviceRGB, 0, String(b"abc")]))
    table[1] = table
    assert resolve(table, None).family == "/Indexed"


def test_a_profile_of_very_many_channels() -> None:
    """What a file says is bounded."""
    assert resolve(profile(FILE, 2_000_000_000), None).channels == 32
