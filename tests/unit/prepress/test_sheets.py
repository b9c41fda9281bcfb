"""Sheets for a small printer: copies in the middle, both sides in register, nothing lost."""

import io
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from printshop.prepress import impose
from printshop.prepress.slug import sheet_line
from printshop.shop.layout import Imposition
from printshop.shop.state import DRAFT
from tests.press import referees
from tests.press.pieces import print_it, real_shop, rendered

CARDS = Imposition(sheet=(210.0, 297.0), down=5, turn="long")


def test_copies_lie_in_the_middle_and_touch() -> None:
    """One cut parts two of them; the outer ones run over their trim."""
    places = impose.copy_boxes(CARDS, (170.0, 55.0))
    assert len(places) == 5
    assert {(cell.trim[0], cell.trim[2]) for cell in places} == {(20.0, 190.0)}
    assert places[0].trim[1] == pytest.approx(297 - places[-1].trim[3])
    for one, two in pairwise(places):
        assert one.trim[3] == two.trim[1] == one.clip[3] == two.clip[1]
    assert places[0].clip[:2] == (17.0, 8.0)


@pytest.mark.parametrize(
    ("stem", "language", "size", "copies", "pages"),
    [
        ("leaflet", "ar", "", 1, 2),
        ("flyer-horeca", "nl", "", 2, 2),
        ("card", "nl", "", 5, 2),
        ("poster", "nl", "a4", 1, 1),
    ],
)
def test_a_sheet(stem: str, language: str, size: str, copies: int, pages: int) -> None:
    """A4, every copy with its code, nothing tagged, and a line that says how to print it."""
    made = print_it(rendered(stem, language), "office", size)
    codes = 0
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == pages
        assert "/StructTreeRoot" not in pdf.Root
        for page in pdf.pages:
            assert sorted(round(float(v) / 72 * 25.4) for v in page.mediabox[2:]) == [210, 297]
    with pypdfium2.PdfDocument(made.pdf) as document:
        for page in document:
            codes += len(referees.read_codes(page.render(scale=200 / 72).to_pil())["zxing"])
            words = page.get_textpage()
            said = words.get_text_range()
            words.close()
            assert said.count("DRAFT – not signed off") == 1
            assert "print at 100 %" in said
    assert codes == copies


@pytest.mark.parametrize("name", real_shop().layouts)
def test_both_sides_register(name: str) -> None:
    """Turned over either edge, every copy's back lies behind a front: the places mirror."""
    layout = real_shop().layouts[name]
    plan = layout.imposition
    assert plan is not None
    wide, high = plan.sheet
    trims = {
        tuple(round(v, 6) for v in c.trim)
        for c in impose.copy_boxes(plan, layout.trim_of(plan.size))
    }
    across = {(round(wide - x1, 6), y0, round(wide - x0, 6), y1) for x0, y0, x1, y1 in trims}
    down = {(x0, round(high - y1, 6), x1, round(high - y0, 6)) for x0, y0, x1, y1 in trims}
    assert trims == across == down


def test_a_front_and_its_back_stand_in_one_place() -> None:
    """On the finished sheet: the codes on the back of the cards lie within the cards' trims."""
    made = print_it(rendered("card", "nl"), "office")
    back = referees.trims(made.pdf, 150)[1]
    places = [cell.trim for cell in impose.copy_boxes(CARDS, (170.0, 55.0))]
    codes = zxingcpp.read_barcodes(back, formats=referees.QR)
    middles = [(c.position.top_left.x + c.position.bottom_right.x) / 2 for c in codes]
    heights = [(c.position.top_left.y + c.position.bottom_right.y) / 2 for c in codes]
    mm = 25.4 / 150
    for x, y in zip(middles, heights, strict=True):
        assert any(x0 < x * mm < x1 and y0 < 297 - y * mm < y1 for x0, y0, x1, y1 in places), (
            "a code lies across a cut"
        )
    assert len({round(y * mm / 55) for y in heights}) == 5


def test_head_to_foot() -> None:
    """Where the layout says so, the back stands upside down."""
    layout = real_shop().layouts["card"]
    assert layout.imposition is not None
    opposed = layout.imposition.model_copy(update={"heads": "opposed"})
    rendering = rendered("card", "nl")
    job = rendering.composition.job
    other = replace(job, layout=layout.model_copy(update={"imposition": opposed}))
    turned = replace(rendering, composition=replace(rendering.composition, job=other))
    sides = []
    for made in (print_it(rendering, "office"), print_it(turned, "office")):
        with pypdfium2.PdfDocument(made.pdf) as document:
            sides.append(
                [np.asarray(page.render(scale=1).to_pil(), dtype=int) for page in document]
            )
    below = slice(30, -30)  # without the line along the upper edge
    assert np.abs(sides[0][0] - sides[1][0])[below].mean() < 1
    assert np.abs(sides[0][1][::-1, ::-1] - sides[1][1])[below].mean() < 6
    assert np.abs(sides[0][1] - sides[1][1])[below].mean() > 20
    assert "head to foot" in sheet_line(other, "", 2, DRAFT)


def test_the_line_says_how_to_fold() -> None:
    """In order, from the left as one looks at the page, mirrored for a language that is."""
    lines = {}
    for language in ("nl", "ar"):
        job = rendered("leaflet", language).composition.job
        lines[language] = [sheet_line(job, "", page, DRAFT) for page in (1, 2)]
    assert "at 97 mm away from you, then at 197 mm away from you" in lines["nl"][0]
    assert "at 200 mm towards you, then at 100 mm towards you" in lines["nl"][1]
    assert "at 200 mm away from you, then at 100 mm away from you" in lines["ar"][0]
    assert "at 97 mm towards you, then at 197 mm towards you" in lines["ar"][1]
    assert all("turn on the short edge" in line for pair in lines.values() for line in pair)
