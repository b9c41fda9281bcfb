"""Images: effective resolution, alternates, PostScript, and none in our own layouts."""

from collections.abc import Iterator

from printshop.findings import Severity
from printshop.preflight.measures import against
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Violation, rule

SHARPER = "take a larger original, or print it smaller"


@rule("low-resolution", "GWG 2022, 'image resolution'", SHARPER)
def sharp_enough(case: Case) -> Iterator[Violation]:
    """The effective resolution is high enough: else pictures are soft, and line art is jagged."""
    limits = case.press.limits
    for number, page in case.pages():
        for image in page.images:
            if max(image.pixels) <= 1:
                continue  # a flat colour, however large
            is_line_art = image.kind in ("line art", "stencil")
            thresholds = limits.line_art if is_line_art else limits.picture
            if image.ppi >= thresholds.review or not page.inside(image.box):
                continue
            low = image.ppi < thresholds.error
            what = "line art" if is_line_art else "a picture"
            least = thresholds.error if low else thresholds.review
            ppi, limit = against(image.ppi, least, "ppi")
            yield Violation(
                f"{what} has {ppi} at its size; {least:g} are wanted",
                number,
                image.box,
                ppi,
                limit,
                Severity.ERROR if low else Severity.REVIEW,
            )


@rule("alternate-image", "ISO 15930-7, 6.2.5", "keep one version", standards=PRESS_FILE)
def no_alternates(case: Case) -> Iterator[Violation]:
    """Of a picture with an alternate image either may be printed."""
    for number, page in case.pages():
        for image in page.images:
            if image.alternates:
                yield Violation("a picture has an alternate image", number, image.box)


@rule(
    "postscript",
    "ISO 15930-7, 6.2.5",
    "export the file again",
    standards=PRESS_FILE,
    logo=LogoState.AFTER_CONVERSION,
)
def no_postscript(case: Case) -> Iterator[Violation]:
    """PostScript in a PDF is a program: RIPs ignore it, or run it."""
    for number, page in case.pages():
        if page.postscript:
            yield Violation("a PostScript XObject is drawn", number)


@rule("image", "layouts are drawn in vectors", "draw it as SVG", own=True)
def no_images(case: Case) -> Iterator[Violation]:
    """No layout places a pixel image: one that is not of a partner's logo is a mistake."""
    for number, page in case.pages():
        if page.images and not case.expected.pictures:
            box = page.images[0].box
            yield Violation(f"{len(page.images)} pixel images stand on the page", number, box)
