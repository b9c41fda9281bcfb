"""Folding diagrams: one for each way of folding, flat pieces as a pile, glued ones as a column."""

from printshop.packages import folding_diagrams
from printshop.shop.catalog import resolve
from printshop.shop.job import Job, JobTicket
from tests.press.pieces import real_shop


def jobs(layout: str, *languages: str) -> list[Job]:
    """A piece of the real shop in some languages."""
    return [resolve(real_shop(), JobTicket(layout, "", tag)) for tag in languages]


def test_languages_that_are_folded_alike_share_a_drawing() -> None:
    """Those that are read from right to left have one of their own, and it says so."""
    there, back = folding_diagrams.drawings(jobs("leaflet", "nl", "fr", "ar"), "")
    assert (there.labels, there.mirrored) == (("NL", "FR"), False)
    assert (back.labels, back.mirrored) == (("AR",), True)


def test_a_piece_folded_flat_is_a_pile() -> None:
    """A layer for each panel, a bend between two."""
    (drawing,) = folding_diagrams.drawings(jobs("leaflet", "nl"), "")
    assert (len(drawing.pile), len(drawing.bends), drawing.column) == (3, 2, "")
    assert all(bend.path for bend in drawing.bends)


def test_a_glued_piece_is_a_column() -> None:
    """It has no layers; each fold has its number beside the column."""
    (drawing,) = folding_diagrams.drawings(jobs("table-tent", "nl"), "")
    assert drawing.pile == ()
    assert drawing.column
    assert [bend.step for bend in drawing.bends] == [1, 2, 3]
    assert not any(bend.path for bend in drawing.bends)


def test_what_is_not_folded_has_no_drawing() -> None:
    """A flat sheet is cut, and that is all."""
    assert folding_diagrams.drawings(jobs("easy-read", "nl"), "") == []
