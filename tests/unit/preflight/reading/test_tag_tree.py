"""Tags as other programs write them, odd ones among them: each is read as far as it goes."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from printshop.preflight.examine import examine
from printshop.preflight.reading import tag_tree
from printshop.preflight.reading.read import read_pdf
from printshop.preflight.reading.tag_facts import TagReading
from tests.press import foreign
from tests.unit.preflight.checks.cases import press

CONTENT = b"/P <</MCID 0>> BDC 0 0 0 1 k 10 10 50 50 re f EMC"


def tagged(spoil: Callable[[Pdf, Any], None]) -> bytes:
    """A page whose one rectangle is in a paragraph of a document, with a fault in its tags."""
    pdf = foreign.blank(1, CONTENT)
    page = pdf.pages[0].obj
    page.StructParents = 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(S=Name.Document, P=root))
    paragraph = pdf.make_indirect(Dictionary(S=Name.P, P=document, Pg=page, K=0))
    document.K, root.K = Array([paragraph]), document
    root.ParentTree = Dictionary(Nums=Array([0, Array([paragraph])]))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    spoil(pdf, document)
    return foreign.raw(pdf)


def tags_of(spoil: Callable[[Pdf, Any], None]) -> TagReading:
    """What is read of it."""
    reading = read_pdf(io.BytesIO(tagged(spoil)))
    assert reading.unreadable == ()
    return reading.tags


def put(key: str, value: Any) -> Callable[[Pdf, Any], None]:
    """The Document element with another value under a key."""

    def spoil(pdf: Pdf, document: Any) -> None:
        document[key] = value

    return spoil


def further(*kids: Any) -> Callable[[Pdf, Any], None]:
    """Further kids of the Document element."""

    def spoil(pdf: Pdf, document: Any) -> None:
        for kid in kids:
            document.K.append(kid)

    return spoil


def whole(pdf: Pdf, document: Any) -> None:
    """Nothing is wrong."""


EMPTY = {
    "a tag without content": further(Dictionary(S=Name.P)),
    "null among the tags": further(None),
    "a title that is a number": put("/T", 7),
    "an alternative text that is a name": put("/Alt", Name.None_),
    "attributes of no kind": put("/A", Array([1, None])),
    "annotations of no kind": lambda pdf, _: pdf.pages[0].obj.__setitem__(
        "/Annots", Array([None, 3, Dictionary(StructParent=Name.A)])
    ),
    "mark information of no kind": lambda pdf, _: pdf.Root.__setitem__("/MarkInfo", Array([])),
    "roles of no kind": lambda pdf, _: pdf.Root.StructTreeRoot.__setitem__("/RoleMap", 3),
}


@pytest.mark.parametrize("name", EMPTY)
def test_what_is_no_tag_is_passed_over(name: str) -> None:
    """A tag without kids, null and values of other types lose nothing."""
    tags = tags_of(EMPTY[name])
    assert tags.unreadable == ()
    assert tags.tree is not None
    assert list(tags.tree.marks()) == [(1, 0)]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (further(String("a"), 1.5), "a tag holds what is neither a tag nor content"),
        (further(Dictionary(Type=Name.MCR)), "a tag holds what is neither a tag nor content"),
        (lambda _, document: document.K.append(document), "a tag contains itself"),
    ],
)
def test_what_is_lost_is_said(spoil: Callable[[Pdf, Any], None], message: str) -> None:
    """A kid that leads nowhere, and a tag within itself: said, and all else is read."""
    tags = tags_of(spoil)
    assert tags.unreadable == (message,)
    assert tags.tree is not None
    assert (1, 0) in list(tags.tree.marks())
    found = examine(io.BytesIO(tagged(spoil)), press(), (), "f.pdf")[1]
    severities = [f.severity.value for f in found if f.code == "unreadable-content"]
    assert severities == ["review"]


def test_depth_and_number_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tags a thousand deep, and more tags than are read."""

    def deep(pdf: Pdf, document: Any) -> None:
        inner = document
        for _ in range(1000):
            inner.K = Array([pdf.make_indirect(Dictionary(S=Name.Div))])
            inner = inner.K[0]

    assert tags_of(deep).unreadable == ("its tags are nested more than 150 deep",)
    monkeypatch.setattr(tag_tree, "MOST_TAGS", 2)
    many = further(*(Dictionary(S=Name.P) for _ in range(3)))
    assert tags_of(many).unreadable == ("it has more than 2 tags",)


def test_the_way_back_leads_anywhere() -> None:
    """A parent tree of odd types is no crash: what it does not map is said."""

    def odd(pdf: Pdf, document: Any) -> None:
        pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array([Name.A, 1, 0, 5]))

    wrong = "content 0 of page 1 is mapped to another tag than the one that contains it"
    assert tags_of(odd).parent_errors == (wrong,)
    assert tags_of(whole).parent_errors == ()


def test_no_tags() -> None:
    """An untagged file has none, and neither has one whose root is no dictionary."""
    assert read_pdf(io.BytesIO(foreign.raw(foreign.blank()))).tags.tree is None

    def nowhere(pdf: Pdf, document: Any) -> None:
        pdf.Root.StructTreeRoot = Array([1])
        pdf.Root.Metadata = pikepdf.Stream(pdf, b"<x/>")

    assert tags_of(nowhere).tree is None
