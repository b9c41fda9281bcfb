"""Tags: each question of ISO 14289-1, put to readings that are made up."""

from typing import Any

import pytest

from printshop.preflight.reading.tag_facts import (
    AnnotationTag,
    Mark,
    MarkedContent,
    Tag,
    TagReading,
)
from tests.unit.preflight.checks.cases import case, messages, page, press, told

PART, TITLE = "<pdfuaid:part>1</pdfuaid:part>", "<dc:title>x</dc:title>"


def packet(properties: str) -> str:
    """An XMP packet with these properties (ISO 16684-1, 7)."""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">{properties}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    )


def tag(kind: str, *kids: Tag | Mark, **values: Any) -> Tag:
    """An element on page 1."""
    return Tag(f"/{kind}", 1, kids, **values)


def reading(*kids: Tag | Mark, texts: dict[int, str] | None = None, **values: Any) -> TagReading:
    """A file of one page that is right in all that it is not asked about."""
    right: dict[str, Any] = {
        "language": "en",
        "marked": True,
        "shows_title": True,
        "xmp": packet(PART + TITLE),
        "pages": (MarkedContent(texts=texts or {}),),
        "tabs": ("/S",),
        "tree": Tag("/StructTreeRoot", 1, kids),
    }
    return TagReading(**{**right, **values})


def said(code: str, tags: TagReading) -> list[str]:
    """What a rule says of a file for the screen."""
    return messages(code, case(page(), against=press(standard="pdf/ua-1"), tags=tags))


def test_a_right_file() -> None:
    """Nothing is said of a file that is tagged as it should be."""
    link = tag("Link", (1, 2), annotations=1)
    right = reading(
        tag("Document", tag("H1", (1, 0)), tag("L", tag("LI", tag("LBody", (1, 1)))), link),
        texts={0: "Help", 1: "One", 2: "Here"},
        annotations=(AnnotationTag(1, "/Link", described=True, tagged=True),),
    )
    codes = [
        *("not-pdfua", "not-tagged", "tag-unknown", "heading-skipped", "list-not-nested"),
        *("picture-without-words", "language-missing", "tags-lead-astray", "link-not-tagged"),
        "glyph-without-text",
    ]
    assert {code: said(code, right) for code in codes} == {code: [] for code in codes}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"xmp": packet(TITLE)}, "the metadata does not say PDF/UA-1 (pdfuaid:part)"),
        ({"xmp": packet(PART)}, "the metadata has no dc:title"),
        (
            {"shows_title": False},
            "the window would show the file's name, not its title (DisplayDocTitle)",
        ),
        ({"forms": True}, "the file has an XFA form"),
    ],
)
def test_says_what_it_is(values: dict[str, Any], message: str) -> None:
    """The claim, the title, where it is shown, and no form of another kind."""
    assert said("not-pdfua", reading(**values)) == [message]


@pytest.mark.parametrize("values", [{"marked": False}, {"suspects": True}, {"tree": None}])
def test_tagged_throughout(values: dict[str, Any]) -> None:
    """A file that is not tagged, or doubts it, does not say that it is."""
    assert said("not-tagged", reading(**values)) == ["the file is not marked as tagged throughout"]


def test_everything_in_one_tag() -> None:
    """What is in no tag, in two, outside any mark, or in marks that lie in each other."""
    marked = MarkedContent(
        texts={0: "One", 1: "Two"}, untagged=2, nesting_errors=["P and Artifact are nested"] * 2
    )
    tags = reading(tag("P", (1, 0)), tag("P", (1, 0)), pages=(marked,))
    assert said("not-tagged", tags) == [
        "2 objects painted outside any tag",
        "P and Artifact are nested",
        "1 pieces of content are in no tag: 'Two'",
        "content 0 is in two tags",
    ]


def test_a_press_file_need_not_be_tagged() -> None:
    """Of somebody else's press file tags are asked about where it claims them, as a review."""
    wrong = reading(tag("Bogus", (1, 0)), texts={0: "x"})
    (answer,) = told("tag-unknown", case(page(), tags=wrong))
    assert (answer.message, answer.severity) == (
        "a tag has the type 'Bogus', which is not standard",
        "review",
    )
    silent = reading(tag("Bogus", (1, 0)), xmp=packet(TITLE))
    assert told("tag-unknown", case(page(), tags=silent)) == []


def test_types_through_roles() -> None:
    """A type of one's own is known where its role leads to a standard one, not round in a ring."""
    known = reading(tag("Intro"), roles={"/Intro": "/Lead", "/Lead": "/P"})
    assert said("tag-unknown", known) == []
    ring = reading(tag("Intro"), roles={"/Intro": "/Lead", "/Lead": "/Intro"})
    assert said("tag-unknown", ring) == ["a tag has the type 'Intro', which is not standard"]
    other = reading(tag("P"), roles={"/P": "/H1"})
    assert said("tag-unknown", other) == [
        "the standard type 'P' is given another meaning (RoleMap)"
    ]


def test_headings_go_down_a_level_at_a_time() -> None:
    """The first is of level 1; a level up by several is right, one down by two is not."""
    texts = {0: "Top", 1: "Deep", 2: "Next"}
    first = reading(tag("H2", (1, 0)), texts=texts)
    assert said("heading-skipped", first) == ["the heading 'Top' of level 2 is the first"]
    skipped = reading(tag("H1", (1, 0)), tag("H3", (1, 1)), tag("H1", (1, 2)), texts=texts)
    assert said("heading-skipped", skipped) == [
        "the heading 'Deep' of level 3 follows one of level 1"
    ]


def test_lists_hold_items_and_items_bodies() -> None:
    """Words straight in a list or an item, and items outside a list, are told by name."""
    tags = reading(
        tag("Sect", tag("LI", tag("LBody", (1, 0)))),
        tag("L", tag("P", (1, 1)), tag("LI", (1, 0))),
        texts={0: "a", 1: "b"},
    )
    assert said("list-not-nested", tags) == [
        "'LI' stands in 'Sect'",
        "'P' stands in a list, outside its items",
        "'words' stands in an item, outside its body",
    ]


def test_pictures() -> None:
    """A picture has words and a place; a text that stands for it is as good."""
    assert said("picture-without-words", reading(tag("Figure"))) == [
        "a picture has no alternative text",
        "a picture has no bounding box (BBox)",
    ]
    assert said("picture-without-words", reading(tag("Figure", actual="1½", boxed=True))) == []
    assert said("picture-without-words", reading(tag("Formula", alt=" ", boxed=True))) == [
        "a picture has no alternative text"
    ]


def test_languages() -> None:
    """The file's own, and each part's, by their form."""
    tags = reading(tag("P", language="zh-Hant"), tag("P", language="Dutch!"), language="")
    assert said("language-missing", tags) == [
        "the file does not name its language (Lang)",
        "'Dutch!' is not a language tag (BCP 47)",
    ]


def test_the_way_back() -> None:
    """Each fault of the way from content to tags is told once."""
    assert said("tags-lead-astray", reading(parent_errors=("a", "b", "a"))) == ["a", "b"]


def test_links() -> None:
    """In a tag of its kind, with words, in the order of the tags; printers' marks are no links."""
    notes = (
        AnnotationTag(1, "/Link", described=False, tagged=False),
        AnnotationTag(1, "/PrinterMark", described=False, tagged=False),
    )
    assert said("link-not-tagged", reading(annotations=notes, tabs=("/R",))) == [
        "a link is in no tag of its kind",
        "a link has no description (Contents)",
        "links are not reached in the order of the tags (Tabs)",
    ]


def test_glyphs_without_letters() -> None:
    """How many there are, and the first of them."""
    marked = MarkedContent(unmapped={"glyph 7 of Sans": None, "glyph 9 of Sans": None})
    assert said("glyph-without-text", reading(pages=(marked,))) == [
        "2 glyphs have no text (Unicode value): glyph 7 of Sans"
    ]
