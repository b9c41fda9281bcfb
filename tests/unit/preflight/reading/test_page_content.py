"""What a page paints: where it is seen, in which text, and what a clip leaves of it."""

import io
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from printshop.preflight.reading.facts import PageReading
from printshop.preflight.reading.read import read_pdf
from tests.press import foreign
from tests.press.wrong import fonts

MM = 72 / 25.4
K = "0 0 0 1 k"


def page(content: str, **resources: Any) -> PageReading:
    """A page of 200 × 200 pt whose content is in mm; ``resources`` as in ``injuries.paint``."""
    pdf = foreign.blank(1, f"{MM:.6f} 0 0 {MM:.6f} 0 0 cm {content}".encode())
    held = {k: {n: make(pdf) for n, make in named.items()} for k, named in resources.items()}
    pdf.pages[0].obj.Resources = Dictionary(
        {f"/{k}": Dictionary({f"/{n}": item for n, item in v.items()}) for k, v in held.items()}
    )
    reading = read_pdf(io.BytesIO(foreign.raw(pdf)))
    assert reading.pages[0].unreadable == []
    return reading.pages[0]


def text(string: str, before: str = "", after: str = "", font: Any = None) -> PageReading:
    """A string of a font of 10 mm at 20, 30 mm."""
    show = f"{before} BT /T 10 Tf 20 30 Td {string} Tj ET {after}"
    return page(show, Font={"T": font or fonts.simple()})


def tiling(content: bytes, **more: Any) -> Any:
    """What makes a tiling pattern of cells of 2 × 2 pt."""

    def make(pdf: Pdf) -> Any:
        cell = Stream(pdf, content, PatternType=1, PaintType=1, TilingType=1, XStep=2, YStep=2)
        cell.BBox, cell.Resources = Array([0, 0, 2, 2]), Dictionary(more)
        return pdf.make_indirect(cell)

    return make


def boxes(found: PageReading) -> dict[str, list[float]]:
    """The boxes of its paints, rounded, by the inks."""
    return {str(paint): [round(v, 1) for v in box] for paint, box in found.paint_boxes.items()}


def test_a_pattern_is_seen_where_it_is_painted() -> None:
    """Its cell lies at the corner of the page; the area that is filled with it does not."""
    pattern = {"P": tiling(b"1 0 0 0 k 0 0 1 1 re f")}
    found = page("/Pattern cs /P scn 20 30 5 6 re f", Pattern=pattern)
    assert boxes(found) == {"100 0 0 0 (C M Y K, %)": [20, 30, 25, 36]}
    assert [fill.paint for fill in found.fills] == [None]


def test_a_picture_in_a_pattern_too() -> None:
    """Its box is that of the area which is filled."""
    content = b"BI /W 1 /H 1 /BPC 8 /CS /G ID a EI"
    found = page("/Pattern cs /P scn 20 30 5 6 re f", Pattern={"P": tiling(content)})
    assert [tuple(round(v, 1) for v in image.box) for image in found.images] == [(20, 30, 25, 36)]


def test_what_a_clip_hides_is_not_painted() -> None:
    """A colour outside the clip is not told; one that is partly inside has that part for a box."""
    clip = "20 30 10 10 re W n"
    found = page(f"{clip} 1 0 0 0 k 0 0 5 5 re f 0 1 0 0 k 25 35 20 20 re f")
    assert boxes(found) == {"0 100 0 0 (C M Y K, %)": [25, 35, 30, 40]}
    lines = page(f"{clip} 1 0 0 0 K 1 w 0 5 m 9 5 l S 0 1 0 0 K 22 35 m 25 35 l S")
    assert boxes(lines) == {"0 100 0 0 (C M Y K, %)": [21.5, 34.5, 25.5, 35.5]}


def test_a_place_in_the_bleed_comes_first() -> None:
    """A colour that is first used on the margin of the sheet is told where it matters."""

    def trimmed(pdf: Pdf) -> None:
        pdf.pages[0].obj.TrimBox = Array([50, 50, 150, 150])

    pdf = foreign.blank(1, b"1 0 0 0 k 0 0 9 9 re f 60 70 5 5 re f 80 90 5 5 re f")
    trimmed(pdf)
    (found,) = read_pdf(io.BytesIO(foreign.raw(pdf))).pages
    assert boxes(found) == {"100 0 0 0 (C M Y K, %)": [3.5, 7.1, 5.3, 8.8]}


@pytest.mark.parametrize("mode", [4, 5, 6])
def test_text_that_is_painted_and_clips(mode: int) -> None:
    """It is seen, once."""
    found = text("(AB)", f"{mode} Tr", "0 1 0 0 k 0 0 90 90 re f")
    assert [run.text for run in found.runs] == ["AB"]
    assert found.hidden == []


def test_text_that_a_clip_follows() -> None:
    """It is seen when something is painted in it, and only there: its ink is no ink of the page."""
    found = text("(AB)", f"q 7 Tr {K}", "0 1 0 0 k 0 0 90 90 re f Q")
    assert [run.text for run in found.runs] == ["AB"]
    assert found.hidden == []
    assert found.runs[0].paint.inks is None
    ((x0, y0, x1, y1),) = found.paint_boxes.values()
    assert (x0 < 20 < 32 < x1 < 40, y0 < 30 < 37 < y1 < 45) == (True, True)


@pytest.mark.parametrize("after", ["", "0 0 5 5 re n", "Q 0 1 0 0 k 0 0 90 90 re f"])
def test_text_that_nothing_is_painted_in(after: str) -> None:
    """It is invisible: nothing follows, or only after its clip has ended."""
    found = text("(AB)", "q 7 Tr", after)
    assert [run.text for run in found.hidden] == ["AB"]
    assert found.runs == []


def test_both_paints_of_text() -> None:
    """Filled and stroked, it has two."""
    found = text("(A)", f"2 Tr {K} 1 0 0 0 K")
    assert set(boxes(found)) == {"0 0 0 100 (C M Y K, %)", "100 0 0 0 (C M Y K, %)"}


def test_text_that_is_turned() -> None:
    """Upwards, upside down: its box lies around it."""
    font = {"T": fonts.simple()}
    (up,) = page("BT /T 10 Tf 0 1 -1 0 20 30 Tm (AB) Tj ET", Font=font).runs
    assert [round(v, 1) for v in up.box] == [12.8, 30, 22, 42]
    (over,) = page("BT /T 10 Tf -1 0 0 -1 40 30 Tm (AB) Tj ET", Font=font).runs
    assert [round(v, 1) for v in over.box] == [28, 22.8, 40, 32]


def test_lines_that_run_downwards() -> None:
    """Glyphs hang from the line's middle; what follows stands below."""
    font = fonts.composite(Name("/Identity-V"), fonts.to_unicode(2, {1: "A", 2: "B"}))
    (run,) = text("<00010002>", font=font).runs
    assert [(round(g.x, 1), round(g.y, 1)) for g in run.glyphs] == [(17, 21.2), (17, 11.2)]
    assert [round(v, 1) for v in run.box] == [17, 9.2, 23, 28.4]
    own = fonts.composite(
        Name("/Identity-V"),
        fonts.to_unicode(2, {1: "A", 2: "B"}),
        DW2=Array([500, -700]),
        W2=Array([2, Array([-300, 100, 200])]),
    )
    (run,) = text("<00010002>", font=own).runs
    assert [(round(g.x, 1), round(g.y, 1)) for g in run.glyphs] == [(17, 25), (19, 21)]


def drawn_font(colour: str, indirect: bool = True) -> Any:
    """What makes a Type 3 font whose A is a box in a colour."""

    def font(pdf: Pdf) -> Any:
        made = Dictionary(Type=Name.Font, Subtype=Name.Type3, FirstChar=65, LastChar=65)
        made.Widths, made.FontMatrix = Array([600]), Array([0.001, 0, 0, 0.001, 0, 0])
        made.CharProcs = Dictionary(A=Stream(pdf, f"600 0 d0 {colour} 0 0 9999 9 re f".encode()))
        made.Encoding, made.FontBBox = Dictionary(Differences=Array([65, Name.A])), Array([0] * 4)
        return pdf.make_indirect(made) if indirect else made

    return font


def test_glyphs_that_are_drawn() -> None:
    """The colours of a Type 3 font are those of the text that is shown in it."""
    found = text("(A)", K, font=drawn_font("0 1 0 0 k"))
    assert boxes(found)["0 100 0 0 (C M Y K, %)"] == [20, 28, 26, 37.2]
    assert [font.called for font in found.fonts.values()] == ["a Type 3 font"]


def test_fonts_without_an_object_number() -> None:
    """Two fonts that stand in the resources themselves are told apart, and both are read."""
    made = {"T": drawn_font("0 1 0 0 k", False), "U": drawn_font("0 0 1 0 k", False)}
    found = page(f"{K} BT /T 10 Tf 20 30 Td (A) Tj /U 10 Tf (A) Tj ET", Font=made)
    assert {"0 100 0 0 (C M Y K, %)", "0 0 100 0 (C M Y K, %)"} <= boxes(found).keys()


def test_a_jpeg_2000_knows_its_own_colours(tmp_path: Any) -> None:
    """Where the file gives it no colour space."""
    from PIL import Image

    for mode, family in (("RGB", "/DeviceRGB"), ("L", "/DeviceGray")):
        out = io.BytesIO()
        Image.new(mode, (60, 60)).save(out, "JPEG2000")

        def picture(pdf: Pdf, data: bytes = out.getvalue()) -> Any:
            made = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, Width=60, Height=60)
            made.write(data, filter=Name.JPXDecode)
            return pdf.make_indirect(made)

        found = page("q 5 0 0 5 20 30 cm /P Do Q", XObject={"P": picture})
        assert [image.space for image in found.images] == [family]


def test_names_that_lead_nowhere() -> None:
    """Each once, by its kind."""
    found = page("/A gs /A gs /B Do /Span /C BDC EMC BT /D 9 Tf (x) Tj ET")
    kinds = [("/ExtGState", "A"), ("/XObject", "B"), ("/Properties", "C"), ("/Font", "D")]
    assert list(found.missing) == kinds
