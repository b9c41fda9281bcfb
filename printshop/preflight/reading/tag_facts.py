"""What the tags of a finished PDF say, as facts. Pages count from 1."""

from collections.abc import Iterator
from dataclasses import dataclass, field

Mark = tuple[int, int]  # page, marked-content identifier


@dataclass(frozen=True)
class Tag:
    """An element of the tag tree; ``kids`` in reading order: other elements and marked content."""

    kind: str
    page: int
    kids: tuple["Tag | Mark", ...]
    alt: str = ""
    actual: str = ""
    language: str = ""
    boxed: bool = False  # whether it says where it stands (BBox)
    annotations: int = 0

    def walk(self) -> Iterator["Tag"]:
        """The element and all below it, in reading order."""
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
class Marked:
    """What a page's content says of its marks (ISO 32000-1, 14.6)."""

    texts: dict[int, str] = field(default_factory=dict)  # by identifier, in the content's order
    bare: int = 0  # how many things are painted outside any mark
    mixed: list[str] = field(default_factory=list)  # marks that lie in each other and may not
    unmapped: dict[str, None] = field(default_factory=dict)  # glyphs without letters of their own


@dataclass(frozen=True)
class Annotation:
    """A thing on a page that is no content: a link."""

    page: int
    kind: str
    words: bool
    tagged: bool


@dataclass(frozen=True)
class TagReading:
    """A whole file as its tags tell it."""

    language: str = ""
    marked: bool = False
    suspects: bool = False
    shows_title: bool = False
    xmp: str = ""
    tree: Tag | None = None
    pages: tuple[Marked, ...] = ()
    parents: tuple[str, ...] = ()  # what the way back, from content to tags, gets wrong
    tabs: tuple[str, ...] = ()  # each page's order of its annotations
    annotations: tuple[Annotation, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)
    forms: bool = False

    def tags(self) -> Iterator[Tag]:
        """Every element below the root, in reading order."""
        if self.tree:
            for kid in self.tree.kids:
                if isinstance(kid, Tag):
                    yield from kid.walk()

    def words(self, tag: Tag) -> str:
        """What an element says: its own words where it has some, else those of its content."""
        if tag.actual:
            return tag.actual
        return "".join(
            self.words(kid)
            if isinstance(kid, Tag)
            else self.pages[kid[0] - 1].texts.get(kid[1], "")
            for kid in tag.kids
        )
