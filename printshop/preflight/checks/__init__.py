"""The rules of preflight, by subject; importing this package registers them all."""

from printshop.preflight.checks import (
    boxes,
    codes,
    colour,
    content,
    contrast,
    folds,
    fonts,
    images,
    ink,
    reading_distance,
    tags,
    text,
    type_and_lines,
)
from printshop.preflight.rules import RULES

__all__ = [
    "RULES",
    "boxes",
    "codes",
    "colour",
    "content",
    "contrast",
    "folds",
    "fonts",
    "images",
    "ink",
    "reading_distance",
    "tags",
    "text",
    "type_and_lines",
]
