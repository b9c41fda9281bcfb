"""Check layouts and their zones, the palette and the fonts."""

from pathlib import Path

from printshop.checks.edition_place import check_edition_place
from printshop.checks.font_characters import folders
from printshop.checks.frames import check_frames, check_grounds
from printshop.findings import Finding, Scope, Where, did_you_mean, error, scoped
from printshop.shop.job import Shop
from printshop.shop.layout import Floors, Layout
from printshop.shop.panels import overlap, panels, safe_boxes, within

SIDES = 3  # panels of a column, at least
UNEQUAL = 0.5  # mm by which its panels may differ


def check_layout(shop: Shop, layout: Layout) -> list[Finding]:
    """Errors: files that a layout lacks, and unknown pages or frames that it names."""
    findings = []
    for name in ("page.html.j2", "style.css"):
        path = f"layouts/{layout.name}/{name}"
        if not (shop.root / path).is_file():
            findings.append(
                error("missing-file", "the file is not there", Where(path), f"write {path}")
            )
    page_names: list[tuple[tuple[str | int, ...], str]] = [
        *((("frames", n, "page"), frame.page) for n, frame in layout.frames.items()),
        *((("folds", i, "page"), fold.page) for i, fold in enumerate(layout.folds)),
        *((("zones", n, "page"), zone.page) for n, zone in layout.zones.items()),
        *([(("cuts", "page"), layout.cuts.page)] if layout.cuts else []),
        *([(("edition", "page"), layout.edition.page)] if layout.edition else []),
    ]
    for key, page in page_names:
        if page not in layout.pages:
            where = layout.at(*key)
            message = f"'{where.key}' is '{page}': the layout has no such page"
            fix = did_you_mean(page, layout.pages)
            findings.append(error("wrong-value", message, where, fix))
    for name, zone in layout.zones.items():
        if zone.after not in layout.frames:
            where = layout.at("zones", name, "after")
            message = f"'{where.key}' is '{zone.after}': the layout has no such frame"
            fix = did_you_mean(zone.after, layout.frames)
            findings.append(error("wrong-value", message, where, fix))
    findings += _cut_findings(layout) + _contour_findings(layout) + _glue_findings(layout)
    findings += check_frames(layout) + check_grounds(shop, layout)
    findings += check_edition_place(shop, layout)
    words = _words_findings(shop, layout)
    return [*findings, *words, *_zone_findings(layout), *_distance_findings(layout)]


def _words_findings(shop: Shop, layout: Layout) -> list[Finding]:
    """An error where ``words`` is no other layout, or one that borrows its words itself."""
    if not layout.words:
        return []
    lenders = [n for n, other in shop.layouts.items() if n != layout.name and not other.words]
    where = layout.at("words")
    if layout.words in lenders:
        return []
    if layout.words == layout.name:
        message = f"'words' is '{layout.words}', the layout itself: it has these words anyway"
        return [error("wrong-value", message, where, "take the key out, or name another layout")]
    if layout.words in shop.layouts:
        message = f"'words' is '{layout.words}', which sets the words of another layout itself"
        fix = f"write 'words: {shop.layouts[layout.words].words}'"
        return [error("wrong-value", message, where, fix)]
    message = f"'words' is '{layout.words}': there is no such layout"
    return [error("wrong-value", message, where, did_you_mean(layout.words, lenders))]


def _cut_findings(layout: Layout) -> list[Finding]:
    """Errors: cuts that part a page into no strips, strips that are not there, frames on none."""
    cuts, (width, height) = layout.cuts, layout.trim
    if cuts is None:
        return [
            error(
                "wrong-value",
                f"the frame '{name}' is set on strips: the layout has no cuts",
                layout.at("frames", name, "strips"),
                "say under 'cuts' where the strips are cut, or take 'strips' out",
            )
            for name, frame in layout.frames.items()
            if frame.strips
        ]
    findings = []
    if not cuts.x or list(cuts.x) != sorted({x for x in cuts.x if 0 < x < width}):
        message = f"the cuts are at {', '.join(f'{x:g}' for x in cuts.x)} mm"
        message = message if cuts.x else "no cut is named, and so no strip"
        fix = f"write them in ascending order, from 0 to {width:g} mm, each once"
        findings.append(error("wrong-value", message, layout.at("cuts", "x"), fix))
    top, foot = cuts.between
    if not 0 <= top < foot <= height:
        message = f"the cuts run between {top:g} and {foot:g} mm"
        fix = f"write the upper end first; both lie between 0 and {height:g} mm"
        findings.append(error("wrong-value", message, layout.at("cuts", "between"), fix))
    count = len(cuts.x) + 1
    unknown = [n for n in cuts.missing if not 1 <= n <= count]
    if unknown or len(cuts.missing) != len(set(cuts.missing)) or len(cuts.missing) == count:
        message = f"the missing strips are {', '.join(map(str, cuts.missing))} of {count}"
        fix = f"name strips from 1 to {count}, each once, and leave at least one"
        findings.append(error("wrong-value", message, layout.at("cuts", "missing"), fix))
    return findings


def _contour_findings(layout: Layout) -> list[Finding]:
    """An error for corners that are rounder than the piece allows."""
    most = min(layout.trim) / 2
    if layout.contour is None or 0 <= layout.contour.radius <= most:
        return []
    message = f"the corners of the contour have a radius of {layout.contour.radius:g} mm"
    fix = f"write one from 0 to {most:g} mm, half the shorter edge"
    return [error("wrong-value", message, layout.at("contour", "radius"), fix)]


def _glue_findings(layout: Layout) -> list[Finding]:
    """Errors where a glued piece makes no column: too few panels, unequal ones, or a wide flap."""
    if not layout.glued:
        return []
    where = layout.at("glued")
    if not layout.folds:
        message = "'glued' is true, and the piece has no folds"
        return [error("wrong-value", message, where, "add its folds, or take 'glued' out")]
    page = layout.folds[0].page
    *sides, last = (round(end - start, 2) for start, end in panels(layout, page))
    listed = ", ".join(f"{side:g}" for side in sides)
    if len(sides) < SIDES or max(sides) - min(sides) > UNEQUAL:
        message = f"a glued column has three equal panels or more; these have {listed} mm"
        fix = "move the folds of this page, so that all panels but the flap are as wide"
        return [error("wrong-value", message, where, fix)]
    if last >= min(sides):
        message = f"the glue flap is {last:g} mm wide, and a panel {min(sides):g} mm"
        fix = "move the folds, so that the last panel is smaller"
        return [error("wrong-value", message, where, fix)]
    return []


def _distance_findings(layout: Layout) -> list[Finding]:
    """Errors: a reading distance for a role that no slot has, or a role without a distance."""
    roles = {
        slot.role: ("frames", frame, "slots", name, "role")
        for frame, entry in layout.frames.items()
        for name, slot in entry.slots.items()
        if slot.role
    }
    floors: list[tuple[tuple[str | int, ...], Floors]] = [
        (("floors",), layout.floors),
        *((("sizes", size, "floors"), derived.floors) for size, derived in layout.sizes.items()),
    ]
    findings = []
    for key, floor in floors:
        for role in sorted(floor.distance.keys() - roles.keys()):
            message = f"a reading distance is given for '{role}': no slot has this role"
            where = layout.at(*key, "distance", role)
            findings.append(error("wrong-value", message, where, did_you_mean(role, roles)))
        for role in sorted(roles.keys() - floor.distance.keys()):
            where = layout.at(*roles[role])
            message = f"the role '{role}' has no reading distance in '{'.'.join(map(str, key))}'"
            fix = f"write there 'distance: {{{role}: 2}}', in m, or take the role out"
            findings.append(error("wrong-value", message, where, fix))
    return findings


def _zone_findings(layout: Layout) -> list[Finding]:
    """Errors: a zone outside the safe area of a panel, or one that overlaps a frame."""
    findings = []
    for name, zone in layout.zones.items():
        x, y, width, height = zone.box
        zone_and_box = f"the zone '{name}', {width:g} × {height:g} mm at {x:g}, {y:g},"
        where = layout.at("zones", name, "box")
        if not any(within(zone.box, safe) for safe in safe_boxes(layout, zone.page)):
            limits = f"{layout.safe:g} mm from the trim or {layout.fold_safe:g} mm from a fold"
            message = f"{zone_and_box} comes nearer than {limits}"
            fix = "move it inwards, or make it smaller"
            findings.append(error("zone-in-the-way", message, where, fix))
        for other, frame in layout.frames.items():
            if frame.page == zone.page and (common := overlap(zone.box, frame.box)):
                message = (
                    f"{zone_and_box} lies {common[0]:g} × {common[1]:g} mm on the frame '{other}'"
                )
                frame_place = layout.at("frames", other, "box")
                fix = f"move it, or the frame in line {frame_place.line}"
                findings.append(error("zone-in-the-way", message, where, fix))
    return findings


def unlisted_colours(shop: Shop) -> list[Finding]:
    """An error for each sector whose colour is no token of the palette."""
    colours = shop.palette.colours
    return [
        error(
            "unknown-colour",
            f"the sector '{name}' wants the colour '{sector.accent}'",
            sector.at("accent"),
            did_you_mean(sector.accent, colours),
        )
        for name, sector in shop.sectors.items()
        if sector.accent not in colours
    ]


def missing_fonts(shop: Shop) -> list[Finding]:
    """An error for each font family that a language names and ``fonts/`` does not have."""
    known = families(shop.root)
    findings = []
    for language in shop.languages.values():
        for voice in ("head", "text"):
            for name in getattr(language.fonts, voice):
                if name not in known:
                    message = f"the font '{name}' is not in fonts/"
                    where = language.at("fonts", voice)
                    unknown = error("unknown-font", message, where, did_you_mean(name, known))
                    findings += scoped([unknown], Scope(language=language.tag))
    return findings


def families(root: Path) -> set[str]:
    """The font families in ``fonts/``, each in a folder of its own."""
    return folders(root).keys() - {""}
