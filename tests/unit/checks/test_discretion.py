"""Discretion: a language without telltale words, where a side must not tell."""

from pathlib import Path

from printshop.checks.discretion import unguarded
from printshop.shop.files import read_shop
from printshop.shop.job import Shop


def change(path: Path, old: str, new: str) -> None:
    """Put other words in a file in the place of some that stand there."""
    words = path.read_text("utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), "utf-8")


def read(root: Path) -> Shop:
    """The shop in a folder."""
    shop, findings = read_shop(root)
    assert shop, findings
    return shop


def test_who_is_told(tiny_shop: Path) -> None:
    """A language with texts, once, and only where some side is discreet."""
    change(tiny_shop / "content/en/language.yaml", "telltale: [umbrella]", "telltale: []")
    assert not unguarded(read(tiny_shop))
    layout = tiny_shop / "layouts/card/layout.yaml"
    change(layout, "audience: anyone\n", "audience: anyone\n    discreet: [numbers]\n")
    assert not unguarded(read(tiny_shop))
    change(layout, "discreet: [numbers]", "discreet: true")
    (found,) = unguarded(read(tiny_shop))
    assert found.scope.language == "en"
    assert "('card')" in found.message


def test_a_language_without_texts(tiny_shop: Path) -> None:
    """Of a language that is only begun nothing is printed, so nothing is told."""
    change(tiny_shop / "content/ar/language.yaml", "telltale: [مظلة]", "telltale: []")
    layout = tiny_shop / "layouts/card/layout.yaml"
    change(layout, "audience: anyone\n", "audience: anyone\n    discreet: true\n")
    assert [f.scope.language for f in unguarded(read(tiny_shop))] == ["ar"]
    for path in (tiny_shop / "content/ar").glob("*.yaml"):
        if path.name != "language.yaml":
            path.unlink()
    assert not unguarded(read(tiny_shop))
