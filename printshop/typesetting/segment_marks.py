"""Marks of segments: which characters of a frame are of which text of copy.

A job is composed once more with a private character before each text and one after it. They stand
beside words, where templates look for nothing, so the markup is otherwise the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup

from printshop.shop.job import Job
from printshop.typesetting.template_api import TemplateApi

FIRST = 0xF0000  # supplementary private use: the mark before the first segment
END = "\U0010fffd"  # the mark after any of them
HYPHEN = "\u00ad"


@dataclass(frozen=True)
class SegmentRef:
    """A segment that a piece prints: the language of its file, the file's stem, its name in it."""

    language: str
    stem: str
    name: str

    @property
    def identifier(self) -> str:
        """What it is called in files that go out, such as ``flyer/signs[3]``."""
        return f"{self.stem}/{self.name}"


class MarkingApi(TemplateApi):
    """What a template may use, with marks around each segment; ``refs`` are those set, in order."""

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self.refs: list[SegmentRef] = []

    def segment(self, name: str, html: Markup, stem: str = "", language: str = "") -> Markup:
        """A text with its marks; one without words has none."""
        if not html:
            return html
        if not stem:
            sheet = self.job.copy.sheet(name.partition("[")[0])
            stem = sheet.stem if sheet else ""
        ref = SegmentRef(language or self.job.ticket.language, stem, name)
        if ref not in self.refs:
            self.refs.append(ref)
        return Markup(chr(FIRST + self.refs.index(ref))) + html + Markup(END)


class _Characters(HTMLParser):
    """Collects of which segment each character of a marked frame is."""

    def __init__(self) -> None:
        super().__init__()
        self.current: int | None = None
        self.owners: list[int | None] = []

    def handle_data(self, data: str) -> None:
        for character in data:
            if character == END:
                self.current = None
            elif ord(character) >= FIRST:
                self.current = ord(character) - FIRST
            else:
                self.owners += [self.current] * len(characters(character))


def owners(markup: str) -> list[int | None]:
    """The number of the segment that each character of a marked frame is of; None where of none."""
    reader = _Characters()
    reader.feed(markup)
    reader.close()
    return reader.owners


def characters(text: str) -> str:
    """The characters of a text that are counted: all but white space and soft hyphens."""
    return "".join(_counted(text))


def _counted(text: str) -> Iterator[str]:
    return (c for c in text if not c.isspace() and c != HYPHEN)
