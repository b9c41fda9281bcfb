"""YAML written back: only what was to change differs, and it reads as it was meant."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from printshop.reading.yaml_edit import NotEditable, edited, with_entry, with_item

ROOT = Path(__file__).resolve().parents[3]
FILE = """\
# A comment on top.
status: draft
items:
  plain: Hallo daar  # behind it
  long: One text that goes over
    two lines, plain.
  single: 'it''s {hotline}'
  double: "two\\nlines"

  literal: |
    Eén
    twee

  # of the next one
  folded: >-
    A long text that
    is folded.
  signs:
    - one  # first
    - "two: 2"
  flow: [a, "b, c"]
  empty:
last: true
"""


def texts(node: object, key: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The keys of all texts of a file."""
    if isinstance(node, dict):
        return [k for name, value in node.items() for k in texts(value, (*key, name))]
    if isinstance(node, list):
        return [k for n, value in enumerate(node) for k in texts(value, (*key, n))]
    return [key]


CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))


def value(text: str, key: tuple[str | int, ...]) -> object:
    """What a file says at a key."""
    found = yaml.load(text, Loader=yaml.CBaseLoader)
    for part in key:
        found = found[part]
    return found


@pytest.mark.parametrize("key", texts(yaml.load(FILE, Loader=yaml.CBaseLoader)))
@pytest.mark.parametrize(
    "new",
    ["Nieuw", "a: b", "- x", "x #y", "it's", "", "null", "14", "two\nlines", "two\nlines\n", " x "],
)
def test_one_text(key: tuple[str | int, ...], new: str) -> None:
    """It reads as meant; every line that has nothing of it is as it was."""
    done = edited(FILE, {key: new})
    assert value(done, key) == new
    for comment in ("# A comment on top.", "# behind it", "# of the next one", "# first"):
        assert comment in done
    back = edited(done, {key: str(value(FILE, key))})
    assert value(back, key) == value(FILE, key)


def test_as_it_was_written() -> None:
    """Plain stays plain, quotes stay quotes, a block stays a block."""
    done = edited(
        FILE,
        {
            ("items", "plain"): "Dag",
            ("items", "single"): "that's it",
            ("items", "literal"): "Drie\nvier\n",
            ("items", "folded"): "Short.",
            ("items", "signs", 1): "three: 3",
        },
    )
    assert "  plain: Dag  # behind it\n" in done
    assert "  single: 'that''s it'\n" in done
    assert "  literal: |\n    Drie\n    vier\n\n  # of the next one\n" in done
    assert "  folded: >-\n    Short.\n  signs:" in done
    assert '    - "three: 3"\n' in done


@pytest.mark.parametrize(
    "path", sorted((ROOT / "content").glob("*/*.yaml")), ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_the_same_text_is_the_same_file(path: Path) -> None:
    """Each text of the shop, edited to itself, leaves the file's bytes; edited to another one,
    only its own lines."""
    text = path.read_text("utf-8")
    keys = texts(yaml.load(text, Loader=yaml.CBaseLoader))
    assert edited(text, {key: str(value(text, key)) for key in keys}) == text
    for key in keys[:: max(1, len(keys) // 12)]:
        old = str(value(text, key))
        done = edited(text, {key: f"{old} x" if not old.endswith("\n") else f"{old}x\n"})
        assert len(set(done.splitlines()) - set(text.splitlines())) <= old.count("\n") + 4
        assert [r for r in text.splitlines() if r.lstrip().startswith("#")] == [
            r for r in done.splitlines() if r.lstrip().startswith("#")
        ]


@given(st.text(CHARACTERS, max_size=60))
def test_any_text(new: str) -> None:
    """Whatever can be written in a line is read back, wherever it stands."""
    for key in [("items", "plain"), ("items", "literal"), ("items", "flow", 0), ("items", "empty")]:
        assert value(edited(FILE, {key: new}), key) == new


def test_items_come_in() -> None:
    """A new item stands behind the one that is named, with its comment; a list gets its entry."""
    done = with_item(FILE, ("items",), "new", "Erbij: {hotline}", after="literal")
    assert '    twee\n  new: "Erbij: {hotline}"\n' in done
    done = with_item(FILE, ("items",), "many", ["x", "y"], after="plain")
    assert "# behind it\n  many:\n    - x\n    - y\n  long:" in done
    assert '    - one  # first\n    - "two: 2"\n    - more\n  flow' in with_entry(
        FILE, ("items", "signs"), "more"
    )
    assert value(with_entry(FILE, ("items", "flow"), "d, e"), ("items", "flow", 2)) == "d, e"
    assert with_item("a: 1\nitems:\n", ("items",), "x", "y") == "a: 1\nitems:\n  x: y\n"


def test_what_cannot_be() -> None:
    """A key without a text, an item that is there, a file that cannot be read."""
    for key in [("items",), ("items", "signs"), ("items", "none"), ("items", "signs", 9)]:
        with pytest.raises(NotEditable):
            edited(FILE, {key: "x"})
    with pytest.raises(NotEditable):
        with_item(FILE, ("items",), "plain", "x")
    with pytest.raises(NotEditable):
        with_entry(FILE, ("items", "plain"), "x")
    with pytest.raises(NotEditable):
        edited("a: [", {("a",): "x"})
