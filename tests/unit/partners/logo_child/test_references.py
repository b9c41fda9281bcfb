"""Engraver: references from one element to another."""

import pytest

from printshop.partners.logo_child.references import expansion, mend_references
from tests.unit.partners.logo_child.trees import by_id, tree


def test_references_to_nothing() -> None:
    """They go, as in a browser; a paint has the colour that stands beside it."""
    root = tree(
        '<path id="p" fill="url(#x) red" stroke="url(#x)" clip-path="url(#p)" filter="url(#x)"/>'
    )
    assert list(mend_references(root)) == []
    assert by_id(root, "p") == {"id": "p", "fill": "red", "stroke": "none"}


@pytest.mark.parametrize(
    "server",
    [
        '<linearGradient id="a" display="none"/>',
        '<g display="none"><g><linearGradient id="a"/></g></g>',
        '<pattern id="a" patternTransform="scale(0 1)"/>',
        '<linearGradient id="a" gradientTransform="matrix(1 2 2 4 0 0)"/>',
        '<path id="a"/><linearGradient id="a"/>',
    ],
)
def test_what_is_there_and_cannot_serve(server: str) -> None:
    """A browser then paints nothing, not even the colour beside it."""
    root = tree(f'{server}<path id="p" fill="url(#a) red"/>')
    assert list(mend_references(root)) == []
    assert by_id(root, "p")["fill"] == "none"


def test_two_addresses() -> None:
    """That of SVG 2 counts."""
    root = tree('<use href="#a" xlink:href="#b"/>', 'xmlns:xlink="http://www.w3.org/1999/xlink"')
    assert list(mend_references(root)) == []
    assert root[0].attrib == {"href": "#a"}


@pytest.mark.parametrize(
    "inner",
    [
        '<g id="a"><use href="#a"/></g>',
        '<pattern id="a"><g fill="url(#b)"/></pattern><mask id="b"><g fill="url(#a)"/></mask>',
        '<clipPath id="a" clip-path="url(#a)"/>',
        '<mask id="a"><path mask="url(#a)"/></mask>',
        "".join(
            f'<g id="n{n}"><use href="#n{n + 1}"/><use href="#n{n + 1}"/></g>' for n in range(20)
        ),
        f'<marker id="m">{"<path/>" * 99}</marker><path marker-mid="url(#m)" d="{"L1 1" * 99}"/>',
    ],
)
def test_what_unfolds_without_end(inner: str) -> None:
    """Circles of references, and references that multiply, are counted and not followed."""
    assert expansion(tree(inner))
