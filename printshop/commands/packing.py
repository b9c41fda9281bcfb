"""Packing: orders become press files, set once for each piece and language, and then packages."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from printshop import pipeline
from printshop.commands.order_lines import Order, OrderRun, from_root, of_press
from printshop.commands.workers import over_cores
from printshop.findings import Finding, many, stops
from printshop.packages import pack
from printshop.partners import versions
from printshop.shop import catalog
from printshop.shop.job import JobTicket

MOST = 50  # files of a piece that a worker stamps in one go
PART = ".part"  # in the folder of orders: what is not whole yet


@contextmanager
def staging(output: Path, numbers: Collection[str]) -> Iterator[Path]:
    """A folder for what is not whole yet; it is gone afterwards, however the run ends.

    Each run has one of its own; what a run left that was killed is taken away.
    """
    for old in (output / PART).glob("*"):
        if not (old.name.isdigit() and _runs(int(old.name))):
            shutil.rmtree(old, ignore_errors=True)
    folder = output / PART / str(os.getpid())
    if numbers:
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.parent.rmdir()  # unless another run is at work


def _runs(process: int) -> bool:
    """Whether a process is at work."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def packed_orders(run: OrderRun, orders: dict[str, Order], folder: Path) -> Iterator[pack.Packed]:
    """What became of each order: all press files first, then the packages."""

    def abandon() -> None:
        """Workers stop where they find no folder any more."""
        shutil.rmtree(folder, ignore_errors=True)

    findings: dict[str, list[Finding]] = {number: [] for number in orders}
    tasks = _tasks(run, orders, folder)
    made = over_cores(
        run.shop, tasks, pipeline.run_versions, versions.stopped, versions.named, abandon
    )
    for n, files in enumerate(made, 1):
        for file in files:
            findings[file.number] += file.findings
        if files:
            ticket = files[0].ticket
            what = f"{ticket.language} {ticket.stem}: {many(len(files), 'press file')}"
            print(f"[{n}/{len(tasks)}] {what}", flush=True)
    for number in [n for n, problems in findings.items() if stops(problems)]:
        yield pack.Packed(number, 0, tuple(dict.fromkeys(findings.pop(number))))
    parcels = {number: _parcel(run, orders[number], folder) for number in findings}
    for result in over_cores(
        run.shop, list(parcels.values()), pack.run, pack.stopped, pack.named, abandon
    ):
        if result.packages:
            parcel = parcels[result.number]
            who = parcel.line.partner or run.shop.campaign.name
            print(f"{parcel.place}/: {many(result.packages, 'package')} for {who}", flush=True)
        yield result


def _tasks(run: OrderRun, orders: dict[str, Order], folder: Path) -> list[versions.Task]:
    """The work by piece and language, so that each base is set once; in parts that are not long."""
    asked: dict[tuple[JobTicket, str], list[versions.Asked]] = {}
    for number, order in orders.items():
        where = order.line.at("partner")
        for wish in order.wishes:
            version = versions.Asked(number, order.partner, wish.size, where)
            asked.setdefault((wish.ticket, order.press), []).append(version)
    return [
        versions.Task(
            ticket,
            press,
            tuple(files[first : first + MOST]),
            tuple(of_press(catalog.concerning(ticket, run.findings), press)),
            folder,
            run.proof,
        )
        for (ticket, press), files in asked.items()
        for first in range(0, len(files), MOST)
    ]


def _parcel(run: OrderRun, order: Order, folder: Path) -> pack.Parcel:
    home = from_root(run.shop.root, order.folder) or ""
    return pack.Parcel(
        order.line,
        order.number,
        order.press,
        order.wishes,
        home,
        order.inputs,
        folder,
        run.proof,
    )
