"""The referee: a converted logo beside the file it was made from."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from printshop.findings import Severity, Where
from printshop.partners.logo import take_logo
from printshop.partners.logo_child.referee import judge_pdf, judge_svg
from printshop.partners.logo_child.sheet import TrimmedLogo
from printshop.partners.logo_child.vectors import Target, convert_page
from tests.press import logos
from tests.press.pieces import ROOT
from tests.press.test_logo import PROFILE, press

WHERE = Where("logo.svg")
BLUE = b"0 0.4 0.8 rg 40 20 60 60 re f "
RED = b"0.8 0.2 0.1 rg 120 20 40 60 re f "
BOXES = '<path d="M40 20h60v60h-60z" fill="#06c"/><path d="M120 20h40v60h-40z" fill="#c3361a"/>'


def target(black: bool = False) -> Target:
    """The condition that is the default."""
    return Target(press(), PROFILE, black, WHERE)


def logo(content: bytes, aim: Target) -> TrimmedLogo:
    """A drawing of 200 × 100 pt as a logo."""
    with pikepdf.open(io.BytesIO(logos.pdf(content))) as page:
        made, told = convert_page(page, aim)
    assert made is not None, told
    return made


@pytest.mark.parametrize("black", [False, True])
def test_they_agree(black: bool) -> None:
    """In all inks and in black alone, whatever the colour is converted to."""
    aim = target(black)
    made = logo(BLUE + RED, aim)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{BOXES}</svg>'
    assert judge_svg(svg.encode(), made, aim) == ([], b"")
    assert judge_pdf(made, aim) == ([], b"")


@pytest.mark.parametrize(
    "content", [BLUE, BLUE + RED + b"0 0 8 8 re f", BLUE + RED.replace(b"0.8", b"0.5")]
)
def test_drawn_wrongly(content: bytes) -> None:
    """Lost, added or in another colour: refused with the place, what to do, and a picture."""
    aim = target()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{BOXES}</svg>'
    (said,), picture = judge_svg(svg.encode(), logo(content, aim), aim)
    assert (said.code, said.severity, said.where) == ("logo-not-drawn", Severity.ERROR, WHERE)
    assert "% of its width" in said.message
    assert said.fix
    assert Image.open(io.BytesIO(picture)).format == "PNG"


def test_the_place_is_said() -> None:
    """The red box is the right third of the logo, over all of its height."""
    aim = target()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{BOXES}</svg>'
    (said,), _ = judge_svg(svg.encode(), logo(BLUE, aim), aim)
    assert "in 33.3 % of it: from 67 to 100 % of its width (from the left)" in said.message
    assert "from 0 to 100 % of its height" in said.message


@pytest.mark.parametrize(
    ("stops", "agrees"),
    [
        ('<stop offset="50%" stop-color="#fc0"></stop>\n<stop style="offset:50%;"/>', True),
        ('<stop offset=".5" stop-color="#fc0"/><svg:stop class="b" offset=".5"/>', True),
        ('<stop offset=".5" stop-color="#fc0"/><stop offset=".55"/>', False),
        ('<stop offset=".5"/><stop offset="1"/></linearGradient><linearGradient>', False),
    ],
)
def test_colours_that_jump(stops: str, agrees: bool) -> None:
    """pdfium moves a jump in a gradient by up to three pixels, and no other edge."""
    aim = target()
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg"'
    root = f'<svg {spaces} viewBox="0 0 200 100">'
    moved = BOXES.replace("M40", "M40.6")
    svg = f"{root}<linearGradient>{stops}</linearGradient>{moved}</svg>"
    assert (judge_svg(svg.encode(), logo(BLUE + RED, aim), aim) == ([], b"")) is agrees


def test_a_small_logo_on_a_large_page() -> None:
    """It is compared at its own size; what stands outside of it is compared, too."""
    aim = target()
    made = logo(b"0 0.4 0.8 rg 95 45 10 10 re f", aim)
    small = '<path d="M95 45h10v10h-10z" fill="#06c"/>'
    root = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    assert judge_svg(f"{root}{small}</svg>".encode(), made, aim) == ([], b"")
    far = f'{root}{small}<path d="M0 0h3v3h-3z"/></svg>'
    assert judge_svg(far.encode(), made, aim)[0]


def test_another_shape() -> None:
    """A drawing that is stretched, or has more room around it, is not the same."""
    aim = target()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 150">{BOXES}</svg>'
    assert judge_svg(svg.encode(), logo(BLUE + RED, aim), aim)[0]


def test_a_page_that_was_changed() -> None:
    """Of a PDF the page before its conversion is what was received."""
    aim = target()
    made = logo(BLUE + RED, aim)
    (said,), picture = judge_pdf(replace(made, sheet=logo(BLUE, aim).sheet), aim)
    assert said.code == "logo-not-drawn"
    assert picture


def test_nobody_can_compare() -> None:
    """A file that the second renderer does not read is refused, and that is said."""
    aim = target()
    style = "<style>g {--a: red} path {--a: blue; fill: var(--a)}</style>"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{style}{BOXES}</svg>'
    (said,), picture = judge_svg(svg.encode(), logo(BLUE + RED, aim), aim)
    assert "a second renderer cannot draw the SVG" in said.message
    assert picture == b""


def test_a_file_that_only_one_of_them_knows(tmp_path: Path) -> None:
    """From the file to the finding: it is refused, and both are shown in the shop."""
    (tmp_path / "presses").symlink_to(ROOT / "presses")
    style = "<style>@media screen {path:nth-child(3) {fill: #c3361a}}</style>"
    path, picture = tmp_path / "club.svg", tmp_path / "output/club.png"
    path.write_bytes(logos.svg(style + BOXES.replace(' fill="#c3361a"', "")))
    made, told = take_logo(tmp_path, path, "club.svg", press(), picture=picture)
    assert made is None
    assert [f.code for f in told] == ["logo-not-drawn"]
    assert told[0].fix.startswith("look at output/club.png")
    with Image.open(picture) as shown:
        assert shown.width > 2 * 600
