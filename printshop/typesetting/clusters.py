"""Clusters: the letters of each glyph, where several glyphs represent some letters together."""

from printshop.shop.direction import right_to_left


def shared_texts(texts: list[str]) -> list[str]:
    """The texts of glyphs in visual order, with each cluster's letters divided among its glyphs.

    The renderer gives a cluster's whole text to one glyph: the last in left-to-right scripts, the
    first in right-to-left ones. The other glyphs have an empty text.
    """
    shares: list[str] = []
    i = 0
    while i < len(texts):
        end = i + 1
        if right_to_left(texts[i]):
            while end < len(texts) and not texts[end]:
                end += 1
            shares += reversed(_shares(texts[i], end - i))
        else:
            while end < len(texts) and not texts[end - 1]:
                end += 1
            if texts[end - 1] and right_to_left(texts[end - 1]):
                end -= 1
            shares += _shares("".join(texts[i:end]), end - i)
        i = end
    return shares


def _shares(text: str, glyphs: int) -> list[str]:
    first = max(len(text) - glyphs + 1, min(len(text), 1))
    rest = list(text[first:])
    return [text[:first], *rest, *[""] * (glyphs - 1 - len(rest))]
