"""What goes out to a translator and comes back: one unit for each segment."""

import hashlib
import re
from dataclasses import dataclass

ENDINGS: dict[str, str] = {"xliff": ".xlf", "po": ".po", "docx": ".docx"}


_REFERENCE = re.compile(r"\s*([^\s#]+)(?:#([0-9a-f]{8}))?\s*")


def trimmed(text: str) -> str:
    """A text without the white space around it, which tools add and drop; line ends as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")


def digest(text: str) -> str:
    """Eight digits that tell a translation from another one."""
    return hashlib.sha256(trimmed(text).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def referred(reference: str) -> tuple[str, str]:
    """The identifier in a reference, and the digest of what was sent, '' where it has none."""
    found = _REFERENCE.fullmatch(reference)
    return (found[1], found[2] or "") if found else (reference.strip(), "")


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
    def reference(self) -> str:
        """Its identifier with a digest of what was sent, ``flyer/signs[3]#5f1c09ab``.

        Tools keep it where they drop notes; so it is known later what the translator had before.
        """
        return f"{self.identifier}#{digest(self.sent)}"

    @property
    def room(self) -> str:
        """The space budget in words, '' where it is not known."""
        if not self.characters:
            return ""
        lines = f" in {self.lines} {'line' if self.lines == 1 else 'lines'}" if self.lines else ""
        return f"At most {self.characters} characters{lines}."


@dataclass(frozen=True)
class Batch:
    """The units of one language that go out in one file; languages by tag and by name.

    Names are in the tongue of the file, such as ``Romanian``. ``direction`` is that of the
    language, ``ltr`` or ``rtl``.
    """

    source_language: str
    source_name: str
    language: str
    name: str
    direction: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Answer:
    """One segment as it came back.

    ``source`` and ``sent`` are as in the file. ``is_final`` says that the translator marked it as
    done. ``problem`` says why it cannot be taken as it stands, '' where it can. ``sent_digest`` is
    that of the translation that went out, '' where the file does not say it any more.
    """

    identifier: str
    source: str
    sent: str
    target: str
    is_final: bool = False
    problem: str = ""
    sent_digest: str = ""

    def was_sent(self, text: str) -> bool:
        """Whether a text is the translation that went out."""
        return digest(text) == (self.sent_digest or digest(self.sent))


@dataclass(frozen=True)
class Returned:
    """A file that came back: the tag of its language, and its answers in their order."""

    language: str
    answers: tuple[Answer, ...]


class NotRead(Exception):
    """A file from outside cannot be read: the code of a finding, its message and its remedy."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code, self.message, self.fix = code, message, fix
