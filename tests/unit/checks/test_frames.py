"""Frames, their baselines and slots, grounds and colours of a layout."""

import pytest

from tests.unit.conftest import Spoil

COVER = "box: [66, 18, 47, 12]\n"
HINT = "hint: {voice: text, size: [7.5, 9], leading: 1.3}"
GROUND = "{box: [-4, -4, 128, 58], ground: paper, band: paper-band}"


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        (COVER, "box: [66, 18, 55, 12]\n", "cover.box", "55 × 12 mm"),
        (COVER, "box: [-1, 18, 47, 12]\n", "cover.box", "at -1, 18"),
        (COVER, "box: [66, 45, 47, 12]\n", "cover.box", "120 × 50 mm"),
        (COVER, f"{COVER}    base: 18\n", "cover.base", "is at 18 mm, outside its box"),
        (COVER, f"{COVER}    base: 31\n", "cover.base", "is at 31 mm, outside its box"),
        (COVER, f"{COVER}    base: -3\n", "cover.base", "is at -3 mm, outside its box"),
        (COVER, f"{COVER}    base: 24\n    turned: true\n", "cover.base", "of its 'box' alone"),
        ("box: [66, 8, 26, 26]\n", "box: [66, 8, 26, 26]\n    base: 9\n", "code.base", "no slots"),
        (
            HINT,
            HINT.replace("}", ", below: {base: 3, ink: 1}}"),
            "hint.slots.hint.below",
            "it stands below no other",
        ),
    ],
)
def test_a_frame_that_cannot_be_set(spoil: Spoil, old: str, new: str, key: str, said: str) -> None:
    """One fault is one finding, at its key, with the measure."""
    (told,) = spoil("layouts/card/layout.yaml", old, new)
    assert (told.code, told.where.key) == ("wrong-value", f"frames.{key}")
    assert said in told.message


@pytest.mark.parametrize(
    ("new", "key", "code"),
    [
        (GROUND.replace("paper-band", "papr-band"), "band", "unknown-colour"),
        (GROUND.replace("ground: paper", "ground: papr"), "ground", "unknown-colour"),
        (GROUND.replace("}", ", person: sky}"), "person", "unknown-colour"),
        (GROUND.replace("}", ", outline: [[0, 0], [9, 9]]}"), "outline", "wrong-value"),
    ],
)
def test_a_ground_that_cannot_be_drawn(spoil: Spoil, new: str, key: str, code: str) -> None:
    """A colour that the palette lacks and an outline without an area are told where they stand."""
    (told,) = spoil("layouts/card/layout.yaml", GROUND, new)
    assert told.code == code
    assert told.where.key == f"pages.outside.artwork.grounds[1].{key}"


def test_a_cut_line_in_no_colour(spoil: Spoil) -> None:
    """The colour of printed cut lines is one of the palette, too."""
    cuts = "cuts: {page: inside, between: [40, 50], x: [60], line: bleu}\npages:\n"
    (told,) = spoil("layouts/card/layout.yaml", "pages:\n", cuts)
    assert (told.code, told.where.key) == ("unknown-colour", "cuts.line")
