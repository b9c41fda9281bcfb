"""Engraver: where the parts of an SVG stand."""

import pytest

from printshop.partners.logo_child.placement import (
    bake_origins,
    drop_invisible,
    is_flat,
    set_page,
    wrap_nested,
)
from tests.unit.partners.logo_child.trees import by_id, tree


@pytest.mark.parametrize(
    ("origin", "x", "y"),
    [
        ("center", 50, 100),
        ("top", 50, 0),
        ("bottom right", 100, 200),
        ("1in 25%", 96, 50),
        ("10 20", 10, 20),
    ],
)
def test_origins(origin: str, x: int, y: int) -> None:
    """Words, lengths and percentages of the viewport are part of the transform."""
    root = tree(f'<path id="p" transform="rotate(9)" transform-origin="{origin}"/>')
    root.set("viewBox", "0 0 100 200")
    assert list(bake_origins(root, (1.0, 2.0))) == []
    expected = f"translate({x} {y}) rotate(9) translate({-x} {-y})"
    assert by_id(root, "p")["transform"].replace("-0)", "0)") == expected


def test_what_is_not_drawn() -> None:
    """An origin in the box of a shape is named, also one that cannot be read."""
    box = 'transform-box="fill-box" transform-origin="center"'
    for attributes in (box, 'transform-origin="1em 2em"'):
        root = tree(f'<path transform="scale(2)" {attributes}/>')
        assert len(list(bake_origins(root, (1.0, 1.0)))) == 1


def test_the_page() -> None:
    """A ground and a transform of the root are set within a plain root."""
    root = tree("<path/>", 'viewBox="0 0 9 9" fill="red" transform="scale(2)"')
    set_page(root, (20.0, 10.0))
    assert root.attrib == {"width": "20", "height": "10"}
    ground, inner = root[0]
    assert (root[0].get("transform"), ground.get("fill"), inner.get("fill")) == (
        "scale(2)",
        "none",
        "red",
    )


def test_invisible_paints() -> None:
    """Paints of 0 % go, what cuts stays."""
    root = tree(
        '<g fill-opacity="0"><path id="a"/><path id="b" fill-opacity="1"/></g>'
        '<path id="c" stroke="rgba(0, 0, 0, 0)"/><path id="d" opacity="0"/>'
        '<clipPath><path id="e" fill-opacity="0"/></clipPath>'
    )
    drop_invisible(root)
    assert by_id(root, "a")["fill"] == "none"
    assert "fill" not in by_id(root, "b")
    assert by_id(root, "c")["stroke"] == "none"
    assert by_id(root, "d") == {"id": "d", "fill": "none", "stroke": "none"}
    assert "fill" not in by_id(root, "e")


def test_points_that_cannot_be_read() -> None:
    """A browser draws none of them."""
    root = tree('<polygon id="p" points="0 0 9 9 0 9 x"/><polygon id="q" points=" 0,0-1-1 2e1,3"/>')
    drop_invisible(root)
    assert "points" not in by_id(root, "p")
    assert "points" in by_id(root, "q")


def test_nested_drawings() -> None:
    """Their effects are those of a group around them."""
    root = tree('<svg x="1" opacity=".5"><path/></svg><svg/>')
    wrap_nested(root)
    assert [child.attrib for child in root] == [{"opacity": ".5"}, {}]
    assert root[0][0].attrib == {"x": "1"}


def test_flat() -> None:
    """A transform that leaves nothing."""
    assert is_flat("rotate(9) scale(0, 2)")
    assert not is_flat("matrix(0 1 1 0 0 0) scale(2)")
