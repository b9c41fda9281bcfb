"""Assets: what is taken from files, and what is not."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from printshop.shop.job import Shop
from printshop.typesetting import render
from printshop.typesetting.assets import Fault, UnfitAsset, asset, pictogram_svg


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a style and a picture under layouts/, and a file beside that."""
    (tmp_path / "layouts/card").mkdir(parents=True)
    (tmp_path / "layouts/card/style.css").write_text("", "utf-8")
    (tmp_path / "layouts/card/dot.png").write_bytes(picture())
    (tmp_path / "secret.txt").write_text("", "utf-8")
    return tmp_path


def picture(kind: str = "PNG") -> bytes:
    """A picture that cannot be packed into a few bytes."""
    out = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(out, kind)
    return out.getvalue()


def fault(root: Path, url: str) -> tuple[str, Fault]:
    """How an address is called that cannot be taken, and why."""
    with pytest.raises(UnfitAsset) as raised:
        asset(root, url)
    return raised.value.url, raised.value.fault


def test_what_is_taken(root: Path) -> None:
    """A style by its place on the disk, a picture as bytes, an address with its own bytes as is."""
    style = root / "layouts/card/style.css"
    assert asset(root, "file:///layouts/card/style.css") == style.resolve().as_uri()
    assert asset(root, "file:///layouts/card/dot.png") == picture_of(root)
    whole = f"data:image/png;base64,{base64.b64encode(picture()).decode()}"
    for url in (whole, "data:image/svg+xml,%3Csvg/%3E", "data:text/css,a"):
        assert asset(root, url) == url


def picture_of(root: Path) -> bytes:
    """The picture as it lies there."""
    return (root / "layouts/card/dot.png").read_bytes()


def test_what_is_not(root: Path) -> None:
    """A name that leads nowhere, or out of the folder, by whatever way."""
    assert fault(root, "file:///layouts/card/no.png") == ("layouts/card/no.png", Fault.MISSING)
    assert fault(root, "file:///layouts/../secret.txt") == ("secret.txt", Fault.OUTSIDE)
    assert fault(root, "file:///layouts/%2e%2e/secret.txt") == ("secret.txt", Fault.OUTSIDE)
    for url in ("https://example.org/x.png", "file:///etc/hostname"):
        assert fault(root, url)[1] is Fault.OUTSIDE


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_truncated_picture(root: Path, kind: str) -> None:
    """The renderer would set what is there, and leave the rest gray or empty."""
    half = picture(kind)[:1500]
    name = f"dot.{kind.lower()}"
    (root / "layouts/card" / name).write_bytes(half)
    shown = f"layouts/card/{name}"
    assert fault(root, f"file:///{shown}") == (shown, Fault.TRUNCATED)
    url = f"data:image/{kind.lower()};base64,{base64.b64encode(half).decode()}"
    assert fault(root, url)[1] is Fault.TRUNCATED


def test_the_renderer_leaves_pillow_strict(opened_shop: Shop) -> None:
    """Whoever opens a picture in the same process is told that it is cut short."""
    render.print_page(opened_shop.root, "<p>1")
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


def test_pictograms(opened_shop: Shop) -> None:
    """In two colours; a name that is no plain word leads nowhere."""
    name = next((opened_shop.root / "layouts/_shared/pictograms").glob("*.svg")).stem
    svg = pictogram_svg(opened_shop, name, "ink", "ground")
    assert svg
    assert not {"#000000", "#ffffff"} & set(svg.split('"'))
    assert pictogram_svg(opened_shop, "no-such", "ink", "ground") is None
    assert pictogram_svg(opened_shop, f"../pictograms/{name}", "ink", "ground") is None
