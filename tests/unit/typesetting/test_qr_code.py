"""Code: what it says, and the white it needs."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image

from printshop.typesetting.qr_code import QUIET, code_svg, modules

ADDRESS = "https://www.stopmensenhandel.be"


def drawn(address: str, scale: int = 8) -> Image.Image:
    """The symbol's rectangles as pixels: read from the path of its SVG, module by module."""
    root = ElementTree.fromstring(code_svg(address, "black", "white"))
    side = int(root.attrib["viewBox"].split()[2])
    image = Image.new("L", (side, side), 255)
    path = list(root)[1].attrib["d"]
    for run in path.split("M")[1:]:
        place, rest = run.split("h", 1)
        x, y = map(int, place.split())
        for n in range(int(rest.split("v")[0])):
            image.putpixel((x + n, y), 0)
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("address", [ADDRESS, "https://www.example.org/?x=1", "x" * 200])
def test_decodes(address: str) -> None:
    """A scanner reads the address, letter for letter."""
    found = zxingcpp.read_barcodes(drawn(address))
    assert [b.text for b in found] == [address]
    assert str(found[0].format) == "QR Code" or found[0].format == zxingcpp.BarcodeFormat.QRCode


def test_campaign_address_fits_29_modules() -> None:
    """The campaign's address takes version 3, so that a module is 0.4 mm on the smallest piece."""
    assert len(modules(ADDRESS)) == 29


def test_quiet_zone() -> None:
    """Four modules of white on every side, within the symbol's own field."""
    image = drawn(ADDRESS, scale=1)
    box = image.point(lambda v: 255 - v).getbbox()
    assert box == (QUIET, QUIET, image.width - QUIET, image.height - QUIET)


def test_runs_do_not_touch_twice() -> None:
    """Neighbouring dark modules are one rectangle: no hairline can open between them."""
    dark = sum(sum(row) for row in modules(ADDRESS))
    svg = code_svg(ADDRESS, "k", "w")
    runs = svg.count("M")
    starts = sum(b and not a for row in modules(ADDRESS) for a, b in pairwise((False, *row)))
    assert runs == starts < dark


def test_level_q() -> None:
    """A fifth of the symbol may be soiled and it still reads."""
    image = drawn(ADDRESS)
    x = image.width // 2
    image.paste(255, (x, x, x + 30, x + 60))
    assert [b.text for b in zxingcpp.read_barcodes(image)] == [ADDRESS]
