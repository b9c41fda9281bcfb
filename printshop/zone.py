"""The zone: a partner's logo and lines, set once for each partner, shape and language.

Nothing in it can be changed but what the partner brings: logo, name, one contact line, and where
they are wanted an imprint and the remark that the piece is a translation. Lengths in mm.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from printshop import compose, render
from printshop.findings import Finding, Where, error
from printshop.inks import named
from printshop.job import Composition, Job
from printshop.logo import set_size
from printshop.model import LATIN, Frame, Size, Zone
from printshop.order import Partner

# The sizes that are tried, of the name and of the lines: 0 is the largest, 1 the smallest. The name
# keeps its size as long as smaller lines help.
STEPS = ((0, 0), (0, 0.5), (0, 1), (0.25, 1), (0.5, 1), (0.75, 1), (1, 1))
TOKENS = ("white", "ink")  # the colours of a zone
FRAME = "(zone)"  # the name of its frame, which no layout can have
CLEAR = 2.0  # mm that a logo is kept clear of the words, at least
SPARE = 100.0  # mm beneath a zone on its slip: what is overset is measured, not cut off
REMARK, IMPRINT = "translation", "imprint"  # roles of the words that go with a partner's own


T = TypeVar("T")


@dataclass(frozen=True)
class Slip:
    """A zone as it was set, to be stamped: a page whose upper corner is the zone's.

    ``pdf`` paints in names, as the renderer wrote it; ``css`` holds the sizes that were found.
    ``logo_at`` is the logo's box from the zone's upper left corner: x, y, width, height.
    """

    zone: Zone
    partner: Partner
    pdf: bytes
    css: str
    logo_at: tuple[float, float, float, float] | None


def set_zone(
    job: Job, name: str, partner: Partner, where: Where
) -> tuple[Slip | None, list[Finding]]:
    """Set a partner's zone in the language of a job, as large as its words fit; or findings.

    ``where`` is the place of the partner's name in the order. The same partner, zone and language
    give the same bytes, whatever else is ordered.
    """
    zone = job.layout.zones[name]
    room = logo_room(zone)
    logo = set_size(partner.logo, room) if partner.logo else None
    lines = _lines(job, partner)
    markup = _markup(job, zone, (0.0, 0.0), logo, lines)
    # Most names fit at the largest size: the others are set only when they are wanted.
    for steps in (STEPS[:1], STEPS[1:]):
        html = _slips(job, zone, markup, steps)
        trial = Composition(job, html, partner.name, {}, frozenset())
        pdf, page, over, log = render.render_slip(trial, zone.box[3])
        if over <= render.FITS:
            break
    if over > render.FITS:
        message = (
            f"the lines of '{partner.name}' are overset by {over:.1f} mm at their smallest sizes, "
            f"{zone.name[0]:g} and {zone.lines[0]:g} pt, in the zone '{name}' of layout "
            f"'{job.layout.name}' in {job.ticket.language}"
        )
        fix = "shorten the name; shorten the other lines, or leave one of them out"
        return None, [error("overset", message, where, fix)]
    if log:
        return None, [_logged(job, log, where)]
    css = _rules(job) + _css(job, zone, steps[page], "")
    return Slip(zone, partner, pdf, css, _logo_at(job, zone, logo)), []


def logo_room(zone: Zone) -> Size:
    """The room of a zone's logo: width and height."""
    return zone.logo, zone.box[3] - 2 * zone.pad


def with_zone(composition: Composition, slip: Slip) -> Composition:
    """A composition with a zone in it: one frame more, read after the one that the layout names."""
    job, zone = composition.job, slip.zone
    place = (zone.box[0] + job.layout.bleed, zone.box[1] + job.layout.bleed)
    logo = slip.logo_at[2:] if slip.logo_at else None
    made = _markup(job, zone, place, logo, _lines(job, slip.partner))
    read = Frame(page=zone.page, box=zone.box, slots={})
    layout = job.layout.model_copy(
        update={"frames": _put_after(job.layout.frames, zone.after, read)}
    )
    before, page, after = composition.html.partition(f'<section class="page" id="{zone.page}"')
    inner, end, rest = after.partition("</section>")
    last = [name for name in composition.frames if job.layout.frames[name].page == zone.page][-1]
    return replace(
        composition,
        job=replace(job, layout=layout),
        html=f"{before}{page}{inner}{made}{end}{rest}",
        frames=_put_after(composition.frames, last, made),
    )


def _put_after(items: dict[str, T], name: str, item: T) -> dict[str, T]:
    made = {}
    for key, value in items.items():
        made[key] = value
        if key == name:
            made[FRAME] = item
    return made


Parts = tuple[tuple[str, str], ...]  # texts with their direction; '' is that of the piece


def _lines(job: Job, partner: Partner) -> list[tuple[str, Parts]]:
    """What stands beside the logo: the kind of each line, and its words."""
    kind = job.shop.kinds.get(partner.kind)
    lines: list[tuple[str, Parts]] = [("name", (_isolated(partner.name),))]
    if partner.contact:
        lines.append(("contact", (_isolated(partner.contact),)))
    if partner.publisher:
        label = str(job.copy.get(IMPRINT) or "{publisher}")
        before, _, after = label.partition("{publisher}")
        lines.append(("line", ((before, ""), _isolated(partner.publisher), (after, ""))))
    words = job.shop.copies[job.ticket.language].get("partner")
    if kind and kind.translation and job.ticket.language not in kind.languages and words:
        lines.append(("line", ((str(words.items[REMARK]), ""),)))
    return lines


def _isolated(text: str) -> tuple[str, str]:
    """A text that keeps its own direction, by its first letter that has one (UAX 9, rule P2)."""
    strong = (unicodedata.bidirectional(c) for c in text)
    first = next((d for d in strong if d in ("L", "R", "AL")), "L")
    return text, "ltr" if first == "L" else "rtl"


def _markup(
    job: Job,
    zone: Zone,
    place: tuple[float, float],
    logo: tuple[float, float] | None,
    lines: list[tuple[str, Parts]],
) -> str:
    return compose.web_page(
        job.shop.root,
        "_shared/zone.html.j2",
        x=f"{place[0]:g}",
        y=f"{place[1]:g}",
        width=f"{zone.box[2]:g}",
        height=f"{zone.box[3]:g}",
        radius=f"{zone.radius:g}",
        pad=f"{zone.pad:g}",
        gap=f"{max(zone.pad, CLEAR) if logo else zone.pad:g}",
        logo=f"{zone.pad + logo[0]:g}" if logo else "",
        lines=lines,
    )


def _slips(job: Job, zone: Zone, markup: str, steps: Sequence[tuple[float, float]]) -> str:
    """A document with a page for each size: the zone alone at its upper corner."""
    language, height = job.language, zone.box[3] + SPARE
    pages = "".join(
        f'<section class="slip" id="slip-{n}">{markup}</section>' for n in range(len(steps))
    )
    sizes = "".join(_css(job, zone, step, f"#slip-{n}") for n, step in enumerate(steps))
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
    return (
        f"{within} .zone {{ font-family: {stack} }}\n"
        f"{within} .zone-name {{ font-size: {name:.2f}pt; line-height: {1.2 * lead:.3f} }}\n"
        f"{within} .zone-contact, {within} .zone-line "
        f"{{ font-size: {lines:.2f}pt; line-height: {1.3 * lead:.3f} }}\n"
    )


def _logo_at(
    job: Job, zone: Zone, logo: tuple[float, float] | None
) -> tuple[float, float, float, float] | None:
    """The logo stands at the reading start, in the middle of the zone's height."""
    if logo is None:
        return None
    width, height = logo
    x = zone.box[2] - zone.pad - width if job.language.direction == "rtl" else zone.pad
    return x, (zone.box[3] - height) / 2, width, height


def _logged(job: Job, log: tuple[str, ...], where: Where) -> Finding:
    """What the renderer says of a partner's lines: letters that no font has, or a fault of ours."""
    lost = sorted({letter for line in log for letter in render.lost_letters(line)})
    if not lost:
        return error("renderer", f"the renderer says: {log[0]}", where, "report this")
    named = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in lost[:5])
    message = f"no font of '{job.ticket.language}' has {named}"
    fix = "write the name in the letters of the piece's language, or in Latin ones"
    return error("missing-glyph", message, where, fix)
