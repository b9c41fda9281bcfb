"""Packing: the press files of orders, typeset once for each piece and language; then packages."""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from printshop import pipeline
from printshop.commands.order_lines import Order, OrderRun, from_root, of_press
from printshop.commands.workers import TaskType, over_cores
from printshop.findings import Finding, Where, many, stops
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
    """The result of each order as it comes: all press files are made first, then the packages.

    A print run one of whose files has an error is left out; the others of the order are packed.
    """

    def abandon() -> None:
        """Remove the folder: workers that do not find it stop."""
        shutil.rmtree(folder, ignore_errors=True)

    errors: dict[str, list[Finding]] = {number: [] for number in orders}
    refused: dict[str, set[tuple[str, str]]] = {number: set() for number in orders}
    tasks = _tasks(run, orders, folder)
    stamping = TaskType(pipeline.run_versions, versions.stopped, versions.named)
    for n, files in enumerate(over_cores(run.shop, tasks, stamping, abandon), 1):
        for file in files:
            if stops(file.findings):
                errors[file.number] += file.findings
                refused[file.number].add((file.ticket.stem, file.size))
        if files:
            ticket = files[0].ticket
            done = f"{ticket.in_language} {ticket.stem}: {many(len(files), 'press file')}"
            print(f"[{n}/{len(tasks)}] {done}", flush=True)
    packing_tasks: dict[str, pack.PackingTask] = {}
    for number, order in orders.items():
        runs = refused[number]
        items = tuple(i for i in order.items if (i.ticket.stem, i.size) not in runs)
        if items:
            packing_tasks[number] = _packing_task(run, replace(order, items=items), folder)
        else:
            yield pack.PackingResult(number, 0, _each_once(errors[number]))
    packing = TaskType(pack.run, pack.stopped, pack.named)
    for result in over_cores(run.shop, list(packing_tasks.values()), packing, abandon):
        if result.packages:
            task = packing_tasks[result.number]
            customer = task.line.partner or run.shop.campaign.name
            packages = many(result.packages, "package")
            print(f"{task.place}/: {packages} for {customer}", flush=True)
        of_files = _each_once(errors[result.number])
        yield replace(result, findings=(*of_files, *result.findings))


def _each_once(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings without repetition; a text too long in several languages, where least fits."""
    overset: dict[Where, Finding] = {}
    for finding in findings:
        least = overset.setdefault(finding.where, finding) if finding.code == "overset" else None
        if least and _number(finding.limit) < _number(least.limit):
            overset[finding.where] = finding
    kept = (f for f in findings if f.code != "overset" or f == overset[f.where])
    return tuple(dict.fromkeys(kept))


def _number(limit: str) -> int:
    """The number that a limit begins with, such as '41 characters'; 0 without one."""
    return int(limit.split()[0]) if limit else 0


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
        order.printed,
        folder,
        run.proof,
    )
