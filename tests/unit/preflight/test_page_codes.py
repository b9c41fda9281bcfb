"""The codes of a page: decoded however they are drawn, and found where they cannot be."""

import io

import pytest

from printshop.preflight.page_codes import PageCode, codes_of
from printshop.preflight.reading.read import read_pdf
from tests.unit.preflight.any_codes import (
    ADDRESS,
    as_areas,
    as_dots,
    as_path,
    box,
    cells_of,
    code,
    in_content,
    page_of,
    placed,
)


def found(pdf: bytes) -> tuple[PageCode, ...]:
    """What is found on the only page."""
    (codes,) = codes_of(io.BytesIO(pdf), read_pdf(io.BytesIO(pdf)))
    return codes


@pytest.mark.parametrize(
    "drawn",
    [
        code(),
        code(how=as_areas),
        code(how=as_dots),
        code(how=in_content),
        code(dark="0 0 0 0 k", light="0 0 0 1 k"),  # reversed
        code(dark="0.9 0.6 0 0.2 k", light="0 0 0.3 0 k"),
        code(mm=12),
        code(mm=7),
        code(mm=7, how=in_content),
        code(mm=120),
        code(turned=90),
        code(turned=180),
        code(turned=30),
        code(at=(3, 3), mm=14),  # in the slug
    ],
)
def test_a_code_is_read(drawn: str) -> None:
    """Once, with its text, however it is drawn and wherever it stands."""
    assert [c.text for c in found(page_of(drawn))] == [ADDRESS]


def test_where_it_stands() -> None:
    """In mm from the trim's lower left corner, also on a page that is turned or lies elsewhere."""
    for pdf in (page_of(code()), page_of(code(), rotate=90), page_of(code(), moved=(-300, 70))):
        (one,) = found(pdf)
        assert one.box == pytest.approx((40, 40, 65, 65), abs=0.4)
        assert one.modules == 29


def test_several_codes() -> None:
    """Each is read, also where one of them cannot be."""
    two = page_of(code(), code("https://example.org/two", at=(110, 60)))
    assert {c.text for c in found(two)} == {ADDRESS, "https://example.org/two"}
    three = page_of(code(), code(at=(110, 120)), box(118, 128, 14, 14))
    assert {c.text for c in found(three)} == {ADDRESS, None}


@pytest.mark.parametrize("how", [as_path, as_areas, in_content])
@pytest.mark.parametrize(
    "cover",
    [
        (66, 66, 14, 14),  # the middle
        (58, 58, 12, 12),  # the lower left finder pattern
        (58, 76, 12, 12),  # the upper left one
        (60, 60, 25, 10),  # the lower part
    ],
)
def test_a_covered_code_is_seen(how: object, cover: tuple[float, float, float, float]) -> None:
    """What lies on it makes it unreadable, and leaves enough to be seen."""
    assert callable(how)
    codes = found(page_of(code(how=how), box(*cover, "0 0.5 0.5 0 k")))
    assert [c.text for c in codes] == [None]
    (one,) = codes
    assert one.box.x0 < 50 < one.box.x1
    assert one.box.y0 < 50 < one.box.y1


@pytest.mark.parametrize("how", [as_path, as_areas])
def test_a_code_wholly_covered_is_seen(how: object) -> None:
    """It is drawn, though no picture of the page shows it."""
    assert callable(how)
    assert [c.text for c in found(page_of(code(how=how), box(55, 55, 40, 40)))] == [None]


def test_a_damaged_code_is_seen() -> None:
    """Modules of its middle are turned round."""
    side, cells = cells_of(ADDRESS)
    middle = {(c, r) for c in range(10, 20) for r in range(9, 20)}
    spoilt = [cell for cell in cells if cell not in middle] + sorted(middle - set(cells))
    assert [c.text for c in found(page_of(placed(as_path(side, spoilt), side)))] == [None]


@pytest.mark.parametrize(
    "drawn",
    [
        "",
        box(60, 60, 25, 25, "0 0 0 1 k"),
        # A chess board, stripes, and squares within squares, as icons have them.
        " ".join(
            box(60 + c, 60 + r, 1, 1, "0 0 0 1 k") for c in range(25) for r in range(c % 2, 25, 2)
        ),
        " ".join(box(60 + 2 * c, 60, 1, 25, "0 0 0 1 k") for c in range(13)),
        " ".join(
            box(x, y, 7, 7, "0 0 0 1 k")
            + " "
            + box(x + 1, y + 1, 5, 5)
            + " "
            + box(x + 2, y + 2, 3, 3, "0 0 0 1 k")
            for x, y in ((60, 60), (90, 60), (60, 90))
        ),
    ],
)
def test_what_is_no_code(drawn: str) -> None:
    """Nothing is said of grids, stripes and icons."""
    assert found(page_of(drawn)) == ()


def test_a_page_without_a_sheet() -> None:
    """Boxes that make no sense leave nothing to look at."""
    pdf = io.BytesIO(page_of(code()))
    reading = read_pdf(pdf)
    reading.pages[0].media = ()
    assert codes_of(pdf, reading) == ((),)
