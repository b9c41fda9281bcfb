"""Textures: what each draws in which bands, in two tones, at any size, in either direction."""

import re
from dataclasses import replace
from itertools import pairwise
from math import sqrt
from pathlib import Path
from xml.etree import ElementTree

import pytest

from printshop.checks.opening import open_shop
from printshop.pdf.geometry import Extent
from printshop.shop import words
from printshop.typesetting.artwork import page_svg
from printshop.typesetting.figure import Figure
from printshop.typesetting.textures import TEXTURES, Band, layers
from tests.conftest import lay_out

BANDS = [Band.of(n, 0.34 * 43) for n in range(9)]
A3 = Figure(230, 196, 43, window=Extent(-6, -6, 303, 328))
SIZES = {"A3": 43.0, "A5": 25.0, "A7": 12.0}
SVG = "{http://www.w3.org/2000/svg}"
# Of a page of plain bands: what a texture may add to it.
LARGEST = 25_000  # bytes


def starts(path: str) -> list[tuple[float, float]]:
    """Where the parts of a path begin."""
    return [(float(x), float(y)) for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", path)]


def test_each_name_is_drawn() -> None:
    """The names that sectors.yaml may have are those that can be drawn."""
    assert set(words.TEXTURES) == TEXTURES.keys()


@pytest.mark.parametrize("texture", TEXTURES)
@pytest.mark.parametrize("n", range(9))
def test_only_in_its_bands(texture: str, n: int) -> None:
    """Elsewhere the band is plain; where it is drawn, the band's own shape is among the layers."""
    everything = replace(A3, window=Extent(-2000, -2000, 2000, 2000))
    found = layers(texture, everything, BANDS[n])
    assert (len(found) > 1) == (n in TEXTURES[texture][0])
    assert everything.outline(BANDS[n].outer) in {layer.path for layer in found}


def test_bands_widen() -> None:
    """A band begins where the one within ends, √2 times as wide."""
    for inner, outer in pairwise(BANDS):
        assert inner.outer == pytest.approx(outer.inner)
        widths = [band.outer - band.inner for band in (inner, outer)]
        assert widths[1] / widths[0] == pytest.approx(sqrt(2))


def test_bars_rise_to_the_right_in_both_directions() -> None:
    """They are not mirrored, and cover half of the band."""
    for figure in (A3, A3.mirrored(297)):
        whole, bars = layers("bars", figure, BANDS[2])
        assert bars.clip == whole.path
        assert not bars.own
        for x0, y0, width, x1, y1 in re.findall(
            r"M(-?[\d.]+) (-?[\d.]+)h([\d.]+)L(-?[\d.]+) (-?[\d.]+)", bars.path
        ):
            run, drop = float(x1) - float(width) - float(x0), float(y1) - float(y0)
            assert run == pytest.approx(-drop, abs=0.02)  # lower is further to the left: 45°
        lefts = sorted(x for x, _ in starts(bars.path))
        step = lefts[1] - lefts[0]
        assert float(width) == pytest.approx(step / 2, abs=0.02)
        x0, y0, x1, y1 = figure.window
        assert lefts[0] <= x0
        assert lefts[-1] + step > x1


@pytest.mark.parametrize(("n", "furrows"), [(1, 3), (3, 4), (5, 5)])
def test_furrows(n: int, furrows: int) -> None:
    """Alternately in two tones; the outermost is that of the next band."""
    found = layers("furrows", A3, BANDS[n])
    assert [layer.own for layer in found] == [False, True] * furrows


def test_scallops_lie_beneath_their_band() -> None:
    """Discs in the band's tone on its outer contour; neighbours touch."""
    discs, whole = layers("scallops", A3, BANDS[2])
    assert (discs.own, whole.own) == (True, True)
    assert whole.path == A3.outline(BANDS[2].outer)
    assert len(starts(discs.path)) > 20


@pytest.mark.parametrize(("n", "rows"), [(1, 1), (3, 2), (5, 3)])
def test_drops_stand_within_their_band(n: int, rows: int) -> None:
    """So many rows; no drop leaves the band or stands in the notch between head and shoulders."""
    band = BANDS[n]
    _, drops = layers("drops", A3, band)
    half = 0.058 * 43 * 2 ** (n / 8)
    found = set()
    for x, top in starts(drops.path):
        y = top + 1.3 * half
        hx, hy, hr = A3.head
        cx, cy, r = A3.dome
        near = min(
            ((x - hx) ** 2 + (y - hy) ** 2) ** 0.5 - hr,
            ((x - cx) ** 2 + min(y - cy, 0) ** 2) ** 0.5 - r,
        )
        assert band.inner + 1.3 * half < near + 0.02
        assert near + 1.3 * half < band.outer + 0.02
        found.add(int(rows * (near - band.inner) / (band.outer - band.inner)))
    assert len(found) == rows


@pytest.mark.parametrize("texture", sorted(TEXTURES.keys() - {"plain"}))
@pytest.mark.parametrize("u", SIZES.values(), ids=SIZES)
def test_at_every_size(texture: str, u: float) -> None:
    """A texture grows with the figure: as many shapes, nothing finer than half a millimetre."""
    k = u / 43
    small = Figure(230 * k, 196 * k, u, window=Extent(*(edge * k for edge in A3.window)))
    for n in TEXTURES[texture][0]:
        whole, part = A3, small
        shapes = [
            [len(starts(layer.path)) for layer in layers(texture, figure, Band.of(n, 0.34 * r))]
            for figure, r in ((whole, 43.0), (part, u))
        ]
        assert shapes[0] == shapes[1]
    assert 0.058 * u * 2 > 0.5


def drawn(tmp_path: Path, texture: str, *, mirrored: bool = False) -> str:
    """The page of a new sector with a texture, added to the tiny shop without any Python."""
    root = lay_out(tmp_path / "shop")
    with (root / "content/sectors.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  boats:\n    accent: trains\n    pictogram: umbrella\n    on_leaflet: false\n"
            f"    signs: [umbrella]\n    texture: {texture}\n"
        )
    shop, findings = open_shop(root)
    assert shop, findings
    sector, layout = shop.sectors["boats"], shop.layouts["sign"]

    def inks(name: str) -> str:
        return shop.palette.token(name, sector.accent)

    return page_svg(layout, layout.pages["front"], inks, mirrored, sector.texture)


@pytest.mark.parametrize("texture", sorted(TEXTURES.keys() - {"plain"}))
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_new_sector_chooses_one(tmp_path: Path, texture: str, mirrored: bool) -> None:
    """By a line of data: its page differs from the plain one, in the same tones, opaque, small."""
    plain = drawn(tmp_path / "plain", "plain", mirrored=mirrored)
    svg = drawn(tmp_path / "other", texture, mirrored=mirrored)
    assert svg != plain
    assert len(svg) - len(plain) < LARGEST
    assert "opacity" not in svg
    roots = [ElementTree.fromstring(text) for text in (plain, svg)]
    tones = [{e.get("fill") for e in root.iter(f"{SVG}path")} - {None} for root in roots]
    assert tones[0] == tones[1]
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) == set(ids)


def test_night_and_paper_stay_plain(tmp_path: Path) -> None:
    """A ground that is not in the sector's colour has no texture."""
    root = lay_out(tmp_path / "shop")
    shop, _ = open_shop(root)
    assert shop
    layout = shop.layouts["card"]
    for name, side in layout.pages.items():
        pages = [page_svg(layout, side, str, False, texture) for texture in ("plain", "drops")]
        assert pages[0] == pages[1], name
