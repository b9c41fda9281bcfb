"""Where a frame stands on its page, as CSS; how a turned one is turned, and one on strips repeated.

A turned frame is set as wide as its box is high, then turned by a quarter: its lines run from the
foot of the box upwards, in every language. It stays text.
"""

from printshop.pdf.geometry import Extent
from printshop.shop.job import Composition, Job
from printshop.shop.layout import Frame, LayoutBox
from printshop.shop.strips import boxes_of


def frame_styles(job: Job, frame: Frame) -> list[str]:
    """The style of a frame; of one on strips a style for each strip, in reading order."""
    bleed, rtl = job.layout.bleed, job.language.direction == "rtl"
    styles = []
    for x, y, width, height in boxes_of(job.layout, frame):
        place = f"inset-inline-start:{x + bleed:g}mm;top:{y + bleed:g}mm;"
        if not frame.turned:
            styles.append(f"{place}width:{width:g}mm;height:{height:g}mm")
            continue
        # The upper corner at the reading start stays, and the frame is moved back into its box.
        origin, across, down = ("100%", -width, 0.0) if rtl else ("0", 0.0, height)
        styles.append(
            f"{place}width:{height:g}mm;height:{width:g}mm;transform-origin:{origin} 0;"
            f"transform:translate({across:g}mm,{down:g}mm) rotate(-90deg)"
        )
    return styles


def with_repeats(composition: Composition) -> str:
    """The document with each frame on strips set on all of them.

    The words of the others are not read again: the tags of the first are the frame's
    (``prepress/tags``).
    """
    html, layout = composition.html, composition.job.layout
    for name, markup in composition.frames.items():
        first, *others = frame_styles(composition.job, layout.frames[name])
        # The identifier is the renderer's anchor as well, and an anchor stands once.
        named = (f"{style};-weasy-anchor:'{name} {n}'" for n, style in enumerate(others, 2))
        copies = [markup.replace(first, style, 1) for style in named]
        html = html.replace(markup, "\n".join([markup, *copies]), 1) if copies else html
    return html


def on_page(turned: bool, box: LayoutBox, lines: Extent, rtl: bool) -> Extent:
    """Some of a frame's lines, x0, y0, x1, y1 from its upper corner at their start, on the page."""
    x, y, width, height = box
    x0, y0, x1, y1 = lines
    if not turned:
        return Extent(x + x0, y + y0, x + x1, y + y1)
    if rtl:  # its lines begin at the head of the box, and go on towards the reading start
        return Extent(x + width - y1, y + x0, x + width - y0, y + x1)
    return Extent(x + y0, y + height - x1, x + y1, y + height - x0)
