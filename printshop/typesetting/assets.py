"""Assets: what a template or style takes from files, and what keeps it from being taken.

Nothing is read from outside ``layouts/``. Pictures are looked at before the renderer has them: it
sets one that is cut short without a word.
"""

from enum import Enum, auto
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

from printshop.colour.icc import cut_short, straight

PIXELS = {".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp"}
DATA, DRAWING = "data:", "data:image/svg+xml"  # how addresses begin that hold what they stand for


class Unset(Exception):
    """A piece cannot be set at all."""


class Fault(Enum):
    """Why an asset cannot be taken."""

    MISSING = auto()
    OUTSIDE = auto()
    CUT_SHORT = auto()


class UnfitAsset(Unset):
    """A picture or style that cannot be taken: its address, and why."""

    def __init__(self, url: str, fault: Fault) -> None:
        super().__init__(url)
        self.url, self.fault = url, fault


def asset(root: Path, url: str) -> str | bytes:
    """Where the renderer is to read what an address stands for, or the bytes of a picture.

    Addresses begin at ``root``. Raises ``UnfitAsset`` where there is nothing under ``layouts/``,
    and of a picture that cannot be read to its end.
    """
    if url.startswith(DATA):
        if url.startswith("data:image/") and not url.startswith(DRAWING):
            with urlopen(url) as opened:  # it holds its bytes itself
                _whole(opened.read(), "data:image")
        return url
    allowed = (root / "layouts").resolve()
    path = (root / unquote(urlsplit(url).path).lstrip("/")).resolve()
    near = urlsplit(url).scheme == "file" and path.is_relative_to(allowed.parent)
    shown = path.relative_to(allowed.parent).as_posix() if near else url
    if not near or not path.is_relative_to(allowed):
        raise UnfitAsset(shown, Fault.OUTSIDE)
    if not path.is_file():
        raise UnfitAsset(shown, Fault.MISSING)
    if path.suffix.lower() in PIXELS:
        return straight(_whole(path.read_bytes(), shown))
    return path.as_uri()


def _whole(picture: bytes, shown: str) -> bytes:
    """A picture's bytes, or ``UnfitAsset`` where they end too soon."""
    if cut_short(picture):
        raise UnfitAsset(shown, Fault.CUT_SHORT)
    return picture
