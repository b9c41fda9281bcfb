"""Boxes and pages: where the shop cuts, and what there is to cut."""

from collections import Counter
from collections.abc import Iterator

from printshop.findings import Severity
from printshop.preflight.rules import CUT, OUR_FAULT, PRESS_FILE, Case, Told, rule

TOLERANCE = 0.02  # mm
OFFICE = (210.0, 297.0)  # mm: the sheet that office printers hold, upright or lying
EXPORT = "export the file again with these boxes"


@rule("wrong-trim", "ISO 15930-7, 6.13", OUR_FAULT, standards=CUT, own=True)
def trim_is_right(case: Case) -> Iterator[Told]:
    """The TrimBox is the size that was ordered: the guillotine follows it."""
    wanted = case.own.file.job.sizes[case.own.file.size]
    for number, page in case.pages():
        if len(page.trim) != 4:
            continue  # the next rule tells
        got = page.size
        if max(abs(a - b) for a, b in zip(got, wanted, strict=True)) > TOLERANCE:
            size, want = f"{got[0]:.2f} × {got[1]:.2f} mm", f"{wanted[0]:g} × {wanted[1]:g} mm"
            yield Told(f"the trim is {size} where {want} is wanted", number, None, size, want)


@rule(
    "wrong-sheet",
    "printing condition, 'standard'",
    "make it for sheets of A4",
    standards=("sheet",),
)
def sheet_is_a4(case: Case) -> Iterator[Told]:
    """An office printer holds A4: another sheet is scaled or cut without a word."""
    for number, page in case.pages():
        got = page.size
        if max(abs(a - b) for a, b in zip(sorted(got), OFFICE, strict=True)) > 0.5:
            size = f"{got[0]:.1f} × {got[1]:.1f} mm"
            yield Told(f"the sheet is {size}, not A4", number, None, size, "210 × 297 mm")


@rule("boxes-not-nested", "ISO 15930-7, 6.13; ISO 32000-1, 14.11.2", EXPORT, standards=PRESS_FILE)
def boxes_nest(case: Case) -> Iterator[Told]:
    """MediaBox contains BleedBox contains TrimBox, from the origin 0,0, with no box besides."""
    for number, page in case.pages():
        media, bleed, trim = page.media, page.bleed, page.trim
        missing = [
            name
            for name, box in (("MediaBox", media), ("BleedBox", bleed), ("TrimBox", trim))
            if len(box) != 4
        ]
        if missing:
            yield Told(f"the page has no {' and no '.join(missing)}", number)
            continue
        if max(abs(media[0]), abs(media[1])) > TOLERANCE:
            at = f"{media[0]:.2f}, {media[1]:.2f} mm"
            yield Told(f"the MediaBox starts at {at}, not at 0, 0", number, None, at, "0, 0 mm")
        for name, inner, outer in (("TrimBox", trim, bleed), ("BleedBox", bleed, media)):
            low = min(inner[0] - outer[0], inner[1] - outer[1])
            high = min(outer[2] - inner[2], outer[3] - inner[3])
            if min(low, high) < -TOLERANCE:
                by = f"{-min(low, high):.2f} mm"
                yield Told(
                    f"the {name} reaches {by} out of the box around it", number, None, by, "0 mm"
                )
        if page.crop and page.crop != media:
            yield Told("the CropBox is not the MediaBox", number)
        for key in ("/ArtBox", "/UserUnit"):
            if key in page.keys:
                yield Told(f"the page has {key[1:]}, which a press file may not have", number)
        if page.turned:
            degrees = f"{page.turned}°"
            yield Told(f"the page is turned by {degrees} (Rotate)", number, None, degrees, "0°")


@rule(
    "wrong-bleed", "printing condition, 'bleed'", "export the file with this bleed", standards=CUT
)
def bleed_is_right(case: Case) -> Iterator[Told]:
    """The bleed is what the condition wants: less shows white edges after cutting."""
    for number, page in case.pages():
        if len(page.bleed) != 4 or len(page.trim) != 4:
            continue
        wanted = case.press.bleed_for(page.size)
        got = [abs(a - b) for a, b in zip(page.bleed, page.trim, strict=True)]
        exact = case.wanted is not None  # a foreign file may bring more
        off = max(abs(g - wanted) for g in got) if exact else wanted - min(got)
        if off > TOLERANCE:
            has, want = f"{min(got):.2f} mm", f"{wanted:g} mm"
            yield Told(f"the bleed is {has} where {want} is wanted", number, None, has, want)


@rule(
    "wrong-page-count",
    "layout, 'pages'",
    "look for a frame that pushes a page over",
    standards=CUT,
    own=True,
)
def page_count(case: Case) -> Iterator[Told]:
    """The file has the pages of the layout: one more is a blank sheet, one less a lost side."""
    got, wanted = len(case.reading.pages), len(case.own.file.job.layout.pages)
    if got != wanted:
        said = f"the file has {got} pages where {wanted} are wanted"
        yield Told(said, 0, None, f"{got} pages", f"{wanted} pages")


@rule(
    "page-sizes-differ",
    "GWG 2022, 'page size'",
    "put pages of one size into a file of their own",
    Severity.REVIEW,
)
def pages_alike(case: Case) -> Iterator[Told]:
    """All pages have one size and stand one way: two sizes are two jobs, or a slip."""
    sizes = [(round(p.size[0], 1), round(p.size[1], 1)) for p in case.reading.pages]
    if len(set(sizes)) < 2:
        return
    usual = Counter(sizes).most_common(1)[0][0]
    want = f"{usual[0]:g} × {usual[1]:g} mm"
    for number, size in enumerate(sizes, 1):
        if max(abs(a - b) for a, b in zip(size, usual, strict=True)) > 0.2:
            has = f"{size[0]:g} × {size[1]:g} mm"
            yield Told(f"the page is {has}, and most are {want}", number, None, has, want)


@rule("empty-page", "GWG 2022, 'empty page'", "take the page out, or look for what it should show")
def no_empty_page(case: Case) -> Iterator[Told]:
    """A page with nothing on it is printed and paid for."""
    for number, page in case.pages():
        # The slug's text is on every page: it does not count.
        said = any(not run.artifact or page.inside(run.box) for run in page.runs)
        drawn = any(use != "text" for use in page.paints.values())
        if not (said or drawn or page.images or page.trouble):
            yield Told("nothing is painted on the page", number)
