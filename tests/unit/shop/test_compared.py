"""The record of a translation: what is written is what is read, word for word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printshop.reading.yaml_file import read
from printshop.shop.compared import recorded, to_yaml, unknown_segments
from printshop.shop.job import Shop
from printshop.shop.words import Compared

# Invisible characters that divide lines are refused where texts are read.
TEXTS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufffe\uffff\ufeff"
    )
)


@given(st.dictionaries(st.sampled_from(["act", "signs[1]", "signs[12]", "a-b"]), TEXTS))
def test_written_and_read(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]) -> None:
    """Quotation marks, line ends of every kind and signs of YAML come back as they were."""
    root = tmp_path_factory.mktemp("record")
    path = root / "compared.yaml"
    record = Compared(files={"flyer": texts, "card": {"slogan": "a\nb: {c} # “d” \\"}})
    path.write_text(to_yaml(record), "utf-8")
    again, findings = read(root, path, Compared)
    assert not findings
    assert again is not None
    assert again.files == record.files


def test_an_empty_record(tmp_path: Path) -> None:
    """A language of which nothing was compared has a record that can be read."""
    path = tmp_path / "compared.yaml"
    path.write_text(to_yaml(Compared(files={})), "utf-8")
    again, _ = read(tmp_path, path, Compared)
    assert again is not None
    assert again.files == {}


@pytest.mark.parametrize(
    ("segments", "known"),
    [
        ([], {"title", "act"}),
        (["act"], {"act"}),
        (["act", "title"], {"title", "act"}),
    ],
)
def test_recorded(opened_shop: Shop, segments: list[str], known: set[str]) -> None:
    """The named texts, or all; what the source no longer has is left out; other files stay."""
    sheet = opened_shop.copies["ar"]["sign"]
    before = Compared(files={"sign": {"gone": "x"}, "card": {"title": "y"}})
    after = recorded(opened_shop, sheet, segments, before)
    source = opened_shop.copies["en"]["sign"].items
    assert after.files["sign"] == {name: source[name] for name in source if name in known}
    assert after.files["card"] == {"title": "y"}


def test_unknown_segments(opened_shop: Shop) -> None:
    """A name that the source does not have is told with the nearest that it has."""
    sheet = opened_shop.copies["ar"]["sign"]
    (finding,) = unknown_segments(opened_shop, sheet, ["act", "acts"])
    assert (finding.code, finding.fix) == ("unknown-name", "did you mean 'act'?")
