"""The data classes of an order: who orders which pieces, languages and quantities, on which press.

An ``OrderLine`` is read from disk. The program derives from it the ``OrderItem``s, the ``Partner``
with its ``Logo``, and the ``PrintRun``s that a print shop receives.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, PrivateAttr, WithJsonSchema

from printshop.reading.yaml_file import Sheet
from printshop.shop.job import Job, JobTicket, Proof
from printshop.shop.units import Day, Names


def _names(value: object) -> object:
    """One name or a list of names, as a tuple."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


def _copies(value: object) -> object:
    numbers = value.values() if isinstance(value, dict) else (value,)
    if not all(isinstance(n, int) and not isinstance(n, bool) for n in numbers):
        raise ValueError("wants a whole number, or one for each language")
    return value


_ONE_OR_MORE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
OneOrMore = Annotated[Names, BeforeValidator(_names), WithJsonSchema(_ONE_OR_MORE)]
SUGGEST = "suggest"  # in place of languages: those that the sector's workers speak


class OrderLine(Sheet):
    """One line of an order: a partner and what it orders; without ``partner`` the campaign's own.

    ``logo`` is a path from the order file's folder. ``pieces`` are layouts, with ``.size`` where it
    is not the native one; ``sectors`` are names, or 'general'. ``quantity`` is copies of each piece
    in each language: one number, or one by language. ``publisher`` is the responsible publisher of
    this version, with an address in Belgium. ``printer`` is the print shop that receives the
    package; its job sheet is in ``printer-language``. Editors show the descriptions, which
    ``docs/order.schema.json`` holds.
    """

    PROSE: ClassVar[frozenset[str]] = frozenset(
        ("partner", "contact", "publisher", "publisher-address", "delivery", "printer", "remarks")
    )
    partner: str = Field(
        "",
        description="The partner's name as it is printed, at most 80 characters. "
        "Leave it out for the campaign's own print.",
    )
    type: str = Field(
        "", description="What the partner is: one of the kinds in content/partners.yaml."
    )
    contact: str = Field(
        "", description="The partner's own contact in one line, at most 100 characters."
    )
    logo: str = Field("", description="The partner's logo: a path from the order file's folder.")
    publisher: str = Field(
        "",
        description="The natural person who answers for this version; "
        "left out, it is the campaign's.",
    )
    publisher_address: str = Field(
        "", alias="publisher-address", description="The publisher's address in Belgium."
    )
    languages: OneOrMore = Field(
        description="Language tags, one or a list; 'suggest' takes those that the workers "
        "of the chosen sectors often speak."
    )
    pieces: OneOrMore = Field(
        description="What is printed: a piece, with .size where it is not its usual size."
    )
    sectors: OneOrMore = Field(
        (), description="Sectors, one or a list; 'general' is the piece without one."
    )
    quantity: Annotated[int | dict[str, int], BeforeValidator(_copies)] = Field(
        description="Copies of each piece in each language: one number, or one by language."
    )
    press: str = Field(
        "", description="The printing condition that the print shop asks for; usual one if empty."
    )
    delivery: str = Field("", description="Where the print is delivered.")
    deliver_by: Day | None = Field(
        None, alias="deliver-by", description="The day by which it has to be there: 2027-01-15."
    )
    printer: str = Field("", description="The print shop that receives the package.")
    printer_language: str = Field(
        "",
        alias="printer-language",
        description="The language of the papers for the print shop; the campaign's own if empty.",
    )
    remarks: str = Field(
        "",
        description="What the print shop should know besides, at most 300 characters; "
        "it stands on the job sheet.",
    )
    _faulty: frozenset[str] = PrivateAttr(default=frozenset())

    @property
    def faulty(self) -> frozenset[str]:
        """The keys whose values are wrong or missing: they hold nothing, and the line is not made.

        The other keys are checked all the same, so that all that is wrong is said at once.
        """
        return self._faulty

    def marked(self, keys: Iterable[str]) -> "OrderLine":
        """The line with these keys among the faulty ones."""
        line = self.model_copy()
        line._faulty = self._faulty.union(keys)
        return line

    def job_sheet_language(self, source: str) -> str:
        """The language of the job sheet: ``printer-language``, or else the ``source`` language."""
        return self.printer_language or source


@dataclass(frozen=True)
class OrderItem:
    """One press file that a line asks for, and how many copies of it."""

    ticket: JobTicket
    size: str
    quantity: int


@dataclass(frozen=True)
class Logo:
    """A logo ready for placing: a PDF of one page, cropped to the logo, in process inks alone.

    ``pdf`` paints in DeviceCMYK and DeviceGray; its MediaBox, from 0,0, is the cropped logo.
    ``aspect`` is width divided by height. ``pixels`` is the width in pixels of the cropped picture,
    in a vector logo of the picture with the lowest resolution, 0 without a picture. ``ink`` is the
    mean darkness of its box, from 0 to 1: how heavy it looks.
    """

    name: str
    sha256: str
    pdf: bytes
    aspect: float
    pixels: int
    ink: float


@dataclass(frozen=True)
class Partner:
    """Who orders: what its zone shows, and its type of partner. All texts are cleaned."""

    name: str
    kind: str
    contact: str
    publisher: str  # name and address in one line; empty: none of its own
    logo: Logo | None
    black: Logo | None = None  # the same in black alone, for zones that ask for it


@dataclass(frozen=True)
class PrintRunFile:
    """One press file of a print run with its proofs and its preflight report.

    ``report`` is the report as HTML and as JSON; ``quantity`` is the number of copies.
    """

    job: Job
    quantity: int
    pdf: bytes
    report: tuple[bytes, bytes]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class PrintRun:
    """A print run: a piece in one size under one printing condition, in all its languages.

    ``number`` is the order number; a ``proof`` shows how the piece will look and is not for print.
    """

    number: str
    partner: str
    press: str
    size: str
    files: tuple[PrintRunFile, ...]
    delivery: str
    deliver_by: str  # ISO date, or empty
    printer: str
    printer_language: str
    proof: bool = False
    remarks: str = ""


@dataclass(frozen=True)
class PackagedFile:
    """A press file in a package: its path from the package's top folder, and its SHA-256 in hex."""

    run_file: PrintRunFile
    path: str
    sha256: str
