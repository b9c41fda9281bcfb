"""Fonts: embedded, the ones the language asks for, and with a glyph for every character."""

from collections.abc import Iterator

from printshop.preflight.rules import Case, LogoState, Told, rule
from printshop.shop.words import FIGURES, LATIN


@rule(
    "font-not-embedded",
    "ISO 15930-7, 6.3",
    "embed all fonts, with their text layer",
    logo=LogoState.AS_SENT,
)
def embedded(case: Case) -> Iterator[Told]:
    """Every font travels in the file, with its text layer: else another is printed."""
    for number, page in case.pages():
        for font in page.fonts.values():
            if not font.embedded:
                yield Told(f"the font '{font.name}' is not embedded", number)
            if not font.unicode and not case.logo:
                yield Told(f"the font '{font.name}' has no text layer (ToUnicode)", number)


@rule(
    "unexpected-font",
    "language, 'fonts'",
    "add the font to the language, or mend the style",
    own=True,
)
def expected(case: Case) -> Iterator[Told]:
    """Only the language's fonts are used: the renderer quietly takes any that has the glyph."""
    fonts = case.own.file.job.language.fonts
    known = {f.lower().replace(" ", "") for f in (*fonts.head, *fonts.text, FIGURES, LATIN)}
    for number, page in case.pages():
        for font in page.fonts.values():
            name = font.family.lower().replace(" ", "").replace(",", "")
            if not any(name.startswith(k) for k in known):
                yield Told(f"the font '{font.family}' is not one of the language's", number)


@rule(
    "missing-glyph", "ISO 15930-7, 6.3; domain: wrong letters mislead", "choose a font that has it"
)
def no_missing_glyph(case: Case) -> Iterator[Told]:
    """No empty box stands where a letter should: glyph 0 is the font's 'I have none'."""
    for number, page in case.pages():
        for run in page.runs:
            font = page.fonts.get(run.font)
            if font and font.wide and any(g.code == 0 for g in run.glyphs):
                yield Told(
                    f"a letter is missing in '{run.said[:30]}' ({run.font})", number, run.box
                )


@rule("type-too-small", "domain: floors at final size", "give the slot more room, or cut words")
def size_floors(case: Case) -> Iterator[Told]:
    """No type is smaller on paper than a tired reader can read, however it was laid out."""
    least = case.press.limits.smallest_type
    if case.wanted:
        yield from _slots(case)
        least = max(least, case.own.file.job.floors(case.own.file.size).small)
    for number, said in case.pages():
        small = [
            r
            for r in said.runs
            if not r.artifact and r.size < least - 0.01 and r.text.strip() and said.inside(r.box)
        ]
        if small:
            run = min(small, key=lambda r: r.size)
            got = f"'{run.said[:30]}' is {run.size:.2f} pt"
            limit = f"{least:g} pt"
            yield Told(f"{got}; the floor is {limit}", number, run.box, f"{run.size:.2f} pt", limit)


def _slots(case: Case) -> Iterator[Told]:
    """Slots of our own layouts that were set under their floor."""
    own = case.own
    job, size = own.file.job, own.file.size
    floors, scale = job.floors(size), own.file.boxes.scale
    for fit in own.fits:
        frame = job.layout.frames[fit.frame]
        kind = frame.slots[fit.slot].kind
        floor = floors.small if kind == "small" else floors.reading
        at = fit.size * scale
        if at < floor - 0.01:
            page = list(job.layout.pages).index(frame.page) + 1
            said = f"'{fit.slot}' in '{fit.frame}' is {at:.2f} pt at final size"
            limit = f"{floor:g} pt"
            yield Told(f"{said}; the floor is {limit}", page, None, f"{at:.2f} pt", limit)
