"""Flat: what a logo paints half seen-through is painted as the mixture with white paper that it is.

That is right wherever it lies on paper; whether it does is decided by comparing pictures of both.
Gradients that fade, and masks, are left: a rule refuses them.
"""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import pikepdf
from pikepdf import Dictionary, Name, Operator, Stream

from printshop.partners.logo_child.pictures import opaque
from printshop.pdf.colour_spaces import UNKNOWN
from printshop.pdf.content_stream import COLOURS, STATES, Rewriter
from printshop.pdf.graphics_state import State
from printshop.pdf.objects import get

PAINTS = frozenset({"g", "G", "k", "K"})
OPERATORS = {"/DeviceGray": "g", "/DeviceCMYK": "k"}
KEYS = ("/ca", "/CA", "/BM", "/AIS", "/SMask", "/TK")


def states(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every graphics state that the file's content may call up."""
    for item in [*pdf.objects, *(page.obj for page in pdf.pages)]:
        if isinstance(item, (Dictionary, Stream)):
            resources = item.get("/Resources")
            if isinstance(resources, Dictionary):
                yield from dict(resources.get("/ExtGState", {})).values()


def shows_through(pdf: pikepdf.Pdf) -> str:
    """What in a file is not opaque, in words; empty where all is."""
    for state in states(pdf):
        if isinstance(state.get("/SMask"), Dictionary):
            return "a mask that fades"
        alpha = min(float(state.get(key, 1)) for key in ("/ca", "/CA"))
        if alpha < 1:
            return f"a paint of {100 * alpha:.0f} %"
        if str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
            return f"a paint that mixes ({str(state.BM).strip('/')})"
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Image and "/SMask" in item:
            return "a picture with a soft mask"
    return ""


def flatten(pdf: pikepdf.Pdf, form: Any) -> None:
    """Make all that a form draws opaque, in place, as if it lay on white paper."""
    opaque(pdf)
    _Flattening().content(form, Dictionary(), 1.0, 1.0, 1.0)
    for state in states(pdf):
        if isinstance(state.get("/SMask"), Dictionary):
            continue
        for key in KEYS:
            if key in state:
                del state[key]
    for item in pdf.objects:
        if isinstance(item, Stream) and "/Group" in item:
            del item["/Group"]


class _Flattening:
    def __init__(self) -> None:
        self.done: dict[tuple[int, int], tuple[float, float, float]] = {}

    def content(self, item: Any, resources: Any, whole: float, fill: float, stroke: float) -> None:
        """A form under the alphas of whoever draws it: of its group, of fills and of strokes."""
        if item.objgen in self.done:
            if self.done[item.objgen] != (whole, fill, stroke):
                raise MixedAlphas
            return
        self.done[item.objgen] = (whole, fill, stroke)
        content = _Mixed(self, item.get("/Resources", resources), whole, fill, stroke)
        mixed = content.rewritten(pikepdf.parse_content_stream(item))
        item.write(pikepdf.unparse_content_stream(mixed))


class _Mixed(Rewriter):
    """A content stream whose colours are their mixtures with white paper.

    ``whole`` is the alpha of the group that the stream is a part of.
    """

    follows: ClassVar[frozenset[str]] = COLOURS | STATES
    replaces: ClassVar[frozenset[str]] = PAINTS | {"scn", "SCN", "sh", "Do", "gs"}

    def __init__(
        self, owner: _Flattening, resources: Any, whole: float, fill: float, stroke: float
    ) -> None:
        state = State(fill_alpha=fill, stroke_alpha=stroke)
        for stroked in (False, True):  # the caller's colours, which are not known
            state.set_colour(stroked, UNKNOWN.paint(()), UNKNOWN)
        super().__init__(resources, state)
        self.owner, self.whole = owner, whole

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """Mixtures in place of colours, and after a state that changes an alpha."""
        if op in PAINTS:
            return self._mixture(op.isupper())
        if op == "gs":
            both = (*self._mixture(False), *self._mixture(True))
            return [(operands, Operator(op)), *both]
        if op in ("scn", "SCN"):
            self._pattern(str(operands[-1]), self._alpha(op.isupper()))
        elif op == "sh":
            if self._alpha(False) < 1:
                raise MixedAlphas
        else:
            self._drawn(get(self.resources, "/XObject", str(operands[0])))
        return None

    def _alpha(self, stroke: bool) -> float:
        return self.whole * (self.state.stroke_alpha if stroke else self.state.fill_alpha)

    def _mixture(self, stroke: bool) -> list[Any]:
        """The current colour mixed with white; nothing where it is not known, or no ink."""
        paint = self.state.stroke if stroke else self.state.fill
        if (stroke and self.state.stroke_pattern) or (not stroke and self.state.fill_pattern):
            return []
        operator, alpha = OPERATORS.get(paint.space), self._alpha(stroke)
        if operator is None:
            return []
        if operator == "g":
            mixed = [round(1 - (1 - v) * alpha, 4) for v in paint.values]
        else:
            mixed = [round(v * alpha, 4) for v in paint.values]
        return [(mixed, Operator(operator.upper() if stroke else operator))]

    def _pattern(self, name: str, alpha: float) -> None:
        pattern = get(self.resources, "/Pattern", name)
        if isinstance(pattern, Stream):
            self.owner.content(pattern, self.resources, alpha, 1.0, 1.0)
        elif alpha < 1:
            raise MixedAlphas

    def _drawn(self, item: Any) -> None:
        if not isinstance(item, Stream):
            return
        if item.get("/Subtype") == Name.Form:
            if "/Group" in item:
                self.owner.content(item, self.resources, self._alpha(False), 1.0, 1.0)
            else:
                fill, stroke = self.state.fill_alpha, self.state.stroke_alpha
                self.owner.content(item, self.resources, self.whole, fill, stroke)
        elif self._alpha(False) < 1 and not item.get("/ImageMask", False):
            raise MixedAlphas


class MixedAlphas(Exception):
    """Something is drawn see-through that cannot be mixed with white by its paints alone."""
