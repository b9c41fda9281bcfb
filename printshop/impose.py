"""Impose: where the artwork lies on the sheet of a size, under a printing condition.

Every size of a piece comes from the same artwork: it is scaled alike in both directions until it
covers the trim, and centred. Boxes, slug and marks are then made at final size.
"""

from printshop.findings import Finding, error
from printshop.job import Boxes, Job
from printshop.model import Layout, Press, Size

TOLERANCE = 0.05  # mm


def boxes(layout: Layout, trim: Size, press: Press) -> Boxes:
    """The boxes in mm with their origin at 0,0, and how the artwork's page is scaled and moved."""
    bleed = press.bleed_for(trim)
    edge = bleed + press.slug
    (width, height), (own_width, own_height) = trim, layout.trim
    scale = max(width / own_width, height / own_height)
    art_width = (own_width + 2 * layout.bleed) * scale
    art_height = (own_height + 2 * layout.bleed) * scale
    media = (0.0, 0.0, width + 2 * edge, height + 2 * edge)
    return Boxes(
        media=media,
        bleed=(press.slug, press.slug, media[2] - press.slug, media[3] - press.slug),
        trim=(edge, edge, media[2] - edge, media[3] - edge),
        scale=scale,
        shift=((media[2] - art_width) / 2, (media[3] - art_height) / 2),
    )


def check(job: Job, size: str, press: Press) -> list[Finding]:
    """Whether the layout draws as much bleed as the condition wants on this size."""
    made = boxes(job.layout, job.sizes[size], press)
    spare = made.bleed[0] - max(made.shift)
    if spare >= -TOLERANCE:
        return []
    wanted = press.bleed_for(job.sizes[size])
    message = (
        f"'{press.name}' wants {wanted:g} mm of bleed on {job.stem(size)}; "
        f"the layout draws {wanted + spare:.1f} mm"
    )
    fix = f"draw more bleed: 'bleed' is {job.layout.bleed:g} mm"
    return [error("too-little-bleed", message, job.layout.at("bleed"), fix)]
