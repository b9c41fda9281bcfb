"""Render: that the renderer reads nothing it should not, and that what it loses is told."""

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
