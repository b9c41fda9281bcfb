"""What an examiner says is taken with suspicion."""

import json
from dataclasses import asdict
from typing import Any

import pytest

from printshop.findings import Finding, Severity, Spot, Where
from printshop.sandbox.messages import (
    LONGEST_TEXT,
    Base64,
    Condition,
    Examination,
    InvalidMessage,
    PageBoxes,
    PagePictures,
    Refused,
    quoted,
    validated,
    visible,
)

CONDITION = Condition("test", "A press", "pdf/x-4", "FOGRA39", "25d36df1", 300.0, 3.0, 6.0)
FOUND = Finding(
    "rgb",
    Severity.ERROR,
    "a fill is in RGB",
    Where("f.pdf", 0, "page 1"),
    "mend it",
    Spot(1, (1.0, 2.0, 3.0, 4.0)),
    "RGB",
    "CMYK",
)
LEAF = PageBoxes((0.0, 0.0, 10.0, 10.0), (), (1.0, 1.0, 9.0, 9.0))
EXAMINED = Examination(CONDITION, 1, (LEAF,), (FOUND,))


def said() -> Any:
    """What an honest examiner says, as it arrives."""
    return json.loads(json.dumps(asdict(EXAMINED)))


def test_what_is_said_comes_back() -> None:
    """The nouns survive the pipe."""
    assert validated(Examination, said()) == EXAMINED
    assert validated(Refused, {"refused": []}) == Refused(())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("pages", "1"),
        ("pages", True),
        ("pages", 1.5),
        ("page_boxes", {}),
        ("page_boxes", [[]]),
        ("findings", [{}]),
        ("condition", None),
        ("findings", [None] * 3000),
    ],
)
def test_another_shape_is_refused(key: str, value: object) -> None:
    """A value of another kind, a list without end."""
    wrong = said() | {key: value}
    with pytest.raises(InvalidMessage):
        validated(Examination, wrong)


def test_other_keys_are_refused() -> None:
    """A key too many and a key too few."""
    for wrong in (said() | {"more": 1}, {k: v for k, v in said().items() if k != "pages"}, 3, None):
        with pytest.raises(InvalidMessage):
            validated(Examination, wrong)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("severity", "fatal"),
        ("message", "x" * (LONGEST_TEXT + 1)),
        ("message", 7),
        ("spot", {"page": 1, "box": [1.0, 2.0, 3.0]}),
        ("spot", {"page": 1, "box": [1.0, 2.0, 3.0, float("nan")]}),
    ],
)
def test_findings_are_read_strictly(key: str, value: object) -> None:
    """A severity that is none, a text without end, a box that is none."""
    wrong = said()
    wrong["findings"][0][key] = value
    with pytest.raises(InvalidMessage):
        validated(Examination, wrong)


def test_hidden_characters_are_shown() -> None:
    """What nobody sees, and what turns the rest round or speaks to a terminal, is spelled out."""
    assert visible("a\x1b[2J\u202eb\u200f") == "a⟨U+001B⟩[2J⟨U+202E⟩b⟨U+200F⟩"
    assert visible("Größe 12 × 3 – ‘ja’ كلمة") == "Größe 12 × 3 – ‘ja’ كلمة"
    wrong = said()
    wrong["findings"][0]["message"] = "\x1b]0;title\x07"
    assert validated(Examination, wrong).findings[0].message == "⟨U+001B⟩]0;title⟨U+0007⟩"


def test_what_is_quoted() -> None:
    """Hidden characters are spelled out; what is too long is cut, and no longer than allowed."""
    assert quoted(" a\u202eb ") == "'a⟨U+202E⟩b'"
    assert quoted("x" * 40) == f"'{'x' * 40}'"
    assert quoted("x" * 61, 60) == f"'{'x' * 57}…'"


@pytest.mark.parametrize("text", ['iVBORw0KGgo"><script>', "data:text/html", "", "/9j/AAA"])
def test_pictures_are_pictures(text: str) -> None:
    """Only the letters of base64, and only what begins as a PNG."""
    good = Base64("iVBORw0KGgoAAAA=")
    shown = PagePictures(1, (), (), good, (good,) * 4, good, (1.0,) * 4, 1.0, 1.0, (0.0, 0.0), ())
    value = json.loads(json.dumps(asdict(shown)))
    assert validated(PagePictures, value) == shown
    with pytest.raises(InvalidMessage):
        validated(PagePictures, value | {"picture": text})
