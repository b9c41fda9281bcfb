"""Bad specimens for the tags: one small wrong for each rule of ``preflight/tags.py``.

Each is an injury to one good file, the Dutch card, as in ``specimens``.
"""

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from printshop.prepress.links import elements


def _all(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    found = [e for e in elements(pdf.Root.StructTreeRoot) if str(e.S) == f"/{kind}"]
    assert found, f"the card has no {kind}"
    return found


def _bare(pdf: pikepdf.Pdf) -> None:
    """A line is drawn outside any mark."""
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n0 0 0 1 K 50 50 m 60 50 l S")


def _other_part(pdf: pikepdf.Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1<" in xmp
    pdf.Root.Metadata.write(xmp.replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>9<"))


def _made_up(pdf: pikepdf.Pdf) -> None:
    _all(pdf, "P")[0].S = Name("/Paragraph")


def _deep(pdf: pikepdf.Pdf) -> None:
    _all(pdf, "H2")[0].S = Name.H3


def _no_body(pdf: pikepdf.Pdf) -> None:
    _all(pdf, "LBody")[0].S = Name.Sect


def _no_words(pdf: pikepdf.Pdf) -> None:
    del _all(pdf, "Figure")[0]["/Alt"]


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def _astray(pdf: pikepdf.Pdf) -> None:
    row = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    row[0] = row[len(row) - 1]


def _loose_link(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Contents=String("a link")
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def _no_letters(pdf: pikepdf.Pdf) -> None:
    """A decoration's glyph loses its letters: the copy itself stays."""
    fonts = pdf.pages[0].obj.Resources.Font
    cmap = fonts["/Slug"].ToUnicode.read_bytes()
    assert b"<0044>" in cmap
    fonts["/Slug"].ToUnicode = pdf.make_stream(cmap.replace(b"<0044>", b"<0000>"))


def _turned(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    kids = list(document.K)
    headings = [n for n, kid in enumerate(kids) if kid.S == Name.P]
    a, b = headings[0], headings[1]
    kids[a], kids[b] = kids[b], kids[a]
    document.K = Array(kids)


INJURIES: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "glyph-without-text": _no_letters,
    "heading-skipped": _deep,
    "language-missing": _no_language,
    "link-not-tagged": _loose_link,
    "list-not-nested": _no_body,
    "not-pdfua": _other_part,
    "not-tagged": _bare,
    "picture-without-words": _no_words,
    "tag-unknown": _made_up,
    "tags-lead-astray": _astray,
    "text-layer": _turned,
}
