"""Engraver: the form that a drawing gets before it is drawn."""

import pytest

from printshop.partners.logo_child.normalise import choose, normalise
from tests.unit.partners.logo_child.trees import by_id, tree


@pytest.mark.parametrize(
    "inner",
    [
        '<filter id="f"/><g filter="url(#f)"/>',
        '<g style="filter:blur(1px)"/>',
        '<g style="mix-blend-mode:multiply"/>',
        '<path vector-effect="non-scaling-stroke"/>',
        '<rect width="5vh"/>',
        '<rect width="2lh"/>',
        '<rect width="2ch"/>',
        '<symbol transform="scale(2)"/>',
        '<linearGradient gradientTransform="scale(2)" transform-origin="1 1"/>',
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
    assert len(list(choose(tree('<path systemLanguage="nl"/>')))) == 1
