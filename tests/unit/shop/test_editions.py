"""Editions: the mark changes with all that it stands for, and with nothing else."""

from dataclasses import replace

from printshop.shop.catalog import resolve
from printshop.shop.editions import edition_of, mark
from printshop.shop.job import JobTicket, Shop
from printshop.typesetting.compose import compose


def test_each_part_counts(opened_shop: Shop) -> None:
    """Piece, words, state, condition, size and order: each other value gives another mark."""
    composition, _ = compose(resolve(opened_shop, JobTicket("card", "", "en")))
    assert composition
    edition = edition_of(composition)
    assert edition == edition_of(composition)
    assert (edition.piece, edition.languages, edition.state) == ("card", ("en",), "draft")
    marks = {
        mark(edition, "test", ""),
        mark(edition, "other", ""),
        mark(edition, "test", "a7"),
        mark(edition, "test", "", "2030-1a2b3c4d"),
        mark(replace(edition, state="signed"), "test", ""),
        mark(replace(edition, words="0"), "test", ""),
        mark(replace(edition, piece="sign"), "test", ""),
        mark(replace(edition, languages=("ar",)), "test", ""),
        mark(replace(edition, edition="2031-01-01"), "test", ""),
    }
    assert len(marks) == 9
