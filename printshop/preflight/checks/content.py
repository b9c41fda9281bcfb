"""The file as a whole: the standard it claims, its metadata, and what it must not contain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from printshop.findings import Severity
from printshop.pdf.xmp import properties
from printshop.preflight.checks.type_lines import marks_a_proof
from printshop.preflight.reading.facts import Reading
from printshop.preflight.rules import OUR_FAULT, PRESS_FILE, Case, LogoState, Violation, rule

EXPORT_X = "export the file as PDF/X-4"
ALIKE = "export the file anew from its document, so that Info and XMP say the same"
NEWEST = "1.6"  # the version of PDF that PDF/X-4 rests on: no newer one, and any older one
LONGEST_QUOTE = 80  # characters
MOST_LISTED = 8  # names that one message lists
VERSION = "pdfxid:GTS_PDFXVersion"
XMP = (  # ISO 15930-7, 6.7.3
    VERSION,
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "xmpMM:DocumentID",
    "xmpMM:VersionID",
    "xmpMM:RenditionClass",
    "dc:title",
    "pdf:Trapped",
)
ALLOWED_ANNOTATIONS = {"PrinterMark", "TrapNet"}  # ISO 15930-7, 6.10
LINK_ACTIONS = {"URI", "GoTo"}
DRAFT = "DRAFT"  # how the slug line begins


def moment(text: str) -> datetime | None:
    """A PDF date (``D:20261101120000+01'00'``) or an XMP date, by default in UTC; else None."""
    parts = re.match(
        r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?"
        r"(Z|[+-]\d\d)?[:']?(\d\d)?",
        text,
    )
    if not parts:
        return None
    zone = UTC
    if parts[7] and parts[7] != "Z":
        minutes = int(parts[8] or 0) * (-1 if parts[7][0] == "-" else 1)
        zone = timezone(timedelta(hours=int(parts[7]), minutes=minutes))
    try:
        return datetime(*(int(v or 0) for v in parts.groups()[:6]), tzinfo=zone)  # type: ignore[misc, arg-type]
    except ValueError:
        return None


@rule("encrypted", "ISO 15930-7, 6.1", "save the file without a password", locked=True)
def not_encrypted(case: Case) -> Iterator[Violation]:
    """A press file can be opened by everybody: a print shop does not ask for passwords."""
    if case.reading.locked:
        yield Violation("the file needs a password: nothing else could be examined")
    elif case.reading.encrypted:
        yield Violation("the file is encrypted")


@rule("not-pdfx", "ISO 15930-7, 6.7", EXPORT_X, standards=PRESS_FILE, ours=OUR_FAULT)
def metadata_is_right(case: Case) -> Iterator[Violation]:
    """Version, identifiers and metadata are those of PDF/X-4, and agree with each other."""
    r = case.reading
    older = (1, 0) <= _number(r.version) <= _number(NEWEST)
    if r.version != NEWEST and (case.ours or not older):
        limit = f"PDF {NEWEST}" if case.ours else f"PDF {NEWEST} or older"
        message = f"the file is PDF {r.version}; PDF/X-4 is {limit}"
        yield Violation(message, 0, None, f"PDF {r.version}", limit)
    if not r.has_id:
        yield Violation("the trailer has no ID")
    metadata = properties(r.xmp)
    values = {name: metadata.get(name) for name in XMP}
    claimed, in_info = values[VERSION], r.info.get("/GTS_PDFXVersion", "")
    if (in_info if claimed is None else claimed) != "PDF/X-4":
        yield _other_standard(claimed, in_info)
        return  # what else differs has this cause
    if not r.xmp:
        yield Violation("the file has no metadata (XMP)")
        return
    if r.xmp_packed and not r.encrypted:  # encrypted metadata cannot be found anyway
        yield Violation("the metadata is compressed, so that not every program can read it")
    missing = [name for name, value in values.items() if value is None]
    if missing:
        yield Violation(f"the metadata has no {', no '.join(missing)}")
    yield from (replace(v, fix=v.fix or ALIKE) for v in _disagreements(r, values))


def _number(version: str) -> tuple[int, ...]:
    """``1.6`` as numbers; empty where it is none."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _other_standard(in_xmp: str | None, in_info: str) -> Violation:
    """What a file says of its standard, quoted from where it says it."""
    said = [f"'{in_xmp}' in the metadata (XMP)"] if in_xmp is not None else []
    said += [f"'{in_info}' in Info"] if in_info and in_info != in_xmp else []
    measure = in_xmp or in_info
    if not said:
        message = "nothing in the file says that it is PDF/X-4 (GTS_PDFXVersion)"
        return Violation(message, 0, None, "none", "PDF/X-4")
    message = f"the file says that it is {' and '.join(said)}, not PDF/X-4"
    return Violation(message, 0, None, measure, "PDF/X-4")


def _disagreements(r: Reading, values: dict[str, str | None]) -> Iterator[Violation]:
    """Where Info and the metadata differ, both as they stand (ISO 15930-7, 6.7.3)."""
    trapped = values["pdf:Trapped"]
    in_info = r.info.get("/Trapped", "").strip("/")
    if trapped is not None and trapped not in ("True", "False"):
        yield Violation(f"the metadata says that trapping is '{trapped}', neither True nor False")
    elif trapped is not None and in_info != trapped:
        yield Violation(f"Trapped is {_quoted(in_info)} in Info and {_quoted(trapped)} in the XMP")
    title, other = values["dc:title"], r.info.get("/Title")
    if title is not None and other is not None and title != other.strip():
        yield Violation(f"Title is {_quoted(other)} in Info and {_quoted(title)} in the XMP")
    for key, name in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        info, xmp = r.info.get(key, ""), values[name] or ""
        dates = moment(info), moment(xmp)
        if dates[0] and dates[1] and dates[0] != dates[1]:
            message = f"{key[1:]} is {_quoted(info)} in Info and {_quoted(xmp)} in the XMP"
            yield Violation(message)
    version = r.info.get("/GTS_PDFXVersion", "PDF/X-4")
    if not version.startswith("PDF/X-4"):
        said = f"{_quoted(version)} in Info and {_quoted(values[VERSION] or '')} in the XMP"
        yield Violation(f"GTS_PDFXVersion is {said}")


def _quoted(value: str) -> str:
    """A value as it stands, in quotes; a long one is cut, with its end marked."""
    if not value:
        return "missing"
    return f"'{value}'" if len(value) <= LONGEST_QUOTE else f"'{value[:LONGEST_QUOTE]}…'"


@rule(
    "active-content",
    "ISO 15930-7, 6.14",
    "take the action or script out",
    logo=LogoState.AS_RECEIVED,
)
def nothing_acts(case: Case) -> Iterator[Violation]:
    """A press file runs nothing: an action may change what is shown, or contact a server."""
    for action in case.reading.actions:
        yield Violation(f"the file runs an action: {action}")
    for number, page in case.pages():
        if "/AA" in page.keys:
            yield Violation("an action is run when the page is opened or closed", number)
        for note in page.annotations:
            acts = {a for a in note.action.split(", ") if a} - LINK_ACTIONS
            if acts and not _forbidden(case, note.subtype, page.inside(note.box)):
                names = ", ".join(sorted(acts))
                message = f"a click runs an action: {names}"
                yield Violation(message, number, note.box, cause=message)


def _forbidden(case: Case, subtype: str, inside: bool) -> bool:
    """Whether an annotation within the bleed is of a type that the condition does not allow."""
    return (
        inside
        and subtype not in ALLOWED_ANNOTATIONS
        and not (case.press.links and subtype == "Link")
    )


@rule(
    "annotation",
    "ISO 15930-7, 6.10",
    "take out notes, links and stamps",
    logo=LogoState.AS_RECEIVED,
)
def no_annotations(case: Case) -> Iterator[Violation]:
    """Notes, links and stamps lie over the page on screen; they may or may not be printed."""
    for number, page in case.pages():
        for note in page.annotations:
            reported_as_form = note.subtype == "Widget" and case.reading.fields
            removed = case.logo and note.subtype == "Link"
            if reported_as_form or removed:
                continue
            if _forbidden(case, note.subtype, page.inside(note.box)):
                message = f"an annotation ({note.subtype}) lies on the page"
                yield Violation(message, number, note.box, cause=message)


@rule("form-field", "ISO 15930-7, 6.14", "flatten the form", logo=LogoState.AS_RECEIVED)
def no_form(case: Case) -> Iterator[Violation]:
    """The appearance of form fields depends on the program that shows them."""
    names = case.reading.fields
    if names:
        yield Violation(f"the file has a form: {_some(names)}")


@rule("attachment", "ISO 15930-7, 6.16", "take the file out")
def nothing_attached(case: Case) -> Iterator[Violation]:
    """Embedded files are not printed, and preflight does not examine them."""
    names = [f"'{name[:60]}'" for name in case.reading.attachments]
    if names:
        yield Violation(f"another file is attached: {_some(names)}")


@rule(
    "layers",
    "ISO 15930-7, 6.12",
    "flatten the layers",
    standards=PRESS_FILE,
    logo=LogoState.AS_RECEIVED,
)
def no_layers(case: Case) -> Iterator[Violation]:
    """Layers can be switched off: what is printed then depends on who opens the file."""
    names = case.reading.layers
    if names:
        yield Violation(f"the file has layers: {_some([n[:30] for n in names])}")


def _some(names: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    more = f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else ""
    return ", ".join(names[:MOST_LISTED]) + more


@rule(
    "unreadable-content",
    "ISO 32000-1, 7.8",
    "export the file again",
    logo=LogoState.AS_RECEIVED | LogoState.AFTER_CONVERSION,
)
def all_could_be_read(case: Case) -> Iterator[Violation]:
    """What could not be read was not examined, and a RIP may read it differently."""
    for message in case.reading.unreadable:
        yield Violation(message)
    for message in case.reading.tags.unreadable:  # no print depends on a tag
        yield Violation(message, severity=None if case.ours else Severity.REVIEW)
    for number, page in case.pages():
        for message in page.unreadable:
            yield Violation(message, number, cause=message)


KINDS = {  # of resources (ISO 32000-1, table 33)
    "/Font": "font",
    "/XObject": "picture or form",
    "/ExtGState": "graphics state",
    "/ColorSpace": "colour space",
    "/Pattern": "pattern",
    "/Shading": "gradient",
    "/Properties": "property list",
}


@rule(
    "missing-resource",
    "ISO 32000-1, 7.8.3",
    "export the file again: what is drawn with it is lost, or drawn otherwise",
    logo=LogoState.AS_RECEIVED,
)
def nothing_is_missing(case: Case) -> Iterator[Violation]:
    """What the content names is there: each renderer does something else without it."""
    for number, page in case.pages():
        for kind, name in page.missing:
            what = f"the {KINDS.get(kind, 'resource')} '{name[:40]}'"
            yield Violation(f"the content uses {what}, which is not in the file", number)


@rule("says-draft", "house rule: no draft goes to print", "ask for the signed file; print a proof at most", Severity.REVIEW, standards=PRESS_FILE)  # fmt: skip  # noqa: E501
def no_draft(case: Case) -> Iterator[Violation]:
    """A file from outside that is marked as a draft or a proof is not for a print run."""
    if case.ours is None:  # for our own files the pipeline reports it
        for number, page in case.pages():
            if any(map(marks_a_proof, page.runs)):
                message = "a text across the page marks the file as a proof, not to be printed"
                yield Violation(message, number, severity=Severity.ERROR)
                return
            marked = [
                run for run in page.runs if run.artifact and run.logical_text.startswith(DRAFT)
            ]
            if marked:
                message = "the file is marked as not signed off"
                yield Violation(message, number, marked[0].box)
                return
