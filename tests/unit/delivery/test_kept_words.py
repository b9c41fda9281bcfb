"""Kept words: those of the last two builds that differ, whatever the file holds."""

from dataclasses import replace
from pathlib import Path

import pytest

from printshop.checks.opening import open_shop
from printshop.delivery.kept_words import keep, kept_words
from printshop.shop import catalog
from printshop.shop.job import Composition
from printshop.typesetting.compose import compose


def card(root: Path, cover: str = "") -> Composition:
    """The English card as composed, with other words on its cover."""
    path = root / "content/en/card.yaml"
    if cover:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        lines = [f"  cover: {cover}\n" if x.startswith("  cover:") else x for x in lines]
        path.write_text("".join(lines), "utf-8")
    shop, findings = open_shop(root)
    assert shop, findings
    composition, findings = compose(catalog.resolve(shop, catalog.to_sign_off(shop)["en/card"]))
    assert composition, findings
    return composition


def covers(output: Path) -> list[str]:
    """What stood on the covers that are kept, the oldest first."""
    return [b.words.texts["card/cover"].text for b in kept_words(output, "en", "card")]


def test_two_are_kept(tiny_shop: Path) -> None:
    """The same words are kept once; of more than two the oldest go."""
    output = tiny_shop / "output"
    assert covers(output) == []
    for cover in ("One", "One", "Two", "Three"):
        keep(output, card(tiny_shop, cover))
    assert covers(output) == ["Two", "Three"]


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"built": [{"on": "2026-13-01"}]}', "\0"])
def test_a_damaged_file(tiny_shop: Path, kept: str) -> None:
    """It counts as none, and is written anew."""
    output = tiny_shop / "output"
    (output / "words").mkdir(parents=True)
    (output / "words/en.card.json").write_text(kept)
    assert covers(output) == []
    keep(output, card(tiny_shop, "One"))
    assert covers(output) == ["One"]


def test_each_language_of_a_piece(tiny_shop: Path) -> None:
    """Of a piece that carries other languages, the words of each are kept."""
    composition, output = card(tiny_shop), tiny_shop / "output"
    job = composition.job
    carrying = replace(job, ticket=replace(job.ticket, carried=("ar",)))
    keep(output, replace(composition, job=carrying))
    assert kept_words(output, "en", "card")
    assert kept_words(output, "ar", "card")
