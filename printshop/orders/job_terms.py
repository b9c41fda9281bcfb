"""Job terms: what is agreed with the print shop about an order, beside pieces and quantities.

Whom to ask, where the print and the invoice go, which paper, how much more or less may come, how
it is bundled, and whether there is a proof. What an order does not say is empty.
"""

from dataclasses import dataclass

BELGIUM = "BE"


@dataclass(frozen=True)
class Address:
    """A postal address in its parts; ``country`` in two letters, empty for Belgium."""

    street: str
    number: str
    postcode: str
    town: str
    country: str = ""

    @property
    def abroad(self) -> bool:
        """Whether it is in another country than Belgium."""
        return self.country not in ("", BELGIUM)


@dataclass(frozen=True)
class Party:
    """Somebody whom an order names: a person, a service, a company."""

    name: str = ""
    address: Address | None = None
    phone: str = ""
    mail: str = ""
    vat: str = ""


NOBODY = Party()


@dataclass(frozen=True)
class JobTerms:
    """What is agreed about an order. Days are ISO dates, tolerances are percent.

    ``delivery`` has the address in its parts; that of an order in one line is the print run's.
    ``labels`` are pairs of a language and a text, the language is empty where one text holds for
    all. ``proof`` is wanted, given, or empty.
    """

    customer_number: str = ""
    order_reference: str = ""
    contact: Party = NOBODY
    delivery: Party = NOBODY
    delivery_hours: str = ""
    deliver_from: str = ""
    invoice: Party = NOBODY
    invoice_reference: str = ""
    finish: str = ""
    substrate: str = ""
    certification: str = ""
    over: float | None = None
    under: float | None = None
    bundle: int | None = None
    labels: tuple[tuple[str, str], ...] = ()
    proof: str = ""
    proof_approver: str = ""
    proof_by: str = ""

    def label(self, language: str) -> str:
        """What the label of a bundle in a language says, or nothing."""
        return next((text for tag, text in self.labels if tag in ("", language)), "")


NONE = JobTerms()  # an order that says nothing of them
