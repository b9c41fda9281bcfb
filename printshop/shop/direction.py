"""The direction in which a text is read."""

import unicodedata


def right_to_left(text: str) -> bool:
    """Whether a text has a letter that is read from right to left (UAX 9, types R and AL)."""
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)
