"""Folding: which panel comes to lie where, worked out from the places of the folds."""

from dataclasses import replace
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.packages import folding
from printshop.shop.catalog import resolve
from printshop.shop.job import Job, JobTicket, Shop
from printshop.shop.layout import Fold

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def shop() -> Shop:
    """The real shop."""
    opened, findings = open_shop(ROOT)
    assert opened, findings
    return opened


def job(shop: Shop, layout: str, language: str, sector: str = "") -> Job:
    """A piece of the real shop."""
    return resolve(shop, JobTicket(layout, sector, language))


def test_leaflet_read_from_left_to_right(shop: Shop) -> None:
    """The flap of 97 mm is folded under first, then both panels under the cover."""
    leaflet = job(shop, "leaflet", "nl")
    assert folding.widths(leaflet) == (97, 100, 100)
    done = folding.fold_steps(leaflet)
    assert [(s.step, s.x, s.travel, s.up) for s in done] == [
        (1, 97, 97, False),
        (2, 197, 100, False),
    ]
    flap, back, cover = folding.layers(leaflet)
    assert (back.level, flap.level, cover.level) == (0, 1, 2)
    assert folding.folded(leaflet) == (100, 210)


def test_leaflet_read_from_right_to_left(shop: Shop) -> None:
    """The mirror image: the flap is the last panel, and lies between the others once more."""
    leaflet = job(shop, "leaflet", "ar")
    assert folding.widths(leaflet) == (100, 100, 97)
    done = folding.fold_steps(leaflet)
    assert [(s.step, s.x, s.travel, s.up) for s in done] == [
        (1, 200, 200, False),
        (2, 100, 100, True),
    ]
    assert [panel.level for panel in folding.layers(leaflet)] == [0, 2, 1]


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_flap_lies_clear_of_the_spine(shop: Shop, language: str) -> None:
    """Folded in, the flap ends 3 mm before the fold that closes over it."""
    leaflet = job(shop, "leaflet", language)
    flap = min(folding.layers(leaflet), key=lambda panel: panel.width)
    spine = folding.fold_steps(leaflet)[-1]
    at = folding.folded_position(spine.x, folding.fold_steps(leaflet))
    assert min(abs(flap.left - at), abs(flap.left + flap.width - at)) == 3


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_card(shop: Shop, language: str) -> None:
    """One fold in the middle is the same in both directions of reading."""
    card = job(shop, "card", language)
    assert [(s.x, s.travel, s.up) for s in folding.fold_steps(card)] == [(85, 85, False)]
    assert [panel.level for panel in folding.layers(card)] == [0, 1]
    assert folding.folded(card) == (85, 55)


def test_flat_pieces(shop: Shop) -> None:
    """What has no folds has one panel, as large as the piece in its size."""
    poster = job(shop, "poster", "nl")
    assert folding.fold_steps(poster, "a2") == ()
    assert folding.folded(poster, "a2") == (420, 594)


def test_numbers_of_the_fold_catalogue(shop: Shop) -> None:
    """A letter fold and a single fold have one, in every language; what is flat has none."""
    for language in ("nl", "ar"):
        assert folding.catalog(job(shop, "leaflet", language)) == "F6-4"
        assert folding.catalog(job(shop, "card", language)) == "F4-1"
        assert folding.catalog(job(shop, "poster", language, "horeca")) == ""


@pytest.mark.parametrize(
    ("folds", "number"),
    [
        ([(99, "valley"), (198, "mountain")], "F6-1"),
        ([(99, "mountain"), (198, "mountain")], "F6-4"),
        ([(74, "valley"), (223, "valley")], "F6-3"),
        ([(74, "valley"), (223, "mountain")], ""),
        ([(60, "valley")], ""),
    ],
)
def test_folds_that_the_catalogue_has_or_not(
    shop: Shop, folds: list[tuple[float, str]], number: str
) -> None:
    """By the panels as parts of the width, and the ways in which they are folded."""
    leaflet = job(shop, "leaflet", "nl")
    page = next(iter(leaflet.layout.pages))
    made = tuple(
        Fold.model_validate({"page": page, "x": x, "step": n, "way": way})
        for n, (x, way) in enumerate(folds, 1)
    )
    layout = leaflet.layout.model_copy(update={"folds": made})
    assert folding.catalog(replace(leaflet, layout=layout)) == number


def test_booklet(shop: Shop) -> None:
    """One sheet, folded once, its pages where they are read; from right to left the other way."""
    dutch, arabic = job(shop, "large-print", "nl"), job(shop, "large-print", "ar")
    assert folding.flat(dutch) == (420, 297)
    assert folding.folded(dutch) == (210, 297)
    assert folding.widths(dutch) == folding.widths(arabic) == (210, 210)
    assert folding.catalog(dutch) == "F4-1"
    assert folding.booklet_pages(dutch) == ((4, 1), (2, 3))
    assert folding.booklet_pages(arabic) == ((1, 4), (3, 2))
    assert folding.booklet_pages(job(shop, "leaflet", "nl")) is None
