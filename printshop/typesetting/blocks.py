"""Blocks: the words that a frame sets, block by block, with the tokens in them.

Where a block begins and ends is said by the elements that a template writes around what it asked
for. So the markup of each frame is read here, once, when the job is composed; whoever wants the
words of a piece later takes them from the composition.
"""

from collections.abc import Mapping
from html.parser import HTMLParser

from printshop.shop.job import Block, Token

INLINE = {"bdi", "span", "strong", "em", "br", "img"}  # elements that do not end a block
TOKEN_NAME = "data-token"  # the attribute that leads from an element to its token


class _Reader(HTMLParser):
    """Collects the words of each block and the names of the tokens in it."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, list[str]]] = []
        self.text = ""
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self._end()
        elif tag == "br":
            self.text += " "
        self.names += [value for name, value in attrs if name == TOKEN_NAME and value]

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._end()

    def handle_data(self, data: str) -> None:
        self.text += data

    def close(self) -> None:
        """Words that stand after the last tag are a block, too."""
        super().close()
        self._end()

    def _end(self) -> None:
        if self.text.strip():
            self.blocks.append((" ".join(self.text.split()), self.names))
        self.text, self.names = "", []


def blocks_of(page: str, frame: str, markup: str, tokens: Mapping[str, Token]) -> tuple[Block, ...]:
    """The blocks of a frame in the order of its markup; a block without words is none.

    ``tokens`` are those of the piece by the name of their fact. White space counts as one space.
    """
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return tuple(
        Block(page, frame, words, tuple(tokens[name] for name in names if name in tokens))
        for words, names in reader.blocks
    )
