"""The rules of preflight, by subject; importing this package registers them all."""

from printshop.preflight.checks import (
    any_codes,
    boxes,
    codes,
    colour,
    content,
    edges,
    folds,
    fonts,
    images,
    ink,
    lines,
    marks,
    safe_zone,
    tags,
    text,
    type_and_lines,
)
from printshop.preflight.rules import RULES

__all__ = [
    "RULES",
    "any_codes",
    "boxes",
    "codes",
    "colour",
    "content",
    "edges",
    "folds",
    "fonts",
    "images",
    "ink",
    "lines",
    "marks",
    "safe_zone",
    "tags",
    "text",
    "type_and_lines",
]
