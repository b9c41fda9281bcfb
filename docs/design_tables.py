#!/usr/bin/env python3
"""Write the tables of docs/design.md anew: ``python docs/design_tables.py``.

Contrast is that of WCAG 2.2 (1.4.3), between 1 and 21; how different two sectors are is ΔE00, and
in grey ΔL*. Both are of the palette's twins for screens, which are what the press profile says.
"""

import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DESIGN = ROOT / "docs/design.md"
sys.path.insert(0, str(ROOT))

from printshop.checks.opening import open_shop
from printshop.colour.appearance import contrast, of_rgb
from printshop.colour.differences import SIGHTS, between, in_grey
from printshop.shop.job import Shop
from printshop.shop.palette import Colour

# Type, and the two tones that it stands on, in both worlds.
PAIRS = [
    ("on-night", "night"),
    ("bright", "night"),
    ("base", "signal"),
    ("base", "paper"),
    ("ink", "paper"),
    ("ink", "signal"),
]


def contrasts(shop: Shop) -> Iterator[str]:
    """The rows of type on its grounds, on the press and from an office printer."""
    pairs = [*PAIRS, *(("base", sector.accent) for sector in shop.sectors.values())]
    for type_, ground in pairs:
        cells = [
            f"{_contrast(shop, type_, token, toner=toner):.1f}"
            for toner in (False, True)
            for token in (ground, f"{ground}-band")
        ]
        yield f"| {' | '.join([type_, ground, *cells])} |"


def _contrast(shop: Shop, type_: str, ground: str, *, toner: bool) -> float:
    tones = (_tone(shop.palette.colours[name], toner=toner) for name in (type_, ground))
    one, other = (of_rgb(*tone) for tone in tones)
    return contrast(one, other)


def _tone(colour: Colour, *, toner: bool) -> tuple[float, float, float]:
    """A colour on screens, or as an office printer prints it; each part from 0 to 1."""
    shown = (toner and colour.toner) or colour.rgb
    red, green, blue = bytes.fromhex(shown[1:])
    return red / 255, green / 255, blue / 255


def differences(shop: Shop) -> Iterator[str]:
    """The rows of how different each two sectors look to each kind of eye, and in grey."""
    for (first, a), (second, b) in combinations(shop.sectors.items(), 2):
        one, other = (shop.palette.colours[sector.accent].on_screen for sector in (a, b))
        measured = [between(one, other, sight) for sight in SIGHTS] + [in_grey(one, other)]
        cells = [f"{first}, {second}", f"{a.texture}, {b.texture}"]
        yield f"| {' | '.join([*cells, *(f'{value:.1f}' for value in measured)])} |"


def sizes(shop: Shop) -> Iterator[str]:
    """The rows of what is read from afar: its sizes, and from how far each size has to be read."""
    for name, layout in sorted(shop.layouts.items()):
        slots = [slot for frame in layout.frames.values() for slot in frame.slots.values()]
        others = {size: derived.floors for size, derived in layout.sizes.items()}
        for role, metres in layout.floors.distance.items():
            ranges = sorted({slot.size for slot in slots if slot.role == role}, reverse=True)
            written = "; ".join(dict.fromkeys(_from_to(*r) for r in ranges))
            far = [f"{metres:g}"]
            far += [f"{size} {floors.distance[role]:g}" for size, floors in others.items()]
            yield f"| {name} | {role} | {written} | {', '.join(far)} |"


def _from_to(least: float, most: float) -> str:
    return f"{most:g}" if least == most else f"{least:g} to {most:g}"


def floors(shop: Shop) -> Iterator[str]:
    """The rows of the smallest type: what is read, and small print."""
    for name, layout in sorted(shop.layouts.items()):
        made = [(name, layout.floors)]
        made += [(f"{name}.{size}", derived.floors) for size, derived in layout.sizes.items()]
        for file, least in made:
            yield f"| {file} | {least.reading:g} | {least.small:g} |"


TABLES = {"contrasts": contrasts, "differences": differences, "sizes": sizes, "floors": floors}


def with_tables(text: str, root: Path = ROOT) -> str:
    """The document with its tables as they are today; each is between two comments.

    Raises ``ValueError`` where the shop cannot be read.
    """
    shop, findings = open_shop(root)
    if shop is None:
        raise ValueError("\n".join(map(str, findings)))
    for name, rows_of in TABLES.items():
        begins, ends = f"<!-- {name} -->\n", "<!-- end -->"
        before, rest = text.split(begins)
        head = "".join(rest.splitlines(keepends=True)[:2])
        body = "".join(f"{row}\n" for row in rows_of(shop))
        text = before + begins + head + body + ends + rest.partition(ends)[2]
    return text


def main() -> int:
    """Write the tables into the document."""
    DESIGN.write_text(with_tables(DESIGN.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
