"""The text layer of scripts whose letters join: every glyph stands for its own letters.

The renderer writes down, for each glyph, the text of the first place where it was drawn. Where a
letter carries a vowel sign, that text goes to the sign and the letter is left with none. What a
glyph stands for is a property of its font: the character it is mapped from, through the font's own
substitutions (initial, medial, final forms, ligatures). So it is read from there.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

JOINING = {"init", "medi", "fina"}
# How the renderer's font names call a weight (CSS Fonts 4, 2.2.1, in Pango's words).
WEIGHTS = {"": 400, "Medium": 500, "Semi-Bold": 600, "Bold": 700, "Ultra-Bold": 800, "Heavy": 900}


def mend(pdf: pikepdf.Pdf, root: Path) -> None:
    """Correct the text of every font of a joining script in a PDF that the renderer wrote."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
            texts = _texts(root).get(_key(str(item.BaseFont)))
            if texts and "/ToUnicode" in item:
                old = item.ToUnicode.read_bytes()
                item.ToUnicode = pdf.make_stream(_with(old, texts))


def _key(base_font: str) -> tuple[str, int]:
    """Family and weight from a name like ``/ABCDEF+Vazirmatn-Semi-Bold``."""
    name = base_font.split("+")[-1]
    for words, weight in sorted(WEIGHTS.items(), key=lambda kv: -len(kv[0])):
        if words and name.endswith(f"-{words}"):
            return name.removesuffix(f"-{words}").replace("-", " "), weight
    return name.replace("-", " "), 400


def _with(cmap: bytes, texts: dict[int, str]) -> bytes:
    def better(found: re.Match[bytes]) -> bytes:
        text = texts.get(int(found[1], 16))
        if text is None:
            return found[0]
        return b"<" + found[1] + b"> <" + text.encode("utf-16-be").hex().encode() + b">"

    head, start, rest = cmap.partition(b"endcodespacerange")
    return head + start + re.sub(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", better, rest)


@lru_cache
def _texts(root: Path) -> dict[tuple[str, int], dict[int, str]]:
    """What the glyphs of every joining font in ``fonts/`` stand for, by family and weight."""
    found = {}
    for path in sorted((root / "fonts").rglob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            if "GSUB" in font and JOINING & _features(font):
                name = font["name"]
                family = str(name.getDebugName(16) or name.getDebugName(1))
                found[family, font["OS/2"].usWeightClass] = _glyph_texts(font)
    return found


def _features(font: Any) -> set[str]:
    return {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def _glyph_texts(font: Any) -> dict[int, str]:
    texts = {glyph: chr(code) for code, glyph in sorted(font.getBestCmap().items(), reverse=True)}
    # Several rounds: a ligature may be made of final forms, which are made of letters.
    for _ in range(4):
        for source, result in _substitutions(font):
            if all(glyph in texts for glyph in source):
                for glyph, part in _share(source, result, texts):
                    texts.setdefault(glyph, part)
    return {font.getGlyphID(glyph): text for glyph, text in texts.items()}


def _share(
    source: tuple[str, ...], result: tuple[str, ...], texts: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """The text of a substitution's source, given to its result: all to the first glyph of it."""
    whole = "".join(texts[g] for g in source)
    for i, glyph in enumerate(result):
        yield glyph, whole if i == 0 else ""


def _substitutions(font: Any) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            kind = table.LookupType
            if kind == 1:
                yield from (((a,), (b,)) for a, b in table.mapping.items())
            elif kind == 2:
                yield from (((a,), tuple(many)) for a, many in table.mapping.items())
            elif kind == 4:
                for first, ligatures in table.ligatures.items():
                    yield from (((first, *x.Component), (x.LigGlyph,)) for x in ligatures)
