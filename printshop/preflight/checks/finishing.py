"""Steps of finishing in a file: inks and layers that are not printed, but cut or varnished."""

from collections.abc import Iterator

from printshop.findings import Severity
from printshop.pdf.finishing_inks import finishing_step
from printshop.pdf.geometry import Extent, union
from printshop.preflight.checks.within_bleed import painted_inside
from printshop.preflight.measures import against
from printshop.preflight.reading.facts import PageReading
from printshop.preflight.rules import PRESS_FILE, Case, Violation, rule

DIE = "a die line"
ON_THE_TRIM = 0.2  # mm: a contour so near lies on the trim


@rule(
    "finishing-ink",
    "ISO 19593-1; GWG 2022, 'processing steps'",
    "agree with the print shop how it wants this: most often overprinting, in a file of its own",
    Severity.REVIEW,
    standards=PRESS_FILE,
)
def no_step_is_printed(case: Case) -> Iterator[Violation]:
    """A die line, a crease or a varnish is a step of finishing: it must not be printed as ink."""
    for name, step in case.reading.processing_steps:
        yield Violation(f"the layer '{name}' is a step of finishing ({step}), not of printing")
    for number, page in case.pages():
        knocks_out = {f.paint for f in page.fills if f.paint and not f.overprint.fill}
        knocks_out |= {s.paint for s in page.strokes if not s.overprint.stroke}
        for paint, (_, box) in painted_inside(page).items():
            for name in paint.names:
                if not (step := finishing_step(name)):
                    continue
                if paint not in knocks_out and _asked_for(case, name):
                    yield _technical(case, number, page, name)
                    continue
                beneath = " and knocks out what lies beneath" if paint in knocks_out else ""
                message = f"the ink '{name}' seems to stand for {step}{beneath}"
                yield Violation(message, number, box, cause=message, fix=_renamed(case, name, step))
        for image in page.images:
            for name in image.names:
                if page.inside(image.box) and (step := finishing_step(name)):
                    message = f"the ink '{name}' of a picture seems to stand for {step}"
                    yield Violation(message, number, image.box)


def _asked_for(case: Case, name: str) -> bool:
    """Whether an ink is the separation that the printing condition wants the contour in."""
    return bool(case.press.contour) and name.casefold() == case.press.contour.casefold()


def _technical(case: Case, number: int, page: PageReading, name: str) -> Violation:
    """What is said of a contour that is as it should be: which line, and where it runs."""
    box, (width, height) = _contour_box(page, name), page.size
    where = ""
    if box is not None:
        off = max(abs(box.x0), abs(box.y0), abs(box.x1 - width), abs(box.y1 - height))
        where = " on the trim" if off <= ON_THE_TRIM else f", up to {off:.1f} mm from the trim"
    message = (
        f"the ink '{name}' is a technical one, {DIE}{where}: '{case.press.name}' asks for it, "
        "it overprints and is not printed"
    )
    fix = "nothing: the cutter follows it"
    return Violation(message, number, box, severity=Severity.NOTE, cause=message, fix=fix)


def _contour_box(page: PageReading, name: str) -> Extent | None:
    """The box of the lines in an ink, between the middles of their strokes."""
    boxes = [s.shape.box if s.shape else s.box for s in page.strokes if name in s.paint.names]
    return union(boxes) if boxes else None


def _renamed(case: Case, name: str, step: str) -> str:
    """The remedy for a die line that the condition wants under another name."""
    if step != DIE or not case.press.contour or _asked_for(case, name):
        return ""
    return f"call its ink '{case.press.contour}', and let it overprint: so '{case.press.name}' asks"


@rule(
    "no-contour",
    "ISO 19593-1; printing condition, 'contour'",
    "draw the line along which it is cut, as a hairline that overprints in an ink of this name",
    Severity.REVIEW,
    standards=PRESS_FILE,
    ours="this is the program's fault: report it with the file",
)
def contour_is_there(case: Case) -> Iterator[Violation]:
    """Where a condition cuts along a contour, the file has one, and on the trim if it is ours."""
    wanted = case.press.contour
    if not wanted:
        return
    for number, page in case.pages():
        inks = [name for paint in painted_inside(page) for name in paint.names]
        if not any(finishing_step(name) == DIE for name in inks):
            message = f"the page has no contour: '{case.press.name}' wants one, in '{wanted}'"
            severity = Severity.ERROR if case.ours else None
            yield Violation(message, number, severity=severity, cause=message)
        elif case.ours and (box := _contour_box(page, wanted)) is not None:
            trim = Extent(0.0, 0.0, *page.size)
            off = max(abs(a - b) for a, b in zip(box, trim, strict=True))
            if off > ON_THE_TRIM:
                measure, limit = against(off, ON_THE_TRIM, "mm", 1)
                message = f"the contour lies {measure} from the trim; the most is {limit}"
                yield Violation(message, number, box, measure, limit, Severity.ERROR)
