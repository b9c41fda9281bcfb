"""Content that draws itself: by what it uses, not by what its resources name."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from printshop.preflight.cycles import draws_itself
from tests.press import foreign

BOX = Array([0, 0, 10, 10])


def form(pdf: Pdf, content: bytes, resources: Any = None, **more: Any) -> Any:
    """A form, with resources or without."""
    made = Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=BOX, **more)
    if resources is not None:
        made.Resources = resources
    return pdf.make_indirect(made)


def file(content: bytes, fill: Callable[[Pdf, Any], None]) -> Pdf:
    """A page whose resources are one indirect object, as others share them."""
    pdf = foreign.blank(1, content)
    resources = pdf.make_indirect(Dictionary(XObject=Dictionary()))
    pdf.pages[0].obj.Resources = resources
    fill(pdf, resources)
    return pikepdf.open(io.BytesIO(foreign.raw(pdf)))


def shares(pdf: Pdf, names: Any) -> None:
    """A form that shares its page's resources, which name it."""
    names.XObject.A = form(pdf, b"0 0 5 5 re f", names)


def shares_and_draws(pdf: Pdf, names: Any) -> None:
    """The same, and it draws another, which draws nothing."""
    names.XObject.A = form(pdf, b"/B Do", names)
    names.XObject.B = form(pdf, b"0 0 5 5 re f", names)


def in_itself(pdf: Pdf, names: Any) -> None:
    """A form that draws itself."""
    names.XObject.A = form(pdf, b"q /A Do Q", names)


def by_the_page(pdf: Pdf, names: Any) -> None:
    """A form without resources, which draws itself by those of its page."""
    names.XObject.A = form(pdf, b"/A Do")


def by_two(pdf: Pdf, names: Any) -> None:
    """Two forms that draw each other."""
    names.XObject.A = form(pdf, b"/B Do", names)
    names.XObject.B = form(pdf, b"/A Do", names)


def pattern(pdf: Pdf, names: Any) -> None:
    """A pattern's cell that is painted with the pattern."""
    cell = Stream(pdf, b"/Pattern cs /P scn 0 0 5 5 re f", PatternType=1, PaintType=1, BBox=BOX)
    cell.Resources = names
    names.Pattern = Dictionary(P=pdf.make_indirect(cell))


def mask(pdf: Pdf, names: Any) -> None:
    """A soft mask whose group sets the mask."""
    group = form(pdf, b"/S gs 0 0 5 5 re f", names)
    names.ExtGState = Dictionary(S=Dictionary(SMask=Dictionary(S=Name.Alpha, G=group)))


def type_3(pdf: Pdf, names: Any) -> None:
    """A glyph that shows type in its own font, which has no resources of its own."""
    glyph = pdf.make_indirect(Stream(pdf, b"600 0 d0 BT /T 1 Tf (a) Tj ET"))
    names.Font = Dictionary(T=Dictionary(Subtype=Name.Type3, CharProcs=Dictionary(a=glyph)))


def type_3_with_resources(pdf: Pdf, names: Any) -> None:
    """The same by way of a graphics state, with resources in the font."""
    glyph = pdf.make_indirect(Stream(pdf, b"600 0 d0 /S gs"))
    font = pdf.make_indirect(Dictionary(Subtype=Name.Type3, CharProcs=Dictionary(a=glyph)))
    font.Resources = Dictionary(ExtGState=Dictionary(S=Dictionary(Font=Array([font, 1]))))
    names.ExtGState = Dictionary(S=Dictionary(Font=Array([font, 1])))


@pytest.mark.parametrize(
    ("content", "fill"),
    [
        (b"", in_itself),
        (b"/A Do", shares),
        (b"/A Do /B Do /A Do", shares_and_draws),
        (b"/B Do", shares_and_draws),
        (b"0 0 5 5 re f", pattern),
        (b"0 0 5 5 re f", mask),
        (b"BT (a) Tj ET", type_3),
    ],
)
def test_what_is_only_named(content: bytes, fill: Callable[[Pdf, Any], None]) -> None:
    """A form may share the resources that name it; what nobody draws does no harm."""
    assert not draws_itself(file(content, fill))


@pytest.mark.parametrize(
    ("content", "fill"),
    [
        (b"/A Do", in_itself),
        (b"/A Do", by_the_page),
        (b"/B Do", by_two),
        (b"/Pattern cs /P scn 0 0 5 5 re f", pattern),
        (b"/S gs 0 0 5 5 re f", mask),
        (b"BT /T 1 Tf (a) Tj ET", type_3),
        (b"/S gs BT (a) Tj ET", type_3_with_resources),
    ],
)
def test_what_draws_itself(content: bytes, fill: Callable[[Pdf, Any], None]) -> None:
    """By forms, patterns, soft masks and Type 3 glyphs."""
    assert draws_itself(file(content, fill))


def test_content_that_cannot_be_read() -> None:
    """It draws nothing."""

    def broken(pdf: Pdf, names: Any) -> None:
        in_itself(pdf, names)
        names.XObject.A.write(b"no zlib", filter=Name.FlateDecode)

    pdf = foreign.blank(1, b"/A Do")
    names = pdf.make_indirect(Dictionary(XObject=Dictionary()))
    pdf.pages[0].obj.Resources = names
    broken(pdf, names)
    assert not draws_itself(pdf)


def test_resources_of_the_page_tree() -> None:
    """A page inherits them; a file without any draws nothing."""

    def inherited(pdf: Pdf, names: Any) -> None:
        in_itself(pdf, names)
        del pdf.pages[0].obj["/Resources"]
        pdf.Root.Pages.Resources = names

    assert draws_itself(file(b"/A Do", inherited))
    assert not draws_itself(foreign.blank(1, b"/A Do"))
