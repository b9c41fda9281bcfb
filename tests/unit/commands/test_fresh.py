"""The verb ``fresh``, typed: the source changes, and its translations become fresh again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.gallery_values import told

Command = Callable[..., Any]
STALE = "content/ar/sign.yaml:4: review[stale]"


@pytest.fixture
def stale_shop(tiny_shop: Path) -> Path:
    """The tiny shop with one sentence changed in its source."""
    path = tiny_shop / "content/en/sign.yaml"
    path.write_text(path.read_text("utf-8").replace("Pick it up.", "Pick it up,"), "utf-8")
    return tiny_shop


def record(shop: Path) -> str:
    """What was recorded."""
    return (shop / "content/ar/compared.yaml").read_text("utf-8")


def test_the_way(tiny_shop: Path, command: Command) -> None:
    """Stale at once in check, list, gallery and build, also unbuilt; cleared by ``fresh`` alone."""
    command(tiny_shop)
    gallery = tiny_shop / "output/index.html"
    report = tiny_shop / "output/report/test/ar/lost-umbrella-week-sign-trains-ar-test.json"
    path = tiny_shop / "content/en/sign.yaml"
    path.write_text(path.read_text("utf-8").replace("Pick it up.", "Pick it up,"), "utf-8")

    def stale() -> list[bool]:
        check, listed, build = (command(tiny_shop, *v).said for v in (["check"], ["list"], []))
        badge = "has changed since this was compared" in told(gallery, "ar", "sign")
        return [STALE in check, "  st  " in listed, badge, STALE in build]

    assert stale() == [True] * 4
    assert "0 built, 6 unchanged" in command(tiny_shop).said
    assert "“Pick it up.” and is “Pick it up,”" in command(tiny_shop, "check").said
    words = tiny_shop / "content/ar/sign.yaml"
    words.write_text(words.read_text("utf-8").replace("خذها", "ارفعها"), "utf-8")
    assert stale() == [True] * 4
    run = command(tiny_shop, "fresh", "ar/sign", "act")
    assert (run.exit, run.said) == (0, "content/ar/sign.yaml: 1 text recorded as compared\n")
    assert stale() == [False] * 4
    assert "stale" not in report.read_text("utf-8")


def test_of_no_piece(stale_shop: Path, command: Command) -> None:
    """A piece that does not print the text is not called stale."""
    assert STALE not in command(stale_shop, "check", "--piece", "card").said
    assert STALE in command(stale_shop, "check", "--language", "ar").said
    listed = command(stale_shop, "list").said.splitlines()
    assert [line.split()[:3] for line in listed[1:3]] == [
        ["card", "dr", "dr"],
        ["sign-trains", "st", "dr"],
    ]


def test_nothing_to_record(tiny_shop: Path, command: Command) -> None:
    """What is fresh stays as it is."""
    before = record(tiny_shop)
    assert "nothing to record" in command(tiny_shop, "fresh", "ar/sign").said
    assert record(tiny_shop) == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["en/sign"], "'en' is the source"),
        (["fr/sign"], "there is no language 'fr'"),
        (["ar/sing"], "did you mean 'ar/sign'?"),
        (["ar/sign", "atc"], "did you mean 'act'?"),
        (["ar/language"], "there is no file 'ar/language'"),
        (["xx,", "ar/sign"], "there is no language 'xx'"),
        (["ar/sign", "ar/nothing"], "there is no file 'ar/nothing'"),
    ],
)
def test_all_or_none(stale_shop: Path, command: Command, typed: list[str], said: str) -> None:
    """A name that is wrong is told, and nothing is recorded."""
    before = record(stale_shop)
    run = command(stale_shop, "fresh", *typed)
    assert run.exit == 2
    assert said in run.said
    assert run.said.endswith("nothing was recorded\n")
    assert record(stale_shop) == before


def test_a_file_with_an_error(stale_shop: Path, command: Command) -> None:
    """What cannot be read, or has another shape than its source, was not compared with it."""
    path = stale_shop / "content/ar/sign.yaml"
    path.write_text(path.read_text("utf-8").replace("act:", "atc:"), "utf-8")
    run = command(stale_shop, "fresh", "ar/sign")
    assert run.exit == 2
    assert "content/ar/sign.yaml" in run.said
    assert "nothing was recorded" in run.said


def test_texts_without_a_file(tiny_shop: Path, command: Command) -> None:
    """A text alone is not enough."""
    run = command(tiny_shop, "fresh", "act")
    assert run.exit == 2
    assert "'act' names no file: type it as fr/flyer" in run.errors


@pytest.mark.parametrize("typed", ["/sign", "ar/", ",/sign", "content//sign"])
def test_half_a_name(stale_shop: Path, command: Command, typed: str) -> None:
    """A language or a file is missing: told, and not passed over."""
    before = record(stale_shop)
    run = command(stale_shop, "fresh", typed)
    assert run.exit == 2
    assert record(stale_shop) == before


def test_a_source_with_an_error(stale_shop: Path, command: Command) -> None:
    """Its own fault is told, not that there is no such text."""
    (stale_shop / "content/en/sign.yaml").write_text("items: [\n", "utf-8")
    run = command(stale_shop, "fresh", "ar/sign")
    assert run.exit == 2
    assert run.said.startswith("content/en/sign.yaml:1: error[broken-yaml]")
