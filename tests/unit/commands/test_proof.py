"""The verb ``proof``: which files it writes, and what it says of a name that is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]


def test_a_proof_is_written_for_each_piece(tiny_shop: Path, command: Command) -> None:
    """Into the folder of its language; the paths are printed."""
    run = command(tiny_shop, "proof", "en/card", "ar/card")
    assert run.exit == 0
    made = sorted(p.relative_to(tiny_shop).as_posix() for p in tiny_shop.rglob("review/*/*.pdf"))
    assert len(made) == 2
    assert sorted(run.said.split()) == made


def test_an_unknown_piece_is_told(tiny_shop: Path, command: Command) -> None:
    """With the nearest name; nothing is made."""
    run = command(tiny_shop, "proof", "en/crad")
    assert run.exit == 2
    assert "there is no piece 'en/crad'" in run.said
    assert "did you mean 'en/card'?" in run.said
    assert not (tiny_shop / "output").exists()


def test_the_reader_has_a_language_of_the_proof(tiny_shop: Path, command: Command) -> None:
    """One in which its headings are written."""
    run = command(tiny_shop, "proof", "en/card", "--reader-language", "ar")
    assert run.exit == 2
    assert "the proof has no words in 'ar'" in run.said


def test_a_broken_file_is_told_and_makes_no_proof(tiny_shop: Path, command: Command) -> None:
    """The other piece is made."""
    words = tiny_shop / "content/ar/card.yaml"
    words.write_text(words.read_text("utf-8") + "  cover: [\n", "utf-8")
    run = command(tiny_shop, "proof", "en/card", "ar/card")
    assert run.exit == 2
    assert "content/ar/card.yaml" in run.said
    assert (tiny_shop / "output/review/en").is_dir()
    assert not (tiny_shop / "output/review/ar").exists()
