"""Overprint: which type and lines print over what lies beneath."""

import pikepdf
import pytest

from printshop.prepress.overprint import overprint
from printshop.shop.job import Shop

K, WHITE, RICH = "0 0 0 1 k", "0 0 0 0 k", "1 0 0 1 k"


def states(shop: Shop, content: str) -> list[tuple[str, str]]:
    """Each paint operator with the overprint state it is painted in: ``over`` or ``out``."""
    pdf = pikepdf.new()
    stream = pdf.make_stream(content.encode())
    limits = shop.presses["test"].limits
    now, stack, found = "out", [], []
    for operands, op in overprint(pikepdf.parse_content_stream(stream), limits):
        if str(op) == "gs":
            now = {"/Over": "over", "/Out": "out"}[str(operands[0])]
        elif str(op) == "q":
            stack.append(now)
        elif str(op) == "Q":
            now = stack.pop()
        elif str(op) in ("Tj", "S", "f", "Do"):
            found.append((str(op), now))
    return found


@pytest.mark.parametrize(
    ("paint", "matrix", "size", "state"),
    [
        (K, "0.75 0 0 0.75 0 0 cm", 14, "over"),  # 10.5 pt, as the renderer writes it
        (K, "0.75 0 0 0.75 0 0 cm", 16, "out"),  # 12 pt: large enough to knock out
        (K, "1 0 0 1 0 0 cm", 11.9, "over"),
        (K, "2 0 0 2 0 0 cm", 6.1, "out"),  # 12.2 pt on a sheet of twice the size
        (WHITE, "1 0 0 1 0 0 cm", 7, "out"),
        (RICH, "1 0 0 1 0 0 cm", 7, "out"),
        ("0 g", "1 0 0 1 0 0 cm", 7, "out"),  # gray is no ink that OPM 1 knows
        ("0 0 0 0.5 k", "1 0 0 1 0 0 cm", 7, "out"),
    ],
)
def test_type(opened_shop: Shop, paint: str, matrix: str, size: float, state: str) -> None:
    """Black type under 12 pt on paper, whatever matrices it comes through, and no other."""
    content = f"q {matrix} {paint} BT 1 0 0 -1 0 0 Tm /F {size} Tf <01> Tj ET Q"
    assert states(opened_shop, content) == [("Tj", state)]


def test_text_matrix_counts(opened_shop: Shop) -> None:
    """A size written into the text matrix is a size like another."""
    content = f"{K} BT 20 0 0 20 0 0 Tm /F 1 Tf <01> Tj 8 0 0 8 0 0 Tm <01> Tj ET"
    assert states(opened_shop, content) == [("Tj", "out"), ("Tj", "over")]


@pytest.mark.parametrize(("width", "state"), [(1.9, "over"), (2.1, "out")])
def test_lines(opened_shop: Shop, width: float, state: str) -> None:
    """Black lines under 2 pt."""
    assert states(opened_shop, f"0 0 0 1 K {width} w 0 0 m 9 9 l S") == [("S", state)]


def test_it_ends_where_it_has_to(opened_shop: Shop) -> None:
    """White type after black, a ground after type, a picture: none of them overprints."""
    content = (
        f"{K} BT /F 9 Tf <01> Tj {WHITE} <01> Tj {K} <01> Tj ET 0 0 9 9 re f "
        f"BT <01> Tj ET /X Do q BT <01> Tj ET Q /X Do"
    )
    over, out = "over", "out"
    assert [state for _, state in states(opened_shop, content)] == [
        *(over, out, over, out, over, out, over, out)
    ]
