"""Copy: its words, and each translation against its source."""

import pytest

from printshop.checks.copy import check_translation, unused
from printshop.reading.origin import Origin
from printshop.reading.yaml_file import to_sheet
from printshop.shop.job import Shop
from printshop.shop.words import CopySheet
from tests.unit.conftest import Spoil


def sheet(language: str = "en", **items: str | list[str]) -> CopySheet:
    """A sheet of copy as it is read."""
    origin = Origin(f"content/{language}/card.yaml")
    read, findings = to_sheet({"status": "draft", "items": items}, CopySheet, origin)
    assert read, findings
    return read


@pytest.mark.parametrize(
    ("source", "translation", "codes"),
    [
        ("Call {hotline}", "Bel {hotline}", []),
        ("Call {hotline}", "Bel", ["lost-token"]),
        ("Call", "Bel {hotline}", ["extra-token"]),
        ("{a} and {a}", "{a}", ["lost-token"]),
        (["one", "two"], ["een"], ["other-shape"]),
        (["one"], "een", ["other-shape"]),
    ],
)
def test_a_translation_follows_its_source(
    source: str | list[str], translation: str | list[str], codes: list[str]
) -> None:
    """The same shape, and each fact as often as the source names it."""
    told = check_translation(sheet(act=source), sheet("ar", act=translation))
    assert [f.code for f in told] == codes


def test_roles_of_a_translation() -> None:
    """A role that is misspelt is told once, though another is missing for it."""
    told = check_translation(sheet(act="Look."), sheet("ar", acts="Kijk."))
    assert [f.code for f in told] == ["unknown-role"]
    assert told[0].fix == "did you mean 'act'?"


def test_unused_words(opened_shop: Shop) -> None:
    """A role of the source that no layout sets is told; those of zone and package never are."""
    source = opened_shop.copies["en"]
    used = {("en", role) for name in source for role in source[name].items} - {("en", "act")}
    assert [(f.code, f.where.path) for f in unused(opened_shop, used)] == [
        ("unused-role", "content/en/sign.yaml")
    ]


def test_copied_and_not_translated(spoil: Spoil) -> None:
    """A long text that stands in two languages to the letter is told once, at the translation."""
    spoil("content/en/sign.yaml", "Pick it up.", "Pick it up and take it home.")
    told = spoil("content/ar/sign.yaml", "  act: ", "  act: Pick it up and take it home.\n  # ")
    assert "not-translated" in [f.code for f in told]
