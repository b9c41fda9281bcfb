"""Claims as they are read, and which of them texts make."""

from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.findings import Finding
from printshop.reading.yaml_file import read
from printshop.shop.claims import Claim, Claims, made
from printshop.shop.words import CopySheet

CLAIM = {
    "promise": "The office gives umbrellas back free of charge.",
    "by": "[office]",
    "source": "null",
    "checked": "null",
    "confirmed": "null",
}


def claim(tmp_path: Path, **values: str) -> tuple[Claim | None, list[Finding]]:
    """The claim of a file in which some values are others."""
    keys = "".join(f"    {key}: {value}\n" for key, value in {**CLAIM, **values}.items())
    (tmp_path / "claims.yaml").write_text(f"claims:\n  free:\n{keys}", "utf-8")
    sheet, findings = read(tmp_path, tmp_path / "claims.yaml", Claims)
    return (sheet.claims["free"] if sheet else None), findings


def test_nobody_knows_yet(tmp_path: Path) -> None:
    """What is not known is null, and has to be written as such."""
    read_claim, findings = claim(tmp_path)
    assert read_claim, findings
    assert (read_claim.source, read_claim.checked, read_claim.confirmed) == (None, None, None)
    assert (read_claim.at().line, read_claim.at().key) == (2, "claims.free")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("promise", '""', "'claims.free.promise' is '' where a text is wanted"),
        ("promise", "null", "'claims.free.promise' is nothing where text is wanted"),
        ("by", "[]", "is [] where 'campaign' or a centre is wanted"),
        ("by", "office", "'claims.free.by' is 'office' where a list is wanted"),
        ("source", '" "', "'claims.free.source' is ' ' where a text is wanted"),
        ("checked", "soon", "'claims.free.checked' is 'soon' where a date like 2027-11-23"),
        ("confirmed", "Test Reader", "is 'Test Reader' where names with values are wanted"),
        ("confirmed", "{by: Test Reader}", "'on' is missing"),
        ("sources", "a letter", "'sources' is not a key here"),
    ],
)
def test_what_is_no_claim(tmp_path: Path, key: str, value: str, message: str) -> None:
    """One finding, in the writer's words."""
    read_claim, findings = claim(tmp_path, **{key: value})
    assert read_claim is None
    assert [message in f.message for f in findings] == [True], findings


def test_a_file_with_an_error_is_told_alone(tiny_shop: Path) -> None:
    """Texts that name its claims are not told: the shop is not opened without it."""
    (tiny_shop / "content/claims.yaml").write_text("claims: [free]\n", "utf-8")
    shop, findings = open_shop(tiny_shop)
    assert shop is None
    assert [(f.code, f.where.path) for f in findings] == [("wrong-value", "content/claims.yaml")]


def test_which_claims_texts_make() -> None:
    """Those of the texts asked for, each with its place; a text without words makes none."""
    claims = {"hint": ("free", "fast"), "act": ("free",)}
    sheet = CopySheet(status="draft", claims=claims, items={"hint": "Ask.", "act": "Look."})
    items = {("card", "hint"), ("card", "title"), ("sign", "act")}
    assert made({"card": sheet}, items) == [("card", "hint", "fast"), ("card", "hint", "free")]
