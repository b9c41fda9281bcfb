"""An SVG as a second renderer draws it, of another make than the one that makes the press file.

librsvg draws the file as it was received, by its own reading of XML, styles, units, shapes and
paints: a fault of the first renderer, or of the step that prepares the file for it, shows as a
difference. Two things it does not know: CSS variables are written out before, where each has one
value; a ground of the whole drawing is laid under it. ``cascade`` and ``placement`` do the same for
the first renderer; nothing is taken from them, so that a fault of theirs shows.
"""

import re

import numpy as np
from PIL import Image

from printshop.colour.icc import Pixels
from printshop.partners.logo_child import librsvg

MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
DEEPEST = 8  # variables that name others
LONGEST = 1_000_000  # characters of the values that are written out
GROUND = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" fill="none">'
    '<path d="M0 0h1v1h-1z" style="fill:{}"/></svg>'
)

_DECLARED = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)""")
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")
_VARIABLE = re.compile(r"""(?<![\w-])(--[\w-]+)\s*:\s*([^;}"'<>]+)""")
_USE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_ROOT = re.compile(r"<(?:[\w-]+:)?svg\b[^>]*>")
_GROUND = re.compile(r"""[\s"';{]background(?:-color)?\s*:\s*([\w#%.,()/+ -]+)""")


class NotDrawn(ValueError):
    """The second renderer cannot draw the file; the text says why, in words for a finding."""


def draw(data: bytes, side: int) -> Pixels:
    """An SVG on white as RGB, shape (rows, columns, 3), its longer side of ``side`` pixels.

    ``data`` has passed the checks of ``svg.clean``: it names nothing outside itself. Raises
    ``NotDrawn``.
    """
    text = _without_variables(_DECLARATION.sub("", _decoded(data)))
    root = _ROOT.search(text)
    ground = _GROUND.search(root[0]) if root else None
    try:
        drawing = Image.fromarray(librsvg.draw(text.encode(), side))
        paper = Image.new("RGBA", drawing.size, "white")
        if ground:
            colour = librsvg.draw(GROUND.format(ground[1].strip()).encode(), 1)
            paper.alpha_composite(Image.fromarray(colour).resize(drawing.size))
    except librsvg.CannotDraw as problem:
        raise NotDrawn(f"librsvg says '{problem}'") from problem
    paper.alpha_composite(drawing)
    return np.asarray(paper.convert("RGB"))


def _decoded(data: bytes) -> str:
    declared = _DECLARED.match(data)
    encoding = next((e for mark, e in MARKS.items() if data.startswith(mark)), "")
    encoding = encoding or (declared[1].decode("ascii") if declared else "utf-8")
    return data.decode(encoding).lstrip("\ufeff")


def _without_variables(text: str) -> str:
    """A drawing with the values of CSS variables in their places (CSS Variables 1, 3).

    Raises ``NotDrawn`` where one has several values: which of them holds depends on the place.
    """
    if "var(" not in text:
        return text
    values: dict[str, str] = {}
    for name, value in _VARIABLE.findall(text):
        if values.setdefault(name, value.strip()) != value.strip():
            raise NotDrawn(f"the variable '{name}' has several values")

    written = 0

    def value_of(use: re.Match[str]) -> str:
        nonlocal written
        value = values.get(use[1], (use[2] or "").strip())
        written += len(value)
        if written > LONGEST:
            raise NotDrawn(f"its variables unfold into more than {LONGEST:,} characters")
        return value

    for _ in range(DEEPEST):
        text, count = _USE.subn(value_of, text)
        if not count:
            return text
    raise NotDrawn("its variables name each other")
