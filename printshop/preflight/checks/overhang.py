"""Overhang: ink outside the frame that its words were set in."""

from collections.abc import Iterable, Iterator

from printshop.pdf.geometry import SIDES, Extent, beyond, touch
from printshop.preflight.checks.type_lines import new_lines
from printshop.preflight.measures import against
from printshop.preflight.reading.glyph_ink import InkLine
from printshop.preflight.reading.tag_facts import Tag
from printshop.preflight.rules import CUT, Case, Violation, rule
from printshop.shop.layout import LayoutBox
from printshop.shop.units import MM

# Of the type size: how far ink may reach beyond its frame. Where margins are set optically, commas
# and full stops, some 0.22 em wide, hang into them by 70 % of their width (the defaults of TeX's
# microtype, R. Schlicht); round and pointed letters overshoot by less. What stands over a frame's
# upper edge, as accents on a first line of capitals, may do so by as much.
ALLOWANCE = 0.15
CUT_OFF = 0.02  # mm of a letter that may lie beyond its clipping path: it is not seen


@rule(
    "overhang",
    "typesetting: optical margins",
    "shorten the text, or give its frame more room",
    standards=CUT,
    own=True,
)
def ink_stays_in_its_frame(case: Case) -> Iterator[Violation]:
    """What reaches out of its frame or its zone stands in another's place, or is cut off."""
    for number, page in case.pages():
        frames, marks = frame_boxes(case, number), frames_of_marks(case, number)
        for line in new_lines(case, number, page):
            name = marks.get(line.mark, "") if case.base is None else ""
            name = name if name in frames else ""
            allowed = ALLOWANCE * line.size * MM
            clipped = beyond(line.box, line.clip)
            if max(clipped) > CUT_OFF:
                yield _violation(number, line, "what is shown of it", clipped, CUT_OFF)
            elif name and _elsewhere(line.box, frames, name):
                continue  # its tags name another place: rules about tags say so
            elif name and max(reach := beyond(line.box, frames[name])) > allowed:
                yield _violation(number, line, f"its frame '{name}'", reach, allowed)


def _elsewhere(box: Extent, frames: dict[str, Extent], name: str) -> bool:
    """Whether a box lies beside its frame and in another."""
    others = (frame for other, frame in frames.items() if other != name)
    return not touch(box, frames[name]) and any(max(beyond(box, frame)) <= 0 for frame in others)


def _violation(
    number: int, line: InkLine, what: str, reach: tuple[float, ...], allowed: float
) -> Violation:
    """A line that reaches too far, most on one side."""
    most = max(reach)
    side = SIDES[reach.index(most)]
    measure, limit = against(most, round(allowed, 2), "mm", 2)
    message = f"'{line.text[:40]}' reaches {measure} beyond the {side} edge of {what}"
    return Violation(f"{message}; the most is {limit}", number, line.box, measure, limit)


def frame_boxes(case: Case, number: int) -> dict[str, Extent]:
    """The boxes of the frames of a page of ours, by name, at final size."""
    side, frames = case.side(number), case.expected.file.job.layout.frames
    named = {name: frame.box for name, frame in frames.items() if frame.page == side}
    return dict(zip(named, placed_boxes(case, named.values()), strict=True))


def placed_boxes(case: Case, boxes: Iterable[LayoutBox]) -> list[Extent]:
    """Boxes of the layout of a file of ours as they lie on its page, at final size."""
    file = case.expected.file
    layout, page = file.job.layout, file.boxes
    width, height = layout.trim
    rtl = file.job.language.direction == "rtl"

    def placed(box: LayoutBox) -> Extent:
        x, y, w, h = box
        left = width - x - w if rtl else x
        x0, x1 = ((v + layout.bleed) * page.scale for v in (left, left + w))
        y0, y1 = ((v + layout.bleed) * page.scale for v in (height - y - h, height - y))
        dx, dy = page.shift[0] - page.trim[0], page.shift[1] - page.trim[1]
        return Extent(x0 + dx, y0 + dy, x1 + dx, y1 + dy)

    return [placed(box) for box in boxes]


def frames_of_marks(case: Case, number: int) -> dict[int, str]:
    """For each piece of marked content of a page of ours the frame that it was set in.

    The tags of the frames stand one after another below the document's (``read_after``).
    """
    document = next(iter(case.reading.tags.tags()), None)
    ends = sorted(case.expected.file.read_after.items(), key=lambda end: end[1])
    frames: dict[int, str] = {}
    for place, tag in enumerate(document.kids if document else ()):
        name = next((name for name, end in ends if place < end), "")
        if isinstance(tag, Tag) and name:
            frames |= {mark: name for page, mark in tag.marks() if page == number}
    return frames
