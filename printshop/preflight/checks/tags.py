"""Tags: what ISO 14289-1:2014 (PDF/UA-1) requires, so that a screen reader can read a file.

Each check needs a ``TagReading`` only; those that need the job of our own file are at the end.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from printshop.findings import Severity, many
from printshop.pdf.xmp import properties
from printshop.preflight.checks.text import letters_and_digits
from printshop.preflight.reading.tag_facts import Tag, TagReading
from printshop.preflight.rules import CUT, OUR_FAULT, PRESS_FILE, Case, Violation, rule

# ISO 32000-1, 14.8.4: the standard structure types.
GROUPS = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
BLOCKS = "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot"
INLINES = "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP"
PICTURES = "Figure Formula Form"
STANDARD = {f"/{kind}" for kind in f"{GROUPS} {BLOCKS} {INLINES} {PICTURES}".split()}
HEADING = re.compile(r"/H([1-6])")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # the form of a BCP 47 tag

TagCheck = Callable[[TagReading], Iterator[Violation]]


def claims_ua(xmp: str) -> bool:
    """Whether a file's metadata (XMP) claims PDF/UA-1 (ISO 14289-1, 5)."""
    return properties(xmp).get("pdfuaid:part") == "1"


def tag_rule(code: str, source: str, fix: str, ours: str = "") -> Callable[[TagCheck], TagCheck]:
    """Register a check of a ``TagReading`` as a rule.

    Our own files and files for the screen have to be tagged. A press file from outside need not
    be: where it claims PDF/UA-1, violations are reviews.
    """

    def add(tag_check: TagCheck) -> TagCheck:
        def check(case: Case) -> Iterator[Violation]:
            tags = case.reading.tags
            if case.ours or case.press.standard not in PRESS_FILE:
                yield from tag_check(tags)
            elif claims_ua(tags.xmp):
                yield from (
                    replace(violation, severity=Severity.REVIEW) for violation in tag_check(tags)
                )

        check.__doc__ = tag_check.__doc__
        rule(code, source, fix, standards=CUT, ours=ours)(check)
        return tag_check

    return add


@tag_rule("not-pdfua", "ISO 14289-1, 5, 7.1 and 7.15", OUR_FAULT)
def says_what_it_is(r: TagReading) -> Iterator[Violation]:
    """The file claims PDF/UA-1, shows its title, and has no XFA form."""
    if not claims_ua(r.xmp):
        yield Violation("the metadata does not say PDF/UA-1 (pdfuaid:part)")
    if "dc:title" not in properties(r.xmp):
        yield Violation("the metadata has no dc:title")
    if not r.shows_title:
        yield Violation("the window would show the file's name, not its title (DisplayDocTitle)")
    if r.forms:
        yield Violation("the file has an XFA form")


@tag_rule("not-tagged", "ISO 14289-1, 6.2, 7.1 and 7.2", OUR_FAULT)
def everything_is_tagged(r: TagReading) -> Iterator[Violation]:
    """All that is painted is either tagged or an artifact, never both."""
    if not r.marked or r.suspects or r.tree is None:
        yield Violation("the file is not marked as tagged throughout")
    tagged = Counter(r.tree.marks() if r.tree else ())
    for number, page in enumerate(r.pages, 1):
        if page.untagged:
            yield Violation(f"{many(page.untagged, 'object')} painted outside any tag", number)
        for message in dict.fromkeys(page.nesting_errors):
            yield Violation(message, number)
        untagged = [mark for mark in page.texts if (number, mark) not in tagged]
        if untagged:
            text = "".join(page.texts[mark] for mark in untagged)[:40]
            message = f"{len(untagged)} pieces of content are in no tag: '{text}'"
            yield Violation(message, number)
    for number, mark in sorted(mark for mark, times in tagged.items() if times > 1):
        yield Violation(f"content {mark} is in two tags", number)


@tag_rule("tag-unknown", "ISO 14289-1, 7.1; ISO 32000-1, 14.8.4", OUR_FAULT)
def types_are_standard(r: TagReading) -> Iterator[Violation]:
    """Each tag has a standard type or is mapped to one, and no standard type is remapped."""
    for kind in sorted({tag.kind for tag in r.tags()}):
        standard, steps = kind, 0
        while standard not in STANDARD and standard in r.roles and steps < len(r.roles):
            standard, steps = r.roles[standard], steps + 1
        if standard in STANDARD:
            continue
        yield Violation(f"a tag has the type '{kind.strip('/')}', which is not standard")
    for kind in sorted(r.roles.keys() & STANDARD):
        yield Violation(f"the standard type '{kind.strip('/')}' is given another meaning (RoleMap)")


@tag_rule(
    "heading-skipped",
    "ISO 14289-1, 7.4.2",
    "begin the headings at level 1 and skip none",
    ours="give the template's headings their levels",
)
def headings_in_order(r: TagReading) -> Iterator[Violation]:
    """Headings begin at level 1 and skip no level: screen readers navigate by them."""
    previous = 0
    for tag in r.tags():
        if match := HEADING.fullmatch(tag.kind):
            level = int(match[1])
            if level > previous + 1:
                text = r.words(tag).strip()[:30]
                order = f"follows one of level {previous}" if previous else "is the first"
                yield Violation(f"the heading '{text}' of level {level} {order}", tag.page)
            previous = level


@tag_rule(
    "list-not-nested",
    "ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3",
    "tag the list as L with nothing but LI in it",
    ours="use ul and li",
)
def lists_nest(r: TagReading) -> Iterator[Violation]:
    """A list has items, an item a label and a body: screen readers announce how many there are."""
    parents = {"/LI": {"/L"}, "/LBody": {"/LI"}, "/Lbl": {"/LI", "/Note"}}
    for parent in (t for root in ([r.tree] if r.tree else []) for t in root.walk()):
        for kid in parent.kids:
            kind = kid.kind if isinstance(kid, Tag) else "words"
            if kind in parents and parent.kind not in parents[kind]:
                yield Violation(f"'{kind[1:]}' stands in '{parent.kind[1:]}'", parent.page)
            if parent.kind == "/L" and kind not in ("/LI", "/L", "/Caption"):
                yield Violation(
                    f"'{kind.strip('/')}' stands in a list, outside its items", parent.page
                )
            if parent.kind == "/LI" and kind not in ("/Lbl", "/LBody"):
                yield Violation(
                    f"'{kind.strip('/')}' stands in an item, outside its body", parent.page
                )


@tag_rule("picture-without-words", "ISO 14289-1, 7.3", "give the picture an alternative text")
def pictures_have_words(r: TagReading) -> Iterator[Violation]:
    """A picture that conveys something has an alternative text and a bounding box."""
    for tag in r.tags():
        if tag.kind in ("/Figure", "/Formula"):
            if not (tag.alt.strip() or tag.actual.strip()):
                yield Violation("a picture has no alternative text", tag.page)
            if not tag.boxed:
                yield Violation("a picture has no bounding box (BBox)", tag.page)


@tag_rule(
    "language-missing",
    "ISO 14289-1, 7.2; BCP 47",
    "set the language of the document in the program that made it, and export it again",
    ours="set 'tag' in the language's file",
)
def language_is_known(r: TagReading) -> Iterator[Violation]:
    """The file names its language, and so does each part in another: a voice is chosen by it."""
    if not r.language:
        yield Violation("the file does not name its language (Lang)")
    for name in sorted({r.language, *(tag.language for tag in r.tags())} - {""}):
        if not LANGUAGE.fullmatch(name):
            yield Violation(f"'{name}' is not a language tag (BCP 47)")


@tag_rule("tags-lead-astray", "ISO 32000-1, 14.7.4.4", OUR_FAULT)
def way_back_is_right(r: TagReading) -> Iterator[Violation]:
    """The parent tree maps each piece of content to the tag that contains it."""
    for message in dict.fromkeys(r.parent_errors):
        yield Violation(message)


@tag_rule("link-not-tagged", "ISO 14289-1, 7.18.1, 7.18.3 and 7.18.5", OUR_FAULT)
def links_are_tagged(r: TagReading) -> Iterator[Violation]:
    """A link is in a Link tag, has a description, and is reached in the order of the tags."""
    for note in r.annotations:
        if note.kind == "/PrinterMark":
            continue
        if not note.tagged:
            yield Violation(f"a {note.kind.strip('/').lower()} is in no tag of its kind", note.page)
        if not note.described:
            yield Violation(
                f"a {note.kind.strip('/').lower()} has no description (Contents)", note.page
            )
    for number in sorted({note.page for note in r.annotations}):
        if r.tabs[number - 1] != "/S":
            yield Violation("links are not reached in the order of the tags (Tabs)", number)


@tag_rule("glyph-without-text", "ISO 14289-1, 7.21.7", OUR_FAULT)
def glyphs_have_text(r: TagReading) -> Iterator[Violation]:
    """Each glyph is mapped to Unicode text, and to no character that text may not contain."""
    for number, page in enumerate(r.pages, 1):
        if page.unmapped:
            first = next(iter(page.unmapped))
            message = f"{len(page.unmapped)} glyphs have no text (Unicode value): {first}"
            yield Violation(message, number)


# ── against the job of our own file ────────────────────────────────────────────────────────────


def tagged_blocks(r: TagReading) -> list[str]:
    """The text of each block in the order of the tags, as a screen reader reads it."""
    texts: list[str] = []

    def collect(tag: Tag) -> None:
        inner = [kid for kid in tag.kids if isinstance(kid, Tag)]
        blocks = [kid for kid in inner if kid.kind.strip("/") not in INLINES.split()]
        if not blocks:
            texts.append(" ".join(r.words(tag).split()))
        else:
            for kid in inner:
                collect(kid)

    for kid in r.tree.kids if r.tree else ():
        if isinstance(kid, Tag):
            collect(kid)
    return texts


def expected_blocks(case: Case) -> list[str]:
    """The text of each block of the copy in the order of the layout's frames."""
    blocks = case.expected.composition.blocks
    frames = case.expected.file.job.layout.frames
    return [block.words for name in frames for block in blocks if block.frame == name]


@rule(
    "text-layer",
    "ISO 14289-1, 7.1 and 7.2; layout, 'frames'",
    "look at the template's order",
    standards=CUT,
    own=True,
)
def reads_as_written(case: Case) -> Iterator[Violation]:
    """The text of the tags is the copy, word for word, in the order of the layout's frames."""
    text = letters_and_digits("".join(tagged_blocks(case.reading.tags)))
    copy = letters_and_digits("".join(expected_blocks(case)))
    if text != copy:
        first = next((i for i, (a, b) in enumerate(zip(text, copy, strict=False)) if a != b), 0)
        near = f"'{text[max(0, first - 12) : first + 12]}'"
        yield Violation(f"the text of the tags differs from the copy near {near}")
