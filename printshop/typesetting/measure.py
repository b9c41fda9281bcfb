"""Measure frames on a galley: one below another, on a page too long to break.

Measured on the page itself the height of overset text is far too small, because the renderer drops
what does not fit.
"""

import re
from collections.abc import Sequence
from typing import Any

from printshop.pdf.geometry import Extent
from printshop.shop.job import Composition, Galley, GalleyLine
from printshop.shop.layout import Layout, Slot
from printshop.typesetting import spacing
from printshop.typesetting.assets import TypesettingError
from printshop.typesetting.glyph_ink import PX, Ink, ink_of
from printshop.typesetting.render import logged, set_document, walk
from printshop.typesetting.spacing import InkedLine

GALLEY_LENGTH = 5000  # mm

GALLEY_CSS = f"""
@page {{ size: 1200mm {GALLEY_LENGTH}mm !important; margin: 0 }}
.page {{ position: static !important; width: auto !important; height: auto !important;
  background: none !important; break-before: auto !important; overflow: visible !important }}
.frame {{ position: static !important; transform: none !important; height: auto !important;
  margin: 0 0 10mm !important; overflow: visible !important }}
"""

_PICTURE = re.compile(r"background-image:url\([^)]*\)")


class GalleyTooLong(TypesettingError):
    """The text runs past the end of the galley, so that its height is not known."""


def galleys(
    composition: Composition, trials: list[tuple[str, list[str]]], markups: Sequence[str] = ()
) -> list[Galley]:
    """Measure frames on one galley. A trial is a frame's name and its CSS rules.

    Rules select a trial by the prefix ``#trial-N``, N counting from 0. With ``markups``, one for
    each trial, its frame is set with that in place of its own. Returns a galley for each trial, in
    their order; raises ``GalleyTooLong`` where the text runs past the end.
    """
    job = composition.job
    css = "\n".join(rule for _, rules in trials for rule in rules)
    markup = "".join(
        f'<div id="trial-{n}"><section class="page" id="{job.layout.frames[frame].page}">'
        f"{_PICTURE.sub('', markup)}</section></div>"
        for n, ((frame, _), markup) in enumerate(
            zip(trials, markups or [composition.frames[name] for name, _ in trials], strict=True)
        )
    )
    # Colours and backgrounds take no space: without them the galley is set twice as fast.
    html = (
        f'<html lang="{job.language.tag}" dir="{job.language.direction}"><head>'
        f"<style>{css}{GALLEY_CSS}</style></head><body>{markup}</body></html>"
    )
    with logged():
        document = set_document(composition, html)
    if any(_is_frame(box) for page in document.pages[1:] for box in walk(page._page_box)):
        raise GalleyTooLong
    rtl = job.language.direction == "rtl"
    boxes_by_trial = {}
    for box in walk(document.pages[0]._page_box):
        name = box.element.get("id") if box.element is not None else ""
        if name and name.startswith("trial-") and name not in boxes_by_trial:
            boxes_by_trial[name] = next(b for b in walk(box) if _is_frame(b))
    return [_galley(boxes_by_trial[f"trial-{n}"], job.layout, rtl) for n in range(len(trials))]


def _is_frame(box: Any) -> bool:
    return box.element is not None and (box.element.get("class") or "") == "frame"


def _galley(frame: Any, layout: Layout, rtl: bool) -> Galley:
    name = frame.element.get("id")
    slots = layout.frames[name].slots
    lines: list[InkedLine] = []
    _lines(frame, _Frame(frame, slots, rtl), "", lines, 0)
    return Galley(
        frame.height / PX,
        tuple(x.line for x in lines),
        len(frame.children),
        wanted=spacing.wanted(lines, slots),
    )


class _Frame:
    """A frame's box, its slots, and the places of its elements."""

    def __init__(self, box: Any, slots: dict[str, Slot], rtl: bool) -> None:
        self.box, self.slots, self.rtl = box, slots, rtl
        self.follows = any(slot.below for slot in slots.values())
        self.paths: dict[Any, spacing.Path] = {box.element: ()}
        for element in box.element.iter():
            for n, child in enumerate(element, start=1):
                self.paths[child] = (*self.paths[element], n)

    def from_start(self, box: Extent) -> Extent:
        """A box with x from the page's left, with x from the frame's reading start."""
        left = self.box.content_box_x() / PX
        if self.rtl:
            right = left + self.box.width / PX
            return box._replace(x0=right - box.x1, x1=right - box.x0)
        return box._replace(x0=box.x0 - left, x1=box.x1 - left)

    def inked(self, slot: str) -> bool:
        """Whether the ink of a slot's lines decides where they stand."""
        return self.follows or (slot in self.slots and self.slots[slot].least_gap > 0)


def _lines(box: Any, frame: _Frame, slot: str, lines: list[InkedLine], row: int) -> None:
    from weasyprint.formatting_structure import boxes

    element = getattr(box, "element", None)
    if element is not None:
        classes = (element.get("class") or "").split()
        slot = next((c for c in classes if c in frame.slots), slot)
    if isinstance(box, boxes.BlockContainerBox):
        row = -1
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                row += 1
                for text in walk(child):
                    if isinstance(text, boxes.TextBox) and text.text.strip():
                        glyphs = ink_of(text) if frame.inked(slot) else []
                        line = _line(text, box, frame, slot, row, glyphs)
                        ink = [column for columns in glyphs for column in columns]
                        size = box.style["font_size"]
                        path = frame.paths.get(box.element, ())
                        lines.append(InkedLine(line, ink, size / PX, child.height / size, path))
                for inner in walk(child):
                    if isinstance(inner, boxes.InlineBlockBox):
                        _lines(inner, frame, slot, lines, 0)
            else:
                _lines(child, frame, slot, lines, row)
        return
    for child in getattr(box, "children", ()):
        _lines(child, frame, slot, lines, row)


def _line(
    text: Any, column: Any, frame: _Frame, slot: str, row: int, glyphs: list[list[Ink]]
) -> GalleyLine:
    left, right = column.content_box_x(), column.content_box_x() + column.width
    spill = max(left - text.position_x, text.position_x + text.width - right, 0.0)
    x0, width = frame.box.content_box_x(), frame.box.width
    start = (x0 + width - text.position_x - text.width) if frame.rtl else text.position_x - x0
    top = frame.box.content_box_y()
    return GalleyLine(
        slot,
        Extent(
            start / PX,
            (text.position_y - top) / PX,
            (start + text.width) / PX,
            (text.position_y + text.height - top) / PX,
        ),
        (text.position_y + text.baseline - top) / PX,
        text.style["font_size"] / PX,
        spill / PX,
        id(column),
        row,
        text.text,
        column.width / PX,
        tuple(frame.from_start(_box(ink)) for ink in glyphs),
        str(text.style["lang"] or ""),
        text.style["font_family"][0],
        text.style["font_weight"],
    )


def _box(ink: list[Ink]) -> Extent:
    """The box of a glyph's ink, y from the baseline."""
    return Extent(
        min(column.x0 for column in ink),
        -max(column.above for column in ink),
        max(column.x1 for column in ink),
        max(column.below for column in ink),
    )
