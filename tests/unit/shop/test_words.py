"""Words: copy sheets, their digests, copy in layers, the moment that dates a file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from printshop.reading.yaml_file import read
from printshop.shop.job import Shop
from printshop.shop.words import Campaign, Copy, CopySheet, Language
from tests.unit.shop.texts import real


def sheet(**items: str | list[str]) -> CopySheet:
    """A sheet of copy."""
    return CopySheet(status="draft", items=items)


def test_digest_of_words() -> None:
    """The digest names the words by role: their order in the file does not count, all else does."""
    one = sheet(a="x", b=["y", "z"])
    assert one.digest() == sheet(b=["y", "z"], a="x").digest()
    others = [
        sheet(a="x", b=["z", "y"]),
        sheet(a="x", b=["yz"]),
        sheet(a="x", c=["y", "z"]),
        sheet(a="x ", b=["y", "z"]),
        sheet(a="x", b="y", z=""),
    ]
    assert len({s.digest() for s in [one, *others]}) == 6


def test_the_most_particular_sheet_counts() -> None:
    """Of the sheets of a piece the last one that has a role says it; the others fill up."""
    common, piece = sheet(act="Look.", hint="Ask."), sheet(act="Pick it up.")
    layered = Copy((common, piece))
    assert layered.get("act") == "Pick it up."
    assert layered.get("hint") == "Ask."
    assert layered.sheet("hint") is common
    assert layered.get("nothing") is None
    assert layered.roles() == {"act", "hint"}


def test_a_fact_by_language(opened_shop: Shop) -> None:
    """A language prints its own value where it has one."""
    fact = opened_shop.campaign.facts["site"]
    translated = fact.model_copy(update={"by_language": {"ar": "www.example.org/ar"}})
    assert translated.value_in("ar") == "www.example.org/ar"
    assert translated.value_in("en") == "www.example.org"


def test_the_edition_dates_a_file(opened_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition, or SOURCE_DATE_EPOCH where it is set to a number; never the clock."""
    campaign: Campaign = opened_shop.campaign
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert campaign.moment == datetime(2030, 1, 1, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert campaign.moment == datetime(1970, 1, 2, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    assert campaign.moment == datetime(2030, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("script: Latin", "where a code of four letters (ISO 15924), such as Latn is wanted"),
        ("quotes: [“]", "where a closing mark for each opening one is wanted"),
        ("longest_sentence: 0", "'longest_sentence' is 0: a sentence has one word at least"),
        ("longest_sentence: long", "where a whole number is wanted"),
        ("letters: [a, b]", "where text is wanted"),
        ("terms: [{use: a, avoid: b, why: c}]", "'terms[1].avoid' is 'b' where a list is wanted"),
        ("wrong_letters: [a]", "where names with values are wanted"),
    ],
)
def test_rules_of_a_language_that_are_wrong(tmp_path: Path, rule: str, said: str) -> None:
    """One finding, with what is wanted."""
    path = tmp_path / "language.yaml"
    script = "" if rule.startswith("script") else "script: Latn\n"
    fonts = "fonts: {head: [], text: []}"
    path.write_text(
        f"name: x\nautonym: x\nlabel: x\n{script}direction: ltr\n{fonts}\n{rule}\n", "utf-8"
    )
    language, findings = read(tmp_path, path, Language)
    assert language is None
    assert len(findings) == 1
    assert said in findings[0].message


def test_wording_is_locked_or_not() -> None:
    """It says that the words are somebody's own; they are the same words."""
    locked = CopySheet(status="draft", wording="locked", items={"a": "x"})
    assert locked.digest() == sheet(a="x").digest()
    assert (locked.wording, sheet(a="x").wording) == ("locked", None)


def test_autonyms() -> None:
    """A language names itself on pieces as it writes a heading, and within a sentence as usual."""
    assert (real("fr").name, real("fr").autonym) == ("français", "Français")
    assert (real("ro").name, real("ro").autonym) == ("română", "Română")
    assert (real("ar").name, real("ar").autonym) == ("العربية", "العربية")
