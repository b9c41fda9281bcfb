"""Assets: pictures and styles that a template or style names, and why one cannot be used.

Nothing is read from outside ``layouts/``. Pictures are read to their end before the renderer has
them: it places a truncated one without a warning.
"""

import base64
import re
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from printshop.reading.yaml_file import digest
from printshop.shop.job import Shop

PIXELS = {".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp"}
WORKED_IN = {".j2", ".yaml"}  # what a frame holds of these stands in its markup and in its layout
DATA, SVG_DATA = "data:", "data:image/svg+xml"  # URLs that hold the data themselves


class TypesettingError(Exception):
    """A piece cannot be typeset."""


class Fault(Enum):
    """Why an asset cannot be used."""

    MISSING = auto()
    OUTSIDE = auto()
    TRUNCATED = auto()


class UnfitAsset(TypesettingError):
    """A picture or style that cannot be used: its address, and why."""

    def __init__(self, url: str, fault: Fault) -> None:
        super().__init__(url)
        self.url, self.fault = url, fault


def asset(root: Path, url: str) -> str | bytes:
    """The URL from which the renderer reads an asset, or the bytes of a picture.

    Addresses are relative to ``root``. Raises ``UnfitAsset`` for what is not in ``layouts/``, and
    for a picture that cannot be read to its end.
    """
    if url.startswith(DATA):
        if url.startswith("data:image/") and not url.startswith(SVG_DATA):
            from urllib.request import urlopen  # imported here: it loads all of HTTP

            with urlopen(url) as opened:
                _complete(opened.read(), "data:image")
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
        from printshop.colour.icc import prepare_for_renderer  # see below

        return prepare_for_renderer(_complete(path.read_bytes(), shown))
    return path.as_uri()


def _complete(picture: bytes, shown: str) -> bytes:
    """A picture's bytes; raises ``UnfitAsset`` where they are truncated."""
    # Imported here: few pieces place a picture, and numpy takes a fifth of a short run to load.
    from printshop.colour.icc import is_truncated

    if is_truncated(picture):
        raise UnfitAsset(shown, Fault.TRUNCATED)
    return picture


@lru_cache(maxsize=2)
def style_digest(shop: Shop) -> str:
    """A digest of the styles and pictures in ``layouts/`` as they were when it was first asked.

    It is taken of the files' sizes and times, so it tells shops of one process apart, and no more.
    """
    folder, parts = shop.root / "layouts", []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in WORKED_IN and path.is_file():
            stat = path.stat()
            parts += [path.as_posix(), f"{stat.st_ino} {stat.st_size} {stat.st_mtime_ns}"]
    return digest(*parts)


@lru_cache(maxsize=256)
def pictogram_svg(shop: Shop, name: str, ink: str, ground: str) -> str | None:
    """A pictogram of the shop in two colours; None where there is none of this name."""
    path = shop.root / f"layouts/_shared/pictograms/{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
        return None
    svg = path.read_text("utf-8")
    return svg.replace("#000000", ink).replace("#ffffff", ground)


def data_url(svg: str) -> str:
    """A drawing as an address that holds it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
