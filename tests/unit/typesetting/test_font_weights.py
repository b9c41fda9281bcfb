"""Font weights: what a family has, what is set for what is asked, and when it is told."""

from pathlib import Path

import pytest

from printshop.shop.job import Shop
from printshop.typesetting import font_weights
from printshop.typesetting.typeset import fit
from tests.unit.typesetting.cards import composed, job_with


def test_weights_of_the_families(opened_shop: Shop) -> None:
    """They are read from the fonts, by their family."""
    there = font_weights.weights(opened_shop.root)
    assert there["Fira Sans Extra Condensed"] == (700, 800)
    assert there["Vazirmatn"] == (400, 700, 900)


@pytest.mark.parametrize(
    ("asked", "there", "got", "told"),
    [
        (700, (400, 700), 700, False),
        (900, (700, 800), 800, False),
        (900, (400, 700), 700, False),
        (600, (400, 700), 700, False),
        (800, (400,), 400, True),
        (600, (400, 500), 500, True),
        (700, (300, 900), 900, False),
        (400, (500, 700), 500, False),
        (400, (300, 700), 300, False),
        (400, (700,), 700, True),
        (300, (100, 400), 100, False),
    ],
)
def test_nearest(asked: int, there: tuple[int, ...], got: int, told: bool) -> None:
    """What CSS takes instead; a head that is no bold one, or three steps off, is told."""
    assert font_weights.nearest(asked, there) == got
    assert font_weights._far(asked, got) is told


def test_a_family_without_a_bold(opened_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """One finding, with the family, what is asked and got, and the remedy; a token is no matter."""
    job = job_with(opened_shop, "ar", hint="{hotline}")
    galleys = fit(composed(job)).galleys
    assert font_weights.missing(job, galleys) == []
    only = {"Vazirmatn": (400,), "Fira Sans Extra Condensed": (700, 800)}
    monkeypatch.setattr(font_weights, "weights", lambda root: only)
    (finding,) = font_weights.missing(job, galleys)
    assert (finding.where.path, finding.where.key) == ("content/ar/language.yaml", "fonts.head")
    assert finding.message == (
        "the font 'Vazirmatn' has 400 (Regular); 'cover' of layout 'card' asks for "
        "800 (ExtraBold) and gets 400"
    )
    assert finding.fix.startswith("add Vazirmatn ExtraBold to its folder in fonts/")


def test_what_is_no_font(tmp_path: Path) -> None:
    """It is passed over: another finding tells of it."""
    (tmp_path / "fonts/odd").mkdir(parents=True)
    (tmp_path / "fonts/odd/odd.ttf").write_bytes(b"no font")
    assert font_weights.weights(tmp_path) == {}
