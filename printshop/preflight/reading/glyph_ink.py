"""The ink of type: the outlines of glyphs where they stand on a page, line by line.

A line is what stands on one baseline in one block: a paragraph, a heading, a cell. All lengths are
in mm from the trim's lower left corner.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from printshop.pdf.geometry import Extent, Matrix, Polygon, transform_box, transform_point
from printshop.preflight.reading.facts import ASCENT, DESCENT, Drawn, Glyph, PageReading, Run
from printshop.preflight.reading.tag_facts import Tag
from printshop.shop.direction import right_to_left
from printshop.shop.units import MM

SAME_LINE = 0.5  # of the type size: baselines of one block that are nearer are those of one line
INLINE = frozenset({"Span", "Link", "Em", "Strong", "Quote", "Code", "Note", "Reference"})


@dataclass(frozen=True, eq=False)
class GlyphInk:
    """One glyph as it is painted; ``outlined`` says that its outlines are known.

    Where they are not, its box reaches from its origin over its advance width, from the descender
    to the height of a capital.
    """

    run: Run
    glyph: Glyph

    @property
    def drawn(self) -> Drawn | None:
        """How its run is drawn."""
        return self.run.drawn

    @cached_property
    def _outline(self) -> tuple[tuple[Polygon, ...], Extent] | None:
        drawn = self.run.drawn
        if drawn is None or drawn.outlines is None:
            return None
        return drawn.outlines.outline(self.glyph.code)

    @property
    def outlined(self) -> bool:
        """Whether the font program gives its outline."""
        return self._outline is not None

    @cached_property
    def matrix(self) -> Matrix:
        """From the space of its outline, whose unit is the type size, to the page."""
        drawn, (_, _, x, y, _) = self.run.drawn, self.glyph
        if drawn is None:
            em = self.run.size * MM
            return em, 0.0, 0.0, em, x, y
        a, b, c, d, e, f = drawn.matrix
        return a, b, c, d, e + x, f + y

    @cached_property
    def box(self) -> Extent:
        """The box of its ink; without area where it has none."""
        if self._outline is not None:
            box = self._outline[1]
            return transform_box(self.matrix, box) if box.x0 <= box.x1 else box
        em = self.run.size * MM
        return transform_box(
            self.matrix, Extent(0.0, -DESCENT, self.glyph.advance / max(em, 1e-6), ASCENT)
        )

    @property
    def has_ink(self) -> bool:
        """Whether it paints anything."""
        return self.box.x0 <= self.box.x1 and (self.outlined or bool(self.glyph.text.strip()))

    @cached_property
    def polygons(self) -> tuple[Polygon, ...]:
        """Its closed outlines; those of its box where they are not known."""
        if self._outline is not None:
            m = self.matrix
            return tuple([transform_point(m, x, y) for x, y in p] for p in self._outline[0])
        x0, y0, x1, y1 = self.box
        return ([(x0, y0), (x1, y0), (x1, y1), (x0, y1)],)

    def samples(self, most: int) -> list[tuple[float, float]]:
        """Up to about so many points of its outlines, evenly spread.

        Without outlines points at half the height of a small letter, where most letters have ink.
        """
        if not self.outlined:
            x0, y0, x1, y1 = self.box
            return [(x0 + (x1 - x0) * n / 4, y0 + (y1 - y0) / 2) for n in (1, 2, 3)]
        points = [point for polygon in self.polygons for point in polygon]
        return points[:: max(1, len(points) // most)]


@dataclass(frozen=True, eq=False)
class InkLine:
    """The ink of one line: its glyphs with ink, and the block that it belongs to."""

    glyphs: tuple[GlyphInk, ...]
    block: object

    @cached_property
    def box(self) -> Extent:
        """The box of its ink."""
        return union(glyph.box for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """Its largest type size in pt."""
        return max(glyph.run.size for glyph in self.glyphs)

    @cached_property
    def baseline(self) -> float:
        """The height of its baseline, for horizontal type."""
        return self.glyphs[0].glyph.y

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Its runs, in painting order."""
        return tuple(dict.fromkeys(glyph.run for glyph in self.glyphs))

    @property
    def text(self) -> str:
        """Its text in logical order."""
        texts = [run.logical_text for run in self.runs]
        rtl = right_to_left("".join(texts))
        return " ".join(reversed(texts) if rtl else texts)


def union(boxes: Iterable[Extent]) -> Extent:
    """The smallest box around some boxes; raises ``ValueError`` for none."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Extent(min(x0), min(y0), max(x1), max(y1))


def inks(run: Run) -> tuple[GlyphInk, ...]:
    """The glyphs of a run that paint something."""
    glyphs = (GlyphInk(run, glyph) for glyph in run.glyphs)
    return tuple(ink for ink in glyphs if ink.has_ink)


def run_area(run: Run) -> Extent:
    """A box that is certain to hold a run's ink, and more."""
    em = run.size * MM
    a, b = _direction(run)
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
    lines: list[tuple[object, Run, list[GlyphInk]]] = []
    by_block: dict[object, list[tuple[Run, list[GlyphInk]]]] = {}
    for run in page.runs:
        glyphs = inks(run)
        if not glyphs:
            continue
        mark = run.drawn.mark if run.drawn else None
        block: object = blocks.get(mark, ("mark", mark)) if mark is not None else ("run", run.order)
        for first, members in by_block.setdefault(block, []):
            if _on_one_line(first, run):
                members.extend(glyphs)
                break
        else:
            members = list(glyphs)
            by_block[block].append((run, members))
            lines.append((block, run, members))
    return [InkLine(tuple(members), block) for block, _, members in lines]


def _on_one_line(one: Run, other: Run) -> bool:
    """Whether two runs of a block stand on one baseline, or nearly so, as a raised figure does."""
    limit = SAME_LINE * max(one.size, other.size) * MM
    a, b = _direction(one)
    dx = other.glyphs[0].x - one.glyphs[0].x
    dy = other.glyphs[0].y - one.glyphs[0].y
    return abs(a * dy - b * dx) < limit


def _direction(run: Run) -> tuple[float, float]:
    """The direction of a run's baseline, of length 1."""
    if run.drawn is None:
        return 1.0, 0.0
    a, b = run.drawn.matrix[:2]
    length = (a * a + b * b) ** 0.5 or 1.0
    return a / length, b / length
