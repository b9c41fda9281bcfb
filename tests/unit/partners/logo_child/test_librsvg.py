"""librsvg through libvips: what comes back of a drawing, and that nothing else is read."""

from pathlib import Path

import pytest

from printshop.partners.logo_child.librsvg import CannotDraw, draw

TASKS = Path("/proc/self/task")
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inner: str, root: str = 'viewBox="0 0 20 10"') -> bytes:
    """A drawing, twice as wide as high."""
    return f"<svg {NAMESPACES} {root}>{inner}</svg>".encode()


def test_pixels() -> None:
    """Red, green, blue and opacity of each; colours are not multiplied by it."""
    pixels = draw(svg('<path d="M0 0h10v10h-10z" fill="#c81e28" opacity=".5"/>'), 40)
    assert pixels.shape == (20, 40, 4)
    assert pixels[10, 30].tolist() == [0, 0, 0, 0]
    assert abs(pixels[10, 10].astype(int) - (200, 30, 40, 128)).max() <= 2


@pytest.mark.parametrize(
    ("root", "shape"),
    [
        ('viewBox="0 0 1.4 2.8"', (600, 300)),
        ('viewBox="0 0 500000 250000"', (300, 600)),
        ('width="30mm" height="10mm"', (200, 600)),
        ('width="100%" height="100%" viewBox="5 5 30 60"', (600, 300)),
    ],
)
def test_sizes(root: str, shape: tuple[int, int]) -> None:
    """The longer side as asked, within what a size in whole pixels allows."""
    rows, columns, _ = draw(svg('<path d="M0 0h1v1z"/>', root), 600).shape
    assert abs(rows - shape[0]) <= 12
    assert abs(columns - shape[1]) <= 12
    assert rows / columns == pytest.approx(shape[0] / shape[1], rel=0.02)


@pytest.mark.parametrize(
    "data", [b"", b"<svg", svg("<path"), svg("", "x:y='1'"), svg("", "viewBox='0 0 1e9 1e9'")]
)
def test_what_cannot_be_drawn(data: bytes) -> None:
    """It is said, whatever is wrong."""
    with pytest.raises(CannotDraw) as problem:
        draw(data, 600)
    assert str(problem.value)


def test_references_without_end() -> None:
    """librsvg counts what it draws, and gives up."""
    groups = "".join(
        f'<g id="g{n}">' + f'<use xlink:href="#g{n - 1}"/>' * 12 + "</g>" for n in range(1, 9)
    )
    with pytest.raises(CannotDraw):
        draw(svg(f'<defs><path id="g0" d="M0 0h9v9z"/>{groups}</defs><use href="#g8"/>'), 100)


def test_nothing_else_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a picture nor a style sheet in a file is looked up, wherever it lies."""
    picture = tmp_path / "dot.svg"
    picture.write_bytes(svg('<path d="M0 0h20v10h-20z"/>'))
    style = tmp_path / "style.css"
    style.write_text("path {fill: #000}")
    monkeypatch.chdir(tmp_path)
    for address in ("dot.svg", str(picture), picture.as_uri()):
        shown = f'<image xlink:href="{address}" width="20" height="10"/>'
        assert not draw(svg(shown), 40).any()
    for address in ("style.css", str(style), style.as_uri()):
        drawn = f'<style>@import "{address}";</style><path fill="none" d="M0 0h20v10h-20z"/>'
        assert not draw(svg(drawn), 40).any()


@pytest.mark.skipif(not TASKS.is_dir(), reason="threads are counted on Linux only")
def test_no_thread_is_started() -> None:
    """It draws in the thread that asks: the limits of a child process allow no other."""
    before = len(list(TASKS.iterdir()))
    assert draw(svg('<path d="M0 0h20v10h-20z"/>'), 2000)[..., 3].all()
    assert len(list(TASKS.iterdir())) == before
