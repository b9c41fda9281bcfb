"""Tags: what ISO 14289-1:2014 (PDF/UA-1) asks of a file, so that it can be read aloud.

Each question is put to a ``TagReading`` alone; those that need our own job stand at the end.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from printshop.findings import Severity, many
from printshop.pdf.xmp import properties
from printshop.preflight.checks.text import squeeze
from printshop.preflight.reading.tag_facts import Tag, TagReading
from printshop.preflight.rules import CUT, OUR_FAULT, PRESS_FILE, Case, Violation, rule

# ISO 32000-1, 14.8.4: the types that every reader knows.
GROUPS = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
BLOCKS = "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot"
INLINES = "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP"
PICTURES = "Figure Formula Form"
STANDARD = {f"/{kind}" for kind in f"{GROUPS} {BLOCKS} {INLINES} {PICTURES}".split()}
HEADING = re.compile(r"/H([1-6])")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")  # BCP 47, its form

Answers = Callable[[TagReading], Iterator[Violation]]


def claims_ua(xmp: str) -> bool:
    """Whether a file's metadata says that it is PDF/UA-1 (ISO 14289-1, 5)."""
    return properties(xmp).get("pdfuaid:part") == "1"


def tag_rule(code: str, source: str, fix: str) -> Callable[[Answers], Answers]:
    """Make a question to a ``TagReading`` a rule of preflight.

    Our own files and files for the screen have to be tagged. A press file that somebody else made
    need not be; where it says that it is, what is wrong with it is for a person to look at.
    """

    def add(answers: Answers) -> Answers:
        def check(case: Case) -> Iterator[Violation]:
            tags = case.reading.tags
            if case.ours or case.press.standard not in PRESS_FILE:
                yield from answers(tags)
            elif claims_ua(tags.xmp):
                yield from (replace(told, severity=Severity.REVIEW) for told in answers(tags))

        check.__doc__ = answers.__doc__
        rule(code, source, fix, standards=CUT)(check)
        return answers

    return add


@tag_rule("not-pdfua", "ISO 14289-1, 5, 7.1 and 7.15", OUR_FAULT)
def says_what_it_is(r: TagReading) -> Iterator[Violation]:
    """The file says that it is PDF/UA-1, shows its title, and holds no form of another kind."""
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
    """All that is painted is either in a tag or marked as decoration, never both."""
    if not r.marked or r.suspects or r.tree is None:
        yield Violation("the file does not say that it is tagged throughout")
    held = Counter(r.tree.marks() if r.tree else ())
    for number, page in enumerate(r.pages, 1):
        if page.bare:
            yield Violation(f"{many(page.bare, 'thing')} painted outside any tag", number)
        for said in dict.fromkeys(page.mixed):
            yield Violation(f"{said} lie in each other", number)
        lost = [m for m in page.texts if (number, m) not in held]
        if lost:
            said = "".join(page.texts[m] for m in lost)[:40]
            yield Violation(f"{len(lost)} pieces of content are in no tag: '{said}'", number)
    for number, mark in sorted(mark for mark, times in held.items() if times > 1):
        yield Violation(f"content {mark} is in two tags", number)


@tag_rule("tag-unknown", "ISO 14289-1, 7.1; ISO 32000-1, 14.8.4", OUR_FAULT)
def types_are_standard(r: TagReading) -> Iterator[Violation]:
    """Each tag is of a type that readers know, and none says twice what it is."""
    for kind in sorted({tag.kind for tag in r.tags()}):
        meant, steps = kind, 0
        while meant not in STANDARD and meant in r.roles and steps < len(r.roles):
            meant, steps = r.roles[meant], steps + 1
        if meant in STANDARD:
            continue
        yield Violation(f"a tag is called '{kind.strip('/')}', which no reader knows")
    for old in sorted(r.roles.keys() & STANDARD):
        yield Violation(f"the type '{old.strip('/')}' is given another meaning")


@tag_rule("heading-skipped", "ISO 14289-1, 7.4.2", "give the template's headings their levels")
def headings_in_order(r: TagReading) -> Iterator[Violation]:
    """Headings begin at 1 and go down a level at a time: a reader jumps from one to the next."""
    before = 0
    for tag in r.tags():
        if found := HEADING.fullmatch(tag.kind):
            level = int(found[1])
            if level > before + 1:
                said = r.words(tag).strip()[:30]
                after = f"follows one of level {before}" if before else "is the first"
                yield Violation(f"the heading '{said}' of level {level} {after}", tag.page)
            before = level


@tag_rule("list-not-nested", "ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3", "use ul and li")
def lists_nest(r: TagReading) -> Iterator[Violation]:
    """A list holds items, an item its sign and its words: else nobody hears how many there are."""
    homes = {"/LI": {"/L"}, "/LBody": {"/LI"}, "/Lbl": {"/LI", "/Note"}}
    for parent in (t for root in ([r.tree] if r.tree else []) for t in root.walk()):
        for kid in parent.kids:
            kind = kid.kind if isinstance(kid, Tag) else "words"
            if kind in homes and parent.kind not in homes[kind]:
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
    """A picture that says something says it in words, too, and where it stands."""
    for tag in r.tags():
        if tag.kind in ("/Figure", "/Formula"):
            if not (tag.alt.strip() or tag.actual.strip()):
                yield Violation("a picture has no alternative text", tag.page)
            if not tag.boxed:
                yield Violation("a picture does not say where it stands (BBox)", tag.page)


@tag_rule("language-missing", "ISO 14289-1, 7.2; BCP 47", "set 'tag' in the language's file")
def language_is_known(r: TagReading) -> Iterator[Violation]:
    """The file says its language, and so does each part in another: a voice is chosen by it."""
    if not r.language:
        yield Violation("the file does not say its language")
    for name in sorted({r.language, *(tag.language for tag in r.tags())} - {""}):
        if not LANGUAGE.fullmatch(name):
            yield Violation(f"'{name}' does not name a language")


@tag_rule("tags-lead-astray", "ISO 32000-1, 14.7.4.4", OUR_FAULT)
def way_back_is_right(r: TagReading) -> Iterator[Violation]:
    """From each piece of content the way leads back to the tag that holds it."""
    for said in dict.fromkeys(r.parents):
        yield Violation(said)


@tag_rule("link-not-tagged", "ISO 14289-1, 7.18.1, 7.18.3 and 7.18.5", OUR_FAULT)
def links_are_tagged(r: TagReading) -> Iterator[Violation]:
    """A link is in a tag of its own, with words, and is reached in the order of the tags."""
    for note in r.annotations:
        if note.kind == "/PrinterMark":
            continue
        if not note.tagged:
            yield Violation(f"a {note.kind.strip('/').lower()} is in no tag of its kind", note.page)
        if not note.words:
            yield Violation(f"a {note.kind.strip('/').lower()} has no words (Contents)", note.page)
    for number in sorted({note.page for note in r.annotations}):
        if r.tabs[number - 1] != "/S":
            yield Violation("links are not reached in the order of the tags (Tabs)", number)


@tag_rule("glyph-without-text", "ISO 14289-1, 7.21.7", OUR_FAULT)
def glyphs_have_text(r: TagReading) -> Iterator[Violation]:
    """Each glyph says which letters it stands for, and none that no text may have."""
    for number, page in enumerate(r.pages, 1):
        if page.unmapped:
            first = next(iter(page.unmapped))
            said = f"{len(page.unmapped)} glyphs stand for no letters: {first}"
            yield Violation(said, number)


# ── with our own job in hand ─────────────────────────────────────────────────────────────────


def spoken(r: TagReading) -> list[str]:
    """What the file says when it is read aloud: the words of each block, in the order of tags."""
    said: list[str] = []

    def go(tag: Tag) -> None:
        inner = [kid for kid in tag.kids if isinstance(kid, Tag)]
        blocks = [kid for kid in inner if kid.kind.strip("/") not in INLINES.split()]
        if not blocks:
            said.append(" ".join(r.words(tag).split()))
        else:
            for kid in inner:
                go(kid)

    for kid in r.tree.kids if r.tree else ():
        if isinstance(kid, Tag):
            go(kid)
    return said


def words_in_order(case: Case) -> list[str]:
    """The words of each block in the order of the layout's frames."""
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
    """Read aloud, the file says the copy, word for word, in the order of the layout's frames."""
    said, copy = spoken(case.reading.tags), words_in_order(case)
    got, want = squeeze("".join(said)), squeeze("".join(copy))
    if got != want:
        same = next((i for i, (a, b) in enumerate(zip(got, want, strict=False)) if a != b), 0)
        near = f"'{got[max(0, same - 12) : same + 12]}'"
        yield Violation(f"read aloud, the file leaves the copy near {near}")
