"""Revise: a finished file written anew with some objects changed, all others byte for byte.

A whole save of a press file takes five times as long, since the profile and all fonts in it are
taken up and put down again. Here what does not change is copied as it lies there. For files of our
own alone, as prepress writes them: one table of plain objects (ISO 32000-1, 7.5.4), no streams of
objects, one revision. The result is such a file again, with nothing left over.
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


def skeleton(file: Original, keep: Collection[int]) -> bytes:
    """A small file with the objects of some numbers, and an empty one for each of the others.

    It opens in no time, and what is changed in it can be written into the whole file: every number
    means in both what it meant before.
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
    """The file with what was changed in ``pdf``, which was opened from it, and what is new there.

    ``changed`` are objects of the file that are no longer what they were. The identifier follows
    from the content: the same changes give the same bytes.
    """
    news = {item.objgen[0]: item for item in changed}
    count = len(pdf.objects)
    news |= {n: pdf.get_object(n, 0) for n in range(max(file.places) + 1, count + 1)}
    parts = {number: file.pdf[slice(*place)] for number, place in file.places.items()}
    digest = hashlib.sha256(file.pdf[-ROW * 4 :])
    for number in sorted(news):
        parts[number] = b"%d 0 obj\n" % number + _written(news[number]) + b"\nendobj\n"
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
    """Objects by their numbers as a file, with their table."""
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


def _written(item: Any) -> bytes:
    """An object as it stands in a file."""
    if not isinstance(item, Stream):
        return bytes(item.unparse(resolved=True))
    data = item.read_raw_bytes()
    head = Dictionary({**dict(item.stream_dict.items()), "/Length": len(data)})
    return bytes(head.unparse()) + b"\nstream\n" + data + b"\nendstream"
