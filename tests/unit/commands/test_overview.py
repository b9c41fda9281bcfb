"""The gallery: it shows the state of today, also of pieces that a run does not make."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.gallery_values import piece, told, values

Command = Callable[..., Any]
STALE = "has changed since this was compared"


def test_pieces_that_are_not_made(tiny_shop: Path, command: Command) -> None:
    """A run for one piece shows what there is to say about the others, too."""
    command(tiny_shop)
    gallery = tiny_shop / "output/index.html"
    path = tiny_shop / "content/en/sign.yaml"
    path.write_text(path.read_text("utf-8").replace("Pick it up.", "Take it home."), "utf-8")
    assert STALE not in told(gallery, "ar", "sign")
    assert "1 unchanged" in command(tiny_shop, "--language", "en", "--piece", "card").said
    assert STALE in told(gallery, "ar", "sign")
    assert STALE not in told(gallery, "ar", "card")


def test_files_older_than_the_words(tiny_shop: Path, command: Command) -> None:
    """A file that a run does not make is out of date once its words differ, and no other is."""
    command(tiny_shop)
    gallery = tiny_shop / "output/index.html"

    def current() -> dict[tuple[str, str], bool]:
        pieces = values(gallery)["pieces"]
        return {(p["tag"], p["layout"]): all(f[-1] for f in p["files"]) for p in pieces}

    assert set(current().values()) == {True}
    path = tiny_shop / "content/ar/sign.yaml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("خذها", "ارفعها"), "utf-8")
    command(tiny_shop, "--language", "en", "--piece", "card")
    assert [name for name, is_current in current().items() if not is_current] == [("ar", "sign")]
    path.write_text(before, "utf-8")
    command(tiny_shop, "--language", "en", "--piece", "card")
    assert set(current().values()) == {True}


def test_what_is_shown(tiny_shop: Path, command: Command) -> None:
    """Files with their sizes, pictures, reports; words with their facts; what is true of all."""
    command(tiny_shop)
    output = tiny_shop / "output"
    card = piece(output / "index.html", "en", "card")
    (file,) = card["files"]
    assert (output / file[3]).stat().st_size == file[4]
    for place in (*card["pages"], *(place for place, _ in (*card["share"], *card["reports"]))):
        assert (output / place).is_file()
    assert [len(card[key]) for key in ("pages", "share", "reports")] == [2, 2, 1]
    shown = values(output / "index.html")
    texts = [shown["texts"][n] for n in card["texts"]]
    assert ["en", "Every year 12,500 umbrellas wait & wait. Is one of them yours?"] in texts
    assert ["en", "Dry, but alone."] in shown["texts"]
    assert [n["key"] for n in shown["notices"]] == ["notice-signers"]


def test_not_made_yet(tiny_shop: Path, command: Command) -> None:
    """A piece without files is shown with its words, and has no links."""
    command(tiny_shop, "--language", "en", "--piece", "card")
    gallery = tiny_shop / "output/index.html"
    sign = piece(gallery, "ar", "sign")
    assert (sign["files"], sign["pages"], sign["refused"]) == ([], [], False)
    assert any("خذها" in values(gallery)["texts"][n][1] for n in sign["texts"])


def test_hostile_words_stay_text(tiny_shop: Path, command: Command) -> None:
    """Markup in a name that the shop gives ends neither the values nor the page."""
    path = tiny_shop / "layouts/card/layout.yaml"
    hostile = "</script><img src=x onerror=alert(1)> & Co"
    path.write_text(path.read_text("utf-8").replace("title: Card", f'title: "{hostile}"'), "utf-8")
    command(tiny_shop, "--language", "en", "--piece", "card")
    gallery = tiny_shop / "output/index.html"
    assert hostile in [names[0] for _, names, *_ in values(gallery)["layouts"]]
    assert "<img src=x" not in gallery.read_text("utf-8")


def test_words_that_cannot_be_read(tiny_shop: Path, command: Command) -> None:
    """An error in the page's own words is told; the page is written all the same."""
    path = tiny_shop / "layouts/_gallery/words.yaml"
    path.write_text("languages:\n  en: [title\n", "utf-8")
    run = command(tiny_shop, "--language", "en", "--piece", "card")
    assert "layouts/_gallery/words.yaml" in run.said
    assert piece(tiny_shop / "output/index.html", "en", "card")["files"]


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
