"""What a PDF says of itself as a whole: version, identity, intent, metadata, and what is in it
besides its pages (ISO 32000-1, 7.5, 7.7 and 14)."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import pikepdf

from printshop.pdf.objects import array, entries, get

T = TypeVar("T")

LARGEST = 4_000_000  # bytes of metadata that are looked at
DEEP = 12
MANY = 20  # things of a kind that are named


def document_facts(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The facts of a file by the names of ``Reading``'s fields."""
    root = pdf.Root
    trailer: Any = pdf.trailer
    xmp, packed = _read(lambda: _xmp(get(root, "/Metadata")), ("", False))
    lists: dict[str, Callable[[], Iterable[Any]]] = {
        "intents": lambda: map(_intent, array(get(root, "/OutputIntents"))),
        "actions": lambda: _actions(root),
        "fields": lambda: _fields(root),
        "attachments": lambda: _attachments(root),
        "layers": lambda: _layers(root),
    }
    return {
        "xmp": xmp,
        "xmp_packed": packed,
        "info": _read(lambda: _info(get(trailer, "/Info")), dict[str, str]()),
        "version": pdf.pdf_version,
        "has_id": get(trailer, "/ID") is not None,
        "encrypted": pdf.is_encrypted,
        **{name: _read(lambda: tuple(islice(ask(), MANY)), ()) for name, ask in lists.items()},  # noqa: B023
    }


def _read(ask: Callable[[], T], otherwise: T) -> T:
    """What a part of a file says; ``otherwise`` where it cannot be read."""
    try:
        return ask()
    except (ValueError, TypeError, IndexError, AttributeError, KeyError, pikepdf.PdfError):
        return otherwise


def _info(item: Any) -> dict[str, str]:
    return {str(k): str(v) for k, v in entries(item)}


def _xmp(stream: Any) -> tuple[str, bool]:
    if not isinstance(stream, pikepdf.Stream):
        return "", False
    try:
        raw = stream.read_bytes()[:LARGEST]
    except pikepdf.PdfError:
        return "", False
    for code in ("utf-16-be", "utf-16-le"):
        if raw[:2] == "\ufeff".encode(code):
            return raw[2:].decode(code, "replace"), get(stream, "/Filter") is not None
    return raw.decode("utf-8", "replace"), get(stream, "/Filter") is not None


def _intent(intent: Any) -> dict[str, str]:
    """An output intent's keys, and of its profile /N, class and colour space (ICC.1, 7.2)."""
    told = {str(k): str(v) for k, v in entries(intent) if k != "/DestOutputProfile"}
    profile = get(intent, "/DestOutputProfile")
    if isinstance(profile, pikepdf.Stream):
        head = _head(profile)
        told["/N"] = str(get(profile, "/N") or "")
        told["class"], told["space"] = head[12:16].decode("latin-1"), head[16:20].decode("latin-1")
    return told


def _head(stream: Any) -> bytes:
    """The first 40 bytes of a stream; a profile has two megabytes, and nobody wants the rest."""
    try:
        if get(stream, "/Filter") == "/FlateDecode" and get(stream, "/DecodeParms") is None:
            return zlib.decompressobj().decompress(stream.read_raw_bytes(), 40)
        return bytes(stream.read_bytes()[:40])
    except (pikepdf.PdfError, zlib.error):
        return b""


def action_name(action: Any) -> str:
    """What an action does, in its own word: ``JavaScript``, ``URI``; empty where there is none."""
    if isinstance(action, pikepdf.Dictionary):
        return str(get(action, "/S") or "/?").strip("/")
    return ""


def _actions(root: Any) -> Iterator[str]:
    """What the file does by itself: on opening, on other events, and its named scripts."""
    opening = action_name(get(root, "/OpenAction"))
    if opening:
        yield f"{opening} when the file is opened"
    for event, action in entries(get(root, "/AA")):
        yield f"{action_name(action)} on {str(event).strip('/')}"
    for name, _ in _tree(get(root, "/Names", "/JavaScript")):
        yield f"the script '{name}'"


def _tree(node: Any, deep: int = 0) -> Iterator[tuple[str, Any]]:
    """The leaves of a name tree (ISO 32000-1, 7.9.6)."""
    if deep > DEEP or node is None:
        return
    names = array(get(node, "/Names"))
    yield from ((str(k), v) for k, v in zip(names[::2], names[1::2], strict=False))
    for kid in array(get(node, "/Kids"))[:1000]:
        yield from _tree(kid, deep + 1)


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
