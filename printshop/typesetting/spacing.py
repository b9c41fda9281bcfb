"""Spacing: the leading and the distances that the ink of lines needs.

A slot's leading is at least the layout's. Where the ink of two successive lines would come nearer
than the slot's ``gap``, all its lines get more. A slot with ``below`` stands under the slot before
it in its frame: baseline under baseline, or lower where the ink between the two needs it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, sqrt

from printshop.shop.job import Galley, GalleyLine, Spacing
from printshop.shop.layout import Slot
from printshop.typesetting.glyph_ink import Ink

STEP = 0.005  # of the size: leading goes in such steps
STILL = 0.01  # mm: a line so near to its place stays where it is
PASSES = 5
SLICES = 4  # of a gap: how finely ink is compared

Path = tuple[int, ...]
Set = Callable[[list[int], list[Spacing]], list[Galley]]


@dataclass(frozen=True)
class InkedLine:
    """A run of words on a galley, with its ink.

    ``size`` is that of its slot in mm, ``leading`` how high its line is, as a multiple of it;
    ``path`` is its element's place in the frame.
    """

    line: GalleyLine
    ink: Sequence[Ink]
    size: float
    leading: float
    path: Path


def wanted(lines: Sequence[InkedLine], slots: dict[str, Slot]) -> Spacing:
    """The leading by slot that the ink of a frame's lines needs, and by how much margins differ."""
    return Spacing(_leadings(lines, slots), _margins(lines, slots))


def settled(count: int, galleys_of: Set) -> list[Galley]:
    """Galleys of so many trials, each set again until its lines have the spacing they want.

    ``galleys_of`` sets some of the trials, by number, each with a spacing.
    """
    spacings = [Spacing()] * count
    galleys = galleys_of(list(range(count)), spacings)
    for _ in range(PASSES):
        better = [_better(spacing, g.wanted) for spacing, g in zip(spacings, galleys, strict=True)]
        again = [n for n in range(count) if better[n] != spacings[n]]
        if not again:
            break
        spacings = better
        for n, galley in zip(again, galleys_of(again, [better[n] for n in again]), strict=True):
            galleys[n] = galley
    return galleys


def _better(spacing: Spacing, wanted: Spacing) -> Spacing:
    """A spacing with what a galley set with it still wanted; the same one where that is nothing."""
    margins = {
        path: round(spacing.margins.get(path, 0.0) + mm, 3)
        for path, mm in wanted.margins.items()
        if abs(mm) > STILL
    }
    return Spacing({**spacing.leading, **wanted.leading}, {**spacing.margins, **margins})


def _leadings(lines: Sequence[InkedLine], slots: dict[str, Slot]) -> dict[str, float]:
    """The leading of each slot whose ink needs more than the layout gives."""
    leadings: dict[str, float] = {}
    before: list[InkedLine] = []
    for _, group in groupby(lines, key=lambda x: (x.line.block, x.line.row)):
        row = list(group)
        slot = row[0].line.slot
        spec = slots.get(slot)
        if spec and spec.least_gap and before and before[0].line.block == row[0].line.block:
            size = row[0].size
            gap = spec.least_gap * size
            enough = max(row[0].leading + STEP / 2, leadings.get(slot, 0.0))
            upper, lower = ([i for x in part for i in x.ink] for part in (before, row))
            deepest = max((i.below for i in upper), default=0.0)
            highest = max((i.above for i in lower), default=0.0)
            if deepest + gap + highest > enough * size:  # else they keep the gap wherever they are
                em = round(ceil(_apart(upper, lower, gap) / size / STEP) * STEP, 3)
                if em > enough:
                    leadings[slot] = em
        before = row
    return leadings


def _apart(upper: Sequence[Ink], lower: Sequence[Ink], gap: float) -> float:
    """How far apart the baselines of two lines stand at least, so that their ink keeps a gap.

    The ink above is grown by a disc of the gap; the ink below must not reach into that.
    """
    width = gap / SLICES
    disc = [(n, sqrt(max(0.0, 1 - (n / SLICES) ** 2)) * gap) for n in range(-SLICES, SLICES + 1)]
    depths: dict[int, float] = {}
    for ink in upper:
        for column in range(int(ink.x0 // width), int(ink.x1 // width) + 1):
            depths[column] = max(depths.get(column, ink.below), ink.below)
    grown: dict[int, float] = {}
    for column, depth in depths.items():
        for n, more in disc:
            grown[column + n] = max(grown.get(column + n, depth + more), depth + more)
    return max(
        (
            grown[column] + ink.above
            for ink in lower
            for column in range(int(ink.x0 // width), int(ink.x1 // width) + 1)
            if column in grown
        ),
        default=0.0,
    )


def _margins(lines: Sequence[InkedLine], slots: dict[str, Slot]) -> dict[Path, float]:
    """By how many mm the element of each slot with ``below`` stands too high."""
    margins: dict[Path, float] = {}
    runs = [(slot, list(group)) for slot, group in groupby(lines, key=lambda x: x.line.slot)]
    met: set[str] = set()
    for (_, before), (slot, after) in pairwise(runs):
        met.add(before[0].line.slot)
        spec = slots.get(slot)
        if spec and spec.below and slot not in met:
            last = max(x.line.baseline for x in before)
            first = min(x.line.baseline for x in after)
            depth = max(
                (x.line.baseline - last + i.below for x in before for i in x.ink), default=0
            )
            height = max(
                (first - x.line.baseline + i.above for x in after for i in x.ink), default=0
            )
            distance = max(spec.below.base, depth + spec.below.ink + height)
            path = _parting(before[-1].path, after[0].path)
            margins[path] = round(distance - (first - last), 3)
    return margins


def _parting(before: Path, after: Path) -> Path:
    """The outermost element of the second path that does not hold the first."""
    same = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    return after if same is None else after[: same + 1]
