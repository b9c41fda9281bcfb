"""Finished pages look as they did when somebody last looked at them."""

from pathlib import Path

import pytest
from PIL import Image

from tests.golden.facts import PIECES
from tests.visual import look

HOW = "looked at and wanted? python -m tests.golden.refresh"


@pytest.mark.parametrize(("name", "language"), PIECES)
def test_pages_look_as_kept(name: str, language: str, tmp_path: Path) -> None:
    """At most 0.2 % of the pixels differ by more than 40 of 255; else the difference is drawn."""
    for page, image in enumerate(look.shots(name, language), 1):
        with Image.open(look.path_of(name, language, page)) as kept:
            kept.load()
        assert kept.mode == "P"
        assert max(kept.size) <= look.LONGEST
        now = look.in_palette(image, kept)
        drawn = tmp_path / f"{name}-{page}.png"
        look.side_by_side(kept, now).save(drawn)
        assert now.size == kept.size, f"see {drawn}; {HOW}"
        share = float(look.differing(kept, now).mean())
        assert share <= look.SHARE, f"{100 * share:.2f} % differs, see {drawn}; {HOW}"
        drawn.unlink()


def test_a_line_that_moved_is_seen() -> None:
    """The tolerance is no blindfold: a strip of body text 3 mm lower is over it."""
    (_, inside) = look.shots("leaflet", "nl")
    moved = inside.copy()
    moved.paste(inside.crop((145, 56, 265, 76)), (145, 60))
    assert look.differing(inside, moved).mean() > look.SHARE


def test_every_kept_picture_is_compared() -> None:
    """No picture lies there that no test reads."""
    wanted = {
        look.path_of(name, language, page)
        for name, language in PIECES
        for page, _ in enumerate(look.shots(name, language), 1)
    }
    assert set(look.HERE.rglob("*.png")) == wanted
