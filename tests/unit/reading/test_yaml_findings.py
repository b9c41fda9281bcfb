"""What is wrong with a value, in the writer's words."""

from pathlib import Path
from typing import ClassVar

import pytest

from printshop.reading.origin import Key, Origin
from printshop.reading.yaml_file import Sheet, to_sheet
from printshop.shop.words import CopySheet
from tests.unit.shop.sheets import read_text


def test_all_findings_at_once(tmp_path: Path) -> None:
    """Each slip is told in the writer's words, at its line, with the nearest key that is known."""
    _, said = read_text(
        tmp_path, "titel: x\nratio: wide\nparts:\n  - sise: 1\n  - size: big\nnamed:\n  a: 3\n"
    )
    assert sorted(said) == sorted(
        [
            "x.yaml:1: error[unknown-key]: 'titel' is not a key here\n  at   titel\n"
            "  fix  did you mean 'title'?",
            "x.yaml:2: error[wrong-value]: 'ratio' is 'wide' where a number is wanted\n"
            "  at   ratio\n  fix  write a value that fits 'ratio'",
            "x.yaml:4: error[unknown-key]: 'sise' is not a key here\n  at   parts[1].sise\n"
            "  fix  did you mean 'size'?",
            "x.yaml:5: error[wrong-value]: 'parts[2].size' is 'big' where a whole number is wanted"
            "\n  at   parts[2].size\n  fix  write a value that fits 'parts[2].size'",
            "x.yaml:7: error[wrong-value]: 'named.a' is 3 where names with values are wanted\n"
            "  at   named.a\n  fix  write a value that fits 'named.a'",
        ]
    )


def test_no_bool_for_a_number(tmp_path: Path) -> None:
    """``true`` is no 1."""
    assert "[wrong-value]" in read_text(tmp_path, "title: x\nparts: [{size: true}]\n")[1][0]


def test_a_day(tmp_path: Path) -> None:
    """The remedy is how a day is written."""
    said = read_text(tmp_path, "title: x\nday: 31-12-2026\n")[1]
    assert [f.partition("fix  ")[2] for f in said] == [
        "write the year, the month and the day, with hyphens: 2027-11-23"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("day: soon", "'day' is 'soon' where a date like 2027-11-23 is wanted"),
        ("trim: [10]", "'trim' has 1 value where 2 are wanted"),
        ("trim: [0, 10]", "'trim' is [0, 10]: a length is more than 0 mm"),
        ("trim: wide", "'trim' is 'wide' where a list is wanted"),
        (f"ratio: {'x' * 60}", f"'ratio' is '{'x' * 36}… where a number is wanted"),
        ("parts:", "'parts' is nothing where a list is wanted"),
    ],
)
def test_one_slip(tmp_path: Path, text: str, message: str) -> None:
    """What stands there, cut where it is long, and what is wanted."""
    sheet, said = read_text(tmp_path, f"title: x\n{text}\n")
    assert sheet is None
    assert [message in finding for finding in said] == [True]


class Line(Sheet):
    """A sheet with words under keys of their own, as an order has them."""

    PROSE: ClassVar[frozenset[str]] = frozenset({"partner", "contact"})
    partner: str = ""
    contact: str = ""


@pytest.mark.parametrize(
    ("values", "sheet", "told"),
    [
        ({"status": "draft", "items": {}, "act": "x"}, CopySheet, ["put two spaces before it,"]),
        ({"status": "draft", "items": None, "a": "x", "b": "y"}, CopySheet, ["put two spaces bef"]),
        ({"status": "draft", "itmes": {}}, CopySheet, ["did you mean 'items'?"]),
        ({"status": "draft", "words": {}}, CopySheet, ["did you mean 'items'?"]),
        ({"status": "draft", "items": {"a": {"b": "c"}}}, CopySheet, ["write a value that fits"]),
        ({"status": "draft", "items": {"a": ["b", None]}}, CopySheet, ["write them; if they are"]),
        ({"city": "x"}, Line, ["use one of: contact, partner"]),
    ],
)
def test_one_fault_is_one_finding(
    values: dict[str, object], sheet: type[Sheet], told: list[str]
) -> None:
    """Whatever pydantic says of it: of each kind that a value may be, of both names of a key."""
    lines: dict[Key, int] = {(key,): n for n, key in enumerate(values, 1)}
    lines |= {("items", "a"): 3, ("items", "a", 1): 4}
    _, findings = to_sheet(values, sheet, Origin("x.yaml", lines))
    assert [f.fix.startswith(fix) for f, fix in zip(findings, told, strict=True)] == [True]
