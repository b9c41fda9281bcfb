"""The questions that preflight asks of a file, by subject; importing the room lists them all."""

from printshop.preflight.checks import (
    boxes,
    codes,
    colour,
    content,
    folds,
    fonts,
    images,
    ink,
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
    "folds",
    "fonts",
    "images",
    "ink",
    "tags",
    "text",
    "type_and_lines",
]
