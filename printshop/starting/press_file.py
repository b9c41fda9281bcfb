"""The file of a new printing condition, with remarks that explain each key."""

from typing import Any

from printshop.shop.press import Press, PressLimits
from printshop.starting.yaml_text import flow, remark, scalar

LIMITS = {
    "ink": "% of ink in any place of 15 × 15 mm, and in any flat colour",
    "smallest_type": "pt",
    "picture": "ppi at final size: under the first an error, under the second a review",
    "line_art": "the same of pictures of one bit",
    "overprint_type": "pt: black type under it has to overprint",
    "overprint_line": "pt: black lines under it have to overprint",
    "thin_type": "pt: white type, and type in several inks",
    "thin_line": "pt: white lines, and lines in several inks",
    "hairline": "pt: any line",
    "rich_black": "% of ink in black type",
    "black_type": "pt: black type up to it has to be black alone",
    "type_from_trim": "mm between type and the trim, in files of others",
    "knocked_out": "type under so many pt, in a ground of so many inks, may fill in",
}


def press_file(made: Press, like: Press) -> str:
    """The text of ``presses/<name>.yaml``; ``like`` is the condition that it was begun from."""
    lines = [
        *remark(f"{made.title}. Begun from presses/{like.name}.yaml. Lengths are in mm."),
        f"title: {scalar(made.title)}",
        "made: asked  # only where --press names it; always: in every run",
        f"standard: {made.standard}",
        f"bleed: {made.bleed:g}  # artwork beyond the trim",
    ]
    if made.large:
        about = f"above: {made.large.above:g}, bleed: {made.large.bleed:g}"
        lines.append(f"large: {{{about}}}  # pages with an edge longer than 'above'")
    lines += [
        f"slug: {made.slug:g}  # beyond the bleed, for the line with name, edition and state",
        f"marks: {flow(made.marks)}  # crop, fold, cut (where strips are cut), registration",
    ]
    if made.contour:
        lines.append(f"contour: {scalar(made.contour)}  # the separation with a piece's contour")
    lines.append(f"longest: {made.longest:g}  # only sizes with an edge of so many mm; 0: all")
    if made.intent:
        values = made.intent.model_dump(exclude_defaults=True)
        lines += [
            *remark("The output intent: for which paper and ink colours are meant."),
            "intent:",
            *(f"  {key}: {_value(value)}" for key, value in values.items()),
        ]
    lines += _paper(made)
    lines += [*remark("What preflight measures against."), "limits:"]
    lines += _limits(made.limits)
    return "\n".join(lines) + "\n"


def _value(value: str) -> str:
    return value if value.startswith(("http", "icc/")) else scalar(value)


def _paper(made: Press) -> list[str]:
    lines = []
    if made.paper:
        lines.append(f"paper: {made.paper}  # coated or uncoated; without it nothing is ordered")
    if made.finish:
        lines.append(f"finish: {made.finish}")
    if made.substrate:
        lines.append(f"substrate: {made.substrate}  # of ISO 12647-2:2013")
    if made.usual_copies:
        least, most = made.usual_copies
        lines.append(f"usual_copies: [{least}, {most}]  # an order of fewer or more is asked about")
    return lines


def _limits(limits: PressLimits) -> list[str]:
    given = limits.model_dump()
    lines = []
    for key, about in LIMITS.items():
        value: Any = given[key]
        if isinstance(value, dict):
            inner = ", ".join(f"{name}: {number:g}" for name, number in value.items())
            text = f"{{{inner}}}"
        else:
            text = f"{value:g}"
        lines += [*remark(about, 2), f"  {key}: {text}"]
    return lines
