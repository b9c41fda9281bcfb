"""Changes: a file that is saved is noticed, however an editor writes it."""

import os
import time
from pathlib import Path

import pytest

from printshop.commands.watching.changes import changed, settled, state

CARD = "content/en/card.yaml"


def test_nothing_has_changed(tiny_shop: Path) -> None:
    """Files that were only read are as they were."""
    before = state(tiny_shop)
    assert CARD in before
    (tiny_shop / CARD).read_bytes()
    assert settled(tiny_shop, before) == before


def test_each_way_to_save_is_a_change(tiny_shop: Path) -> None:
    """Written over, moved into its place with an old time, added, taken away."""
    path = tiny_shop / CARD
    before, stat = state(tiny_shop), path.stat()
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    assert changed(before, before := settled(tiny_shop, before)) == [CARD]
    beside = path.with_name(".card.yaml.tmp")
    beside.write_bytes(path.read_bytes())
    os.utime(beside, ns=(stat.st_atime_ns, path.stat().st_mtime_ns))
    beside.rename(path)
    assert changed(before, before := settled(tiny_shop, before)) == [CARD]
    (tiny_shop / "layouts/card/new.css").write_text("", "utf-8")
    path.unlink()
    assert changed(before, settled(tiny_shop, before)) == [CARD, "layouts/card/new.css"]


def test_what_an_editor_keeps_beside_a_file_is_no_change(tiny_shop: Path) -> None:
    """A lock of an office program; a link that leads nowhere stops nothing."""
    before = state(tiny_shop)
    path = tiny_shop / CARD
    path.with_name("~$card.yaml").write_text("", "utf-8")
    path.with_name(".#card.yaml").symlink_to("somebody@somewhere")
    assert changed(before, settled(tiny_shop, before)) == []


def test_a_file_that_is_being_written_is_waited_for(
    tiny_shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state is taken when nothing has changed since the look before."""
    before, path = state(tiny_shop), tiny_shop / CARD
    parts = ["status: draft\n", "items:\n", "  title: A title\n"]
    path.write_text("", "utf-8")

    def write_on(_: float) -> None:
        if parts:
            with path.open("a", encoding="utf-8") as file:
                file.write(parts.pop(0))

    monkeypatch.setattr(time, "sleep", write_on)
    monkeypatch.setattr(time, "monotonic", lambda: 0.0)
    assert settled(tiny_shop, before)[CARD][1] == path.stat().st_size
    assert parts == []
