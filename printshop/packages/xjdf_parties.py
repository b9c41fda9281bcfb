"""The parties in the job ticket: who orders, answers questions, receives, pays and approves.

Their roles are the contact types that XJDF recommends (2.2, table A.54): Customer, Administrator,
Delivery, Accounting, Approver. The print shop is the Supplier.
"""

from xml.etree import ElementTree as ET

from printshop.orders.job_terms import BELGIUM, NOBODY, Address, Party
from printshop.orders.model import PackagedFile, PrintRun
from printshop.packages.xjdf_elements import child, clean, is_token, noon, product_id, resources
from printshop.shop.carried import version
from printshop.shop.job import Shop

APPROVER = "contact-approver"
PRINT, PROOF = "print", "proof"  # the two drops, where there is a proof to be delivered


def customer(root: ET.Element, shop: Shop, run: PrintRun) -> None:
    """The customer's numbers. One that is no token, such as ``12 345``, is a general ID."""
    number = run.terms.customer_number
    resource = child(resources(root, "CustomerInfo", "Input"), "Resource")
    info = {"CustomerOrderID": run.terms.order_reference or run.number}
    info["CustomerJobName"] = shop.campaign.name
    if is_token(number):
        info["CustomerID"] = number
    elif number:
        child(resource, "GeneralID", IDUsage="CustomerID", IDValue=number)
    child(resource, "CustomerInfo", **info)


def contacts(root: ET.Element, shop: Shop, run: PrintRun) -> None:
    """Each party once, in its role."""
    terms, found = run.terms, resources(root, "Contact", "Input")
    _contact(found, "Customer", Party(run.partner or shop.campaign.name))
    _contact(found, "Administrator", terms.contact, person=True)
    _contact(found, "Supplier", Party(run.printer))
    ids = {"VAT": terms.invoice.vat, "BuyerReference": terms.invoice_reference}
    _contact(found, "Accounting", terms.invoice, ids=ids)
    drop, hours = PRINT if terms.proof_by else "", terms.delivery_hours
    _contact(found, "Delivery", terms.delivery, run.delivery, comment=hours, drop=drop)
    if terms.proof_by:
        _contact(found, "Delivery", terms.contact, person=True, drop=PROOF)
    approver = Party(terms.proof_approver)
    _contact(found, "Approver", approver, person=True, contact_id=APPROVER)


def _contact(
    found: ET.Element,
    kind: str,
    party: Party,
    lines: str = "",
    *,
    person: bool = False,
    comment: str = "",
    ids: dict[str, str] | None = None,
    contact_id: str = "",
    drop: str = "",
) -> None:
    """A contact, where something is known of it; ``lines``: its address as it was written."""
    general = {name: value for name, value in (ids or {}).items() if value}
    if party == NOBODY and not (lines or comment or general):
        return
    resource = child(found, "Resource", **({"ID": contact_id} if contact_id else {}))
    if comment:
        child(resource, "Comment", Type="DeliveryHours").text = clean(comment)
    for name, value in general.items():
        child(resource, "GeneralID", IDUsage=name, IDValue=value)
    part = child(resource, "Part", ContactType=kind)
    if drop:
        part.set("DropID", drop)
    contact = child(resource, "Contact")
    if party.address:
        child(contact, "Address", **_address(party.address))
    elif lines:
        address = child(contact, "Address")
        for line in lines.splitlines():
            child(address, "AddressLine").text = clean(line.strip())
    for channel, locator in (("Phone", party.phone), ("Email", party.mail)):
        if locator:
            child(contact, "ComChannel", ChannelType=channel, Locator=locator)
    if party.name and person:  # one name, of a person or of a service
        child(contact, "Person", DescriptiveName=party.name)
    elif party.name:
        child(contact, "Company", OrganizationName=party.name)


def _address(address: Address) -> dict[str, str]:
    return {
        "Street": address.street,
        "CivicNumber": address.number,
        "PostalCode": address.postcode,
        "City": address.town,
        "CountryCode": address.country or BELGIUM,
    }


def delivery(root: ET.Element, run: PrintRun, files: tuple[PackagedFile, ...]) -> None:
    """What is delivered by when: the print, and before it a proof where it has a day."""
    found, terms = resources(root, "DeliveryParams", "Input"), run.terms
    resource = child(found, "Resource")
    if terms.proof_by:
        child(resource, "Part", DropID=PRINT)
    days = {"Earliest": terms.deliver_from, "Required": run.deliver_by}
    printed = child(
        resource, "DeliveryParams", **{name: noon(day) for name, day in days.items() if day}
    )
    for file in files:
        amount = str(file.run_file.quantity)
        child(printed, "DropItem", Amount=amount, ItemRef=product_id(file))
    if terms.proof_by:
        resource = child(found, "Resource")
        child(resource, "Part", DropID=PROOF)
        proof = child(resource, "DeliveryParams", Required=noon(terms.proof_by))
        for file in files:
            child(proof, "DropItem", Amount="1", ItemRef=proof_id(file))


def proof_id(file: PackagedFile) -> str:
    """The ID of the proof of a product."""
    return f"proof-{version(file.run_file.job)}"


def approval(root: ET.Element, run: PrintRun) -> None:
    """Who approves the proof that is wanted, or that the proof was approved already."""
    terms = run.terms
    if terms.proof == "wanted" and terms.proof_approver:
        resource = child(resources(root, "ApprovalParams", "Input"), "Resource")
        person = child(child(resource, "ApprovalParams"), "ApprovalPerson", ContactRef=APPROVER)
        person.set("ApprovalRole", "Obligated")
    elif terms.proof == "given":
        resource = child(resources(root, "ApprovalDetails", "Input"), "Resource")
        details = child(resource, "ApprovalDetails", ApprovalState="Approved")
        if terms.proof_approver:
            child(details, "ApprovalPerson", ContactRef=APPROVER)
