"""Translations against the words that they were compared with: what is stale, and what is not."""

from pathlib import Path

import pytest

from printshop.checks.compared import check_compared, is_stale
from printshop.checks.opening import open_shop
from printshop.shop.words import Compared
from tests.unit.checks.test_copy import sheet

SOURCE = sheet(act="Pick it up.", signs=["One.", "Two."])
SHEET = sheet("ar", act="…", signs=["…", "…"])
RECORD = {"act": "Pick it up.", "signs[1]": "One.", "signs[2]": "Two."}


def told(recorded: dict[str, str]) -> list[tuple[str, str]]:
    """The code and the place of each finding."""
    findings = check_compared(SOURCE, SHEET, Compared(files={"card": recorded}))
    return [(f.code, f.where.key) for f in findings]


@pytest.mark.parametrize(
    ("recorded", "findings"),
    [
        ({}, []),
        ({"act": "Pick it up"}, [("stale", "act")]),
        ({"signs[2]": "Too."}, [("stale", "signs[2]")]),
        ({"act": "", "signs[1]": "1"}, [("stale", "act"), ("stale", "signs[1]")]),
        ({"signs[3]": "Three."}, [("stale", "signs")]),
        ({"gone": "It was taken out of the source."}, []),
    ],
)
def test_the_segment_that_changed(
    recorded: dict[str, str], findings: list[tuple[str, str]]
) -> None:
    """Only that text is stale whose source had other words; a list with moved entries is, once."""
    assert told(RECORD | recorded) == findings


def test_never_compared() -> None:
    """One finding for a file of which nothing was compared; for a new text, one of its own."""
    assert told({}) == [("not-compared", "items")]
    without = {name: text for name, text in RECORD.items() if name != "act"}
    assert told(without) == [("not-compared", "act")]


def test_both_texts_are_shown() -> None:
    """The finding has the old and the new words on one line, and what to type."""
    record = Compared(files={"card": RECORD | {"act": "Pick\nit up."}})
    (finding,) = check_compared(SOURCE, SHEET, record)
    assert finding.message == (
        "content/en/card.yaml:1 has changed since this was compared with it: "
        "it was “Pick / it up.” and is “Pick it up.”"
    )
    assert finding.fix.endswith("generate.py fresh ar/card act")


@pytest.mark.parametrize(
    ("then", "now", "shown"),
    [
        ("AA, bb. CC. DD.", "AA bb. CC. DD.", "“AA, bb. …” and is “AA bb. …”"),
        ("AA. BB, cc. DD.", "AA. BB cc. DD.", "“… BB, cc. …” and is “… BB cc. …”"),
        ("AA. BB. CC.", "AA. BB. DD. EE.", "“… CC.” and is “… DD. EE.”"),
        ("AA. BB.", "AA. BB. CC.", "“AA. BB.” and is “AA. BB. CC.”"),
        ("AA. AA.", "AA.", "“AA. AA.” and is “AA.”"),
        ("AA. BB.", "CC. DD.", "“AA. BB.” and is “CC. DD.”"),
        ("AA.\nBB.", "AA.\n\nBB.", "“AA. / BB.” and is “AA. /  / BB.”"),
    ],
)
def test_the_sentences_that_differ(then: str, now: str, shown: str) -> None:
    """Of a longer text only these are shown; all of it where sentences were only added."""
    record = Compared(files={"card": {"act": then}})
    (finding,) = check_compared(sheet(act=now), sheet("ar", act="…"), record)
    assert finding.message.endswith(f"it was {shown}")


def test_a_record_of_other_segments() -> None:
    """As many as there are, and not the same ones: a record that was changed by hand."""
    record = {n.replace("[1]", "[9]"): text for n, text in RECORD.items()}
    (finding,) = check_compared(SOURCE, SHEET, Compared(files={"card": record}))
    assert finding.code == "stale"
    assert finding.message.endswith("has other texts than there are")


def test_one_fault_one_finding() -> None:
    """What is not translated, or has another shape, is said elsewhere."""
    assert not check_compared(SOURCE, sheet("ar", signs=["…"]), Compared(files={}))


def test_a_record_that_cannot_be_read(tiny_shop: Path) -> None:
    """It is one finding; no text is called stale because of it."""
    (tiny_shop / "content/ar/compared.yaml").write_text("files: {card: {title: 3}}\n", "utf-8")
    _, findings = open_shop(tiny_shop)
    assert [(f.code, f.where.path) for f in findings] == [
        ("wrong-value", "content/ar/compared.yaml")
    ]


def test_is_stale(tiny_shop: Path) -> None:
    """Of all findings those about translations that are not up to date."""
    path = tiny_shop / "content/en/sign.yaml"
    path.write_text(path.read_text("utf-8").replace("Pick it up.", "Take it home."), "utf-8")
    _, findings = open_shop(tiny_shop)
    assert [is_stale(f) for f in findings] == [True]
