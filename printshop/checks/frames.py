"""Check what stands on a layout's pages: frames, their baselines and slots, grounds, colours."""

from collections.abc import Iterator

from printshop.findings import Finding, Where, did_you_mean, error
from printshop.shop.job import Shop
from printshop.shop.layout import Frame, Ground, Layout, LayoutBox
from printshop.shop.palette import Palette

CORNERS = 3  # of an outline: fewer have no area between them
WRONG = "wrong-value"


def check_frames(layout: Layout) -> list[Finding]:
    """Errors: frames outside the page, baselines outside their frames, slots below none."""
    return [
        finding
        for name, frame in layout.frames.items()
        for finding in (
            *_outside(layout, name, frame),
            *_base(layout, name, frame),
            *_below(layout, name, frame),
        )
    ]


def _outside(layout: Layout, name: str, frame: Frame) -> Iterator[Finding]:
    x, y, across, down = frame.box
    width, height = layout.trim
    if min(x, y) < 0 or x + across > width or y + down > height:
        message = f"the frame '{name}', {_sized(frame.box)}, reaches out of the page, "
        message += f"{width:g} × {height:g} mm"
        fix = "move it inwards, or make it smaller"
        yield error(WRONG, message, layout.at("frames", name, "box"), fix)


def _base(layout: Layout, name: str, frame: Frame) -> Iterator[Finding]:
    if frame.base is None:
        return
    where, top, foot = (
        layout.at("frames", name, "base"),
        frame.box.y,
        frame.box.y + frame.box.height,
    )
    if not frame.slots:
        message = f"the frame '{name}' has no slots, and so no line to stand on 'base'"
        yield error(WRONG, message, where, "take 'base' out, or add a slot")
    elif frame.turned or frame.strips:
        message = f"the frame '{name}' is turned or on strips: its place is that of its 'box' alone"
        yield error(WRONG, message, where, "take 'base' out")
    elif not top < frame.base <= foot:
        message = (
            f"the first baseline of the frame '{name}' is at {frame.base:g} mm, outside its box"
        )
        fix = f"write one from {top:g} to {foot:g} mm, or move the box"
        yield error(WRONG, message, where, fix)


def _below(layout: Layout, name: str, frame: Frame) -> Iterator[Finding]:
    for slot in list(frame.slots)[:1]:
        if frame.slots[slot].below:
            where = layout.at("frames", name, "slots", slot, "below")
            message = f"'{slot}' is the first slot of the frame '{name}': it stands below no other"
            fix = "take 'below' out, and say with 'base' of the frame where its first line stands"
            yield error(WRONG, message, where, fix)


def check_grounds(shop: Shop, layout: Layout) -> list[Finding]:
    """Errors: outlines without an area, and colours that the palette does not have."""
    findings = []
    for key, ground in _grounds(layout):
        if ground.outline and len(ground.outline) < CORNERS:
            message = f"an outline of {len(ground.outline)} corners has no area"
            where, fix = layout.at(*key, "outline"), f"write {CORNERS} corners or more"
            findings.append(error(WRONG, message, where, fix))
        for role in ("ground", "band", "person"):
            findings += unknown_colour(shop.palette, getattr(ground, role), layout.at(*key, role))
    if layout.cuts:
        findings += unknown_colour(shop.palette, layout.cuts.line, layout.at("cuts", "line"))
    return findings


def _grounds(layout: Layout) -> Iterator[tuple[tuple[str | int, ...], Ground]]:
    """The grounds of all pages, each with its key."""
    for page, side in layout.pages.items():
        for key, artwork in (
            ("artwork", side.artwork),
            ("general_artwork", side.general_artwork),
        ):
            for n, ground in enumerate(artwork.grounds if artwork else ()):
                yield ("pages", page, key, "grounds", n), ground


def unknown_colour(palette: Palette, colour: str, where: Where) -> list[Finding]:
    """An error for a colour that is neither a token nor a role of any world; '' is none."""
    roles = {role for world in palette.worlds.values() for role in world}
    known = {*palette.colours, *roles, "accent", "accent-band"}
    if not colour or colour in known:
        return []
    fix = did_you_mean(colour, sorted(known))
    return [error("unknown-colour", f"there is no colour '{colour}'", where, fix)]


def _sized(box: LayoutBox) -> str:
    return f"{box.width:g} × {box.height:g} mm at {box.x:g}, {box.y:g}"
