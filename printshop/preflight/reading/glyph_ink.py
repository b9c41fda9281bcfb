"""The ink of type: the outlines of glyphs where they stand on a page, line by line.

A line is what stands on one baseline in one block: a paragraph, a heading, a cell. All lengths are
in mm from the trim's lower left corner.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from printshop.pdf.geometry import EVERYWHERE, Extent, Matrix, Polygon, transform_box, union
from printshop.preflight.reading.facts import ASCENT, DESCENT, Glyph, PageReading, Run
from printshop.preflight.reading.outlines import Outline
from printshop.preflight.reading.tag_facts import Tag
from printshop.shop.direction import right_to_left
from printshop.shop.units import MM

SAME_LINE = 0.5  # of the type size: baselines of one block that are nearer are those of one line
# Elements within a line (ISO 32000-1, 14.8.4.4), and those without a meaning of their own.
INLINE = frozenset(
    f"/{kind}"
    for kind in ("Span", "Link", "Em", "Strong", "Quote", "Code", "Reference", "NonStruct")
)


class GlyphInk:
    """One glyph as it is painted, with the box of its ink.

    ``outline`` is in the space that ``matrix`` moves to the glyph's origin. It is None where it is
    not known: then the box reaches from the origin over the advance width, from the descender to
    the height of a capital. Not a dataclass: a page has thousands.
    """

    __slots__ = ("_polygons", "box", "glyph", "matrix", "outline", "run")

    def __init__(
        self, run: Run, glyph: Glyph, matrix: Matrix, outline: Outline | None, box: Extent
    ) -> None:
        self.run, self.glyph, self.matrix = run, glyph, matrix
        self.outline, self.box = outline, box
        self._polygons: tuple[Polygon, ...] | None = None

    @property
    def polygons(self) -> tuple[Polygon, ...]:
        """Its closed outlines; that of its box where they are not known."""
        if self._polygons is None:
            x0, y0, x1, y1 = self.box
            shape = self.outline[0] if self.outline else ()
            a, b, c, d, e, f = self.matrix
            e, f = e + self.glyph.x, f + self.glyph.y
            self._polygons = tuple(
                [(a * x + c * y + e, b * x + d * y + f) for x, y in polygon] for polygon in shape
            ) or ([(x0, y0), (x1, y0), (x1, y1), (x0, y1)],)
        return self._polygons

    def samples(self, most: int) -> list[tuple[float, float]]:
        """Up to about so many points of its outlines, evenly spread.

        Without outlines points at half the height of its box, where most letters have ink.
        """
        if self.outline is None:
            x0, y0, x1, y1 = self.box
            return [(x0 + (x1 - x0) * n / 4, y0 + (y1 - y0) / 2) for n in (1, 2, 3)]
        points = [point for polygon in self.polygons for point in polygon]
        return points[:: max(1, len(points) // most)]


@dataclass(frozen=True, eq=False)
class InkLine:
    """The ink of one line: its runs in painting order, the block it belongs to, its ink's box."""

    runs: tuple[Run, ...]
    block: object
    box: Extent

    @cached_property
    def glyphs(self) -> tuple[GlyphInk, ...]:
        """Its glyphs with ink; made only where a line is near something."""
        return tuple(ink for run in self.runs for ink in inks(run))

    @property
    def size(self) -> float:
        """Its largest type size in pt."""
        return max(run.size for run in self.runs)

    @property
    def baseline(self) -> float:
        """The height of its baseline, for horizontal type."""
        return self.runs[0].glyphs[0].y

    @property
    def mark(self) -> int:
        """The marked content that it is in (MCID); -1 where it is in none."""
        drawn = self.runs[0].drawn
        return -1 if drawn is None or drawn.mark is None else drawn.mark

    @property
    def clip(self) -> Extent:
        """The box of the clipping paths of its runs."""
        boxes = [run.drawn.clip.box for run in self.runs if run.drawn]
        x0, y0, x1, y1 = zip(*(boxes or [EVERYWHERE]), strict=True)
        return Extent(max(x0), max(y0), min(x1), min(y1))

    @property
    def text(self) -> str:
        """Its text in logical order."""
        texts = [run.text for run in self.runs]
        if right_to_left("".join(texts)):
            return " ".join(run.logical_text for run in reversed(self.runs))
        return " ".join("".join(texts).split())


def inks(run: Run) -> list[GlyphInk]:
    """The glyphs of a run that paint something."""
    em, drawn = run.size * MM, run.drawn
    matrix = drawn.matrix if drawn else (em, 0.0, 0.0, em, 0.0, 0.0)
    outline_of = drawn.outlines.outline if drawn and drawn.outlines else _unknown
    a, b, c, d, e, f = matrix
    upright = not (b or c) and a > 0 and d > 0
    found = []
    for glyph in run.glyphs:
        outline = outline_of(glyph.code)
        if outline is None:
            if not glyph.text.strip():
                continue
            x0, y0, x1, y1 = 0.0, -DESCENT, glyph.advance / max(em, 1e-6), ASCENT
        else:
            x0, y0, x1, y1 = outline[1]
            if x0 > x1:
                continue
        x, y = glyph.x + e, glyph.y + f
        box = (
            Extent(x + a * x0, y + d * y0, x + a * x1, y + d * y1)
            if upright
            else transform_box((a, b, c, d, x, y), Extent(x0, y0, x1, y1))
        )
        found.append(GlyphInk(run, glyph, matrix, outline, box))
    return found


def ink_box(run: Run) -> Extent | None:
    """The box of a run's ink; None where it has none. It makes no object for each glyph."""
    drawn = run.drawn
    if drawn is None or drawn.outlines is None or drawn.matrix[1] or drawn.matrix[2]:
        found = inks(run)
        return union(ink.box for ink in found) if found else None
    outline_of = drawn.outlines.outline
    a, _, _, d, e, f = drawn.matrix
    xs: list[float] = []
    ys: list[float] = []
    for glyph in run.glyphs:
        outline = outline_of(glyph.code)
        if outline is None:
            found = inks(run)
            return union(ink.box for ink in found) if found else None
        x0, y0, x1, y1 = outline[1]
        if x0 <= x1:
            x, y = glyph.x + e, glyph.y + f
            xs += (x + a * x0, x + a * x1)
            ys += (y + d * y0, y + d * y1)
    return Extent(min(xs), min(ys), max(xs), max(ys)) if xs else None


def _unknown(_: int) -> None:
    """The outline of a glyph of a font whose program cannot be used."""


def run_area(run: Run) -> Extent:
    """A box that is certain to hold a run's ink, and more."""
    em = run.size * MM
    a, b = run.direction
    xs = [g.x + n * a * g.advance for g in run.glyphs for n in (0, 1)]
    ys = [g.y + n * b * g.advance for g in run.glyphs for n in (0, 1)]
    return Extent(min(xs) - em, min(ys) - em, max(xs) + em, max(ys) + 1.2 * em)


def blocks_of(tags: Iterable[Tag], page: int) -> dict[int, int]:
    """For each piece of marked content of a page the number of the block that holds it.

    A block is the nearest element around it that is not one within a line.
    """
    blocks: dict[int, int] = {}
    for number, (_, mark) in enumerate(_marks_by_block(tags, page)):
        blocks.update(dict.fromkeys(mark, number))
    return blocks


def _marks_by_block(tags: Iterable[Tag], page: int) -> Iterator[tuple[Tag, list[int]]]:
    """The blocks with the marked content on a page that is theirs."""
    for tag in tags:
        own: list[int] = []
        inner: list[Tag] = []
        _sort(tag, page, own, inner)
        yield tag, own
        yield from _marks_by_block(inner, page)


def _sort(tag: Tag, page: int, own: list[int], inner: list[Tag]) -> None:
    for kid in tag.kids:
        if not isinstance(kid, Tag):
            own.extend([kid[1]] if kid[0] == page else [])
        elif kid.kind in INLINE:
            _sort(kid, page, own, inner)
        else:
            inner.append(kid)


def ink_lines(page: PageReading, blocks: Mapping[int, int]) -> list[InkLine]:
    """The lines of a page, artifacts among them, in painting order.

    ``blocks`` gives the block of marked content by its identifier; a run that is in none is a block
    by itself.
    """
    lines: list[tuple[object, list[Run], list[Extent]]] = []
    by_block: dict[object, list[tuple[list[Run], list[Extent]]]] = {}
    for run in page.runs:
        box = ink_box(run)
        if box is None:
            continue
        mark = run.drawn.mark if run.drawn else None
        block: object = blocks.get(mark, ("mark", mark)) if mark is not None else ("run", run.order)
        for runs, boxes in by_block.setdefault(block, []):
            if _on_one_line(runs[0], run):
                runs.append(run)
                boxes.append(box)
                break
        else:
            by_block[block].append(([run], [box]))
            lines.append((block, *by_block[block][-1]))
    return [InkLine(tuple(runs), block, union(boxes)) for block, runs, boxes in lines]


def _on_one_line(one: Run, other: Run) -> bool:
    """Whether two runs of a block stand on one baseline, or nearly so, as a raised figure does."""
    limit = SAME_LINE * max(one.size, other.size) * MM
    a, b = one.direction
    dx = other.glyphs[0].x - one.glyphs[0].x
    dy = other.glyphs[0].y - one.glyphs[0].y
    return abs(a * dy - b * dx) < limit
