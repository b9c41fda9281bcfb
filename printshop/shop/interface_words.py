"""The words of a page for staff, by language: ``layouts/_gallery/words.yaml``."""

from pathlib import Path
from typing import ClassVar

from printshop.findings import Finding
from printshop.reading.yaml_file import Sheet, read


class InterfaceWords(Sheet):
    """Words by language and key; the languages in the order in which a page offers them."""

    PROSE: ClassVar[frozenset[str]] = frozenset({"languages"})
    languages: dict[str, dict[str, str]]


def interface_words(root: Path, path: str) -> tuple[dict[str, dict[str, str]], list[Finding]]:
    """The words by language and key, and findings; no words where the file cannot be read.

    ``path`` is relative to ``root``. A key that a language lacks has the words of the first
    language that has it.
    """
    sheet, findings = read(root, root / path, InterfaceWords)
    languages = sheet.languages if sheet else {}
    merged: dict[str, str] = {}
    for words in reversed(languages.values()):
        merged |= words
    return {tag: merged | words for tag, words in languages.items()}, findings
