"""Rewrite a finished file with some objects changed and all others copied byte for byte.

A full save of a press file takes five times as long, since it decodes and encodes the profile and
all fonts. For files that prepress wrote only: one cross-reference table (ISO 32000-1, 7.5.4), no
object streams (7.5.7), no incremental updates. The result is such a file again, without unused
objects.
"""

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream, String

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s*\n")
ROW = 20  # bytes of an entry of the cross-reference table


@dataclass(frozen=True)
class Original:
    """A file with the byte offsets of its objects: start and end, by object number."""

    pdf: bytes
    places: dict[int, tuple[int, int]]
    body: int  # offset of the cross-reference table, where the objects end


def original(pdf: bytes) -> Original:
    """The byte offsets of a file's objects.

    Raises ``ValueError`` for a file that does not end in one cross-reference table.
    """
    start = _START.search(pdf)
    table = _TABLE.match(pdf, int(start[1])) if start else None
    if table is None:
        raise ValueError("a file with one cross-reference table is needed")
    rows = (pdf[table.end() + ROW * n : table.end() + ROW * (n + 1)] for n in range(int(table[1])))
    offsets = sorted((int(row[:10]), n) for n, row in enumerate(rows) if row[17:18] == b"n")
    ends = [at for at, _ in offsets[1:]] + [table.start()]
    places = {n: (at, end) for (at, n), end in zip(offsets, ends, strict=True)}
    return Original(pdf, places, table.start())


def stub(file: Original, keep: Collection[int]) -> bytes:
    """A stub PDF: the objects in ``keep`` as they are, an empty one for each of the others.

    It opens fast, and its changes can be written into the whole file, since object numbers are the
    same in both.
    """
    with pikepdf.open(BytesIO(file.pdf)) as pdf:
        root, info = pdf.trailer.Root.objgen[0], pdf.trailer.Info.objgen[0]
        first = bytes(pdf.trailer.ID[0])
    parts = {n: b"%d 0 obj\n<<>>\nendobj\n" % n for n in file.places}
    parts |= {n: file.pdf[slice(*file.places[n])] for n in {*keep, root, info}}
    trailer = Dictionary(ID=Array([String(first), String(first)]))
    ends = b"/Root %d 0 R /Info %d 0 R /Size %d" % (root, info, len(parts) + 1)
    return _joined(b"%PDF-1.6\n", parts, trailer.unparse()[:-2] + ends + b" >>")


def revised(file: Original, pdf: pikepdf.Pdf, changed: Iterable[Any]) -> bytes:
    """The file with the changes made in ``pdf``, which was opened from it or from its stub.

    ``changed`` are the objects of the file that were altered; new ones are added in any case. The
    second part of the file identifier (14.4) follows from the content: the same changes give the
    same bytes.
    """
    written = {item.objgen[0]: item for item in changed}
    count = len(pdf.objects)
    written |= {n: pdf.get_object(n, 0) for n in range(max(file.places) + 1, count + 1)}
    parts = {number: file.pdf[slice(*place)] for number, place in file.places.items()}
    digest = hashlib.sha256(file.pdf[-ROW * 4 :])
    for number in sorted(written):
        parts[number] = b"%d 0 obj\n" % number + _serialised(written[number]) + b"\nendobj\n"
        digest.update(parts[number])
    trailer = Dictionary(
        Size=len(parts) + 1,
        Root=pdf.trailer.Root,
        Info=pdf.trailer.Info,
        ID=Array([pdf.trailer.ID[0], String(digest.digest()[:16])]),
    )
    head = file.pdf[: min(at for at, _ in file.places.values())]
    return _joined(head, parts, trailer.unparse())


def _joined(head: bytes, parts: dict[int, bytes], trailer: bytes) -> bytes:
    """A file of serialised objects by number, with cross-reference table and trailer."""
    numbers = sorted(parts)
    ends = list(accumulate((len(parts[n]) for n in numbers), initial=len(head)))
    rows = b"".join(b"%010d 00000 n \n" % at for at in ends[:-1])
    return b"".join(
        (
            head,
            *(parts[n] for n in numbers),
            b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1),
            rows,
            b"trailer %s\nstartxref\n%d\n%%%%EOF\n" % (trailer, ends[-1]),
        )
    )


def _serialised(item: Any) -> bytes:
    """An object as PDF syntax."""
    if not isinstance(item, Stream):
        return bytes(item.unparse(resolved=True))
    data = item.read_raw_bytes()
    head = Dictionary({**dict(item.stream_dict.items()), "/Length": len(data)})
    return bytes(head.unparse()) + b"\nstream\n" + data + b"\nendstream"
