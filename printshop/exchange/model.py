"""What goes out to a translator and comes back: one unit for each segment."""

from dataclasses import dataclass
from typing import Literal

from printshop.reading.yaml_file import digest

Format = Literal["xliff", "po", "docx"]
ENDINGS: dict[str, str] = {"xliff": ".xlf", "po": ".po", "docx": ".docx"}


@dataclass(frozen=True)
class Unit:
    """One segment as it goes out.

    ``sent`` is the translation that the shop has, '' for none; ``is_done`` says that it says what
    its source says today. ``note`` tells the translator what the text is, where it stands and who
    reads it. ``characters`` and ``lines`` are the longest text that fits, 0 where nothing is known.
    ``picture`` is a PNG of the panel on which it stands, and ``picture_name`` the file that holds
    it; empty where there is none.
    """

    identifier: str
    source: str
    sent: str
    is_done: bool
    note: str = ""
    characters: int = 0
    lines: int = 0
    picture: bytes = b""
    picture_name: str = ""

    @property
    def room(self) -> str:
        """The space budget in words, '' where it is not known."""
        if not self.characters:
            return ""
        lines = f" in {self.lines} {'line' if self.lines == 1 else 'lines'}" if self.lines else ""
        return f"At most {self.characters} characters{lines}."


@dataclass(frozen=True)
class Batch:
    """The units of one language that go out in one file; languages by their tags.

    ``source_name`` and ``title`` are what the two are called; ``direction`` is that of the
    language, ``ltr`` or ``rtl``.
    """

    source_language: str
    language: str
    source_name: str
    title: str
    direction: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Answer:
    """One segment as it came back.

    ``source`` and ``sent`` are as in the file; where a tool has dropped ``sent``, ``sent_digest``
    is over it (``digest_of``), '' in formats that keep it. ``is_final`` says that the translator
    marked it as done. ``problem`` says why it cannot be taken as it stands, '' where it can.
    """

    identifier: str
    source: str
    sent: str
    target: str
    is_final: bool = False
    problem: str = ""
    sent_digest: str = ""


@dataclass(frozen=True)
class Returned:
    """A file that came back: the tag of its language, and its answers in their order."""

    language: str
    answers: tuple[Answer, ...]


def digest_of(text: str) -> str:
    """A short digest of a translation as it was sent, without the line ends behind it."""
    return digest(text.strip("\n"))[:8]


class NotRead(Exception):
    """A file from outside cannot be read: the code of a finding, its message and its remedy."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code, self.message, self.fix = code, message, fix
