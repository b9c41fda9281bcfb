"""Print runs for tests: of a shop's pieces, with PDFs, reports and proofs that are made up."""

import io

from PIL import Image

from printshop.orders.job_terms import NONE, Address, JobTerms, Party
from printshop.orders.model import PrintRun, PrintRunFile
from printshop.shop.catalog import resolve
from printshop.shop.job import JobTicket, Proof, Shop

# Every one of them, openly made up.
TERMS = JobTerms(
    customer_number="10234",
    order_reference="PO 77/2030",
    contact=Party("Umbrella desk", None, "+32 470 12 34 56", "desk@example.com"),
    delivery=Party(
        "Umbrella stores, gate 3",
        Address("Example Street", "12 bus 3", "1000", "Brussel"),
        "+32 470 12 34 57",
    ),
    delivery_hours="weekdays, 8 to 16 h",
    deliver_from="2030-03-01",
    invoice=Party(
        "Umbrella accounts",
        Address("Example Lane", "4", "1234 AB", "Example aan Zee", "NL"),
        mail="accounts@example.com",
        vat="BE 0000.000.097",
    ),
    invoice_reference="Budget 12",
    finish="silk",
    substrate="PS1",
    certification="FSC Mix Credit",
    over=5.0,
    under=2.5,
    bundle=50,
    labels=(("", "Umbrella card"),),
    proof="wanted",
    proof_approver="Umbrella desk",
    proof_by="2030-02-20",
)


def picture(page: int) -> bytes:
    """A page's proof: one colour."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (20 * page, 90, 90)).save(out, "PNG")
    return out.getvalue()


def printed(shop: Shop, ticket: JobTicket, quantity: int) -> PrintRunFile:
    """A press file of a piece, its content made up."""
    job = resolve(shop, ticket)
    tag = ticket.language
    proofs = tuple(Proof(n, picture(n)) for n in range(1, len(job.layout.pages) + 1))
    report = (f"<title>{tag}</title>".encode(), f'{{"file": "{tag}"}}'.encode())
    return PrintRunFile(job, quantity, f"%PDF-1.6 {tag}".encode(), report, proofs)


def print_run(
    shop: Shop,
    layout: str = "card",
    languages: tuple[str, ...] = ("en", "ar"),
    *,
    sector: str = "",
    size: str = "",
    press: str = "test",
    reader: str = "en",
    partner: str = "Harbour Umbrella Society",
    delivery: str = "Example Quay 3\n1000 Example",
    proof: bool = False,
    terms: JobTerms = NONE,
    remarks: str = "",
) -> PrintRun:
    """A print run of a piece: 1,200 copies in the first language, 100 more in each further one.

    A piece that carries many languages is one file.
    """
    tickets = [JobTicket(layout, sector, tag) for tag in languages]
    if shop.layouts[layout].languages:
        tickets = [JobTicket(layout, sector, languages[0], languages)]
    files = tuple(printed(shop, ticket, 1200 + 100 * n) for n, ticket in enumerate(tickets))
    number, printer = "2030-1a2b3c4d", "Example Printers"
    return PrintRun(
        number,
        partner,
        press,
        size,
        files,
        delivery,
        "2030-03-14",
        printer,
        reader,
        proof,
        remarks,
        terms,
    )
