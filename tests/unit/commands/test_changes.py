"""Changes: what is to be read again since a piece was signed or built, and nothing else."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from printshop.proofing.changed_texts import changed_besides, changed_texts, compared
from printshop.shop.signing import SignedText, SignedWords

Command = Callable[..., Any]

SIGNERS = "signers: [{name: Test Reader, roles: [reader], languages: all}]"


@pytest.fixture
def signed(tiny_shop: Path, command: Command) -> Path:
    """The tiny shop, whose cards are signed."""
    change(tiny_shop / "content/campaign.yaml", "signers: []", SIGNERS)
    assert command(tiny_shop, "sign-off", "en/card", "ar/card", "--by", "Test Reader").exit == 0
    return tiny_shop


def change(path: Path, old: str, new: str) -> None:
    """Put other words in a file in the place of some that stand there."""
    words = path.read_text("utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), "utf-8")


def page(root: Path, language: str) -> str:
    """The page of changes of a card, without what its pictures hold."""
    (path,) = (root / "output/review" / language).glob("*-changes.html")
    return re.sub(r"base64,[^\"]+", "", path.read_text("utf-8"))


def test_nothing_changed(signed: Path, command: Command) -> None:
    """The page says so, and shows no panel."""
    assert command(signed, "changes", "en/card").exit == 0
    assert "Nothing has changed." in page(signed, "en")
    assert "<img" not in page(signed, "en")


def test_a_changed_text(signed: Path, command: Command) -> None:
    """Its panel before and after, and only its words; the source's beside the translation."""
    change(signed / "content/en/card.yaml", "cover: Useful", "cover: Handy")
    run = command(signed, "changes", "ar/card")
    assert (run.exit, run.said) == (
        0,
        "output/review/ar/lost-umbrella-week-card-ar-changes.html\n",
    )
    shown = page(signed, "ar")
    assert re.findall(r"<small>(.*?)</small>", shown) == ["card/cover"]
    assert shown.count("<img") == 2
    assert "<del>Useful</del>" in shown
    assert "<ins>Handy</ins>" in shown
    assert shown.count('lang="ar" dir="rtl"') == 2


def test_a_changed_number_that_stands_in_no_text(signed: Path, command: Command) -> None:
    """The panel that shows it looks otherwise, and it is named."""
    change(signed / "content/campaign.yaml", "+32 470 12 34 56", "+32 470 12 34 58")
    command(signed, "changes", "en/card")
    shown = page(signed, "en")
    assert shown.count("<img") == 2
    assert "<del>+32 470 12 34 56</del>" in shown
    assert "<ins>+32 470 12 34 58</ins>" in shown


# ── what nobody has signed ───────────────────────────────────────────────────────────────────


def build(command: Command, root: Path) -> None:
    """Build the cards."""
    assert command(root, "--piece", "card").exit == 0


def test_an_unsigned_translation(tiny_shop: Path, command: Command) -> None:
    """Since it was built a sentence has changed in both languages: its panel, its words alone.

    The next build does not hide it; one more with other words does.
    """
    build(command, tiny_shop)
    change(tiny_shop / "content/en/card.yaml", "cover: Useful", "cover: Handy")
    card = tiny_shop / "content/ar/card.yaml"
    (cover,) = re.findall(r"^  cover: (.*)$", card.read_text("utf-8"), re.M)
    change(card, f"cover: {cover}", "cover: عملي")
    assert command(tiny_shop, "fresh", "ar/card", "cover").exit == 0
    shown = []
    for _ in range(2):
        assert command(tiny_shop, "changes", "ar/card").exit == 0
        shown.append(page(tiny_shop, "ar"))
        build(command, tiny_shop)
    assert shown[0] == shown[1]
    assert "Nobody has signed this piece yet. Compared with the words of the file" in shown[0]
    assert re.findall(r"<small>(.*?)</small>", shown[0]) == ["card/cover"]
    assert shown[0].count("<img") == 2
    for words in ("<del>Useful</del>", "<ins>Handy</ins>", "<ins>عملي</ins>"):
        assert words in shown[0]
    change(card, "cover: عملي", f"cover: {cover}")
    build(command, tiny_shop)
    command(tiny_shop, "changes", "ar/card")
    assert "<del>عملي</del>" in page(tiny_shop, "ar")
    assert "Useful" not in page(tiny_shop, "ar")


@pytest.mark.parametrize("kept", ["", "{", '{"built": [{"on": "2026-13-01"}]}'])
def test_an_unsigned_translation_never_built(tiny_shop: Path, command: Command, kept: str) -> None:
    """Only the source is known as it was: its old words and its new ones, one picture."""
    if kept:
        path = tiny_shop / "output/words/ar.card.json"
        path.parent.mkdir(parents=True)
        path.write_text(kept)
    change(tiny_shop / "content/en/card.yaml", "cover: Useful", "cover: Handy")
    assert command(tiny_shop, "changes", "ar/card").exit == 0
    shown = page(tiny_shop, "ar")
    assert "nothing is kept of an older file" in shown
    assert re.findall(r"<small>(.*?)</small>", shown) == ["card/cover"]
    assert shown.count("<img") == 1
    assert "<del>Useful</del>" in shown
    assert "<ins>Handy</ins>" in shown


def test_built_and_unchanged(tiny_shop: Path, command: Command) -> None:
    """A piece that is as it was built: nothing has changed since."""
    build(command, tiny_shop)
    assert command(tiny_shop, "changes", "en/card", "ar/card").exit == 0
    assert "Nothing has changed." in page(tiny_shop, "en")


def test_what_is_kept(tiny_shop: Path, command: Command) -> None:
    """The words of each piece in each language, once for all its files."""
    assert command(tiny_shop, "build").exit == 0
    kept = {path.name for path in (tiny_shop / "output/words").iterdir()}
    assert {"en.card.json", "ar.card.json"} < kept
    pieces = {name for name in kept if name.startswith("ar.")}
    assert pieces == {f"ar.{name.removeprefix('en.')}" for name in kept if name.startswith("en.")}


def test_words_in_two_texts() -> None:
    """What stayed, what went, what came; in any language."""
    then, now = compared("Call the line, free", "Call this line")
    assert then == (("", "Call "), ("del", "the"), ("", " "), ("del", "line, free"))
    assert now == (("", "Call "), ("ins", "this"), ("", " "), ("ins", "line"))


def test_texts_with_facts() -> None:
    """A text that prints another fact is read again; a fact in no text is told by itself."""
    texts = {"a/b": SignedText(text="{count} of them"), "a/c": SignedText(text="all")}
    then = SignedWords(texts=texts, printed={"count": "12", "code": "x"})
    now = SignedWords(texts=texts, printed={"count": "13", "code": "y"})
    (found,) = changed_texts(then, now)
    assert found.own == ((("del", "12"), ("", " of them")), (("ins", "13"), ("", " of them")))
    assert changed_besides(then, now) == [("code", "x", "y")]
