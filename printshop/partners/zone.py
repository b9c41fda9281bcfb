"""The zone: a partner's logo and lines, set once for each partner, shape and language.

Nothing in it can be changed but what the partner brings: logo, name, one contact line, and where
they are wanted an imprint and the remark that the piece is a translation. Lengths in mm.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from printshop.colour.palette_tokens import named
from printshop.findings import Finding, Gate, Where, error
from printshop.orders.model import Partner
from printshop.partners.logo import set_size
from printshop.shop.job import Block, Composition, Job, Token
from printshop.shop.layout import Frame, LayoutBox, Zone
from printshop.shop.units import Size
from printshop.shop.words import LATIN
from printshop.typesetting import compose, render

# The sizes that are tried, of the name and of the lines: 0 is the largest, 1 the smallest. The name
# keeps its size as long as smaller lines help.
STEPS = ((0, 0), (0, 0.5), (0, 1), (0.25, 1), (0.5, 1), (0.75, 1), (1, 1))
# The lines stand beside the logo under the name or, where they are too long for that, beneath both.
WAYS = tuple((beneath, step) for beneath in (False, True) for step in STEPS)
HEAD = 0.45  # of a zone's height: at most so high is a logo with lines beneath it
PHONE = re.compile(r"\+?\d[\d \u00a0./()-]{5,}\d")  # what may be dialled, in a contact line
TOKENS = ("white", "ink")  # the colours of a zone
FRAME = "(zone)"  # the name of its frame, which no layout can have
CLEAR = 2.0  # mm that a logo is kept clear of the words, at least
SPARE = 100.0  # mm beneath a zone on its slip: what is overset is measured, not cut off
REMARK, IMPRINT = "translation", "imprint"  # roles of the words that go with a partner's own


T = TypeVar("T")


@dataclass(frozen=True)
class Slip:
    """A zone as it was set, to be stamped: a page whose upper corner is the zone's.

    ``pdf`` paints in names, as the renderer wrote it; ``css`` holds the sizes that were found, and
    ``beneath`` whether the lines stand beneath the name. ``logo_at`` is the logo's box from the
    zone's upper left corner: x, y, width, height.
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
    """Set a partner's zone in the language of a job, as large as its words fit; or findings.

    ``where`` is the place of the partner's name in the order. The same partner, zone and language
    give the same bytes, whatever else is ordered.
    """
    zone = job.layout.zones[name]
    # Most names fit at the largest size: the others are set only when they are wanted.
    for ways in (WAYS[:1], WAYS[1:]):
        html = _slips(job, zone, partner, ways)
        trial = Composition(job, html, partner.name, {}, frozenset())
        made = render.render_slip(trial, zone.box[3])
        if made.overset <= render.FITS:
            break
    if made.overset > render.FITS:
        message = (
            f"the lines of '{partner.name}' are overset by {made.overset:.1f} mm at their smallest "
            f"sizes, {zone.name[0]:g} and {zone.lines[0]:g} pt, in the zone '{name}' of layout "
            f"'{job.layout.name}' in {job.ticket.language}"
        )
        fix = "shorten the name; shorten the other lines, or leave one of them out"
        return None, [error("overset", message, where, fix, Gate.COPYFIT)]
    if made.log:
        return None, [_logged(job, made.log, where)]
    beneath, step = ways[made.page]
    css = _rules(job) + _css(job, zone, step, "")
    return Slip(zone, partner, made.pdf, css, beneath, made.logo_at), []


def logo_room(zone: Zone, beneath: bool = False) -> Size:
    """The room of a zone's logo: width and height; less where lines stand ``beneath`` it."""
    height = zone.box[3] - 2 * zone.pad
    return zone.logo, height * HEAD if beneath else height


def with_zone(composition: Composition, slip: Slip) -> Composition:
    """A composition with a zone in it: one frame more, read after the one that the layout names."""
    job, zone = composition.job, slip.zone
    place = (zone.box[0] + job.layout.bleed, zone.box[1] + job.layout.bleed)
    made = _markup(job, zone, place, slip.partner, slip.beneath)
    read = Frame(page=zone.page, box=zone.box, slots={})
    layout = job.layout.model_copy(
        update={"frames": _put_after(job.layout.frames, zone.after, read)}
    )
    before, page, after = composition.html.partition(f'<section class="page" id="{zone.page}"')
    inner, end, rest = after.partition("</section>")
    last = [name for name in composition.frames if job.layout.frames[name].page == zone.page][-1]
    blocks = composition.blocks
    pages = list(job.layout.pages)
    until = sum(pages.index(b.page) <= pages.index(zone.page) for b in blocks)
    return replace(
        composition,
        job=replace(job, layout=layout),
        html=f"{before}{page}{inner}{made}{end}{rest}",
        frames=_put_after(composition.frames, last, made),
        blocks=(*blocks[:until], *_blocks(job, zone, slip.partner), *blocks[until:]),
    )


def _blocks(job: Job, zone: Zone, partner: Partner) -> tuple[Block, ...]:
    """The words of a zone, line by line; what may be dialled in the contact line is a token."""
    phones = tuple(Token("phone", _spaced(n)) for n in PHONE.findall(partner.contact))
    name = Block(zone.page, FRAME, _spaced(partner.name))
    lines = ["".join(text for text, _ in parts) for parts in _lines(job, partner)]
    rest = [Block(zone.page, FRAME, _spaced(line)) for line in lines]
    if partner.contact:  # the first of the lines
        rest[0] = replace(rest[0], tokens=phones)
    return (name, *(block for block in rest if block.words))


def _spaced(text: str) -> str:
    """A text with single plain spaces."""
    return " ".join(text.split())


def _put_after(items: dict[str, T], name: str, item: T) -> dict[str, T]:
    made = {}
    for key, value in items.items():
        made[key] = value
        if key == name:
            made[FRAME] = item
    return made


Parts = tuple[tuple[str, str], ...]  # texts with their direction; '' is that of the piece


def _lines(job: Job, partner: Partner) -> list[Parts]:
    """What stands under the name: contact line, imprint, the remark on translation."""
    kind = job.shop.partner_types.get(partner.kind)
    lines: list[Parts] = []
    if partner.contact:
        lines.append((_isolated(_unbroken(partner.contact)),))
    if partner.publisher:
        label = str(job.copy.get(IMPRINT) or "{publisher}")
        before, _, after = label.partition("{publisher}")
        lines.append(((before, ""), _isolated(partner.publisher), (after, "")))
    words = job.shop.copies[job.ticket.language].get("partner")
    if kind and kind.translation and job.ticket.language not in kind.languages and words:
        lines.append(((str(words.items[REMARK]), ""),))
    return lines


def _unbroken(contact: str) -> str:
    """A contact line whose numbers stay on one line."""
    return PHONE.sub(lambda found: found[0].replace(" ", "\u00a0"), contact)


def _isolated(text: str) -> tuple[str, str]:
    """A text that keeps its own direction, by its first letter that has one (UAX 9, rule P2)."""
    strong = (unicodedata.bidirectional(c) for c in text)
    first = next((d for d in strong if d in ("L", "R", "AL")), "L")
    return text, "ltr" if first == "L" else "rtl"


def _markup(
    job: Job, zone: Zone, place: tuple[float, float], partner: Partner, beneath: bool
) -> str:
    logo = set_size(partner.logo, logo_room(zone, beneath)) if partner.logo else None
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
        gap=f"{max(zone.pad, CLEAR) if logo else 0:g}",
        logo=[f"{side:.4f}" for side in logo] if logo else [],
        beneath=beneath,
        name=_isolated(partner.name),
        lines=_lines(job, partner),
        latin=_latin,
    )


def _latin(parts: Sequence[tuple[str, str]]) -> str:
    """The class of a line in which all reads rightwards: it is set in the Latin face alone.

    Two faces in one line would make it higher than its leading.
    """
    return " zone-latin" if all(direction == "ltr" for _, direction in parts) else ""


def _slips(
    job: Job, zone: Zone, partner: Partner, ways: Sequence[tuple[bool, tuple[float, float]]]
) -> str:
    """A document with a page for each way to set a zone: the zone alone at its upper corner."""
    language, height = job.language, zone.box[3] + SPARE
    pages = "".join(
        f'<section class="slip" id="slip-{n}">'
        f"{_markup(job, zone, (0.0, 0.0), partner, beneath)}</section>"
        for n, (beneath, _) in enumerate(ways)
    )
    sizes = "".join(_css(job, zone, step, f"#slip-{n}") for n, (_, step) in enumerate(ways))
    tokens = "; ".join(f"--{name}: {named(job.shop.palette, name)}" for name in TOKENS)
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
    """The zone's type at one of the steps."""
    spans = zip(step, (zone.name, zone.lines), strict=True)
    name, lines = (top - share * (top - low) for share, (low, top) in spans)
    families = dict.fromkeys((*job.language.fonts.text, LATIN))
    stack = ", ".join(f'"{family}"' for family in families)
    lead = job.language.text.leading
    rules = [f"{within} .zone {{ font-family: {stack} }}"]
    for kind, size, leading in (("name", name, 1.2), ("line", lines, 1.3)):
        rules += [
            f"{within} .zone-{kind} {{ font-size: {size:.2f}pt }}",
            f"{within} .zone-{kind} {{ line-height: {leading * lead:.3f} }}",
            f"{within} .zone-{kind}.zone-latin {{ line-height: {leading:.3f} }}",
        ]
    rules.append(f'{within} .zone-latin {{ font-family: "{LATIN}" }}')
    return "\n".join(rules) + "\n"


def _logged(job: Job, log: tuple[str, ...], where: Where) -> Finding:
    """What the renderer says of a partner's lines: letters that no font has, or a fault of ours."""
    lost = sorted({letter for line in log for letter in render.lost_letters(line)})
    if not lost:
        return error("renderer", f"the renderer says: {log[0]}", where, "report this")
    named = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in lost[:5])
    message = f"no font of '{job.ticket.language}' has {named}"
    fix = "write the name in the letters of the piece's language, or in Latin ones"
    return error("missing-glyph", message, where, fix)
