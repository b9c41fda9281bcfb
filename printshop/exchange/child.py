"""The child process that reads a file of translations, under limits.

``incoming`` starts it with a path. Before it opens the file it limits itself: memory, CPU time, no
writing, no further process. It prints lines of JSON: the language, then answer by answer.
"""

import codecs
import json
import re
import sys
import unicodedata
import zipfile
import zlib
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

from printshop.exchange import docx, po, xliff
from printshop.exchange.model import Answer, NotRead, Returned
from printshop.findings import Where, error
from printshop.sandbox.messages import HIDDEN, Refused
from printshop.sandbox.process import Limits, confine, result_writer

LIMITS = Limits(memory=1 << 30, seconds=20, files=64)
MAX_UNPACKED = 256 << 20  # bytes: a table of a thousand texts with pictures has some 30 MB
MOST_PARTS = 3000
READERS = {".xlf": xliff.read, ".xliff": xliff.read, ".po": po.read, ".docx": docx.read}
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
MACROS = ("vbaproject", "vbadata", "activex")
LONGEST = 3000  # characters of a text: more than any place has room for
_DECLARES = ("<!DOCTYPE", "<!ENTITY")
_ENCODING = re.compile(r"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODINGS = ("utf-8", "utf8", "utf-16", "utf16", "us-ascii", "utf-16le", "utf-16be")


def main(arguments: list[str]) -> int:
    """Read one file and print its answers: ``arguments`` are its path and its name in findings."""
    path, display_path = Path(arguments[0]), arguments[1]
    sys.dont_write_bytecode = True  # from here on nothing is written
    write_result = result_writer()
    confine(LIMITS)
    where = Where(display_path)
    try:
        returned = read(path.read_bytes(), path.suffix.lower())
    except NotRead as problem:
        finding = error(problem.code, problem.message, where, problem.fix)
        write_result(asdict(Refused((finding,))))
        return 0
    except MemoryError:
        message = "the file was not read: it needs more memory than 1 GB"
        fix = "export it anew, or send fewer texts in one file"
        write_result(asdict(Refused((error("not-examined", message, where, fix),))))
        return 0
    write_result({"language": returned.language})
    for answer in returned.answers:
        write_result(_packed(answer))
    return 0


def read(data: bytes, ending: str) -> Returned:
    """The answers in a file with this ending; raises ``NotRead``."""
    if ending == ".docx":
        _check_archive(data)
    elif ending != ".po":
        data = _plain_xml(data, "export it from the translation tool once more, as XLIFF 1.2")
    return READERS[ending](data)


def _plain_xml(data: bytes, fix: str) -> bytes:
    """XML without a declaration, in UTF-8. Raises ``NotRead`` where it is not what it says.

    Only UTF-8 and UTF-16 are read: in another encoding a document type could hide.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as problem:
        message = "the file is neither in UTF-8 nor in UTF-16, or it is cut off"
        raise NotRead("not-read", message, fix) from problem
    said = _ENCODING.search(text)
    if "\0" in text or (said and said[1].lower() not in _ENCODINGS):
        encoding = said[1][:40] if said else "another encoding"
        message = f"the file is in {encoding}; only UTF-8 and UTF-16 are read"
        raise NotRead("not-read", message, fix)
    if any(name in text for name in _DECLARES):
        message = "the file declares a document type or entities, which no file of ours has"
        raise NotRead("not-read", message, fix)
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "surrogatepass")


def _check_archive(data: bytes) -> None:
    """Raise ``NotRead`` for an archive that is too large unpacked, holds macros or declarations."""
    fix = "save it once more as .docx, without a password and without macros"
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            if size > MAX_UNPACKED or len(parts) > MOST_PARTS:
                message = f"the document unpacks to {size / 1e6:,.0f} MB in {len(parts)} parts"
                raise NotRead("file-too-large", message, "take pictures out, or send fewer texts")
            if any(part.flag_bits & 1 for part in parts):
                raise NotRead("encrypted", "the document opens with a password only", fix)
            names = [part.filename.lower() for part in parts]
            if any(word in name for name in names for word in MACROS):
                raise NotRead("more-than-cells", "the document holds macros or controls", fix)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _plain_xml(archive.read(part), fix)
    except DAMAGED as problem:
        message = "the file is no Word document: it is cut off, damaged or of another kind"
        raise NotRead("not-read", message, fix) from problem


def _packed(answer: Answer) -> dict[str, Any]:
    """An answer whose texts are JSON within JSON, so that hidden characters arrive unchanged.

    One that has more text than any place is told as a problem, and does not stop the others.
    """
    texts = answer.source, answer.sent, answer.target
    longest = max(map(len, texts))
    if longest > LONGEST or len(answer.identifier) > LONGEST:
        message = f"it has {longest:,} characters; at most {LONGEST:,} are read"
        answer = Answer(answer.identifier[:200], "", "", "", problem=message)
    return {
        name: _escaped(value) if isinstance(value, str) else value
        for name, value in asdict(answer).items()
    }


def _escaped(text: str) -> str:
    """A text as JSON in which only characters are escaped that nobody sees."""
    return "".join(
        json.dumps(c)[1:-1] if unicodedata.category(c) in HIDDEN else c
        for c in json.dumps(text, ensure_ascii=False)
    )
