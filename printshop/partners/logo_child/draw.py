"""Draw an SVG as vectors on a page of its own, with typst.

Typst reads it with usvg and writes each shape, gradient, clip path and
mask as what PDF has for it. It knows no fonts here and reads no file.
"""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let length(name) = float(sys.inputs.at(name)) * 1pt
#image(bytes(sys.inputs.svg), format: "svg", width: length("width"), height: length("height"),
  fit: "stretch")
"""
SMALLEST = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'


class CannotDraw(Exception):
    """An SVG that the renderer does not read; the text says why."""


@lru_cache
def _compiler(empty: Path) -> Any:
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # each thread reserves memory
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    return typst.Compiler(root=empty, font_paths=fonts, package_path=empty)


def load(empty: Path) -> None:
    """Load the renderer and let it draw once: under limits it could not start its thread.

    ``empty`` is an empty folder, all that it could read from.
    """
    draw(empty, SMALLEST.encode(), (1.0, 1.0))


def draw(empty: Path, svg: bytes, size: tuple[float, float]) -> bytes:
    """An SVG as a PDF of one page of ``size`` in pt; the same SVG gives the same bytes.

    Raises ``CannotDraw``.
    """
    import typst

    inputs = {"svg": svg.decode(), "width": f"{size[0]:.4f}", "height": f"{size[1]:.4f}"}
    try:
        pdf = _compiler(empty).compile(
            PAGE, format="pdf", sys_inputs=inputs, timestamp=0, pdf_tags=False
        )
    except typst.TypstError as problem:
        raise CannotDraw(problem.message.removeprefix("failed to parse SVG ").strip("()")) from None
    return bytes(pdf)
