"""The ticket: it keeps to the schema of CIP4, and says what the order says."""

import hashlib
import os
from dataclasses import replace
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from printshop.orders.job_terms import JobTerms
from printshop.orders.model import PackagedFile, PrintRun
from printshop.packages import xjdf
from printshop.shop.job import Shop
from printshop.shop.units import PT
from tests.press.pieces import real_shop
from tests.unit.packages.print_runs import TERMS, print_run

ROOT = Path(__file__).resolve().parents[3]
IN = {"x": xjdf.NAMESPACE}
# The schema's licence has terms for whoever sells what it comes with, so it does not lie here: it
# is looked for in the folder that XJDF_SCHEMA names.
SCHEMA = Path(os.environ.get("XJDF_SCHEMA", ROOT.parent / "shared/assets/xjdf"))


@pytest.fixture(scope="module")
def shop() -> Shop:
    """The real shop."""
    return real_shop()


def enclosed(run: PrintRun) -> tuple[PackagedFile, ...]:
    """The files of a run as they lie in its package."""
    return tuple(
        PackagedFile(f, f"print/{f.job.language.tag}.pdf", hashlib.sha256(f.pdf).hexdigest())
        for f in run.files
    )


def ticket(shop: Shop, run: PrintRun) -> ET.Element:
    """A run's ticket, read again."""
    return ET.fromstring(xjdf.ticket(shop, run, enclosed(run)))


def runs(shop: Shop) -> list[PrintRun]:
    """Every layout of a shop in every size under every condition, in all languages."""
    made = []
    for layout, press in product(shop.layouts.values(), shop.presses):
        sectors = ["", *shop.sectors] if layout.general else list(shop.sectors)
        for size in ["", *layout.sizes]:
            made.append(
                print_run(
                    shop,
                    layout.name,
                    tuple(shop.languages),
                    sector=sectors[-1] if layout.sectors else "",
                    size=size,
                    press=press,
                )
            )
    return made


def test_keeps_to_the_schema(shop: Shop) -> None:
    """Every layout, size and condition of the shop makes a ticket that XJDF 2.1 allows."""
    etree = pytest.importorskip("lxml.etree")
    path = SCHEMA / "jdfschema_2_1.xsd"
    if not path.is_file():
        pytest.skip(f"NOT VALIDATED: no {path.name} in the folder that XJDF_SCHEMA names")
    schema = etree.XMLSchema(etree.parse(path))
    made = runs(shop)
    assert len(made) > len(shop.layouts) * len(shop.presses)
    for run in made:
        tree = etree.fromstring(xjdf.ticket(shop, run, enclosed(run)))
        schema.validate(tree)
        assert not list(schema.error_log), (run.files[0].job.layout.name, run.size, run.press)


@pytest.mark.parametrize("proof", ["wanted", "given", ""])
def test_every_term_keeps_to_the_schema(opened_shop: Shop, proof: str) -> None:
    """A run of the tiny shop with every key that an order can have."""
    etree = pytest.importorskip("lxml.etree")
    path = SCHEMA / "jdfschema_2_1.xsd"
    if not path.is_file():
        pytest.skip(f"NOT VALIDATED: no {path.name} in the folder that XJDF_SCHEMA names")
    schema = etree.XMLSchema(etree.parse(path))
    for number in ("10234", "10 234"):
        terms = replace(
            TERMS,
            customer_number=number,
            proof=proof,
            proof_by=TERMS.proof_by if proof == "wanted" else "",
        )
        run = print_run(opened_shop, delivery="", terms=terms, remarks="Ring <twice>")
        schema.assertValid(etree.fromstring(xjdf.ticket(opened_shop, run, enclosed(run))))


def agreed(shop: Shop, terms: JobTerms = TERMS, **more: str) -> ET.Element:
    """The ticket of a run of the tiny shop with some terms."""
    return ticket(shop, print_run(shop, delivery="", terms=terms, **more))  # type: ignore[arg-type]


def contact(root: ET.Element, kind: str, drop: str = "") -> ET.Element:
    """The one contact of a kind, as its resource."""
    (found,) = [
        resource
        for resource in root.findall(".//x:ResourceSet[@Name='Contact']/x:Resource", IN)
        if (part := resource.find("x:Part", IN)) is not None
        and part.get("ContactType") == kind
        and part.get("DropID", "") == drop
    ]
    return found


def test_who_orders_asks_pays_and_receives(opened_shop: Shop) -> None:
    """Each party in its role, with the numbers by which it is known."""
    root = agreed(opened_shop)
    (info,) = root.findall(".//x:CustomerInfo", IN)
    assert info.get("CustomerID") == "10234"
    assert info.get("CustomerOrderID") == "PO 77/2030"
    locators = {
        kind: [c.get("Locator") for c in contact(root, kind, drop).findall(".//x:ComChannel", IN)]
        for kind, drop in (("Administrator", ""), ("Delivery", "print"), ("Accounting", ""))
    }
    assert locators == {
        "Administrator": ["+32 470 12 34 56", "desk@example.com"],
        "Delivery": ["+32 470 12 34 57"],
        "Accounting": ["accounts@example.com"],
    }
    address = contact(root, "Delivery", "print").find(".//x:Address", IN)
    assert address is not None
    assert dict(address.attrib) == {
        "Street": "Example Street",
        "CivicNumber": "12 bus 3",
        "PostalCode": "1000",
        "City": "Brussel",
        "CountryCode": "BE",
    }
    hours = contact(root, "Delivery", "print").find("x:Comment", IN)
    assert hours is not None
    assert hours.text == "weekdays, 8 to 16 h"
    ids = contact(root, "Accounting").findall("x:GeneralID", IN)
    assert {i.get("IDUsage"): i.get("IDValue") for i in ids} == {
        "VAT": "BE 0000.000.097",
        "BuyerReference": "Budget 12",
    }


def test_a_customer_number_that_is_no_token(opened_shop: Shop) -> None:
    """It stands where XJDF has room for any text."""
    root = agreed(opened_shop, replace(TERMS, customer_number="10 234"))
    (info,) = root.findall(".//x:CustomerInfo", IN)
    assert "CustomerID" not in info.attrib
    assert root.find(".//x:GeneralID[@IDUsage='CustomerID'][@IDValue='10 234']", IN) is not None


def test_paper_tolerance_and_bundles(opened_shop: Shop) -> None:
    """Surface, substrate and certificate; whole numbers of copies; a label for each language."""
    root = agreed(opened_shop)
    for media in (*root.findall(".//x:MediaIntent", IN), *root.findall(".//x:Media", IN)):
        assert (media.get("Coating"), media.get("ISOPaperSubstrate")) == ("Satin", "PS1")
        certification = media.find("x:Certification", IN)
        assert certification is not None
        assert certification.attrib == {"Claim": "FSC Mix Credit", "Organization": "FSC"}
    limits = [(p.get("MinAmount"), p.get("MaxAmount")) for p in root.findall(".//x:Product", IN)]
    assert limits == [("1170", "1260"), ("1268", "1365")]
    bundles = root.findall(".//x:BundleItem", IN)
    assert [(b.get("Amount"), b.get("TotalAmount")) for b in bundles] == [
        ("24", "1200"),
        ("26", "1300"),
    ]
    labels = root.findall(".//x:Comment[@Type='Label']", IN)
    assert [(c.text, c.get("Language")) for c in labels] == [
        ("Umbrella card", "en"),
        ("Umbrella card", "ar"),
    ]


def test_proof_and_its_day(opened_shop: Shop) -> None:
    """A proof that is wanted is a drop of its own, before the print, with who approves it."""
    root = agreed(opened_shop)
    drops = {
        part.get("DropID"): resource.find("x:DeliveryParams", IN)
        for resource in root.findall(".//x:ResourceSet[@Name='DeliveryParams']/x:Resource", IN)
        if (part := resource.find("x:Part", IN)) is not None
    }
    days = {
        drop: (params.get("Earliest", "")[:10], params.get("Required", "")[:10])
        for drop, params in drops.items()
        if params is not None
    }
    assert days == {"print": ("2030-03-01", "2030-03-14"), "proof": ("", "2030-02-20")}
    proofs = [item.get("ID") for item in root.findall(".//x:ProofItem", IN)]
    assert proofs == ["proof-en", "proof-ar"]
    person = root.find(".//x:ApprovalParams/x:ApprovalPerson", IN)
    assert person is not None
    assert person.get("ContactRef") == contact(root, "Approver").get("ID")
    given = agreed(opened_shop, replace(TERMS, proof="given", proof_by=""))
    assert given.find(".//x:ProofItem", IN) is None
    details = given.find(".//x:ApprovalDetails", IN)
    assert details is not None
    assert details.get("ApprovalState") == "Approved"


def test_a_remark_is_an_instruction(opened_shop: Shop) -> None:
    """It is for whoever makes the job."""
    comment = agreed(opened_shop, remarks="Ring <twice>").find("x:Comment", IN)
    assert comment is not None
    assert (comment.get("Type"), comment.text) == ("Instruction", "Ring <twice>")


def test_what_is_not_said_is_not_there(opened_shop: Shop) -> None:
    """No tolerance, bundle, proof, substrate, certificate or contact that nobody named."""
    root = ticket(opened_shop, print_run(opened_shop, delivery=""))
    for name in ("Comment", "Certification", "Bundle", "ProofItem", "ApprovalPerson", "ComChannel"):
        assert root.find(f".//x:{name}", IN) is None
    assert root.find(".//*[@MinAmount]") is None
    assert root.find(".//*[@ISOPaperSubstrate]") is None
    kinds = [p.get("ContactType") for p in root.findall(".//x:Part[@ContactType]", IN)]
    assert kinds == ["Customer", "Supplier"]


def test_schema_tells_wrong_from_right(shop: Shop) -> None:
    """The validation itself: a ticket without its number is refused."""
    etree = pytest.importorskip("lxml.etree")
    path = SCHEMA / "jdfschema_2_1.xsd"
    if not path.is_file():
        pytest.skip(f"NOT VALIDATED: no {path.name} in the folder that XJDF_SCHEMA names")
    run = print_run(shop, press=next(iter(shop.presses)))
    tree = etree.fromstring(xjdf.ticket(shop, run, enclosed(run)))
    del tree.attrib["JobID"]
    assert not etree.XMLSchema(etree.parse(path)).validate(tree)


def test_one_product_for_each_language(opened_shop: Shop) -> None:
    """Copies are told by language, for what is made, for what is delivered, and in the amounts."""
    root = ticket(opened_shop, print_run(opened_shop))
    wanted = {"en": "1200", "ar": "1300"}
    products = root.findall(".//x:Product", IN)
    assert {p.get("PartVersion"): p.get("Amount") for p in products} == wanted
    parts = root.findall(".//x:PartAmount", IN)
    assert {p[0].get("PartVersion"): p.get("Amount") for p in parts} == wanted
    drops = {d.get("ItemRef"): d.get("Amount") for d in root.findall(".//x:DropItem", IN)}
    assert drops == {p.get("ID"): p.get("Amount") for p in products}


def test_files_with_their_checksums(opened_shop: Shop) -> None:
    """Each file has its place in the package, its MD5 where XJDF wants it, and its SHA-256."""
    run = print_run(opened_shop)
    for resource, file in zip(
        ticket(opened_shop, run).findall(".//x:RunList/..", IN), run.files, strict=True
    ):
        spec = resource.find(".//x:FileSpec", IN)
        sums = resource.find("x:GeneralID", IN)
        assert spec is not None
        assert sums is not None
        assert spec.get("URL") == f"print/{file.job.language.tag}.pdf"
        assert spec.get("FileSize") == str(len(file.pdf))
        assert spec.get("CheckSum") == hashlib.md5(file.pdf, usedforsecurity=False).hexdigest()
        assert sums.get("IDValue") == hashlib.sha256(file.pdf).hexdigest()


def test_paper_inks_and_size(opened_shop: Shop) -> None:
    """What it is printed on and with, in points and g/m²; heavy paper is creased."""
    root = ticket(opened_shop, print_run(opened_shop))
    layout, media = root.find(".//x:LayoutIntent", IN), root.find(".//x:Media", IN)
    assert layout is not None
    assert media is not None
    width, height = (float(v) / PT for v in layout.attrib["Dimensions"].split())
    assert (round(width, 2), round(height, 2)) == (120, 50)
    assert round(float(layout.attrib["Bleed"]) / PT, 2) == 3
    assert layout.get("Sides") == "TwoSidedHeadToHead"
    assert (media.get("Weight"), media.get("Coating")) == ("200", "Coated")
    surfaces = root.findall(".//x:Product[1]//x:SurfaceColor", IN)
    assert [s.get("Surface") for s in surfaces] == ["Front", "Back"]
    assert {s.get("PrintStandard") for s in surfaces} == {"FOGRA39"}
    creases = root.findall(".//x:Product[1]//x:Crease", IN)
    assert [round(float(c.attrib["StartPosition"].split()[0]) / PT, 2) for c in creases] == [60]


def test_each_stock(shop: Shop) -> None:
    """A piece on paper names its weight; one on another material what that is, and no paper."""
    for run in runs(shop):
        stock = run.files[0].job.layout.stock
        assert stock is not None
        for media in ticket(shop, run).iterfind(".//x:Media", IN):
            if stock.material:
                assert media.get("MediaType") == xjdf.MEDIA[stock.material] != "Paper"
                assert {"Weight", "Coating", "ISOPaperSubstrate"}.isdisjoint(media.keys())
            else:
                assert media.get("MediaType") == "Paper"
                assert media.get("Weight") == str(stock.weight)
                assert bool(media.get("Coating")) == bool(shop.presses[run.press].paper)


def test_folds_of_the_leaflet(shop: Shop) -> None:
    """Folds are given one by one, in points from the left edge, and by the catalogue's number.

    Light paper is not creased.
    """
    run = print_run(shop, "leaflet", ("nl", "ar"), press=next(iter(shop.presses)))
    root = ticket(shop, run)
    found = {}
    for item in root.findall(".//x:Product", IN):
        folds = item.findall(".//x:Fold", IN)
        found[item.get("PartVersion")] = [
            (f.get("From"), f.get("To"), round(float(f.attrib["Travel"]) / PT, 2)) for f in folds
        ]
        assert item.find(".//x:Crease", IN) is None
        intent = item.find(".//x:FoldingIntent", IN)
        assert intent is not None
        assert intent.get("FoldCatalog") == "F6-4"
    assert found == {
        "nl": [("Left", "Down", 97), ("Left", "Down", 100)],
        "ar": [("Left", "Down", 200), ("Left", "Up", 100)],
    }


def test_a_booklet_is_one_folded_sheet(shop: Shop) -> None:
    """Its pages are counted as they are; the sheet has twice their width."""
    run = print_run(shop, "large-print", ("nl",), press=next(iter(shop.presses)))
    product = ticket(shop, run).find(".//x:Product", IN)
    assert product is not None
    layout, fold = product.find(".//x:LayoutIntent", IN), product.find(".//x:Fold", IN)
    assert layout is not None
    assert fold is not None
    assert [round(float(v) / PT) for v in layout.attrib["Dimensions"].split()] == [420, 297]
    finished = layout.attrib["FinishedDimensions"].split()
    assert [round(float(v) / PT) for v in finished] == [210, 297, 0]
    assert layout.get("Pages") == "4"
    assert round(float(fold.attrib["Travel"]) / PT) == 210


def test_a_glued_piece(shop: Shop) -> None:
    """It is creased at each fold and has a depth; what is glued is said in the shop's language."""
    run = print_run(shop, "table-tent", ("nl", "ar"), press=next(iter(shop.presses)), reader="nl")
    for made in ticket(shop, run).findall(".//x:Product", IN):
        assert made.get("ProductType") == "Brochure"
        assert made.findtext("x:Comment", "", IN).startswith("Kleefstrook 18 mm: ")
        layout = made.find(".//x:LayoutIntent", IN)
        assert layout is not None
        size = [round(float(part) / PT) for part in layout.attrib["FinishedDimensions"].split()]
        assert size == [93, 210, 81]
        assert layout.get("Pages") == "3"
        assert len(made.findall(".//x:Crease", IN)) == len(made.findall(".//x:Fold", IN)) == 3


def test_names_are_escaped(opened_shop: Shop) -> None:
    """A name with signs of markup comes back as it was; what XML has no place for is left out."""
    name = 'Rain & Sons <"Ltd">'
    run = print_run(opened_shop, partner=f"{name}\x0b", delivery="Dock & Quay\n<1> Example")
    root = ticket(opened_shop, run)
    companies = {c.get("OrganizationName") for c in root.findall(".//x:Company", IN)}
    assert companies == {name, "Example Printers"}
    lines = [line.text for line in root.findall(".//x:AddressLine", IN)]
    assert lines == ["Dock & Quay", "<1> Example"]


def test_deadline_is_a_day(opened_shop: Shop) -> None:
    """The required date is the order's in every time zone of Europe."""
    delivery = ticket(opened_shop, print_run(opened_shop)).find(".//x:DeliveryParams", IN)
    assert delivery is not None
    assert delivery.attrib["Required"].startswith("2030-03-14T12:00")


def test_same_bytes(opened_shop: Shop) -> None:
    """The same run makes the same ticket."""
    run = print_run(opened_shop)
    assert xjdf.ticket(opened_shop, run, enclosed(run)) == xjdf.ticket(
        opened_shop, run, enclosed(run)
    )
