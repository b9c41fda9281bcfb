"""Questions to a person, each with the function that reads its answer.

Who asks is handed in: the command asks on the terminal, or reads the answers from a file.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from printshop.findings import similar

T = TypeVar("T")
LONGEST = 40  # characters of a name that becomes part of file names


class Refused(ValueError):
    """Why an answer cannot be taken, in words for whoever typed it."""


@dataclass(frozen=True)
class Question(Generic[T]):
    """A question; ``read`` turns the answer into a value, or raises ``Refused``.

    ``default`` is the answer of who types none; None where one has to be typed.
    """

    text: str
    read: Callable[[str], T]
    default: str | None = None


class Asker(Protocol):
    """Who asks: it says lines, and asks a question again until its answer can be taken."""

    def say(self, text: str) -> None:
        """Show a line."""

    def ask(self, question: Question[T]) -> T:
        """The value of the answer; raises ``Stopped`` where no further answer comes."""


class Stopped(Exception):
    """No further answer comes; ``interrupted`` where a person stopped it."""

    def __init__(self, *, interrupted: bool) -> None:
        super().__init__("interrupted" if interrupted else "the answers have ended")
        self.interrupted = interrupted


def slug(text: str) -> str:
    """A text as a name of files may be: ``Beauty & Spa`` is ``beauty-spa``."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def name_of_files(what: str, taken: Collection[str], reserved: Collection[str]) -> Question[str]:
    """The question for a name that becomes part of file names; ``what`` it names."""

    def read(answer: str) -> str:
        if not answer:
            raise Refused("it needs a name")
        meant = slug(answer)
        if answer != meant or not re.match("[a-z]", answer):
            proposal = f", such as {meant}" if re.match("[a-z]", meant) else ""
            raise Refused(
                "print shops' systems take lower-case letters a to z, digits and single hyphens, a "
                f"letter first{proposal}"
            )
        if len(answer) > LONGEST:
            raise Refused(f"it has {len(answer)} characters; {LONGEST} are the most")
        if answer in taken:
            raise Refused(f"'{answer}' is there already: take another name")
        if answer in reserved:
            raise Refused(f"'{answer}' means something else here: take another name")
        return answer

    return Question(f"Name of the {what}, as in file names", read)


def text(
    question: str, default: str | None = None, *, longest: int = 80, may_be_empty: bool = False
) -> Question[str]:
    """A question for words on one line."""

    def read(answer: str) -> str:
        if not answer and not may_be_empty:
            raise Refused("write something, on one line")
        if len(answer) > longest:
            raise Refused(f"it has {len(answer)} characters; {longest} are the most")
        return answer

    return Question(question, read, default)


def choice(question: str, known: Collection[str], default: str | None = None) -> Question[str]:
    """A question with a few answers."""
    listed = ", ".join(known)

    def read(answer: str) -> str:
        if answer not in known:
            near = similar(answer, known)
            raise Refused(f"{near} " * bool(near) + f"answer one of: {listed}")
        return answer

    return Question(f"{question} ({listed})", read, default)


def number(
    question: str, default: str | None, least: float, most: float, unit: str
) -> Question[float]:
    """A question for a number between two limits; a comma may stand for the point."""

    def read(answer: str) -> float:
        typed = answer.removesuffix(unit).strip().replace(",", ".")
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", typed):
            raise Refused(f"write a number in {unit}, such as {default or f'{least:g}'}")
        if not least <= float(typed) <= most:
            raise Refused(f"it is {float(typed):g} {unit}; {least:g} to {most:g} {unit} can be")
        return float(typed)

    return Question(question, read, default)


def yes_or_no(question: str, default: str) -> Question[bool]:
    """A question that is answered with yes or no."""

    def read(answer: str) -> bool:
        if answer.lower() not in ("yes", "y", "no", "n"):
            raise Refused("answer yes or no")
        return answer.lower().startswith("y")

    return Question(f"{question} (yes, no)", read, default)


def checked(answer: str) -> str:
    """An answer without space around it. Raises ``Refused`` where it has signs nobody sees."""
    answer = unicodedata.normalize("NFC", answer.strip())
    for sign in answer:
        if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") or sign in "\u2028\u2029":
            raise Refused(f"it has a sign that cannot be printed (U+{ord(sign):04X}): type it anew")
    return answer
