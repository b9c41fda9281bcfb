"""Objects of a PDF from any program: read without relying on their types."""

from typing import Any

import pikepdf

# What reading a malformed object raises: a value of another type, out of range, or not there.
MALFORMED = (
    *(ValueError, TypeError, IndexError, AttributeError, KeyError),
    *(OverflowError, ZeroDivisionError, pikepdf.PdfError, pikepdf.exceptions.DependencyError),
)

DEEPEST_TREE = 32  # levels of the page tree: more is taken for a circle
# Abbreviations of filters are for inline images only (8.9.7), but qpdf accepts them everywhere.
_ABBREVIATED = {
    "/Fl": "/FlateDecode",
    "/LZW": "/LZWDecode",
    "/RL": "/RunLengthDecode",
    "/A85": "/ASCII85Decode",
    "/AHx": "/ASCIIHexDecode",
    "/DCT": "/DCTDecode",
    "/CCF": "/CCITTFaxDecode",
}


def get(holder: Any, *keys: str) -> Any:
    """The value under ``keys`` in nested dictionaries or streams; None where there is none."""
    try:  # asking for its type first costs more than the answer
        for key in keys:
            holder = holder.get(key)
    except (AttributeError, TypeError, ValueError):
        return None
    return holder


def inherited(page: Any, key: str) -> Any:
    """A page's entry, or that of the page tree above it (ISO 32000-1, table 30); None without."""
    for _ in range(DEEPEST_TREE):
        value = get(page, key)
        if value is not None or page is None:
            return value
        page = get(page, "/Parent")
    return None


def array(item: Any) -> list[Any]:
    """The elements of an array; an empty list for any other object."""
    return list(item) if isinstance(item, pikepdf.Array) else []


def entries(item: Any) -> list[tuple[str, Any]]:
    """The keys of a dictionary with their values; an empty list for any other object."""
    if isinstance(item, pikepdf.Dictionary):
        return [(str(key), value) for key, value in item.items()]
    return []


def number(item: Any, default: int | None = None) -> Any:
    """A whole number; ``default`` for any other object."""
    return item if isinstance(item, int) and not isinstance(item, bool) else default


def name_text(item: Any) -> str:
    """A name without its slash, also one that is not in UTF-8; empty for any other object."""
    if not isinstance(item, pikepdf.Name):
        return ""
    try:
        return str(item)[1:]
    except UnicodeDecodeError:
        return bytes(item)[1:].decode("latin-1")


def text(holder: Any, key: str) -> str:
    """The text string under a key; empty where there is none, or something else."""
    item = get(holder, key)
    return str(item) if isinstance(item, pikepdf.String) else ""


def filters(stream: Any) -> list[str]:
    """The full names of a stream's filters in the order of decoding (ISO 32000-1, table 5)."""
    item = get(stream, "/Filter")
    names = [str(name) for name in (array(item) or [item])] if item is not None else []
    return [_ABBREVIATED.get(name, name) for name in names]
