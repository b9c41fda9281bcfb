"""Clusters: which letters each glyph stands for, where several glyphs stand for some together."""

from printshop.shop.direction import right_to_left


def shared_texts(texts: list[str]) -> list[str]:
    """Texts of glyphs as they lie on the line, with each cluster's letters shared by its glyphs.

    The renderer gives a cluster's whole text to one glyph: the last in scripts that read
    rightwards on paper, the first in those that read leftwards. The other glyphs come with none.
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
