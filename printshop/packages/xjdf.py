"""The job ticket for the print shop's own system: a product description in XJDF 2.1 (CIP4).

One product for each language, since quantities differ and pieces that are read from right to left
are folded the other way. Folds are given one by one, because the panel that is folded in is
narrower, and with the number of the fold catalogue where it has this way of folding. Lengths in
points. What an order does not say is not in its ticket.
"""

import hashlib
from xml.etree import ElementTree as ET

from printshop import __version__
from printshop.orders.job_terms import JobTerms
from printshop.orders.model import PackagedFile, PrintRun
from printshop.packages import agreed, cutting, folding, gluing, xjdf_parties
from printshop.packages.xjdf_elements import child, clean, points, product_id, resources
from printshop.shop.carried import names, version
from printshop.shop.job import Job, Shop
from printshop.shop.press import Press
from printshop.shop.stock import Material
from printshop.shop.words import PACKAGE

NAMESPACE = "http://www.CIP4.org/JDFSchema_2_0"
INKS = "Cyan Magenta Yellow Black"
COATING = {"gloss": "Gloss", "silk": "Satin", "coated": "Coated", "uncoated": "None"}
MEDIA: dict[Material, str] = {"": "Paper", "white-film": "SelfAdhesive"}
CERTIFIERS = ("FSC", "PEFC", "CFCC", "IFCC")  # that XJDF knows by these names (2.1, table 8.8)


def ticket(shop: Shop, run: PrintRun, files: tuple[PackagedFile, ...]) -> bytes:
    """The ticket of a print run, an XJDF file; it names ``files`` by their paths."""
    press, first = shop.presses[run.press], run.files[0].job
    stem = first.stem(run.size)
    moment = f"{shop.campaign.moment:%Y-%m-%dT%H:%M:%SZ}"
    root = ET.Element(
        "XJDF",
        xmlns=NAMESPACE,
        Version="2.1",
        JobID=f"{run.number}-{stem}-{run.press}",
        Types="Product",
        DescriptiveName=clean(f"{shop.campaign.name} · {first.layout.title} · {run.partner}"),
    )
    created = child(child(root, "AuditPool"), "AuditCreated")
    agent = {"AgentName": "printshop", "AgentVersion": __version__}
    child(created, "Header", DeviceID="printshop", Time=moment, **agent)
    if run.remarks:
        child(root, "Comment", Type="Instruction").text = clean(run.remarks)
    products = child(root, "ProductList")
    glue = _glue(shop, run, first)
    for file in files:
        _product(products, run, press, file, glue)
    _files(root, files)
    _amounts(root, run, files)
    _media(root, run, press, first)
    _bundles(root, run, files)
    xjdf_parties.customer(root, shop, run)
    xjdf_parties.contacts(root, shop, run)
    xjdf_parties.delivery(root, run, files)
    xjdf_parties.approval(root, run)
    ET.indent(root)
    return bytes(ET.tostring(root, "UTF-8", xml_declaration=True)) + b"\n"


# ── the product ──────────────────────────────────────────────────────────────────────────────


def _glue(shop: Shop, run: PrintRun, job: Job) -> str:
    """What is glued, in the print shop's language: product intents have no place for a flap."""
    words = shop.copies.get(run.printer_language, {}).get(PACKAGE)
    if not job.layout.glued or words is None:
        return ""
    flap = f"{gluing.flap(job, run.size):g} mm"
    return f"{words.items.get('glue', '')} {flap}: {words.items.get('glue-how', '')}"


def _product(
    products: ET.Element, run: PrintRun, press: Press, file: PackagedFile, glue: str
) -> None:
    job = file.run_file.job
    pages = len(job.layout.pages)
    folded = bool(folding.fold_steps(job, run.size))
    kind = "Brochure" if folded else "Poster" if pages == 1 else "FlatWork"
    product = child(
        products,
        "Product",
        ID=product_id(file),
        IsRoot="true",
        Amount=str(file.run_file.quantity),
        PartVersion=version(job),
        ProductType=kind,
        ProductTypeDetails=job.layout.name,
        DescriptiveName=f"{job.stem(run.size)}, {names(job)}",
        **_tolerance(run, file),
    )
    if glue:
        child(product, "Comment", Type="Instruction").text = clean(glue)
    trim = job.sizes[run.size]
    layout = _intent(product, "LayoutIntent")
    layout.set("Bleed", points(press.bleed_for(trim)))
    layout.set("Dimensions", points(*folding.flat(job, run.size)))
    layout.set("FinishedDimensions", points(*gluing.finished(job, run.size)))
    panels = len(folding.widths(job, run.size)) - job.layout.glued  # nothing is on a flap
    layout.set("Pages", str(pages if job.layout.booklet else pages * panels))
    layout.set("Sides", "OneSided" if pages == 1 else "TwoSidedHeadToHead")
    _paper(_intent(product, "MediaIntent"), run.terms, press, job)
    colours = _intent(product, "ColorIntent")
    for surface in ("Front", "Back")[:pages]:
        side = child(colours, "SurfaceColor", Surface=surface, ColorsUsed=INKS)
        if press.intent:
            side.set("PrintStandard", press.intent.identifier)
    if folded:
        _folds(product, job, run.size)
    _shapes(product, press, job, run.size)
    if run.terms.proof == "wanted":
        child(_intent(product, "ContentCheckIntent"), "ProofItem", ID=xjdf_parties.proof_id(file))


def _intent(product: ET.Element, name: str) -> ET.Element:
    return child(child(product, "Intent", Name=name), name)


def _folds(product: ET.Element, job: Job, size: str) -> None:
    """Creases where the paper is heavy, then the folds in their order, measured from the left."""
    intent = _intent(product, "FoldingIntent")
    steps = folding.fold_steps(job, size)
    if scheme := folding.catalog(job, size):
        intent.set("FoldCatalog", scheme)
    if job.layout.stock and job.layout.stock.weight >= folding.CREASED:
        for step in steps:
            path = points(0, job.sizes[size][1])
            child(intent, "Crease", StartPosition=points(step.x, 0), WorkingPath=path)
    for step in steps:
        direction = "Up" if step.up else "Down"
        child(intent, "Fold", From="Left", To=direction, Travel=points(step.travel))


def _shapes(product: ET.Element, press: Press, job: Job, size: str) -> None:
    """Strips, which may be perforated instead of cut; the contour, cut through the face alone."""
    cuts, corner = cutting.strip_cuts(job, size), cutting.contour_radius(job, size)
    if cuts is None and corner is None:
        return
    intent = _intent(product, "ShapeCuttingIntent")
    if cuts is not None:
        for x in cuts.at:
            path = cutting.cut_path(x, cuts)
            child(
                intent,
                "ShapeCut",
                ShapeType="Line",
                CutType="Perforate",
                CutPath=path,
                ShapeTypeDetails="perforate or cut",
            )
    if corner is not None:
        outline = {"ShapeType": "RoundedRectangle", "ShapeTypeDetails": f"r={points(corner)}"}
        if press.contour:  # its separation says where: through the face, not through the backing
            outline |= {"CutDepth": "Partial", "CutType": "Cut"}
        child(intent, "ShapeCut", CutBox=points(0, 0, *job.sizes[size]), **outline)


def _paper(media: ET.Element, terms: JobTerms, press: Press, job: Job) -> None:
    """Describe the paper or other material: weight, surface, substrate, its certificate."""
    stock = job.layout.stock
    media.set("MediaType", MEDIA[stock.material if stock else ""])
    if surface := agreed.finish(press, terms, stock):
        media.set("Coating", COATING[surface])
    if substrate := agreed.substrate(press, terms, stock):
        media.set("ISOPaperSubstrate", substrate)
    if stock and stock.weight:
        media.set("Weight", str(stock.weight))
    if terms.certification:
        certification = child(media, "Certification", Claim=terms.certification)
        organization = terms.certification.split()[0]
        if organization in CERTIFIERS:
            certification.set("Organization", organization)


def _tolerance(run: PrintRun, file: PackagedFile) -> dict[str, str]:
    """The least and the most copies of a product, where a tolerance was agreed."""
    quantity = file.run_file.quantity
    limits = {
        "MinAmount": agreed.least(quantity, run.terms),
        "MaxAmount": agreed.most(quantity, run.terms),
    }
    return {name: str(copies) for name, copies in limits.items() if copies is not None}


# ── files, quantities, bundles ───────────────────────────────────────────────────────────────


def _files(root: ET.Element, files: tuple[PackagedFile, ...]) -> None:
    """The press files. XJDF's CheckSum is an MD5; the SHA-256 stands beside it."""
    found = resources(root, "RunList", "Input")
    for file in files:
        resource = child(found, "Resource")
        child(resource, "GeneralID", IDUsage="SHA-256", IDValue=file.sha256)
        child(resource, "Part", PartVersion=version(file.run_file.job))
        runs = child(resource, "RunList", NPage=str(len(file.run_file.job.layout.pages)))
        child(
            runs,
            "FileSpec",
            URL=file.path,
            MimeType="application/pdf",
            FileSize=str(len(file.run_file.pdf)),
            CheckSum=hashlib.md5(file.run_file.pdf, usedforsecurity=False).hexdigest(),
        )


def _amounts(root: ET.Element, run: PrintRun, files: tuple[PackagedFile, ...]) -> None:
    resource = child(resources(root, "Component", "Output"), "Resource")
    pool = child(resource, "AmountPool")
    for file in files:
        amount = str(file.run_file.quantity)
        part = child(pool, "PartAmount", Amount=amount, **_tolerance(run, file))
        child(part, "Part", PartVersion=version(file.run_file.job))
    child(resource, "Component")


def _media(root: ET.Element, run: PrintRun, press: Press, job: Job) -> None:
    resource = child(resources(root, "Media", "Input"), "Resource")
    _paper(child(resource, "Media"), run.terms, press, job)


def _bundles(root: ET.Element, run: PrintRun, files: tuple[PackagedFile, ...]) -> None:
    """How each language is bundled, and what the labels of its bundles say."""
    if not run.terms.bundle:
        return
    found = resources(root, "Bundle", "Input")
    for file in files:
        tag, quantity = file.run_file.job.language.tag, file.run_file.quantity
        bundles = agreed.bundles(quantity, run.terms)
        resource = child(found, "Resource")
        if text := run.terms.label(tag):
            child(resource, "Comment", Type="Label", Language=tag).text = clean(text)
        child(resource, "Part", PartVersion=version(file.run_file.job))
        child(
            child(resource, "Bundle"),
            "BundleItem",
            Amount=str(bundles.number if bundles else 1),
            BundleType="Stack",
            ItemRef=product_id(file),
            TotalAmount=str(quantity),
        )
