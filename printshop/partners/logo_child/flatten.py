"""Transparency flattening: transparent colours of a logo become their blend with white paper.

They are blended in their own colour space, before they are converted: half of a blue on white is
another colour in inks. What has no opacity at all is not painted. All that is right where nothing
but paper lies beneath; whether that holds is decided by comparing pictures of both. Gradients with
transparency, and soft masks, stay.
"""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import pikepdf
from pikepdf import Dictionary, Name, Operator, Stream

from printshop.partners.logo_child.pictures import flatten_pictures
from printshop.pdf.colour_spaces import UNKNOWN, ColourSpace
from printshop.pdf.content_stream import COLOURS, FILLS, INLINE_IMAGE, STATES, STROKES
from printshop.pdf.graphics_state import State
from printshop.pdf.objects import get
from printshop.pdf.rewriter import Rewriter

OPERATORS = {"/DeviceGray": "g", "/DeviceRGB": "rg", "/DeviceCMYK": "k"}
ADDITIVE = {"/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB"}  # 1 is white in each channel
KEYS = ("/ca", "/CA", "/BM", "/AIS", "/SMask", "/TK")


def graphics_states(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All ExtGStates that the file's content can use."""
    for item in [*pdf.objects, *(page.obj for page in pdf.pages)]:
        if isinstance(item, (Dictionary, Stream)):
            resources = item.get("/Resources")
            if isinstance(resources, Dictionary):
                yield from dict(resources.get("/ExtGState", {})).values()


def transparency(pdf: pikepdf.Pdf) -> str:
    """What in a file is transparent, in words for a finding; empty where all is opaque."""
    # Which state comes first is chance: of several reasons the same one is always told.
    reasons: set[str] = set()
    for state in graphics_states(pdf):
        if isinstance(state.get("/SMask"), Dictionary):
            reasons.add("a soft mask")
        if str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
            reasons.add(f"the blend mode {str(state.BM).strip('/')}")
        alpha = min(float(state.get(key, 1)) for key in ("/ca", "/CA"))
        if alpha < 1:
            reasons.add(f"an opacity of {100 * alpha:.0f} %")
    if reasons:
        return max(reasons)
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Image and "/SMask" in item:
            return "a picture with a soft mask"
    return ""


def flatten(pdf: pikepdf.Pdf, form: Any) -> None:
    """Flatten all that a form draws onto white, in place.

    Raises ``CannotFlatten`` where colours alone do not give the blend.
    """
    flatten_pictures(pdf)
    _Flattener().content(form, Dictionary(), 1.0, 1.0, 1.0)
    for state in graphics_states(pdf):
        if isinstance(state.get("/SMask"), Dictionary):
            continue
        for key in KEYS:
            if key in state:
                del state[key]
    for item in pdf.objects:
        if isinstance(item, Stream) and "/Group" in item:
            del item["/Group"]


class _Flattener:
    """Flattens each content stream once, in place."""

    def __init__(self) -> None:
        self.done: dict[tuple[int, int], tuple[float, float, float]] = {}

    def content(self, item: Any, resources: Any, group: float, fill: float, stroke: float) -> None:
        """A form or tiling pattern, with the alpha of its group, of fills and of strokes."""
        if item.objgen in self.done:
            if self.done[item.objgen] != (group, fill, stroke):
                raise CannotFlatten
            return
        self.done[item.objgen] = (group, fill, stroke)
        blended = _BlendedContent(self, item.get("/Resources", resources), group, fill, stroke)
        instructions = blended.rewritten(pikepdf.parse_content_stream(item))
        item.write(pikepdf.unparse_content_stream(instructions))


class _BlendedContent(Rewriter):
    """A content stream whose colours are blended with white.

    ``group`` is the alpha of the transparency group that the stream is a part of.
    """

    follows: ClassVar[frozenset[str]] = COLOURS | STATES
    replaces: ClassVar[frozenset[str]] = (
        COLOURS | STATES | STROKES | frozenset(FILLS) | {"sh", "Do", INLINE_IMAGE}
    )

    def __init__(
        self, flattener: _Flattener, resources: Any, group: float, fill: float, stroke: float
    ) -> None:
        state = State(fill_alpha=fill, stroke_alpha=stroke)
        for stroked in (False, True):  # those of the stream that draws it are not known
            state.set_colour(stroked, UNKNOWN.paint(()), UNKNOWN)
        super().__init__(resources, state)
        self.flattener, self.group = flattener, group

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """Blended colours after colours, and after ``gs``, which may change an alpha."""
        if op in COLOURS:
            return self._colour(operands, op)
        if op == "gs":
            colours = (*self._blended_colour(False), *self._blended_colour(True))
            return [(operands, Operator(op)), *colours]
        if op in FILLS or op in STROKES:
            return self._painted(op)
        if self._alpha(False) == 0:
            return []
        if op == "Do":
            self._drawn(get(self.resources, "/XObject", str(operands[0])))
        elif self._alpha(False) < 1:
            raise CannotFlatten
        return None

    def _alpha(self, stroke: bool) -> float:
        return self.group * (self.state.stroke_alpha if stroke else self.state.fill_alpha)

    def _painted(self, op: str) -> list[Any] | None:
        """The painting of a path without its fill, or its stroke, where that has no opacity."""
        fill = op in FILLS and self._alpha(False) > 0
        stroke = op in STROKES and self._alpha(True) > 0
        if (fill, stroke) == (op in FILLS, op in STROKES):
            return None
        if stroke:
            return [([], Operator("s" if op.startswith("b") else "S"))]
        return [([], Operator(("f*" if FILLS[op] else "f") if fill else "n"))]

    def _colour(self, operands: Any, op: str) -> list[Any] | None:
        stroke = op[0].isupper()
        if self.state.stroke_pattern if stroke else self.state.fill_pattern:
            self._pattern(str(operands[-1]), self._alpha(stroke))
            return None
        if self._alpha(stroke) in (0, 1):
            return None
        return [(operands, Operator(op)), *self._blended_colour(stroke)]

    def _blended_colour(self, stroke: bool) -> list[Any]:
        """The current colour blended with white; empty for a pattern or an unknown colour."""
        state, alpha = self.state, self._alpha(stroke)
        paint = state.stroke if stroke else state.fill
        space = state.stroke_space if stroke else state.fill_space
        if (state.stroke_pattern if stroke else state.fill_pattern) or not paint.values:
            return []
        if _is_additive(space):
            components = [round(1 - (1 - v) * alpha, 4) for v in paint.values]
        elif space.names or space.channels == 4:  # inks
            components = [round(v * alpha, 4) for v in paint.values]
        elif alpha in (0, 1):
            components = list(paint.values)
        else:
            raise CannotFlatten
        operator = OPERATORS.get(space.family, "scn")
        return [(components, Operator(operator.upper() if stroke else operator))]

    def _pattern(self, name: str, alpha: float) -> None:
        pattern = get(self.resources, "/Pattern", name)
        if isinstance(pattern, Stream):
            self.flattener.content(pattern, self.resources, alpha, 1.0, 1.0)
        elif 0 < alpha < 1:
            raise CannotFlatten

    def _drawn(self, item: Any) -> None:
        if not isinstance(item, Stream):
            return
        if item.get("/Subtype") == Name.Form:
            if "/Group" in item:
                self.flattener.content(item, self.resources, self._alpha(False), 1.0, 1.0)
            else:
                fill, stroke = self.state.fill_alpha, self.state.stroke_alpha
                self.flattener.content(item, self.resources, self.group, fill, stroke)
        elif self._alpha(False) < 1 and not item.get("/ImageMask", False):
            raise CannotFlatten


def _is_additive(space: ColourSpace) -> bool:
    return space.family in ADDITIVE or (space.family == "/ICCBased" and space.channels in (1, 3))


class CannotFlatten(Exception):
    """Something transparent is drawn that cannot be blended with white by its colours alone."""
