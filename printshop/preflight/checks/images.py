"""Pictures: pixels enough for the eye at their size on paper, and one version of each."""

from collections.abc import Iterator

from printshop.findings import Severity
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Told, rule

SHARPER = "take a larger original, or print it smaller"


@rule("low-resolution", "GWG 2022, 'image resolution'", SHARPER)
def sharp_enough(case: Case) -> Iterator[Told]:
    """At its size on paper a picture has pixels enough: else it is soft, and line art has steps."""
    limits = case.press.limits
    for number, page in case.pages():
        for image in page.images:
            if max(image.pixels) <= 1:
                continue  # a flat colour, however large
            fine = image.kind in ("line art", "stencil")
            asked = limits.line_art if fine else limits.picture
            if image.ppi >= asked.review or not page.inside(image.box):
                continue
            low = image.ppi < asked.error
            what = "line art" if fine else "a picture"
            limit = asked.error if low else asked.review
            yield Told(
                f"{what} has {image.ppi:.0f} ppi at its size; {limit:g} are wanted",
                number,
                image.box,
                f"{image.ppi:.0f} ppi",
                f"{limit:g} ppi",
                Severity.ERROR if low else Severity.REVIEW,
            )


@rule("alternate-image", "ISO 15930-7, 6.2.5", "keep one version", standards=PRESS_FILE)
def no_alternates(case: Case) -> Iterator[Told]:
    """A picture with another version in it may be printed as either."""
    for number, page in case.pages():
        for image in page.images:
            if image.alternates:
                yield Told("a picture carries another version of itself", number, image.box)


@rule(
    "postscript",
    "ISO 15930-7, 6.2.5",
    "export the file again",
    standards=PRESS_FILE,
    logo=LogoState.IN_INKS,
)
def no_postscript(case: Case) -> Iterator[Told]:
    """PostScript in a PDF is a program: presses ignore it, or run it."""
    for number, page in case.pages():
        if page.postscript:
            yield Told("a piece of PostScript is drawn", number)


@rule("image", "layouts are drawn in vectors", "draw it as SVG", own=True)
def no_images(case: Case) -> Iterator[Told]:
    """No layout places a pixel image yet: one that no logo brings came in by mistake."""
    for number, page in case.pages():
        if page.images and not case.own.pictures:
            box = page.images[0].box
            yield Told(f"{len(page.images)} pixel images stand on the page", number, box)
