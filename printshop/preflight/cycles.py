"""Whether content draws itself without end: a form, a pattern, a soft mask or a Type 3 glyph.

What a stream may draw stands in its resources, and forms often share those of their page, which
name the forms themselves. So only what a stream's operators use counts. Most files have no circle
even in the resources, and no content of theirs is parsed here.
"""

import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from printshop.pdf.objects import MALFORMED, array, entries, get, inherited

Key = tuple[int, int]  # an object number
USES = {"Do": "/XObject", "scn": "/Pattern", "SCN": "/Pattern", "gs": "/ExtGState", "Tf": "/Font"}
KINDS = ("/XObject", "/Pattern", "/ExtGState", "/Font")


class _Drawn(NamedTuple):
    """A content stream with the resources in which its names are looked up."""

    stream: Any
    resources: Any


def draws_itself(pdf: pikepdf.Pdf) -> bool:
    """Whether a page of the file draws something that draws itself."""
    suspects = _suspects(pdf)
    if not suspects:
        return False
    used: dict[Key, list[tuple[str, str]]] = {}
    done: set[tuple[Key, Key]] = set()
    for page in pdf.pages:
        start = _Drawn(page, inherited(page.obj, "/Resources"))
        path: list[tuple[Key, Iterator[_Drawn]]] = [((0, 0), _targets(start, used))]
        while path:
            drawn = next(path[-1][1], None)
            if drawn is None:
                path.pop()
                continue
            key = drawn.stream.objgen
            if any(key == other for other, _ in path):
                return True
            known = (key, getattr(drawn.resources, "objgen", (0, 0)))
            if key in suspects and known not in done:
                done.add(known)
                path.append((key, _targets(drawn, used)))
    return False


def _suspects(pdf: pikepdf.Pdf) -> set[Key]:
    """The streams that lie in a circle of resources, or lead to one.

    Of a stream without resources nobody knows here what lends it some: it may draw anything.
    """
    waiting = [inherited(page.obj, "/Resources") for page in pdf.pages]
    graph: dict[Key, set[Key]] = {}
    bare: set[Key] = set()
    done: set[Key] = set()
    while waiting:
        resources = waiting.pop()
        key = getattr(resources, "objgen", (0, 0))
        if key in done:
            continue
        done |= {key} - {(0, 0)}
        for drawn in _listed(resources):
            key = drawn.stream.objgen
            new = key not in graph
            edges = graph.setdefault(key, set())
            if drawn.resources is None:
                bare.add(key)
            else:
                edges |= {other.stream.objgen for other in _listed(drawn.resources)}
                waiting += [drawn.resources] if new else []
    graph = {key: set(graph) if key in bare else to for key, to in graph.items()}
    while ends := {a for a, to in graph.items() if not to}:
        graph = {a: to - ends for a, to in graph.items() if a not in ends}
    return set(graph)


def _listed(resources: Any) -> list[_Drawn]:
    """The streams that resources name."""
    return [
        drawn
        for kind in KINDS
        for _, item in entries(get(resources, kind))
        for drawn in _of_resource(kind, item, None)
    ]


def _of_resource(kind: str, item: Any, around: Any) -> Iterator[_Drawn]:
    """The streams that a resource draws; ``around`` are the resources of what draws it."""
    if kind == "/XObject":
        if isinstance(item, pikepdf.Stream) and get(item, "/Subtype") == "/Form":
            yield _Drawn(item, get(item, "/Resources") or around)
    elif kind == "/Pattern":
        if isinstance(item, pikepdf.Stream):
            yield _Drawn(item, get(item, "/Resources"))
    elif kind == "/ExtGState":
        group = get(item, "/SMask", "/G")
        if isinstance(group, pikepdf.Stream):
            yield _Drawn(group, get(group, "/Resources") or around)
        for font in array(get(item, "/Font"))[:1]:
            yield from _of_resource("/Font", font, around)
    elif get(item, "/Subtype") == "/Type3":
        for _, glyph in entries(get(item, "/CharProcs")):
            if isinstance(glyph, pikepdf.Stream):
                yield _Drawn(glyph, get(item, "/Resources") or around)


def _targets(drawn: _Drawn, used: dict[Key, list[tuple[str, str]]]) -> Iterator[_Drawn]:
    """The streams that a stream draws."""
    key = (0, 0) if isinstance(drawn.stream, pikepdf.Page) else drawn.stream.objgen
    if key == (0, 0) or key not in used:
        used[key] = _names(drawn.stream)
    for kind, name in used[key]:
        item = get(drawn.resources, kind, name)
        if item is not None:
            yield from _of_resource(kind, item, drawn.resources)


def _names(stream: Any) -> list[tuple[str, str]]:
    """The names that a stream's operators use, by kind of resource."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the reading of the page says what is cut off
            instructions = pikepdf.parse_content_stream(stream, " ".join(USES))
    except MALFORMED:
        return []
    names: dict[tuple[str, str], None] = {}
    for instruction in instructions:
        kind = USES.get(str(instruction.operator))
        for operand in instruction.operands if kind else ():
            if kind and isinstance(operand, pikepdf.Name):
                names[kind, str(operand)] = None
    return list(names)
