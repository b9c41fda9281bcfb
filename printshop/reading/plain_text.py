"""The text of a file that should be plain text in UTF-8, or one finding that names what it is."""

import re
from pathlib import Path

from printshop.findings import Finding, Where, error

MAX_BYTES = 1 << 20  # the longest file of copy has about 5 kB

# Characters that end a line or cannot be read; a tab and the common line ends are none of them.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_SEPARATORS = {
    "\r": "CR",
    "\x0b": "VT",
    "\x0c": "FF",
    "\x85": "NEL",
    "\u2028": "LS",
    "\u2029": "PS",
}

_COPY_OUT = "copy its words into a plain text file (Notepad; TextEdit as plain text), save as UTF-8"
_DOCUMENTS = [  # how a file begins, what it then is
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text with formatting (RTF)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
]
_ZIPPED = [  # what stands near the beginning of a zip file, what it then is
    (b"opendocument.text", "a LibreOffice document (ODT)"),
    (b"opendocument", "a LibreOffice file"),
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"", "a zip file, as Word and LibreOffice write them"),
]
_MARKUP = re.compile(r"\s*<(!doctype|html|head|body|\?xml|meta|div|p\b)", re.IGNORECASE)
_MARKS = [  # byte order marks, the longer ones first, and the encoding that they announce
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
]


def text_of(path: Path, display_path: str) -> tuple[str, Finding | None]:
    """The text of a file, its line ends as ``\\n``; or what is wrong with the file, and no text.

    ``display_path`` is what the finding calls the file.
    """
    where = Where(display_path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"the file has {size / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.1f} MB is read"
            fix = "a content file is a few kB of text: take out what does not belong in it"
            return "", error("file-too-large", message, where, fix)
        data = path.read_bytes()
    except FileNotFoundError:
        message, fix = "the file is not there", f"write {display_path}"
        return "", error("missing-file", message, where, fix)
    except OSError as problem:
        message = f"the file cannot be read: {problem.strerror}"
        return "", error("unreadable", message, where)
    return decoded(data, display_path)


def decoded(data: bytes, display_path: str) -> tuple[str, Finding | None]:
    """The text of a file's bytes, or one finding about them and no text."""
    where = Where(display_path)
    if document := _document(data):
        message = f"the file is {document}, whatever it is called; only plain text is read"
        return "", error("not-utf-8", message, where, _COPY_OUT)
    if encoding := _wide_encoding(data):
        message = f"the file is saved as {encoding[:6].upper()}; only UTF-8 is read"
        return "", error("not-utf-8", message, where, _save_as_utf_8("'Unicode' there is UTF-16"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return "", _other_encoding(data, problem.start, display_path)
    text = text.replace("\r\n", "\n")
    if "\n" not in text:  # as old Macintosh programs end lines
        text = text.replace("\r", "\n")
    if _MARKUP.match(text):
        message = "the file is a web page or XML, whatever it is called; only plain text is read"
        return "", error("not-utf-8", message, where, _COPY_OUT)
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        return "", control_finding(control[0], Where(display_path, line))
    return text, None


def control_finding(character: str, where: Where) -> Finding:
    """That an invisible character stands in a text where it cannot be read or printed."""
    code = f"U+{ord(character):04X}"
    if character in _SEPARATORS:
        name = _SEPARATORS[character]
        message = (
            f"an invisible line end ({name}, {code}), as word processors set it, is in this line"
        )
        fix = "put a space, or a new line with the Enter key, in its place"
        return error("control-character", message, where, fix)
    message = f"a control character ({code}), which cannot be seen, is in this line"
    fix = "type the words on both sides of it anew"
    return error("control-character", message, where, fix)


def _document(data: bytes) -> str:
    """What kind of document or picture the bytes are; empty where they may be text."""
    if data.startswith(b"PK\x03\x04"):
        return next(what for sign, what in _ZIPPED if sign in data)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    return next((what for sign, what in _DOCUMENTS if start.startswith(sign)), "")


def _wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32, by its byte order mark or as its bytes read; else empty."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be") if b"\0" in data else ():
        text = data.decode(encoding, "replace")
        if "\n" in text and ":" in text and not CONTROL.search(text.replace("\r\n", "\n")):
            return encoding
    return ""


def _other_encoding(data: bytes, start: int, display_path: str) -> Finding:
    """That bytes are no UTF-8: most often an encoding of one byte for each letter."""
    line = data.count(b"\n", 0, start) + 1
    as_written = data.splitlines()[line - 1] if data.splitlines()[line - 1 :] else b""
    shown = as_written.decode("cp1252", "replace").strip()[:80]
    message = (
        "the file is saved in another encoding than UTF-8 (such as ANSI, Windows-1252 or Latin-1); "
        f"a letter with an accent is lost in: {shown}"
    )
    fix = _save_as_utf_8("and look at each letter with an accent")
    return error("not-utf-8", CONTROL.sub("�", message), Where(display_path, line), fix)


def _save_as_utf_8(hint: str) -> str:
    return f"open it in a plain text editor, choose 'Save as' with the encoding UTF-8 ({hint})"
