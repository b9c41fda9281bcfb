"""The packing: all press files of an order become its packages, one for each print run."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from printshop.delivery.deliver import write
from printshop.findings import Finding, Gate, Where, stops
from printshop.orders import ledger
from printshop.orders.model import OrderLine, Printed, PrintRun, Wish
from printshop.packages import archive
from printshop.partners import versions
from printshop.shop.catalog import resolve
from printshop.shop.job import Proof, Shop
from printshop.typesetting.engine import engine

ORDERS = "output/orders"


@dataclass(frozen=True)
class Parcel:
    """An order whose press files lie in ``folder``: its line, what it was made from, and how.

    ``home`` is where the logo's path begins, from the root; ``inputs`` are digests by name.
    """

    line: OrderLine
    number: str
    press: str
    wishes: tuple[Wish, ...]
    home: str
    inputs: dict[str, str]
    folder: Path
    proof: bool

    @property
    def place(self) -> str:
        """Where its packages go, from the root."""
        return f"{ORDERS}/{self.number}{'-proof' if self.proof else ''}"


@dataclass(frozen=True)
class Packed:
    """What became of an order: how many packages, and an error where there are none."""

    number: str
    packages: int
    findings: tuple[Finding, ...]


def run(shop: Shop, parcel: Parcel) -> Packed:
    """Put an order's packages into ``output/``, all at once, and write its ledger."""
    packages: dict[str, bytes] = {}
    for part in _runs(shop, parcel):
        packed, told = archive.pack(shop, part)
        if stops(told):
            return Packed(parcel.number, 0, tuple(told))
        packages[archive.zip_name(part)] = packed
    sums = {name: sha256(packed).hexdigest() for name, packed in packages.items()}
    old = None if parcel.proof else ledger.kept(shop.root, parcel.number)
    if old and old.packages != sums:
        return Packed(parcel.number, 0, (ledger.other_bytes(old, sums, parcel.number),))
    whole = parcel.folder / "whole" / parcel.number
    for name, packed in packages.items():
        write(whole / name, packed)
    _replace(whole, shop.root / parcel.place)
    if not parcel.proof and old is None:
        said = ledger.written(
            parcel.number, parcel.home, parcel.line, engine().described(), parcel.inputs, sums
        )
        write(ledger.place(shop.root, parcel.number), said)
    shutil.rmtree(parcel.folder / parcel.number, ignore_errors=True)
    return Packed(parcel.number, len(packages), ())


def named(parcel: Parcel) -> str:
    """What a person calls a parcel."""
    return f"the order {parcel.number}"


def stopped(_: Shop, parcel: Parcel, told: Finding) -> Packed:
    """An order that could not be packed; what was there stays."""
    if told.gate is not Gate.PROGRAM:
        told = replace(told, where=Where(f"{parcel.place}/"))
    return Packed(parcel.number, 0, (told,))


def _replace(new: Path, place: Path) -> None:
    """Put a folder in the place of an older one, as nearly at once as a disk can."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(new.with_name(f"{place.name}.old"))
    new.rename(place)


def _runs(shop: Shop, parcel: Parcel) -> Iterator[PrintRun]:
    """The print runs of an order: each piece and size, in all its languages."""
    line = parcel.line
    grouped: dict[tuple[str, str], list[Wish]] = {}
    for wish in parcel.wishes:
        grouped.setdefault((wish.ticket.stem, wish.size), []).append(wish)
    for (_, size), wishes in grouped.items():
        yield PrintRun(
            number=parcel.number,
            partner=line.partner,
            press=parcel.press,
            size=size,
            files=tuple(_printed(shop, parcel, wish) for wish in wishes),
            delivery=line.delivery,
            deliver_by=line.deliver_by.isoformat() if line.deliver_by else "",
            printer=line.printer,
            printer_language=line.reader(shop.campaign.source_language),
            proof=parcel.proof,
        )


def _printed(shop: Shop, parcel: Parcel, wish: Wish) -> Printed:
    """One press file with what goes with it, as it was laid down."""
    job = resolve(shop, wish.ticket)

    def part(ending: str) -> bytes:
        return versions.staged(parcel.folder, parcel.number, job, wish.size, ending).read_bytes()

    pages = range(1, len(job.layout.pages) + 1)
    proofs = tuple(Proof(page, part(f"-{page}.png")) for page in pages)
    return Printed(job, wish.quantity, part(".pdf"), (part(".html"), part(".json")), proofs)
