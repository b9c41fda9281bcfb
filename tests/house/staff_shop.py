"""The real shop in little: all languages and words, and of the pieces one. The guide's shop."""

import shutil
from pathlib import Path

from tests.house.rooms import ROOT

KEPT = ("card",)
COPIED = ("content", "layouts", "presses", "orders")


def lay_out(root: Path) -> Path:
    """Copy the shop to ``root``, with the pieces ``KEPT``."""
    for folder in COPIED:
        shutil.copytree(ROOT / folder, root / folder)
    for layout in (root / "layouts").iterdir():
        if layout.name.startswith("_") or layout.name in KEPT:
            continue
        shutil.rmtree(layout)
        for words in (root / "content").glob(f"*/{layout.name}.yaml"):
            words.unlink()
    (root / "fonts").symlink_to(ROOT / "fonts", target_is_directory=True)
    return root


def replace(path: Path, old: str, new: str) -> None:
    """One place of a file, written anew as a person writes it."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name}: {old!r} stands there {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")
