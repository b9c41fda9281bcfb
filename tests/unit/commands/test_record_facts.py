"""The verb ``facts --record``: what is recorded, what is refused, and that it is all or none."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from printshop.checks.opening import open_shop
from printshop.checks.recorded_facts import changed_facts
from printshop.commands import record_facts
from tests.unit.hotline import CAMPAIGN, CHECKED, LATER, OTHER, VALUE, change, set_hotline

SIGNERS = "signers: [{name: Test Reader, roles: [reader], languages: all}]"
Command = Callable[..., Any]


@pytest.fixture
def shop(tiny_shop: Path) -> Path:
    """The tiny shop with a record of its facts."""
    assert record_facts.record(tiny_shop, [], CHECKED) == 0
    return tiny_shop


def codes(root: Path) -> list[str]:
    """The codes of the findings about changed facts."""
    opened, _ = open_shop(root)
    assert opened
    return [f.code for f in changed_facts(opened)]


def kept(root: Path) -> str:
    """The record as it is written."""
    return (root / "content/recorded-facts.yaml").read_text("utf-8")


def test_the_first_record(tiny_shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All facts are recorded where none was; a second time nothing is to be done."""
    assert record_facts.record(tiny_shop, [], CHECKED) == 0
    said = capsys.readouterr().out
    assert f"recorded hotline: '{VALUE}', checked on {CHECKED}\n" in said
    assert f"recorded count: 12500, checked on {CHECKED}\n" in said
    assert said.endswith("commit content/recorded-facts.yaml together with content/campaign.yaml\n")
    assert codes(tiny_shop) == []
    before = kept(tiny_shop)
    for names in ([], ["hotline"]):
        assert record_facts.record(tiny_shop, names, LATER) == 0
        assert capsys.readouterr().out.startswith("nothing to record: ")
    assert kept(tiny_shop) == before


def test_a_change_is_recorded(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The finding is gone afterwards; what was not named stays as it was recorded."""
    set_hotline(shop, OTHER, LATER)
    path = shop / CAMPAIGN
    site, day = "value: www.example.org, source: made up, checked: ", CHECKED.isoformat()
    change(path, f"{site}{day}", f"{site}{LATER}")
    assert codes(shop) == ["fact-changed", "fact-not-recorded"]
    capsys.readouterr()
    assert record_facts.record(shop, ["hotline", "count"], LATER) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"recorded hotline: '{OTHER}', checked on {LATER}"
    assert len(said) == 2
    assert codes(shop) == ["fact-not-recorded"]
    assert record_facts.record(shop, [], LATER) == 0
    assert codes(shop) == []


def test_new_and_gone(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fact that was renamed: the new name is recorded, the old one goes."""
    change(shop / CAMPAIGN, "  count:", "  umbrellas:")
    assert codes(shop) == ["fact-changed", "fact-changed"]
    capsys.readouterr()
    assert record_facts.record(shop, [], CHECKED) == 0
    said = capsys.readouterr().out
    assert f"recorded umbrellas: 12500, checked on {CHECKED}\n" in said
    assert "recorded that count is no fact any more\n" in said
    assert "  count:" not in kept(shop)
    assert codes(shop) == []


def test_a_value_that_was_not_checked(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused, and so is what was named beside it; on the day of the check it is taken."""
    set_hotline(shop, OTHER)
    change(shop / CAMPAIGN, "  count:", "  umbrellas:")
    before = kept(shop)
    for names in ([], ["umbrellas", "hotline"]):
        assert record_facts.record(shop, names, LATER) == 2
        said = capsys.readouterr().out
        assert "error[fact-not-checked]: 'hotline'" in said
        assert said.endswith("nothing was recorded\n")
        assert kept(shop) == before
    assert record_facts.record(shop, ["umbrellas"], LATER) == 0
    assert codes(shop) == ["fact-not-checked", "fact-changed"]
    assert record_facts.record(shop, ["hotline"], CHECKED) == 0, "changed twice on one day"
    assert codes(shop) == ["fact-changed"]


def test_other_errors_do_not_matter(shop: Path) -> None:
    """A text with an error keeps no fact from being recorded."""
    set_hotline(shop, OTHER, LATER)
    (shop / "content/ar/card.yaml").unlink()
    assert record_facts.record(shop, [], LATER) == 0


def test_a_record_that_cannot_be_read(shop: Path, command: Command) -> None:
    """It is not overwritten: what it held would be lost."""
    path = shop / "content/recorded-facts.yaml"
    path.write_text("<<<<<<< ours\nfacts: {}\n", "utf-8")
    run = command(shop, "facts", "--record")
    assert run.exit == 2
    assert "content/recorded-facts.yaml:" in run.said
    assert run.said.endswith("nothing was recorded\n")
    assert path.read_text("utf-8").startswith("<<<<<<<")


def test_a_file_that_cannot_be_written(
    shop: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record stays as it was, and nothing is said to be recorded."""

    def full(path: Path, _: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    set_hotline(shop, OTHER, LATER)
    monkeypatch.setattr(record_facts, "write", full)
    run = command(shop, "facts", "--record")
    assert run.exit == 5
    assert run.said.startswith("content/recorded-facts.yaml: error[not-written]: ")


def test_nothing_is_packaged_meanwhile(shop: Path, command: Command) -> None:
    """Neither signed nor ordered, until somebody has looked at what prints the new value."""
    change(shop / CAMPAIGN, "signers: []", SIGNERS)
    order = shop / "orders/spring.yaml"
    order.parent.mkdir()
    order.write_text("lines:\n  - {pieces: card, languages: en, quantity: 50}\n", "utf-8")
    set_hotline(shop, OTHER, LATER)
    for typed in (("sign-off", "en/card", "--by", "Test Reader"), ("order", str(order))):
        run = command(shop, *typed)
        assert run.exit == 2
        assert "[fact-changed]: 'hotline' was" in run.said
    assert "error[fact-changed]" in run.said
    assert not list(shop.rglob("sign-off.yaml"))
    assert not (shop / "output").exists()
    assert command(shop, "facts", "--record").exit == 0
    assert command(shop, "sign-off", "en/card", "--by", "Test Reader").exit == 0
