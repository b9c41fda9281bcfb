"""The text layer: every glyph that is shown maps to its own text, in every script.

The renderer keeps one text for a glyph, the first one. With ligatures, combining marks and joining
letters the same glyph has other texts at other places. So the text of every glyph is recorded as it
is shown, and each pair of glyph and text gets a character code of its own, with its ToUnicode entry
(ISO 32000-1, 9.7.4.2 and 9.10.3). Where the visual order of a line's glyphs is not the logical one,
its structure element has ActualText (14.9.4). It is there and not in the marked content, where
poppler and pdfium would reorder it.

This module patches the renderer's output of text; ``tests/unit/typesetting/test_text_layer`` fails
where a new version of the renderer no longer works with it.
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
from printshop.typesetting.clusters import shared_texts
from printshop.typesetting.line_spans import Place, SpanText, span_text

HYPHEN = "\u00ad"  # soft hyphen: not drawn
_HEX = re.compile(r"<([0-9a-f]*)>")


class GlyphTexts(dict[int, str]):
    """The texts of one font's glyphs. It claims to hold none, so that each is set again.

    ``pending`` holds the pairs of glyph and text that were not shown yet, ``codes`` the character
    codes of those that were. To the renderer it is its mapping from glyph to text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pending: list[tuple[int, str]] = []
        self.codes: dict[tuple[int, str], int] = {}

    def __contains__(self, glyph: object) -> bool:
        return False

    def __setitem__(self, glyph: int, text: str) -> None:
        self.pending.append((glyph, text))
        super().__setitem__(glyph, text)


@dataclass
class _GlyphString:
    """A string of glyphs in a content stream: index, operand, font, pairs of glyph and text."""

    at: int
    string: str
    font: Any
    pairs: list[tuple[int, str]]


@lru_cache
def install(stream: Any) -> None:
    """Patch the renderer's module ``pdf.stream``, once, to record every glyph's text."""

    class Font(stream.Font):  # type: ignore[misc]  # weasyprint ships no types
        """A font that records the text of every glyph shown."""

        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            self.to_unicode = GlyphTexts()

        def subset(self, to_unicode: dict[int, str], hinting: bool) -> None:
            """Subset the font to the glyphs that are shown; without any it stays whole."""
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
        font = _current_font(self)
        if font.bitmap:
            font.to_unicode.pending.clear()
            return
        count = sum(len(codes) // 4 for codes in _HEX.findall(string))
        pending = font.to_unicode.pending
        glyphs = _GlyphString(len(self.stream) - 1, string, font, pending[:count])
        del pending[:count]
        if (strings := getattr(self, "_pending_strings", None)) is None:
            _encode(self.stream, [glyphs])
        else:
            strings.append(glyphs)

    @contextmanager
    def mark(self: Any, box: Any, tag: str) -> Iterator[None]:
        with marked(self, box, tag):
            self._pending_strings = []
            yield
            strings, self._pending_strings = self._pending_strings, None
            text = _end_line(box, strings)
            encoded_text = _encode(self.stream, strings)
            if self._tags is not None and strings:
                spans = self.__dict__.setdefault("_span_texts", {})
                actual_text = text if encoded_text.rstrip() != text.rstrip() else ""
                spans[self._tags[box]["mcid"]] = span_text(box, actual_text, self._ctm_stack)

    stream.Font, stream.Stream.show_text, stream.Stream.marked = Font, show, mark


def mark_line_ends(lines: Iterable[Iterable[Any]]) -> None:
    """Mark the text boxes that a space follows. A line is given as its boxes in order.

    A space follows at the end of a line, and where the next text box has only white space: that is
    not drawn.
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


def _end_line(box: Any, strings: list[_GlyphString]) -> str:
    """The text of a box in logical order; at the end of a line the last glyph's text is extended.

    It gets a space, so that words do not run together; the text of a hyphen that the renderer set
    becomes a soft hyphen (ISO 32000-1, 14.8.2.2.3 and 14.8.2.5).
    """
    raw = getattr(box, "text", "")
    words: str = raw.replace(HYPHEN, "")
    last_string = next((s for s in reversed(strings) if s.pairs), None)
    if last_string is None or not getattr(box, "ends_line", False):
        return words
    glyph, text = last_string.pairs[-1]
    if raw.endswith(f"{HYPHEN}-") and text == "-":
        last_string.pairs[-1] = (glyph, HYPHEN)
        return words[:-1] + HYPHEN
    if right_to_left(words):
        _insert_space(next(s for s in strings if s.pairs))
    elif text and not text[-1].isspace():
        last_string.pairs[-1] = (glyph, f"{text} ")
    return words.rstrip() + " "


def _insert_space(first: _GlyphString) -> None:
    """Show a space before the glyphs of a right-to-left line, which is where the line ends.

    It has no advance, since TJ moves back by its width. A space in a glyph's own text would be
    reordered by some readers and not by others.
    """
    glyph, width = _space(first.font.file_content)
    if glyph:
        first.font.widths.setdefault(glyph, width)
        dict.__setitem__(first.font.to_unicode, glyph, " ")  # so that its subset has the glyph
        first.pairs.insert(0, (glyph, " "))
        first.string = f"<{glyph:04x}>{first.font.widths[glyph]} {first.string}"


@lru_cache
def _space(font: bytes) -> tuple[int, int]:
    """The space of a font file: glyph ID, 0 where it has none, and advance in 1/1000 em."""
    with TTFont(io.BytesIO(font), lazy=True) as opened:
        name = opened.getBestCmap().get(ord(" "))
        if name is None:
            return 0, 0
        width = opened["hmtx"][name][0] * 1000 / opened["head"].unitsPerEm
        return int(opened.getGlyphID(name)), round(width)


def _current_font(stream: Any) -> Any:
    """A stream's current font; fonts of one name share the codes of the first."""
    same = [f for f in stream._fonts.values() if f.hash == stream._current_font[0]]
    for font in same[1:]:
        font.to_unicode.codes = same[0].to_unicode.codes
    return next((f for f in same if f.to_unicode.pending), same[0])


def _encode(content: list[Any], strings: list[_GlyphString]) -> str:
    """Replace glyph IDs by character codes in a stream; returns their text in visual order."""
    texts = iter(shared_texts([text for string in strings for _, text in string.pairs]))
    encoded_text = ""
    for string in strings:
        codes = []
        for glyph, _ in string.pairs:
            text = next(texts)
            encoded_text += text
            codes.append(f"{_code(string.font, glyph, text):04x}")
        remaining = iter(codes)

        def coded(match: re.Match[str], remaining: Iterator[str] = remaining) -> str:
            return "<" + "".join(next(remaining) for _ in range(len(match[1]) // 4)) + ">"

        content[string.at] = f"[{_HEX.sub(coded, string.string)}] TJ".encode()
    return encoded_text


def _code(font: Any, glyph: int, text: str) -> int:
    """The character code of a pair, numbered from 1 in order of use; 0 for a missing glyph."""
    codes: dict[tuple[int, str], int] = font.to_unicode.codes
    if glyph == 0 or glyph in font.missing.values():
        return codes.setdefault((0, ""), 0)
    return codes.setdefault((glyph, text), len(codes) + ((0, "") not in codes))


def finish(document: Any, pdf: Any) -> None:
    """Complete a file that is being written: fonts with their codes, ActualText and Lang of tags.

    To be given to the renderer as ``finisher``.
    """
    _write_fonts(document, pdf)
    _write_spans(pdf)


def token_places(pdf: Any) -> Iterator[tuple[str, int, int, Place]]:
    """The tokens of a file that is being written: name, page from 0, MCID, place.

    A token has one entry for each line that it takes. The place is in pixels of the renderer's
    page, from its top: (x0, y0, x1, y1).
    """
    spans = _spans_by_page(pdf)
    for number, reference in enumerate(pdf.page_references):
        for mark, span in spans.get(reference, {}).items():
            if span.token:
                yield span.token, number, mark, span.place


def text_places(pdf: Any) -> Iterator[tuple[Any, str, int, Place]]:
    """The texts of a file that is being written: element, text, page from 0, place.

    An element has one entry for each of its texts on a line. The place is as that of a token.
    """
    spans = _spans_by_page(pdf)
    for number, reference in enumerate(pdf.page_references):
        for _, span in sorted(spans.get(reference, {}).items()):
            if span.text:
                yield span.text.element, span.text.words, number, span.text.place


def _spans_by_page(pdf: Any) -> dict[bytes, dict[int, SpanText]]:
    spans = {s.reference: s._span_texts for s in pdf.objects if hasattr(s, "_span_texts")}
    dictionaries: list[Any] = [item for item in pdf.objects if isinstance(item, dict)]
    return {
        page.reference: spans.get(page["Contents"], {})
        for page in dictionaries
        if page.get("Type") == "/Page"
    }


def _write_spans(pdf: Any) -> None:
    """Write ActualText, and Lang where it differs from the document's, to Span elements."""
    dictionaries: list[Any] = [item for item in pdf.objects if isinstance(item, dict)]
    pages = _spans_by_page(pdf)
    document_language = pdf.catalog["Lang"].string
    for item in dictionaries:
        if item.get("S") == "/Span":
            for kid in item["K"]:
                span = pages[item["Pg"]].get(kid) if isinstance(kid, int) else None
                if span and span.words:
                    item["ActualText"] = pydyf.String(span.words)
                if span and span.language and span.language != document_language:
                    item["Lang"] = pydyf.String(span.language)


def _write_fonts(document: Any, pdf: Any) -> None:
    """Write CIDToGIDMap, W and ToUnicode of each font."""
    fonts = {bytes(font.name): font for font in reversed(document.fonts.values())}
    widths: dict[bytes, dict[int, float]] = {}
    for font in document.fonts.values():
        widths.setdefault(bytes(font.name), {}).update(font.widths)
    for item in list(pdf.objects):
        if isinstance(item, dict) and item.get("Subtype") == "/Type0":
            name = item["BaseFont"]
            codes = fonts[name].to_unicode.codes
            inner = _object_at(pdf, item["DescendantFonts"][0])
            glyphs = [0, *(g for (g, _), code in codes.items() if code)]
            pairs = [(code, text) for (_, text), code in codes.items()]
            to_gid = pydyf.Stream([b"".join(g.to_bytes(2, "big") for g in glyphs)], compress=True)
            pdf.add_object(to_gid)
            inner["CIDToGIDMap"] = to_gid.reference
            first = 0 if 0 in codes.values() else 1
            wide = [widths[name].get(glyph, 1000) for glyph in glyphs[first:]]
            inner["W"] = pydyf.Array([first, pydyf.Array(wide)])
            item["Encoding"] = "/Identity-H"
            _object_at(pdf, item["ToUnicode"]).stream = list(_cmap(pairs))


def _object_at(pdf: Any, reference: bytes) -> Any:
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
