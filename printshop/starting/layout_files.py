"""The files of a new format: ``layout.yaml`` with remarks, the page's template, the style."""

from collections.abc import Iterator
from dataclasses import dataclass

from printshop.starting.layout_design import BLEED, OUTSIDE, SMALL, Design, Part, Slot
from printshop.starting.yaml_text import remark, scalar

MARK = 6.0  # pt
SHEET = (210.0, 297.0)  # mm: A4, which most printers take


@dataclass(frozen=True)
class Format:
    """What was answered about a format; ``sectors``: each sector has its own version of it."""

    title: str
    width: float
    height: float
    two: bool
    sectors: bool
    audience: str


def layout_file(about: Format, made: Design) -> str:
    """The text of ``layout.yaml``."""
    lines = [
        *remark(
            f"{about.title}. Lengths are in mm, type in pt. Boxes are [x, y, width, height], from "
            "the upper corner of the trim at which reading begins: where a language is read from "
            "right to left, all of it is mirrored."
        ),
        f"title: {scalar(about.title)}",
        f"trim: [{about.width:g}, {about.height:g}]  # width and height once it is cut",
        f"bleed: {BLEED:g}  # artwork beyond the trim; print shops ask for 3 to 5",
        "safe: 4  # no type comes nearer to the trim",
        f"general: {_bool(not about.sectors)}  # whether there is a version without a sector",
        f"sectors: {_bool(about.sectors)}  # whether each sector has a version of its own",
        *remark("The smallest type: of what is to be read, and of small print."),
        f"floors: {{reading: {made.floor:g}, small: {SMALL:g}}}",
        *_imposition(about),
        *remark(
            "The paper, for orders from print shops: weight in g/m². Without it nothing is ordered."
        ),
        "# stock: {weight: 135}",
        *remark(
            "The edition mark: eight small characters that say from which edition a copy is. "
            "'place' is where its line starts, the second number that of the baseline."
        ),
        f"edition: {{page: {made.mark[0]}, place: [{made.mark[1]:g}, {made.mark[2]:.1f}], "
        f"size: {MARK:g}, colour: ink}}",
        *remark(
            "Sides, in the order of the pages. 'audience' is anyone, bystander (who sees it) or "
            "worker. 'codes' is the number of QR codes. 'figure' is the person: axis, head centre, "
            "head radius; 'grounds' are the colours beneath it, of layouts/_shared/palette.yaml. "
            "'discreet: true' would keep from a side all that tells what the piece is about."
        ),
        "pages:",
        *_side("front", about, made),
        *(_side("back", about, made) if about.two else []),
        *remark(
            "What stands where, in the order in which it is read. 'base' is where the first line "
            "stands; 'size' the smallest and the largest type; 'lines' how many lines there may "
            "be. page.html.j2 says which words stand in which frame."
        ),
        "frames:",
        *(line for part in made.parts for line in _frame(part)),
    ]
    return "\n".join(lines) + "\n"


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _imposition(about: Format) -> Iterator[str]:
    """How it lies on an office printer's sheet, where it fits on one."""
    fits = [
        (int(across) * int(down), width > height, (width, height), (int(across), int(down)))
        for width, height in (SHEET, SHEET[::-1])
        for across, down in [(width // about.width, height // about.height)]
        if across and down
    ]
    if not fits:
        yield from remark("It is larger than A4, so that there is no version for A4 printers.")
        return
    _, lying, (width, height), (across, down) = max(fits, key=lambda fit: (fit[0], not fit[1]))
    turn = "none" if not about.two else "short" if lying else "long"
    yield from remark(
        "On an A4 printer: the sheet, how many lie on it across and down, and over which "
        "edge it is turned for the second side."
    )
    number = f"across: {across}, down: {down}, "
    yield f"imposition: {{sheet: [{width:g}, {height:g}], {number}turn: {turn}}}"


def _side(page: str, about: Format, made: Design) -> Iterator[str]:
    front = page == "front"
    x, y, radius = made.figure if front else (about.width / 2, 1.6 * about.height, made.figure[2])
    across, down = about.width + 2 * OUTSIDE, about.height + 2 * OUTSIDE
    yield f"  {page}:"
    yield f"    audience: {about.audience}"
    if front != about.two:
        yield "    codes: 1"
    yield "    artwork:"
    yield f"      figure: [{x:.1f}, {y:.1f}, {radius:.1f}]"
    yield "      band: 0.4  # the width of the bands around the person, in head radii"
    yield "      grounds:"
    start = f"        - {{box: [-{OUTSIDE:g}, "
    if not front:
        yield f"{start}-{OUTSIDE:g}, {across:g}, {down:g}], ground: paper, band: paper-band}}"
        return
    colours = "ground: ground, band: ground-band, person: person}"
    yield f"{start}-{OUTSIDE:g}, {across:g}, {made.strip + OUTSIDE:g}], {colours}"
    rest = f"{about.height + OUTSIDE - made.strip:g}"
    yield f"{start}{made.strip:g}, {across:g}, {rest}], ground: paper, band: paper}}"


def _frame(part: Part) -> Iterator[str]:
    box = ", ".join(f"{value:g}" for value in (round(value, 1) for value in part.box))
    yield f"  {part.name}:"
    yield f"    page: {part.page}"
    yield f"    box: [{box}]"
    if part.base is not None:
        yield f"    base: {round(part.base, 1):g}"
    if part.slot is None:
        yield "    slots: {}"
        return
    yield "    slots:"
    yield f"      {_slot(part.slot)}}}"
    if part.below:
        slot, step = part.below
        yield f"      {_slot(slot)}, below: {{base: {round(step, 1):g}, ink: 1}}}}"


def _slot(slot: Slot) -> str:
    low, high = (round(size, 1) for size in slot.size)
    kind = f", kind: {slot.kind}" if slot.kind != "reading" else ""
    size = f"size: [{low:g}, {high:g}], leading: {slot.leading:g}, lines: {slot.lines}{kind}"
    return f"{slot.role}: {{voice: {slot.voice}, {size}"


TEMPLATE = """{# Which words stand in which frame. say("…") is a text of content/<language>/,
   fact(…) a fact of content/campaign.yaml. Each frame of layout.yaml is set once. #}
{% extends "_shared/page.html.j2" %}
{% block pages %}
"""
TEXTS = {
    "sector-name": '<p class="sector-name">{{ say("sector-name") }}</p>',
    "tag": '<p class="tag">{{ language.autonym }}</p>',
    "slogan": '<h1 class="slogan">{{ say("slogan") }}</h1>',
    "address": '<p class="address">{{ fact(campaign.site) }}</p>',
    "hotline-label": '<h2 class="hotline-label">{{ say("hotline-label") }}</h2>',
    "hotline-number": '<p class="hotline-number">{{ fact(campaign.hotline) }}</p>',
    "imprint": '<p class="imprint">{{ say("imprint") }}</p>',
}


def template(made: Design) -> str:
    """The text of ``page.html.j2``."""
    lines = []
    for page in dict.fromkeys(part.page for part in made.parts):
        lines.append(f'{{% call page("{page}") %}}')
        for part in made.parts:
            if part.page != page:
                continue
            slots = [part.slot] if part.slot else []
            slots += [part.below[0]] if part.below else []
            inner = "".join(TEXTS[slot.role] for slot in slots) or "{{ code() }}"
            lines.append(f'  {{% call frame("{part.name}") %}}{inner}{{% endcall %}}')
        lines.append("{% endcall %}")
    return TEMPLATE + "\n".join(lines) + "\n{% endblock %}\n"


STYLE = """/* Colours and weights of this format. The names of colours are those of
   layouts/_shared/palette.yaml; sizes and places stand in layout.yaml. */
#front { color: var(--headline) }
.slogan { font-weight: 800; white-space: nowrap }
.tag, .sector-name { font-weight: 700; color: var(--second) }
.tag { text-align: end }
.code { border-radius: 1.4mm }
.address { font-weight: 700 }
.hotline-label { font-weight: 600 }
.hotline-number { font-weight: 800 }
/* On the light strip and on the second side. */
#hotline, #tag-below .tag, #back { color: var(--base) }
.imprint { color: var(--ink) }
"""
