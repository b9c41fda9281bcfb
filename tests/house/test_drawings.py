"""The drawings for print shops: what the layouts give, nothing older and nothing left over."""

from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from printshop.checks.opening import open_shop
from printshop.shop.job import Shop
from tests.house.scripts import script

ROOT = Path(__file__).resolve().parents[2]
DRAWINGS = ROOT / "docs/drawings"
MAKER = "docs/drawings/make.py"
AGAIN = f"type .venv/bin/python {MAKER}"
LAYOUTS = sorted(p.parent.name for p in (ROOT / "layouts").glob("*/layout.yaml"))


@lru_cache
def shop() -> Shop:
    """The real shop."""
    opened, findings = open_shop(ROOT)
    assert opened, findings
    return opened


def test_each_layout_has_a_drawing() -> None:
    """And none is left of a layout that is gone."""
    assert sorted(p.stem for p in DRAWINGS.glob("*.svg")) == LAYOUTS


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_drawing_is_what_its_layout_gives(name: str) -> None:
    """The committed file is the one that the script makes now."""
    made = script(MAKER).draw(shop(), shop().layouts[name])
    assert (DRAWINGS / f"{name}.svg").read_text("utf-8") == made, AGAIN


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_drawing_says_every_measure(name: str) -> None:
    """Trim, panels, folds as one sees them, and zones; mirrored where that is not the same."""
    layout = shop().layouts[name]
    root = ElementTree.fromstring((DRAWINGS / f"{name}.svg").read_text("utf-8"))
    words = ["".join(item.itertext()) for item in root.iter("{http://www.w3.org/2000/svg}text")]
    times = 2 if script(MAKER).mirrors(layout) else 1
    width, height = (f"{side:g}" for side in layout.trim)
    assert words.count(height) >= times * len(layout.pages)
    assert words.count(width) >= times * len(layout.pages)
    for fold in layout.folds:
        assert f"fold {fold.x:g}" in words
        assert f"fold {layout.trim[0] - fold.x:g}" in words
    for zone, one in layout.zones.items():
        assert words.count(f"{zone} zone") == times
        assert words.count(f"{one.box[2]:g} × {one.box[3]:g}") == times
    for size in layout.sizes:
        assert f"{name}.{size}" in words


def test_zones_and_folds_are_mirrored() -> None:
    """What lies so far from the reading start lies so far from the right in a page read from it."""
    drawing = script(MAKER)
    layout = next(x for x in shop().layouts.values() if drawing.mirrors(x))
    page = layout.folds[0].page
    seen = [drawing.View(layout, page, mirrored, 0.0, 0.0, 1.0) for mirrored in (False, True)]
    x = layout.folds[0].x
    assert [view.across(x) for view in seen] == [x, layout.trim[0] - x]
    left, right = (view.rect((x, 1.0, 10.0, 5.0)) for view in seen)
    assert left == (x, 1.0, 10.0, 5.0)
    assert right == (layout.trim[0] - x - 10, 1.0, 10.0, 5.0)
