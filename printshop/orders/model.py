"""The data classes of an order: who orders which pieces, languages and quantities, on which press.

An ``OrderLine`` is read from disk. The program derives from it the ``OrderItem``s, the ``Partner``
with its ``Logo``, and the ``PrintRun``s that a print shop receives.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, WithJsonSchema

from printshop.orders.job_terms import NONE, JobTerms
from printshop.reading.yaml_file import Sheet
from printshop.shop.job import Job, JobTicket, Proof
from printshop.shop.press import Substrate
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


def _key(name: str, description: str) -> Any:
    """A text of a line that may be left out, by its name in the file."""
    return Field("", alias=name, description=description)


_ONE_OR_MORE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
OneOrMore = Annotated[Names, BeforeValidator(_names), WithJsonSchema(_ONE_OR_MORE)]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _percent(value: Any) -> float:
    """A percentage, as a number or as people write it: ``5 %``, ``2,5``."""
    if isinstance(value, str) and (written := _PERCENT.fullmatch(value.strip())):
        value = float(written[1].replace(",", "."))
    # A spreadsheet keeps 5 % as 0.05, which might be meant as it stands.
    if _is_number(value) and (value == 0 or 1 <= value <= 100):
        return float(value)
    raise ValueError("wants a percentage from 1 to 100, or 0,")


def _number_of_copies(value: object) -> object:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("wants a whole number of copies")
    return value


_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*%?")
_NUMBER = {"type": ["number", "string"]}
_LABELS = {"type": ["string", "object"], "additionalProperties": {"type": "string"}}
# Words that may be digits alone: in a file they need no quotes.
Written = Annotated[str, WithJsonSchema({"type": ["string", "integer"]})]
Percent = Annotated[float, BeforeValidator(_percent), WithJsonSchema(_NUMBER)]
Copies = Annotated[int, BeforeValidator(_number_of_copies)]
Labels = Annotated[str | dict[str, str], WithJsonSchema(_LABELS)]
Finish = Literal["gloss", "silk", "uncoated"]
ProofState = Literal["wanted", "given"]
SUGGEST = "suggest"  # in place of languages: those that the sector's workers speak


class OrderLine(Sheet):
    """One line of an order: a partner and what it orders; without ``partner`` the campaign's own.

    ``logo`` is a path from the order file's folder. ``pieces`` are layouts, with ``.size`` where it
    is not the native one; ``sectors`` are names, or 'general'. ``quantity`` is copies of each piece
    in each language: one number, or one by language. ``publisher`` is the responsible publisher of
    this version, with an address in Belgium. ``printer`` is the print shop that receives the
    package; its job sheet is in ``printer-language``. What else is agreed with it is in
    ``job_terms``: a key that is left out is not spoken of. Editors show the descriptions, which
    ``docs/order.schema.json`` holds.
    """

    PROSE: ClassVar[frozenset[str]] = frozenset(
        (
            *("partner", "contact", "publisher", "publisher-address", "delivery", "printer"),
            *("remarks", "customer-number", "order-reference", "certification", "label"),
            *("contact-name", "contact-phone", "contact-mail", "proof-approver"),
            *("delivery-receiver", "delivery-street", "delivery-number", "delivery-postcode"),
            *("delivery-town", "delivery-country", "delivery-hours", "delivery-phone"),
            *("invoice-name", "invoice-street", "invoice-number", "invoice-postcode"),
            *("invoice-town", "invoice-country", "invoice-vat", "invoice-mail"),
            "invoice-reference",
        )
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
    customer_number: Written = _key(
        "customer-number", "The number under which the print shop knows its customer."
    )
    order_reference: Written = _key(
        "order-reference", "The customer's own reference of this order."
    )
    contact_name: str = _key("contact-name", "Whom the print shop asks about this order.")
    contact_phone: str = _key("contact-phone", "That person's phone: +32 470 12 34 56.")
    contact_mail: str = _key("contact-mail", "That person's mail address.")
    delivery_receiver: str = _key(
        "delivery-receiver", "Who receives the print, also beside an address in one line."
    )
    delivery_street: str = _key("delivery-street", "The street of the delivery.")
    delivery_number: Written = _key("delivery-number", "The house number, with the box: 12 bus 3.")
    delivery_postcode: Written = _key("delivery-postcode", "The postcode of the delivery.")
    delivery_town: str = _key("delivery-town", "The town of the delivery.")
    delivery_country: str = _key(
        "delivery-country", "The country in two letters; Belgium (BE) if empty."
    )
    delivery_hours: str = _key("delivery-hours", "When somebody is there to receive it.")
    delivery_phone: str = _key("delivery-phone", "The phone of whoever receives it.")
    deliver_from: Day | None = Field(
        None, alias="deliver-from", description="The first day on which it can be received."
    )
    invoice_name: str = _key("invoice-name", "Who is invoiced, where it is somebody else.")
    invoice_street: str = _key("invoice-street", "The street for the invoice.")
    invoice_number: Written = _key("invoice-number", "The house number for the invoice.")
    invoice_postcode: Written = _key("invoice-postcode", "The postcode for the invoice.")
    invoice_town: str = _key("invoice-town", "The town for the invoice.")
    invoice_country: str = _key("invoice-country", "The country in two letters; Belgium if empty.")
    invoice_vat: str = _key("invoice-vat", "The VAT or enterprise number: BE 0000.000.097.")
    invoice_mail: str = _key("invoice-mail", "Where the invoice is mailed.")
    invoice_reference: Written = _key("invoice-reference", "What the invoice has to quote.")
    finish: Finish | None = Field(
        None, description="The surface of the paper; the printing condition's if empty."
    )
    substrate: Substrate | None = Field(
        None, description="The print substrate of ISO 12647-2; the printing condition's if empty."
    )
    certification: str = Field("", description="What the paper is certified as: FSC Mix Credit.")
    tolerance_over: Percent | None = Field(
        None,
        alias="tolerance-over",
        description="So many percent more than ordered may be delivered.",
        examples=["tolerance-over: 5"],
    )
    tolerance_under: Percent | None = Field(
        None,
        alias="tolerance-under",
        description="So many percent fewer than ordered may be delivered.",
        examples=["tolerance-under: 5"],
    )
    bundle: Copies | None = Field(
        None, description="So many copies in a bundle; a bundle holds one language."
    )
    label: Labels = Field(
        "", description="What each bundle's label says: one text, or one by language."
    )
    proof: ProofState | None = Field(
        None, description="Whether the print shop makes a proof first, or one was approved already."
    )
    proof_approver: str = _key("proof-approver", "Who approves the proof, or has approved it.")
    proof_by: Day | None = Field(
        None, alias="proof-by", description="The day by which the proof is wanted."
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
    terms: JobTerms = NONE


@dataclass(frozen=True)
class PackagedFile:
    """A press file in a package: its path from the package's top folder, and its SHA-256 in hex."""

    run_file: PrintRunFile
    path: str
    sha256: str
