"""Fonts: embedded, the ones the language asks for, and with a glyph for every character."""

from collections.abc import Iterator

from printshop.model import FIGURES, LATIN
from printshop.preflight.boxes import OUR_FAULT
from printshop.preflight.rules import Case, Told, rule


@rule("font-not-embedded", "ISO 15930-7, 6.3", OUR_FAULT)
def embedded(case: Case) -> Iterator[Told]:
    """Every font travels in the file, with its text layer: else another is printed."""
    for number, page in case.pages():
        for font in page.fonts.values():
            if not font.embedded:
                yield Told(f"the font '{font.name}' is not embedded", number)
            if not font.unicode:
                yield Told(f"the font '{font.name}' has no text layer (ToUnicode)", number)


@rule("unexpected-font", "language, 'fonts'", "add the font to the language, or mend the style")
def expected(case: Case) -> Iterator[Told]:
    """Only the language's fonts are used: the renderer quietly takes any that has the glyph."""
    fonts = case.file.job.language.fonts
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
            if any(g.code == 0 for g in run.glyphs):
                yield Told(f"a letter is missing in '{run.text[:30]}' ({run.font})", number)


@rule("type-too-small", "domain: floors at final size", "give the slot more room, or cut words")
def size_floors(case: Case) -> Iterator[Told]:
    """No type is smaller on paper than a tired reader can read, however it was laid out."""
    job, size = case.file.job, case.file.size
    floors, scale = job.floors(size), case.file.boxes.scale
    for fit in case.fits:
        frame = job.layout.frames[fit.frame]
        kind = frame.slots[fit.slot].kind
        floor = floors.small if kind == "small" else floors.reading
        if fit.size * scale < floor - 0.01:
            page = list(job.layout.pages).index(frame.page) + 1
            got = f"{fit.size * scale:.2f} pt at final size"
            yield Told(f"'{fit.slot}' in '{fit.frame}' is {got}; the floor is {floor:g} pt", page)
    least = max(floors.small, case.file.press.limits.smallest_type)
    for number, said in case.pages():
        small = [r for r in said.runs if not r.artifact and r.size < least - 0.01]
        if small:
            run = min(small, key=lambda r: r.size)
            yield Told(f"'{run.text[:30]}' is {run.size:.2f} pt; the floor is {least:g} pt", number)
