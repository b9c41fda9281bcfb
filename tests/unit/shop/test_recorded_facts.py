"""The record of the facts: what is written is what is read, and what counts as a change."""

import tempfile
import unicodedata
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from printshop.reading.yaml_file import read
from printshop.shop.recorded_facts import (
    RECORDED_FACTS,
    RecordedFact,
    RecordedFacts,
    changes,
    record_of,
    shown,
    to_yaml,
)
from printshop.shop.words import Fact

THEN = date(2030, 1, 1)
# What a value of campaign.yaml may hold: the reader of YAML refuses control characters and
# invisible line ends.
_DIVIDES = {"Cc", "Zl", "Zp"}
TEXT = st.text(
    st.characters(codec="utf-8").filter(
        lambda c: (
            c in "\t\n" or (unicodedata.category(c) not in _DIVIDES and c not in "\ufffe\uffff")
        )
    )
)
NAMES = st.text("ab1.-_: #'\"{}").map(lambda text: f"n{text}n")
RECORDED = st.builds(
    RecordedFact,
    value=TEXT | st.integers(-(10**13), 10**13),
    checked=st.dates(),
    by_language=st.dictionaries(NAMES, TEXT, max_size=3),
)


def fact(value: str | int, **others: object) -> Fact:
    """A fact with this value."""
    values = {"kind": "name", "source": "made up", "checked": THEN, "valid_until": THEN}
    return Fact.model_validate({**values, "value": value, **others})


@given(st.dictionaries(NAMES, RECORDED, max_size=3))
def test_what_is_written_is_read(facts: dict[str, RecordedFact]) -> None:
    """Whatever stands in names and values: quotes, braces, line breaks of other scripts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{RECORDED_FACTS}.yaml"
        path.write_text(to_yaml(facts), "utf-8", newline="")
        sheet, findings = read(Path(folder), path, RecordedFacts)
    assert findings == []
    assert sheet
    assert {name: f.model_dump() for name, f in sheet.facts.items()} == {
        name: f.model_dump() for name, f in facts.items()
    }


def test_it_reads_well() -> None:
    """A fact takes two lines, sorted by name, below the remark that nobody edits it."""
    record = {"b.phone": record_of(fact("+32 2 000")), "a": record_of(fact(160))}
    lines = to_yaml(record).splitlines()
    assert all(line.startswith("# ") for line in lines[:2])
    assert lines[2:] == [
        "facts:",
        "  a:",
        "    {value: 160, checked: 2030-01-01}",
        "  b.phone:",
        '    {value: "+32 2 000", checked: 2030-01-01}',
    ]
    own = record_of(fact("Rue", by_language={"nl": "Straat"}))
    assert to_yaml({"a": own}).endswith('checked: 2030-01-01, by_language: {nl: "Straat"}}\n')


def test_changes_by_language() -> None:
    """What each language prints is compared, whether it has a value of its own or not."""
    then = record_of(fact("Straat", by_language={"fr": "Rue", "de": "Gasse"}))
    assert changes(then, fact("Straat", by_language={"de": "Gasse", "fr": "Rue"})) == {}
    assert changes(
        then, fact("Straat", by_language={"fr": "Rue", "de": "Weg", "en": "Straat"})
    ) == {"de": ("'Gasse'", "'Weg'")}
    assert changes(then, fact("Laan", by_language={"de": "Gasse"})) == {
        "": ("'Straat'", "'Laan'"),
        "fr": ("'Rue'", "'Laan'"),
    }


def test_a_number_is_not_its_text() -> None:
    """A number is printed with separators, a text of digits is not."""
    assert changes(record_of(fact(11000)), fact("11000")) == {"": ("11000", "'11000'")}
    assert shown("a") == "'a'"


def test_only_what_is_printed_counts() -> None:
    """Source and date of a fact are no part of its value."""
    later = fact("a", source="elsewhere", checked=date(2031, 1, 1), checked_by="Test Reader")
    assert changes(record_of(fact("a")), later) == {}
