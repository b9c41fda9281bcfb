"""The words of the reviewer's proof: its own, and those that it shares with the gallery."""

from pathlib import Path
from typing import ClassVar

from printshop.findings import Finding
from printshop.reading.yaml_file import Sheet, read
from printshop.shop.interface_words import interface_words

REVIEW_WORDS = "layouts/_shared/review/words.yaml"
SHARED = "layouts/_gallery/words.yaml"  # what pieces, roles and the like are called on both


class ReviewWords(Sheet):
    """By the language of whoever reads the proof: its words by role."""

    PROSE: ClassVar[frozenset[str]] = frozenset({"languages"})
    languages: dict[str, dict[str, str]]


def review_words(root: Path) -> tuple[ReviewWords | None, list[Finding]]:
    """The words in the languages that the proof has, and findings; None without its own words.

    Shared words that a language lacks are those of the first language that has them.
    """
    own, findings = read(root, root / REVIEW_WORDS, ReviewWords)
    shared, more = interface_words(root, SHARED)
    if own is None:
        return None, [*findings, *more]
    first = next(iter(shared.values()), {})
    languages = {tag: {**shared.get(tag, first), **said} for tag, said in own.languages.items()}
    return ReviewWords(languages=languages), [*findings, *more]
