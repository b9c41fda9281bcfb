"""Engraver: the form that a drawing gets before it is drawn."""

import pytest

from printshop.partners.logo_child.normalise import MOST, choose, expanded_count, normalise
from tests.unit.partners.logo_child.trees import by_id, tree


def test_references_to_nothing() -> None:
    """They go, as in a browser; a paint has the colour that stands beside it."""
    root = tree(
        '<path id="p" fill="url(#x) red" stroke="url(#x)" clip-path="url(#p)" filter="url(#x)"/>'
    )
    assert normalise(root) == ((500.0, 500.0), [])
    assert by_id(root, "p") == {"id": "p", "fill": "#ff0000", "stroke": "none"}


@pytest.mark.parametrize(
    "inner",
    [
        '<filter id="f"/><g filter="url(#f)"/>',
        '<g style="filter:blur(1px)"/>',
        '<g style="mix-blend-mode:multiply"/>',
        '<path vector-effect="non-scaling-stroke"/>',
        '<rect width="5vh"/>',
        '<rect width="2lh"/>',
    ],
)
def test_what_is_not_drawn(inner: str) -> None:
    """Each is named once."""
    assert len(normalise(tree(inner + inner))[1]) == 1


def test_lengths() -> None:
    """Lengths are numbers; percentages and those of the font stay for the renderer."""
    root = tree('<rect id="r" x="1in" y="2rem" width="50%" height="1em" rx="4q"/>')
    normalise(root)
    found = by_id(root, "r")
    assert [found[k] for k in ("x", "y", "width", "height")] == ["96", "32", "50%", "1em"]
    assert float(found["rx"]) == pytest.approx(3.7795, abs=1e-3)


def test_choices() -> None:
    """What a drawing program keeps for itself is not chosen."""
    root = tree('<switch><foreignObject requiredExtensions="x"/><path/><path/></switch>')
    assert list(choose(root)) == []
    assert [e.tag.rsplit("}", 1)[-1] for e in root.iter()] == ["svg", "g", "path"]


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
    assert expanded_count(tree(inner)) > MOST
