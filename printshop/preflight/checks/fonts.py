"""Fonts: embedded, named by the language, with a glyph for every character, large enough."""

from collections.abc import Iterator

from printshop.findings import Severity
from printshop.preflight.checks.edition_mark import is_mark
from printshop.preflight.checks.type_and_lines import on_paper
from printshop.preflight.measures import against
from printshop.preflight.reading.facts import PageReading, Run
from printshop.preflight.rules import Case, LogoState, Violation, rule
from printshop.shop.words import FIGURES, LATIN


@rule(
    "font-not-embedded",
    "ISO 15930-7, 6.3",
    "embed all fonts",
    logo=LogoState.AS_RECEIVED,
)
def embedded(case: Case) -> Iterator[Violation]:
    """Every font is embedded: else another is printed in its place."""
    for number, page in case.pages():
        for font in page.fonts.values():
            if not font.embedded:
                yield Violation(f"{font.called} is not embedded", number)


@rule(
    "broken-font",
    "ISO 15930-7, 6.3; ISO 32000-1, 9.9",
    "install the font anew, and export the file again",
    logo=LogoState.AS_RECEIVED,
)
def can_be_opened(case: Case) -> Iterator[Violation]:
    """Every embedded font can be opened: else another is printed in its place, or nothing."""
    for number, page in case.pages():
        for font in page.fonts.values():
            if font.broken:
                yield Violation(f"{font.called} is embedded, and cannot be opened", number)


@rule(
    "no-text-layer",
    "ISO 32000-1, 9.10; GWG 2022",
    "export the file with a text layer (ToUnicode); it prints without one",
    Severity.REVIEW,
)
def has_text_layer(case: Case) -> Iterator[Violation]:
    """Every font says which text its glyphs are: else nobody can search or check the words."""
    severity = Severity.ERROR if case.ours else None  # ours always have one
    for number, page in case.pages():
        for font in page.fonts.values():
            if font.embedded and not font.unicode:
                message = f"{font.called} has no text layer (ToUnicode): its words are not certain"
                yield Violation(message, number, severity=severity)


@rule(
    "unexpected-font",
    "language, 'fonts'",
    "add the font to the language, or correct the style",
    own=True,
)
def expected(case: Case) -> Iterator[Violation]:
    """Only the language's fonts are used: the renderer falls back to any that has the glyph."""
    fonts = [language.fonts for language in case.expected.file.job.languages]
    named = (family for f in fonts for family in (*f.head, *f.text))
    families = {family.lower().replace(" ", "") for family in (*named, FIGURES, LATIN)}
    for number, page in case.pages():
        for font in page.fonts.values():
            name = font.family.lower().replace(" ", "").replace(",", "")
            if not any(name.startswith(f) for f in families):
                yield Violation(f"the font '{font.family}' is not one of the language's", number)


@rule(
    "missing-glyph", "ISO 15930-7, 6.3; domain: wrong letters mislead", "choose a font that has it"
)
def no_missing_glyph(case: Case) -> Iterator[Violation]:
    """No glyph is missing: an empty box (.notdef), or nothing, stands for one the font lacks."""
    for number, page in case.pages():
        for run in page.runs:
            if run.lacking:
                which = "a glyph is" if run.lacking == 1 else f"{run.lacking} glyphs are"
                font = f" ({run.font})" if run.font else ""
                message = f"{which} missing in '{run.logical_text[:30]}'{font}"
                yield Violation(message, number, run.box)


@rule(
    "type-too-small",
    "domain: floors at final size",
    "set it larger",
    ours="give the slot more room, or cut words",
)
def size_floors(case: Case) -> Iterator[Violation]:
    """No type is smaller at its final size than the condition and our own floors allow."""
    floor = case.press.limits.smallest_type
    if case.ours:
        yield from _slots(case)
        floor = max(floor, case.expected.file.job.floors(case.expected.file.size).small)
    for number, page in case.pages():
        small = [
            r
            for r in page.runs
            if r.size < floor - 0.01
            and r.text.strip()
            and page.inside(r.box)
            # An artifact prints too; of ours there are the slug line, for whoever prints, and the
            # edition mark, whose floor the check of its layout knows.
            and not ((r.artifact or is_mark(r)) and case.ours)
            and not hidden_beneath(page, r)
        ]
        if small:
            run = min(small, key=lambda r: r.size)
            size, limit = against(run.size, floor, "pt", 2)
            message = f"'{run.logical_text[:30]}' is {size}; the floor is {limit}"
            yield Violation(message, number, run.box, size, limit)


def hidden_beneath(page: PageReading, run: Run) -> bool:
    """Whether type is not printed: it is white on paper, or an opaque area was painted over it."""
    x0, y0, x1, y1 = run.box
    corners = [(x0, y0), (x1, y0), (x0, y1), (x1, y1), ((x0 + x1) / 2, (y0 + y1) / 2)]
    above = [f for f in page.fills if f.order > run.order and f.opaque and f.paint]
    if any(all(f.covers(*corner) for corner in corners) for f in above):
        return True
    return run.paint.is_white and on_paper(page, run)


def _slots(case: Case) -> Iterator[Violation]:
    """Slots of our layouts whose type size, scaled to the final size, is under their floor."""
    file = case.expected.file
    job, scale = file.job, file.boxes.scale
    floors = job.floors(file.size)
    for fit in case.expected.fits:
        frame = job.layout.frames[fit.frame]
        kind = frame.slots[fit.slot].kind
        floor = floors.small if kind == "small" else floors.reading
        final = fit.size * scale
        if final < floor - 0.01:
            page = list(job.layout.pages).index(frame.page) + 1
            size, limit = against(final, floor, "pt", 2)
            message = f"'{fit.slot}' in '{fit.frame}' is {size} at final size"
            yield Violation(f"{message}; the floor is {limit}", page, None, size, limit)
