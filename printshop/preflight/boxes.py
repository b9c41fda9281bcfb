"""Boxes: where the shop cuts."""

from collections.abc import Iterator

from printshop.preflight.rules import Case, Told, rule

TOLERANCE = 0.02  # mm
OUR_FAULT = "this is the program's fault: report it with the file"


@rule("wrong-trim", "ISO 15930-7, 6.13", OUR_FAULT)
def trim_is_right(case: Case) -> Iterator[Told]:
    """The TrimBox is the size that was ordered: the guillotine follows it."""
    wanted = case.file.job.sizes[case.file.size]
    for number, page in case.pages():
        if len(page.trim) != 4:
            yield Told("there is no TrimBox", number)
            continue
        got = (page.trim[2] - page.trim[0], page.trim[3] - page.trim[1])
        if max(abs(a - b) for a, b in zip(got, wanted, strict=True)) > TOLERANCE:
            size = f"{got[0]:.2f} × {got[1]:.2f} mm"
            yield Told(
                f"the trim is {size} where {wanted[0]:g} × {wanted[1]:g} mm is wanted", number
            )


@rule("boxes-not-nested", "ISO 15930-7, 6.13; ISO 32000-1, 14.11.2", OUR_FAULT)
def boxes_nest(case: Case) -> Iterator[Told]:
    """MediaBox contains BleedBox contains TrimBox, from the origin 0,0, with no box besides."""
    for number, page in case.pages():
        media, bleed, trim = page.media, page.bleed, page.trim
        if not (len(media) == len(bleed) == len(trim) == 4):
            yield Told("a MediaBox, BleedBox or TrimBox is missing", number)
            continue
        if max(abs(media[0]), abs(media[1])) > TOLERANCE:
            yield Told(
                f"the MediaBox starts at {media[0]:.2f}, {media[1]:.2f} mm, not at 0, 0", number
            )
        for name, inner, outer in (("TrimBox", trim, bleed), ("BleedBox", bleed, media)):
            low = min(inner[0] - outer[0], inner[1] - outer[1])
            high = min(outer[2] - inner[2], outer[3] - inner[3])
            if min(low, high) < -TOLERANCE:
                yield Told(
                    f"the {name} reaches {-min(low, high):.2f} mm out of the box around it", number
                )
        for key in ("/ArtBox", "/UserUnit", "/Rotate"):
            if key in page.keys:
                yield Told(f"the page has {key[1:]}, which a press file may not have", number)


@rule("wrong-bleed", "printing condition, 'bleed'", OUR_FAULT)
def bleed_is_right(case: Case) -> Iterator[Told]:
    """The bleed is what the condition wants: less shows white edges after cutting."""
    wanted = case.file.press.bleed_for(case.file.job.sizes[case.file.size])
    for number, page in case.pages():
        if len(page.bleed) == len(page.trim) == 4:
            got = [abs(a - b) for a, b in zip(page.bleed, page.trim, strict=True)]
            if max(abs(g - wanted) for g in got) > TOLERANCE:
                yield Told(f"the bleed is {min(got):.2f} mm where {wanted:g} mm is wanted", number)


@rule("wrong-page-count", "layout, 'pages'", "look for a frame that pushes a page over")
def page_count(case: Case) -> Iterator[Told]:
    """The file has the pages of the layout: one more is a blank sheet, one less a lost side."""
    got, wanted = len(case.reading.pages), len(case.file.job.layout.pages)
    if got != wanted:
        yield Told(f"the file has {got} pages where {wanted} are wanted")


@rule("empty-page", "GWG 2022, 'empty page'", "look at the template of this page")
def no_empty_page(case: Case) -> Iterator[Told]:
    """A page with nothing on it is printed and paid for."""
    for number, page in case.pages():
        # The slug's text is on every page: it does not count.
        said = any(not run.artifact for run in page.runs)
        drawn = any(use != "text" for use in page.paints.values())
        if not (said or drawn or page.images):
            yield Told("nothing is painted on the page", number)
