"""Check where a layout puts the edition mark."""

from collections.abc import Iterator
from math import ceil, floor

from printshop.checks.frames import unknown_colour
from printshop.findings import Finding, error
from printshop.shop.edition_mark import BELOW, CAPITAL, WIDEST
from printshop.shop.edition_place import EditionPlace
from printshop.shop.job import Shop
from printshop.shop.layout import Layout, LayoutBox
from printshop.shop.panels import overlap, safe_boxes, within
from printshop.shop.units import MM

LEAST = 5.5  # pt at final size: its letters and figures are capitals
WRONG = "wrong-value"


def check_edition_place(shop: Shop, layout: Layout) -> list[Finding]:
    """Errors: no place, one too near an edge or in a partner's zone, type too small, no colour."""
    place = layout.edition
    if place is None:
        message = "the layout does not say where the edition mark stands"
        scale = min(_scales(layout).values())
        size, room = ceil(LEAST / scale), layout.safe / scale
        x, y = ceil(room), floor(layout.trim[1] - room - BELOW * size * MM)
        fix = (
            f"write 'edition: {{page: {list(layout.pages)[-1]}, place: [{x:g}, {y:g}], size: "
            f"{size:g}, colour: ink}}', with its place beside the small print, in mm"
        )
        return [error("no-edition-place", message, layout.at("edition"), fix)]
    findings = [*_too_small(layout, place), *_colour(shop, layout, place)]
    return findings + list(_misplaced(layout, place)) if place.page in layout.pages else findings


def _colour(shop: Shop, layout: Layout, place: EditionPlace) -> list[Finding]:
    return unknown_colour(shop.palette, place.colour, layout.at("edition", "colour"))


def _scales(layout: Layout) -> dict[str, float]:
    """By suffix of a size how much larger than the layout's own it is drawn."""
    width, height = layout.trim
    trims = {name: layout.trim_of(name) for name in ("", *layout.sizes)}
    return {name: max(trim[0] / width, trim[1] / height) for name, trim in trims.items()}


def _too_small(layout: Layout, place: EditionPlace) -> Iterator[Finding]:
    """An error where it is too small in the smallest size of the piece."""
    scales = _scales(layout)
    smallest = min(scales, key=lambda name: scales[name])
    size = place.size * scales[smallest]
    if size < LEAST:
        of = f" in the size '{smallest}'" if smallest else ""
        message = f"the edition mark is {size:.1f} pt{of}; the least is {LEAST:g} pt"
        fix = f"write {ceil(LEAST / scales[smallest] * 10) / 10:g} or more"
        yield error(WRONG, message, layout.at("edition", "size"), fix)


def _most(place: EditionPlace) -> LayoutBox:
    """The box of the widest mark in its place, as layouts write boxes."""
    em, (x, y) = place.size * MM, place.place
    width = WIDEST * em
    if place.turned:
        y += width if place.align == "end" else 0.0
        return LayoutBox(x - CAPITAL * em, y - width, (CAPITAL + BELOW) * em, width)
    x -= width if place.align == "end" else 0.0
    return LayoutBox(x, y - CAPITAL * em, width, (CAPITAL + BELOW) * em)


def _up(mm: float) -> str:
    """Millimetres for people to type: the next tenth that is not less."""
    return f"{ceil(round(mm * 10, 6)) / 10:g}"


def _down(mm: float) -> str:
    """The next tenth that is not more."""
    return f"{floor(round(mm * 10, 6)) / 10:g}"


def _misplaced(layout: Layout, place: EditionPlace) -> Iterator[Finding]:
    """An error where a mark could reach out of the safe area, or lies in a partner's zone."""
    box, where = _most(place), layout.at("edition", "place")
    (x, y), (width, height) = place.place, layout.trim
    room = layout.safe / min(_scales(layout).values())  # in the smallest size as much as asked for
    far = LayoutBox(room, room, width - 2 * room, height - 2 * room)
    safe = [panel for panel in safe_boxes(layout, place.page) if within(box, panel)]
    if not safe or not within(box, far):
        message = (
            f"the edition mark at {x:g}, {y:g} mm takes up to {box.width:.1f} × {box.height:.1f} "
            f"mm, and comes nearer than {room:.3g} mm to the trim or {layout.fold_safe:g} mm to a "
            "fold"
        )
        left, up = x - box.x, y - box.y  # how far the place is within the box of the mark
        across = room + left, width - room - box.width + left
        down = room + up, height - room - box.height + up
        fix = (
            f"move it: a place from {_up(across[0])} to {_down(across[1])} mm across and from "
            f"{_up(down[0])} to {_down(down[1])} mm down has room, away from folds"
        )
        yield error(WRONG, message, where, fix)
    for name, zone in layout.zones.items():
        if zone.page == place.page and (common := overlap(box, zone.box)):
            message = (
                f"the edition mark at {x:g}, {y:g} mm lies up to {common[0]:g} × {common[1]:g} mm "
                f"on the zone '{name}'"
            )
            yield error("zone-in-the-way", message, where, "move it, or the zone")
