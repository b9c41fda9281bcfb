"""The text layer: each glyph that is shown stands for its own letters, in every script.

The renderer keeps one text for a glyph, the first it met. Where letters join, carry signs or are
built from parts, the same glyph stands for other letters at other places. So every glyph's text is
written down as it is drawn, and each pair of glyph and text gets a code of its own (ISO 32000-1,
9.7.4.2 and 9.10.3). Where the glyphs of a line do not lie in the order in which it is read, its tag
says its words besides (14.9.4, ActualText). They stand in the tag, not beside the glyphs: there,
poppler and pdfium would turn them round once more.

This module changes what the renderer does with text while it writes; ``tests/unit/test_textlayer``
tells when a new version of it no longer does so.
"""

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

import pydyf
from fontTools.ttLib import TTFont

from printshop.shop.direction import right_to_left
from printshop.typesetting import font_subset
from printshop.typesetting.blocks import TOKEN_NAME
from printshop.typesetting.clusters import shared_texts

HYPHEN = "\u00ad"  # a place where a word may break: nothing is drawn for it
_HEX = re.compile(r"<([0-9a-f]*)>")


class Texts(dict[int, str]):
    """The texts of one font's glyphs: knows none, so that every glyph's text is told to it.

    ``told`` holds the pairs of glyph and text that were not shown yet, ``codes`` those that were,
    each with its code. To the writer of the file it is a mapping of glyphs as before.
    """

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[int, str]] = []
        self.codes: dict[tuple[int, str], int] = {}

    def __contains__(self, glyph: object) -> bool:
        return False

    def __setitem__(self, glyph: int, text: str) -> None:
        self.told.append((glyph, text))
        super().__setitem__(glyph, text)


@dataclass
class _Shown:
    """A string of glyphs as it stands in a stream: where, in which font, what it stands for."""

    at: int
    string: str
    font: Any
    pairs: list[tuple[int, str]]


@dataclass(frozen=True)
class _Spoken:
    """What the tag of a line says besides: its words, its language; of a token name and place.

    The place is in pixels of the renderer's page, from its top: (x0, y0, x1, y1).
    """

    words: str
    language: str | None
    token: str
    place: tuple[float, float, float, float]


def _spoken(box: Any, words: str) -> _Spoken:
    x, y = box.position_x, box.position_y
    token = (box.element.get(TOKEN_NAME) or "") if box.element is not None else ""
    return _Spoken(words, box.style["lang"], token, (x, y, x + box.width, y + box.height))


@lru_cache
def install(stream: Any) -> None:
    """Make the renderer's streams (its module ``pdf.stream``) keep every glyph's text; once."""

    class Font(stream.Font):  # type: ignore[misc]  # weasyprint ships no types
        """A font that is told the text of every glyph shown."""

        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            self.to_unicode = Texts()

        def subset(self, to_unicode: dict[int, str], hinting: bool) -> None:
            """Keep the glyphs that are shown; a font of which all are wanted stays whole."""
            if to_unicode:
                self.file_content: bytes = font_subset.subset(
                    self.file_content,
                    to_unicode,
                    index=self.index,
                    hinting=hinting,
                    notdef=bool(self.missing),
                )

    show_text, marked = stream.Stream.show_text, stream.Stream.marked

    def show(self: Any, string: str) -> None:
        show_text(self, string)
        font = _font(self)
        if font.bitmap:
            font.to_unicode.told.clear()
            return
        count = sum(len(codes) // 4 for codes in _HEX.findall(string))
        told = font.to_unicode.told
        shown = _Shown(len(self.stream) - 1, string, font, told[:count])
        del told[:count]
        if (waiting := getattr(self, "_waiting", None)) is None:
            _settle(self.stream, [shown])
        else:
            waiting.append(shown)

    @contextmanager
    def mark(self: Any, box: Any, tag: str) -> Iterator[None]:
        with marked(self, box, tag):
            self._waiting = []
            yield
            shown, self._waiting = self._waiting, None
            words = _end(box, shown)
            said = _settle(self.stream, shown)
            if self._tags is not None and shown:
                spoken = self.__dict__.setdefault("_spoken", {})
                other = words if said.rstrip() != words.rstrip() else ""
                spoken[self._tags[box]["mcid"]] = _spoken(box, other)

    stream.Font, stream.Stream.show_text, stream.Stream.marked = Font, show, mark


def find_ends(lines: Iterable[Iterable[Any]]) -> None:
    """Note on each text, given as the boxes of its line in order, that a space follows it.

    So it is at the end of a line, and where a text of nothing but spaces follows: that is not
    drawn.
    """
    for line in lines:
        last = None
        for box in line:
            text = getattr(box, "text", None)
            if text is not None and text.strip():
                last = box
            elif text and last is not None:
                last.ends_line = True
        if last is not None:
            last.ends_line = True


def _end(box: Any, shown: list[_Shown]) -> str:
    """The words of a text in logical order; where its line ends, the last glyph says so, too.

    It says a space, so that words do not run together, or, in place of a hyphen that the renderer
    set, that the word goes on (ISO 32000-1, 14.8.2.2.3 and 14.8.2.5).
    """
    raw = getattr(box, "text", "")
    words: str = raw.replace(HYPHEN, "")
    last = next((s for s in reversed(shown) if s.pairs), None)
    if last is None or not getattr(box, "ends_line", False):
        return words
    glyph, text = last.pairs[-1]
    if raw.endswith(f"{HYPHEN}-") and text == "-":
        last.pairs[-1] = (glyph, HYPHEN)
        return words[:-1] + HYPHEN
    if right_to_left(words):
        _begin(next(s for s in shown if s.pairs))
    elif text and not text[-1].isspace():
        last.pairs[-1] = (glyph, f"{text} ")
    return words.rstrip() + " "


def _begin(first: _Shown) -> None:
    """A line that is read leftwards ends where its glyphs begin: a space is shown there.

    It takes no room, since the pen goes back by its width; a space within a glyph's own text would
    be turned round by some readers and not by others.
    """
    glyph, width = _space(first.font.file_content)
    if glyph:
        first.font.widths.setdefault(glyph, width)
        dict.__setitem__(first.font.to_unicode, glyph, " ")  # so that its subset has the glyph
        first.pairs.insert(0, (glyph, " "))
        first.string = f"<{glyph:04x}>{first.font.widths[glyph]} {first.string}"


@lru_cache
def _space(font: bytes) -> tuple[int, int]:
    """The space of a font file: its glyph, 0 where it has none, and its width in thousandths."""
    with TTFont(io.BytesIO(font), lazy=True) as opened:
        name = opened.getBestCmap().get(ord(" "))
        if name is None:
            return 0, 0
        width = opened["hmtx"][name][0] * 1000 / opened["head"].unitsPerEm
        return int(opened.getGlyphID(name)), round(width)


def _font(stream: Any) -> Any:
    """The font in which a stream shows text: the first of its name, whose codes count for all."""
    same = [f for f in stream._fonts.values() if f.hash == stream._current_font[0]]
    for font in same[1:]:
        font.to_unicode.codes = same[0].to_unicode.codes
    return next((f for f in same if f.to_unicode.told), same[0])


def _settle(content: list[Any], shown: list[_Shown]) -> str:
    """Put codes where glyphs stood in a stream; what they say in the order in which they lie."""
    texts = iter(shared_texts([text for s in shown for _, text in s.pairs]))
    said = ""
    for s in shown:
        codes = []
        for glyph, _ in s.pairs:
            text = next(texts)
            said += text
            codes.append(f"{_code(s.font, glyph, text):04x}")
        left = iter(codes)

        def coded(found: re.Match[str], left: Iterator[str] = left) -> str:
            return "<" + "".join(next(left) for _ in range(len(found[1]) // 4)) + ">"

        content[s.at] = f"[{_HEX.sub(coded, s.string)}] TJ".encode()
    return said


def _code(font: Any, glyph: int, text: str) -> int:
    """The code of a pair, counted from 1 as they come; a glyph that the font has not is 0."""
    codes: dict[tuple[int, str], int] = font.to_unicode.codes
    if glyph == 0 or glyph in font.missing.values():
        return codes.setdefault((0, ""), 0)
    return codes.setdefault((glyph, text), len(codes) + ((0, "") not in codes))


def finish(document: Any, pdf: Any) -> None:
    """Complete a file that is being written: codes for its fonts, spoken words for its tags."""
    _number(document, pdf)
    _speak(pdf)


def places(pdf: Any) -> Iterator[tuple[str, int, int, tuple[float, float, float, float]]]:
    """The tokens of a file that is being written: name, page from 0, mark (MCID), place.

    A name stands there once for each line that its token takes. The place is in pixels of the
    renderer's page, from its top: (x0, y0, x1, y1).
    """
    spoken = _spoken_by_page(pdf)
    for number, reference in enumerate(pdf.page_references):
        for mark, said in spoken.get(reference, {}).items():
            if said.token:
                yield said.token, number, mark, said.place


def _spoken_by_page(pdf: Any) -> dict[bytes, dict[int, _Spoken]]:
    spoken = {s.reference: s._spoken for s in pdf.objects if hasattr(s, "_spoken")}
    dictionaries: list[Any] = [item for item in pdf.objects if isinstance(item, dict)]
    return {
        page.reference: spoken.get(page["Contents"], {})
        for page in dictionaries
        if page.get("Type") == "/Page"
    }


def _speak(pdf: Any) -> None:
    """Words and languages, in the tags of the lines that have them."""
    dictionaries: list[Any] = [item for item in pdf.objects if isinstance(item, dict)]
    pages = _spoken_by_page(pdf)
    own = pdf.catalog["Lang"].string
    for item in dictionaries:
        if item.get("S") == "/Span":
            for kid in item["K"]:
                said = pages[item["Pg"]].get(kid) if isinstance(kid, int) else None
                if said and said.words:
                    item["ActualText"] = pydyf.String(said.words)
                if said and said.language and said.language != own:
                    item["Lang"] = pydyf.String(said.language)


def _number(document: Any, pdf: Any) -> None:
    """Codes, widths, glyphs and texts of each font."""
    fonts = {bytes(font.name): font for font in reversed(document.fonts.values())}
    widths: dict[bytes, dict[int, float]] = {}
    for font in document.fonts.values():
        widths.setdefault(bytes(font.name), {}).update(font.widths)
    for item in list(pdf.objects):
        if isinstance(item, dict) and item.get("Subtype") == "/Type0":
            name = item["BaseFont"]
            codes = fonts[name].to_unicode.codes
            inner = _at(pdf, item["DescendantFonts"][0])
            glyphs = [0, *(g for (g, _), code in codes.items() if code)]
            pairs = [(code, text) for (_, text), code in codes.items()]
            to_gid = pydyf.Stream([b"".join(g.to_bytes(2, "big") for g in glyphs)], compress=True)
            pdf.add_object(to_gid)
            inner["CIDToGIDMap"] = to_gid.reference
            first = 0 if 0 in codes.values() else 1
            wide = [widths[name].get(glyph, 1000) for glyph in glyphs[first:]]
            inner["W"] = pydyf.Array([first, pydyf.Array(wide)])
            item["Encoding"] = "/Identity-H"
            _at(pdf, item["ToUnicode"]).stream = list(_cmap(pairs))


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _cmap(pairs: list[tuple[int, str]]) -> Iterator[bytes]:
    """A ToUnicode map (ISO 32000-1, 9.10.3)."""
    yield b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    yield b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    yield b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def"
    yield b"1 begincodespacerange <0000> <ffff> endcodespacerange"
    for block in range(ceil(len(pairs) / 100)):
        some = pairs[100 * block : 100 * block + 100]
        yield f"{len(some)} beginbfchar".encode()
        for code, text in some:
            yield f"<{code:04x}> <{text.encode('utf-16-be').hex()}>".encode()
        yield b"endbfchar"
    yield b"endcmap CMapName currentdict /CMap defineresource pop end end"
