"""Colour: only the inks of the press, never more of them than the paper holds."""

import re
from collections.abc import Iterator

from printshop.preflight.boxes import OUR_FAULT
from printshop.preflight.rules import Case, Told, rule

RICH = 0.85  # K from which text counts as black
ALLOWED = {"/DeviceCMYK", "/DeviceGray"}


@rule("wrong-intent", "ISO 15930-7, 6.2.2 and 6.8", OUR_FAULT)
def intent_is_right(case: Case) -> Iterator[Told]:
    """One output intent, the condition's, with its CMYK profile embedded."""
    wanted = case.file.press.intent
    if wanted is None:
        return
    found = case.reading.intents
    if len(found) != 1:
        yield Told(f"the file has {len(found)} output intents where one is wanted")
        return
    got = found[0]
    for key, value in (
        ("/S", "/GTS_PDFX"),
        ("/OutputConditionIdentifier", wanted.identifier),
        ("/RegistryName", wanted.registry),
        ("/N", "4"),
        ("class", "prtr"),
        ("space", "CMYK"),
    ):
        if got.get(key) != value:
            yield Told(f"the intent's {key.strip('/')} is {got.get(key)!r}, not {value!r}")
    if not got.get("/Info"):
        yield Told("the intent's Info is empty")


@rule("not-pdfx", "ISO 15930-7, 6.7", OUR_FAULT)
def metadata_is_right(case: Case) -> Iterator[Told]:
    """Version, identifiers and metadata say PDF/X-4, and agree with each other."""
    r = case.reading
    if r.version != "1.6":
        yield Told(f"the file is PDF {r.version}, not 1.6")
    if not r.has_id:
        yield Told("the trailer has no ID")
    if r.encrypted:
        yield Told("the file is encrypted")
    for name in (
        "pdfxid:GTS_PDFXVersion",
        "xmp:CreateDate",
        "xmp:ModifyDate",
        "xmp:MetadataDate",
        "xmpMM:DocumentID",
        "xmpMM:VersionID",
        "xmpMM:RenditionClass",
        "dc:title",
        "pdf:Trapped",
    ):
        if f"<{name}>" not in r.xmp:
            yield Told(f"the metadata has no {name}")
    trapped = re.search(r"<pdf:Trapped>(\w+)<", r.xmp)
    if trapped and r.info.get("/Trapped") != f"/{trapped[1]}":
        yield Told(f"Trapped is {r.info.get('/Trapped')} in Info and {trapped[1]} in the metadata")


@rule("rgb", "ISO 15930-7, 6.2.4; GWG 2022", "give the colour as a token of the palette")
def no_rgb(case: Case) -> Iterator[Told]:
    """Everything is painted in DeviceCMYK or gray: what is not, the press converts as it likes."""
    for number, page in case.pages():
        for paint, use in page.paints.items():
            if paint.space not in ALLOWED:
                yield Told(f"{use} is painted in {paint.space[1:]}", number)
        for space in page.images:
            if space not in ALLOWED:
                yield Told(f"an image is in {space.strip('/')}", number)
        for space in page.groups:
            if space != "/DeviceCMYK":
                yield Told(
                    f"a transparency group is in {space.strip('/') or 'no colour space'}", number
                )


@rule("too-much-ink", "printing condition, 'limits'", "use a token of the palette with less ink")
def ink_in_limits(case: Case) -> Iterator[Told]:
    """No flat colour has more ink than the paper dries; all art is opaque, so none adds up."""
    limit = case.file.press.limits.ink
    for number, page in case.pages():
        for paint, use in page.paints.items():
            total = 100 * sum(paint.values)
            if paint.space == "/DeviceCMYK" and total > limit + 0.01:
                yield Told(f"{use} has {total:.0f} % of ink; the limit is {limit:g} %", number)


@rule("black-not-k-only", "GWG 2022, 'black text'", "set text in the token 'ink'")
def black_is_k_only(case: Case) -> Iterator[Told]:
    """Black text is K alone: in four inks it shows coloured edges where the plates do not meet."""
    for number, page in case.pages():
        black = {
            run.paint
            for run in page.runs
            if run.paint.space == "/DeviceCMYK"
            and len(run.paint.values) == 4
            and run.paint.values[3] >= RICH
            and sum(run.paint.values[:3]) > 0
        }
        for paint in sorted(black, key=lambda p: p.values):
            inks = " ".join(f"{100 * v:.0f}" for v in paint.values)
            yield Told(f"black text is painted in {inks} (C M Y K, %)", number)


@rule("image", "layouts are drawn in vectors", "draw it as SVG")
def no_images(case: Case) -> Iterator[Told]:
    """No layout places a pixel image yet: one that appears came in by mistake."""
    for number, page in case.pages():
        if page.images:
            yield Told(f"{len(page.images)} pixel images stand on the page", number)
