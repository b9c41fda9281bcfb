"""What comes back is read in a child process: each bad file has one finding, and no traceback."""

import io
import zipfile
from pathlib import Path

import pytest

from printshop.exchange.incoming import returned_file
from tests.unit.exchange.bad_files import DOCX, PO, XLIFF, answered, document

TEXT = XLIFF.decode()
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def after_head(declaration: str) -> str:
    """The XLIFF file with a declaration behind its first line."""
    head, _, rest = TEXT.partition("?>")
    return f"{head}?>{declaration}{rest}"


def bomb() -> bytes:
    """An archive that is small, and unpacks to 300 MB."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(300 << 20))
    return written.getvalue()


def damaged() -> bytes:
    """The document with zeros in the middle of its largest part."""
    return DOCX[:3000] + bytes(400) + DOCX[3400:]


REFUSED = {
    "bomb.xlf": (after_head(BOMB).encode(), "declares a document type"),
    "outside.xlf": (after_head(OUTSIDE).encode(), "declares a document type"),
    "outside-16.xlf": (
        after_head(OUTSIDE).replace("UTF-8", "UTF-16", 1).encode("utf-16"),
        "declares a document type",
    ),
    "wide.xlf": (after_head(OUTSIDE).encode("utf-32"), "only UTF-8 and UTF-16"),
    "ebcdic.xlf": (after_head(OUTSIDE).encode("cp500"), "neither in UTF-8"),
    "latin.xlf": (
        TEXT.replace("utiles", "utilés").replace("UTF-8", "ISO-8859-1", 1).encode("latin-1"),
        "neither in UTF-8",
    ),
    "says-latin.xlf": (TEXT.replace("UTF-8", "ISO-8859-1", 1).encode(), "ISO-8859-1"),
    "two.xlf": (
        TEXT.replace("document:1.2", "document:2.0").replace('"1.2"', '"2.0"').encode(),
        "another kind: version '2.0'",
    ),
    "near.xlf": (TEXT.replace("document:1.2", "document:1.21").encode(), "another kind"),
    "half.xlf": (TEXT[: len(TEXT) // 2].encode(), "cut off, damaged"),
    "html.xlf": (b"<html><body/></html>", "its first element is 'html'"),
    "no-language.xlf": (TEXT.replace('target-language="fr"', "").encode(), "no target language"),
    "half.po": (PO[: len(PO) // 2 + 40], ""),
    "latin.po": (PO.replace(b"utiles", b"util\xe9s"), "not in UTF-8"),
    "says-latin.po": (PO.replace(b"charset=UTF-8", b"charset=ISO-8859-1"), "ISO-8859-1"),
    "half.docx": (DOCX[: len(DOCX) // 2], "no Word document"),
    "damaged.docx": (damaged(), "no Word document"),
    "bomb.docx": (bomb(), "unpacks to 315 MB"),
    "macros.docx": (document(str, word__vbaProject=b"x"), "macros"),
    "entities.docx": (
        document(lambda xml: xml.replace("?>", f"?>{OUTSIDE}", 1)),
        "declares a document type",
    ),
    "text.docx": (b"no archive", "no Word document"),
    "other.odt": (DOCX, "ends in"),
    "nothing.po": (b"", "the file is empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_one_finding(name: str, tmp_path: Path) -> None:
    """It says what is wrong, and what to do."""
    data, said = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    returned, findings = returned_file(path)
    if not said:  # a PO file that ends between two messages cannot be told from a whole one
        assert returned is None or len(returned.answers) <= 2
        return
    assert returned is None
    (finding,) = findings
    assert said in finding.message
    assert finding.fix


WITH = "<w:{0}><w:r><w:t>x</w:t></w:r></w:{0}>"
CHANGED = '<w:r><w:rPr><w:{0} w:id="1" w:author="x"><w:rPr/></w:{0}></w:rPr><w:t>x</w:t></w:r>'
ODD = {
    "inserted": (answered(WITH.format("ins")), "tracked changes"),
    "deleted": (answered(WITH.format("del")), "tracked changes"),
    "format": (answered(CHANGED.format("rPrChange")), "tracked changes"),
    "deleted row": (
        lambda xml: answered("")(xml).replace("<w:trPr>", '<w:trPr><w:del w:id="1" w:author="x"/>'),
        "tracked changes",
    ),
    "hidden": (answered("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"), "hidden text"),
    "struck": (answered("<w:r><w:rPr><w:strike/></w:rPr><w:t>x</w:t></w:r>"), "struck out"),
    "field": (answered('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), "fldChar"),
    "picture": (answered("<w:r><w:pict/></w:r>"), "pict"),
    "symbol": (answered('<w:r><w:sym w:font="Symbol" w:char="F0E0"/></w:r>'), "sym"),
    "footnote": (answered('<w:r><w:footnoteReference w:id="2"/></w:r>'), "footnoteReference"),
    "merged": (
        lambda xml: xml.replace("<w:tcPr>", '<w:tcPr><w:vMerge w:val="restart"/>'),
        "merged, added or taken out",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_row_is_told(name: str, tmp_path: Path) -> None:
    """It is not taken as it stands, and its reason is one that a translator understands."""
    change, said = ODD[name]
    path = tmp_path / "texts.docx"
    path.write_bytes(document(change))
    returned, findings = returned_file(path)
    assert returned is not None, findings
    assert said in returned.answers[-1].problem


def test_content_controls_lose_nothing(tmp_path: Path) -> None:
    """A cell, a paragraph or a run in one is read as without."""
    path = tmp_path / "texts.docx"

    def within(xml: str) -> str:
        xml = answered("")(xml)
        at = xml.rindex("<w:tc>")
        cell = xml[at:].partition("</w:tr>")[0]
        return xml.replace(cell, f"<w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt>")

    path.write_bytes(document(within))
    returned, _ = returned_file(path)
    assert returned
    assert returned.answers[-1].target == "Appelez le {hotline}."
    assert returned.answers[-1].problem == ""


def test_po_flags_are_told(tmp_path: Path) -> None:
    """A fuzzy message whose words changed, plural forms; a damaged note stops nothing."""
    text = PO.decode()
    path = tmp_path / "texts.po"
    for old, new, said in (
        ('msgstr "Nombres utiles"', 'msgstr "Numéros utiles"', "flagged 'fuzzy'"),
        (
            'msgid "Call {hotline}."\nmsgstr ""',
            'msgid "Call {hotline}."\nmsgid_plural "Calls"\nmsgstr[0] "a"\nmsgstr[1] "b"',
            "plural forms",
        ),
    ):
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        returned, findings = returned_file(path)
        assert returned is not None, findings
        assert [said in a.problem for a in returned.answers].count(True) == 1
    path.write_text(text.replace('sent: "Nombres utiles"', 'sent: "Nombres \\q"'), "utf-8")
    returned, _ = returned_file(path)
    assert returned
    assert returned.answers[0].was_sent("Nombres utiles")


def test_inline_elements(tmp_path: Path) -> None:
    """A placeholder without its content is looked up; formatting and foreign ones are told."""
    empty = '<target state="new" xml:space="preserve"></target>'
    path = tmp_path / "texts.xlf"
    assert TEXT.count(empty) == 1
    for inner, target, said in (
        ('Appelez <ph id="1"/>.', "Appelez {hotline}.", ""),
        ('<mrk mtype="seg">Appelez <x id="1"/>.</mrk>', "Appelez {hotline}.", ""),
        ('<g id="9">Appelez</g> <ph id="1"/>', None, "formatting"),
        ('<bpt id="9">&lt;b></bpt>Appelez <ph id="1"/>', None, "formatting"),
        ('<ph id="9">&lt;br/></ph>', None, "element 'ph'"),
        ('<y xmlns="other">Appelez</y>', None, "element 'y'"),
    ):
        path.write_text(TEXT.replace(empty, f"<target>{inner}</target>"), "utf-8")
        returned, findings = returned_file(path)
        assert returned is not None, findings
        assert said in returned.answers[-1].problem
        assert bool(said) == bool(returned.answers[-1].problem)
        if target:
            assert returned.answers[-1].target == target


def test_a_very_long_text_stops_no_other(tmp_path: Path) -> None:
    """It is told with its length."""
    path = tmp_path / "texts.po"
    long = PO.decode().replace('{hotline}."\nmsgstr ""', '{hotline}."\nmsgstr "' + "ع" * 9000 + '"')
    path.write_text(long, "utf-8")
    returned, findings = returned_file(path)
    assert returned is not None, findings
    assert "9,000 characters" in returned.answers[1].problem
    assert returned.answers[0].problem == ""
