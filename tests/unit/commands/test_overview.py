"""The gallery: it shows the state of today, also of pieces that a run does not make."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]


def test_pieces_that_are_not_made(tiny_shop: Path, command: Command) -> None:
    """A run for one piece shows what there is to say about the others, too."""
    command(tiny_shop)
    gallery = tiny_shop / "output/index.html"
    path = tiny_shop / "content/en/sign.yaml"
    path.write_text(path.read_text("utf-8").replace("Pick it up.", "Take it home."), "utf-8")
    assert "<b>stale</b>" not in gallery.read_text("utf-8")
    assert "1 unchanged" in command(tiny_shop, "--language", "en", "--piece", "card").said
    ((line),) = [x for x in gallery.read_text("utf-8").splitlines() if "<b>stale</b>" in x]
    assert line.startswith("<li>ar: ")
    assert "sign-trains" in line


def test_written_when_it_differs(tiny_shop: Path, command: Command) -> None:
    """A gallery that would be the same is left alone; one that is gone or damaged is written."""
    command(tiny_shop)
    gallery = tiny_shop / "output/index.html"
    before = gallery.stat().st_mtime_ns
    command(tiny_shop)
    assert gallery.stat().st_mtime_ns == before
    whole = gallery.read_bytes()
    for damage in (lambda: gallery.write_bytes(b"\xff"), gallery.unlink):
        damage()
        command(tiny_shop)
        assert gallery.read_bytes() == whole
