"""The code and the folds, as the eye and the scanner meet them: on the rendered page."""

from collections.abc import Iterator

import numpy as np
import zxingcpp

from printshop.preflight.boxes import OUR_FAULT
from printshop.preflight.rules import Case, Told, rule

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
STEP = 24  # of 255: two grounds differ by at least so much in one channel
SIDE = 0.8  # mm to each side of a fold
HALF = 0.5  # of the fold: arcs that cross it differ along less


@rule("code-unreadable", "ISO/IEC 18004; print: decoded from the rendered page", OUR_FAULT)
def codes_decode(case: Case) -> Iterator[Told]:
    """Each code that the layout places decodes from the rendered page and leads where it should."""
    address = case.file.job.shop.campaign.code_address
    for number, picture in enumerate(case.pictures, 1):
        name = case.face(number)
        wanted = case.file.job.layout.pages[name].codes if name else 0
        found = [b.text for b in zxingcpp.read_barcodes(picture.image, formats=QR)]
        for text in found:
            if text != address:
                yield Told(f"a code leads to '{text}', not to '{address}'", number)
        if len(found) != wanted:
            yield Told(f"{len(found)} codes can be read where {wanted} are placed", number)


@rule(
    "colour-change-on-fold", "print: folds wander by 1 mm", "let the ground change 1 mm beside it"
)
def no_change_on_fold(case: Case) -> Iterator[Told]:
    """Where the ground changes colour at a fold, it changes beside it: else a sliver shows."""
    layout = case.file.job.layout
    for fold in layout.folds:
        number = list(layout.pages).index(fold.page) + 1
        if number > len(case.pictures):
            continue
        share = _changes(case, number, fold.x)
        if share > HALF:
            said = f"on the fold at {fold.x:g} mm, along {100 * share:.0f} % of it"
            yield Told(f"the ground changes colour {said}", number)
        if fold.change is not None and _changes(case, number, fold.change) <= HALF:
            said = f"at {fold.change:g} mm, where the layout says so"
            yield Told(f"the ground does not change colour {said}", number)


def _changes(case: Case, number: int, x: float) -> float:
    """The share of a page's height along which the colours beside x differ; x from the start."""
    layout, picture = case.file.job.layout, case.pictures[number - 1]
    if case.file.job.language.direction == "rtl":
        x = layout.trim[0] - x
    pixels = np.asarray(picture.image.convert("RGB"))
    near, far = (round((x + d) * picture.per_mm) for d in (-SIDE, SIDE))
    if not 0 <= near < far < pixels.shape[1]:
        return 0.0
    differs = np.abs(pixels[:, near].astype(int) - pixels[:, far]).max(axis=1) > STEP
    return float(differs.mean())
