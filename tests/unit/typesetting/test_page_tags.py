"""The tags of a page that leaves as it is: other people's checkers find nothing."""

import io
from pathlib import Path

import pikepdf

from printshop.shop.job import Shop
from printshop.typesetting import render
from tests.press import referees

HTML = """<html lang="en"><head><title>A page</title><style>@page { size: 100mm 50mm; margin: 0 }
svg { display: block } * { font: 9pt "Noto Sans" }</style></head><body>
<h1>A page</h1>
<table><thead><tr><th>What</th><th>How many</th></tr></thead>
<tbody><tr><th>Cards</th><td>12</td></tr></tbody></table>
<svg width="20mm" height="10mm" viewBox="0 0 20 10" xmlns="http://www.w3.org/2000/svg">
<title>A box</title><rect width="20" height="10"/></svg></body></html>"""


def test_head_cells_and_figures(opened_shop: Shop, tmp_path: Path) -> None:
    """A head cell says what it stands over or before; a figure says where it is, in points."""
    pdf, pages, log = render.print_page(opened_shop.root, HTML)
    assert (pages, log) == (1, ())
    scopes, boxes = [], []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH":
                scopes.append(str(item.A.Scope))
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
                boxes.append([float(v) for v in item.A.BBox])
                assert item.Alt == "A box"
    assert scopes == ["/Column", "/Column", "/Row"]
    ((x0, y0, x1, y1),) = boxes
    assert (round(x1 - x0, 1), round(y1 - y0, 1)) == (56.7, 28.3)
    assert 0 <= x0 < x1 <= 284
    assert 0 <= y0 < y1 <= 142
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf)
    assert referees.tag_faults(path) == []
    said = referees.run("pdfinfo", "-struct-text", path)
    assert "Syntax" not in said
