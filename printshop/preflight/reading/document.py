"""The facts of a PDF as a whole: version, identifier, output intents, metadata, actions, form
fields, attachments and layers (ISO 32000-1, 7.5, 7.7 and 14)."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

import pikepdf

from printshop.pdf.objects import MALFORMED, array, entries, get
from printshop.pdf.profiles import profile_of

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
        "processing_steps": lambda: _processing_steps(root),
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
    except MALFORMED:
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
    """An output intent's entries, and /N, class, colour space and name of its profile."""
    values = {str(k): str(v) for k, v in entries(intent) if k != "/DestOutputProfile"}
    stream = get(intent, "/DestOutputProfile")
    if isinstance(stream, pikepdf.Stream):
        profile = profile_of(stream)
        values["/N"] = str(get(stream, "/N") or "")
        values |= {"class": profile.device, "space": profile.space, "name": profile.name}
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
        if get(group, "/GTS_Metadata") is None:
            yield str(get(group, "/Name") or "?")


def _processing_steps(root: Any) -> Iterator[tuple[str, str]]:
    """The layers that are steps of finishing, such as cutting (ISO 19593-1, 6)."""
    for group in array(get(root, "/OCProperties", "/OCGs")):
        steps = get(group, "/GTS_Metadata")
        if steps is not None:
            parts = (get(steps, "/GTS_ProcStepsGroup"), get(steps, "/GTS_ProcStepsType"))
            named = ", ".join(str(part).strip("/") for part in parts if part is not None)
            yield str(get(group, "/Name") or "?"), named or "?"
