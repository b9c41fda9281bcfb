"""Texts for tests of the copy: in a language of the real shop, or in one that is made up."""

from functools import lru_cache
from pathlib import Path

from printshop.reading.origin import Origin
from printshop.reading.yaml_file import read, to_sheet
from printshop.shop.words import CopySheet, Language

ROOT = Path(__file__).resolve().parents[3]


@lru_cache
def real(tag: str) -> Language:
    """A language of the real shop."""
    language, findings = read(ROOT, ROOT / f"content/{tag}/language.yaml", Language)
    assert language, findings
    return language


def made_up(script: str, **rules: object) -> Language:
    """A language with a script and the rules that are given."""
    fonts: dict[str, list[str]] = {"head": [], "text": []}
    rest: dict[str, object] = {"name": "Test", "autonym": "Test", "label": "T"}
    rest |= {"direction": "ltr", "fonts": fonts}
    origin = Origin("content/xx/language.yaml")
    language, findings = to_sheet({"script": script, **rest, **rules}, Language, origin)
    assert language, findings
    return language


def sheet(*texts: str, tag: str = "xx", **rest: str) -> CopySheet:
    """A sheet of copy with these texts."""
    items = {f"role-{i}": text for i, text in enumerate(texts)}
    origin = Origin(f"content/{tag}/card.yaml")
    made, findings = to_sheet({"status": "draft", "items": items, **rest}, CopySheet, origin)
    assert made, findings
    return made
