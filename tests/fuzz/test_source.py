"""Any bytes make a value or findings, never an exception; what comes out can be written down."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from printshop.findings import in_order, to_json
from printshop.reading.yaml_file import Sheet, load, read
from printshop.shop.layout import Layout
from printshop.shop.palette import Palette
from printshop.shop.press import Press
from printshop.shop.words import Campaign, CopySheet, Language

SHEETS = (Campaign, CopySheet, Language, Layout, Palette, Press)
SHOP = Path(__file__).resolve().parents[1] / "shop"
FILES = sorted(p.read_bytes() for p in SHOP.rglob("*.yaml"))

# What YAML is made of, so that many of the texts are nearly right.
WORDS = [
    *("a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\t", "#", "'", '"', "|", ">", "|-", "&a ", "*a"),
    *("[", "]", "{", "}", ",", "!!int ", "!x", "%YAML 1.1\n", "---\n", "...\n", "~", "1", "1.5"),
    *("\\", '"\\x07"', '"\\ud800"', "\ufeff", "\u2028", "\x85", "\x00", "\U0001f600", "<<: ", "@"),
    *("status: draft\n", "items:\n", "true", "null", "2030-01-01", "\r\n", "\r"),
]
yamlish = st.lists(st.sampled_from(WORDS), max_size=40).map(lambda w: "".join(w).encode())


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """One of the shop's own files with a few places overwritten."""
    data = bytearray(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8) | yamlish)
    return bytes(data)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that each example writes over."""
    return tmp_path_factory.mktemp("fuzz") / "content" / "x.yaml"


@settings(max_examples=400)
@given(st.binary(max_size=200) | yamlish | spoilt())
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"a: 1\r\rb: 2")
def test_any_bytes(path: Path, data: bytes) -> None:
    """Read as plain values and as every kind of sheet: a value or findings, and one of the two."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    value, _, findings = load(path, "content/x.yaml")
    assert (value is None) == bool(findings)
    for kind in SHEETS:
        sheet, told = read(path.parent.parent, path, kind)
        assert (sheet is None) == bool(told)
        for finding in in_order(told):
            json.dumps(to_json(finding)).encode()
            str(finding).encode()
            assert finding.where.path == "content/x.yaml"
        if isinstance(sheet, CopySheet):
            assert len(sheet.digest()) == 8
        if isinstance(sheet, Sheet):
            sheet.at("items", "x", 3)
