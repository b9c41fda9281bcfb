"""The crew: jobs spread over all cores. One that stops does not stop the others."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from printshop.commands import faults
from printshop.delivery.deliver import not_written
from printshop.findings import Finding
from printshop.shop import catalog
from printshop.shop.job import JobTicket, Outcome, Shop

Work = list[tuple[JobTicket, list[str], list[Finding]]]  # and the printing conditions of each
Task = tuple[JobTicket, list[str], list[Finding], Path]
T = TypeVar("T")
R = TypeVar("R")
REST = "the other files were made"


def spread(shop: Shop, work: Work, output: Path) -> Iterator[list[Outcome]]:
    """The outcomes of each ticket as they come."""
    return over_cores(shop, [(*part, output) for part in work], _job, _stopped, _named)


def over_cores(
    shop: Shop,
    tasks: Sequence[T],
    run: Callable[[Shop, T], R],
    stopped: Callable[[Shop, T, Finding], R],
    named: Callable[[T], str],
    abandon: Callable[[], None] | None = None,
) -> Iterator[R]:
    """What ``run`` makes of each task, as they come: over all cores, or here for a single one.

    ``stopped`` is asked for the result of a task that could not be finished, ``named`` for what a
    person calls it. All are functions of a module, since another process has to find them.
    ``abandon`` is called first when the run is
    interrupted: the workers finish what they are at before it ends.
    """
    workers = min(os.cpu_count() or 1, len(tasks))
    if workers <= 1:
        for task in tasks:
            yield _guarded(shop, task, run, stopped, named)
        return
    # Spawned, not forked: the renderer's C libraries do not survive a fork once they are warm.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start, (shop.root,))
    try:
        futures = {pool.submit(_worker, task, run, stopped, named): task for task in tasks}
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                message = f"the system ended the work on {named(futures[future])}"
                told = faults.fault(message, "look for too little memory")
                yield stopped(shop, futures[future], told)
    except KeyboardInterrupt:
        if abandon:
            abandon()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_SHOP: list[Shop] = []


def _start(root: Path) -> None:
    """A worker opens the shop once, and leaves Ctrl-C to the command."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shop, _ = catalog.open_shop(root)
    if shop:
        _SHOP.append(shop)


def _worker(
    task: T,
    run: Callable[[Shop, T], R],
    stopped: Callable[[Shop, T, Finding], R],
    named: Callable[[T], str],
) -> R:
    return _guarded(_SHOP[0], task, run, stopped, named)


def _guarded(
    shop: Shop,
    task: T,
    run: Callable[[Shop, T], R],
    stopped: Callable[[Shop, T, Finding], R],
    named: Callable[[T], str],
) -> R:
    try:
        return run(shop, task)
    except OSError as problem:
        told = not_written(problem, "output/")
    except Exception as problem:  # noqa: BLE001  # one job must not stop the others: it is told
        problem.add_note(f"at {named(task)}")
        told = faults.stopped(shop.root, problem, REST)
    return stopped(shop, task, told)


def _job(shop: Shop, task: Task) -> list[Outcome]:
    from printshop import pipeline

    return pipeline.run_job(shop, *task)


def _named(task: Task) -> str:
    ticket, *_ = task
    return f"{ticket.stem} in {ticket.language}"


def _stopped(shop: Shop, task: Task, told: Finding) -> list[Outcome]:
    """A job that could not be finished: its older files stay, since nothing is wrong with them."""
    ticket, presses, *_ = task
    job = catalog.resolve(shop, ticket)
    return [
        Outcome(press, ticket.language, job.stem(size), "refused", (told,))
        for press in presses
        for size in job.sizes_for(shop.presses[press])
    ]
