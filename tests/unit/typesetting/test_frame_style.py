"""Frame style: turned frames and frames on strips, from the layout to the finished file."""

from pathlib import Path

import pytest
import yaml

from printshop.checks.opening import open_shop
from printshop.pdf.geometry import Extent
from printshop.pdf.rewrite import original
from printshop.pipeline import RenderingForPress, examined_file, set_piece
from printshop.preflight.reading.stamped import known
from printshop.preflight.rules import Case
from printshop.shop.job import JobTicket
from printshop.shop.layout import LayoutBox
from printshop.typesetting.frame_style import on_page

NUMBER = "+32470123456"
CUTS = {"page": "front", "between": [140, 190], "x": [35, 70], "missing": [2], "line": "signal"}


def examined(root: Path, language: str) -> Case:
    """The tiny sign, longer, with its number turned on two of three strips."""
    path = root / "layouts/sign/layout.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    data |= {"trim": [105, 190], "sizes": {}, "cuts": CUTS}
    data["pages"]["front"]["artwork"]["grounds"][1]["box"] = [-5, 118, 115, 77]
    data["frames"]["hotline"] |= {"box": [10, 144, 12, 40], "turned": True, "strips": True}
    data["frames"]["hotline"]["slots"]["hotline-number"] |= {"size": [14, 16], "role": "number"}
    data["floors"]["distance"] = {"number": 0.5}
    path.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    shop, _ = open_shop(root)
    assert shop is not None
    ticket = JobTicket("sign", next(iter(shop.sectors)), language)
    rendering, _, _ = set_piece(shop, ticket, [])
    assert rendering is not None
    press = next(iter(shop.presses.values()))
    case, findings = examined_file(RenderingForPress(rendering, press), "", [], "sign.pdf")
    assert [f for f in findings if f.severity.name == "ERROR"] == []
    assert case is not None
    return case


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_turned_number_on_strips(tiny_shop: Path, language: str) -> None:
    """It runs upwards on each strip but the missing one, and is read aloud once."""
    case = examined(tiny_shop, language)
    runs = [r for r in case.reading.pages[0].runs if r.direction[1] > 0.99]
    texts = ["".join(g.text for g in sorted(r.glyphs, key=lambda g: g.y)) for r in runs]
    assert [text.replace(" ", "") for text in texts] == [NUMBER, NUMBER]
    assert sorted(r.artifact for r in runs) == [False, True]
    first, last = sorted((r.box.x0, r.box.x1) for r in runs)
    start, end = (10, 80) if language == "en" else (13, 83)
    assert start <= first[0] < first[1] <= start + 12
    assert end <= last[0] < last[1] <= end + 12
    (row,) = known(case, original(case.expected.file.pdf)).rows
    assert (0, 0) in row, "what was read once is prepared for partners' versions as well"
    assert all(r.box.y0 >= 5 and r.box.y1 <= 47 for r in runs)


def test_lines_of_a_turned_frame_on_the_page() -> None:
    """They begin at the foot of the box; from right to left at its head."""
    box, lines = LayoutBox(10, 100, 12, 40), Extent(1, 2, 31, 8)
    assert on_page(False, box, lines, rtl=False) == Extent(11, 102, 41, 108)
    assert on_page(True, box, lines, rtl=False) == Extent(12, 109, 18, 139)
    assert on_page(True, box, lines, rtl=True) == Extent(14, 101, 20, 131)
