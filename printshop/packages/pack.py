"""Packing: the press files of an order become its packages, one for each print run."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from printshop.delivery.deliver import write
from printshop.findings import Finding, Gate, Where, stops
from printshop.orders import ledger
from printshop.orders.model import OrderItem, OrderLine, PrintRun, PrintRunFile
from printshop.orders.read_terms import terms_of
from printshop.packages import archive
from printshop.partners import versions
from printshop.shop.catalog import resolve
from printshop.shop.job import Proof, Shop
from printshop.typesetting.engine import engine

ORDERS = "output/orders"


@dataclass(frozen=True)
class PackingTask:
    """An order whose press files are in ``folder`` and can be packed.

    ``logo_folder`` is where the logo's path starts, from the root; ``inputs`` are the digests of
    what the order is made from, by name; ``printed`` is what its ledger says of each press file.
    """

    line: OrderLine
    number: str
    press: str
    items: tuple[OrderItem, ...]
    logo_folder: str
    inputs: dict[str, str]
    printed: dict[str, ledger.LedgerItem]
    folder: Path
    proof: bool

    @property
    def place(self) -> str:
        """The folder of its packages, from the root."""
        return f"{ORDERS}/{self.number}{'-proof' if self.proof else ''}"


@dataclass(frozen=True)
class PackingResult:
    """The result of an order: the number of its packages, and errors where there are none."""

    number: str
    packages: int
    findings: tuple[Finding, ...]


def run(shop: Shop, task: PackingTask) -> PackingResult:
    """Write an order's packages to ``output/``, all at once, and its ledger.

    Errors, and no packages: where words or values for a package are missing, or where the same
    inputs gave other bytes than the ledger records. Raises ``OSError``.
    """
    packages: dict[str, bytes] = {}
    if not task.folder.exists():
        return PackingResult(task.number, 0, ())  # the run was interrupted
    for print_run in _print_runs(shop, task):
        package, package_findings = archive.pack(shop, print_run)
        if stops(package_findings):
            return PackingResult(task.number, 0, tuple(package_findings))
        packages[archive.zip_name(print_run)] = package
    checksums = {name: sha256(package).hexdigest() for name, package in packages.items()}
    earlier_ledger = None if task.proof else ledger.earlier(shop.root, task.number)
    if earlier_ledger and earlier_ledger.packages != checksums:
        return PackingResult(
            task.number, 0, (ledger.other_bytes(earlier_ledger, checksums, task.number),)
        )
    complete = task.folder / "whole" / task.number
    for name, package in packages.items():
        write(complete / name, package)
    _replace(complete, shop.root / task.place)
    if not task.proof and earlier_ledger is None:
        ledger_yaml = ledger.to_yaml(
            task.number,
            task.logo_folder,
            task.line,
            engine().described(),
            task.inputs,
            checksums,
            task.printed,
        )
        write(ledger.ledger_path(shop.root, task.number), ledger_yaml)
    shutil.rmtree(task.folder / task.number, ignore_errors=True)
    return PackingResult(task.number, len(packages), ())


def named(task: PackingTask) -> str:
    """What a person calls a task."""
    return f"the order {task.number}"


def stopped(_: Shop, task: PackingTask, failure: Finding) -> PackingResult:
    """The result of an order whose packing raised; its older packages stay."""
    if failure.gate is not Gate.PROGRAM:
        failure = replace(failure, where=Where(f"{task.place}/"))
    return PackingResult(task.number, 0, (failure,))


def _replace(new: Path, place: Path) -> None:
    """Move a folder to the place of an older one: two renames, with no time for copying between."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(new.with_name(f"{place.name}.old"))
    new.rename(place)


def _print_runs(shop: Shop, task: PackingTask) -> Iterator[PrintRun]:
    """The print runs of an order: each piece and size, in all its languages."""
    line = task.line
    grouped: dict[tuple[str, str], list[OrderItem]] = {}
    for item in task.items:
        grouped.setdefault((item.ticket.stem, item.size), []).append(item)
    for (_, size), items in grouped.items():
        yield PrintRun(
            number=task.number,
            partner=line.partner,
            press=task.press,
            size=size,
            files=tuple(_run_file(shop, task, item) for item in items),
            delivery=line.delivery,
            deliver_by=line.deliver_by.isoformat() if line.deliver_by else "",
            printer=line.printer,
            printer_language=line.job_sheet_language(shop.campaign.source_language),
            proof=task.proof,
            remarks=line.remarks,
            terms=terms_of(line),
        )


def _run_file(shop: Shop, task: PackingTask, item: OrderItem) -> PrintRunFile:
    """One press file with its proofs and report, as they were staged."""
    job = resolve(shop, item.ticket)

    def part(ending: str) -> bytes:
        return versions.staged(task.folder, task.number, job, item.size, ending).read_bytes()

    pages = range(1, len(job.layout.pages) + 1)
    proofs = tuple(Proof(page, part(f"-{page}.png")) for page in pages)
    return PrintRunFile(job, item.quantity, part(".pdf"), (part(".html"), part(".json")), proofs)
