"""The words of the reviewer's proof: ``layouts/_shared/review/words.yaml``."""

from typing import ClassVar

from printshop.reading.yaml_file import Sheet

REVIEW_WORDS = "layouts/_shared/review/words.yaml"


class ReviewWords(Sheet):
    """By the language of whoever reads the proof: its words by role."""

    PROSE: ClassVar[frozenset[str]] = frozenset({"languages"})
    languages: dict[str, dict[str, str]]
