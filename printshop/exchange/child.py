"""The child process that reads a file of translations, under limits.

``incoming`` starts it with a path. Before it opens the file it limits itself: memory, CPU time, no
writing, no further process. It prints lines of JSON: the language, then answer by answer.
"""

import codecs
import json
import sys
import zipfile
import zlib
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

from printshop.exchange import docx, po, xliff
from printshop.exchange.model import NotRead, Returned
from printshop.findings import Where, error
from printshop.sandbox.messages import Refused
from printshop.sandbox.process import Limits, confine, result_writer

LIMITS = Limits(memory=1 << 30, seconds=20, files=64)
MAX_UNPACKED = 256 << 20  # bytes: a table of a thousand texts with pictures has some 30 MB
MOST_PARTS = 3000
READERS = {".xlf": xliff.read, ".xliff": xliff.read, ".po": po.read, ".docx": docx.read}
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError),
    UnicodeDecodeError,
)
MACROS = ("vbaproject", "vbadata", "activex")
_DECLARATIONS = tuple(
    name.encode(coding)
    for name in ("<!DOCTYPE", "<!ENTITY")
    for coding in ("utf-8", "utf-16-le", "utf-16-be")
)


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
        write_result(_packed(asdict(answer)))
    return 0


def read(data: bytes, ending: str) -> Returned:
    """The answers in a file with this ending; raises ``NotRead``."""
    if ending == ".docx":
        _check_archive(data)
    elif not _is_unicode(data):
        message = "the file is neither in UTF-8 nor in UTF-16"
        raise NotRead(
            "not-read", message, "export it from the translation tool once more, in UTF-8"
        )
    elif any(name in data for name in _DECLARATIONS):
        message = "the file declares a document type or entities, which no file of ours has"
        fix = "export it from the translation tool once more, as XLIFF 1.2"
        raise NotRead("not-read", message, fix)
    return READERS[ending](data)


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
                    content = archive.read(part)
                    if any(name in content for name in _DECLARATIONS):
                        message = "the document holds declarations in its XML"
                        raise NotRead("more-than-cells", message, fix)
    except _BROKEN as problem:
        message = "the file is no Word document: it is cut off, damaged or of another kind"
        raise NotRead("not-read", message, fix) from problem


def _is_unicode(data: bytes) -> bool:
    coding = "utf-16" if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    try:
        data.decode(coding)
    except UnicodeDecodeError:
        return False
    return True


def _packed(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer whose texts are JSON within JSON, so that hidden characters arrive unchanged."""
    return {
        name: json.dumps(value, ensure_ascii=True) if isinstance(value, str) else value
        for name, value in answer.items()
    }
