"""Flat: what a logo paints half seen-through is painted as the mixture with white paper that it is.

That is right wherever it lies on paper; whether it does is decided by comparing pictures of both.
Gradients that fade, and masks, are left: a rule refuses them.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Operator, Stream

from printshop.partners.logo_child.pictures import opaque

PAINTS = {"g", "G", "k", "K"}
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
        resources = item.get("/Resources", resources)
        made = list(self._mixed(item, resources, whole, fill, stroke))
        item.write(pikepdf.unparse_content_stream(made))

    def _mixed(
        self, item: Any, resources: Any, whole: float, fill: float, stroke: float
    ) -> Iterator[Any]:
        alphas = {False: fill, True: stroke}
        paints: dict[bool, Any] = {False: None, True: None}  # not known: the caller's
        kept: list[Any] = []
        for operands, operator in pikepdf.parse_content_stream(item):  # type: ignore[misc]
            op = str(operator)
            if op == "q":
                kept.append((dict(alphas), dict(paints)))
            elif op == "Q" and kept:
                alphas, paints = kept.pop()
            elif op in PAINTS:
                paints[op.isupper()] = ([float(v) for v in operands], op)
                yield _paint(paints[op.isupper()], whole * alphas[op.isupper()])
                continue
            elif op.lower() == "scn":
                paints[op.isupper()] = None
                self._pattern(resources, operands, whole * alphas[op.isupper()])
            elif op == "sh" and whole * alphas[False] < 1:
                raise MixedAlphas
            elif op == "Do":
                self._drawn(resources, str(operands[0]), whole, alphas)
            yield operands, operator
            if op == "gs":
                self._state(resources, str(operands[0]), alphas)
                for given in (p for p in paints.values() if p):
                    yield _paint(given, whole * alphas[given[1].isupper()])

    def _state(self, resources: Any, name: str, alphas: dict[bool, float]) -> None:
        state = resources.get("/ExtGState", {}).get(name, Dictionary())
        alphas[False] = float(state.get("/ca", alphas[False]))
        alphas[True] = float(state.get("/CA", alphas[True]))

    def _pattern(self, resources: Any, operands: Any, alpha: float) -> None:
        pattern = resources.get("/Pattern", {}).get(str(operands[-1]))
        if isinstance(pattern, Stream):
            self.content(pattern, resources, alpha, 1.0, 1.0)
        elif alpha < 1:
            raise MixedAlphas

    def _drawn(self, resources: Any, name: str, whole: float, alphas: dict[bool, float]) -> None:
        item = resources.get("/XObject", {}).get(name)
        if not isinstance(item, Stream):
            return
        if item.get("/Subtype") == Name.Form:
            if "/Group" in item:
                self.content(item, resources, whole * alphas[False], 1.0, 1.0)
            else:
                self.content(item, resources, whole, alphas[False], alphas[True])
        elif whole * alphas[False] < 1 and not item.get("/ImageMask", False):
            raise MixedAlphas


class MixedAlphas(Exception):
    """Something is drawn see-through that cannot be mixed with white by its paints alone."""


def _paint(given: Any, alpha: float) -> Any:
    values, op = given
    if len(values) == 1:
        return [round(1 - (1 - values[0]) * alpha, 4)], Operator(op)
    return [round(v * alpha, 4) for v in values], Operator(op)
