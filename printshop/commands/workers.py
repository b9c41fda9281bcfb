"""Tasks spread over all cores, in worker processes. One that fails does not stop the others."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from printshop.commands import faults
from printshop.delivery.deliver import not_written, unwritable
from printshop.findings import Finding
from printshop.shop import catalog
from printshop.shop.files import read_shop
from printshop.shop.job import JobTicket, Outcome, Shop

# A ticket, the names of its printing conditions, the findings about its inputs; and the output.
Work = list[tuple[JobTicket, list[str], list[Finding]]]
JobTask = tuple[JobTicket, list[str], list[Finding], Path]
T = TypeVar("T")
R = TypeVar("R")
REST = "the other files were made"


@dataclass(frozen=True)
class TaskType(Generic[T, R]):
    """How tasks are done: functions of a module, since worker processes import them.

    ``run`` returns the result of a task, ``stopped`` that of a task that raised, from the error
    about it; ``named`` is what a person calls a task.
    """

    run: Callable[[Shop, T], R]
    stopped: Callable[[Shop, T, Finding], R]
    named: Callable[[T], str]


def spread(shop: Shop, work: Work, output: Path) -> Iterator[list[Outcome]]:
    """The outcomes of each ticket, one list a ticket, as they come."""
    return over_cores(shop, [(*part, output) for part in work], TaskType(_job, _stopped, _named))


def over_cores(
    shop: Shop,
    tasks: Sequence[T],
    task_type: TaskType[T, R],
    abandon: Callable[[], None] | None = None,
) -> Iterator[R]:
    """The result of each task, as they come: over all cores, or here for one task.

    ``abandon`` is called when the run is interrupted, before the workers have finished their
    current tasks.
    """
    workers = min(os.cpu_count() or 1, len(tasks))
    if workers <= 1:
        for task in tasks:
            yield _guarded(shop, task, task_type)
        return
    # Here: a run that has no job, or a single one, needs no other process.
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Spawned, not forked: the renderer's C libraries do not survive a fork once they are warm.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start, (shop.root,))
    try:
        futures = {pool.submit(_worker, task, task_type): task for task in tasks}
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                message = f"the system ended the work on {task_type.named(futures[future])}"
                fault = faults.fault(message, "look for too little memory")
                yield task_type.stopped(shop, futures[future], fault)
    except KeyboardInterrupt:
        if abandon:
            abandon()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_SHOP: list[Shop] = []


def _start(root: Path) -> None:
    """Open the shop, once in each worker; Ctrl-C is handled by the command alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shop, _ = read_shop(root)
    if shop:
        _SHOP.append(shop)


def _worker(task: T, task_type: TaskType[T, R]) -> R:
    return _guarded(_SHOP[0], task, task_type)


def _guarded(shop: Shop, task: T, task_type: TaskType[T, R]) -> R:
    try:
        return task_type.run(shop, task)
    except Exception as problem:  # noqa: BLE001  # one job must not stop the others
        failure = _failure(shop, problem, task_type.named(task))
    return task_type.stopped(shop, task, failure)


def _failure(shop: Shop, problem: Exception, name: str) -> Finding:
    if isinstance(problem, OSError) and unwritable(problem):
        return not_written(problem, "output/")
    problem.add_note(f"at {name}")
    return faults.stopped(shop.root, problem, REST)


def _job(shop: Shop, task: JobTask) -> list[Outcome]:
    from printshop import pipeline

    return pipeline.run_job(shop, *task)


def _named(task: JobTask) -> str:
    """What a person calls a job."""
    ticket, *_ = task
    return ticket.label


def _stopped(shop: Shop, task: JobTask, fault: Finding) -> list[Outcome]:
    """The outcomes of a job that raised; its older files stay, since nothing is wrong with them."""
    ticket, presses, *_ = task
    job = catalog.resolve(shop, ticket)
    return [
        Outcome(press, ticket.language, job.stem(size), "refused", (fault,))
        for press in presses
        for size in job.sizes_for(shop.presses[press])
    ]
