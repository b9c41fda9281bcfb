"""Packing: the press files of orders, typeset once for each piece and language; then packages."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from printshop import pipeline
from printshop.commands.order_lines import Order, OrderRun, from_root, of_press
from printshop.commands.workers import TaskType, over_cores
from printshop.findings import Finding, many, stops
from printshop.packages import pack
from printshop.partners import versions
from printshop.shop import catalog
from printshop.shop.job import JobTicket

MOST = 50  # files of a piece that a worker stamps in one task
PART = ".part"  # in the folder of orders: files that are not complete


@contextmanager
def staging(output: Path, numbers: Collection[str]) -> Iterator[Path]:
    """A folder for files that are not complete; it is removed at the end, also after an error.

    Each run has its own, named by its process; those of runs that were killed are removed. Where
    there are no order ``numbers``, none is made.
    """
    for other in (output / PART).glob("*"):
        if not (other.name.isdigit() and _is_running(int(other.name))):
            shutil.rmtree(other, ignore_errors=True)
    folder = output / PART / str(os.getpid())
    if numbers:
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            folder.parent.rmdir()  # not empty while another run is at work


def _is_running(process: int) -> bool:
    """Whether there is a process of this number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True


def packed_orders(
    run: OrderRun, orders: dict[str, Order], folder: Path
) -> Iterator[pack.PackingResult]:
    """The result of each order as it comes: all press files are made first, then the packages."""

    def abandon() -> None:
        """Remove the folder: workers that do not find it stop."""
        shutil.rmtree(folder, ignore_errors=True)

    findings: dict[str, list[Finding]] = {number: [] for number in orders}
    tasks = _tasks(run, orders, folder)
    stamping = TaskType(pipeline.run_versions, versions.stopped, versions.named)
    for n, files in enumerate(over_cores(run.shop, tasks, stamping, abandon), 1):
        for file in files:
            findings[file.number] += file.findings
        if files:
            ticket = files[0].ticket
            done = f"{ticket.language} {ticket.stem}: {many(len(files), 'press file')}"
            print(f"[{n}/{len(tasks)}] {done}", flush=True)
    for number in [n for n, of_order in findings.items() if stops(of_order)]:
        yield pack.PackingResult(number, 0, tuple(dict.fromkeys(findings.pop(number))))
    packing_tasks = {number: _packing_task(run, orders[number], folder) for number in findings}
    packing = TaskType(pack.run, pack.stopped, pack.named)
    for result in over_cores(run.shop, list(packing_tasks.values()), packing, abandon):
        if result.packages:
            task = packing_tasks[result.number]
            customer = task.line.partner or run.shop.campaign.name
            packages = many(result.packages, "package")
            print(f"{task.place}/: {packages} for {customer}", flush=True)
        yield result


def _tasks(run: OrderRun, orders: dict[str, Order], folder: Path) -> list[versions.Task]:
    """A task for each piece, language and condition, so that each base is set once.

    A task has at most ``MOST`` files, so that the cores are evenly busy.
    """
    asked: dict[tuple[JobTicket, str], list[versions.Asked]] = {}
    for number, order in orders.items():
        where = order.line.at("partner")
        for item in order.items:
            version = versions.Asked(number, order.partner, item.size, where, _readers(run, order))
            asked.setdefault((item.ticket, order.press), []).append(version)
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


def _readers(run: OrderRun, order: Order) -> tuple[str, ...]:
    """The partner's own languages: those that its kind has to order in, or the first it orders."""
    kind = run.shop.partner_types.get(order.line.type)
    return (kind.languages if kind else ()) or (order.items[0].ticket.language,)


def _packing_task(run: OrderRun, order: Order, folder: Path) -> pack.PackingTask:
    logo_folder = from_root(run.shop.root, order.folder) or ""
    return pack.PackingTask(
        order.line,
        order.number,
        order.press,
        order.items,
        logo_folder,
        order.inputs,
        folder,
        run.proof,
    )
