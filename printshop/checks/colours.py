"""Check that sectors differ: their colours for every eye, or else the textures of their bands.

Two posters seldom hang side by side: the sector is known from what one remembers of the other. So
limits are well above the difference that is just seen side by side, which is about ΔE00 1. They are
set between the differences of the first five sectors: 23 at least in normal sight; for dichromats
pairs of 6.6 to 13, which look alike, and pairs of 13.8 and more, which do not.
"""

from collections.abc import Iterator
from itertools import combinations

from printshop.colour.differences import SIGHTS, between, in_grey
from printshop.findings import Finding, error, scoped
from printshop.shop.job import Shop
from printshop.shop.palette import Colour
from printshop.shop.words import TEXTURES, Sector, Texture, copy_scope

APART = 20.0  # ΔE00 between the colours of any two sectors, in normal sight
WITHOUT_A_CONE = 13.0  # ΔE00 of two sectors with one texture, for each kind of dichromat
IN_GREY = 10.0  # ΔL* of two sectors with one texture: a step that is seen from afar
SEEN = {
    "normal sight": "in normal sight",
    "protanopia": "for an eye without red cones",
    "deuteranopia": "for an eye without green cones",
    "tritanopia": "for an eye without blue cones",
}
PALETTE_FILE = "layouts/_shared/palette.yaml"


def near_colours(shop: Shop) -> list[Finding]:
    """An error for each pair of sectors that cannot be told apart, at the later one's colour."""
    colours = shop.palette.colours
    known = [(name, s) for name, s in shop.sectors.items() if s.accent in colours]
    first = {s.accent: name for name, s in reversed(known)}  # with each colour
    findings = []
    for name, sector in known:
        if first[sector.accent] != name:
            message = f"'{name}' has the colour '{sector.accent}', that of '{first[sector.accent]}'"
            fix = f"add a colour of its own to {PALETTE_FILE}, and write its name here"
            same = error("colours-too-near", message, sector.at("accent"), fix)
            findings += scoped([same], copy_scope("", name))
    own = [(name, s) for name, s in known if first[s.accent] == name]
    for one, other in combinations(own, 2):
        findings += scoped(_too_near(shop, own, one, other), copy_scope("", other[0]))
    return findings


def _too_near(
    shop: Shop, known: list[tuple[str, Sector]], one: tuple[str, Sector], other: tuple[str, Sector]
) -> list[Finding]:
    """An error for a pair of the known ones, by the measure that falls shortest of its limit."""
    (first, a), (second, b) = one, other
    value, limit, unit, seen = _nearest(shop, a, b)
    if value >= limit:
        return []
    message = (
        f"the colour of '{second}' is too near that of '{first}': "
        f"{unit} {value:.1f} {seen}, where {limit:g} is the least"
    )
    fix = f"change '{b.accent}' in {PALETTE_FILE}"
    if seen != SEEN[SIGHTS[0]]:
        message += f"; both have the texture '{b.texture}'"
        free = [t for t in TEXTURES if t != b.texture and _told_apart(shop, known, b, t)]
        if free:
            others = " or ".join(f"'{texture}'" for texture in free)
            fix = f"write 'texture:' with {others}, which tells it from all others; or {fix}"
        else:
            fix += "; no texture would tell it from all others"
    return [error("colours-too-near", message, b.at("accent"), fix)]


def _told_apart(
    shop: Shop, known: list[tuple[str, Sector]], sector: Sector, texture: Texture
) -> bool:
    """Whether a sector would be told from all others if it had this texture."""
    changed = sector.model_copy(update={"texture": texture})
    nearest = (_nearest(shop, s, changed) for _, s in known if s is not sector)
    return all(value >= limit for value, limit, _, _ in nearest)


def _nearest(shop: Shop, a: Sector, b: Sector) -> tuple[float, float, str, str]:
    """Of the measures of two sectors, the one that falls shortest of its limit."""
    colours = shop.palette.colours
    measures = _measures(colours[a.accent], colours[b.accent], a.texture == b.texture)
    return min(measures, key=lambda m: m[0] / m[1])


def _measures(
    one: Colour, other: Colour, same_texture: bool
) -> Iterator[tuple[float, float, str, str]]:
    """What is measured of a pair: the value, its limit, its unit, and how it is seen."""
    a, b = one.on_screen, other.on_screen
    yield between(a, b), APART, "ΔE00", SEEN[SIGHTS[0]]
    if same_texture:
        for sight in SIGHTS[1:]:
            yield between(a, b, sight), WITHOUT_A_CONE, "ΔE00", SEEN[sight]
        yield in_grey(a, b), IN_GREY, "ΔL*", "in grey"
