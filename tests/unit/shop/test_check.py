"""The checks together: which sheets there have to be, and which there may not be."""

from pathlib import Path

import pytest

from printshop.shop.catalog import open_shop
from tests.unit.shop.conftest import Spoil


def codes(root: Path) -> list[tuple[str, str]]:
    """What is said of a shop, by code and file."""
    return [(f.code, f.where.path) for f in open_shop(root)[1]]


def test_a_clean_shop(tiny_shop: Path) -> None:
    """Nothing is said of it."""
    assert codes(tiny_shop) == []


def test_a_language_has_every_sheet_of_the_source(tiny_shop: Path) -> None:
    """What the source language has, the others have."""
    (tiny_shop / "content/ar/sign.yaml").unlink()
    assert codes(tiny_shop) == [("missing-translation", "content/ar/sign.yaml")]


def test_a_sheet_belongs_to_something(tiny_shop: Path) -> None:
    """A sheet is called like a format or a sector."""
    sheet = tiny_shop / "content/en/card.yaml"
    (tiny_shop / "content/en/crad.yaml").write_text(sheet.read_text("utf-8"), "utf-8")
    assert codes(tiny_shop) == [("unknown-file", "content/en/crad.yaml")]


def test_a_misspelt_sector(spoil: Spoil) -> None:
    """One finding at the sector, and none about the file that each language has for it."""
    told = spoil("content/sectors.yaml", "  trains:", "  trians:")
    assert [(f.code, f.where.path, f.where.line) for f in told] == [
        ("unknown-file", "content/sectors.yaml", 2)
    ]
    assert told[0].fix == "did you mean 'trains'?"


def test_the_source_lacks_a_file(tiny_shop: Path) -> None:
    """One finding at the file that is to be written, and none about its translations."""
    (tiny_shop / "content/en/sign.yaml").unlink()
    assert codes(tiny_shop) == [("missing-file", "content/en/sign.yaml")]


@pytest.mark.parametrize("name", ["sign", "common", "language", "package", "trains"])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_what_cannot_be_read_is_told_once(tiny_shop: Path, tag: str, name: str) -> None:
    """Nothing follows from it: no translation, role or source is said to be missing."""
    path = tiny_shop / f"content/{tag}/{name}.yaml"
    path.write_text("status: [draft", "utf-8")
    assert codes(tiny_shop) == [("broken-yaml", f"content/{tag}/{name}.yaml")]


def test_an_unknown_token_is_told_once(spoil: Spoil) -> None:
    """Of a token that is misspelt it is not said that the right one is lost, in any language."""
    told = spoil("content/ar/card.yaml", "{lobby}", "{loby}")
    assert [(f.code, f.where.path) for f in told] == [("unknown-token", "content/ar/card.yaml")]
    told = spoil("content/en/card.yaml", "{count}", "{cuont}")
    assert [(f.code, f.where.path) for f in told] == [
        ("unknown-token", "content/ar/card.yaml"),
        ("unknown-token", "content/en/card.yaml"),
    ]


def test_without_its_source_language_a_shop_cannot_be_judged(spoil: Spoil) -> None:
    """One finding, and none about each sheet."""
    told = spoil("content/campaign.yaml", "source_language: en", "source_language: eng")
    assert [(f.code, f.fix) for f in told] == [("no-source", "did you mean 'en'?")]
