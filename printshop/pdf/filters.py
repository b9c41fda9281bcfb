"""Filters: whether a stream decodes to more than a limit, found without decoding all of it.

Each filter takes pieces and yields pieces (ISO 32000-1, 7.4), so that of a chain of filters only
one piece each is in memory. A filter ends where its data is damaged, as readers do.
"""

import base64
import binascii
import zlib
from collections.abc import Callable, Iterator
from math import prod
from typing import Any

import pikepdf

from printshop.pdf.objects import array, filters, get

PIECE = 1 << 16  # bytes
SPACES = b"\0\t\n\f\r "
CLEAR, END = 256, 257  # codes of LZW that stand for no bytes
WIDEST = 12  # bits of a code of LZW
Pieces = Iterator[bytes]
Decoder = Callable[[Pieces, Any], Pieces]  # of a filter's pieces, with its parameters


def exceeds_decoded(stream: Any, most: int) -> bool:
    """Whether a stream has more than ``most`` bytes when decoded, or after any of its filters.

    With a filter that is not decoded here, the encoded bytes count: readers do not decode it
    either. Where a predictor stands before another filter, the most that it can become counts.
    """
    data = bytes(stream.read_raw_bytes())
    steps = [(n, name) for n, name in enumerate(filters(stream)) if name != "/Crypt"]  # no change
    names = [name for _, name in steps]
    if not names or not FILTERS.keys() >= set(names):
        return len(data) > most
    if len(data) * prod(FILTERS[name][1] for name in names) <= most:
        return False
    parameters = [_parameters(stream, n) for n, _ in steps]
    if any(get(item, "/Predictor") not in (None, 1) for item in parameters[:-1]):
        return True
    pieces: Pieces = (data[at : at + PIECE] for at in range(0, len(data), PIECE))
    counts = [_Count(most) for _ in names]
    for name, item, count in zip(names, parameters, counts, strict=True):
        pieces = count.of(FILTERS[name][0](pieces, item))
    for _ in pieces:
        pass
    return any(count.past for count in counts)


class _Count:
    """Counts the bytes of pieces, and ends them at a limit."""

    def __init__(self, most: int) -> None:
        self.left, self.past = most, False

    def of(self, pieces: Pieces) -> Pieces:
        for piece in pieces:
            self.left -= len(piece)
            if self.left < 0:
                self.past = True
                return
            yield piece


def _parameters(stream: Any, number: int) -> Any:
    listed = get(stream, "/DecodeParms")
    if isinstance(listed, pikepdf.Array):
        return array(listed)[number] if number < len(listed) else None
    return listed


def _flate(pieces: Pieces, _: Any) -> Pieces:
    """A predictor in the last filter is ignored: it removes a byte from each row, and adds none."""
    unpacking = zlib.decompressobj()
    for piece in pieces:
        left, full = piece, True
        while left or full:
            before = unpacking.copy()
            try:
                decoded = unpacking.decompress(left, PIECE)
            except zlib.error:
                yield from _until_damage(before, left)
                return
            left, full = unpacking.unconsumed_tail, len(decoded) == PIECE
            yield decoded
            if unpacking.eof:  # what follows the end stays unconsumed for ever
                return


def _until_damage(unpacking: Any, data: bytes) -> Pieces:
    """What bytes decode to before the one that is damaged, be it of the checksum at the end.

    It is less than ``PIECE``: with that for a limit, the damage was met.
    """
    for at in range(len(data)):
        try:
            yield unpacking.decompress(data[at : at + 1])
        except zlib.error:
            return


def _run_lengths(pieces: Pieces, _: Any) -> Pieces:
    left = b""
    for piece in pieces:
        data, at, parts = left + piece, 0, list[bytes]()
        while at + 1 < len(data) and data[at] != 128:
            length = data[at]
            end = at + 2 if length > 128 else at + 2 + length
            if end > len(data):
                break
            parts.append(data[at + 1 : end] * (257 - length if length > 128 else 1))
            at = end
        yield b"".join(parts)
        left = data[at:]
        if left[:1] == b"\x80":
            return


def _lzw(pieces: Pieces, parameters: Any) -> Pieces:
    """Codes of 9 to 12 bits; the width grows one code early unless ``EarlyChange`` is 0."""
    early = 0 if get(parameters, "/EarlyChange") == 0 else 1
    start = [bytes([n]) for n in range(CLEAR)] + [b"", b""]
    table, width, before = start.copy(), 9, b""
    held = bits = 0
    for piece in pieces:
        parts, size = list[bytes](), 0
        for byte in piece:
            held, bits = held << 8 | byte, bits + 8
            if bits < width:
                continue
            bits -= width
            code, held = held >> bits, held & ((1 << bits) - 1)
            if code == CLEAR:
                table, width, before = start.copy(), 9, b""
                continue
            known = code < len(table)
            if code == END or not (known or (before and code == len(table))):
                yield b"".join(parts)
                return
            entry = table[code] if known else before + before[:1]
            if before and len(table) < 1 << WIDEST:
                table.append(before + entry[:1])
                if len(table) + early >= 1 << width and width < WIDEST:
                    width += 1
            before = entry
            parts.append(entry)
            size += len(entry)
            if size >= PIECE:
                yield b"".join(parts)
                parts, size = [], 0
        yield b"".join(parts)


def _text_filter(
    end: bytes, group: int, decode: Callable[[bytes], bytes], zeros: bytes = b""
) -> Decoder:
    """The decoder of a filter that writes bytes as characters, in groups of ``group``.

    ``end`` is its end-of-data mark, ``zeros`` a character that stands for a group of zero bytes.
    """

    def decoded(pieces: Pieces, _: Any) -> Pieces:
        left = b""
        for piece in pieces:
            text, ended, _rest = piece.translate(None, SPACES).partition(end)
            left += text.replace(zeros, b"!" * group) if zeros else text
            whole = len(left) if ended else len(left) // group * group
            try:
                yield decode(left[:whole])
            except ValueError:
                return
            left = left[whole:]
            if ended:
                return

    return decoded


def _unhexlify(digits: bytes) -> bytes:
    """A last digit that stands alone is followed by 0 (7.4.2)."""
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2))


# The decoder of each filter, and to how many bytes one encoded byte decodes at most.
FILTERS: dict[str, tuple[Decoder, int]] = {
    "/FlateDecode": (_flate, 1032),
    "/LZWDecode": (_lzw, 2600),
    "/RunLengthDecode": (_run_lengths, 64),
    "/ASCII85Decode": (_text_filter(b"~", 5, base64.a85decode, zeros=b"z"), 4),
    "/ASCIIHexDecode": (_text_filter(b">", 2, _unhexlify), 1),
}
