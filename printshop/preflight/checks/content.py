"""The file as a whole: the standard it names, its metadata, and what must not be in it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from printshop.findings import Severity
from printshop.pdf.xmp import properties
from printshop.preflight.reading.facts import Reading
from printshop.preflight.rules import PRESS_FILE, Case, LogoState, Told, rule

EXPORT_X = "export the file as PDF/X-4"
XMP = (  # ISO 15930-7, 6.7.3
    "pdfxid:GTS_PDFXVersion",
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "xmpMM:DocumentID",
    "xmpMM:VersionID",
    "xmpMM:RenditionClass",
    "dc:title",
    "pdf:Trapped",
)
HARMLESS = {"PrinterMark", "TrapNet"}  # ISO 15930-7, 6.10: they may lie on the bleed's edge
LINKS = {"URI", "GoTo"}
DRAFT = "DRAFT"  # as the slug says it
PROOF = "PROOF"  # as a packed proof says it across its pages


def moment(text: str) -> datetime | None:
    """A date of Info (``D:20261101120000+01'00'``) or of the metadata; None where it is none."""
    found = re.match(
        r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?"
        r"(Z|[+-]\d\d)?[:']?(\d\d)?",
        text,
    )
    if not found:
        return None
    zone = UTC
    if found[7] and found[7] != "Z":
        minutes = int(found[8] or 0) * (-1 if found[7][0] == "-" else 1)
        zone = timezone(timedelta(hours=int(found[7]), minutes=minutes))
    try:
        return datetime(*(int(v or 0) for v in found.groups()[:6]), tzinfo=zone)  # type: ignore[misc, arg-type]
    except ValueError:
        return None


@rule("encrypted", "ISO 15930-7, 6.1", "save the file without a password", locked=True)
def not_encrypted(case: Case) -> Iterator[Told]:
    """A press file can be opened by everybody: a shop does not ask for passwords."""
    if case.reading.locked:
        yield Told("the file wants a password: nothing more can be said of it")
    elif case.reading.encrypted:
        yield Told("the file is encrypted")


@rule("not-pdfx", "ISO 15930-7, 6.7", EXPORT_X, standards=PRESS_FILE)
def metadata_is_right(case: Case) -> Iterator[Told]:
    """Version, identifiers and metadata say PDF/X-4, and agree with each other."""
    r = case.reading
    if r.version != "1.6":
        yield Told(f"the file is PDF {r.version}, not 1.6", 0, None, f"PDF {r.version}", "PDF 1.6")
    if not r.has_id:
        yield Told("the trailer has no ID")
    if not r.xmp:
        yield Told("the file has no metadata (XMP)")
        return
    if r.xmp_packed and not r.encrypted:  # what is encrypted nobody can find anyhow
        yield Told("the metadata is compressed, so that not every program can find it")
    metadata = properties(r.xmp)
    values = {name: metadata.get(name) for name in XMP}
    for name, value in values.items():
        if value is None:
            yield Told(f"the metadata has no {name}")
    version = values["pdfxid:GTS_PDFXVersion"]
    if version not in (None, "PDF/X-4"):
        yield Told(
            f"the metadata says '{version}', not 'PDF/X-4'", 0, None, str(version), "PDF/X-4"
        )
    yield from _disagreements(r, values)


def _disagreements(r: Reading, values: dict[str, str | None]) -> Iterator[Told]:
    """Where Info and the metadata do not say the same (ISO 15930-7, 6.7.3)."""
    trapped = values["pdf:Trapped"]
    inside = r.info.get("/Trapped", "").strip("/")
    if trapped is not None and trapped not in ("True", "False"):
        yield Told(f"the metadata says that trapping is '{trapped}', neither True nor False")
    elif trapped is not None and inside != trapped:
        yield Told(f"Trapped is {inside or 'missing'} in Info and {trapped} in the metadata")
    title, other = values["dc:title"], r.info.get("/Title")
    if title is not None and other is not None and title != other.strip():
        yield Told(f"the title is '{other[:60]}' in Info and '{title[:60]}' in the metadata")
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        one, two = moment(r.info.get(key, "")), moment(values[name] or "")
        if one and two and one != two:
            yield Told(f"{key[1:]} is {one:%Y-%m-%d %H:%M} in Info and {two:%Y-%m-%d %H:%M} (XMP)")
    old = r.info.get("/GTS_PDFXVersion", "PDF/X-4")
    if not old.startswith("PDF/X-4"):
        yield Told(f"Info says '{old}', the metadata 'PDF/X-4'")


@rule(
    "active-content", "ISO 15930-7, 6.14", "take the action or script out", logo=LogoState.AS_SENT
)
def nothing_acts(case: Case) -> Iterator[Told]:
    """A file for paper does nothing by itself: an action may change what is seen, or call out."""
    for action in case.reading.actions:
        yield Told(f"the file does something by itself: {action}")
    for number, page in case.pages():
        if "/AA" in page.keys:
            yield Told("something is done when the page is opened or closed", number)
        for note in page.annotations:
            acts = {a for a in note.action.split(", ") if a} - LINKS
            if acts and not _in_the_way(case, note.subtype, page.inside(note.box)):
                does = ", ".join(sorted(acts))
                yield Told(f"a click does something by itself: {does}", number, note.box)


def _in_the_way(case: Case, subtype: str, inside: bool) -> bool:
    """Whether an annotation lies where ink does and is none that the condition wants."""
    return inside and subtype not in HARMLESS and not (case.press.links and subtype == "Link")


@rule("annotation", "ISO 15930-7, 6.10", "take out notes, links and stamps", logo=LogoState.AS_SENT)
def no_annotations(case: Case) -> Iterator[Told]:
    """Notes, links and stamps lie over the page on screens; on a plate they may, or may not."""
    for number, page in case.pages():
        for note in page.annotations:
            told_as_form = note.subtype == "Widget" and case.reading.fields
            lost = case.logo and note.subtype == "Link"
            if told_as_form or lost:
                continue
            if _in_the_way(case, note.subtype, page.inside(note.box)):
                yield Told(f"an annotation ({note.subtype}) lies on the page", number, note.box)


@rule("form-field", "ISO 15930-7, 6.14", "flatten the form", logo=LogoState.AS_SENT)
def no_form(case: Case) -> Iterator[Told]:
    """A form shows what was typed last, on one screen and not on another."""
    for name in case.reading.fields:
        yield Told(f"the file has {name}")


@rule("attachment", "ISO 15930-7, 6.16", "take the file out")
def nothing_attached(case: Case) -> Iterator[Told]:
    """Files within the file are not printed, and nobody has looked at them."""
    for name in case.reading.attachments:
        yield Told(f"the file carries another one: '{name[:60]}'")


@rule(
    "layers",
    "ISO 15930-7, 6.12",
    "flatten the layers",
    standards=PRESS_FILE,
    logo=LogoState.AS_SENT,
)
def no_layers(case: Case) -> Iterator[Told]:
    """Layers can be switched off: what is on the plate then depends on who opens the file."""
    names = case.reading.layers
    if names:
        yield Told(f"the file has layers: {', '.join(n[:30] for n in names)}")


@rule(
    "unreadable-content",
    "ISO 32000-1, 7.8",
    "export the file again",
    logo=LogoState.AS_SENT | LogoState.IN_INKS,
)
def all_could_be_read(case: Case) -> Iterator[Told]:
    """What could not be read was not examined, and a press may read it otherwise."""
    for said in case.reading.trouble:
        yield Told(said)
    for number, page in case.pages():
        for said in page.trouble:
            yield Told(said, number)


@rule("says-draft", "house: a draft never passes for final", "ask for the signed file; print a proof at most", Severity.REVIEW, standards=PRESS_FILE)  # fmt: skip  # noqa: E501
def no_draft(case: Case) -> Iterator[Told]:
    """A file that somebody hands in and that calls itself a draft or a proof is not for a run."""
    if case.wanted is None:  # of our own the pipeline knows, and says so
        for number, page in case.pages():
            if any(run.artifact and run.said.startswith(PROOF) for run in page.runs):
                said = "the file says across the page that it is a proof, and not to be printed"
                yield Told(said, number, severity=Severity.ERROR)
                return
            marked = [run for run in page.runs if run.artifact and run.said.startswith(DRAFT)]
            if marked:
                said = "the file says of itself that nobody has signed it off"
                yield Told(said, number, marked[0].box)
                return
