"""The colours of a document, each turned into the gray of one ink at a time.

A content stream is read once and written in four versions, which differ where a colour is set and
where something that overprints leaves a separation alone (ISO 32000-1, 8.6.7 and 8.6.8).
"""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple

import numpy as np
import pikepdf

from printshop.pdf.colour_spaces import ColourSpace
from printshop.pdf.content_stream import (
    COLOURS,
    FILLS,
    INLINE_IMAGE,
    SHOWS,
    STATES,
    STROKE_COLOURS,
    STROKES,
)
from printshop.pdf.finishing_inks import finishing_step
from printshop.pdf.graphics_state import State
from printshop.pdf.objects import MALFORMED, get
from printshop.pdf.paint import PROCESS
from printshop.pdf.rewriter import Rewriter
from printshop.proofing.separations.inks import Conversion, conversion, unreadable
from printshop.proofing.separations.split_images import split_inline, split_picture, split_shading

DEEPEST = 12  # forms within forms
MOST_GLYPHS = 256  # of a Type 3 font

Part = Callable[[int], None]  # puts one ink's version in its place
Four = tuple[bool, bool, bool, bool]  # by ink
NONE: Four = (False, False, False, False)
ALL: Four = (True, True, True, True)

# What is left of an operator without its fill, and without its stroke.
_WITHOUT_FILL = {"B": "S", "B*": "S", "b": "s", "b*": "s"}
_WITHOUT_STROKE = {"B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_RENDERINGS = {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}
_PATTERN = "/SeparationOfPattern"


class Versions(NamedTuple):
    """A piece of content that differs from ink to ink."""

    cyan: bytes
    magenta: bytes
    yellow: bytes
    black: bytes


def _versions(text: Callable[[int], str]) -> Versions:
    return Versions(*(text(ink).encode() for ink in range(4)))


def _grays(inks: Iterable[float], after: str) -> Versions:
    """The gray of each ink with what follows it."""
    shares = list(inks)
    return _versions(lambda ink: f"{1 - shares[ink]:.4f} {after}")


@dataclass
class Separator:
    """The colours of a document, read once; ``parts`` then put one ink's grays in their place."""

    document: pikepdf.Pdf
    parts: list[Part] = field(default_factory=list)
    estimated: set[str] = field(default_factory=set)
    seen: set[tuple[int, int]] = field(default_factory=set)
    conversions: dict[ColourSpace, Conversion] = field(default_factory=dict)

    def page(self, page: Any) -> None:
        """All that a page paints."""
        resources = page.obj.get("/Resources", None)
        if resources is None:
            resources = page.obj.Resources = pikepdf.Dictionary()
        versions = self.content(page, resources, State(), first=True)
        stream = self.document.make_indirect(pikepdf.Stream(self.document, b""))
        page.obj.Contents = stream
        self.parts.append(lambda ink: stream.write(versions[ink]))
        _in_gray(page.obj)
        if "/Annots" in page.obj:
            del page.obj["/Annots"]

    def first_time(self, item: Any) -> bool:
        """Whether an object is met for the first time."""
        new = item.objgen not in self.seen or item.objgen == (0, 0)
        self.seen.add(item.objgen)
        return new

    def content(
        self, stream: Any, resources: Any, state: State, first: bool = False, depth: int = 0
    ) -> list[bytes]:
        """A content stream in the grays of the four inks; ``first`` where no colour is set yet."""
        content = _Content(self, resources, state, depth)
        with warnings.catch_warnings(action="ignore"):  # the page's reading says what is cut off
            pieces = content.rewritten(pikepdf.parse_content_stream(stream))
        if first:  # the initial colour is black: that is no ink on three separations
            pieces[:0] = [_grays((0, 0, 0, 1), "g"), _grays((0, 0, 0, 1), "G")]
        return _written(pieces)

    def form(self, item: Any, resources: Any, state: State, depth: int, first: bool) -> None:
        """A form, a pattern's cell or a glyph that is drawn."""
        if depth > DEEPEST or not self.first_time(item):
            return
        resources = item.get("/Resources", resources)
        versions = self.content(item, resources, state.copy(), first, depth + 1)
        self.parts.append(lambda ink: item.write(versions[ink]))
        _in_gray(item)

    def picture(self, item: Any, resources: Any) -> None:
        """A pixel picture."""
        if isinstance(item, pikepdf.Stream) and self.first_time(item):
            part, estimated = split_picture(item, resources)
            self.parts.append(part)
            self.estimated |= estimated

    def shading(self, item: Any, resources: Any) -> None:
        """A gradient."""
        if self.first_time(item):
            part, estimated = split_shading(item, resources, self.document)
            self.parts.append(part)
            self.estimated |= estimated

    def conversion(self, space: ColourSpace) -> Conversion:
        """The way from a space to inks, worked out once."""
        if space not in self.conversions:
            try:
                self.conversions[space] = conversion(space)
            except MALFORMED:
                self.conversions[space] = unreadable(space)
        return self.conversions[space]


def _in_gray(item: Any) -> None:
    """A transparency group mixes in gray, too."""
    group = item.get("/Group")
    if group is not None and "/CS" in group:
        item.Group = pikepdf.Dictionary({k: v for k, v in group.items() if k != "/CS"})
        item.Group.CS = pikepdf.Name.DeviceGray


def _written(pieces: list[Any]) -> list[bytes]:
    """Instructions that the inks have in common and those that they have not, as four contents."""
    out: tuple[list[bytes], ...] = ([], [], [], [])
    common: list[Any] = []

    def flush() -> None:
        if common:
            text = pikepdf.unparse_content_stream(common)
            common.clear()
            for lines in out:
                lines.append(text)

    for piece in pieces:
        if isinstance(piece, Versions):
            flush()
            for lines, text in zip(out, piece, strict=True):
                lines.append(text)
        else:
            common.append(piece)
    flush()
    return [b"\n".join(lines) for lines in out]


class _Content(Rewriter):
    """One content stream on its way into four."""

    follows: ClassVar[frozenset[str]] = COLOURS | STATES | {"Tr", "Tf"}
    replaces: ClassVar[frozenset[str]] = frozenset(
        {*COLOURS, *FILLS, *STROKES, *SHOWS, "Tf", "Do", "sh", INLINE_IMAGE}
    )

    def __init__(self, owner: Separator, resources: Any, state: State, depth: int) -> None:
        super().__init__(resources, state)
        self.owner, self.depth = owner, depth

    def malformed(self, op: str, problem: Exception) -> None:
        """An operator that cannot be read is left out, as renderers do."""
        self.owner.estimated.add(f"what the operator '{op[:12]}' paints")

    def replacement(self, operands: Any, op: str) -> Iterable[Any] | None:
        """What differs from ink to ink, in its versions; what is drawn is split on the way."""
        if op in COLOURS:
            return self._colour(operands, op)
        if op in SHOWS:
            return self._text(operands, op)
        if op == "Do":
            return self._draw(operands)
        if op == INLINE_IMAGE:
            return self._inline(operands, op)
        if op == "Tf":
            self._font(self.state.font)
        elif op == "sh":
            item = get(self.resources, "/Shading", str(operands[0]))
            if item is not None:
                self.owner.shading(item, self.resources)
        else:
            return self._path(op)
        return None

    def _font(self, item: Any) -> None:
        if item is None or item.get("/Subtype") != "/Type3":
            return
        resources = item.get("/Resources", self.resources)
        for glyph in list(item.get("/CharProcs", {}).values())[:MOST_GLYPHS]:
            self.owner.form(glyph, resources, self.state, self.depth, False)

    # ── colours ──────────────────────────────────────────────────────────────────────────────

    def _colour(self, operands: Any, op: str) -> Iterable[Any] | None:
        stroke = op in STROKE_COLOURS
        state = self.state
        space = state.stroke_space if stroke else state.fill_space
        pattern = state.stroke_pattern if stroke else state.fill_pattern
        if op in ("cs", "CS") and space.family == "/Pattern":
            return self._uncoloured(op) if self.owner.conversion(space).channels else None
        values = (state.stroke if stroke else state.fill).values
        if not pattern:
            inks = self._inks(space, values)
            if estimated := self.owner.conversion(space).estimated:
                self.owner.estimated.add(estimated)
            return [_grays(inks, "G" if stroke else "g")]
        self._pattern(get(self.resources, "/Pattern", pattern))
        if values and self.owner.conversion(space).channels:
            return [_grays(self._inks(space, values), f"{pattern} {op}")]
        return None

    def _inks(self, space: ColourSpace, values: tuple[float, ...]) -> tuple[float, ...]:
        """A colour in four inks; where it has too few components, the last one is repeated."""
        to_inks = self.owner.conversion(space)
        row = list(values[: to_inks.channels]) or [0.0]
        row += [row[-1]] * (to_inks.channels - len(row))
        return tuple(float(v) for v in to_inks.inks(np.array([row]))[0])

    def _uncoloured(self, op: str) -> list[Any]:
        """An uncoloured pattern is painted in the gray of its base's inks."""
        spaces = self.resources.get("/ColorSpace")
        if spaces is None:
            spaces = self.resources.ColorSpace = pikepdf.Dictionary()
        gray = pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceGray])
        self.resources.ColorSpace[_PATTERN] = gray
        return [_versions(lambda ink: f"{_PATTERN} {op}")]

    def _pattern(self, item: Any) -> None:
        if item is None:
            return
        if item.get("/PatternType") == 2:
            if "/Shading" in item:
                self.owner.shading(item.Shading, self.resources)
        elif item.get("/PaintType") == 1:
            self.owner.form(item, self.resources, State(), self.depth, True)

    # ── what is painted ──────────────────────────────────────────────────────────────────────

    def _spared(self, stroke: bool) -> Four:
        """For each ink, whether fills (or strokes) leave its separation as it is."""
        state = self.state
        names = (state.stroke_space if stroke else state.fill_space).names
        if names and all(finishing_step(name) for name in names):
            return ALL  # a die line or a varnish is no ink, and leaves the others as they are
        over = state.overprint.stroke if stroke else state.overprint.fill
        if not over or (state.stroke_pattern if stroke else state.fill_pattern):
            return NONE
        space = state.stroke_space if stroke else state.fill_space
        if space.family == "/Pattern":
            return NONE
        inks = self._inks(space, (state.stroke if stroke else state.fill).values)
        estimated = bool(self.owner.conversion(space).estimated)
        return _spares(space, inks, estimated, state.overprint.mode)

    def _path(self, op: str) -> list[Any] | None:
        fills, strokes = op in FILLS, op in STROKES
        without_fill = self._spared(False) if fills else NONE
        without_stroke = self._spared(True) if strokes else NONE
        if not any(without_fill) and not any(without_stroke):
            return None

        def left(ink: int) -> str:
            no_fill = without_fill[ink] or not fills
            no_stroke = without_stroke[ink] or not strokes
            if no_fill and no_stroke:
                return "n"
            if without_fill[ink]:
                return _WITHOUT_FILL[op]
            return _WITHOUT_STROKE[op] if without_stroke[ink] else op

        return [_versions(left)]

    def _text(self, operands: Any, op: str) -> list[Any] | None:
        rendering = self.state.rendering
        fills, strokes = rendering in (0, 2, 4, 6), rendering in (1, 2, 5, 6)
        clips = 4 if rendering >= 4 else 0
        modes = [
            _RENDERINGS[fills and not no_fill, strokes and not no_stroke] + clips
            for no_fill, no_stroke in zip(self._spared(False), self._spared(True), strict=True)
        ]
        if all(mode == rendering for mode in modes):
            return None
        instruction = (operands, pikepdf.Operator(op))
        return [
            _versions(lambda ink: f"{modes[ink]} Tr"),
            instruction,
            _versions(lambda ink: f"{rendering} Tr"),
        ]

    def _draw(self, operands: Any) -> list[Any] | None:
        name = str(operands[0])
        item = get(self.resources, "/XObject", name)
        if item is None:
            return None
        if item.get("/Subtype") == "/Form":
            self.owner.form(item, self.resources, self.state, self.depth, False)
        elif bool(item.get("/ImageMask", False)):
            spared = self._spared(False)
            return [_versions(lambda ink: "" if spared[ink] else f"{name} Do")]
        else:
            self.owner.picture(item, self.resources)
        return None

    def _inline(self, operands: Any, op: str) -> list[Any] | None:
        versions, estimated = split_inline(operands[0], self.resources)
        self.owner.estimated |= estimated
        if versions:
            return [Versions(*versions)]
        spared = self._spared(False)
        if not any(spared):
            return None
        text = pikepdf.unparse_content_stream([(operands, pikepdf.Operator(op))])
        return [Versions(*(b"" if no_fill else text for no_fill in spared))]


def _spares(space: ColourSpace, inks: tuple[float, ...], estimated: bool, mode: int) -> Four:
    """Which separations a colour leaves alone when it overprints, in an overprint mode."""
    cyan, magenta, yellow, black = (v == 0 for v in inks)
    if space.names:
        if "All" in space.names:
            return NONE
        if estimated:
            return cyan, magenta, yellow, black
        cyan, magenta, yellow, black = (name not in space.names for name in PROCESS)
        return cyan, magenta, yellow, black
    if mode and space.family == "/DeviceCMYK":
        return cyan, magenta, yellow, black
    return NONE
