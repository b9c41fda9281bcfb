"""Read a finished PDF as a press would: what is painted, where, in which inks and at which size.

One walk over the content of each page and its forms gives every rule its facts. Points and boxes
are in mm from the trim's lower left corner, sizes in pt after all matrices.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from printshop.model import MM
from printshop.preflight.faces import Face, Font, codes, read_face
from printshop.preflight.tagtree import TagReading, read_tags

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
EVERYWHERE = (-1e9, -1e9, 1e9, 1e9)
NEAR = 0.5  # mm by which a glyph's origin may lie outside a clip and still be seen


@dataclass(frozen=True)
class Paint:
    """A colour as painted: its space, and its components from 0 to 1."""

    space: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Glyph:
    """A glyph: its code, the text it stands for, its origin and advance in mm from the trim."""

    code: int
    text: str
    x: float
    y: float
    advance: float


@dataclass(frozen=True)
class Run:
    """Glyphs shown by one operator."""

    font: str
    size: float
    paint: Paint
    glyphs: tuple[Glyph, ...]
    artifact: bool

    @property
    def text(self) -> str:
        """The text of the run in the order of the content."""
        return "".join(g.text for g in self.glyphs)


@dataclass
class PageReading:
    """A page: its boxes in mm from the sheet's lower left, and all that is painted on it."""

    media: tuple[float, ...] = ()
    bleed: tuple[float, ...] = ()
    trim: tuple[float, ...] = ()
    keys: frozenset[str] = frozenset()
    runs: list[Run] = field(default_factory=list)
    paints: dict[Paint, str] = field(default_factory=dict)  # and what it was used for
    images: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    fonts: dict[str, Font] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """A whole file."""

    pages: tuple[PageReading, ...]
    intents: tuple[dict[str, str], ...]
    xmp: str
    info: dict[str, str]
    version: str
    has_id: bool
    encrypted: bool
    tags: TagReading


def read_pdf(source: Any) -> Reading:
    """Read a PDF from a path or a stream; raises ``pikepdf.PdfError`` where it is none."""
    with pikepdf.open(source) as pdf:
        shared: dict[tuple[int, int], Face] = {}
        return Reading(
            tuple(_page(page, shared) for page in pdf.pages),
            tuple(_intent(i) for i in pdf.Root.get("/OutputIntents", [])),
            pdf.Root.Metadata.read_bytes().decode() if "/Metadata" in pdf.Root else "",
            {k: str(v) for k, v in pdf.trailer.get("/Info", {}).items()},
            pdf.pdf_version,
            "/ID" in pdf.trailer,
            pdf.is_encrypted,
            read_tags(pdf),
        )


def _intent(intent: Any) -> dict[str, str]:
    told = {k: str(v) for k, v in intent.items() if k != "/DestOutputProfile"}
    profile = intent.get("/DestOutputProfile")
    if profile is not None:
        head = profile.read_bytes()[:40]
        told["/N"] = str(profile.get("/N", ""))
        told["class"], told["space"] = head[12:16].decode("latin-1"), head[16:20].decode("latin-1")
    return told


def _box(page: Any, key: str) -> tuple[float, ...]:
    return tuple(round(float(v) * MM, 4) for v in page.get(key, ()))


def _page(page: Any, shared: dict[tuple[int, int], "Face"]) -> PageReading:
    made = PageReading(
        _box(page.obj, "/MediaBox"),
        _box(page.obj, "/BleedBox"),
        _box(page.obj, "/TrimBox"),
        frozenset(page.obj.keys()),
    )
    corner = made.trim[:2] if made.trim else (0.0, 0.0)
    base: Matrix = (MM, 0, 0, MM, -corner[0], -corner[1])
    if "/Group" in page.obj:
        made.groups.append(str(page.obj.Group.get("/CS", "")))
    _Walk(made, shared).content(page, page.obj.get("/Resources", {}), base)
    return made


@dataclass
class _State:
    matrix: Matrix
    fill: Paint = Paint("/DeviceGray", (0.0,))
    stroke: Paint = Paint("/DeviceGray", (0.0,))
    font: str = ""
    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    invisible: bool = False
    clip: tuple[float, float, float, float] = EVERYWHERE  # x0, y0, x1, y1 in mm from the trim

    def copy(self) -> "_State":
        return _State(**self.__dict__)


_SPACES = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*"}
_STROKES = {"S", "s", "B", "B*", "b", "b*"}
_ENDS = {*_FILLS, *_STROKES, "n"}
_TEXT_STATE = {"Tc": "spacing", "Tw": "word", "TL": "leading"}


class _Walk:
    """The content stream machine (ISO 32000-1, 8 and 9), as far as paint and type need it."""

    def __init__(self, page: PageReading, shared: dict[tuple[int, int], Face]) -> None:
        self.page = page
        self.shared = shared
        self.depth = 0

    def content(self, stream: Any, resources: Any, matrix: Matrix) -> None:
        """Walk one content stream; ``matrix`` leads to mm from the trim."""
        _Stream(self, resources, _State(matrix)).walk(stream)

    def object(self, name: Any, resources: Any, state: _State) -> None:
        """An image or a form that is drawn."""
        item = resources.get("/XObject", {}).get(str(name))
        if item is None:
            return
        if item.get("/Subtype") == "/Image":
            self.page.images.append(str(item.get("/ColorSpace", "mask")))
            return
        if "/Group" in item:
            self.page.groups.append(str(item.Group.get("/CS", "")))
        if self.depth < 20:
            self.depth += 1
            own = _matrix(item.get("/Matrix", (1, 0, 0, 1, 0, 0)))
            self.content(item, item.get("/Resources", resources), _times(own, state.matrix))
            self.depth -= 1

    def face(self, name: str, resources: Any) -> Face | None:
        """The font that a resource name stands for."""
        item = resources.get("/Font", {}).get(name)
        if item is None:
            return None
        key = item.objgen
        if key == (0, 0) or key not in self.shared:
            self.shared[key] = read_face(item)
        face = self.shared[key]
        self.page.fonts[face.font.name] = face.font
        return face


class _Stream:
    """One content stream: its graphics state, its text position, its marks."""

    def __init__(self, walk: _Walk, resources: Any, state: _State) -> None:
        self.owner = walk
        self.resources = resources
        self.state = state
        self.stack: list[_State] = []
        self.marks: list[bool] = []
        self.text: Matrix = UNIT
        self.line: Matrix = UNIT
        self.path: list[tuple[float, float]] = []  # its points, in mm from the trim
        self.clips = False  # whether the path becomes a clip when it ends

    def walk(self, stream: Any) -> None:
        """Follow every operator in turn."""
        paints = self.owner.page.paints
        for instruction in pikepdf.parse_content_stream(stream):
            op = str(instruction.operator)
            operands: Any = instruction.operands
            if step := _STEPS.get(op):
                step(self, operands, op)
            if op in _FILLS:
                paints.setdefault(self.state.fill, "fill")
            if op in _STROKES:
                paints.setdefault(self.state.stroke, "line")
            if op in _ENDS:
                self._end_path()

    def save(self, operands: Any, op: str) -> None:
        """q and Q."""
        if op == "q":
            self.stack.append(self.state.copy())
        elif self.stack:
            self.state = self.stack.pop()

    def transform(self, operands: Any, op: str) -> None:
        """cm."""
        self.state.matrix = _times(_matrix(operands), self.state.matrix)

    def mark(self, operands: Any, op: str) -> None:
        """BMC, BDC and EMC."""
        if op == "EMC":
            self.marks = self.marks[:-1]
        else:
            self.marks.append(str(operands[0]) == "/Artifact")

    def place(self, operands: Any, op: str) -> None:
        """BT, Tm, Td, TD and T*."""
        if op == "BT":
            self.line = UNIT
        elif op == "Tm":
            self.line = _matrix(operands)
        else:
            if op == "TD":
                self.state.leading = -float(operands[1])
            x, y = (0.0, -self.state.leading) if op == "T*" else map(float, operands)
            self.line = _times((1, 0, 0, 1, x, y), self.line)
        self.text = self.line

    def type(self, operands: Any, op: str) -> None:
        """Tf, Tz, Tr, Tc, Tw and TL."""
        if op == "Tf":
            self.state.font, self.state.size = str(operands[0]), float(operands[1])
        elif op == "Tz":
            self.state.stretch = float(operands[0]) / 100
        elif op == "Tr":
            self.state.invisible = int(operands[0]) == 3
        else:
            setattr(self.state, _TEXT_STATE[op], float(operands[0]))

    def show(self, operands: Any, op: str) -> None:
        """Tj, TJ, ' and "."""
        if op in ("'", '"'):
            self.place((), "T*")
        face = self.owner.face(self.state.font, self.resources)
        if face:
            self._glyphs(operands[-1] if op == "TJ" else [operands[-1]], face)

    def colour(self, operands: Any, op: str) -> None:
        """g, rg, k, cs, sc, scn and their twins for strokes."""
        side = "fill" if op.islower() else "stroke"
        known = _SPACES.get(op.lower())
        if known:
            paint = Paint(known, tuple(float(v) for v in operands))
        elif op in ("cs", "CS"):
            paint = Paint(_space(operands[0], self.resources), ())
        else:
            values = tuple(float(v) for v in operands if not isinstance(v, pikepdf.Name))
            paint = Paint(getattr(self.state, side).space, values)
        setattr(self.state, side, paint)

    def outline(self, operands: Any, op: str) -> None:
        """re, m, l, c, v and y: where a path reaches, by its points."""
        numbers = [float(v) for v in operands]
        if op == "re":
            x, y, w, h = numbers
            numbers = [x, y, x + w, y, x, y + h, x + w, y + h]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        self.path += [_apply(self.state.matrix, x, y) for x, y in pairs]

    def clip(self, operands: Any, op: str) -> None:
        """W and W*."""
        self.clips = True

    def _end_path(self) -> None:
        if self.clips and self.path:
            xs, ys = zip(*self.path, strict=True)
            x0, y0, x1, y1 = self.state.clip
            inner = (max(x0, min(xs)), max(y0, min(ys)), min(x1, max(xs)), min(y1, max(ys)))
            self.state.clip = inner
        self.path, self.clips = [], False

    def draw(self, operands: Any, op: str) -> None:
        """Do, sh and inline images."""
        if op == "Do":
            self.owner.object(operands[0], self.resources, self.state)
        elif op == "sh":
            paint = Paint(_shading(operands[0], self.resources), ())
            self.owner.page.paints[paint] = "shading"
        else:
            self.owner.page.images.append("inline image")

    def _glyphs(self, parts: Any, face: Face) -> None:
        state = self.state
        scale = state.size * state.stretch
        glyphs = []
        across = 0.0  # in text space
        full = _times(self.text, state.matrix)
        for part in parts:
            if not isinstance(part, pikepdf.String):
                across -= float(part) / 1000 * scale
                continue
            for code in codes(bytes(part), face.wide):
                advance = face.widths.get(code, face.default) / 1000 * scale + state.spacing
                if code == 32 and not face.wide:
                    advance += state.word
                # On the baseline: a vowel sign is raised off it and still belongs to its line.
                x, y = _apply(full, across, 0)
                x2, y2 = _apply(full, across + advance, 0)
                step = ((x2 - x) ** 2 + (y2 - y) ** 2) ** 0.5
                glyphs.append(Glyph(code, face.texts.get(code, ""), x, y, step))
                across += advance
        size = state.size * abs(full[0] * full[3] - full[1] * full[2]) ** 0.5 / MM
        x0, y0, x1, y1 = state.clip
        glyphs = [
            g for g in glyphs if x0 - NEAR <= g.x <= x1 + NEAR and y0 - NEAR <= g.y <= y1 + NEAR
        ]
        if glyphs and not state.invisible:
            artifact = any(self.marks)
            page = self.owner.page
            page.runs.append(Run(face.font.name, size, state.fill, tuple(glyphs), artifact))
            page.paints.setdefault(state.fill, "text")
        self.text = _times((1, 0, 0, 1, across, 0), self.text)


_STEPS: dict[str, Callable[[_Stream, Any, str], None]] = {
    op: step
    for ops, step in (
        ("q Q", _Stream.save),
        ("cm", _Stream.transform),
        ("BMC BDC EMC", _Stream.mark),
        ("BT Tm Td TD T*", _Stream.place),
        ("Tf Tz Tr Tc Tw TL", _Stream.type),
        ("Tj TJ ' \"", _Stream.show),
        ("g G rg RG k K cs CS sc SC scn SCN", _Stream.colour),
        ("re m l c v y", _Stream.outline),
        ("W W*", _Stream.clip),
        ("Do sh", _Stream.draw),
    )
    for op in ops.split()
}
_STEPS["INLINE IMAGE"] = _Stream.draw


def _space(name: Any, resources: Any) -> str:
    if str(name).startswith("/Device") or str(name) == "/Pattern":
        return str(name)
    found = resources.get("/ColorSpace", {}).get(str(name))
    if found is None:
        return str(name)
    return str(found[0]) if isinstance(found, pikepdf.Array) else str(found)


def _shading(name: Any, resources: Any) -> str:
    found = resources.get("/Shading", {}).get(str(name))
    return _space(found.ColorSpace, resources) if found is not None else "?"


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in operands)
    return a, b, c, d, e, f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """``m`` first, then ``n`` (ISO 32000-1, 8.3.4)."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
