"""Plates: what each of the four inks lays down, without asking a RIP.

The file is written four times. In each, every colour has become the gray of one ink (ink v is gray
1 - v), what overprints without that ink is not painted, pictures and gradients are split; a
rasteriser that knows gray then paints the plate. Device inks are exact; other colours are
estimated (``inks``), and the plates say so. ISO 32000-1, 8.6.7 (overprint) and 11.7.4.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from printshop.inks import PROCESS, Space, space_of
from printshop.model import MM
from printshop.proof import rasterise_boxes
from printshop.splitting import split_inline, split_picture, split_shading

SQUARE = 15.0  # mm: GWG 2022 takes the mean ink of squares so large
DEEPEST = 12  # forms within forms
STEPS = ((0, "#ffffff"), (100, "#bfd9dc"), (200, "#5d9aa5"), (300, "#053b4b"))
OVER = ((0, "#f69f27"), (100, "#b3261e"))  # % above the limit

Floats = NDArray[np.float32]
Part = Callable[[int], None]  # puts one ink's version in its place


@dataclass(frozen=True)
class Plates:
    """A page's plates: ``inks[i]`` in percent, C M Y K, row by row from the top.

    They cover ``box``, the bleed, or the sheet where there is none: (x0, y0, x1, y1) in mm from
    the sheet's lower left. ``estimated`` names the colours that are no device inks.
    """

    inks: Floats
    per_mm: float
    box: tuple[float, float, float, float]
    estimated: tuple[str, ...]

    @property
    def total(self) -> Floats:
        """The sum of the inks at each pixel, in percent."""
        return np.asarray(self.inks.sum(axis=0), dtype=np.float32)


@dataclass(frozen=True)
class Mean:
    """The mean ink of a square in percent; its upper left corner in mm from the plates' own."""

    ink: float
    x: float
    y: float


def separate(pdf: bytes, dpi: float) -> tuple[Plates, ...]:
    """The plates of every page at a resolution in dots per inch."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        parting = _Parting(document)
        boxes = []
        for page in document.pages:
            boxes.append(_box(page))
            parting.page(page)
        pictures = []
        for ink in range(4):
            for part in parting.parts:
                part(ink)
            out = io.BytesIO()
            document.save(out, compress_streams=False, static_id=True)
            pictures.append(rasterise_boxes(out.getvalue(), boxes, dpi, gray=True))
    made = []
    for box, images in zip(boxes, zip(*pictures, strict=True), strict=True):
        inks = np.stack([(255.0 - np.asarray(i, dtype=np.float32)) / 2.55 for i in images])
        x0, y0, x1, y1 = (v * MM for v in box)
        told = tuple(sorted(parting.estimated))
        made.append(Plates(inks, inks.shape[2] / (x1 - x0), (x0, y0, x1, y1), told))
    return tuple(made)


def means(plates: Plates, side: float = SQUARE) -> tuple[Floats, Mean]:
    """The mean ink of every square of ``side`` mm, 1 mm apart, and the highest of them."""
    total = plates.total
    size = min(max(1, round(side * plates.per_mm)), *total.shape)
    sums = np.zeros((total.shape[0] + 1, total.shape[1] + 1), dtype=np.float64)
    sums[1:, 1:] = total.cumsum(0, dtype=np.float64).cumsum(1)
    step = max(1, round(plates.per_mm))
    rows = np.unique(np.append(np.arange(0, total.shape[0] - size + 1, step), total.shape[0] - size))
    cols = np.unique(np.append(np.arange(0, total.shape[1] - size + 1, step), total.shape[1] - size))
    r, c = rows[:, None], cols[None, :]
    found = sums[r + size, c + size] - sums[r, c + size] - sums[r + size, c] + sums[r, c]
    found = (found / size**2).astype(np.float32)
    row, col = np.unravel_index(int(found.argmax()), found.shape)
    highest = Mean(
        float(found[row, col]),
        float(cols[col]) / plates.per_mm,
        float(rows[row]) / plates.per_mm,
    )
    return found, highest


def ink_map(plates: Plates, limit: float) -> Image.Image:
    """The total ink as colours: paler to darker up to ``limit`` (%), orange to red above it."""
    total = plates.total
    scale = [(p / 300 * limit, c) for p, c in STEPS]
    made = _coloured(total, scale)
    over = total > limit + 1.5  # what an 8-bit rasteriser rounds
    made[over] = _coloured(total[over] - limit, list(OVER))
    return Image.fromarray(made.astype(np.uint8), "RGB")


def _coloured(values: Floats, scale: list[tuple[float, str]]) -> NDArray[np.float64]:
    at = [p for p, _ in scale]
    rgb = [[int(c[i : i + 2], 16) for i in (1, 3, 5)] for _, c in scale]
    return np.stack([np.interp(values, at, [c[i] for c in rgb]) for i in range(3)], axis=-1)


def _box(page: Any) -> tuple[float, float, float, float]:
    for key in ("/BleedBox", "/MediaBox"):
        box = [float(v) for v in page.obj.get(key, ())]
        if len(box) == 4 and box[2] - box[0] > 1 and box[3] - box[1] > 1:
            return box[0], box[1], box[2], box[3]
    return 0.0, 0.0, 595.0, 842.0  # what a rasteriser takes where there is none


# ── parting ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Paint:
    """A colour on the four plates, and whether each plate is left as it is when it overprints."""

    inks: tuple[float, ...] = (0.0, 0.0, 0.0, 1.0)
    spares: tuple[bool, ...] = (False,) * 4  # under overprint, whatever its mode
    spares_zero: tuple[bool, ...] = (False,) * 4  # under overprint mode 1


@dataclass(frozen=True)
class _State:
    fill: _Paint = _Paint()
    line: _Paint = _Paint()
    fill_space: Space | None = None
    line_space: Space | None = None
    fill_over: bool = False
    line_over: bool = False
    mode: int = 0
    render: int = 0  # of text

    def spared(self, line: bool) -> tuple[bool, ...]:
        """For each ink, whether fills (or lines) leave its plate as it is."""
        paint, over = (self.line, self.line_over) if line else (self.fill, self.fill_over)
        if not over:
            return (False,) * 4
        zero = paint.spares_zero if self.mode else (False,) * 4
        return tuple(a or b for a, b in zip(paint.spares, zero, strict=True))


_DIRECT = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
_PATHS = {  # operator: (fills, strokes, what is left without the fill, without the line)
    "f": (True, False, "n", ""),
    "F": (True, False, "n", ""),
    "f*": (True, False, "n", ""),
    "S": (False, True, "", "n"),
    "s": (False, True, "", "n"),
    "B": (True, True, "S", "f"),
    "B*": (True, True, "S", "f*"),
    "b": (True, True, "s", "f"),
    "b*": (True, True, "s", "f*"),
}
_TEXT = {"Tj", "TJ", "'", '"'}
_PATTERN = "/PlateOfPattern"


@dataclass
class _Parting:
    """The colours of a document, found once; ``parts`` then put one ink's grays in their place."""

    document: pikepdf.Pdf
    parts: list[Part] = field(default_factory=list)
    estimated: set[str] = field(default_factory=set)
    seen: set[tuple[int, int]] = field(default_factory=set)

    def page(self, page: Any) -> None:
        """All that a page paints."""
        resources = page.obj.get("/Resources", None)
        if resources is None:
            resources = page.obj.Resources = pikepdf.Dictionary()
        versions = self.content(page, resources, _State(), first=True)
        stream = self.document.make_indirect(pikepdf.Stream(self.document, b""))
        page.obj.Contents = stream
        self.parts.append(lambda ink: stream.write(versions[ink]))
        _ungrouped(page.obj)
        if "/Annots" in page.obj:
            del page.obj["/Annots"]

    def once(self, item: Any) -> bool:
        """Whether an object is met for the first time."""
        new = item.objgen not in self.seen or item.objgen == (0, 0)
        self.seen.add(item.objgen)
        return new

    def content(
        self, stream: Any, resources: Any, state: _State, first: bool = False, depth: int = 0
    ) -> list[bytes]:
        """A content stream in the grays of the four inks."""
        text = _Content(self, resources, state, depth)
        if first:  # the first colour is black: that is no ink on three plates
            text.put(*(_grays((0, 0, 0, 1), "g") + _grays((0, 0, 0, 1), "G")))
        for instruction in pikepdf.parse_content_stream(stream):
            text.step(instruction)
        text.flush()
        return [b"\n".join(lines) for lines in text.out]

    def form(self, item: Any, resources: Any, state: _State, depth: int, first: bool) -> None:
        """A form, a pattern's cell or a letter that is drawn."""
        if depth > DEEPEST or not self.once(item):
            return
        versions = self.content(item, item.get("/Resources", resources), state, first, depth + 1)
        self.parts.append(lambda ink: item.write(versions[ink]))
        _ungrouped(item)

    def picture(self, item: Any, resources: Any) -> None:
        """A pixel picture."""
        if self.once(item):
            part, told = split_picture(item, resources)
            self.parts.append(part)
            self.estimated |= told

    def shading(self, item: Any, resources: Any) -> None:
        """A gradient."""
        if self.once(item):
            part, told = split_shading(item, resources, self.document)
            self.parts.append(part)
            self.estimated |= told


def _ungrouped(item: Any) -> None:
    group = item.get("/Group")
    if group is not None and "/CS" in group:
        item.Group = pikepdf.Dictionary({k: v for k, v in group.items() if k != "/CS"})
        item.Group.CS = pikepdf.Name.DeviceGray


def _grays(inks: tuple[float, ...], op: str) -> tuple[tuple[bytes, ...]]:
    return (tuple(f"{1 - v:.4f} {op}".encode() for v in inks),)


class _Content:
    """One content stream on its way into four."""

    def __init__(self, owner: _Parting, resources: Any, state: _State, depth: int) -> None:
        self.owner, self.resources, self.state, self.depth = owner, resources, state, depth
        self.stack: list[_State] = []
        self.common: list[Any] = []
        self.out: tuple[list[bytes], ...] = ([], [], [], [])

    def put(self, *versions: tuple[bytes, ...]) -> None:
        """Something that differs from plate to plate."""
        self.flush()
        for version in versions:
            for lines, text in zip(self.out, version, strict=True):
                lines.append(text)

    def flush(self) -> None:
        """What all plates have in common up to here."""
        if self.common:
            text = pikepdf.unparse_content_stream(self.common)
            self.common = []
            for lines in self.out:
                lines.append(text)

    def step(self, instruction: Any) -> None:
        """One operator with what it works on."""
        op, operands = str(instruction.operator), instruction.operands
        if op.lower() in _DIRECT:
            self._set(op, space_of(pikepdf.Name(_DIRECT[op.lower()]), None), operands)
        elif op in ("cs", "CS"):
            self._space(op, operands, instruction)
        elif op in ("sc", "scn", "SC", "SCN"):
            self._colour(op, operands, instruction)
        elif op in _PATHS:
            self._path(op, instruction)
        elif op in _TEXT:
            self._text(instruction)
        elif op == "INLINE IMAGE":
            self._inline(instruction)
        elif op == "Do":
            self._draw(operands, instruction)
        else:
            self._other(op, operands)
            self.common.append(instruction)

    def _other(self, op: str, operands: Any) -> None:
        if op == "q":
            self.stack.append(self.state)
        elif op == "Q" and self.stack:
            self.state = self.stack.pop()
        elif op == "Tr":
            self.state = replace(self.state, render=int(operands[0]))
        elif op == "gs":
            self._graphics(self._resource("/ExtGState", operands[0]))
        elif op == "Tf":
            self._font(self._resource("/Font", operands[0]))
        elif op == "sh":
            item = self._resource("/Shading", operands[0])
            if item is not None:
                self.owner.shading(item, self.resources)

    def _resource(self, kind: str, name: Any) -> Any:
        return self.resources.get(kind, {}).get(str(name))

    def _graphics(self, item: Any) -> None:
        if item is None:
            return
        state = self.state
        if "/OP" in item:
            state = replace(state, line_over=bool(item.OP), fill_over=bool(item.OP))
        if "/op" in item:
            state = replace(state, fill_over=bool(item.get("/op")))
        self.state = replace(state, mode=int(item.get("/OPM", state.mode)))

    def _font(self, item: Any) -> None:
        if item is None or item.get("/Subtype") != "/Type3":
            return
        resources = item.get("/Resources", self.resources)
        for letter in list(item.get("/CharProcs", {}).values())[:256]:
            self.owner.form(letter, resources, self.state, self.depth, False)

    # colours

    def _set(self, op: str, space: Space, operands: Any) -> None:
        values = [float(v) for v in operands][: space.channels] or [space.start]
        values += [values[-1]] * (space.channels - len(values))
        inks = tuple(float(v) for v in space.inks(np.array([values]))[0])
        if space.estimated:
            self.owner.estimated.add(space.estimated)
        paint = _Paint(inks, *_spares(space, inks))
        line = op.isupper()
        change = {"line": paint, "line_space": space} if line else {"fill": paint, "fill_space": space}
        self.state = replace(self.state, **change)  # type: ignore[arg-type]
        self.put(*_grays(inks, "G" if line else "g"))

    def _space(self, op: str, operands: Any, instruction: Any) -> None:
        space = space_of(operands[0], self.resources)
        if space.name != "/Pattern":
            black = space.name in ("/DeviceCMYK",)
            first = [0, 0, 0, 1] if black else [space.start] * space.channels
            self._set(op, space, first)
            return
        change = {"fill_space": space} if op == "cs" else {"line_space": space}
        self.state = replace(self.state, **change)  # type: ignore[arg-type]
        if space.channels:
            spaces = self.resources.get("/ColorSpace")
            if spaces is None:
                spaces = self.resources.ColorSpace = pikepdf.Dictionary()
            gray = pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceGray])
            self.resources.ColorSpace[_PATTERN] = gray
            self.put((f"{_PATTERN} {op}".encode(),) * 4)
        else:
            self.common.append(instruction)

    def _colour(self, op: str, operands: Any, instruction: Any) -> None:
        line = op.isupper()
        space = self.state.line_space if line else self.state.fill_space
        space = space or space_of(pikepdf.Name.DeviceGray, None)
        if not (operands and isinstance(operands[-1], pikepdf.Name)):
            self._set(op, space, operands)
            return
        self.state = replace(self.state, **{"line" if line else "fill": _Paint((1.0,) * 4)})
        self._pattern(self._resource("/Pattern", operands[-1]))
        if len(operands) > 1 and space.channels:
            values = np.array([[float(v) for v in operands[:-1]]])
            name = str(operands[-1])
            inks = space.inks(values)[0]
            self.put(tuple(f"{1 - v:.4f} {name} {op}".encode() for v in inks))
        else:
            self.common.append(instruction)

    def _pattern(self, item: Any) -> None:
        if item is None:
            return
        if item.get("/PatternType") == 2:
            if "/Shading" in item:
                self.owner.shading(item.Shading, self.resources)
        elif item.get("/PaintType") == 1:
            self.owner.form(item, self.resources, _State(), self.depth, True)

    # what is painted

    def _path(self, op: str, instruction: Any) -> None:
        fills, strokes, no_fill, no_line = _PATHS[op]
        spared = list(zip(self.state.spared(False), self.state.spared(True), strict=True))
        if not any((fills and f) or (strokes and s) for f, s in spared):
            self.common.append(instruction)
            return
        said = []
        for fill, line in spared:
            lost_fill, lost_line = fills and fill, strokes and line
            left = op
            if (lost_fill or not fills) and (lost_line or not strokes):
                left = "n"
            elif lost_fill:
                left = no_fill
            elif lost_line:
                left = no_line
            said.append(left.encode())
        self.put(tuple(said))

    def _text(self, instruction: Any) -> None:
        render = self.state.render
        fills, strokes = render in (0, 2, 4, 6), render in (1, 2, 5, 6)
        modes = []
        for fill, line in zip(self.state.spared(False), self.state.spared(True), strict=True):
            shown = (fills and not fill, strokes and not line)
            mode = {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}[shown]
            modes.append(mode + (4 if render >= 4 else 0))
        changed = [m != render for m in modes]
        if any(changed):
            self.put(tuple(f"{m} Tr".encode() for m in modes))
            self.common.append(instruction)
            self.put((f"{render} Tr".encode(),) * 4)
        else:
            self.common.append(instruction)

    def _draw(self, operands: Any, instruction: Any) -> None:
        item = self._resource("/XObject", operands[0])
        if item is None:
            self.common.append(instruction)
        elif item.get("/Subtype") == "/Form":
            self.owner.form(item, self.resources, self.state, self.depth, False)
            self.common.append(instruction)
        elif bool(item.get("/ImageMask", False)):
            name = str(operands[0])
            self.put(tuple(b"" if s else f"{name} Do".encode() for s in self.state.spared(False)))
        else:
            self.owner.picture(item, self.resources)
            self.common.append(instruction)

    def _inline(self, instruction: Any) -> None:
        versions, told = split_inline(instruction, self.resources)
        self.owner.estimated |= told
        if versions:
            self.put(versions)
        elif any(self.state.spared(False)):
            text = pikepdf.unparse_content_stream([instruction])
            self.put(tuple(b"" if s else text for s in self.state.spared(False)))
        else:
            self.common.append(instruction)


def _spares(space: Space, inks: tuple[float, ...]) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    """Which plates a colour leaves alone when it overprints: always, and in mode 1 only."""
    none, zero = (False,) * 4, tuple(v == 0 for v in inks)
    if space.spots:
        if "/All" in space.spots:
            return none, none
        if space.estimated:
            return zero, zero
        return tuple(name not in space.spots for name in PROCESS), none
    return none, zero if space.name == "/DeviceCMYK" and not space.estimated else none
