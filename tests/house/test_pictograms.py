"""Pictograms: two paints that the shop replaces by inks, and nothing that becomes RGB."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "layouts/_shared/pictograms"
PICTOGRAMS = sorted(FOLDER.glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"

PAINTS = {"#000000", "#ffffff", "none"}
SHAPES = {"path", "rect", "circle", "ellipse", "polygon"}
GEOMETRY = {"d", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "points"}
STROKE = {"stroke-width", "stroke-linecap", "stroke-linejoin"}
GRID = 48.0
SPARE = {"scan": "drawn for a sign that no sector has yet"}
NUMBER = re.compile(r"-?\d*\.?\d+")


def shapes(path: Path) -> list[ElementTree.Element]:
    """The shapes of a pictogram, in the order in which they are painted."""
    return list(ElementTree.parse(path).getroot().iter())[1:]


def test_there_are_pictograms() -> None:
    """The tests below have something to look at."""
    assert PICTOGRAMS
    assert {p.name for p in FOLDER.iterdir()} == {p.name for p in PICTOGRAMS}


@pytest.mark.parametrize("path", PICTOGRAMS, ids=lambda p: p.stem)
def test_grid(path: Path) -> None:
    """All are drawn on one grid of 48 units, so that they stand alike at every size."""
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    assert dict(root.attrib) == {"viewBox": "0 0 48 48"}


@pytest.mark.parametrize("path", PICTOGRAMS, ids=lambda p: p.stem)
def test_paints_are_explicit(path: Path) -> None:
    """Each shape names its fill: the renderer's default is black in RGB, no ink of ours."""
    assert shapes(path)
    for shape in shapes(path):
        assert shape.tag.removeprefix(SVG) in SHAPES
        assert shape.get("fill") in PAINTS, "no fill, or one that is not replaced by an ink"
        assert shape.get("stroke", "none") in PAINTS
        assert {shape.get("fill"), shape.get("stroke", "none")} != {"none"}, "nothing is painted"


@pytest.mark.parametrize("path", PICTOGRAMS, ids=lambda p: p.stem)
def test_nothing_else_stands_in_them(path: Path) -> None:
    """No style, class, opacity, gradient, link or text: what is not geometry comes out as RGB."""
    allowed = {"fill", "stroke", *GEOMETRY, *STROKE}
    for shape in shapes(path):
        assert set(shape.attrib) <= allowed
        assert not (shape.text or "").strip()
    plain = path.read_text("utf-8").lower()
    for word in ("currentcolor", "opacity", "url(", "style", "<!--", "<?", "<!doctype", "href"):
        assert word not in plain
    assert len(re.findall(r"#[0-9a-f]{3,8}\b", plain)) == len(
        re.findall(r"#(?:000000|ffffff)\b", plain)
    )


@pytest.mark.parametrize("path", PICTOGRAMS, ids=lambda p: p.stem)
def test_shapes_stay_on_the_grid(path: Path) -> None:
    """No path in ink leaves the grid, where it would be cut; a knock-out may."""
    for shape in shapes(path):
        d = shape.get("d", "")
        assert not re.search("[mlhvcsqtaz]", d.replace("z", "")), "relative commands"
        assert not re.search("[A]", d), "an arc: the renderer's own arcs bulge; use cubics"
        if "#000000" in (shape.get("fill"), shape.get("stroke")):
            assert all(0 <= float(n) <= GRID for n in NUMBER.findall(d))


def test_bubbles_are_cut_out() -> None:
    """One bubble lies before the other without a shape in the ground's colour: on any ground."""
    paints = {shape.get("fill") for shape in shapes(FOLDER / "advice.svg")}
    assert paints == {"#000000"}


def test_every_pictogram_is_used() -> None:
    """One that neither a template nor a sector names is left over."""
    places = [*(ROOT / "layouts").rglob("*.j2"), ROOT / "content/sectors.yaml"]
    said = "\n".join(p.read_text("utf-8") for p in places)
    unused = {p.stem for p in PICTOGRAMS if not re.search(rf"[\"' \[]{p.stem}[\"',\]\n]", said)}
    assert unused == SPARE.keys()
