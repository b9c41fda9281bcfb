"""Render: that the renderer reads nothing it should not, and that what it loses is told."""

import base64
from pathlib import Path

import pytest

from printshop.shop.job import Shop
from printshop.typesetting import render
from printshop.typesetting.assets import UnfitAsset

DOT = (  # a white pixel
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgAB"
    "SK+kcQAAAABJRU5ErkJggg=="
)

PAGE = "<html lang='en'><title>A page</title><body style='font-family: Noto Sans'>{}</body></html>"


def test_a_page_is_the_same_twice(opened_shop: Shop) -> None:
    """A page that stands for itself has no date in it and no identifier of its own making."""
    html = PAGE.format("Umbrellas")
    first, pages, log = render.print_page(opened_shop.root, html)
    assert (pages, log) == (1, ())
    assert first.startswith(b"%PDF")
    assert render.print_page(opened_shop.root, html)[0] == first
    assert b"CreationDate" not in first


def test_more_than_a_page_is_not_written(opened_shop: Shop) -> None:
    """It is counted, so that whoever asked can try again with less."""
    html = PAGE.format("Umbrellas" * 3 + "<p style='break-before: page'>More</p>")
    assert render.print_page(opened_shop.root, html) == (b"", 2, ())


@pytest.mark.parametrize(
    "address", ["https://example.org/x.png", "file:///layouts/_shared/shared.css", "x.png"]
)
def test_a_page_fetches_nothing(opened_shop: Shop, address: str) -> None:
    """Neither from outside nor from the disk: whatever a name in it says."""
    html = PAGE.format(f"<img alt='x' src='{address}'>")
    try:
        pdf, _, log = render.print_page(opened_shop.root, html)
    except UnfitAsset:
        return
    assert log, "what was left out is told"
    assert b"/Image" not in pdf


def test_what_a_page_loses_is_logged(opened_shop: Shop) -> None:
    """Letters that no font of the shop has are told by the renderer, and kept for whoever asked."""
    _, _, log = render.print_page(opened_shop.root, PAGE.format("傘"))
    assert any("傘" in line for line in log)


def drawing(inner: str) -> bytes:
    """A small SVG."""
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10" width="20" height="10">'
    return f"{start}{inner}</svg>".encode()


def test_an_svg_alone(opened_shop: Shop) -> None:
    """A drawing is a PDF page of its size, with nothing logged; what is lost comes as a line."""
    box = '<path d="M0 0h9v9z"/>'
    pdf, log = render.draw_svg(opened_shop.root, drawing(box), (200, 100))
    assert pdf.startswith(b"%PDF-")
    assert log == ()
    _, log = render.draw_svg(
        opened_shop.root, drawing(f"<style>g> {{fill: red}}</style>{box}"), (200, 100)
    )
    assert len(log) == 1


def test_an_svg_fetches_nothing(opened_shop: Shop, tmp_path: Path) -> None:
    """A picture that lies there, and would be drawn if it were read, is not: a line says so."""
    (tmp_path / "a.png").write_bytes(base64.b64decode(DOT.partition(",")[2]))
    drawn = '<image href="{}" width="9" height="9"/>'
    outside = drawing(drawn.format((tmp_path / "a.png").as_uri()))
    pdf, log = render.draw_svg(opened_shop.root, outside, (200, 100))
    assert b"/Image" not in pdf
    assert [line.startswith("Failed to render SVG image") for line in log] == [True]
    _, log = render.draw_svg(opened_shop.root, drawing(drawn.format(DOT)), (200, 100))
    assert log == ()
