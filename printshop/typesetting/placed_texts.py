"""Placed texts: which characters of a frame stand where, from the renderer's elements."""

from collections.abc import Iterable, Iterator
from typing import Any

from printshop.shop.job import PlacedText
from printshop.typesetting.segment_marks import HYPHEN, characters


def numbers_of(page: Any) -> dict[Any, tuple[str, list[int]]]:
    """Each element within a frame: the frame's name, and which of its characters are its own.

    ``page`` is the renderer's box of the first page, whose elements are those of the document.
    Characters are numbered from 0 in each frame, as ``segment_marks.characters`` has them.
    """
    found: dict[Any, tuple[str, list[int]]] = {}
    root = page.children[0].element
    for frame in root.iter():
        if (frame.get("class") or "") == "frame":
            count = 0
            for element, text in _own_texts(frame):
                length = len(characters(text))
                numbers = found.setdefault(element, (frame.get("id"), []))[1]
                numbers += range(count, count + length)
                count += length
    return found


def _own_texts(element: Any) -> Iterator[tuple[Any, str]]:
    """The texts of an element and its descendants, in order, each with the element it is in."""
    if isinstance(element.tag, str):  # and no comment
        yield element, element.text or ""
        for child in element:
            yield from _own_texts(child)
            yield element, child.tail or ""


def placed(
    places: Iterable[tuple[Any, str, int, tuple[float, float, float, float]]],
    numbers: dict[Any, tuple[str, list[int]]],
) -> Iterator[PlacedText]:
    """Texts by frame and by the numbers of their characters; those outside of frames are none."""
    done: dict[Any, int] = {}
    for element, text, page, box in places:
        frame, own = numbers.get(element, ("", []))
        start = done.get(element, 0)
        # A hyphen that the renderer set is no character of the element.
        length = len(characters(text.replace(f"{HYPHEN}-", "")))
        done[element] = start + length
        if taken := own[start : start + length] or own[-1:]:
            yield PlacedText(page, frame, tuple(taken), box)
