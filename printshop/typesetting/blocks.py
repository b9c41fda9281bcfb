"""Blocks: the text of a frame, block by block, with its tokens.

Blocks are delimited by the elements that a template writes. So the markup of each frame is parsed
here, once, when the job is composed; later stages take the blocks from the composition.
"""

from collections.abc import Mapping
from html.parser import HTMLParser

from printshop.shop.job import Block, Token

INLINE = {"bdi", "span", "strong", "em", "br", "img"}  # elements that do not end a block
TOKEN_NAME = "data-token"  # the attribute that names an element's token
TOKEN_KIND = "data-kind"  # the attribute that has its kind


class _BlockParser(HTMLParser):
    """Collects the text of each block and the names of its tokens."""

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
        """End the input; text after the last tag is a block, too."""
        super().close()
        self._end()

    def _end(self) -> None:
        if self.text.strip():
            self.blocks.append((" ".join(self.text.split()), self.names))
        self.text, self.names = "", []


def blocks_of(page: str, frame: str, markup: str, tokens: Mapping[str, Token]) -> tuple[Block, ...]:
    """The blocks of a frame in the order of its markup; those without text are left out.

    ``tokens`` are those of the piece by the name of their fact. White space is collapsed.
    """
    reader = _BlockParser()
    reader.feed(markup)
    reader.close()
    return tuple(
        Block(page, frame, words, tuple(tokens[name] for name in names if name in tokens))
        for words, names in reader.blocks
    )
