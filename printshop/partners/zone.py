"""The zone: a partner's logo and lines, set once for each partner, zone and language.

It holds only what the partner supplies: logo, name, one contact line, and where needed an imprint
and the note that the piece is a translation. Lengths are in mm.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from printshop.checks.font_characters import folders, in_all_fonts
from printshop.colour.palette_tokens import placeholder
from printshop.facts.in_text import Part, parts_of
from printshop.findings import Finding, Gate, Where, error
from printshop.orders.model import Partner
from printshop.partners.logo import set_size
from printshop.shop.job import Block, Composition, Job, Token
from printshop.shop.layout import Frame, LayoutBox, Zone
from printshop.shop.units import Size
from printshop.shop.words import LATIN
from printshop.typesetting import compose, render

# The sizes of the name and of the lines, in the order tried: 0 is the largest, 1 the smallest. The
# name is reduced only after the lines.
SIZE_STEPS = ((0, 0), (0, 0.5), (0, 1), (0.25, 1), (0.5, 1), (0.75, 1), (1, 1))
# The lines are set beside the logo or, where they are too long for that, beneath logo and name.
ARRANGEMENTS = tuple((beneath, step) for beneath in (False, True) for step in SIZE_STEPS)
LOGO_HEIGHT = 0.45  # of a zone's height: the maximum height of a logo with lines beneath
TOKENS = ("white", "ink")  # the colours of a zone
FRAME = "(zone)"  # the name of its frame; the brackets keep it apart from a layout's
LEAST = 8  # characters: a shorter contact or name is not proposed
CLEARANCE = 2.0  # mm between logo and text, at least
OVERSET_SPACE = 100.0  # mm beneath a zone on its page, so that overset text is measured
REMARK, IMPRINT = (
    "translation",
    "imprint",
)  # roles of the copy that is added to a partner's own text


T = TypeVar("T")


@dataclass(frozen=True)
class Slip:
    """A typeset zone, ready to be stamped: a page whose upper left corner is that of the zone.

    ``pdf`` has placeholder colours, as the renderer wrote it; ``css`` holds the sizes found, and
    ``beneath`` says whether the lines are set beneath the logo. ``logo_at`` is the logo's box from
    the zone's upper left corner: x, y, width, height in mm.
    """

    zone: Zone
    partner: Partner
    pdf: bytes
    css: str
    beneath: bool
    logo_at: LayoutBox | None

    @property
    def has_pixels(self) -> bool:
        """Whether the partner's logo has pixel images."""
        logo = self.partner.logo
        return logo is not None and logo.pixels > 0


def set_zone(
    job: Job, name: str, partner: Partner, where: Where
) -> tuple[Slip | None, list[Finding]]:
    """Set a partner's zone in the language of a job at the largest size that fits.

    None with findings (``overset``, ``missing-glyph``, ``renderer``) where it cannot be set.
    ``where`` is the place of the partner's name in the order. The same partner, zone and language
    give the same bytes, whatever else is ordered.
    """
    zone = job.layout.zones[name]
    # Most names fit at the largest size: the others are set only if needed.
    for arrangements in (ARRANGEMENTS[:1], ARRANGEMENTS[1:]):
        html = _slips(job, zone, partner, arrangements)
        trial = Composition(job, html, partner.name, {}, frozenset())
        rendered = render.render_slip(trial, zone.box[3])
        if rendered.overset <= render.TOLERANCE:
            break
    if rendered.overset > render.TOLERANCE:
        message = (
            f"the lines of '{partner.name}' are overset by {rendered.overset:.1f} mm at their "
            f"smallest sizes, {zone.name[0]:g} and {zone.lines[0]:g} pt, in the zone '{name}' of "
            f"layout '{job.layout.name}' in {job.ticket.language}"
        )
        fix, limit = _shorter(job, zone, partner)
        overset = error("overset", message, where, fix, Gate.COPYFIT)
        return None, [replace(overset, limit=limit)]
    if rendered.log:
        return None, [_log_finding(job, rendered.log, where)]
    beneath, step = arrangements[rendered.page]
    css = _rules(job) + _css(job, zone, step, "")
    return Slip(zone, partner, rendered.pdf, css, beneath, rendered.logo_at), []


def _shorter(job: Job, zone: Zone, partner: Partner) -> tuple[str, str]:
    """What to shorten so that a partner's lines fit at their smallest sizes, and to what length.

    The contact gives way before the name; neither is proposed where that alone does not help.
    """
    for key, what in (("contact", "the contact"), ("name", "the name")):
        text = getattr(partner, key)
        # The first length that does not fit; a text of so many characters is too long itself.
        too_long = bisect_left(
            range(len(text)),
            True,
            lo=1,
            key=lambda n: _overset_by(job, zone, replace(partner, **{key: text[:n]})) > 0,
        )
        if too_long > LEAST:
            limit = f"{too_long - 1} characters"
            return f"shorten {what} from {len(text)} to {limit}, or order another piece", limit
    return "shorten the name, and leave out one of the other lines, or order another piece", ""


def _overset_by(job: Job, zone: Zone, partner: Partner) -> float:
    """By how many mm a partner's lines are overset at their smallest sizes, 0 where they fit."""
    smallest = tuple((beneath, SIZE_STEPS[-1]) for beneath in (False, True))
    trial = Composition(job, _slips(job, zone, partner, smallest), "", {}, frozenset())
    over = render.render_slip(trial, zone.box[3]).overset
    return over if over > render.TOLERANCE else 0.0


def max_logo_size(zone: Zone, beneath: bool = False) -> Size:
    """The maximum width and height in mm of a zone's logo; lower with lines ``beneath`` it."""
    height = zone.box[3] - 2 * zone.pad
    return zone.logo, height * LOGO_HEIGHT if beneath else height


def with_zone(composition: Composition, slip: Slip) -> Composition:
    """A composition with the zone as one more frame, read after the frame that the layout names."""
    job, zone = composition.job, slip.zone
    corner = (zone.box[0] + job.layout.bleed, zone.box[1] + job.layout.bleed)
    markup = _markup(job, zone, corner, slip.partner, slip.beneath)
    zone_frame = Frame(page=zone.page, box=zone.box, slots={})
    layout = job.layout.model_copy(
        update={"frames": _put_after(job.layout.frames, zone.after, zone_frame)}
    )
    before, page, after = composition.html.partition(f'<section class="page" id="{zone.page}"')
    inner, end, rest = after.partition("</section>")
    last = [name for name in composition.frames if job.layout.frames[name].page == zone.page][-1]
    blocks = composition.blocks
    pages = list(job.layout.pages)
    before_zone = sum(pages.index(b.page) <= pages.index(zone.page) for b in blocks)
    return replace(
        composition,
        job=replace(job, layout=layout),
        html=f"{before}{page}{inner}{markup}{end}{rest}",
        frames=_put_after(composition.frames, last, markup),
        blocks=(*blocks[:before_zone], *_blocks(job, zone, slip.partner), *blocks[before_zone:]),
    )


def _blocks(job: Job, zone: Zone, partner: Partner) -> tuple[Block, ...]:
    """The text of a zone, line by line; the facts in what a partner wrote are tokens."""
    blocks = []
    for line in ((_isolated(partner.name),), *_lines(job, partner)):
        parts = [part for isolate in line for part in isolate.parts]
        tokens = tuple(Token(p.kind, _spaced(p.text)) for p in parts if p.kind)
        words = _spaced("".join(p.text for p in parts))
        blocks.append(Block(zone.page, FRAME, words, tokens))
    return tuple(block for block in blocks if block.words)


def _spaced(text: str) -> str:
    """A text with single plain spaces."""
    return " ".join(text.split())


def _put_after(items: dict[str, T], name: str, item: T) -> dict[str, T]:
    items_after = {}
    for key, value in items.items():
        items_after[key] = value
        if key == name:
            items_after[FRAME] = item
    return items_after


@dataclass(frozen=True)
class Isolate:
    """A text with its direction, '' for that of the piece, and the facts in it apart.

    ``mixed``: a part of it reads from right to left, so that its facts are isolated as well.
    """

    parts: tuple[Part, ...]
    direction: str = ""
    mixed: bool = False

    @property
    def unbroken(self) -> list[tuple[Part, ...]]:
        """Its words, each of one or more parts; a line breaks between them only."""
        words: list[list[Part]] = [[]]
        for part in self.parts:
            first, *others = part.text.split(" ")
            words[-1].append(replace(part, text=first))
            words += [[replace(part, text=word)] for word in others]
        return [tuple(part for part in word if part.text) for word in words]


Line = tuple[Isolate, ...]


def _lines(job: Job, partner: Partner) -> list[Line]:
    """The lines under the name: contact line, imprint, note on translation."""
    kind = job.shop.partner_types.get(partner.kind)
    lines: list[Line] = []
    if partner.contact:
        lines.append((_isolated(partner.contact),))
    if partner.publisher:
        label = str(job.copy.get(IMPRINT) or "{publisher}")
        before, _, after = label.partition("{publisher}")
        lines.append((_words(before), _isolated(partner.publisher), _words(after)))
    words = job.shop.copies[job.ticket.language].get("partner")
    if kind and kind.translation and job.ticket.language not in kind.languages and words:
        lines.append((_words(str(words.items[REMARK])),))
    return lines


def _words(text: str) -> Isolate:
    return Isolate((Part(text),))


def _isolated(text: str) -> Isolate:
    """What a partner wrote, in the direction of its first strong character (UAX 9, P2 and P3).

    Phone numbers do not break.
    """
    kinds = [unicodedata.bidirectional(c) for c in text]
    first = next((d for d in kinds if d in ("L", "R", "AL")), "L")
    parts = [
        replace(part, text=part.text.replace(" ", "\u00a0")) if part.kind == "phone" else part
        for part in parts_of(text)
    ]
    mixed = not {"R", "AL", "AN"}.isdisjoint(kinds)
    return Isolate(tuple(parts), "ltr" if first == "L" else "rtl", mixed)


def _markup(
    job: Job, zone: Zone, place: tuple[float, float], partner: Partner, beneath: bool
) -> str:
    logo = set_size(partner.logo, max_logo_size(zone, beneath)) if partner.logo else None
    return compose.web_page(
        job.shop.root,
        "_shared/zone.html.j2",
        x=f"{place[0]:g}",
        y=f"{place[1]:g}",
        width=f"{zone.box[2]:g}",
        height=f"{zone.box[3]:g}",
        radius=f"{zone.radius:g}",
        pad=f"{zone.pad:g}",
        half=f"{zone.pad / 2:g}",  # lines may come nearer to the upper and lower edge
        inner=f"{zone.box[3] - zone.pad:g}",
        gap=f"{max(zone.pad, CLEARANCE) if logo else 0:g}",
        logo=[f"{side:.4f}" for side in logo] if logo else [],
        beneath=beneath,
        name=_isolated(partner.name),
        lines=_lines(job, partner),
        latin=partial(_latin, job.shop.root),
    )


def _latin(root: Path, line: Line) -> str:
    """The CSS class of a line from left to right whose letters the Latin font has: it is set in it.

    Two fonts in one line would make it higher than its leading.
    """
    folder = folders(root).get(LATIN)
    known = in_all_fonts(folder) if folder else frozenset[int]()
    texts = (part.text for isolate in line for part in isolate.parts)
    has_all = all(ord(char) in known for text in texts for char in text)
    ltr = all(isolate.direction == "ltr" for isolate in line)
    return " zone-latin" if ltr and has_all else ""


def _slips(
    job: Job, zone: Zone, partner: Partner, arrangements: Sequence[tuple[bool, tuple[float, float]]]
) -> str:
    """A document with a page for each arrangement: the zone alone in its upper left corner."""
    language, height = job.language, zone.box[3] + OVERSET_SPACE
    pages = "".join(
        f'<section class="slip" id="slip-{n}">'
        f"{_markup(job, zone, (0.0, 0.0), partner, beneath)}</section>"
        for n, (beneath, _) in enumerate(arrangements)
    )
    sizes = "".join(_css(job, zone, step, f"#slip-{n}") for n, (_, step) in enumerate(arrangements))
    tokens = "; ".join(f"--{name}: {placeholder(job.shop.palette, name)}" for name in TOKENS)
    return (
        f'<html lang="{language.tag}" dir="{language.direction}"><head><style>'
        f"@page {{ size: {zone.box[2]:g}mm {height:g}mm; margin: 0 }}\n"
        f":root {{ {tokens} }}\n"
        f"body {{ margin: 0 }}\n"
        f".slip {{ position: relative; height: {height:g}mm; break-before: page }}\n"
        f".slip:first-child {{ break-before: auto }}\n"
        f"{_rules(job)}{sizes}</style></head><body>{pages}</body></html>"
    )


@lru_cache(maxsize=2)
def _rules_of(root: Path) -> str:
    return (root / "layouts/_shared/zone.css").read_text("utf-8")


def _rules(job: Job) -> str:
    return _rules_of(job.shop.root)


def _css(job: Job, zone: Zone, step: tuple[float, float], within: str) -> str:
    """The zone's fonts, sizes and leading at one of ``SIZE_STEPS``; ``within`` is a selector."""
    ranges = zip(step, (zone.name, zone.lines), strict=True)
    name, lines = (top - share * (top - low) for share, (low, top) in ranges)
    families = dict.fromkeys((*job.language.fonts.text, LATIN))
    stack = ", ".join(f'"{family}"' for family in families)
    leading_factor = job.language.text.leading
    rules = [f"{within} .zone {{ font-family: {stack} }}"]
    for kind, size, leading in (("name", name, 1.2), ("line", lines, 1.3)):
        rules += [
            f"{within} .zone-{kind} {{ font-size: {size:.2f}pt }}",
            f"{within} .zone-{kind} {{ line-height: {leading * leading_factor:.3f} }}",
            f"{within} .zone-{kind}.zone-latin {{ line-height: {leading:.3f} }}",
        ]
    rules.append(f'{within} .zone-latin {{ font-family: "{LATIN}" }}')
    return "\n".join(rules) + "\n"


def _log_finding(job: Job, log: tuple[str, ...], where: Where) -> Finding:
    """The finding of a log line of the renderer: missing glyphs, or a fault of the program."""
    missing = sorted({letter for line in log for letter in render.missing_characters(line)})
    if not missing:
        return error("renderer", f"the renderer says: {log[0]}", where, "report this")
    listed = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in missing[:5])
    message = f"no font of '{job.ticket.language}' has {listed}"
    fix = "write the name in the letters of the piece's language, or in Latin ones"
    return error("missing-glyph", message, where, fix)
