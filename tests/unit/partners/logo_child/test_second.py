"""The second renderer: what it draws of an SVG as it was received, and what it does not."""

import pytest

from printshop.partners.logo_child.second import NotDrawn, draw

BOX = '<path d="M0 0h10v10h-10z" fill="{}"/>'


def svg(inner: str, root: str = 'viewBox="0 0 20 10"', before: str = "") -> str:
    """A drawing, twice as wide as high."""
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {root}>{inner}</svg>'


def colour(text: str | bytes, x: float = 0.25) -> tuple[int, ...]:
    """The colour at a share of the width, halfway down."""
    picture = draw(text if isinstance(text, bytes) else text.encode(), 40)
    rows, columns, _ = picture.shape
    return tuple(int(v) for v in picture[rows // 2, int(x * columns)])


def test_on_white() -> None:
    """Its longer side as asked, its own shape, white where nothing is."""
    assert draw(svg(BOX.format("#c81e28")).encode(), 40).shape == (20, 40, 3)
    assert colour(svg(BOX.format("#c81e28"))) == (200, 30, 40)
    assert colour(svg(BOX.format("#c81e28")), 0.75) == (255, 255, 255)
    tall = svg(BOX.format("red"), 'width="5mm" height="20mm"')
    assert draw(tall.encode(), 40).shape == (40, 10, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    """It is read as its mark or its declaration says."""
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    text = svg(f"<title>é</title>{BOX.format('#c81e28')}", before=declared)
    assert colour(text.encode(encoding)) == (200, 30, 40)


def test_variables() -> None:
    """They are written out, also one in another, and what holds where there is none."""
    style = "<style>:root {--base: #c81e28; --brand: var(--base)}</style>"
    for use in ("var(--brand)", "var( --brand, #fff )", "var(--none, rgb(200, 30, 40))"):
        drawn = f'<path d="M0 0h10v10h-10z" style="fill:{use}"/>'
        assert colour(svg(style + drawn)) == (200, 30, 40)


def test_variables_that_depend_on_their_place() -> None:
    """Nobody can compare: a value that differs from place to place, or names itself."""
    use = '<path d="M0 0h10v10h-10z" style="fill:var(--a)"/>'
    for declared in ("g {--a: red} path {--a: blue}", "g {--a: var(--a)}"):
        with pytest.raises(NotDrawn):
            draw(svg(f"<style>{declared}</style>{use}").encode(), 40)


def test_variables_that_unfold() -> None:
    """Eight steps of ten would be a hundred million values: it stops long before."""
    steps = "".join(f"--a{n}: {f'var(--a{n - 1}) ' * 10};" for n in range(1, 9))
    use = '<path d="M0 0h10v10h-10z" style="fill:var(--a8)"/>'
    with pytest.raises(NotDrawn, match="unfold"):
        draw(svg(f"<style>:root {{--a0: red; {steps}}}</style>{use}").encode(), 40)


def test_a_ground() -> None:
    """A background of the root fills all of it."""
    root = 'viewBox="0 0 20 10" style="color: red; background: #fc0"'
    assert colour(svg(BOX.format("#c81e28"), root), 0.75) == (255, 204, 0)


def test_patterns_are_fine() -> None:
    """Tiles meet without a seam."""
    tiles = (
        '<pattern id="p" width="3" height="3" patternUnits="userSpaceOnUse">'
        '<path d="M0 0h3v3h-3z" fill="#c81e28"/></pattern><path d="M0 0h20v10h-20z" '
        'fill="url(#p)"/>'
    )
    picture = draw(svg(tiles).encode(), 40)
    assert abs(picture[2:-2, 2:-2].astype(int) - (200, 30, 40)).max() < 40


@pytest.mark.parametrize(
    ("value", "shown"),
    [("rgba(0, 0, 0, 0.2)", (204, 204, 204)), ("url(#a)", (255, 255, 255)), ("none", (255,) * 3)],
)
def test_a_ground_that_is_no_colour(value: str, shown: tuple[int, ...]) -> None:
    """A transparent one lies on white; what is no colour is none."""
    root = f'viewBox="0 0 20 10" style="background: {value}"'
    seen = colour(svg(BOX.format("#c81e28"), root), 0.75)
    assert max(abs(a - b) for a, b in zip(seen, shown, strict=True)) <= 1


def test_what_it_does_not_draw() -> None:
    """It says so."""
    with pytest.raises(NotDrawn, match="prefix x"):
        draw(svg(BOX.format("red"), 'x:y="1"').encode(), 40)
