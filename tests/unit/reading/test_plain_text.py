"""Bytes of a file: plain text in UTF-8, or one finding that names what the file is."""

import pytest

from printshop.reading.plain_text import decoded

DUTCH = "status: draft\nitems:\n  act: één “keer”\n"
ARABIC = "status: draft\nitems:\n" + "  act: خذها معك\n" * 30


@pytest.mark.parametrize("text", [DUTCH, ARABIC])
@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_wide_encodings(encoding: str, text: str) -> None:
    """UTF-16 and UTF-32 are named, with a byte order mark and without."""
    read, finding = decoded(text.encode(encoding), "x.yaml")
    assert finding is not None
    assert (read, finding.code) == ("", "not-utf-8")
    assert encoding[:6].upper() in finding.message


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1250", "cp1256", "mac-roman"])
def test_encodings_of_one_byte(encoding: str) -> None:
    """An older encoding is told with the first line in which a letter would be lost."""
    text = ARABIC if encoding == "cp1256" else "status: draft\nitems:\n  act: één\n"
    _, finding = decoded(text.encode(encoding), "x.yaml")
    assert finding is not None
    assert (finding.code, finding.where.line) == ("not-utf-8", 3)
    assert "act: " in finding.message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1\\ansi x", "RTF"),
        (b"PK\x03\x04....[Content_Types].xml....word/document.xml", "DOCX"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "ODT"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "LibreOffice"),
        (b"PK\x03\x04....xl/workbook.xml", "XLSX"),
        (b"PK\x03\x04", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "web page"),
        (b"<?xml version='1.0'?>", "XML"),
    ],
)
def test_documents(data: bytes, what: str) -> None:
    """What another program saved is named, with the way to plain text."""
    read, finding = decoded(data, "x.yaml")
    assert finding is not None
    assert (read, finding.code) == ("", "not-utf-8")
    assert what in finding.message
    assert "plain text" in finding.fix


@pytest.mark.parametrize("data", [b"a: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n", b"a: 1\rb: 2\r"])
def test_line_ends(data: bytes) -> None:
    """Lines may end as any system ends them, with a byte order mark or without."""
    assert decoded(data, "x.yaml") == ("a: 1\nb: 2\n", None)
    assert decoded(b"\xef\xbb\xbf" + data, "x.yaml") == ("a: 1\nb: 2\n", None)


@pytest.mark.parametrize("character", ["\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_hidden_line_ends(character: str) -> None:
    """A line end that cannot be seen would cut a text in two: it is told, with its line."""
    _, finding = decoded(f"a: 1\nb: een{character}twee\n".encode(), "x.yaml")
    assert finding is not None
    assert (finding.code, finding.where.line) == ("control-character", 2)
    assert "invisible line end" in finding.message


def test_a_stray_zero_is_no_wide_encoding() -> None:
    """One zero byte in a file of UTF-8 is a control character."""
    _, finding = decoded(b"a: 1\nb: een\0twee\n", "x.yaml")
    assert finding is not None
    assert (finding.code, finding.where.line) == ("control-character", 2)
