"""The contour: a separation of its own, only where a condition asks for it."""

from pathlib import Path

import pikepdf
import pytest
import yaml

from printshop.checks.opening import open_shop
from printshop.pdf.geometry import Extent
from printshop.pipeline import RenderingForPress, examined_file, set_piece
from printshop.preflight.rules import Case
from printshop.prepress import contour
from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket, Shop
from printshop.shop.units import PT


@pytest.fixture
def shop(tiny_shop: Path) -> Shop:
    """The tiny shop with round corners on its sign, and a condition that asks for a contour."""
    layout = tiny_shop / "layouts/sign/layout.yaml"
    data = yaml.safe_load(layout.read_text("utf-8")) | {"contour": {"radius": 4}}
    layout.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    press = yaml.safe_load((tiny_shop / "presses/test.yaml").read_text("utf-8"))
    press |= {"title": "Stickers", "made": "asked", "contour": "CutContour"}
    text = yaml.safe_dump(press, sort_keys=False)
    (tiny_shop / "presses/kiss.yaml").write_text(text, "utf-8")
    opened, _ = open_shop(tiny_shop)
    assert opened is not None
    return opened


def examined(shop: Shop, press: str, size: str = "") -> tuple[Case, list[str]]:
    """The sign for a press, and the codes of what preflight says, but for drafts."""
    ticket = JobTicket("sign", next(iter(shop.sectors)), "en")
    rendering, _, _ = set_piece(shop, ticket, [])
    assert rendering is not None
    for_press = RenderingForPress(rendering, shop.presses[press])
    case, findings = examined_file(for_press, size, [], "sign.pdf")
    assert case is not None, findings
    return case, [f"{f.severity.value} {f.code}" for f in findings if f.code != "draft"]


@pytest.mark.parametrize("size", ["", "a7"])
def test_only_where_it_is_asked_for(shop: Shop, size: str) -> None:
    """There it is drawn last, on the trim, overprinting; it is told as a note."""
    case, said = examined(shop, "kiss", size)
    assert "note finishing-ink" in said
    assert not any(code in " ".join(said) for code in ("spot-colour", "no-contour", "error"))
    page = case.reading.pages[0]
    (line,) = [s for s in page.strokes if s.paint.names == ("CutContour",)]
    assert line.overprint.stroke
    orders = [f.order for f in page.fills] + [s.order for s in page.strokes]
    assert line.order == max(orders + [r.order for r in page.runs])
    plain, said = examined(shop, "test", size)
    assert "note finishing-ink" not in said
    assert not any(s.paint.names == ("CutContour",) for s in plain.reading.pages[0].strokes)


def test_a_piece_without_a_contour_is_not_made_for_it(shop: Shop) -> None:
    """Such a condition is for pieces that are cut along one."""
    card = resolve(shop, JobTicket("card", "", "en"))
    assert card.sizes_for(shop.presses["kiss"]) == []
    assert card.sizes_for(shop.presses["test"]) == [""]


def test_round_corners() -> None:
    """Four sides and four quarter circles, closed; without a radius four sides."""
    trim = Extent(10, 10, 84, 115)
    pdf = pikepdf.new()
    round_ones, square_ones = (
        pikepdf.parse_content_stream(pdf.make_stream(contour.operators(trim, radius)))
        for radius in (4, 0)
    )
    operators = [str(i.operator) for i in round_ones]
    assert operators.count("l") == operators.count("c") == 4
    first = next(i.operands for i in round_ones if str(i.operator) == "m")
    assert [float(v) for v in first] == pytest.approx([14 * PT, 10 * PT], abs=0.001)
    operators = [str(i.operator) for i in square_ones]
    assert (operators.count("l"), operators.count("c")) == (4, 0)
