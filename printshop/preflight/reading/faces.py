"""The fonts of a finished PDF: how strings are codes, and each code's width, text and glyph."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

from printshop.pdf.cmaps import CMap, cmap_of, to_unicode
from printshop.pdf.geometry import IDENTITY, Matrix, matrix
from printshop.pdf.objects import MALFORMED, array, entries, get, name_text
from printshop.preflight.reading.encodings import Encoding, encoding_of, standard_text, text_of
from printshop.preflight.reading.facts import Font
from printshop.preflight.reading.font_programs import Program, program_of
from printshop.preflight.reading.outlines import Outlines, outlines_of

MOST_GLYPHS = 65536  # of a font
UNKNOWN = "\ufffd"  # the text of a glyph of which no text is known
USUAL_WIDTH = 500.0  # of a glyph of a font without widths
NOT_TEXT = {"\0", "\ufeff", "\ufffe"}  # ISO 14289-1, 7.21.7


# The vertical displacement and the position vector of a glyph, in thousandths (9.7.4.3).
Down = tuple[float, tuple[float, float]]
USUAL_DOWN: Down = (-1000.0, (0.0, 880.0))
FontKey = tuple[int, int] | bytes  # a font's object number; of a direct object, all it holds


class _ByCode(dict[int, Any]):
    """Values by glyph code, each worked out when it is first asked for."""

    def __init__(self, work_out: Callable[[int], Any]) -> None:
        super().__init__()
        self.work_out = work_out

    def __missing__(self, code: int) -> Any:
        value = self[code] = self.work_out(code)
        return value


@dataclass
class Face:
    """A font that was read.

    ``widths`` are in thousandths of the type size: by CID in a composite font, else by code;
    ``default`` is that of all others. ``texts``: the text of each code that is in its ToUnicode
    map. ``cmap``, of a composite font: from codes to CIDs, None where it is not known; ``gids``:
    its CIDToGIDMap, two bytes for each CID; ``metrics``: those of lines that run downwards, by CID
    (``Down``), -1 for all others. ``encoding``, of a simple font: glyph names by code.

    Of a Type 3 font also ``glyphs``, its content streams, ``drawn``, their names, ``matrix``, from
    glyph space to text space (ISO 32000-1, 9.6.5), and ``unit``, the factor from its widths to
    thousandths. ``key``: where it stands. ``unreadable``: what could not be read, as messages.
    """

    font: Font
    wide: bool
    widths: dict[int, float]
    default: float
    texts: dict[int, str]
    cmap: CMap | None = None
    gids: bytes | None = None
    metrics: dict[int, Down] = field(default_factory=dict)
    encoding: Encoding = field(default_factory=dict)
    program: Program | None = None
    unit: float = 1.0
    matrix: Matrix = IDENTITY
    glyphs: list[Any] | None = None
    drawn: frozenset[str] = frozenset()
    resources: Any = None
    key: FontKey = (0, 0)
    unreadable: tuple[str, ...] = ()
    outlines: Outlines | None = None

    @cached_property
    def not_text(self) -> frozenset[int]:
        """Codes that are mapped to characters which text may not have (ISO 14289-1, 7.21.7)."""
        return frozenset(c for c, text in self.texts.items() if NOT_TEXT & set(text))

    def codes(self, raw: bytes) -> Sequence[int]:
        """The glyph codes of a string; two bytes each where the font's CMap is not known."""
        if not self.wide:
            return raw
        return (self.cmap or CMap()).codes(raw)

    @cached_property
    def advances(self) -> dict[int, float]:
        """The width of each code, in thousandths of the type size."""
        return _ByCode(lambda code: self.unit * self._width(code))

    def _width(self, code: int) -> float:
        cid = self.cmap.cid(code) if self.cmap else code
        return self.default if cid is None else self.widths.get(cid, self.default)

    @property
    def downwards(self) -> bool:
        """Whether its lines run downwards."""
        return self.cmap is not None and self.cmap.vertical

    @cached_property
    def vertical(self) -> dict[int, Down]:
        """By code, how far a line moves with it, and where its lower left corner is."""
        return _ByCode(self._down)

    def _down(self, code: int) -> Down:
        cid = self.cmap.cid(code) if self.cmap else None
        if cid is not None and cid in self.metrics:
            return self.metrics[cid]
        step, (_, up) = self.metrics.get(-1, USUAL_DOWN)
        return step, (self._width(code) / 2, up)

    @cached_property
    def letters(self) -> dict[int, str]:
        """The text of each code as far as it is known; ``UNKNOWN`` where it is not."""
        return _ByCode(self._letter)

    def _letter(self, code: int) -> str:
        if code in self.texts:
            return self.texts[code]
        if self.wide:
            return (self.cmap.text(code) if self.cmap else None) or UNKNOWN
        name = self.encoding.get(code)
        return (text_of(name) if name else standard_text(code)) or UNKNOWN

    @cached_property
    def lacking(self) -> dict[int, bool]:
        """Whether the font has no glyph for a code, so that ``.notdef`` or nothing is printed.

        False for a space, which shows nothing anyway, and where it is not known.
        """
        return _ByCode(self._lacks)

    def _lacks(self, code: int) -> bool:
        letter = self.letters[code]
        if letter and not letter.strip():
            return False
        if self.glyphs is not None:
            return letter != UNKNOWN and self.encoding.get(code) not in self.drawn
        return self._lacks_cid(code) if self.wide else self._lacks_code(code, letter)

    def _lacks_code(self, code: int, letter: str) -> bool:
        name = self.encoding.get(code)
        if code == 32 and letter == UNKNOWN:
            return False  # a space, by whatever name
        if name == ".notdef" and self.program:
            return True
        if code <= 32 and name is None:
            return False  # line ends and tabs, which programs leave in strings
        text = "" if letter == UNKNOWN or name is None else text_of(name)
        usable = self.program is not None and not self.program.is_broken
        return bool(usable and self.program and self.program.glyphs.lacks(code, name, text))

    def _lacks_cid(self, code: int) -> bool:
        cid = self.cmap.cid(code) if self.cmap else None
        if cid is None:
            return False
        glyph = cid
        if self.gids is not None:
            glyph = int.from_bytes(self.gids[2 * cid : 2 * cid + 2], "big")
        if glyph == 0:
            return True
        if self.program is None or self.program.is_broken:
            return False
        by_cid = self.gids is None and self.program.is_cff
        if by_cid and (cids := self.program.glyphs.cids) is not None:
            return cid not in cids
        count = self.program.count if self.program.is_sfnt else self.program.glyphs.count
        return count is not None and glyph >= count


def read_face(item: Any) -> Face:
    """Read a font dictionary (ISO 32000-1, 9.6 to 9.10); what cannot be read is said."""
    kind = str(get(item, "/Subtype"))
    wide, type3 = kind == "/Type0", kind == "/Type3"
    inner = next(iter(array(get(item, "/DescendantFonts"))), None) if wide else item
    descriptor = get(inner, "/FontDescriptor")
    program = None if type3 else program_of(descriptor)
    name = get(item, "/BaseFont") or get(descriptor, "/FontName")
    faults: list[str] = []
    cmap = _part(faults, "the text layer", lambda: _texts(get(item, "/ToUnicode")), {})
    font = Font(
        name_text(name),
        type3 or program is not None,
        get(item, "/ToUnicode") is not None,
        wide,
        type3,
        program is not None and program.is_broken,
    )
    face = Face(font, wide, {}, 0.0, cmap, program=program)
    if wide:
        _composite(face, item, inner, faults)
    else:
        face.widths = _part(faults, "the widths", lambda: dict(_widths(item)), {})
        missing = get(descriptor, "/MissingWidth") or (0 if face.widths else USUAL_WIDTH)
        face.default = _part(faults, "the widths", lambda: float(missing), 0.0)
        face.encoding = _part(faults, "the encoding", lambda: encoding_of(item), {})
    if type3:
        _drawn(face, item, faults)
    face.unreadable = tuple(f"{part} of {font.called} cannot be read" for part in faults)
    return face


def _part(faults: list[str], name: str, read: Callable[[], Any], default: Any) -> Any:
    """A part of a font; ``default`` where it cannot be read, and its name among the faults."""
    try:
        return read()
    except MALFORMED:
        if name not in faults:
            faults.append(name)
        return default


def _texts(cmap: Any) -> dict[int, str]:
    if isinstance(cmap, pikepdf.Name):  # Identity-H: codes are Unicode values already
        return {code: chr(code) for code in range(0xD800)}
    return to_unicode(cmap.read_bytes()) if isinstance(cmap, pikepdf.Stream) else {}


def _composite(face: Face, item: Any, inner: Any, faults: list[str]) -> None:
    """The CMap and the metrics of a composite font (9.7)."""
    encoding = get(item, "/Encoding")
    face.cmap = _part(faults, "the CMap", lambda: cmap_of(encoding), None)
    if face.cmap is None and "the CMap" not in faults:
        name = str(encoding) if isinstance(encoding, pikepdf.Name) else "none"
        faults.append(f"the CMap ({name.strip('/')})")
    face.widths = _part(faults, "the widths", lambda: dict(_wide_widths(get(inner, "/W"))), {})
    width = get(inner, "/DW")
    face.default = _part(faults, "the widths", lambda: 1000.0 if width is None else float(width), 0)
    if face.downwards:
        face.metrics = _part(faults, "the widths", lambda: dict(_downwards(inner)), {})
    gids = get(inner, "/CIDToGIDMap")
    if isinstance(gids, pikepdf.Stream):
        face.gids = _part(faults, "the CIDToGIDMap", gids.read_bytes, None)
    if "the CIDToGIDMap" not in faults:
        face.outlines = outlines_of(encoding, face.program, face.gids)


def _drawn(face: Face, item: Any, faults: list[str]) -> None:
    """The glyphs of a Type 3 font (9.6.5)."""
    written = get(item, "/FontMatrix") or (0.001, 0, 0, 0.001, 0, 0)
    face.matrix = _part(faults, "the matrix", lambda: matrix(written), (0.001, 0, 0, 0.001, 0, 0))
    face.unit = 1000 * face.matrix[0]
    procedures = entries(get(item, "/CharProcs"))
    streams = {name: glyph for name, glyph in procedures if isinstance(glyph, pikepdf.Stream)}
    face.glyphs, face.drawn = list(streams.values()), frozenset(name[1:] for name in streams)
    face.resources = get(item, "/Resources")


def _wide_widths(item: Any) -> Iterator[tuple[int, float]]:
    """The widths of a composite font, by CID (ISO 32000-1, 9.7.4.3)."""
    items = array(item)
    i = 0
    while i + 1 < len(items):
        first = int(items[i])
        if isinstance(items[i + 1], pikepdf.Array):
            for step, width in enumerate(items[i + 1]):
                yield first + step, float(width)
            i += 2
        elif i + 2 < len(items):
            for cid in range(first, min(int(items[i + 1]) + 1, first + MOST_GLYPHS)):
                yield cid, float(items[i + 2])
            i += 3
        else:
            return


def _downwards(item: Any) -> Iterator[tuple[int, Down]]:
    """The metrics of lines that run downwards: of all CIDs as that of -1, and of some."""
    usual = array(get(item, "/DW2"))
    if len(usual) == 2:
        yield -1, (float(usual[1]), (0.0, float(usual[0])))
    items = array(get(item, "/W2"))
    i = 0
    while i + 1 < len(items):
        first = int(items[i])
        if isinstance(items[i + 1], pikepdf.Array):
            numbers = [float(v) for v in items[i + 1]]
            for step, at in enumerate(range(0, len(numbers) - 2, 3)):
                yield first + step, (numbers[at], (numbers[at + 1], numbers[at + 2]))
            i += 2
        elif i + 4 < len(items):
            down: Down = (float(items[i + 2]), (float(items[i + 3]), float(items[i + 4])))
            for cid in range(first, min(int(items[i + 1]) + 1, first + MOST_GLYPHS)):
                yield cid, down
            i += 5
        else:
            return


def _widths(item: Any) -> Iterator[tuple[int, float]]:
    """The widths of a simple font, by code (ISO 32000-1, 9.6.2)."""
    first = int(get(item, "/FirstChar") or 0)
    for step, width in enumerate(array(get(item, "/Widths"))):
        yield first + step, float(width)
