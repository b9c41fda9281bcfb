"""Editions: what a file prints, as its edition mark stands for it.

An edition is a piece with its words as they were made into files: its languages, the digest of its
words, facts and claims, the campaign's edition and the state of its sign-off. The mark is a digest
of it together with the printing condition, the size and the order that a file was made for.
"""

from dataclasses import dataclass

from printshop.shop.edition_mark import mark_of
from printshop.shop.job import Composition
from printshop.shop.sign_off import words_digest
from printshop.shop.state import state


@dataclass(frozen=True)
class Edition:
    """A piece by its stem without size, its languages by tag, and what its words were.

    ``words`` is their digest, those of several languages with spaces between them; ``edition`` the
    campaign's, in ISO 8601; ``state`` the name of the state of its sign-off.
    """

    piece: str
    languages: tuple[str, ...]
    words: str
    edition: str
    state: str


def edition_of(composition: Composition) -> Edition:
    """The edition of a composed piece as it is today."""
    job = composition.job
    tags = job.ticket.languages
    return Edition(
        job.ticket.stem,
        tags,
        " ".join(words_digest(composition, tag) for tag in tags),
        job.shop.campaign.edition.isoformat(),
        state(composition).name,
    )


def mark(edition: Edition, press: str, size: str, order: str = "") -> str:
    """The mark of a file: eight characters without a space.

    ``press`` is the name of its printing condition, ``size`` the suffix of its size, ``order`` the
    number of the order it was made for, '' for none.
    """
    languages = " ".join(edition.languages)
    parts = (edition.piece, languages, edition.words, edition.edition, edition.state)
    return mark_of((*parts, press, size, order))
