"""Engraver: styles become attributes."""

import pytest

from printshop.partners.logo_child.cascade import resolve
from tests.unit.partners.logo_child.trees import by_id, tree


@pytest.mark.parametrize(
    ("style", "element", "fill"),
    [
        ("path{fill:red}", "", "#ff0000"),
        ("path{fill:red}", 'fill="blue"', "#ff0000"),
        ("path{fill:red}", 'style="fill:blue"', "#0000ff"),
        ("path{fill:red!important}", 'style="fill:blue"', "#ff0000"),
        (".a{fill:red}path{fill:blue}", 'class="a b"', "#ff0000"),
        ("path{fill:red;fill:moon(1)}", "", "#ff0000"),
        ("path{fill:inherit}", 'fill="red"', None),
        ("path{fill:initial}", 'fill="red"', "#000000"),
        ("path:hover{fill:red}path::before{fill:red}", "", None),
        ("@media print{path{fill:red}}", "", None),
        ("@media screen, print{path{fill:red}}", "", "#ff0000"),
        ("@media (prefers-color-scheme: dark){path{fill:red}}", "", None),
        (":root{--a:red}path{fill:var(--a)}", "", "#ff0000"),
        ("path{fill:var(--a,var(--b,red))}", "", "#ff0000"),
        ("path{--a:var(--b);--b:var(--a);fill:var(--a)}", 'fill="red"', None),
        ("path{--a:0 0;fill:rgb(255 var(--a))}", "", "#ff0000"),
    ],
)
def test_fill(style: str, element: str, fill: str | None) -> None:
    """The value that counts in a browser is the attribute; None where it is inherited."""
    root = tree(f'<style>{style}</style><path id="p" {element}/>')
    assert resolve(root) == set()
    assert by_id(root, "p").get("fill") == fill
    assert len(root) == 1
    assert not {"style", "class"} & by_id(root, "p").keys()


@pytest.mark.parametrize(
    "style",
    [
        "@supports (fill: red){path{fill:red}}",
        "@media (min-width: 9px){path{fill:red}}",
        "path{fill:red;&amp;:first-child{fill:blue}}",
        "path:unheard-of{fill:red}",
        "path{animation: a 1s}",
        "path{mask-image:linear-gradient(red,blue)}",
        "path{opacity:calc(1 / 2)}",
    ],
)
def test_what_is_not_drawn(style: str) -> None:
    """What could change the drawing and is not understood is named."""
    assert len(resolve(tree(f"<style>{style}</style><path/>"))) == 1


def test_what_another_declaration_covers() -> None:
    """Only the declaration that counts has to be drawn."""
    assert resolve(tree('<path style="opacity:calc(1 / 2);opacity:.5"/>')) == set()


def test_opacity_is_inherited_where_it_is_asked_for() -> None:
    """The value of the parent, although the property is not inherited."""
    root = tree('<g opacity=".5"><path id="p" style="opacity:inherit"/><path id="q"/></g>')
    resolve(root)
    assert by_id(root, "p")["opacity"] == "0.5"
    assert "opacity" not in by_id(root, "q")


def test_variables_that_double() -> None:
    """Forty that hold the one before them twice are no value, and take no time."""
    doubled = ";".join(f"--a{n}:var(--a{n - 1},x) var(--a{n - 1},x)" for n in range(1, 40))
    root = tree(f'<style>path{{--a0:red;{doubled};fill:var(--a39)}}</style><path id="p"/>')
    resolve(root)
    assert "fill" not in by_id(root, "p")


def test_geometry_and_transforms() -> None:
    """Lengths go to the elements they are for, and the transforms of CSS 2 are one."""
    root = tree(
        "<style>*{r:5px;rotate:90deg;transform:scale(2)}</style>"
        '<circle id="c"/><path id="p"/><pattern id="t"/>'
    )
    resolve(root)
    assert (by_id(root, "c")["r"], "r" in by_id(root, "p")) == ("5px", False)
    assert by_id(root, "p")["transform"] == "rotate(90) scale(2 2)"
    assert by_id(root, "t")["patternTransform"] == "rotate(90) scale(2 2)"
