"""Page boxes and pages: trim, bleed, nesting, number and size (ISO 32000-1, 14.11.2)."""

from collections import Counter
from collections.abc import Iterator

from printshop.findings import Severity
from printshop.preflight.rules import CUT, OUR_FAULT, PRESS_FILE, Case, Violation, rule

TOLERANCE = 0.02  # mm
A4 = (210.0, 297.0)  # mm: the sheet that office printers hold, in either orientation
EXPORT = "export the file again with these boxes"


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
            yield Violation(f"the sheet is {size}, not A4", number, None, size, "210 × 297 mm")


@rule("boxes-not-nested", "ISO 15930-7, 6.13; ISO 32000-1, 14.11.2", EXPORT, standards=PRESS_FILE)
def boxes_nest(case: Case) -> Iterator[Violation]:
    """MediaBox contains BleedBox contains TrimBox, from the origin 0,0; there is no other box."""
    for number, page in case.pages():
        media, bleed, trim = page.media, page.bleed, page.trim
        missing = [
            name
            for name, box in (("MediaBox", media), ("BleedBox", bleed), ("TrimBox", trim))
            if len(box) != 4
        ]
        if missing:
            yield Violation(f"the page has no {' and no '.join(missing)}", number)
            continue
        if max(abs(media[0]), abs(media[1])) > TOLERANCE:
            origin = f"{media[0]:.2f}, {media[1]:.2f} mm"
            message = f"the MediaBox starts at {origin}, not at 0, 0"
            yield Violation(message, number, None, origin, "0, 0 mm")
        for name, inner, outer in (("TrimBox", trim, bleed), ("BleedBox", bleed, media)):
            low = min(inner[0] - outer[0], inner[1] - outer[1])
            high = min(outer[2] - inner[2], outer[3] - inner[3])
            if min(low, high) < -TOLERANCE:
                excess = f"{-min(low, high):.2f} mm"
                message = f"the {name} reaches {excess} out of the box around it"
                yield Violation(message, number, None, excess, "0 mm")
        if page.crop and page.crop != media:
            yield Violation("the CropBox is not the MediaBox", number)
        for key in ("/ArtBox", "/UserUnit"):
            if key in page.keys:
                yield Violation(f"the page has {key[1:]}, which a press file may not have", number)
        if page.rotation:
            degrees = f"{page.rotation}°"
            message = f"the page is rotated by {degrees} (Rotate)"
            yield Violation(message, number, None, degrees, "0°")


@rule(
    "wrong-bleed", "printing condition, 'bleed'", "export the file with this bleed", standards=CUT
)
def bleed_is_right(case: Case) -> Iterator[Violation]:
    """The bleed is what the condition asks for: less shows white edges after cutting."""
    for number, page in case.pages():
        if len(page.bleed) != 4 or len(page.trim) != 4:
            continue
        required = case.press.bleed_for(page.size)
        bleeds = [abs(a - b) for a, b in zip(page.bleed, page.trim, strict=True)]
        exact = case.ours is not None  # a file from outside may have more
        deviation = max(abs(b - required) for b in bleeds) if exact else required - min(bleeds)
        if deviation > TOLERANCE:
            bleed, limit = f"{min(bleeds):.2f} mm", f"{required:g} mm"
            message = f"the bleed is {bleed} where {limit} is wanted"
            yield Violation(message, number, None, bleed, limit)


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
            yield Violation(message, number, None, measured, limit)


@rule("empty-page", "GWG 2022, 'empty page'", "take the page out, or look for what it should show")
def no_empty_page(case: Case) -> Iterator[Violation]:
    """A page with nothing on it is printed and paid for."""
    for number, page in case.pages():
        # The slug line is on every page: it does not count.
        has_text = any(not run.artifact or page.inside(run.box) for run in page.runs)
        has_artwork = any(use != "text" for use in page.paints.values())
        if not (has_text or has_artwork or page.images or page.unreadable):
            # Somebody else's blank page may be the inside of a cover, or the back of a sheet.
            blank = None if case.ours is not None else Severity.REVIEW
            yield Violation("nothing is painted on the page", number, severity=blank)
