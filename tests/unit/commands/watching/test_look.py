"""A look at a piece: pages or findings, never an exception."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from printshop.commands.watching import look as module
from printshop.commands.watching.look import Look, examined, look

TODAY = date(2027, 2, 1)
PIECE = "en/card"


def codes(piece: Look) -> list[str]:
    """The codes of what was found."""
    return [f.code for f in piece.findings]


def test_a_piece_is_shown(tiny_shop: Path) -> None:
    """Both sides as pictures of the trim, and nothing is written."""
    piece = look(tiny_shop, PIECE, TODAY)
    assert [page.side for page in piece.pages] == ["outside", "inside"]
    assert all(page.png.startswith(b"\x89PNG") for page in piece.pages)
    assert all(abs(page.pixels[0] - module.SIDE) <= 1 for page in piece.pages)
    assert examined(piece, PIECE) == []
    assert not (tiny_shop / "output").exists()


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of a file's text."""

    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), "utf-8")

    return change


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "YAML": (replaced("content/en/card.yaml", "items:", "items: ["), ""),
    "the facts": (replaced("content/campaign.yaml", "facts:", "facts: ["), ""),
    "the template": (replaced("layouts/card/page.html.j2", "{%", "{% oops"), "broken-template"),
    "no template": (lambda r: (r / "layouts/card/page.html.j2").unlink(), "missing-file"),
    "no style": (lambda r: (r / "layouts/card/style.css").unlink(), "missing-file"),
    "no words": (lambda r: (r / "content/en/card.yaml").unlink(), ""),
    "too long": (
        replaced("content/en/card.yaml", "cover: Useful", f"cover: {'Useful ' * 30}"),
        "overset",
    ),
    "the style": (replaced("layouts/card/style.css", "", "#cover { colour: red }\n"), "renderer"),
    "renamed": (lambda r: (r / "layouts/card").rename(r / "layouts/map"), "unknown-name"),
    "no language": (lambda r: shutil.rmtree(r / "content/en"), ""),
    "no content": (lambda r: shutil.rmtree(r / "content"), "missing-file"),
    "no condition": (lambda r: (r / "presses/test.yaml").unlink(), "nothing-to-make"),
}


@pytest.mark.parametrize(("spoil", "code"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told(
    tiny_shop: Path, spoil: Callable[[Path], object], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A finding takes the place of the pictures; it is about the file, not about the program."""
    spoil(tiny_shop)
    piece = look(tiny_shop, PIECE, TODAY)
    assert piece.pages == ()
    assert piece.findings
    assert "bug" not in codes(piece)
    assert code in codes(piece) or not code
    assert examined(piece, PIECE) == []
    assert capsys.readouterr().err == ""


def test_a_fault_of_the_program_is_told(
    tiny_shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its traceback is printed; no file is written."""

    def failing(*_: object) -> None:
        raise RuntimeError("an odd thing")

    good = look(tiny_shop, PIECE, TODAY)
    monkeypatch.setattr(module, "ink_artwork", failing)
    monkeypatch.setattr(module, "findings_of", failing)
    assert codes(look(tiny_shop, PIECE, TODAY)) == ["bug"]
    assert [f.code for f in examined(good, PIECE)] == ["bug"]
    assert "RuntimeError: an odd thing" in capsys.readouterr().err
    assert not (tiny_shop / "output").exists()
