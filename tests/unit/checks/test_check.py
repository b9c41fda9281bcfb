"""The checks together: which sheets there have to be, and which there may not be."""

import json
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from tests.unit.conftest import Spoil


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


def test_a_language_without_words(tiny_shop: Path) -> None:
    """Not one finding for each file that is still to be translated."""
    for path in (tiny_shop / "content/ar").iterdir():
        if path.name != "language.yaml":
            path.unlink()
    assert codes(tiny_shop) == [("missing-translation", "content/ar")]


def emptied(path: Path, most: int | None = None) -> None:
    """Leave the first ``most`` texts of a file of copy without words; all without a number."""
    read_shop, _ = open_shop(path.parents[2])
    assert read_shop
    sheet = read_shop.copies[path.parent.name][path.stem]
    keep = list(sheet.texts())[most:] if most is not None else []
    kept = {key for key, _ in keep}
    lines = ["status: draft", "items:"]
    for role, item in sheet.items.items():
        texts = [item] if isinstance(item, str) else item
        keys = [(role,)] if isinstance(item, str) else [(role, n) for n in range(len(texts))]
        said = [text if key in kept else "" for key, text in zip(keys, texts, strict=True)]
        lines.append(f"  {role}: {json.dumps(said[0] if isinstance(item, str) else said)}")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def test_a_language_that_was_begun_is_told_once(tiny_shop: Path) -> None:
    """Where no file has all its words: neither its empty texts nor its lost tokens one by one."""
    for record in ("compared", "read-back"):
        (tiny_shop / f"content/ar/{record}.yaml").unlink()
    files = [p for p in (tiny_shop / "content/ar").glob("*.yaml") if p.stem != "language"]
    for path in files:
        emptied(path)
    assert codes(tiny_shop) == [("empty-text", "content/ar")]
    shop, _ = open_shop(tiny_shop)
    assert shop
    assert shop.copies["ar"] == {}
    assert shop.unfinished["ar"].keys() == {path.stem for path in files}


def test_a_file_that_was_begun_is_told_once(tiny_shop: Path) -> None:
    """With how many texts are empty; what is said of the others is not lost."""
    path = tiny_shop / "content/ar/common.yaml"
    emptied(path, 2)
    (finding,) = open_shop(tiny_shop)[1]
    assert (finding.code, finding.where.path) == ("empty-text", "content/ar/common.yaml")
    assert finding.message.startswith("2 of ")
    text = path.read_text("utf-8")
    path.write_text(text.replace("{site}", "{sight}"), "utf-8")
    assert {code for code, _ in codes(tiny_shop)} == {"empty-text", "unknown-token"}


def test_a_copied_text_is_told_once(tiny_shop: Path) -> None:
    """As not translated, and not by each letter that does not belong."""
    words = (tiny_shop / "content/en/card.yaml").read_text("utf-8")
    (tiny_shop / "content/ar/card.yaml").write_text(words, "utf-8")
    assert codes(tiny_shop) == [("not-translated", "content/ar/card.yaml")]


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


def test_a_fact_that_is_typed_out_is_told_once(spoil: Spoil) -> None:
    """It is not said as well that its token is lost."""
    told = spoil("content/ar/card.yaml", "{lobby}", "112")
    assert [(f.code, f.fix) for f in told] == [("fact-spelled-out", "write {lobby}")]


def test_a_number_that_cannot_be_is_told_once(spoil: Spoil) -> None:
    """It is not said as well that it was not checked: nobody can have."""
    told = spoil("content/campaign.yaml", "+32 470 12 34 56", "+32 470 12 34 567")
    assert [f.code for f in told] == ["wrong-fact"]


def test_without_its_source_language_a_shop_cannot_be_judged(spoil: Spoil) -> None:
    """One finding, and none about each sheet."""
    told = spoil("content/campaign.yaml", "source_language: en", "source_language: eng")
    assert [(f.code, f.fix) for f in told] == [("no-source", "did you mean 'en'?")]


@pytest.mark.parametrize("broken", ["{{site}}", "{site", "site}", "{ site }", "{Site}", "｛site｝"])
def test_a_token_whose_braces_are_wrong_is_told_once(spoil: Spoil, broken: str) -> None:
    """Neither as a token that is lost nor as one that is not known."""
    told = spoil("content/ar/common.yaml", "رمز إلى {site}", f'"رمز إلى {broken}"')
    assert [(f.code, f.where.line) for f in told] == [("broken-token", 8)]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("Piсk it up.", "look-alike"),
        ("Pick it up\u202e.", "hidden-character"),
        ("Pick it\ue000 up.", "hidden-character"),
        ("Pick 漢 up.", "foreign-letter"),
        ("Pick ☂ up.", "missing-glyph"),
        ("Pick {lobby up.", "broken-token"),
        ("Pick { Lobby } up.", "broken-token"),
    ],
)
def test_characters_are_looked_at_without_building(spoil: Spoil, new: str, code: str) -> None:
    """The finding stands at the text, and concerns the jobs that use its file."""
    told = [f for f in spoil("content/en/sign.yaml", "Pick it up.", new) if f.code != "stale"]
    assert [f.code for f in told if f.where.path == "content/en/sign.yaml"] == [code]
    assert (told[0].where.line, told[0].where.key) == (4, "act")
    assert (told[0].scope.language, told[0].scope.stem) == ("en", "sign")


def test_the_languages_that_are_asked_for(tiny_shop: Path) -> None:
    """The words of the others are not looked at."""
    for language, new in (("ar", "خذها\u202e معك."), ("en", "Pick it up\u202e.")):
        path = tiny_shop / f"content/{language}/sign.yaml"
        before = {"ar": "خذها معك.", "en": "Pick it up."}[language]
        path.write_text(path.read_text("utf-8").replace(before, new), "utf-8")
    told = {f.where.path for f in open_shop(tiny_shop, ["ar"])[1]}
    assert told == {"content/ar/sign.yaml"}
    assert {f.where.path for f in open_shop(tiny_shop)[1]} == told | {"content/en/sign.yaml"}
