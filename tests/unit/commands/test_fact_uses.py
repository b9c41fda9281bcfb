"""Where facts are printed: pieces and files, as they would be made and as they lie in output/."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from printshop.checks.opening import open_shop
from printshop.commands import fact_uses
from printshop.delivery.deliver import pdf_path
from printshop.shop.file_names import FileName
from printshop.shop.job import Composition, Shop


def named(stem: str) -> FileName:
    """The name of an English file of the tiny shop."""
    return FileName("lost-umbrella-week", "test", "en", stem, "en")


def compositions(root: Path) -> tuple[Shop, list[Composition]]:
    """A shop and its pieces as composed."""
    shop, _ = open_shop(root)
    assert shop
    return shop, fact_uses.composed(shop)[0]


def labels(found: list[Composition]) -> list[str]:
    """The pieces, each with its language."""
    return sorted(composition.job.ticket.label for composition in found)


def test_what_prints_a_fact(opened_shop: Shop) -> None:
    """By a token in the words, or by the layout; the code's address is asked for by name."""
    found, missing = fact_uses.composed(opened_shop)
    assert missing == 0
    cards = ["card in ar", "card in en"]
    signs = ["sign-trains in ar", "sign-trains in en"]
    assert labels(fact_uses.printing(found, "hotline")) == [*cards, *signs]
    assert labels(fact_uses.printing(found, "site")) == cards
    assert labels(fact_uses.printing(found, fact_uses.CODE)) == cards
    assert fact_uses.printing(found, "office.web") == []


def test_files_of_a_condition_that_is_made_when_asked_for(tiny_shop: Path) -> None:
    """They count for the pieces that have files of it already, as a build keeps them up to date."""
    press = (tiny_shop / "presses/test.yaml").read_text("utf-8")
    (tiny_shop / "presses/other.yaml").write_text(
        press.replace("made: default", "made: asked"), "utf-8"
    )
    _, found = compositions(tiny_shop)
    output = tiny_shop / "output"
    english = [c for c in found if c.job.ticket.language == "en"]
    stems = ["card", "sign-trains", "sign-trains.a7"]
    assert fact_uses.files_of(english, output) == [named(s) for s in stems]
    path = pdf_path(output, replace(named("sign-trains.a7"), press="other"))
    path.parent.mkdir(parents=True)
    path.touch()
    files = fact_uses.files_of(english, output)
    assert {f.stem for f in files if f.press == "other"} == {"sign-trains", "sign-trains.a7"}


def test_what_is_to_be_made_anew(
    tiny_shop: Path, command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was built and holds something else now, or was altered; never what is not there."""
    output = tiny_shop / "output"
    assert fact_uses.outdated(compositions(tiny_shop)[1], output) == []
    assert command(tiny_shop, "--language", "en").exit == 0
    assert fact_uses.outdated(compositions(tiny_shop)[1], output) == []

    pdf_path(output, named("card")).write_bytes(b"altered")
    card = [named("card")]
    assert fact_uses.outdated(compositions(tiny_shop)[1], output) == card

    words = tiny_shop / "content/en/sign.yaml"
    words.write_text(words.read_text("utf-8").replace("Pick it up.", "Take it."), "utf-8")
    everything = [*card, *(named(f"sign-trains{size}") for size in ("", ".a7"))]
    assert fact_uses.outdated(compositions(tiny_shop)[1], output) == everything


def test_a_profile_that_is_gone(tiny_shop: Path, command: Callable[..., Any]) -> None:
    """What cannot be compared is not called up to date."""
    assert command(tiny_shop, "--language", "en", "--piece", "card").exit == 0
    for profile in (tiny_shop / "presses/icc").glob("*.icc"):
        profile.unlink()
    _, found = compositions(tiny_shop)
    card = [named("card")]
    assert fact_uses.outdated(found, tiny_shop / "output") == card
