#!/usr/bin/env python3
"""Make the technical drawings of the pieces from the layouts: ``python docs/drawings/make.py``.

A sheet for each layout: A3 landscape, one unit of the drawing is one millimetre. Its pages stand at
the left, at one of a few scales; a corner at large, what the lines mean and what is made of the
piece stand at the right. A page is drawn again, mirrored, where that is not the same.
"""

import sys
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from printshop.checks.opening import open_shop
from printshop.shop.job import Shop
from printshop.shop.layout import Fold, Layout, LayoutBox
from printshop.shop.panels import flap, panels, safe_boxes
from printshop.shop.press import Press

HERE = Path(__file__).resolve().parent
SHEET = (420.0, 297.0)  # A3 landscape
FIELD = (14.0, 34.0, 306.0, 283.0)  # where the pages stand: x0, y0, x1, y1
COLUMN = (318.0, 406.0)  # where the explanations stand, from and to
AROUND = (12.0, 15.0, 3.0, 9.0)  # room for a page's dimensions: left, above, right, below
PANELS = 7.0  # more above, where a page has panels
SCALES = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)
CORNER = 3.0  # the corner is drawn so many times its size
PALE = 0.22  # a ground's colour, as part of its own

# Each line of the drawing: its width in mm, its dashes, the palette's token that paints it.
LINES = {
    "trim": (0.55, "", "base"),
    "bleed": (0.3, "5 1.4", "base"),
    "drawn": (0.3, "0.3 1.3", "base"),
    "slug": (0.18, "", "base"),
    "safe": (0.3, "1.7 1.1", "base"),
    "fold": (0.45, "6 1.2 0.9 1.2", "base"),
    "change": (0.5, "0.5 1", "signal"),
    "cut": (0.35, "2.4 1.6", "base"),
    "zone": (0.3, "", "base"),
}


@dataclass(frozen=True)
class Pen:
    """What all parts of a sheet draw with: the palette, an accent or none, a condition."""

    shop: Shop
    press: Press
    accent: str

    def colour(self, token: str) -> str:
        """A token's twin for screens."""
        return self.shop.palette.colours[self.shop.palette.token(token, self.accent)].rgb

    def pale(self, token: str) -> str:
        """A ground's colour on white, as light as a drawing wants it."""
        parts = bytes.fromhex(self.colour(token)[1:])
        return "#" + bytes(round(255 - PALE * (255 - v)) for v in parts).hex()

    def style(self, name: str) -> str:
        """The attributes of one of the drawing's lines."""
        width, dashes, token = LINES[name]
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        return f'fill="none" stroke="{self.colour(token)}" stroke-width="{width}"{dashed}'

    def line(self, name: str, x0: float, y0: float, x1: float, y1: float) -> str:
        """A straight line."""
        ends = f'x1="{n(x0)}" y1="{n(y0)}" x2="{n(x1)}" y2="{n(y1)}"'
        return f"<line {ends} {self.style(name)}/>"

    def box(self, name: str, x: float, y: float, w: float, h: float) -> str:
        """A rectangle."""
        return f"<rect {place(x, y, w, h)} {self.style(name)}/>"


def n(value: float) -> str:
    """A number as the drawing writes it: a hundredth of a millimetre is enough."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def place(x: float, y: float, w: float, h: float) -> str:
    """The attributes of a rectangle."""
    return f'x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"'


def text(
    x: float, y: float, words: str, size: float = 3.0, *, anchor: str = "start", **more: str
) -> str:
    """A line of words; sizes in mm."""
    more = {{"css": "class"}.get(key, key.replace("_", "-")): value for key, value in more.items()}
    extra = "".join(f' {key}="{value}"' for key, value in more.items())
    at = f'x="{n(x)}" y="{n(y)}" font-size="{n(size)}" text-anchor="{anchor}"{extra}'
    return f"<text {at}>{escape(words)}</text>"


# ── dimensions ───────────────────────────────────────────────────────────────────────────────


def arrow(x: float, y: float, dx: float, dy: float) -> str:
    """An arrowhead of 2 mm whose point is at x, y and which points along dx, dy."""
    length, half = 2.0, 0.45
    bx, by = x - dx * length, y - dy * length
    feet = f"{n(bx - dy * half)},{n(by + dx * half)} {n(bx + dy * half)},{n(by - dx * half)}"
    return f'<polygon points="{n(x)},{n(y)} {feet}" fill="currentColor"/>'


def dimension(a: float, b: float, at: float, words: str, *, upright: bool = False) -> str:
    """A dimension from a to b, its line at ``at``: across, or upright with its words turned.

    Where there is no room between the ends, arrows and words stand outside.
    """
    inside = b - a >= 2 * 2.0 + 1.9 * len(words)
    over = 0.0 if inside else 4.5
    heads = (-1.0, 1.0) if inside else (1.0, -1.0)
    if upright:
        line = (
            f'<line x1="{n(at)}" y1="{n(a - over)}" x2="{n(at)}" y2="{n(b + over)}" class="thin"/>'
        )
        made = [line, arrow(at, a, 0, heads[0]), arrow(at, b, 0, heads[1])]
        y = (a + b) / 2 if inside else b + over + 1 + 0.95 * len(words)
        turn = f"rotate(-90 {n(at - 1)} {n(y)})"
        made.append(text(at - 1, y, words, 3.2, anchor="middle", transform=turn))
    else:
        line = (
            f'<line x1="{n(a - over)}" y1="{n(at)}" x2="{n(b + over)}" y2="{n(at)}" class="thin"/>'
        )
        made = [line, arrow(a, at, heads[0], 0), arrow(b, at, heads[1], 0)]
        x, anchor = ((a + b) / 2, "middle") if inside else (b + over + 0.8, "start")
        made.append(text(x, at - 1 if inside else at + 1.1, words, 3.2, anchor=anchor))
    return "".join(made)


def reach(x0: float, y0: float, x1: float, y1: float) -> str:
    """An extension line, from the thing measured to its dimension."""
    return f'<line x1="{n(x0)}" y1="{n(y0)}" x2="{n(x1)}" y2="{n(y1)}" class="thin"/>'


# ── a page ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class View:
    """A page as it is looked at: its name, whether it is mirrored, its trim's corner, its scale."""

    layout: Layout
    page: str
    mirrored: bool
    x: float
    y: float
    scale: float

    def across(self, at: float) -> float:
        """A place of the page, in mm from its reading start, on the sheet."""
        width = self.layout.trim[0]
        return self.x + (width - at if self.mirrored else at) / self.scale

    def down(self, at: float) -> float:
        """A place of the page, in mm from its upper edge, on the sheet."""
        return self.y + at / self.scale

    def rect(self, box: LayoutBox) -> LayoutBox:
        """A box of the page on the sheet."""
        x, y, w, h = box
        left = min(self.across(x), self.across(x + w))
        return LayoutBox(left, self.down(y), w / self.scale, h / self.scale)

    def around(self, by: float) -> LayoutBox:
        """The trim, with so many mm all round, on the sheet."""
        width, height = self.layout.trim
        return self.rect(LayoutBox(-by, -by, width + 2 * by, height + 2 * by))


def draw_page(pen: Pen, view: View, number: int) -> str:
    """A page with its boxes, folds and zones, and their dimensions."""
    layout, page, press = view.layout, view.page, pen.press
    width, height = layout.trim
    bleed = press.bleed_for(layout.trim)
    edge = bleed + press.slug
    made = ['<g class="page">']
    for ground in layout.pages[page].artwork.grounds:
        made.append(f'<rect {place(*clipped(view, ground.box))} fill="{pen.pale(ground.ground)}"/>')
    made += [pen.box("slug", *view.around(edge)), pen.box("drawn", *view.around(layout.bleed))]
    made += [pen.box("bleed", *view.around(bleed))]
    made += [pen.box("safe", *view.rect(box)) for box in safe_boxes(layout, page)]
    top, bottom = view.down(-edge), view.down(height + edge)
    for fold in (f for f in layout.folds if f.page == page):
        if fold.change is not None:
            x = view.across(fold.change)
            made.append(pen.line("change", x, view.down(-bleed), x, view.down(height + bleed)))
        x = view.across(fold.x)
        made += [
            pen.line("fold", x, top, x, bottom + 2),
            fold_label(view, fold, bottom),
        ]
    if glued := flap(layout, page):
        middle = view.across(sum(glued) / 2)
        made.append(text(middle, view.down(height / 2), "glue", 3.0, anchor="middle"))
    made += draw_cuts(pen, view, bottom)
    trim = pen.box("trim", *view.around(0))
    if layout.contour:
        corner = f'rx="{n(layout.contour.radius / view.scale)}"'
        trim = trim.replace("<rect ", f"<rect {corner} ", 1)
    made.append(trim)
    made += [draw_zone(pen, view, name) for name, zone in layout.zones.items() if zone.page == page]
    made.append(outer_dimensions(view, edge))
    way = "read from right to left" if view.mirrored else "read from left to right"
    said = way if mirrors(layout) else "the same in every direction of reading"
    head = view.down(-edge) - 11.0 - (PANELS if layout.folds else 0)
    title = f'{number}  <tspan font-weight="700">{escape(page)}</tspan>'
    made.append(f'<text x="{n(view.x)}" y="{n(head)}" font-size="4.4">{title}</text>')
    made.append(text(view.x + width / view.scale, head, said, 2.9, anchor="end", css="soft"))
    return "\n".join([*made, "</g>"])


def clipped(view: View, box: LayoutBox) -> LayoutBox:
    """A ground on the sheet, as far as the layout draws it."""
    x, y, w, h = box
    bleed, (width, height) = view.layout.bleed, view.layout.trim
    x0, x1 = max(x, -bleed), min(x + w, width + bleed)
    y0, y1 = max(y, -bleed), min(y + h, height + bleed)
    return view.rect(LayoutBox(x0, y0, x1 - x0, y1 - y0))


def draw_cuts(pen: Pen, view: View, bottom: float) -> list[str]:
    """The cuts of a page, each with its place from the left trim as seen, and their depth."""
    cuts, (width, height) = view.layout.cuts, view.layout.trim
    if cuts is None or cuts.page != view.page:
        return []
    top, foot = (view.down(y) for y in cuts.between)
    made = []
    for at in cuts.x:
        x = view.across(at)
        made.append(pen.line("cut", x, top, x, foot))
        seen = n(width - at if view.mirrored else at)
        made.append(text(x, bottom + 5.4, seen, 3.0, anchor="middle"))
    side = max(view.across(0), view.across(width)) + bottom - view.down(height) + 5
    made.append(dimension(top, foot, side, n(cuts.between[1] - cuts.between[0]), upright=True))
    return made


def fold_label(view: View, fold: Fold, bottom: float) -> str:
    """Where a fold lies, where the ground changes beside it (mm from the left trim, as seen), and
    the way it is folded in its turn."""

    def seen(at: float) -> float:
        return view.layout.trim[0] - at if view.mirrored else at

    x, y, change = view.across(fold.x), bottom + 5.4, fold.change
    turns = sum(other.page == fold.page for other in view.layout.folds)
    order = f"{('1st', '2nd', '3rd')[fold.step - 1]}, " if turns > 1 else ""
    way = {"valley": "towards you", "mountain": "away from you"}[fold.way]
    below = text(x, y + 3.6, order + way, 2.4, anchor="middle", css="soft")
    if change is None:
        return text(x, y, f"fold {n(seen(fold.x))}", 3.0, anchor="middle") + below
    before = seen(change) < seen(fold.x)
    near, far = ("start", "end") if before else ("end", "start")
    gap = 1.0 if before else -1.0
    return (
        text(x + gap, y, f"fold {n(seen(fold.x))}", 3.0, anchor=near)
        + text(x - gap, y, f"colour {n(seen(change))}", 3.0, anchor=far, css="soft")
        + below
    )


def outer_dimensions(view: View, edge: float) -> str:
    """The trim's width and height, and the widths of the panels."""
    width, height = view.layout.trim
    left, right = view.x, view.x + width / view.scale
    top, low = view.y, view.down(height)
    first = view.down(-edge) - 4.0
    parts = panels(view.layout, view.page)
    made = []
    levels = 1 if len(parts) == 1 else 2
    if levels == 2:
        for start, end in parts:
            a, b = sorted((view.across(start), view.across(end)))
            made.append(dimension(a, b, first, n(end - start)))
    whole = first - PANELS * (levels - 1)
    made.append(dimension(left, right, whole, n(width)))
    made += [reach(x, top - 1, x, whole - 1.5) for x in (left, right)]
    side = left - edge / view.scale - 5.0
    made.append(dimension(top, low, side, n(height), upright=True))
    made += [reach(left - 1, y, side - 1.5, y) for y in (top, low)]
    return "".join(made)


def draw_zone(pen: Pen, view: View, name: str) -> str:
    """A zone, hatched, with its size and its place."""
    zone = view.layout.zones[name]
    x, y, w, h = zone.box
    left, top, wide, high = view.rect(zone.box)
    made = [f'<rect {place(left, top, wide, high)} fill="#fff"/>']
    made.append(f'<rect {place(left, top, wide, high)} fill="url(#hatch)"/>')
    made.append(pen.box("zone", left, top, wide, high))
    words, size = f"{name} zone", f"{n(w)} × {n(h)}"
    plate = 1.75 * max(len(words), len(size)) + 2
    # Its place: down from the trim, and across from the panel's reading start.
    start = next(a for a, b in panels(view.layout, zone.page) if a <= x and x + w <= b)
    a, b = sorted((view.across(start), view.across(x)))
    if wide < plate + 4 or high < 10:  # no room within: the words above it, its places at its edges
        edge = view.across(x)
        off, anchor = (-1.2, "end") if view.mirrored else (1.2, "start")
        made.append(text(edge + off, top - 5, words, 3.2, anchor=anchor, font_weight="700"))
        made.append(text(edge + off, top - 1.2, size, 3.0, anchor=anchor))
        made.append(dimension(view.y, top, edge, n(y), upright=True))
        made.append(dimension(a, b, top + high / 2, n(x - start)))
        return "".join(made)
    middle = (left + wide / 2, top + high / 2)
    made.append(f'<rect {place(middle[0] - plate / 2, middle[1] - 4.2, plate, 8.4)} fill="#fff"/>')
    made.append(text(middle[0], middle[1] - 0.4, words, 3.2, anchor="middle", font_weight="700"))
    made.append(text(middle[0], middle[1] + 3.5, size, 3.0, anchor="middle"))
    made.append(dimension(view.y, top, view.across(x + w / 2), n(y), upright=True))
    made.append(dimension(a, b, top + high + 3.6, n(x - start)))
    made += [reach(v, top + high + 0.6, v, top + high + 5.2) for v in (a, b)]
    return "".join(made)


# ── the sheet ────────────────────────────────────────────────────────────────────────────────


def mirrors(layout: Layout) -> bool:
    """Whether a page that reads from right to left is drawn otherwise: not where all is even."""
    width = layout.trim[0]
    folds = {(f.page, f.x, f.change) for f in layout.folds}
    turned = {
        (page, width - x, None if change is None else width - change) for page, x, change in folds
    }
    return folds != turned or any(
        zone.box.x != width - zone.box.x - zone.box.width for zone in layout.zones.values()
    )


def views(pen: Pen, layout: Layout) -> list[View]:
    """The pages in rows and columns, at the largest scale at which all of them fit."""
    wanted = [(page, False) for page in layout.pages]
    if mirrors(layout):
        wanted += [(page, True) for page in layout.pages]
    edge = pen.press.bleed_for(layout.trim) + pen.press.slug
    left, above, right, below = AROUND
    above += PANELS if layout.folds else 0
    x0, y0, x1, y1 = FIELD
    for scale in SCALES:
        wide, high = ((side + 2 * edge) / scale for side in layout.trim)
        cell = (wide + left + right, high + above + below)
        for columns in range(1, len(wanted) + 1):
            rows = ceil(len(wanted) / columns)
            if len(wanted) % columns or columns * cell[0] > x1 - x0 or rows * cell[1] > y1 - y0:
                continue
            spare = ((x1 - x0) / columns - cell[0], (y1 - y0) / rows - cell[1])
            return [
                View(
                    layout,
                    page,
                    mirrored,
                    x0 + (i % columns) * (cell[0] + spare[0]) + left + spare[0] / 2 + edge / scale,
                    y0
                    + (i // columns) * (cell[1] + spare[1])
                    + above
                    + spare[1] / 2
                    + edge / scale,
                    scale,
                )
                for i, (page, mirrored) in enumerate(wanted)
            ]
    raise ValueError(f"{layout.name} is larger than its sheet at a scale of 1:{SCALES[-1]:g}")


def corner(pen: Pen, layout: Layout, top: float) -> tuple[str, float]:
    """The lower left corner at large: slug, bleed and safe zone with their widths."""
    press = pen.press
    bleed = press.bleed_for(layout.trim)
    edge, reach_in = bleed + press.slug, layout.safe + 5
    x0 = COLUMN[0] + 4
    x, y = x0 + edge * CORNER, top + 6 + reach_in * CORNER  # of the trim's corner
    right, upper = x + reach_in * CORNER, top + 6
    made = [heading("The corner, three times its size", top)]
    for name, by in (
        ("slug", edge),
        ("drawn", layout.bleed),
        ("bleed", bleed),
        ("safe", -layout.safe),
        ("trim", 0),
    ):
        px, py = x - by * CORNER, y + by * CORNER
        made.append(f'<path d="M{n(px)} {n(upper)}V{n(py)}H{n(right)}" {pen.style(name)}/>')
    base = y + edge * CORNER + 6
    steps = [
        (x - edge * CORNER, x - bleed * CORNER, n(press.slug)),
        (x, x + layout.safe * CORNER, n(layout.safe)),
    ]
    made += [dimension(a, b, base, words) for a, b, words in steps]
    made.append(dimension(x - bleed * CORNER, x, base + 7, n(bleed)))
    made.append(dimension(x - layout.bleed * CORNER, x, base + 14, f"{n(layout.bleed)} drawn"))
    for at, low in (
        (x - edge * CORNER, base),
        (x - bleed * CORNER, base + 7),
        (x - layout.bleed * CORNER, base + 14),
        (x, base + 14),
        (x + layout.safe * CORNER, base),
    ):
        made.append(reach(at, y + edge * CORNER + 1, at, low + 1.5))
    for words, by in (
        ("slug", edge - 1.4),
        ("bleed", bleed / 2 - 0.4),
        ("safe zone", -layout.safe - 2),
    ):
        made.append(text(right + 1.5, y + by * CORNER, words, 3.0))
    made.append(text(right + 1.5, y - 0.4 * layout.safe * CORNER + 1, "no type", 3.0))
    return "".join(made), base + 27


def heading(words: str, y: float) -> str:
    """A heading of the column."""
    return text(COLUMN[0], y, words, 3.8, font_weight="700")


def key(pen: Pen, layout: Layout, top: float) -> tuple[str, float]:
    """What each line means, as far as the piece has it."""
    press = pen.press
    bleed = press.bleed_for(layout.trim)
    rows = [
        ("trim", "trim: where it is cut"),
        ("bleed", f"bleed of {n(bleed)}: artwork beyond the trim"),
        ("drawn", f"artwork as drawn, {n(layout.bleed)} beyond the trim"),
        ("slug", f"slug of {n(press.slug)}: the line of job text"),
        ("safe", "safe zone: " + safety(layout)),
    ]
    if layout.folds:
        rows.append(("fold", "fold, mm from the left trim as seen"))
    if layout.cuts:
        rows.append(("cut", "strip, cut or perforated; mm from the left trim"))
    if any(fold.change is not None for fold in layout.folds):
        rows.append(("change", "here the ground changes colour"))
    rows += [("zone", f"{name} zone: kept free") for name in layout.zones]
    made, y = [heading("Lines", top)], top + 6
    for name, words in rows:
        if name == "zone":
            made.append(f'<rect {place(COLUMN[0], y - 2.9, 18, 4)} fill="url(#hatch)"/>')
            made.append(pen.box("zone", COLUMN[0], y - 2.9, 18, 4))
        else:
            made.append(pen.line(name, COLUMN[0], y - 1, COLUMN[0] + 18, y - 1))
        made.append(text(COLUMN[0] + 21, y, words, 3.0))
        y += 5.6
    return "".join(made), y + 4


def safety(layout: Layout) -> str:
    """How far type keeps off, in words."""
    folded = f", {n(layout.fold_safe)} from a fold" if layout.folds else ""
    return f"{n(layout.safe)} from the trim{folded}"


def sizes(pen: Pen, layout: Layout, top: float) -> tuple[str, float]:
    """A table of the sizes that are made from this artwork."""
    rows = [(layout.name, layout.trim, layout.floors)]
    rows += [(f"{layout.name}.{size}", d.trim, d.floors) for size, d in layout.sizes.items()]
    stops = (0, 27, 52, 66, 80)
    made = [heading("Sizes, flat", top)]
    y = top + 6
    for stop, words in zip(stops, ("file", "trim", "bleed", "scale", "type"), strict=True):
        made.append(text(COLUMN[0] + stop, y, words, 2.8, css="soft"))
    y += 1.6
    made.append(reach(COLUMN[0], y, COLUMN[1], y))
    for name, (width, height), floors in rows:
        y += 5
        scale = max(width / layout.trim[0], height / layout.trim[1])
        cells = (
            name,
            f"{n(width)} × {n(height)}",
            n(pen.press.bleed_for((width, height))),
            f"{100 * scale:.0f} %",
            f"{n(min(floors.small, floors.reading))} pt",
        )
        for stop, words in zip(stops, cells, strict=True):
            made.append(text(COLUMN[0] + stop, y, words, 3.0))
    y += 5.4
    made.append(text(COLUMN[0], y, "type: the smallest that may stand on it", 2.8, css="soft"))
    return "".join(made), y + 9


def draw(shop: Shop, layout: Layout) -> str:
    """The sheet of a layout, as SVG."""
    press = next(p for p in shop.presses.values() if p.made == "default")
    accent = "" if layout.general else next(iter(shop.sectors.values())).accent
    pen = Pen(shop, press, accent)
    pages = views(pen, layout)
    scale = pages[0].scale
    base, signal = pen.colour("base"), pen.colour("signal")
    numbers = [list(layout.pages).index(view.page) + 1 for view in pages]
    made = [draw_page(pen, view, number) for number, view in zip(numbers, pages, strict=True)]
    y = FIELD[1] + 4
    for part in (corner, key, sizes):
        drawn, y = part(pen, layout, y)
        made.append(drawn)
    made.append(text(14, 20, layout.title, 8, font_weight="700"))
    facts = f"all measures in mm  ·  scale 1:{n(scale)} on A3  ·  {press.title}"
    made.append(text(14, 27, facts, 3.4, css="soft"))
    made.append(text(COLUMN[1], 20, shop.campaign.name, 4.4, anchor="end", font_weight="700"))
    made.append(
        text(COLUMN[1], 27, f"layouts/{layout.name}/layout.yaml", 3.4, anchor="end", css="soft")
    )
    notes = ["Pages as one looks at them. Tints: where the ground changes."]
    if len(layout.pages) > 1:
        notes.append("Sides stand head to head and turn on the upright edge.")
    made += [
        text(COLUMN[0], 277 + 4.4 * i, words, 2.8, css="soft") for i, words in enumerate(notes)
    ]
    body = "\n".join(made)
    width, height = (n(side) for side in SHEET)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"
 viewBox="0 0 {width} {height}" font-family="'Noto Sans', 'Helvetica Neue', Arial, sans-serif"
 fill="{base}" color="{base}" role="img" aria-label="Technical drawing: {escape(layout.title)}">
<style>.thin {{ stroke: {base}; stroke-width: 0.14 }} .soft {{ fill: #55707a }}</style>
<defs><pattern id="hatch" width="2.4" height="2.4" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="2.4" stroke="{signal}"
 stroke-width="0.5"/></pattern></defs>
<rect width="{width}" height="{height}" fill="#fff"/>
<rect x="6" y="6" width="{n(SHEET[0] - 12)}" height="{n(SHEET[1] - 12)}" fill="none" class="thin"/>
{body}
</svg>
"""


def drawings(root: Path = ROOT) -> dict[str, str]:
    """The drawings of all layouts of a shop, by the name of the layout."""
    shop, findings = open_shop(root)
    if shop is None:
        raise ValueError("\n".join(map(str, findings)))
    return {name: draw(shop, layout) for name, layout in sorted(shop.layouts.items())}


def main() -> int:
    """Write the drawings beside this file."""
    for name, svg in drawings().items():
        path = HERE / f"{name}.svg"
        path.write_text(svg, "utf-8")
        print(f"{path.name}: {len(svg) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
