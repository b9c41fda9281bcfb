"""Metadata: properties by their namespaces."""

import pytest

from printshop.pdf.xmp import properties

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMP = "http://ns.adobe.com/xap/1.0/"
DC = "http://purl.org/dc/elements/1.1/"
PDF = "http://ns.adobe.com/pdf/1.3/"


def packet(inside: str, description: str = "", head: str = "") -> str:
    """A packet with a description."""
    return (
        f"\ufeff<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>{head}<x:xmpmeta "
        f"xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='{RDF}'><rdf:Description rdf:about='' "
        f"xmlns:xap='{XMP}' xmlns:d='{DC}' xmlns:pdf='{PDF}' {description}>{inside}"
        "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>\n  \0"
    )


def test_other_prefixes() -> None:
    """The older ``xap`` is the namespace that is called ``xmp`` today."""
    found = properties(packet("<xap:CreateDate> 2026-11-01 </xap:CreateDate>"))
    assert found == {"xmp:CreateDate": "2026-11-01"}


def test_a_prefix_of_another_namespace() -> None:
    """A prefix alone says nothing."""
    inside = "<xmp:CreateDate xmlns:xmp='http://example.org/'>2026</xmp:CreateDate>"
    assert properties(packet(inside)) == {}


def test_attributes() -> None:
    """A property may be written as an attribute of its description."""
    found = properties(packet("", "xap:ModifyDate='2026' pdf:Trapped='False &amp; '"))
    assert found == {"xmp:ModifyDate": "2026", "pdf:Trapped": "False &"}


def test_titles_in_languages() -> None:
    """The default one counts, or the first."""

    def title(*items: tuple[str, str]) -> str:
        listed = "".join(f"<rdf:li xml:lang='{tag}'>{words}</rdf:li>" for tag, words in items)
        found = properties(packet(f"<d:title>\n<rdf:Alt>\n{listed}\n</rdf:Alt>\n</d:title>"))
        return found["dc:title"]

    assert title(("en", "Card"), ("x-default", "Kaart")) == "Kaart"
    assert title(("en", "Card &lt;1&gt;"), ("nl", "Kaart")) == "Card <1>"


def test_what_lies_deeper_is_no_property() -> None:
    """A date within a history is not the file's own."""
    inside = (
        "<d:source rdf:parseType='Resource'><xap:CreateDate>1999</xap:CreateDate></d:source>"
        "<xap:CreateDate>2026</xap:CreateDate>"
    )
    assert properties(packet(inside))["xmp:CreateDate"] == "2026"


BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize(
    "text",
    [
        *("", "no metadata", "<a>", "<a:b/>", "\0", packet("<d:title>")),
        packet("<d:title>&b;</d:title>", head=BOMB),
        packet("<d:title>&a;</d:title>", head=OUTSIDE),
        packet("<d:title>" + "<d:b>" * 99 + "</d:b>" * 99 + "</d:title>"),
    ],
    ids=["nothing", "text", "open", "prefix", "nul", "broken", "bomb", "outside", "deep"],
)
def test_what_is_refused(text: str) -> None:
    """What is not well-formed, and what declares entities, has no properties."""
    assert properties(text) == {}
