"""The job ticket for the print shop's own system: a product description in XJDF 2.1 (CIP4).

One product for each language, since quantities differ and pieces that are read from right to left
are folded the other way. Folds are given one by one and not by a number of JDF's fold catalogue,
whose schemes divide a sheet evenly: the panel that is folded in is narrower. Lengths in points.
"""

import hashlib
import re
from xml.etree import ElementTree as ET

from printshop import __version__
from printshop.orders.model import PackagedFile, PrintRun
from printshop.packages import folding
from printshop.shop.job import Job, Shop
from printshop.shop.press import Press
from printshop.shop.units import PT

NAMESPACE = "http://www.CIP4.org/JDFSchema_2_0"
INKS = "Cyan Magenta Yellow Black"
COATING = {"coated": "Coated", "uncoated": "None"}
# Characters that XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def ticket(shop: Shop, run: PrintRun, files: tuple[PackagedFile, ...]) -> bytes:
    """The ticket of a print run as the bytes of ``job.xjdf``; it names ``files`` by their paths."""
    press, first = shop.presses[run.press], run.files[0].job
    stem = first.stem(run.size)
    moment = f"{shop.campaign.moment:%Y-%m-%dT%H:%M:%SZ}"
    root = ET.Element(
        "XJDF",
        xmlns=NAMESPACE,
        Version="2.1",
        JobID=f"{run.number}-{stem}-{run.press}",
        Types="Product",
        DescriptiveName=_clean(f"{shop.campaign.name} · {first.layout.title} · {run.partner}"),
    )
    created = _in(_in(root, "AuditPool"), "AuditCreated")
    agent = {"AgentName": "printshop", "AgentVersion": __version__}
    _in(created, "Header", DeviceID="printshop", Time=moment, **agent)
    products = _in(root, "ProductList")
    for file in files:
        _product(products, run, press, file)
    _files(root, files)
    _amounts(root, files)
    _media(root, press, first)
    _people(root, shop, run)
    _delivery(root, run, files)
    ET.indent(root)
    return bytes(ET.tostring(root, "UTF-8", xml_declaration=True)) + b"\n"


def _in(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    cleaned = {key: _clean(value) for key, value in attributes.items()}
    return ET.SubElement(parent, name, cleaned)


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)


def _resources(root: ET.Element, name: str, usage: str) -> ET.Element:
    return _in(root, "ResourceSet", Name=name, Usage=usage)


def _points(*lengths: float) -> str:
    return " ".join(f"{round(length * PT, 3):g}" for length in lengths)


def _id(file: PackagedFile) -> str:
    return f"product-{file.run_file.job.language.tag}"


# ── the product ──────────────────────────────────────────────────────────────────────────────


def _product(products: ET.Element, run: PrintRun, press: Press, file: PackagedFile) -> None:
    job = file.run_file.job
    pages = len(job.layout.pages)
    kind = "Poster" if pages == 1 else "Brochure" if folding.page(job) else "FlatWork"
    product = _in(
        products,
        "Product",
        ID=_id(file),
        IsRoot="true",
        Amount=str(file.run_file.quantity),
        PartVersion=job.language.tag,
        ProductType=kind,
        ProductTypeDetails=job.layout.name,
        DescriptiveName=f"{job.stem(run.size)}, {job.language.name}",
    )
    trim = job.sizes[run.size]
    layout = _intent(product, "LayoutIntent")
    layout.set("Bleed", _points(press.bleed_for(trim)))
    layout.set("Dimensions", _points(*trim))
    layout.set("FinishedDimensions", f"{_points(*folding.folded(job, run.size))} 0")
    layout.set("Pages", str(pages * len(folding.widths(job, run.size))))
    layout.set("Sides", "OneSided" if pages == 1 else "TwoSidedHeadToHead")
    media = _intent(product, "MediaIntent")
    media.attrib.update(_paper(press, job))
    colours = _intent(product, "ColorIntent")
    for surface in ("Front", "Back")[:pages]:
        side = _in(colours, "SurfaceColor", Surface=surface, ColorsUsed=INKS)
        if press.intent:
            side.set("PrintStandard", press.intent.identifier)
    if folding.page(job):
        _folds(product, job, run.size)


def _intent(product: ET.Element, name: str) -> ET.Element:
    return _in(_in(product, "Intent", Name=name), name)


def _folds(product: ET.Element, job: Job, size: str) -> None:
    """Creases where the paper is heavy, then the folds in their order, measured from the left."""
    intent = _intent(product, "FoldingIntent")
    steps = folding.fold_steps(job, size)
    if job.layout.stock and job.layout.stock.weight >= folding.CREASED:
        for step in steps:
            path = _points(0, job.sizes[size][1])
            _in(intent, "Crease", StartPosition=_points(step.x, 0), WorkingPath=path)
    for step in steps:
        direction = "Up" if step.up else "Down"
        _in(intent, "Fold", From="Left", To=direction, Travel=_points(step.travel))


def _paper(press: Press, job: Job) -> dict[str, str]:
    paper = {"MediaType": "Paper"}
    if press.paper:
        paper["Coating"] = COATING[press.paper]
    if job.layout.stock:
        paper["Weight"] = str(job.layout.stock.weight)
    return paper


# ── files, quantities, contacts ──────────────────────────────────────────────────────────────


def _files(root: ET.Element, files: tuple[PackagedFile, ...]) -> None:
    """The press files. XJDF's CheckSum is an MD5; the SHA-256 stands beside it."""
    resources = _resources(root, "RunList", "Input")
    for file in files:
        resource = _in(resources, "Resource")
        _in(resource, "GeneralID", IDUsage="SHA-256", IDValue=file.sha256)
        _in(resource, "Part", PartVersion=file.run_file.job.language.tag)
        runs = _in(resource, "RunList", NPage=str(len(file.run_file.job.layout.pages)))
        _in(
            runs,
            "FileSpec",
            URL=file.path,
            MimeType="application/pdf",
            FileSize=str(len(file.run_file.pdf)),
            CheckSum=hashlib.md5(file.run_file.pdf, usedforsecurity=False).hexdigest(),
        )


def _amounts(root: ET.Element, files: tuple[PackagedFile, ...]) -> None:
    resource = _in(_resources(root, "Component", "Output"), "Resource")
    pool = _in(resource, "AmountPool")
    for file in files:
        part = _in(pool, "PartAmount", Amount=str(file.run_file.quantity))
        _in(part, "Part", PartVersion=file.run_file.job.language.tag)
    _in(resource, "Component")


def _media(root: ET.Element, press: Press, job: Job) -> None:
    resource = _in(_resources(root, "Media", "Input"), "Resource")
    _in(resource, "Media", **_paper(press, job))


def _people(root: ET.Element, shop: Shop, run: PrintRun) -> None:
    customer = _in(_resources(root, "CustomerInfo", "Input"), "Resource")
    orders = {"CustomerOrderID": run.number, "CustomerJobName": shop.campaign.name}
    _in(customer, "CustomerInfo", **orders)
    contacts = _resources(root, "Contact", "Input")
    parties = (("Customer", run.partner or shop.campaign.name, ""), ("Supplier", run.printer, ""))
    for kind, name, address in (*parties, ("Delivery", "", run.delivery)):
        if not name and not address:
            continue
        resource = _in(contacts, "Resource")
        _in(resource, "Part", ContactType=kind)
        contact = _in(resource, "Contact")
        if address:
            address_element = _in(contact, "Address")
            for line in _clean(address).splitlines():
                _in(address_element, "AddressLine").text = line.strip()
        if name:
            _in(contact, "Company", OrganizationName=name)


def _delivery(root: ET.Element, run: PrintRun, files: tuple[PackagedFile, ...]) -> None:
    resource = _in(_resources(root, "DeliveryParams", "Input"), "Resource")
    delivery = _in(resource, "DeliveryParams")
    if run.deliver_by:  # a day, not an hour: at noon it is the same day wherever it is read
        delivery.set("Required", f"{run.deliver_by}T12:00:00+01:00")
    for file in files:
        _in(delivery, "DropItem", Amount=str(file.run_file.quantity), ItemRef=_id(file))
