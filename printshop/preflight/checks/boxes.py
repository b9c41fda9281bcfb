"""Page boxes and pages: trim, bleed, nesting, number and size (ISO 32000-1, 14.11.2)."""

from collections import Counter
from collections.abc import Iterator

from printshop.findings import Severity
from printshop.pdf.geometry import SIDES, beyond
from printshop.preflight.checks.edition_mark import is_mark
from printshop.preflight.measures import NAMED, against, listed
from printshop.preflight.reading.facts import PageBox, PageReading
from printshop.preflight.rules import CUT, OUR_FAULT, PRESS_FILE, Case, Violation, rule

TOLERANCE = 0.02  # mm
A4 = (210.0, 297.0)  # mm: the sheet that office printers hold, in either orientation
EXPORT = "set the page boxes of the document and export it again; the TrimBox is the finished size"


@rule("wrong-trim", "ISO 15930-7, 6.13", OUR_FAULT, standards=CUT, own=True)
def trim_is_right(case: Case) -> Iterator[Violation]:
    """The TrimBox is the size that was ordered: the page is cut there."""
    ordered = case.expected.file.job.sizes[case.expected.file.size]
    for number, page in case.pages():
        if len(page.trim) != 4:
            continue  # boxes-not-nested reports it
        width, height = page.size
        if max(abs(width - ordered[0]), abs(height - ordered[1])) > TOLERANCE:
            size, limit = f"{width:.2f} × {height:.2f} mm", f"{ordered[0]:g} × {ordered[1]:g} mm"
            message = f"the trim is {size} where {limit} is wanted"
            yield Violation(message, number, None, size, limit)


@rule(
    "wrong-sheet",
    "printing condition, 'standard'",
    "make it for sheets of A4",
    standards=("sheet",),
)
def sheet_is_a4(case: Case) -> Iterator[Violation]:
    """An office printer holds A4: another sheet is scaled or cropped without a warning."""
    for number, page in case.pages():
        if max(abs(a - b) for a, b in zip(sorted(page.size), A4, strict=True)) > 0.5:
            size = f"{page.size[0]:.1f} × {page.size[1]:.1f} mm"
            message = f"the sheet is {size}, not A4"
            yield Violation(message, number, None, size, "210 × 297 mm", cause=message)


@rule(
    "boxes-not-nested",
    "ISO 15930-7, 6.13; ISO 32000-1, 14.11.2",
    EXPORT,
    standards=PRESS_FILE,
    ours=OUR_FAULT,
)
def boxes_nest(case: Case) -> Iterator[Violation]:
    """The trim lies within the bleed, and the bleed on the sheet: a page is cut by its boxes."""
    for number, page in case.pages():
        missing = _missing(case, page)
        if missing:
            message = f"the page has no {' and no '.join(missing)}"
            yield Violation(message, number, cause=message)
            continue
        for message, measure, limit in _not_nested(case, page):
            yield Violation(message, number, None, measure, limit, cause=message)


def _missing(case: Case, page: PageReading) -> list[str]:
    """The boxes that a page needs and has not; an ArtBox stands for a TrimBox of others."""
    boxes = {"MediaBox": page.media, "TrimBox": page.trim}
    if case.ours:
        boxes["BleedBox"] = page.bleed
    elif page.art:
        boxes["TrimBox"] = page.art  # PDF/X: one of the two
    order = ("MediaBox", "BleedBox", "TrimBox")
    return [name for name in order if name in boxes and len(boxes[name]) != 4]


def _not_nested(case: Case, page: PageReading) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a page's boxes, with measure and limit."""
    media, trim = page.media, page.effective_trim
    if case.ours and max(abs(media[0]), abs(media[1])) > TOLERANCE:
        origin = f"{media[0]:.2f}, {media[1]:.2f} mm"
        yield f"the MediaBox starts at {origin}, not at 0, 0", origin, "0, 0 mm"
    name = "TrimBox" if page.trim else "ArtBox"
    nested: list[tuple[str, PageBox, PageBox, str]] = [(name, trim, media, "MediaBox")]
    if page.bleed:
        nested = [(name, trim, page.bleed, "BleedBox"), ("BleedBox", page.bleed, media, "MediaBox")]
    if page.crop and not case.ours:
        nested.append((name, trim, page.crop, "CropBox"))
    for inner_name, inner, outer, outer_name in nested:
        excess = max(beyond(inner, outer))
        if excess > TOLERANCE:
            measure = f"{excess:.2f} mm"
            yield f"the {inner_name} reaches {measure} out of the {outer_name}", measure, "0 mm"
    if case.ours and page.crop and page.crop != media:
        yield "the CropBox is not the MediaBox", "", ""
    if "/UserUnit" in page.keys:
        yield "the page has UserUnit, which a press file may not have", "", ""
    if "/ArtBox" in page.keys and (case.ours or page.trim):
        yield "the page has an ArtBox beside its TrimBox: a press file has one of the two", "", ""
    if case.ours and page.rotation:
        yield f"the page is rotated by {page.rotation}° (Rotate)", f"{page.rotation}°", "0°"


@rule(
    "page-turned",
    "ISO 32000-1, 7.7.3.3, 'Rotate'",
    "see that it lies as you want it; some programs place the page unturned",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def page_not_turned(case: Case) -> Iterator[Violation]:
    """A page that is shown turned may be imposed unturned."""
    for number, page in case.pages():
        if page.rotation and case.ours is None:  # boxes-not-nested refuses it in ours
            degrees = f"{page.rotation}°"
            message = f"the page is shown turned by {degrees} (Rotate)"
            yield Violation(message, number, None, degrees, "0°", cause=message)


@rule(
    "wrong-bleed",
    "printing condition, 'bleed'",
    "extend the artwork beyond the trim and export the file with this bleed on all sides",
    standards=CUT,
    ours=OUR_FAULT,
)
def bleed_is_right(case: Case) -> Iterator[Violation]:
    """The bleed is what the condition asks for: less shows white edges after cutting."""
    for number, page in case.pages():
        if _missing(case, page):
            continue  # boxes-not-nested reports it
        required = case.press.bleed_for(page.size)
        trim, box = page.effective_trim, page.bleed or page.crop or page.media
        bleeds = beyond(box, trim)
        exact = case.ours is not None  # a file from outside may have more
        off = [abs(b - required) if exact else required - b for b in bleeds]
        wrong = [side for side, by in enumerate(off) if by > TOLERANCE]
        if not wrong:
            continue
        bleed, limit = against(min(bleeds[side] for side in wrong), required, "mm", 2)
        where = "on all sides" if len(wrong) == 4 else f"on the {_sides(page, wrong)}"
        source = "" if page.bleed else " (the page has no BleedBox: its sheet was measured)"
        message = f"the bleed is {bleed} {where}; {limit} is wanted{source}"
        yield Violation(message, number, None, bleed, limit, cause=message)


def _sides(page: PageReading, sides: list[int]) -> str:
    """The sides of a page as one looks at it, so turned with it: ``left and upper side``."""
    turns = page.rotation // 90  # clockwise: what is left becomes upper
    names = {SIDES[(number - turns) % 4] for number in sides}
    which = listed([name for name in NAMED if name in names])
    return f"{which} side{'s' if len(names) > 1 else ''}"


@rule(
    "wrong-page-count",
    "layout, 'pages'",
    "look for a frame that pushes a page over",
    standards=CUT,
    own=True,
)
def page_count(case: Case) -> Iterator[Violation]:
    """The file has the pages of the layout: one more is a blank page, one less a missing side."""
    count, required = len(case.reading.pages), len(case.expected.file.job.layout.pages)
    if count != required:
        message = f"the file has {count} pages where {required} are wanted"
        yield Violation(message, 0, None, f"{count} pages", f"{required} pages")


@rule(
    "page-sizes-differ",
    "GWG 2022, 'page size'",
    "put pages of one size into a file of their own",
    Severity.REVIEW,
)
def pages_alike(case: Case) -> Iterator[Violation]:
    """All pages have one size and orientation: two sizes are two jobs, or a mistake."""
    sizes = [(round(p.size[0], 1), round(p.size[1], 1)) for p in case.reading.pages]
    if len(set(sizes)) < 2:
        return
    usual = Counter(sizes).most_common(1)[0][0]
    limit = f"{usual[0]:g} × {usual[1]:g} mm"
    for number, size in enumerate(sizes, 1):
        if max(abs(a - b) for a, b in zip(size, usual, strict=True)) > 0.2:
            measured = f"{size[0]:g} × {size[1]:g} mm"
            message = f"the page is {measured}, and most are {limit}"
            yield Violation(message, number, None, measured, limit, cause=message)


@rule("empty-page", "GWG 2022, 'empty page'", "take the page out, or look for what it should show")
def no_empty_page(case: Case) -> Iterator[Violation]:
    """A page with nothing on it is printed and paid for."""
    for number, page in case.pages():
        # The slug line is on every page, and the edition mark says nothing: they do not count.
        counted = (run for run in page.runs if not is_mark(run))
        has_text = any(not run.artifact or page.inside(run.box) for run in counted)
        has_artwork = any(use != "text" for use in page.paints.values())
        if not (has_text or has_artwork or page.images or page.unreadable):
            # Somebody else's blank page may be the inside of a cover, or the back of a sheet.
            blank = None if case.ours is not None else Severity.REVIEW
            yield Violation("nothing is painted on the page", number, severity=blank)
