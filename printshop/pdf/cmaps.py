"""CMaps: how the bytes of a string are codes, and which glyph or text a code means.

ISO 32000-1, 9.7.5 and 9.10.3. A code is a number of one to four bytes. Of the predefined CMaps
only Identity is known whole; of the others, which are not part of a file, it is known how their
bytes are codes and in which encoding, and not which glyph (CID) a code means.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

from printshop.pdf.objects import get

MOST_CODES = 65536  # of a range that are written out
DEEPEST = 8  # CMaps that use each other
LARGEST = 4 << 20  # bytes of a CMap that are read

Space = tuple[bytes, bytes]  # the lowest and the highest byte in each place of a code
TWO_BYTES: tuple[Space, ...] = ((b"\0\0", b"\xff\xff"),)


@dataclass(frozen=True)
class CMap:
    """``spaces``: the ranges in which codes lie; ``vertical``: its lines run downwards.

    ``ranges``: first code, last code and first CID, in order of the first; None where CIDs are not
    known. ``base``: the CMap that has the codes which are in no range. ``encoding``: that of a
    predefined CMap, as Python calls it.
    """

    spaces: tuple[Space, ...] = TWO_BYTES
    ranges: tuple[tuple[int, int, int], ...] | None = ((0, 0xFFFF, 0),)
    vertical: bool = False
    encoding: str = ""
    base: "CMap | None" = None

    @cached_property
    def _starts(self) -> list[int]:
        return [first for first, _, _ in self.ranges or ()]

    def codes(self, raw: bytes) -> Sequence[int]:
        """The codes of a string (9.7.6.2); bytes that are no code count as one."""
        widths = {len(low) for low, _ in self.spaces}
        if len(widths) == 1:
            (width,) = widths
            if width == 1:
                return raw
            whole = range(0, len(raw) - width + 1, width)
            return [int.from_bytes(raw[at : at + width], "big") for at in whole]
        return list(self._mixed(raw, min(widths, default=1)))

    def _mixed(self, raw: bytes, least: int) -> Iterator[int]:
        at = 0
        while at < len(raw):
            width = next((n for n in range(1, 5) if self._holds(raw[at : at + n], n)), least)
            yield int.from_bytes(raw[at : at + width], "big")
            at += width

    def _holds(self, code: bytes, width: int) -> bool:
        return any(
            len(low) == len(code) == width
            and all(a <= b <= c for a, b, c in zip(low, code, high, strict=True))
            for low, high in self.spaces
        )

    def cid(self, code: int) -> int | None:
        """The CID of a code: 0, that is ``.notdef``, for one without; None where not known."""
        if self.ranges is None:
            return None
        at = bisect_right(self._starts, code) - 1
        if at >= 0:
            first, last, cid = self.ranges[at]
            if code <= last:
                return cid + code - first
        return self.base.cid(code) if self.base else 0

    def text(self, code: int) -> str | None:
        """The text of a code in a predefined CMap; None where it has none, or in another CMap."""
        if not self.encoding:
            return None
        for width in range(1, 5):
            raw = code.to_bytes(4, "big")[4 - width :]
            if code >> (8 * width) == 0 and self._holds(raw, width):
                try:
                    return raw.decode(self.encoding)
                except ValueError:
                    return None
        return None


def _spaces(*pairs: str) -> tuple[Space, ...]:
    halves = (pair.split("-") for pair in pairs)
    return tuple((bytes.fromhex(low), bytes.fromhex(high)) for low, high in halves)


_SHIFT_JIS = _spaces("00-80", "8140-9ffc", "a0-df", "e040-fcfc")
# The predefined CMaps (table 118) by the form of their names, without -H or -V.
_PREDEFINED: tuple[tuple[str, tuple[Space, ...], str], ...] = (
    (r"Uni.+-UCS2(-HW)?", TWO_BYTES, "utf-16-be"),
    (r"Uni.+-UTF16", _spaces("0000-d7ff", "d800dc00-dbffdfff", "e000-ffff"), "utf-16-be"),
    (r"Uni.+-UTF32", _spaces("00000000-0010ffff"), "utf-32-be"),
    (r"Uni.+-UTF8", _spaces("00-7f", "c280-dfbf", "e08080-efbfbf", "f0808080-f4bfbfbf"), "utf-8"),
    (r"(83pv|90msp?|90pv|Add|Ext)-RKSJ", _SHIFT_JIS, "cp932"),
    (r"EUC", _spaces("00-80", "8ea0-8edf", "a1a1-fefe"), "euc_jp"),
    (r"", _spaces("2121-7e7e"), ""),
    (r"GBK2K", _spaces("00-7f", "81308130-fe39fe39", "8140-fefe"), "gb18030"),
    (r"GBKp?-EUC", _spaces("00-80", "8140-fefe"), "gbk"),
    (r"GBT?-EUC", _spaces("00-80", "a1a1-fefe"), "gb2312"),
    (r"GBT?pc-EUC", _spaces("00-80", "a1a1-fcfe", "fd-ff"), "gb2312"),
    (r"(ETen|ETenms|B5pc|ETHK)-B5", _spaces("00-80", "a140-fefe", "fd-ff"), "big5"),
    (r"HKscs-B5|HKdl[ab]-B5|HKm\d+-B5|HKgccs-B5", _spaces("00-80", "8740-fefe"), "big5hkscs"),
    (r"CNS-EUC", _spaces("00-80", "8ea1a1a1-8ea7fefe", "a1a1-fefe"), ""),
    (r"KSC-EUC", _spaces("00-80", "a1a1-fefe"), "euc_kr"),
    (r"KSCms-UHC(-HW)?", _spaces("00-80", "8141-fefe"), "cp949"),
    (r"KSCpc-EUC", _spaces("00-84", "a141-fdfe", "fe-ff"), "euc_kr"),
)


def cmap_of(item: Any, depth: int = 0) -> CMap | None:
    """The CMap of a composite font's Encoding: a name or a stream; None where it is not known.

    Raises one of ``objects.MALFORMED`` for a stream that cannot be decoded.
    """
    if isinstance(item, pikepdf.Stream):
        return _embedded(item, depth)
    return _predefined(str(item).strip("/")) if isinstance(item, pikepdf.Name) else None


def _predefined(name: str) -> CMap | None:
    stem, _, direction = name.rpartition("-")
    if name in ("H", "V"):
        stem, direction = "", name
    if direction not in ("H", "V"):
        return None
    vertical = direction == "V"
    if stem == "Identity":
        return CMap(vertical=vertical)
    for form, spaces, encoding in _PREDEFINED:
        if re.fullmatch(form, stem):
            return CMap(spaces, None, vertical, encoding)
    return None


_BLOCK = re.compile(rb"begin(codespacerange|cidrange|cidchar|bfchar)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(\d+)")
_CHAR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*(\d+)")
_USES = re.compile(rb"/([^\s/<>\[\]()]+)\s+usecmap")
_VERTICAL = re.compile(rb"/WMode\s+1\s+def")
_COMMENT = re.compile(rb"%[^\r\n]*")


def _embedded(stream: Any, depth: int) -> CMap:
    """A CMap of the file, with the one that it uses (9.7.5.4)."""
    data = _COMMENT.sub(b"", stream.read_bytes()[:LARGEST])
    spaces: list[Space] = []
    ranges: list[tuple[int, int, int]] = []
    for kind, block in _BLOCK.findall(data):
        if kind == b"codespacerange":
            pairs = ((_bytes(low), _bytes(high)) for low, high in _PAIR.findall(block))
            spaces += [(low, high) for low, high in pairs if 0 < len(low) == len(high) <= 4]
        elif kind == b"bfchar":  # as some programs write CIDs, and renderers read them
            ranges += [(_code(a), _code(a), _code(cid)) for a, cid in _PAIR.findall(block)]
        elif kind == b"cidrange":
            ranges += [(_code(a), _code(b), int(cid)) for a, b, cid in _RANGE.findall(block)]
        else:
            ranges += [(_code(a), _code(a), int(cid)) for a, cid in _CHAR.findall(block)]
    used = get(stream, "/UseCMap")
    if used is None and (named := _USES.search(data)):
        used = pikepdf.Name("/" + named[1].decode("latin-1"))
    base = cmap_of(used, depth + 1) if used is not None and depth < DEEPEST else None
    if used is not None and base is None:
        base = CMap(() if spaces else TWO_BYTES, None)  # what it uses is not known
    vertical = get(stream, "/WMode") == 1 or _VERTICAL.search(data) is not None
    inherited = base.spaces if base else () if spaces else TWO_BYTES
    return CMap((*spaces, *inherited), tuple(sorted(ranges)), vertical, "", base)


def _bytes(digits: bytes) -> bytes:
    plain = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(plain + "0" * (len(plain) % 2))


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


# ── texts ────────────────────────────────────────────────────────────────────────────────────


_BFRANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(<[0-9A-Fa-f\s]+>|\[[^\]]*\])")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


def to_unicode(cmap: bytes) -> dict[int, str]:
    """The texts of a ToUnicode CMap, by code (ISO 32000-1, 9.10.3)."""
    texts: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in _PAIR.findall(block):
            texts[_code(code)] = _text(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, text in _BFRANGE.findall(block):
            first = _code(low)
            count = min(max(_code(high) - first + 1, 0), MOST_CODES)
            if text.startswith(b"["):
                for step, digits in zip(range(count), _HEX.findall(text), strict=False):
                    texts[first + step] = _text(digits)
                continue
            start = _text(text[1:-1])
            for step in range(count if start else 0):
                last = min(ord(start[-1]) + step, 0x10FFFF)
                texts[first + step] = start[:-1] + chr(last)
    return texts


def _text(digits: bytes) -> str:
    """The text of hexadecimal digits in UTF-16BE."""
    return _bytes(digits).decode("utf-16-be", "replace")
