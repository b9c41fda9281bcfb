"""The facts of a finished PDF's tags (ISO 32000-1, 14.6 to 14.8). Pages count from 1."""

from collections.abc import Iterator
from dataclasses import dataclass, field

Mark = tuple[int, int]  # page, marked-content identifier


@dataclass(frozen=True)
class Tag:
    """A structure element; ``kids`` in reading order: other elements and marked content.

    ``page`` is 0 where it is not known. ``boxed``: it has a bounding box (BBox). ``annotations``
    counts those in it.
    """

    kind: str
    page: int
    kids: tuple["Tag | Mark", ...]
    alt: str = ""
    actual: str = ""
    language: str = ""
    boxed: bool = False
    annotations: int = 0

    def walk(self) -> Iterator["Tag"]:
        """The element and its descendants, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def marks(self) -> Iterator[Mark]:
        """All marked content in it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.marks()
            else:
                yield kid


@dataclass
class MarkedContent:
    """The marked content of a page (ISO 32000-1, 14.6)."""

    texts: dict[int, str] = field(default_factory=dict)  # by identifier (MCID), in painting order
    untagged: int = 0  # how many objects are painted outside marked content
    nesting_errors: list[str] = field(default_factory=list)  # as messages
    unmapped: dict[str, None] = field(default_factory=dict)  # glyphs without text


@dataclass(frozen=True)
class AnnotationTag:
    """How an annotation, such as a link, is tagged; ``described``: it has text (Contents)."""

    page: int
    kind: str
    described: bool
    tagged: bool


@dataclass(frozen=True)
class TagReading:
    """The tags of a file. ``marked``, ``suspects``: from MarkInfo; ``pages``: their marked content.

    ``parent_errors``: faults of parent entries and of the parent tree, as messages. ``tabs``: each
    page's tab order of annotations. ``roles``: the role map. ``forms``: it has an XFA form.
    ``unreadable``: what could not be read, as messages.
    """

    language: str = ""
    marked: bool = False
    suspects: bool = False
    shows_title: bool = False
    xmp: str = ""
    tree: Tag | None = None
    pages: tuple[MarkedContent, ...] = ()
    parent_errors: tuple[str, ...] = ()
    tabs: tuple[str, ...] = ()
    annotations: tuple[AnnotationTag, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)
    forms: bool = False
    unreadable: tuple[str, ...] = ()

    def tags(self) -> Iterator[Tag]:
        """Every element below the root, in reading order."""
        if self.tree:
            for kid in self.tree.kids:
                if isinstance(kid, Tag):
                    yield from kid.walk()

    def words(self, tag: Tag) -> str:
        """The text of an element: its ActualText where it has one, else that of its content."""
        if tag.actual:
            return tag.actual
        return "".join(
            self.words(kid)
            if isinstance(kid, Tag)
            else self.pages[kid[0] - 1].texts.get(kid[1], "")
            for kid in tag.kids
            if isinstance(kid, Tag) or 0 < kid[0] <= len(self.pages)
        )
