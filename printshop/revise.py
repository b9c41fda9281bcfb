"""Revise: a finished file written anew with some objects changed, all others byte for byte.

A whole save of a press file takes five times as long, since the profile and all fonts in it are
taken up and put down again. Here what does not change is copied as it lies there. For files of our
own alone, as prepress writes them: one table of plain objects (ISO 32000-1, 7.5.4), no streams of
objects, one revision. The result is such a file again, with nothing left over.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream, String

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s*\n")
ROW = 20  # bytes of a line of the table


@dataclass(frozen=True)
class Original:
    """A file with the place of each of its objects: from and to, by number."""

    pdf: bytes
    places: dict[int, tuple[int, int]]
    body: int  # where the table begins, and the objects end


def original(pdf: bytes) -> Original:
    """The places of a file's objects; raises ``ValueError`` where it is not written as ours are."""
    start = _START.search(pdf)
    table = _TABLE.match(pdf, int(start[1])) if start else None
    if table is None:
        raise ValueError("a file with one plain table of objects is wanted")
    rows = (pdf[table.end() + ROW * n : table.end() + ROW * (n + 1)] for n in range(int(table[1])))
    found = sorted((int(row[:10]), n) for n, row in enumerate(rows) if row[17:18] == b"n")
    ends = [at for at, _ in found[1:]] + [table.start()]
    places = {n: (at, end) for (at, n), end in zip(found, ends, strict=True)}
    return Original(pdf, places, table.start())


def revised(file: Original, pdf: pikepdf.Pdf, changed: Iterable[Any]) -> bytes:
    """The file with what was changed in ``pdf``, which was opened from it, and what is new there.

    ``changed`` are objects of the file that are no longer what they were. The identifier follows
    from the content: the same changes give the same bytes.
    """
    news = {item.objgen[0]: item for item in changed}
    count = len(pdf.objects)
    news |= {n: pdf.get_object(n, 0) for n in range(max(file.places) + 1, count + 1)}
    parts: list[bytes] = [file.pdf[: min(at for at, _ in file.places.values())]]
    length, offsets = len(parts[0]), {}
    # Neighbours that stay are copied in one piece.
    for number in range(1, max(max(news), *file.places) + 1):
        if number in news:
            data = f"{number} 0 obj\n".encode() + _written(news[number]) + b"\nendobj\n"
        else:
            data = file.pdf[slice(*file.places[number])]
        offsets[number] = length
        parts.append(data)
        length += len(data)
    rows = b"".join(b"%010d 00000 n \n" % offsets[n] for n in sorted(offsets))
    size = len(offsets) + 1
    digest = hashlib.sha256(file.pdf[-ROW * 4 :])
    for number in sorted(news):
        digest.update(parts[number])
    identity = String(digest.digest()[:16])
    trailer = Dictionary(
        Size=size,
        Root=pdf.trailer.Root,
        Info=pdf.trailer.Info,
        ID=Array([pdf.trailer.ID[0], identity]),
    )
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size + rows)
    parts.append(b"trailer " + trailer.unparse() + b"\nstartxref\n%d\n%%%%EOF\n" % length)
    return b"".join(parts)


def _written(item: Any) -> bytes:
    """An object as it stands in a file."""
    if not isinstance(item, Stream):
        return bytes(item.unparse(resolved=True))
    data = item.read_raw_bytes()
    head = Dictionary({**dict(item.stream_dict.items()), "/Length": len(data)})
    return bytes(head.unparse()) + b"\nstream\n" + data + b"\nendstream"
