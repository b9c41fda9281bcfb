"""The facts of a PDF as a whole: version, identifier, output intents, metadata, actions, form
fields, attachments and layers (ISO 32000-1, 7.5, 7.7 and 14)."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

import pikepdf

from printshop.pdf.objects import array, entries, get

T = TypeVar("T")

LARGEST_METADATA = 4_000_000  # bytes that are read
DEEPEST = 12  # levels of a name tree
MOST_NAMED = 20  # of a kind


def document_facts(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The facts of a file, by the names of fields of ``Reading``; what cannot be read is empty."""
    root = pdf.Root
    trailer: Any = pdf.trailer
    xmp, compressed = _read(lambda: _xmp(get(root, "/Metadata")), ("", False))
    lists: dict[str, Callable[[], Iterable[Any]]] = {
        "intents": lambda: map(_intent, array(get(root, "/OutputIntents"))),
        "actions": lambda: _actions(root),
        "fields": lambda: _fields(root),
        "attachments": lambda: _attachments(root),
        "layers": lambda: _layers(root),
    }
    return {
        "xmp": xmp,
        "xmp_packed": compressed,
        "profile": _read(lambda: _profile(root), b""),
        "info": _read(lambda: _info(get(trailer, "/Info")), dict[str, str]()),
        "version": pdf.pdf_version,
        "has_id": get(trailer, "/ID") is not None,
        "encrypted": pdf.is_encrypted,
        **{name: _first(read_part) for name, read_part in lists.items()},
    }


def _first(read_part: Callable[[], Iterable[Any]]) -> tuple[Any, ...]:
    """The first items of a part of a file; none where it cannot be read."""
    return _read(lambda: tuple(islice(read_part(), MOST_NAMED)), ())


def _read(read_part: Callable[[], T], default: T) -> T:
    """The result of ``read_part``; ``default`` where that part of the file cannot be read."""
    try:
        return read_part()
    except (ValueError, TypeError, IndexError, AttributeError, KeyError, pikepdf.PdfError):
        return default


def _info(item: Any) -> dict[str, str]:
    return {str(k): str(v) for k, v in entries(item)}


def _xmp(stream: Any) -> tuple[str, bool]:
    """The metadata as text, and whether its stream is compressed."""
    if not isinstance(stream, pikepdf.Stream):
        return "", False
    try:
        raw = stream.read_bytes()[:LARGEST_METADATA]
    except pikepdf.PdfError:
        return "", False
    for code in ("utf-16-be", "utf-16-le"):
        if raw[:2] == "\ufeff".encode(code):
            return raw[2:].decode(code, "replace"), get(stream, "/Filter") is not None
    return raw.decode("utf-8", "replace"), get(stream, "/Filter") is not None


def _intent(intent: Any) -> dict[str, str]:
    """An output intent's entries, and /N, class and colour space of its profile (ICC.1, 7.2)."""
    values = {str(k): str(v) for k, v in entries(intent) if k != "/DestOutputProfile"}
    profile = get(intent, "/DestOutputProfile")
    if isinstance(profile, pikepdf.Stream):
        header = _head(profile)
        values["/N"] = str(get(profile, "/N") or "")
        values["class"] = header[12:16].decode("latin-1")
        values["space"] = header[16:20].decode("latin-1")
    return values


def _profile(root: Any) -> bytes:
    """The profile of the first output intent that embeds one, as the file stores it."""
    for intent in array(get(root, "/OutputIntents")):
        stream = get(intent, "/DestOutputProfile")
        if isinstance(stream, pikepdf.Stream):
            plain = get(stream, "/Filter") in (None, "/FlateDecode")
            plain = plain and get(stream, "/DecodeParms") is None
            return _one_object(stream.read_raw_bytes() if plain else stream.read_bytes())
    return b""


@lru_cache(maxsize=8)
def _one_object(data: bytes) -> bytes:
    """The same object for the same bytes: caches by profile then compare no megabytes."""
    return data


def _head(stream: Any) -> bytes:
    """The first 40 bytes of a stream, without decoding the rest: a profile may have megabytes."""
    try:
        if get(stream, "/Filter") == "/FlateDecode" and get(stream, "/DecodeParms") is None:
            return zlib.decompressobj().decompress(stream.read_raw_bytes(), 40)
        return bytes(stream.read_bytes()[:40])
    except (pikepdf.PdfError, zlib.error):
        return b""


def action_name(action: Any) -> str:
    """The type of an action (ISO 32000-1, 12.6.4): ``JavaScript``, ``URI``; empty without one."""
    if isinstance(action, pikepdf.Dictionary):
        return str(get(action, "/S") or "/?").strip("/")
    return ""


def _actions(root: Any) -> Iterator[str]:
    """The actions that the file runs on opening and on other events, and its named scripts."""
    opening = action_name(get(root, "/OpenAction"))
    if opening:
        yield f"{opening} when the file is opened"
    for event, action in entries(get(root, "/AA")):
        yield f"{action_name(action)} on {str(event).strip('/')}"
    for name, _ in _tree(get(root, "/Names", "/JavaScript")):
        yield f"the script '{name}'"


def _tree(node: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """The names and values of a name tree (ISO 32000-1, 7.9.6)."""
    if depth > DEEPEST or node is None:
        return
    names = array(get(node, "/Names"))
    yield from ((str(k), v) for k, v in zip(names[::2], names[1::2], strict=False))
    for kid in array(get(node, "/Kids"))[:1000]:
        yield from _tree(kid, depth + 1)


def _fields(root: Any) -> Iterator[str]:
    form = get(root, "/AcroForm")
    if form is None:
        return
    if get(form, "/XFA") is not None:
        yield "an XFA form"
    for item in array(get(form, "/Fields")):
        yield f"the field '{get(item, '/T') or '?'}'"


def _attachments(root: Any) -> Iterator[str]:
    for name, _ in _tree(get(root, "/Names", "/EmbeddedFiles")):
        yield name
    for item in array(get(root, "/AF")):
        yield str(get(item, "/UF") or get(item, "/F") or "?")


def _layers(root: Any) -> Iterator[str]:
    for group in array(get(root, "/OCProperties", "/OCGs")):
        yield str(get(group, "/Name") or "?")
