"""Fonts: embedded, named by the language, with a glyph for every character, large enough."""

from collections.abc import Iterator

from printshop.preflight.checks.type_and_lines import on_paper
from printshop.preflight.reading.facts import PageReading, Run
from printshop.preflight.rules import Case, LogoState, Violation, rule
from printshop.shop.words import FIGURES, LATIN


@rule(
    "font-not-embedded",
    "ISO 15930-7, 6.3",
    "embed all fonts, with their text layer",
    logo=LogoState.AS_RECEIVED,
)
def embedded(case: Case) -> Iterator[Violation]:
    """Every font is embedded, with a ToUnicode map: else another is printed in its place."""
    for number, page in case.pages():
        for font in page.fonts.values():
            if not font.embedded:
                yield Violation(f"the font '{font.name}' is not embedded", number)
            if not font.unicode and not case.logo:
                yield Violation(f"the font '{font.name}' has no text layer (ToUnicode)", number)


@rule(
    "unexpected-font",
    "language, 'fonts'",
    "add the font to the language, or correct the style",
    own=True,
)
def expected(case: Case) -> Iterator[Violation]:
    """Only the language's fonts are used: the renderer falls back to any that has the glyph."""
    fonts = case.expected.file.job.language.fonts
    families = {f.lower().replace(" ", "") for f in (*fonts.head, *fonts.text, FIGURES, LATIN)}
    for number, page in case.pages():
        for font in page.fonts.values():
            name = font.family.lower().replace(" ", "").replace(",", "")
            if not any(name.startswith(f) for f in families):
                yield Violation(f"the font '{font.family}' is not one of the language's", number)


@rule(
    "missing-glyph", "ISO 15930-7, 6.3; domain: wrong letters mislead", "choose a font that has it"
)
def no_missing_glyph(case: Case) -> Iterator[Violation]:
    """No glyph is missing: glyph 0 (.notdef), an empty box, stands for one the font lacks."""
    for number, page in case.pages():
        for run in page.runs:
            font = page.fonts.get(run.font)
            if font and font.wide and any(g.code == 0 for g in run.glyphs):
                yield Violation(
                    f"a glyph is missing in '{run.logical_text[:30]}' ({run.font})", number, run.box
                )


@rule("type-too-small", "domain: floors at final size", "give the slot more room, or cut words")
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
            # An artifact prints too; of ours there is the slug line alone, for whoever prints.
            and not (r.artifact and case.ours)
            and not hidden_beneath(page, r)
        ]
        if small:
            run = min(small, key=lambda r: r.size)
            size, limit = f"{run.size:.2f} pt", f"{floor:g} pt"
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
            size, limit = f"{final:.2f} pt", f"{floor:g} pt"
            message = f"'{fit.slot}' in '{fit.frame}' is {size} at final size"
            yield Violation(f"{message}; the floor is {limit}", page, None, size, limit)
